import { cellsOfKind, cellsOnMilestone, cellsOnStep } from './asked-cells.ts';
import type { Cell, Place } from './cells.ts';
import type { Cohort } from './cohorts.ts';
import type { Scope } from './readiness.ts';

const isIn = (place: Place, { kommun, part, unit }: Scope): boolean =>
  (kommun === undefined || place.kommun === kommun) &&
  (part === undefined || place.part === part) &&
  (unit === undefined || place.unit === unit);

const isEverywhere = ({ kommun, part, unit }: Scope): boolean =>
  kommun === undefined && part === undefined && unit === undefined;

export interface Member {
  readonly cell: Cell;
  /** Where the cohort counts it. */
  readonly place: Place;
}

/** A cohort is asked for by gate, step, kommun and part over the same cells: which it takes is found once. */
const membersOf = new WeakMap<readonly Cell[], Map<Cohort, Map<string | null, readonly Member[]>>>();

function members(cells: readonly Cell[], cohort: Cohort, step: string | null): readonly Member[] {
  const ofCells = membersOf.get(cells) ?? new Map<Cohort, Map<string | null, readonly Member[]>>();
  membersOf.set(cells, ofCells);
  const ofCohort = ofCells.get(cohort) ?? new Map<string | null, readonly Member[]>();
  ofCells.set(cohort, ofCohort);
  const before = ofCohort.get(step);
  if (before !== undefined) return before;
  const found: Member[] = [];
  askedFor(cells, cohort, step).forEach((cell) => {
    const place = cohort.takes(cell, step);
    if (place !== null) found.push({ cell, place });
  });
  ofCohort.set(step, found);
  return found;
}

/** The cells that a cohort can take: of its kind, or on the step or milestone that is asked about. The others need not be asked. */
export function askedFor(
  cells: readonly Cell[],
  { kind, needsStep, onStep }: Cohort,
  step: string | null,
): readonly Cell[] {
  if (kind !== null) return cellsOfKind(cells, kind);
  if (onStep !== undefined) return cellsOnStep(cells, onStep);
  if (needsStep === undefined) return cells;
  return needsStep === 'step' ? cellsOnStep(cells, step ?? '') : cellsOnMilestone(cells, step ?? '');
}

/** The cells of a cohort within a scope, each with where it is counted. */
export function membersIn(cells: readonly Cell[], cohort: Cohort, scope: Scope): readonly Member[] {
  const all = members(cells, cohort, scope.step ?? null);
  return isEverywhere(scope) ? all : all.filter(({ place }) => isIn(place, scope));
}

/** The cells of a cohort within a scope. */
export const cellsIn = (cells: readonly Cell[], cohort: Cohort, scope: Scope): readonly Cell[] =>
  membersIn(cells, cohort, scope).map(({ cell }) => cell);

export function countIn(cells: readonly Cell[], cohort: Cohort, scope: Scope): number {
  return membersIn(cells, cohort, scope).reduce((sum, { cell }) => sum + cell.cases, 0);
}
