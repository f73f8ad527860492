import { closeSync, openSync } from 'node:fs';
import type { Engine } from '../engine/engine.ts';
import { isOnServer } from '../engine/postgres/postgres-engine.ts';
import { IN_MEMORY } from '../engine/sqlite/driver.ts';
import { asFile, type SqliteEngine } from '../engine/sqlite/sqlite-engine.ts';
import { atOnce } from '../engine/transaction.ts';
import { copyRows } from './copy-rows.ts';
import { emptyTables } from './register.ts';

/**
 * Copies a register, whole, into a new file that only its owner may read. It can be opened from a medium that nobody can
 * write on. Its pages are other than the original's, so that the seal in it fits no longer (`openAltered`): it is sealed
 * when the first event is written in it.
 */
export function copyRegister(db: Engine, path: string): void {
  if (isOnServer(db)) {
    copyToFile(db, path).close();
    return;
  }
  closeSync(openSync(path, 'wx', 0o600));
  asFile(db).prepare('VACUUM INTO ?').run(path);
}

/** The whole file of a register, as it is now, or as it is as a file. */
export function bytesOf(db: Engine): Buffer {
  if (!isOnServer(db)) return asFile(db).bytes();
  const file = copyToFile(db, IN_MEMORY);
  try {
    return file.bytes();
  } finally {
    file.close();
  }
}

function copyToFile(db: Engine, path: string): SqliteEngine {
  const file = emptyTables(path);
  try {
    atOnce(file, () => {
      copyRows(db, file);
    });
    return file;
  } catch (error) {
    file.close();
    throw error;
  }
}
