import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Statement } from '../engine/engine.ts';
import { IN_MEMORY, openDatabase } from '../engine/sqlite/driver.ts';
import { openLookUps } from './look-ups.ts';

const keys = fc.constantFrom('A', 'B1', 'B2', 'C', 'Ä', 'Ö', '😀', '\uffff', 'a"\\', 'b');

describe('rows looked up many at once', () => {
  it('are those that asking one by one finds, whatever is changed of a key once it has been asked for', () => {
    fc.assert(
      fc.property(fc.uniqueArray(keys), fc.array(fc.array(keys), { maxLength: 10 }), (there, questions) => {
        const db = openDatabase(IN_MEMORY);
        db.exec('CREATE TABLE t (key TEXT PRIMARY KEY, n INTEGER) STRICT');
        for (const key of there) db.prepare('INSERT INTO t VALUES (?, 0)').run(key);
        const one = db.prepare('SELECT n FROM t WHERE key = ?').raw();
        const { lookUp, find } = openLookUps<readonly [number]>(
          db.prepare(`SELECT key, n FROM t WHERE key IN ${db.sql.texts('?')}`).raw(),
          (key) => one.get(key) as [number] | undefined,
        );
        for (const together of questions) {
          lookUp(together);
          for (const key of together) {
            expect(find(key)).toEqual(one.get(key));
            db.prepare('INSERT INTO t VALUES (?, 0) ON CONFLICT (key) DO UPDATE SET n = n + 1').run(key);
          }
        }
        db.close();
      }),
    );
  });

  it('are asked for once, but for what is asked again and what no JSON has', () => {
    const asked: unknown[] = [];
    const many = {
      all(given: string) {
        asked.push(given);
        return [['a', 1]];
      },
    } as unknown as Statement;
    const { lookUp, find } = openLookUps<readonly [number]>(many, (key) => {
      asked.push(key);
      return undefined;
    });
    lookUp(['a', 'b', 'a', '\ud800', '\0']);
    expect(['a', 'b', 'a', '\ud800'].map(find)).toEqual([[1], undefined, undefined, undefined]);
    expect(asked).toEqual(['["a","b"]', 'a', '\ud800']);
  });
});
