import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bytesOf } from '../../src/register/file/copy-register.ts';
import { stateHash } from '../../src/register/file/state-hash.ts';
import {
  inNewRegister,
  MADE_UP,
  rowsOfKind,
  takeBytesIn,
  way,
  writtenList,
} from '../helpers/made-up-lists.ts';
import { PATIENCE, runs } from '../helpers/memory.ts';

const NAME = 'sip-2025-09-15.csv';

describe('a list taken in again', () => {
  it(
    'changes nothing: no fate, no state, no byte of the register',
    async () => {
      await fc.assert(
        fc.asyncProperty(rowsOfKind(MADE_UP.sip), way, async (rows, how) => {
          const { bytes } = writtenList(MADE_UP.sip, rows, how);
          await inNewRegister(async (register) => {
            const first = await takeBytesIn(register, { name: NAME, bytes });
            const before = { state: stateHash(register.db), bytes: bytesOf(register.db) };
            const again = await takeBytesIn(register, { name: 'kopia-2025-09-15.csv', bytes });
            expect(again.alreadyImportedAt).not.toBeNull();
            expect(again.fates).toMatchObject({ new: 0, changed: 0, unchanged: first.fates.new });
            expect(stateHash(register.db)).toBe(before.state);
            expect(bytesOf(register.db).equals(before.bytes)).toBe(true);
          });
        }),
        { numRuns: runs(50) },
      );
    },
    PATIENCE,
  );

  it(
    'in another encoding, with another delimiter and other line ends leaves the state as it was',
    async () => {
      // Without contradictions: a pair that contradicts itself once more is laid in the history once more.
      const rowsOfOwnIds = rowsOfKind(MADE_UP.sip).map((rows) => [
        ...new Map(rows.map((row) => [row.id, row])).values(),
      ]);
      await fc.assert(
        fc.asyncProperty(rowsOfOwnIds, way, way, async (rows, how, otherwise) => {
          await inNewRegister(async (register) => {
            await takeBytesIn(register, { name: NAME, ...writtenList(MADE_UP.sip, rows, how) });
            const before = stateHash(register.db);
            const again = await takeBytesIn(register, {
              name: NAME,
              ...writtenList(MADE_UP.sip, rows, otherwise),
            });
            expect(again.fates).toMatchObject({ new: 0, changed: 0, unchanged: rows.length });
            expect(again.gone).toBe(0);
            expect(stateHash(register.db)).toBe(before);
          });
        }),
        { numRuns: runs(50) },
      );
    },
    PATIENCE,
  );
});
