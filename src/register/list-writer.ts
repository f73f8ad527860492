import { kindOf, type FactValue, type KindName } from '../domain/records/kinds.ts';
import type { RecordRead } from '../domain/records/record-reader.ts';
import type { Classification } from '../domain/classification/class-rule.ts';
import { alsoText } from './cases.ts';
import type { Database } from './register.ts';
import { countFates, type Fate, type FateCounts } from './sources.ts';
import { createSeenKeys } from './seen-keys.ts';

/**
 * Writes one list into the register, row by row, within the caller's transaction: decides each row's fate against
 * what the register holds, keeps replaced facts, and leaves every physical row in the ledger.
 */
export interface Taken {
  readonly fate: Fate;
  /** The row of this list that the fate refers to: the one repeated, or the one contradicted. */
  readonly otherRow: number | null;
  /** Whether the other row was accepted until this one contradicted it. */
  readonly overturnsOther: boolean;
}

/** The class of a SIP that is new, with the later day from which it is proposed for closing. */
export interface NewClass {
  readonly classification: Classification<string>;
  readonly closeProposedOn: string | null;
}

const NEW: Taken = { fate: 'new', otherRow: null, overturnsOther: false };

export interface ListWriter {
  /** Takes in a row that names its case. `classification` is for a case that is new. */
  readonly take: (row: number, record: RecordRead & { readonly key: string }) => Taken;
  /** Notes a row that belongs to no case. */
  readonly note: (row: number, fate: 'rejected' | 'excluded' | 'blank' | 'title' | 'footer') => void;
  /** Completes the ledger. */
  readonly finish: () => { readonly fates: FateCounts; readonly gone: number };
}

interface ListFacts {
  readonly kind: KindName;
  readonly sourceNo: number;
  readonly exportedOn: string;
  /** Positions of columns that the list does not have: it says nothing of them, so what is known stays. */
  readonly absent: readonly number[];
  /** Classifies a SIP that is new as it comes in; null for other kinds. */
  readonly classifyNew: ((record: RecordRead) => NewClass) | null;
}

interface Known {
  readonly caseNo: number;
  readonly factsOn: string;
  readonly sourceNo: number;
  readonly row: number;
  readonly firstSourceNo: number;
  readonly lastSeenOn: string;
  readonly lastSourceNo: number;
  readonly lastRow: number;
  readonly isConflicting: boolean;
  readonly notUnderstood: string | null;
  readonly values: readonly FactValue[];
}

const BOOKKEEPING = [
  'case_no', 'facts_on', 'source_no', 'row', 'first_source_no', 'last_seen_on', 'last_source_no', 'last_row',
  'is_conflicting', 'not_understood',
] as const;

const isSame = (a: readonly FactValue[], b: readonly FactValue[]): boolean => {
  for (let index = 0; index < a.length; index += 1) if (a[index] !== b[index]) return false;
  return true;
};

const asJson = (value: object | null): string | null => (value === null ? null : JSON.stringify(value));

/** Opens the writing of a list. The caller has added the source and holds the transaction. */
export function openListWriter(db: Database, { kind, sourceNo, exportedOn, absent, classifyNew }: ListFacts): ListWriter {
  const names = kindOf(kind).fields.map(({ name }) => name);
  const protectedAt = names.indexOf('is_protected');
  // Where the id itself is the key, the table has it once: the first column is derived from `key`.
  const derived = kindOf(kind).fields[0]?.type === 'id' ? 1 : 0;
  const written = names.slice(derived).map((name) => `"${name}"`);
  const marks = written.map(() => '?').join(', ');
  const assignments = written.map((name) => `${name} = ?`).join(', ');

  const select = db
    .prepare(`SELECT ${BOOKKEEPING.join(', ')}, ${names.map((name) => `"${name}"`).join(', ')} FROM ${kind} WHERE key = ?`)
    .raw();
  const insert = db.prepare(
    `INSERT INTO ${kind} (${written.join(', ')}, key, person_key, identity, not_understood, row, last_row,
       ${classifyNew === null ? '' : 'class, rule, also, close_proposed_on,'}
       is_conflicting, facts_on, source_no, first_source_no, last_seen_on, last_source_no)
     VALUES (${marks}, ?, ?, ?, ?, ?, ?, ${classifyNew === null ? '' : '?, ?, ?, ?,'}
       0, '${exportedOn}', ${sourceNo}, ${sourceNo}, '${exportedOn}', ${sourceNo})`,
  );
  const replace = db.prepare(
    `UPDATE ${kind} SET ${assignments}, person_key = ?, identity = ?, not_understood = ?, is_conflicting = ?,
       facts_on = ?, source_no = ?, row = ?, last_seen_on = ?, last_source_no = ?, last_row = ? WHERE case_no = ?`,
  );
  const sight = db.prepare(`UPDATE ${kind} SET last_seen_on = ?, last_source_no = ?, last_row = ? WHERE case_no = ?`);
  const keep = db.prepare('INSERT OR IGNORE INTO earlier_facts VALUES (?, ?, ?, ?, ?, ?)');
  const enter = db.prepare('INSERT OR REPLACE INTO source_row VALUES (?, ?, ?, ?)');

  const wasEmpty = db.prepare(`SELECT 1 FROM ${kind} LIMIT 1`).get() === undefined;
  const seen = wasEmpty ? createSeenKeys() : null;

  const find = (key: string): Known | null => {
    // A list into an empty register: a key not met before in this file is new, without asking the database.
    if (seen?.isFirstSight(key) === true) return null;
    const found = select.get(key) as FactValue[] | undefined;
    if (found === undefined) return null;
    const [caseNo, factsOn, source, row, firstSource, lastSeenOn, lastSource, lastRow, isConflicting, notUnderstood] = found;
    return {
      caseNo: caseNo as number,
      factsOn: factsOn as string,
      sourceNo: source as number,
      row: row as number,
      firstSourceNo: firstSource as number,
      lastSeenOn: lastSeenOn as string,
      lastSourceNo: lastSource as number,
      lastRow: lastRow as number,
      isConflicting: isConflicting === 1,
      notUnderstood: notUnderstood as string | null,
      values: found.slice(BOOKKEEPING.length),
    };
  };

  const keepEarlier = (known: Known): void => {
    const facts = Object.fromEntries(names.map((name, index) => [name, known.values[index] ?? null]));
    keep.run(kind, known.caseNo, known.factsOn, known.sourceNo, known.row, JSON.stringify(facts));
  };

  const withKnown = (values: readonly FactValue[], known: Known): readonly FactValue[] =>
    absent.length === 0 ? values : values.map((value, at) => (absent.includes(at) ? (known.values[at] ?? null) : value));

  /** A second row with a key of this list: a repetition, or a contradiction that neither row wins. */
  const takeAgain = (row: number, known: Known, record: RecordRead): Taken => {
    const values = withKnown(record.values, known);
    if (!known.isConflicting && isSame(values, known.values) && asJson(record.notUnderstood) === known.notUnderstood) {
      enter.run(sourceNo, row, 'duplicate', known.caseNo);
      return { fate: 'duplicate', otherRow: known.lastRow, overturnsOther: false };
    }
    if (!known.isConflicting && known.sourceNo !== sourceNo) keepEarlier(known);
    const agreed = values.map((value, index) => (value === known.values[index] ? value : null));
    if (protectedAt >= 0 && [values[protectedAt], known.values[protectedAt]].includes(1)) agreed[protectedAt] = 1;
    replace.run(
      ...agreed.slice(derived), record.personKey, record.identity, null, 1,
      exportedOn, sourceNo, known.lastRow, exportedOn, sourceNo, known.lastRow, known.caseNo,
    );
    enter.run(sourceNo, known.lastRow, 'rejected', known.caseNo);
    enter.run(sourceNo, row, 'rejected', known.caseNo);
    return { fate: 'rejected', otherRow: known.lastRow, overturnsOther: !known.isConflicting };
  };

  const takeNext = (row: number, known: Known, record: RecordRead): Taken => {
    const values = withKnown(record.values, known);
    const notUnderstood = asJson(record.notUnderstood);
    const isUnchanged = !known.isConflicting && isSame(values, known.values) && notUnderstood === known.notUnderstood;
    if (isUnchanged) {
      sight.run(exportedOn, sourceNo, row, known.caseNo);
    } else {
      keepEarlier(known);
      replace.run(
        ...values.slice(derived), record.personKey, record.identity, notUnderstood, 0,
        exportedOn, sourceNo, row, exportedOn, sourceNo, row, known.caseNo,
      );
    }
    const fate = isUnchanged ? 'unchanged' : 'changed';
    enter.run(sourceNo, row, fate, known.caseNo);
    return { fate, otherRow: null, overturnsOther: false };
  };

  const history = openHistory(db, { kind, sourceNo, exportedOn, names });

  return {
    take(row, record) {
      const known = find(record.key);
      if (known === null) {
        const bound = record.values.slice(derived);
        bound.push(record.key, record.personKey, record.identity, asJson(record.notUnderstood), row, row);
        if (classifyNew !== null) {
          const { classification, closeProposedOn } = classifyNew(record);
          bound.push(classification.class, classification.rule, alsoText(classification), closeProposedOn);
        }
        insert.run(bound);
        // The ledger's row is laid by finish(), for all new cases in one statement.
        return NEW;
      }
      if (known.lastSourceNo === sourceNo) return takeAgain(row, known, record);
      if (known.lastSeenOn > exportedOn) {
        const taken = history.take(row, known, record);
        enter.run(sourceNo, row, taken.fate, known.caseNo);
        if (taken.overturnsOther && taken.otherRow !== null) enter.run(sourceNo, taken.otherRow, 'rejected', known.caseNo);
        return taken;
      }
      return takeNext(row, known, record);
    },

    note(row, fate) {
      enter.run(sourceNo, row, fate, null);
    },

    finish() {
      db.prepare(
        `INSERT OR IGNORE INTO source_row SELECT ${sourceNo}, row, 'new', case_no FROM ${kind} WHERE first_source_no = ?`,
      ).run(sourceNo);
      return { fates: countFates(db, sourceNo), gone: countGone(db, kind, exportedOn) };
    },
  };
}

/** Cases of the uttag before that are not in this one; an uttag older than the newest makes nothing gone. */
function countGone(db: Database, kind: KindName, exportedOn: string): number {
  const days = db
    .prepare('SELECT DISTINCT exported_on FROM source WHERE kind = ? ORDER BY exported_on DESC LIMIT 2')
    .pluck()
    .all(kind) as string[];
  const [newest, before] = days;
  if (newest !== exportedOn || before === undefined) return 0;
  return db.prepare(`SELECT count(*) FROM ${kind} WHERE last_seen_on = ?`).pluck().get(before) as number;
}

interface HistoryFacts {
  readonly kind: KindName;
  readonly sourceNo: number;
  readonly exportedOn: string;
  readonly names: readonly string[];
}

/**
 * A list older than what the register knows of a case: it fills in what was true that day and overwrites nothing.
 */
function openHistory(
  db: Database,
  { kind, sourceNo, exportedOn, names }: HistoryFacts,
): { readonly take: (row: number, known: Known, record: RecordRead) => Taken } {
  const keep = db.prepare('INSERT OR IGNORE INTO earlier_facts VALUES (?, ?, ?, ?, ?, ?)');
  const forget = db.prepare('DELETE FROM earlier_facts WHERE kind = ? AND case_no = ? AND source_no = ?');
  const inForce = db
    .prepare(
      `SELECT facts FROM earlier_facts WHERE kind = ? AND case_no = ? AND facts_on <= ?
       ORDER BY facts_on DESC, source_no DESC LIMIT 1`,
    )
    .pluck();
  const nextSighting = db.prepare(
    `SELECT s.exported_on AS day, r.source_no AS sourceNo, r.row AS row FROM source_row r JOIN source s USING (source_no)
     WHERE r.case_no = ? AND s.kind = ? AND s.exported_on > ? ORDER BY s.exported_on, r.source_no LIMIT 1`,
  );
  const redate = db.prepare(`UPDATE ${kind} SET facts_on = ?, source_no = ?, row = ? WHERE case_no = ?`);
  const takenHere = new Map<number, { row: number; values: readonly FactValue[]; isRejected: boolean }>();
  let isIndexed = false;

  const toJson = (values: readonly FactValue[]): string =>
    JSON.stringify(Object.fromEntries(names.map((name, index) => [name, values[index] ?? null])));

  return {
    take(row, known, record) {
      if (!isIndexed) {
        // Only lists out of order look rows up by case; the index is not worth its cost before.
        db.exec('CREATE INDEX IF NOT EXISTS source_row_of_case ON source_row (case_no)');
        isIndexed = true;
      }
      const before = takenHere.get(known.caseNo);
      if (before !== undefined) {
        if (!before.isRejected && isSame(before.values, record.values)) {
          return { fate: 'duplicate', otherRow: before.row, overturnsOther: false };
        }
        forget.run(kind, known.caseNo, sourceNo);
        takenHere.set(known.caseNo, { ...before, isRejected: true });
        return { fate: 'rejected', otherRow: before.row, overturnsOther: !before.isRejected };
      }
      takenHere.set(known.caseNo, { row, values: record.values, isRejected: false });
      const json = toJson(record.values);
      const currentJson = toJson(known.values);
      const then = (inForce.get(kind, known.caseNo, exportedOn) as string | undefined) ?? currentJson;
      const isCurrentInForce = known.factsOn <= exportedOn;
      if (json === (isCurrentInForce ? currentJson : then)) return { fate: 'unchanged', otherRow: null, overturnsOther: false };
      if (isCurrentInForce) {
        // The current facts were true before and after this list, not on its day: keep both spells apart.
        keep.run(kind, known.caseNo, known.factsOn, known.sourceNo, known.row, currentJson);
        const next = nextSighting.get(known.caseNo, kind, exportedOn) as { day: string; sourceNo: number; row: number };
        redate.run(next.day, next.sourceNo, next.row, known.caseNo);
      }
      keep.run(kind, known.caseNo, exportedOn, sourceNo, row, json);
      return { fate: 'changed', otherRow: null, overturnsOther: false };
    },
  };
}
