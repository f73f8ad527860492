import { hash } from 'node:crypto';
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import type { Database } from '../engine/driver.ts';
import { MIGRATIONS } from '../engine/migrations.ts';

/**
 * The seal of the register file: a hash of every page, kept in the file itself, so that whatever is changed by another
 * program, or by the medium, shows (docs/decisions/0005-seal.md). It is made when a register that has been written is
 * closed. What it can not show is a rewrite of register, log and seal together.
 *
 * Nothing of the file is left out: of each page 16 bytes of SHA-256; the pages of the seal's own table by `frame`; of
 * the header the twelve bytes that every writing changes by what they must be.
 */

/** What is wrong with the file, against its seal. */
type SealFault =
  /** Another size than when it was sealed. */
  | 'size'
  /** The seal's own row or pages. */
  | 'seal'
  /** The counters of the header do not agree. */
  | 'header'
  /** The log ends before the event that was its last. */
  | 'cut-off';

export interface SealCheck {
  /** `never`: not sealed yet; `behind`: events were written after it, by a run that did not get to seal. */
  readonly state: 'never' | 'behind' | 'sealed';
  /** The last event when it was sealed. */
  readonly eventSeq: number;
  readonly faults: readonly SealFault[];
  readonly alteredPages: readonly number[];
}

export const isAltered = ({ faults, alteredPages }: SealCheck): boolean =>
  faults.length > 0 || alteredPages.length > 0;

const HASH = 16;
/** Room for this many pages at a time: while it lasts, sealing changes no page but the seal's own. */
const ROOM = 512;
/** The row's values before the hashes of the pages: texts of a fixed length, so that the row keeps its size. */
const WIDTHS = { eventSeq: 15, pageCount: 10, sqlite: 10, frame: HASH } as const;
const FRAME_AT = WIDTHS.eventSeq + WIDTHS.pageCount + WIDTHS.sqlite;
const PAGES_AT = FRAME_AT + HASH;
const digits = (value: number, width: number): string => String(value).padStart(width, '0');

/** Locks are bytes at 1 GiB; SQLite keeps nothing in that page, and a locked byte can not be read everywhere. */
const LOCK_BYTE = 0x4000_0000;
/** A multiple of every page size. */
const CHUNK = 1_048_576;

const digest = (bytes: Uint8Array): Buffer => hash('sha256', bytes, 'buffer').subarray(0, HASH);

interface PageFile {
  readonly pageSize: number;
  readonly size: number;
  readonly pageCount: number;
  /** From a page on, as much as is read at a time; what was read before is gone. */
  readonly read: (page: number) => Buffer;
}

/**
 * Reads the file beside SQLite. Closing a file drops every lock that the process has on it, so that it is closed only
 * when no transaction is under way.
 */
function withPages<T>(path: string, work: (file: PageFile) => T): T {
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
      read: (page) => buffer.subarray(0, readSync(handle, buffer, 0, CHUNK, (page - 1) * pageSize)),
    });
  } finally {
    closeSync(handle);
  }
}

/** Every page's hash; zeros for the pages of the seal and of the lock. */
function hashPages(file: PageFile, own: readonly number[]): Buffer {
  const { pageSize, pageCount } = file;
  const hashes = Buffer.alloc(pageCount * HASH);
  const left = new Set([...own, LOCK_BYTE / pageSize + 1]);
  for (let page = 1; page <= pageCount;) {
    const bytes = file.read(page);
    if (bytes.length === 0) break;
    if (page === 1) blankCounters(bytes);
    for (let at = 0; at < bytes.length; at += pageSize, page += 1) {
      if (!left.has(page)) digest(bytes.subarray(at, at + pageSize)).copy(hashes, (page - 1) * HASH);
    }
  }
  return hashes;
}

/** The change counter, the version it holds for, and the library that wrote: written anew by every transaction. */
function blankCounters(header: Buffer): void {
  header.fill(0, 24, 28);
  header.fill(0, 92, 100);
}

/** The seal's row as it lies in the file, and what lies around it. */
interface Own {
  readonly pages: readonly number[];
  /** The pages with the row blanked: sealing leaves them as they are. */
  readonly around: readonly Buffer[];
  readonly row: Buffer;
  /** Where the values begin in the row. */
  readonly valuesAt: number;
}

/** Follows the one row of the table from its root page through its overflow pages; null where it is not so. */
function readOwn(file: PageFile, root: number): Own | null {
  const { pageSize, pageCount } = file;
  const take = (page: number): Buffer => Buffer.from(file.read(page).subarray(0, pageSize));
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
function frameOf({ around, row, valuesAt }: Own): Buffer {
  const copy = Buffer.from(row);
  copy.fill(0, valuesAt + FRAME_AT, valuesAt + FRAME_AT + HASH);
  return digest(Buffer.concat([...around, copy]));
}

interface Values {
  readonly eventSeq: number;
  readonly pageCount: number;
  readonly sqlite: number;
  readonly frame: Buffer;
  readonly hashes: Buffer;
}

function valuesOf({ row, valuesAt }: Own): Values {
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

const newestSeq = (db: Database): number =>
  db.prepare('SELECT coalesce(max(seq), 0) FROM event').pluck().get() as number;

/** The first page of the seal's table; undefined in a register from before there was one. */
const rootOf = (db: Database): number | undefined =>
  db.prepare("SELECT rootpage FROM sqlite_schema WHERE type = 'table' AND name = 'seal'").pluck().get() as
    number | undefined;

/** The version of SQLite as it stands in the header of what it writes: 3.53.2 is 3053002. */
function libraryVersion(db: Database): number {
  const [major = 0, minor = 0, patch = 0] = (db.prepare('SELECT sqlite_version()').pluck().get() as string)
    .split('.')
    .map(Number);
  return major * 1_000_000 + minor * 1_000 + patch;
}

/** Holds the file against its seal. Writes nothing. */
export function checkSeal(db: Database, path: string): SealCheck {
  return withPages(path, (file) => {
    db.exec('BEGIN');
    try {
      // The first look takes the lock under which nobody writes.
      const newest = newestSeq(db);
      const root = rootOf(db);
      if (root !== undefined) return checkAgainst(file, root, newest);
      const version = db.pragma('user_version', { simple: true }) as number;
      return version < SINCE ? NEVER : { ...NEVER, state: 'sealed', faults: ['seal'] };
    } finally {
      db.exec('COMMIT');
    }
  });
}

/** The version of the register from which it is sealed. */
const SINCE = MIGRATIONS.findIndex((sql) => sql.includes('CREATE TABLE seal ')) + 1;
const NEVER: SealCheck = { state: 'never', eventSeq: 0, faults: [], alteredPages: [] };

/**
 * Holds a file that SQLite can not read against its seal, which is known by its own hash wherever it lies; null where it
 * is not found. Whether the log was cut off can not be told.
 */
export function checkSealOfDamaged(path: string): SealCheck | null {
  return withPages(path, (file) => {
    for (let root = 2; root <= file.pageCount; root += 1) {
      const own = readOwn(file, root);
      if (own !== null && frameOf(own).equals(valuesOf(own).frame)) return checkAgainst(file, root, null);
    }
    return null;
  });
}

/** @param newest the newest event; null where it can not be told */
function checkAgainst(file: PageFile, root: number, newest: number | null): SealCheck {
  const own = readOwn(file, root);
  if (own === null) return { ...NEVER, state: 'sealed', faults: ['seal'] };
  const { eventSeq, pageCount, sqlite, frame, hashes } = valuesOf(own);
  if (eventSeq === 0 && pageCount === 0 && isBlank(frame) && isBlank(hashes)) return NEVER;
  const isOwnWhole = frameOf(own).equals(frame);
  if (isOwnWhole && newest !== null && newest > eventSeq) return { ...NEVER, state: 'behind', eventSeq };
  const now = hashPages(file, own.pages);
  const header = file.read(1);
  const faults: SealFault[] = [];
  if (!isOwnWhole) faults.push('seal');
  if (newest !== null && newest < eventSeq) faults.push('cut-off');
  if (file.size !== pageCount * file.pageSize) faults.push('size');
  const isSameCounter = header.readUInt32BE(24) === header.readUInt32BE(92);
  if (!isSameCounter || header.readUInt32BE(96) !== sqlite) faults.push('header');
  const alteredPages: number[] = [];
  for (let page = 1; page <= Math.min(now.length / HASH, pageCount, hashes.length / HASH); page += 1) {
    const at = (page - 1) * HASH;
    if (now.compare(hashes, at, at + HASH, at, at + HASH) !== 0) alteredPages.push(page);
  }
  return { state: 'sealed', eventSeq, faults, alteredPages };
}

/** Seals what has been written since the register was last sealed; nothing else is worth a transaction. */
export function sealIfWritten(db: Database, path: string): void {
  const sealed = db.prepare('SELECT CAST(event_seq AS INTEGER) FROM seal').pluck().get();
  if (newestSeq(db) > Number(sealed ?? 0)) sealRegister(db, path);
}

/**
 * Seals the file as it is. For copies with other pages than the original too (`VACUUM INTO`).
 *
 * @param db a connection that may write, with no transaction under way
 */
export function sealRegister(db: Database, path: string): void {
  withPages(path, (file) => {
    for (;;) {
      db.exec('BEGIN IMMEDIATE');
      try {
        const isDone = writeSeal(db, file);
        db.exec('COMMIT');
        if (isDone) return;
      } catch (error) {
        if (db.inTransaction) db.exec('ROLLBACK');
        throw error;
      }
    }
  });
}

/** @returns false where the row was first made anew with more room, which changes other pages */
function writeSeal(db: Database, file: PageFile): boolean {
  const root = rootOf(db);
  const own = root === undefined ? null : readOwn(file, root);
  const room = own === null ? 0 : own.row.length - own.valuesAt - PAGES_AT;
  if (own === null || room < file.pageCount * HASH) {
    resetSeal(db);
    return false;
  }
  const hashes = Buffer.alloc(room);
  hashPages(file, own.pages).copy(hashes);
  const texts = [
    digits(newestSeq(db), WIDTHS.eventSeq),
    digits(file.pageCount, WIDTHS.pageCount),
    digits(libraryVersion(db), WIDTHS.sqlite),
  ] as const;
  const row = Buffer.concat([
    own.row.subarray(0, own.valuesAt),
    Buffer.from(texts.join(''), 'latin1'),
    Buffer.alloc(HASH),
    hashes,
  ]);
  const frame = frameOf({ ...own, row });
  db.prepare('UPDATE seal SET event_seq = ?, page_count = ?, sqlite_version = ?, frame = ?, pages = ?').run(
    ...texts,
    frame,
    hashes,
  );
  return true;
}

/** The row as it is before the first sealing: after changes that no event tells of, as of a new version's tables. */
export function resetSeal(db: Database): void {
  // One step more than is needed: the row itself takes pages too.
  const room = Math.ceil(Number(db.pragma('page_count', { simple: true })) / ROOM + 0.5) * ROOM;
  db.exec('DELETE FROM seal');
  db.prepare('INSERT INTO seal VALUES (1, ?, ?, ?, zeroblob(?), zeroblob(?))').run(
    digits(0, WIDTHS.eventSeq),
    digits(0, WIDTHS.pageCount),
    digits(0, WIDTHS.sqlite),
    HASH,
    room * HASH,
  );
}
