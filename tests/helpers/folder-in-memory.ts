import { accessSync, constants, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';

/** Where Linux keeps files in memory. */
const IN_MEMORY = '/dev/shm';
/** Several times what a run of the tests has lying about at most. */
const NEEDED = 2 * 1024 ** 3;

/**
 * Where the tests make their folders: in memory where there is such a place with room, since they make and remove some
 * hundred thousand files, and a disk makes them wait for each that is written for good. `TMPDIR` says another place.
 */
export function placeForFolders(): string {
  if (process.env['TMPDIR'] !== undefined) return tmpdir();
  try {
    accessSync(IN_MEMORY, constants.W_OK | constants.X_OK);
    const { bavail, bsize } = statfsSync(IN_MEMORY);
    return bavail * bsize >= NEEDED ? IN_MEMORY : tmpdir();
  } catch {
    return tmpdir();
  }
}
