import { addressText, parseServerAddress } from '../engine/server-address.ts';
import { tablesOfServer } from '../engine/postgres/ddl.ts';
import type { PostgresEngine } from '../engine/postgres/postgres-engine.ts';
import { SHOWN_WAITING } from '../engine/postgres/shown-waiting.ts';
import { serverTables, TABLE_FACTS } from '../engine/postgres/tables.ts';
import type { Engine } from '../engine/engine.ts';
import { isOnServer } from '../engine/postgres/postgres-engine.ts';
import type { SchemaFault } from './file-soundness.ts';
import { keysPlace } from './keys-place.ts';
import { guardFaults, missingRules, strangers, widenedRights } from './server-guards.ts';
import { connectTo, refuseVersion } from './server-register.ts';

/** Questions that `verify` asks of a register on a server. None of them writes; each answers with what does not hold. */

/** A register on a server, to be looked at past what is wrong with it. */
export interface SuspectServer {
  readonly path: string;
  readonly keysBeside: string;
  readonly db: PostgresEngine;
}

/** @throws UnusableRegister where there is none, or one of another version */
export function openServerToLook(text: string): SuspectServer {
  const address = parseServerAddress(text);
  const db = connectTo(address, 'read');
  try {
    refuseVersion(db, address);
    return { db, path: addressText(address), keysBeside: keysPlace(address, process.env) };
  } catch (error) {
    db.close();
    throw error;
  }
}

function asServer(db: Engine): PostgresEngine {
  if (!isOnServer(db)) throw new Error('asked of a server, and the register is a file');
  return db;
}

const HERE = '(SELECT oid FROM pg_namespace WHERE nspname = current_schema())';

/** Where tables, indexes, guards and rights are not as the program makes them. */
export function serverSchemaFaults(register: Engine): readonly SchemaFault[] {
  const db = asServer(register);
  const [[schema] = []] = db.rows('SELECT current_schema()');
  const made = tablesOfServer(String(schema));
  return [
    ...differing(
      'table',
      [...serverTables(), SHOWN_WAITING],
      names(db, `SELECT relname FROM pg_class WHERE relnamespace = ${HERE} AND relkind = 'r'`),
    ),
    ...missing(
      'index',
      made.flatMap((sql) => /^CREATE (?:UNIQUE )?INDEX (?:IF NOT EXISTS )?(\w+)/u.exec(sql)?.[1] ?? []),
      names(
        db,
        `SELECT c.relname FROM pg_class c JOIN pg_index i ON i.indexrelid = c.oid
         WHERE c.relnamespace = ${HERE} AND i.indisvalid`,
      ),
    ),
    ...changedColumns(db),
    ...guardFaults(db, made.join('\n'), String(schema)),
    ...strangers(db),
    ...missingRules(db, made),
    ...widenedRights(db, String(schema)),
  ];
}

const names = (db: PostgresEngine, sql: string): readonly string[] =>
  db.rows(sql).map(([name]) => String(name));

function missing(type: string, expected: readonly string[], found: readonly string[]): SchemaFault[] {
  return expected
    .filter((name) => !found.includes(name))
    .map((name): SchemaFault => ({ type, name, what: 'missing' }));
}

function differing(type: string, expected: readonly string[], found: readonly string[]): SchemaFault[] {
  const added = found
    .filter((name) => !expected.includes(name))
    .map((name): SchemaFault => ({ type, name, what: 'added' }));
  return [...missing(type, expected, found), ...added];
}

function changedColumns(db: PostgresEngine): SchemaFault[] {
  const found = new Set(
    names(
      db,
      `SELECT c.relname || '.' || a.attname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
       WHERE c.relnamespace = ${HERE} AND c.relkind = 'r' AND a.attnum > 0 AND NOT a.attisdropped`,
    ),
  );
  return serverTables()
    .filter((table) => TABLE_FACTS.columnsOf(table).some((column) => !found.has(`${table}.${column}`)))
    .map((name): SchemaFault => ({ type: 'table', name, what: 'changed' }));
}

/** Rows that point at rows that are not there, whoever took these away past the rules. */
export function serverKeyFaults(
  register: Engine,
): readonly { readonly table: string; readonly rowid: number | null; readonly parent: string }[] {
  const db = asServer(register);
  const keys = db.rows(
    `SELECT c.relname, a.attname, p.relname, b.attname FROM pg_constraint k
     JOIN pg_class c ON c.oid = k.conrelid JOIN pg_class p ON p.oid = k.confrelid
     JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = k.conkey[1]
     JOIN pg_attribute b ON b.attrelid = p.oid AND b.attnum = k.confkey[1]
     WHERE k.contype = 'f' AND k.connamespace = ${HERE} ORDER BY 1, 2`,
  );
  return keys.flatMap(([table, column, parent, key]) =>
    db
      .rows(
        `SELECT 1 FROM ${String(table)} c WHERE c.${String(column)} IS NOT NULL
         AND NOT EXISTS (SELECT 1 FROM ${String(parent)} p WHERE p.${String(key)} = c.${String(column)}) LIMIT 50`,
      )
      .map(() => ({ table: String(table), rowid: null, parent: String(parent) })),
  );
}
