import type { ClosedAs } from '../../domain/classification/closed-as.ts';
import type { Engine } from '../engine/engine.ts';
import { groupedBy } from '../engine/grouped.ts';
import { isListedSql } from '../lists/coverage.ts';

/** Counts of the kept classes, made by the database: what status and readiness need when nothing must be worked out. */
export interface SipCount {
  readonly part: string | null;
  readonly kommun: string | null;
  readonly class: string;
  /** What became of those that are closed; null of the open. */
  readonly closedAs: ClosedAs | null;
  readonly cases: number;
}

/** What became of a SIP, of those that are closed. */
export const CLOSED_AS_SQL = (alias: string): string =>
  `CASE WHEN ${alias}.class = 'closed' THEN coalesce(${alias}.closed_as, 'unknown') END`;

/**
 * @param asOf a day for which the kept classes hold
 * @param unit counts those of this unit alone; null = of all
 */
export function countSips(db: Engine, asOf: string, unit: string | null): readonly SipCount[] {
  return db
    .prepare(
      `SELECT part, kommun, CASE WHEN close_proposed_on <= :asOf THEN 'close-not-current' ELSE class END AS class,
         ${CLOSED_AS_SQL('sip')} AS "closedAs", count(*) AS cases
       FROM sip WHERE class IS NOT NULL ${unit === null ? '' : 'AND unit = :unit'} ${groupedBy(4)}`,
    )
    .all(unit === null ? { asOf } : { asOf, unit }) as SipCount[];
}

/**
 * SIPs that are closed by people's word alone: the newest list still has them open.
 *
 * The kept classes must hold for the day that is asked about.
 */
export function countSipsClosedByWord(
  db: Engine,
  unit: string | null,
): readonly Omit<SipCount, 'class' | 'closedAs'>[] {
  return db
    .prepare(
      `SELECT part, kommun, count(*) AS cases FROM sip
       WHERE class = 'closed' AND ${isListedSql(db, 'sip', 'sip')} AND status IS DISTINCT FROM 'closed'
         ${unit === null ? '' : 'AND unit = :unit'} ${groupedBy(2)}`,
    )
    .all(unit === null ? {} : { unit }) as Omit<SipCount, 'class' | 'closedAs'>[];
}

export interface VardtillfalleCount {
  readonly kommun: string | null;
  readonly class: string;
  readonly cases: number;
}

/** @param asOf a day for which the kept classes hold */
export function countVardtillfallen(
  db: Engine,
  asOf: string,
  unit: string | null,
): readonly VardtillfalleCount[] {
  return db
    .prepare(
      `SELECT kommun, CASE WHEN trapped_on <= :asOf THEN 'trapped' ELSE class END AS class, count(*) AS cases
       FROM vardtillfalle WHERE class IS NOT NULL ${unit === null ? '' : 'AND unit = :unit'} ${groupedBy(2)}`,
    )
    .all(unit === null ? { asOf } : { asOf, unit }) as VardtillfalleCount[];
}
