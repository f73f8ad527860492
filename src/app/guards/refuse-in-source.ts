import type { Lock } from '../../domain/checkpoints/lock.ts';
import { lockOfRegister } from '../../register/log/lock.ts';
import type { Register } from '../../register/file/register.ts';
import { UserError } from '../../text/errors.ts';

/** The read-only checkpoint that locks the register now; null where there is none. */
export function lockNow({ db }: Register): Lock | null {
  return lockOfRegister(db);
}

/**
 * Refuses what concerns work in the source system while a read-only checkpoint locks the register.
 *
 * @param what in Swedish, for the message
 * @throws UserError SOURCE_READ_ONLY
 */
export function refuseInSource(register: Register, what: string): void {
  if (lockNow(register) !== null) throw sourceIsReadOnly(register, what);
}

/** @param what in Swedish, for the message */
export function sourceIsReadOnly(register: Register, what: string): UserError {
  const lock = lockNow(register);
  const { source, target } = register.profile;
  return new UserError('SOURCE_READ_ONLY', {
    source,
    target,
    day: lock?.since ?? '',
    checkpoint: lock?.checkpoint ?? '',
    what,
  });
}
