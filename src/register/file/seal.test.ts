import type { Engine, Value } from '../engine/engine.ts';
import { openDatabase } from '../engine/sqlite/driver.ts';
import { asFile } from '../engine/sqlite/sqlite-engine.ts';
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
import { atOnce, endTransactionsWith } from '../engine/transaction.ts';
import { createRegister, openAltered, openRegister, type Register } from './register.ts';
import { UnusableRegister } from '../engine/unusable-register.ts';
import { frameOf, hashPages, readOwn, withPages } from './seal-pages.ts';
import { checkSeal, isAltered, sealRegister, sealWithin, type SealCheck } from './seal.ts';

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

/** Written past what ends a transaction, as by a run that was killed, or in a register that is sealed when closed. */
function write(register: Register, events = 1): void {
  register.db.begin();
  addFacts(register, events);
  register.db.commit();
}

function addFacts({ db }: Register, events = 1): void {
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

function withDatabase<T>(path: string, look: (db: Engine) => T): T {
  const db = openDatabase(path, { readonly: true });
  try {
    return look(db);
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

/** What is said of a register that is whole: the last event is the one that states the seal. */
const WHOLE = (eventSeq: number): SealCheck => ({
  state: 'sealed',
  eventSeq,
  faults: [],
  alteredPages: [],
  isHeldAgainstLog: true,
});

function faultOf(path: string, use: 'read' | 'write' = 'write'): string {
  try {
    openRegister(path, use).close();
    return 'none';
  } catch (error) {
    if (error instanceof UnusableRegister) return error.code;
    throw error;
  }
}

describe('the seal', () => {
  it('is made when a register that was written is closed, and holds', () => {
    const path = sealed();
    expect(check(path)).toEqual(WHOLE(41));
    expect(faultOf(path)).toBe('none');
  });

  it('stands in the file as soon as what was written does, long before the register is closed', () => {
    const path = sealed();
    const register = openRegister(path, 'write');
    atOnce(register.db, () => {
      addFacts(register);
    });
    expect(check(path)).toEqual(WHOLE(43));
    // A page more, and room for it.
    atOnce(register.db, () => {
      register.db.exec('CREATE TABLE filler (a BLOB) STRICT');
      register.db.prepare('INSERT INTO filler VALUES (zeroblob(?))').run(16_384 * 600);
      addFacts(register);
    });
    expect(check(path)).toEqual(WHOLE(45));
    const before = readFileSync(path);
    register.close();
    expect(readFileSync(path).equals(before)).toBe(true);
  });

  it('holds over pages that one transaction has written in and emptied', () => {
    const path = sealed(400);
    const register = openRegister(path, 'write');
    atOnce(register.db, () => {
      register.db.exec("UPDATE earlier_facts SET facts = facts || 'y'");
      register.db.exec('DELETE FROM earlier_facts');
      addFacts(register);
    });
    expect(check(path)).toEqual(WHOLE(403));
    register.close();
    expect([faultOf(path, 'read'), faultOf(path)]).toEqual(['none', 'none']);
  });

  it('falls with what it seals', () => {
    const path = sealed();
    const before = readFileSync(path);
    const register = openRegister(path, 'write');
    endTransactionsWith(register.db, () => {
      sealWithin(asFile(register.db));
      throw new Error('no room on the disk');
    });
    expect(() => {
      atOnce(register.db, () => {
        addFacts(register);
      });
    }).toThrow('no room on the disk');
    register.close();
    expect(readFileSync(path).equals(before)).toBe(true);
  });

  it('holds what another program has written while it was made', () => {
    const path = sealed();
    const register = openAltered(path);
    write(register);
    let commits = 0;
    const interrupted = Object.create(asFile(register.db), {
      exec: {
        value(sql: string) {
          register.db.exec(sql);
          // What states the pages has just been written.
          if (sql !== 'COMMIT' || (commits += 1) > 1) return;
          const other = openDatabase(path);
          other.exec("UPDATE earlier_facts SET facts = replace(facts, 'x', 'y')");
          other.close();
        },
      },
    }) as Engine;
    sealRegister(interrupted, path);
    expect(commits).toBeGreaterThan(1);
    register.close();
    expect([isAltered(check(path)), faultOf(path)]).toEqual([false, 'none']);
  });

  it('is not made anew where nothing was written: not a byte changes', () => {
    const path = sealed();
    const before = readFileSync(path);
    openRegister(path, 'write').close();
    expect(readFileSync(path).equals(before)).toBe(true);
  });

  it('overwrites its own pages, those of the log and the counters of the header, and changes no other page', () => {
    const path = sealed();
    const register = openRegister(path, 'write');
    write(register);
    const before = readFileSync(path);
    register.close();
    const after = readFileSync(path);
    expect(after.length).toBe(before.length);
    const db = openDatabase(path, { readonly: true });
    const own = new Set(
      db.prepare("SELECT pageno FROM dbstat WHERE name GLOB 'seal' OR name GLOB 'event*'").pluck().all(),
    );
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

describe('a register is refused, to read as to write,', () => {
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
    expect([faultOf(path, 'read'), faultOf(path)]).toEqual(['REGISTER_ALTERED', 'REGISTER_ALTERED']);
  });
});

/** The row of the seal as a program would write it that knows how, but not what the log must say. */
function forgeSeal(
  path: string,
  values: Readonly<Record<'event_seq' | 'pages' | 'page_count', Value>>,
): void {
  const db = openDatabase(path);
  for (const [name, value] of Object.entries(values)) db.prepare(`UPDATE seal SET ${name} = ?`).run(value);
  db.prepare('UPDATE seal SET frame = zeroblob(16)').run();
  const root = db.prepare("SELECT rootpage FROM sqlite_schema WHERE name = 'seal'").pluck().get() as number;
  const own = withPages(path, (file) => readOwn(file, root));
  if (own === null) throw new Error('no seal to forge');
  db.prepare('UPDATE seal SET frame = ?').run(frameOf(own));
  db.close();
}

describe('no edit of the table of the seal hides a change of the facts', () => {
  const CHANGE = 'DELETE FROM earlier_facts WHERE row = 3';
  const sealOf = (path: string): Parameters<typeof forgeSeal>[1] => {
    const db = openDatabase(path, { readonly: true });
    const row = db.prepare('SELECT event_seq, page_count, pages FROM seal').get();
    db.close();
    return row as Parameters<typeof forgeSeal>[1];
  };

  it('as if it had never been sealed', () => {
    const path = sealed();
    tamper(path, CHANGE);
    tamper(
      path,
      "UPDATE seal SET event_seq = '000000000000000', page_count = '0000000000', frame = zeroblob(16), pages = zeroblob(8192)",
    );
    expect(check(path).faults).toEqual(['statement']);
    expect(faultOf(path, 'read')).toBe('REGISTER_ALTERED');
  });

  it.each([1, 7, 39, 40])('as if event %i had been the last that was sealed', (seq) => {
    const path = sealed();
    tamper(path, CHANGE);
    forgeSeal(path, { ...sealOf(path), event_seq: String(seq).padStart(15, '0') });
    expect(check(path).faults).toEqual(['statement']);
    expect(faultOf(path, 'read')).toBe('REGISTER_ALTERED');
  });

  it('with all its hashes made anew', () => {
    const path = sealed();
    tamper(path, CHANGE);
    const seal = sealOf(path);
    const root = withDatabase(path, (db) =>
      db.prepare("SELECT rootpage FROM sqlite_schema WHERE name = 'seal'").pluck().get(),
    ) as number;
    const now = withPages(path, (file) => hashPages(file, readOwn(file, root)?.pages ?? []));
    for (const stated of ['as it was', 'nothing']) {
      const pages = Buffer.from(seal.pages as Buffer);
      for (let page = 1; page <= now.length / 16; page += 1) {
        const mark = stated === 'nothing' ? 0 : (pages[page * 16 - 1] ?? 0) & 1;
        now.copy(pages, (page - 1) * 16, (page - 1) * 16, page * 16);
        pages[page * 16 - 1] = ((pages[page * 16 - 1] ?? 0) & 0xfe) | mark;
      }
      forgeSeal(path, { ...seal, pages });
      expect(check(path)).toMatchObject({ faults: ['statement'], alteredPages: [] });
      expect(faultOf(path, 'read')).toBe('REGISTER_ALTERED');
    }
  });

  it('nor with the whole log gone', () => {
    const path = newPath();
    const register = createRegister(path, profile);
    write(register, 3);
    register.db.exec(
      `INSERT INTO source (source_no, sha256, kind, file_name, exported_on, encoding, columns, mapping_hash, rows,
         imported_at, imported_by) VALUES (1, 'x', 'sip', 'x', '2025-09-29', 'utf-8', '{}', 'x', 1, 'x', 'x')`,
    );
    register.close();
    tamper(
      path,
      "DELETE FROM event; UPDATE seal SET event_seq = '000000000000000', page_count = '0000000000', frame = zeroblob(16), pages = zeroblob(8192)",
    );
    expect(faultOf(path, 'read')).toBe('REGISTER_ALTERED');
  });
});

describe('a register that only the log has grown in', () => {
  const show = (path: string): void => {
    const register = openRegister(path, 'write');
    register.db.begin();
    const log = eventWriter(register.db, { by: 'prov', recordedAt: '2025-09-30T13:00:00.000Z' });
    for (let at = 0; at < 200; at += 1)
      log({ type: 'shown', effectiveOn: '2025-09-30', data: { command: 'x'.repeat(900), at } });
    register.db.commit();
    register.close();
  };

  it('is sealed, and states nothing anew', () => {
    const path = sealed();
    show(path);
    expect(check(path)).toEqual(WHOLE(241));
  });

  it('has a statement that tells of a change, though the seal looks as if it had not been made anew', () => {
    const path = sealed();
    const before = withDatabase(path, (db) => db.prepare('SELECT * FROM seal').get());
    show(path);
    tamper(path, 'DELETE FROM earlier_facts WHERE row = 3');
    forgeSeal(path, before as Parameters<typeof forgeSeal>[1]);
    expect(faultOf(path, 'read')).toBe('REGISTER_ALTERED');
  });
});

describe('a register is used', () => {
  it('that was written by a run that was killed before it sealed; and is sealed by the next', () => {
    const path = sealed();
    const register = openRegister(path, 'write');
    write(register);
    register.db.close();
    expect(check(path)).toMatchObject({ state: 'behind', eventSeq: 41, faults: [] });
    expect([faultOf(path, 'read'), faultOf(path)]).toEqual(['none', 'none']);
    expect(check(path)).toEqual(WHOLE(43));
  });

  it('that was killed after the log had stated it and before the seal was written', () => {
    const path = sealed();
    const before = withDatabase(path, (db) => db.prepare('SELECT * FROM seal').get());
    const register = openRegister(path, 'write');
    write(register);
    register.close();
    forgeSeal(path, before as Parameters<typeof forgeSeal>[1]);
    expect(check(path)).toMatchObject({ state: 'behind', eventSeq: 41, faults: [] });
    expect([faultOf(path, 'read'), faultOf(path)]).toEqual(['none', 'none']);
    expect(check(path)).toEqual(WHOLE(43));
  });

  it('while another run writes in it, before and after that run has sealed', () => {
    const path = sealed();
    const neighbour = openRegister(path, 'write');
    write(neighbour);
    expect(faultOf(path, 'read')).toBe('none');
    neighbour.close();
    expect(faultOf(path, 'read')).toBe('none');
  });

  it('of a program that sealed and stated nothing in the log; and is stated by the next that writes', () => {
    const path = sealed();
    const db = openDatabase(path);
    db.exec('DROP TRIGGER event_is_never_removed; DELETE FROM event WHERE seq = 41');
    db.exec(MIGRATIONS[0]?.match(/CREATE TRIGGER event_is_never_removed[^;]+;\s+END;/u)?.[0] ?? '');
    db.close();
    const root = withDatabase(path, (open) =>
      open.prepare("SELECT rootpage FROM sqlite_schema WHERE name = 'seal'").pluck().get(),
    ) as number;
    const pages = Buffer.alloc(8192);
    withPages(path, (file) => hashPages(file, readOwn(file, root)?.pages ?? [])).copy(pages);
    forgeSeal(path, {
      event_seq: '000000000000040',
      page_count: String(statSync(path).size / 16_384).padStart(10, '0'),
      pages,
    });
    expect(check(path)).toEqual({ ...WHOLE(40), isHeldAgainstLog: false });
    const register = openRegister(path, 'write');
    write(register);
    register.close();
    expect(check(path)).toEqual(WHOLE(42));
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
    // The upgrade, and what states the seal.
    expect(check(path)).toEqual(WHOLE(3));
  });

  it('that is a copy of the file, or a copy with other pages that was sealed anew', () => {
    const path = sealed();
    const copy = newPath();
    copyFileSync(path, copy);
    expect(faultOf(copy)).toBe('none');
    const other = newPath();
    const db = openDatabase(path, { readonly: true });
    db.prepare('VACUUM INTO ?').run(other);
    db.close();
    expect(faultOf(other, 'read')).toBe('REGISTER_ALTERED');
    const register = openAltered(other);
    sealRegister(register.db, other);
    register.close();
    expect(check(other)).toEqual(WHOLE(42));
    expect(faultOf(other)).toBe('none');
  });
});
