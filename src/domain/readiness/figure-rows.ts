import { PARTS, termLabel } from '../kinds/terms.ts';
import { kommunName } from '../profile/kommuner.ts';
import type { Profile } from '../profile/profile-schema.ts';
import { compareSwedish } from '../words/swedish-order.ts';
import type { Cell, Place } from './cells.ts';
import { askedFor } from './cohort-members.ts';
import { type Cohort, type CohortId, cohortWithId } from './cohorts.ts';
import type { ReadinessFacts } from './facts.ts';
import type { FigureRow, Scope } from './readiness.ts';

type Columns = readonly { readonly cohort: CohortId }[];
type Dimension = keyof Place;

export interface Counted {
  readonly place: Place;
  readonly cell: Cell;
  /** How much each column counts of it. */
  readonly values: readonly number[];
}

/** The cells that any of the columns counts, all at one place. */
export function counted(cells: readonly Cell[], columns: Columns, step: string | null): readonly Counted[] {
  const cohorts = columns.map(({ cohort }) => cohortWithId(cohort));
  const found: Counted[] = [];
  askedForAll(cells, cohorts, step).forEach((cell) => {
    let place: Place | null = null;
    const values: number[] = [];
    for (let at = 0; at < cohorts.length; at += 1) {
      const here = cohorts[at]?.takes(cell, step) ?? null;
      place ??= here;
      values[at] = here === null ? 0 : cell.cases;
    }
    if (place !== null) found.push({ place, cell, values });
  });
  return found;
}

/** Most tables are of one kind of case, or about one step: then no other cells are asked. */
function askedForAll(
  cells: readonly Cell[],
  cohorts: readonly Cohort[],
  step: string | null,
): readonly Cell[] {
  const [first, ...others] = cohorts.map((cohort) => askedFor(cells, cohort, step));
  return first !== undefined && others.every((one) => one === first) ? first : cells;
}

export function sums(of: readonly Counted[], columns: Columns): readonly number[] {
  const all = columns.map(() => 0);
  for (const { values } of of)
    for (let at = 0; at < all.length; at += 1) all[at] = (all[at] ?? 0) + (values[at] ?? 0);
  return all;
}

/** The rows of a table: one for each place, by one dimension within another, and the whole region last. */
export function outline(
  { cells, profile }: ReadinessFacts,
  columns: Columns,
  dimensions: readonly Dimension[],
): readonly FigureRow[] {
  const all = counted(cells, columns, null);
  return [
    ...nested(all, columns, dimensions, profile, {}, 0),
    { label: 'Hela regionen', scope: {}, values: sums(all, columns), isTotal: true, level: 0 },
  ];
}

function nested(
  of: readonly Counted[],
  columns: Columns,
  [dimension, ...below]: readonly Dimension[],
  profile: Profile,
  scope: Scope,
  level: 0 | 1 | 2,
): readonly FigureRow[] {
  if (dimension === undefined) return [];
  const groups = new Map<string | null, Counted[]>();
  if (dimension === 'kommun') for (const { code } of profile.kommuner) groups.set(code, []);
  for (const one of of) {
    const value = one.place[dimension];
    const known = groups.get(value);
    if (known === undefined) groups.set(value, [one]);
    else known.push(one);
  }
  return [...groups.keys()].sort(ORDER[dimension]).flatMap((value): readonly FigureRow[] => {
    const here = groups.get(value) ?? [];
    const values = sums(here, columns);
    const isEmpty = values.every((figure) => figure === 0);
    if (isEmpty && (level > 0 || value === null)) return [];
    const inner: Scope = { ...scope, [dimension]: value };
    const row = { label: labelOf(dimension, value, profile), scope: inner, values, isTotal: false, level };
    return [row, ...nested(here, columns, below, profile, inner, level === 0 ? 1 : 2)];
  });
}

const LABELS: Readonly<Record<Dimension, (value: string | null, profile: Profile) => string>> = {
  kommun: (value, profile) => kommunName(profile, value),
  part: (value) => (value === null ? 'Ingen part' : termLabel('part', value)),
  unit: (value) => value ?? 'Ingen enhet',
};
export const labelOf = (dimension: Dimension, value: string | null, profile: Profile): string =>
  LABELS[dimension](value, profile);

const nullLast =
  (compare: (one: string, other: string) => number) =>
  (one: string | null, other: string | null): number =>
    one === null || other === null ? Number(one === null) - Number(other === null) : compare(one, other);
export const partAt = (part: string): number => (PARTS as readonly string[]).indexOf(part);

/** Kommuner stand in the order of the profile, parts in that of the vocabulary, units in that of the alphabet. */
export const ORDER: Readonly<Record<Dimension, (one: string | null, other: string | null) => number>> = {
  // The profile's kommuner were put in first; sorting is stable.
  kommun: nullLast(() => 0),
  part: nullLast((one, other) => partAt(one) - partAt(other)),
  unit: nullLast(compareSwedish),
};
