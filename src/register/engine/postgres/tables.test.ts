import { describe, expect, it } from 'vitest';
import { MIGRATIONS } from '../migrations.ts';
import { openDatabase, IN_MEMORY } from '../sqlite/driver.ts';
import { TABLE_FACTS, tablesIn } from './tables.ts';

describe('the tables of a server', () => {
  it('are those of a file, with the same columns in the same order', () => {
    const db = openDatabase(IN_MEMORY);
    for (const sql of MIGRATIONS) db.exec(sql);
    const columns = (table: string): { name: string; hidden: number; type: string; pk: number }[] =>
      db.prepare(`SELECT name, hidden, type, pk FROM pragma_table_xinfo('${table}')`).all() as never;
    expect([...TABLE_FACTS.order()].sort()).toEqual(db.tables());
    for (const table of TABLE_FACTS.order()) {
      const written = columns(table).filter(({ hidden }) => hidden === 0);
      expect([table, TABLE_FACTS.columnsOf(table)]).toEqual([table, written.map(({ name }) => name)]);
      const keys = written.filter(({ pk }) => pk > 0);
      const number = keys.length === 1 && keys[0]?.type === 'INTEGER' ? keys[0].name : null;
      expect([table, TABLE_FACTS.numberOf(table)]).toEqual([table, number]);
    }
    db.close();
  });

  it('say which others their rows refer to', () => {
    expect([...TABLE_FACTS.referredToBy('aside_source')]).toEqual(['event']);
    expect([...TABLE_FACTS.referredToBy('mending')]).toEqual(['source']);
    expect([...TABLE_FACTS.referredToBy('worklist')]).toEqual(['event']);
    expect([...TABLE_FACTS.referredToBy('sip')]).toEqual([]);
  });

  it('are found in statements, whatever stands around them', () => {
    expect([...tablesIn('SELECT 1 FROM sip s JOIN source_row USING (source_no)')]).toEqual([
      'sip',
      'source_row',
    ]);
  });
});
