// Lets every write of a command fail, one at a time, by strace's injection: afterwards the register must hold what it
// held before or all that the command writes, no file may be half written, and a command that did not do its work must
// say so, with a message for people. `npm run test:faults`, or `node scripts/faults/inject.mjs [--quick]`.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { has, isClear, isWhole, newFolder, OVERGANG, RAN, run, stateOf } from './lib/program.mjs';
import { filesOf, partialFiles, prepareRegion, WRITING } from './lib/region.mjs';

const { values } = parseArgs({ options: { quick: { type: 'boolean', default: false } } });
/** In the quick form so many places of each failing call, evenly spread, of the larger commands. */
const QUICK = 2;
const QUICK_COMMANDS = ['import', 'return', 'worklist'];

if (!has('strace', '--version')) {
  console.log('inject: skipped, strace is not installed (Debian: apt install strace)');
  process.exit(77);
}

/** What the register's own files are asked, and what those handed out are. Other writes (pipes, terminals) are let be. */
const OF_REGISTER = [
  ['pwrite64', 'ENOSPC'],
  ['pwrite64', 'EIO'],
  ['fsync', 'EIO'],
  ['fdatasync', 'EIO'],
  ['ftruncate', 'EIO'],
  ['unlink', 'EIO'],
];
const OF_OUTPUT = [
  ['fsync', 'EIO'],
  ['rename', 'ENOSPC'],
];

const folder = newFolder('inject');
const fresh = prepareRegion(folder);
const log = join(folder, 'strace.log');
const totals = { runs: 0, failed: 0, before: 0, after: 0 };
const violations = [];

/** Each with the register that it writes in; one that is made is none before. */
const COMMANDS = {
  init: { file: 'ny.sqlite', args: ['--register', 'ny.sqlite', 'init', '--as-of', '2025-04-28'] },
  ...Object.fromEntries(Object.entries(WRITING).map(([name, args]) => [name, { file: 'r.sqlite', args }])),
};
const stateIn = (register) => (existsSync(register) ? stateOf(register) : 'none');

for (const [name, { file, args }] of Object.entries(COMMANDS)) {
  if (values.quick && !QUICK_COMMANDS.includes(name)) continue;
  const untouched = fresh('play');
  const before = stateIn(join(untouched, file));
  run(args, { cwd: untouched });
  const after = stateIn(join(untouched, file));
  if (before === after) throw new Error(`${name} changes nothing: there would be nothing to tell apart`);
  const reference = filesOf(join(untouched, 'ut')).whole;
  const faults = [
    ...OF_REGISTER.map(([call, error]) => ({ call, error, file, ofRegister: true })),
    ...(name === 'worklist'
      ? OF_OUTPUT.map(([call, error]) => ({ call, error, file, ofRegister: false }))
      : []),
  ];
  const counted = [true, false].flatMap((ofRegister) =>
    countCalls(
      args,
      faults.filter((fault) => fault.ofRegister === ofRegister),
    ),
  );
  for (const { calls, ...fault } of counted) {
    if (calls === 0) continue;
    const places = placesOf(calls);
    const seen = { before: 0, after: 0 };
    for (const at of places) seen[tryOnce({ name, file, args, fault, at, before, after, reference })] += 1;
    const where = fault.ofRegister ? 'the register' : 'any file';
    console.log(
      `${name.padEnd(9)}${fault.call} ${fault.error} on ${where}: ${calls} calls, ${places.length} failed in turn; ` +
        `state before ${seen.before}, after ${seen.after}`,
    );
  }
}
for (const violation of violations) console.error(`FAIL: ${violation}`);
console.log(
  `${totals.runs} runs, a failure injected in ${totals.failed}: state before ${totals.before}, after ${totals.after}, ` +
    `violations ${violations.length}`,
);
process.exitCode = violations.length === 0 && totals.failed > 0 ? 0 : 1;

/** Which calls to let fail: every one, or in the quick form some. */
function placesOf(calls) {
  const all = Array.from({ length: calls }, (_, at) => at + 1);
  if (!values.quick || calls <= QUICK) return all;
  return Array.from({ length: QUICK }, (_, at) => Math.round(1 + (at * (calls - 1)) / (QUICK - 1)));
}

/** @param calls names of system calls, with commas */
function strace({ calls, ofRegister, file }, extra, args, copy) {
  const paths = [file, `${file}-journal`].flatMap((name) => ['-P', join(copy, name)]);
  const ran = spawnSync(
    'strace',
    [
      ...['-f', '-qq', '--seccomp-bpf', '-e', `trace=${calls}`, '-e', 'signal=none', '-o', log, ...extra],
      ...(ofRegister ? paths : []),
      ...[process.execPath, OVERGANG, ...args],
    ],
    { cwd: copy, encoding: 'utf8' },
  );
  if (ran.error !== undefined) throw ran.error;
  const lines = existsSync(log) ? readFileSync(log, 'utf8').split('\n') : [];
  rmSync(log, { force: true });
  return { ...ran, lines };
}

/** Each failure with how often its call is made in one run, by the thread that makes it most: strace counts by thread. */
function countCalls(args, faults) {
  if (faults.length === 0) return [];
  const calls = [...new Set(faults.map(({ call }) => call))].join(',');
  const { lines } = strace({ ...faults[0], calls }, [], args, fresh('play'));
  return faults.map((fault) => {
    const byThread = new Map();
    for (const line of lines.filter((one) => one.includes(`${fault.call}(`))) {
      const thread = line.split(' ')[0];
      byThread.set(thread, (byThread.get(thread) ?? 0) + 1);
    }
    return { ...fault, calls: Math.max(0, ...byThread.values()) };
  });
}

/** @returns the state that the command left behind */
function tryOnce({ name, file, args, fault, at, before, after, reference }) {
  const copy = fresh('play');
  const register = join(copy, file);
  const { status, signal, stderr, lines } = strace(
    { ...fault, calls: fault.call },
    ['-e', `inject=${fault.call}:error=${fault.error}:when=${at}`],
    args,
    copy,
  );
  totals.runs += 1;
  if (lines.some((line) => line.includes('(INJECTED)'))) totals.failed += 1;
  // As the next command would find it: it undoes what is half done.
  if (existsSync(register)) run(['--register', file, 'status'], { cwd: copy });
  const state = stateBetween(stateIn(register), before, after);
  if (state !== 'between') totals[state] += 1;
  const isDone = RAN.includes(status);
  const partial = partialFiles(join(copy, 'ut'), reference);
  const judged = [
    [existsSync(register) && !isWhole(register), 'and the register is damaged'],
    [state === 'between', 'and the state is neither before nor after'],
    [isDone && state !== 'after', 'and the work is not done'],
    [!isDone && (status !== 2 || !isClear(stderr)), `without a message for people\n${stderr}`],
    [partial.length > 0, `and half written: ${partial.join(', ')}`],
  ];
  const what = `${name}, ${fault.call} ${fault.error} number ${at}: exit ${status ?? signal}`;
  for (const [isWrong, text] of judged) if (isWrong) violations.push(`${what}, ${text}`);
  return state === 'after' ? 'after' : 'before';
}

function stateBetween(now, before, after) {
  return now === before ? 'before' : now === after ? 'after' : 'between';
}
