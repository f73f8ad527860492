import { describe, expect, it } from 'vitest';
import type { ControlTotals, TotalsLine } from './control-totals.ts';
import { lineId } from './control-totals.ts';
import { checkInnerSums } from './inner-sums.ts';

const total: TotalsLine = { is: 'total' };
const named = (...codes: readonly string[]): readonly TotalsLine[] =>
  codes.map((code) => ({ is: 'named', code }));

const table = (values: ControlTotals['values']): ControlTotals => ({
  rows: [...named('kommun', 'primarvard'), total],
  columns: [...named('2260', '2262'), total],
  values,
});

const differencesOf = (totals: ControlTotals) =>
  checkInnerSums(totals).differences.map(({ along, line, printed, sum, difference, isDerived }) => [
    along,
    lineId(line),
    printed,
    sum,
    difference,
    isDerived,
  ]);

describe('the inner sums of control totals', () => {
  it('says nothing of a table that adds up', () => {
    const inner = checkInnerSums(
      table([
        [1, 2, 3],
        [4, 5, 9],
        [5, 7, 12],
      ]),
    );
    expect(inner).toEqual({ checked: 6, uncheckable: 0, differences: [], unreadable: [] });
  });

  it('tells every sum that a wrong cell breaks', () => {
    expect(
      differencesOf(
        table([
          [1, 3, 3],
          [4, 5, 9],
          [5, 7, 12],
        ]),
      ),
    ).toEqual([
      ['row', 'kommun', 3, 4, -1, false],
      ['column', '2262', 7, 8, -1, false],
    ]);
  });

  it('tells when only the sum of the sums is wrong', () => {
    expect(
      differencesOf(
        table([
          [1, 2, 3],
          [4, 5, 9],
          [5, 7, 13],
        ]),
      ),
    ).toEqual([
      ['row', 'total', 13, 12, 1, false],
      ['column', 'total', 13, 12, 1, false],
    ]);
  });

  it('works out a cell that cannot be read, and checks the other sums with it', () => {
    const inner = checkInnerSums(
      table([
        [null, 2, 3],
        [4, 5, 9],
        [6, 7, 13],
      ]),
    );
    expect(inner.unreadable.map(({ derived }) => derived)).toEqual([1]);
    expect(
      inner.differences.map(({ along, line, difference, isDerived }) => [
        along,
        lineId(line),
        difference,
        isDerived,
      ]),
    ).toEqual([
      ['column', 'total', 1, false],
      ['column', '2260', 1, true],
    ]);
  });

  it('leaves open what the sums do not say', () => {
    const inner = checkInnerSums(
      table([
        [null, null, 3],
        [null, null, 9],
        [5, 7, 12],
      ]),
    );
    expect(inner.unreadable.map(({ derived }) => derived)).toEqual([null, null, null, null]);
    expect(inner).toMatchObject({ checked: 2, uncheckable: 4, differences: [] });
  });

  it('derives no number below zero: the sum is wrong', () => {
    const inner = checkInnerSums({
      rows: named('kommun'),
      columns: [...named('2260', '2262'), total],
      values: [[null, 5, 3]],
    });
    expect(inner.unreadable[0]?.derived).toBeNull();
    expect(inner.differences[0]).toMatchObject({ printed: 3, sum: 5, difference: -2 });
  });
});
