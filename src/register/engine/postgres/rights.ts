/**
 * What the roles of a register may do. The owner made it, and nobody works as the owner; `NAME_writer` is granted to
 * those who work, `NAME_reader` to those who only look. What is not said here is not allowed.
 *
 * There is no row-level security: who is protected in one list is protected in all, and a role that saw fewer rows would
 * see a protected person as anybody (docs/decisions/0014-shared-register.md).
 */
type Right = 'INSERT' | 'UPDATE' | 'DELETE';

const CASES: readonly Right[] = ['INSERT', 'UPDATE'];
const ADDED: readonly Right[] = ['INSERT'];
const REPLACED: readonly Right[] = ['INSERT', 'UPDATE', 'DELETE'];

/** By table what who works may do besides reading. Each table of a server has its line. */
export const WRITERS_RIGHTS: Readonly<Record<string, readonly Right[]>> = {
  event: ADDED,
  shown_waiting: ADDED,
  // The fate of a row is changed while its list comes in, and not after (guards-sql.ts).
  source_row: CASES,
  finding: ADDED,
  mending: ADDED,
  worklist: ADDED,
  worklist_row: ADDED,
  aside_source: [],
  aside_row: [],
  sip_part: ADDED,
  source: CASES,
  setting: CASES,
  remembered_mapping: CASES,
  coverage_word: ADDED,
  coverage_word_list: ADDED,
  absence: REPLACED,
  sip: CASES,
  vardtillfalle: CASES,
  meddelande: CASES,
  patient: CASES,
  enhet: CASES,
  lcsp_sip: CASES,
  lcsp_patient: CASES,
  lcsp_vardtillfalle: CASES,
  lcsp_enhet: CASES,
  earlier_facts: REPLACED,
  protected_in_target: REPLACED,
  unplaced_protection: ADDED,
  protected_name: REPLACED,
  protected_perhaps: REPLACED,
  contact: REPLACED,
  password_generation: CASES,
};

/**
 * Tables whose rows say who a patient is, by name or personnummer. Whoever may read may read these too; that there are no
 * others is tried (shared-rights.long.test.ts).
 */
export const TABLES_OF_PERSONS: ReadonlySet<string> = new Set([
  'sip',
  'vardtillfalle',
  'patient',
  'earlier_facts',
]);

export const roleNames = (schema: string): { readonly reader: string; readonly writer: string } => ({
  reader: `${schema}_reader`,
  writer: `${schema}_writer`,
});

/** The statements that give the roles their rights; may be run again, after new tables. */
export function grants(schema: string): readonly string[] {
  const { reader, writer } = roleNames(schema);
  return [
    `REVOKE ALL ON SCHEMA ${schema} FROM PUBLIC, ${reader}, ${writer}`,
    `REVOKE ALL ON ALL TABLES IN SCHEMA ${schema} FROM PUBLIC, ${reader}, ${writer}`,
    `REVOKE ALL ON ALL FUNCTIONS IN SCHEMA ${schema} FROM PUBLIC, ${reader}, ${writer}`,
    `GRANT USAGE ON SCHEMA ${schema} TO ${reader}`,
    `GRANT SELECT ON ALL TABLES IN SCHEMA ${schema} TO ${reader}`,
    `GRANT USAGE ON SCHEMA ${schema} TO ${writer}`,
    `GRANT SELECT ON ALL TABLES IN SCHEMA ${schema} TO ${writer}`,
    `GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA ${schema} TO ${writer}`,
    ...Object.entries(WRITERS_RIGHTS)
      .filter(([, rights]) => rights.length > 0)
      .map(([table, rights]) => `GRANT ${rights.join(', ')} ON ${schema}.${table} TO ${writer}`),
  ];
}
