import { accessSync, closeSync, constants, existsSync, openSync, readSync, rmSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { withLaterMembers } from '../../domain/profile/later-members.ts';
import type { Profile } from '../../domain/profile/profile-schema.ts';
import type { Engine } from '../engine/engine.ts';
import type { Environment } from '../engine/environment.ts';
import type { SqliteEngine } from '../engine/sqlite/sqlite-engine.ts';
import { IN_MEMORY, openDatabase } from '../engine/sqlite/driver.ts';
import { brokenEvents, eventWriter, headOfLog } from '../log/events.ts';
import { MIGRATIONS } from '../engine/migrations.ts';
import { setSetting } from '../engine/settings.ts';
import { isServerAddress } from '../engine/register-name.ts';
import { createServerRegister, openServerRegister } from './server-register.ts';
import { checkSeal, isAltered, resetSeal, sealIfWritten, sealWithin } from './seal.ts';
import { decideByWhatIsWritten } from '../engine/decided.ts';
import { atOnce, endTransactionsWith } from '../engine/transaction.ts';
import { asRegisterFault, isHeldByAnother, UnusableRegister } from '../engine/unusable-register.ts';

export interface Register {
  readonly db: Engine;
  readonly path: string;
  /** The register beside which its keys lie, where this is a copy of that one; itself where it is left out. */
  readonly keysBeside?: string;
  /** What a server was reached by; a file needs none. */
  readonly environment?: Environment;
  readonly profile: Profile;
  readonly use: 'read' | 'write';
  /** False where the file was too large to be held against its seal for reading alone. */
  readonly isChecked: boolean;
  /** Closes it; what was written is sealed first. */
  readonly close: () => void;
}

/** "OVGN": tells our registers from other SQLite files. */
export const APPLICATION_ID = 0x4f56474e;
export const SQLITE_HEADER = 'SQLite format 3\0';
const WAIT_MS = 5_000;

export function isSqliteFile(path: string): boolean {
  const file = openSync(path, 'r');
  try {
    const header = Buffer.alloc(16);
    readSync(file, header, 0, 16, 0);
    return header.toString('latin1') === SQLITE_HEADER;
  } finally {
    closeSync(file);
  }
}

/**
 * Whether there is a file, that can be read.
 *
 * @throws UnusableRegister where nothing is there, or what is there can not be looked at
 */
export function isReadableFile(path: string): boolean {
  try {
    if (!statSync(path).isFile()) return false;
    accessSync(path, constants.R_OK);
    return true;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : '';
    const isMissing = code === 'ENOENT' || code === 'ENOTDIR';
    throw new UnusableRegister(isMissing ? 'REGISTER_MISSING' : 'REGISTER_UNREADABLE', path, error);
  }
}

function connect(path: string, isReadOnly: boolean): SqliteEngine {
  const db = openDatabase(path, {
    readonly: isReadOnly,
    fileMustExist: true,
    timeout: WAIT_MS,
  });
  db.pragma('trusted_schema = OFF');
  db.pragma('foreign_keys = ON');
  if (!isReadOnly) {
    db.pragma('journal_mode = DELETE');
    db.pragma('synchronous = EXTRA');
    // A page that is emptied goes to the file as zeros: otherwise what lies there is not what SQLite has, and is sealed.
    db.pragma('secure_delete = ON');
  }
  return db;
}

/**
 * Undoes what a process that was killed while writing left half done. A connection that may only read can not, and
 * would refuse the register until somebody wrote in it. The journal of a process that lives is left alone by SQLite.
 */
function rollBackLeftovers(path: string): void {
  if (!existsSync(`${path}-journal`)) return;
  const db = connect(path, false);
  try {
    db.pragma('application_id');
  } finally {
    db.close();
  }
}

function migrate(db: SqliteEngine): void {
  const version = db.pragma('user_version', { simple: true }) as number;
  for (const [index, sql] of MIGRATIONS.entries()) {
    if (index >= version) db.exec(sql);
  }
  db.pragma(`application_id = ${APPLICATION_ID}`);
  db.pragma(`user_version = ${MIGRATIONS.length}`);
}

/**
 * Creates a register with a checked profile. The file is readable by its owner only.
 *
 * @param path `:memory:` makes a register without a file
 * @throws UnusableRegister where the file exists or the folder does not
 */
export function createRegister(path: string, profile: Profile, env: Environment = {}): Register {
  if (isServerAddress(path)) return createServerRegister(path, profile, env);
  if (path === IN_MEMORY) return fill(connect(path, false), path, profile);
  if (existsSync(path)) throw new UnusableRegister('REGISTER_EXISTS', path);
  if (!existsSync(dirname(path))) throw new UnusableRegister('REGISTER_FOLDER_MISSING', path);
  try {
    closeSync(openSync(path, 'wx', 0o600));
  } catch (error) {
    throw asRegisterFault(error, path);
  }
  try {
    return fill(connect(path, false), path, profile);
  } catch (error) {
    // The file was made a moment ago by this call; half a register is worse than none.
    for (const file of [path, `${path}-journal`]) rmSync(file, { force: true });
    throw asRegisterFault(error, path);
  }
}

/** Takes away a register that was created a moment ago and could not be finished. */
export function removeRegister({ path, close }: Register): void {
  close();
  // On a server nothing stands before the first event does.
  if (path === IN_MEMORY || isServerAddress(path)) return;
  for (const file of [path, `${path}-journal`]) rmSync(file, { force: true });
}

/** A file, or memory, with a register's tables and nothing in them: not a register yet. */
export function emptyTables(path: string): SqliteEngine {
  if (path !== IN_MEMORY) closeSync(openSync(path, 'wx', 0o600));
  const db = connect(path, false);
  db.pragma(`page_size = ${PAGE_SIZE}`);
  atOnce(db, () => {
    migrate(db);
  });
  return db;
}

/** Large pages: a list of a million rows goes in a fifth quicker than with SQLite's own size. */
const PAGE_SIZE = 16_384;

function fill(db: SqliteEngine, path: string, profile: Profile): Register {
  try {
    db.pragma(`page_size = ${PAGE_SIZE}`);
    atOnce(db, () => {
      migrate(db);
      db.prepare('INSERT INTO setting (name, value) VALUES (?, ?)').run('profile', JSON.stringify(profile));
    });
  } catch (error) {
    db.close();
    throw error;
  }
  decideByWhatIsWritten(db, path);
  if (path !== IN_MEMORY) sealEachTransaction(db);
  return { db, path, profile, use: 'write', isChecked: true, close: closing(db, path, 'write') };
}

/**
 * A register that can not be sealed now (the disk is full, another program writes in it) is as sound as before: it is
 * sealed the next time.
 */
function closing(db: SqliteEngine, path: string, use: 'read' | 'write'): () => void {
  return () => {
    try {
      if (use === 'write' && path !== IN_MEMORY && db.open && !db.inTransaction) sealIfWritten(db, path);
    } catch (error) {
      if (!(error instanceof Error && 'code' in error)) throw error;
    } finally {
      db.close();
    }
  };
}

/**
 * Opens a register, after making sure that it is one, of a version this program knows, and whole. Here alone its name
 * decides what keeps it: a file, or a server where it begins with `postgres://`.
 *
 * @param use both hold the file against its seal, `read` one of up to 32 MB, and upgrade an older register; `write` also
 *   asks SQLite whether the whole file is sound (`quick_check`)
 * @param env what a server is reached by (server-settings.ts), beside its address
 * @throws UnusableRegister
 */
export function openRegister(path: string, use: 'read' | 'write', env: Environment = {}): Register {
  return isServerAddress(path)
    ? openServerRegister(path, use, env)
    : open(path, use, { isSealChecked: true });
}

function open(
  path: string,
  use: 'read' | 'write',
  { isSealChecked }: { readonly isSealChecked: boolean },
): Register {
  if (!isReadableFile(path) || !isSqliteFile(path)) throw new UnusableRegister('REGISTER_FOREIGN', path);
  try {
    if (use === 'read') rollBackLeftovers(path);
    const db = connectOurs(path, use === 'read');
    const version = versionOf(db, path);
    if (use === 'read' && version < MIGRATIONS.length) {
      // An older register lacks tables that are read: it is made new first.
      db.close();
      open(path, 'write', { isSealChecked }).close();
      return open(path, use, { isSealChecked });
    }
    if (use === 'write' && db.pragma('quick_check(1)', { simple: true }) !== 'ok')
      throw new UnusableRegister('REGISTER_DAMAGED', path);
    const isChecked = isSealChecked && (use === 'write' || statSync(path).size <= MOST_TO_READ);
    if (isChecked && isAlteredSinceSealed(db, path)) throw new UnusableRegister('REGISTER_ALTERED', path);
    if (use === 'write') readyToWrite(db, path, version, isSealChecked);
    else readyToRead(db, isChecked);
    const profile = readProfile(db);
    if (profile === null) throw new UnusableRegister('REGISTER_DAMAGED', path);
    return { db, path, profile, use, isChecked, close: closing(db, path, use) };
  } catch (error) {
    throw asRegisterFault(error, path);
  }
}

function readyToWrite(db: SqliteEngine, path: string, version: number, isSealChecked: boolean): void {
  if (version < MIGRATIONS.length) upgrade(db);
  decideByWhatIsWritten(db, path);
  if (isSealChecked) sealEachTransaction(db);
}

/**
 * A connection that writes nothing, not even what a killed run left half done: null where SQLite can not read the file,
 * or only after such a rollback.
 */
export function connectOnlyToLook(path: string): SqliteEngine | null {
  try {
    const db = connect(path, true);
    db.prepare('SELECT count(*) FROM sqlite_schema').pluck().get();
    return db;
  } catch (error) {
    if (error instanceof UnusableRegister) throw error;
    // Whether it can be read is not known then.
    if (isHeldByAnother(error)) throw asRegisterFault(error, path);
    if (asRegisterFault(error, path) instanceof UnusableRegister) return null;
    if (error instanceof Error && 'code' in error && String(error.code).startsWith('SQLITE_')) return null;
    throw error;
  }
}

/** @throws UnusableRegister where it is no register, or of a version that this program does not know */
function versionOf(db: SqliteEngine, path: string): number {
  if (db.pragma('application_id', { simple: true }) !== APPLICATION_ID)
    throw new UnusableRegister('REGISTER_FOREIGN', path);
  const version = db.pragma('user_version', { simple: true }) as number;
  if (version > MIGRATIONS.length) throw new UnusableRegister('REGISTER_NEWER', path);
  return version;
}

/** Larger files take too long to be hashed at every start, and much to be held in memory: that they were not is said. */
const MOST_TO_READ = 32 * 1_048_576;

/**
 * Pages that SQLite keeps of a register of ordinary size that is only read: the operating system has the rest at hand,
 * and memory that is touched for the first time costs more than reading a page again.
 */
const FEW_PAGES = 16;

function readyToRead(db: SqliteEngine, isOfOrdinarySize: boolean): void {
  if (isOfOrdinarySize) db.pragma(`cache_size = ${FEW_PAGES}`);
}

/**
 * What is written and its seal are one transaction. A larger file is sealed when it is closed; until then it is one that
 * was written in and not sealed.
 */
function sealEachTransaction(db: SqliteEngine): void {
  endTransactionsWith(db, () => {
    const pages = db.pragma('page_count', { simple: true }) as number;
    if (pages * (db.pragma('page_size', { simple: true }) as number) <= MOST_TO_READ) sealWithin(db);
  });
}

/** The new tables, and the event without which they would be an alteration. */
function upgrade(db: SqliteEngine): void {
  atOnce(db, () => {
    const from = db.pragma('user_version', { simple: true }) as number;
    migrate(db);
    resetSeal(db);
    const { seq } = headOfLog(db);
    if (seq === 0) return;
    const recordedAt = new Date().toISOString();
    const effectiveOn = recordedAt.slice(0, 10);
    const data = { from, to: MIGRATIONS.length };
    eventWriter(db, { by: 'overgang', recordedAt })({ type: 'register-upgraded', effectiveOn, data });
  });
}

/** For what the seal does not fit: an altered register that a person accepts, or a copy with other pages. */
export function openAltered(path: string): Register {
  return open(path, 'write', { isSealChecked: false });
}

/** Events that a run wrote before it was killed must follow those that were sealed. */
function isAlteredSinceSealed(db: SqliteEngine, path: string): boolean {
  const check = checkSeal(db, path);
  return isAltered(check) || (check.state === 'behind' && brokenEvents(db, check.eventSeq).length > 0);
}

/** A file that begins as SQLite's do, but with a header that SQLite can not make out, is a damaged one. */
function connectOurs(path: string, isReadOnly: boolean): SqliteEngine {
  try {
    return connect(path, isReadOnly);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'SQLITE_ERROR')
      throw new UnusableRegister('REGISTER_DAMAGED', path);
    throw error;
  }
}

/** Gives the register another profile, already checked. Who calls logs it, in the same transaction. */
export function keepProfile(db: Engine, profile: Profile): void {
  setSetting(db, 'profile', JSON.stringify(profile));
}

function readProfile(db: SqliteEngine): Profile | null {
  const text = db.prepare('SELECT value FROM setting WHERE name = ?').pluck().get('profile');
  try {
    const kept = JSON.parse(String(text)) as unknown;
    return typeof kept === 'object' && kept !== null ? withLaterMembers(kept) : null;
  } catch {
    return null;
  }
}
