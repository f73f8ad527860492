import type { LoggedChange, ReclassifiedData } from '../../domain/inbox/class-changes.ts';
import { PROFILE_APPLIED } from '../../domain/plan/profile-change.ts';
import type { Engine } from '../../register/engine/engine.ts';
import { eventsOfType } from '../../register/log/events.ts';

/** The event that a case is of another class, or that it counts from another day what class it is of. */
export const RECLASSIFIED = 'reclassified';

/** The name of a case among those of all kinds. */
export const nameOfCase = (kind: string, caseId: string): string => `${kind} ${caseId}`;

/** The changes of class that stand, of each case by its name, in the order of the log. */
export function classChanges(db: Engine): ReadonlyMap<string, readonly LoggedChange[]> {
  const changes = new Map<string, LoggedChange[]>();
  /** The last event of a profile that was applied, and of what followed: they stand in one row in the log. */
  let ofProfile = -1;
  for (const event of eventsOfType(db, RECLASSIFIED, PROFILE_APPLIED)) {
    const { seq, type, kind, caseId, effectiveOn: on, data } = event;
    const isByProfile = type === PROFILE_APPLIED || seq === ofProfile + 1;
    if (isByProfile) ofProfile = seq;
    if (type === PROFILE_APPLIED) continue;
    const name = nameOfCase(kind ?? '', caseId ?? '');
    const { from, to, stands } = JSON.parse(data) as ReclassifiedData;
    if (stands !== undefined) {
      changes.set(name, [...stands]);
      continue;
    }
    const change = { seq, on, from, to, isByProfile };
    const known = changes.get(name);
    if (known === undefined) changes.set(name, [change]);
    else known.push(change);
  }
  return changes;
}
