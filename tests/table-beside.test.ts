import { describe, expect, it } from 'vitest';
import { codesOf, csvText, SIP_HEADERS, sipCells, sipsOf, takeIn } from './helpers/bad-input.ts';

/** A table that counts a list, to the right of it on the sheet: no column of the list, whatever it is called. */
const PERSONS = ['19250628-9822', '19310412-9808', '19420523-9819', '19550607-9820'];
const ROWS = PERSONS.map((Personnummer, at) =>
  sipCells({ 'SIP-id': `SIP-24000${at + 1}`, Personnummer, Kommun: at < 3 ? 'Timrå' : 'Ånge' }),
);
const TABLE = [
  ['Timrå', '3'],
  ['Ånge', '1'],
];
const beside = (headers: readonly string[], rows: readonly (readonly string[])[]) =>
  csvText([
    [...headers, '', 'Kommun', 'Antal'],
    ...rows.map((cells, at) => [...cells, '', ...(TABLE[at] ?? ['', ''])]),
  ]);

describe('a table beside a list', () => {
  it('is told of and not read; the list has its own columns', async () => {
    const attempt = await takeIn(beside(SIP_HEADERS, ROWS));
    expect(codesOf(attempt)).toContain('TABLE_BESIDE');
    expect(codesOf(attempt)).not.toContain('COLUMN_WITHOUT_HEADER');
    expect(sipsOf(attempt.world).map(({ kommun }) => kommun)).toEqual(['2262', '2262', '2262', '2260']);
  });

  it('gives no row a kommun that the list does not have', async () => {
    const at = SIP_HEADERS.indexOf('Kommun');
    const without = (cells: readonly string[]): readonly string[] => cells.toSpliced(at, 1);
    const attempt = await takeIn(beside(without(SIP_HEADERS), ROWS.map(without)));
    expect(codesOf(attempt)).toEqual(expect.arrayContaining(['TABLE_BESIDE', 'COLUMN_MISSING']));
    expect(sipsOf(attempt.world).map(({ kommun }) => kommun)).toEqual([null, null, null, null]);
  });
});
