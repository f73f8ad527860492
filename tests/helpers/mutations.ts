import type { Engine, Value } from '../../src/register/engine/engine.ts';
import { openDatabase } from '../../src/register/engine/sqlite/driver.ts';
import { readFileSync, writeFileSync } from 'node:fs';

/** One change to a register that overgang did not make, and how a check names the place. */
export interface Mutation {
  readonly what: string;
  /** One of these stands in the place of a problem. */
  readonly places: readonly string[];
}

type Random = () => number;

/** mulberry32 */
export function createRandom(from: number): Random {
  let state = from;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const below = (random: Random, most: number): number => Math.floor(random() * most);

/** In turn, so that a few dozen meet every sort. */
const SORTS = [
  flipBit,
  updateRow,
  overwriteBytes,
  deleteRow,
  insertRow,
  changeEvents,
  changePages,
  flipBit,
] as const;

/** Changes a register in one random way. @param turn which sort comes */
export function mutate(path: string, turn: number, random: Random): Mutation {
  return (SORTS[turn % SORTS.length] ?? flipBit)(path, random);
}

function flipBit(path: string, random: Random): Mutation {
  const bytes = readFileSync(path);
  // Every other time in the header and its page, where a little means much.
  const at = below(random, random() < 0.25 ? 4_000 : bytes.length);
  const bit = below(random, 8);
  bytes[at] = (bytes[at] ?? 0) ^ (1 << bit);
  writeFileSync(path, bytes);
  return { what: `bit ${String(bit)} of byte ${String(at)} flipped`, places: placesOfByte(bytes, at) };
}

function overwriteBytes(path: string, random: Random): Mutation {
  const bytes = readFileSync(path);
  const at = below(random, bytes.length - 80);
  const length = 1 + below(random, 64);
  const before = Buffer.from(bytes);
  for (let place = at; place < at + length; place += 1) bytes[place] = below(random, 256);
  if (before.equals(bytes)) bytes[at] = (bytes[at] ?? 0) ^ 255;
  writeFileSync(path, bytes);
  const first = before.findIndex((byte, place) => byte !== bytes[place]);
  return { what: `${String(length)} bytes at ${String(at)} overwritten`, places: placesOfByte(bytes, first) };
}

/** The page; the seal has no page of its own among those it covers, and is named as a table. */
function placesOfByte(bytes: Buffer, at: number): readonly string[] {
  const pageSize = 16_384;
  const page = Math.floor(at / pageSize) + 1;
  return [`sida ${String(page)}`, ...(bytes.length > 0 && page > 1 ? ['tabell seal'] : [])];
}

function withDatabase<T>(path: string, work: (db: Engine) => T): T {
  const db = openDatabase(path);
  try {
    db.pragma('foreign_keys = OFF');
    const triggers = db.prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").all() as {
      name: string;
      sql: string;
    }[];
    for (const { name } of triggers) db.exec(`DROP TRIGGER ${name}`);
    const result = work(db);
    // Whoever hides something puts the triggers back.
    for (const { sql } of triggers) db.exec(sql);
    return result;
  } finally {
    db.close();
  }
}

interface Picked {
  readonly table: string;
  readonly columns: readonly string[];
  readonly keys: readonly string[];
  readonly row: Record<string, string | number | Buffer | null>;
}

function pick(db: Engine, random: Random): Picked {
  const tables = db
    .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name")
    .pluck()
    .all() as string[];
  for (;;) {
    const table = tables[below(random, tables.length)] ?? 'event';
    const rows = db.prepare(`SELECT count(*) FROM "${table}"`).pluck().get() as number;
    if (rows === 0) continue;
    const info = db.prepare(`SELECT name, pk, hidden FROM pragma_table_xinfo('${table}')`).all() as {
      name: string;
      pk: number;
      hidden: number;
    }[];
    const keys = info.filter(({ pk }) => pk > 0).map(({ name }) => name);
    const rowid = keys.length === 0 ? 'rowid AS _rowid, ' : '';
    const row = db
      .prepare(`SELECT ${rowid}* FROM "${table}" LIMIT 1 OFFSET ?`)
      .get(below(random, rows)) as Picked['row'];
    const columns = info.filter(({ hidden }) => hidden === 0).map(({ name }) => name);
    return { table, columns, keys: keys.length === 0 ? ['_rowid'] : keys, row };
  }
}

const whereOf = ({ keys }: Picked): string =>
  keys.map((key) => (key === '_rowid' ? 'rowid = ?' : `"${key}" = ?`)).join(' AND ');
const keysOf = ({ keys, row }: Picked): readonly Value[] => keys.map((key) => (row[key] ?? null) as Value);
const placesOfRow = ({ table, row }: Picked): readonly string[] =>
  table === 'event' ? [`händelse ${String(row['seq'])}`] : [`tabell ${table}`];

function other(value: string | number | Buffer | null, random: Random): string | number | Buffer {
  if (typeof value === 'number') return value + 1 + below(random, 5);
  if (typeof value === 'string')
    return value === '' ? 'x' : value.slice(0, -1) + (value.endsWith('x') ? 'y' : 'x');
  if (value === null) return 'x';
  const copy = Buffer.from(value);
  const at = below(random, copy.length);
  copy[at] = (copy[at] ?? 0) ^ 1;
  return copy;
}

/** Constraints may refuse a change; another is tried. */
function untilDone(attempt: () => Mutation): Mutation {
  for (;;) {
    try {
      return attempt();
    } catch (error) {
      if (!(error instanceof Error && 'code' in error)) throw error;
    }
  }
}

function updateRow(path: string, random: Random): Mutation {
  return withDatabase(path, (db) =>
    untilDone(() => {
      const picked = pick(db, random);
      const free = picked.columns.filter((column) => !picked.keys.includes(column));
      const column = free[below(random, free.length)] ?? picked.keys[0] ?? '';
      db.prepare(`UPDATE "${picked.table}" SET "${column}" = ? WHERE ${whereOf(picked)}`).run(
        other(picked.row[column] ?? null, random),
        ...keysOf(picked),
      );
      return { what: `${picked.table}.${column} changed`, places: placesOfRow(picked) };
    }),
  );
}

function deleteRow(path: string, random: Random): Mutation {
  return withDatabase(path, (db) => {
    const picked = pick(db, random);
    db.prepare(`DELETE FROM "${picked.table}" WHERE ${whereOf(picked)}`).run(...keysOf(picked));
    return { what: `a row of ${picked.table} removed`, places: placesOfRow(picked) };
  });
}

function insertRow(path: string, random: Random): Mutation {
  return withDatabase(path, (db) =>
    untilDone(() => {
      const picked = pick(db, random);
      const key = picked.keys.at(-1) ?? '';
      const values = picked.columns.map((column) => {
        const value = picked.row[column] ?? null;
        if (column !== key && !picked.keys.includes(column) && column !== 'key') return value;
        return typeof value === 'number' ? value + 100_000 + below(random, 1_000) : `${String(value)}-2`;
      });
      if (picked.table === 'event') {
        values[0] = (db.prepare('SELECT max(seq) FROM event').pluck().get() as number) + 1;
      }
      db.prepare(
        `INSERT INTO "${picked.table}" (${picked.columns.map((name) => `"${name}"`).join(', ')})
         VALUES (${values.map(() => '?').join(', ')})`,
      ).run(...values);
      const places = picked.table === 'event' ? [`händelse ${String(values[0])}`] : placesOfRow(picked);
      return { what: `a row put into ${picked.table}`, places };
    }),
  );
}

function changeEvents(path: string, random: Random): Mutation {
  return withDatabase(path, (db) => {
    const newest = db.prepare('SELECT max(seq) FROM event').pluck().get() as number;
    if (random() < 0.5) {
      const cut = 1 + below(random, Math.min(20, newest - 1));
      db.prepare('DELETE FROM event WHERE seq > ?').run(newest - cut);
      return { what: `the last ${String(cut)} events cut off`, places: [`händelse ${String(newest)}`] };
    }
    const one = 1 + below(random, newest - 1);
    const two = one + 1 + below(random, newest - one);
    const move = db.prepare('UPDATE event SET seq = ? WHERE seq = ?');
    move.run(-1, one);
    move.run(one, two);
    move.run(two, -1);
    return { what: `events ${String(one)} and ${String(two)} swapped`, places: [`händelse ${String(one)}`] };
  });
}

function changePages(path: string, random: Random): Mutation {
  const bytes = readFileSync(path);
  const pageSize = 16_384;
  const pages = bytes.length / pageSize;
  const sort = below(random, 3);
  if (sort === 0) {
    const cut = 1 + below(random, pageSize * 2);
    writeFileSync(path, bytes.subarray(0, bytes.length - cut));
    return {
      what: `${String(cut)} bytes cut off the file`,
      places: ['filens slut', `sida ${String(pages)}`],
    };
  }
  if (sort === 1) {
    writeFileSync(path, Buffer.concat([bytes, Buffer.alloc(1 + below(random, pageSize * 2), 7)]));
    return { what: 'bytes added to the file', places: ['filens slut'] };
  }
  const [one, two] = [2 + below(random, pages - 1), 2 + below(random, pages - 1)];
  const [first, second] = [one, two].map((page) => bytes.subarray((page - 1) * pageSize, page * pageSize));
  if (first === undefined || second === undefined || first.equals(second)) return flipBit(path, random);
  const kept = Buffer.from(first);
  second.copy(first);
  kept.copy(second);
  writeFileSync(path, bytes);
  return {
    what: `pages ${String(one)} and ${String(two)} swapped`,
    places: [`sida ${String(one)}`, `sida ${String(two)}`, 'tabell seal'],
  };
}
