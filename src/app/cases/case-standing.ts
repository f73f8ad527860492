import { closingsByHand, MARKED } from '../../domain/answers/by-hand.ts';
import { UNDONE } from '../../domain/answers/undone.ts';
import type { AnsweredKind } from '../../domain/plan/subject.ts';
import { DECIDED, lastDecisions } from '../../domain/tracking/tracking.ts';
import { openCasesWithNumber } from '../../register/cases/cases.ts';
import type { Engine } from '../../register/engine/engine.ts';
import { coverageOf } from '../../register/lists/coverage.ts';
import { eventsOfType } from '../../register/log/events.ts';

/** What the lists say of when a case began, whether it is open, and whether it may be moved. */
export interface CaseStanding {
  /** The day it began; null where no list says. */
  readonly beganOn: string | null;
  /** The day of the newest list, where that has the case open; null otherwise. */
  readonly openInListOn: string | null;
  /** Whether somebody has said by hand, or decided, that it is closed in the source system. */
  readonly isClosedByHand: boolean;
  /** Whether the newest list that covers it has it no longer, or has it closed. */
  readonly isFinishedInList: boolean;
  /** Whether it is a SIP whose own consent is refused: such a SIP is ended, and never moved. */
  readonly isConsentRefused: boolean;
}

export const NO_STANDING: CaseStanding = {
  beganOn: null,
  openInListOn: null,
  isClosedByHand: false,
  isFinishedInList: false,
  isConsentRefused: false,
};

/** Looks up how a case stands in the lists up to a day; of a message only when it was sent, and of a patient nothing. */
export function openStandings(
  db: Engine,
  asOf: string,
): (of: { readonly kind: AnsweredKind; readonly caseNo: number }) => CaseStanding {
  const coverage = {
    sip: coverageOf(db, 'sip', asOf),
    vardtillfalle: coverageOf(db, 'vardtillfalle', asOf),
  };
  const caseOf = {
    sip: openCasesWithNumber(db, 'sip'),
    vardtillfalle: openCasesWithNumber(db, 'vardtillfalle'),
    meddelande: openCasesWithNumber(db, 'meddelande'),
  };
  const isSaidByHand = closedByHand(db, asOf);
  return ({ kind, caseNo }) => {
    if (kind === 'meddelande')
      return { ...NO_STANDING, beganOn: caseOf.meddelande(caseNo)?.sent_at?.slice(0, 10) ?? null };
    if (kind !== 'sip' && kind !== 'vardtillfalle') return NO_STANDING;
    const row = caseOf[kind](caseNo);
    if (row === undefined) return NO_STANDING;
    const beganOn = 'started_on' in row ? row.started_on : (row.admitted_at?.slice(0, 10) ?? null);
    const isOpen = row.status !== 'closed' && row.status !== 'avslutad';
    const isOpenInList = isOpen && coverage[kind].isListed(row);
    return {
      beganOn,
      openInListOn: isOpenInList ? row.last_seen_on : null,
      isFinishedInList: !isOpenInList,
      isClosedByHand: isSaidByHand(kind, row),
      isConsentRefused: kind === 'sip' && row.consent === 'no',
    };
  };
}

/** Whether somebody says that a case is closed in the source system, on no list; what a later list goes against is said no longer. */
function closedByHand(
  db: Engine,
  asOf: string,
): (kind: string, row: { readonly key: string; readonly last_seen_on: string }) => boolean {
  const events = eventsOfType(db, MARKED, DECIDED, UNDONE).filter(
    ({ type, effectiveOn }) => type === UNDONE || effectiveOn <= asOf,
  );
  const marks = closingsByHand(events).map(({ event, ...about }) => ({ ...about, on: event.effectiveOn }));
  const said = [...marks, ...lastDecisions(events).filter((one) => one.class === 'closed')];
  const lastOn = new Map<string, string>();
  for (const { kind, caseId, on } of said) {
    const name = `${kind} ${caseId}`;
    if (on > (lastOn.get(name) ?? '')) lastOn.set(name, on);
  }
  return (kind, row) => (lastOn.get(`${kind} ${row.key}`) ?? '') >= row.last_seen_on;
}
