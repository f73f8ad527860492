// Several who work in one register on a server at once, each with a login and mixed commands of their own: no link of
// the log is broken, nothing that was acknowledged is lost, nothing that was refused is there, and the register knows
// what a file knows that the same commands were run in one after the other, in the order of the log.
// `npm run test:faults`, or `node scripts/faults/many-at-once.mjs 8 200 --seed 7`: processes, commands of each.
import { cpSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createRandom, REGION, run } from './lib/program.mjs';
import { folderOf, REGISTER, runAs, startSharedServer } from './lib/shared-server.mjs';

const { values, positionals } = parseArgs({
  options: { seed: { type: 'string', default: String(Date.now() % 1_000_000) } },
  allowPositionals: true,
});
const processes = Number(positionals[0] ?? 8);
const commands = Number(positionals[1] ?? 200);
const seed = Number(values.seed);
if (![processes, commands, seed].every(Number.isInteger) || processes < 1 || commands < 1) {
  console.error('usage: node scripts/faults/many-at-once.mjs [PROCESSES] [COMMANDS] [--seed NUMBER]');
  process.exit(2);
}

const DAY = ['--as-of', '2025-10-03'];
const users = Array.from({ length: processes }, (_, at) => `adm${at + 1}`);
const server = await startSharedServer(users);
const { folder, keys, addressOf } = server;
const list = (name) => join(REGION, name);

const BASE = [
  ['init', '--as-of', '2025-04-28'],
  ...['enheter.csv', 'prator-sip-2025-04-28.csv'].map((name) => ['import', '--whole', list(name), ...DAY]),
];
for (const args of BASE) {
  const { code, stderr } = await runAs(addressOf(users[0]), args, { cwd: folder, keys });
  if (code > 1) throw new Error(`${args.join(' ')}: exit ${code}\n${stderr}`);
}
const cases = server.sql(`SELECT key FROM ${REGISTER}.sip ORDER BY key LIMIT 150`).split('\n');

const LISTS = [
  'prator-sip-2025-09-15.csv',
  'prator-vardtillfallen-2025-09-29.csv',
  'prator-meddelanden-2025-09-29.csv',
  'prator-patienter-2025-09-15.csv',
];

/** Of a hundred commands so many of each; each is told apart in the log by an HSA-id that no other has. */
const MIXED = [
  [20, (one, note) => ['mark', one(cases), 'sip-moved', '--note', note]],
  [8, (one, note) => ['mark', one(cases), 'closed-in-prator', '--note', note]],
  [12, (one, note) => ['mark', one(cases), 'note', '--note', note]],
  [16, (one, note) => ['decide', one(cases), '--as', one(['needs-decision', 'closed']), '--reason', note]],
  [9, () => ['undo', '--yes']],
  [6, (one) => ['import', '--whole', list(one(LISTS))]],
  [5, (one, note) => ['worklist', '-o', note, '--format', 'csv', '--kommun', one(['Timrå', 'Ånge'])]],
  [8, (one) => ['explain', one(cases)]],
  [8, () => ['status', '--json']],
  [4, () => ['readiness', '--json']],
  [4, () => ['log', '--json']],
];

const hsaId = (who, at) => `SE2321000206-W${who}K${at}`;

async function work(who) {
  const random = createRandom(seed * 100 + who);
  const one = (all) => all[Math.floor(random() * all.length)];
  const cwd = folderOf(folder, `${who}`);
  const ran = [];
  for (let at = 0; at < commands; at += 1) {
    let share = random() * 100;
    const [, make] = MIXED.find(([of]) => (share -= of) < 0) ?? MIXED.at(-1);
    const args = [...make(one, `n${who}-${at}`), ...DAY];
    const ended = await runAs(addressOf(users[who]), [...args, '--hsa-id', hsaId(who, at)], { cwd, keys });
    ran.push({ who, at, id: hsaId(who, at), args, ...ended });
  }
  return ran;
}

const began = performance.now();
const ran = (await Promise.all(users.map((_, who) => work(who)))).flat();
const seconds = (performance.now() - began) / 1000;

const events = server
  .sql(`SELECT seq, type, "by" FROM ${REGISTER}.event ORDER BY seq`)
  .split('\n')
  .map((line) => line.split('|'))
  .map(([seq, type, by]) => ({
    seq: Number(seq),
    type,
    by,
    id: /\((?:.*, )?(SE[^)]+)\)$/u.exec(by)?.[1] ?? null,
  }));
const SEEN = 'shown';
const written = groupedBy(events, ({ id }) => id);
const eventsOf = ({ id }) => (written.get(id) ?? []).filter(({ type }) => type !== SEEN);

const faults = [];
const fault = (what, { args, code, stderr, id }) =>
  faults.push(`${what}: ${id} ${args.join(' ')}, exit ${code} ${stderr.trim().split('\n')[0] ?? ''}`);
const WRITES = new Set(['mark', 'decide', 'undo']);
for (const one of ran) {
  const own = eventsOf(one);
  if (one.code === 0 && WRITES.has(one.args[0]) && own.length === 0) fault('acknowledged and lost', one);
  if (one.code === 2 && own.length > 0) fault('refused and there', one);
  if (![0, 1, 2].includes(one.code)) fault('ended as no command does', one);
  const user = users[one.who];
  if (own.some(({ by }) => by !== user && !by.startsWith(`${user} (`))) fault('under another name', one);
  // What a command writes of one kind stands in one place: nobody else is in between.
  const inOne = own.filter(({ type }) => type !== 'worklist-handed-out');
  if (inOne.length > 0 && inOne.at(-1).seq - inOne[0].seq !== inOne.length - 1)
    fault('not in one piece', one);
}
const gaps = events.filter(({ seq }, at) => seq !== at + 1).length;
if (gaps > 0) faults.push(`${gaps} gaps in the log`);
const verified = await runAs(addressOf(users[0]), ['verify', '--json'], { cwd: folder, keys });
if (verified.code !== 0) faults.push(`verify, exit ${verified.code}\n${verified.stdout}`);

// The same, one after the other, in a file.
const file = join(folder, 'efter.sqlite');
for (const key of readdirSync(keys)) cpSync(join(keys, key), `${file}.${key.split('.').pop()}`);
const order = ran
  .filter((one) => eventsOf(one).length > 0)
  .sort((a, b) => eventsOf(a)[0].seq - eventsOf(b)[0].seq);
for (const args of BASE) run(['--register', file, ...args], { cwd: folder });
let refusedAfter = 0;
for (const { args, who } of order) {
  const cwd = folderOf(folder, `efter-${who}`);
  const { code, stderr } = await runAs(file, args, { cwd, keys });
  if (code > 1) {
    refusedAfter += 1;
    faults.push(`one after the other: ${args.join(' ')}, exit ${code} ${stderr.trim().split('\n')[0]}`);
  }
}
const hashOf = async (register, name) => {
  const copied = await runAs(register, ['register', 'copy', register, join(folder, name), '--json'], {
    cwd: folder,
    keys,
  });
  if (copied.code !== 0) throw new Error(copied.stderr);
  return JSON.parse(copied.stdout).stateHash;
};
const [shared, alone] = [await hashOf(addressOf(users[0]), 'a.sqlite'), await hashOf(file, 'b.sqlite')];
if (shared !== alone) faults.push(`the state is ${shared}, and ${alone} one after the other`);

const refused = ran.filter(({ code }) => code === 2);
const busy = refused.filter(
  ({ stderr }) => stderr.includes('skriver just nu') || stderr.includes('skriver i'),
).length;
const longest = Math.max(...ran.map(({ took }) => took)) / 1000;
console.log(
  `${processes} processes × ${commands} commands (${Math.round(seconds)} s, longest ${longest.toFixed(1)} s, seed ${seed}): ` +
    `${events.length} events, ${gaps} gaps, verify ${verified.code === 0 ? 'whole' : 'NOT WHOLE'}; refused ${refused.length}, ` +
    `of them ${busy} since somebody else wrote; ${order.length} that wrote, run again one after the other in a file: ` +
    `${refusedAfter} refused, state ${shared === alone ? 'the same' : 'ANOTHER'}`,
);
const reasons = groupedBy(refused, ({ stderr }) =>
  stderr
    .trim()
    .split('\n')[0]
    .replace(/\S*\d\S*/gu, '#'),
);
for (const [reason, all] of [...reasons].sort((a, b) => b[1].length - a[1].length).slice(0, 12))
  console.log(`  ${String(all.length).padStart(4)} ${reason}`);
for (const text of faults.slice(0, 20)) console.error(text);
if (faults.length > 0) console.error(`FAIL: ${faults.length}; run again with --seed ${seed}`);
process.exit(faults.length === 0 ? 0 : 1);

function groupedBy(all, keyOf) {
  const groups = new Map();
  for (const one of all) groups.set(keyOf(one), [...(groups.get(keyOf(one)) ?? []), one]);
  return groups;
}
