import { copyFileSync, existsSync, mkdirSync, renameSync, rmdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { inject } from 'vitest';
import { databaseOf } from './on-server.ts';

/**
 * A file that is made once a run, by whichever file of tests needs it first. It is to be copied or read, never written.
 *
 * @param make makes it anywhere; it is copied
 */
export async function sharedFile(name: string, make: () => Promise<string>): Promise<string> {
  const path = join(inject('sharedFolder'), name);
  const lock = `${path}.lock`;
  while (!existsSync(path)) {
    if (!isTaken(lock)) {
      await setTimeout(50);
      continue;
    }
    try {
      if (existsSync(path)) break;
      copyFileSync(await make(), `${path}.part`);
      // A register on a server is copied now: what it was made in goes with whoever made it.
      databaseOf(`${path}.part`, path);
      renameSync(`${path}.part`, path);
    } finally {
      rmdirSync(lock);
    }
  }
  return path;
}

/** Only one of those who try makes the folder. */
function isTaken(lock: string): boolean {
  try {
    mkdirSync(lock);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}
