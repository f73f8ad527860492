import type { Engine, Value } from '../engine/engine.ts';
import { copyRow } from '../engine/postgres/copy-text.ts';
import { isOnServer, type PostgresEngine } from '../engine/postgres/postgres-engine.ts';
import { serverTables, TABLE_FACTS } from '../engine/postgres/tables.ts';

/** Text of rows that goes to a server at a time. */
const MOST = 1_000_000;

/**
 * Copies every row of a register, with the numbers that it has, into the empty tables of another, within the caller's
 * transaction there.
 */
export function copyRows(from: Engine, to: Engine): void {
  for (const table of serverTables()) {
    const columns = TABLE_FACTS.columnsOf(table);
    const listed = columns.map((name) => `"${name}"`).join(', ');
    const order = table === 'finding' ? ` ORDER BY ${from.sql.asWritten('finding')}` : '';
    const rows = from.prepare(`SELECT ${listed} FROM ${table}${order}`).raw().iterate() as Iterable<Value[]>;
    if (isOnServer(to)) toServer(to, table, columns, rows);
    else toFile(to, table, columns, rows);
  }
}

function toServer(
  to: PostgresEngine,
  table: string,
  columns: readonly string[],
  rows: Iterable<Value[]>,
): void {
  let text = '';
  for (const row of rows) {
    text += copyRow(row);
    if (text.length < MOST) continue;
    to.copyIn(table, columns, text);
    text = '';
  }
  if (text !== '') to.copyIn(table, columns, text);
}

function toFile(to: Engine, table: string, columns: readonly string[], rows: Iterable<Value[]>): void {
  const insert = to.prepare(
    `INSERT INTO ${table} (${columns.map((name) => `"${name}"`).join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`,
  );
  for (const row of rows) insert.run(...row);
}
