import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rangesOf, type Constraint } from './linear-program.ts';

const NAMES = ['a', 'b', 'c', 'd'] as const;

describe('the ranges that constraints leave', () => {
  it('are the number itself where the rest of a sum is known', () => {
    const range = rangesOf([
      { terms: [['a', 1], ['b', 1]], least: 50, most: 50 },
      { terms: [['b', 1]], least: 47, most: 47 },
    ]); // prettier-ignore
    expect(range('a')).toEqual({ least: 3, most: 3 });
  });

  it('have no most where nothing limits', () => {
    expect(rangesOf([{ terms: [['a', 1]], least: 2, most: Infinity }])('a')).toEqual({
      least: 2,
      most: Infinity,
    });
  });

  it('are those found by trying every whole number', () => {
    const someConstraints = fc
      .tuple(
        fc.array(fc.integer({ min: 0, max: 5 }), { minLength: 4, maxLength: 4 }),
        fc.array(
          fc.record({
            factors: fc.array(fc.constantFrom(-1, 0, 1), { minLength: 4, maxLength: 4 }),
            below: fc.integer({ min: 0, max: 2 }),
            above: fc.integer({ min: 0, max: 2 }),
          }),
          { minLength: 1, maxLength: 5 },
        ),
      )
      .map(([truth, laws]): readonly Constraint[] => [
        ...NAMES.map((name) => ({ terms: [[name, 1] as const], least: 0, most: 5 })),
        ...laws.map(({ factors, below, above }) => {
          const value = factors.reduce<number>((sum, factor, at) => sum + factor * (truth[at] ?? 0), 0);
          const terms = NAMES.map((name, at) => [name, factors[at] ?? 0] as const);
          return { terms, least: value - below, most: value + above };
        }),
      ]);
    fc.assert(
      fc.property(someConstraints, (constraints) => {
        const range = rangesOf(constraints);
        const fits: number[][] = [];
        for (let code = 0; code < 6 ** 4; code += 1) {
          const values = NAMES.map((_, at) => Math.floor(code / 6 ** at) % 6);
          const holds = constraints.every(({ terms, least, most }) => {
            const sum = terms.reduce(
              (total, [name, factor]) => total + factor * (values[NAMES.indexOf(name as 'a')] ?? 0),
              0,
            );
            return sum >= least && sum <= most;
          });
          if (holds) fits.push(values);
        }
        NAMES.forEach((name, at) => {
          const tried = fits.map((values) => values[at] ?? 0);
          const { least, most } = range(name);
          // Never narrower than the truth: what is not found is not there.
          expect(least).toBeLessThanOrEqual(Math.min(...tried));
          expect(most).toBeGreaterThanOrEqual(Math.max(...tried));
          // And hardly wider: real numbers round to the whole ones at most one off.
          expect(least).toBeGreaterThanOrEqual(Math.min(...tried) - 1);
          expect(most).toBeLessThanOrEqual(Math.max(...tried) + 1);
        });
      }),
      { numRuns: 300 },
    );
  });
});
