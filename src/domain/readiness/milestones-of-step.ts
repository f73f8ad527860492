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

const STEPS_OF_MILESTONES = new Map<string, string[]>();
for (const [step, milestones] of MILESTONES_OF_STEPS)
  for (const milestone of milestones) {
    const known = STEPS_OF_MILESTONES.get(milestone);
    if (known === undefined) STEPS_OF_MILESTONES.set(milestone, [step]);
    else known.push(step);
  }

export const milestonesOfStep = (step: string): readonly string[] => MILESTONES_OF_STEPS.get(step) ?? NONE;

export const stepsOfMilestone = (milestone: string): readonly string[] =>
  STEPS_OF_MILESTONES.get(milestone) ?? NONE;
