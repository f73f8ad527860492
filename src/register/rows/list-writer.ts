import { kindOf, type FactValue, type KindName } from '../../domain/kinds/kinds.ts';
import type { IdentityState, RecordRead } from '../../domain/records/record-reader.ts';
import type { Classification } from '../../domain/classification/class-rule.ts';
import { agreedOf, isSame, storedFacts, type Known, type Taken } from './known-case.ts';
import { openOlderList } from './older-list.ts';
import type { Database } from '../engine/driver.ts';
import { countFates } from '../lists/sources.ts';
import type { FateCounts } from '../../domain/fates/fates.ts';
import { createSeenKeys } from './seen-keys.ts';

/** The class of a SIP that is new, with the later day from which it is proposed for closing. */
export interface NewClass {
  readonly classification: Classification<string>;
  readonly closeProposedOn: string | null;
}

const NEW: Taken = { fate: 'new', otherRow: null, overturnsOther: false, met: null };

type IdentifiedRecord = RecordRead & { readonly key: string };

/** Told what became of a row that named its case. */
export type Settle = (row: number, record: IdentifiedRecord, cells: readonly string[], taken: Taken) => void;

/**
 * Writes one list into the register, row by row, within the caller's transaction: decides each row's fate against
 * what the register holds, keeps replaced facts, and leaves every physical row in the ledger.
 */
export interface ListWriter {
  /** Takes in a row that names its case; what became of it is told at once, or before the list is finished. */
  readonly take: (row: number, record: IdentifiedRecord, cells: readonly string[]) => void;
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
  readonly settle: Settle;
}

/** So many rows may wait for the index; a list with more repeated keys gets it earlier. */
const MOST_WAITING = 10_000;

const BOOKKEEPING = [
  'case_no',
  'facts_on',
  'source_no',
  'row',
  'first_source_no',
  'last_seen_on',
  'last_source_no',
  'last_row',
  'is_conflicting',
  'not_understood',
  'person_key',
  'identity',
] as const;

const asJson = (value: object | null): string | null => (value === null ? null : JSON.stringify(value));

/** Opens the writing of a list. The caller has added the source and holds the transaction. */
export function openListWriter(
  db: Database,
  { kind, sourceNo, exportedOn, absent, classifyNew, settle }: ListFacts,
): ListWriter {
  const names = kindOf(kind).fields.map(({ name }) => name);
  // Where the id itself is the key, the table has it once: the first column is derived from `key`.
  const derived = kindOf(kind).fields[0]?.type === 'id' ? 1 : 0;
  const written = names.slice(derived).map((name) => `"${name}"`);
  const marks = written.map(() => '?').join(', ');
  const assignments = written.map((name) => `${name} = ?`).join(', ');

  const select = db
    .prepare(
      `SELECT ${BOOKKEEPING.join(', ')}, ${names.map((name) => `"${name}"`).join(', ')} FROM ${kind} WHERE key = ?`,
    )
    .raw();
  const insert = db.prepare(
    `INSERT INTO ${kind} (${written.join(', ')}, key, person_key, identity, not_understood, row, last_row,
       ${classifyNew === null ? '' : 'class, close_proposed_on,'}
       is_conflicting, facts_on, source_no, first_source_no, last_seen_on, last_source_no)
     VALUES (${marks}, ?, ?, ?, ?, ?, ?, ${classifyNew === null ? '' : '?, ?,'}
       0, '${exportedOn}', ${sourceNo}, ${sourceNo}, '${exportedOn}', ${sourceNo})`,
  );
  const replace = db.prepare(
    `UPDATE ${kind} SET ${assignments}, person_key = ?, identity = ?, not_understood = ?, is_conflicting = ?,
       facts_on = ?, source_no = ?, row = ?, last_seen_on = ?, last_source_no = ?, last_row = ? WHERE case_no = ?`,
  );
  const sight = db.prepare(
    `UPDATE ${kind} SET last_seen_on = ?, last_source_no = ?, last_row = ? WHERE case_no = ?`,
  );
  const keep = db.prepare('INSERT OR IGNORE INTO earlier_facts VALUES (?, ?, ?, ?, ?, ?)');
  const enter = db.prepare('INSERT OR REPLACE INTO source_row VALUES (?, ?, ?, ?)');

  // A list into an empty table: a key not met before in this file is new without asking, rows that may repeat a key
  // wait, and the index on keys is made once, when all are in: far quicker than keeping it row by row.
  let seen = db.prepare(`SELECT 1 FROM ${kind} LIMIT 1`).get() === undefined ? createSeenKeys() : null;
  if (seen !== null) db.exec(`DROP INDEX ${kind}_key`);
  const waiting: { row: number; record: IdentifiedRecord; cells: readonly string[] }[] = [];

  const find = (key: string): Known | null => {
    const found = select.get(key) as FactValue[] | undefined;
    if (found === undefined) return null;
    const [
      caseNo,
      factsOn,
      source,
      row,
      firstSource,
      lastSeenOn,
      lastSource,
      lastRow,
      isConflicting,
      notUnderstood,
      personKey,
      identity,
    ] = found;
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
      personKey: personKey as string | null,
      identity: identity as IdentityState | null,
      values: found.slice(BOOKKEEPING.length),
    };
  };

  const keepEarlier = (known: Known): void => {
    keep.run(kind, known.caseNo, known.factsOn, known.sourceNo, known.row, storedFacts(names, known));
  };

  const withKnown = (values: readonly FactValue[], known: Known): readonly FactValue[] =>
    absent.length === 0
      ? values
      : values.map((value, at) => (absent.includes(at) ? (known.values[at] ?? null) : value));

  /** A second row with a key of this list: a repetition, or a contradiction that neither row wins. */
  const takeAgain = (row: number, known: Known, record: RecordRead): Taken => {
    const values = withKnown(record.values, known);
    if (
      !known.isConflicting &&
      isSame(values, known.values) &&
      asJson(record.notUnderstood) === known.notUnderstood
    ) {
      enter.run(sourceNo, row, 'duplicate', known.caseNo);
      return { fate: 'duplicate', otherRow: known.lastRow, overturnsOther: false, met: null };
    }
    if (!known.isConflicting && known.sourceNo !== sourceNo) keepEarlier(known);
    const agreed = agreedOf(names, { ...record, values }, known);
    replace.run(
      ...agreed.values.slice(derived),
      agreed.personKey,
      agreed.identity,
      null,
      1,
      exportedOn,
      sourceNo,
      known.lastRow,
      exportedOn,
      sourceNo,
      known.lastRow,
      known.caseNo,
    );
    enter.run(sourceNo, known.lastRow, 'rejected', known.caseNo);
    enter.run(sourceNo, row, 'rejected', known.caseNo);
    return { fate: 'rejected', otherRow: known.lastRow, overturnsOther: !known.isConflicting, met: null };
  };

  const takeNext = (row: number, known: Known, record: RecordRead): Taken => {
    const values = withKnown(record.values, known);
    const notUnderstood = asJson(record.notUnderstood);
    const isUnchanged =
      !known.isConflicting && isSame(values, known.values) && notUnderstood === known.notUnderstood;
    if (isUnchanged) {
      sight.run(exportedOn, sourceNo, row, known.caseNo);
    } else {
      keepEarlier(known);
      replace.run(
        ...values.slice(derived),
        record.personKey,
        record.identity,
        notUnderstood,
        0,
        exportedOn,
        sourceNo,
        row,
        exportedOn,
        sourceNo,
        row,
        known.caseNo,
      );
    }
    const fate = isUnchanged ? 'unchanged' : 'changed';
    enter.run(sourceNo, row, fate, known.caseNo);
    return {
      fate,
      otherRow: null,
      overturnsOther: false,
      met: {
        caseNo: known.caseNo,
        lastSeenOn: known.lastSeenOn,
        before: known.values,
        after: isUnchanged ? known.values : values,
      },
    };
  };

  const older = openOlderList(db, { kind, sourceNo, exportedOn, names, absent });

  const add = (row: number, record: IdentifiedRecord): Taken => {
    const bound = record.values.slice(derived);
    bound.push(record.key, record.personKey, record.identity, asJson(record.notUnderstood), row, row);
    if (classifyNew !== null) {
      const { classification, closeProposedOn } = classifyNew(record);
      bound.push(classification.class, closeProposedOn);
    }
    // Spread, which the driver binds quicker than an array.
    insert.run(...bound);
    // The ledger's row is laid by finish(), for all new cases in one statement.
    return NEW;
  };

  const decide = (row: number, record: IdentifiedRecord): Taken => {
    const known = find(record.key);
    if (known === null) return add(row, record);
    if (known.lastSourceNo === sourceNo) return takeAgain(row, known, record);
    if (known.lastSeenOn <= exportedOn) return takeNext(row, known, record);
    const taken = older.take(row, known, record);
    enter.run(sourceNo, row, taken.fate, known.caseNo);
    if (taken.overturnsOther && taken.otherRow !== null)
      enter.run(sourceNo, taken.otherRow, 'rejected', known.caseNo);
    return taken;
  };

  const indexKeys = (): void => {
    if (seen === null) return;
    seen = null;
    db.exec(`CREATE UNIQUE INDEX ${kind}_key ON ${kind} (key)`);
    for (const { row, record, cells } of waiting.splice(0)) settle(row, record, cells, decide(row, record));
  };

  return {
    take(row, record, cells) {
      if (seen === null) {
        settle(row, record, cells, decide(row, record));
      } else if (seen.isFirstSight(record.key)) {
        settle(row, record, cells, add(row, record));
      } else {
        waiting.push({ row, record, cells });
        if (waiting.length >= MOST_WAITING) indexKeys();
      }
    },

    note(row, fate) {
      enter.run(sourceNo, row, fate, null);
    },

    finish() {
      indexKeys();
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
