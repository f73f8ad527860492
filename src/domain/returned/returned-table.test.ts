import { describe, expect, it } from 'vitest';
import { readReturnedTable, TOKEN } from './returned-table.ts';

const HEADERS = [
  { key: TOKEN, header: 'Radnyckel' },
  { key: 'reference', header: 'Referens' },
  { key: 'status', header: 'Status' },
  { key: 'by', header: 'Av' },
];
const letterOf = (column: number): string => String.fromCharCode(64 + column);
const read = (...rows: readonly (readonly string[])[]): ReturnType<typeof readReturnedTable> =>
  readReturnedTable(
    rows.map((cells, at) => ({ row: at + 1, cells })),
    HEADERS,
    letterOf,
  );

describe('a returned table', () => {
  it('is found by its headers in any row, whatever their case and place', () => {
    const table = read(
      ['Steg 6'],
      [],
      ['av', 'STATUS ', 'Referens', 'radnyckel'],
      ['A', 'Klar', 'S1-G', 'S1-G'],
    );
    expect(table).toMatchObject({ headerRow: 3, hasTokens: true, ignoredColumns: [] });
    expect(table?.rows.map(({ row, token, cells }) => [row, token, Object.fromEntries(cells)])).toEqual([
      [4, 'S1-G', { by: 'A', status: 'Klar', reference: 'S1-G' }],
    ]);
  });

  it('is none without headers', () => {
    expect(read(['a', 'b'], ['Status', 'x'])).toBeNull();
  });

  it('is found without the key, and says so', () => {
    expect(read(['Referens', 'Status', 'Av'], ['S1-G', 'Klar', ''])).toMatchObject({ hasTokens: false });
  });

  it('has added columns by their letter, with or without a header, and no more', () => {
    const table = read(['Radnyckel', 'Mitt', 'Status', '', ''], ['S1-G', 'x', 'Klar', 'y', '']);
    expect(table?.ignoredColumns).toEqual(['B', 'D']);
    // What these say stands against nothing.
    expect(table?.rows).toMatchObject([{ isAmbiguous: false }]);
  });

  it('knows a header that comes again, and leaves blank rows out', () => {
    const table = read(
      ['Radnyckel', 'Status', 'Av'],
      ['S1-G', 'Klar', ''],
      [],
      ['Radnyckel', 'Status', 'Av'],
      ['S2-H', '', 'B'],
    );
    expect(table?.rows.map(({ token }) => token)).toEqual(['S1-G', 'S2-H']);
  });

  it('does not choose between two columns that differ; a blank one says nothing', () => {
    const table = read(
      ['Radnyckel', 'Status', 'Status'],
      ['S1-G', 'Klar', 'Nej'],
      ['S2-H', '', 'Klar'],
      ['S3-J', 'Klar', 'Klar'],
    );
    expect(table?.rows.map(({ isAmbiguous, cells }) => [isAmbiguous, cells.get('status')])).toEqual([
      [true, 'Klar'],
      [false, 'Klar'],
      [false, 'Klar'],
    ]);
  });
});
