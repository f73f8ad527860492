import { UnusableRegister } from '../unusable-register.ts';
import type { Bridge } from './bridge.ts';
import type { Step } from './protocol.ts';
import { ServerError } from '../server-error.ts';
import { FOLD, HOLDERS, writersLock } from './shown-waiting.ts';
import { simple } from './statement.ts';

/** So long does a writer wait for another, as for a file. */
const WAIT = '5s';
/** So long does any other statement wait for what somebody else holds. */
const OTHERWISE = '8s';

const BEGIN: readonly Step[] = [
  ...[
    `BEGIN`,
    `SET LOCAL lock_timeout = '${WAIT}'`,
    `SELECT pg_advisory_xact_lock(${writersLock('current_schema()')})`,
    `SET LOCAL lock_timeout = '${OTHERWISE}'`,
  ].map(simple),
  // What was shown before stands before what is written.
  FOLD,
];

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
    const who = bridge.ask([simple(HOLDERS)]).rows.map(([user]) => String(user));
    throw new UnusableRegister('SERVER_WRITER_BUSY', name, error, { who: who.join(', ') || '?' });
  }
}
