import { hash } from 'node:crypto';
import type { SqliteEngine } from '../engine/sqlite/sqlite-engine.ts';
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';

/** The file of a register page by page, read beside SQLite, and the seal's own row as it lies in it (seal.ts). */

export const HASH = 16;
/** The row's values before the hashes of the pages: texts of a fixed length, so that the row keeps its size. */
export const WIDTHS = { eventSeq: 15, pageCount: 10, sqlite: 10, frame: HASH } as const;
const FRAME_AT = WIDTHS.eventSeq + WIDTHS.pageCount + WIDTHS.sqlite;
export const PAGES_AT = FRAME_AT + HASH;

/** Locks are bytes at 1 GiB; SQLite keeps nothing in that page, and a locked byte can not be read everywhere. */
const LOCK_BYTE = 0x4000_0000;
/** A multiple of every page size, and no more: memory that is touched for the first time costs more than a call. */
const CHUNK = 65_536;

const digest = (bytes: Uint8Array): Buffer => hash('sha256', bytes, 'buffer').subarray(0, HASH);

export interface PageFile {
  readonly pageSize: number;
  readonly size: number;
  readonly pageCount: number;
  /** From a page on, as much as is read at a time (or as many bytes as asked for); what was read before is gone. */
  readonly read: (page: number, length?: number) => Buffer;
}

/**
 * Reads the file beside SQLite. Closing a file drops every lock that the process has on it, so that it is closed only
 * when no transaction is under way.
 */
export function withPages<T>(path: string, work: (file: PageFile) => T): T {
  const handle = openSync(path, 'r');
  try {
    const header = Buffer.alloc(100);
    readSync(handle, header, 0, 100, 0);
    const written = header.readUInt16BE(16);
    const pageSize = written === 1 ? 65_536 : written;
    const buffer = Buffer.alloc(CHUNK);
    return work({
      pageSize,
      get size() {
        return fstatSync(handle).size;
      },
      get pageCount() {
        return Math.ceil(fstatSync(handle).size / pageSize);
      },
      read: (page, length = CHUNK) =>
        buffer.subarray(0, readSync(handle, buffer, 0, length, (page - 1) * pageSize)),
    });
  } finally {
    closeSync(handle);
  }
}

/** The file as it will be when the transaction under way is committed, but for the counters of its header. */
export function pagesToBe(db: SqliteEngine): PageFile {
  const bytes = db.bytes();
  const written = bytes.readUInt16BE(16);
  const pageSize = written === 1 ? 65_536 : written;
  return {
    pageSize,
    size: bytes.length,
    pageCount: bytes.length / pageSize,
    read: (page, length = CHUNK) => bytes.subarray((page - 1) * pageSize, (page - 1) * pageSize + length),
  };
}

/**
 * Every page's hash, 16 bytes each; zeros for the pages of the seal and of the lock.
 *
 * @param known hashes of all pages from before a statement was written: those that it states, but for the first page, are
 *   as they were
 */
export function hashPages(file: PageFile, own: readonly number[], known: Buffer | null = null): Buffer {
  const { pageSize, pageCount } = file;
  const hashes = Buffer.alloc(pageCount * HASH);
  known?.copy(hashes);
  const isKnown = (page: number): boolean =>
    known !== null && page > 1 && page * HASH <= known.length && isStated(known, page);
  const left = new Set([...own, LOCK_BYTE / pageSize + 1]);
  for (let page = 1; page <= pageCount;) {
    if (isKnown(page)) {
      page += 1;
      continue;
    }
    const bytes = file.read(page);
    if (bytes.length === 0) break;
    for (let at = 0; at < bytes.length; at += pageSize, page += 1) {
      if (left.has(page)) {
        hashes.fill(0, (page - 1) * HASH, page * HASH);
        continue;
      }
      const content = bytes.subarray(at, at + pageSize);
      // As a text: a Buffer for each of hundreds of pages costs more than the hash.
      const text = hash('sha256', page === 1 ? withoutCounters(content) : content, 'binary');
      hashes.write(text, (page - 1) * HASH, HASH, 'latin1');
      setStated(hashes, page, false);
    }
  }
  return hashes;
}

/** The change counter, the version it holds for, and the library that wrote: written anew by every transaction. */
function withoutCounters(page: Buffer): Buffer {
  const copy = Buffer.from(page);
  copy.fill(0, 24, 28);
  return copy.fill(0, 92, 100);
}

/**
 * The hash of the first page without what changes when nothing but the log grows: besides the counters the size of the
 * file and the list of its free pages.
 */
export function hashOfFirstPage(file: PageFile): Buffer {
  return digest(withoutCounters(file.read(1, file.pageSize)).fill(0, 28, 40));
}

/** The last bit of a page's hash says whether the page is one of those that the log states. */
export const isStated = (hashes: Buffer, page: number): boolean => ((hashes[page * HASH - 1] ?? 0) & 1) === 1;

export function setStated(hashes: Buffer, page: number, stated: boolean): void {
  const at = page * HASH - 1;
  hashes[at] = ((hashes[at] ?? 0) & 0xfe) | (stated ? 1 : 0);
}

/** Whether the hashes of a page are alike, but for the bit that is none of the hash. */
export function isSameHash(one: Buffer, other: Buffer, page: number): boolean {
  const at = (page - 1) * HASH;
  const last = at + HASH - 1;
  return (
    one.compare(other, at, last, at, last) === 0 && ((one[last] ?? 0) & 0xfe) === ((other[last] ?? 0) & 0xfe)
  );
}

/** Pages that hold nothing: SQLite's list of them, from the header on. */
export function freePages(file: PageFile): readonly number[] {
  const { pageSize, pageCount } = file;
  const take = (page: number): Buffer => Buffer.from(file.read(page, pageSize));
  const free: number[] = [];
  let trunk = take(1).readUInt32BE(32);
  while (trunk >= 2 && trunk <= pageCount && free.length < pageCount) {
    const page = take(trunk);
    if (page.length < pageSize) break;
    free.push(trunk);
    const leaves = Math.min(page.readUInt32BE(4), Math.floor(pageSize / 4) - 2);
    for (let at = 0; at < leaves; at += 1) free.push(page.readUInt32BE(8 + at * 4));
    trunk = page.readUInt32BE(0);
  }
  return free;
}

/** The seal's row as it lies in the file, and what lies around it. */
export interface Own {
  readonly pages: readonly number[];
  /** The pages with the row blanked: sealing leaves them as they are. */
  readonly around: readonly Buffer[];
  readonly row: Buffer;
  /** Where the values begin in the row. */
  readonly valuesAt: number;
}

/** Follows the one row of the table from its root page through its overflow pages; null where it is not so. */
export function readOwn(file: PageFile, root: number): Own | null {
  const { pageSize, pageCount } = file;
  const take = (page: number): Buffer => Buffer.from(file.read(page, pageSize));
  const leaf = take(root);
  if (leaf.length < pageSize || leaf[0] !== LEAF || leaf.readUInt16BE(3) !== 1) return null;
  const cell = leaf.readUInt16BE(8);
  const [size, sizeBytes] = varint(leaf, cell);
  const [, keyBytes] = varint(leaf, cell + sizeBytes);
  const start = cell + sizeBytes + keyBytes;
  const local = localBytes(size, pageSize);
  if (size > file.size || start + local + (local < size ? 4 : 0) > pageSize) return null;
  const row = Buffer.alloc(size);
  leaf.copy(row, 0, start, start + local);
  leaf.fill(0, start, start + local);
  const pages = [root];
  const around = [leaf];
  let next = local < size ? leaf.readUInt32BE(start + local) : 0;
  for (let done = local; done < size;) {
    if (next < 2 || next > pageCount || pages.includes(next)) return null;
    const page = take(next);
    if (page.length < pageSize) return null;
    const length = Math.min(pageSize - 4, size - done);
    page.copy(row, done, 4, 4 + length);
    page.fill(0, 4, 4 + length);
    pages.push(next);
    around.push(page);
    next = page.readUInt32BE(0);
    done += length;
  }
  const valuesAt = row[0] ?? 0;
  return row.length < valuesAt + PAGES_AT ? null : { pages, around, row, valuesAt };
}

/** A table's page without pages below it. */
const LEAF = 13;

/** How much of a row lies on its leaf page (SQLite's file format, 1.6). */
function localBytes(size: number, pageSize: number): number {
  const most = pageSize - 35;
  if (size <= most) return size;
  const least = Math.floor(((pageSize - 12) * 32) / 255) - 23;
  const kept = least + ((size - least) % (pageSize - 4));
  return kept <= most ? kept : least;
}

function varint(bytes: Buffer, at: number): readonly [value: number, length: number] {
  let value = 0;
  for (let length = 1; length <= 9; length += 1) {
    const byte = bytes[at + length - 1] ?? 0;
    value = value * 128 + (byte & 127);
    if (byte < 128) return [value, length];
  }
  return [value, 9];
}

/** A hash over the seal's own pages with everything in them, but for the place of this hash. */
export function frameOf({ around, row, valuesAt }: Own): Buffer {
  const copy = Buffer.from(row);
  copy.fill(0, valuesAt + FRAME_AT, valuesAt + FRAME_AT + HASH);
  return digest(Buffer.concat([...around, copy]));
}

export interface Values {
  readonly eventSeq: number;
  readonly pageCount: number;
  readonly sqlite: number;
  readonly frame: Buffer;
  readonly hashes: Buffer;
}

export function valuesOf({ row, valuesAt }: Own): Values {
  const texts = row.toString('latin1', valuesAt, valuesAt + FRAME_AT);
  const number = (from: number, width: number): number => Number(texts.slice(from, from + width));
  return {
    eventSeq: number(0, WIDTHS.eventSeq),
    pageCount: number(WIDTHS.eventSeq, WIDTHS.pageCount),
    sqlite: number(WIDTHS.eventSeq + WIDTHS.pageCount, WIDTHS.sqlite),
    frame: row.subarray(valuesAt + FRAME_AT, valuesAt + PAGES_AT),
    hashes: row.subarray(valuesAt + PAGES_AT),
  };
}

const isBlank = (bytes: Buffer): boolean => bytes.every((byte) => byte === 0);

/** The row as it is before the first sealing. */
export const isUnused = ({ eventSeq, pageCount, frame, hashes }: Values): boolean =>
  eventSeq === 0 && pageCount === 0 && isBlank(frame) && isBlank(hashes);
