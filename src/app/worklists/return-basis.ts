import type { AnsweredKind } from '../../domain/plan/subject.ts';
import type { AnswerCell, AnsweredPlace, CellPlace } from '../../domain/answers/answers.ts';
import { MARKED, wordsByHand } from '../../domain/answers/by-hand.ts';
import type { MarkName } from '../../domain/answers/marks.ts';
import { UNDONE } from '../../domain/answers/undone.ts';
import type { Step } from '../../domain/plan/plan.ts';
import { PROFILE_APPLIED } from '../../domain/plan/profile-change.ts';
import type { Footing } from '../../domain/returned/returned-row.ts';
import { DECIDED, lastDecisions, PROTECTION_DECIDED } from '../../domain/tracking/tracking.ts';
import type { Register } from '../../register/file/register.ts';
import { openCaseIds } from '../../register/cases/case-ids.ts';
import { findCase, unacknowledgedMessages } from '../../register/cases/cases.ts';
import { eventsOfType } from '../../register/log/events.ts';
import { lockOfRegister } from '../../register/log/lock.ts';
import { openAnswerCells } from '../cases/answered-case.ts';
import { openStandings, type CaseStanding } from '../cases/case-standing.ts';
import { openPersonPlaces } from '../cases/person-places.ts';
import { openDecisionBasis } from '../cases/decision-basis.ts';
import { openPartiesAttested } from '../cases/parties-attested.ts';
import type { FoundCase } from '../cases/find-case.ts';
import { openFootings } from './footing.ts';

interface OfCase {
  readonly kind: AnsweredKind;
  readonly caseNo: number;
}

/**
 * What lists that come back are held against, looked up once for all of them. It holds within one transaction: answers
 * alone are written meanwhile, and they change none of it but the cells, which are read anew.
 */
export interface ReturnBasis {
  /** The day from which the source system is read-only; null while it is not. */
  readonly lockedSince: string | null;
  /** The newest event by which a list, a decision or another profile can have moved a case; 0 where there is none. */
  readonly movedBy: number;
  readonly caseIdOf: (row: OfCase) => string;
  readonly standingOf: (row: OfCase) => CaseStanding;
  readonly messagesOwed: (caseId: string) => number;
  readonly personPlaceOf: (place: AnsweredPlace) => AnsweredPlace;
  readonly cellsOf: (places: readonly CellPlace[]) => ReadonlyMap<string, AnswerCell>;
  /** Whether all parties of a case of a class have moved, as somebody has attested; null where that is not asked. */
  readonly arePartiesAttested: ReturnType<typeof openPartiesAttested>;
  /** Whether somebody has said something of a case by hand. */
  readonly isSaidByHand: (of: Pick<CellPlace, 'kind' | 'caseId'>, mark: MarkName) => boolean;
  /** The class that a case has been decided to be by hand after an event; null where nobody has. */
  readonly decidedAfter: (of: Pick<CellPlace, 'kind' | 'caseId'>, seq: number) => string | null;
  /** What a decision on a case overrules and rests on; nothing where it is no SIP or vårdtillfälle. */
  readonly decisionOf: (place: CellPlace) => ReturnType<ReturnType<typeof openDecisionBasis>> | null;
  /** Where a case stands today, judged on the day of its hand-out. */
  readonly footingOf: (step: Step, reference: string, judgedOn: string) => Footing | null;
}

export function openReturnBasis(register: Register, asOf: string): ReturnBasis {
  const { db } = register;
  const footings = new Map<string, ReturnType<typeof openFootings>>();
  const footingsOn = (judgedOn: string): ReturnType<typeof openFootings> => {
    const known = footings.get(judgedOn) ?? openFootings(register, asOf, judgedOn);
    footings.set(judgedOn, known);
    return known;
  };
  const decisionOf = openDecisionBasis(register, asOf);
  const { byCase: owed } = unacknowledgedMessages(db, asOf);
  const decided = new Map(
    lastDecisions(eventsOfType(db, DECIDED, UNDONE)).map((one) => [`${one.kind} ${one.caseId}`, one]),
  );
  const byHand = new Set(
    wordsByHand(eventsOfType(db, MARKED, UNDONE)).map(
      ({ kind, caseId, mark }) => `${mark} ${kind} ${caseId}`,
    ),
  );
  return {
    lockedSince: lockOfRegister(db)?.since ?? null,
    movedBy:
      eventsOfType(db, 'imported', DECIDED, PROTECTION_DECIDED, UNDONE, PROFILE_APPLIED).at(-1)?.seq ?? 0,
    caseIdOf: openCaseIds(db),
    standingOf: openStandings(db, asOf),
    messagesOwed: (caseId) => {
      const messages = owed.get(caseId);
      return messages === undefined ? 0 : messages.owed + messages.unread + messages.ahead;
    },
    personPlaceOf: openPersonPlaces(db),
    cellsOf: openAnswerCells(db),
    arePartiesAttested: openPartiesAttested(register, asOf),
    decidedAfter: ({ kind, caseId }, seq) => {
      const decision = decided.get(`${kind} ${caseId}`);
      return decision === undefined || decision.seq < seq ? null : decision.class;
    },
    isSaidByHand: ({ kind, caseId }, mark) => byHand.has(`${mark} ${kind} ${caseId}`),
    decisionOf: ({ kind, caseId }) => {
      if (kind !== 'sip' && kind !== 'vardtillfalle') return null;
      const row = findCase(db, kind, caseId);
      return row === undefined ? null : decisionOf({ kind, row } as FoundCase);
    },
    footingOf: (step, reference, judgedOn) => footingsOn(judgedOn)(step, reference),
  };
}
