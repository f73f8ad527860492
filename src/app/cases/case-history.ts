import type { FindingCode } from '../../domain/validation/finding-catalogue.ts';
import { kindOf, type FactValue, type KindName } from '../../domain/kinds/kinds.ts';
import { UNDONE, undoneSeqs } from '../../domain/answers/undone.ts';
import { shownEventData } from '../../domain/log/shown-event.ts';
import type {
  ExplainedAny,
  ExplainedFact,
  ExplainedLists,
  SourceRow,
} from '../../domain/tracking/explanation.ts';
import { earlierFactsOfCase, type CaseRow } from '../../register/cases/cases.ts';
import type { Register } from '../../register/file/register.ts';
import { findingsOfRow } from '../../register/lists/findings.ts';
import { allSources } from '../../register/lists/sources.ts';
import { eventsOfType, type LoggedEvent } from '../../register/log/events.ts';
import { asideSource } from '../../register/rows/set-aside.ts';
import { factText } from './fact-text.ts';

/** What lists up to a day have said of a case, with the rows that said so. */
export function listsOfCase<K extends KindName>(
  { db, profile }: Register,
  kind: K,
  row: CaseRow<K>,
  asOf: string,
): ExplainedLists {
  const sources = new Map(allSources(db).map((source) => [source.sourceNo, source]));
  const sourceRow = (sourceNo: number, number: number): SourceRow => {
    const source = sources.get(sourceNo) ?? asideSource(db, sourceNo);
    return { file: source?.fileName ?? '?', row: number, exportedOn: source?.exportedOn ?? '?' };
  };
  const { fields } = kindOf(kind);
  const factsOf = (facts: Readonly<Record<string, FactValue>>): readonly ExplainedFact[] =>
    fields.map((field) => ({
      column: field.name,
      label: field.label,
      text: factText(field, facts[field.name] ?? null, profile),
    }));
  const now = row as unknown as Record<string, FactValue>;
  const earlier = earlierFactsOfCase(db, kind, row.case_no).filter(
    (then) => then.factsOn <= asOf && (then.sourceNo !== row.source_no || then.row !== row.row),
  );
  return {
    facts: factsOf(now),
    from: sourceRow(row.source_no, row.row),
    lastSeen: sourceRow(row.last_source_no, row.last_row),
    earlier: earlier.map((then) => {
      const before = then.facts as unknown as Record<string, FactValue>;
      const changed = new Set(
        fields.filter(({ name }) => before[name] !== now[name]).map(({ name }) => name),
      );
      return {
        from: sourceRow(then.sourceNo, then.row),
        differs: factsOf(before).filter(({ column }) => changed.has(column)),
      };
    }),
    findings: findingsOfCase(db, row),
  };
}

/** What was remarked on the row that the facts come from, and on the newest that has the case. */
function findingsOfCase(
  db: Register['db'],
  row: Pick<CaseRow<'sip'>, 'source_no' | 'row' | 'last_source_no' | 'last_row'>,
): readonly FindingCode[] {
  const rows = [
    ...findingsOfRow(db, row.source_no, row.row),
    ...(row.last_source_no === row.source_no ? [] : findingsOfRow(db, row.last_source_no, row.last_row)),
  ];
  return [...new Set(rows.map(({ code }) => code))];
}

/** Events up to a day as a case's explanation tells them. */
export function toldEvents(
  db: Register['db'],
  events: readonly LoggedEvent[],
  asOf: string,
): ExplainedAny['events'] {
  const undone = undoneSeqs(eventsOfType(db, UNDONE));
  return events
    .filter(({ effectiveOn }) => effectiveOn <= asOf)
    .map(({ seq, effectiveOn, by, type, data }) => ({
      seq,
      effectiveOn,
      by,
      type,
      data: shownEventData(type, JSON.parse(data)),
      isUndone: undone.has(seq),
    }));
}
