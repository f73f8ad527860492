import { UnusableRegister } from '../unusable-register.ts';
import type { Bridge } from './bridge.ts';
import type { Step } from './protocol.ts';
import { ServerError } from '../server-error.ts';
import { simple } from './statement.ts';

/** "OVGN", by which our locks are told from other programs' in the database. */
const OURS = 0x4f56474e;
/** The register's own number in its database. */
const REGISTER = '(SELECT oid::int FROM pg_namespace WHERE nspname = current_schema())';
/** So long does a writer wait for another, as for a file. */
const WAIT = '5s';
/** So long does any other statement wait for what somebody else holds. */
const OTHERWISE = '8s';

const BEGIN: readonly Step[] = [
  `BEGIN`,
  `SET LOCAL lock_timeout = '${WAIT}'`,
  `SELECT pg_advisory_xact_lock(${OURS}, ${REGISTER})`,
  `SET LOCAL lock_timeout = '${OTHERWISE}'`,
].map(simple);

const HOLDER = `SELECT coalesce(a.usename, '?') FROM pg_locks l JOIN pg_stat_activity a USING (pid)
  WHERE l.locktype = 'advisory' AND l.granted AND l.classid = ${OURS} AND l.objid = ${REGISTER}::oid
    AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())`;

/**
 * Begins a transaction as the one who writes. Everything that is written is written under this lock, which goes with the
 * transaction, whatever becomes of who has it: numbers and the log's chain are made by one at a time.
 *
 * @param name the register's, for the error
 * @throws UnusableRegister SERVER_WRITER_BUSY, with who writes, after five seconds
 */
export function beginToWrite(bridge: Pick<Bridge, 'ask' | 'isOpen'>, name: string): void {
  try {
    bridge.ask(BEGIN);
  } catch (error) {
    if (!bridge.isOpen()) throw error;
    const isBusy = error instanceof ServerError && error.code === '55P03';
    bridge.ask([simple('ROLLBACK')]);
    if (!isBusy) throw error;
    const who = bridge.ask([simple(HOLDER)]).rows.map(([user]) => String(user));
    throw new UnusableRegister('SERVER_WRITER_BUSY', name, error, { who: who.join(', ') || '?' });
  }
}
