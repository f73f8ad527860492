import { createHmac } from 'node:crypto';
import { openKey, type KeyKind } from './key-file.ts';
import type { Register } from './register.ts';

/** Makes pseudonyms of persons. The register alone can not tell who a pseudonym is. */
export type Pseudonyms = (personKey: string) => string;

const PSEUDONYM_KEY: KeyKind = {
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
  const key = openKey(register, PSEUDONYM_KEY, use);
  return (personKey) => createHmac('sha256', key).update(personKey).digest('base64url');
}
