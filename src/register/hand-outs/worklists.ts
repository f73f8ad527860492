import type { AnsweredKind } from '../../domain/plan/subject.ts';
import type { Engine } from '../engine/engine.ts';
import { lowerCased } from '../engine/lower-cased.ts';

/** What was handed out, to whom, and the cases on it. */
export interface IssuedWorklist {
  readonly worklistId: string;
  /** A list of conflicts asks which of several answers is right. */
  readonly asksFor: 'work' | 'conflicts';
  readonly snapshotId: string;
  readonly step: string;
  readonly ownerKey: string;
  readonly owner: string;
  readonly kommun: string | null;
  readonly part: string | null;
  readonly unit: string | null;
  /** Whom it was sent to; of a list from before there were recipients, its owner. */
  readonly recipientKey: string;
  readonly recipient: string;
  readonly asOf: string;
  readonly handedOutAt: string;
  /** The event by which it was handed out. */
  readonly eventSeq: number;
}

export interface IssuedRow {
  readonly kind: AnsweredKind;
  readonly caseNo: number;
  readonly token: string;
  /** The cells handed out, by the column's key. */
  readonly cells: Readonly<Record<string, string | null>>;
}

/** The numbers of all lists that were handed out. */
export function worklistIds(db: Engine): readonly string[] {
  return db.prepare('SELECT worklist_id FROM worklist ORDER BY worklist_id').pluck().all() as string[];
}

/** @param ownTexts marks of the texts that the list has besides its table */
export function addWorklist(
  db: Engine,
  list: IssuedWorklist,
  rows: readonly IssuedRow[],
  ownTexts: readonly string[],
): void {
  const worklistNo = db
    .prepare(
      `INSERT INTO worklist (worklist_no, worklist_id, asks_for, snapshot_id, step, owner_key, owner, kommun, part, unit,
         recipient_key, recipient, as_of, handed_out_at, event_seq, own_texts)
       VALUES ((SELECT coalesce(max(worklist_no), 0) + 1 FROM worklist), ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
       RETURNING worklist_no`,
    )
    .pluck()
    .get(
      list.worklistId,
      list.asksFor,
      list.snapshotId,
      list.step,
      list.ownerKey,
      list.owner,
      list.kommun,
      list.part,
      list.unit,
      list.recipientKey,
      list.recipient,
      list.asOf,
      list.handedOutAt,
      list.eventSeq,
      JSON.stringify(ownTexts),
    ) as number;
  const insert = db.prepare('INSERT INTO worklist_row VALUES (?, ?, ?, ?, ?, ?)');
  for (const [at, { kind, caseNo, token, cells }] of rows.entries()) {
    insert.run(worklistNo, at + 1, kind, caseNo, token, JSON.stringify(cells));
  }
}

const COLUMNS = `worklist_id AS "worklistId", asks_for AS "asksFor", snapshot_id AS "snapshotId", step, owner_key AS "ownerKey",
  owner, kommun, part, unit, coalesce(recipient_key, 'lista|' || step || '|' || owner_key) AS "recipientKey",
  coalesce(recipient, owner) AS recipient, as_of AS "asOf", handed_out_at AS "handedOutAt", event_seq AS "eventSeq"`;

export function findWorklist(db: Engine, worklistId: string): IssuedWorklist | undefined {
  return db
    .prepare(`SELECT ${COLUMNS} FROM worklist WHERE lower(worklist_id) = ?`)
    .get(lowerCased(worklistId)) as IssuedWorklist | undefined;
}

/** The marks of the texts that a list has besides its table; none of one that was handed out before they were kept. */
export function ownTextsOfWorklist(db: Engine, worklistId: string): ReadonlySet<string> {
  const marks = db.prepare('SELECT own_texts FROM worklist WHERE worklist_id = ?').pluck().get(worklistId) as
    string | null | undefined;
  return new Set(JSON.parse(marks ?? '[]') as string[]);
}

/** Whom every list was sent to, by its number. */
export function recipientKeysOfLists(db: Engine): ReadonlyMap<string, string> {
  const rows = db
    .prepare(
      'SELECT worklist_id, recipient_key FROM worklist WHERE recipient_key IS NOT NULL ORDER BY worklist_no',
    )
    .raw()
    .all() as [string, string][];
  return new Map(rows);
}

/** Of every step and owner the list that was handed out last. */
export function newestWorklists(db: Engine): readonly IssuedWorklist[] {
  return db
    .prepare(
      `SELECT ${COLUMNS} FROM worklist WHERE asks_for = 'work' AND worklist_no IN
         (SELECT max(worklist_no) FROM worklist WHERE asks_for = 'work' GROUP BY step, owner_key)
       ORDER BY worklist_no`,
    )
    .all() as IssuedWorklist[];
}

/** The rows of a list, by the key that each has in the file. */
export function rowsOfWorklist(db: Engine, worklistId: string): ReadonlyMap<string, IssuedRow> {
  const rows = db
    .prepare(
      `SELECT r.kind, r.case_no AS "caseNo", r.token, r.cells FROM worklist_row r JOIN worklist w USING (worklist_no)
       WHERE w.worklist_id = ? ORDER BY r.position`,
    )
    .all(worklistId) as (Omit<IssuedRow, 'cells'> & { readonly cells: string })[];
  return new Map(
    rows.map((row) => [row.token, { ...row, cells: JSON.parse(row.cells) as IssuedRow['cells'] }]),
  );
}

/** The list by which this one was replaced: the newest for the same step and owner; undefined where it is that itself. */
export function worklistAfter(
  db: Engine,
  { step, ownerKey, eventSeq }: IssuedWorklist,
): IssuedWorklist | undefined {
  return db
    .prepare(
      `SELECT ${COLUMNS} FROM worklist WHERE asks_for = 'work' AND step = ? AND owner_key = ? AND event_seq > ?
       ORDER BY worklist_no DESC LIMIT 1`,
    )
    .get(step, ownerKey, eventSeq) as IssuedWorklist | undefined;
}

/** The newest worklist of a step that a case stands on. */
export function newestWorklistWith(db: Engine, step: string, token: string): IssuedWorklist | undefined {
  return db
    .prepare(
      `SELECT ${COLUMNS} FROM worklist WHERE asks_for = 'work' AND step = ?
         AND worklist_no IN (SELECT worklist_no FROM worklist_row WHERE token = ?) ORDER BY worklist_no DESC LIMIT 1`,
    )
    .get(step, token) as IssuedWorklist | undefined;
}

export function worklistsOfCase(
  db: Engine,
  kind: AnsweredKind,
  caseNo: number,
): readonly { readonly worklistId: string; readonly step: string; readonly asOf: string }[] {
  return db
    .prepare(
      `SELECT worklist_id AS "worklistId", step, as_of AS "asOf" FROM worklist
       WHERE worklist_no IN (SELECT worklist_no FROM worklist_row WHERE kind = ? AND case_no = ?) ORDER BY worklist_no`,
    )
    .all(kind, caseNo) as { worklistId: string; step: string; asOf: string }[];
}

/** The lists with a case that were handed out after an event. */
export function worklistsOfCaseAfter(
  db: Engine,
  kind: AnsweredKind,
  caseNo: number,
  seq: number,
): readonly string[] {
  return db
    .prepare(
      `SELECT worklist_id FROM worklist
       WHERE worklist_no IN (SELECT worklist_no FROM worklist_row WHERE kind = ? AND case_no = ?) AND event_seq > ?
       ORDER BY worklist_no`,
    )
    .pluck()
    .all(kind, caseNo, seq) as string[];
}

/** Lists with any of these cases, handed out after an event. */
export function worklistsWithCases(
  db: Engine,
  kind: AnsweredKind,
  caseNos: ReadonlySet<number>,
  seq: number,
): readonly string[] {
  return db
    .prepare(
      `SELECT worklist_id FROM worklist WHERE worklist_no IN
         (SELECT worklist_no FROM worklist_row WHERE kind = ? AND case_no IN ${db.sql.numbers('?')}) AND event_seq > ?
       ORDER BY worklist_no`,
    )
    .pluck()
    .all(kind, JSON.stringify([...caseNos]), seq) as string[];
}

/** Whose a list is, and whom it was sent to. */
export type IssuedTo = Pick<IssuedWorklist, 'kommun' | 'part' | 'unit' | 'recipient'>;

/** The owner that each list was handed out to. */
export function ownersOfWorklists(db: Engine): ReadonlyMap<string, IssuedTo> {
  const rows = db
    .prepare(
      'SELECT worklist_id AS id, kommun, part, unit, coalesce(recipient, owner) AS recipient FROM worklist ORDER BY worklist_no',
    )
    .all() as (IssuedTo & { readonly id: string })[];
  return new Map(rows.map(({ id, ...owner }) => [id, owner]));
}

/** Of every step and owner the newest list as of a day, since when there has been one, and what has come back of it. */
export interface ListOut extends IssuedWorklist {
  readonly rows: number;
  /** The day that the first list of the step and owner was handed out. */
  readonly firstOn: string;
  /** Older lists of the same, which it takes the place of: the newest first. */
  readonly outdated: readonly string[];
  /** Rows of it that have an answer, on this list or on one before it. */
  readonly answeredRows: number;
  /** The last day that something new came back; null where nothing has. */
  readonly returnedOn: string | null;
}

export function listsOut(db: Engine, asOf: string): readonly ListOut[] {
  const lists = db
    .prepare(
      `SELECT ${COLUMNS} FROM worklist WHERE asks_for = 'work' AND as_of <= ? ORDER BY worklist_no DESC`,
    )
    .all(asOf) as IssuedWorklist[];
  const rowsOf = db.prepare(
    'SELECT r.token FROM worklist_row r JOIN worklist w USING (worklist_no) WHERE w.worklist_id = ? ORDER BY r.position',
  );
  const answered = new Set(
    db
      .prepare(
        `SELECT DISTINCT ${db.sql.member('data', 'step')} || '|' || ${db.sql.member('data', 'token')}
         FROM event WHERE type = 'answered' AND effective_on <= ?`,
      )
      .pluck()
      .all(asOf) as string[],
  );
  const returned = new Map(
    db
      .prepare(
        `SELECT ${db.sql.member('data', 'worklist')}, max(effective_on)
         FROM event WHERE type = 'returned' AND effective_on <= ? GROUP BY 1`,
      )
      .raw()
      .all(asOf) as [string, string][],
  );
  const chains = new Map<string, IssuedWorklist[]>();
  for (const list of lists) {
    const key = `${list.step}|${list.ownerKey}`;
    const chain = chains.get(key);
    if (chain === undefined) chains.set(key, [list]);
    else chain.push(list);
  }
  return [...chains.values()].flatMap((chain) => {
    const [newest] = chain;
    if (newest === undefined) return [];
    const tokens = rowsOf.pluck().all(newest.worklistId) as string[];
    const days = chain.flatMap(({ worklistId }) => returned.get(worklistId) ?? []).sort();
    return [
      {
        ...newest,
        rows: tokens.length,
        firstOn: chain.map((one) => one.asOf).sort()[0] ?? newest.asOf,
        outdated: chain.slice(1).map(({ worklistId }) => worklistId),
        answeredRows: tokens.filter((token) => answered.has(`${newest.step}|${token}`)).length,
        returnedOn: days.at(-1) ?? null,
      },
    ];
  });
}
