import { THREAD_FAULTS, type ServerFault } from '../server-error.ts';

interface Raised {
  readonly code?: unknown;
  readonly severity?: unknown;
  readonly message?: unknown;
  readonly table?: unknown;
  readonly constraint?: unknown;
}

/** The server's own words for that it goes, or has gone; the connection does not outlive them. */
const GOES = /^(?:57P0[1-5]|080(?:00|03|06)|25P03)$/u;
const SQLSTATE = /^[0-9A-Z]{5}$/u;
/** Codes of a certificate that nobody vouches for, or that is another's. */
const CERTIFICATE = /CERT|^ERR_TLS|SELF_SIGNED|UNABLE_TO_(?:VERIFY|GET)|^ERR_SSL|HOSTNAME/u;
const NO_PASSWORD = /password must be/u;

/**
 * Names what went wrong, for the other side.
 *
 * @param isConnecting whether there was no connection yet: what then fails is that there is none to be had
 */
export function faultOf(error: unknown, isConnecting: boolean): ServerFault {
  const raised = (typeof error === 'object' && error !== null ? error : {}) as Raised;
  const code = typeof raised.code === 'string' ? raised.code : '';
  const message = typeof raised.message === 'string' ? raised.message : '';
  const isServers = SQLSTATE.test(code) && typeof raised.severity === 'string';
  if (isServers && !GOES.test(code)) {
    const where = [raised.table, raised.constraint].filter((part) => typeof part === 'string').join(' ');
    return { code, message: tellable(code, message), where };
  }
  if (NO_PASSWORD.test(message)) return { code: '28P01', message: 'no password', where: '' };
  if (code === 'MODULE_NOT_FOUND') return thread('packageMissing', message);
  if (!isConnecting) return thread('lost', message);
  if (CERTIFICATE.test(code) || /support SSL/u.test(message))
    return thread('notTrusted', `${code} ${message}`);
  return thread('unreachable', message);
}

function thread(fault: keyof typeof THREAD_FAULTS, message: string): ServerFault {
  return { code: THREAD_FAULTS[fault], message, where: '' };
}

/** A fault of our own SQL names tables and columns; any other may name what stands in a cell. */
function tellable(code: string, message: string): string {
  return code.startsWith('42') ? message : '';
}
