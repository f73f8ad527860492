/**
 * SQL for the persons whom some list says are protected, by their key, now and then more than once. Who is protected in
 * one list is protected in all: a list that lacks the column, or says otherwise, must not give anybody away.
 */
export const SURELY_PROTECTED_PERSONS = ['sip', 'vardtillfalle', 'patient']
  .map((kind) => `SELECT person_key FROM ${kind} WHERE is_protected = 1 AND person_key IS NOT NULL`)
  .concat(
    'SELECT person_key FROM protected_in_target',
    // A row that became no case can say who it is of all the same.
    'SELECT person_key FROM unplaced_protection WHERE person_key IS NOT NULL',
  )
  .join(' UNION ALL ');

/** The same with whoever may be a protected person, who is taken for one. */
export const PROTECTED_PERSONS = `${SURELY_PROTECTED_PERSONS} UNION ALL SELECT person_key FROM protected_perhaps`;
