// Kills `checkpoint create` (SIGKILL) at random moments: afterwards the register must be whole and have both of the
// checkpoint's events or none, and a folder with the wanted name must be the one they speak of. `npm run test:faults`,
// or `node scripts/faults/kill-checkpoint.mjs 50 --seed 7`.
import { spawn, spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { Database } from '../lib/sqlite.mjs';
import { loadCheckpoint } from '../lib/load-checkpoint.mjs';
import { root } from '../lib/package-bin.mjs';

const { values, positionals } = parseArgs({
  options: { seed: { type: 'string', default: String(Date.now() % 1_000_000) } },
  allowPositionals: true,
});
const kills = Number(positionals[0] ?? 200);
const seed = Number(values.seed);
if (!Number.isInteger(kills) || kills < 1 || !Number.isInteger(seed)) {
  console.error('usage: node scripts/faults/kill-checkpoint.mjs [KILLS] [--seed NUMBER]');
  process.exit(2);
}

const OVERGANG = join(root, 'bin/overgang.js');
const REGION = join(root, 'fixtures/region');
const CREATE = [
  ...['checkpoint', 'create', '--kind', 'archive', '--by', 'prov', '--statement', 'prov', '-o', 'ut'],
  ...['--as-of', '2025-10-16', '--quiet'],
];

/** From when the register is written until the program has ended. */
const LATE_MS = 60;

const { verifyCheckpoints } = await loadCheckpoint();
const random = createRandom(seed);
const folder = mkdtempSync(join(tmpdir(), 'overgang-kill-'));
process.on('SIGINT', () => process.exit(130));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
const start = join(folder, 'start.sqlite');
run(['--register', start, 'init', '--as-of', '2025-04-28']);
for (const list of ['enheter.csv', 'prator-vardtillfallen-2025-09-29.csv', 'prator-sip-2025-10-08.csv'])
  run(
    ['--register', start, 'import', '--whole', join(REGION, list), '--as-of', '2025-10-16', '--quiet'],
    [0, 1],
  );

const work = join(folder, 'arbete');
const register = join(work, 'overgang.sqlite');
const whole = await createOnce(null);
const counts = { 'nothing recorded': 0, 'recorded, not yet named': 0, 'recorded and named': 0, torn: 0 };
for (let kill = 0; kill < kills; kill += 1) {
  // Every other one late, where the register is written and the folder named.
  const isLate = kill % 2 === 1;
  const wait = random() * (isLate ? LATE_MS : whole);
  await createOnce({ wait, isLate });
  const outcome = await outcomeOf().catch((error) => {
    console.error(`kill ${kill}${isLate ? ', late' : ''}, after ${Math.round(wait)} ms: ${error.message}`);
    return 'torn';
  });
  counts[outcome] += 1;
}
console.log(
  `${kills} kills of checkpoint create (${Math.round(whole)} ms, seed ${seed}): ` +
    Object.entries(counts)
      .map(([what, count]) => `${what} ${count}`)
      .join(', '),
);
if (counts.torn > 0) console.error(`FAIL: run again with --seed ${seed}`);
process.exitCode = counts.torn > 0 ? 1 : 0;

/** Makes a checkpoint in a new folder; killed a while after its start, or after it began to write in the register. */
async function createOnce(killed) {
  rmSync(work, { recursive: true, force: true });
  mkdirSync(work);
  copyFileSync(start, register);
  const began = performance.now();
  const child = spawn(process.execPath, [OVERGANG, ...CREATE], { cwd: work, stdio: 'ignore' });
  const ended = new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
  if (killed !== null) {
    while (killed.isLate && child.exitCode === null && !existsSync(`${register}-journal`)) await sleep(0);
    await Promise.race([sleep(killed.wait), ended]);
    child.kill('SIGKILL');
  }
  const code = await ended;
  if (killed === null && code !== 0) throw new Error(`checkpoint create: exit ${code}`);
  return performance.now() - began;
}

async function outcomeOf() {
  // As the next command would find it: it rolls back what is half done.
  run(['checkpoint', 'list', '--json'], [0], work);
  const { isWhole, types, manifest } = withDatabase((db) => ({
    isWhole: db.pragma('integrity_check', { simple: true }) === 'ok',
    types: db.prepare("SELECT type FROM event WHERE type LIKE 'checkpoint-%' ORDER BY seq").pluck().all(),
    manifest: db
      .prepare("SELECT data ->> 'manifestSha512' FROM event WHERE type = 'checkpoint-sealed'")
      .pluck()
      .get(),
  }));
  if (!isWhole) throw new Error('the register is damaged');
  if (types.length !== 0 && types.join() !== 'checkpoint-created,checkpoint-sealed')
    throw new Error(`the register has ${types.join()}`);
  const isNamed = existsSync(join(work, 'ut'));
  const names = readdirSync(work);
  // A journal with nothing to roll back is SQLite's own, and goes with the next write.
  const strange = names.filter(
    (name) => !/^(?:overgang\.sqlite(?:-journal)?|ut|ut\.part-[0-9a-f]+)$/u.test(name),
  );
  if (strange.length > 0) throw new Error(`left behind: ${strange.join()}`);
  if (types.length === 0) {
    if (isNamed) throw new Error('a folder that the register knows nothing of');
    return 'nothing recorded';
  }
  const made = isNamed ? 'ut' : names.find((name) => name.startsWith('ut.part-'));
  if (made === undefined) throw new Error('a checkpoint without a folder');
  const [{ problems, checkpoint }] = await verifyCheckpoints([join(work, made)]);
  if (problems.length > 0) throw new Error(`${made}: ${problems[0].where}: ${problems[0].what}`);
  if (checkpoint.manifestSha512 !== manifest) throw new Error(`${made} is another than the one recorded`);
  return isNamed ? 'recorded and named' : 'recorded, not yet named';
}

function withDatabase(look) {
  const db = new Database(register, { readonly: true });
  try {
    return look(db);
  } finally {
    db.close();
  }
}

function run(args, codes = [0], cwd = folder) {
  const { status, stderr } = spawnSync(process.execPath, [OVERGANG, ...args], { cwd, encoding: 'utf8' });
  if (!codes.includes(status)) throw new Error(`overgang ${args.join(' ')}: exit ${status}\n${stderr}`);
}

/** mulberry32 */
function createRandom(from) {
  let state = from;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
