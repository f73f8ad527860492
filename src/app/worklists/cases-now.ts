import type { CaseNow } from '../../domain/returned/returned-row.ts';
import type { Step } from '../../domain/plan/plan.ts';
import type { IssuedRow, IssuedWorklist } from '../../register/hand-outs/worklists.ts';
import { NO_STANDING } from '../cases/case-standing.ts';
import type { ReturnBasis } from './return-basis.ts';

/** How the cases of a list stand when it comes back, by the key of their row. */
export function casesNow(
  basis: ReturnBasis,
  list: IssuedWorklist,
  issued: ReadonlyMap<string, IssuedRow>,
  stepOf: (row: IssuedRow) => Step,
): ReadonlyMap<string, CaseNow> {
  // Where no list or decision has come since, nothing can have moved.
  const canHaveMoved = list.asksFor === 'work' && basis.movedBy > list.eventSeq;
  return new Map(
    [...issued].map(([token, row]) => {
      const step = stepOf(row);
      const caseId = basis.caseIdOf(row);
      // A person can have been registered before the SIP began that the row is known by.
      const standing = step.kind === 'patient' ? NO_STANDING : basis.standingOf(row);
      const footing = canHaveMoved ? basis.footingOf(step, token, list.asOf) : null;
      return [token, { caseId, ...standing, messagesOwed: basis.messagesOwed(caseId), footing }];
    }),
  );
}
