import type { GallradTable, GallringAction, Gallring } from '../../domain/gallring/gallring.ts';
import type { Paint } from '../kit/paint.ts';
import { escapeHtml, pageStart } from '../kit/html.ts';
import { count, some } from '../../domain/words/counted.ts';
import { wrap } from '../kit/table.ts';

const DONE_ACTIONS: Readonly<Record<GallringAction, string>> = {
  removed: 'borttagna',
  cleared: 'delvis tömda',
  kept: 'står kvar',
};

const rowsText = (rows: number): string => `${count(rows)} ${rows === 1 ? 'rad' : 'rader'}`;

/** Where a register lies: what a gallring reaches there, and whether its names are proven, are told otherwise. */
type Place = 'file' | 'server';

const KEPT_ELSEWHERE =
  'Arkivet, säkerhetskopior, utlämnade arbetslistor, rättningslistor och de ursprungliga listorna rörs inte: gallra dem för sig.';

/** What a gallring does not reach, said wherever it is told of. */
const NOT_REACHED: Readonly<Record<Place, readonly string[]>> = {
  file: [
    KEPT_ELSEWHERE,
    'Filen skrivs om och det gamla innehållet skrivs över med nollor så långt databasen råder. Att det är borta från en SSD eller ur filsystemets egna kopior kan inget program lova: förstör eller kryptera skivan om det krävs.',
  ],
  server: [
    KEPT_ELSEWHERE,
    'Tabellerna byggs om på servern. Det gallrade kan ligga kvar i dess WAL, arkiverad WAL, repliker och säkerhetskopior: databasens förvaltare ser till att de försvinner, och skriver upp när det är gjort.',
    'Nycklarna tas bort på den här datorn. Alla andra som har dem tar bort sina.',
  ],
};

interface ToldPlan {
  readonly archive: { readonly checkpoint: string; readonly head: string; readonly day: string };
  readonly tables: readonly GallradTable[];
  readonly events: { readonly total: number; readonly toRedact: number };
  readonly hasKeyFile: boolean;
}

/** What would be removed and what stays, table by table, before anything is. */
export function gallringPlanText(
  plan: ToldPlan,
  file: string,
  paint: Paint,
  width: number,
  place: Place = 'file',
): string {
  const { archive, tables, events, hasKeyFile } = plan;
  const lead = ' '.repeat(4);
  const of = (action: GallringAction): readonly string[] =>
    tables
      .filter((table) => table.action === action)
      .flatMap(({ table, rows, what }) => [
        `  ${table} (${rowsText(rows)})`,
        `${lead}${wrap(what, width - 4, lead)}`,
      ]);
  return [
    paint.bold(`Gallring av ${file}`),
    wrap(
      `Arkivet ${archive.checkpoint} är helt och håller allt till och med nu. Siffrorna som står kvar är de av ${archive.day}.`,
      width,
    ),
    '',
    paint.bold('Tas bort'),
    ...of('removed'),
    ...(hasKeyFile ? [`  ${file}.key`, `${lead}Nyckeln till pseudonymerna: sist av allt.`] : []),
    '',
    paint.bold('Töms delvis'),
    ...of('cleared'),
    `${lead}${wrap(`${count(events.toRedact)} av ${some(events.total, 'händelse')} ändras.`, width - 4, lead)}`,
    '',
    paint.bold('Står kvar'),
    ...of('kept'),
    '',
    ...NOT_REACHED[place].map((text) => wrap(text, width)),
    wrap('Gallringen går inte att ångra. Efteråt visar registret bara läget och loggen.', width),
  ].join('\n');
}

/** The note of a gallring, as label and text: what was removed, when, by whom, on which archive, with hashes. */
function noteLines(
  { seq, by, recordedAt, effectiveOn, checkpoint, archiveHead, day, redacted }: Gallring,
  head: string,
  place: Place,
) {
  return [
    ['Gallrat', `${effectiveOn}, enligt datorns klocka ${recordedAt}`],
    [
      'Av',
      `${by} (${place === 'file' ? 'datorns inloggade användare, inte styrkt' : 'serverns inloggning'})`,
    ],
    ['Arkiv', checkpoint],
    ['Siffrorna gäller', day],
    ['Arkivets sista händelse (SHA-256)', archiveHead],
    ['Gallringens händelse', String(seq)],
    ['Loggens sista händelse efteråt (SHA-256)', head],
    ['Ändrade händelser', `${count(redacted.length)}; deras nya kontrollsummor står i händelse ${seq}`],
  ] as const;
}

const SIGNATURES = ['Datum', 'Namnförtydligande', 'Underskrift'] as const;

const tableLine = ({ table, action, rows }: Gallring['tables'][number]): string =>
  `${table}: ${rowsText(rows)}, ${DONE_ACTIONS[action]}`;

const tableLines = ({ tables, hadKeyFile }: Gallring): readonly string[] => [
  ...tables.map(tableLine),
  ...(hadKeyFile ? ['nyckelfilen för pseudonymer: borttagen'] : []),
];

/** The note as plain text, to sign. */
export function gallringNoteText(done: Gallring, file: string, head: string, place: Place = 'file'): string {
  return [
    `GALLRING AV ${file}`,
    '',
    ...noteLines(done, head, place).map(([label, text]) => `${label}: ${text}`),
    '',
    'Tabeller:',
    ...tableLines(done).map((line) => `  ${line}`),
    '',
    ...NOT_REACHED[place].map((text) => wrap(text, 78)),
    '',
    ...SIGNATURES.flatMap((label) => [`${label}: ${'_'.repeat(50)}`, '']),
  ].join('\n');
}

const STYLE = `
:root { font-family: Arial, Helvetica, sans-serif; }
body { max-width: 45rem; margin: 2rem auto; padding: 0 1rem; line-height: 1.4; }
dt { font-weight: bold; margin-top: .5rem; }
dd { margin: 0; overflow-wrap: anywhere; }
.sign { margin-top: 3rem; border-top: 1px solid; max-width: 25rem; }
@media print { body { margin: 0; max-width: none; } @page { size: A4; margin: 20mm; } }
`;

/** The note as a page for print, to sign. */
export function gallringNoteHtml(done: Gallring, file: string, head: string, place: Place = 'file'): string {
  const facts = noteLines(done, head, place).map(
    ([label, text]) => `<dt>${escapeHtml(label)}</dt><dd>${escapeHtml(text)}</dd>`,
  );
  return `${pageStart({ title: `Gallring av ${file}`, style: STYLE })}
<h1>Gallring av ${escapeHtml(file)}</h1>
<dl>
${facts.join('\n')}
</dl>
<h2>Vad som gallrades</h2>
<ul>
${tableLines(done)
  .map((line) => `<li>${escapeHtml(line)}</li>`)
  .join('\n')}
</ul>
<h2>Vad gallringen inte når</h2>
${NOT_REACHED[place].map((text) => `<p>${escapeHtml(text)}</p>`).join('\n')}
${SIGNATURES.map((label) => `<p class="sign">${label}</p>`).join('\n')}
</body>
</html>
`;
}

/** What a gallring left, in a few lines. */
export function gallratText(
  done: Gallring,
  file: string,
  note: string,
  width: number,
  place: Place = 'file',
): string {
  return [
    `${file} är gallrat på arkivet ${done.checkpoint} (händelse ${done.seq}).`,
    `Notering att skriva ut och signera: ${note}`,
    ...NOT_REACHED[place].map((text) => wrap(text, width)),
  ].join('\n');
}
