import { closeSync, openSync } from 'node:fs';
import type { Engine } from '../engine/engine.ts';
import { asFile } from '../engine/sqlite/sqlite-engine.ts';

/**
 * Copies a register, whole, into a new file that only its owner may read. It can be opened from a medium that nobody can
 * write on. Its pages are other than the original's, so that the seal in it fits no longer (`openAltered`): it is sealed
 * when the first event is written in it.
 */
export function copyRegister(db: Engine, path: string): void {
  closeSync(openSync(path, 'wx', 0o600));
  asFile(db).prepare('VACUUM INTO ?').run(path);
}

/** The whole file of a register, as it is now. */
export const bytesOf = (db: Engine): Buffer => asFile(db).bytes();
