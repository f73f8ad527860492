import type { BookKey } from '../../files/encrypted/encrypted-book.ts';
import { passwordGeneration } from '../../register/hand-outs/contacts.ts';
import { openPasswords } from '../../register/file/password-key.ts';
import type { Register } from '../../register/file/register.ts';

/** A recipient's key as it is now, and as it has been. */
export interface PackageKeys {
  readonly now: (recipientKey: string) => BookKey;
  /** The newest first. */
  readonly ever: (recipientKey: string) => readonly BookKey[];
}

/** @throws UnusableRegister where the key that packages were made with is missing, or is another */
export function openPackageKeys(register: Register, use: 'read' | 'write'): PackageKeys {
  const passwords = openPasswords(register, use);
  return {
    now: (recipientKey) => passwords(recipientKey, passwordGeneration(register.db, recipientKey)),
    ever: (recipientKey) => {
      const newest = passwordGeneration(register.db, recipientKey);
      return Array.from({ length: newest }, (_, at) => passwords(recipientKey, newest - at));
    },
  };
}
