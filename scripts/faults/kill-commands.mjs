// Kills (SIGKILL) a hand-out, a return, a mark and a gallring at random moments: afterwards the register must be whole
// and hold what it held before, or all that the command writes; every file with its own name is whole; and the command
// can be run again. `npm run test:faults`, or `node scripts/faults/kill-commands.mjs 25 --seed 7`: kills of each.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { createRandom, isWhole, newFolder, OVERGANG, RAN, REGION, stateOf } from './lib/program.mjs';
import { buildGallraScript } from './lib/gallra.mjs';
import { filesOf, partialFiles, prepareRegion, WRITING } from './lib/region.mjs';

const { values, positionals } = parseArgs({
  options: { seed: { type: 'string', default: String(Date.now() % 1_000_000) } },
  allowPositionals: true,
});
const kills = Number(positionals[0] ?? 50);
const seed = Number(values.seed);
if (!Number.isInteger(kills) || kills < 1 || !Number.isInteger(seed)) {
  console.error('usage: node scripts/faults/kill-commands.mjs [KILLS] [--seed NUMBER]');
  process.exit(2);
}

const random = createRandom(seed);
const gallraScript = await buildGallraScript();
const folder = newFolder('kill-commands');
const fresh = prepareRegion(folder);

/** The numbers in the region's SIP list: what a gallring must leave nowhere in the file. */
const NUMBERS = [
  ...new Set(readFileSync(join(REGION, 'prator-sip-2025-09-15.csv'), 'latin1').match(/\d{8}-\d{4}/gu) ?? []),
];

const command = (args) => [OVERGANG, ...args];
/** Each with how it is started and, where there is more to it than the register, what to look for afterwards. */
const KILLED = {
  worklist: { args: command(WRITING.worklist) },
  return: { args: command(WRITING.return) },
  mark: { args: command(WRITING.mark) },
  gallra: {
    args: [gallraScript, 'r.sqlite', 'gallra'],
    // Its transaction is followed by a new file and its seal; killed in between, the next call does just that.
    state: (path) => stateOf(path, { isSealCounted: false }),
    prepare(copy) {
      spawnSync(process.execPath, [gallraScript, 'r.sqlite', 'archive'], { cwd: copy });
      writeFileSync(join(copy, 'r.sqlite.key'), `${'0'.repeat(64)}\n`);
    },
    violation(copy) {
      const bytes = readFileSync(join(copy, 'r.sqlite')).toString('latin1');
      const left = NUMBERS.filter((number) => bytes.includes(number));
      if (left.length > 0) return `${left.length} numbers left in the file`;
      return existsSync(join(copy, 'r.sqlite.key')) ? 'the key is left' : null;
    },
  },
};

const status = (copy) =>
  spawnSync(process.execPath, command(['--register', 'r.sqlite', 'status']), { cwd: copy, encoding: 'utf8' });

let violations = 0;
for (const [name, killed] of Object.entries(KILLED)) await killMany(name, killed);
if (violations > 0) console.error(`FAIL: run again with --seed ${seed}`);
process.exitCode = violations === 0 ? 0 : 1;

async function killMany(name, { args, prepare = () => undefined, state = stateOf, violation = () => null }) {
  const make = () => {
    const copy = fresh('play');
    prepare(copy);
    return copy;
  };
  const finish = (copy) => spawnSync(process.execPath, args, { cwd: copy, encoding: 'utf8' });
  const { reference, taken, before, after } = runUntouched({ name, copy: make(), finish, state });

  const counts = { before: 0, after: 0, between: 0, damaged: 0, partial: 0, lost: 0, stuck: 0, leftovers: 0 };
  for (let kill = 0; kill < kills; kill += 1) {
    const copy = make();
    const register = join(copy, 'r.sqlite');
    const code = await killOnce(args, copy, register, { taken, isWriting: kill % 2 === 1 });
    if (!isWhole(register)) counts.damaged += 1;
    const now = state(register);
    const outcome = now === before ? 'before' : now === after ? 'after' : 'between';
    counts[outcome] += 1;
    if (RAN.includes(code) && outcome !== 'after') counts.lost += 1;
    const out = join(copy, 'ut');
    counts.partial += partialFiles(out, reference).length;
    counts.leftovers += filesOf(out).temporary.length;
    const stuck = stuckAfter(copy, finish, violation);
    counts.stuck += stuck.length;
    for (const text of stuck) console.error(`${name}, kill ${kill}: ${text}`);
  }
  const { between, damaged, partial, lost, stuck, leftovers } = counts;
  violations += between + damaged + partial + lost + stuck;
  console.log(
    `${name.padEnd(9)}${kills} kills (${Math.round(taken)} ms, seed ${seed}): state before ${counts.before}, ` +
      `after ${counts.after}, between ${between}; damaged ${damaged}, acknowledged and lost ${lost}, ` +
      `half-written files ${partial} (${leftovers} temporary ones left), not to be run again ${stuck}`,
  );
}

/** How long the command takes and what it leaves, when it is let be. */
function runUntouched({ name, copy, finish, state }) {
  const before = state(join(copy, 'r.sqlite'));
  const began = performance.now();
  const ran = finish(copy);
  const taken = performance.now() - began;
  if (!RAN.includes(ran.status)) throw new Error(`${name}: exit ${ran.status}\n${ran.stderr}`);
  const after = state(join(copy, 'r.sqlite'));
  if (before === after) throw new Error(`${name} changes nothing: there would be nothing to tell apart`);
  return { reference: filesOf(join(copy, 'ut')).whole, taken, before, after };
}

/**
 * Kills the command at a random moment, or at one from where it begins to write.
 *
 * @returns its exit code; null where it was killed
 */
async function killOnce(args, copy, register, { taken, isWriting }) {
  const child = spawn(process.execPath, args, { cwd: copy, stdio: 'ignore' });
  const ended = once(child, 'close');
  if (isWriting) while (!existsSync(`${register}-journal`) && child.exitCode === null) await sleep(1);
  await Promise.race([sleep(random() * taken * (isWriting ? 0.4 : 1.1)), ended]);
  child.kill('SIGKILL');
  const [code] = await ended;
  return code;
}

/** What a kill must not leave: a register that can not be read (it is no alteration), or a command that can not be run again. */
function stuckAfter(copy, finish, violation) {
  const read = status(copy);
  const again = finish(copy);
  const left = violation(copy);
  return [
    ...(RAN.includes(read.status) ? [] : [`status, exit ${read.status}\n${read.stderr}`]),
    ...(RAN.includes(again.status) && left === null
      ? []
      : [`run again, exit ${again.status} ${left ?? ''}\n${again.stderr}`]),
  ];
}
