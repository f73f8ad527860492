import type { KindName } from '../domain/records/kinds.ts';
import type { Database } from './register.ts';

/** What was handed out, to whom, and the cases on it. */
export interface IssuedWorklist {
  readonly worklistId: string;
  readonly step: string;
  readonly kommun: string | null;
  readonly part: string | null;
  readonly unit: string | null;
  readonly asOf: string;
  readonly handedOutAt: string;
  readonly eventSeq: number;
  readonly cases: readonly { readonly kind: KindName; readonly caseNo: number }[];
}

export function nextWorklistNumber(db: Database): number {
  return (db.prepare('SELECT coalesce(max(worklist_no), 0) + 1 FROM worklist').pluck().get() as number);
}

export function addWorklist(db: Database, list: IssuedWorklist): void {
  const { lastInsertRowid } = db
    .prepare(
      `INSERT INTO worklist (worklist_id, step, kommun, part, unit, as_of, handed_out_at, event_seq)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    )
    .run(list.worklistId, list.step, list.kommun, list.part, list.unit, list.asOf, list.handedOutAt, list.eventSeq);
  const insert = db.prepare('INSERT INTO worklist_row VALUES (?, ?, ?, ?)');
  for (const [at, { kind, caseNo }] of list.cases.entries()) insert.run(lastInsertRowid, at + 1, kind, caseNo);
}

export function worklistsOfCase(
  db: Database,
  kind: KindName,
  caseNo: number,
): readonly { readonly worklistId: string; readonly step: string; readonly asOf: string }[] {
  return db
    .prepare(
      `SELECT w.worklist_id AS worklistId, w.step, w.as_of AS asOf FROM worklist_row r JOIN worklist w USING (worklist_no)
       WHERE r.kind = ? AND r.case_no = ? ORDER BY w.worklist_no`,
    )
    .all(kind, caseNo) as { worklistId: string; step: string; asOf: string }[];
}
