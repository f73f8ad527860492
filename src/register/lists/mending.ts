import type { Fate } from '../../domain/fates/fates.ts';
import { kindOf, type KindName } from '../../domain/kinds/kinds.ts';
import type { Mapping } from '../../domain/mapping/mapping.ts';
import type { Finding, FindingCode } from '../../domain/validation/finding-catalogue.ts';
import {
  FAULTS_OF_WRITING,
  NOT_MENDED_IN_ROW,
  type MendedList,
  type MendingCount,
} from '../../domain/validation/mending-list.ts';
import { ROWS_BY_CASE } from '../engine/migrations.ts';
import { PROTECTED_PERSONS } from '../engine/protected-persons-sql.ts';
import type { Engine } from '../engine/engine.ts';

/** A list that rows are mended of, as it was read. */
export interface OriginalList extends MendedList {
  readonly sourceNo: number;
  readonly kind: KindName;
  /** What the list is read with when it comes back mended; null where the built-in spellings were enough. */
  readonly mapping: Mapping | null;
  readonly exportedOn: string;
  /** The header of the column that names its cases. */
  readonly idHeader: string | null;
}

interface OriginalRow {
  readonly sourceNo: number;
  readonly kind: KindName;
  readonly fileName: string;
  readonly sha256: string;
  readonly columns: string;
  readonly mapping: string | null;
  readonly mends: number | null;
  readonly exportedOn: string;
}

const ORIGINAL =
  'exported_on AS "exportedOn", source_no AS "sourceNo", kind, file_name AS "fileName", sha256, columns, mapping, mends';

function asOriginal(row: OriginalRow): OriginalList {
  const { columns, mapping, kind, exportedOn, sourceNo, fileName, sha256 } = row;
  const headers = JSON.parse(columns) as Record<string, string>;
  const used = mapping === null ? null : (JSON.parse(mapping) as Mapping);
  return {
    exportedOn,
    sourceNo,
    kind,
    fileName,
    sha256,
    idHeader: headers[kindOf(kind).identifiedBy] ?? null,
    mapping: used === null ? null : { kind, columns: headers, values: used.values },
  };
}

/** The list with this content, as it was read last; undefined where the register has none. */
export function originalWithSha(db: Engine, sha256: string): OriginalList | undefined {
  const found = db
    .prepare(`SELECT ${ORIGINAL} FROM source WHERE sha256 = ? ORDER BY source_no DESC LIMIT 1`)
    .get(sha256) as OriginalRow | undefined;
  return found === undefined ? undefined : asOriginal(found);
}

/** The list that a Rättningslista to this one is made out to: itself, or the one that it mends. */
export function originalOf(db: Engine, sourceNo: number): OriginalList {
  const find = db.prepare(`SELECT ${ORIGINAL} FROM source WHERE source_no = ?`);
  const own = find.get(sourceNo) as OriginalRow;
  return asOriginal(own.mends === null ? own : (find.get(own.mends) as OriginalRow));
}

/** The lists that a Rättningslista has been written to. */
export function listsToMend(db: Engine): readonly OriginalList[] {
  const numbers = db
    .prepare(
      `SELECT coalesce(s.mends, s.source_no) FROM event e
       JOIN source s ON s.source_no = CAST(${db.sql.member('e.data', 'sourceNo')} AS BIGINT)
       WHERE e.type = 'errors-written' GROUP BY 1 ORDER BY min(e.seq)`,
    )
    .pluck()
    .all() as number[];
  const find = db.prepare(`SELECT ${ORIGINAL} FROM source WHERE source_no = ?`);
  return numbers.map((sourceNo) => asOriginal(find.get(sourceNo) as OriginalRow));
}

/** What is known of a row to mend: the id of its case, or null where it has none; undefined where it is no such row. */
export function caseToMendAt(
  db: Engine,
  { sourceNo, kind }: Pick<OriginalList, 'sourceNo' | 'kind'>,
): (row: number) => string | null | undefined {
  const find = db
    .prepare(
      `SELECT c.key FROM source_row m LEFT JOIN ${kind} c ON c.case_no = m.case_no
       WHERE m.source_no = ? AND m.row = ? AND ${HAS_FAULT}`,
    )
    .pluck();
  return (row) => find.get(sourceNo, row) as string | null | undefined;
}

/** Keeps how a list was read, and which list it mends. */
export function noteReading(
  db: Engine,
  sourceNo: number,
  { mapping, mends }: { readonly mapping: Mapping | null; readonly mends: number | null },
): void {
  db.prepare('UPDATE source SET mapping = ?, mends = ? WHERE source_no = ?').run(
    mapping === null ? null : JSON.stringify(mapping),
    mends,
    sourceNo,
  );
}

const quoted = (codes: readonly FindingCode[]): string => codes.map((code) => `'${code}'`).join(', ');

/** A finding `f` that calls for mending its row. */
const IS_FAULT = `f.severity <> 'info' AND f.code NOT IN (${quoted(NOT_MENDED_IN_ROW)})`;
const IS_DATA = "r.fate NOT IN ('blank', 'title', 'footer')";
const HAS_FAULT = `EXISTS (SELECT 1 FROM finding f WHERE f.source_no = m.source_no AND f.row = m.row AND ${IS_FAULT})`;
const FAULTY = `CASE WHEN ${HAS_FAULT} THEN 1 ELSE 0 END`;

export interface MendingWriter {
  /**
   * Notes that a row of the mended list stands for a row of the original.
   *
   * @returns the faults that the row had when it was written and that nobody has seen to, where it comes back unchanged
   */
  readonly link: (row: number, ofRow: number, fate: Fate) => readonly Pick<Finding, 'code' | 'detail'>[];
  /** Rows that are about another case than when they were written, once the whole list is taken in. */
  readonly retyped: () => readonly { readonly row: number; readonly ofRow: number }[];
}

/** Opens the linking of a mended list to its original, within the caller's transaction. */
export function openMendingWriter(db: Engine, sourceNo: number, ofSourceNo: number): MendingWriter {
  // The standing of a mended list asks for rows by case; other lists have no need of the index.
  db.ensureIndex(ROWS_BY_CASE);
  const insert = db.prepare('INSERT INTO mending VALUES (?, ?, ?, ?)');
  const before = db.prepare(
    `SELECT source_no AS "sourceNo", row FROM mending WHERE of_source_no = ? AND of_row = ? AND source_no < ?
     ORDER BY source_no DESC, row LIMIT 1`,
  );
  const faultsOfWriting = db.prepare(
    `SELECT code, detail FROM finding f WHERE source_no = ? AND row = ? AND severity <> 'info'
       AND code IN (${quoted(FAULTS_OF_WRITING)}) GROUP BY code, detail ORDER BY min(${db.sql.asWritten('f')})`,
  );
  return {
    link(row, ofRow, fate) {
      const written = (before.get(ofSourceNo, ofRow, sourceNo) as
        { sourceNo: number; row: number } | undefined) ?? { sourceNo: ofSourceNo, row: ofRow };
      insert.run(sourceNo, row, ofSourceNo, ofRow);
      if (fate !== 'unchanged' && fate !== 'duplicate') return [];
      return faultsOfWriting.all(written.sourceNo, written.row) as Pick<Finding, 'code' | 'detail'>[];
    },
    retyped: () =>
      db
        .prepare(
          `SELECT m.row AS row, m.of_row AS "ofRow" FROM mending m
           JOIN source_row now ON now.source_no = m.source_no AND now.row = m.row
           LEFT JOIN mending b ON b.of_source_no = m.of_source_no AND b.of_row = m.of_row AND b.source_no =
             (SELECT max(source_no) FROM mending e
              WHERE e.of_source_no = m.of_source_no AND e.of_row = m.of_row AND e.source_no < m.source_no)
           JOIN source_row was
             ON was.source_no = coalesce(b.source_no, m.of_source_no) AND was.row = coalesce(b.row, m.of_row)
           WHERE m.source_no = ? AND now.case_no <> was.case_no GROUP BY m.row, m.of_row ORDER BY m.row`,
        )
        .all(sourceNo) as { row: number; ofRow: number }[],
  };
}

type Standing = 'mended' | 'remaining' | 'removed';

/** What has become of the faulty rows of a list since it was taken in. */
function openStanding(
  db: Engine,
  { sourceNo, kind }: Pick<OriginalList, 'sourceNo' | 'kind'>,
): ((row: number, caseNo: number | null) => Standing) | null {
  const newest = db.prepare('SELECT max(source_no) FROM source WHERE mends = ?').pluck().get(sourceNo) as
    number | null;
  if (newest === null) return null;
  const returns = db.prepare(
    `SELECT m.source_no AS "sourceNo", max(${FAULTY}) AS "isFaulty", max(r.case_no) AS "caseNo"
     FROM mending m JOIN source_row r ON r.source_no = m.source_no AND r.row = m.row
     WHERE m.of_source_no = ? AND m.of_row = ? GROUP BY m.source_no ORDER BY m.source_no DESC LIMIT 1`,
  );
  const returnsOfCase = db
    .prepare(
      `SELECT max(${FAULTY}) FROM source_row m JOIN source s USING (source_no)
       WHERE m.case_no = ? AND s.mends = ? GROUP BY m.source_no ORDER BY m.source_no DESC LIMIT 1`,
    )
    .pluck();
  const lastSighting = db
    .prepare(
      `SELECT ${FAULTY} FROM (SELECT last_source_no AS source_no, last_row AS row FROM ${kind} WHERE case_no = ?) m`,
    )
    .pluck();
  return (row, caseNo) => {
    const back = returns.get(sourceNo, row) as
      { sourceNo: number; isFaulty: 0 | 1; caseNo: number | null } | undefined;
    if (back !== undefined) {
      if (back.isFaulty === 0) return 'mended';
      return back.caseNo === null && back.sourceNo < newest ? 'removed' : 'remaining';
    }
    if (caseNo === null) return 'removed';
    const isCaseFaulty = returnsOfCase.get(caseNo, sourceNo) ?? 1;
    return isCaseFaulty === 0 || lastSighting.get(caseNo) === 0 ? 'mended' : 'remaining';
  };
}

const PAGE = 5_000;

function* faultyRows(
  db: Engine,
  sourceNo: number,
): Iterable<{ readonly row: number; readonly caseNo: number | null }> {
  const page = db.prepare(
    `SELECT DISTINCT f.row AS row, r.case_no AS "caseNo" FROM finding f JOIN source_row r USING (source_no, row)
     WHERE f.source_no = ? AND f.row > ? AND ${IS_FAULT} AND ${IS_DATA} ORDER BY f.row LIMIT ${PAGE}`,
  );
  let after = 0;
  for (;;) {
    const rows = page.all(sourceNo, after) as { row: number; caseNo: number | null }[];
    yield* rows;
    const last = rows.at(-1);
    if (last === undefined || rows.length < PAGE) return;
    after = last.row;
  }
}

/** How far the mending of a list has come. */
export function countMending(db: Engine, original: Pick<OriginalList, 'sourceNo' | 'kind'>): MendingCount {
  const standingOf = openStanding(db, original);
  const count = { faulty: 0, mended: 0, remaining: 0, removed: 0 };
  for (const { row, caseNo } of faultyRows(db, original.sourceNo)) {
    count.faulty += 1;
    count[standingOf === null ? 'remaining' : standingOf(row, caseNo)] += 1;
  }
  return count;
}

/** A row of a list that is still to be mended. */
export interface FaultyRow {
  readonly row: number;
  /** The row of the original list; null where a mended list has a row that the original had not. */
  readonly originalRow: number | null;
  /** Whether the row or its case says that the person is protected. */
  readonly isProtected: boolean;
  readonly findings: readonly Pick<Finding, 'code' | 'column' | 'detail'>[];
}

export interface RowsToMend {
  readonly count: () => { readonly open: number; readonly protected: number };
  /** The rows in a stretch of the list, in order. */
  readonly between: (from: number, to: number) => readonly FaultyRow[];
  /** The row of the original list that a row of this one stands for. */
  readonly originalRowOf: (row: number) => number | null;
}

/** The faulty rows of a list, except those that a mended list has brought back without fault. */
export function rowsToMend(db: Engine, sourceNo: number): RowsToMend {
  const original = originalOf(db, sourceNo);
  const standingOf = openStanding(db, original);
  const { kind } = original;
  const isMended = original.sourceNo !== sourceNo;
  const linked = db.prepare('SELECT of_row FROM mending WHERE source_no = ? AND row = ?').pluck();
  const originalRowOf = (row: number): number | null =>
    isMended ? ((linked.get(sourceNo, row) as number | undefined) ?? null) : row;
  const stillOpen = (row: number, caseNo: number | null): boolean => {
    const ofRow = originalRowOf(row);
    return standingOf === null || ofRow === null || standingOf(ofRow, caseNo) !== 'mended';
  };

  const hasProtection = kindOf(kind).fields.some(({ name }) => name === 'is_protected');
  const protectedRow = db
    .prepare(
      "SELECT 1 FROM finding WHERE source_no = ? AND row = ? AND code IN ('PROTECTED_IDENTITY', 'PROTECTED_PERSON_UNKNOWN')",
    )
    .pluck();
  // Looked up once: as a part of the question about each row it would be worked out for each.
  const protectedPersons = new Set<unknown>(hasProtection ? db.prepare(PROTECTED_PERSONS).pluck().all() : []);
  const caseRow = hasProtection
    ? db.prepare(`SELECT is_protected AS own, person_key AS person FROM ${kind} WHERE case_no = ?`)
    : null;
  const isProtectedCase = (caseNo: number): boolean => {
    const found = caseRow?.get(caseNo) as
      { readonly own: number | null; readonly person: unknown } | undefined;
    return found !== undefined && (found.own === 1 || protectedPersons.has(found.person));
  };
  const isProtected = (row: number, caseNo: number | null): boolean =>
    protectedRow.get(sourceNo, row) !== undefined || (caseNo !== null && isProtectedCase(caseNo));

  const findings = db.prepare(
    `SELECT f.row AS row, r.case_no AS "caseNo", f.code AS code, f."column" AS "column", f.detail AS detail
     FROM finding f JOIN source_row r USING (source_no, row)
     WHERE f.source_no = ? AND f.row >= ? AND f.row <= ? AND ${IS_FAULT} AND ${IS_DATA} 
     ORDER BY f.row, ${db.sql.asWritten('f')}`,
  );
  type Found = Pick<Finding, 'code' | 'column' | 'detail'> & {
    readonly row: number;
    readonly caseNo: number | null;
  };
  return {
    originalRowOf,
    count() {
      const count = { open: 0, protected: 0 };
      for (const { row, caseNo } of faultyRows(db, sourceNo)) {
        if (stillOpen(row, caseNo)) count[isProtected(row, caseNo) ? 'protected' : 'open'] += 1;
      }
      return count;
    },
    between(from, to) {
      const rows = new Map<number, { row: FaultyRow; findings: FaultyRow['findings'][number][] } | null>();
      for (const { row, caseNo, ...finding } of findings.all(sourceNo, from, to) as Found[]) {
        let known = rows.get(row);
        if (known === undefined) {
          const own: FaultyRow['findings'][number][] = [];
          known = stillOpen(row, caseNo)
            ? {
                row: {
                  row,
                  originalRow: originalRowOf(row),
                  isProtected: isProtected(row, caseNo),
                  findings: own,
                },
                findings: own,
              }
            : null;
          rows.set(row, known);
        }
        known?.findings.push(finding);
      }
      return [...rows.values()].flatMap((known) => (known === null ? [] : [known.row]));
    },
  };
}
