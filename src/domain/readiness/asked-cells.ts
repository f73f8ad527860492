import type { Cell, CellKind } from './cells.ts';
import { milestonesOfStep } from './milestones-of-step.ts';

interface Asked {
  readonly ofKind: ReadonlyMap<CellKind, readonly Cell[]>;
  readonly onStep: ReadonlyMap<string, readonly Cell[]>;
  /** Found when it is first asked for. */
  onMilestone: ReadonlyMap<string, readonly Cell[]> | null;
}

/** A report asks the same cells for hundreds of figures: where each can stand is found once. */
const known = new WeakMap<readonly Cell[], Asked>();
const NONE: readonly Cell[] = [];

function askedOf(cells: readonly Cell[]): Asked {
  const before = known.get(cells);
  if (before !== undefined) return before;
  const ofKind = new Map<CellKind, Cell[]>();
  const onStep = new Map<string, Cell[]>();
  for (const cell of cells) {
    add(ofKind, cell.kind, cell);
    for (const { step } of cell.steps) if (onStep.get(step)?.at(-1) !== cell) add(onStep, step, cell);
  }
  const asked: Asked = { ofKind, onStep, onMilestone: null };
  known.set(cells, asked);
  return asked;
}

function add<Key>(groups: Map<Key, Cell[]>, key: Key, cell: Cell): void {
  const group = groups.get(key);
  if (group === undefined) groups.set(key, [cell]);
  else group.push(cell);
}

export const cellsOfKind = (cells: readonly Cell[], kind: CellKind): readonly Cell[] =>
  askedOf(cells).ofKind.get(kind) ?? NONE;

/** The cells that stand on a step, or were done on it; each once. */
export const cellsOnStep = (cells: readonly Cell[], step: string): readonly Cell[] =>
  askedOf(cells).onStep.get(step) ?? NONE;

/** The cells that stand on a step of a milestone, or were done on it; each once. */
export function cellsOnMilestone(cells: readonly Cell[], milestone: string): readonly Cell[] {
  const asked = askedOf(cells);
  asked.onMilestone ??= byMilestone(cells);
  return asked.onMilestone.get(milestone) ?? NONE;
}

function byMilestone(cells: readonly Cell[]): ReadonlyMap<string, readonly Cell[]> {
  const groups = new Map<string, Cell[]>();
  for (const cell of cells)
    for (const { step } of cell.steps)
      for (const milestone of milestonesOfStep(step))
        if (groups.get(milestone)?.at(-1) !== cell) add(groups, milestone, cell);
  return groups;
}
