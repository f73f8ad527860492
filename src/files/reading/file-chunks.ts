import { closeSync, fstatSync, openSync, readSync, statSync, type BigIntStats } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';

import type { UnreadableCode } from './unreadable-file.ts';
import { UnreadableFile } from './unreadable-file.ts';

// As quick as larger chunks, and what is in the air at any moment stays small.
const CHUNK_BYTES = 64 * 1024;

const CODE_OF_ERRNO: Readonly<Record<string, UnreadableCode>> = {
  ENOENT: 'FILE_MISSING',
  ENOTDIR: 'FILE_MISSING',
  EISDIR: 'FILE_IS_FOLDER',
  EACCES: 'FILE_UNREADABLE',
  EPERM: 'FILE_UNREADABLE',
  EBUSY: 'FILE_UNREADABLE',
  ELOOP: 'FILE_UNREADABLE',
  EIO: 'FILE_UNREADABLE',
};

/** A list as it is found: a file by its path, or bytes that lie in memory and nowhere else. */
export type FileSource = string | Buffer;

/** Which file, and which state of it: a list is read more than once and must not change in between. */
export type FileStamp = string;

/** Opens a file for reading, or says why it cannot be read. The caller closes it. */
export async function openToRead(
  path: string,
): Promise<{ handle: FileHandle; stamp: FileStamp; size: number }> {
  const { open } = await import('node:fs/promises');
  const handle = await open(path, 'r').catch(refuse);
  const facts = await handle.stat({ bigint: true });
  if (!facts.isFile()) {
    await handle.close();
    throw noFile(facts);
  }
  return {
    handle,
    stamp: stampFrom(facts),
    size: Number(facts.size),
  };
}

/** A pipe or a device can be read only once. */
const noFile = (facts: Pick<BigIntStats, 'isDirectory'>): UnreadableFile =>
  new UnreadableFile(facts.isDirectory() ? 'FILE_IS_FOLDER' : 'FILE_UNREADABLE', {});

const stampFrom = ({ dev, ino, size, mtimeNs }: BigIntStats): FileStamp =>
  [dev, ino, size, mtimeNs].join(':');

/** The state of what lies in memory. */
export const IN_MEMORY: FileStamp = 'in memory';

/** A shorter file is read once, and what is told of it afterwards is of those bytes. */
const SHORT = 1024 * 1024;
/** So many bytes tell what a file is. */
const START = 256;

export interface FirstLook {
  readonly stamp: FileStamp;
  readonly size: number;
  /** The first bytes of the file, fewer where it is shorter. */
  readonly start: Buffer;
  /** All of a short file's bytes; null of a longer one, which is read piece by piece. */
  readonly whole: Buffer | null;
}

/**
 * The state of a file, how it begins, and all of it where it is short. Read at once: what reads while others work takes
 * longer to load than a short file to read.
 */
export function firstLook(source: FileSource): FirstLook {
  if (typeof source !== 'string')
    return { stamp: IN_MEMORY, size: source.length, start: source.subarray(0, START), whole: source };
  try {
    return lookAt(source);
  } catch (error) {
    return refuse(error);
  }
}

function lookAt(path: string): FirstLook {
  // Before it is opened: a pipe would be waited for.
  const facts = statSync(path);
  if (!facts.isFile()) throw noFile(facts);
  const file = openSync(path, 'r');
  try {
    const before = fstatSync(file, { bigint: true });
    const size = Number(before.size);
    const isShort = size <= SHORT;
    const buffer = Buffer.alloc(isShort ? size : START);
    let filled = 0;
    for (let read = -1; read !== 0 && filled < buffer.length; filled += read)
      read = readSync(file, buffer, filled, buffer.length - filled, null);
    const stamp = stampFrom(before);
    // Somebody may be writing it.
    if (isShort && stampFrom(fstatSync(file, { bigint: true })) !== stamp)
      throw new UnreadableFile('FILE_CHANGED');
    const read = buffer.subarray(0, filled);
    return { stamp, size, start: read.subarray(0, START), whole: isShort ? read : null };
  } finally {
    closeSync(file);
  }
}

export async function stampOf(path: FileSource): Promise<FileStamp> {
  if (typeof path !== 'string') return IN_MEMORY;
  const { handle, stamp } = await openToRead(path);
  await handle.close();
  return stamp;
}

/**
 * The bytes of the file, chunk by chunk; every chunk but the last is full. While one is worked on, the next is being
 * read into the other of two buffers: a chunk is only good until the next one is asked for.
 */
export async function* readChunks(path: FileSource, expected: FileStamp): AsyncGenerator<Buffer> {
  if (typeof path !== 'string') {
    for (let at = 0; at < path.length; at += CHUNK_BYTES) yield path.subarray(at, at + CHUNK_BYTES);
    return;
  }
  const { handle, stamp } = await openToRead(path);
  let buffer = Buffer.allocUnsafe(CHUNK_BYTES);
  let spare = Buffer.allocUnsafe(CHUNK_BYTES);
  try {
    if (stamp !== expected) throw new UnreadableFile('FILE_CHANGED');
    let filled = await fill(handle, buffer);
    while (filled === CHUNK_BYTES) {
      const next = fill(handle, spare);
      // Whoever stops early never hears of a fault in a read that nobody waits for.
      next.catch(() => undefined);
      yield buffer;
      filled = await next;
      [buffer, spare] = [spare, buffer];
    }
    if (filled > 0) yield buffer.subarray(0, filled);
  } finally {
    await handle.close();
  }
}

/** The first bytes of the file, fewer when it is shorter. */
export async function readStart(path: FileSource, length: number): Promise<Buffer> {
  if (typeof path !== 'string') return path.subarray(0, length);
  const { handle } = await openToRead(path);
  try {
    const buffer = Buffer.alloc(length);
    return buffer.subarray(0, await fill(handle, buffer));
  } finally {
    await handle.close();
  }
}

async function fill(handle: FileHandle, buffer: Buffer): Promise<number> {
  let filled = 0;
  while (filled < buffer.length) {
    const { bytesRead } = await handle.read(buffer, filled, buffer.length - filled).catch(refuse);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return filled;
}

function refuse(error: unknown): never {
  if (error instanceof UnreadableFile) throw error;
  const errno = (error as NodeJS.ErrnoException).code ?? '';
  const code = CODE_OF_ERRNO[errno];
  if (code === undefined) throw error;
  throw new UnreadableFile(code, { errno });
}
