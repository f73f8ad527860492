import { EXIT_CODES } from './exit-codes.ts';
import { PROJECT_FILE, SETTINGS } from './settings.ts';

interface Topic {
  readonly about: string;
  readonly text: string;
}

const indented = (lines: readonly (readonly [string, string])[]): string => {
  const width = Math.max(...lines.map(([term]) => term.length));
  return lines.map(([term, about]) => `  ${term.padEnd(width)}  ${about}`).join('\n');
};

/** What concerns no one command: `help TOPIC`. */
export const HELP_TOPICS: Readonly<Record<string, Topic>> = {
  börja: {
    about: 'de första stegen',
    text: `Skriv bara overgang och tryck Retur, så visar programmet vägen.

För hand:
  overgang init                          skapa registret
  overgang import LISTA …                läs in listor
  overgang status                        se läget
  overgang worklist -o arbetslistor      lämna ut arbetslistor
  overgang return LISTA …                ta emot dem ifyllda
  overgang readiness                     är vi redo?

Prova på en påhittad region: overgang demo`,
  },
  inställningar: {
    about: 'filer och miljövariabler',
    text: `En inställning tas från det första av de här som har den:
  1. flaggan på raden
  2. miljövariabeln
  3. ${PROJECT_FILE} i mappen du står i
  4. overgang/config.json i mappen för dina inställningar
     ($XDG_CONFIG_HOME, %APPDATA% eller ~/.config)

Filerna är JSON, till exempel { "register": "overgang.sqlite" }.
En sökväg räknas från filens mapp.

${indented(Object.entries(SETTINGS).map(([key, { variable, about }]) => [key, `${about} ($${variable})`]))}`,
  },
  slutkoder: {
    about: 'vad programmet svarar skript',
    text: indented(Object.values(EXIT_CODES).map(({ code, text }) => [String(code), text])),
  },
  personuppgifter: {
    about: 'vad som skyddas, och vad du gör själv',
    text: `Registret, listorna och arbetslistorna innehåller personuppgifter. Lägg dem på
en krypterad disk som bara du når, inte i OneDrive, Teams eller på USB-minne.
Skicka inte arbetslistor som vanlig e-post.

Namn och personnummer står aldrig i felmeddelanden, loggar eller rapporter.
Personer med skyddade uppgifter står bara på egna listor.
Programmet skickar ingenting och använder inget nät.`,
  },
};

/** What stands last in the help: where more is said. */
export const topicsText = (): string =>
  [
    'Ämnen (overgang help ÄMNE):',
    indented(Object.entries(HELP_TOPICS).map(([name, { about }]) => [name, about])),
  ].join('\n');
