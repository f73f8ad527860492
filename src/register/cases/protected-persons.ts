import type { Database } from '../engine/driver.ts';

/**
 * SQL for the persons whom any list says are protected, by their key. Who is protected in one list is protected in all:
 * a list that lacks the column, or says otherwise, must not give anybody away. Without an index, which every row of a
 * long list would have to keep.
 */
export const PROTECTED_PERSONS = ['sip', 'vardtillfalle', 'patient']
  .map((kind) => `SELECT person_key FROM ${kind} WHERE is_protected = 1 AND person_key IS NOT NULL`)
  .join(' UNION ');

/** The keys of the persons whom any list now in the register says are protected. */
export function protectedPersons(db: Database): ReadonlySet<string> {
  return new Set(db.prepare(PROTECTED_PERSONS).pluck().all() as string[]);
}
