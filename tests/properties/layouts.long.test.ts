import ExcelJS from 'exceljs';
import fc from 'fast-check';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { generateRegion } from '../../src/demo/region-lists.ts';
import { dayNumber } from '../../src/domain/calendar/days.ts';
import { cellsOf, openContent } from '../../src/files/reading/temporary-file.test-help.ts';
import { csvText, emptyWorld } from '../helpers/bad-input.ts';
import { overgang } from '../helpers/cli.ts';
import { rowsOf } from '../helpers/database.ts';
import { workbookReader } from '../helpers/workbook-reader.ts';

/**
 * The generator's list as somebody else might have laid it out. However that is, the same cases stand under the same
 * kommun and part; a class differs only where a day can not be read, and then it is a decision that says so.
 */

/** Enough for every kommun and part to be there. */
const ROWS = 240;
const DAY = '2025-09-15';
const AS_OF = ['--as-of', '2025-09-29'];
const DAY_HEADERS: readonly string[] = ['Startad', 'Senast ändrad', 'Möte'];

type Cell = string | Date;
type Row = readonly Cell[];

/** How a list writes its days; `typed` are true days of a workbook. */
const DAY_FORMS = ['iso', 'slashes', 'dots', 'figures', 'words', 'serial', 'typed'] as const;
type DayForm = (typeof DAY_FORMS)[number];

interface Layout {
  readonly form: 'csv' | 'xlsx' | 'sheet-per-kommun';
  readonly days: DayForm;
  readonly hasTitles: boolean;
  readonly hasTwoHeaders: boolean;
  readonly hasFilterRow: boolean;
  readonly hasUnits: boolean;
  readonly groups: 'none' | 'name' | 'code' | 'name-in-column' | 'label';
  readonly hasSubtotals: boolean;
  readonly hasBlankRows: boolean;
  readonly hasNotes: boolean;
  readonly hasRowNumbers: boolean;
  readonly hasOwnColumn: boolean;
  readonly isReversed: boolean;
  readonly isUpperCase: boolean;
  readonly hasHardSpaces: boolean;
}

interface Case {
  readonly key: string;
  readonly kommun: string | null;
  readonly part: string | null;
  readonly class: string;
}

interface Counted {
  readonly exit: number;
  readonly codes: ReadonlySet<string>;
  readonly matrix: unknown;
  readonly closed: number;
  readonly cases: readonly Case[];
}

let readerProcess: Awaited<ReturnType<typeof workbookReader>>;
let header: readonly string[];
let data: readonly (readonly string[])[];
let expected: Counted;

beforeAll(async () => {
  readerProcess = await workbookReader();
  const list = generateRegion(7).lists.find(({ fileName }) => fileName === `prator-sip-${DAY}.csv`);
  if (list === undefined) throw new Error('no such list');
  const rows = await cellsOf(await openContent(list.bytes));
  const at = rows.findIndex(([first]) => first === 'SIP-id');
  header = rows[at] ?? [];
  // The rows that are there twice, or without an id, are another test's.
  const seen = new Set<string>();
  data = rows
    .slice(at + 1)
    .filter(([id = '', ...more]) => id.startsWith('SIP-') && more.length > 5 && !seen.has(id) && seen.add(id))
    .slice(0, ROWS);
  expected = await counted(`sip-${DAY}.csv`, Buffer.from(csvText([header, ...data])));
  expect(expected.cases).toHaveLength(ROWS);
}, 120_000);

async function counted(name: string, content: Uint8Array): Promise<Counted> {
  const world = await emptyWorld({ readerProcess });
  writeFileSync(join(world.cwd, name), content);
  const taken = await overgang(['import', name, '--json', ...AS_OF], world);
  const status = await overgang(['status', '--json', ...AS_OF], world);
  const { sips } = JSON.parse(status.stdout) as { sips: { matrix: unknown; closed: number } };
  const { files } = JSON.parse(taken.stdout) as {
    files: readonly { findings?: readonly { code: string }[]; error?: { code: string } }[];
  };
  return {
    exit: taken.code,
    codes: new Set(
      files.flatMap(({ findings, error }) => [
        ...(findings ?? []).map(({ code }) => code),
        ...(error === undefined ? [] : [error.code]),
      ]),
    ),
    matrix: sips.matrix,
    closed: sips.closed,
    cases: rowsOf<Case>(world, 'SELECT key, kommun, part, class FROM sip ORDER BY key'),
  };
}

function groupedBy<T>(rows: readonly T[], keyOf: (row: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) groups.set(keyOf(row), [...(groups.get(keyOf(row)) ?? []), row]);
  return groups;
}

const MONTHS = 'januari februari mars april maj juni juli augusti september oktober november december'.split(
  ' ',
);

function written(day: string, form: DayForm): Cell {
  const [year = '', month = '', date = ''] = day.split('-');
  if (!/^\d{4}-\d\d-\d\d$/u.test(day)) return day;
  switch (form) {
    case 'iso':
      return day;
    case 'slashes':
      return `${date}/${month}/${year}`;
    case 'dots':
      return `${date}.${month}.${year}`;
    case 'figures':
      return `${year}${month}${date}`;
    case 'words':
      return `${Number(date)} ${MONTHS[Number(month) - 1] ?? ''} ${year}`;
    case 'serial':
      return String(dayNumber(day) - dayNumber('1899-12-30'));
    case 'typed':
      return new Date(`${day}T00:00:00Z`);
  }
}

/** What stands above a group of one kommun. */
function groupHeading(kommun: string, { groups }: Layout): Row {
  if (kommun === '') return ['Kommun saknas'];
  if (groups === 'code') return ['2281'];
  if (groups === 'label') return [`Kommun: ${kommun}`];
  return groups === 'name' ? [kommun] : ['', '', '', kommun];
}

/** Rows as somebody's list has them: each group under its kommun, with its sum below. */
function laidOut(rows: readonly (readonly string[])[], layout: Layout): readonly Row[] {
  const kommunAt = header.indexOf('Kommun');
  const shown = (cell: string, at: number): Cell => {
    if (DAY_HEADERS.includes(header[at] ?? ''))
      return written(cell, layout.form === 'csv' && layout.days === 'typed' ? 'iso' : layout.days);
    if (at === 0) return cell;
    const cased = layout.isUpperCase ? cell.toUpperCase() : cell;
    return layout.hasHardSpaces ? cased.replaceAll(' ', '\u00A0') : cased;
  };
  let number = 0;
  const numbered = (row: Row, text: string): Row => (layout.hasRowNumbers ? [text, ...row] : row);
  const own = (row: Row, text: string): Row => (layout.hasOwnColumn ? [...row, text] : row);
  const ordered = (row: Row): Row => (layout.isReversed ? row.toReversed() : row);
  const whole = (row: Row, first: string, last: string): Row => numbered(ordered(own(row, last)), first);
  const isGrouped = layout.groups !== 'none' || layout.hasSubtotals;
  const groups = groupedBy(rows, (row) => row[kommunAt] ?? '');
  const body = isGrouped ? [...groups] : [['', rows] as const];
  return [
    ...(layout.hasTitles ? [['Pågående SIP:ar'], [], ['Region Västernorrland', '', 'Enhet: alla']] : []),
    ...(layout.hasTwoHeaders ? [['SIP', 'Patient', '', '', 'Ansvarig', '', '', 'Plan']] : []),
    whole(
      header.map((cell) => (layout.hasHardSpaces ? cell.replaceAll(' ', '\u00A0') : cell)),
      'Nr',
      'Egen anteckning',
    ),
    ...(layout.hasUnits ? [['(nr)', '(ÅÅÅÅMMDD-NNNN)', '(text)']] : []),
    ...(layout.hasFilterRow ? [['Filter: Status = Pågående']] : []),
    ...body.flatMap(([kommun, members]) => [
      ...(layout.groups === 'none' ? [] : [groupHeading(kommun, layout)]),
      ...members.map((row) => whole(row.map(shown), String((number += 1)), '')),
      ...(layout.hasSubtotals ? [[`Delsumma ${kommun}`, String(members.length)]] : []),
      ...(layout.hasBlankRows ? [[]] : []),
    ]),
    ...(layout.hasNotes ? [['Utskriven av administratör'], ['Sida 1 av 1'], ['', '* avser vårdplan']] : []),
  ];
}

async function fileOf(layout: Layout): Promise<{ name: string; content: Uint8Array }> {
  if (layout.form === 'csv') {
    const rows = laidOut(data, layout) as readonly (readonly string[])[];
    return { name: `sip-${DAY}.csv`, content: Buffer.from(csvText(rows)) };
  }
  const book = new ExcelJS.Workbook();
  book.addWorksheet('Om listan').addRow(['SIP per kommun, ur Prator']);
  const kommunAt = header.indexOf('Kommun');
  const sheets =
    layout.form === 'xlsx'
      ? new Map([['Lista', data]])
      : groupedBy(data, (row) => (row[kommunAt] ?? '').slice(0, 3).toUpperCase());
  for (const [name, rows] of sheets) {
    const sheet = book.addWorksheet(`Blad ${name}`);
    sheet.addRows(laidOut(rows, layout).map((row) => [...row]));
    if (layout.hasTitles) sheet.mergeCells('A1:F1');
  }
  return { name: `sip-${DAY}.xlsx`, content: new Uint8Array(await book.xlsx.writeBuffer()) };
}

const layouts = fc.record<Layout>({
  form: fc.constantFrom('csv', 'xlsx', 'sheet-per-kommun'),
  days: fc.constantFrom(...DAY_FORMS),
  groups: fc.constantFrom('none', 'name', 'code', 'name-in-column', 'label'),
  hasTitles: fc.boolean(),
  hasTwoHeaders: fc.boolean(),
  hasFilterRow: fc.boolean(),
  hasUnits: fc.boolean(),
  hasSubtotals: fc.boolean(),
  hasBlankRows: fc.boolean(),
  hasNotes: fc.boolean(),
  hasRowNumbers: fc.boolean(),
  hasOwnColumn: fc.boolean(),
  isReversed: fc.boolean(),
  isUpperCase: fc.boolean(),
  hasHardSpaces: fc.boolean(),
});

/** Days that can be read in two ways, or not at all. */
const UNREAD_DAYS = ['DATE_AMBIGUOUS', 'DATE_NOT_UNDERSTOOD'];

describe("a region's list laid out in any way", () => {
  it('has the same cases, kommuner and classes; a day that can not be read is a decision', async () => {
    await fc.assert(
      fc.asyncProperty(layouts, async (layout) => {
        const { name, content } = await fileOf(layout);
        const answer = await counted(name, content);
        expect([answer.exit, answer.matrix, answer.closed]).toEqual([0, expected.matrix, expected.closed]);
        const isTold = UNREAD_DAYS.some((code) => answer.codes.has(code));
        for (const [at, found] of answer.cases.entries()) {
          const right = expected.cases[at];
          const isUndecided = isTold && found.class === 'needs-decision';
          expect(found).toEqual(isUndecided ? { ...right, class: 'needs-decision' } : right);
        }
        expect(answer.cases).toHaveLength(ROWS);
      }),
      { numRuns: 30 },
    );
  }, 600_000);
});
