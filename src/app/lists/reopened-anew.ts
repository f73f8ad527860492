import { kindOf, type FactValue } from '../../domain/kinds/kinds.ts';
import { FINDINGS } from '../../domain/validation/finding-catalogue.ts';
import type { Register } from '../../register/file/register.ts';
import { findCase } from '../../register/cases/cases.ts';
import type { NewEvent } from '../../register/log/events.ts';
import { findingWriter } from '../../register/lists/findings.ts';
import type { Source } from '../../register/lists/sources.ts';
import { listsWithCase, openFactsAt } from '../../register/rows/list-contents.ts';
import { lastBefore } from './compared-anew.ts';
import { importedBy } from './find-source.ts';
import { watchKnownCases } from './watch-known-cases.ts';

/**
 * Logs and tells that cases are back which only a list that is set aside saw coming back: the next list that has them
 * saw them there already, and now is the first to have them again. A case that is back is open, whatever was attested
 * before; without the event it would count as closed again.
 *
 * @param caseIds the cases that the list saw coming back; the list itself is out
 */
export function tellReopeningsAnew(
  register: Register,
  { sourceNo, kind }: Source,
  caseIds: readonly string[],
  logEvent: (event: NewEvent) => number,
): void {
  const { db, profile } = register;
  const factsAt = openFactsAt(db, kind);
  const names = kindOf(kind).fields.map(({ name }) => name);
  const valuesAt = (caseNo: number, list: Parameters<typeof factsAt>[1]): readonly FactValue[] => {
    const facts = factsAt(caseNo, list) as Readonly<Record<string, FactValue>> | undefined;
    return names.map((name) => facts?.[name] ?? null);
  };
  for (const caseId of caseIds) {
    const caseNo = findCase(db, kind, caseId)?.case_no;
    if (caseNo === undefined) continue;
    const lists = listsWithCase(db, kind, caseNo);
    const [next] = lists.filter((list) => list.sourceNo > sourceNo).sort((a, b) => a.sourceNo - b.sourceNo);
    const before = next === undefined ? undefined : lastBefore(lists, next);
    if (next === undefined || before === undefined) continue;
    const write = findingWriter(db, next.sourceNo);
    const watch = watchKnownCases(
      register,
      { kind, ...next, upTo: importedBy(db, next.sourceNo) },
      (code, row, column, detail) => {
        if (code !== 'CASE_REOPENED') return;
        write({ code, severity: profile.severities[code] ?? FINDINGS[code].severity, row, column, detail });
      },
    );
    const [was, is] = [valuesAt(caseNo, before), valuesAt(caseNo, next)];
    watch?.look(next.row, caseId, { caseNo, lastSeenOn: before.exportedOn, before: was, after: is });
    watch?.logEvents(logEvent);
  }
}
