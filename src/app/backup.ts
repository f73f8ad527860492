import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile, rename, rm } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import {
  refuseTarget,
  removeLeftovers,
  temporaryName,
  writeFileAtomically,
} from '../files/put/atomic-write.ts';
import { filesInTar, tarOf } from '../files/put/tar.ts';
import { eventWithHash, eventWriter, headOfLog, eventsAfter, type Writer } from '../register/log/events.ts';
import { rehearsalOf } from '../register/file/rehearsal.ts';
import { lostKeys, type LostKey } from '../register/file/keys.ts';
import { openRegister, type Register } from '../register/file/register.ts';
import { isServerAddress, nameOfRegister } from '../register/engine/register-name.ts';
import { UnusableRegister } from '../register/engine/unusable-register.ts';
import { REGISTER_SEALED } from '../domain/verification/register-sealed.ts';
import { SHOWN } from '../domain/log/shown.ts';
import { UserError } from '../text/errors.ts';
import { verifyRegister } from './log/verify-register.ts';
import { bytesOf } from '../register/file/copy-register.ts';
import { atOnce } from '../register/engine/transaction.ts';

/** The files of a backup: the register, its keys (of pseudonyms, of passwords) where it has them, and checksums. */
const INSIDE = {
  register: 'overgang.sqlite',
  key: 'overgang.sqlite.key',
  passwordKey: 'overgang.sqlite.losen',
  manifest: 'manifest-sha256.txt',
} as const;

const KEYS = [
  { name: INSIDE.key, extension: '.key' },
  { name: INSIDE.passwordKey, extension: '.losen' },
] as const;

export interface Backup {
  readonly head: { readonly seq: number; readonly hash: string };
  readonly hasKey: boolean;
  /** Keys that the register has used, and that are not beside it: they are not in the backup either. */
  readonly lostKeys: readonly LostKey[];
}

/**
 * Writes register and key into one file, as they are at one moment, and reads it back. Nothing else is needed to go on
 * elsewhere.
 *
 * @throws UserError where the register is not whole, or the file can not be written
 */
export async function backUp(
  register: Register,
  { path, force }: { readonly path: string; readonly force: boolean },
): Promise<Backup> {
  refuseServer(register.path);
  await refuseTarget(path, force);
  const bytes = bytesOf(register.db);
  const keys = await Promise.all(
    KEYS.filter(({ extension }) => existsSync(`${register.path}${extension}`)).map(
      async ({ name, extension }) => ({ name, bytes: await readFile(`${register.path}${extension}`) }),
    ),
  );
  const entries = [{ name: INSIDE.register, bytes }, ...keys];
  const manifest = entries.map(({ name, bytes: content }) => `${sha256(content)}  ${name}\n`).join('');
  const files = [...entries, { name: INSIDE.manifest, bytes: Buffer.from(manifest) }];
  await removeLeftovers(dirname(path));
  await tryOut(temporaryName(dirname(path)), bytes);
  await writeFileAtomically(path, tarOf(files, Math.floor(Date.now() / 1000)), { force });
  const written = filesOfBackup(await readFile(path), path);
  if (!written.register.equals(bytes)) throw new UserError('BACKUP_FAULTY', { file: basename(path) });
  return { head: headOfLog(register.db), hasKey: keys.length > 0, lostKeys: lostKeys(register) };
}

/** A server is no file: its administrator backs it up and restores it, with the server's own tools. */
function refuseServer(path: string): void {
  if (isServerAddress(path)) throw new UserError('SERVER_FILE_ONLY', { file: nameOfRegister(path) });
}

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** Puts a register where it can be verified, and takes it away again. */
async function tryOut(path: string, bytes: Buffer): Promise<void> {
  try {
    await writeFileAtomically(path, bytes, { force: true });
    refuseUnlessWhole(path);
  } finally {
    await rm(path, { force: true });
  }
}

function refuseUnlessWhole(path: string): void {
  const [first] = verifyRegister(path).problems;
  if (first !== undefined) throw new UserError('BACKUP_NOT_WHOLE', { what: first.what, where: first.where });
}

interface BackupFiles {
  readonly register: Buffer;
  readonly keys: readonly { readonly extension: string; readonly bytes: Buffer }[];
}

/** @throws UserError where it is no backup, or one that was changed or cut */
function filesOfBackup(archive: Buffer, path: string): BackupFiles {
  const files = filesInTar(archive);
  const manifest = files?.get(INSIDE.manifest)?.toString('utf8') ?? '';
  const register = files?.get(INSIDE.register);
  const lines = [...(files ?? [])]
    .filter(([name]) => name !== INSIDE.manifest)
    .map(([name, bytes]) => `${sha256(bytes)}  ${name}\n`);
  if (register === undefined || lines.join('') !== manifest)
    throw new UserError('BACKUP_FAULTY', { file: basename(path) });
  const keys = KEYS.flatMap(({ name, extension }) => {
    const bytes = files?.get(name);
    return bytes === undefined ? [] : [{ extension, bytes }];
  });
  return { register, keys };
}

export interface Restored {
  readonly head: { readonly seq: number; readonly hash: string };
  readonly hasKey: boolean;
  /** Keys that the register has used, and that the backup did not have. */
  readonly lostKeys: readonly LostKey[];
  /** What stood there before, put aside under another name; null where nothing did. */
  readonly aside: string | null;
  /** The event that tells of it. */
  readonly seq: number;
}

/**
 * Puts a backup in the register's place, with its key, once it has been found whole. What stood there is put aside,
 * never overwritten.
 *
 * @throws UserError where the backup is not whole, or a register stands there that knows more
 */
export async function restore(
  path: string,
  request: {
    readonly from: string;
    readonly force: boolean;
    readonly asOf: string;
    readonly writer: Writer;
  },
): Promise<Restored> {
  const { from, force, asOf, writer } = request;
  refuseServer(path);
  const archive = await readFile(from).catch(() => null);
  if (archive === null) throw new UserError('FILE_MISSING', { file: basename(from) });
  const { register: bytes, keys } = filesOfBackup(archive, from);
  await removeLeftovers(dirname(path));
  const temporary = temporaryName(dirname(path));
  try {
    await writeFileAtomically(temporary, bytes, { force: true });
    refuseUnlessWhole(temporary);
    const head = headIn(temporary);
    const isThere = existsSync(path);
    if (isThere && !force) refuseOverNewer(path, temporary);
    const other = `${path}.fore-${writer.recordedAt.replace(/\D/gu, '').slice(0, 14)}`;
    if (isThere) {
      await rename(path, other);
      // The journal of what was put aside would be played into what comes.
      await rm(`${path}-journal`, { force: true });
    }
    // A key can be all that is left of a register: it is put aside, too.
    for (const { extension } of KEYS)
      if (existsSync(`${path}${extension}`)) await rename(`${path}${extension}`, `${other}${extension}`);
    for (const { extension, bytes: key } of keys)
      await writeFileAtomically(`${path}${extension}`, key, { force: true });
    await rename(temporary, path);
    const seq = record(path, { head, asOf, writer });
    return { head, hasKey: keys.length > 0, lostKeys: lostIn(path), aside: isThere ? other : null, seq };
  } finally {
    await rm(temporary, { force: true });
  }
}

function lostIn(path: string): readonly LostKey[] {
  const register = openRegister(path, 'read');
  try {
    return lostKeys(register);
  } finally {
    register.close();
  }
}

function headIn(path: string): Backup['head'] {
  const register = openRegister(path, 'read');
  try {
    return headOfLog(register.db);
  } finally {
    register.close();
  }
}

const ONLY_LOOKED: readonly string[] = [SHOWN, REGISTER_SEALED];

/** A register that knows what the backup does not would be lost; one that can not be used has nothing to lose. */
function refuseOverNewer(path: string, backup: string): void {
  let there: Register;
  try {
    there = openRegister(path, 'read');
  } catch (error) {
    if (error instanceof UnusableRegister) return;
    throw error;
  }
  try {
    const head = headIn(backup);
    const common = eventWithHash(there.db, head.hash);
    const file = basename(path);
    // A rehearsal has the log of the register up to its own beginning, and is another register.
    if (isRehearsal(backup) !== (rehearsalOf(there) !== null))
      throw new UserError('RESTORE_OVER_OTHER', { file });
    if (common !== undefined) {
      const later = eventsAfter(there.db, common.seq).filter(({ type }) => !ONLY_LOOKED.includes(type));
      if (later.length > 0) throw new UserError('RESTORE_OVER_NEWER', { file, events: later.length });
      return;
    }
    if (!knows(backup, headOfLog(there.db).hash)) throw new UserError('RESTORE_OVER_OTHER', { file });
  } finally {
    there.close();
  }
}

function isRehearsal(path: string): boolean {
  const register = openRegister(path, 'read');
  try {
    return rehearsalOf(register) !== null;
  } finally {
    register.close();
  }
}

function knows(path: string, hash: string): boolean {
  const register = openRegister(path, 'read');
  try {
    return eventWithHash(register.db, hash) !== undefined;
  } finally {
    register.close();
  }
}

function record(
  path: string,
  { head, asOf, writer }: { readonly head: Backup['head']; readonly asOf: string; readonly writer: Writer },
): number {
  const register = openRegister(path, 'write');
  try {
    return atOnce(register.db, () =>
      eventWriter(register.db, writer)({ type: 'register-restored', effectiveOn: asOf, data: { head } }),
    );
  } finally {
    register.close();
  }
}
