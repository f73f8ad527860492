import { createHmac, hkdfSync } from 'node:crypto';
import { PASS_WORDS } from '../../domain/packages/pass-words.ts';
import { openKey, replaceKey, type KeyKind } from './key-file.ts';
import type { Register } from './register.ts';

export const PASSWORD_KEY: KeyKind = {
  extension: '.losen',
  markedAs: 'password_key_mark',
  markOf: 'overgang password key',
  faults: {
    missing: 'PASSWORD_KEY_MISSING',
    wrong: 'PASSWORD_KEY_WRONG',
    unreadable: 'PASSWORD_KEY_UNREADABLE',
    notWritten: 'PASSWORD_KEY_NOT_WRITTEN',
  },
};

const WORDS = 6;
const BITS_A_WORD = 11;
const SALT_BYTES = 16;

/** What the packages of a recipient are encrypted with. It is worked out when it is needed, and kept nowhere. */
interface RecipientPassword {
  /** Six words with spaces between: 66 bits. */
  readonly password: string;
  /** The same for all of a recipient's files of a generation: by it a file is known before a password is tried. */
  readonly salt: Buffer;
}

/** @param generation how many times the recipient has got a new password */
export type Passwords = (recipientKey: string, generation: number) => RecipientPassword;

/**
 * The passwords of all recipients, derived from the key beside the register (HKDF-SHA-256): none is stored.
 *
 * @throws UnusableRegister where the key that packages were made with is missing, or is another
 */
export function openPasswords(register: Register, use: 'read' | 'write'): Passwords {
  const key = openKey(register, PASSWORD_KEY, use);
  return (recipientKey, generation) => {
    const info = (of: string): string => `overgang ${of}|${String(generation)}|${recipientKey}`;
    const bytes = (of: string, length: number): Buffer =>
      Buffer.from(hkdfSync('sha256', key, Buffer.alloc(0), keyed(info(of)), length));
    return { password: wordsOf(bytes('password', 9)), salt: bytes('salt', SALT_BYTES) };
  };
}

/** Another key: every password is another from now on. */
export function replacePasswords(register: Register): void {
  replaceKey(register, PASSWORD_KEY);
}

/** HKDF takes 1,024 bytes of it; a name has no such limit. */
const keyed = (info: string): Buffer => createHmac('sha256', 'overgang').update(info).digest();

function wordsOf(bytes: Buffer): string {
  let bits = BigInt(`0x${bytes.toString('hex')}`);
  const words: string[] = [];
  for (let at = 0; at < WORDS; at += 1) {
    words.push(PASS_WORDS[Number(bits & 2047n)] ?? '');
    bits >>= BigInt(BITS_A_WORD);
  }
  return words.join(' ');
}
