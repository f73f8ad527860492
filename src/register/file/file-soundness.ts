import { closeSync, openSync, readSync } from 'node:fs';
import { MIGRATIONS, ROWS_BY_CASE } from '../engine/migrations.ts';
import type { Engine } from '../engine/engine.ts';
import { asFile } from '../engine/sqlite/sqlite-engine.ts';
import { IN_MEMORY, openDatabase } from '../engine/sqlite/driver.ts';
import { APPLICATION_ID, connectOnlyToLook, isReadableFile, isSqliteFile } from './register.ts';
import { UnusableRegister } from '../engine/unusable-register.ts';

/** Questions that `verify` asks of a register that is a file. None of them writes; each answers with what does not hold. */

/** A file that says that it is a register, however damaged it is. */
export interface SuspectFile {
  readonly path: string;
  /** Null where SQLite can not make out the file at all. */
  readonly db: Engine | null;
  readonly close: () => void;
}

/**
 * Opens a register to look at it, past everything that would refuse it.
 *
 * @throws UnusableRegister where there is no file, or nothing says that it is a register
 */
export function openSuspect(path: string): SuspectFile {
  if (!isReadableFile(path)) throw new UnusableRegister('REGISTER_FOREIGN', path);
  const saysOurs = applicationIdOf(path) === APPLICATION_ID;
  if (!isSqliteFile(path)) {
    if (!saysOurs) throw new UnusableRegister('REGISTER_FOREIGN', path);
    return { path, db: null, close: () => undefined };
  }
  const db = connectOnlyToLook(path);
  const close = (): void => db?.close();
  if (!saysOurs && (db === null || !hasOurTables(db))) {
    close();
    throw new UnusableRegister('REGISTER_FOREIGN', path);
  }
  return { path, db, close };
}

function applicationIdOf(path: string): number {
  const file = openSync(path, 'r');
  try {
    const bytes = Buffer.alloc(4);
    readSync(file, bytes, 0, 4, 68);
    return bytes.readUInt32BE(0);
  } finally {
    closeSync(file);
  }
}

function hasOurTables(db: Engine): boolean {
  try {
    return (
      db
        .prepare("SELECT count(*) FROM sqlite_schema WHERE name IN ('event', 'source_row', 'worklist_row')")
        .pluck()
        .get() === 3
    );
  } catch {
    return false;
  }
}

export function applicationId(db: Engine): number {
  return asFile(db).pragma('application_id', { simple: true }) as number;
}

export function schemaVersion(db: Engine): number {
  return asFile(db).pragma('user_version', { simple: true }) as number;
}

/** SQLite's own findings, in English. */
export function integrityFaults(db: Engine): readonly string[] {
  const found = asFile(db).pragma('integrity_check(50)') as { integrity_check: string }[];
  return found.map(({ integrity_check: text }) => text).filter((text) => text !== 'ok');
}

export function foreignKeyFaults(
  db: Engine,
): readonly { readonly table: string; readonly rowid: number | null; readonly parent: string }[] {
  return asFile(db).pragma('foreign_key_check') as { table: string; rowid: number | null; parent: string }[];
}

interface SchemaObject {
  readonly type: string;
  readonly name: string;
  readonly sql: string | null;
}

export interface SchemaFault {
  readonly type: string;
  readonly name: string;
  readonly what: 'missing' | 'added' | 'changed';
}

/** Where tables, indexes and triggers are not as the migrations make them. */
export function schemaFaults(db: Engine): readonly SchemaFault[] {
  const objects = (from: Engine): ReadonlyMap<string, SchemaObject> =>
    new Map(
      (
        from
          .prepare("SELECT type, name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite_stat%'")
          .all() as SchemaObject[]
      ).map((one) => [`${one.type} ${one.name}`, one]),
    );
  const fresh = openDatabase(IN_MEMORY);
  try {
    for (const sql of MIGRATIONS.slice(0, schemaVersion(db))) fresh.exec(sql);
    const [expected, found] = [objects(fresh), objects(db)];
    fresh.exec(ROWS_BY_CASE);
    const allowed = objects(fresh);
    const faults: SchemaFault[] = [];
    for (const [key, { type, name, sql }] of expected) {
      const other = found.get(key);
      if (other === undefined) faults.push({ type, name, what: 'missing' });
      else if (other.sql !== sql) faults.push({ type, name, what: 'changed' });
    }
    for (const [key, { type, name, sql }] of found)
      if (allowed.get(key)?.sql !== sql && !expected.has(key)) faults.push({ type, name, what: 'added' });
    return faults;
  } finally {
    fresh.close();
  }
}

/** The table, index or nothing at all that a page belongs to, as far as SQLite can still tell. */
export function ownersOfPages(
  db: Engine,
): ReadonlyMap<number, { readonly type: string; readonly name: string }> {
  const owners = new Map<number, { type: string; name: string }>();
  try {
    const types = new Map(
      db.prepare('SELECT name, type FROM sqlite_schema').raw().all() as [string, string][],
    );
    for (const row of db.prepare('SELECT pageno, name FROM dbstat').raw().iterate()) {
      const [page, name] = row as [number, string];
      owners.set(page, { type: types.get(name) ?? 'table', name });
    }
  } catch {
    // What could be told before the damage is told.
  }
  return owners;
}
