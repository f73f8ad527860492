import type { FileHandle } from 'node:fs/promises';

import { UnreadableFile } from './unreadable-file.ts';

export interface ZipEntry {
  readonly name: string;
  readonly method: number;
  readonly crc: number;
  readonly compressed: number;
  readonly inflated: number;
  readonly offset: number;
}

const END_OF_DIRECTORY = 0x06054b50;
const DIRECTORY_ENTRY = 0x02014b50;
const MAX_COMMENT = 0xffff;
const SAYS_ZIP64 = 0xffffffff;

const MAX_ENTRIES = 4096;
const MAX_DIRECTORY = 4 * 1024 * 1024;
const MAX_INFLATED = 512 * 1024 * 1024;
/** Sheets shrink ten to thirty times; a bomb shrinks a thousand times. Small parts may do as they like. */
const MAX_RATIO = 100;
const SMALL_PART = 4 * 1024 * 1024;

/**
 * The directory of a workbook's zip, by name, and a refusal when it promises more than any list needs. Nothing is
 * inflated here. What the directory says of sizes is held against the data when they are read.
 */
export async function readZipDirectory(handle: FileHandle, size: number): Promise<Map<string, ZipEntry>> {
  const tail = await readAt(handle, Math.max(0, size - 22 - MAX_COMMENT), Math.min(size, 22 + MAX_COMMENT));
  const end = tail.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
  if (end < 0 || end + 22 > tail.length || tail.readUInt32LE(end) !== END_OF_DIRECTORY)
    throw broken('no directory');
  const count = tail.readUInt16LE(end + 10);
  const length = tail.readUInt32LE(end + 12);
  const offset = tail.readUInt32LE(end + 16);
  if (count > MAX_ENTRIES || length > MAX_DIRECTORY)
    throw new UnreadableFile('FILE_XLSX_TOO_LARGE', { entries: count });
  if (offset + length > size) throw broken('directory outside file');

  const entries = entriesOf(await readAt(handle, offset, length), count);
  const read = [...entries.values()].filter(({ name }) => /\.(?:xml|rels)$/i.test(name));
  const inflated = read.reduce((sum, entry) => sum + entry.inflated, 0);
  const packed = read.reduce((sum, entry) => sum + entry.compressed, 0);
  // Parts that lie on top of each other are another kind of bomb.
  if (packed > size) throw broken('parts overlap');
  const isBomb = read.some((entry) => entry.inflated > Math.max(SMALL_PART, entry.compressed * MAX_RATIO));
  if (isBomb || inflated > MAX_INFLATED) throw new UnreadableFile('FILE_XLSX_TOO_LARGE', { inflated });
  return entries;
}

function entriesOf(directory: Buffer, count: number): Map<string, ZipEntry> {
  const entries = new Map<string, ZipEntry>();
  let at = 0;
  for (let index = 0; index < count; index++) {
    if (at + 46 > directory.length || directory.readUInt32LE(at) !== DIRECTORY_ENTRY)
      throw broken('bad directory');
    const nameEnd = at + 46 + directory.readUInt16LE(at + 28);
    const extraEnd = nameEnd + directory.readUInt16LE(at + 30);
    const next = extraEnd + directory.readUInt16LE(at + 32);
    if (next > directory.length) throw broken('bad directory');
    if ((directory.readUInt16LE(at + 8) & 1) === 1) throw new UnreadableFile('FILE_PASSWORD_PROTECTED');
    const [inflated, compressed, offset] = wideFields(
      [directory.readUInt32LE(at + 24), directory.readUInt32LE(at + 20), directory.readUInt32LE(at + 42)],
      directory.subarray(nameEnd, extraEnd),
    );
    // Part names compare without regard to case; two of the same name would leave it open which one counts.
    const name = directory.toString('utf8', at + 46, nameEnd).replaceAll('\\', '/');
    const key = name.toLowerCase();
    if (entries.has(key)) throw broken('part twice');
    entries.set(key, {
      name,
      method: directory.readUInt16LE(at + 10),
      crc: directory.readUInt32LE(at + 16),
      compressed,
      inflated,
      offset,
    });
    at = next;
  }
  return entries;
}

/** Some programs write 64-bit sizes for files of any size: those fields stand, in order, in an extra block. */
function wideFields(fields: [number, number, number], extra: Buffer): [number, number, number] {
  if (!fields.includes(SAYS_ZIP64)) return fields;
  for (let at = 0; at + 4 <= extra.length; at += 4 + extra.readUInt16LE(at + 2)) {
    if (extra.readUInt16LE(at) !== 1) continue;
    let place = at + 4;
    const wide = (field: number): number => {
      if (field !== SAYS_ZIP64) return field;
      if (place + 8 > extra.length) throw broken('bad directory');
      place += 8;
      return Number(extra.readBigUInt64LE(place - 8));
    };
    return [wide(fields[0]), wide(fields[1]), wide(fields[2])];
  }
  throw broken('bad directory');
}

export async function readAt(handle: FileHandle, position: number, length: number): Promise<Buffer> {
  const buffer = Buffer.alloc(length);
  let filled = 0;
  while (filled < length) {
    const { bytesRead } = await handle.read(buffer, filled, length - filled, position + filled);
    if (bytesRead === 0) throw broken('cut off');
    filled += bytesRead;
  }
  return buffer;
}

/** `reason` is for the developer who looks into it; the user only learns that the workbook is damaged. */
export function broken(reason: string): UnreadableFile {
  return new UnreadableFile('FILE_XLSX_BROKEN', { reason });
}
