import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { root } from './package-bin.mjs';

/** What verifies and makes bags, for scripts: Node 20 runs no TypeScript, so a bundle is made, loaded and removed. */
export async function loadCheckpoint() {
  const bundle = join(root, `node_modules/.cache/overgang/checkpoint-${process.pid}.mjs`);
  try {
    await build({
      absWorkingDir: root,
      stdin: {
        contents: `export { verifyCheckpoints } from './src/app/checkpoints/verify-checkpoint.ts';
          export { finishBag } from './src/files/bag/write-bag.ts';`,
        resolveDir: root,
      },
      outfile: bundle,
      bundle: true,
      platform: 'node',
      format: 'esm',
      target: 'node20.19',
      packages: 'external',
      logLevel: 'warning',
    });
    return await import(pathToFileURL(bundle).href);
  } finally {
    rmSync(bundle, { force: true });
  }
}
