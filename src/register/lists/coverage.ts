import {
  coverageBy,
  isWhole,
  SCOPE_COLUMNS,
  waitsForUnknown,
  type Coverage,
  type CoveringList,
  type Scope,
} from '../../domain/coverage/coverage.ts';
import type { KindName } from '../../domain/kinds/kinds.ts';
import type { Engine } from '../engine/engine.ts';
import { groupedBy } from '../engine/grouped.ts';
import { columnOr, IS_IN_A_LIST, isOpenSql } from './open-cases.ts';

const FOREVER = '9999-12-31';

/** The lists of a kind up to a day, and what each covers. */
function coveringLists(db: Engine, kind: KindName, asOf: string = FOREVER): readonly CoveringList[] {
  const rows = db
    .prepare(
      `SELECT source_no AS "sourceNo", exported_on AS "exportedOn", covers FROM source
       WHERE kind = ? AND exported_on <= ? ORDER BY exported_on, source_no`,
    )
    .all(kind, asOf) as { sourceNo: number; exportedOn: string; covers: string | null }[];
  return rows.map(({ covers, ...list }) => ({
    ...list,
    covers: covers === null ? null : (JSON.parse(covers) as Scope),
  }));
}

function absences(
  db: Engine,
  kind: KindName,
  asOf: string,
  isCounted: (sourceNo: number) => boolean = () => true,
): ReadonlyMap<number, readonly string[]> {
  const noted = db
    .prepare(
      `SELECT a.case_no AS "caseNo", s.exported_on AS day, s.source_no AS "sourceNo"
       FROM absence a JOIN source s USING (source_no)
       WHERE s.kind = ? AND s.exported_on <= ? ORDER BY 1, 2`,
    )
    .all(kind, asOf) as { caseNo: number; day: string; sourceNo: number }[];
  const found = noted.filter(({ sourceNo }) => isCounted(sourceNo));
  const days = new Map<number, string[]>();
  for (const { caseNo, day } of found) days.set(caseNo, [...(days.get(caseNo) ?? []), day]);
  return days;
}

/** Which cases the lists of a kind have, as of a day. */
export function coverageOf(db: Engine, kind: KindName, asOf: string = FOREVER): Coverage {
  return coverageBy(coveringLists(db, kind, asOf), absences(db, kind, asOf));
}

/** What a list is the whole of, where it cannot say yet that anything is gone of it; null where it can, or is of nothing. */
export function waitingScope(db: Engine, kind: KindName, sourceNo: number): Scope | null {
  const lists = coveringLists(db, kind);
  const list = lists.find((one) => one.sourceNo === sourceNo);
  const covers = list?.covers ?? null;
  return list !== undefined && covers !== null && waitsForUnknown(lists)(covers, list.exportedOn)
    ? covers
    : null;
}

/**
 * Which cases the lists of a kind had before a day.
 *
 * @param until the list that asks: what came in after it is nothing that it could know
 */
export function coverageBefore(db: Engine, kind: KindName, day: string, until = Infinity): Coverage {
  const lists = coveringLists(db, kind, day).filter(
    ({ exportedOn, sourceNo }) => exportedOn < day && sourceNo < until,
  );
  const earlier = [...absences(db, kind, day, (sourceNo) => sourceNo < until)].map(
    ([caseNo, days]) => [caseNo, days.filter((one) => one < day)] as const,
  );
  return coverageBy(lists, new Map(earlier));
}

const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** Whether a column is one of some values, of which null is what it is without. */
function isAmong(column: string, values: readonly (string | null)[]): string {
  const named = values.filter((value) => value !== null).map(quoted);
  const ways = [
    ...(named.length === 0 ? [] : [`${column} IN (${named.join(', ')})`]),
    ...(named.length === values.length ? [] : [`${column} IS NULL`]),
  ];
  return `(${ways.join(' OR ')})`;
}

/**
 * The same for the database: whether the newest lists that cover a case have it, of current facts.
 *
 * @param alias the table of the kind, as the statement calls it
 */
export function isListedSql(db: Engine, kind: KindName, alias: string): string {
  let wholeOn = '';
  const days: string[] = [];
  const lists = coveringLists(db, kind);
  const waits = waitsForUnknown(lists);
  for (const { exportedOn, covers } of lists) {
    if (covers === null) continue;
    if (isWhole(covers)) {
      if (exportedOn > wholeOn) wholeOn = exportedOn;
    } else if (!waits(covers, exportedOn)) {
      const columns = SCOPE_COLUMNS.flatMap((column) => {
        const asked = covers[column];
        return asked === undefined ? [] : [isAmong(`${alias}.${column}`, asked)];
      });
      days.push(`CASE WHEN ${columns.join(' AND ')} THEN ${quoted(exportedOn)} ELSE '' END`);
    }
  }
  if (absences(db, kind, FOREVER).size > 0)
    days.push(
      `coalesce((SELECT max(ls.exported_on) FROM absence la JOIN source ls USING (source_no)
        WHERE ls.kind = ${quoted(kind)} AND la.case_no = ${alias}.case_no), '')`,
    );
  const newest = days.length === 0 ? quoted(wholeOn) : db.sql.greatest(quoted(wholeOn), ...days);
  return `${alias}.last_seen_on >= ${newest}`;
}

export interface CountedPlace {
  readonly kommun: string | null;
  readonly part: string | null;
  readonly unit: string | null;
  readonly cases: number;
}

/** The cases of a day's lists that were known before, by place. */
export function knownCasesOfDay(db: Engine, kind: KindName, day: string): readonly CountedPlace[] {
  return countPlaces(
    db,
    kind,
    `c.last_seen_on = :day AND ${isOpenSql(db, kind)}
     AND (SELECT f.exported_on FROM source f WHERE f.source_no = c.first_source_no) < :day`,
    { day },
  );
}

/** What cases that were ongoing before a day's lists say in some columns, and whether the day's lists have them. */
export function valuesBefore(
  db: Engine,
  kind: KindName,
  {
    day,
    columns,
    began,
  }: { readonly day: string; readonly columns: readonly string[]; readonly began: string | null },
): readonly {
  readonly caseNo: number;
  readonly isSeen: boolean;
  readonly beganOn: string | null;
  readonly key: string;
  readonly personKey: string | null;
  readonly values: readonly (string | number | null)[];
}[] {
  const rows = db
    .prepare(
      `SELECT c.case_no, CASE WHEN c.last_seen_on >= :day THEN 1 ELSE 0 END, ${began === null ? 'NULL' : `c."${began}"`}, c.key, c.person_key,
         ${columns.map((column) => `c."${column}"`).join(', ')} FROM ${kind} c
       WHERE ${isOpenSql(db, kind)} AND ${IS_IN_A_LIST}
         AND (SELECT f.exported_on FROM source f WHERE f.source_no = c.first_source_no) < :day ORDER BY c.case_no`,
    )
    .raw()
    .all({ day }) as [number, 0 | 1, string | null, string, string | null, ...(string | number | null)[]][];
  return rows.map(([caseNo, isSeen, beganOn, key, personKey, ...values]) => ({
    caseNo,
    isSeen: isSeen === 1,
    beganOn,
    key,
    personKey,
    values,
  }));
}

/** The cases of one list that no later list has said anything new of, by place. */
export function casesSinceList(
  db: Engine,
  kind: KindName,
  { sourceNo, exportedOn }: { readonly sourceNo: number; readonly exportedOn: string },
): readonly CountedPlace[] {
  return countPlaces(
    db,
    kind,
    `c.case_no IN (SELECT case_no FROM source_row WHERE source_no = :sourceNo)
     AND (c.facts_on, c.source_no) <= (:exportedOn, :sourceNo)`,
    { sourceNo, exportedOn },
  );
}

/**
 * How many cases one list has of each of some kommuner, in their order, for a kind that has kommuner.
 *
 * @param upTo the number of the last case that is counted; null: all are
 */
export function casesPerKommun(
  db: Engine,
  kind: KindName,
  { sourceNo, upTo }: { readonly sourceNo: number; readonly upTo: number | null },
  kommuner: readonly (string | null)[],
): readonly number[] {
  const counts = kommuner.map((_, at) => `count(*) FILTER (WHERE kommun IS NOT DISTINCT FROM :kommun${at})`);
  return db
    .prepare(
      // A case that no later list has is the list's own; only for the others is the ledger asked. One pass, without the
      // sorting of a million texts that GROUP BY is.
      `SELECT ${counts.join(', ')} FROM ${kind} WHERE case_no <= :upTo AND (last_source_no = :sourceNo
         OR case_no IN (SELECT case_no FROM source_row WHERE source_no = :sourceNo))`,
    )
    .raw()
    .get({
      ...Object.fromEntries(kommuner.map((kommun, at) => [`kommun${at}`, kommun])),
      sourceNo,
      upTo: upTo ?? Number.MAX_SAFE_INTEGER,
    }) as number[];
}

function countPlaces(
  db: Engine,
  kind: KindName,
  where: string,
  bound: Readonly<Record<string, string | number>>,
): readonly CountedPlace[] {
  const columns = (['kommun', 'part', 'unit'] as const).map(
    (column) => `${columnOr(kind, column)} AS ${column}`,
  );
  return db
    .prepare(`SELECT ${columns.join(', ')}, count(*) AS cases FROM ${kind} c WHERE ${where} ${groupedBy(3)}`)
    .all(bound) as CountedPlace[];
}

/** The rows of a list with the cases they are of, in order: whether a later list has the case. */
export function rowsInOrder(
  db: Engine,
  kind: KindName,
  sourceNo: number,
  day: string,
): readonly { readonly caseNo: number; readonly isSeen: 0 | 1 }[] {
  return db
    .prepare(
      `SELECT c.case_no AS "caseNo", CASE WHEN c.last_seen_on >= ? THEN 1 ELSE 0 END AS "isSeen"
       FROM source_row r JOIN ${kind} c USING (case_no)
       WHERE r.source_no = ? GROUP BY c.case_no ORDER BY min(r.row)`,
    )
    .all(day, sourceNo) as { caseNo: number; isSeen: 0 | 1 }[];
}

/** Whether a list begins or ends with cases that no list had before. */
export function newAtEnds(
  db: Engine,
  sourceNo: number,
): { readonly atStart: boolean; readonly atEnd: boolean } {
  const fateAt = (order: 'ASC' | 'DESC'): string | undefined =>
    db
      .prepare(
        `SELECT fate FROM source_row WHERE source_no = ? AND case_no IS NOT NULL ORDER BY row ${order} LIMIT 1`,
      )
      .pluck()
      .get(sourceNo) as string | undefined;
  return { atStart: fateAt('ASC') === 'new', atEnd: fateAt('DESC') === 'new' };
}

/** The cases that lists lack because they were seen in the target system, with the day they are missing from. */
export function notedAbsences(db: Engine): readonly {
  readonly sourceNo: number;
  readonly caseNo: number;
  readonly day: string;
  readonly personKey: string | null;
}[] {
  return db
    .prepare(
      `SELECT a.source_no AS "sourceNo", a.case_no AS "caseNo", s.exported_on AS day, c.person_key AS "personKey"
       FROM absence a JOIN source s USING (source_no) JOIN sip c USING (case_no) WHERE s.kind = 'sip'
       ORDER BY 1, 2`,
    )
    .all() as { sourceNo: number; caseNo: number; day: string; personKey: string | null }[];
}

export function dropAbsences(
  db: Engine,
  absences: readonly { readonly sourceNo: number; readonly caseNo: number }[],
): void {
  const drop = db.prepare('DELETE FROM absence WHERE source_no = ? AND case_no = ?');
  for (const { sourceNo, caseNo } of absences) drop.run(sourceNo, caseNo);
}

export function noteAbsences(db: Engine, sourceNo: number, caseNos: readonly number[]): void {
  const note = db.prepare('INSERT INTO absence VALUES (?, ?) ON CONFLICT DO NOTHING');
  for (const caseNo of caseNos) note.run(sourceNo, caseNo);
}

/** Whether a kind has one list: none of its cases is in another, and none can be missing. */
export const isFirstOfKind = (db: Engine, kind: KindName): boolean =>
  db.prepare('SELECT count(*) FROM source WHERE kind = ?').pluck().get(kind) === 1;

/**
 * Cases that were listed and are no longer.
 *
 * @param isListedBefore how `isListedSql` put it before
 */
export function countGone(db: Engine, kind: KindName, isListedBefore: string): number {
  const isListedNow = isListedSql(db, kind, 'c');
  if (isListedNow === isListedBefore || isFirstOfKind(db, kind)) return 0;
  return db
    .prepare(
      `SELECT count(*) FROM ${kind} c WHERE ${isListedBefore} AND NOT (${isListedNow}) AND ${IS_IN_A_LIST}`,
    )
    .pluck()
    .get() as number;
}
