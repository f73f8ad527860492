import { closeSync, openSync } from 'node:fs';
import type { Database } from '../engine/driver.ts';
import { sealCopy } from './register.ts';

/**
 * Copies a register, whole and sealed, into a new file that only its owner may read. It can be opened from a medium that
 * nobody can write on.
 */
export function copyRegister(db: Database, path: string): void {
  closeSync(openSync(path, 'wx', 0o600));
  db.prepare('VACUUM INTO ?').run(path);
  sealCopy(path);
}
