import { createHmac, randomBytes } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { getSetting, setSetting } from '../engine/settings.ts';
import type { Register } from './register.ts';
import { UnusableRegister } from '../engine/unusable-register.ts';

/**
 * The key that makes pseudonyms of persons: 32 random bytes in a file of their own beside the register, `<register>.key`,
 * for the owner's eyes only, made on first need. The register alone can not tell who a pseudonym is, and the key is
 * never shown. The register keeps a mark of the key, so that a lost or exchanged one is found out before anything is
 * compared with it.
 */
export type Pseudonyms = (personKey: string) => string;

const KEY_BYTES = 32;
const KEY_TEXT = /^[0-9a-f]{64}\s*$/u;
const KEY_MARK = 'pseudonym_key_mark';

/** Registers that are never saved have keys that are never saved. */
const unsavedKeys = new WeakMap<object, Buffer>();

const hmac = (key: Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();
const markOf = (key: Buffer): string => hmac(key, 'overgang pseudonym key').toString('hex').slice(0, 16);

/**
 * @param use `write` makes the key where the register has none yet; the caller holds the transaction
 * @throws UnusableRegister where the key that earlier lists were read with is missing, or is another
 */
export function openPseudonyms(register: Register, use: 'read' | 'write'): Pseudonyms {
  const key = register.path === ':memory:' ? unsavedKey(register) : savedKey(register, use);
  return (personKey) => hmac(key, personKey).toString('base64url');
}

function unsavedKey({ db }: Register): Buffer {
  const key = unsavedKeys.get(db) ?? randomBytes(KEY_BYTES);
  unsavedKeys.set(db, key);
  return key;
}

function savedKey({ db, path }: Register, use: 'read' | 'write'): Buffer {
  const file = `${path}.key`;
  const mark = getSetting(db, KEY_MARK);
  if (!existsSync(file)) {
    if (mark !== undefined || use === 'read') throw new UnusableRegister('PSEUDONYM_KEY_MISSING', file);
    writeKey(file, randomBytes(KEY_BYTES));
  }
  const key = readKey(file);
  if (mark !== undefined && mark !== markOf(key)) throw new UnusableRegister('PSEUDONYM_KEY_WRONG', file);
  if (mark === undefined && use === 'write') setSetting(db, KEY_MARK, markOf(key));
  return key;
}

function readKey(file: string): Buffer {
  let text: string;
  try {
    text = readFileSync(file, 'latin1');
  } catch {
    throw new UnusableRegister('PSEUDONYM_KEY_UNREADABLE', file);
  }
  if (!KEY_TEXT.test(text)) throw new UnusableRegister('PSEUDONYM_KEY_WRONG', file);
  return Buffer.from(text.trim(), 'hex');
}

/** Whole or not at all, and on the disk before any row that depends on it. */
function writeKey(file: string, key: Buffer): void {
  const temporary = `${file}.${process.pid}.tmp`;
  try {
    const handle = openSync(temporary, 'wx', 0o600);
    try {
      writeSync(handle, `${key.toString('hex')}\n`);
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
    renameSync(temporary, file);
  } catch {
    rmSync(temporary, { force: true });
    throw new UnusableRegister('PSEUDONYM_KEY_NOT_WRITTEN', file);
  }
}
