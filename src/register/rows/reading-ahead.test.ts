import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Statement } from '../engine/engine.ts';
import { IN_MEMORY, openDatabase } from '../engine/sqlite/driver.ts';
import { openReadingAhead } from './reading-ahead.ts';

const keys = fc.constantFrom('A', 'B1', 'B2', 'C', 'Ä', 'Ö', '😀', '\uffff', 'a', 'b');

describe('reading ahead', () => {
  it('finds what asking row by row finds, whatever is changed of a key once it has been asked for', () => {
    fc.assert(
      fc.property(fc.uniqueArray(keys), fc.array(keys, { maxLength: 40 }), (there, questions) => {
        const db = openDatabase(IN_MEMORY);
        db.exec('CREATE TABLE t (key TEXT PRIMARY KEY, n INTEGER) STRICT');
        for (const key of there) db.prepare('INSERT INTO t VALUES (?, 0)').run(key);
        const one = db.prepare('SELECT n FROM t WHERE key = ?').raw();
        const find = openReadingAhead<readonly [number]>(
          db.prepare('SELECT key, n FROM t WHERE key >= ? ORDER BY key LIMIT 3').raw(),
          3,
          (key) => one.get(key) as [number] | undefined,
        );
        for (const key of questions) {
          expect(find(key)).toEqual(one.get(key));
          db.prepare('INSERT INTO t VALUES (?, 0) ON CONFLICT (key) DO UPDATE SET n = n + 1').run(key);
        }
        db.close();
      }),
    );
  });

  it('asks once for many in order, and soon stops where they are in none', () => {
    const count = (order: readonly number[]): { readonly windows: number; readonly single: number } => {
      const counts = { windows: 0, single: 0 };
      const name = (n: number): string => String(n).padStart(4, '0');
      const next = {
        all(key: string) {
          counts.windows += 1;
          return Array.from({ length: 100 }, (_, at) => [name(Number(key) + at), at]).filter(
            ([key]) => String(key) < '1000',
          );
        },
      } as unknown as Statement;
      const find = openReadingAhead(next, 100, () => {
        counts.single += 1;
        return undefined;
      });
      for (const n of order) find(name(n));
      return counts;
    };
    const inOrder = Array.from({ length: 1_000 }, (_, at) => at);
    expect(count(inOrder)).toEqual({ windows: 10, single: 0 });
    const scattered = inOrder.map((at) => (at * 617) % 1_000);
    expect(count(scattered).windows).toBeLessThan(200);
  });
});
