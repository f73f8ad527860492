import { describe, expect, it } from 'vitest';
import vasternorrland from '../profile/profiles/vasternorrland-2025.json' with { type: 'json' };
import { addDays } from '../calendar/days.ts';
import { parseProfile } from '../profile/parse-profile.ts';
import type { Profile } from '../profile/profile-schema.ts';
import { profileDecision } from './profile-decision.ts';

const parsed = parseProfile(vasternorrland);
if (!('profile' in parsed)) throw new Error('the shipped profile has faults');
const PROFILE = parsed.profile;
/** The same with everything from the start on so many days later. */
const moved = (days: number): Profile => ({
  ...PROFILE,
  milestones: PROFILE.milestones.map((one) =>
    one.from < '2025-09-30' ? one : { ...one, from: addDays(one.from, days), to: addDays(one.to, days) },
  ),
});
const EVE = {
  asOf: '2025-09-29',
  hadBefore: false,
  hasOtherDays: true,
  lists: [],
  firstLists: [],
  unitDays: [],
};
const LIST = {
  ...{ worklist: 'W-1', step: '2-somatik', owner: 'Avdelning 1', isGuarded: false },
  ...{
    hasOtherPlan: true,
    isRenamed: false,
    newOwner: null,
    rowsIn: 0,
    rowsOut: 0,
    rowsChanged: 0,
    rowsHeld: 0,
  },
};

describe('what a changed profile comes to', () => {
  it.each([
    ['put-off', moved(28), EVE],
    ['stopped', moved(28), { ...EVE, asOf: '2025-09-30' }],
    ['brought-forward', moved(-1), EVE],
    ['put-off', moved(28), { ...EVE, hadBefore: true }],
    ['taken-back', moved(-1), { ...EVE, hadBefore: true }],
    ['other-days', PROFILE, EVE],
    ['no-days', PROFILE, { ...EVE, hasOtherDays: false }],
  ] as const)('is %s', (kind, after, of) => {
    expect(profileDecision(PROFILE, after, of).kind).toBe(kind);
  });

  it('is told to each whose work is on other days, and to each whose list holds no longer', () => {
    const { told, start } = profileDecision(PROFILE, moved(28), { ...EVE, lists: [LIST] });
    expect(start).toEqual({ from: '2025-09-30', to: '2025-10-28' });
    const of = (who: string) => told.find((one) => one.who === who);
    expect(of('slutenvård')?.work.map(({ milestone }) => milestone)).toContain('steg-2');
    expect(of('slutenvård')?.work[0]).toMatchObject({
      was: { from: '2025-09-30' },
      is: { from: '2025-10-28' },
    });
    expect(of('Avdelning 1')).toEqual({ who: 'Avdelning 1', work: [], lists: ['W-1'], firstOf: [] });
    expect(told.map(({ who }) => who)).toHaveLength(new Set(told.map(({ who }) => who)).size);
  });

  it.each([
    ['put-off', '2025-09-30', '2025-10-28', '2025-09-29'],
    ['stopped', '2025-09-30', '2025-10-28', '2025-09-30'],
    ['stopped', '2025-09-22', null, '2025-09-29'],
    ['brought-forward', '2025-10-06', '2025-10-01', '2025-09-29'],
    ['brought-forward', null, '2025-10-06', '2025-09-29'],
  ] as const)('is %s where a unit’s day %s becomes %s', (kind, from, to, asOf) => {
    const unitDays = [{ unit: 'Avdelning 1', from, to }];
    const decision = profileDecision(PROFILE, PROFILE, { ...EVE, hasOtherDays: false, asOf, unitDays });
    expect(decision).toMatchObject({ kind, start: null });
    expect(decision.told).toEqual([
      {
        ...{ who: 'Avdelning 1', lists: [], firstOf: [] },
        work: [
          expect.objectContaining({
            was: { from: from ?? '', to: from ?? '' },
            title: 'Börjar i Lifecare SP',
          }),
        ],
      },
    ]);
  });

  it('is told to nobody whose work and lists stand', () => {
    expect(profileDecision(PROFILE, PROFILE, EVE)).toEqual({ kind: 'other-days', start: null, told: [] });
  });
});
