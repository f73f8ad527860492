import { describe, expect, it } from 'vitest';
import { compareTotals, doTotalsAgree, isDiffering } from './compare-totals.ts';
import type { ControlTotals } from './control-totals.ts';

const totals = (values: ControlTotals['values']): ControlTotals => ({
  rows: [{ is: 'named', code: 'kommun' }, { is: 'total' }],
  columns: [{ is: 'named', code: '2260' }, { is: 'unknown' }, { is: 'total' }],
  values,
});
const COUNTED = [
  { part: 'kommun', kommun: '2260', cases: 4 },
  { part: 'kommun', kommun: null, cases: 1 },
];

describe('control totals against a count', () => {
  it('agrees cell by cell, those without kommun in a cell of their own', () => {
    const compared = compareTotals(
      totals([
        [4, 1, 5],
        [4, 1, 5],
      ]),
      COUNTED,
    );
    expect(compared.cells).toEqual([
      { part: 'kommun', kommun: '2260', expected: 4, actual: 4, difference: 0, isOutside: false },
      { part: 'kommun', kommun: null, expected: 1, actual: 1, difference: 0, isOutside: false },
    ]);
    expect(doTotalsAgree(compared)).toBe(true);
  });

  it('tells the cell and the sums that differ', () => {
    const compared = compareTotals(
      totals([
        [6, 1, 7],
        [6, 1, 7],
      ]),
      COUNTED,
    );
    expect(compared.cells.filter(isDiffering)).toMatchObject([
      { kommun: '2260', expected: 6, actual: 4, difference: -2 },
    ]);
    expect(
      compared.sums.filter(({ difference }) => difference !== 0).map(({ along, code }) => [along, code]),
    ).toEqual([
      ['part', 'kommun'],
      ['kommun', '2260'],
      ['all', null],
    ]);
    expect(doTotalsAgree(compared)).toBe(false);
  });

  it('does not take an unreadable cell for nothing', () => {
    const compared = compareTotals(
      totals([
        [null, 1, null],
        [null, null, null],
      ]),
      COUNTED,
    );
    expect(compared.cells[0]).toMatchObject({ expected: null, actual: 4, difference: null });
    expect(doTotalsAgree(compared)).toBe(true);
  });

  it('tells of those that the table has no place for', () => {
    const compared = compareTotals(
      totals([
        [4, 1, 5],
        [4, 1, 5],
      ]),
      [...COUNTED, { part: 'psykiatri', kommun: '2262', cases: 2 }],
    );
    expect(compared.cells.filter(({ isOutside }) => isOutside)).toMatchObject([
      { part: 'psykiatri', kommun: '2262', actual: 2 },
    ]);
    expect(doTotalsAgree(compared)).toBe(false);
  });

  it('compares nothing but the table with itself where the names of the columns are lost', () => {
    const lost: ControlTotals = {
      ...totals([
        [4, 1, 5],
        [4, 1, 5],
      ]),
      columns: [{ is: 'unnamed', place: 'kolumn 1' }, { is: 'unnamed', place: 'kolumn 2' }, { is: 'total' }],
    };
    expect(compareTotals(lost, COUNTED)).toMatchObject({ hasLostNames: true, cells: [], sums: [] });
  });
});
