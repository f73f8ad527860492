import { closeSync, openSync, readSync } from 'node:fs';
import type { KindName } from '../../domain/kinds/kinds.ts';
import { KIND_NAMES } from '../../domain/kinds/kinds.ts';
import { MIGRATIONS, ROWS_BY_CASE } from '../engine/migrations.ts';
import type { Engine } from '../engine/engine.ts';
import { asFile } from '../engine/sqlite/sqlite-engine.ts';
import { IN_MEMORY, openDatabase } from '../engine/sqlite/driver.ts';
import { APPLICATION_ID, connectOnlyToLook, isReadableFile, isSqliteFile } from './register.ts';
import { UnusableRegister } from '../engine/unusable-register.ts';

/** Questions that `verify` asks of a register. None of them writes; each answers with what does not hold. */

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
  const close = (): void => void db?.close();
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

/** Lists whose rows are not as many as were read, or not numbered without gaps. */
export function unevenLedgers(
  db: Engine,
): readonly { readonly sourceNo: number; readonly expected: number; readonly found: number }[] {
  return db
    .prepare(
      `SELECT s.source_no AS "sourceNo", s.rows AS expected, count(r.row) AS found FROM source s
       LEFT JOIN source_row r USING (source_no) GROUP BY s.source_no
       HAVING count(r.row) <> s.rows OR (count(r.row) > 0 AND (min(r.row) <> 1 OR max(r.row) <> count(r.row)))`,
    )
    .all() as { sourceNo: number; expected: number; found: number }[];
}

const MOST = 50;

/** Rows of the ledger that name a case that is not there. */
export function rowsWithoutTheirCase(
  db: Engine,
): readonly { readonly sourceNo: number; readonly row: number; readonly kind: KindName }[] {
  return KIND_NAMES.flatMap(
    (kind) =>
      db
        .prepare(
          `SELECT r.source_no AS "sourceNo", r.row AS row, s.kind AS kind FROM source s JOIN source_row r USING (source_no)
           WHERE s.kind = ? AND r.case_no IS NOT NULL
             AND NOT EXISTS (SELECT 1 FROM ${kind} c WHERE c.case_no = r.case_no) LIMIT ${MOST}`,
        )
        .all(kind) as { sourceNo: number; row: number; kind: KindName }[],
  );
}

/** Cases whose facts, or whose last sighting, come from a row that the ledger does not lay on them. */
export function factsWithoutTheirRow(
  db: Engine,
): readonly { readonly kind: KindName; readonly caseNo: number }[] {
  const isLaid = (sourceNo: string, row: string): string =>
    `(EXISTS (SELECT 1 FROM source_row r WHERE r.source_no = ${sourceNo} AND r.row = ${row} AND r.case_no = c.case_no)
      OR EXISTS (SELECT 1 FROM aside_row a WHERE a.source_no = ${sourceNo} AND a.row = ${row}))`;
  return KIND_NAMES.flatMap((kind) => [
    ...(db
      .prepare(
        `SELECT '${kind}' AS kind, case_no AS "caseNo" FROM ${kind} c
         WHERE NOT ${isLaid('c.source_no', 'c.row')} OR NOT ${isLaid('c.last_source_no', 'c.last_row')} LIMIT ${MOST}`,
      )
      .all() as { kind: KindName; caseNo: number }[]),
    ...(db
      .prepare(
        `SELECT DISTINCT '${kind}' AS kind, case_no AS "caseNo" FROM earlier_facts c WHERE kind = ?
           AND NOT (${isLaid('c.source_no', 'c.row')} AND EXISTS (SELECT 1 FROM ${kind} k WHERE k.case_no = c.case_no))
         LIMIT ${MOST}`,
      )
      .all(kind) as { kind: KindName; caseNo: number }[]),
  ]);
}

/** Worklists that no event handed out, or with other rows than the event says; and events whose list is gone. */
export function worklistsAgainstTheLog(
  db: Engine,
): readonly { readonly worklist: string; readonly seq: number | null }[] {
  return db
    .prepare(
      `SELECT w.worklist_id AS worklist, w.event_seq AS seq FROM worklist w LEFT JOIN event e ON e.seq = w.event_seq
       WHERE e.type IS NULL OR e.type NOT IN ('worklist-issued', 'conflicts-issued') OR NOT json_valid(e.data)
         OR json_extract(e.data, '$.worklist') IS NOT w.worklist_id
         OR json_extract(e.data, '$.rows')
           IS NOT (SELECT count(*) FROM worklist_row r WHERE r.worklist_no = w.worklist_no)
       UNION ALL
       SELECT coalesce(json_extract(e.data, '$.worklist'), '?'), e.seq FROM event e
       WHERE e.type IN ('worklist-issued', 'conflicts-issued') AND json_valid(e.data)
         AND NOT EXISTS (SELECT 1 FROM worklist w WHERE w.event_seq = e.seq)
       LIMIT ${MOST}`,
    )
    .all() as { worklist: string; seq: number | null }[];
}
