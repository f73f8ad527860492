import type { ClosedAs } from '../../domain/classification/closed-as.ts';
import { existsSync, rmSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import type { GallradTable, GallratData } from '../../domain/gallring/gallring.ts';
import { BY_THE_LOGGED_IN, REDACTED, redactedData, redactedName } from '../../domain/gallring/redaction.ts';
import { parseReferenceCode } from '../../domain/identity/reference-code.ts';
import { KIND_NAMES } from '../../domain/kinds/kinds.ts';
import { dataText, eventsOfType, redactEvent, type LoggedEvent } from '../log/events.ts';
import { provenFrom } from '../log/proven-from.ts';
import type { Engine } from '../engine/engine.ts';
import { isOnServer } from '../engine/postgres/postgres-engine.ts';
import { SHOWN_WAITING } from '../engine/postgres/shown-waiting.ts';
import { asFile } from '../engine/sqlite/sqlite-engine.ts';
import type { Register } from './register.ts';
import { GALLRING, isOfUnits, NAME_OF, type Renaming } from './gallring-tables.ts';
import { keysPath } from './key-file.ts';
import { KEY_EXTENSIONS } from './keys.ts';
import { sealRegister } from './seal.ts';

/** What a gallring would do, table by table; in the order of the table of the code. */
export function gallringPlan(db: Engine): readonly GallradTable[] {
  const tables = new Set(db.tables());
  const unknown = [...tables].filter((table) => !Object.hasOwn(GALLRING, table));
  if (unknown.length > 0) throw new Error(`no gallring for the table ${unknown.join(', ')}`);
  return Object.entries(GALLRING)
    .filter(([table]) => tables.has(table))
    .map(([table, { action, what }]) => ({
      table,
      action,
      what,
      rows: db.prepare(`SELECT count(*) FROM ${table}`).pluck().get() as number,
    }));
}

/** The events that a gallring would redact. */
export function countToRedact(db: Engine): number {
  const renaming = renamingOf(db);
  let count = 0;
  for (const event of allEvents(db)) if (redactedEvent(event, renaming) !== null) count += 1;
  return count;
}

function* allEvents(db: Engine): Iterable<LoggedEvent> {
  const types = db.prepare('SELECT DISTINCT type FROM event ORDER BY type').pluck().all() as string[];
  if (types.length > 0) yield* eventsOfType(db, ...types);
}

function renamingOf(db: Engine): Renaming {
  const names = new Map<string, ReadonlyMap<string, string>>();
  for (const kind of KIND_NAMES) {
    if (isOfUnits(kind)) continue;
    const rows = db.prepare(`SELECT case_no AS "caseNo", key FROM ${kind}`).all() as {
      caseNo: number;
      key: string;
    }[];
    names.set(kind, new Map(rows.map(({ caseNo, key }) => [key, NAME_OF[kind](caseNo)])));
  }
  const loggedIn = new Set(eventsOfType(db, ...BY_THE_LOGGED_IN).map(({ by }) => by));
  const proven = provenFrom(db) ?? Infinity;
  return {
    caseName: (kind, key) => names.get(kind)?.get(key),
    nameOf: ({ seq, by }) =>
      redactedName(by, { isProven: seq >= proven, isLoggedIn: (name) => loggedIn.has(name) }),
  };
}

/** What stays of an event; null where all of it does. */
function redactedEvent(
  event: LoggedEvent,
  { caseName, nameOf }: Renaming,
): Pick<LoggedEvent, 'caseId' | 'data' | 'by'> | null {
  const { type, kind, caseId, data, by } = event;
  const now = {
    caseId:
      caseId === null ? null : (caseName(kind ?? '', caseId) ?? (isReference(caseId) ? caseId : REDACTED)),
    data: redactedText(type, data),
    by: nameOf(event),
  };
  return now.caseId === caseId && now.data === data && now.by === by ? null : now;
}

/** As it stood, where nothing of it goes: an older log may have spelt it otherwise. */
function redactedText(type: string, data: string): string {
  const before = JSON.parse(data) as unknown;
  const after = redactedData(type, before);
  return isDeepStrictEqual(before, after) ? data : dataText(after);
}

function isReference(text: string): boolean {
  const read = parseReferenceCode(text);
  return read !== null && read !== 'wrong-check';
}

/**
 * Removes every identity, within the caller's transaction. The log's triggers stand again afterwards.
 *
 * @returns the events that were redacted, each with the hash of what it says now
 */
export function removeIdentities(db: Engine): GallratData['redacted'] {
  const renaming = renamingOf(db);
  const redacted: { seq: number; sha256: string }[] = [];
  db.unguarded('event', () => {
    for (const event of [...allEvents(db)]) {
      const now = redactedEvent(event, renaming);
      if (now !== null) redacted.push({ seq: event.seq, sha256: redactEvent(db, { ...event, ...now }) });
    }
  });
  for (const { run } of Object.values(GALLRING)) run?.(db, renaming);
  return redacted;
}

/** Writes the classes that count from now on; no later day changes them by itself. */
export function keepClasses(
  db: Engine,
  classes: Iterable<{
    readonly kind: 'sip' | 'vardtillfalle';
    readonly caseNo: number;
    readonly class: string;
    readonly closedAs: ClosedAs | null;
  }>,
): void {
  db.exec('UPDATE sip SET class = NULL, close_proposed_on = NULL, closed_as = NULL');
  db.exec('UPDATE vardtillfalle SET class = NULL, trapped_on = NULL');
  const write = {
    sip: db.prepare('UPDATE sip SET class = ? WHERE case_no = ?'),
    vardtillfalle: db.prepare('UPDATE vardtillfalle SET class = ? WHERE case_no = ?'),
  };
  const writeClosedAs = db.prepare('UPDATE sip SET closed_as = ? WHERE case_no = ?');
  for (const { kind, caseNo, class: name, closedAs } of classes) {
    write[kind].run(name, caseNo);
    if (closedAs !== null) writeClosedAs.run(closedAs, caseNo);
  }
}

/**
 * What is deleted or shortened is overwritten with zeros, from now on in this connection. On a server it is not: its
 * tables are built anew at the end, and what lies in its journals and copies is for those who keep them (documents say so).
 */
export function overwriteDeleted(db: Engine): void {
  if (isOnServer(db)) return;
  asFile(db).pragma('secure_delete = ON');
}

/** Whether a gallring was cut off between its transaction and its end. */
export function isGallringUnfinished(register: Register): boolean {
  const { db } = register;
  return (
    hasKeyFile(register) || (!isOnServer(db) && asFile(db).pragma('freelist_count', { simple: true }) !== 0)
  );
}

/** Whether any key of the register lies where it is looked for. */
export const hasKeyFile = (register: Pick<Register, 'path' | 'keysBeside'>): boolean =>
  KEY_EXTENSIONS.some((extension) => existsSync(`${keysPath(register)}${extension}`));

/**
 * Builds the file anew without free pages, then removes the key of the pseudonyms: the last thing that names. An event
 * must have been written since the register was sealed, or the new pages would be an alteration.
 */
export function finishGallring(register: Register): void {
  const { db, path } = register;
  if (isOnServer(db)) for (const table of [...db.tables(), SHOWN_WAITING]) db.exec(`VACUUM FULL ${table}`);
  else {
    asFile(db).exec('VACUUM');
    sealRegister(db, path);
  }
  for (const extension of KEY_EXTENSIONS) rmSync(`${keysPath(register)}${extension}`, { force: true });
}
