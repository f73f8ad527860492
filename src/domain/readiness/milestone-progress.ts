import type { Progress } from '../timeline/timeline.ts';
import { addClosedAs, NOTHING_CLOSED, type ClosedAsCounts } from '../classification/closed-as.ts';
import { cellsOnStep } from './asked-cells.ts';
import type { Cell } from './cells.ts';
import type { Plan } from '../plan/plan.ts';
import type { ClassedKind } from '../plan/plan-entry.ts';
import { countIn } from './cohort-members.ts';
import { cohortWithId, type CohortId } from './cohorts.ts';

type Measure = (cells: readonly Cell[]) => Progress;

/** What became of SIPs, of those that a test takes. */
function closedAsOf(cells: readonly Cell[], isTaken: (cell: Cell) => boolean): ClosedAsCounts {
  const sums = { ...NOTHING_CLOSED };
  for (const cell of cells)
    if (cell.kind === 'sip' && isTaken(cell)) sums[cell.closedAs ?? 'unknown'] += cell.cases;
  return sums;
}

/** The cases on the lists of some steps; a case is done when it is done on each of them that it stands on. */
const onSteps =
  (...steps: readonly string[]): Measure =>
  (cells) => {
    const isDone = (cell: Cell): boolean =>
      cell.steps.every(
        ({ step, state }) => !steps.includes(step) || state === 'attested' || state === 'confirmed',
      );
    const all = [...new Set(steps.flatMap((step) => cellsOnStep(cells, step)))];
    const total = (some: readonly Cell[]): number => some.reduce((sum, { cases }) => sum + cases, 0);
    const counted = { planned: total(all), done: total(all.filter(isDone)) };
    return all.some(({ kind }) => kind === 'sip') ? { ...counted, sips: closedAsOf(all, isDone) } : counted;
  };

/** All cases of a kind, and those that are no longer open. */
const closed =
  (kind: Cell['kind'], open: CohortId): Measure =>
  (cells) => {
    const planned = cells.reduce((sum, cell) => sum + (cell.kind === kind ? cell.cases : 0), 0);
    const counted = { planned, done: planned - countIn(cells, cohortWithId(open), {}) };
    return kind === 'sip'
      ? { ...counted, sips: closedAsOf(cells, (cell) => cell.kind === 'sip' && cell.closedBy !== 'nobody') }
      : counted;
  };

const together =
  (...measures: readonly Measure[]): Measure =>
  (cells) =>
    measures.map((measure) => measure(cells)).reduce(sumOf);

function sumOf(one: Progress, other: Progress): Progress {
  const counted = { planned: one.planned + other.planned, done: one.done + other.done };
  return one.sips === undefined && other.sips === undefined
    ? counted
    : { ...counted, sips: addClosedAs(one.sips ?? NOTHING_CLOSED, other.sips ?? NOTHING_CLOSED) };
}

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
