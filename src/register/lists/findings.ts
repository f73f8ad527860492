import {
  FIRST_SHOWN,
  type Finding,
  type FindingCode,
  type FindingGroup,
} from '../../domain/validation/finding-catalogue.ts';
import type { Engine } from '../engine/engine.ts';

const FINDING_COLUMNS = 'row, code, severity, "column", detail';

export function findingWriter(db: Engine, sourceNo: number): (finding: Finding) => void {
  const insert = db.prepare(`INSERT INTO finding (source_no, ${FINDING_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?)`);
  return ({ row, code, severity, column, detail }) => {
    insert.run(sourceNo, row, code, severity, column, detail);
  };
}

export function findingsOfRow(db: Engine, sourceNo: number, row: number): readonly Finding[] {
  return db
    .prepare(
      `SELECT ${FINDING_COLUMNS} FROM finding f WHERE source_no = ? AND row = ? ORDER BY ${db.sql.asWritten('f')}`,
    )
    .all(sourceNo, row) as Finding[];
}

export function findingsOf(db: Engine, sourceNo: number): readonly Finding[] {
  return db
    .prepare(
      `SELECT ${FINDING_COLUMNS} FROM finding f WHERE source_no = ?
       ORDER BY row NULLS FIRST, ${db.sql.asWritten('f')}`,
    )
    .all(sourceNo) as Finding[];
}

/** Of a row the column, of the list itself none: what a list lacks is told in one breath. */
const COLUMN_OF_ROW = 'CASE WHEN row IS NULL THEN NULL ELSE "column" END';

/** The findings of a list by code and column, worst first, with the first of each. */
export function findingGroups(db: Engine, sourceNo: number): readonly FindingGroup[] {
  const groups = db
    .prepare(
      `SELECT code, severity, ${COLUMN_OF_ROW} AS "column", count(*) AS count FROM finding f WHERE source_no = ?
       GROUP BY 1, 2, 3 ORDER BY CASE severity WHEN 'error' THEN 0 WHEN 'warning' THEN 1 ELSE 2 END,
         min(${db.sql.asWritten('f')})`,
    )
    .all(sourceNo) as Omit<FindingGroup, 'first'>[];
  const first = db.prepare(
    `SELECT ${FINDING_COLUMNS}, (SELECT of_row FROM mending m WHERE m.source_no = f.source_no AND m.row = f.row) AS "ofRow"
     FROM finding f WHERE source_no = ? AND code = ? AND severity = ?
     AND ${COLUMN_OF_ROW} IS NOT DISTINCT FROM ?
     ORDER BY row NULLS FIRST, ${db.sql.asWritten('f')} LIMIT ${FIRST_SHOWN}`,
  );
  return groups.map((group) => ({
    ...group,
    first: first.all(sourceNo, group.code, group.severity, group.column) as Finding[],
  }));
}

/** A finding, as it can be found again. */
export type Told = Pick<Finding, 'code' | 'row' | 'column' | 'detail'>;

const texts = (some: readonly string[]): string => some.map((one) => `'${one}'`).join(', ');

/** What a list tells of some things, of its rows and of itself. */
export function told(db: Engine, codes: readonly FindingCode[], sourceNo: number): readonly Told[] {
  return db
    .prepare(
      `SELECT code, row, "column", detail FROM finding f
       WHERE source_no = ? AND code IN (${texts(codes)})
       ORDER BY ${db.sql.asWritten('f')}`,
    )
    .all(sourceNo) as Told[];
}

/** Takes a finding back. */
export function deleteFinding(
  db: Engine,
  { sourceNo, row, code, detail }: Omit<Told, 'column'> & { readonly sourceNo: number },
): void {
  db.prepare(
    `DELETE FROM finding WHERE source_no = ? AND row IS NOT DISTINCT FROM ? AND code = ?
       AND detail IS NOT DISTINCT FROM ?`,
  ).run(sourceNo, row, code, detail);
}
