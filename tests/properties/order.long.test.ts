import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stateHash } from '../../src/register/file/state-hash.ts';
import {
  inNewRegister,
  MADE_UP,
  rowsOfKind,
  takeBytesIn,
  way,
  writtenList,
  type FileOfBytes,
} from '../helpers/made-up-lists.ts';
import { PATIENCE, runs } from '../helpers/memory.ts';

/** Lists that point at each other: by person, by case and by unit. */
const PAIRS = [
  ['sip', 'vardtillfalle'],
  ['vardtillfalle', 'meddelande'],
  ['sip', 'enhet'],
  ['vardtillfalle', 'enhet'],
] as const;

describe.each(PAIRS)('a list of %s and one of %s', (one, other) => {
  it(
    'give one state, whichever is taken in first',
    async () => {
      const states = new Set<string>();
      await fc.assert(
        fc.asyncProperty(
          rowsOfKind(MADE_UP[one]),
          rowsOfKind(MADE_UP[other]),
          way,
          async (ones, others, how) => {
            const lists = [
              { name: `${one}-2025-09-15.csv`, ...writtenList(MADE_UP[one], ones, how) },
              { name: `${other}-2025-09-22.csv`, ...writtenList(MADE_UP[other], others, how) },
            ];
            const stateAfter = (inOrder: readonly FileOfBytes[]): Promise<string> =>
              inNewRegister(async (register) => {
                for (const list of inOrder) await takeBytesIn(register, list);
                return stateHash(register.db);
              });
            const state = await stateAfter(lists);
            expect(await stateAfter(lists.toReversed())).toBe(state);
            states.add(state);
          },
        ),
        { numRuns: runs(25) },
      );
      expect(states.size).toBeGreaterThan(20);
    },
    PATIENCE,
  );
});
