import { termLabel } from '../kinds/terms.ts';
import { type Step, planOf } from '../plan/plan.ts';
import { kommunName } from '../profile/kommuner.ts';
import type { Profile } from '../profile/profile-schema.ts';
import type { Cell, Place } from './cells.ts';
import { STEP_COLUMNS } from './figure-columns.ts';
import { type Counted, ORDER, counted, partAt, sums } from './figure-rows.ts';
import type { FigureRow, Scope } from './readiness.ts';

/**
 * The rows of each step's lists, by whose they are.
 *
 * @param takes which steps
 */
export function stepRows(
  cells: readonly Cell[],
  profile: Profile,
  columns: typeof STEP_COLUMNS = STEP_COLUMNS,
  takes: (step: string) => boolean = () => true,
): readonly FigureRow[] {
  return planOf(profile)
    .steps.filter(({ id, isGuarded }) => !isGuarded && takes(id))
    .flatMap((step) => rowsOfStep(step, counted(cells, columns, step.id), { profile, columns }));
}

function rowsOfStep(
  step: Step,
  on: readonly Counted[],
  { profile, columns }: { readonly profile: Profile; readonly columns: typeof STEP_COLUMNS },
): readonly FigureRow[] {
  if (on.length === 0) return [];
  const owners = new Map<string, { readonly owner: Place; readonly here: Counted[] }>();
  for (const one of on) {
    const { kommun, part, unit } = one.place;
    const name = unit === null ? `${String(part)} | ${String(kommun)}` : `${String(part)} / ${unit}`;
    const known = owners.get(name);
    if (known === undefined) owners.set(name, { owner: { kommun, part, unit }, here: [one] });
    else known.here.push(one);
  }
  const head: FigureRow = {
    label: step.title,
    scope: { step: step.id },
    values: sums(on, columns),
    isTotal: false,
    level: 0,
  };
  if ([...owners.values()].every(({ owner }) => isNobody(owner))) return [head];
  const compare = compareOwners(profile);
  const rows = [...owners.values()]
    .map(({ owner, here }): FigureRow => ({
      label: ownerLabel(owner, profile),
      scope: { step: step.id, ...ownerScope(owner) },
      values: sums(here, columns),
      isTotal: false,
      level: 1,
    }))
    .sort((one, other) => compare(one.scope, other.scope));
  return [head, ...rows];
}

const isNobody = ({ kommun, part, unit }: Place): boolean =>
  kommun === null && part === null && unit === null;

/** What tells an owner from the step's others: the unit, or the kommun of a part. */
function ownerScope({ kommun, part, unit }: Place): Scope {
  if (unit !== null) return { part, unit };
  return kommun === null ? { kommun, part, unit } : { kommun, part };
}

function ownerLabel({ kommun, part, unit }: Place, profile: Profile): string {
  const partName = part === null || part === '' ? null : termLabel('part', part);
  const place = unit ?? (kommun === null ? 'Ingen kommun eller enhet' : kommunName(profile, kommun));
  return partName === null ? place : `${place}, ${partName.toLowerCase()}`;
}

function compareOwners({ kommuner }: Profile): (one: Scope, other: Scope) => number {
  const places = new Map<string | null | undefined, number>(kommuner.map(({ code }, at) => [code, at]));
  const kommunAt = ({ kommun }: Scope): number => places.get(kommun) ?? kommuner.length;
  return (one, other) =>
    kommunAt(one) - kommunAt(other) ||
    partAt(one.part ?? '') - partAt(other.part ?? '') ||
    ORDER.unit(one.unit ?? null, other.unit ?? null);
}
