import { areTwoPersons, isSame } from '../../domain/fates/known-case.ts';
import { protectionChangeOf } from '../../domain/fates/protection-change.ts';
import { kindOf, type FactValue, type KindName } from '../../domain/kinds/kinds.ts';
import { TRACKED } from '../../domain/tracking/tracking.ts';
import type { FindingCode } from '../../domain/validation/finding-catalogue.ts';
import type { StoredFacts } from '../../register/cases/cases.ts';
import type { Engine } from '../../register/engine/engine.ts';
import type { Register } from '../../register/file/register.ts';
import { headersOfSources, type Source } from '../../register/lists/sources.ts';
import { eventsOfType } from '../../register/log/events.ts';
import { openSignsOfLists } from '../../register/rows/case-history.ts';
import { listsWithCase, openFactsAt, type ListWithCase } from '../../register/rows/list-contents.ts';
import { variedCases } from '../../register/rows/set-aside.ts';
import { importedBy } from './find-source.ts';
import { watchKnownCases } from './watch-known-cases.ts';

/** What a list tells beside what was in when it came. */
export interface ToldBeside {
  readonly code: FindingCode;
  readonly row: number | null;
  readonly column: string | null;
  readonly detail: string | null;
}

/** What is told of a row beside the list before that had its case, and beside what people have said of the case. */
export const TOLD_OF_CASES: readonly FindingCode[] = [
  'PROTECTION_LIFTED',
  'PROTECTION_LIFTED_LATER',
  'TWO_PERSONS_ON_ID',
  'DECISION_FACTS_CHANGED',
  'DECIDED_CLOSED_LISTED',
];

/** The cases of a list of which something can be told otherwise without it, by number, with their ids. */
export type CasesToCompare = ReadonlyMap<number, string>;

/** Those whose facts have ever been others, and those that people have said something of: nothing is told of the rest. */
export function casesToCompare(db: Engine, kind: KindName, sourceNo: number): CasesToCompare {
  const said = eventsOfType(db, ...TRACKED).flatMap((event) =>
    event.kind === kind && event.caseId !== null ? [event.caseId] : [],
  );
  return new Map(variedCases(db, kind, sourceNo, [...new Set(said)]).map(({ caseNo, key }) => [caseNo, key]));
}

type Tell = (code: FindingCode, row: number | null, column: string | null, detail: string | null) => void;
type Facts = StoredFacts<KindName>;

/**
 * Compares a list, while it is the newest, with the one before it that had each of some cases, as when it came in.
 *
 * @returns the rows that were compared
 */
export function ofEachCase(
  register: Register,
  list: Source,
  cases: CasesToCompare,
  tell: Tell,
): ReadonlySet<number> {
  const { db } = register;
  const { kind, sourceNo } = list;
  const factsAt = openFactsAt(db, kind);
  const valuesOf = (facts: Facts): readonly FactValue[] =>
    kindOf(kind).fields.map(({ name }) => valueOf(facts, name));
  const headers = headersOfSources(db, kind).get(sourceNo);
  const headerOf = (column: string): string | null => headers?.[column] ?? null;
  const isSignedIn = openSignsOfLists(db, kind);
  const saysProtected = (caseNo: number, facts: Facts): boolean =>
    headerOf('is_protected') === null ? isSignedIn(caseNo, sourceNo) : isProtectedIn(facts);
  const watch = watchKnownCases(
    register,
    { kind, sourceNo, exportedOn: list.exportedOn, upTo: importedBy(db, sourceNo) },
    (code, row, column, detail) => {
      if (TOLD_OF_CASES.includes(code)) tell(code, row, column, detail);
    },
  );
  const rows = new Set<number>();
  for (const [caseNo, caseId] of cases) {
    const lists = listsWithCase(db, kind, caseNo);
    const here = lists.find((one) => one.sourceNo === sourceNo);
    const after = here === undefined ? undefined : factsAt(caseNo, here);
    // Of rows that contradict each other it is not kept what each of them said.
    if (here === undefined || after === undefined || after.is_conflicting === 1) continue;
    rows.add(here.row);
    const before = lastBefore(lists, here);
    if (before === undefined) {
      // What the older says holds in those after it that say nothing.
      if (saysProtected(caseNo, after) && !isProtectedIn(factsAt(caseNo, lists.at(-1) ?? here)))
        tell('PROTECTION_LIFTED_LATER', here.row, null, null);
      continue;
    }
    const known = factsAt(caseNo, before);
    if (known === undefined) continue;
    for (const { code, column, detail } of shownBeside(known, after, before))
      tell(code, here.row, headerOf(column ?? kindOf(kind).identifiedBy), detail);
    const [was, is] = [valuesOf(known), valuesOf(after)];
    const met = { caseNo, lastSeenOn: before.exportedOn, before: was, after: isSame(was, is) ? was : is };
    watch?.look(here.row, caseId, met);
  }
  return rows;
}

const valueOf = (facts: Facts, name: string): FactValue =>
  (facts as unknown as Readonly<Record<string, FactValue>>)[name] ?? null;

const isProtectedIn = (facts: Facts | undefined): boolean =>
  facts !== undefined && valueOf(facts, 'is_protected') === 1;

/** The newest list with a case that was in when a list came; none where a later one was: an older list tells nothing. */
export function lastBefore(lists: readonly ListWithCase[], list: ListWithCase): ListWithCase | undefined {
  const last = lists.filter(({ sourceNo }) => sourceNo < list.sourceNo).at(-1);
  return last !== undefined && last.exportedOn <= list.exportedOn ? last : undefined;
}

function shownBeside(
  before: Facts,
  after: Facts,
  { exportedOn }: ListWithCase,
): readonly Omit<ToldBeside, 'row'>[] {
  const [was = null, is = null] = [before, after].map((facts) => valueOf(facts, 'is_protected'));
  const whose = ({ person_key: personKey, identity }: Facts) => ({ personKey, identity });
  return [
    ...(protectionChangeOf(was, is) === 'lifted'
      ? [{ code: 'PROTECTION_LIFTED' as const, column: 'is_protected', detail: null }]
      : []),
    ...(areTwoPersons(whose(after), whose(before))
      ? [{ code: 'TWO_PERSONS_ON_ID' as const, column: null, detail: `i uttaget ${exportedOn}` }]
      : []),
  ];
}
