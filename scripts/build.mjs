// Builds the program: a pack of pieces, each loaded when first asked for (the heavy packages stay outside and are loaded
// when used), and a starter that runs them with V8's compiled code. A command reads what it uses and costs little more
// than starting node. With --if-changed what is built already of the same is left as it is.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, transform } from 'esbuild';
import { isBuiltOf, markBuilt, sourcesOf } from './lib/built-from.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const sources = sourcesOf(root);
if (process.argv.includes('--if-changed') && isBuiltOf(root, sources)) process.exit(0);
const { version, dependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

// Small, or published as ES modules only, which a CommonJS file can not load without help: taken into the bundle.
const bundled = ['@clack/prompts', 'commander', 'chalk', 'fastest-levenshtein', 'listr2', 'ora'];

const common = {
  platform: 'node',
  target: 'node20.19',
  // Less to read at each start.
  minify: true,
  logLevel: 'warning',
};

// V8 tells code by its length only: compiled code must never outlive the program it was made from.
rmSync(join(root, 'dist'), { recursive: true, force: true });
mkdirSync(join(root, 'dist'));
const entry = { ...common, absWorkingDir: root, bundle: true };
await refuseFaultyPlans();
await build({ ...entry, format: 'cjs', entryPoints: ['src/start.ts'], outfile: 'dist/start.cjs' });
// The thread that speaks with a PostgreSQL server: nothing of the program, and loaded for such a register alone.
await build({
  ...entry,
  format: 'cjs',
  entryPoints: ['src/register/engine/postgres/thread-main.ts'],
  outfile: 'dist/postgres-thread.cjs',
  external: ['pg'],
  // Required: quicker than imported, and where it is missing that is what is said.
  supported: { 'dynamic-import': false },
});
const { outputFiles, metafile } = await build({
  ...entry,
  metafile: true,
  format: 'esm',
  // What is imported late, and what several of these share, become pieces of their own.
  splitting: true,
  entryPoints: ['src/main.ts'],
  outdir: 'dist',
  write: false,
  external: Object.keys(dependencies).filter((name) => !bundled.includes(name)),
  // commander loads it for a way of running commands that is not used here.
  alias: { 'node:child_process': './scripts/lib/late-child-process.cjs' },
  define: {
    'import.meta.url': 'overgangPack',
    OVERGANG_REQUIRE: 'overgangRequire',
    OVERGANG_VERSION: JSON.stringify(version),
  },
});

/**
 * What is asked for at one time, each with all that it imports. Pieces that the same of these load are read and compiled
 * as one: memory that is touched for the first time is what a start costs most of, and a text of some size is kept where
 * it is read to. Every other piece is a unit of its own.
 */
const ASKED_FOR = [
  ['src/main.ts'],
  ['src/cli/commands/all.ts', 'src/cli/whole-program.ts'],
  ['src/cli/commands/status.ts', 'src/cli/commands/readiness.ts'],
  [
    'src/cli/session.ts',
    'src/app/guards/network-place.ts',
    'src/app/guards/refuse-gallrat.ts',
    'src/app/guards/rehearsal-mark.ts',
    'src/register/engine/unusable-register.ts',
    'src/register/file/register.ts',
  ],
  ['src/app/cases/kept-status.ts'],
  ['src/app/cases/take-status.ts'],
  [
    'src/app/readiness/take-readiness.ts',
    'src/documents/readiness/readiness-json.ts',
    'src/documents/readiness/readiness-text.ts',
  ],
];
/** The same of what is asked for besides: an import reads some thirty pieces of its own, and shares others with reports. */
const ASKED_FOR_BESIDES = [
  [
    'src/cli/import-files.ts',
    'src/app/lists/recognise-list.ts',
    'src/app/lists/import-list.ts',
    'src/app/lists/read-coverage-word.ts',
    'src/documents/lists/import-text.ts',
    'src/documents/lists/progress-text.ts',
    'src/cli/say-next.ts',
  ],
];
const pieces = await Promise.all([...outputFiles.map(pieceOf), ...(await driverOfNode20())]);
refuseLateExports(pieces);
const index = { pieces: {}, units: [], compiled: [] };
let pack = '';
for (const [at, unit] of unitsOf(pieces).entries()) {
  for (const { name } of unit) index.pieces[name] = at;
  const code = `({${unit.map(({ name, code }) => `${JSON.stringify(name)}:${code}`).join()}})`;
  index.units.push([pack.length, code.length]);
  pack += code;
}
writeFileSync(join(root, 'dist/program.pack'), pack);
writeFileSync(join(root, 'dist/program.json'), JSON.stringify(index));

/** The pieces in units, each in the order in which its pieces are asked for. */
function unitsOf(pieces) {
  const loadsOf = (asked) =>
    asked.map((files) => files.reduce((known, file) => loadedWith(pieceWith(file), known), new Set()));
  const [loads, besides] = [ASKED_FOR, ASKED_FOR_BESIDES].map(loadsOf);
  const always = loads[0];
  const units = new Map();
  const inOrder = [...loads, ...besides].flatMap((names) => [...names]);
  for (const name of new Set([...inOrder, ...pieces.map((piece) => piece.name)])) {
    const by = loads.flatMap((loaded, at) => (loaded.has(name) ? [at] : []));
    const beside = besides.flatMap((loaded, at) => (loaded.has(name) ? [`beside ${at}`] : []));
    const asked = [...by, ...beside].join();
    const key = always.has(name) ? 'always' : asked === '' ? name : asked;
    units.set(key, [...(units.get(key) ?? []), pieces.find((piece) => piece.name === name)]);
  }
  return [...units.values()];
}

function loadedWith(name, known) {
  if (known.has(name)) return known;
  known.add(name);
  for (const imported of importedBy(name)) loadedWith(imported, known);
  return known;
}

function pieceWith(file) {
  const [path] = Object.entries(metafile.outputs).find(([, { entryPoint }]) => entryPoint === file) ?? [];
  if (path === undefined) throw new Error(`no piece begins with ${file}`);
  return `./${basename(path)}`;
}

function importedBy(name) {
  const { imports = [] } = metafile.outputs[`dist/${basename(name)}`] ?? {};
  return imports.flatMap(({ path, kind, external }) =>
    kind === 'import-statement' && external !== true ? [`./${basename(path)}`] : [],
  );
}

/** A half-made step is no program: plans are held to their rules here, and not each time that a command starts. */
async function refuseFaultyPlans() {
  const { outputFiles: made } = await build({
    ...entry,
    format: 'esm',
    write: false,
    stdin: {
      resolveDir: join(root, 'src/domain/plan'),
      contents: `import { planFaults } from './plan-faults.ts';
        import { PLANS } from './plans.ts';
        export const faults = PLANS.flatMap((plan) => planFaults(plan).map((fault) => plan.name + ': ' + fault));`,
    },
  });
  const { faults } = await import(`data:text/javascript,${encodeURIComponent(made[0].text)}`);
  if (faults.length === 0) return;
  console.error(`The plans have faults; nothing is built.\n${faults.join('\n')}`);
  process.exit(1);
}

/** A piece as it is run: a CommonJS module, as code compiled beforehand can not call import(). */
async function pieceOf({ path, text }) {
  const { code } = await transform(withPlainExports(text), {
    ...common,
    format: 'cjs',
    supported: { 'dynamic-import': false },
  });
  return { name: `./${basename(path)}`, code: wrapped(code) };
}

/**
 * A piece that gives what it exports as plain values when all of it has run. esbuild would make two getters of each, for
 * what may change later or is asked for in a circle: each use of another piece's function was two calls and a look-up by
 * name, and a fifth of the compiled code. Neither happens here: see {@link refuseLateExports}.
 */
function withPlainExports(text) {
  const at = text.search(/(?<=^|[;}\n])export\b/);
  if (at < 0) return text;
  const [, names, rest] = /^export ?\{([^{}]*)\};?(\s*)$/.exec(text.slice(at)) ?? [];
  if (names === undefined)
    throw new Error(`a piece ends otherwise than with its exports: ${text.slice(at, at + 200)}`);
  const values = names.split(',').map((name) => {
    const [value, as = value] = name.trim().split(' as ');
    return `${as}:${value}`;
  });
  return `${text.slice(0, at)}overgangPiece.exports={__esModule:true,${values.join()}};${rest}`;
}

/**
 * What a piece exports is there when it has run, and stays. So no piece may be asked for by one that it loads itself, and
 * no ES module by `require`, which has it run when it is used. (Of our own modules the linter sees that no export changes.)
 */
function refuseLateExports(pieces) {
  for (const [file, { imports }] of Object.entries(metafile.inputs))
    for (const { path, kind } of imports)
      if (kind === 'require-call' && metafile.inputs[path]?.format === 'esm')
        throw new Error(`${file} requires ${path}, which is an ES module`);
  const done = new Set();
  const walk = (name, above) => {
    if (above.includes(name)) throw new Error(`pieces load each other: ${[...above, name].join(' ')}`);
    if (done.has(name)) return;
    for (const imported of importedBy(name)) walk(imported, [...above, name]);
    done.add(name);
  };
  for (const { name } of pieces) walk(name, []);
}

/** The code of the driver, without its binding: ten small files, each found and compiled by itself otherwise. */
async function driverOfNode20() {
  const name = 'better-sqlite3-12';
  if (!existsSync(join(root, 'node_modules', name))) return [];
  const { outputFiles: driver } = await build({
    ...entry,
    format: 'cjs',
    entryPoints: [name],
    external: ['bindings'],
    write: false,
  });
  return driver.map(({ text }) => ({ name, code: wrapped(text) }));
}

/** What the starter calls with a piece's surroundings. */
function wrapped(code) {
  const called = `(function(exports,require,module,__filename,overgangPack,overgangRequire,overgangPiece){${code}})`;
  return called.replace(/[^\0-\x7f]/g, escaped);
}

/** esbuild escapes texts and leaves regular expressions as they are: escaped too, the program is ASCII and quick to read. */
function escaped(letter) {
  return `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

// The compiled code: best effort. Without it everything works, a little slower.
const folder = mkdtempSync(join(tmpdir(), 'overgang-build-'));
const warmed = spawnSync(process.execPath, [join(root, 'scripts/warm-cache.cjs'), folder], {
  stdio: 'ignore',
});
rmSync(folder, { recursive: true, force: true });
if (warmed.status === 0) markBuilt(root, sources);
else console.warn('note: started without a code cache; commands start a little slower');
