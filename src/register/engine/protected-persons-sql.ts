/**
 * SQL for the persons whom any list says are protected, by their key. Who is protected in one list is protected in all:
 * a list that lacks the column, or says otherwise, must not give anybody away. Without an index, which every row of a
 * long list would have to keep.
 */
export const PROTECTED_PERSONS = ['sip', 'vardtillfalle', 'patient']
  .map((kind) => `SELECT person_key FROM ${kind} WHERE is_protected = 1 AND person_key IS NOT NULL`)
  .concat('SELECT person_key FROM protected_in_target')
  .join(' UNION ');
