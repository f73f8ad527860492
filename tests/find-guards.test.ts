import { describe, expect, it } from 'vitest';
// @ts-expect-error: a script without types.
import { findGuards, withSwitches } from '../scripts/mutate/find-guards.mjs';

interface Guard {
  readonly kind: string;
  readonly text: string;
  readonly instead: string;
}
const guardsOf = (text: string): readonly Guard[] => (findGuards as (text: string) => readonly Guard[])(text);
const told = (text: string): readonly string[] =>
  guardsOf(text).map(({ kind, text: guard, instead }) => `${kind}: ${guard} → ${instead}`);

describe('what the mutation script takes away', () => {
  it('is a condition that leaves, and each of its parts', () => {
    expect(told('function f(a, b) { if (a && !b) return null; if (a || b) { g(); } }')).toEqual([
      'guard: a && !b → false',
      'part: a → true',
      'part: !b → true',
    ]);
  });

  it('is a condition under which something is told', () => {
    expect(told('if (a) findings.reject(row); if (b) work(); c && report(x);')).toEqual([
      'guard: a → false',
      'guard: c → false',
    ]);
    expect(told('const x = [a ? "CODE" : null, b ? undefined : "OTHER", c ? 1 : 2];')).toEqual([
      'guard: a → false',
      'guard: b → true',
    ]);
  });

  it('is an entry of an ordered array of checks, and no other entry', () => {
    expect(told('const first = () => 1; const RULES = [first, () => 2]; const NAMES = ["a", "b"];')).toEqual([
      'entry: first → []',
      'entry: () => 2 → []',
    ]);
  });

  it('stands behind a switch of its own, the inner within the outer', () => {
    const text = 'if (a && b) throw new Error();';
    const switched = (withSwitches as (text: string, guards: readonly Guard[], first: number) => string)(
      text,
      guardsOf(text),
      5,
    );
    let said: number[] = [];
    const thrown = (away: number, a: boolean, b: boolean): boolean => {
      said = [];
      try {
        // oxlint-disable-next-line typescript/no-implied-eval, typescript/no-unsafe-call
        new Function('globalThis', 'a', 'b', switched)(
          {
            __guardIsAway: (guard: number) => guard === away,
            __guardHolds(guard: number, instead: boolean, value: boolean) {
              if (value !== instead) said.push(guard);
              return value;
            },
          },
          a,
          b,
        );
        return false;
      } catch {
        return true;
      }
    };
    expect([thrown(-1, true, true), thrown(-1, true, false), thrown(-1, false, true)]).toEqual([
      true,
      false,
      false,
    ]);
    // Where a part is false it says otherwise than true.
    expect([thrown(-1, true, false), said]).toEqual([false, [7]]);
    expect([thrown(-1, true, true), said]).toEqual([true, [5]]);
    expect(thrown(5, true, true)).toBe(false);
    expect(thrown(6, false, true)).toBe(true);
    expect(thrown(7, true, false)).toBe(true);
  });
});
