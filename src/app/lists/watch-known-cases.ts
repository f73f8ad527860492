import { UNDONE } from '../../domain/answers/undone.ts';
import { changedUnderDecision } from '../../domain/classification/decision-facts.ts';
import { columnLabels, kindOf, type FactValue, type KindName } from '../../domain/kinds/kinds.ts';
import { isListedSinceDecidedClosed } from '../../domain/classification/case-state.ts';
import { reopeningOf, reopeningText } from '../../domain/classification/reopening.ts';
import { REOPENED, TRACKED, trackCases, type ReopenedData } from '../../domain/tracking/tracking.ts';
import type { FindingCode } from '../../domain/validation/finding-catalogue.ts';
import { eventsOfType, type NewEvent } from '../../register/log/events.ts';
import type { MetCase } from '../../domain/fates/row-fate.ts';
import { openFactsAt } from '../../register/rows/list-contents.ts';
import { hasCases } from '../../register/rows/reference-checks.ts';
import type { Register } from '../../register/file/register.ts';
import { coverageBefore } from '../../register/lists/coverage.ts';
import { sourceWithNumber } from '../../register/lists/sources.ts';
import { openGroundPlaces } from '../cases/person-places.ts';

/** The columns and codes by which a list itself says that a case is closed. */
const CLOSED_STATUS: Partial<Record<KindName, string>> = { sip: 'closed', vardtillfalle: 'avslutad' };
const ALWAYS = '9999-12-31';

export interface KnownCasesWatch {
  /** Looks at a case that an earlier list had, as its row is taken in. */
  readonly look: (row: number, caseId: string, met: MetCase) => void;
  /** Logs what was seen, after the list itself is logged. */
  readonly logEvents: (logEvent: (event: NewEvent) => number) => void;
}

/**
 * Watches the cases that a list has again: those that come back after they were gone or attested closed, and those
 * whose facts no longer are what a person's decision rests on. A case that is new costs nothing.
 *
 * @returns null for kinds of list that have no such cases, and of the first list of a kind
 */
export function watchKnownCases(
  register: Register,
  {
    kind,
    sourceNo,
    exportedOn,
    upTo = Infinity,
  }: {
    readonly kind: KindName;
    readonly sourceNo: number;
    readonly exportedOn: string;
    /** Of a list that is in: the event by which it came. What was said after it is nothing that it could go against. */
    readonly upTo?: number;
  },
  remark: (code: FindingCode, row: number, column: string | null, detail: string) => void,
): KnownCasesWatch | null {
  const { db } = register;
  const closedStatus = CLOSED_STATUS[kind];
  if (closedStatus === undefined || !hasCases(db, kind)) return null;
  const names = kindOf(kind).fields.map(({ name }) => name);
  const statusAt = names.indexOf('status');
  // What has been taken back is so for good.
  const events = eventsOfType(db, ...TRACKED).filter(({ seq, type }) => seq < upTo || type === UNDONE);
  const placeOf = openGroundPlaces(register);
  const attestedBy = trackCases(events, exportedOn, placeOf);
  const decidedEver = trackCases(events, ALWAYS, placeOf);
  const factsAt = openFactsAt(db, kind);
  const coverage = coverageBefore(db, kind, exportedOn, sourceNo);
  const reopened: { readonly caseId: string; readonly data: ReopenedData }[] = [];
  const asFacts = (values: readonly FactValue[]): Readonly<Record<string, FactValue>> =>
    Object.fromEntries(names.map((name, at) => [name, values[at] ?? null]));

  const lookForChange = (row: number, caseId: string, { caseNo, before, after }: MetCase): void => {
    const { decision, decisionBasis: basis } = decidedEver(kind, caseId);
    const list = basis === null ? undefined : sourceWithNumber(db, basis.sourceNo);
    if (basis === null || list === undefined) return;
    if (isListedSinceDecidedClosed({ decision, lastSeenOn: exportedOn })) return;
    const then = factsAt(caseNo, list) as unknown as Readonly<Record<string, FactValue>> | undefined;
    const changed = then === undefined ? [] : changedUnderDecision(basis, then, asFacts(after));
    // Told when it happens, not again by every list after that.
    const isNews = changed.some((column) => before[names.indexOf(column)] !== after[names.indexOf(column)]);
    if (isNews) remark('DECISION_FACTS_CHANGED', row, null, columnLabels(kind, changed));
  };

  const lookForDecision = (row: number, caseId: string, { lastSeenOn, after }: MetCase): void => {
    const { decision } = attestedBy(kind, caseId);
    if (decision?.class !== 'closed' || after[statusAt] === closedStatus) return;
    // Told by the first list after it, not again by every one after that.
    if (lastSeenOn <= decision.on && decision.on < exportedOn)
      remark('DECIDED_CLOSED_LISTED', row, null, decision.on);
  };

  return {
    look(row, caseId, met) {
      const reopening = reopeningOf({
        listOn: exportedOn,
        listBeforeOn: coverage.coveredOn({
          ...asFacts(met.before),
          case_no: met.caseNo,
          last_seen_on: met.lastSeenOn,
        }),
        lastSeenOn: met.lastSeenOn,
        attestedClosedOn: attestedBy(kind, caseId).attestedClosedOn,
        isClosedInList: met.after[statusAt] === closedStatus,
      });
      if (reopening !== null) {
        remark('CASE_REOPENED', row, null, reopeningText(reopening));
        reopened.push({ caseId, data: { ...reopening, sourceNo, row } });
      }
      lookForDecision(row, caseId, met);
      if (met.before !== met.after) lookForChange(row, caseId, met);
    },
    logEvents(logEvent) {
      for (const { caseId, data } of reopened)
        logEvent({ type: REOPENED, effectiveOn: exportedOn, kind, caseId, data });
    },
  };
}
