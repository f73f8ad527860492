import type { Engine } from '../engine/engine.ts';
import { asFile, type SqliteEngine } from '../engine/sqlite/sqlite-engine.ts';
import { MIGRATIONS } from '../engine/migrations.ts';
import {
  frameOf,
  HASH,
  hashPages,
  isSameHash,
  isStated,
  isUnused,
  PAGES_AT,
  pagesToBe,
  readOwn,
  setStated,
  valuesOf,
  WIDTHS,
  withPages,
  type Own,
  type PageFile,
  type Values,
} from './seal-pages.ts';
import {
  hasUnstatedEvents,
  markStated,
  newestStatement,
  statementOf,
  writeStatement,
} from './seal-statement.ts';

/**
 * The seal of the register file: a hash of every page, kept in the file itself, so that whatever is changed by another
 * program, or by the medium, shows (docs/decisions/0005-seal.md). It is made when a register that has been written is
 * closed, and an event of the log states it: what it can not show is a rewrite of register, log and seal together.
 *
 * Nothing of the file is left out: of each page 127 bits of SHA-256; the pages of the seal's own table by `frame`; of
 * the header the twelve bytes that every writing changes by what they must be.
 */

/** What is wrong with the file, against its seal. */
type SealFault =
  /** Another size than when it was sealed. */
  | 'size'
  /** The seal's own row or pages. */
  | 'seal'
  /** The seal, or what it seals, is not what the log states. */
  | 'statement'
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
  /** Whether the pages could be held against what the log states. */
  readonly isHeldAgainstLog: boolean;
}

export const isAltered = ({ faults, alteredPages }: SealCheck): boolean =>
  faults.length > 0 || alteredPages.length > 0;

/** Room for this many pages at a time: while it lasts, sealing changes no page but the seal's own. */
const ROOM = 512;
const digits = (value: number, width: number): string => String(value).padStart(width, '0');

const newestSeq = (db: SqliteEngine): number =>
  db.prepare('SELECT coalesce(max(seq), 0) FROM event').pluck().get() as number;

/** The first page of the seal's table; undefined in a register from before there was one. */
const rootOf = (db: SqliteEngine): number | undefined =>
  db.prepare("SELECT rootpage FROM sqlite_schema WHERE type = 'table' AND name = 'seal'").pluck().get() as
    number | undefined;

/** The version of SQLite as it stands in the header of what it writes: 3.53.2 is 3053002. */
function libraryVersion(db: SqliteEngine): number {
  const [major = 0, minor = 0, patch = 0] = (db.prepare('SELECT sqlite_version()').pluck().get() as string)
    .split('.')
    .map(Number);
  return major * 1_000_000 + minor * 1_000 + patch;
}

/** Holds the file against its seal, and the seal against the log. Writes nothing. */
export function checkSeal(register: Engine, path: string): SealCheck {
  const db = asFile(register);
  return withPages(path, (file) => {
    db.exec('BEGIN');
    try {
      // The first look takes the lock under which nobody writes.
      newestSeq(db);
      const root = rootOf(db);
      if (root !== undefined) return checkAgainstLog(db, file, root);
      const version = db.pragma('user_version', { simple: true }) as number;
      return version < SINCE ? NEVER : altered('seal');
    } finally {
      db.exec('COMMIT');
    }
  });
}

/** The version of the register from which it is sealed. */
const SINCE = MIGRATIONS.findIndex((sql) => sql.includes('CREATE TABLE seal ')) + 1;
const NEVER: SealCheck = {
  state: 'never',
  eventSeq: 0,
  faults: [],
  alteredPages: [],
  isHeldAgainstLog: false,
};
const altered = (...faults: readonly SealFault[]): SealCheck => ({ ...NEVER, state: 'sealed', faults });

/**
 * Holds a file that SQLite can not read against its seal, which is known by its own hash wherever it lies; null where it
 * is not found. Whether the log was cut off, and what it states, can not be told.
 */
export function checkSealOfDamaged(path: string): SealCheck | null {
  return withPages(path, (file) => {
    for (let root = 2; root <= file.pageCount; root += 1) {
      const own = readOwn(file, root);
      if (own === null) continue;
      const values = valuesOf(own);
      if (frameOf(own).equals(values.frame)) return checkPages(file, own, values).check;
    }
    return null;
  });
}

/** Whoever edits the seal must edit the log too: what may be without a seal is known from its events. */
function checkAgainstLog(db: SqliteEngine, file: PageFile, root: number): SealCheck {
  const own = readOwn(file, root);
  if (own === null) return altered('seal');
  const values = valuesOf(own);
  const newest = newestSeq(db);
  const stated = newestStatement(db);
  if (isUnused(values) && stated === null) return hasFactsWithoutLog(db, newest) ? altered('cut-off') : NEVER;
  const isWhole = isUnused(values) || frameOf(own).equals(values.frame);
  const seen = { db, file, own, values, newest, stated };
  return isWhole && newest > values.eventSeq ? checkBehind(seen) : checkSealed(seen);
}

interface Seen {
  readonly db: SqliteEngine;
  readonly file: PageFile;
  readonly own: Own;
  readonly values: Values;
  /** The last event of the log. */
  readonly newest: number;
  readonly stated: ReturnType<typeof newestStatement>;
}

/** Since the statement nothing but the log was written: its pages must be as stated, whatever became of the seal. */
function checkBehind({ db, file, own, values, stated }: Seen): SealCheck {
  const behind: SealCheck = { ...NEVER, state: 'behind', eventSeq: values.eventSeq };
  if (stated === null || hasUnstatedEvents(db, stated.seq)) return behind;
  const hashes = hashPages(file, own.pages);
  markStated(db, file, hashes);
  return statementOf(file, hashes) === stated.pages ? behind : altered('statement');
}

function checkSealed({ file, own, values, newest, stated }: Seen): SealCheck {
  const { check, hashes } = checkPages(file, own, values);
  const faults = [...check.faults, ...(newest < values.eventSeq ? (['cut-off'] as const) : [])];
  if (stated === null) return { ...check, faults };
  const isAsStated = statementOf(file, hashes) === stated.pages;
  // What is altered can not be as stated; that is told once, by its pages.
  const isForged = !isAsStated && !isAltered({ ...check, faults });
  return { ...check, faults: isForged ? ['statement'] : faults, isHeldAgainstLog: isAsStated };
}

/** A register has an event from its first moment on. */
const hasFactsWithoutLog = (db: SqliteEngine, newest: number): boolean =>
  newest === 0 && db.prepare('SELECT 1 FROM source LIMIT 1').get() !== undefined;

/** @returns also the hashes of the pages as they are, marked as the seal has them marked */
function checkPages(
  file: PageFile,
  own: Own,
  { eventSeq, pageCount, sqlite, frame, hashes }: Values,
): { readonly check: SealCheck; readonly hashes: Buffer } {
  const now = hashPages(file, own.pages);
  const header = file.read(1, 100);
  const faults: SealFault[] = [];
  if (!frameOf(own).equals(frame)) faults.push('seal');
  if (file.size !== pageCount * file.pageSize) faults.push('size');
  const isSameCounter = header.readUInt32BE(24) === header.readUInt32BE(92);
  if (!isSameCounter || header.readUInt32BE(96) !== sqlite) faults.push('header');
  const alteredPages: number[] = [];
  for (let page = 1; page <= Math.min(now.length / HASH, pageCount, hashes.length / HASH); page += 1) {
    if (!isSameHash(now, hashes, page)) alteredPages.push(page);
    setStated(now, page, isStated(hashes, page));
  }
  return {
    check: { state: 'sealed', eventSeq, faults, alteredPages, isHeldAgainstLog: false },
    hashes: now,
  };
}

/** Seals what has been written since the register was last sealed; nothing else is worth a transaction. */
export function sealIfWritten(db: SqliteEngine, path: string): void {
  if (isUnsealed(db)) sealRegister(db, path);
}

function isUnsealed(db: SqliteEngine): boolean {
  const sealed = db.prepare('SELECT CAST(event_seq AS INTEGER) FROM seal').pluck().get();
  return newestSeq(db) > Number(sealed ?? 0);
}

/**
 * Seals the file as it will be when the transaction under way is committed, so that what is written and its seal are
 * one. The file is held in memory meanwhile.
 */
export function sealWithin(db: SqliteEngine): void {
  if (!isUnsealed(db)) return;
  makeRoom(db);
  let known: Buffer | null = null;
  for (;;) {
    const step: Sealing = writeSeal(db, pagesToBe(db), known);
    if (step.isDone) return;
    known = step.hashes;
  }
}

/** Room that is known to be lacking is made at once: to find it out costs the whole file in memory. */
function makeRoom(db: SqliteEngine): void {
  const room = db.prepare('SELECT length(pages) FROM seal').pluck().get() as number | undefined;
  const pages = db.pragma('page_count', { simple: true }) as number;
  if (room !== undefined && room < pages * HASH) resetSeal(db);
}

/**
 * Seals the file as it is, and states it in the log where more than the log has changed.
 *
 * @param register a connection that may write, with no transaction under way, to a register that has an event
 */
export function sealRegister(register: Engine, path: string): void {
  const db = asFile(register);
  withPages(path, (file) => {
    let known: Buffer | null = null;
    let version: unknown = null;
    for (;;) {
      db.exec('BEGIN IMMEDIATE');
      try {
        const before = version;
        version = db.pragma('data_version', { simple: true });
        // Where another connection has written in between, nothing is known.
        const step: Sealing = writeSeal(db, file, version === before ? known : null);
        db.exec('COMMIT');
        if (step.isDone) return;
        known = step.hashes;
      } catch (error) {
        if (db.inTransaction) db.exec('ROLLBACK');
        throw error;
      }
    }
  });
}

/**
 * Not done: something had to be written first that changes other pages, the row anew with more room, or the statement,
 * which leaves the pages that it states as they were: their hashes are known then.
 */
type Sealing = { readonly isDone: true } | { readonly isDone: false; readonly hashes: Buffer | null };

/** @param known the hashes of the pages, where nothing but a statement has been written since */
function writeSeal(db: SqliteEngine, file: PageFile, known: Buffer | null): Sealing {
  const root = rootOf(db);
  const own = root === undefined ? null : readOwn(file, root);
  const room = own === null ? 0 : own.row.length - own.valuesAt - PAGES_AT;
  if (own === null || room < file.pageCount * HASH) {
    resetSeal(db);
    return { isDone: false, hashes: null };
  }
  const hashes = hashPages(file, own.pages, known);
  markStated(db, file, hashes);
  const statement = statementOf(file, hashes);
  const stated = newestStatement(db);
  if (stated?.pages !== statement || hasUnstatedEvents(db, stated.seq)) {
    writeStatement(db, statement);
    return { isDone: false, hashes };
  }
  const kept = Buffer.alloc(room);
  hashes.copy(kept);
  const texts = [
    digits(newestSeq(db), WIDTHS.eventSeq),
    digits(file.pageCount, WIDTHS.pageCount),
    digits(libraryVersion(db), WIDTHS.sqlite),
  ] as const;
  const row = Buffer.concat([
    own.row.subarray(0, own.valuesAt),
    Buffer.from(texts.join(''), 'latin1'),
    Buffer.alloc(HASH),
    kept,
  ]);
  const frame = frameOf({ ...own, row });
  db.prepare('UPDATE seal SET event_seq = ?, page_count = ?, sqlite_version = ?, frame = ?, pages = ?').run(
    ...texts,
    frame,
    kept,
  );
  return { isDone: true };
}

/** The row as it is before the first sealing: after changes that no event tells of, as of a new version's tables. */
export function resetSeal(db: SqliteEngine): void {
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
