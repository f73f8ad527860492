import type { Engine } from '../engine/engine.ts';
import { PROTECTED_PERSONS } from '../engine/protected-persons-sql.ts';

/**
 * Gives those of some SIPs whose person any list says is protected the class of protected persons, many at once.
 *
 * @param caseNos their numbers; among them may be SIPs of others, which are left as they are
 * @param except classes that stay
 * @returns the numbers of those that have one of these
 */
export function protectSome(
  db: Engine,
  caseNos: readonly number[],
  except: readonly string[],
): readonly number[] {
  if (caseNos.length === 0) return [];
  const some = JSON.stringify(caseNos);
  const among = `case_no IN ${db.sql.numbers('?')}`;
  const excepted = `(${except.map(() => '?').join(', ')})`;
  // Most lists are short, and say it of each row themselves: then there is nothing to do.
  const other = db.prepare(`SELECT case_no FROM sip WHERE ${among} AND class <> 'protected' LIMIT 1`);
  if (other.get(some) === undefined) return [];
  db.prepare(
    `UPDATE sip SET class = 'protected', close_proposed_on = NULL
     WHERE ${among} AND class NOT IN ${excepted} AND person_key IN (${PROTECTED_PERSONS})`,
  ).run(some, ...except);
  return db
    .prepare(`SELECT case_no FROM sip WHERE ${among} AND class IN ${excepted} ORDER BY case_no`)
    .pluck()
    .all(some, ...except) as number[];
}
