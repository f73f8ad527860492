import { describe, expect, it } from 'vitest';
import { shownRows } from './guarded-count.ts';

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
});
