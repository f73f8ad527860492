import { PLANS } from '../plan/plans.ts';

/**
 * The milestones that a step is work of, by every plan, the steps of named persons among them: a total without them would
 * give them away. Work that belongs to none stands for itself.
 */
const MILESTONES_OF_STEPS = new Map<string, string[]>();
for (const { steps } of PLANS) {
  for (const { id, milestone } of steps) {
    const known = MILESTONES_OF_STEPS.get(id);
    if (known === undefined) MILESTONES_OF_STEPS.set(id, [milestone ?? id]);
    else if (!known.includes(milestone ?? id)) known.push(milestone ?? id);
  }
}
const NONE: readonly string[] = [];

export const milestonesOfStep = (step: string): readonly string[] => MILESTONES_OF_STEPS.get(step) ?? NONE;
