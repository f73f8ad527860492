import { createHmac } from 'node:crypto';
import { isKeyUsed, openKey, type KeyKind } from './key-file.ts';
import type { Register } from './register.ts';

/** Makes pseudonyms of persons. The register alone can not tell who a pseudonym is. */
export type Pseudonyms = (personKey: string) => string;

export const PSEUDONYM_KEY: KeyKind = {
  extension: '.key',
  markedAs: 'pseudonym_key_mark',
  markOf: 'overgang pseudonym key',
  faults: {
    missing: 'PSEUDONYM_KEY_MISSING',
    wrong: 'PSEUDONYM_KEY_WRONG',
    unreadable: 'PSEUDONYM_KEY_UNREADABLE',
    notWritten: 'PSEUDONYM_KEY_NOT_WRITTEN',
  },
};

/**
 * @param use `write` makes the key where the register has none yet; the caller holds the transaction
 * @throws UnusableRegister where the key that earlier lists were read with is missing, or is another
 */
export function openPseudonyms(register: Register, use: 'read' | 'write'): Pseudonyms {
  // No list has been read with it: nobody has a pseudonym that could be met.
  if (use === 'read' && !isKeyUsed(register, PSEUDONYM_KEY)) return () => NOBODY;
  const key = openKey(register, PSEUDONYM_KEY, use);
  return (personKey) => createHmac('sha256', key).update(personKey).digest('base64url');
}

/** Marks words of a person's name: the same word of two persons has two marks, so that none can be told by how usual it is. */
export const wordMarks =
  (pseudonymOf: Pseudonyms, personKey: string) =>
  (word: string): string =>
    pseudonymOf(`${personKey} ${word}`).slice(0, 12);

/** No pseudonym is like it. */
const NOBODY = '';
