import type { Plan, Step } from '../plan/plan.ts';
import type { Cell, Place, StepPlace } from '../readiness/cells.ts';
import type { DayStep, Waiting } from '../readiness/day-page.ts';

const isDone = ({ state }: StepPlace): boolean => state === 'attested' || state === 'confirmed';

/** The actors of a vårdtillfälle that moves follow each other by stages: what the first has started the next completes. */
export interface Stages {
  /** Of each unit of a later stage: how many of its cases the first stage has started, and how many not. */
  readonly ready: ReadonlyMap<string, { readonly ready: number; readonly waits: number }>;
  readonly waiting: readonly Waiting[];
}

export function stagesOf(
  cells: readonly Cell[],
  { steps }: Plan,
  labelOf: (owner: Place, step: string) => string,
): Stages {
  const [first, next] = stageSteps(steps);
  const ready = new Map<string, { ready: number; waits: number }>();
  const blocks = new Map<string, Map<string, number>>();
  for (const { steps: places, cases } of cells) {
    const starts = places.filter(({ step }) => first.has(step));
    if (starts.length === 0) continue;
    const isStarted = starts.every(isDone);
    for (const place of places) {
      if (!next.has(place.step)) continue;
      const unit = labelOf(place.owner, place.step);
      const known = ready.get(unit) ?? { ready: 0, waits: 0 };
      ready.set(
        unit,
        isStarted ? { ...known, ready: known.ready + cases } : { ...known, waits: known.waits + cases },
      );
      if (isStarted || isDone(place)) continue;
      for (const start of starts) {
        if (isDone(start)) continue;
        const of = blocks.get(labelOf(start.owner, start.step)) ?? new Map<string, number>();
        of.set(unit, (of.get(unit) ?? 0) + cases);
        blocks.set(labelOf(start.owner, start.step), of);
      }
    }
  }
  const waiting = [...blocks].map(([unit, of]) => ({
    unit,
    waits: [...of.keys()].map((one) => ({ unit: one, isWholly: (ready.get(one)?.ready ?? 0) === 0 })),
  }));
  return { ready, waiting };
}

/** The steps of the first stage and of the one after it, in the order of the plan. */
function stageSteps(steps: readonly Step[]): readonly [ReadonlySet<string>, ReadonlySet<string>] {
  const stages: { readonly stage: string; readonly ids: string[] }[] = [];
  for (const { actor, id } of steps) {
    if (actor === null) continue;
    const known = stages.find(({ stage }) => stage === actor.stage);
    if (known === undefined) stages.push({ stage: actor.stage, ids: [id] });
    else known.ids.push(id);
  }
  return [new Set(stages[0]?.ids), new Set(stages[1]?.ids)];
}

/** The milestone of the first stage, and of the second: where one waits for the other. */
export function followsAnother(milestone: string, { steps }: Plan): boolean {
  const [, next] = stageSteps(steps);
  return steps.some((step) => step.milestone === milestone && next.has(step.id));
}

/** How units stand: wholly, partly, not at all. */
export function sorted(units: Iterable<readonly [done: number, left: number]>): DayStep['units'] {
  const sum = { whole: 0, part: 0, none: 0 };
  for (const [done, left] of units) sum[left === 0 ? 'whole' : done === 0 ? 'none' : 'part'] += 1;
  return sum;
}
