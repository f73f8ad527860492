import { openDatabase } from '../engine/driver.ts';
import { copyFileSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DEFAULT_PROFILE } from '../../domain/profile/default-profile.ts';
import { parseProfile } from '../../domain/profile/parse-profile.ts';
import type { Profile } from '../../domain/profile/profile-schema.ts';
import { SHIPPED_PROFILES } from '../../domain/profile/shipped-profiles.ts';
import { eventWriter } from '../log/events.ts';
import { MIGRATIONS } from '../engine/migrations.ts';
import { createRegister, openRegister, sealCopy, type Register } from './register.ts';
import { UnusableRegister } from '../engine/unusable-register.ts';
import { checkSeal, isAltered, type SealCheck } from './seal.ts';

let folder: string;
let profile: Profile;
let number = 0;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'overgang-seal-'));
  const parsed = parseProfile(SHIPPED_PROFILES[DEFAULT_PROFILE]);
  if ('faults' in parsed) throw new Error(parsed.faults.join());
  ({ profile } = parsed);
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

const newPath = (): string => join(folder, `${String((number += 1))}.sqlite`);

function write({ db }: Register, events = 1): void {
  db.transaction(() => {
    const log = eventWriter(db, { by: 'prov', recordedAt: '2025-09-29T13:00:00.000Z' });
    for (let at = 0; at < events; at += 1) {
      db.prepare('INSERT INTO earlier_facts VALUES (?, ?, ?, 1, ?, ?)').run(
        'sip',
        number,
        '2025-09-29',
        (db.prepare('SELECT count(*) FROM earlier_facts').pluck().get() as number) + 1,
        'x'.repeat(400),
      );
      log({ type: 'marked', effectiveOn: '2025-09-29', data: { at } });
    }
  })();
}

/** A register that has been written in and closed. */
function sealed(events = 40): string {
  const path = newPath();
  const register = createRegister(path, profile);
  write(register, events);
  register.close();
  return path;
}

function check(path: string): SealCheck {
  const db = openDatabase(path, { readonly: true });
  try {
    return checkSeal(db, path);
  } finally {
    db.close();
  }
}

function tamper(path: string, sql: string): void {
  const db = openDatabase(path);
  db.exec(
    `DROP TRIGGER IF EXISTS event_is_never_changed; DROP TRIGGER IF EXISTS event_is_never_removed; ${sql}`,
  );
  db.close();
}

function faultOf(path: string): string {
  try {
    openRegister(path, 'write').close();
    return 'none';
  } catch (error) {
    if (error instanceof UnusableRegister) return error.code;
    throw error;
  }
}

describe('the seal', () => {
  it('is made when a register that was written is closed, and holds', () => {
    const path = sealed();
    expect(check(path)).toEqual({ state: 'sealed', eventSeq: 40, faults: [], alteredPages: [] });
    expect(faultOf(path)).toBe('none');
  });

  it('is not made anew where nothing was written: not a byte changes', () => {
    const path = sealed();
    const before = readFileSync(path);
    openRegister(path, 'write').close();
    expect(readFileSync(path).equals(before)).toBe(true);
  });

  it('overwrites its own pages and the counters of the header, and changes no other page', () => {
    const path = sealed();
    const register = openRegister(path, 'write');
    write(register);
    const before = readFileSync(path);
    register.close();
    const after = readFileSync(path);
    expect(after.length).toBe(before.length);
    const db = openDatabase(path, { readonly: true });
    const own = new Set(db.prepare("SELECT pageno FROM dbstat WHERE name = 'seal'").pluck().all());
    db.close();
    const changed = Array.from({ length: after.length }, (_, at) => at).filter(
      (at) => before[at] !== after[at] && !own.has(Math.floor(at / 16_384) + 1),
    );
    expect(changed.length).toBeGreaterThan(0);
    expect(changed.filter((at) => !(at >= 24 && at < 28) && !(at >= 92 && at < 100))).toEqual([]);
  });

  it('grows with the register, over the room it was made with', () => {
    const path = sealed();
    const register = openRegister(path, 'write');
    register.db.exec('CREATE TABLE filler (a BLOB) STRICT');
    register.db.prepare('INSERT INTO filler VALUES (zeroblob(?))').run(16_384 * 600);
    write(register);
    register.close();
    expect(statSync(path).size / 16_384).toBeGreaterThan(512);
    expect(check(path)).toMatchObject({ state: 'sealed', faults: [], alteredPages: [] });
    const again = openRegister(path, 'write');
    write(again);
    again.close();
    expect(isAltered(check(path))).toBe(false);
  });

  it('finds a changed byte on every page, wherever it stands', () => {
    const path = sealed();
    const bytes = readFileSync(path);
    const missed: number[] = [];
    let state = 7;
    for (let at = 0; at < bytes.length; at += 1 + ((state = (state * 48_271) % 2_147_483_647) % 9_000)) {
      const altered = Buffer.from(bytes);
      altered[at] = (altered[at] ?? 0) ^ (1 << (at % 8));
      writeFileSync(path, altered);
      let isFound: boolean;
      try {
        isFound = isAltered(check(path));
      } catch {
        isFound = true;
      }
      if (!isFound) missed.push(at);
    }
    expect(missed).toEqual([]);
    for (let at = 16; at < 100; at += 1) {
      const altered = Buffer.from(bytes);
      altered[at] = (altered[at] ?? 0) ^ 1;
      writeFileSync(path, altered);
      expect([at, faultOf(path) !== 'none']).toEqual([at, true]);
    }
  });

  it('finds a file that was cut, or that something was added to', () => {
    const path = sealed();
    const bytes = readFileSync(path);
    writeFileSync(path, Buffer.concat([bytes, Buffer.alloc(16_384)]));
    expect(check(path).faults).toContain('size');
    writeFileSync(path, Buffer.concat([bytes, Buffer.from('x')]));
    expect(check(path).faults).toContain('size');
  });
});

describe('a register is refused for writing', () => {
  it.each([
    ['a changed row', "UPDATE setting SET value = replace(value, '2', '3') WHERE name = 'profile'"],
    ['a removed row', 'DELETE FROM earlier_facts WHERE row = 3'],
    ['an added row', "INSERT INTO setting VALUES ('x', 'y')"],
    ['a changed event', "UPDATE event SET by = 'x' WHERE seq = 3"],
    ['the tail of the log cut off', 'DELETE FROM event WHERE seq > 30'],
    ['an older number in the seal', "UPDATE seal SET event_seq = '000000000000007'"],
    ['hashes that are not its own', 'UPDATE seal SET pages = zeroblob(8192)'],
    ['no seal', 'DELETE FROM seal'],
    ['no table for it', 'DROP TABLE seal'],
  ])('that has %s', (_what, sql) => {
    const path = sealed();
    tamper(path, sql);
    expect(faultOf(path)).toBe('REGISTER_ALTERED');
    openRegister(path, 'read').close();
  });
});

describe('a register is used', () => {
  it('that was written by a run that was killed before it sealed; and is sealed by the next', () => {
    const path = sealed();
    const register = openRegister(path, 'write');
    write(register);
    register.db.close();
    expect(check(path)).toMatchObject({ state: 'behind', eventSeq: 40 });
    expect(faultOf(path)).toBe('none');
    expect(check(path)).toMatchObject({ state: 'sealed', eventSeq: 41, faults: [] });
  });

  it('of the version before the seal; and is sealed when it is first opened to write', () => {
    const path = newPath();
    const db = openDatabase(path);
    db.exec(MIGRATIONS[0] ?? '');
    db.prepare('INSERT INTO setting VALUES (?, ?)').run('profile', JSON.stringify(profile));
    db.pragma(`application_id = ${String(0x4f56474e)}`);
    db.pragma('user_version = 1');
    eventWriter(db, { by: 'prov', recordedAt: '2025-09-29T13:00:00.000Z' })({
      type: 'register-created',
      effectiveOn: '2025-09-29',
      data: {},
    });
    db.close();
    expect(check(path).state).toBe('never');
    expect(faultOf(path)).toBe('none');
    expect(check(path)).toMatchObject({ state: 'sealed', eventSeq: 1, faults: [] });
  });

  it('that is a copy of the file, or a copy with other pages that was sealed', () => {
    const path = sealed();
    const copy = newPath();
    copyFileSync(path, copy);
    expect(faultOf(copy)).toBe('none');
    const other = newPath();
    const db = openDatabase(path, { readonly: true });
    db.prepare('VACUUM INTO ?').run(other);
    db.close();
    sealCopy(other);
    expect(check(other)).toEqual({ state: 'sealed', eventSeq: 40, faults: [], alteredPages: [] });
    expect(faultOf(other)).toBe('none');
  });
});
