import type { Profile } from '../profile/profile-schema.ts';
import type { PlanEntry } from './plan-entry.ts';
import type { AnyStepEntry } from './step-entry.ts';
import { isHeldTo } from './sum-entry.ts';

/**
 * Whether a region can do without a step: every case that it takes stands on another list by its class all the same
 * (which `planFaults` holds of every open class), and nothing counts or waits for what its own rows say. No sum is held
 * to it, no gate counts what is left on it, it is no party's share of the work, and no other step closes after it.
 * Turned off, any other would take its cases, or what is left of its work, out of the very numbers that prove that
 * nothing is dropped (domain §3).
 */
export function canBeOff(step: AnyStepEntry, { steps, sums }: Pick<PlanEntry, 'steps' | 'sums'>): boolean {
  const isOnOtherLists =
    (step.of === 'sip' || step.of === 'vardtillfalle') &&
    step.narrowing !== undefined &&
    step.isGuarded !== true &&
    step.takes.every((name) => name !== 'closed');
  const isCounted =
    step.gate !== undefined || step.actor !== undefined || sums.some((sum) => isHeldTo(sum, ofEntry(step)));
  return isOnOtherLists && !isCounted && !steps.some(({ closesAfter }) => closesAfter?.step === step.id);
}

/**
 * The ids of the steps that a profile turns off, among those that the plan can do without. A register made before the
 * others were refused has them on.
 */
export function stepsOff(plan: Pick<PlanEntry, 'steps' | 'sums'>, { steps }: Profile): readonly string[] {
  return plan.steps.filter((one) => steps[one.id]?.isOff === true && canBeOff(one, plan)).map(({ id }) => id);
}

const ofEntry = ({ of: kind, narrowing, actor }: AnyStepEntry) => ({
  kind,
  narrowing: narrowing ?? null,
  actor: actor ?? null,
});
