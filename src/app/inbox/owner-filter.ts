import type { Who } from '../../domain/inbox/inbox.ts';
import { fold } from '../../domain/words/fold.ts';
import { kommunOfKommunUnits } from '../../register/cases/units.ts';
import type { Engine } from '../../register/engine/engine.ts';

/** Whose items were asked for; a unit of a kommun is the kommun's, where the list of units says so. */
export function ownerFilter(
  db: Engine,
  asked: {
    readonly kommun: string | null;
    readonly part: string | null;
    readonly unit: string | null;
    /** Folded. */
    readonly recipient: string | null;
  },
): (who: Who) => boolean {
  const kommunOf = asked.kommun === null ? new Map<string, string>() : kommunOfKommunUnits(db);
  return ({ kommun, part, unit, recipient }) =>
    (asked.part === null || part === asked.part) &&
    (asked.unit === null || (unit !== null && fold(unit) === fold(asked.unit))) &&
    (asked.recipient === null || fold(recipient) === asked.recipient) &&
    (asked.kommun === null || (unit === null ? kommun : (kommunOf.get(fold(unit)) ?? null)) === asked.kommun);
}
