import type { HeldList } from '../../domain/coverage/held-list.ts';
import type { ToldCell } from '../../domain/coverage/told-places.ts';
import { termLabel } from '../../domain/kinds/terms.ts';
import { FATES, type Fate, type FateCounts } from '../../domain/fates/fates.ts';
import {
  findingMessage,
  findingSummary,
  remedyOf,
  type Finding,
  type FindingGroup,
  type SystemNames,
} from '../../domain/validation/finding-catalogue.ts';
import type { MendingCount } from '../../domain/validation/mending-list.ts';
import { shownRows } from '../kit/guarded-count.ts';
import type { Paint } from '../kit/paint.ts';
import { count, counted, some } from '../../domain/words/counted.ts';
import { wrap } from '../kit/table.ts';

/** What became of a list, as people read it. */
export interface ImportedList {
  readonly file: string;
  readonly kindLabel: string;
  readonly exportedOn: string | null;
  readonly encoding: string;
  readonly delimiter: string | null;
  readonly rows: number;
  readonly fates: FateCounts;
  readonly findings: readonly FindingGroup[];
  /** What the region calls the two systems. */
  readonly systems: SystemNames;
  readonly gone: number;
  readonly goneUnexplained: readonly ToldCell[];
  readonly alreadyImportedAt: string | null;
  /** Why the list changed nothing; null where it was taken in. */
  readonly held: HeldList | null;
  /** How many other lists of the day must come before this one is the whole with them. */
  readonly waitsFor: number;
  readonly perKommun: readonly { readonly kommun: string | null; readonly cases: number }[];
  /** What a kommun is called; its code where nobody says. */
  readonly kommunName?: (code: string | null) => string;
  /** Where the list is a Rättningslista that came back: how far the mending has come, if the list it mends is known. */
  readonly mending: {
    readonly of: string;
    readonly count: MendingCount | null;
    readonly isOutdated: boolean;
  } | null;
  /** The files with rows to mend, where they were asked for. */
  readonly toMend?:
    readonly { readonly path: string; readonly rows: number; readonly isProtected: boolean }[] | null;
}

/** Of one row, and of any other number of them. */
const FATE_LABELS: Readonly<Record<Fate, readonly [one: string, many: string]>> = {
  new: ['ny', 'nya'],
  changed: ['ändrad', 'ändrade'],
  unchanged: ['oförändrad', 'oförändrade'],
  duplicate: ['upprepad', 'upprepade'],
  rejected: ['avvisad', 'avvisade'],
  excluded: ['undantagen', 'undantagna'],
  blank: ['tom', 'tomma'],
  title: ['titel- eller rubrikrad', 'titel- och rubrikrader'],
  footer: ['summarad', 'summarader'],
};

const DELIMITER_NAMES: Readonly<Record<string, string>> = {
  ';': 'semikolon',
  ',': 'komma',
  '\t': 'tabb',
  '|': 'lodstreck',
};

/** "1 199 rader = 494 nya + …": the fates that occur, adding up to the rows of the file. */
function fatesSentence(rows: number, fates: FateCounts): string {
  const parts = Object.entries(FATE_LABELS)
    .map(([fate, label]) => ({ label, number: fates[fate as Fate] }))
    .filter(({ number }) => number > 0)
    .map(({ label: [one, many], number }) => counted(number, one, many));
  return `${some(rows, 'rad')} = ${parts.join(' + ')}`;
}

/** The rows of several lists together, and what became of them. */
export function sumLine(
  lists: readonly { readonly rows: number; readonly fates: FateCounts }[],
  width: number,
): string {
  const fates = Object.fromEntries(
    FATES.map((fate) => [fate, lists.reduce((sum, one) => sum + one.fates[fate], 0)]),
  ) as Record<Fate, number>;
  const rows = lists.reduce((sum, one) => sum + one.rows, 0);
  return wrap(`Tillsammans ${some(lists.length, 'lista')}: ${fatesSentence(rows, fates)}`, width - 2, '  ');
}

/** "37 av 41 rättade, 4 återstår" */
function mendingSentence({ faulty, mended, remaining, removed }: MendingCount): string {
  const gone = removed === 0 ? '' : `, ${counted(removed, 'borttagen', 'borttagna')}`;
  return `${count(mended)} av ${counted(faulty, 'rättad', 'rättade')}, ${count(remaining)} återstår${gone}`;
}

function mendingLines({ mending }: ImportedList): readonly string[] {
  if (mending === null) return [];
  const of = `Rättningslista till ${mending.of}`;
  const lines =
    mending.count === null
      ? [`${of}, som inte är inläst här: det går inte att säga vad som återstår.`]
      : [`${of}: ${mendingSentence(mending.count)}.`];
  if (mending.isOutdated) {
    lines.push(
      'En nyare lista är redan inläst: rättningarna fyller i historiken, men ändrar inte ärenden som står i den.',
    );
  }
  return lines;
}

function toMendLines({ toMend }: ImportedList): readonly string[] {
  if (toMend === undefined || toMend === null) return [];
  if (toMend.length === 0) return ['Inget att rätta: ingen rättningslista är skriven.'];
  return toMend.map(({ path, rows, isProtected }) => {
    const number = shownRows({ rows, isGuarded: isProtected });
    const lines = `${number} ${number === '1' ? 'rad' : 'rader'} att rätta i ${path}.`;
    return isProtected
      ? `Skyddade personuppgifter: ${lines} Endast för utsedda personer.`
      : `${lines} Innehåller personuppgifter: skicka den inte som vanlig e-post.`;
  });
}

/** One line that says how it went, for progress. */
export function importedLine(list: ImportedList): string {
  const dated = list.exportedOn === null ? '' : ` ${list.exportedOn}`;
  if (list.alreadyImportedAt !== null) {
    return `${list.file}: redan inläst ${list.alreadyImportedAt.slice(0, 10)}; inget ändrades`;
  }
  if (list.held !== null) {
    const why = list.held.lock === null ? 'kvarhållen' : `läsläge, ${list.held.lock.checkpoint}`;
    return `${list.file}: ${list.kindLabel}${dated}, inte inläst (${why}); ${fatesSentence(list.rows, list.fates)}`;
  }
  const standing = list.mending?.count ?? null;
  const mending = standing === null ? '' : `; ${mendingSentence(standing)}`;
  return `${list.file}: ${list.kindLabel}${dated}, ${fatesSentence(list.rows, list.fates)}${mending}`;
}

/** The list in full: how it was read, what became of its rows, and the findings grouped by what they are about. */
export function importedText(list: ImportedList, paint: Paint, width: number): string {
  const how = [
    list.encoding,
    list.delimiter === null ? null : (DELIMITER_NAMES[list.delimiter] ?? list.delimiter),
  ]
    .filter((text) => text !== null)
    .join(', ');
  const lines = [
    paint.bold(list.file),
    `  ${list.kindLabel}${list.exportedOn === null ? '' : `, uttag ${list.exportedOn}`} (${how})`,
    `  ${wrap(fatesSentence(list.rows, list.fates), width - 4, '    ')}`,
  ];
  const mending = [...mendingLines(list), ...toMendLines(list)].map(
    (line) => `  ${wrap(line, width - 4, '    ')}`,
  );
  if (list.alreadyImportedAt !== null) {
    lines.push(`  Redan inläst ${list.alreadyImportedAt.slice(0, 10)}: inget ändrades.`, ...mending);
    if (list.gone > 0)
      lines.push(
        `  Nu sägs den vara hel: ${count(list.gone)} som fanns i uttaget före finns inte i den.`,
        ...goneLines(list),
      );
    // Of all that it was told of when it came in, what is said of it now.
    for (const group of list.findings.filter(({ code }) => code === 'COVERS_NOT_OF_LIST'))
      lines.push(...groupLines(group, { systems: list.systems, isByRad: false }, paint, width));
    return lines.join('\n');
  }
  lines.push(...kommunLines(list, width), ...heldLines(list, paint, width));
  if (list.gone > 0)
    lines.push(`  ${count(list.gone)} som fanns i uttaget före finns inte i det här.`, ...goneLines(list));
  const reopened = list.findings.find(({ code }) => code === 'CASE_REOPENED')?.count ?? 0;
  if (reopened > 0)
    lines.push(
      `  ${paint.notice(
        counted(
          reopened,
          'återöppnad: borta eller intygad avslutad, men i listan igen.',
          'återöppnade: borta eller intygade avslutade, men i listan igen.',
        ),
      )}`,
    );
  const isByRad = countsByRad(list.findings);
  if (isByRad) lines.push(`  ${BY_RAD}`);
  for (const group of list.findings)
    lines.push(...groupLines(group, { systems: list.systems, isByRad }, paint, width));
  lines.push(...mending);
  return lines.join('\n');
}

const nameOf = ({ kommunName }: ImportedList, code: string | null): string =>
  kommunName?.(code) ?? code ?? 'Okänd kommun';

/** "Per kommun: Härnösand 96, Kramfors 58": always told, since a part looks like a whole until somebody counts. */
function kommunLines(list: ImportedList, width: number): readonly string[] {
  if (list.perKommun.length === 0) return [];
  const counts = list.perKommun.map(({ kommun, cases }) => `${nameOf(list, kommun)} ${count(cases)}`);
  return [`  ${wrap(`Per kommun: ${counts.join(', ')}.`, width - 4, '    ')}`];
}

const placeOf = (list: ImportedList, { kommun, part, isRest }: ToldCell): string =>
  isRest
    ? 'Övriga kommuner och parter'
    : `${nameOf(list, kommun)}${part === null ? '' : `, ${termLabel('part', part)}`}`;

/** Where what is gone was, for which nobody has given another reason than the list. */
function goneLines(list: ImportedList): readonly string[] {
  if (list.goneUnexplained.length === 0) return [];
  return [
    '  Utan annan förklaring än listan:',
    ...list.goneUnexplained.map(
      (cell) => `    ${placeOf(list, cell)}: ${count(cell.open - cell.inList)} av ${count(cell.open)} borta`,
    ),
  ];
}

/** What is missing in a held list, and the ways on. */
function heldLines(list: ImportedList, paint: Paint, width: number): readonly string[] {
  const { held } = list;
  if (held?.lock !== null) return [];
  const cells = held.missing.map(
    (cell) => `    ${placeOf(list, cell)}: ${count(cell.open - cell.inList)} av ${count(cell.open)} saknas`,
  );
  const ways = held.ways.map(
    ({ option, text }) =>
      `    ${wrap(`${option === '' ? '' : `${paint.bold(option)}  `}${text}`, width - 6, '      ')}`,
  );
  return [
    ...(cells.length === 0 ? [] : ['  Saknas:', ...cells]),
    ...(ways.length === 0 ? [] : ['  Vägar vidare:', ...ways]),
  ];
}

/** A header of a workbook may have several lines. */
const oneLine = (text: string): string => text.replace(/\s+/gu, ' ');

const MARKS = { error: 'FEL', warning: 'OBS', info: 'info' } as const;

/** Whether the rows of a list are told by the numbers that its own column Rad has: those that who mends it sees. */
const countsByRad = (groups: readonly FindingGroup[]): boolean =>
  groups.some(({ first }) => first.some(({ ofRow = null }) => ofRow !== null));
const BY_RAD = 'Raderna har samma nummer som i kolumnen Rad.';

const rowText = ({ row, ofRow = null }: Finding, isByRad: boolean): string =>
  ofRow === null && isByRad ? `${String(row)} i filen` : String(ofRow ?? row);

function groupLines(
  { code, severity, column, count: number, first }: FindingGroup,
  { systems, isByRad }: { readonly systems: SystemNames; readonly isByRad: boolean },
  paint: Paint,
  width: number,
): string[] {
  const color = { error: paint.bad, warning: paint.notice, info: paint.dim }[severity];
  const rest = number - first.length;
  const further = rest > 0 ? ` och ${count(rest)} till (alla med --json)` : '';
  const rows = first.flatMap((one) => (one.row === null ? [] : [rowText(one, isByRad)]));
  const ofList = [...new Set(first.flatMap((one) => one.column ?? one.detail ?? []).map(oneLine))];
  const times = number === 1 ? '' : ` (${count(number)} st)`;
  const sentence =
    number === 1
      ? findingMessage(code, first[0]?.detail ?? null)
      : rows.length > 0
        ? findingSummary(code)
        : // What concerns the list itself is named in the sentence.
          findingMessage(code, `${ofList.join(', ')}${further}`);
  const text = `${sentence}${times}`;
  const lines = [`  ${color(MARKS[severity].padEnd(4))}  ${wrap(text, width - 8, '        ')}`];
  const where =
    rows.length > 0
      ? `${column === null ? 'Rad' : `${oneLine(column)}: rad`} ${rows.join(', ')}${further}`
      : text.includes(ofList.join(', '))
        ? ''
        : ofList.join(', ');
  if (where !== '') lines.push(`        ${paint.dim(wrap(where, width - 10, '        '))}`);
  if (severity !== 'info') lines.push(`        ${wrap(remedyOf(code, systems), width - 10, '        ')}`);
  return lines;
}
