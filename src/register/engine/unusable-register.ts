import { ServerError, THREAD_FAULTS } from './server-error.ts';

/** Why a register can not be used; the texts lie in `text/`. */
export type RegisterFault =
  | 'REGISTER_MISSING'
  | 'REGISTER_EXISTS'
  | 'REGISTER_FOREIGN'
  | 'REGISTER_NEWER'
  | 'REGISTER_DAMAGED'
  | 'REGISTER_ALTERED'
  | 'REGISTER_LOCKED'
  | 'REGISTER_WRITTEN_MEANWHILE'
  | 'REGISTER_UNREADABLE'
  | 'REGISTER_READ_ONLY'
  | 'REGISTER_FOLDER_MISSING'
  | 'REGISTER_DRIVER_MISSING'
  | 'REGISTER_DISK_FULL'
  | 'REGISTER_DISK_FAILS'
  | 'PSEUDONYM_KEY_MISSING'
  | 'PSEUDONYM_KEY_WRONG'
  | 'PSEUDONYM_KEY_UNREADABLE'
  | 'PSEUDONYM_KEY_NOT_WRITTEN'
  | 'PASSWORD_KEY_MISSING'
  | 'PASSWORD_KEY_WRONG'
  | 'PASSWORD_KEY_UNREADABLE'
  | 'PASSWORD_KEY_NOT_WRITTEN'
  | ServerFaultCode;

/** Why a register on a server can not be used. */
type ServerFaultCode =
  | 'SERVER_ADDRESS_FAULTY'
  | 'SERVER_PASSWORD_GIVEN'
  | 'SERVER_PASSFILE_OPEN'
  | 'SERVER_FILE_UNREADABLE'
  | 'SERVER_PACKAGE_MISSING'
  | 'SERVER_UNREACHABLE'
  | 'SERVER_NOT_TRUSTED'
  | 'SERVER_LOGIN_REFUSED'
  | 'SERVER_DATABASE_MISSING'
  | 'SERVER_REGISTER_MISSING'
  | 'SERVER_REGISTER_EMPTY'
  | 'SERVER_DATABASE_UNFIT'
  | 'SERVER_ROLES_MISSING'
  | 'SERVER_REGISTER_EXISTS'
  | 'SERVER_REGISTER_NEWER'
  | 'SERVER_REGISTER_OLDER'
  | 'SERVER_RIGHT_MISSING'
  | 'SERVER_WRITER_BUSY'
  | 'SERVER_LOST'
  | 'SERVER_LOST_AT_COMMIT'
  | 'SERVER_FULL'
  | 'SERVER_FILE_ONLY';

export class UnusableRegister extends Error {
  readonly code: RegisterFault;
  readonly path: string;
  /** What else is to be told: names and counts. */
  readonly detail: Readonly<Record<string, string>>;
  constructor(
    code: RegisterFault,
    path: string,
    cause?: unknown,
    detail: Readonly<Record<string, string>> = {},
  ) {
    super(code, { cause });
    this.code = code;
    this.path = path;
    this.detail = detail;
  }
}

/** Somebody else wrote after this was decided and before it was written: nothing of it is. */
export class WrittenMeanwhile extends UnusableRegister {
  constructor(path: string) {
    super('REGISTER_WRITTEN_MEANWHILE', path);
  }
}

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : '';

/** Whether the file could not be read or written because another program is at it: it may be whole. */
export const isHeldByAnother = (error: unknown): boolean => /^SQLITE_(?:BUSY|LOCKED)/u.test(codeOf(error));

/** Whether a server lacks something that a statement speaks of. */
export const isOfSchema = (error: unknown): error is ServerError =>
  error instanceof ServerError && error.code.startsWith('42P0');

/** Names a driver's error; anything else is a bug and goes on as it is. */
export function asRegisterFault(error: unknown, path: string): unknown {
  if (error instanceof ServerError) return asServerFault(error, path);
  const code = codeOf(error);
  if (isHeldByAnother(error)) return new UnusableRegister('REGISTER_LOCKED', path);
  if (code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB')
    return new UnusableRegister('REGISTER_DAMAGED', path);
  if (code === 'SQLITE_FULL' || code === 'ENOSPC') return new UnusableRegister('REGISTER_DISK_FULL', path);
  if (code.startsWith('SQLITE_IOERR') || code === 'EIO')
    return new UnusableRegister('REGISTER_DISK_FAILS', path);
  if (
    code.startsWith('SQLITE_READONLY') ||
    code === 'SQLITE_CANTOPEN' ||
    code === 'EACCES' ||
    code === 'EROFS'
  ) {
    return new UnusableRegister('REGISTER_READ_ONLY', path);
  }
  return error;
}

/** By PostgreSQL's code (SQLSTATE), or its class, or the code of the thread that speaks with the server. */
const SERVER_FAULTS: readonly (readonly [begins: string, code: RegisterFault])[] = [
  [THREAD_FAULTS.packageMissing, 'SERVER_PACKAGE_MISSING'],
  [THREAD_FAULTS.unreachable, 'SERVER_UNREACHABLE'],
  [THREAD_FAULTS.notTrusted, 'SERVER_NOT_TRUSTED'],
  [THREAD_FAULTS.lostAtCommit, 'SERVER_LOST_AT_COMMIT'],
  [THREAD_FAULTS.lost, 'SERVER_LOST'],
  ['28', 'SERVER_LOGIN_REFUSED'],
  ['3D000', 'SERVER_DATABASE_MISSING'],
  ['42501', 'SERVER_RIGHT_MISSING'],
  // Written in a connection that was opened to read.
  ['25006', 'SERVER_RIGHT_MISSING'],
  // Somebody holds what is needed; a statement that took too long; more connections than there is room for.
  ['55P03', 'REGISTER_LOCKED'],
  ['40P01', 'REGISTER_LOCKED'],
  ['57014', 'SERVER_LOST'],
  ['53300', 'SERVER_UNREACHABLE'],
  ['53', 'SERVER_FULL'],
];

function asServerFault(error: ServerError, path: string): unknown {
  const found = SERVER_FAULTS.find(([begins]) => error.code.startsWith(begins));
  return found === undefined ? error : new UnusableRegister(found[1], path, error);
}
