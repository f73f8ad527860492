import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { link, lstat, mkdir, open, readdir, rename, rm, unlink } from 'node:fs/promises';
import path from 'node:path';

export type OutputRefusal =
  | 'OUTPUT_EXISTS'
  | 'OUTPUT_LOCKED'
  | 'OUTPUT_IS_SYMLINK'
  | 'OUTPUT_IS_FOLDER'
  | 'OUTPUT_IS_DEVICE'
  | 'OUTPUT_IS_DATABASE'
  | 'OUTPUT_IS_OF_DATABASE'
  | 'OUTPUT_NOT_WRITABLE';

/** Nothing was written; what stood there still stands. */
export class OutputRefused extends Error {
  override readonly name = 'OutputRefused';
  readonly code: OutputRefusal;
  readonly file: string;

  constructor(code: OutputRefusal, file: string, cause?: unknown) {
    super(`${code}: ${file}`, { cause });
    this.code = code;
    this.file = file;
  }
}

/** What is too long to hold in memory is given piece by piece. */
export type FileData = string | Uint8Array | AsyncIterable<string>;

interface HowToPut {
  readonly force: boolean;
  /** Done when all of it is written and nobody can see it yet; what it throws leaves no file. */
  readonly beforeNamed?: () => void;
}

/**
 * Whole or not at all: the data is written beside the file, forced to disk, and then given the file's name.
 * Without `force` the name is given by a hard link, which fails when another process took it in between.
 */
export async function writeFileAtomically(file: string, data: FileData, options: HowToPut): Promise<void> {
  await putWhole(file, data, options);
  await syncFolder(path.dirname(file));
}

/** As `writeFileAtomically`, but its name is durable only when the folder is: for one who syncs it after many files. */
export async function putWhole(file: string, data: FileData, options: HowToPut): Promise<void> {
  const folder = path.dirname(file);
  await orRefuse('OUTPUT_NOT_WRITABLE', file, () => mkdir(folder, { recursive: true, mode: 0o700 }));
  await refuseTarget(file, options.force);
  const temporary = temporaryName(folder);
  try {
    await orRefuse('OUTPUT_NOT_WRITABLE', file, () => writeDurably(temporary, data));
    options.beforeNamed?.();
    await orRefuse('OUTPUT_LOCKED', file, () =>
      options.force ? rename(temporary, file) : giveNewName(temporary, file),
    );
  } catch (error) {
    await unlink(temporary).catch(() => undefined);
    throw error;
  }
}

/** A name in the folder for what is not whole yet. */
export function temporaryName(folder: string): string {
  const name = path.join(folder, `.overgang-${randomBytes(8).toString('hex')}.tmp`);
  named.add(name);
  return name;
}

const named = new Set<string>();

/** Takes away what this process has left unfinished; for one that is interrupted, and can not wait. */
export function removeUnfinished(): void {
  for (const name of named)
    for (const file of [name, `${name}-journal`]) {
      try {
        rmSync(file, { force: true });
      } catch {
        // Still open on Windows: the next run in the folder takes it away.
      }
    }
}

const LEFTOVER = /^\.overgang-[0-9a-f]{16}\.tmp(?:-journal)?$/u;
const HOUR_IN_MS = 3_600_000;

/**
 * Takes away what runs that were killed left unfinished in a folder: it may hold persons, and nobody knows of it. What
 * is younger than an hour may be another run's, and stays.
 */
export async function removeLeftovers(folder: string): Promise<void> {
  const names = await readdir(folder).catch(() => []);
  for (const name of names.filter((one) => LEFTOVER.test(one))) {
    const file = path.join(folder, name);
    const found = await lstat(file).catch(() => null);
    const isOld = found !== null && Date.now() - found.mtimeMs > HOUR_IN_MS;
    if (isOld && found.isFile()) await rm(file, { force: true }).catch(() => undefined);
  }
}

/**
 * Whether all of these files may be written, before the first one is: many files are then handed out together or
 * not at all.
 */
export async function refuseTakenNames(
  files: readonly string[],
  options: { readonly force: boolean },
): Promise<void> {
  for (const file of files) await refuseTarget(file, options.force);
}

/**
 * Throws where the file may not be written; nothing is written either way. A database is never written over, whatever was
 * asked for: it can be the register itself. Nor is what belongs to one, or would be taken for it: its keys, its journal.
 */
export async function refuseTarget(
  file: string,
  force: boolean,
  { mayBeDatabase = false }: { readonly mayBeDatabase?: boolean } = {},
): Promise<void> {
  const found = await lstat(file).catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT') return null;
    throw new OutputRefused('OUTPUT_NOT_WRITABLE', file, error);
  });
  if (await belongsToDatabase(file)) throw new OutputRefused('OUTPUT_IS_OF_DATABASE', file);
  if (found === null) return;
  if (found.isSymbolicLink()) throw new OutputRefused('OUTPUT_IS_SYMLINK', file);
  if (found.isDirectory()) throw new OutputRefused('OUTPUT_IS_FOLDER', file);
  // Its name would be given to the new file, and the device or pipe would be gone for everyone.
  if (!found.isFile()) throw new OutputRefused('OUTPUT_IS_DEVICE', file);
  if (!mayBeDatabase && (await isDatabase(file))) throw new OutputRefused('OUTPUT_IS_DATABASE', file);
  if (!force) throw new OutputRefused('OUTPUT_EXISTS', file);
}

/** What stands beside a register under its name: its keys, and what SQLite keeps while it is at work. */
const OF_DATABASE = /\.key$|\.losen$|-journal$|-wal$|-shm$/u;

async function belongsToDatabase(file: string): Promise<boolean> {
  const database = file.replace(OF_DATABASE, '');
  return database !== file && (await isDatabase(database));
}

/** As SQLite begins each of its files. */
const DATABASE = Buffer.from('SQLite format 3\0');

async function isDatabase(file: string): Promise<boolean> {
  const handle = await open(file, 'r').catch(() => null);
  if (handle === null) return false;
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(DATABASE.length), 0, DATABASE.length, 0);
    return bytesRead === DATABASE.length && buffer.equals(DATABASE);
  } finally {
    await handle.close();
  }
}

async function writeDurably(file: string, data: FileData): Promise<void> {
  const handle = await open(file, 'wx', 0o600);
  try {
    const isWhole = typeof data === 'string' || data instanceof Uint8Array;
    if (isWhole) await handle.writeFile(data);
    // Each piece is written where the one before ended.
    else for await (const piece of data) await handle.writeFile(piece);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

const NO_HARD_LINKS = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK', 'EINVAL']);

async function giveNewName(temporary: string, file: string): Promise<void> {
  try {
    await link(temporary, file);
  } catch (error) {
    if (codeOf(error) === 'EEXIST') throw new OutputRefused('OUTPUT_EXISTS', file, error);
    if (!NO_HARD_LINKS.has(codeOf(error))) throw error;
    // exFAT and some network shares have no hard links; the look just before leaves a moment, not a half file.
    await refuseTarget(file, false);
    await rename(temporary, file);
    return;
  }
  await unlink(temporary).catch(() => undefined);
}

/** So that the name, too, survives a power cut; Windows cannot and need not. */
export async function syncFolder(folder: string): Promise<void> {
  try {
    const handle = await open(folder, 'r');
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  } catch {
    // The file is whole either way.
  }
}

const LOCKED = new Set(['EBUSY', 'EPERM', 'EACCES', 'ETXTBSY']);
const NOT_WRITABLE = new Set([
  ...['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EEXIST', 'ENAMETOOLONG', 'ELOOP'],
  ...['ENOSPC', 'EDQUOT', 'EIO', 'EFBIG', 'EMFILE', 'EINVAL', 'ENOENT', 'EBUSY'],
]);

async function orRefuse<T>(
  code: 'OUTPUT_LOCKED' | 'OUTPUT_NOT_WRITABLE',
  file: string,
  act: () => Promise<T>,
): Promise<T> {
  try {
    return await act();
  } catch (error) {
    if (error instanceof OutputRefused) throw error;
    const errno = codeOf(error);
    if (code === 'OUTPUT_LOCKED' && LOCKED.has(errno)) throw new OutputRefused(code, file, error);
    if (NOT_WRITABLE.has(errno)) throw new OutputRefused('OUTPUT_NOT_WRITABLE', file, error);
    throw error;
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}
