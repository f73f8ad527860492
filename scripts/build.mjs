// Builds the program: one CommonJS bundle whose modules are initialised when first asked for (the heavy packages stay
// outside and are loaded when used), and a starter that runs it with V8's compiled code. A command then costs little
// more than starting node.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));
const { version, dependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

// Small, or published as ES modules only, which a CommonJS file can not load without help: taken into the bundle.
const bundled = ['commander', 'chalk', 'fastest-levenshtein', 'listr2', 'ora'];

const common = {
  absWorkingDir: root,
  bundle: true,
  platform: 'node',
  format: 'cjs',
  target: 'node20.19',
  // Less to read at each start; --debug maps what it shows back to the source.
  minify: true,
  // Code compiled beforehand can not call import(): what is loaded late is required.
  supported: { 'dynamic-import': false },
  // commander loads it for a way of running commands that is not used here.
  alias: { 'node:child_process': './scripts/lib/late-child-process.cjs' },
  logLevel: 'warning',
};

// V8 tells code by its length only: compiled code must never outlive the program it was made from.
rmSync(join(root, 'dist/program.cache'), { force: true });
await build({ ...common, entryPoints: ['src/start.ts'], outfile: 'dist/start.cjs' });
await build({
  ...common,
  entryPoints: ['src/main.ts'],
  outfile: 'dist/program.cjs',
  sourcemap: 'linked',
  sourcesContent: false,
  external: Object.keys(dependencies).filter((name) => !bundled.includes(name)),
  define: { 'import.meta.url': 'overgangBundleUrl', OVERGANG_VERSION: JSON.stringify(version) },
  banner: { js: "const overgangBundleUrl=require('node:url').pathToFileURL(__filename).href;" },
});

// esbuild escapes texts and leaves regular expressions as they are: escaped too, the bundle is ASCII and quick to read.
const program = join(root, 'dist/program.cjs');
const escaped = (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`;
writeFileSync(program, readFileSync(program, 'utf8').replace(/[^\0-\x7f]/g, escaped));

// The compiled code: best effort. Without it everything works, a little slower.
const folder = mkdtempSync(join(tmpdir(), 'overgang-build-'));
const warmed = spawnSync(process.execPath, [join(root, 'scripts/warm-cache.cjs'), folder], {
  stdio: 'ignore',
});
rmSync(folder, { recursive: true, force: true });
if (warmed.status !== 0) console.warn('note: started without a code cache; commands start a little slower');
