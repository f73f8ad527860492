import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { root } from './package-bin.mjs';

/** `stateHash` of the register, for scripts: Node 20 runs no TypeScript, so a bundle is made, loaded and removed. */
export async function loadStateHash() {
  const bundle = join(root, `node_modules/.cache/overgang/state-hash-${process.pid}.mjs`);
  try {
    await build({
      absWorkingDir: root,
      entryPoints: ['src/register/file/state-hash.ts'],
      outfile: bundle,
      bundle: true,
      platform: 'node',
      format: 'esm',
      target: 'node20.19',
      logLevel: 'warning',
    });
    const { stateHash } = await import(pathToFileURL(bundle).href);
    return stateHash;
  } finally {
    rmSync(bundle, { force: true });
  }
}
