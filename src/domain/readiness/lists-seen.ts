import { planOf } from '../plan/plan.ts';
import { ALL_STEPS } from '../plan/plans.ts';
import type { Profile } from '../profile/profile-schema.ts';

/** The steps whose lists can be a kommun's: of the others nobody sees whose patients are on them. */
const OF_KOMMUN: ReadonlySet<string> = new Set(
  ALL_STEPS.flatMap(({ id, owner }) => ((owner.reads as readonly string[]).includes('kommun') ? [id] : [])),
);

/**
 * How many lists of open SIPs a kommun can have at most: one of each step for each part that has one list a kommun.
 * Those of protected persons are never seen.
 */
export function sipListsOfKommun(profile: Profile): number {
  const steps = planOf(profile).steps.filter(
    ({ id, kind, isGuarded, classes }) =>
      kind === 'sip' && !isGuarded && OF_KOMMUN.has(id) && classes.some((name) => name !== 'closed'),
  );
  const parts = profile.parts.filter(({ worklistPer }) => worklistPer !== 'unit');
  return steps.length * Math.max(1, parts.length);
}
