import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { oneOfMany, openBatches, type OneOfMany, type Query } from './batches.ts';
import type { Step } from './protocol.ts';
import { TABLE_FACTS } from './tables.ts';

describe('a change that many of its sort go with', () => {
  it('is one of a row by its number, or of one that is put in unless it is there', () => {
    expect(oneOfMany('UPDATE sip SET last_seen_on = ?, "row" = ?\n WHERE case_no = ?', TABLE_FACTS)).toEqual({
      table: 'sip',
      columns: ['last_seen_on', 'row'],
      keyAt: 2,
      text:
        'UPDATE sip SET "last_seen_on" = many.c0, "row" = many.c1 FROM unnest($1::text[], $2::bigint[], $3::bigint[]) ' +
        'AS many (c0, c1, c2) WHERE sip.case_no = many.c2',
    });
    expect(oneOfMany('INSERT INTO absence VALUES (?, ?) ON CONFLICT DO NOTHING', TABLE_FACTS)).toEqual({
      table: 'absence',
      columns: ['source_no', 'case_no'],
      keyAt: null,
      text:
        'INSERT INTO absence ("source_no", "case_no") SELECT * FROM unnest($1::bigint[], $2::bigint[]) ' +
        'AS many (c0, c1) ON CONFLICT DO NOTHING',
    });
  });

  it.each([
    'UPDATE sip SET is_protected = 1 WHERE case_no = ?',
    'UPDATE sip SET class = ?',
    'UPDATE sip SET class = ? WHERE case_no = ? AND source_no = ?',
    'UPDATE sip SET case_no = ? WHERE case_no = ?',
    'UPDATE sip SET class = lower(?) WHERE case_no = ?',
    'UPDATE setting SET value = ? WHERE name = ?',
    'UPDATE nothing SET a = ? WHERE b = ?',
    'INSERT INTO absence VALUES (?, 1) ON CONFLICT DO NOTHING',
    'INSERT INTO absence VALUES (?, ?) ON CONFLICT (source_no, case_no) DO UPDATE SET case_no = 1',
    'DELETE FROM absence WHERE case_no = ?',
  ])('is not: %s', (sql) => {
    expect(oneOfMany(sql, TABLE_FACTS)).toBeNull();
  });
});

/** Two tables of two columns, by the number of the row. */
type Tables = Readonly<Record<'a' | 'b', Map<number, { x: string; y: string }>>>;

interface Made {
  readonly one: OneOfMany | null;
  readonly does: (tables: Tables, key: number, value: string) => void;
}

/** What may be done to a table; the last looks at the other one too. */
function statementsOf(own: 'a' | 'b', other: 'a' | 'b'): readonly (readonly [string, Made])[] {
  const one = (name: string, columns: readonly string[], keyAt: number | null): OneOfMany => ({
    ...{ table: own, columns, keyAt },
    text: `${name} ${own}`,
  });
  const changing = (change: (row: { x: string; y: string }, value: string) => void): Made['does'] => {
    return (tables, key, value) => {
      const row = tables[own].get(key);
      if (row !== undefined) change(row, value);
    };
  };
  const made: Readonly<Record<string, Made>> = {
    append: { one: one('append', ['x'], 0), does: changing((row, value) => (row.x += value)) },
    prepend: { one: one('prepend', ['x'], 0), does: changing((row, value) => (row.x = value + row.x)) },
    beside: { one: one('beside', ['y'], 0), does: changing((row, value) => (row.y += value)) },
    insert: {
      one: one('insert', ['key', 'x', 'y'], null),
      does(tables, key, value) {
        if (!tables[own].has(key)) tables[own].set(key, { x: value, y: value });
      },
    },
    other: {
      one: null,
      does(tables, key, value) {
        tables[own].set(key, { x: JSON.stringify([...tables[other]].sort()) + value, y: value });
      },
    },
  };
  return Object.entries(made).map(([name, does]) => [`${name} ${own}`, does]);
}

const STATEMENTS = new Map([...statementsOf('a', 'b'), ...statementsOf('b', 'a')]);

/** What is left of two empty tables after some steps. */
function after(steps: readonly Step[]): unknown {
  const tables: Tables = { a: new Map(), b: new Map() };
  for (const step of steps) {
    if (step.kind !== 'query') continue;
    const [keys = [], values = []] = step.values.map((value) => [value].flat());
    // A server changes a row once by a statement, whatever it is told.
    if (STATEMENTS.get(step.text)?.one?.keyAt === 0) expect(new Set(keys).size).toBe(keys.length);
    for (const [at, key] of keys.entries())
      STATEMENTS.get(step.text)?.does(tables, Number(key), String(values[at]));
  }
  return Object.values(tables).map((table) => [...table].sort());
}

const change = fc.record({
  text: fc.constantFrom(...STATEMENTS.keys()),
  key: fc.integer({ min: 0, max: 3 }),
  isTakenBack: fc.boolean(),
});

describe('changes that wait', () => {
  it('come to the same as one by one, whatever goes together', () => {
    fc.assert(
      fc.property(fc.array(change, { maxLength: 40 }), (changes) => {
        const batches = openBatches();
        const kept: Query[] = [];
        for (const [at, { text, key, isTakenBack }] of changes.entries()) {
          const step: Query = { kind: 'query', text, name: null, values: [key, String(at)] };
          const one = STATEMENTS.get(text)?.one ?? null;
          batches.add(step, one, new Set(one === null ? ['a', 'b'] : [one.table]));
          if (isTakenBack) expect(batches.takeBack(step)).toBe(true);
          else kept.push(step);
        }
        expect(batches.count()).toBe(kept.length);
        expect(after(batches.take())).toEqual(after(kept));
        expect([batches.count(), batches.take()]).toEqual([0, []]);
      }),
      { numRuns: 2_000 },
    );
  });

  it('go together where each is of a row of its own', () => {
    const batches = openBatches();
    const one = STATEMENTS.get('append a')?.one ?? null;
    for (const key of [1, 2, 3, 2])
      batches.add({ kind: 'query', text: 'append a', name: 's', values: [key, 'x'] }, one, new Set(['a']));
    expect(batches.take().map((step) => step.kind === 'query' && [step.name, step.values])).toEqual([
      [
        null,
        [
          [1, 2, 3],
          ['x', 'x', 'x'],
        ],
      ],
      ['s', [2, 'x']],
    ]);
  });
});
