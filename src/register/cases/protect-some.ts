import type { Engine } from '../engine/engine.ts';
import { SURELY_PROTECTED_PERSONS } from '../engine/protected-persons-sql.ts';

/**
 * Gives those of some SIPs whose person any list says is protected the class of protected persons, many at once.
 *
 * @param caseNos their numbers; among them may be SIPs of others, which are left as they are
 */
export function protectSome(db: Engine, caseNos: readonly number[]): void {
  if (caseNos.length === 0) return;
  // Those that only names protect can be so many that to look each up is quicker than to collect them.
  db.prepare(
    `UPDATE sip SET class = 'protected', close_proposed_on = NULL
     WHERE case_no IN ${db.sql.numbers('?')}
       AND (EXISTS (SELECT 1 FROM protected_perhaps p WHERE p.person_key = sip.person_key)
         OR person_key IN (${SURELY_PROTECTED_PERSONS}))`,
  ).run(JSON.stringify(caseNos));
}
