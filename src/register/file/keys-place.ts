import { join } from 'node:path';
import type { Environment } from '../engine/environment.ts';
import type { ServerAddress } from '../engine/server-address.ts';

/**
 * Where the keys of a register on a server lie, on the machine of each who works with it: the server never has them, so
 * that nobody who administers it can tell who a pseudonym is. The same files for all; the register knows its own by a
 * mark. A folder that they share is named by OVERGANG_KEYS; else each has a copy in a place of one's own.
 */
export function keysPlace({ database, register }: ServerAddress, env: Environment): string {
  const home = env['HOME'] ?? env['USERPROFILE'] ?? '.';
  const own = join(env['XDG_CONFIG_HOME'] ?? env['APPDATA'] ?? join(home, '.config'), 'overgang');
  return join(env['OVERGANG_KEYS'] ?? own, `${database}.${register}`.replace(/[^\w.-]/gu, '_'));
}
