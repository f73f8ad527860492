import type { Engine, Value } from '../../src/register/engine/engine.ts';
import { openDatabase } from '../../src/register/engine/sqlite/driver.ts';
import { createHash } from 'node:crypto';
import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { openAltered } from '../../src/register/file/register.ts';
import { sealRegister } from '../../src/register/file/seal.ts';
import { parseServerAddress } from '../../src/register/engine/server-address.ts';
import { isServerAddress } from '../../src/register/engine/register-name.ts';
import { connectTo } from '../../src/register/file/server-register.ts';
import { databaseOf, placeOf } from './on-server.ts';
import type { World } from './cli.ts';

export const registerPath = (world: World): string => join(world.cwd, 'overgang.sqlite');

/** The register as it is opened past the commands: the file, or what a server keeps instead. */
export const registerPlace = (world: World): string => placeOf(registerPath(world));

function opened(world: World, use: 'read' | 'write'): Engine {
  const place = registerPlace(world);
  if (isServerAddress(place)) return connectTo(parseServerAddress(place), use, {});
  return openDatabase(place, { readonly: use === 'read' });
}

/** A copy of a register in another folder, with nothing beside it. */
export function copyRegister(from: World, to: World): void {
  copyFileSync(registerPath(from), registerPath(to));
  databaseOf(registerPath(to));
}

/** Looks into a register, past the product. */
export function inRegister<T>(world: World, look: (db: Engine) => T): T {
  const db = opened(world, 'read');
  try {
    return look(db);
  } finally {
    db.close();
  }
}

/**
 * Changes a register past the product, and seals it as it then is: for tests whose point is another than that the
 * change is found.
 */
export function changeSealed(world: World, sql: string): void {
  change(world, sql);
  if (isServerAddress(registerPlace(world))) return;
  const register = openAltered(registerPath(world));
  sealRegister(register.db, register.path);
  register.close();
}

/** Changes a register past the product, as whoever tampers with it: without asking the triggers, unless they are kept. */
export function change(
  world: World,
  sql: string,
  { keepsTriggers = false }: { readonly keepsTriggers?: boolean } = {},
): void {
  if (isServerAddress(registerPlace(world))) {
    const db = opened(world, 'write');
    try {
      if (!keepsTriggers) db.exec('SET session_replication_role = replica');
      db.exec(sql);
    } finally {
      db.close();
    }
    return;
  }
  const db = openDatabase(registerPath(world));
  try {
    db.pragma('foreign_keys = OFF');
    const triggers = db
      .prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND ?")
      .all(keepsTriggers ? 0 : 1) as { name: string; sql: string }[];
    for (const { name } of triggers) db.exec(`DROP TRIGGER ${name}`);
    db.exec(sql);
    for (const { sql: again } of triggers) db.exec(again);
  } finally {
    db.close();
  }
}

export function rowsOf<T = Record<string, unknown>>(world: World, sql: string, ...values: Value[]): T[] {
  return inRegister(world, (db) => db.prepare(sql).all(...values) as T[]);
}

/** SHA-256 over every row of every table. */
export function stateHash(world: World): string {
  return inRegister(world, (db) => {
    const hash = createHash('sha256');
    for (const table of db.tables()) {
      const rows = db.prepare(`SELECT * FROM "${table}"`).raw().all() as unknown[][];
      hash.update(`${table} ${JSON.stringify(rows.map((row) => JSON.stringify(row)).sort())}`);
    }
    return hash.digest('hex');
  });
}

const KINDS = ['sip', 'vardtillfalle', 'meddelande', 'patient', 'enhet', 'lcsp_sip'] as const;

/**
 * What is known of every case, apart from the numbers that follow the order of import: the facts, when the case was
 * last seen, and its class with the rule.
 */
export function factsAndClasses(world: World): FactsAndClasses {
  return inRegister(world, factsAndClassesIn);
}

type FactsAndClasses = Readonly<Record<string, readonly Record<string, unknown>[]>>;

export function factsAndClassesIn(db: Engine): FactsAndClasses {
  return Object.fromEntries(
    KINDS.map((kind) => {
      const rows = db.prepare(`SELECT * FROM ${kind} ORDER BY key`).all() as Record<string, unknown>[];
      return [kind, rows.map(withoutOrder)];
    }),
  );
}

/** Numbers given in order of import; and which of several rows that say the same the facts are laid on. */
const OF_THE_ORDER = ['case_no', 'source_no', 'first_source_no', 'last_source_no', 'facts_on', 'row'];

function withoutOrder(row: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const kept = Object.fromEntries(Object.entries(row).filter(([name]) => !OF_THE_ORDER.includes(name)));
  return { ...kept, also: withoutReopening(kept['also']) };
}

/** That a case came back is an event, written down when the list that shows it comes in. */
function withoutReopening(also: unknown): string | null {
  if (typeof also !== 'string') return null;
  const rest = also.split(' ').filter((code) => !code.endsWith('_REOPENED'));
  return rest.length === 0 ? null : rest.join(' ');
}
