import { describe, expect, it } from 'vitest';
import {
  ALL_KEYS,
  answersOf,
  contextOf,
  findingsOf,
  HANDED,
  readRows,
  rowOf,
  sheetOf,
  type CellKey,
} from './returned.test-help.ts';

const [first, second] = HANDED as [(typeof HANDED)[number], (typeof HANDED)[number]];
const CLOSED = { allParties: 'Ja', closedOn: '2025-10-03', by: 'K Berg' };
const ANSWERED = ['SIP-1 allParties Ja', 'SIP-1 closedOn 2025-10-03'];

describe('a row of the file', () => {
  it('with its key and answers is read', () => {
    const read = readRows([rowOf(first, CLOSED), rowOf(second)]);
    expect(answersOf(read)).toEqual(ANSWERED);
    expect(read).toMatchObject({ rows: 2, rejected: [], foreign: [], ignoredRows: [] });
  });

  it('without a key, that the list was handed out with below its table, is a footnote and no row', () => {
    const context = contextOf({ isOwnText: (text) => text === 'Underskrift' });
    const read = readRows([rowOf(first), { reference: 'Underskrift' }], { context });
    expect(read).toMatchObject({ rows: 1, rejected: [], warnings: [], ignoredRows: [] });
  });

  it('with its key is read, whatever else stands in it, or nothing', () => {
    const context = contextOf({ isOwnText: () => true });
    expect(readRows([rowOf(first, CLOSED)], { context })).toMatchObject({ rows: 1, answers: [{}, {}] });
    expect(readRows([{ token: 'S1-X' }])).toMatchObject({ rows: 1, missing: ['S2-Y'] });
  });

  it('in one cell, without a key, that the list did not have is told of by its cell', () => {
    const read = readRows([rowOf(first), { reference: 'Stäng inte Bo Ek' }]);
    expect(read).toMatchObject({ rows: 1, rejected: [], ignoredRows: [] });
    expect(read.warnings).toMatchObject([{ code: 'TEXT_NOT_READ', row: 3, detail: { cell: 'B3' } }]);
    expect(JSON.stringify(read.warnings)).not.toContain('Ek');
  });

  it('in one cell, without a key, that is an answer is refused', () => {
    expect(findingsOf(readRows([rowOf(first), { status: 'Klar' }]))).toEqual(['3 ROW_WITHOUT_KEY']);
  });

  it('without a key and without answers is told of as added', () => {
    expect(readRows([rowOf(first), { reference: 'x', patient: 'y' }])).toMatchObject({
      rows: 1,
      rejected: [],
      ignoredRows: [3],
    });
  });

  it('without a key, but answered, is refused', () => {
    const read = readRows([rowOf(first, { token: '', ...CLOSED })]);
    expect(findingsOf(read)).toEqual(['2 ROW_WITHOUT_KEY']);
    expect(read).toMatchObject({ rows: 1, answers: [] });
  });

  it('of a table that has no keys is refused for that', () => {
    const keys: readonly CellKey[] = ['reference', 'sip', 'patient', 'allParties', 'closedOn'];
    expect(findingsOf(readRows([rowOf(first, CLOSED)], { keys }))).toContain('2 KEYS_MISSING');
  });

  it('of another list, by the head of its sheet, is refused by that list’s number', () => {
    const own = sheetOf([rowOf(first, CLOSED)]);
    const head = { row: 0, cells: ['Lista AL-0009'] };
    const read = readRows([], { sheets: [{ ...own, rows: [head, ...own.rows] }] });
    expect(read.rejected).toMatchObject([
      { code: 'ROW_OF_OTHER_LIST', reference: null, detail: { list: 'AL-0009' } },
    ]);
    expect(read.answers).toEqual([]);
  });

  it('of the same list, by the head of its sheet, is read', () => {
    const own = sheetOf([rowOf(first, CLOSED)]);
    const head = { row: 0, cells: ['Lista al-0001'] };
    expect(answersOf(readRows([], { sheets: [{ ...own, rows: [head, ...own.rows] }] }))).toEqual(ANSWERED);
  });

  it('that was not handed out on the list is refused, and told of as foreign', () => {
    const read = readRows([rowOf(first, { token: 'S9-Z', reference: 'S9-Z', ...CLOSED })]);
    expect(findingsOf(read)).toEqual(['2 ROW_NOT_HANDED_OUT']);
    expect(read).toMatchObject({ foreign: [2], answers: [] });
  });

  it('in which a column stands twice and says different things is refused', () => {
    const sheet = sheetOf([rowOf(first, CLOSED)]);
    const [head, row] = sheet.rows;
    const twice = [
      { row: 1, cells: [...(head?.cells ?? []), 'Avslutad i Prator'] },
      { row: 2, cells: [...(row?.cells ?? []), '2025-10-04'] },
    ];
    const read = readRows([], { sheets: [{ ...sheet, rows: twice }] });
    expect(findingsOf(read)).toEqual(['2 COLUMN_TWICE_DIFFERS']);
    expect(read.answers).toEqual([]);
  });

  it('that stands twice and says different things is refused both times', () => {
    const read = readRows([rowOf(first, CLOSED), rowOf(first, { status: 'Pågår' })]);
    expect(findingsOf(read)).toEqual(['2 ROW_COPIES_DIFFER', '3 ROW_COPIES_DIFFER']);
    expect(read.answers).toEqual([]);
  });

  it('that stands twice and is filled in once is read once', () => {
    const read = readRows([rowOf(first), rowOf(first, CLOSED)]);
    expect(answersOf(read)).toEqual(ANSWERED);
    expect(read).toMatchObject({ rows: 2, ignoredRows: [2], rejected: [] });
  });
});

it('copies of a row that mean the same are one, however they are written', () => {
  const read = readRows([
    rowOf(first, { status: 'klar', closedOn: '2025-10-03 00:00', allParties: 'ja', by: 'K Berg' }),
    rowOf(first, { status: 'Klar', ...CLOSED }),
  ]);
  expect(read.answers).toHaveLength(3);
  expect(read).toMatchObject({ rejected: [], ignoredRows: [3] });
});

it('rows that were handed out and are not in the file are counted', () => {
  expect(readRows([rowOf(first), rowOf(second)]).missingRows).toBe(0);
  expect(readRows([rowOf(first), { reference: 'x', patient: 'y' }]).missingRows).toBe(1);
});

describe('a column for answers that is gone', () => {
  const without = (rows: readonly ReturnType<typeof rowOf>[], added: readonly string[] = []) => {
    const sheet = sheetOf(
      rows,
      ALL_KEYS.filter((key) => key !== 'coordinator'),
    );
    const [head, ...below] = sheet.rows;
    return [{ ...sheet, rows: [{ row: 1, cells: [...(head?.cells ?? []), ...added] }, ...below] }];
  };

  it('is told of', () => {
    expect(findingsOf(readRows([], { sheets: without([rowOf(first)]) }))).toEqual([
      '1 COLUMN_GONE Ny samordningsansvarig satt',
    ]);
  });

  it('is told of where it is the one for who has answered, which no cell was handed out of', () => {
    const sheets = [
      sheetOf(
        [rowOf(first)],
        ALL_KEYS.filter((key) => key !== 'by'),
      ),
    ];
    expect(findingsOf(readRows([], { sheets }))).toEqual(['1 COLUMN_GONE Av']);
  });

  it('where another has come is taken for rewritten', () => {
    expect(readRows([], { sheets: without([rowOf(first)], ['Ny ansvarig']) }).rejected).toMatchObject([
      { code: 'COLUMN_REWRITTEN', column: 'Ny samordningsansvarig satt', detail: { columns: 'N' } },
    ]);
  });
});

describe('a column that shows whose answers a row has', () => {
  const without = (gone: readonly CellKey[]) => [
    sheetOf(
      [rowOf(first, CLOSED)],
      ALL_KEYS.filter((key) => !gone.includes(key)),
    ),
  ];
  const told = (...gone: readonly CellKey[]): unknown => {
    return readRows([], { sheets: without(gone) }).warnings.map(({ row, code, detail }) => [
      row,
      code,
      detail?.['headers'],
    ]);
  };

  it('is told of where it is gone, all of them at once', () => {
    expect(told()).toEqual([]);
    expect(told('check')).toEqual([[1, 'GUARD_GONE', '”Svarens referens”']]);
    expect(told('reference', 'born', 'check')).toEqual([
      [1, 'GUARD_GONE', '”Svarens referens”, ”Referens”, ”Född”'],
    ]);
  });

  it('and no other locked column', () => {
    expect(told('role')).toEqual([]);
  });

  it('and none that the list was handed out without', () => {
    const cells = Object.fromEntries(Object.entries(first.cells).filter(([key]) => key !== 'born'));
    const context = contextOf({ issued: new Map([[first.token, { ...first, cells }]]) });
    expect(readRows([], { context, sheets: without(['born']) }).warnings).toEqual([]);
  });
});

it('tables on two sheets are told of by sheet, one by none', () => {
  const sheets = [
    sheetOf([rowOf(first, CLOSED)]),
    { ...sheetOf([rowOf(second, { token: '', status: 'Klar' })]), shownAs: '3' },
  ];
  expect(readRows([], { sheets }).rejected.map(({ sheet }) => sheet)).toEqual(['3']);
  expect(readRows([], { sheets: sheets.slice(1) }).rejected.map(({ sheet }) => sheet)).toEqual([null]);
});

it('rows that are passed over are told of by their own sheet, and no others', () => {
  const added = { reference: 'x', patient: 'y' };
  const sheets = [
    { ...sheetOf([rowOf(first, CLOSED), added]), shownAs: '2' },
    { ...sheetOf([added, rowOf(second)]), shownAs: '3' },
  ];
  expect(readRows([], { sheets }).ignored).toEqual([
    { sheet: '2', columns: [], rows: [3] },
    { sheet: '3', columns: [], rows: [2] },
  ]);
});

it('a CSV says of each row which list it is of', () => {
  const sheet = sheetOf([rowOf(first, CLOSED), rowOf(second, CLOSED)]);
  const rows = sheet.rows.map(({ row, cells }, at) => ({
    row,
    cells: [['Lista', 'AL-0001', 'AL-0002'][at] ?? '', ...cells],
  }));
  const read = readRows([], { sheets: [{ ...sheet, rows }], format: 'csv', isProven: false });
  expect(answersOf(read)).toEqual(ANSWERED);
  expect(findingsOf(read)).toEqual(['3 ROW_OF_OTHER_LIST']);
});
