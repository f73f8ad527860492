import { closeSync, openSync } from 'node:fs';
import type { Database } from '../engine/driver.ts';

/**
 * Copies a register, whole, into a new file that only its owner may read. It can be opened from a medium that nobody can
 * write on. Its pages are other than the original's, so that the seal in it fits no longer (`openAltered`): it is sealed
 * when the first event is written in it.
 */
export function copyRegister(db: Database, path: string): void {
  closeSync(openSync(path, 'wx', 0o600));
  db.prepare('VACUUM INTO ?').run(path);
}
