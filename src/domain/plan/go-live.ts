import type { KindName } from '../kinds/kinds.ts';
import type { Profile } from '../profile/profile-schema.ts';
import type { UnitConnection } from '../profile/unit-days.ts';
import { moveWindow, planOf } from './plan.ts';

/**
 * The day from which cases of a kind are begun in the target system, where all units switch at once: that of the wards'
 * step for vårdtillfällen, that of moving for SIPs.
 */
export function goLiveOn(profile: Profile, kind: KindName): string | null {
  const { steps, switchesByUnit } = planOf(profile);
  if (switchesByUnit) return null;
  if (kind === 'sip') return moveWindow(profile)?.from ?? null;
  if (kind !== 'vardtillfalle') return null;
  return steps.find(({ actor }) => actor !== null)?.beginsOn ?? null;
}

/**
 * The same for the cases of one unit: its own day where units switch one by one, from which it has to begin in the target
 * (seed 001); null for one that has not begun.
 */
export const goLiveOfUnit = (
  profile: Profile,
  kind: KindName,
): ((connection: UnitConnection) => string | null) => {
  if (planOf(profile).switchesByUnit) return ({ state, day }) => (state === 'begun' ? day : null);
  const day = goLiveOn(profile, kind);
  return () => day;
};

/** Whether a case was begun on a day or later; where either is not known it was not. */
export const isBegunAfter = (day: string | null, begunOn: string | null): boolean =>
  day !== null && begunOn !== null && begunOn.slice(0, 10) >= day;

/** Whether a day is one of those when SIPs are moved, and go from the source's lists: up to its being set read-only. */
export function isWhileMoving(profile: Profile, day: string): boolean {
  const [first] = profile.milestones.flatMap(({ step, from }) => (step === null ? [] : [from])).sort();
  const from = moveWindow(profile)?.from ?? first;
  return from !== undefined && from <= day && day <= profile.deadlines.readOnly;
}
