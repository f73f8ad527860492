import type { ClosedAs } from '../../domain/classification/closed-as.ts';
import type { Decided } from '../../domain/classification/class-rule.ts';
import type { Fate, FateCounts } from '../../domain/fates/fates.ts';
import { asJson, type Known, type ListAtHand } from '../../domain/fates/known-case.ts';
import {
  fateOfAgain,
  fateOfNext,
  meetingOf,
  NEW,
  type RowFate,
  type Taken,
} from '../../domain/fates/row-fate.ts';
import { kindOf, type FactValue, type KindName } from '../../domain/kinds/kinds.ts';
import type { RecordRead } from '../../domain/records/record-reader.ts';
import { late } from '../../domain/words/late.ts';
import type { Engine } from '../engine/engine.ts';
import { countFates } from '../lists/sources.ts';
import { createAddedCases, type AddedCases, type AddingCases } from './added-cases.ts';
import { derivedColumns, openKnownCases } from './known-cases.ts';
import { openOlderList, type OlderList } from './older-list.ts';
import { createSeenKeys } from './seen-keys.ts';

/** The class of a SIP that is new, with the later day from which it is proposed for closing; closed, what became of it. */
export interface NewClass {
  readonly classification: Decided<string>;
  readonly closeProposedOn: string | null;
  readonly closedAs: ClosedAs | null;
}

type IdentifiedRecord = RecordRead & { readonly key: string };

interface IdentifiedRow {
  readonly row: number;
  readonly record: IdentifiedRecord;
  readonly cells: readonly string[];
}

/** Told what became of a row that named its case. */
export type Settle = (row: number, record: IdentifiedRecord, cells: readonly string[], taken: Taken) => void;

/**
 * Writes one list into the register, row by row, within the caller's transaction: keeps what the row's fate
 * (domain/fates) changes, and leaves every physical row in the ledger.
 */
export interface ListWriter {
  /** Takes in a row that names its case; what became of it is told at once, or before the list is finished. */
  readonly take: (row: number, record: IdentifiedRecord, cells: readonly string[]) => void;
  /** Notes a row that belongs to no case. */
  readonly note: (row: number, fate: 'rejected' | 'excluded' | 'blank' | 'title' | 'footer') => void;
  /** Completes the ledger. */
  readonly finish: () => WrittenList;
}

interface WrittenList {
  readonly fates: FateCounts;
  readonly added: AddedCases;
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

/** Opens the writing of a list. The caller has added the source and holds the transaction. */
export function openListWriter(
  db: Engine,
  { kind, sourceNo, exportedOn, absent, classifyNew, settle }: ListFacts,
): ListWriter {
  const names = kindOf(kind).fields.map(({ name }) => name);
  const added = createAddedCases(lastCaseOf(db, kind));
  const list = { sourceNo, exportedOn, names, absent };
  const { add, decide, enter, lookUp } = openDeciding(db, kind, list, { classifyNew, added });

  // A list into an empty table: a key not met before in this file is new without asking, rows that may repeat a key
  // wait, and the index on keys is made once, when all are in: far quicker than keeping it row by row.
  let seen = added.lastBefore === 0 ? createSeenKeys() : null;
  const makeIndex =
    seen === null ? null : db.loosenIndex(`${kind}_key`, `CREATE UNIQUE INDEX ${kind}_key ON ${kind} (key)`);
  const waiting: IdentifiedRow[] = [];

  // Where a question costs as much as many rows do, rows wait until what is known of many can be asked for at once.
  const asked: IdentifiedRow[] = [];
  const decideAsked = (): void => {
    const rows = asked.splice(0);
    if (rows.length > 1) lookUp(rows.map(({ record }) => record.key));
    for (const { row, record, cells } of rows) settle(row, record, cells, decide(row, record));
  };
  const ask = (row: IdentifiedRow): void => {
    asked.push(row);
    if (asked.length >= db.rowsAtOnce) decideAsked();
  };
  const indexKeys = (): void => {
    if (seen === null) return;
    seen = null;
    makeIndex?.();
    waiting.splice(0).forEach(ask);
  };

  return {
    take(row, record, cells) {
      if (seen === null) {
        ask({ row, record, cells });
      } else if (seen.isFirstSight(record.key, record.marks?.key)) {
        settle(row, record, cells, add(row, record));
      } else {
        waiting.push({ row, record, cells });
        if (waiting.length >= MOST_WAITING) indexKeys();
      }
    },

    note(row, fate) {
      decideAsked();
      enter(row, fate, null);
    },

    finish() {
      indexKeys();
      decideAsked();
      // The rows so far are counted before the others are laid: of a long first list there are few.
      const sofar = countFates(db, sourceNo);
      const { changes } = db
        .prepare(
          `INSERT INTO source_row SELECT ${sourceNo}, row, 'new', case_no FROM ${kind} WHERE case_no > ?
           ON CONFLICT DO NOTHING`,
        )
        .run(added.lastBefore);
      return { fates: { ...sofar, new: sofar.new + changes }, added };
    },
  };
}

const lastCaseOf = (db: Engine, kind: KindName): number =>
  db.prepare(`SELECT coalesce(max(case_no), 0) FROM ${kind}`).pluck().get() as number;

/** What a list's rows are weighed and laid in with. */
interface Adding {
  readonly classifyNew: ListFacts['classifyNew'];
  readonly added: AddingCases;
}

interface Deciding {
  /** Lays in a case that no list has had. */
  readonly add: (row: number, record: IdentifiedRecord) => Taken;
  /** Finds what is known of the row's case and lays in what its fate changes. */
  readonly decide: (row: number, record: IdentifiedRecord) => Taken;
  /** Reads at once what is known of the keys of rows that are decided next, in this order. */
  readonly lookUp: (keys: readonly string[]) => void;
  /** Enters a row in the ledger. */
  readonly enter: (row: number, fate: Fate, caseNo: number | null) => void;
}

function openDeciding(db: Engine, kind: KindName, list: ListAtHand, adding: Adding): Deciding {
  const { sourceNo, names } = list;
  const { added } = adding;
  const kommunAt = names.indexOf('kommun');
  // Opened by the first row that needs them: of a first list nearly none does.
  const cases = late(() => openKnownCases(db, kind, list));
  const older = late(() => openOlderList(db, kind, list));
  const add = openAdding(db, kind, list, adding);
  const ledger = db.prepare('INSERT INTO source_row VALUES (?, ?, ?, ?)');
  // Of a list into an empty table the ledger has not yet the rows that are new.
  const ledgerAgain = db.prepare(
    `INSERT INTO source_row VALUES (?, ?, ?, ?)
     ON CONFLICT (source_no, row) DO UPDATE SET fate = excluded.fate, case_no = excluded.case_no`,
  );
  const enter = (row: number, fate: Fate, caseNo: number | null): void => {
    ledger.run(sourceNo, row, fate, caseNo);
  };

  const change = (known: Known, row: number, { facts, isKnownKept }: RowFate): void => {
    if (isKnownKept) cases().keepEarlier(known);
    if (facts === null) cases().sight(known, row);
    else {
      cases().replace(known, row, facts);
      added.change(known.caseNo, known.values[kommunAt] ?? null, facts.values[kommunAt] ?? null);
    }
  };

  // The case stands on its first row of the list, whatever the others say.
  const takeAgain = (_row: number, known: Known, record: RecordRead): Taken => {
    const fate = fateOfAgain(known, record, list);
    if (fate.facts !== null) change(known, known.lastRow, fate);
    return fate.taken;
  };

  const takeNext = (row: number, known: Known, record: RecordRead): Taken => {
    const fate = fateOfNext(known, record, list);
    change(known, row, fate);
    return fate.taken;
  };

  const takeOlder: OlderList['take'] = (row, known, record) => older().take(row, known, record);
  const taking = { again: takeAgain, next: takeNext, older: takeOlder };
  const decide = (row: number, record: IdentifiedRecord): Taken => {
    const known = cases().find(record.key);
    if (known === null) return add(row, record);
    const taken = taking[meetingOf(known, list)](row, known, record);
    enter(row, taken.fate, known.caseNo);
    if (taken.fate === 'rejected' && taken.otherRow !== null)
      ledgerAgain.run(sourceNo, taken.otherRow, 'rejected', known.caseNo);
    return taken;
  };

  return {
    add,
    decide,
    enter,
    lookUp(keys) {
      cases().lookUp(keys);
    },
  };
}

function openAdding(
  db: Engine,
  kind: KindName,
  { sourceNo, exportedOn, names }: ListAtHand,
  { classifyNew, added }: Adding,
): Deciding['add'] {
  const kommunAt = names.indexOf('kommun');
  const nameAt = names.indexOf('name');
  const derived = derivedColumns(kind);
  const written = names.slice(derived).map((name) => `"${name}"`);
  const marks = written.map(() => '?').join(', ');
  const insert = db.prepare(
    `INSERT INTO ${kind} (${written.join(', ')}, key, person_key, identity, not_understood, row, last_row,
       ${classifyNew === null ? '' : 'class, close_proposed_on, closed_as,'}
       is_conflicting, facts_on, source_no, first_source_no, last_seen_on, last_source_no)
     VALUES (${marks}, ?, ?, ?, ?, ?, ?, ${classifyNew === null ? '' : '?, ?, ?,'}
       0, '${exportedOn}', ${sourceNo}, ${sourceNo}, '${exportedOn}', ${sourceNo})`,
  );
  // One array for all rows: the driver has bound it when it is written anew.
  const bound: FactValue[] = [];
  return (row, record) => {
    const { values, key, personKey, identity, notUnderstood } = record;
    for (let at = derived; at < values.length; at += 1) bound[at - derived] = values[at] ?? null;
    let at = values.length - derived;
    bound[at++] = key;
    bound[at++] = personKey;
    bound[at++] = identity;
    bound[at++] = asJson(notUnderstood);
    bound[at++] = row;
    bound[at++] = row;
    let cameAs: string | null = null;
    if (classifyNew !== null) {
      const { classification, closeProposedOn, closedAs } = classifyNew(record);
      cameAs = classification.class;
      bound[at++] = cameAs;
      bound[at++] = closeProposedOn;
      bound[at++] = closedAs;
    }
    // Spread, which the driver binds quicker than an array.
    insert.run(...bound);
    added.add(
      { personKey, name: values[nameAt] ?? null, marks: record.marks },
      textAt(values, kommunAt),
      cameAs,
    );
    // The ledger's row is laid by finish(), for all new cases in one statement.
    return NEW;
  };
}

/** The text of a column; null where the kind has no such column, or the row no such text. */
function textAt(values: readonly FactValue[], at: number): string | null {
  const value = at < 0 ? null : values[at];
  return typeof value === 'string' ? value : null;
}
