// Changes a register in random ways past the program: bits, bytes, rows, events, pages. Every change must be found by
// `verify`, at the right place, and told of by every command that reads (exit 2); the untouched register, one that was
// killed before it sealed and one that a neighbour has just written in must not be. `npm run test:faults`, or
// `node scripts/faults/mutate-register.mjs 100 --seed 7` for fewer, or the same changes again.
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';
import { root } from '../lib/package-bin.mjs';

const { values, positionals } = parseArgs({
  options: { seed: { type: 'string', default: String(Date.now() % 1_000_000) } },
  allowPositionals: true,
});
const count = Number(positionals[0] ?? 500);
const seed = Number(values.seed);
if (!Number.isInteger(count) || count < 1 || !Number.isInteger(seed)) {
  console.error('usage: node scripts/faults/mutate-register.mjs [MUTATIONS] [--seed NUMBER]');
  process.exit(2);
}

const OVERGANG = join(root, 'bin/overgang.js');
const REGION = join(root, 'fixtures/region');
/** How often the untouched register is checked too. */
const UNTOUCHED_EVERY = 25;
/** How often every command that reads is run on the altered register, and which they are. */
const RUN_EVERY = 50;
const READING = [
  ['status'],
  ['timeline'],
  ['readiness'],
  ['reconcile'],
  ['diff'],
  ['log'],
  ['waive'],
  ['explain', 'SIP-1'],
  ['checkpoint', 'list'],
  ['backup', 'kopia.tar'],
];

const folder = mkdtempSync(join(tmpdir(), 'overgang-mutate-'));
process.on('SIGINT', () => process.exit(130));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));

const { createRandom, mutate, verifyRegister, openRegister, eventWriter } = await loadParts();
const start = join(folder, 'start.sqlite');
const register = join(folder, 'register.sqlite');
run(['init', '--as-of', '2025-04-28']);
run([
  'import',
  '--whole',
  ...readdirSync(REGION)
    .filter(isPlayed)
    .map((name) => join(REGION, name)),
]);
run(['worklist', '-o', join(folder, 'ut'), '--step', '6', '--format', 'csv']);

const random = createRandom(seed);
const counts = { found: 0, missed: 0, misplaced: 0, falseAlarms: 0, untouched: 0, silent: 0 };
for (let turn = 0; turn < count; turn += 1) {
  if (turn % UNTOUCHED_EVERY === 0) checkUntouched();
  copyFileSync(start, register);
  const { what, places } = mutate(register, turn, random);
  const { ok, problems } = verifyRegister(register);
  const isPlaced = problems.some(({ where }) => places.some((place) => names(where, place)));
  if (ok) counts.missed += 1;
  else counts.found += 1;
  if (!ok && !isPlaced) counts.misplaced += 1;
  // Every command opens the register in this one way; now and then each is also run as people run it.
  const isTold = isRefused(register) && (turn % RUN_EVERY !== 0 || READING.every(isRunRefused));
  if (!isTold) counts.silent += 1;
  if (!isTold) console.error(`${turn}: ${what}: answered as if nothing had happened`);
  if (ok || !isPlaced)
    console.error(
      `${turn}: ${what}; expected ${places.join(' or ')}; told ${problems.map(({ where }) => where).join(', ')}`,
    );
}

console.log(
  `${count} mutations of a register (seed ${seed}): found ${counts.found}, missed ${counts.missed}, ` +
    `at another place ${counts.misplaced}, not told of by a command that reads ${counts.silent}; untouched ${counts.untouched}, false alarms ${counts.falseAlarms}`,
);
const isWell = counts.missed + counts.misplaced + counts.falseAlarms + counts.silent === 0;
if (!isWell) console.error(`FAIL: run again with --seed ${seed}`);
process.exitCode = isWell ? 0 : 1;

/** "sida 3" is not "sida 31". */
function names(where, place) {
  return new RegExp(`(?:^|[^\\p{L}\\d])${place}(?![\\p{L}\\d_])`, 'u').test(where);
}

function checkUntouched() {
  counts.untouched += 1;
  const { ok, problems } = verifyRegister(start);
  if (ok && !isRefused(start) && !isRefused(unsealed()) && !isRefused(beingWritten())) return;
  counts.falseAlarms += 1;
  console.error(`false alarm: ${JSON.stringify(problems)}`);
}

function isRefused(path) {
  try {
    openRegister(path, 'read').close();
    return false;
  } catch (error) {
    if (/^REGISTER_/.test(error.code ?? '')) return true;
    throw error;
  }
}

function isRunRefused(args) {
  const all = [OVERGANG, '--register', register, ...args, '--as-of', '2025-10-08'];
  const { status, stdout } = spawnSync(process.execPath, all, { encoding: 'utf8', cwd: folder });
  return status === 2 && stdout === '';
}

/** As a run leaves it that was killed after it had written and before it sealed. */
function unsealed() {
  copyFileSync(start, register);
  const killed = openRegister(register, 'write');
  write(killed);
  killed.db.close();
  return register;
}

/** As it is while another run has written and not yet sealed. */
function beingWritten() {
  copyFileSync(start, register);
  const neighbour = openRegister(register, 'write');
  write(neighbour);
  process.once('exit', () => neighbour.db.close());
  return register;
}

function write({ db }) {
  db.transaction(() => {
    db.exec("UPDATE setting SET value = value || ' ' WHERE name = 'profile'");
    eventWriter(db, { by: 'prov', recordedAt: '2025-10-08T12:00:00.000Z' })({
      type: 'decided',
      effectiveOn: '2025-10-08',
      data: {},
    });
  })();
}

function isPlayed(name) {
  return name.endsWith('.csv') && !name.startsWith('kontrollsummor');
}

function run(args) {
  const all = [OVERGANG, '--register', start, ...args, '--as-of', '2025-10-08'];
  const { status, stderr } = spawnSync(process.execPath, all, { encoding: 'utf8' });
  if (status !== 0 && status !== 1) throw new Error(`overgang ${args.join(' ')}: exit ${status}\n${stderr}`);
}

/** Node 20 runs no TypeScript: a bundle is made, loaded and removed. */
async function loadParts() {
  const bundle = join(root, `node_modules/.cache/overgang/mutations-${process.pid}.mjs`);
  try {
    await build({
      absWorkingDir: root,
      stdin: {
        contents: `export * from './tests/helpers/mutations.ts'; export * from './src/app/log/verify-register.ts';
export { openRegister } from './src/register/file/register.ts';
export { eventWriter } from './src/register/log/events.ts';`,
        resolveDir: root,
      },
      outfile: bundle,
      bundle: true,
      packages: 'external',
      platform: 'node',
      format: 'esm',
      target: 'node20.19',
      logLevel: 'warning',
    });
    return await import(pathToFileURL(bundle).href);
  } finally {
    rmSync(bundle, { force: true });
  }
}
