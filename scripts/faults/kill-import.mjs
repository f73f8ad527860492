// Kills an import (SIGKILL) at random moments: afterwards the register must be whole and hold exactly what it held
// before, or all of the list, never something between. `npm run test:faults`, or
// `node scripts/faults/kill-import.mjs 50 --rows 8000 --seed 7` for fewer kills, a shorter list or the same moments again.
import { spawn, spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { writeLargeList } from '../lib/large-list.mjs';
import { createRandom, isWhole, newFolder, OVERGANG, RAN, run, stateOf } from './lib/program.mjs';

const { values, positionals } = parseArgs({
  options: {
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    rows: { type: 'string', default: '20000' },
  },
  allowPositionals: true,
});
const kills = Number(positionals[0] ?? 200);
const [seed, rows] = [Number(values.seed), Number(values.rows)];
if (![kills, seed, rows].every(Number.isInteger) || kills < 1 || rows < 1) {
  console.error('usage: node scripts/faults/kill-import.mjs [KILLS] [--rows ROWS] [--seed NUMBER]');
  process.exit(2);
}

const EARLIER_ROWS = Math.ceil(rows * 0.3);
/** From when on it is a matter of chance: from the start, or where it hurts. */
const MOMENTS = ['start', 'journal', 'start', 'write'];

let copiedAt = 0;
const random = createRandom(seed);
const folder = newFolder('kill');

const start = join(folder, 'start.sqlite');
const register = join(folder, 'register.sqlite');
const journal = `${register}-journal`;
const earlier = join(folder, 'sip-2025-08-15.csv');
const list = join(folder, 'sip-2025-09-15.csv');
// Shuffled, the earlier list draws other persons for the same ids: the later one changes them.
await writeLargeList(earlier, EARLIER_ROWS, { isShuffled: true });
await writeLargeList(list, rows);
run(['--register', start, 'init', '--as-of', '2025-04-28']);
run(importArgs(start, earlier));

const before = stateOf(start);
const timing = await timeImports(3);
const after = stateOf(register);
if (before === after) throw new Error('the list changes nothing: there would be nothing to tell apart');

const counts = { before: 0, after: 0, between: 0, damaged: 0, lost: 0, refused: 0 };
const hits = { 'before the transaction': 0, 'with a journal': 0, 'after it': 0 };
for (let kill = 0; kill < kills; kill += 1) await killOnce(kill, MOMENTS[kill % MOMENTS.length]);

const told = Object.entries(hits).map(([when, count]) => `${count} ${when}`);
console.log(
  `${kills} kills of an import of ${rows} rows into ${EARLIER_ROWS} (${Math.round(timing.start)} ms, seed ${seed}): ${told.join(', ')}`,
);
console.log(
  `state before ${counts.before}, state after ${counts.after}, between ${counts.between}; ` +
    `damaged ${counts.damaged}, acknowledged and lost ${counts.lost}, refused afterwards ${counts.refused}`,
);
const isWell = counts.between + counts.damaged + counts.lost + counts.refused === 0;
if (!isWell) console.error(`FAIL: run again with --seed ${seed}`);
process.exitCode = isWell ? 0 : 1;

async function killOnce(number, from) {
  prepare();
  const child = startImport();
  await reached(child, from);
  await Promise.race([sleep(random() * timing[from] * 1.1), child.ended]);
  child.kill();
  await child.ended;
  const hasJournal = existsSync(journal);
  const isAcknowledged = child.acknowledged();

  // As the next command would find it: the program first (it must open, and undo what is half done), then SQLite.
  const { status, stderr } = spawnSync(
    process.execPath,
    [OVERGANG, '--register', register, 'mark', 'SIP-0', 'note', '--note', 'prov', '-n'],
    { encoding: 'utf8' },
  );
  // There is no such case: exit 2, and a message that says so. Anything else is a register that does not open.
  if (status !== 2 || !stderr.includes('Inget ärende')) {
    counts.refused += 1;
    console.error(`kill ${number}, from ${from}: exit ${status}\n${stderr}`);
  }
  if (!isWhole(register)) counts.damaged += 1;
  const state = stateOf(register);
  const outcome = state === before ? 'before' : state === after ? 'after' : 'between';
  counts[outcome] += 1;
  if (isAcknowledged && outcome !== 'after') counts.lost += 1;
  if (hasJournal) hits['with a journal'] += 1;
  else if (outcome === 'before') hits['before the transaction'] += 1;
  else hits['after it'] += 1;
}

/** Waits for a moment of the import: its start, the rollback journal, the first page written to the register. */
async function reached(child, moment) {
  const isReached = {
    start: () => true,
    journal: () => existsSync(journal),
    write: () => existsSync(journal) && statSync(register).mtimeMs !== copiedAt,
  }[moment];
  while (!isReached() && !child.isOver()) await sleep(1);
}

/** How long an import takes from each of its moments to its end, in milliseconds; the middle of some. */
async function timeImports(times) {
  const taken = { start: [], journal: [], write: [] };
  for (let time = 0; time < times; time += 1) {
    prepare();
    const child = startImport();
    const met = {};
    for (const moment of Object.keys(taken)) {
      await reached(child, moment);
      met[moment] = performance.now();
    }
    await child.ended;
    if (!RAN.includes(child.code())) throw new Error(`import: exit ${child.code()}\n${child.stderr()}`);
    for (const moment of Object.keys(taken)) taken[moment].push(performance.now() - met[moment]);
  }
  return Object.fromEntries(Object.entries(taken).map(([moment, all]) => [moment, middle(all)]));
}

function middle(numbers) {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];
}

function prepare() {
  rmSync(journal, { force: true });
  copyFileSync(start, register);
  copiedAt = statSync(register).mtimeMs;
}

function importArgs(path, file) {
  return ['--register', path, '--quiet', '--as-of', '2025-09-29', 'import', '--whole', file];
}

function startImport() {
  const child = spawn(process.execPath, [OVERGANG, ...importArgs(register, list)], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr']) {
    child[name].setEncoding('utf8').on('data', (text) => {
      said[name] += text;
    });
  }
  const ended = new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
  return {
    ended,
    kill: () => child.kill('SIGKILL'),
    isOver: () => child.exitCode !== null || child.signalCode !== null,
    code: () => child.exitCode,
    stderr: () => said.stderr,
    /** It said what became of the rows, or it ended well: from then on nothing may be lost. */
    acknowledged: () => said.stdout.includes(' rader = ') || RAN.includes(child.exitCode),
  };
}
