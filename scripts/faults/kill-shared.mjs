// Kills (SIGKILL) who works in a register on a server, and the server itself, at random moments, and between the server's
// COMMIT and its answer: afterwards the register holds what it held before, or all that the command writes; the same
// command once more ends where it would have ended at once, and does nothing twice; and nobody waits more than ten seconds
// for a server that is no more. `npm run test:faults`, or `node scripts/faults/kill-shared.mjs 200 50 --seed 7`: kills of
// clients, and of servers.
import { createServer, connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { createRandom, RAN, REGION } from './lib/program.mjs';
import { folderOf, REGISTER, runAs, startSharedServer } from './lib/shared-server.mjs';

const { values, positionals } = parseArgs({
  options: { seed: { type: 'string', default: String(Date.now() % 1_000_000) } },
  allowPositionals: true,
});
const clients = Number(positionals[0] ?? 200);
const servers = Number(positionals[1] ?? 50);
const seed = Number(values.seed);
if (![clients, servers, seed].every(Number.isInteger) || clients < 0 || servers < 0) {
  console.error('usage: node scripts/faults/kill-shared.mjs [CLIENTS] [SERVERS] [--seed NUMBER]');
  process.exit(2);
}

/** Nobody waits longer for a server that is no more (docs/promises.md). */
const LONGEST_MS = 10_000;
const DAY = ['--as-of', '2025-10-06'];
const USER = 'prov';
const random = createRandom(seed);
const server = await startSharedServer([USER]);
const { folder, keys } = server;
const list = (name) => join(REGION, name);
const addressOf = (database, socket = server.socket) =>
  server.address(REGISTER, { user: USER, database }).replace(/host=.*$/u, `host=${socket}`);

/** Each changes the register, and changes nothing when it is run once more. */
const COMMANDS = [
  ['import', '--whole', list('prator-sip-2025-09-15.csv'), ...DAY],
  ['import', '--whole', list('prator-meddelanden-2025-09-29.csv'), ...DAY],
  ['mark', 'SIP', 'sip-moved', '--note', 'prov', ...DAY],
  ['decide', 'SIP', '--as', 'needs-decision', '--reason', 'prov', ...DAY],
  ['worklist', '-o', 'ut', '--format', 'csv', '--force', '--kommun', 'Timrå', ...DAY],
];
/** A hand-out, a mark and a decision are said anew each time they are said: once more is once more. */
const SAID_ANEW = new Set(['mark', 'decide', 'worklist']);

for (const args of [
  ['init', '--as-of', '2025-04-28'],
  ...['enheter.csv', 'prator-sip-2025-04-28.csv', 'prator-vardtillfallen-2025-09-29.csv'].map((name) => [
    ...['import', '--whole', list(name)],
    ...DAY,
  ]),
]) {
  const { code, stderr } = await runAs(addressOf('overgang'), args, { cwd: folder, keys });
  if (!RAN.includes(code)) throw new Error(`${args.join(' ')}: exit ${code}\n${stderr}`);
}
const [sip] = server
  .sql(`SELECT key FROM ${REGISTER}.sip WHERE class LIKE 'move%' ORDER BY key LIMIT 1`)
  .split('\n');

/** A copy of the register as it was, in a database of its own. */
let databases = 0;
async function fresh() {
  const name = `k${(databases += 1)}`;
  for (let tries = 0; ; tries += 1) {
    try {
      server.sql(`CREATE DATABASE ${name} TEMPLATE overgang`, 'postgres');
      return name;
    } catch (error) {
      // Who was killed has not left yet.
      if (tries > 50) throw error;
      await sleep(100);
    }
  }
}
const drop = (name) => server.sql(`DROP DATABASE ${name} WITH (FORCE)`, 'postgres');

/** Everything but the clock: rows of every table, what is known of every case, and the log. */
function stateIn(database) {
  const tables = server
    .sql(`SELECT tablename FROM pg_tables WHERE schemaname = '${REGISTER}' ORDER BY 1`, database)
    .split('\n');
  return server.sql(
    `SET search_path = ${REGISTER}; SELECT ${tables.map((table) => `(SELECT count(*) FROM ${table})`).join(" || ' ' || ")} || ' ' || md5(concat(
       ${['sip', 'vardtillfalle', 'meddelande'].map((table) => `(SELECT string_agg(one::text, '|' ORDER BY key) FROM ${table} one)`).join(', ')},
       (SELECT string_agg(concat(fate, row, source_no, case_no), '|' ORDER BY source_no, row) FROM source_row),
       (SELECT string_agg(concat(seq, type, kind, case_id, effective_on), '|' ORDER BY seq) FROM event)))`,
    database,
  );
}

const started = (args) => args.map((arg) => (arg === 'SIP' ? sip : arg));
const ranIn = (database, args, onStart) =>
  runAs(addressOf(database), started(args), { cwd: folderOf(folder, database), keys, onStart });

/** What a command leaves where it is let be: once, and once more. */
async function referenceOf(args) {
  const database = await fresh();
  const before = stateIn(database);
  const { code, took, stderr } = await ranIn(database, args);
  const after = stateIn(database);
  await ranIn(database, args);
  const twice = stateIn(database);
  if (!RAN.includes(code) || before === after)
    throw new Error(`${args.join(' ')}: exit ${code}, nothing to tell apart\n${stderr}`);
  if (twice !== after && !SAID_ANEW.has(args[0])) throw new Error(`${args.join(' ')} does something twice`);
  drop(database);
  return { args, before, after, twice, took };
}

const counts = { before: 0, after: 0, half: 0, lost: 0, twice: 0, slow: 0, unclear: 0 };
const faults = [];
const fault = (kind, text) => {
  counts[kind] += 1;
  faults.push(`${kind}: ${text}`);
};

/** What a kill may have left, and what the same command does then. */
async function judge(database, { args, before, after, twice }, { code, text }) {
  const now = stateIn(database);
  if (now === before) counts.before += 1;
  else if (now === after) counts.after += 1;
  else fault('half', text);
  if (RAN.includes(code) && now === before) fault('lost', text);
  await ranIn(database, args);
  const then = stateIn(database);
  if (then !== (now === before ? after : twice)) fault('twice', `${text}, run again`);
  drop(database);
}

const references = new Map();
/** Of few kills two of the commands, by chance: what each leaves where it is let be takes as long as a kill. */
const first = Math.floor(random() * COMMANDS.length);
const tried = clients + servers < 10 ? [COMMANDS[first], COMMANDS.at(first - 1)] : COMMANDS;
/** One of the commands, with what it leaves: found out the first time that it is asked for. */
async function pick() {
  const args = tried[Math.floor(random() * tried.length)];
  if (!references.has(args)) references.set(args, await referenceOf(args));
  return references.get(args);
}
let longest = 0;

/**
 * A way to the server that stops at COMMIT: it has reached the server, and no answer comes back.
 *
 * @param onCommit called when it has
 */
function stopAtCommit(onCommit) {
  const from = join(folderOf(folder, `vag${databases}`), `.s.PGSQL.${server.port}`);
  const way = createServer((client) => {
    const there = connect(join(server.socket, `.s.PGSQL.${server.port}`));
    let isStopped = false;
    for (const [one, other] of [
      [client, there],
      [there, client],
    ])
      one.on('error', () => other.destroy()).on('close', () => other.destroy());
    client.on('data', (bytes) => {
      there.write(bytes);
      if (!bytes.includes('COMMIT')) return;
      isStopped = true;
      there.once('data', onCommit);
    });
    there.on('data', (bytes) => {
      if (!isStopped) client.write(bytes);
    });
  });
  return new Promise((resolve) => {
    way.listen(from, () => resolve({ socket: join(from, '..'), close: () => way.close() }));
  });
}

for (let kill = 0; kill < clients; kill += 1) {
  const reference = await pick();
  const database = await fresh();
  // Every fifth between the server's COMMIT and its answer;
  const isAtCommit = kill % 5 === 4;
  const after = random() * reference.took * 1.1;
  let ended;
  if (isAtCommit) {
    let child;
    const way = await stopAtCommit(() => child.kill('SIGKILL'));
    ended = await runAs(addressOf(database, way.socket), started(reference.args), {
      ...{ cwd: folderOf(folder, database), keys },
      onStart: (one) => (child = one),
    });
    way.close();
  } else {
    ended = await ranIn(
      database,
      reference.args,
      (child) => void sleep(after).then(() => child.kill('SIGKILL')),
    );
  }
  const text = `client ${kill}, ${reference.args.slice(0, 3).join(' ')}${isAtCommit ? ', at COMMIT' : ` after ${Math.round(after)} ms`}`;
  await untilGone(database);
  await judge(database, reference, { code: ended.code, text });
}
const ofClients = { ...counts };

for (let kill = 0; kill < servers; kill += 1) {
  const reference = await pick();
  const database = await fresh();
  const isAtCommit = kill % 5 === 4;
  const after = random() * reference.took * 1.1;
  let killedAt = null;
  const killServer = () => {
    killedAt = performance.now();
    server.kill();
  };
  let way = null;
  if (isAtCommit) way = await stopAtCommit(killServer);
  const ended = await runAs(addressOf(database, way?.socket), started(reference.args), {
    ...{ cwd: folderOf(folder, database), keys },
    onStart: () => isAtCommit || void sleep(after).then(killServer),
  });
  const waited = killedAt === null ? 0 : performance.now() - killedAt;
  while (killedAt === null) await sleep(20);
  way?.close();
  longest = Math.max(longest, waited);
  const text = `server ${kill}, ${reference.args.slice(0, 3).join(' ')}${isAtCommit ? ', at COMMIT' : ` after ${Math.round(after)} ms`}`;
  if (waited > LONGEST_MS) fault('slow', `${text}: waited ${Math.round(waited)} ms`);
  if (![...RAN, 2].includes(ended.code)) fault('unclear', `${text}, exit ${ended.code}\n${ended.stderr}`);
  await server.start();
  await judge(database, reference, { code: ended.code, text });
}

/** Who was killed while it waited for the server is still there until the server has seen it. */
async function untilGone(database) {
  for (let tries = 0; tries < 200; tries += 1) {
    if (
      server.sql(
        `SELECT count(*) FROM pg_stat_activity WHERE datname = '${database}' AND usename = '${USER}'`,
      ) === '0'
    )
      return;
    await sleep(50);
  }
}

const told = (name, kills, of, from = {}) => {
  const own = Object.fromEntries(Object.entries(of).map(([key, count]) => [key, count - (from[key] ?? 0)]));
  return (
    `${String(kills)} kills of ${name} (a fifth of them between COMMIT and its answer): state before ${own.before}, after ${own.after}, ` +
    `half ${own.half}; acknowledged and lost ${own.lost}, otherwise than once when run again ${own.twice}`
  );
};
console.log(`${told('who works', clients, ofClients)} (seed ${seed})`);
console.log(
  `${told('the server', servers, counts, ofClients)}; longest wait for a dead one ${(longest / 1000).toFixed(1)} s, over ten seconds ${counts.slow}, ended otherwise than told ${counts.unclear}`,
);
for (const text of faults.slice(0, 20)) console.error(text);
if (faults.length > 0) console.error(`FAIL: ${faults.length}; run again with --seed ${seed}`);
process.exit(faults.length === 0 ? 0 : 1);
