/** Why a register can not be used; the texts lie in `text/`. */
export type RegisterFault =
  | 'REGISTER_MISSING'
  | 'REGISTER_EXISTS'
  | 'REGISTER_FOREIGN'
  | 'REGISTER_NEWER'
  | 'REGISTER_DAMAGED'
  | 'REGISTER_ALTERED'
  | 'REGISTER_LOCKED'
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
  | 'PASSWORD_KEY_NOT_WRITTEN';

export class UnusableRegister extends Error {
  readonly code: RegisterFault;
  readonly path: string;
  constructor(code: RegisterFault, path: string, cause?: unknown) {
    super(code, { cause });
    this.code = code;
    this.path = path;
  }
}

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : '';

/** Whether the file could not be read or written because another program is at it: it may be whole. */
export const isHeldByAnother = (error: unknown): boolean => /^SQLITE_(?:BUSY|LOCKED)/u.test(codeOf(error));

/** Names a driver's error; anything else is a bug and goes on as it is. */
export function asRegisterFault(error: unknown, path: string): unknown {
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
