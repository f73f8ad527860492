import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fewOf } from './few.ts';

describe('few', () => {
  it.each<[string, readonly number[], readonly boolean[]]>([
    ['one to four are', [1, 4, 5, 3], [true, true, false, true]],
    ['nought is not', [0, 2, 3], [false, true, true]],
    ['one alone takes the next smallest with it', [3, 40, 12, 0], [true, false, true, false]],
    ['one that is all there is stands alone', [3, 0, 0], [true, false, false]],
    ['five and more are told', [5, 100], [false, false]],
  ])('%s', (_, values, few) => {
    expect(fewOf(values)).toEqual(few);
  });

  it('never leaves one hidden that a sum and the others give away', () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 30 }), { maxLength: 9 }), (values) => {
        const few = fewOf(values);
        const hidden = few.filter(Boolean).length;
        const others = values.filter((value, at) => value > 0 && few[at] === false).length;
        if (hidden === 1) expect(others).toBe(0);
        values.forEach((value, at) => {
          if (value > 0 && value < 5) expect(few[at]).toBe(true);
        });
      }),
    );
  });
});
