import fc from 'fast-check';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { DEFAULT_PROFILE } from '../../domain/profile/default-profile.ts';
import { parseProfile } from '../../domain/profile/parse-profile.ts';
import type { Profile } from '../../domain/profile/profile-schema.ts';
import { SHIPPED_PROFILES } from '../../domain/profile/shipped-profiles.ts';
import type { EventType } from '../../domain/log/event-words.ts';
import { atOnce, decideAndWrite, decideAndWriteWaiting, inTransaction } from '../engine/transaction.ts';
import { brokenEvents, eventsOfCase, eventsOfType, eventWriter } from '../log/events.ts';
import { createRegister, openRegister, type Register } from './register.ts';

let folder: string;
let profile: Profile;
let number = 0;
let one: Register;
let other: Register;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'overgang-two-'));
  const parsed = parseProfile(SHIPPED_PROFILES[DEFAULT_PROFILE]);
  if ('faults' in parsed) throw new Error(parsed.faults.join());
  ({ profile } = parsed);
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});
const open = (): void => {
  const path = join(folder, `${String((number += 1))}.sqlite`);
  createRegister(path, profile).close();
  [one, other] = [openRegister(path, 'write'), openRegister(path, 'write')];
};
const close = (): void => {
  other.close();
  one.close();
};
beforeEach(open);
afterEach(close);

const log = ({ db }: Register, caseId: string, type: EventType = 'marked'): number =>
  eventWriter(db, { by: 'prov', recordedAt: '2025-09-29T13:00:00.000Z' })({
    ...{ type, effectiveOn: '2025-09-29', kind: 'sip', caseId, data: {} },
  });
const write = (register: Register, caseId: string, type?: EventType): number =>
  atOnce(register.db, () => log(register, caseId, type), 'within');
const said = ({ db }: Register): readonly (string | null)[] =>
  eventsOfType(db, 'marked').map(({ caseId }) => caseId);
const MEANWHILE = expect.objectContaining({ code: 'REGISTER_WRITTEN_MEANWHILE' }) as unknown;

/** Says something of a case once: looks first, and writes after. */
function sayOnce(register: Register, caseId: string, between: () => void): number | null {
  if (eventsOfCase(register.db, 'sip', caseId).length > 0) return null;
  between();
  return atOnce(register.db, () => log(register, caseId));
}

describe('what is written when another has written since it was decided', () => {
  it('is refused, and nothing of it stands', async () => {
    write(other, 'A');
    expect(() => atOnce(one.db, () => log(one, 'B'))).toThrow(MEANWHILE);
    await expect(inTransaction(one.db, () => log(one, 'B'))).rejects.toEqual(MEANWHILE);
    expect([said(one), one.db.inTransaction]).toEqual([['A'], false]);
  });

  it('is written where only somebody was shown something, or the connection itself has written', () => {
    write(other, 'A', 'shown');
    for (const caseId of ['B', 'C']) atOnce(one.db, () => log(one, caseId));
    expect(said(one)).toEqual(['B', 'C']);
  });

  it('is written where it would be decided just so now, or is decided within', () => {
    write(other, 'A');
    const still = (isSo: boolean) =>
      atOnce(
        one.db,
        () => log(one, 'B'),
        () => isSo,
      );
    expect(() => still(false)).toThrow(MEANWHILE);
    still(true);
    write(one, 'C');
    expect(said(one)).toEqual(['A', 'B', 'C']);
    // What was decided before all of it is as old as it was.
    expect(() => atOnce(one.db, () => log(one, 'D'))).toThrow(MEANWHILE);
  });

  it('is refused where the profile in hand is no longer the one of the register', async () => {
    write(other, 'A', 'profile-applied');
    expect(() => write(one, 'B')).toThrow(MEANWHILE);
    expect(() => decideAndWrite(one.db, () => write(one, 'B'))).toThrow(MEANWHILE);
    await expect(decideAndWriteWaiting(one.db, () => Promise.resolve(write(one, 'B')))).rejects.toEqual(
      MEANWHILE,
    );
    expect(said(one)).toEqual([]);
  });
});

describe('what is decided and written', () => {
  it('is decided anew where another came in between, with the right to write in hand', () => {
    let rounds = 0;
    decideAndWrite(one.db, () =>
      sayOnce(one, 'A', () => {
        rounds += 1;
        expect(one.db.inTransaction).toBe(rounds === 2);
        if (rounds === 1) write(other, 'B');
      }),
    );
    atOnce(one.db, () => log(one, 'C'));
    expect([said(one), rounds]).toEqual([['B', 'A', 'C'], 2]);
  });

  it('takes all of it back where it fails the second time', async () => {
    let rounds = 0;
    await expect(
      decideAndWriteWaiting(one.db, async () => {
        rounds += 1;
        if (rounds === 1) write(other, 'B');
        await inTransaction(one.db, () => log(one, 'A'));
        throw new Error('held');
      }),
    ).rejects.toThrow('held');
    expect([said(one), one.db.inTransaction]).toEqual([['B'], false]);
  });

  it('is said once by however many, in whatever order they look and write', () => {
    const turn = fc.record({
      caseId: fc.constantFrom('A', 'B', 'C'),
      isFirst: fc.boolean(),
      between: fc.option(fc.constantFrom('A', 'B', 'C'), { nil: null }),
    });
    fc.assert(
      fc.property(fc.array(turn, { minLength: 1, maxLength: 5 }), (turns) => {
        close();
        open();
        for (const { caseId, isFirst, between } of turns) {
          const [who, whoElse] = isFirst ? [one, other] : [other, one];
          decideAndWrite(who.db, () =>
            sayOnce(who, caseId, () => {
              if (between === null || who.db.inTransaction) return;
              decideAndWrite(whoElse.db, () => sayOnce(whoElse, between, () => undefined));
            }),
          );
        }
        expect(said(one)).toEqual([...new Set(said(one))]);
        expect(brokenEvents(one.db)).toEqual([]);
      }),
      { numRuns: 12 },
    );
  });
});
