/** What went wrong with a server, or on the way to it: its own code (SQLSTATE), or one of the thread's that speaks with it. */
export interface ServerFault {
  readonly code: string;
  /** What of the message may be told: never a value. */
  readonly message: string;
  /** Which rule, of which table, was broken. */
  readonly where: string;
}

/** The thread's own codes, beside the server's (which have five signs). */
export const THREAD_FAULTS = {
  packageMissing: 'PACKAGE_MISSING',
  unreachable: 'UNREACHABLE',
  notTrusted: 'NOT_TRUSTED',
  lost: 'LOST',
  lostAtCommit: 'LOST_AT_COMMIT',
} as const;

/** What a server, or the way to it, refused: `code` is PostgreSQL's own (SQLSTATE), or one of the thread's. */
export class ServerError extends Error {
  readonly code: string;
  readonly where: string;
  constructor({ code, message, where }: ServerFault) {
    super([code, message, where].filter((part) => part !== '').join(' '));
    this.code = code;
    this.where = where;
  }
}
