import { crc32 } from 'node:zlib';
import type { FileHandle } from 'node:fs/promises';

import type { Entry, ZipFile } from 'yauzl';
import yauzl from 'yauzl';

import { UnreadableFile } from './unreadable-file.ts';

const MAX_ENTRIES = 4096;
/** Names, comments and extra fields of all parts. */
const MAX_DIRECTORY = 4 * 1024 * 1024;
const MAX_INFLATED = 512 * 1024 * 1024;
/** Sheets shrink ten to thirty times; a bomb shrinks a thousand times. Small parts may do as they like. */
const MAX_RATIO = 100;
const SMALL_PART = 4 * 1024 * 1024;

/** The zip that a workbook is, with its parts by name in lower case. */
export interface WorkbookZip {
  readonly parts: ReadonlyMap<string, Entry>;
  /** The text of one part, piece by piece. It must be as long as the directory says, and undamaged. */
  readonly textOf: (part: Entry) => AsyncIterable<string>;
}

/**
 * Opens a workbook's zip, and refuses it when its directory promises more than any list needs. Nothing is inflated
 * here. What the directory says of sizes is held against the data when they are read.
 */
export async function openWorkbookZip(source: FileHandle | Buffer, size: number): Promise<WorkbookZip> {
  const options = { autoClose: false, lazyEntries: true };
  try {
    const zip = Buffer.isBuffer(source)
      ? await yauzl.fromBufferPromise(source, options)
      : await yauzl.fromFdPromise(source.fd, options);
    const parts = await partsOf(zip);
    refuseBomb([...parts.values()], size);
    return { parts, textOf: (part) => textOf(zip, part) };
  } catch (error) {
    throw asBroken(error);
  }
}

async function partsOf(zip: ZipFile): Promise<Map<string, Entry>> {
  const parts = new Map<string, Entry>();
  let length = 0;
  if (zip.entryCount > MAX_ENTRIES) throw tooLarge({ entries: zip.entryCount });
  for await (const entry of zip.eachEntry()) {
    length += entry.fileNameLength + entry.extraFieldLength + entry.fileCommentLength;
    if (length > MAX_DIRECTORY) throw tooLarge({ directory: length });
    if (entry.isEncrypted()) throw new UnreadableFile('FILE_PASSWORD_PROTECTED');
    // Part names compare without regard to case; two of the same name would leave it open which one counts.
    const key = entry.fileName.toLowerCase();
    if (parts.has(key)) throw broken('part twice');
    parts.set(key, entry);
  }
  return parts;
}

function refuseBomb(parts: readonly Entry[], size: number): void {
  const read = parts.filter(({ fileName }) => /\.(?:xml|rels)$/i.test(fileName));
  const inflated = read.reduce((sum, { uncompressedSize }) => sum + uncompressedSize, 0);
  const packed = read.reduce((sum, { compressedSize }) => sum + compressedSize, 0);
  // Parts that lie on top of each other are another kind of bomb.
  if (packed > size) throw broken('parts overlap');
  const isBomb = read.some(
    ({ uncompressedSize, compressedSize }) =>
      uncompressedSize > Math.max(SMALL_PART, compressedSize * MAX_RATIO),
  );
  if (isBomb || inflated > MAX_INFLATED) throw tooLarge({ inflated });
}

async function* textOf(zip: ZipFile, part: Entry): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let crc = 0;
  try {
    const bytes = (await zip.openReadStreamPromise(part)) as AsyncIterable<Buffer>;
    for await (const chunk of bytes) {
      crc = crc32(chunk, crc);
      yield decoder.decode(chunk, { stream: true });
    }
    yield decoder.decode();
  } catch (error) {
    throw asBroken(error);
  }
  if (crc !== part.crc32) throw broken('part damaged');
}

/** Whatever is wrong with the zip is damage; a disk that does not answer is not. */
function asBroken(error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof UnreadableFile || 'syscall' in error) return error;
  return broken(error.message);
}

function tooLarge(detail: Readonly<Record<string, number>>): UnreadableFile {
  return new UnreadableFile('FILE_XLSX_TOO_LARGE', detail);
}

/** `reason` is for the developer who looks into it; the user only learns that the workbook is damaged. */
export function broken(reason: string): UnreadableFile {
  return new UnreadableFile('FILE_XLSX_BROKEN', { reason });
}
