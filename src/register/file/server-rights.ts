import type { PostgresEngine } from '../engine/postgres/postgres-engine.ts';
import { roleNames, WRITERS_RIGHTS } from '../engine/postgres/rights.ts';
import { compared, HERE, lines } from './compared-lines.ts';
import type { SchemaFault } from './file-soundness.ts';

/**
 * Rights to a register that are not what the program gives: more, to whoever it is; or less, by which somebody's work
 * would stop half way. And who works and could make oneself the owner.
 *
 * @param functions those that the program has made
 */
export function rightsFaults(
  db: PostgresEngine,
  schema: string,
  functions: readonly string[],
): SchemaFault[] {
  return [
    ...tableRights(db, schema),
    ...functionRights(db, schema, functions),
    ...schemaRights(db, schema),
    ...strangeOwners(db),
    ...mightyWriters(db, schema),
  ];
}

const NAME = "CASE WHEN a.grantee = 0 THEN 'PUBLIC' ELSE pg_get_userbyid(a.grantee) END";
const RIGHT = "a.privilege_type || CASE WHEN a.is_grantable THEN '*' ELSE '' END";
const OWNER = `(SELECT nspowner FROM pg_namespace WHERE oid = ${HERE})`;

/** The names before the first bar of lines that only one of two lists has. */
function oddNames(expected: readonly string[], found: readonly string[]): readonly string[] {
  const odd = [
    ...found.filter((one) => !expected.includes(one)),
    ...expected.filter((one) => !found.includes(one)),
  ];
  return [...new Set(odd.map((one) => one.split('|')[0] ?? ''))];
}

function tableRights(db: PostgresEngine, schema: string): SchemaFault[] {
  const { reader, writer } = roleNames(schema);
  const expected = Object.entries(WRITERS_RIGHTS).flatMap(([table, rights]) => [
    `${table}|${reader}|SELECT|`,
    ...['SELECT', ...rights].map((right) => `${table}|${writer}|${right}|`),
  ]);
  const there = new Set(
    lines(
      db,
      `SELECT relname FROM pg_class WHERE relnamespace = ${HERE} AND relkind IN ('r', 'S', 'v', 'm', 'f', 'p')`,
    ),
  );
  const found = lines(
    db,
    `SELECT c.relname, ${NAME}, ${RIGHT}, a.of
     FROM pg_class c, LATERAL (SELECT x.*, '' AS of FROM aclexplode(c.relacl) x UNION ALL SELECT x.*, t.attname::text FROM pg_attribute t,
       LATERAL aclexplode(t.attacl) x WHERE t.attrelid = c.oid) a
     WHERE c.relnamespace = ${HERE} AND a.grantee <> ${OWNER}`,
  );
  return (
    oddNames(expected, found)
      // A table that is missing is told by itself.
      .filter((name) => there.has(name))
      .map((name): SchemaFault => ({ type: 'rights', name, what: 'changed' }))
  );
}

/** What runs in the server is run by those who write, and by nobody else. */
function functionRights(db: PostgresEngine, schema: string, functions: readonly string[]): SchemaFault[] {
  const { writer } = roleNames(schema);
  const found = lines(
    db,
    `SELECT p.proname, ${NAME}, ${RIGHT} FROM pg_proc p,
       LATERAL aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a
     WHERE p.pronamespace = ${HERE} AND a.grantee <> ${OWNER}`,
  );
  const there = new Set(lines(db, `SELECT proname FROM pg_proc WHERE pronamespace = ${HERE}`));
  const expected = functions.map((name) => `${name}|${writer}|EXECUTE`);
  return oddNames(expected, found)
    .filter((name) => there.has(name))
    .map((name): SchemaFault => ({ type: 'execution', name, what: 'changed' }));
}

/** Who comes in, who may make things in it, and what is given of what is made later. */
function schemaRights(db: PostgresEngine, schema: string): SchemaFault[] {
  const { reader, writer } = roleNames(schema);
  const expected = [reader, writer].map((role) => `${schema}|${role}|USAGE`);
  const found = lines(
    db,
    `SELECT n.nspname, ${NAME}, ${RIGHT} FROM pg_namespace n, LATERAL aclexplode(n.nspacl) a
     WHERE n.oid = ${HERE} AND a.grantee <> n.nspowner`,
  );
  const later = lines(
    db,
    `SELECT 1 FROM pg_default_acl d, LATERAL aclexplode(d.defaclacl) a
     WHERE (d.defaclnamespace = ${HERE} OR (d.defaclnamespace = 0 AND d.defaclrole = ${OWNER} AND d.defaclobjtype = 'r'))
       AND a.grantee <> d.defaclrole`,
  );
  return compared('schema', expected, found).length + later.length > 0
    ? [{ type: 'schema', name: schema, what: 'changed' }]
    : [];
}

/** Who owns a table or a guard's code may do anything with it. */
const strangeOwners = (db: PostgresEngine): SchemaFault[] =>
  lines(
    db,
    `SELECT relname FROM pg_class WHERE relnamespace = ${HERE} AND relkind <> 'i' AND relowner <> ${OWNER}
     UNION SELECT proname FROM pg_proc WHERE pronamespace = ${HERE} AND proowner <> ${OWNER} ORDER BY 1`,
  ).map((name) => ({ type: 'owner', name, what: 'changed' }));

/** Of every role the roles that it is, itself and by way of others. */
const PARTS = `WITH RECURSIVE part AS (
  SELECT oid AS who, oid AS of FROM pg_roles
  UNION SELECT m.member, p.of FROM pg_auth_members m JOIN part p ON p.who = m.roleid)`;
const isPartOf = (condition: string): string =>
  `EXISTS (SELECT 1 FROM part JOIN pg_roles w ON w.oid = part.of WHERE part.who = r.oid AND (${condition}))`;

/**
 * Who writes, by whatever way, and is the owner too, or could be: a superuser, or one who makes roles and so may give
 * oneself any. And who may write in every table there is, whatever is granted.
 */
const mightyWriters = (db: PostgresEngine, schema: string): SchemaFault[] => {
  const rolesThat = (condition: string): readonly string[] =>
    lines(
      db,
      `${PARTS} SELECT r.rolname FROM pg_roles r WHERE r.oid <> ${OWNER} AND ${condition} ORDER BY 1`,
    );
  const both = rolesThat(
    `${isPartOf(`w.rolname = '${roleNames(schema).writer}'`)}
       AND (r.rolsuper OR ${isPartOf(`w.oid = ${OWNER} OR w.rolcreaterole OR w.rolsuper`)})`,
  );
  const everywhere = rolesThat(
    `r.rolname <> 'pg_write_all_data' AND NOT r.rolsuper AND ${isPartOf("w.rolname = 'pg_write_all_data'")}`,
  );
  return [
    ...both.map((name): SchemaFault => ({ type: 'role', name, what: 'changed' })),
    ...everywhere.map((name): SchemaFault => ({ type: 'role-everywhere', name, what: 'changed' })),
  ];
};
