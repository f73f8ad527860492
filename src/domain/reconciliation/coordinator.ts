import type { Profile } from '../profile/profile-schema.ts';
import { fold } from '../words/fold.ts';

/** Who coordinates a SIP: samordningsansvarig, as a list has it. */
export interface Coordinator {
  readonly part: string | null;
  readonly unit: string | null;
  readonly role: string | null;
}

export type CoordinatorColumn = 'part' | 'unit' | 'role';

export interface CoordinatorComparison {
  /** In what they differ; only what both lists say is compared. */
  readonly differs: readonly CoordinatorColumn[];
  /** Unit or role that one of the lists leaves out, so that nobody can tell. */
  readonly cannotTell: readonly CoordinatorColumn[];
}

/**
 * Compares the samordningsansvarig of a SIP in the two systems. Units compare folded; roles by the profile's aliases
 * ("Socialtjänstens handläggare" is "Biståndshandläggare"). The part is that of the unit, where units say theirs.
 */
export function coordinatorComparer({
  roles,
}: Profile): (planned: Coordinator, actual: Coordinator) => CoordinatorComparison {
  const roleOf = new Map(
    roles.flatMap(({ name, aliases }) => [name, ...aliases].map((text) => [fold(text), fold(name)] as const)),
  );
  const comparable = (column: CoordinatorColumn, text: string): string => {
    const folded = fold(text);
    return column === 'role' ? (roleOf.get(folded) ?? folded) : folded;
  };
  return (planned, actual) => {
    const differs: CoordinatorColumn[] = [];
    const cannotTell: CoordinatorColumn[] = [];
    for (const column of ['part', 'unit', 'role'] as const) {
      const [before, now] = [planned[column], actual[column]];
      if (before === null || now === null) {
        if (column !== 'part') cannotTell.push(column);
      } else if (comparable(column, before) !== comparable(column, now)) differs.push(column);
    }
    return { differs, cannotTell };
  };
}
