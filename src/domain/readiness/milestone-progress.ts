import type { Progress } from '../timeline/timeline.ts';
import type { Cell } from './cells.ts';
import { cohortWithId, countIn, STEPS_OF_MILESTONE, type CohortId } from './cohorts.ts';

type Measure = (cells: readonly Cell[]) => Progress;

/** The cases on the lists of some steps; a case is done when it is done on each of them that it stands on. */
const onSteps =
  (...steps: readonly string[]): Measure =>
  (cells) => {
    let planned = 0;
    let done = 0;
    for (const { cases, steps: places } of cells) {
      const here = places.filter(({ step }) => steps.includes(step));
      if (here.length === 0) continue;
      planned += cases;
      if (here.every(({ state }) => state === 'attested' || state === 'confirmed')) done += cases;
    }
    return { planned, done };
  };

/** All cases of a kind, and those that are no longer open. */
const closed =
  (kind: Cell['kind'], open: CohortId): Measure =>
  (cells) => {
    const planned = cells.reduce((sum, cell) => sum + (cell.kind === kind ? cell.cases : 0), 0);
    return { planned, done: planned - countIn(cells, cohortWithId(open), {}) };
  };

const together =
  (...measures: readonly Measure[]): Measure =>
  (cells) =>
    measures
      .map((measure) => measure(cells))
      .reduce((sum, { planned, done }) => ({ planned: sum.planned + planned, done: sum.done + done }));

const closedSips = closed('sip', 'sip-open');
const closedVardtillfallen = closed('vardtillfalle', 'vardtillfalle-open');

/** What a milestone's progress is measured by; one that is not named here is not measured. */
const MEASURES: Readonly<Record<string, Measure>> = {
  ...Object.fromEntries(Object.entries(STEPS_OF_MILESTONE).map(([id, steps]) => [id, onSteps(...steps)])),
  'steg-5': closedVardtillfallen,
  'steg-6': closedSips,
  'vecka-41': closedSips,
  laslage: together(closedSips, closedVardtillfallen),
};

/**
 * How far the work of a milestone is.
 *
 * @param milestone its id in the profile
 * @returns null where nothing measures it
 */
export function milestoneProgress(milestone: string, cells: readonly Cell[]): Progress | null {
  return MEASURES[milestone]?.(cells) ?? null;
}
