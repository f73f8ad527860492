import { hash } from 'node:crypto';
import { SHOWN } from '../../domain/log/shown.ts';
import { REGISTER_SEALED, type RegisterSealedData } from '../../domain/verification/register-sealed.ts';
import { eventWriter } from '../log/events.ts';
import type { Engine } from '../engine/engine.ts';
import { freePages, HASH, hashOfFirstPage, isStated, setStated, type PageFile } from './seal-pages.ts';

/**
 * What the log says of the file: an event states, as one hash, every page but those of the log and of the seal. The
 * event itself changes no page that it states, so that it can stand in the log that it is stated in.
 */
interface Statement {
  readonly seq: number;
  readonly pages: string;
}

/** Events that change nothing but the log: what the last statement says still holds after them. */
const CHANGING_NOTHING = [SHOWN, REGISTER_SEALED] as const;

/** The newest statement of the log; null in a register that no version of the program which states has sealed. */
export function newestStatement(db: Engine): Statement | null {
  const event = db
    .prepare('SELECT seq, data FROM event WHERE type = ? ORDER BY seq DESC LIMIT 1')
    .get(REGISTER_SEALED) as { seq: number; data: string } | undefined;
  if (event === undefined) return null;
  try {
    const { pages } = JSON.parse(event.data) as Partial<RegisterSealedData>;
    return { seq: event.seq, pages: String(pages) };
  } catch {
    return { seq: event.seq, pages: '' };
  }
}

/** Whether events were written after a statement that change more than the log: a statement of their own must follow. */
export function hasUnstatedEvents(db: Engine, after: number): boolean {
  return (
    db
      .prepare('SELECT 1 FROM event WHERE seq > ? AND type NOT IN (?, ?) LIMIT 1')
      .get(after, ...CHANGING_NOTHING) !== undefined
  );
}

/** Marks, among hashes of all pages, those that a statement is made over, by asking SQLite whose each page is. */
export function markStated(db: Engine, file: PageFile, hashes: Buffer): void {
  const names = db
    .prepare("SELECT name FROM sqlite_schema WHERE tbl_name IN ('event', 'seal') AND rootpage > 0")
    .pluck()
    .all() as string[];
  const pagesOf = db.prepare('SELECT pageno FROM dbstat WHERE name = ?').pluck();
  const left = new Set([
    ...freePages(file),
    ...names.flatMap((name) => pagesOf.all(name) as readonly number[]),
  ]);
  for (let page = 1; page <= hashes.length / HASH; page += 1) setStated(hashes, page, !left.has(page));
}

/** Bytes of a page's number, which stands before its hash. */
const NUMBER = 4;

/** @param hashes of all pages, those to be stated marked */
export function statementOf(file: PageFile, hashes: Buffer): string {
  const pages = hashes.length / HASH;
  const stated = Buffer.alloc(pages * (NUMBER + HASH));
  let length = 0;
  for (let page = 1; page <= pages; page += 1) {
    if (!isStated(hashes, page)) continue;
    length = stated.writeUInt32BE(page, length);
    if (page === 1) length += hashOfFirstPage(file).copy(stated, length);
    else length += hashes.copy(stated, length, (page - 1) * HASH, page * HASH);
  }
  return hash('sha256', stated.subarray(0, length));
}

/** Writes a statement, as the last thing done by whoever wrote the events before it. */
export function writeStatement(db: Engine, pages: string): void {
  const { by, recordedAt, effectiveOn } = db
    .prepare(
      `SELECT by, recorded_at AS "recordedAt", effective_on AS "effectiveOn" FROM event ORDER BY seq DESC LIMIT 1`,
    )
    .get() as { by: string; recordedAt: string; effectiveOn: string };
  const data: RegisterSealedData = { pages };
  eventWriter(db, { by, recordedAt })({ type: REGISTER_SEALED, effectiveOn, data });
}
