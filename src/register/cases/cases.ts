import { casesNow } from './case-pages.ts';
import type { ClosedAs } from '../../domain/classification/closed-as.ts';
import type { UnplacedMessage } from '../../domain/classification/unplaced-messages.ts';
import type { FactsOf, KindName } from '../../domain/kinds/kinds.ts';
import { isStillOwed, kvittensOf } from '../../domain/tracking/kvittens.ts';
import type { IdentityState } from '../../domain/records/record-reader.ts';
import type { Engine } from '../engine/engine.ts';
import { otherSpellings, readCaseId } from '../../domain/identity/case-id.ts';
import { groupedBy } from '../engine/grouped.ts';
import { lowerCased } from '../engine/lower-cased.ts';
import { coverageOf, isListedSql } from '../lists/coverage.ts';
import { isKvittensOwedSql } from '../lists/open-cases.ts';
import { hasListAfter } from '../lists/sources.ts';
import { isKnownFromSetAside } from './set-aside-cases.ts';

/** What every case has besides its canonical columns. */
export interface CaseBookkeeping {
  readonly case_no: number;
  readonly key: string;
  readonly person_key: string | null;
  readonly identity: IdentityState | null;
  readonly not_understood: string | null;
  readonly is_conflicting: 0 | 1;
  readonly facts_on: string;
  readonly source_no: number;
  readonly row: number;
  readonly first_source_no: number;
  readonly last_seen_on: string;
  readonly last_source_no: number;
  readonly last_row: number;
}

/** What `earlier_facts` holds of a case: its canonical columns, and how they were read. */
export type StoredFacts<K extends KindName> = FactsOf<K> &
  Pick<CaseBookkeeping, 'person_key' | 'identity' | 'not_understood' | 'is_conflicting'>;

/** The kept class of a SIP or vårdtillfälle. */
export interface KeptClass {
  readonly class: string | null;
}

/** A SIP also has the later day from which it is proposed for closing, if nothing happens until then; what became of it. */
interface KeptSipClass extends KeptClass {
  readonly close_proposed_on: string | null;
  readonly closed_as: ClosedAs | null;
}

/** A vårdtillfälle the later day from which the patient counts as trapped. */
interface KeptVardtillfalleClass extends KeptClass {
  readonly trapped_on: string | null;
}

type KeptClassOf<K extends KindName> = K extends 'sip'
  ? KeptSipClass
  : K extends 'vardtillfalle'
    ? KeptVardtillfalleClass
    : unknown;

export type CaseRow<K extends KindName> = FactsOf<K> & CaseBookkeeping & KeptClassOf<K>;

/**
 * The cases of a kind as they stood on a day: with the facts of the newest list up to and including it.
 * Cases that no list had by then are left out.
 */
export function casesAsOf<K extends KindName>(db: Engine, kind: K, asOf: string): Iterable<CaseRow<K>> {
  return hasListAfter(db, kind, asOf) ? casesBeforeLaterLists(db, kind, asOf) : casesNow(db, kind);
}

function* casesBeforeLaterLists<K extends KindName>(db: Engine, kind: K, asOf: string): Iterable<CaseRow<K>> {
  const sightings = new Map<number, { day: string; sourceNo: number; row: number }>();
  const seen = db
    .prepare(
      `SELECT r.case_no AS "caseNo", s.exported_on AS day, r.source_no AS "sourceNo", r.row AS row
       FROM source s JOIN source_row r USING (source_no)
       WHERE s.kind = ? AND s.exported_on <= ? AND r.case_no IS NOT NULL ORDER BY s.exported_on, s.source_no, r.row`,
    )
    .all(kind, asOf) as { caseNo: number; day: string; sourceNo: number; row: number }[];
  for (const { caseNo, ...sighting } of seen) {
    // A case that a list has on several rows is on the first.
    if (sightings.get(caseNo)?.sourceNo !== sighting.sourceNo) sightings.set(caseNo, sighting);
  }
  const earlier = db.prepare(
    `SELECT facts_on, source_no, row, facts FROM earlier_facts WHERE kind = ? AND case_no = ? AND facts_on <= ?
     ORDER BY facts_on DESC, source_no DESC, row DESC LIMIT 1`,
  );
  const rows = db.prepare(`SELECT * FROM ${kind} ORDER BY case_no`).all() as CaseRow<K>[];
  for (const row of rows) {
    const sighting = sightings.get(row.case_no);
    if (sighting === undefined) {
      if (isKnownFromSetAside(db, row, asOf)) yield row;
      continue;
    }
    const last = { last_seen_on: sighting.day, last_source_no: sighting.sourceNo, last_row: sighting.row };
    if (row.facts_on <= asOf) {
      yield { ...row, ...last };
      continue;
    }
    const then = earlier.get(kind, row.case_no, asOf) as
      { facts_on: string; source_no: number; row: number; facts: string } | undefined;
    const { facts = '{}', ...origin } = then ?? {};
    yield { ...row, ...(JSON.parse(facts) as StoredFacts<K>), ...origin, ...last };
  }
}

export interface EarlierFacts<K extends KindName> {
  readonly caseNo: number;
  readonly factsOn: string;
  readonly sourceNo: number;
  readonly row: number;
  readonly facts: StoredFacts<K>;
}

/** What earlier lists said of the cases of a kind, oldest first. */
export function earlierFacts<K extends KindName>(
  db: Engine,
  kind: K,
  asOf: string,
): readonly EarlierFacts<K>[] {
  const rows = db
    .prepare(
      `SELECT case_no AS "caseNo", facts_on AS "factsOn", source_no AS "sourceNo", row, facts FROM earlier_facts
       WHERE kind = ? AND facts_on <= ? ORDER BY case_no, facts_on, source_no, row`,
    )
    .all(kind, asOf) as { caseNo: number; factsOn: string; sourceNo: number; row: number; facts: string }[];
  return rows.map((row) => ({ ...row, facts: JSON.parse(row.facts) as StoredFacts<K> }));
}

export function earlierFactsOfCase<K extends KindName>(
  db: Engine,
  kind: K,
  caseNo: number,
): readonly EarlierFacts<K>[] {
  const rows = db
    .prepare(
      `SELECT case_no AS "caseNo", facts_on AS "factsOn", source_no AS "sourceNo", row, facts FROM earlier_facts
       WHERE kind = ? AND case_no = ? ORDER BY facts_on, source_no, row`,
    )
    .all(kind, caseNo) as { caseNo: number; factsOn: string; sourceNo: number; row: number; facts: string }[];
  return rows.map((row) => ({ ...row, facts: JSON.parse(row.facts) as StoredFacts<K> }));
}

/** Finds a case by its id, however that is spelt. */
export function findCase<K extends KindName>(db: Engine, kind: K, key: string): CaseRow<K> | undefined {
  const find = (text: string, column = 'key'): CaseRow<K> | undefined =>
    db.prepare(`SELECT * FROM ${kind} WHERE ${column} = ? ORDER BY case_no LIMIT 1`).get(text) as
      CaseRow<K> | undefined;
  const found = find(key) ?? find(lowerCased(key), 'lower(key)');
  if (found !== undefined) return found;
  const { id } = readCaseId(key);
  for (const spelling of id === null ? [] : [id, ...otherSpellings(id)]) {
    const other = find(spelling);
    if (other !== undefined) return other;
  }
  return undefined;
}

export function caseWithNumber<K extends KindName>(
  db: Engine,
  kind: K,
  caseNo: number,
): CaseRow<K> | undefined {
  return openCasesWithNumber(db, kind)(caseNo);
}

/** Opens a look-up of cases by their number. */
export function openCasesWithNumber<K extends KindName>(
  db: Engine,
  kind: K,
): (caseNo: number) => CaseRow<K> | undefined {
  const find = db.prepare(`SELECT * FROM ${kind} WHERE case_no = ?`);
  return (caseNo) => find.get(caseNo) as CaseRow<K> | undefined;
}

/** Writes a case's class. */
export function classWriter(db: Engine, kind: KindName): (caseNo: number, className: string) => void {
  const update = db.prepare(`UPDATE ${kind} SET class = ? WHERE case_no = ?`);
  return (caseNo, className) => {
    update.run(className, caseNo);
  };
}

/** Writes the later day on which time alone changes a case's class. */
export function turningDayWriter(
  db: Engine,
  kind: 'sip' | 'vardtillfalle',
): (caseNo: number, day: string | null) => void {
  const column = { sip: 'close_proposed_on', vardtillfalle: 'trapped_on' }[kind];
  const update = db.prepare(`UPDATE ${kind} SET ${column} = ? WHERE case_no = ?`);
  return (caseNo, day) => {
    update.run(day, caseNo);
  };
}

/** Writes what became of a closed SIP; null of an open one. */
export function closedAsWriter(db: Engine): (caseNo: number, closedAs: ClosedAs | null) => void {
  const update = db.prepare('UPDATE sip SET closed_as = ? WHERE case_no = ?');
  return (caseNo, closedAs) => {
    update.run(closedAs, caseNo);
  };
}

/** Folded names of the units that any list of units has. */
export function unitNames(db: Engine): readonly string[] {
  return db.prepare('SELECT key FROM enhet ORDER BY key').pluck().all() as string[];
}

/**
 * The messages of a case that somebody owes a kvittens, those of which the list can not be read as to that, and those that
 * have one which had not come when the list was taken out.
 */
export interface OwedMessages {
  readonly owed: number;
  readonly unread: number;
  readonly ahead: number;
}

/**
 * Messages that nobody is known to have acknowledged, in the newest list of messages up to a day: by case, and those of
 * which the list does not say the case.
 */
export function unacknowledgedMessages(
  db: Engine,
  asOf: string,
): { readonly byCase: ReadonlyMap<string, OwedMessages>; readonly unplaced: readonly UnplacedMessage[] } {
  const byCase = new Map<string, { owed: number; unread: number; ahead: number }>();
  const unplaced: UnplacedMessage[] = [];
  for (const message of openMessages(db, asOf)) {
    const { case_id: caseId } = message;
    if (caseId === null) {
      const { from_unit: fromUnit, to_unit: toUnit, sent_at: sentAt } = message;
      unplaced.push({ fromUnit, toUnit, sentAt });
      continue;
    }
    const count = byCase.get(caseId) ?? { owed: 0, unread: 0, ahead: 0 };
    byCase.set(caseId, count);
    const columns = unreadColumns(message.not_understood);
    if (columns.some((column) => SAYS_WHO_OWES.includes(column))) count.unread += 1;
    else if (kvittensOf(message, columns) === 'doubted') count.ahead += 1;
    else count.owed += message.messages ?? 1;
  }
  return { byCase, unplaced };
}

const SAYS_WHO_OWES: readonly string[] = ['acknowledged_at', 'is_information_only'];
const NOTHING_UNREAD: readonly string[] = [];

/** The columns in which a case's row says something that nobody could understand. */
export function unreadColumns(notUnderstood: string | null): readonly string[] {
  return notUnderstood === null ? NOTHING_UNREAD : Object.keys(JSON.parse(notUnderstood) as object);
}

/** How many messages somebody owes a kvittens, in the newest list of messages up to a day. */
export function countUnacknowledged(db: Engine, asOf: string): number {
  const latest = newestMessageListOn(db, asOf);
  if (latest !== null && !hasListAfter(db, 'meddelande', asOf)) {
    return db
      .prepare(
        `SELECT count(*) FROM meddelande
         WHERE ${isKvittensOwedSql(db, 'meddelande')}
           AND ${isListedSql(db, 'meddelande', 'meddelande')}`,
      )
      .pluck()
      .get() as number;
  }
  return [...openMessages(db, asOf)].length;
}

const newestMessageListOn = (db: Engine, asOf: string): string | null =>
  db
    .prepare("SELECT max(exported_on) FROM source WHERE kind = 'meddelande' AND exported_on <= ?")
    .pluck()
    .get(asOf) as string | null;

interface OpenMessage {
  readonly case_id: string | null;
  readonly from_unit: string | null;
  readonly to_unit: string | null;
  readonly sent_at: string | null;
  readonly acknowledged_at: string | null;
  readonly is_information_only: 0 | 1 | null;
  readonly not_understood: string | null;
  /** How many of one case, all that is asked about them understood: these are one. Left out: it stands for itself. */
  readonly messages?: number;
}

/** Those that somebody owes a kvittens, and those whose kvittens had not come when the list was taken out. */
function* openMessages(db: Engine, asOf: string): Iterable<OpenMessage> {
  const latest = newestMessageListOn(db, asOf);
  if (latest === null) return;
  if (!hasListAfter(db, 'meddelande', asOf)) {
    yield* db
      .prepare(
        `SELECT case_id, CASE WHEN case_id IS NULL OR not_understood IS NOT NULL THEN case_no END AS alone,
           min(from_unit) AS from_unit, min(to_unit) AS to_unit, min(sent_at) AS sent_at,
           min(acknowledged_at) AS acknowledged_at, min(is_information_only) AS is_information_only,
           min(not_understood) AS not_understood, count(*) AS messages
         FROM meddelande WHERE ${isKvittensOwedSql(db, 'meddelande')}
           AND ${isListedSql(db, 'meddelande', 'meddelande')} ${groupedBy(2)}`,
      )
      .iterate() as Iterable<OpenMessage>;
    return;
  }
  const coverage = coverageOf(db, 'meddelande', asOf);
  for (const message of casesBeforeLaterLists(db, 'meddelande', asOf)) {
    const kvittens = kvittensOf(message, unreadColumns(message.not_understood));
    if (isStillOwed(kvittens) && coverage.isListed(message)) yield message;
  }
}

export interface SentMessage {
  readonly case_no: number;
  readonly case_id: string | null;
  readonly type: string | null;
  readonly from_unit: string | null;
  readonly sent_at: string | null;
  readonly is_information_only: 0 | 1 | null;
  readonly acknowledged_at: string | null;
  readonly not_understood: string | null;
  readonly last_seen_on: string;
}

/** The messages sent from a day on, as the lists up to another show them. */
export function* messagesSentFrom(db: Engine, asOf: string, from: string): Iterable<SentMessage> {
  if (!hasListAfter(db, 'meddelande', asOf)) {
    yield* db
      .prepare(
        `SELECT case_no, case_id, type, from_unit, sent_at, is_information_only, acknowledged_at,
           not_understood, last_seen_on
         FROM meddelande WHERE sent_at >= ? ORDER BY case_no`,
      )
      .iterate(from) as Iterable<SentMessage>;
    return;
  }
  for (const message of casesBeforeLaterLists(db, 'meddelande', asOf)) {
    if ((message.sent_at ?? '') >= from) yield message;
  }
}

/** Units that are responsible for a SIP, have a patient in hospital, or were handed a worklist. */
export function unitsOfCases(db: Engine): readonly string[] {
  return db
    .prepare(
      `SELECT unit FROM sip WHERE unit IS NOT NULL UNION SELECT unit FROM vardtillfalle WHERE unit IS NOT NULL
       UNION SELECT unit FROM worklist WHERE unit IS NOT NULL ORDER BY 1`,
    )
    .pluck()
    .all() as string[];
}
