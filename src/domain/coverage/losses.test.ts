import { describe, expect, it } from 'vitest';
import { isBeyondHistory } from './losses.ts';

const WEEK = { cases: 1000, gone: 10, days: 7 };

describe('what a list lacks', () => {
  it.each([
    ['more than three times the largest share before', { cases: 1000, gone: 31, days: 7 }, true],
    ['no more than three times of it', { cases: 1000, gone: 30, days: 7 }, false],
    ['as much more as there are more days', { cases: 1000, gone: 120, days: 28 }, false],
    ['fewer than ten cases, however many before', { cases: 20, gone: 9, days: 7 }, false],
  ])('is %s', (_what, now, isBeyond) => {
    expect(isBeyondHistory(now, [{ cases: 1000, gone: 0, days: 7 }, WEEK])).toBe(isBeyond);
  });

  it('is never beyond what there is no history of', () => {
    expect(isBeyondHistory({ cases: 20, gone: 15, days: 7 }, [])).toBe(false);
  });

  it('is beyond a history in which nothing was ever lacking', () => {
    expect(isBeyondHistory({ cases: 100, gone: 10, days: 7 }, [{ cases: 100, gone: 0, days: 7 }])).toBe(true);
  });
});
