import { crc32 } from 'node:zlib';
import type { Entry, ZipFile } from 'yauzl';
import yauzl from 'yauzl';

import { UnreadableFile } from './unreadable-file.ts';
import { otherFormatOf } from './zip-formats.ts';

/** A package has a list a step, at most; a hand-out gone back as one zip has all of them. */
const MOST_ENTRIES = 2000;
const MOST_BYTES_OF_ONE = 64 * 1024 * 1024;
const MOST_BYTES = 256 * 1024 * 1024;

export interface PackedFile {
  /** Its name, without folders. */
  readonly name: string;
  /** With the folders that it lies in. */
  readonly path: string;
  /** Read when it is asked for, and not before. */
  readonly bytes: () => Promise<Buffer>;
}

/**
 * The files in a zip, all of it in memory; null where the zip is itself a workbook, or another program's document.
 *
 * @throws UnreadableFile where it is damaged, encrypted as a zip, or promises more than lists can be
 */
export async function filesInPackage(bytes: Buffer): Promise<readonly PackedFile[] | null> {
  const zip = await yauzl.fromBufferPromise(bytes, { lazyEntries: true }).catch(refuse);
  if (zip.entryCount > MOST_ENTRIES)
    throw new UnreadableFile('FILE_XLSX_TOO_LARGE', { entries: zip.entryCount });
  const entries: Entry[] = [];
  try {
    for await (const entry of zip.eachEntry()) entries.push(entry);
  } catch (error) {
    refuse(error);
  }
  const names = entries.map(({ fileName }) => fileName.toLowerCase());
  if (names.includes('[content_types].xml') || otherFormatOf(names) !== null) return null;
  const size = entries.reduce((sum, { uncompressedSize }) => sum + uncompressedSize, 0);
  const largest = Math.max(0, ...entries.map(({ uncompressedSize }) => uncompressedSize));
  if (size > MOST_BYTES || largest > MOST_BYTES_OF_ONE)
    throw new UnreadableFile('FILE_XLSX_TOO_LARGE', { bytes: size });
  if (entries.some((entry) => entry.isEncrypted())) throw new UnreadableFile('FILE_PASSWORD_PROTECTED');
  return entries
    .filter(({ fileName }) => !/[\\/]$/u.test(fileName))
    .map((entry) => ({
      name: entry.fileName.split(/[\\/]/u).at(-1) ?? '',
      path: entry.fileName,
      bytes: () => bytesOf(zip, entry),
    }));
}

async function bytesOf(zip: ZipFile, entry: Entry): Promise<Buffer> {
  const parts: Buffer[] = [];
  let length = 0;
  try {
    for await (const part of (await zip.openReadStreamPromise(entry)) as AsyncIterable<Buffer>) {
      length += part.length;
      // The directory can lie about how long it is.
      if (length > MOST_BYTES_OF_ONE) throw new UnreadableFile('FILE_XLSX_TOO_LARGE', { bytes: length });
      parts.push(part);
    }
  } catch (error) {
    refuse(error);
  }
  const bytes = Buffer.concat(parts);
  if (crc32(bytes) !== entry.crc32) throw new UnreadableFile('FILE_XLSX_BROKEN', { reason: 'file damaged' });
  return bytes;
}

function refuse(error: unknown): never {
  if (!(error instanceof Error) || error instanceof UnreadableFile) throw error;
  throw new UnreadableFile('FILE_XLSX_BROKEN', { reason: error.message });
}
