import type { KindName } from '../../domain/kinds/kinds.ts';
import { KIND_NAMES } from '../../domain/kinds/kinds.ts';
import type { Engine } from '../engine/engine.ts';

/** Questions that `verify` asks of any register. None of them writes; each answers with what does not hold. */

/** Lists whose rows are not as many as were read, or not numbered without gaps. */
export function unevenLedgers(
  db: Engine,
): readonly { readonly sourceNo: number; readonly expected: number; readonly found: number }[] {
  return db
    .prepare(
      `SELECT s.source_no AS "sourceNo", s.rows AS expected, count(r.row) AS found FROM source s
       LEFT JOIN source_row r USING (source_no) GROUP BY s.source_no
       HAVING count(r.row) <> s.rows OR (count(r.row) > 0 AND (min(r.row) <> 1 OR max(r.row) <> count(r.row)))
       ORDER BY s.source_no`,
    )
    .all() as { sourceNo: number; expected: number; found: number }[];
}

const MOST = 50;

/** Rows of the ledger that name a case that is not there. */
export function rowsWithoutTheirCase(
  db: Engine,
): readonly { readonly sourceNo: number; readonly row: number; readonly kind: KindName }[] {
  return KIND_NAMES.flatMap(
    (kind) =>
      db
        .prepare(
          `SELECT r.source_no AS "sourceNo", r.row AS row, s.kind AS kind FROM source s JOIN source_row r USING (source_no)
           WHERE s.kind = ? AND r.case_no IS NOT NULL
             AND NOT EXISTS (SELECT 1 FROM ${kind} c WHERE c.case_no = r.case_no)
           ORDER BY r.source_no, r.row LIMIT ${MOST}`,
        )
        .all(kind) as { sourceNo: number; row: number; kind: KindName }[],
  );
}

/** Cases whose facts, or whose last sighting, come from a row that the ledger does not lay on them. */
export function factsWithoutTheirRow(
  db: Engine,
): readonly { readonly kind: KindName; readonly caseNo: number }[] {
  const isLaid = (sourceNo: string, row: string): string =>
    `(EXISTS (SELECT 1 FROM source_row r WHERE r.source_no = ${sourceNo} AND r.row = ${row} AND r.case_no = c.case_no)
      OR EXISTS (SELECT 1 FROM aside_row a WHERE a.source_no = ${sourceNo} AND a.row = ${row}))`;
  return KIND_NAMES.flatMap((kind) => [
    ...(db
      .prepare(
        `SELECT '${kind}' AS kind, case_no AS "caseNo" FROM ${kind} c
         WHERE NOT ${isLaid('c.source_no', 'c.row')} OR NOT ${isLaid('c.last_source_no', 'c.last_row')}
         ORDER BY case_no LIMIT ${MOST}`,
      )
      .all() as { kind: KindName; caseNo: number }[]),
    ...(db
      .prepare(
        `SELECT DISTINCT '${kind}' AS kind, case_no AS "caseNo" FROM earlier_facts c WHERE kind = ?
           AND NOT (${isLaid('c.source_no', 'c.row')} AND EXISTS (SELECT 1 FROM ${kind} k WHERE k.case_no = c.case_no))
         ORDER BY 2 LIMIT ${MOST}`,
      )
      .all(kind) as { kind: KindName; caseNo: number }[]),
  ]);
}

/** Worklists that no event handed out, or with other rows than the event says; and events whose list is gone. */
export function worklistsAgainstTheLog(
  db: Engine,
): readonly { readonly worklist: string; readonly seq: number | null }[] {
  const lists = db
    .prepare(
      `SELECT w.worklist_id AS worklist, w.event_seq AS seq, e.type, e.data,
         (SELECT count(*) FROM worklist_row r WHERE r.worklist_no = w.worklist_no) AS rows
       FROM worklist w LEFT JOIN event e ON e.seq = w.event_seq ORDER BY w.worklist_no`,
    )
    .all() as { worklist: string; seq: number; type: string | null; data: string | null; rows: number }[];
  const alone = db
    .prepare(
      `SELECT seq, data FROM event e WHERE type IN (${ISSUED.map((type) => `'${type}'`).join(', ')})
         AND NOT EXISTS (SELECT 1 FROM worklist w WHERE w.event_seq = e.seq) ORDER BY seq`,
    )
    .all() as { seq: number; data: string }[];
  const otherwise = lists.filter(({ worklist, type, data, rows }) => {
    const stated = statedIn(data);
    return !ISSUED.includes(type ?? '') || stated?.worklist !== worklist || stated.rows !== rows;
  });
  const gone = alone.flatMap(({ seq, data }) => {
    const stated = statedIn(data);
    return stated === null
      ? []
      : [{ worklist: typeof stated.worklist === 'string' ? stated.worklist : '?', seq }];
  });
  return [...otherwise.map(({ worklist, seq }) => ({ worklist, seq })), ...gone].slice(0, MOST);
}

const ISSUED: readonly string[] = ['worklist-issued', 'conflicts-issued'];

/** What an event says of the list that it handed out; null where that can not be read: the chain tells of it. */
function statedIn(data: string | null): { readonly worklist?: unknown; readonly rows?: unknown } | null {
  try {
    const stated = JSON.parse(data ?? '') as unknown;
    return typeof stated === 'object' && stated !== null ? stated : {};
  } catch {
    return null;
  }
}
