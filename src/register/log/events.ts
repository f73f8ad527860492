import { createHash } from 'node:crypto';
import { GALLRAT, type GallratData } from '../../domain/gallring/gallring.ts';
import type { EventType } from '../../domain/log/event-words.ts';
import { SHOWN } from '../../domain/log/shown.ts';
import type { Engine } from '../engine/engine.ts';
import { atOnce } from '../engine/transaction.ts';

/**
 * The append-only event log. Each event's hash covers its content and the hash of the event before it, so that
 * every later change, removal or reordering shows. `recordedAt` is when it was written down, `effectiveOn` the day
 * it counts from; the order is that of `seq`, whatever the clock says.
 */
export interface NewEvent {
  readonly type: EventType;
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
/** A number out of all reason opens a gap too wide to list. */
const MOST_MISSING = 100;

/** What an event's hash is made over: a JSON array of its members in this order. */
export function hashedText(event: Omit<LoggedEvent, 'hash'>): string {
  const { seq, recordedAt, effectiveOn, by, type, kind, caseId, data, prevHash } = event;
  return JSON.stringify([seq, recordedAt, effectiveOn, by, type, kind, caseId, data, prevHash]);
}

function hashOf(event: Omit<LoggedEvent, 'hash'>): string {
  return createHash('sha256').update(hashedText(event)).digest('hex');
}

/**
 * Who an event is by: whoever is logged in where that is proven, and what was said of it besides in brackets (who
 * decided, an HSA-id).
 */
function provenName(loggedInAs: string | null, said: string): string {
  if (loggedInAs === null || said === loggedInAs || said.startsWith(`${loggedInAs} (`)) return said;
  return `${loggedInAs} (${said})`;
}

/** Opens the log for writing within the caller's transaction. */
export function eventWriter(db: Engine, writer: Writer): (event: NewEvent) => number {
  const append = openChain(db);
  const { recordedAt } = writer;
  const by = provenName(db.loggedInAs, writer.by);
  return ({ type, effectiveOn, kind = null, caseId = null, data }) =>
    append({ recordedAt, by, effectiveOn, type, kind, caseId, data: dataText(data) });
}

/** Gives events their places at the log's end, each following the one before it. */
function openChain(db: Engine): (event: WaitingEvent) => number {
  const insert = db.prepare('INSERT INTO event VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)');
  let { seq, hash: prevHash } = headOfLog(db);
  return (event) => {
    seq += 1;
    const { recordedAt, effectiveOn, by, type, kind, caseId, data } = event;
    const hash = hashOf({ ...event, seq, prevHash });
    insert.run(seq, recordedAt, effectiveOn, by, type, kind, caseId, data, prevHash, hash);
    prevHash = hash;
    return seq;
  };
}

/**
 * Writes down that somebody is shown something, before it is: whoever writes meanwhile, where the engine has a place for
 * that (`Engine.witness`); else as any event.
 */
export function logShown(db: Engine, writer: Writer, { effectiveOn, data }: Omit<NewEvent, 'type'>): void {
  const { witness } = db;
  if (witness === null || db.inTransaction)
    atOnce(db, () => eventWriter(db, writer)({ type: SHOWN, effectiveOn, data }), 'within');
  else
    witness.note({
      recordedAt: writer.recordedAt,
      effectiveOn,
      by: provenName(db.loggedInAs, writer.by),
      data: dataText(data),
    });
}

/** What was shown and has no place in the log yet, in the order in which it was written down. */
export function shownWaiting(db: Engine): readonly WaitingEvent[] {
  const shown = db.witness?.waiting() ?? [];
  return shown.map((one) => ({ ...one, type: SHOWN, kind: null, caseId: null }));
}

export type WaitingEvent = Omit<LoggedEvent, 'seq' | 'prevHash' | 'hash'>;

/** Gives what waits in a register its places in a copy of its log, within the caller's transaction there. */
export function takeOverWaiting(from: Engine, to: Engine): void {
  const append = openChain(to);
  for (const event of shownWaiting(from)) append(event);
}

const COLUMNS = `seq, recorded_at AS "recordedAt", effective_on AS "effectiveOn", by, type, kind, case_id AS "caseId", data,
  prev_hash AS "prevHash", hash`;

export function eventsOfCase(db: Engine, kind: string, caseId: string): readonly LoggedEvent[] {
  return db
    .prepare(`SELECT ${COLUMNS} FROM event WHERE kind = ? AND case_id = ? ORDER BY seq`)
    .all(kind, caseId) as LoggedEvent[];
}

/** Opens a look-up of a case's events of these types. */
export function eventsOfTypeByCase(
  db: Engine,
  ...types: readonly string[]
): (kind: string, caseId: string) => readonly LoggedEvent[] {
  const marks = types.map(() => '?').join(', ');
  const find = db.prepare(
    `SELECT ${COLUMNS} FROM event WHERE kind = ? AND case_id = ? AND type IN (${marks}) ORDER BY seq`,
  );
  return (kind, caseId) => find.all(kind, caseId, ...types) as LoggedEvent[];
}

export function eventsOfType(db: Engine, ...types: readonly string[]): readonly LoggedEvent[] {
  const marks = types.map(() => '?').join(', ');
  return db
    .prepare(`SELECT ${COLUMNS} FROM event WHERE type IN (${marks}) ORDER BY seq`)
    .all(...types) as LoggedEvent[];
}

/** How many events of a type there are. */
export function countOfType(db: Engine, type: string): number {
  return db.prepare('SELECT count(*) FROM event WHERE type = ?').pluck().get(type) as number;
}

/** The event with a hash of the chain. */
export function eventWithHash(db: Engine, hash: string): LoggedEvent | undefined {
  return db.prepare(`SELECT ${COLUMNS} FROM event WHERE hash = ?`).get(hash) as LoggedEvent | undefined;
}

export function eventsAfter(db: Engine, seq: number): readonly LoggedEvent[] {
  return db.prepare(`SELECT ${COLUMNS} FROM event WHERE seq > ? ORDER BY seq`).all(seq) as LoggedEvent[];
}

export function eventWithSeq(db: Engine, seq: number): LoggedEvent | undefined {
  return db.prepare(`SELECT ${COLUMNS} FROM event WHERE seq = ?`).get(seq) as LoggedEvent | undefined;
}

/** The days that events of these types count from, newest first, each with its event. */
export function eventDaysDown(
  db: Engine,
  ...types: readonly string[]
): IterableIterator<{ readonly seq: number; readonly effectiveOn: string }> {
  const marks = types.map(() => '?').join(', ');
  return db
    .prepare(
      `SELECT seq, effective_on AS "effectiveOn" FROM event WHERE type IN (${marks}) ORDER BY effective_on DESC, seq DESC`,
    )
    .iterate(...types) as IterableIterator<{ seq: number; effectiveOn: string }>;
}

/**
 * An event's data as it is written and hashed: JSON, in which what some programs take for the end of a line is spelt
 * out, so that an event is one line for every reader, and no terminal obeys what is in it.
 */
export function dataText(data: unknown): string {
  return JSON.stringify(data).replace(
    /[\u007f-\u009f\u2028\u2029]/gu,
    (sign) => `\\u${(sign.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`,
  );
}

/** Every event in order of `seq`, one by one: `data` is the text that was hashed. Nothing may be written meanwhile. */
export function eventsFrom(db: Engine, seq = 1): IterableIterator<LoggedEvent> {
  return db
    .prepare(`SELECT ${COLUMNS} FROM event WHERE seq >= ? ORDER BY seq`)
    .iterate(seq) as IterableIterator<LoggedEvent>;
}

/** The types of event that the log has. */
export function eventTypes(db: Engine): readonly string[] {
  return db.prepare('SELECT DISTINCT type FROM event ORDER BY type').pluck().all() as string[];
}

/** The newest event: its hash covers the whole log, and what is cut off after it shows against its number and hash. */
export function headOfLog(db: Engine): { readonly seq: number; readonly hash: string } {
  const head = db.prepare('SELECT seq, hash FROM event ORDER BY seq DESC LIMIT 1').get();
  return (head as { seq: number; hash: string } | undefined) ?? { seq: 0, hash: GENESIS };
}

/** The last event but those of what was shown: these say who has looked, and change nothing of what a report says. */
export function headOfWhatIsSaid(db: Engine): { readonly seq: number; readonly hash: string } {
  const head = db
    .prepare("SELECT seq, hash FROM event WHERE type <> 'shown' ORDER BY seq DESC LIMIT 1")
    .get();
  return (head as { seq: number; hash: string } | undefined) ?? { seq: 0, hash: GENESIS };
}

export function countEvents(db: Engine): number {
  return db.prepare('SELECT count(*) FROM event').pluck().get() as number;
}

/** The event with a hash, as a report printed it. */
export function seqOfHash(db: Engine, hash: string): number | undefined {
  return db.prepare('SELECT seq FROM event WHERE hash = ?').pluck().get(hash) as number | undefined;
}

export interface BrokenEvent {
  readonly seq: number;
  /** `moved`: its hash is that of another place; `link`: it does not follow the event before. */
  readonly what: 'missing' | 'moved' | 'content' | 'link';
  /** The place that a moved event was written for. */
  readonly writtenAs?: number;
}

/**
 * Replaces what an event says, and keeps the hash that the next one builds on: for a gallring alone, which writes down
 * the hash returned.
 */
export function redactEvent(db: Engine, event: LoggedEvent): string {
  db.prepare('UPDATE event SET data = ?, case_id = ?, by = ? WHERE seq = ?').run(
    event.data,
    event.caseId,
    event.by,
    event.seq,
  );
  return hashOf(event);
}

/** The hashes of what events say after a gallring: the log's own word for what was replaced. */
function redactedForms(db: Engine): ReadonlyMap<number, string> {
  return new Map(
    eventsOfType(db, GALLRAT)
      // One that was changed says nothing: it is itself found as broken.
      .filter((event) => hashOf(event) === event.hash)
      .flatMap(({ data }) =>
        (JSON.parse(data) as GallratData).redacted.map(({ seq, sha256 }) => [seq, sha256] as const),
      ),
  );
}

/**
 * Problems of the chain: the events whose content, order or link does not hold. An event that a gallring has redacted
 * holds if it says exactly what the gallring left.
 *
 * @param after an event that is taken to hold, so that only those after it are looked at
 */
export function brokenEvents(db: Engine, after = 0): readonly BrokenEvent[] {
  const redacted = redactedForms(db);
  const broken: BrokenEvent[] = [];
  let expectedSeq = after + 1;
  let prevHash = after === 0 ? GENESIS : (eventWithSeq(db, after)?.hash ?? GENESIS);
  for (const event of eventsFrom(db, expectedSeq)) {
    const gap = Math.min(event.seq, expectedSeq + MOST_MISSING);
    for (; expectedSeq < gap; expectedSeq += 1) broken.push({ seq: expectedSeq, what: 'missing' });
    const hash = hashOf(event);
    if (hash !== event.hash && hash !== redacted.get(event.seq)) {
      const writtenAs = (seqOfHash(db, event.prevHash) ?? (event.prevHash === GENESIS ? 0 : -1)) + 1;
      const isMoved = writtenAs > 0 && hashOf({ ...event, seq: writtenAs }) === event.hash;
      broken.push(
        isMoved ? { seq: event.seq, what: 'moved', writtenAs } : { seq: event.seq, what: 'content' },
      );
    }
    if (event.prevHash !== prevHash) broken.push({ seq: event.seq, what: 'link' });
    expectedSeq = event.seq + 1;
    prevHash = event.hash;
  }
  return broken;
}
