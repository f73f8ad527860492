import { planOf } from '../plan/plan.ts';
import { ALL_STEPS } from '../plan/plans.ts';
import type { Profile } from '../profile/profile-schema.ts';

/** The steps whose lists can be a kommun's: of the others nobody sees whose patients are on them. */
const OF_KOMMUN: ReadonlySet<string> = new Set(
  ALL_STEPS.flatMap(({ id, owner }) => ((owner.reads as readonly string[]).includes('kommun') ? [id] : [])),
);

/**
 * How many lists of open SIPs a kommun can have at most that share none: one of each step that takes its classes whole,
 * or a share of them, for each part that has one list a kommun, and for no part. Those of protected persons are never
 * seen.
 */
export function sipListsOfKommun(profile: Profile): number {
  const steps = planOf(profile).steps.filter(
    ({ id, kind, isGuarded, classes, narrowing }) =>
      kind === 'sip' &&
      !isGuarded &&
      OF_KOMMUN.has(id) &&
      narrowing === null &&
      classes.some((name) => name !== 'closed'),
  );
  const parts = profile.parts.filter(({ worklistPer }) => worklistPer !== 'unit');
  return steps.length * (parts.length + 1);
}
