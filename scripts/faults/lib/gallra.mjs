// A gallring as a process of its own, on an archive that is taken to be whole: what is tried here is the removal, not
// the checking of archives.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { root } from '../../lib/package-bin.mjs';

const SOURCE = `
import { CHECKPOINT_CREATED } from './src/domain/checkpoints/checkpoint.ts';
import { finishEarlierGallring, gallra, planGallring } from './src/app/checkpoints/gallra.ts';
import { eventsOfType, eventWriter } from './src/register/log/events.ts';
import { openRegister } from './src/register/file/register.ts';
const [path, what] = process.argv.slice(2);
const register = openRegister(path, 'write');
const writer = { by: 'prov', recordedAt: '2025-11-03T12:00:00.000Z' };
if (what === 'archive') {
  eventWriter(register.db, writer)({
    type: CHECKPOINT_CREATED,
    effectiveOn: '2025-10-23',
    data: { kind: 'archive', checkpoint: 'K-0001' },
  });
} else if ((await finishEarlierGallring(register, { asOf: '2025-11-03', writer })) === null) {
  const head = eventsOfType(register.db, CHECKPOINT_CREATED).at(-1).hash;
  const verify = () => Promise.resolve({ ok: true, problems: [], checkpoint: 'K-0001', head });
  await gallra(register, await planGallring(register, 'arkiv', verify), { asOf: '2025-11-03', writer });
}
register.close();
`;

/** @returns the path of a script: `node SCRIPT REGISTER archive`, then `node SCRIPT REGISTER gallra` */
export async function buildGallraScript() {
  const outfile = join(root, `node_modules/.cache/overgang/gallra-${process.pid}.mjs`);
  await build({
    absWorkingDir: root,
    stdin: { contents: SOURCE, resolveDir: root, loader: 'ts' },
    outfile,
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    target: 'node20.19',
    logLevel: 'warning',
  });
  process.on('exit', () => rmSync(outfile, { force: true }));
  return outfile;
}
