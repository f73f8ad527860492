import type BetterSqlite3 from 'better-sqlite3';
import type { Engine, Fragments } from '../engine.ts';
import { keepingStatements } from './statements.ts';

/** A register that is a file, or the bytes of one: what only they have is asked for in `register/file` alone. */
export interface SqliteEngine extends Engine {
  /** What SQLite answers of a file, and is told of it: rows, or the first column of the first one. */
  readonly pragma: (text: string, options?: { readonly simple: true }) => unknown;
  /** The whole file as it is now, also within a transaction. */
  readonly bytes: () => Buffer;
}

const numbers = (mark: string): string => `(SELECT value FROM json_each(${mark}))`;

const SQL: Fragments = {
  numbers,
  texts: numbers,
  member: (column, name) => `(${column} ->> '${name}')`,
  greatest: (...values) => `max(${values.join(', ')})`,
  asWritten: (alias) => `${alias}.rowid`,
};

export function sqliteEngine(driver: BetterSqlite3.Database): SqliteEngine {
  return {
    prepare: keepingStatements(driver),
    exec: (sql) => void driver.exec(sql),
    begin: () => void driver.exec('BEGIN IMMEDIATE'),
    commit: () => void driver.exec('COMMIT'),
    rollback: () => void driver.exec('ROLLBACK'),
    get inTransaction() {
      return driver.inTransaction;
    },
    get open() {
      return driver.open;
    },
    close: () => void driver.close(),
    loosenIndex(name, sql) {
      driver.exec(`DROP INDEX ${name}`);
      return () => void driver.exec(sql);
    },
    ensureIndex: (sql) => void driver.exec(sql),
    unguarded(table, work) {
      const triggers = driver
        .prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = ?")
        .all(table) as { name: string; sql: string }[];
      for (const { name } of triggers) driver.exec(`DROP TRIGGER ${name}`);
      work();
      for (const { sql } of triggers) driver.exec(sql);
    },
    rowsAtOnce: 1,
    tables: () =>
      driver
        .prepare(
          "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%' ORDER BY name",
        )
        .pluck()
        .all() as string[],
    columnsOf: (table) =>
      driver
        .prepare(`SELECT * FROM ${table}`)
        .columns()
        .map(({ name }) => name),
    sql: SQL,
    loggedInAs: null,
    witness: null,
    pragma: (text, options) => driver.pragma(text, options),
    bytes: () => driver.serialize(),
  };
}

/** The engine of a register that is a file. */
export function asFile(engine: Engine): SqliteEngine {
  if (!isFile(engine)) throw new Error('asked of a file, and the register is none');
  return engine;
}

const isFile = (engine: Engine): engine is SqliteEngine => 'bytes' in engine;
