import type { Environment } from '../engine/environment.ts';
import { MIGRATIONS } from '../engine/migrations.ts';
import { addressText, parseServerAddress, type ServerAddress } from '../engine/server-address.ts';
import { tablesOfServer } from '../engine/postgres/ddl.ts';
import type { PostgresEngine } from '../engine/postgres/postgres-engine.ts';
import { grants, roleNames } from '../engine/postgres/rights.ts';
import { asRegisterFault, UnusableRegister } from '../engine/unusable-register.ts';
import { eventWriter } from '../log/events.ts';
import { connectTo, isEmpty, markOf, versionIn } from './server-register.ts';

export interface CreatedSchema {
  readonly register: string;
  readonly version: number;
  /** The version that was there before; null where the tables are new. */
  readonly upgradedFrom: number | null;
  readonly roles: { readonly reader: string; readonly writer: string };
}

/**
 * Makes the tables of a register in a database, and the roles that work with it, all or nothing: whoever runs it becomes
 * the register's owner. One that is there already is never touched, but by an upgrade to this version,
 * which lays its guards and rights anew.
 *
 * @throws UnusableRegister
 */
export function createSchema(
  text: string,
  { upgrade, environment }: { readonly upgrade: boolean; readonly environment: Environment },
): CreatedSchema {
  const address = parseServerAddress(text);
  const name = addressText(address);
  const db = connectTo(address, 'write', environment);
  try {
    const version = versionIn(db, address.register);
    if (!upgrade && schemaExists(db, address.register))
      throw new UnusableRegister('SERVER_REGISTER_EXISTS', name);
    if (upgrade && version === null) throw new UnusableRegister('SERVER_REGISTER_MISSING', name);
    if (version !== null && version > MIGRATIONS.length)
      throw new UnusableRegister('SERVER_REGISTER_NEWER', name);
    refuseUnfit(db, name);
    db.exec('BEGIN');
    if (version === null) db.exec(`CREATE SCHEMA ${address.register}`);
    else db.exec(`LOCK TABLE ${address.register}.event IN ACCESS EXCLUSIVE MODE`);
    for (const statement of tablesOfServer(address.register, version ?? 0)) db.exec(statement);
    makeRoles(db, address, name);
    for (const statement of grants(address.register)) db.exec(statement);
    if (version !== null && version < MIGRATIONS.length) logUpgrade(db, version);
    db.exec(`COMMENT ON SCHEMA ${address.register} IS '${markOf(MIGRATIONS.length)}'`);
    db.exec('COMMIT');
    return {
      register: name,
      version: MIGRATIONS.length,
      upgradedFrom: version,
      roles: roleNames(address.register),
    };
  } catch (error) {
    throw asRegisterFault(error, name);
  } finally {
    // What is not committed is taken back by the server.
    db.close();
  }
}

/** As of a file (register.ts): a register without events is none yet. */
function logUpgrade(db: PostgresEngine, from: number): void {
  if (isEmpty(db)) return;
  const recordedAt = new Date().toISOString();
  const data = { from, to: MIGRATIONS.length };
  eventWriter(db, { by: 'overgang', recordedAt })({
    type: 'register-upgraded',
    effectiveOn: recordedAt.slice(0, 10),
    data,
  });
}

const schemaExists = (db: PostgresEngine, register: string): boolean =>
  db.rows('SELECT 1 FROM pg_namespace WHERE nspname = ?', register).length > 0;

/** Text must be compared by its bytes and kept whole, or lists would stand in another order than in a file. */
function refuseUnfit(db: PostgresEngine, name: string): void {
  const [[encoding, collate, ctype, version] = []] = db.rows(
    `SELECT pg_encoding_to_char(encoding), datcollate, datctype, current_setting('server_version_num')::int
     FROM pg_database WHERE datname = current_database()`,
  );
  const isPlain = (what: unknown): boolean => what === 'C' || what === 'POSIX';
  const what = [
    ...(encoding === 'UTF8' ? [] : [`teckenkodningen är ${String(encoding)}, inte UTF8`]),
    ...(isPlain(collate) && isPlain(ctype) ? [] : [`texter ordnas efter ${String(collate)}, inte C`]),
    ...(Number(version) >= OLDEST ? [] : ['PostgreSQL är äldre än version 14']),
  ].join(', ');
  if (what !== '') throw new UnusableRegister('SERVER_DATABASE_UNFIT', name, undefined, { what });
}
const OLDEST = 140_000;

/** Roles belong to the whole server: those that are there already are used. */
function makeRoles(db: PostgresEngine, { register }: ServerAddress, name: string): void {
  const missing = Object.values(roleNames(register)).filter(
    (role) => db.rows('SELECT 1 FROM pg_roles WHERE rolname = ?', role).length === 0,
  );
  const mayMake = db.rows(
    'SELECT 1 FROM pg_roles WHERE rolname = current_user AND (rolcreaterole OR rolsuper)',
  );
  if (missing.length > 0 && mayMake.length === 0)
    throw new UnusableRegister('SERVER_ROLES_MISSING', name, undefined, { roles: missing.join(' och ') });
  for (const role of missing) db.exec(`CREATE ROLE ${role} NOLOGIN`);
}
