import { MIGRATIONS, ROWS_BY_CASE } from '../migrations.ts';
import { freeOfGuards, logGuards } from './guards-sql.ts';
import { WAITING_TABLE } from './shown-waiting.ts';
import { partsOf, statementsOf } from './tables.ts';

/**
 * The tables as PostgreSQL has them, made from the same migrations as SQLite's: one source, whatever keeps the register.
 * Text is ordered by its bytes, as SQLite does; numbers of rows go on from the highest there is, as SQLite's do; what is
 * worked out from another column is kept. The seal is left out: a server has no file to be sealed.
 */
const TYPES: Readonly<Record<string, string>> = {
  TEXT: 'text COLLATE "C"',
  INTEGER: 'bigint',
  BLOB: 'bytea',
};

const COLUMN = /^(?<name>"?[a-z0-9_]+"?) (?<type>TEXT|INTEGER|BLOB)\b ?(?<rest>.*)$/u;

/**
 * All that makes a register's tables, in their order, from a version on. The guards are laid anew by an upgrade, and with
 * them what has become of those that were there.
 *
 * @param schema the register; the statements are run with it as the only place that names are looked for in
 * @param from the version that is there; 0 of none
 */
export function tablesOfServer(schema: string, from = 0): readonly string[] {
  const migrations = MIGRATIONS.slice(from)
    .flatMap(statementsOf)
    .flatMap((statement) => asServers(statement, schema));
  if (from === 0) return [nextNumber(schema), ...migrations, ROWS_BY_CASE, WAITING_TABLE, logGuards(schema)];
  return [
    ...[freeOfGuards(schema), anew(nextNumber(schema))],
    ...[
      ...migrations,
      ROWS_BY_CASE,
      WAITING_TABLE.replace('TABLE', 'TABLE IF NOT EXISTS'),
      anew(logGuards(schema)),
    ],
  ];
}

const anew = (functions: string): string =>
  functions.replaceAll('CREATE FUNCTION', 'CREATE OR REPLACE FUNCTION');

/** Numbers a table's rows, which are written by one at a time (writer-lock.ts). */
const nextNumber = (schema: string): string => `
CREATE FUNCTION next_number(of_table text, of_column text) RETURNS bigint LANGUAGE plpgsql VOLATILE
SET search_path = ${schema}, pg_temp AS $$
DECLARE highest bigint;
BEGIN
  EXECUTE format('SELECT max(%I) FROM %I', of_column, of_table) INTO highest;
  RETURN coalesce(highest, 0) + 1;
END $$`;

const OF_SEAL = /^(?:CREATE TABLE|INSERT INTO) seal\b/u;

function asServers(statement: string, schema: string): readonly string[] {
  // Of the log's triggers a server has its own.
  if (OF_SEAL.test(statement) || statement.startsWith('CREATE TRIGGER')) return [];
  const { name = '', body } =
    /^CREATE TABLE (?<name>[a-z_]+) \((?<body>[\s\S]*)\)[^)]*$/u.exec(statement)?.groups ?? {};
  if (body !== undefined) {
    const columns = partsOf(body).map((part) => columnOf(part, name, schema));
    // Findings have no key: they are told in the order in which they were written, which SQLite knows by itself.
    if (name === 'finding') columns.push('rowid bigint GENERATED ALWAYS AS IDENTITY');
    return [`CREATE TABLE ${name} (${columns.join(', ')})`];
  }
  const { table, column } =
    /^ALTER TABLE (?<table>[a-z_]+) ADD COLUMN (?<column>.*)$/u.exec(statement)?.groups ?? {};
  if (table !== undefined && column !== undefined)
    return [`ALTER TABLE ${table} ADD COLUMN ${columnOf(column, table, schema)}`];
  return [statement];
}

function columnOf(part: string, table: string, schema: string): string {
  const { name, type = '', rest = '' } = COLUMN.exec(part)?.groups ?? {};
  // A key of the whole table.
  if (name === undefined) return part;
  const kept = rest.replace(/^AS (?<of>\(.*\))$/u, 'GENERATED ALWAYS AS $<of> STORED');
  const isNumber = type === 'INTEGER' && kept.startsWith('PRIMARY KEY');
  const number = isNumber ? ` DEFAULT ${schema}.next_number('${table}', '${name}')` : '';
  return `${name} ${TYPES[type] ?? type} ${kept}${number}`;
}
