import { nameOfRegister } from '../../register/engine/register-name.ts';
import { UnreadableFile } from '../../files/reading/unreadable-file.ts';
import { OutputRefused } from '../../files/put/atomic-write.ts';
import { asRegisterFault, UnusableRegister } from '../../register/engine/unusable-register.ts';
import { UserError } from '../../text/errors.ts';

/** The error as one that the user can mend, when one of the rooms says so; null = a bug. */
export function asUserError(error: unknown): UserError | null {
  if (error instanceof UserError) return error;
  if (error instanceof OutputRefused) return new UserError(error.code, { file: error.file });
  if (error instanceof UnreadableFile) return new UserError(error.code, { file: '', ...error.detail });
  const fault = asRegisterFault(error, '');
  return fault instanceof UnusableRegister
    ? new UserError(fault.code, { file: nameOfRegister(fault.path), ...fault.detail })
    : null;
}
