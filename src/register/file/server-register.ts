import { withLaterMembers } from '../../domain/profile/later-members.ts';
import type { Profile } from '../../domain/profile/profile-schema.ts';
import type { Environment } from '../engine/environment.ts';
import { MIGRATIONS } from '../engine/migrations.ts';
import { addressText, parseServerAddress, type ServerAddress } from '../engine/server-address.ts';
import { openBridge, type Bridge } from '../engine/postgres/bridge.ts';
import { postgresEngine, type PostgresEngine } from '../engine/postgres/postgres-engine.ts';
import { connectionSettings } from '../engine/postgres/server-settings.ts';
import { simple } from '../engine/postgres/statement.ts';
import { getSetting, setSetting } from '../engine/settings.ts';
import { decideByWhatIsWritten } from '../engine/decided.ts';
import { atOnce } from '../engine/transaction.ts';
import { headOfLog } from '../log/events.ts';
import { asRegisterFault, UnusableRegister } from '../engine/unusable-register.ts';
import type { Register } from './register.ts';
import { keysPlace } from './keys-place.ts';

/** What a register's schema says of itself, in its comment: that it is one, and of which version. */
const MARK = /^overgang register (?<version>\d+)$/u;
export const markOf = (version: number): string => `overgang register ${String(version)}`;

/** No statement takes longer than this: it is not known to be alive then. */
const STATEMENT = '15min';
/** Who has begun to write, and has been silent for so long, is taken to be gone: others may write. */
const IDLE = '10min';

/** So much memory may a step of a question take before it goes to disk. */
const WORK = '32MB';

/** A connection with the register's schema as the only place that names are looked for in. */
export function connectTo(address: ServerAddress, use: 'read' | 'write', env: Environment): PostgresEngine {
  const name = addressText(address);
  let bridge: Bridge | null = null;
  try {
    bridge = openBridge(connectionSettings(address, env));
    const [user] = bridge.ask(
      [
        `SET search_path = ${address.register}, pg_temp`,
        `SET statement_timeout = '${STATEMENT}'`,
        `SET lock_timeout = '8s'`,
        // Compiling a question takes longer than our questions do, and what they sort and group is a register's, not a database's.
        `SET jit = off`,
        `SET work_mem = '${WORK}'`,
        `SET idle_in_transaction_session_timeout = '${IDLE}'`,
        `SET tcp_keepalives_idle = 10`,
        `SET tcp_keepalives_interval = 5`,
        `SET tcp_keepalives_count = 3`,
        `SET client_connection_check_interval = '5s'`,
        // Everything is read as it is now, whatever others write meanwhile.
        ...(use === 'read' ? ['BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY'] : []),
        'SELECT session_user::text',
      ].map(simple),
    ).rows[0] ?? [''];
    return postgresEngine(bridge, { sessionUser: String(user), isReading: use === 'read', name });
  } catch (error) {
    bridge?.close();
    throw asRegisterFault(error, name);
  }
}

/** The version of the register in a schema; null where it holds none that this login may see. */
export function versionIn(db: PostgresEngine, register: string): number | null {
  const [[mark] = []] = db.rows(
    `SELECT obj_description(oid, 'pg_namespace') FROM pg_namespace WHERE nspname = ?
     AND has_schema_privilege(oid, 'USAGE')`,
    register,
  );
  const version = MARK.exec(String(mark))?.groups?.['version'];
  return version === undefined ? null : Number(version);
}

/**
 * Opens a register on a server. One opened to read is read as it was at that moment, whatever is written meanwhile.
 *
 * @throws UnusableRegister
 */
export function openServerRegister(text: string, use: 'read' | 'write', env: Environment): Register {
  const address = parseServerAddress(text);
  const path = addressText(address);
  const db = connectTo(address, use, env);
  try {
    refuseVersion(db, address);
    if (use === 'write') decideByWhatIsWritten(db, path);
    if (isEmpty(db)) throw new UnusableRegister('SERVER_REGISTER_EMPTY', path);
    const profile = getSetting(db, 'profile');
    if (profile === undefined) throw new UnusableRegister('REGISTER_DAMAGED', path);
    return serverRegister(db, address, {
      profile: withLaterMembers(JSON.parse(profile)),
      use,
      environment: env,
    });
  } catch (error) {
    db.close();
    throw asRegisterFault(error, path);
  }
}

/**
 * Gives a register on a server, whose tables are made and empty, its profile. It counts as empty until its first event.
 *
 * @throws UnusableRegister
 */
export function createServerRegister(text: string, profile: Profile, env: Environment): Register {
  const address = parseServerAddress(text);
  const path = addressText(address);
  const db = connectTo(address, 'write', env);
  try {
    refuseVersion(db, address);
    decideByWhatIsWritten(db, path);
    atOnce(
      db,
      () => {
        if (!isEmpty(db)) throw new UnusableRegister('SERVER_REGISTER_EXISTS', path);
        setSetting(db, 'profile', JSON.stringify(profile));
      },
      'within',
    );
    return serverRegister(db, address, { profile, use: 'write', environment: env });
  } catch (error) {
    db.close();
    throw asRegisterFault(error, path);
  }
}

export const isEmpty = (db: PostgresEngine): boolean => headOfLog(db).seq === 0;

/** @throws UnusableRegister where the schema holds no register, or one of another version */
export function refuseVersion(db: PostgresEngine, address: ServerAddress): void {
  const path = addressText(address);
  const version = versionIn(db, address.register);
  if (version === null) throw new UnusableRegister('SERVER_REGISTER_MISSING', path);
  if (version > MIGRATIONS.length) throw new UnusableRegister('SERVER_REGISTER_NEWER', path);
  if (version < MIGRATIONS.length) throw new UnusableRegister('SERVER_REGISTER_OLDER', path);
}

function serverRegister(
  db: PostgresEngine,
  address: ServerAddress,
  opened: { readonly profile: Profile; readonly use: 'read' | 'write'; readonly environment: Environment },
): Register {
  return {
    ...{ db, ...opened },
    path: addressText(address),
    keysBeside: keysPlace(address, opened.environment),
    // What a file is held against, a server has not: whoever asks is told by `verify`.
    isChecked: true,
    close: () => {
      db.close();
    },
  };
}
