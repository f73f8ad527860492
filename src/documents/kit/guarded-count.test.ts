import { describe, expect, it } from 'vitest';
import { shownRows, shownTotal, shownWith } from './guarded-count.ts';

describe('the number of rows', () => {
  it('of a guarded list is shown from five', () => {
    expect([0, 1, 4, 5, 1188].map((rows) => shownRows({ rows, isGuarded: true }))).toEqual([
      'färre än 5',
      'färre än 5',
      'färre än 5',
      '5',
      '1\u00a0188',
    ]);
  });

  it('of any other list is always shown', () => {
    expect([0, 4, 5].map((rows) => shownRows({ rows, isGuarded: false }))).toEqual(['0', '4', '5']);
  });

  it('of a few guarded ones is not to be had from a sum', () => {
    expect([0, 3, 5].map((guarded) => shownWith(1188, guarded))).toEqual([
      '1\u00a0188',
      '1\u00a0185 och de skyddade',
      '1\u00a0188',
    ]);
    const lists = [
      { rows: 10, isGuarded: false },
      { rows: 3, isGuarded: true },
      { rows: 5, isGuarded: true },
    ];
    expect(shownTotal(lists)).toEqual({ rows: '15', isWithoutGuarded: true });
    expect(shownTotal(lists.filter(({ rows }) => rows !== 3))).toEqual({
      rows: '15',
      isWithoutGuarded: false,
    });
  });
});
