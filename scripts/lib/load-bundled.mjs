import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { root } from './package-bin.mjs';

let made = 0;

/**
 * A part of the program, for scripts: Node 20 runs no TypeScript, so a bundle is made, loaded and removed.
 *
 * @param contents what a module in the project's root would say: `export { one } from './src/one.ts';`
 */
export async function loadBundled(contents) {
  const bundle = join(root, `node_modules/.cache/overgang/${process.pid}-${(made += 1)}.mjs`);
  try {
    await build({
      absWorkingDir: root,
      stdin: { contents, resolveDir: root },
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
