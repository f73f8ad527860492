import { describe, expect, it } from 'vitest';
import { FATES, noFates, rowsLost } from './fates.ts';

describe('the fates of a list', () => {
  it('begin at nothing, each of them counted', () => {
    expect(Object.keys(noFates())).toEqual([...FATES]);
    expect(rowsLost(0, noFates())).toBe(0);
  });

  it('add up to the rows, or tell how many are lost or counted twice', () => {
    const fates = { ...noFates(), new: 3, blank: 1, footer: 1 };
    expect(rowsLost(5, fates)).toBe(0);
    expect(rowsLost(7, fates)).toBe(2);
    expect(rowsLost(4, fates)).toBe(-1);
  });
});
