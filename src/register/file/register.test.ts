import { openDatabase } from '../engine/sqlite/driver.ts';
import { asFile } from '../engine/sqlite/sqlite-engine.ts';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseProfile } from '../../domain/profile/parse-profile.ts';
import { SHIPPED_PROFILES } from '../../domain/profile/shipped-profiles.ts';
import type { Profile } from '../../domain/profile/profile-schema.ts';
import { MIGRATIONS } from '../engine/migrations.ts';
import { createRegister, openRegister } from './register.ts';
import { asRegisterFault, UnusableRegister } from '../engine/unusable-register.ts';

let folder: string;
let profile: Profile;
let number = 0;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'overgang-register-'));
  const parsed = parseProfile(SHIPPED_PROFILES['vasternorrland-2025']);
  if ('faults' in parsed) throw new Error(parsed.faults.join());
  ({ profile } = parsed);
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

const newPath = (): string => join(folder, `${String((number += 1))}.sqlite`);

function created(): string {
  const path = newPath();
  createRegister(path, profile).close();
  return path;
}

function faultOf(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    if (error instanceof UnusableRegister) return error.code;
    throw error;
  }
  throw new Error('it was accepted');
}

describe('a new register', () => {
  it.skipIf(process.platform === 'win32')('can be read by its owner only', () => {
    expect((statSync(created()).mode & 0o777).toString(8)).toBe('600');
  });

  it('says that it is ours, of which version, and holds its profile', () => {
    const path = created();
    const db = openDatabase(path, { readonly: true });
    expect(db.pragma('application_id', { simple: true })).toBe(0x4f56474e);
    expect(db.pragma('user_version', { simple: true })).toBe(MIGRATIONS.length);
    expect(db.pragma('journal_mode', { simple: true })).toBe('delete');
    db.close();
    const register = openRegister(path, 'read');
    expect(register.profile).toEqual(profile);
    register.close();
  });

  it('has strict tables only', () => {
    const db = openDatabase(created(), { readonly: true });
    const tables = db
      .prepare(
        "SELECT name, strict FROM pragma_table_list WHERE schema = 'main' AND name NOT LIKE 'sqlite_%'",
      )
      .all();
    db.close();
    expect(tables.length).toBeGreaterThan(8);
    for (const table of tables) expect(table).toMatchObject({ strict: 1 });
  });

  it('is as safe as SQLite can make it while it is written', () => {
    const register = openRegister(created(), 'write');
    const pragmas = Object.fromEntries(
      ['synchronous', 'foreign_keys', 'trusted_schema', 'journal_mode'].map((name) => [
        name,
        asFile(register.db).pragma(name, { simple: true }),
      ]),
    );
    register.close();
    expect(pragmas).toEqual({ synchronous: 3, foreign_keys: 1, trusted_schema: 0, journal_mode: 'delete' });
  });

  it('is never made over another file', () => {
    const path = newPath();
    writeFileSync(path, 'mitt eget');
    expect(faultOf(() => createRegister(path, profile))).toBe('REGISTER_EXISTS');
    expect(readFileSync(path, 'utf8')).toBe('mitt eget');
  });

  it('is not made in a folder that is missing', () => {
    const path = join(folder, 'ingen', 'r.sqlite');
    expect(faultOf(() => createRegister(path, profile))).toBe('REGISTER_FOLDER_MISSING');
    expect(existsSync(join(folder, 'ingen'))).toBe(false);
  });

  it('in memory leaves no file, however often', () => {
    for (let time = 0; time < 2; time += 1) {
      const register = createRegister(':memory:', profile);
      expect(register.db.prepare('SELECT count(*) FROM setting').pluck().get()).toBe(1);
      register.close();
    }
    expect(existsSync(':memory:')).toBe(false);
  });
});

describe('opening', () => {
  it('to read does not write a byte', () => {
    const path = created();
    const before = readFileSync(path);
    const register = openRegister(path, 'read');
    expect(() => {
      register.db.exec("INSERT INTO setting VALUES ('a', 'b')");
    }).toThrow('readonly');
    register.close();
    expect(readFileSync(path).equals(before)).toBe(true);
  });

  it.each(['read', 'write'] as const)('to %s refuses what is not ours, newer or missing', (use) => {
    expect(faultOf(() => openRegister(newPath(), use))).toBe('REGISTER_MISSING');
    expect(faultOf(() => openRegister(folder, use))).toBe('REGISTER_FOREIGN');
    const text = newPath();
    writeFileSync(text, 'SQLite format 2\0');
    expect(faultOf(() => openRegister(text, use))).toBe('REGISTER_FOREIGN');
    const foreign = newPath();
    const other = openDatabase(foreign);
    other.exec('CREATE TABLE t (a)');
    other.close();
    expect(faultOf(() => openRegister(foreign, use))).toBe('REGISTER_FOREIGN');
    const newer = created();
    const db = openDatabase(newer);
    db.pragma(`user_version = ${String(MIGRATIONS.length + 1)}`);
    db.close();
    expect(faultOf(() => openRegister(newer, use))).toBe('REGISTER_NEWER');
  });

  it('a file that is locked by another waits, and then says so', { timeout: 10_000 }, () => {
    const path = created();
    const other = openDatabase(path);
    other.exec('BEGIN EXCLUSIVE');
    const register = (): unknown => openRegister(path, 'write');
    const start = performance.now();
    try {
      expect(faultOf(register)).toBe('REGISTER_LOCKED');
      expect(performance.now() - start).toBeGreaterThan(4_500);
      expect(performance.now() - start).toBeLessThan(6_500);
    } finally {
      other.exec('ROLLBACK');
      other.close();
    }
    openRegister(path, 'write').close();
  });

  it('waits five seconds for its turn to write, and no longer', () => {
    const register = openRegister(created(), 'write');
    expect(asFile(register.db).pragma('busy_timeout', { simple: true })).toBe(5_000);
    register.close();
  });
});

describe('an error of the driver', () => {
  const error = (code: string): Error => Object.assign(new Error(code), { code });
  it.each([
    ['SQLITE_BUSY', 'REGISTER_LOCKED'],
    ['SQLITE_CORRUPT', 'REGISTER_DAMAGED'],
    ['SQLITE_NOTADB', 'REGISTER_DAMAGED'],
    ['SQLITE_READONLY_DIRECTORY', 'REGISTER_READ_ONLY'],
    ['EACCES', 'REGISTER_READ_ONLY'],
  ])('%s is %s', (code, fault) => {
    expect(asRegisterFault(error(code), 'x')).toMatchObject({ code: fault, path: 'x' });
  });

  it('that is none of these goes on as it is', () => {
    const bug = error('SQLITE_CONSTRAINT_UNIQUE');
    expect(asRegisterFault(bug, 'x')).toBe(bug);
    expect(asRegisterFault('text', 'x')).toBe('text');
  });
});
