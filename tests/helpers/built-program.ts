import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { newFolder } from './folder.ts';
import { PROGRAM_IS_BUILT } from './shared-folder.ts';
import { sharedFile } from './shared.ts';

const ROOT = join(import.meta.dirname, '../..');

/**
 * Builds the program as people start it, where it is not built of what lies here; once a run of the tests: a second
 * building would take it away from the first.
 */
export async function buildProgram(): Promise<void> {
  await sharedFile(PROGRAM_IS_BUILT, () => {
    const { status, stderr } = spawnSync(
      process.execPath,
      [join(ROOT, 'scripts/build.mjs'), '--if-changed'],
      {
        encoding: 'utf8',
      },
    );
    if (status !== 0) throw new Error(stderr);
    const mark = join(newFolder(), 'built');
    writeFileSync(mark, '');
    return Promise.resolve(mark);
  });
}
