import type { PostgresEngine } from '../engine/postgres/postgres-engine.ts';
import { partsOf } from '../engine/postgres/tables.ts';
import { compared, HERE, lines } from './compared-lines.ts';
import type { SchemaFault } from './file-soundness.ts';

/**
 * Columns, rules and indexes of a register on a server, as the server has them against the statements that made them:
 * what each *is*, not only that there is something of its name.
 */
export function definitionFaults(db: PostgresEngine, made: readonly string[]): SchemaFault[] {
  const { columns, rules } = statedTables(made);
  const tableOf = (line: string): string => line.split('|')[0] ?? '';
  const differing = (expected: readonly string[], found: readonly string[]): readonly string[] => [
    ...expected.filter((line) => !found.includes(line)).map(tableOf),
    ...found.filter((line) => !expected.includes(line)).map(tableOf),
  ];
  const tables = new Set([...differing(columns, foundColumns(db)), ...differing(rules, foundRules(db))]);
  const stated = new Set(columns.map(tableOf));
  return [
    // Tables that are missing, or are not ours, are told by themselves.
    ...[...tables]
      .filter((name) => stated.has(name) && isThere(db, name))
      .map((name): SchemaFault => ({ type: 'table', name, what: 'changed' })),
    ...compared('index', statedIndexes(made), foundIndexes(db)),
  ];
}

const isThere = (db: PostgresEngine, table: string): boolean =>
  db.rows(`SELECT 1 FROM pg_class WHERE relnamespace = ${HERE} AND relname = ?`, table).length > 0;

/**
 * An expression without what PostgreSQL writes into it of its own, and what is read alike with and without: types,
 * brackets, blanks. The program's are so plain that brackets never decide.
 */
const plain = (text: string): string => text.replace(/::\w+|[\s()"[\]]/gu, '').replaceAll('=ANYARRAY', 'IN');

const COLUMN = /^"?(?<name>[a-z0-9_]+)"? (?<type>text COLLATE "C"|bigint|bytea)(?: (?<rest>.*))?$/u;
const TYPES: Readonly<Record<string, string>> = {
  'text COLLATE "C"': 'text|C',
  bigint: 'bigint|',
  bytea: 'bytea|',
};

interface StatedTables {
  /** `table|column|type|collation|asked for|made from` */
  readonly columns: readonly string[];
  /** `table|sort|columns|table it refers to|condition` */
  readonly rules: readonly string[];
}

function statedTables(made: readonly string[]): StatedTables {
  const columns: string[] = [];
  const rules: string[] = [];
  for (const statement of made) {
    const { table, parts } = partsOfTable(statement);
    const keyed = parts
      .flatMap((part) => /^PRIMARY KEY \((?<names>.*)\)$/u.exec(part)?.groups?.['names']?.split(',') ?? [])
      .map(plain);
    if (keyed.length > 0) rules.push([table, 'p', keyed.join(','), '', ''].join('|'));
    for (const part of parts) {
      const { name, type = '', rest = '' } = COLUMN.exec(part)?.groups ?? {};
      if (name === undefined) continue;
      const isAsked = /\bNOT NULL\b|\bPRIMARY KEY\b|AS IDENTITY/u.test(rest) || keyed.includes(name);
      columns.push([table, name, TYPES[type], String(isAsked), sourceOf(rest)].join('|'));
      rules.push(...rulesOf(name, rest).map((rule) => [table, ...rule].join('|')));
    }
  }
  return { columns, rules };
}

/** The columns and rules that a statement makes; none of one that makes another thing than a table. */
function partsOfTable(statement: string): { readonly table: string; readonly parts: readonly string[] } {
  const created = /^CREATE TABLE (?<table>\w+) \((?<body>[\s\S]*)\)$/u.exec(statement)?.groups;
  if (created !== undefined) return { table: created['table'] ?? '', parts: partsOf(created['body'] ?? '') };
  const { table, column } =
    /^ALTER TABLE (?<table>\w+) ADD COLUMN (?<column>[\s\S]*)$/u.exec(statement)?.groups ?? {};
  return { table: table ?? '', parts: column === undefined ? [] : [column] };
}

function sourceOf(rest: string): string {
  if (rest.includes('AS IDENTITY')) return 'identity';
  const { generated, otherwise } =
    /GENERATED ALWAYS AS \((?<generated>.*)\) STORED|DEFAULT (?<otherwise>.*)$/u.exec(rest)?.groups ?? {};
  // The register's own functions are named without it.
  return plain(generated ?? otherwise?.replace(/^\w+\./u, '') ?? '');
}

function rulesOf(name: string, rest: string): readonly (readonly string[])[] {
  const refers = /\bREFERENCES (?<table>\w+)/u.exec(rest)?.groups?.['table'];
  const condition = /\bCHECK (?<condition>\(.*\))/u.exec(rest)?.groups?.['condition'];
  return [
    ...(rest.includes('PRIMARY KEY') ? [['p', name, '', '']] : []),
    ...(/\bUNIQUE\b/u.test(rest) ? [['u', name, '', '']] : []),
    ...(refers === undefined ? [] : [['f', name, refers, '']]),
    ...(condition === undefined ? [] : [['c', name, '', `CHECK${plain(condition)}`]]),
  ];
}

const foundColumns = (db: PostgresEngine): readonly string[] =>
  db
    .rows(
      `SELECT c.relname, a.attname, format_type(a.atttypid, a.atttypmod), coalesce(l.collname, ''), CASE WHEN a.attnotnull THEN 'true' ELSE 'false' END,
         CASE WHEN a.attidentity <> '' THEN 'identity' ELSE coalesce(pg_get_expr(d.adbin, d.adrelid), '') END
       FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid LEFT JOIN pg_collation l ON l.oid = a.attcollation
         LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
       WHERE c.relnamespace = ${HERE} AND c.relkind = 'r' AND a.attnum > 0 AND NOT a.attisdropped`,
    )
    .map(([table, name, type, collation, isAsked, source]) =>
      [table, name, type, collation, isAsked, plain(String(source))].map(String).join('|'),
    );

/** One that is not held to, or not at once, or that takes rows away with what they refer to, is another rule. */
const foundRules = (db: PostgresEngine): readonly string[] =>
  db
    .rows(
      `SELECT c.relname, k.contype::text || CASE WHEN k.convalidated AND NOT k.condeferrable
           AND (k.contype <> 'f' OR k.confupdtype::text || k.confdeltype::text || k.confmatchtype::text = 'aas') THEN '' ELSE '?' END,
         (SELECT string_agg(a.attname, ',' ORDER BY u.at) FROM unnest(k.conkey) WITH ORDINALITY u(no, at)
           JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = u.no),
         coalesce(p.relname, ''), CASE WHEN k.contype = 'c' THEN pg_get_constraintdef(k.oid) ELSE '' END
       FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid LEFT JOIN pg_class p ON p.oid = k.confrelid
       WHERE c.relnamespace = ${HERE} AND k.contype <> 'n'`,
    )
    .map(([table, sort, columns, refers, condition]) =>
      [table, sort, columns, refers, plain(String(condition))].map(String).join('|'),
    );

const indexLine = (name: string, text: string): string => `${name}|${plain(text)}`;

const statedIndexes = (made: readonly string[]): readonly string[] =>
  made.flatMap((sql) => {
    const {
      unique = '',
      name,
      rest,
    } = /^CREATE (?<unique>UNIQUE )?INDEX (?:IF NOT EXISTS )?(?<name>\w+) ON (?<rest>[\s\S]*)$/u.exec(sql)
      ?.groups ?? {};
    return name === undefined || rest === undefined ? [] : [indexLine(name, `${unique} ${rest}`)];
  });

/** But for those of keys, which are rules. */
const foundIndexes = (db: PostgresEngine): readonly string[] =>
  lines(
    db,
    `SELECT c.relname, CASE WHEN i.indisunique THEN 'UNIQUE ' ELSE '' END, CASE WHEN i.indisvalid AND i.indislive THEN '' ELSE '?' END,
       regexp_replace(pg_get_indexdef(c.oid), '^.* ON (ONLY )?[a-z0-9_]+[.]([a-z0-9_]+) USING btree ', '\\2 ')
     FROM pg_class c JOIN pg_index i ON i.indexrelid = c.oid
     WHERE c.relnamespace = ${HERE} AND NOT EXISTS (SELECT 1 FROM pg_constraint k WHERE k.conindid = c.oid AND k.contype IN ('p', 'u', 'x'))`,
  ).map((line) => {
    const [name = '', ...rest] = line.split('|');
    return indexLine(name, rest.join(''));
  });
