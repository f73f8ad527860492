// Bundles the program into one CommonJS file, so that a command costs little more than starting node: our own
// modules are initialised when first asked for, and the heavy packages stay outside and are loaded when used.
import { build } from 'esbuild';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './lib/package-bin.mjs';

const { version, dependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

// Small, or published as ES modules only, which a CommonJS file can not load without help: taken into the bundle.
const bundled = ['commander', 'chalk', 'fastest-levenshtein'];

await build({
  absWorkingDir: root,
  entryPoints: ['src/main.ts'],
  outfile: 'dist/overgang.cjs',
  bundle: true,
  platform: 'node',
  format: 'cjs',
  target: 'node20.19',
  minifySyntax: true,
  minifyWhitespace: true,
  sourcemap: 'linked',
  sourcesContent: false,
  external: Object.keys(dependencies).filter((name) => !bundled.includes(name)),
  define: { 'import.meta.url': 'overgangBundleUrl', OVERGANG_VERSION: JSON.stringify(version) },
  banner: { js: "const overgangBundleUrl=require('node:url').pathToFileURL(__filename).href;" },
  logLevel: 'warning',
});
