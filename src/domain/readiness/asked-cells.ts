import type { Cell, CellKind } from './cells.ts';

interface Asked {
  readonly ofKind: ReadonlyMap<CellKind, readonly Cell[]>;
  readonly onStep: ReadonlyMap<string, readonly Cell[]>;
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
  const asked = { ofKind, onStep };
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
