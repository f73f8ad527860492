import type { KindName } from '../../domain/kinds/kinds.ts';
import type { Engine } from '../engine/engine.ts';
import { isFirstOfKind, isListedSql } from './coverage.ts';
import { columnOr, IS_IN_A_LIST, isOpenSql } from './open-cases.ts';

/** A case that was listed before a list, open, and that no list of its day or later has. */
export interface MissingCase {
  readonly caseNo: number;
  readonly key: string;
  readonly personKey: string | null;
  readonly isProtected: 0 | 1 | null;
  readonly kommun: string | null;
  readonly part: string | null;
  readonly unit: string | null;
  readonly lastSourceNo: number;
  readonly lastRow: number;
}

const LACKING = (kind: KindName): string =>
  `c.case_no AS "caseNo", c.key AS key, c.person_key AS "personKey", ${columnOr(kind, 'is_protected')} AS "isProtected",
   ${columnOr(kind, 'kommun')} AS kommun, ${columnOr(kind, 'part')} AS part, ${columnOr(kind, 'unit')} AS unit,
   c.last_source_no AS "lastSourceNo", c.last_row AS "lastRow"`;

/** Cases that were ongoing before a day's lists, and are not in them. */
export function missingCases(
  db: Engine,
  kind: KindName,
  day: string,
  isListedBefore: string,
): readonly MissingCase[] {
  if (isFirstOfKind(db, kind)) return [];
  return db
    .prepare(
      `SELECT ${LACKING(kind)} FROM ${kind} c WHERE c.last_seen_on < ? AND ${isListedBefore} AND ${isOpenSql(db, kind)} AND ${IS_IN_A_LIST}
       ORDER BY c.case_no`,
    )
    .all(day) as MissingCase[];
}

/**
 * Cases that were ongoing and listed, and are no longer.
 *
 * @param isListedBefore how `isListedSql` put it before
 */
export function goneCases(db: Engine, kind: KindName, isListedBefore: string): readonly MissingCase[] {
  return db
    .prepare(
      `SELECT ${LACKING(kind)} FROM ${kind} c
       WHERE ${isListedBefore} AND NOT (${isListedSql(db, kind, 'c')}) AND ${isOpenSql(db, kind)} AND ${IS_IN_A_LIST}
       ORDER BY c.case_no`,
    )
    .all() as MissingCase[];
}

/**
 * Of each day with lists of some definitions, up to a day: how many of the cases that are not closed in them the next
 * such day lacks.
 */
export function lossesBefore(
  db: Engine,
  kind: KindName,
  definitions: readonly string[],
  before: string,
): readonly { readonly from: string; readonly to: string; readonly cases: number; readonly gone: number }[] {
  const asked = { kind, definitions: JSON.stringify(definitions) };
  const OF_THEM = `kind = :kind AND mends IS NULL AND definition IN ${db.sql.texts(':definitions')}`;
  const days = db
    .prepare(`SELECT DISTINCT exported_on FROM source WHERE ${OF_THEM} AND exported_on < :before ORDER BY 1`)
    .pluck()
    .all({ ...asked, before }) as string[];
  const casesOn = (day: string): string =>
    `(SELECT case_no FROM source_row WHERE case_no IS NOT NULL
       AND source_no IN (SELECT source_no FROM source WHERE ${OF_THEM} AND exported_on = ${day}))`;
  const lossTo = db.prepare(
    `SELECT count(*) AS cases, count(*) FILTER (WHERE c.case_no NOT IN ${casesOn(':to')} ) AS gone
     FROM ${kind} c WHERE c.case_no IN ${casesOn(':from')} AND ${columnOr(kind, 'status')} IS DISTINCT FROM 'closed'`,
  );
  return days.slice(1).map((to, at) => {
    const from = days[at] ?? to;
    return { from, to, ...(lossTo.get({ ...asked, from, to }) as { cases: number; gone: number }) };
  });
}

/** The days before a day on which there are lists of some definitions. */
export function newestDayOf(
  db: Engine,
  kind: KindName,
  definitions: readonly string[],
  before: string,
): string | null {
  return db
    .prepare(
      `SELECT max(exported_on) FROM source WHERE kind = :kind AND mends IS NULL AND exported_on < :before
         AND definition IN ${db.sql.texts(':definitions')}`,
    )
    .pluck()
    .get({ kind, definitions: JSON.stringify(definitions), before }) as string | null;
}
