import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ReadRows, ReturnedSheets } from './read-returned-rows.ts';
import type { SheetMark } from './row-marks.ts';
import { contextOf, findingsOf, HANDED, readRows, rowOf, sheetOf } from './returned.test-help.ts';

const [first, second] = HANDED as [(typeof HANDED)[number], (typeof HANDED)[number]];
type Sheet = ReturnedSheets['sheets'][number];

const OWN = new Set(['Titel', 'Lista: AL-0001', 'Fotnot', 'Underskrift ____', 'Gör så här', '• Fyll i']);
const context = contextOf({ isOwnText: (text) => OWN.has(text) });

/** A file as it is handed out: three lines above the table, a footnote and the line for a signature below, instructions. */
const TABLE = sheetOf([rowOf(first), rowOf(second)]);
const LIST: Sheet = {
  shownAs: 'Arbetslista',
  rows: [
    ...[['', 'Titel'], ['', 'Lista: AL-0001'], ['']].map((cells, at) => ({ row: at + 1, cells })),
    ...TABLE.rows.map(({ row, cells }) => ({ row: row + 3, cells })),
    ...[['', 'Fotnot'], [''], ['', 'Underskrift ____']].map((cells, at) => ({ row: at + 7, cells })),
  ],
};
const INSTRUCTIONS: Sheet = {
  shownAs: 'Anvisning',
  rows: [['Titel'], ['Gör så här', '• Fyll i']].map((cells, at) => ({ row: at + 1, cells })),
};
const FILE = [INSTRUCTIONS, LIST];

function written(sheet: Sheet, row: number, column: number, text: string): Sheet {
  const byRow = new Map(sheet.rows.map((one) => [one.row, one.cells]));
  const cells = Array.from({ length: Math.max(column, byRow.get(row)?.length ?? 0) }, (_, at) =>
    at === column - 1 ? text : (byRow.get(row)?.[at] ?? ''),
  );
  byRow.set(row, cells);
  const rows = [...byRow].sort(([a], [b]) => a - b).map(([at, of]) => ({ row: at, cells: of }));
  return { ...sheet, rows };
}

/** All that is told of a file, and the answers. */
const toldOf = (read: ReadRows): unknown => ({ ...read, said: [], left: 0 });

describe('what stands in a file besides its table', () => {
  const read = (sheets: readonly Sheet[], format: 'csv' | 'xlsx' = 'xlsx'): ReadRows =>
    readRows([], { sheets, context, format });
  const untouched = read(FILE);

  it('and was handed out with it is told of with no word', () => {
    expect(untouched).toMatchObject({ rejected: [], warnings: [], altered: [], ignoredRows: [] });
  });

  it('and was not is told of by its cell, without what it says', () => {
    const sheets = [written(INSTRUCTIONS, 5, 2, 'Ring Märta'), written(LIST, 2, 4, 'Ring Märta'), LIST];
    const { warnings } = read(sheets.slice(0, 2));
    expect(warnings.map(({ sheet, row, code, detail }) => [sheet, row, code, detail?.['cell']])).toEqual([
      ['Anvisning', 5, 'TEXT_NOT_READ', 'B5'],
      [null, 2, 'TEXT_NOT_READ', 'D2'],
    ]);
    expect(JSON.stringify(warnings)).not.toContain('Märta');
  });

  it('in more cells than anybody reads is told of by how many', () => {
    const rows = Array.from({ length: 30 }, (_, at) => ({ row: at + 1, cells: ['', `rad ${String(at)}`] }));
    const { warnings } = read([...FILE, { shownAs: '3', rows }]);
    expect(warnings).toMatchObject([
      { sheet: '3', row: 1, code: 'TEXT_NOT_READ', detail: { cell: 'B1', more: '29' } },
    ]);
  });

  it('on a sheet that is not read, for there are too many, is told of', () => {
    const { warnings } = read([...FILE, { shownAs: '21', rows: [], isUnread: true }]);
    expect(warnings).toMatchObject([{ sheet: '21', code: 'SHEET_NOT_READ' }]);
  });

  it('as a note, a box or a formula without a value is told of, with the row where that is the list’s', () => {
    const marks: readonly SheetMark[] = [
      { kind: 'note', row: 4, column: 9 },
      { kind: 'note', row: 5, column: 9 },
      { kind: 'drawing', row: 5, column: 9 },
      { kind: 'words', row: 5, column: 3 },
      { kind: 'hidden', row: 5, column: 3 },
      { kind: 'rule', row: 5, column: 3 },
      { kind: 'no-value', row: 5, column: 3 },
      { kind: 'no-value', row: 9, column: 2 },
    ];
    const onList = read([INSTRUCTIONS, { ...LIST, marks }]);
    expect(findingsOf(onList)).toEqual([
      '5 ROW_WITH_NOTE Status',
      '5 TEXT_NOT_READ',
      '9 TEXT_NOT_READ',
      '4 NOTE_NOT_READ',
      '5 FORMAT_SAYS_MORE',
      '5 CELL_HIDDEN',
      '5 RULE_SAYS_MORE',
      '5 DRAWING_NOT_READ',
    ]);
    expect(onList.warnings[0]?.reference).toBe('S1-X');
    expect(findingsOf(read([{ ...INSTRUCTIONS, marks }, LIST]))).toHaveLength(8);
  });

  it('as a head of pages or a message at a cell is told of, but for what it was handed out with', () => {
    const texts = [
      { kind: 'page', row: null, column: null, parts: ['Lista', 'Gäller ej'] },
      { kind: 'prompt', row: 5, column: 9, parts: ['Titel', 'Gäller ej'] },
    ] as const;
    const sheets = [INSTRUCTIONS, { ...LIST, texts, name: 'Arbetslista' }];
    const told = (own: readonly string[], isOwnName = true): readonly string[] =>
      findingsOf(
        readRows([], {
          sheets,
          context: contextOf({
            isOwnText: (text) => OWN.has(text),
            isOwnBeside: (text) => own.includes(text),
            isOwnName: () => isOwnName,
          }),
        }),
      );
    expect(told(['Lista', 'Titel'])).toEqual(['1 PAGE_NOT_READ', '5 PROMPT_NOT_READ']);
    expect(told(['Lista', 'Titel', 'Gäller ej'])).toEqual([]);
    expect(told(['Lista', 'Titel', 'Gäller ej'], false)).toEqual(['1 SHEET_NAMED']);
  });

  it('as a note on a row that is refused is told of all the same', () => {
    const sheet = sheetOf([rowOf(first, { patient: 'B Alm', status: 'Klar' })]);
    const { warnings } = readRows([], {
      sheets: [{ ...sheet, marks: [{ kind: 'note', row: 2, column: 1 }] }],
    });
    expect(warnings).toMatchObject([{ code: 'ROW_WITH_NOTE', reference: 'S1-X' }]);
  });

  it('as who has answered, where nothing is answered, is told of', () => {
    expect(findingsOf(readRows([rowOf(first, { by: 'A Berg' })]))).toEqual(['2 SIGNED_WITHOUT_ANSWER Av']);
    expect(findingsOf(readRows([rowOf(first, { by: 'A Berg', comment: 'Ringt' })]))).toEqual([]);
  });

  it('is told of wherever a text is put: it is read, or something is said', () => {
    const sheetAt = fc.constantFrom(0, 1);
    const place = [sheetAt, fc.integer({ min: 1, max: 14 }), fc.integer({ min: 1, max: 18 })] as const;
    const text = fc.constantFrom('Stäng inte', 'Ja', '2025-10-03', 'Kommentar', 'x', '0', 'S1-X');
    fc.assert(
      fc.property(...place, text, (at, row, column, put) => {
        const before = FILE[at]?.rows.find((one) => one.row === row)?.cells[column - 1] ?? '';
        fc.pre(before !== put);
        // A header of ours over a column that is empty says nothing.
        fc.pre(!(at === 1 && row === 4 && put === 'Kommentar' && before === ''));
        const sheets = FILE.map((sheet, one) => (one === at ? written(sheet, row, column, put) : sheet));
        expect(toldOf(read(sheets))).not.toEqual(toldOf(untouched));
      }),
      { numRuns: 600 },
    );
  });
});
