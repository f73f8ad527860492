import type { FactValue, KindName } from '../../domain/kinds/kinds.ts';
import type { RecordRead } from '../../domain/records/record-reader.ts';
import { agreedOf, isSame, storedFacts, type Known, type Taken } from './known-case.ts';
import { ROWS_BY_CASE } from '../engine/migrations.ts';
import type { Database } from '../engine/driver.ts';

interface OlderListFacts {
  readonly kind: KindName;
  readonly sourceNo: number;
  readonly exportedOn: string;
  readonly names: readonly string[];
  /** Positions of columns that the list does not have. */
  readonly absent: readonly number[];
}

/** Facts from a list's day until the next entry's, as JSON text (`storedFacts`). */
interface Entry {
  readonly factsOn: string;
  readonly sourceNo: number;
  readonly row: number;
  readonly facts: string;
}

const isBy = (
  a: { readonly factsOn: string; readonly sourceNo: number },
  day: string,
  sourceNo: number,
): boolean => a.factsOn < day || (a.factsOn === day && a.sourceNo <= sourceNo);

/**
 * Takes in a list that is older than what the register knows of a case: it fills in what was true that day and
 * overwrites nothing. The case's history comes to stand as if the lists had come in their order.
 */
export function openOlderList(
  db: Database,
  { kind, sourceNo, exportedOn, names, absent }: OlderListFacts,
): { readonly take: (row: number, known: Known, record: RecordRead) => Taken } {
  const entriesOf = db.prepare(
    `SELECT facts_on AS factsOn, source_no AS sourceNo, row, facts FROM earlier_facts WHERE kind = ? AND case_no = ?
     ORDER BY facts_on, source_no`,
  );
  const sightingsOf = db.prepare(
    `SELECT s.exported_on AS day, r.source_no AS sourceNo, min(r.row) AS row
     FROM source_row r JOIN source s USING (source_no)
     WHERE r.case_no = ? AND s.kind = ? AND r.source_no <> ? GROUP BY r.source_no ORDER BY s.exported_on, r.source_no`,
  );
  const forget = db.prepare('DELETE FROM earlier_facts WHERE kind = ? AND case_no = ?');
  const keep = db.prepare('INSERT INTO earlier_facts VALUES (?, ?, ?, ?, ?, ?)');
  const redateEarlier = db.prepare(
    `UPDATE earlier_facts SET facts_on = ?, source_no = ?, row = ?
     WHERE kind = ? AND case_no = ? AND facts_on = ? AND source_no = ?`,
  );
  const redate = db.prepare(`UPDATE ${kind} SET facts_on = ?, source_no = ?, row = ? WHERE case_no = ?`);
  /** The cases of this list: their first row, and the facts that its rows agree on. */
  const takenHere = new Map<number, { row: number; record: RecordRead; isRejected: boolean }>();
  let isIndexed = false;

  const asStored = (record: RecordRead, isConflicting: boolean): string =>
    storedFacts(names, {
      ...record,
      notUnderstood: record.notUnderstood === null ? null : JSON.stringify(record.notUnderstood),
      isConflicting,
    });

  const historyOf = (known: Known): readonly Entry[] => {
    const { factsOn, row, caseNo } = known;
    const current = { factsOn, sourceNo: known.sourceNo, row, facts: storedFacts(names, known) };
    return [...(entriesOf.all(kind, caseNo) as Entry[]), current];
  };

  /** Lays the case's history anew, with these facts on the list's day. */
  const rewrite = (known: Known, history: readonly Entry[], row: number, facts: string): void => {
    const others = sightingsOf.all(known.caseNo, kind, sourceNo) as {
      day: string;
      sourceNo: number;
      row: number;
    }[];
    const sightings = others.map(({ day, ...place }) => ({
      factsOn: day,
      ...place,
      facts: (history.findLast((entry) => isBy(entry, day, place.sourceNo)) ?? history[0])?.facts ?? '{}',
    }));
    const at = sightings.findIndex(({ factsOn }) => factsOn > exportedOn);
    sightings.splice(at === -1 ? sightings.length : at, 0, { factsOn: exportedOn, sourceNo, row, facts });
    const spells = sightings.filter((sighting, index) => sighting.facts !== sightings[index - 1]?.facts);
    const current = spells.pop();
    forget.run(kind, known.caseNo);
    for (const spell of spells)
      keep.run(kind, known.caseNo, spell.factsOn, spell.sourceNo, spell.row, spell.facts);
    if (current !== undefined) redate.run(current.factsOn, current.sourceNo, current.row, known.caseNo);
  };

  /** No list had the case by then: its history begins earlier. */
  const prepend = (known: Known, first: Entry | undefined, row: number, facts: string): void => {
    if (first?.facts !== facts) keep.run(kind, known.caseNo, exportedOn, sourceNo, row, facts);
    else if (first.sourceNo === known.sourceNo && first.factsOn === known.factsOn)
      redate.run(exportedOn, sourceNo, row, known.caseNo);
    else redateEarlier.run(exportedOn, sourceNo, row, kind, known.caseNo, first.factsOn, first.sourceNo);
  };

  const withAbsent = (record: RecordRead, inForce: Entry | undefined): RecordRead => {
    if (absent.length === 0 || inForce === undefined) return record;
    const then = JSON.parse(inForce.facts) as Readonly<Record<string, FactValue>>;
    return {
      ...record,
      values: record.values.map((value, at) =>
        absent.includes(at) ? (then[names[at] ?? ''] ?? null) : value,
      ),
    };
  };

  return {
    take(row, known, written) {
      if (!isIndexed) {
        // Only lists out of order look rows up by case; the index is not worth its cost before.
        db.exec(ROWS_BY_CASE);
        isIndexed = true;
      }
      const history = historyOf(known);
      const inForce = history.findLast((entry) => isBy(entry, exportedOn, sourceNo));
      const before = takenHere.get(known.caseNo);
      if (before !== undefined) {
        const record = {
          ...written,
          values: written.values.map((value, at) =>
            absent.includes(at) ? (before.record.values[at] ?? null) : value,
          ),
        };
        const isRepetition =
          isSame(record.values, before.record.values) &&
          JSON.stringify(record.notUnderstood) === JSON.stringify(before.record.notUnderstood);
        if (!before.isRejected && isRepetition) {
          return { fate: 'duplicate', otherRow: before.row, overturnsOther: false, met: null };
        }
        const agreed: RecordRead = {
          ...record,
          ...agreedOf(names, record, before.record),
          notUnderstood: null,
        };
        takenHere.set(known.caseNo, { row: before.row, record: agreed, isRejected: true });
        rewrite(known, history, before.row, asStored(agreed, true));
        return { fate: 'rejected', otherRow: before.row, overturnsOther: !before.isRejected, met: null };
      }
      const record = withAbsent(written, inForce);
      takenHere.set(known.caseNo, { row, record, isRejected: false });
      const facts = asStored(record, false);
      // A case that no list had by then is compared with the first that did.
      const compared = inForce ?? history[0];
      if (inForce === undefined) prepend(known, history[0], row, facts);
      else if (inForce.facts !== facts) rewrite(known, history, row, facts);
      return {
        fate: compared?.facts === facts ? 'unchanged' : 'changed',
        otherRow: null,
        overturnsOther: false,
        met: null,
      };
    },
  };
}
