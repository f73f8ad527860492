import type { Engine } from '../engine/engine.ts';
import { PROTECTED_PERSONS } from '../engine/protected-persons-sql.ts';

/**
 * Gives those of some SIPs whose person any list says is protected the class of protected persons, many at once.
 *
 * @param caseNos their numbers; among them may be SIPs of others, which are left as they are
 * @param except classes that stay
 */
export function protectSome(db: Engine, caseNos: readonly number[], except: readonly string[]): void {
  if (caseNos.length === 0) return;
  db.prepare(
    `UPDATE sip SET class = 'protected', close_proposed_on = NULL
     WHERE case_no IN ${db.sql.numbers('?')} AND class NOT IN (${except.map(() => '?').join(', ')})
       AND person_key IN (${PROTECTED_PERSONS})`,
  ).run(JSON.stringify(caseNos), ...except);
}

/** Those of some SIPs that have one of some classes, by their numbers. */
export function withClass(
  db: Engine,
  caseNos: readonly number[],
  classes: readonly string[],
): readonly number[] {
  if (caseNos.length === 0) return [];
  return db
    .prepare(
      `SELECT case_no FROM sip
       WHERE case_no IN ${db.sql.numbers('?')} AND class IN (${classes.map(() => '?').join(', ')}) ORDER BY case_no`,
    )
    .pluck()
    .all(JSON.stringify(caseNos), ...classes) as number[];
}
