import { createHash } from 'node:crypto';
import type { Database } from './register.ts';

/**
 * The append-only event log. Each event's hash covers its content and the hash of the event before it, so that
 * every later change, removal or reordering shows. `recordedAt` is when it was written down, `effectiveOn` the day
 * it counts from; the order is that of `seq`, whatever the clock says.
 */
export interface NewEvent {
  readonly type: string;
  readonly effectiveOn: string;
  readonly kind?: string;
  readonly caseId?: string;
  readonly data: unknown;
}

export interface LoggedEvent {
  readonly seq: number;
  readonly recordedAt: string;
  readonly effectiveOn: string;
  readonly by: string;
  readonly type: string;
  readonly kind: string | null;
  readonly caseId: string | null;
  /** JSON text, as it was hashed. */
  readonly data: string;
  readonly prevHash: string;
  readonly hash: string;
}

/** Who writes, and when: given from outside, so that tests and replays can fix them. */
export interface Writer {
  readonly by: string;
  readonly recordedAt: string;
}

export const GENESIS = '0'.repeat(64);

/** What an event's hash is made over: a JSON array of its members in this order. */
export function hashedText(event: Omit<LoggedEvent, 'hash'>): string {
  const { seq, recordedAt, effectiveOn, by, type, kind, caseId, data, prevHash } = event;
  return JSON.stringify([seq, recordedAt, effectiveOn, by, type, kind, caseId, data, prevHash]);
}

function hashOf(event: Omit<LoggedEvent, 'hash'>): string {
  return createHash('sha256').update(hashedText(event)).digest('hex');
}

/** Opens the log for writing within the caller's transaction. */
export function eventWriter(db: Database, writer: Writer): (event: NewEvent) => number {
  const last = db.prepare('SELECT seq, hash FROM event ORDER BY seq DESC LIMIT 1').get() as
    { seq: number; hash: string } | undefined;
  const insert = db.prepare('INSERT INTO event VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)');
  let seq = last?.seq ?? 0;
  let prevHash = last?.hash ?? GENESIS;
  return ({ type, effectiveOn, kind = null, caseId = null, data }) => {
    seq += 1;
    const event = { seq, ...writer, effectiveOn, type, kind, caseId, data: JSON.stringify(data), prevHash };
    const hash = hashOf(event);
    insert.run(
      seq,
      writer.recordedAt,
      effectiveOn,
      writer.by,
      type,
      kind,
      caseId,
      event.data,
      prevHash,
      hash,
    );
    prevHash = hash;
    return seq;
  };
}

const COLUMNS = `seq, recorded_at AS recordedAt, effective_on AS effectiveOn, by, type, kind, case_id AS caseId, data,
  prev_hash AS prevHash, hash`;

export function eventsOfCase(db: Database, kind: string, caseId: string): readonly LoggedEvent[] {
  return db
    .prepare(`SELECT ${COLUMNS} FROM event WHERE kind = ? AND case_id = ? ORDER BY seq`)
    .all(kind, caseId) as LoggedEvent[];
}

/** Opens a look-up of a case's events of these types. */
export function eventsOfTypeByCase(
  db: Database,
  ...types: readonly string[]
): (kind: string, caseId: string) => readonly LoggedEvent[] {
  const marks = types.map(() => '?').join(', ');
  const find = db.prepare(
    `SELECT ${COLUMNS} FROM event WHERE kind = ? AND case_id = ? AND type IN (${marks}) ORDER BY seq`,
  );
  return (kind, caseId) => find.all(kind, caseId, ...types) as LoggedEvent[];
}

export function eventsOfType(db: Database, ...types: readonly string[]): readonly LoggedEvent[] {
  const marks = types.map(() => '?').join(', ');
  return db
    .prepare(`SELECT ${COLUMNS} FROM event WHERE type IN (${marks}) ORDER BY seq`)
    .all(...types) as LoggedEvent[];
}

export function eventWithSeq(db: Database, seq: number): LoggedEvent | undefined {
  return db.prepare(`SELECT ${COLUMNS} FROM event WHERE seq = ?`).get(seq) as LoggedEvent | undefined;
}

/** The newest day that events of these types count from; null where there are none. */
export function newestEventOn(db: Database, ...types: readonly string[]): string | null {
  const marks = types.map(() => '?').join(', ');
  return db
    .prepare(`SELECT max(effective_on) FROM event WHERE type IN (${marks})`)
    .pluck()
    .get(...types) as string | null;
}

/** Every event in order, one at a time. */
export function allEvents(db: Database): IterableIterator<LoggedEvent> {
  return db.prepare(`SELECT ${COLUMNS} FROM event ORDER BY seq`).iterate() as IterableIterator<LoggedEvent>;
}

/** The last event: what is cut off after it shows against its number and hash. */
export function headOfLog(db: Database): { readonly seq: number; readonly hash: string } {
  const last = db.prepare('SELECT seq, hash FROM event ORDER BY seq DESC LIMIT 1').get();
  return (last as { seq: number; hash: string } | undefined) ?? { seq: 0, hash: GENESIS };
}

/** Problems of the chain: the events whose content, order or link does not hold. */
export function brokenEvents(db: Database): readonly { seq: number; what: 'missing' | 'link' | 'content' }[] {
  const broken: { seq: number; what: 'missing' | 'link' | 'content' }[] = [];
  let expectedSeq = 1;
  let prevHash = GENESIS;
  for (const row of db.prepare(`SELECT ${COLUMNS} FROM event ORDER BY seq`).iterate()) {
    const event = row as LoggedEvent;
    if (event.seq !== expectedSeq) broken.push({ seq: expectedSeq, what: 'missing' });
    if (event.prevHash !== prevHash) broken.push({ seq: event.seq, what: 'link' });
    if (hashOf(event) !== event.hash) broken.push({ seq: event.seq, what: 'content' });
    expectedSeq = event.seq + 1;
    prevHash = event.hash;
  }
  return broken;
}
