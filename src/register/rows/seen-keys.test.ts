import { describe, expect, it } from 'vitest';
import { createSeenKeys } from './seen-keys.ts';

/** More than are kept as they are. */
const MANY = 40_000;

describe('seen keys', () => {
  it('never says first sight of a key it has met, before, while and after there are too many to keep', () => {
    const seen = createSeenKeys();
    const again: string[] = [];
    for (let at = 0; at < MANY; at += 1) {
      seen.isFirstSight(`SIP-${at}`);
      const earlier = `SIP-${Math.floor(at / 3)}`;
      if (seen.isFirstSight(earlier)) again.push(earlier);
    }
    expect(again).toEqual([]);
  });

  it('says first sight of every key of a list of a region, and of nearly every one of a larger', () => {
    const seen = createSeenKeys();
    const isNew = Array.from({ length: MANY }, (_, at) => seen.isFirstSight(`SIP-${at}`));
    expect(isNew.slice(0, 10_000).includes(false)).toBe(false);
    expect(isNew.filter((one) => !one).length).toBeLessThan(MANY / 100);
  });
});
