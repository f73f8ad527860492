import { historyByLists } from '../../domain/fates/history-by-lists.ts';
import { kindOf, type KindName } from '../../domain/kinds/kinds.ts';
import type { Engine } from '../engine/engine.ts';
import { ROWS_BY_CASE } from '../engine/migrations.ts';
import { openKnownCasesByNumber } from './known-cases.ts';
import { openCaseHistory } from './case-history.ts';
import { takeBackWords } from '../lists/coverage-words.ts';
import type { Source } from '../lists/sources.ts';

/** The cases of a list that stand on a worklist handed out after an event. */
export function casesHandedOutAfter(
  db: Engine,
  kind: KindName,
  sourceNo: number,
  seq: number,
): ReadonlySet<number> {
  return new Set(
    db
      .prepare(
        `SELECT DISTINCT r.case_no FROM worklist_row r JOIN worklist w USING (worklist_no)
         WHERE r.kind = ? AND w.event_seq > ?
           AND r.case_no IN (SELECT case_no FROM source_row WHERE source_no = ? AND case_no IS NOT NULL)
         ORDER BY 1`,
      )
      .pluck()
      .all(kind, seq, sourceNo) as number[],
  );
}

/** The cases that no other list has, and that stand on a worklist whenever it was handed out: the list has come before. */
export function handedOutOfListAlone(db: Engine, kind: KindName, sourceNo: number): ReadonlySet<number> {
  return new Set(
    db
      .prepare(
        `SELECT DISTINCT r.case_no FROM worklist_row r
         WHERE r.kind = :kind
           AND r.case_no IN (SELECT case_no FROM source_row WHERE source_no = :sourceNo AND case_no IS NOT NULL)
           AND r.case_no NOT IN (
             SELECT o.case_no FROM source_row o JOIN source s USING (source_no)
             WHERE s.kind = :kind AND o.source_no <> :sourceNo AND o.case_no IS NOT NULL)
         ORDER BY 1`,
      )
      .pluck()
      .all({ kind, sourceNo }) as number[],
  );
}

/** The cases of a list whose facts have been others in some list, and those among some ids. */
export function variedCases(
  db: Engine,
  kind: KindName,
  sourceNo: number,
  ids: readonly string[],
): readonly { readonly caseNo: number; readonly key: string }[] {
  return db
    .prepare(
      `SELECT case_no AS "caseNo", key FROM ${kind}
       WHERE case_no IN (SELECT case_no FROM source_row WHERE source_no = :sourceNo AND case_no IS NOT NULL)
         AND (case_no IN (SELECT case_no FROM earlier_facts WHERE kind = :kind) OR key IN ${db.sql.texts(':ids')})
       ORDER BY case_no`,
    )
    .all({ sourceNo, kind, ids: JSON.stringify(ids) }) as { caseNo: number; key: string }[];
}

/**
 * The ids of the cases of a list that kept one that lacks them from being seen to: another of its day, or an older one that
 * came after it.
 */
export function casesLackedBesides(db: Engine, { kind, sourceNo, exportedOn }: Source): readonly string[] {
  db.ensureIndex(ROWS_BY_CASE);
  return db
    .prepare(
      `SELECT key FROM ${kind} c
       WHERE case_no IN (SELECT case_no FROM source_row WHERE source_no = :sourceNo AND case_no IS NOT NULL)
         AND EXISTS (SELECT 1 FROM source s WHERE s.kind = :kind AND s.source_no <> :sourceNo
           AND (s.exported_on = :day OR (s.exported_on < :day AND s.source_no > :sourceNo))
           AND NOT EXISTS (SELECT 1 FROM source_row r WHERE r.case_no = c.case_no AND r.source_no = s.source_no))
       ORDER BY case_no`,
    )
    .pluck()
    .all({ kind, sourceNo, day: exportedOn }) as string[];
}

/** The lists that mend a list. */
export function listsMending(db: Engine, sourceNo: number): readonly number[] {
  return db
    .prepare('SELECT source_no FROM source WHERE mends = ? ORDER BY source_no')
    .pluck()
    .all(sourceNo) as number[];
}

/** The lists of a kind that have been set aside, by number. */
export function setAsideSources(db: Engine): ReadonlySet<number> {
  return new Set(db.prepare('SELECT source_no FROM aside_source').pluck().all() as number[]);
}

interface AsideRow {
  readonly kind: KindName;
  readonly fileName: string;
  readonly exportedOn: string;
}

/** A list that has been set aside, by its number; undefined where there is none. */
export function asideSource(db: Engine, sourceNo: number): AsideRow | undefined {
  return db
    .prepare(
      'SELECT kind, file_name AS "fileName", exported_on AS "exportedOn" FROM aside_source WHERE source_no = ?',
    )
    .get(sourceNo) as AsideRow | undefined;
}

/**
 * Takes a list out of the register, within the caller's transaction: what remains of each case is what the other lists
 * say, as if this one had never come. Its ledger is kept aside.
 *
 * @param kept cases that stay though no other list has them
 * @returns how many cases are gone with the list, how many stay that only it had, and the lists that are the whole no
 *   longer without it
 */
export function takeOut(
  db: Engine,
  source: Source,
  kept: ReadonlySet<number>,
  eventSeq: number,
): { readonly removed: number; readonly orphans: number; readonly notWhole: readonly number[] } {
  db.ensureIndex(ROWS_BY_CASE);
  const { sourceNo, kind } = source;
  keepLedger(db, source, eventSeq);
  const notWhole = takeBackWords(db, sourceNo);
  const caseNos = db
    .prepare('SELECT DISTINCT case_no FROM source_row WHERE source_no = ? AND case_no IS NOT NULL')
    .pluck()
    .all(sourceNo) as number[];
  const layAnew = openLayingAnew(db, source);
  const remove = db.prepare(`DELETE FROM ${kind} WHERE case_no = ?`);
  const forget = db.prepare('DELETE FROM earlier_facts WHERE kind = ? AND case_no = ?');
  let removed = 0;
  let orphans = 0;
  for (const caseNo of caseNos) {
    if (layAnew(caseNo)) continue;
    forget.run(kind, caseNo);
    if (kept.has(caseNo)) {
      orphans += 1;
    } else {
      remove.run(caseNo);
      removed += 1;
    }
  }
  for (const table of ['finding', 'mending', 'absence', 'unplaced_protection', 'source_row', 'source'])
    db.prepare(`DELETE FROM ${table} WHERE source_no = ?`).run(sourceNo);
  return { removed, orphans, notWhole };
}

function keepLedger(db: Engine, { sourceNo, kind }: Source, eventSeq: number): void {
  db.prepare(
    `INSERT INTO aside_source SELECT source_no, kind, file_name, exported_on, sha256, rows, imported_at, imported_by, ?
     FROM source WHERE source_no = ?`,
  ).run(eventSeq, sourceNo);
  db.prepare(
    `INSERT INTO aside_row SELECT r.source_no, r.row, r.fate, c.key FROM source_row r
     LEFT JOIN ${kind} c USING (case_no) WHERE r.source_no = ?`,
  ).run(sourceNo);
}

/** Opens the laying anew of cases by their other lists; false for a case that no other list has. */
function openLayingAnew(db: Engine, { sourceNo, kind }: Source): (caseNo: number) => boolean {
  const names = kindOf(kind).fields.map(({ name }) => name);
  const known = openKnownCasesByNumber(db, kind, names);
  const kept = openCaseHistory(db, kind, sourceNo);
  const setFate = db.prepare(
    "UPDATE source_row SET fate = ? WHERE source_no = ? AND row = ? AND fate IN ('new', 'changed', 'unchanged')",
  );
  const sight = db.prepare(
    `UPDATE ${kind} SET first_source_no = ?, last_seen_on = ?, last_source_no = ?, last_row = ? WHERE case_no = ?`,
  );
  return (caseNo) => {
    const now = known(caseNo);
    if (now === null) return false;
    const history = kept.spells(now);
    const sightings = kept.columned(caseNo, history);
    const last = sightings.at(-1);
    if (last === undefined) return false;
    const { spells, fates } = historyByLists(history, sightings, names);
    kept.lay(caseNo, spells);
    const first = Math.min(...sightings.map((one) => one.sourceNo));
    sight.run(first, last.factsOn, last.sourceNo, last.row, caseNo);
    for (const [at, one] of sightings.entries()) setFate.run(fates[at] ?? null, one.sourceNo, one.row);
    return true;
  };
}
