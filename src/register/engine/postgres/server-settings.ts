import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Environment } from '../environment.ts';
import { UnusableRegister } from '../unusable-register.ts';
import { addressText, type ServerAddress } from '../server-address.ts';
import { passwordIn } from './passfile.ts';
import type { ConnectionSettings } from './protocol.ts';

/** Loaded when it is asked: a register that is a file needs none of it. */
const system = (): typeof import('node:os') => process.getBuiltinModule('node:os');

const PORT = 5432;
/** Where the servers of Linux distributions have their socket. */
const SOCKETS = '/var/run/postgresql';

/**
 * How a server is connected to: by the address, and for what it leaves out by libpq's environment (PGHOST, PGPORT,
 * PGUSER, PGPASSFILE, PGPASSWORD, PGSSLROOTCERT, PGSSLCERT, PGSSLKEY) and files, as every other program of PostgreSQL is.
 * Two things are not to be had otherwise than here: a server over the network shows a certificate for its own name
 * (verify-full), whatever PGSSLMODE says, and a file of passwords that others may read is refused.
 *
 * @throws UnusableRegister
 */
export function connectionSettings(address: ServerAddress, env: Environment): ConnectionSettings {
  const host = address.host ?? env['PGHOST'] ?? (existsSync(SOCKETS) ? SOCKETS : 'localhost');
  const port = address.port ?? Number(env['PGPORT'] ?? PORT);
  const name = addressText(address);
  if (host.includes(',') || !Number.isInteger(port))
    throw new UnusableRegister('SERVER_ADDRESS_FAULTY', name);
  const user = address.user ?? env['PGUSER'] ?? system().userInfo().username;
  const { database } = address;
  return {
    ...{ host, port, database, user },
    password: env['PGPASSWORD'] ?? passwordOf({ host, port, database, user }, env),
    tls: host.startsWith('/') ? null : tlsOf(env),
    applicationName: 'overgang',
  };
}

/** A place of one's own, as libpq has it on this system. */
function ownFile(env: Environment, onWindows: string, elsewhere: string): string {
  return process.platform === 'win32'
    ? join(env['APPDATA'] ?? system().homedir(), 'postgresql', onWindows)
    : join(env['HOME'] ?? system().homedir(), elsewhere);
}

function passwordOf(asked: Parameters<typeof passwordIn>[1], env: Environment): string | null {
  const file = env['PGPASSFILE'] ?? ownFile(env, 'pgpass.conf', '.pgpass');
  if (!existsSync(file)) return null;
  if (process.platform !== 'win32' && (statSync(file).mode & 0o077) !== 0)
    throw new UnusableRegister('SERVER_PASSFILE_OPEN', file);
  return passwordIn(readOrRefuse(file), asked);
}

function tlsOf(env: Environment): NonNullable<ConnectionSettings['tls']> {
  const read = (variable: string, standard: string): string | null => {
    const said = env[variable];
    const file = said ?? ownFile(env, standard, join('.postgresql', standard));
    if (said === undefined && !existsSync(file)) return null;
    return readOrRefuse(file);
  };
  const isSystems = env['PGSSLROOTCERT'] === 'system';
  return {
    ca: isSystems ? null : read('PGSSLROOTCERT', 'root.crt'),
    cert: read('PGSSLCERT', 'postgresql.crt'),
    key: read('PGSSLKEY', 'postgresql.key'),
  };
}

function readOrRefuse(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new UnusableRegister('SERVER_FILE_UNREADABLE', file, error);
  }
}
