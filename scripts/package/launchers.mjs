// What is started, and what is read first.

/** Starts the Node beside it with the program beside it, wherever the folder lies and whoever calls. */
export const launcherOf = ({ launcher, binary }) =>
  launcher.endsWith('.cmd')
    ? `@echo off
"%~dp0program\\${binary}" "%~dp0program\\overgang.cjs" %*
exit /b %ERRORLEVEL%
`
    : `#!/bin/sh
# Follows links, so that one may lie in a folder on PATH.
self=$0
while [ -h "$self" ]; do
  target=$(readlink "$self")
  case $target in
    /*) self=$target ;;
    *) self=$(dirname "$self")/$target ;;
  esac
done
here=$(cd "$(dirname "$self")" && pwd) || exit 2
exec "$here/program/${binary}" "$here/program/overgang.cjs" "$@"
`;

const START = {
  'win-x64': `1. Högerklicka på zip-filen och välj "Extrahera alla…". Lägg mappen på datorns egen disk,
   till exempel C:\\overgang. Kör inte programmet inifrån zip-filen.
2. Öppna mappen, håll ned Skift, högerklicka på en tom yta och välj "Öppna i Terminal"
   (eller "Öppna PowerShell-fönstret här").
3. Skriv  .\\overgang  och tryck Retur. Då visar programmet vägen.

Inga administratörsrättigheter behövs, och inget installeras. Säger Windows att filen är
blockerad: högerklicka på zip-filen, välj Egenskaper, kryssa i Avblockera, och packa upp igen.
Har din dator regler för vilka program som får köras måste IT godkänna
program\\node.exe. Kontrollsummorna står i SHA256SUMS.`,
  'linux-x64': `1. Packa upp zip-filen på datorns egen disk.
2. Öppna en terminal och gå till mappen.
3. Skriv  ./overgang  och tryck Retur. Då visar programmet vägen.

Behöver glibc 2.28 eller senare, och C++-biblioteket libstdc++. Inget annat.`,
};
const MACOS = `1. Packa upp zip-filen på datorns egen disk.
2. Öppna Terminal och gå till mappen:  cd  följt av mappens namn.
3. Skriv  ./overgang  och tryck Retur. Då visar programmet vägen.

Säger macOS att programmet inte kan öppnas:  xattr -dr com.apple.quarantine .  i mappen.`;

/** Windows' own editor of old knows UTF-8 by the mark. */
export const readMeOf = ({ id }, version) => `${id === 'win-x64' ? '\uFEFF' : ''}overgang ${version}

${START[id] ?? MACOS}

Handboken: öppna handbok/handbok.html i webbläsaren. Den behöver inget nät.
Prova först på en påhittad region:  overgang demo

Programmet skickar ingenting. Det läser bara de filer du pekar ut.
Licens: EUPL-1.2 (LICENSE.txt). Andras delar och deras licenser: licenser/. Innehåll: sbom.cdx.json.
`;
