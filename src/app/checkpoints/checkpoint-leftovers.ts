import { createHash } from 'node:crypto';
import { lstat, readdir, readFile, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { BAG_FILES } from '../../domain/checkpoints/checkpoint.ts';
import type { Engine } from '../../register/engine/engine.ts';
import { loggedCheckpoints } from './checkpoint-log.ts';

/** A folder that is not whole yet, and an earlier checkpoint that was put aside to be replaced. */
const PART = /^(.+)\.part-[0-9a-f]{12}(-before)?$/u;
const OF_A_BAG: ReadonlySet<string> = new Set([
  ...['data', 'bagit.txt', 'bag-info.txt'],
  ...[BAG_FILES.manifest, BAG_FILES.tagManifest, BAG_FILES.signature],
]);
const HOUR_IN_MS = 3_600_000;

/**
 * Takes away what runs that were killed left beside a checkpoint: it holds persons, and nobody knows of it. A folder
 * that the log knows as a checkpoint stays, whatever it is called, and so does what is younger than an hour: it may be
 * another run's.
 */
export async function removeCheckpointLeftovers(db: Engine, folder: string): Promise<void> {
  const parent = dirname(folder);
  const known = new Set(loggedCheckpoints(db).map(({ manifestSha512 }) => manifestSha512));
  for (const name of await readdir(parent).catch(() => [])) {
    const [, of, before] = PART.exec(name) ?? [];
    if (of === undefined) continue;
    const path = join(parent, name);
    const found = await lstat(path).catch(() => null);
    if (found?.isDirectory() !== true || Date.now() - found.mtimeMs < HOUR_IN_MS) continue;
    const isOurs = (await readdir(path)).every((inside) => OF_A_BAG.has(inside));
    const isWanted =
      before === undefined
        ? known.has(await manifestOf(path))
        : // What was to replace it did not come: it is the only one.
          (await lstat(join(parent, of)).catch(() => null)) === null;
    if (isOurs && !isWanted) await rm(path, { recursive: true, force: true }).catch(() => undefined);
  }
}

async function manifestOf(folder: string): Promise<string> {
  const text = await readFile(join(folder, BAG_FILES.tagManifest)).catch(() => null);
  return text === null ? basename(folder) : createHash('sha512').update(text).digest('hex');
}
