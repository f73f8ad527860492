// Changes a register in random ways past the program: bits, bytes, rows, events, pages, the seal's own table among them.
// Every change must be found by `verify`, at the right place, and every command that reads a register must refuse it
// (exit 2, nothing on stdout, not a byte written); the untouched register, one that was killed before it sealed and one
// that a neighbour has just written in must be refused by none. The commands are the program's own: one that is neither
// tried nor said to read no register fails the run. `npm run test:faults`, or
// `node scripts/faults/mutate-register.mjs 100 --seed 7` for fewer, or the same changes again.
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { loadBundled } from '../lib/load-bundled.mjs';
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
/** How often every command is also run as people run it: a process of its own. */
const SPAWN_EVERY = 100;
/** What each command that reads a register is run with. */
const READING = {
  guide: [],
  status: [],
  'status --lists': ['--lists'],
  timeline: [],
  readiness: [],
  'readiness --public': ['--public'],
  reconcile: [],
  diff: [],
  log: [],
  'log --json': ['--json'],
  inbox: [],
  waive: [],
  explain: ['S1-G'],
  'checkpoint create': ['--kind', 'milestone', '--by', 'prov', '--statement', 'prov', '-o', 'k', '-n'],
  'checkpoint list': [],
  'checkpoint unlock': ['--by', 'prov', '--reason', 'prov', '-n'],
  'contacts import': ['kontakter.csv', '-n'],
  'contacts show': [],
  'contacts slips': ['-o', 'lappar'],
  'contacts renew': ['prov'],
  backup: ['kopia.tar', '-n'],
  rehearse: ['-o', 'ovning'],
  import: [join(REGION, 'prator-meddelanden-2025-09-29.csv')],
  decide: ['S1-G', '--as', 'needs-decision', '--reason', 'prov', '-n'],
  worklist: ['-o', 'ut2', '-n'],
  return: ['ut', '-n'],
  mark: ['S1-G', 'note', '--note', 'prov', '-n'],
  undo: ['-n'],
  'profile apply': ['vasternorrland-2025', '-n'],
  gallra: ['--archive', 'arkiv', '-n'],
  'register copy': ['register.sqlite', 'kopia.sqlite'],
};
/** They read no register that is there, or (`verify`, `restore`) are the way on from one that is altered. */
const READING_NONE = [
  ...['init', 'map', 'template', 'validate', 'demo', 'completion', 'version', 'verify', 'restore'],
  ...['profile list', 'profile show', 'profile check', 'checkpoint verify', 'register create-schema'],
];
/** They answer of the untouched register, in which nothing is altered (`reconcile` asks for a list of Lifecare SP). */
const ANSWERING = ['guide', 'status', 'timeline', 'readiness', 'log', 'inbox', 'waive', 'explain'];

const folder = mkdtempSync(join(tmpdir(), 'overgang-mutate-'));
process.on('SIGINT', () => process.exit(130));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));

const { createRandom, mutate, verifyRegister, openRegister, eventWriter, overgang, COMMANDS } =
  await loadParts();
const names = COMMANDS.flatMap(({ name, subcommands }) =>
  subcommands === undefined ? [name] : subcommands.map((below) => `${name} ${below.name}`),
);
const tried = [...READING_NONE, ...Object.keys(READING)].map((name) => name.replace(/ --.*/u, ''));
const untried = names.filter((name) => !tried.includes(name));
if (untried.length > 0) throw new Error(`commands not tried: ${untried.join(', ')}`);
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
  if (turn % UNTOUCHED_EVERY === 0) await checkUntouched();
  copyFileSync(start, register);
  const { what, places } = mutate(register, turn, random);
  const { ok, problems } = verifyRegister(register);
  const isPlaced = problems.some(({ where }) => places.some((place) => isNamed(where, place)));
  if (ok) counts.missed += 1;
  else counts.found += 1;
  if (!ok && !isPlaced) counts.misplaced += 1;
  const silent = await answeringTo(readFileSync(register), turn % SPAWN_EVERY === 0 ? spawned : inProcess);
  if (silent.length > 0) counts.silent += 1;
  if (silent.length > 0) console.error(`${turn}: ${what}: no word of it from ${silent.join(', ')}`);
  if (ok || !isPlaced)
    console.error(
      `${turn}: ${what}; expected ${places.join(' or ')}; told ${problems.map(({ where }) => where).join(', ')}`,
    );
}

console.log(
  `${count} mutations of a register (seed ${seed}): found ${counts.found}, missed ${counts.missed}, ` +
    `at another place ${counts.misplaced}, not told of by every one of ${Object.keys(READING).length} commands ${counts.silent}; ` +
    `untouched ${counts.untouched}, false alarms ${counts.falseAlarms}`,
);
const isWell = counts.missed + counts.misplaced + counts.falseAlarms + counts.silent === 0;
if (!isWell) console.error(`FAIL: run again with --seed ${seed}`);
process.exitCode = isWell ? 0 : 1;

/** "sida 3" is not "sida 31". */
function isNamed(where, place) {
  return new RegExp(`(?:^|[^\\p{L}\\d])${place}(?![\\p{L}\\d_])`, 'u').test(where);
}

async function checkUntouched() {
  counts.untouched += 1;
  const { ok, problems } = verifyRegister(start);
  const alarmed = [];
  for (const make of [untouched, unsealed, beingWritten]) {
    const done = make();
    for (const name of ANSWERING) {
      const { code, stdout } = await inProcess(argsOf(name));
      if (code > 1 || stdout === '') alarmed.push(`${name} of a register ${make.name}`);
    }
    done?.();
  }
  if (ok && alarmed.length === 0) return;
  counts.falseAlarms += 1;
  console.error(`false alarm: ${JSON.stringify(problems)} ${alarmed.join(', ')}`);
}

function argsOf(name) {
  return [...name.replace(/ --.*/u, '').split(' '), ...READING[name], '--no-input', '--as-of', '2025-10-08'];
}

/** The commands that do not refuse an altered register, or do not leave it as it is. @param before its bytes */
async function answeringTo(before, ran) {
  const silent = [];
  for (const name of Object.keys(READING)) {
    const { code, stdout } = await ran(argsOf(name));
    const isRefused =
      code === 2 && (stdout === '' || (name.endsWith('--json') && /"REGISTER_/u.test(stdout)));
    if (!isRefused || !readFileSync(register).equals(before)) silent.push(`${name} (exit ${code})`);
  }
  return silent;
}

function inProcess(args) {
  return overgang(['--register', register, ...args], { cwd: folder });
}

function spawned(args) {
  const { status, stdout } = spawnSync(process.execPath, [OVERGANG, '--register', register, ...args], {
    encoding: 'utf8',
    cwd: folder,
  });
  return { code: status, stdout };
}

function untouched() {
  copyFileSync(start, register);
}

/** As a run leaves it that was killed after it had written and before it sealed. */
function unsealed() {
  copyFileSync(start, register);
  const killed = openRegister(register, 'write');
  write(killed);
  killed.db.close();
}

/** As it is while another run has written and not yet sealed. */
function beingWritten() {
  copyFileSync(start, register);
  const neighbour = openRegister(register, 'write');
  write(neighbour);
  return () => neighbour.db.close();
}

function write({ db }) {
  db.begin();
  db.exec("UPDATE setting SET value = value || ' ' WHERE name = 'profile'");
  eventWriter(db, { by: 'prov', recordedAt: '2025-10-08T12:00:00.000Z' })({
    type: 'decided',
    effectiveOn: '2025-10-08',
    data: {},
  });
  db.commit();
}

function isPlayed(name) {
  return name.endsWith('.csv') && !name.startsWith('kontrollsummor');
}

function run(args) {
  const all = [OVERGANG, '--register', start, ...args, '--as-of', '2025-10-08'];
  const { status, stderr } = spawnSync(process.execPath, all, { encoding: 'utf8' });
  if (status !== 0 && status !== 1) throw new Error(`overgang ${args.join(' ')}: exit ${status}\n${stderr}`);
}

function loadParts() {
  return loadBundled(`export * from './tests/helpers/mutations.ts'; export * from './src/app/log/verify-register.ts';
    export { openRegister } from './src/register/file/register.ts';
    export { overgang } from './tests/helpers/cli.ts'; export { COMMANDS } from './src/cli/commands/all.ts';
    export { eventWriter } from './src/register/log/events.ts';`);
}
