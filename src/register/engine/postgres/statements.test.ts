import { describe, expect, it } from 'vitest';
import { copyRow } from './copy-text.ts';
import { numbered } from './parameters.ts';
import { plainInsert } from './plain-insert.ts';

describe('marks', () => {
  it.each([
    ['SELECT ? WHERE a = ?', 'SELECT $1 WHERE a = $2', null],
    ['SELECT :a, @b, :a', 'SELECT $1, $2, $1', ['a', 'b']],
    ["SELECT '?', \":a\", ':b', ? -- :c ?", "SELECT '?', \":a\", ':b', $1 -- :c ?", null],
    ["SELECT 'it''s ?', /* ? */ :a::bigint", "SELECT 'it''s ?', /* ? */ $1::bigint", ['a']],
  ])('of %s are numbered', (sql, text, names) => {
    expect(numbered(sql)).toEqual({ text, names });
  });

  it('are of one sort', () => {
    expect(() => numbered('SELECT ?, :a')).toThrow('in order, or by name');
  });
});

describe('a plain INSERT', () => {
  it('is known, with its columns and what stands in it', () => {
    expect(plainInsert(`INSERT INTO sip ("name", key) VALUES (?, 'it''s') `)).toEqual({
      table: 'sip',
      columns: ['name', 'key'],
      values: [{ mark: true }, { text: "it's" }],
    });
    expect(plainInsert('INSERT INTO event VALUES (?, NULL, 7)')).toEqual({
      table: 'event',
      columns: null,
      values: [{ mark: true }, { text: null }, { text: '7' }],
    });
  });

  it.each([
    'INSERT INTO a VALUES (?) ON CONFLICT DO NOTHING',
    'INSERT INTO a VALUES (?) RETURNING b',
    'INSERT INTO a SELECT ?',
    'INSERT INTO a VALUES (coalesce(?, 1))',
    'INSERT INTO a VALUES (? + 1)',
    'INSERT INTO a VALUES (:name)',
    'UPDATE a SET b = ?',
  ])('is not: %s', (sql) => {
    expect(plainInsert(sql)).toBeNull();
  });
});

describe('a row of COPY', () => {
  it('keeps every sign, and nothing apart from an empty text', () => {
    expect(copyRow(['a\tb\\c\nd\re', '', null, 7, 9n, Buffer.from([0, 255])])).toBe(
      'a\\tb\\\\c\\nd\\re\t\t\\N\t7\t9\t\\\\x00ff\n',
    );
    expect(copyRow(['\\N', '\\.'])).toBe('\\\\N\t\\\\.\n');
  });
});
