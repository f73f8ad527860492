import { copyFileSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Engine } from '../engine/engine.ts';
import type { Environment } from '../engine/environment.ts';
import { addressText, parseServerAddress } from '../engine/server-address.ts';
import { isServerAddress, nameOfRegister } from '../engine/register-name.ts';
import { atOnce } from '../engine/transaction.ts';
import { asRegisterFault, UnusableRegister } from '../engine/unusable-register.ts';
import { brokenEvents, eventWriter, headOfLog, takeOverWaiting, type Writer } from '../log/events.ts';
import { copyRows } from './copy-rows.ts';
import { keysPath } from './key-file.ts';
import { KEY_EXTENSIONS } from './keys.ts';
import { createRegister, type Register } from './register.ts';
import { keysPlace } from './keys-place.ts';
import { connectTo, isEmpty, refuseVersion } from './server-register.ts';
import { stateHash } from './state-hash.ts';

/** The event of a copy: what it is a copy of, and the last event that the two have in common. */
const REGISTER_COPIED = 'register-copied';

export interface CopiedRegister {
  readonly register: string;
  /** The last event that both have. */
  readonly head: { readonly seq: number; readonly hash: string };
  /** The event of the copy that says so. */
  readonly seq: number;
  readonly stateHash: string;
  /** Keys that were laid where the copy's are looked for. */
  readonly keys: readonly string[];
}

/**
 * Copies a register, whole, with its numbers and its log: from a file to a server, from a server to a file, or between
 * two of a kind. The register itself is only read; what it is copied into must be empty (a schema without events) or not
 * be there (a file). Nothing stands before the copy knows the same as the original.
 *
 * @throws UnusableRegister
 */
export function copyBetween(
  from: Register,
  to: string,
  { temporary, ...copying }: Copying & { readonly temporary: string },
): CopiedRegister {
  const target = isServerAddress(to) ? addressText(parseServerAddress(to)) : to;
  if (!isServerAddress(to) && existsSync(to)) throw new UnusableRegister('REGISTER_EXISTS', to);
  const keysTo = isServerAddress(to) ? keysPlace(parseServerAddress(to), copying.environment) : to;
  refuseOtherKeys(from, keysTo);
  const event = { of: nameOfRegister(from.path), onServer: from.db.loggedInAs !== null };
  const done = isServerAddress(to)
    ? copyToServer(from, to, { ...copying, event })
    : copyToFile(from, to, { ...copying, event, temporary });
  return { register: target, ...done, keys: copyKeys(from, keysTo) };
}

interface Copying {
  readonly asOf: string;
  readonly writer: Writer;
  readonly environment: Environment;
}

interface CopyingWord extends Copying {
  readonly event: Readonly<Record<string, unknown>>;
}

type Done = Pick<CopiedRegister, 'head' | 'seq' | 'stateHash'>;

function copyToServer(from: Register, to: string, copying: CopyingWord): Done {
  const address = parseServerAddress(to);
  const path = addressText(address);
  const db = connectTo(address, 'write', copying.environment);
  try {
    refuseVersion(db, address);
    return atOnce(db, () => {
      if (!isEmpty(db)) throw new UnusableRegister('SERVER_REGISTER_EXISTS', path);
      return copyInto(from, db, copying);
    });
  } catch (error) {
    throw asRegisterFault(error, path);
  } finally {
    db.close();
  }
}

/** It gets its name when it is whole and sealed: there is never half a register that could be taken for one. */
function copyToFile(
  from: Register,
  to: string,
  { temporary, ...copying }: CopyingWord & { readonly temporary: string },
): Done {
  try {
    const copy = createRegister(temporary, from.profile);
    let done: Done;
    try {
      done = atOnce(copy.db, () => copyInto(from, copy.db, copying));
    } finally {
      copy.close();
    }
    renameSync(temporary, to);
    return done;
  } finally {
    for (const file of [temporary, `${temporary}-journal`]) rmSync(file, { force: true });
  }
}

function copyInto(from: Register, db: Engine, { asOf, writer, event }: CopyingWord): Done {
  db.prepare('DELETE FROM setting').run();
  copyRows(from.db, db);
  const head = headOfLog(from.db);
  const hash = stateHash(from.db);
  if (stateHash(db) !== hash || headOfLog(db).hash !== head.hash || brokenEvents(db).length > 0)
    throw new UnusableRegister('REGISTER_DAMAGED', from.path);
  takeOverWaiting(from.db, db);
  const seq = eventWriter(
    db,
    writer,
  )({ type: REGISTER_COPIED, effectiveOn: asOf, data: { ...event, seq: head.seq, hash: head.hash } });
  return { head, seq, stateHash: hash };
}

/** @throws UnusableRegister where other keys lie where the copy's are to be */
function refuseOtherKeys(from: Register, place: string): void {
  for (const extension of KEY_EXTENSIONS) {
    const [own, there] = [`${keysPath(from)}${extension}`, `${place}${extension}`];
    if (own === there || !existsSync(there)) continue;
    if (!existsSync(own) || !readFileSync(own).equals(readFileSync(there)))
      throw new UnusableRegister(extension === '.key' ? 'PSEUDONYM_KEY_WRONG' : 'PASSWORD_KEY_WRONG', there);
  }
}

function copyKeys(from: Register, place: string): readonly string[] {
  return KEY_EXTENSIONS.flatMap((extension) => {
    const [own, there] = [`${keysPath(from)}${extension}`, `${place}${extension}`];
    if (!existsSync(own) || existsSync(there)) return [];
    mkdirSync(dirname(there), { recursive: true, mode: 0o700 });
    copyFileSync(own, there);
    return [there];
  });
}
