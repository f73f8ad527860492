import { STEP_STATES, type Place, type StepState } from '../../domain/readiness/cells.ts';
import type { StatusFilter, StepProgress } from '../../domain/tracking/status.ts';
import { planOf } from '../../domain/plan/plan.ts';
import { isGuardedStep } from '../../domain/plan/plans.ts';
import { GUARDED_FROM } from '../../domain/worklists/guarded.ts';
import type { Register } from '../../register/file/register.ts';
import { openClassifier } from '../cases/classifier.ts';
import { cellsAt } from './readiness-cells.ts';

/** A list that a unit owns has patients of several kommuner: each counts for its own. */
const kommunOf = ({ kommun, unit }: Place, patientsKommun: string | null): string | null =>
  unit === null ? kommun : patientsKommun;

/**
 * How far the cases on the lists of some steps are, owner by owner, in the order of the cut-over.
 *
 * @param steps ids of steps
 */
export function takeStepProgress(
  register: Register,
  asOf: string,
  steps: readonly string[],
  filter: StatusFilter,
): readonly StepProgress[] {
  const classifier = openClassifier(register, asOf);
  const cells = cellsAt(register, { asOf, since: null, lost: new Set(), classifier });
  const lists = new Map<
    string,
    { readonly step: string; readonly owner: Place; readonly counts: Record<StepState, number> }
  >();
  for (const { cases, kommun: patientsKommun, steps: places } of cells) {
    for (const { step, owner, state } of places) {
      const isAsked =
        steps.includes(step) &&
        (filter.kommun === null || kommunOf(owner, patientsKommun) === filter.kommun) &&
        (filter.part === null || owner.part === filter.part) &&
        (filter.unit === null || owner.unit === filter.unit);
      if (!isAsked) continue;
      const { kommun, part, unit } = owner;
      const name = JSON.stringify([step, kommun, part, unit]);
      let list = lists.get(name);
      if (list === undefined) {
        const counts = Object.fromEntries(STEP_STATES.map((one) => [one, 0])) as Record<StepState, number>;
        lists.set(name, (list = { step, owner: { kommun, part, unit }, counts }));
      }
      list.counts[state] += cases;
    }
  }
  const order = planOf(register.profile).steps.map(({ id }) => id);
  return [...lists.entries()]
    .sort(
      ([nameA, a], [nameB, b]) =>
        order.indexOf(a.step) - order.indexOf(b.step) || (nameA < nameB ? -1 : nameA > nameB ? 1 : 0),
    )
    .map(([, { step, owner, counts }]) => {
      const planned = STEP_STATES.reduce((sum, state) => sum + counts[state], 0);
      const shown = (value: number): number | null =>
        isGuardedStep(step) && planned < GUARDED_FROM ? null : value;
      return {
        step,
        ...owner,
        planned: shown(planned),
        attested: shown(counts.attested),
        confirmed: shown(counts.confirmed),
        needHelp: shown(counts['need-help']),
        notDone: shown(counts['not-done']),
      };
    });
}
