import { MIGRATIONS } from '../migrations.ts';
import type { TableFacts } from './waiting-writes.ts';

interface Table {
  readonly name: string;
  readonly columns: readonly string[];
  /** What each column holds. */
  readonly types: ReadonlyMap<string, string>;
  readonly number: string | null;
  readonly refersTo: ReadonlySet<string>;
}

/** The register's tables as the migrations make them, in that order; read when they are first asked for. */
let known: ReadonlyMap<string, Table> | undefined;
const tables = (): ReadonlyMap<string, Table> =>
  (known ??= new Map(tablesOf(MIGRATIONS).map((table) => [table.name, table])));

/** The types of columns that are written many at once, as a server calls them. */
const TYPES: Readonly<Record<string, string>> = { TEXT: 'text', INTEGER: 'bigint' };

/** Those that a server has: the seal is of a file. */
export const serverTables = (): readonly string[] => [...tables().keys()].filter((name) => name !== 'seal');

export const TABLE_FACTS: TableFacts = {
  order: () => [...tables().keys()],
  columnsOf: (name) => tables().get(name)?.columns ?? [],
  numberOf: (name) => tables().get(name)?.number ?? null,
  referredToBy: (name) => tables().get(name)?.refersTo ?? new Set(),
  typeOf: (name, column) => TYPES[tables().get(name)?.types.get(column) ?? ''] ?? null,
};

/** The tables that a statement speaks of, or may speak of: every word of it that is a table's name. */
export function tablesIn(sql: string): ReadonlySet<string> {
  return new Set((sql.match(/[a-z_]+/gu) ?? []).filter((word) => tables().has(word)));
}

function tablesOf(migrations: readonly string[]): readonly Table[] {
  const tables = new Map<string, ColumnsOf>();
  for (const statement of migrations.flatMap(statementsOf)) {
    const made = /^CREATE TABLE (?<name>[a-z_]+) \((?<body>[\s\S]*)\)[^)]*$/u.exec(statement)?.groups;
    if (made !== undefined) tables.set(made['name'] ?? '', columnsOf(made['body'] ?? ''));
    const { table, column } =
      /^ALTER TABLE (?<table>[a-z_]+) ADD COLUMN (?<column>[\s\S]*)$/u.exec(statement)?.groups ?? {};
    if (table !== undefined && column !== undefined) addColumn(tables.get(table), column);
  }
  return [...tables].map(([name, facts]) => ({ name, ...facts }));
}

interface ColumnsOf {
  readonly columns: string[];
  readonly types: Map<string, string>;
  readonly refersTo: ReadonlySet<string>;
  number: string | null;
}

function columnsOf(body: string): ColumnsOf {
  const refersTo = new Set([...body.matchAll(/\bREFERENCES (\w+)/gu)].map(([, table = '']) => table));
  const table: ColumnsOf = { columns: [], types: new Map(), refersTo, number: null };
  for (const part of partsOf(body)) addColumn(table, part);
  return table;
}

function addColumn(table: ColumnsOf | undefined, part: string): void {
  const {
    name,
    type = '',
    rest = '',
  } = /^"?(?<name>[a-z0-9_]+)"? (?<type>[A-Z]+)\b ?(?<rest>[\s\S]*)$/u.exec(part)?.groups ?? {};
  // Keys of the whole table, and columns that are worked out.
  if (name === undefined || rest.startsWith('AS (')) return;
  table?.columns.push(name);
  table?.types.set(name, type);
  if (table !== undefined && type === 'INTEGER' && rest.startsWith('PRIMARY KEY')) table.number = name;
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
