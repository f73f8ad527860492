import type { PostgresEngine } from '../engine/postgres/postgres-engine.ts';
import { SHOWN_WAITING } from '../engine/postgres/shown-waiting.ts';
import { compared, HERE, lines } from './compared-lines.ts';
import type { SchemaFault } from './file-soundness.ts';

/** What holds a register's writers on a server, as the server has it against what the program made. */

const FUNCTION =
  /CREATE FUNCTION (?<name>\w+)\([^)]*\)[^$]*?LANGUAGE (?<language>\w+)(?<options>[^$]*?)SET search_path = (?<path>[^$]+?)\s+AS \$\$(?<body>[\s\S]*?)\$\$/gu;
const TRIGGER =
  /CREATE TRIGGER (?<name>\w+) BEFORE (?<events>[A-Z ]+?) ON (?<table>\w+) FOR EACH (?<each>ROW|STATEMENT) EXECUTE FUNCTION (?<does>\w+)/gu;
/** Bits of `pg_trigger.tgtype`. */
const BITS: Readonly<Record<string, number>> = { ROW: 1, INSERT: 4, DELETE: 8, UPDATE: 16, TRUNCATE: 32 };
const BEFORE = 2;

/** The functions that the program makes on a server. */
export const functionsMade = (made: string): readonly string[] =>
  [...made.matchAll(FUNCTION)].map(({ groups = {} }) => groups['name'] ?? '');

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
