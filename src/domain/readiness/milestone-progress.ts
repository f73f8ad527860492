import type { Progress } from '../timeline/timeline.ts';
import type { Cell } from './cells.ts';
import type { Plan } from '../plan/plan.ts';
import type { ClassedKind } from '../plan/plan-entry.ts';
import { cohortWithId, countIn, type CohortId } from './cohorts.ts';

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

const CLOSED = {
  sip: closed('sip', 'sip-open'),
  vardtillfalle: closed('vardtillfalle', 'vardtillfalle-open'),
} as const satisfies Readonly<Record<ClassedKind, Measure>>;

/**
 * How far the work of a milestone is: by the cases that are closed where the plan says so, else by the steps that are
 * part of it.
 *
 * @param milestone its id in the profile
 * @returns null where nothing measures it
 */
export function milestoneProgress(
  milestone: string,
  cells: readonly Cell[],
  { steps, closedBy }: Pick<Plan, 'steps' | 'closedBy'>,
): Progress | null {
  const kinds = Object.hasOwn(closedBy, milestone) ? closedBy[milestone] : undefined;
  if (kinds !== undefined) return together(...kinds.map((kind) => CLOSED[kind]))(cells);
  const ofMilestone = steps.flatMap((step) => (step.milestone === milestone ? [step.id] : []));
  return ofMilestone.length === 0 ? null : onSteps(...ofMilestone)(cells);
}
