import { basename } from 'node:path';
import { faultOfKey, keysPath } from './key-file.ts';
import { PASSWORD_KEY } from './password-key.ts';
import { PSEUDONYM_KEY } from './pseudonym-key.ts';
import type { Register } from './register.ts';

const KEY_KINDS = [PSEUDONYM_KEY, PASSWORD_KEY] as const;

/** What the key files are called: the register's name, and this. */
export const KEY_EXTENSIONS: readonly string[] = KEY_KINDS.map(({ extension }) => extension);

export interface LostKey {
  readonly file: string;
  readonly code: NonNullable<ReturnType<typeof faultOfKey>>;
}

/** The keys that the register has used, and that are missing beside it, unreadable or another register's. */
export function lostKeys(register: Pick<Register, 'db' | 'path' | 'keysBeside'>): readonly LostKey[] {
  return KEY_KINDS.flatMap((kind) => {
    const code = faultOfKey(register, kind);
    return code === null ? [] : [{ file: `${basename(keysPath(register))}${kind.extension}`, code }];
  });
}
