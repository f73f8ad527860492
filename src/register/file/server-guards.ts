import type { PostgresEngine } from '../engine/postgres/postgres-engine.ts';
import { SHOWN_WAITING } from '../engine/postgres/shown-waiting.ts';
import { roleNames, WRITERS_RIGHTS } from '../engine/postgres/rights.ts';
import type { SchemaFault } from './file-soundness.ts';

/** What holds a register's writers on a server, as the server has it against what the program made. */

const HERE = '(SELECT oid FROM pg_namespace WHERE nspname = current_schema())';

const lines = (db: PostgresEngine, sql: string): readonly string[] =>
  db.rows(sql).map((row) => row.map(String).join('|'));

/** Of two lists of `name|…`: what is missing, what is added, and what has the name and is otherwise. */
function compared(type: string, expected: readonly string[], found: readonly string[]): SchemaFault[] {
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

const FUNCTION =
  /CREATE FUNCTION (?<name>\w+)\([^)]*\)[^$]*?LANGUAGE (?<language>\w+)(?<options>[^$]*?)SET search_path = (?<path>[^$]+?)\s+AS \$\$(?<body>[\s\S]*?)\$\$/gu;
const TRIGGER =
  /CREATE TRIGGER (?<name>\w+) BEFORE (?<events>[A-Z ]+?) ON (?<table>\w+) FOR EACH (?<each>ROW|STATEMENT) EXECUTE FUNCTION (?<does>\w+)/gu;
/** Bits of `pg_trigger.tgtype`. */
const BITS: Readonly<Record<string, number>> = { ROW: 1, INSERT: 4, DELETE: 8, UPDATE: 16, TRUNCATE: 32 };
const BEFORE = 2;

/** The guards of the log and the ledger: that they stand where they should, are on, and do what they are to. */
export function guardFaults(db: PostgresEngine, made: string, schema: string): SchemaFault[] {
  const triggers = [...made.matchAll(TRIGGER)].map(({ groups = {} }) => {
    const bits = [...(groups['events'] ?? '').split(' OR '), groups['each'] ?? ''].map(
      (word) => BITS[word] ?? 0,
    );
    const type = bits.reduce((sum, bit) => sum + bit, BEFORE);
    return [groups['name'], groups['table'], type, groups['does'], 'O', 'true'].join('|');
  });
  const functions = [...made.matchAll(FUNCTION)].map(({ groups = {} }) =>
    [
      groups['name'],
      groups['language'],
      // Whose rights it has, and who owns it: one that has its owner's is a way round all rights.
      groups['options']?.includes('SECURITY DEFINER') === true ? '1' : '0',
      'owner',
      `search_path=${groups['path'] ?? ''}`,
      schema,
      groups['body'],
    ].join('|'),
  );
  return [
    ...compared(
      'trigger',
      triggers,
      lines(
        db,
        `SELECT t.tgname, c.relname, t.tgtype::int, p.proname, t.tgenabled,
           CASE WHEN t.tgqual IS NULL AND t.tgattr::text = '' AND p.pronamespace = ${HERE} THEN 'true' ELSE 'false' END
         FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_proc p ON p.oid = t.tgfoid
         WHERE c.relnamespace = ${HERE} AND NOT t.tgisinternal`,
      ),
    ),
    ...compared(
      'function',
      functions,
      lines(
        db,
        `SELECT proname, lanname, prosecdef,
           CASE WHEN proowner = nspowner THEN 'owner' ELSE pg_get_userbyid(proowner) END, coalesce(array_to_string(proconfig, ';'), ''), nspname, prosrc
         FROM pg_proc p JOIN pg_language l ON l.oid = prolang JOIN pg_namespace n ON n.oid = pronamespace
         WHERE pronamespace = ${HERE}`,
      ),
    ),
  ];
}

/** Tables without a rule that their columns have: what is asked for, what is referred to, what is one of a kind. */
export function missingRules(db: PostgresEngine, made: readonly string[]): SchemaFault[] {
  const expected = made.flatMap((sql) => {
    const table = /^CREATE TABLE (?<name>\w+) /u.exec(sql)?.groups?.['name'];
    if (table === undefined) return [];
    const count = (of: RegExp): number => [...sql.matchAll(of)].length;
    return [
      [
        table,
        count(/\bREFERENCES\b/gu),
        count(/\bPRIMARY KEY\b/gu),
        count(/\bUNIQUE\b/gu),
        count(/\bCHECK\b/gu),
      ].join('|'),
    ];
  });
  const found = lines(
    db,
    `SELECT c.relname, count(*) FILTER (WHERE contype = 'f' AND convalidated), count(*) FILTER (WHERE contype = 'p'),
       count(*) FILTER (WHERE contype = 'u'), count(*) FILTER (WHERE contype = 'c' AND convalidated)
     FROM pg_class c LEFT JOIN pg_constraint k ON k.conrelid = c.oid
     WHERE c.relnamespace = ${HERE} AND c.relkind = 'r' GROUP BY c.relname`,
  );
  const needed = made.flatMap((sql) => {
    const { table, body } = /^CREATE TABLE (?<table>\w+) \((?<body>[\s\S]*)\)$/u.exec(sql)?.groups ?? {};
    if (table === undefined || body === undefined) return [];
    return [...body.matchAll(/(?:^|, )"?(?<column>\w+)"? (?:text COLLATE "C"|bigint|bytea) NOT NULL/gu)].map(
      ({ groups = {} }) => `${table}.${groups['column'] ?? ''}`,
    );
  });
  const kept = new Set(
    lines(
      db,
      `SELECT c.relname || '.' || a.attname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
       WHERE c.relnamespace = ${HERE} AND a.attnotnull`,
    ),
  );
  const loose = needed.filter((column) => !kept.has(column)).map((column) => column.split('.')[0] ?? '');
  const changed = compared('table', expected, found).filter(({ what }) => what === 'changed');
  return [
    ...changed,
    ...[...new Set(loose)].map((name): SchemaFault => ({ type: 'table', name, what: 'changed' })),
  ];
}

/** What the program has not made: rules, views and other relations, and tables whose rows are hidden. */
export function strangers(db: PostgresEngine): SchemaFault[] {
  const tables = lines(
    db,
    `SELECT c.relname FROM pg_class c WHERE c.relnamespace = ${HERE} AND c.relkind = 'r' AND (c.relrowsecurity
       OR EXISTS (SELECT 1 FROM pg_rewrite r WHERE r.ev_class = c.oid)
       OR EXISTS (SELECT 1 FROM pg_inherits i WHERE i.inhparent = c.oid)
       OR EXISTS (SELECT 1 FROM pg_trigger t WHERE t.tgrelid = c.oid AND t.tgisinternal AND t.tgenabled <> 'O'))`,
  );
  const others = lines(
    db,
    `SELECT relname FROM pg_class WHERE relnamespace = ${HERE} AND relkind NOT IN ('r', 'i')
       AND relname NOT IN ('finding_rowid_seq', '${SHOWN_WAITING}_no_seq')`,
  );
  return [
    ...tables.map((name): SchemaFault => ({ type: 'table', name, what: 'changed' })),
    ...others.map((name): SchemaFault => ({ type: 'view', name, what: 'added' })),
  ];
}

/** Rights that somebody but the owner has and should not have, whoever it is; and who works and is the owner too. */
export function widenedRights(db: PostgresEngine, schema: string): SchemaFault[] {
  const { reader, writer } = roleNames(schema);
  const expected = new Set(
    Object.entries(WRITERS_RIGHTS).flatMap(([table, rights]) => [
      `${table}|${reader}|SELECT`,
      ...['SELECT', ...rights].map((right) => `${table}|${writer}|${right}`),
    ]),
  );
  const granted = lines(
    db,
    `SELECT c.relname, CASE WHEN a.grantee = 0 THEN 'PUBLIC' ELSE pg_get_userbyid(a.grantee) END,
       a.privilege_type || CASE WHEN a.is_grantable THEN '*' ELSE '' END
     FROM pg_class c, LATERAL (SELECT * FROM aclexplode(c.relacl) UNION ALL SELECT x.* FROM pg_attribute t,
       LATERAL aclexplode(t.attacl) x WHERE t.attrelid = c.oid) a
     WHERE c.relnamespace = ${HERE} AND c.relkind = 'r' AND a.grantee <> c.relowner`,
  );
  const wider = granted.filter((one) => !expected.has(one)).map((one) => one.split('|')[0] ?? '');
  const makers = lines(
    db,
    `SELECT 1 FROM pg_namespace n, LATERAL aclexplode(n.nspacl) a
     WHERE n.oid = ${HERE} AND a.grantee <> n.nspowner AND (a.privilege_type = 'CREATE' OR a.is_grantable OR a.grantee = 0)`,
  );
  const owners = lines(
    db,
    `WITH RECURSIVE part AS (
       SELECT oid AS who, oid AS of FROM pg_roles
       UNION SELECT m.member, p.of FROM pg_auth_members m JOIN part p ON p.who = m.roleid)
     SELECT r.rolname FROM pg_roles r, pg_namespace n WHERE n.oid = ${HERE} AND r.oid <> n.nspowner
       AND EXISTS (SELECT 1 FROM part JOIN pg_roles w ON w.oid = part.of WHERE part.who = r.oid AND w.rolname = '${writer}')
       AND (r.rolsuper OR EXISTS (SELECT 1 FROM part WHERE part.who = r.oid AND part.of = n.nspowner))`,
  );
  return [
    ...[...new Set(wider)].map((name): SchemaFault => ({ type: 'rights', name, what: 'changed' })),
    ...(makers.length > 0 ? [{ type: 'schema', name: schema, what: 'changed' } as const] : []),
    ...owners.map((name): SchemaFault => ({ type: 'role', name, what: 'changed' })),
  ];
}
