import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { IN_MEMORY, openDatabase } from './driver.ts';
import type { SqliteEngine } from './sqlite-engine.ts';

let db: SqliteEngine;
beforeEach(() => {
  db = openDatabase(IN_MEMORY);
  db.exec("CREATE TABLE t (no INTEGER, name TEXT); INSERT INTO t VALUES (1, 'a'), (2, 'b'), (3, 'c')");
});
afterEach(() => {
  db.close();
});

const QUESTION = 'SELECT no, name FROM t WHERE no >= ? ORDER BY no';

describe('a question that several ask', () => {
  it('gives each the rows as it wants them, whoever asked before', () => {
    const rows = db.prepare(QUESTION);
    const first = db.prepare(QUESTION).pluck();
    const cells = db.prepare(QUESTION).raw();
    for (let again = 0; again < 2; again += 1) {
      expect(cells.all(2)).toEqual([
        [2, 'b'],
        [3, 'c'],
      ]);
      expect(first.get(2)).toBe(2);
      expect(rows.get(2)).toEqual({ no: 2, name: 'b' });
      expect(rows.get(4)).toBeUndefined();
    }
    expect(db.prepare(QUESTION).raw().pluck().get(2)).toBe(2);
    expect(db.prepare(QUESTION).pluck().raw().get(2)).toEqual([2, 'b']);
  });

  it('is answered whole while it is also answered row by row, within itself and twice', () => {
    const seen: unknown[] = [];
    const rows = db.prepare(QUESTION).pluck();
    for (const no of rows.iterate(1)) {
      const others = [...db.prepare(QUESTION).pluck().iterate(2)];
      seen.push([
        no,
        rows.get(no as number),
        db
          .prepare(QUESTION)
          .pluck()
          .all(no as number),
        others,
      ]);
    }
    expect(seen).toEqual([
      [1, 1, [1, 2, 3], [2, 3]],
      [2, 2, [2, 3], [2, 3]],
      [3, 3, [3], [2, 3]],
    ]);
  });

  it('tells of what was written and changed in between, and keeps nothing it was given', () => {
    const rows = db.prepare('SELECT * FROM t WHERE no = :no');
    expect(rows.get({ no: 1 })).toEqual({ no: 1, name: 'a' });
    db.exec("ALTER TABLE t ADD COLUMN more TEXT DEFAULT 'x'; UPDATE t SET name = 'z' WHERE no = 1");
    expect(rows.get({ no: 1 })).toEqual({ no: 1, name: 'z', more: 'x' });
    expect(() => db.prepare('SELECT * FROM t WHERE no = :no').get()).toThrow();
  });

  it('is refused when it is made ready, not when it is asked', () => {
    expect(() => db.prepare('SELECT nothing FROM t')).toThrow('nothing');
  });

  it('goes on after an answer that failed', () => {
    const wrong = 'SELECT CASE WHEN no = :no THEN abs(-9223372036854775808) ELSE no END FROM t';
    expect(() => db.prepare(wrong).all({ no: 2 })).toThrow('overflow');
    expect(db.prepare(wrong).pluck().all({ no: 9 })).toEqual([1, 2, 3]);
  });
});

describe('a statement that writes', () => {
  it('is the same for all who only write, and each is told what it changed', () => {
    const insert = 'INSERT INTO t VALUES (?, ?)';
    expect(db.prepare(insert)).toBe(db.prepare(insert));
    expect(db.prepare(insert).run(4, 'd').changes).toBe(1);
    expect(db.prepare('UPDATE t SET name = ? WHERE no > ?').run('y', 2).changes).toBe(2);
    expect(db.prepare('UPDATE t SET name = ? WHERE no > ?').run('y', 9).changes).toBe(0);
  });

  it('that gives something back gives it as it was asked for', () => {
    const insert = 'INSERT INTO t VALUES (?, ?)\n RETURNING no, name';
    const first = db.prepare(insert).pluck();
    expect(db.prepare(insert).get(5, 'e')).toEqual({ no: 5, name: 'e' });
    expect(first.get(6, 'f')).toBe(6);
  });
});

describe('an engine', () => {
  it('answers any number of different questions', () => {
    for (let at = 0; at < 600; at += 1)
      expect(
        db
          .prepare(`SELECT ${String(at)} AS n`)
          .pluck()
          .get(),
      ).toBe(at);
    expect(db.prepare('SELECT 599 AS n').pluck().get()).toBe(599);
  });
});
