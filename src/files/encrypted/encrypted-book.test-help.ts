import { readFileSync } from 'node:fs';
import { spunPassword } from './agile.ts';
import { encryptBook, openEncryptedBook, type Spinner } from './encrypted-book.ts';
import { UnreadableFile } from '../reading/unreadable-file.ts';

export const KEY = { password: 'alm bok eld fil gran hus', salt: Buffer.from('0123456789abcdef') };

/** As slow as a test can bear: the turns are not what is tried. */
export const QUICK: Spinner = {
  spun: (password, salt, turns, name) => spunPassword(password, salt, turns % 1000, name),
};

export const bytesOf = (length: number): Buffer =>
  Buffer.from(Array.from({ length }, (_, at) => (at * 7 + (at >> 8)) & 0xff));

export const encrypt = (content: Buffer): Buffer => encryptBook(content, KEY, QUICK);
export const open = (bytes: Buffer, password = KEY.password): Buffer | null =>
  openEncryptedBook(bytes).open(password, QUICK);

/** A sheet that LibreOffice encrypted when it saved it: Standard, AES-128 (password KEY's). */
export const SAVED_BY_LIBREOFFICE = (): Buffer =>
  readFileSync('fixtures/worklists/encrypted-by-libreoffice.xlsx');

/** Flips one bit, and says what came of it. */
export function flipped(file: Buffer, content: Buffer, bit: number): 'same' | 'refused' | 'other' {
  const changed = Buffer.from(file);
  const at = bit >> 3;
  changed[at] = (changed[at] ?? 0) ^ (1 << (bit & 7));
  try {
    const opened = open(changed);
    return opened === null ? 'refused' : opened.equals(content) ? 'same' : 'other';
  } catch (error) {
    if (error instanceof UnreadableFile) return 'refused';
    throw error;
  }
}
