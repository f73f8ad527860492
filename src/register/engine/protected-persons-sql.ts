/**
 * SQL for the persons whom any list says are protected, by their key. Who is protected in one list is protected in all:
 * a list that lacks the column, or says otherwise, must not give anybody away. Without an index, which every row of a
 * long list would have to keep.
 */
export const PROTECTED_PERSONS = ['sip', 'vardtillfalle', 'patient']
  .map((kind) => `SELECT person_key FROM ${kind} WHERE is_protected = 1 AND person_key IS NOT NULL`)
  .concat(
    'SELECT person_key FROM protected_in_target',
    // A row that became no case can say who it is of all the same; and who may be a protected person is taken for one.
    'SELECT person_key FROM unplaced_protection WHERE person_key IS NOT NULL',
    'SELECT person_key FROM protected_perhaps',
  )
  .join(' UNION ');
