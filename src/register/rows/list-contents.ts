import type { Fate } from '../../domain/fates/fates.ts';
import type { KindName, TargetKind } from '../../domain/kinds/kinds.ts';
import { caseWithNumber, type CaseRow, type StoredFacts } from '../cases/cases.ts';
import { isKnownFromSetAside } from '../cases/set-aside-cases.ts';
import type { Engine } from '../engine/engine.ts';
import { casesSinceList, type CountedPlace } from '../lists/coverage.ts';
import type { Source } from '../lists/sources.ts';

/**
 * What a list held, long after newer ones came in: the ledger says which cases, the current facts and the earlier
 * ones say what of them.
 */
export type ListPlace = Pick<Source, 'sourceNo' | 'exportedOn'>;

interface Spell {
  readonly facts_on: string;
  readonly source_no: number;
  readonly row: number;
}

/** Lists stand in the order of their days, and on one day in the order in which they came in. */
export function isBefore(a: ListPlace, b: ListPlace): boolean {
  return a.exportedOn < b.exportedOn || (a.exportedOn === b.exportedOn && a.sourceNo < b.sourceNo);
}

/** Looks up what held for a case when a list was taken out; undefined for a case the register does not have. */
export function openFactsAt<K extends KindName>(
  db: Engine,
  kind: K,
): (caseNo: number, list: ListPlace) => (StoredFacts<K> & Spell) | undefined {
  const earlier = db.prepare(
    `SELECT facts_on, source_no, row, facts FROM earlier_facts
     WHERE kind = ? AND case_no = ? AND (facts_on, source_no) <= (?, ?) ORDER BY facts_on DESC, source_no DESC, row DESC LIMIT 1`,
  );
  return (caseNo, { exportedOn, sourceNo }) => {
    const now = caseWithNumber(db, kind, caseNo);
    if (
      now === undefined ||
      !isBefore({ exportedOn, sourceNo }, { exportedOn: now.facts_on, sourceNo: now.source_no })
    )
      return now;
    const then = earlier.get(kind, caseNo, exportedOn, sourceNo) as
      (Spell & { readonly facts: string }) | undefined;
    if (then === undefined) return now;
    const { facts, ...spell } = then;
    return { ...(JSON.parse(facts) as StoredFacts<K>), ...spell };
  };
}

/** The case as it stood on a day; undefined where no list had it by then. */
export function caseAsOf<K extends KindName>(
  db: Engine,
  kind: K,
  caseNo: number,
  asOf: string,
): CaseRow<K> | undefined {
  const now = caseWithNumber(db, kind, caseNo);
  const sighting = db
    .prepare(
      `SELECT min(s.exported_on) AS "exportedOn", r.source_no AS "sourceNo", min(r.row) AS row
       FROM source_row r JOIN source s USING (source_no)
       WHERE s.kind = ? AND s.exported_on <= ? AND r.case_no = ?
       GROUP BY r.source_no ORDER BY 1 DESC, 2 DESC LIMIT 1`,
    )
    .get(kind, asOf, caseNo) as (ListPlace & { readonly row: number }) | undefined;
  if (now === undefined) return undefined;
  if (sighting === undefined) return isKnownFromSetAside(db, now, asOf) ? now : undefined;
  const { exportedOn, sourceNo, row } = sighting;
  const facts = openFactsAt(db, kind)(caseNo, sighting);
  return { ...now, ...facts, last_seen_on: exportedOn, last_source_no: sourceNo, last_row: row };
}

/** Whether any list has had a SIP in a phase: quicker to ask than how the case stood on a day. */
export function openPhasesOfSips(db: Engine, phase: string): (caseNo: number) => boolean {
  const asked = db
    .prepare(
      `SELECT 1 FROM sip WHERE case_no = :caseNo AND phase = :phase
       UNION ALL SELECT 1 FROM earlier_facts
       WHERE kind = 'sip' AND case_no = :caseNo AND ${db.sql.member('facts', 'phase')} = :phase LIMIT 1`,
    )
    .pluck();
  return (caseNo) => asked.get({ caseNo, phase }) !== undefined;
}

/** A list with the lists that mend it: together they are one uttag. */
export interface WholeList extends ListPlace {
  /** The newest of its parts. */
  readonly lastPartNo: number;
}

const PARTS = 'SELECT source_no FROM source WHERE coalesce(mends, source_no) = ?';

export function wholeList(db: Engine, { sourceNo, exportedOn }: ListPlace): WholeList {
  const lastPartNo = db
    .prepare(`SELECT max(source_no) FROM (${PARTS}) parts`)
    .pluck()
    .get(sourceNo) as number;
  return { sourceNo, exportedOn, lastPartNo };
}

/** Where the facts of a whole list stand. */
export function asMended({ exportedOn, lastPartNo }: WholeList): ListPlace {
  return { exportedOn, sourceNo: lastPartNo };
}

/** A case of a list. */
export interface ListedCase {
  readonly caseNo: number;
  readonly key: string;
  /** Its row in the list, or in the list that mends it. */
  readonly row: number;
}

interface OnlyListedCase extends ListedCase {
  /** Whether a list before both had it. */
  readonly wasListedBefore: 0 | 1;
}

/** The cases that are in `list` and not in `other`, in the order of their ids. */
export function casesOnlyIn(
  db: Engine,
  kind: KindName,
  list: WholeList,
  other: WholeList,
): readonly OnlyListedCase[] {
  const first = isBefore(list, other) ? list : other;
  return db
    .prepare(
      `SELECT c.case_no AS "caseNo", c.key, min(r.row) AS row,
         CASE WHEN c.case_no IN (
           SELECT b.case_no FROM source s JOIN source_row b USING (source_no)
           WHERE s.kind = ? AND (s.exported_on, coalesce(s.mends, s.source_no)) < (?, ?) AND b.case_no IS NOT NULL
         ) THEN 1 ELSE 0 END AS "wasListedBefore"
       FROM source_row r JOIN ${kind} c USING (case_no)
       WHERE r.source_no IN (${PARTS})
         AND r.case_no NOT IN (SELECT case_no FROM source_row WHERE source_no IN (${PARTS}) AND case_no IS NOT NULL)
       GROUP BY c.case_no, c.key ORDER BY c.key`,
    )
    .all(kind, first.exportedOn, first.sourceNo, list.sourceNo, other.sourceNo) as OnlyListedCase[];
}

/** The cases that are in both lists, and whose facts were replaced at least once between them, in the order of their ids. */
export function casesReplacedBetween(
  db: Engine,
  kind: KindName,
  from: WholeList,
  to: WholeList,
): readonly ListedCase[] {
  const [first, last] = isBefore(from, to) ? [from, to] : [to, from];
  const span = [first.exportedOn, first.lastPartNo, last.exportedOn, last.lastPartNo] as const;
  return db
    .prepare(
      `SELECT c.case_no AS "caseNo", c.key, min(r.row) AS row FROM source_row r JOIN ${kind} c USING (case_no)
       WHERE r.source_no IN (${PARTS})
         AND r.case_no IN (SELECT case_no FROM source_row WHERE source_no IN (${PARTS}) AND case_no IS NOT NULL)
         AND r.case_no IN (
           SELECT case_no FROM ${kind} WHERE (facts_on, source_no) > (?, ?) AND (facts_on, source_no) <= (?, ?)
           UNION ALL
           SELECT case_no FROM earlier_facts
           WHERE kind = ? AND (facts_on, source_no) > (?, ?) AND (facts_on, source_no) <= (?, ?)
         )
       GROUP BY c.case_no, c.key ORDER BY c.key`,
    )
    .all(to.sourceNo, from.sourceNo, ...span, kind, ...span) as ListedCase[];
}

interface NamedRow {
  readonly row: number;
  readonly person: string;
  readonly name: string;
}

/**
 * Whom the rows of a list of the target are of, and what is kept of their names, as the list has them; not of those that
 * are makulerade.
 */
export function namesThere(db: Engine, kind: TargetKind, list: ListPlace): readonly NamedRow[] {
  if (kind === 'lcsp_enhet') return [];
  const factsAt = openFactsAt<KindName>(db, kind);
  const rows = db
    .prepare(
      `SELECT min(row) AS row, case_no AS "caseNo" FROM source_row
       WHERE source_no = ? AND case_no IS NOT NULL GROUP BY case_no ORDER BY 1`,
    )
    .all(list.sourceNo) as { row: number; caseNo: number }[];
  return rows.flatMap(({ row, caseNo }) => {
    const facts = factsAt(caseNo, list) as Partial<Record<string, unknown>> | undefined;
    const { person_key: person, name, status } = facts ?? {};
    return typeof person === 'string' && typeof name === 'string' && status !== 'cancelled'
      ? [{ row, person, name }]
      : [];
  });
}

/** The cases of a list that are protected, but for those that a later one has. */
export function protectedOfList(db: Engine, kind: KindName, sourceNo: number): readonly number[] {
  return db
    .prepare(`SELECT case_no FROM ${kind} WHERE last_source_no = ? AND is_protected = 1 ORDER BY case_no`)
    .pluck()
    .all(sourceNo) as number[];
}

/** How many cases a list has. */
export function countCases(db: Engine, { sourceNo }: Pick<WholeList, 'sourceNo'>): number {
  return db
    .prepare(`SELECT count(DISTINCT case_no) FROM source_row WHERE source_no IN (${PARTS})`)
    .pluck()
    .get(sourceNo) as number;
}

/** Where the cases of a list were when it was taken out: later lists can have them somewhere else. */
export function placesOfList(db: Engine, kind: KindName, list: ListPlace): readonly CasePlace[] {
  const factsAt = openFactsAt(db, kind);
  const changed = db
    .prepare(
      `SELECT c.case_no FROM ${kind} c WHERE c.case_no IN (SELECT case_no FROM source_row WHERE source_no = :sourceNo)
         AND (c.facts_on, c.source_no) > (:exportedOn, :sourceNo) ORDER BY c.case_no`,
    )
    .pluck()
    .all({ sourceNo: list.sourceNo, exportedOn: list.exportedOn }) as number[];
  const then = changed.map((caseNo): CasePlace => {
    const { kommun = null, part = null, unit = null } = (factsAt(caseNo, list) ?? {}) as Partial<CasePlace>;
    return { kommun, part, unit };
  });
  return [...casesSinceList(db, kind, list), ...then];
}

type CasePlace = Pick<CountedPlace, 'kommun' | 'part' | 'unit'>;

/** Whether a list has a case at all. */
export const listHasCases = (db: Engine, sourceNo: number): boolean =>
  db.prepare('SELECT 1 FROM source_row WHERE source_no = ? AND case_no IS NOT NULL LIMIT 1').get(sourceNo) !==
  undefined;

/** The rows of a list that name a case. */
export function rowsOfCase(
  db: Engine,
  { sourceNo }: ListPlace,
  caseNo: number,
): readonly { row: number; fate: Fate }[] {
  return db
    .prepare('SELECT row, fate FROM source_row WHERE source_no = ? AND case_no = ? ORDER BY row')
    .all(sourceNo, caseNo) as { row: number; fate: Fate }[];
}

/** The newest list before this one that has the case. */
export function listBeforeWith(
  db: Engine,
  kind: KindName,
  list: ListPlace,
  caseNo: number,
): ListPlace | undefined {
  return db
    .prepare(
      `SELECT s.source_no AS "sourceNo", s.exported_on AS "exportedOn" FROM source s
       WHERE s.kind = ? AND (s.exported_on, s.source_no) < (?, ?)
         AND EXISTS (SELECT 1 FROM source_row r WHERE r.source_no = s.source_no AND r.case_no = ?)
       ORDER BY s.exported_on DESC, s.source_no DESC LIMIT 1`,
    )
    .get(kind, list.exportedOn, list.sourceNo, caseNo) as ListPlace | undefined;
}

/** A list with the row in it that a case stands on. */
export interface ListWithCase extends ListPlace {
  readonly row: number;
}

/** The lists that have a case, in the order of their days. */
export function listsWithCase(db: Engine, kind: KindName, caseNo: number): readonly ListWithCase[] {
  return db
    .prepare(
      `SELECT min(s.exported_on) AS "exportedOn", r.source_no AS "sourceNo", min(r.row) AS row
       FROM source_row r JOIN source s USING (source_no) WHERE s.kind = ? AND r.case_no = ?
       GROUP BY r.source_no ORDER BY 1, 2`,
    )
    .all(kind, caseNo) as ListWithCase[];
}
