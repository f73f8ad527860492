import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, addMonths } from './days.ts';
import { monthsAfter } from './months-after.ts';

describe('months after a day', () => {
  it('are those of the calendar, whatever was asked before', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(3000), fc.integer({ min: 1, max: 24 }))), (asked) => {
        for (const [days, months] of asked) {
          const day = addDays('2019-12-31', days);
          expect(monthsAfter(day, months)).toBe(addMonths(day, months));
        }
      }),
    );
  });
});
