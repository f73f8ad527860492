import { fillLabels } from '../../domain/profile/fill-text.ts';
import { SIP_CLASSES } from '../../domain/classification/classes.ts';
import { CHECKPOINT_KINDS } from '../../domain/checkpoints/checkpoint.ts';
import type { CheckpointStatement } from '../../domain/checkpoints/checkpoint-schema.ts';
import { wrap } from '../kit/table.ts';

interface ReadmeFacts {
  readonly statement: CheckpointStatement;
  /** Files with their own line in the list of what lies where. */
  readonly hasSources: boolean;
  readonly isSigned: boolean;
}

const WIDTH = 78;
const paragraph = (text: string): string => wrap(text, WIDTH);
const commands = (...lines: readonly string[]): string => lines.map((line) => `    ${line}`).join('\n');
const heading = (text: string): string => `${text}\n${'-'.repeat(text.length)}`;

/**
 * LÄSMIG.txt: how somebody without the program, in ten years, sees that the copy is whole and what it says. Only
 * commands of other programs (coreutils, sqlite3; PowerShell).
 */
export function readmeText(facts: ReadmeFacts): string {
  const { statement, isSigned } = facts;
  const { checkpoint, kind, region, effectiveAt, isPseudonymised } = statement;
  const title = `${CHECKPOINT_KINDS[kind]} ${effectiveAt.replace('T', ' kl. ')}: kontrollpunkt ${checkpoint}`;
  return `${[
    `${title}\n${'='.repeat(title.length)}`,
    paragraph(
      `${region}. Mappen visar hur läget var i ${statement.source} när arbetet flyttades till ${statement.target}. Den följer BagIt 1.0 (RFC 8493) och går att läsa och kontrollera utan programmet som skrev den. Vad som intygas står i intyg.html och kontrollpunkt.json.`,
    ),
    isPseudonymised
      ? paragraph(
          'Den här mappen är utan personuppgifter om patienter: personnummer, namn, adresser och fritext är borttagna, liksom själva registret och originallistorna. Ärenden känns igen på sin referens.',
        )
      : paragraph(
          'Mappen innehåller personnummer, namn och uppgifter om vård. Förvara den därefter. Uppgifterna är exakta kopior: öppna inte CSV-filerna i ett kalkylprogram, som kan ta text för formler och datum.',
        ),
    paragraph(
      'Kör alla kommandon i mappen ovanför data: den där manifest-sha512.txt ligger. Efter ”Svar” står vad du ska få.',
    ),
    heading('1. Är kopian hel?'),
    wholeness(),
    heading(`2. Hur många SIP:ar var öppna, och vilka?`),
    openSips(statement),
    heading('3. Vem stängde den sista?'),
    lastClosed(statement),
    heading('4. Hänger händelseloggen ihop?'),
    chain(statement),
    ...(isSigned ? [heading('5. Är underskriften äkta?'), signature()] : []),
    heading('Vad som ligger var (i mappen data)'),
    contents(facts),
    heading('Klasser'),
    Object.entries(fillLabels(SIP_CLASSES, statement))
      .map(([code, label]) => `  ${code.padEnd(28)}${label}`)
      .join('\n'),
  ].join('\n\n')}\n`;
}

function wholeness(): string {
  return [
    paragraph('Linux och WSL:'),
    commands(
      'sha512sum -c --quiet --strict manifest-sha512.txt && echo hel',
      'sha512sum -c --quiet --strict tagmanifest-sha512.txt && echo hel',
    ),
    paragraph('Svar: hel, två gånger. Står det FAILED är filen på raden ändrad eller borta.'),
    paragraph(
      'Det kommandot ser inte filer som har lagts till. Räkna därför byte och filer i data och jämför med Payload-Oxum; svaret ska vara samma två tal:',
    ),
    commands(
      "find data -type f -printf '%s\\n' | awk '{ b += $1; n += 1 } END { print b \".\" n }'",
      'grep Payload-Oxum bag-info.txt',
    ),
    paragraph('Windows PowerShell (svar: inga rader med SKILJER, och sedan samma två tal):'),
    commands(
      'Get-Content -Encoding UTF8 manifest-sha512.txt, tagmanifest-sha512.txt |',
      "  ForEach-Object { $h, $f = $_ -split '  ', 2",
      '    if ((Get-FileHash -Algorithm SHA512 -LiteralPath $f).Hash -ne $h) {',
      '      "SKILJER: $f" } }',
      '$m = Get-ChildItem -Recurse -File data | Measure-Object -Sum Length',
      '"$($m.Sum).$($m.Count)"; Select-String Payload-Oxum bag-info.txt',
    ),
    paragraph('En fil i taget går också: certutil -hashfile data\\kontrollpunkt.json SHA512'),
    paragraph(
      'Den som har skrivit om hela mappen kan ha räknat nya kontrollsummor. Räkna därför summan av tagmanifestet och jämför med den som skrevs upp när mappen gjordes (på det underskrivna intyget, i nästa kontrollpunkt eller i registrets logg):',
    ),
    commands('sha512sum tagmanifest-sha512.txt'),
  ].join('\n\n');
}

const IMPORT = (file: string, table: string): string =>
  `sqlite3 -cmd '.import --csv ${file} ${table}' :memory: \\`;

function openSips({ isPseudonymised, counts }: CheckpointStatement): string {
  const { open, classes } = counts.sips;
  const byClass = Object.entries(classes)
    .filter(([name, cases]) => name !== 'closed' && cases > 0)
    .map(([name, cases]) => `${name} ${cases}`);
  const ask = isPseudonymised
    ? commands(
        IMPORT('data/tillstand/sip.csv', 'sip'),
        `  "SELECT count(*) FROM sip WHERE is_open = '1'"`,
        IMPORT('data/oppna-undantag.csv', 'oppna'),
        `  "SELECT * FROM oppna WHERE kind = 'sip'"`,
      )
    : commands(
        'sqlite3 -readonly data/register.sqlite "SELECT count(*) FROM oppna_sipar"',
        'sqlite3 -readonly data/register.sqlite "SELECT * FROM oppna_sipar"',
      );
  return [
    ask,
    paragraph(
      `Svar: ${open}${byClass.length === 0 ? '' : ` (${byClass.join(', ')})`}. Sedan en rad per öppen SIP: referens, SIP-id, klass, regel, kommun (SCB-kod), ansvarig part, enhet.`,
    ),
    paragraph(
      isPseudonymised
        ? 'Utan sqlite3 räcker det att räkna raderna:'
        : 'Samma sak utan sqlite3, för SIP:ar och vårdtillfällen tillsammans (en rad är rubrik):',
    ),
    commands('wc -l < data/oppna-undantag.csv', "grep ',sip,' data/oppna-undantag.csv | wc -l"),
  ].join('\n\n');
}

function lastClosed({ isPseudonymised }: CheckpointStatement): string {
  return [
    isPseudonymised
      ? commands(
          IMPORT('data/stangda.csv', 'stangda'),
          `  "SELECT * FROM stangda WHERE kind = 'sip'`,
          '   ORDER BY closed_on DESC, CAST(event AS INTEGER) DESC LIMIT 1"',
        )
      : commands(
          'sqlite3 -readonly data/register.sqlite \\',
          '  "SELECT * FROM stangda_sipar',
          '   ORDER BY stangd_den DESC, stangd_handelse DESC LIMIT 1"',
        ),
    paragraph(
      isPseudonymised
        ? 'Svar: referens, sort, id, dag, vem (borttaget här), hur, händelsens nummer i loggen. Där står vem som skrev in det.'
        : 'Svar: referens, SIP-id, dag, vem, hur, händelsens nummer i loggen.',
    ),
    paragraph(
      'Är vem och händelse tomma har ingen person intygat det: ärendet fanns inte kvar i den lista som nämns, eller listan sade att det var avslutat.',
    ),
  ].join('\n\n');
}

function chain({ isPseudonymised, event, headBefore }: CheckpointStatement): string {
  const what = paragraph(
    `handelser.jsonl har en händelse per rad. Under ”event” står i ordning: nummer, skriven (UTC), gäller från, vem, vad, ärendets sort, ärende, innehåll, kontrollsumman för händelsen före. ”hash” är sha256 av exakt den texten. Sista raden är kontrollpunkten, nummer ${event.seq}; före den står nummer ${headBefore.seq}.`,
  );
  const last = [
    paragraph('Loggens huvud: svaret ska stå på intyget.'),
    commands('tail -n 1 data/handelser.jsonl | cut -c 10-73'),
  ];
  if (isPseudonymised)
    return [
      what,
      paragraph(
        'Där innehållet kan ha fritext står null, och ”dataSha256” är sha256 av det som stod där. De radernas hash går därför inte att räkna om här, men i en fullständig kopia. Att raderna följer på varandra syns här: varje rad bär kontrollsumman för den före (svar: inga rader):',
      ),
      commands(
        'awk -F\'"\' \'{ hash = $4; match($0, /"[0-9a-f]+"\\](,"dataSha256"|})/);',
        '  fore = substr($0, RSTART + 1, 64);',
        '  if (NR > 1 && fore != sist) print "bruten vid rad " NR; sist = hash }\' \\',
        '  data/handelser.jsonl',
      ),
      ...last,
    ].join('\n\n');
  return [
    what,
    paragraph('I bash (svar: hela kedjan stämmer; annars raden där den bryts; tar någon minut):'),
    commands(
      'fore=$(printf %064d 0); n=0; fel=0',
      'while IFS= read -r rad; do n=$((n + 1))',
      '  text=${rad#*,\\"event\\":}; text=${text%\\}}; hash=${rad:9:64}',
      '  [ "$(printf %s "$text" | sha256sum | cut -c 1-64)" = "$hash" ] || {',
      '    echo "ändrad: rad $n"; fel=1; }',
      '  [ "${text: -66:64}" = "$fore" ] || { echo "bruten: rad $n"; fel=1; }',
      '  fore=$hash',
      'done < data/handelser.jsonl',
      '[ $fel = 0 ] && echo hela kedjan stämmer',
    ),
    ...last,
  ].join('\n\n');
}

function signature(): string {
  return [
    paragraph(
      'tagmanifest-sha512.txt.sig är en underskrift av tagmanifestet. Lägg den öppna nyckeln du litar på i en fil som börjar med den som skrev under (till exempel: arkiv ssh-ed25519 AAAA…) och kör:',
    ),
    commands(
      'ssh-keygen -Y verify -f NYCKLAR -I arkiv -n overgang \\',
      '  -s tagmanifest-sha512.txt.sig < tagmanifest-sha512.txt',
    ),
    paragraph('Svar: Good "overgang" signature.'),
  ].join('\n\n');
}

function contents({ statement, hasSources }: ReadmeFacts): string {
  const { isPseudonymised } = statement;
  const lines: readonly (readonly [string, string, boolean])[] = [
    ['intyg.html', 'intyget, att skriva ut och skriva under', true],
    ['kontrollpunkt.json', 'det som intygas (schema: kontrollpunkt.schema.json)', true],
    ['register.sqlite', 'registret (SQLite 3), med vyer för frågorna ovan', !isPseudonymised],
    ['tillstand/', 'läget: en CSV per sort, med schema', true],
    ['oppna-undantag.csv', 'allt som var öppet, ett ärende per rad', true],
    ['stangda.csv', 'allt som var stängt: när, av vem, hur', true],
    ['handelser.jsonl', 'händelseloggen', true],
    ['kallor.csv', 'listorna som läget bygger på, med sha256', true],
    ['kallor/', 'listorna själva, som de lästes in', hasSources],
    ['premis.xml', 'bevarandehändelser (PREMIS 3.0)', true],
  ];
  return [
    lines.flatMap(([name, text, isThere]) => (isThere ? [`  ${name.padEnd(22)}${text}`] : [])).join('\n'),
    paragraph(
      'CSV-filerna följer RFC 4180: UTF-8, komma, CRLF. En tom cell betyder att uppgift saknas. CSV-filernas kolumner beskrivs i tillstand/*.table.json (Table Schema) och *.schema.json (JSON Schema).',
    ),
  ].join('\n\n');
}
