import { FATES, type Fate, type FateCounts } from '../../domain/fates/fates.ts';
import type { KindName } from '../../domain/kinds/kinds.ts';
import type { Engine } from '../engine/engine.ts';

export interface Source {
  readonly sourceNo: number;
  readonly sha256: string;
  readonly kind: KindName;
  readonly fileName: string;
  readonly exportedOn: string;
  readonly encoding: string;
  readonly delimiter: string | null;
  readonly sheet: string | null;
  readonly rows: number;
  readonly importedAt: string;
  readonly importedBy: string;
  /** The list that this one mends: it holds a part of that list's rows. */
  readonly mends: number | null;
  /** The time of day it was taken out; null where its title does not say. */
  readonly takenAt: string | null;
}

const COLUMNS = `source_no AS "sourceNo", sha256, kind, file_name AS "fileName", exported_on AS "exportedOn", encoding, delimiter,
  sheet, rows, imported_at AS "importedAt", imported_by AS "importedBy", mends, taken_at AS "takenAt"`;

/** The list if exactly this content has been read in this way before, as an uttag of this day. */
export function findSource(
  db: Engine,
  { sha256, kind, exportedOn }: Pick<Source, 'sha256' | 'kind' | 'exportedOn'>,
  mappingHash: string,
): Source | undefined {
  return db
    .prepare(
      `SELECT ${COLUMNS} FROM source WHERE sha256 = ? AND kind = ? AND exported_on = ? AND mapping_hash = ?`,
    )
    .get(sha256, kind, exportedOn, mappingHash) as Source | undefined;
}

export function allSources(db: Engine): readonly Source[] {
  return db.prepare(`SELECT ${COLUMNS} FROM source ORDER BY exported_on, source_no`).all() as Source[];
}

export function sourceWithNumber(db: Engine, sourceNo: number): Source | undefined {
  return db.prepare(`SELECT ${COLUMNS} FROM source WHERE source_no = ?`).get(sourceNo) as Source | undefined;
}

/** The day of the newest list of the kind before a day; null where there is none. */
export function listDayBefore(db: Engine, kind: KindName, day: string): string | null {
  return db
    .prepare('SELECT max(exported_on) FROM source WHERE kind = ? AND exported_on < ?')
    .pluck()
    .get(kind, day) as string | null;
}

export function addSource(
  db: Engine,
  source: Omit<Source, 'sourceNo' | 'rows' | 'mends'>,
  columns: Readonly<Record<string, string>>,
  mappingHash: string,
): number {
  // The number of a list that has been set aside is not given again.
  const newest = db.sql.greatest(
    ...['source', 'aside_source'].map((table) => `coalesce((SELECT max(source_no) FROM ${table}), 0)`),
  );
  return db
    .prepare(
      `INSERT INTO source (source_no, sha256, kind, file_name, exported_on, encoding, delimiter, sheet, columns,
         mapping_hash, rows, imported_at, imported_by, taken_at)
       VALUES (1 + ${newest}, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, ?, ?, ?)
       RETURNING source_no`,
    )
    .pluck()
    .get(
      source.sha256,
      source.kind,
      source.fileName,
      source.exportedOn,
      source.encoding,
      source.delimiter,
      source.sheet,
      JSON.stringify(columns),
      mappingHash,
      source.importedAt,
      source.importedBy,
      source.takenAt,
    ) as number;
}

export function setSourceRows(db: Engine, sourceNo: number, rows: number): void {
  db.prepare('UPDATE source SET rows = ? WHERE source_no = ?').run(rows, sourceNo);
}

/** The newest day of a kind's lists, up to and including `asOf`; null before the first. */
export function latestListOn(db: Engine, kind: KindName, asOf: string): string | null {
  return db
    .prepare('SELECT max(exported_on) FROM source WHERE kind = ? AND exported_on <= ?')
    .pluck()
    .get(kind, asOf) as string | null;
}

/** The newest day of any list; null in an empty register. */
export function newestListOn(db: Engine, upTo = '9999-12-31'): string | null {
  return db.prepare('SELECT max(exported_on) FROM source WHERE exported_on <= ?').pluck().get(upTo) as
    string | null;
}

/** Whether any list is in a register, or has been. */
export const hasHadLists = (db: Engine): boolean =>
  db.prepare('SELECT 1 FROM source UNION ALL SELECT 1 FROM aside_source LIMIT 1').get() !== undefined;

export function hasListAfter(db: Engine, kind: KindName, asOf: string): boolean {
  return (
    db.prepare('SELECT 1 FROM source WHERE kind = ? AND exported_on > ? LIMIT 1').get(kind, asOf) !==
    undefined
  );
}

/** The fates of a list as the ledger holds them: the proof that every row has one. */
export function countFates(db: Engine, sourceNo: number): FateCounts {
  const counts = Object.fromEntries(FATES.map((fate) => [fate, 0])) as Record<Fate, number>;
  const rows = db
    .prepare('SELECT fate, count(*) AS n FROM source_row WHERE source_no = ? GROUP BY fate')
    .all(sourceNo) as { fate: Fate; n: number }[];
  for (const { fate, n } of rows) counts[fate] = n;
  return counts;
}

export interface LedgerRow {
  readonly row: number;
  readonly fate: Fate;
  readonly caseNo: number | null;
}

export function ledgerRow(db: Engine, sourceNo: number, row: number): LedgerRow | undefined {
  return db
    .prepare('SELECT row, fate, case_no AS "caseNo" FROM source_row WHERE source_no = ? AND row = ?')
    .get(sourceNo, row) as LedgerRow | undefined;
}

/** A list that was taken out later the same day than another of its kind, and has a case of it. */
export function laterSameDay(db: Engine, sourceNo: number, takenAt: string): Source | undefined {
  return db
    .prepare(
      `SELECT ${COLUMNS} FROM source WHERE source_no IN
         (SELECT o.source_no FROM source s JOIN source o ON o.kind = s.kind AND o.exported_on = s.exported_on
          WHERE s.source_no = ? AND o.taken_at > ? AND EXISTS
            (SELECT 1 FROM source_row a JOIN source_row b USING (case_no)
             WHERE a.source_no = s.source_no AND b.source_no = o.source_no))
       ORDER BY taken_at DESC, source_no LIMIT 1`,
    )
    .get(sourceNo, takenAt) as Source | undefined;
}

/** The headers of each list of a kind, by canonical column. */
export function headersOfSources(
  db: Engine,
  kind: KindName,
): ReadonlyMap<number, Readonly<Record<string, string>>> {
  const rows = db.prepare('SELECT source_no AS "sourceNo", columns FROM source WHERE kind = ?').all(kind) as {
    sourceNo: number;
    columns: string;
  }[];
  return new Map(
    rows.map(({ sourceNo, columns }) => [sourceNo, JSON.parse(columns) as Record<string, string>] as const),
  );
}

/** The lists of a kind that have one of these columns, by number. */
export const sourcesWithColumn = (
  db: Engine,
  kind: KindName,
  columns: readonly string[],
): ReadonlySet<number> =>
  new Set(
    [...headersOfSources(db, kind)].flatMap(([sourceNo, headers]) =>
      columns.some((column) => column in headers) ? [sourceNo] : [],
    ),
  );

/** The day of the first list that has each case of a kind. */
export const firstDaysOfCases = (db: Engine, kind: KindName): ReadonlyMap<number, string> =>
  new Map(
    db
      .prepare(
        `SELECT r.case_no, min(s.exported_on) FROM source s JOIN source_row r USING (source_no)
         WHERE s.kind = ? AND r.case_no IS NOT NULL GROUP BY r.case_no`,
      )
      .raw()
      .all(kind) as [number, string][],
  );
