import type { Environment } from '../engine/environment.ts';
import { addressText, parseServerAddress } from '../engine/server-address.ts';
import { tablesOfServer } from '../engine/postgres/ddl.ts';
import type { PostgresEngine } from '../engine/postgres/postgres-engine.ts';
import { SHOWN_WAITING } from '../engine/postgres/shown-waiting.ts';
import { serverTables } from '../engine/postgres/tables.ts';
import type { Engine } from '../engine/engine.ts';
import { isOnServer } from '../engine/postgres/postgres-engine.ts';
import type { SchemaFault } from './file-soundness.ts';
import { compared, HERE } from './compared-lines.ts';
import { keysPlace } from './keys-place.ts';
import { definitionFaults } from './server-definitions.ts';
import { functionsMade, guardFaults, strangers } from './server-guards.ts';
import { rightsFaults } from './server-rights.ts';
import { connectTo, refuseVersion } from './server-register.ts';

/** Questions that `verify` asks of a register on a server. None of them writes; each answers with what does not hold. */

/** A register on a server, to be looked at past what is wrong with it. */
export interface SuspectServer {
  readonly path: string;
  readonly keysBeside: string;
  readonly db: PostgresEngine;
}

/** @throws UnusableRegister where there is none, or one of another version */
export function openServerToLook(text: string, env: Environment): SuspectServer {
  const address = parseServerAddress(text);
  const db = connectTo(address, 'read', env);
  try {
    refuseVersion(db, address);
    return { db, path: addressText(address), keysBeside: keysPlace(address, env) };
  } catch (error) {
    db.close();
    throw error;
  }
}

function asServer(db: Engine): PostgresEngine {
  if (!isOnServer(db)) throw new Error('asked of a server, and the register is a file');
  return db;
}

/** Where tables, indexes, guards and rights are not as the program makes them. */
export function serverSchemaFaults(register: Engine): readonly SchemaFault[] {
  const db = asServer(register);
  const [[schema] = []] = db.rows('SELECT current_schema()');
  const made = tablesOfServer(String(schema));
  return [
    ...compared(
      'table',
      [...serverTables(), SHOWN_WAITING],
      names(db, `SELECT relname FROM pg_class WHERE relnamespace = ${HERE} AND relkind = 'r'`),
    ),
    ...definitionFaults(db, made),
    ...guardFaults(db, made.join('\n'), String(schema)),
    ...strangers(db),
    ...rightsFaults(db, String(schema), functionsMade(made.join('\n'))),
  ];
}

const names = (db: PostgresEngine, sql: string): readonly string[] =>
  db.rows(sql).map(([name]) => String(name));

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
