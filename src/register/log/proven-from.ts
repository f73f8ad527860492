import type { Engine } from '../engine/engine.ts';
import { eventsOfType } from './events.ts';

/**
 * The event from which the log's names are proven: a server has let each of them in, and holds them to their own name.
 * Before it, in a register that was copied there, they are what was claimed. Null of a file.
 */
export function provenFrom(db: Engine): number | null {
  if (db.loggedInAs === null) return null;
  return eventsOfType(db, 'register-copied').at(-1)?.seq ?? 1;
}
