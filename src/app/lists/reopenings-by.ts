import { UNDONE, undoneSeqs } from '../../domain/answers/undone.ts';
import type { Coverage } from '../../domain/coverage/coverage.ts';
import { REOPENED, type ReopenedData } from '../../domain/tracking/tracking.ts';
import { findCase } from '../../register/cases/cases.ts';
import type { Engine } from '../../register/engine/engine.ts';
import { onTrial } from '../../register/engine/transaction.ts';
import { coverageBefore } from '../../register/lists/coverage.ts';
import type { Source } from '../../register/lists/sources.ts';
import { eventsOfType } from '../../register/log/events.ts';
import { listsWithCase, openFactsAt } from '../../register/rows/list-contents.ts';
import { takeOut } from '../../register/rows/set-aside.ts';
import { importedBy } from './find-source.ts';
import { lastBefore } from './told-of-cases.ts';

/** A reopening in the log, with the list that saw it. */
interface SeenReopening extends ReopenedData {
  readonly event: number;
  readonly kind: string | null;
  readonly caseId: string;
  readonly exportedOn: string;
}

/** The reopenings that a list saw, and those that were seen only because it lacked a case, or was the only one to have it. */
export function reopeningsBy(db: Engine, source: Source): readonly SeenReopening[] {
  const { sourceNo, kind } = source;
  const undone = undoneSeqs(eventsOfType(db, UNDONE));
  const seen = eventsOfType(db, REOPENED)
    .filter(({ seq }) => !undone.has(seq))
    .map(({ seq: event, kind: ofKind, caseId, effectiveOn: exportedOn, data }): SeenReopening => {
      const reopening = JSON.parse(data) as ReopenedData;
      return { ...reopening, event, kind: ofKind, caseId: caseId ?? '', exportedOn };
    });
  const byLists = seen.filter((one) => one.kind === kind && one.attestedClosedOn === null);
  const ofDay = byLists.filter(({ goneFrom }) => goneFrom === source.exportedOn);
  const besides = seenBesides(db, source, ofDay);
  /** Whether a list's case is on no other list before it: what is new there is not back. */
  const isNewWithout = ({ sourceNo: by, caseId }: SeenReopening): boolean => {
    const lists = listsWithCase(db, kind, findCase(db, kind, caseId)?.case_no ?? 0);
    const others = lists.filter((list) => list.sourceNo !== sourceNo);
    return others.length < lists.length && others[0]?.sourceNo === by;
  };
  const byIt = new Set([
    ...seen.filter((one) => one.sourceNo === sourceNo),
    ...ofDay.filter((one) => !besides.has(one)),
    ...byLists.filter(isNewWithout),
  ]);
  return seen.filter((one) => byIt.has(one));
}

/** Which reopenings would be seen of the same day without a list, by what others of that day cover: on trial it is out. */
function seenBesides(db: Engine, source: Source, seen: readonly SeenReopening[]): ReadonlySet<SeenReopening> {
  if (seen.length === 0) return new Set();
  const { sourceNo, kind, exportedOn: day } = source;
  return onTrial(db, () => {
    takeOut(db, source, new Set(), importedBy(db, sourceNo));
    const factsAt = openFactsAt(db, kind);
    const coverages = new Map<number, Coverage>();
    const isGoneFromDay = (list: SeenReopening): boolean => {
      const coverage =
        coverages.get(list.sourceNo) ?? coverageBefore(db, kind, list.exportedOn, list.sourceNo);
      coverages.set(list.sourceNo, coverage);
      const caseNo = findCase(db, kind, list.caseId)?.case_no ?? 0;
      const before = lastBefore(listsWithCase(db, kind, caseNo), list) ?? list;
      const facts = factsAt(caseNo, before);
      return coverage.coveredOn({ ...facts, case_no: caseNo, last_seen_on: before.exportedOn }) === day;
    };
    return new Set(seen.filter(isGoneFromDay));
  });
}
