import type { KindName } from '../../domain/kinds/kinds.ts';
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

/** A finding on a row, as it can be found again. */
export interface ToldRow {
  readonly sourceNo: number;
  readonly kind: KindName;
  readonly row: number;
  readonly code: FindingCode;
  readonly detail: string | null;
  /** Whether no later list has the row's case. */
  readonly isNewest: 0 | 1;
}

const texts = (some: readonly string[]): string => some.map((one) => `'${one}'`).join(', ');

/** The cases of a list of which any list tells some things. */
export function casesTold(
  db: Engine,
  kind: KindName,
  sourceNo: number,
  codes: readonly FindingCode[],
): readonly number[] {
  return db
    .prepare(
      `SELECT DISTINCT r.case_no FROM finding f JOIN source_row r USING (source_no, row) JOIN source s USING (source_no)
       WHERE f.code IN (${texts(codes)}) AND s.kind = ?
         AND r.case_no IN (SELECT case_no FROM source_row WHERE source_no = ? AND case_no IS NOT NULL) ORDER BY 1`,
    )
    .pluck()
    .all(kind, sourceNo) as number[];
}

/** The rows of which some things are told: of all lists, or of one row. */
export function rowsTold(
  db: Engine,
  codes: readonly FindingCode[],
  sourceNo: number | null = null,
  row: number | null = null,
): readonly ToldRow[] {
  return db
    .prepare(
      `SELECT f.source_no AS "sourceNo", s.kind, f.row, f.code, f.detail,
         CASE WHEN NOT EXISTS (SELECT 1 FROM source_row r JOIN source_row o USING (case_no) JOIN source t ON t.source_no = o.source_no
           WHERE r.source_no = f.source_no AND r.row = f.row AND t.kind = s.kind
             AND (t.exported_on, t.source_no) > (s.exported_on, s.source_no)) THEN 1 ELSE 0 END AS "isNewest"
       FROM finding f JOIN source s USING (source_no)
       WHERE f.code IN (${texts(codes)}) AND f.row IS NOT NULL
         AND f.source_no = coalesce(?, f.source_no) AND f.row = coalesce(?, f.row)
       ORDER BY f.source_no, f.row`,
    )
    .all(sourceNo, row) as ToldRow[];
}

/** Takes a finding on a row back. */
export function deleteFinding(
  db: Engine,
  { sourceNo, row, code, detail }: Omit<ToldRow, 'kind' | 'isNewest'>,
): void {
  db.prepare(
    'DELETE FROM finding WHERE source_no = ? AND row = ? AND code = ? AND detail IS NOT DISTINCT FROM ?',
  ).run(sourceNo, row, code, detail);
}
