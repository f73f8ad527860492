import { createHmac, randomBytes } from 'node:crypto';
import { dirname } from 'node:path';
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
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
 * A key of the register's: 32 random bytes in a file of their own beside it, for the owner's eyes only, made on first
 * need and never shown. The register keeps a mark of it, so that a lost or exchanged one is found out before anything is
 * done with it.
 */
export interface KeyKind {
  /** What is put after the register's name. */
  readonly extension: string;
  /** The setting that the mark is kept in, and what it is a mark of. */
  readonly markedAs: string;
  readonly markOf: string;
  readonly faults: {
    readonly missing: FaultOfKey;
    readonly wrong: FaultOfKey;
    readonly unreadable: FaultOfKey;
    readonly notWritten: FaultOfKey;
  };
}

type FaultOfKey = ConstructorParameters<typeof UnusableRegister>[0];

const KEY_BYTES = 32;
const KEY_TEXT = /^[0-9a-f]{64}\s*$/u;

/** Registers that are never saved have keys that are never saved. */
const unsavedKeys = new WeakMap<object, Map<string, Buffer>>();

/** What the keys' files are called, but for what is put after it. */
export const keysPath = ({ path, keysBeside = path }: Pick<Register, 'path' | 'keysBeside'>): string =>
  keysBeside;

const keyFileOf = (register: string, { extension }: KeyKind): string => `${register}${extension}`;

/**
 * @param use `write` makes the key where the register has none yet; the caller holds the transaction
 * @throws UnusableRegister where the key that the register has used is missing, or is another
 */
export function openKey(register: Register, kind: KeyKind, use: 'read' | 'write'): Buffer {
  return register.path === ':memory:' ? unsavedKey(register, kind) : savedKey(register, kind, use);
}

/** Another key in place of the one that is lost or known to somebody; what was made with that stays as it is. */
export function replaceKey(register: Register, kind: KeyKind): void {
  const key = randomBytes(KEY_BYTES);
  writeKey(keyFileOf(keysPath(register), kind), key, kind);
  setSetting(register.db, kind.markedAs, markOf(key, kind));
}

/** Whether anything in the register was made with the key; in one that is never saved it may have been. */
export const isKeyUsed = ({ db, path }: Register, { markedAs }: KeyKind): boolean =>
  path === ':memory:' || getSetting(db, markedAs) !== undefined;

/** What is wrong with a key that the register has used; null where it is there, or none was used. */
export function faultOfKey(
  register: Pick<Register, 'db' | 'path' | 'keysBeside'>,
  kind: KeyKind,
): FaultOfKey | null {
  const mark = getSetting(register.db, kind.markedAs);
  if (mark === undefined) return null;
  const file = keyFileOf(keysPath(register), kind);
  if (!existsSync(file)) return kind.faults.missing;
  try {
    return markOf(readKey(file, kind), kind) === mark ? null : kind.faults.wrong;
  } catch (error) {
    if (error instanceof UnusableRegister) return error.code;
    throw error;
  }
}

const markOf = (key: Buffer, kind: KeyKind): string =>
  createHmac('sha256', key).update(kind.markOf).digest('hex').slice(0, 16);

function unsavedKey({ db }: Register, { extension }: KeyKind): Buffer {
  const keys = unsavedKeys.get(db) ?? new Map<string, Buffer>();
  unsavedKeys.set(db, keys);
  const key = keys.get(extension) ?? randomBytes(KEY_BYTES);
  keys.set(extension, key);
  return key;
}

function savedKey(register: Register, kind: KeyKind, use: 'read' | 'write'): Buffer {
  const { db } = register;
  const file = keyFileOf(keysPath(register), kind);
  const mark = getSetting(db, kind.markedAs);
  if (!existsSync(file)) {
    if (mark !== undefined || use === 'read') throw new UnusableRegister(kind.faults.missing, file);
    writeKey(file, randomBytes(KEY_BYTES), kind);
  }
  const key = readKey(file, kind);
  if (mark !== undefined && mark !== markOf(key, kind)) throw new UnusableRegister(kind.faults.wrong, file);
  if (mark === undefined && use === 'write') setSetting(db, kind.markedAs, markOf(key, kind));
  return key;
}

function readKey(file: string, { faults }: KeyKind): Buffer {
  let text: string;
  try {
    text = readFileSync(file, 'latin1');
  } catch {
    throw new UnusableRegister(faults.unreadable, file);
  }
  if (!KEY_TEXT.test(text)) throw new UnusableRegister(faults.wrong, file);
  return Buffer.from(text.trim(), 'hex');
}

/** Whole or not at all, and on the disk before any row that depends on it. */
function writeKey(file: string, key: Buffer, { faults }: KeyKind): void {
  const temporary = `${file}.${process.pid}.tmp`;
  try {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
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
    throw new UnusableRegister(faults.notWritten, file);
  }
}
