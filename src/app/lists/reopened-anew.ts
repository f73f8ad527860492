import { UNDONE, undoneSeqs } from '../../domain/answers/undone.ts';
import { kindOf, type FactValue } from '../../domain/kinds/kinds.ts';
import { severityOf } from '../../domain/profile/severity.ts';
import { REOPENED, type ReopenedData } from '../../domain/tracking/tracking.ts';
import type { Register } from '../../register/file/register.ts';
import { findCase } from '../../register/cases/cases.ts';
import { eventsOfType, type NewEvent } from '../../register/log/events.ts';
import { findingWriter } from '../../register/lists/findings.ts';
import type { Source } from '../../register/lists/sources.ts';
import { listsWithCase, openFactsAt, type ListWithCase } from '../../register/rows/list-contents.ts';
import { importedBy } from './find-source.ts';
import { lastBefore } from './told-of-cases.ts';
import { watchKnownCases, type KnownCasesWatch } from './watch-known-cases.ts';

/**
 * Logs and tells that cases are back of which a list that is set aside kept it from being seen: it had them again first, or
 * said that they are closed, or they came back after it lacked them too. The next list that tells it is the first to have
 * them again: one that is older than what they were gone from tells nothing. A case that is back is open, whatever was
 * attested before; without the event it would count as closed again.
 *
 * @param caseIds cases that may be back without the list; the list itself is out
 */
export function tellReopeningsAnew(
  register: Register,
  { sourceNo, kind, exportedOn: day }: Source,
  caseIds: ReadonlySet<string>,
  logEvent: (event: NewEvent) => number,
): void {
  const { db, profile } = register;
  const undone = undoneSeqs(eventsOfType(db, UNDONE));
  const seen = new Set(
    eventsOfType(db, REOPENED).flatMap((event) =>
      undone.has(event.seq)
        ? []
        : [`${(JSON.parse(event.data) as ReopenedData).sourceNo} ${event.caseId ?? ''}`],
    ),
  );
  const factsAt = openFactsAt(db, kind);
  const names = kindOf(kind).fields.map(({ name }) => name);
  const valuesAt = (caseNo: number, list: Parameters<typeof factsAt>[1]): readonly FactValue[] => {
    const facts = factsAt(caseNo, list) as Readonly<Record<string, FactValue>> | undefined;
    return names.map((name) => facts?.[name] ?? null);
  };
  const watches = new Map<number, KnownCasesWatch | null>();
  const watchOf = (list: ListWithCase): KnownCasesWatch | null => {
    const known = watches.get(list.sourceNo);
    if (known !== undefined) return known;
    const write = findingWriter(db, list.sourceNo);
    const watch = watchKnownCases(
      register,
      { kind, ...list, upTo: importedBy(db, list.sourceNo) },
      (code, row, column, detail) => {
        if (code === 'CASE_REOPENED')
          write({ code, severity: severityOf(profile, code), row, column, detail });
      },
    );
    watches.set(list.sourceNo, watch);
    return watch;
  };
  for (const caseId of caseIds) {
    const caseNo = findCase(db, kind, caseId)?.case_no;
    if (caseNo === undefined) continue;
    const lists = listsWithCase(db, kind, caseNo);
    const after = lists.filter((list) => list.sourceNo > sourceNo).sort((a, b) => a.sourceNo - b.sourceNo);
    // What is back in a list that is no older is so in none that came after that because of this one.
    const newer = after.find(({ exportedOn }) => exportedOn >= day)?.sourceNo ?? Infinity;
    for (const next of after.filter((list) => list.sourceNo <= newer)) {
      const before = lastBefore(lists, next);
      if (before === undefined || seen.has(`${next.sourceNo} ${caseId}`)) continue;
      const [was, is] = [valuesAt(caseNo, before), valuesAt(caseNo, next)];
      const met = { caseNo, lastSeenOn: before.exportedOn, before: was, after: is };
      watchOf(next)?.look(next.row, caseId, met);
    }
  }
  for (const watch of watches.values()) watch?.logEvents(logEvent);
}
