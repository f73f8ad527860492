// How the bench measures: whole processes, each against a peer in the same run.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { newFolder, OVERGANG } from '../faults/lib/program.mjs';

const PEAK_MEMORY = fileURLToPath(new URL('peak-memory.cjs', import.meta.url));

/** Where all that is measured lies; it goes when the bench ends. */
export const folder = newFolder('bench');

/** Runs ours and the peer's in turn, whichever first, and reports the median of the pairs' ratios, and of both alone. */
export function compare(name, bar, pairs, ours, peer) {
  ours();
  peer();
  const measured = Array.from({ length: pairs }, (_, at) => {
    if (at % 2 === 0) return { ours: ours(), peers: peer() };
    const peers = peer();
    return { ours: ours(), peers };
  });
  const sorted = (valueOf) => measured.map(valueOf).sort((one, other) => one - other);
  const medianOf = (values) => values[Math.floor(pairs / 2)];
  const ratios = sorted((one) => one.ours / one.peers);
  const spread = `${ratios[0].toFixed(2)}–${ratios.at(-1).toFixed(2)}`;
  const [own, theirs] = [sorted((one) => one.ours), sorted((one) => one.peers)].map((values) =>
    Math.round(medianOf(values) * 1000),
  );
  report(name, medianOf(ratios), bar, 'x', `  (${spread}, ${pairs} pairs; ${own} against ${theirs} ms)`);
}

export function report(name, measured, bar, unit, remark = '') {
  const isOk = measured <= bar;
  if (!isOk) overBar();
  const digits = unit === 'MB' ? 0 : 2;
  const figures = `${measured.toFixed(digits).padStart(7)} ${unit.padEnd(2)}  bar ${bar.toFixed(digits).padStart(5)}`;
  console.log(`${isOk ? 'ok  ' : 'OVER'}  ${name.padEnd(20)}${figures}${remark}`);
}

/** Something was over its bar: the bench goes on, and fails. */
export function overBar() {
  process.exitCode = 1;
}

/** Seconds of a process from start to end; `allowed` are the exit codes of a run that did its work. */
export function timed(command, args, allowed = [0], env = {}) {
  const start = process.hrtime.bigint();
  const { status, error, stderr } = spawnSync(command, args, {
    stdio: ['ignore', 'ignore', 'pipe'],
    cwd: folder,
    env: { ...process.env, ...env },
  });
  const seconds = Number(process.hrtime.bigint() - start) / 1e9;
  if (error !== undefined) throw error;
  if (!allowed.includes(status)) throw new Error(`${command} ${args.join(' ')}: exit ${status}\n${stderr}`);
  return seconds;
}

export function nodeAlone() {
  return timed(process.execPath, ['-e', '0']);
}

export function overgang(args, allowed, env) {
  return timed(process.execPath, [OVERGANG, ...args], allowed, env);
}

/** Megabytes at the peak of one command. */
export function peakOf(args, allowed) {
  const { status, output } = spawnSync(process.execPath, ['--require', PEAK_MEMORY, OVERGANG, ...args], {
    stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
    cwd: folder,
    encoding: 'utf8',
  });
  if (!allowed.includes(status)) throw new Error(`${args.join(' ')}: exit ${status}\n${output[2]}`);
  return Number(output[3]) / 1024;
}
