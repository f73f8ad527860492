import { describe, expect, it } from 'vitest';
import { TABLES_OF_PERSONS, WRITERS_RIGHTS } from './rights.ts';
import { SHOWN_WAITING } from './shown-waiting.ts';
import { serverTables } from './tables.ts';

describe('the rights of who works', () => {
  it('are said of every table that a server has, and of no other', () => {
    expect(Object.keys(WRITERS_RIGHTS).sort()).toEqual([...serverTables(), SHOWN_WAITING].sort());
    expect([...TABLES_OF_PERSONS].filter((table) => !serverTables().includes(table))).toEqual([]);
  });

  it('are to add, and no more, where it is written down what was done', () => {
    for (const table of [
      'event',
      SHOWN_WAITING,
      'worklist',
      'worklist_row',
      'finding',
      'mending',
      'coverage_word',
    ])
      expect([table, WRITERS_RIGHTS[table]]).toEqual([table, ['INSERT']]);
    expect(WRITERS_RIGHTS['source_row']).toEqual(['INSERT', 'UPDATE']);
  });
});
