// What the fault scripts share: the program as a process of its own, and a look at a register past the program.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Database } from '../../lib/sqlite.mjs';
import { loadStateHash } from '../../lib/load-state-hash.mjs';
import { root } from '../../lib/package-bin.mjs';

export const OVERGANG = join(root, 'bin/overgang.js');
export const REGION = join(root, 'fixtures/region');
/** Ran, whatever the answer: the region's lists have faults on purpose. */
export const RAN = [0, 1];

const stateHash = await loadStateHash();

/** A folder that goes when the process does. */
export function newFolder(name) {
  const folder = mkdtempSync(join(tmpdir(), `overgang-${name}-`));
  process.on('SIGINT', () => process.exit(130));
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Runs a command that must work. */
export function run(args, options = {}) {
  const ran = spawnSync(process.execPath, [OVERGANG, ...args], {
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
    ...options,
  });
  if (!RAN.includes(ran.status)) {
    throw new Error(`overgang ${args.join(' ')}: exit ${ran.status}\n${ran.stderr}`);
  }
  return ran;
}

function withDatabase(path, look) {
  const db = new Database(path, { fileMustExist: true });
  try {
    return look(db);
  } finally {
    db.close();
  }
}

export function isWhole(path) {
  return withDatabase(path, (db) => db.pragma('integrity_check', { simple: true }) === 'ok');
}

/**
 * Everything that counts but for the clock: what is known of every case, and how many rows each table has.
 *
 * @param isSealCounted false where the file is built anew and sealed after what was done is committed (gallra)
 */
export function stateOf(path, { isSealCounted = true } = {}) {
  return withDatabase(path, (db) => {
    const tables = db
      .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
      .pluck()
      .all();
    const counted = tables
      .filter((table) => isSealCounted || table !== 'event')
      .map((table) => db.prepare(`SELECT count(*) FROM "${table}"`).pluck().get());
    const events = db
      .prepare('SELECT seq, type, effective_on, kind, case_id FROM event ORDER BY seq')
      .raw()
      .all()
      .filter(([, type]) => isSealCounted || type !== 'register-sealed');
    return `${stateHash(db)} ${counted.join(' ')} ${JSON.stringify(events)}`;
  });
}

/** Whether a message is one for people: it says what to do, and is no stack and no bug. */
export function isClear(stderr) {
  return stderr.trim() !== '' && !/^\s+at /mu.test(stderr) && !stderr.includes('fel i programmet');
}

/** mulberry32 */
export function createRandom(from) {
  let state = from;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Whether a program can be run here. */
export function has(command, ...args) {
  const { error, status } = spawnSync(command, args, { stdio: 'ignore' });
  return error === undefined && status === 0;
}
