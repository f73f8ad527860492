import { kommunName } from '../profile/kommuner.ts';
import type { Profile } from '../profile/profile-schema.ts';
import type { Contributors } from '../plan/gate-entry.ts';
import { termLabel } from '../kinds/terms.ts';
import type { Place } from './cells.ts';
import { membersIn } from './cohort-members.ts';
import { cohortWithId, type CohortId } from './cohorts.ts';
import type { ReadinessFacts } from './facts.ts';
import type { GateReason, Scope } from './readiness.ts';
import { rowsCommand } from './rows-command.ts';

/** How many of the largest contributors are named. */
export const NAMED = 3;

export type Contributor = (place: Place) => Scope;
const byKommunAndPart: Contributor = ({ kommun, part }) => ({ kommun, part });
const byKommun: Contributor = ({ kommun }) => ({ kommun });
const byUnit: Contributor = ({ unit }) => ({ unit });
const byOwner: Contributor = ({ kommun, unit }) => (unit === null ? { kommun } : { unit });

/** The largest contributors to a count, each with the command that lists its cases; never a person. */
export function largest(
  facts: ReadinessFacts,
  id: CohortId,
  contributor: Contributor,
  within: Scope,
): readonly GateReason[] {
  const { cells, profile } = facts;
  const cohort = cohortWithId(id);
  const counts = new Map<string, { readonly scope: Scope; cases: number }>();
  for (const { cell, place } of membersIn(cells, cohort, within)) {
    const of = contributor(place);
    // Whose list is handled by named persons is nobody's here: their number is told for the region as a whole.
    if (place !== cell && place.kommun === null && place.part === null && place.unit === null) continue;
    const name = `${String(of.kommun)} ${String(of.part)} "${String(of.unit)}"`;
    const known = counts.get(name);
    if (known === undefined) counts.set(name, { scope: { ...within, ...of }, cases: cell.cases });
    else known.cases += cell.cases;
  }
  return [...counts.entries()]
    .sort(([nameA, a], [nameB, b]) => b.cases - a.cases || (nameA < nameB ? -1 : 1))
    .slice(0, NAMED)
    .map(([, { scope, cases }]) => ({
      text: `${scopeText(scope, profile)}: ${cases}`,
      command: rowsCommand(id, scope, facts),
    }));
}

export function scopeText({ kommun, part, unit }: Scope, profile: Profile): string {
  const texts = [
    unit === undefined || (unit === null && kommun !== undefined) ? null : (unit ?? 'Ingen enhet'),
    kommun === undefined ? null : kommunName(profile, kommun),
    part === undefined ? null : part === null ? 'ingen part' : termLabel('part', part).toLowerCase(),
  ];
  return texts.filter((text) => text !== null).join(', ');
}

/** Who is named, by what a gate says. */
export const CONTRIBUTORS: Readonly<Record<Contributors, Contributor>> = {
  'kommun-and-part': byKommunAndPart,
  kommun: byKommun,
  unit: byUnit,
  owner: byOwner,
};
