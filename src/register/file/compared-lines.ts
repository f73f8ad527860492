import type { PostgresEngine } from '../engine/postgres/postgres-engine.ts';
import type { SchemaFault } from './file-soundness.ts';

/** The schema of the register that is looked at. */
export const HERE = '(SELECT oid FROM pg_namespace WHERE nspname = current_schema())';

/** What a server answers, a line a row. */
export const lines = (db: PostgresEngine, sql: string): readonly string[] =>
  db.rows(sql).map((row) => row.map(String).join('|'));

/** Of two lists of `name|…`: what is missing, what is added, and what has the name and is otherwise. */
export function compared(type: string, expected: readonly string[], found: readonly string[]): SchemaFault[] {
  const name = (line: string): string => line.split('|')[0] ?? '';
  const [wanted, there] = [expected, found].map((list) => new Set(list.map(name)));
  const odd = [
    ...expected.filter((one) => !found.includes(one)),
    ...found.filter((one) => !expected.includes(one)),
  ];
  return [...new Set(odd.map(name))].map((one) => ({
    ...{ type, name: one },
    what: there?.has(one) !== true ? 'missing' : wanted?.has(one) === true ? 'changed' : 'added',
  }));
}
