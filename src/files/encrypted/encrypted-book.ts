import cfb from 'cfb';

import { UnreadableFile } from '../reading/unreadable-file.ts';
import { broken } from '../reading/workbook-zip.ts';
import { decryptAgile, encryptAgile, SPIN_COUNT, spunPassword, type HashName } from './agile.ts';
import { streamsOf } from '../reading/container.ts';
import { DATA_SPACES } from './data-spaces.ts';
import { agileInfo, isAgile, parseAgile } from './encryption-info.ts';
import { decryptStandard, parseStandard } from './standard.ts';

/** What Office and LibreOffice put in place of a workbook that has a password: a container with the workbook in it. */
export const OLE = Buffer.from([0xd0, 0xcf, 0x11, 0xe0]);
const MOST_BYTES = 64 * 1024 * 1024;
/** Kept from file to file: what was slow to make of a password is the same for all files with its salt. */
const MOST_KEPT = 512;

/** A password that workbooks are encrypted with, and the salt that goes with it. */
export interface BookKey {
  readonly password: string;
  /** 16 bytes, the same for all files of the password: then it is slow to try once and not once a file. */
  readonly salt: Buffer;
}

/** Makes passwords slow to try, each once. Keep one for a hand-out or a return, and no longer. */
export interface Spinner {
  readonly spun: (password: string, salt: Buffer, spinCount: number, name: HashName) => Buffer;
}

export function createSpinner(): Spinner {
  const kept = new Map<string, Buffer>();
  return {
    spun(password, salt, spinCount, name) {
      const key = [name, spinCount, salt.toString('hex'), password].join('|');
      const known = kept.get(key);
      if (known !== undefined) return known;
      const made = spunPassword(password, salt, spinCount, name);
      if (kept.size < MOST_KEPT) kept.set(key, made);
      return made;
    },
  };
}

/** A workbook encrypted as Excel does it. */
export function encryptBook(book: Buffer, { password, salt }: BookKey, spinner: Spinner): Buffer {
  const made = encryptAgile(book, spinner.spun(password, salt, SPIN_COUNT, 'sha512'), salt);
  const container = cfb.utils.cfb_new();
  const add = (name: string, content: Buffer): void => void cfb.utils.cfb_add(container, name, content);
  for (const [name, content] of Object.entries(DATA_SPACES)) add(`/\u0006DataSpaces/${name}`, content);
  add('/EncryptionInfo', agileInfo(made.parameters));
  add('/EncryptedPackage', made.package);
  return Buffer.from(cfb.write(container, { type: 'buffer' }) as Uint8Array);
}

/** An encrypted workbook, before anybody has said its password. */
export interface EncryptedBook {
  /** The salt of its password, by which a file as it was handed out is known; null where the format has none to go by. */
  readonly salt: Buffer | null;
  /** What it takes to try one password, in turns of a hash. */
  readonly turns: number;
  /**
   * @returns the workbook; null where the password is another
   * @throws UnreadableFile where the password is right and the content is not as it was encrypted
   */
  readonly open: (password: string, spinner: Spinner) => Buffer | null;
}

/** @throws UnreadableFile where it is no encrypted workbook, is damaged, or is encrypted in a way not read here */
export function openEncryptedBook(bytes: Buffer): EncryptedBook {
  if (bytes.length > MOST_BYTES) throw new UnreadableFile('FILE_XLSX_TOO_LARGE', { bytes: bytes.length });
  const { info, content } = contentOf(bytes);
  const known = (isAgile(info) ? ofAgile : ofStandard)(info, content);
  if (known === null) throw new UnreadableFile('FILE_ENCRYPTION_UNKNOWN');
  return known;
}

function ofAgile(info: Buffer, content: Buffer): EncryptedBook | null {
  const parameters = parseAgile(info);
  if (parameters === null) return null;
  const { salt, spinCount, hashName } = parameters.password;
  return {
    salt,
    turns: spinCount,
    open: (password, spinner) =>
      unlessAltered(() =>
        decryptAgile(parameters, content, spinner.spun(password, salt, spinCount, hashName)),
      ),
  };
}

const STANDARD_TURNS = 50_000;

function ofStandard(info: Buffer, content: Buffer): EncryptedBook | null {
  if (info.readUInt16LE(2) !== 2) return null;
  const parameters = parseStandard(info);
  if (parameters === null) return null;
  return {
    salt: null,
    turns: STANDARD_TURNS,
    open: (password) => unlessAltered(() => decryptStandard(parameters, content, password)),
  };
}

function unlessAltered(open: () => Buffer | 'altered' | null): Buffer | null {
  let opened: Buffer | 'altered' | null;
  try {
    opened = open();
  } catch (error) {
    // Lengths that do not fit: no block ends where the file does.
    throw broken(error instanceof Error ? error.message : 'decipher');
  }
  if (opened === 'altered') throw new UnreadableFile('FILE_ENCRYPTED_ALTERED');
  return opened;
}

function contentOf(bytes: Buffer): { readonly info: Buffer; readonly content: Buffer } {
  if (!bytes.subarray(0, OLE.length).equals(OLE)) throw broken('no container');
  const streams = streamsOf(bytes, ['EncryptionInfo', 'EncryptedPackage']);
  const [info, content] = [streams.get('EncryptionInfo'), streams.get('EncryptedPackage')];
  if (info === undefined || content === undefined) throw new UnreadableFile('FILE_XLS_OLD');
  if (info.length < 40 || content.length < 8) throw broken('stream cut');
  return { info, content };
}
