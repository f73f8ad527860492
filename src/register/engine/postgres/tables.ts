import { MIGRATIONS } from '../migrations.ts';
import type { TableFacts } from './waiting-writes.ts';

interface Table {
  readonly name: string;
  readonly columns: readonly string[];
  readonly number: string | null;
  readonly refersTo: ReadonlySet<string>;
}

/** The register's tables as the migrations make them, in that order; read when they are first asked for. */
let known: ReadonlyMap<string, Table> | undefined;
const tables = (): ReadonlyMap<string, Table> =>
  (known ??= new Map(tablesOf(MIGRATIONS).map((table) => [table.name, table])));

/** Those that a server has: the seal is of a file. */
export const serverTables = (): readonly string[] => [...tables().keys()].filter((name) => name !== 'seal');

export const TABLE_FACTS: TableFacts = {
  order: () => [...tables().keys()],
  columnsOf: (name) => tables().get(name)?.columns ?? [],
  numberOf: (name) => tables().get(name)?.number ?? null,
  referredToBy: (name) => tables().get(name)?.refersTo ?? new Set(),
};

/** The tables that a statement speaks of, or may speak of: every word of it that is a table's name. */
export function tablesIn(sql: string): ReadonlySet<string> {
  return new Set((sql.match(/[a-z_]+/gu) ?? []).filter((word) => tables().has(word)));
}

function tablesOf(migrations: readonly string[]): readonly Table[] {
  const tables = new Map<string, { columns: string[]; number: string | null; refersTo: Set<string> }>();
  for (const statement of migrations.flatMap(statementsOf)) {
    const made = /^CREATE TABLE (?<name>[a-z_]+) \((?<body>[\s\S]*)\)[^)]*$/u.exec(statement)?.groups;
    if (made !== undefined) tables.set(made['name'] ?? '', columnsOf(made['body'] ?? ''));
    const { table, column } =
      /^ALTER TABLE (?<table>[a-z_]+) ADD COLUMN (?<column>[a-z0-9_]+)/u.exec(statement)?.groups ?? {};
    if (table !== undefined && column !== undefined) tables.get(table)?.columns.push(column);
  }
  return [...tables].map(([name, facts]) => ({ name, ...facts }));
}

function columnsOf(body: string): { columns: string[]; number: string | null; refersTo: Set<string> } {
  const columns: string[] = [];
  const refersTo = new Set([...body.matchAll(/\bREFERENCES (\w+)/gu)].map(([, table = '']) => table));
  let number: string | null = null;
  for (const part of partsOf(body)) {
    const { name, rest = '' } = /^"?(?<name>[a-z0-9_]+)"? (?<rest>[\s\S]*)$/u.exec(part)?.groups ?? {};
    // Keys of the whole table, and columns that are worked out.
    if (name === undefined || / AS \(/u.test(part)) continue;
    columns.push(name);
    if (rest.startsWith('INTEGER PRIMARY KEY')) number = name;
  }
  return { columns, number, refersTo };
}

/** The statements of a migration, without its comments. A trigger's own statement ends with `END`. */
export function statementsOf(migration: string): readonly string[] {
  const bare = migration.replace(/--[^\n]*/gu, '');
  return [...bare.matchAll(/\s*(?<statement>CREATE TRIGGER [\s\S]*?END|[^;]+?)\s*;/gu), ...lastOf(bare)].map(
    (found) => found.groups?.['statement'] ?? '',
  );
}

/** A migration of one statement may have no semicolon. */
function lastOf(bare: string): RegExpMatchArray[] {
  return [...bare.matchAll(/(?:^|;)(?<statement>[^;]*[^;\s][^;]*)$/gu)];
}

/** Divides the body of a CREATE TABLE at the commas that stand between its parts. */
export function partsOf(body: string): readonly string[] {
  const parts: string[] = [''];
  let depth = 0;
  for (const sign of body) {
    depth += sign === '(' ? 1 : sign === ')' ? -1 : 0;
    if (sign === ',' && depth === 0) parts.push('');
    else parts.push(`${parts.pop() ?? ''}${sign}`);
  }
  return parts.map((part) => part.trim().replace(/\s+/gu, ' ')).filter((part) => part !== '');
}
