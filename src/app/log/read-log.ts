import { basename } from 'node:path';
import { createIdentityReader } from '../../domain/identity/person-identity.ts';
import { RESERVE_NUMBER_RULES } from '../../domain/identity/reserve-number-rules.ts';
import { stockholmDay } from '../../domain/calendar/days.ts';
import type { LogEntry, LogFilter, WaitingEntry } from '../../domain/log/log-entry.ts';
import { loggedEventData } from '../../domain/log/shown-event.ts';
import { SHOWN, type ShownData } from '../../domain/log/shown.ts';
import { UNDONE, type UndoneData } from '../../domain/answers/undone.ts';
import { writeFileAtomically } from '../../files/put/atomic-write.ts';
import { caseWithNumber, findCase } from '../../register/cases/cases.ts';
import {
  eventsFrom,
  eventTypes,
  shownWaiting,
  type LoggedEvent,
  type WaitingEvent,
  type Writer,
} from '../../register/log/events.ts';
import {
  casesOfPerson,
  personKeyOf,
  tracedCase,
  type TracedCase,
} from '../../register/cases/person-cases.ts';
import { partNosOfSip, sipOfParty } from '../../register/cases/sip-parties.ts';
import { referenceCode } from '../../domain/identity/reference-code.ts';
import type { KindName } from '../../domain/kinds/kinds.ts';
import { openPseudonyms } from '../../register/file/pseudonym-key.ts';
import type { Engine } from '../../register/engine/engine.ts';
import type { Register } from '../../register/file/register.ts';
import { latestListOn } from '../../register/lists/sources.ts';
import { worklistsOfCase } from '../../register/hand-outs/worklists.ts';
import { UserError } from '../../text/errors.ts';
import { caseOfReference } from '../cases/answered-case.ts';
import { findClassifiedCase } from '../cases/find-case.ts';
import { logAccess, shownData, type Access } from './log-access.ts';

/** Reads the log: the events that are asked for, oldest first, with their data as it may be shown. */
export function readLog({ db }: Register, filter: LogFilter): readonly LogEntry[] {
  return select(db, filter, () => true).map(entryOf);
}

/** What was shown while others write, and is asked for: it stands in the log when they are done. */
export function readWaiting({ db }: Register, filter: LogFilter): readonly WaitingEntry[] {
  return selectWaiting(db, filter, () => true).map(entryOf);
}

/** The types of event that the log has, or is about to have. */
export const typesOfEvent = ({ db }: Register): readonly string[] => [
  ...new Set([...eventTypes(db), ...shownWaiting(db).map(({ type }) => type)]),
];

/** The cases that events are about, to be written down as shown to whoever reads them. */
export function casesInEvents(
  { db }: Register,
  events: readonly Pick<LogEntry, 'kind' | 'caseId'>[],
): Pick<Access, 'cases' | 'references'> {
  const ids = new Map(events.map(({ kind, caseId }) => [`${kind ?? ''} ${caseId ?? ''}`, { kind, caseId }]));
  const cases: NonNullable<Access['cases']>[number][] = [];
  const references: string[] = [];
  for (const { kind, caseId } of ids.values()) {
    if (caseId === null) continue;
    if (kind === 'sip' || kind === 'vardtillfalle' || kind === 'meddelande') {
      const found = findCase(db, kind, caseId);
      if (found !== undefined) cases.push({ kind, caseNo: found.case_no });
    } else if (caseOfReference(caseId) !== null) references.push(caseId);
  }
  return { cases, references };
}

/** What was done with some cases, and who was shown them. */
export interface Trace {
  /** Whether any list has told of the person or the case; what is not known of nobody can have seen. */
  readonly isKnown: boolean;
  readonly cases: readonly TracedCase[];
  /** What the cases are called in the log. */
  readonly references: readonly string[];
  readonly events: readonly LogEntry[];
  /** Of these what has no place in the log yet. */
  readonly waiting: readonly WaitingEntry[];
}

/**
 * Everything the log has of one case.
 *
 * @param asked an id of the source system, or a reference code of any kind
 * @throws UserError where there is no such case
 */
export function traceCase(register: Register, asked: string, filter: LogFilter): Trace {
  return trace(register, [caseNamed(register.db, asked)], filter);
}

/** The case that a reference is of; of a party of a SIP, the SIP. */
function listedCase(
  db: Engine,
  written: string,
): { readonly kind: KindName; readonly caseNo: number } | null {
  const reference = caseOfReference(written);
  if (reference?.kind !== 'sip_part')
    return reference === null ? null : { kind: reference.kind, caseNo: reference.caseNo };
  const sip = findCase(db, 'sip', sipOfParty(db, reference.caseNo) ?? '');
  return sip === undefined ? null : { kind: 'sip', caseNo: sip.case_no };
}

function caseNamed(db: Engine, asked: string): TracedCase {
  const reference = listedCase(db, asked);
  if (reference !== null) {
    const { kind, caseNo } = reference;
    const found = caseWithNumber(db, kind, caseNo);
    if (found !== undefined) return tracedCase(db, { kind, caseNo, key: found.key });
  }
  const message = findCase(db, 'meddelande', asked.trim());
  if (message !== undefined)
    return tracedCase(db, { kind: 'meddelande', caseNo: message.case_no, key: message.key });
  const { kind, row } = findClassifiedCase(db, asked);
  return tracedCase(db, { kind, caseNo: row.case_no, key: row.key });
}

/**
 * Everything the log has of one person, to answer whoever asks who has seen them.
 *
 * @param written a number, however it is written, which is shown to nobody; or a reference code of one of their cases
 * @throws UserError where it can not be read as one
 */
export function tracePerson(
  register: Register,
  written: string,
  { asOf, filter }: { readonly asOf: string; readonly filter: LogFilter },
): Trace {
  const reference = listedCase(register.db, written);
  if (reference !== null)
    return trace(register, casesOfPerson(register.db, keysOf(register, reference)), filter);
  const { key } = createIdentityReader(RESERVE_NUMBER_RULES, Number(asOf.slice(0, 4)))(written);
  if (key === null) throw new UserError('PERSON_UNREADABLE');
  return trace(register, casesOfPerson(register.db, keysOfPerson(register, key)), filter);
}

/** The person's own key, and the one under which lists from Lifecare SP know the person. */
function keysOfPerson(register: Register, key: string): readonly string[] {
  const hasTargetList = latestListOn(register.db, 'lcsp_sip', '9999-12-31') !== null;
  return hasTargetList ? [key, openPseudonyms(register, 'read')(key)] : [key];
}

/** @throws UserError where no list says whose the case is */
function keysOf(
  register: Register,
  { kind, caseNo }: NonNullable<ReturnType<typeof listedCase>>,
): readonly string[] {
  const key = personKeyOf(register.db, kind, caseNo);
  if (key === null) throw new UserError('PERSON_OF_CASE_UNKNOWN');
  return keysOfPerson(register, key);
}

function trace({ db }: Register, cases: readonly TracedCase[], filter: LogFilter): Trace {
  // What is asked of the parties of a SIP is about the same person.
  const parties = cases.flatMap(({ kind, key }) => (kind === 'sip' ? partNosOfSip(db, key) : []));
  const references = [
    ...shownData(db, { command: '', cases }).references,
    ...parties.map((partNo) => referenceCode('D', partNo)),
  ];
  const rows = new Set(cases.flatMap((one) => one.rows));
  const ids = new Set([
    ...cases.map(({ kind, key }) => `${kind} ${key}`),
    // A patient's case has a number for its id, and is called by its reference.
    ...references.map((reference) => `patient ${reference}`),
    ...references.map((reference) => `sip_part ${reference}`),
  ]);
  const lists = new Set(
    [...cases, ...parties.map((caseNo) => ({ kind: 'sip_part' as const, caseNo }))].flatMap(
      ({ kind, caseNo }) => worklistsOfCase(db, kind, caseNo).map(({ worklistId }) => worklistId),
    ),
  );
  const seqs = new Set<number>();
  const isShown = ({ data }: WaitingEvent): boolean =>
    isShownIn(JSON.parse(data) as ShownData, references, rows);
  const isAbout = (event: LoggedEvent): boolean => {
    const { seq, type, kind, caseId, data } = event;
    const isOne =
      ids.has(`${kind ?? ''} ${caseId ?? ''}`) ||
      (type === SHOWN && isShown(event)) ||
      (ISSUED.includes(type) && lists.has((JSON.parse(data) as { worklist: string }).worklist)) ||
      (type === UNDONE && (JSON.parse(data) as UndoneData).seqs.some((undone) => seqs.has(undone)));
    if (isOne) seqs.add(seq);
    return isOne;
  };
  const ownOf = <Event extends WaitingEvent>(event: Event): Entry<Event> => {
    const entry = entryOf(event);
    return event.type === SHOWN
      ? { ...entry, data: onlyOwn(entry.data as ShownData, references, rows) }
      : entry;
  };
  const events = select(db, filter, isAbout).map(ownOf);
  const waiting = selectWaiting(db, filter, isShown).map(ownOf);
  return { isKnown: cases.length > 0, cases, references, events, waiting };
}

const ISSUED: readonly string[] = ['worklist-issued', 'conflicts-issued'];

const isShownIn = (data: ShownData, references: readonly string[], rows: ReadonlySet<string>): boolean =>
  data.references.some((reference) => references.includes(reference)) ||
  data.rows.some((row) => rows.has(row));

/** Others who were shown at the same time are nobody's business here. */
const onlyOwn = (data: ShownData, references: readonly string[], rows: ReadonlySet<string>): ShownData => ({
  ...data,
  references: data.references.filter((reference) => references.includes(reference)),
  rows: data.rows.filter((row) => rows.has(row)),
});

function select(
  db: Engine,
  filter: LogFilter,
  isAsked: (event: LoggedEvent) => boolean,
): readonly LoggedEvent[] {
  const { last } = filter;
  const passes = filterBy(filter);
  const found: LoggedEvent[] = [];
  for (const event of eventsFrom(db)) {
    // Asked first: what is undone is known by the events before it, whether they are shown or not.
    if (!isAsked(event) || !passes(event)) continue;
    found.push(event);
    if (last !== null && found.length > last) found.shift();
  }
  return found;
}

const selectWaiting = (
  db: Engine,
  filter: LogFilter,
  isAsked: (event: WaitingEvent) => boolean,
): readonly WaitingEvent[] => shownWaiting(db).filter(isAsked).filter(filterBy(filter));

function filterBy({ types, by, from, to }: LogFilter): (event: WaitingEvent) => boolean {
  const who = by?.trim().toLowerCase() ?? null;
  return (event) => {
    const day = stockholmDay(new Date(event.recordedAt));
    return (
      (types === null || types.includes(event.type)) &&
      (who === null || event.by.toLowerCase().includes(who)) &&
      (from === null || day >= from) &&
      (to === null || day <= to)
    );
  };
}

type Entry<Event> = Omit<Event, 'data'> & { readonly data: unknown };

function entryOf<Event extends WaitingEvent>(event: Event): Entry<Event> {
  return { ...event, data: loggedEventData(event.type, JSON.parse(event.data)) };
}

/**
 * Writes the whole log as JSON lines: one event a line, with the members that are hashed and the hash, so that others
 * can check the chain. That it left is written down before the file has its name, and is no line of it.
 *
 * @returns how many events the file has
 */
export async function exportLog(
  register: Register,
  request: { readonly path: string; readonly force: boolean; readonly asOf: string; readonly writer: Writer },
): Promise<number> {
  const { path, force, asOf, writer } = request;
  let events = 0;
  const lines = function* (): Iterable<string> {
    for (const event of eventsFrom(register.db)) {
      events += 1;
      yield `${jsonLine(event)}\n`;
    }
  };
  const beforeNamed = (): void => {
    logAccess(register, { command: 'log', files: [basename(path)] }, { asOf, writer });
  };
  await writeFileAtomically(path, inPieces(lines()), { force, beforeNamed });
  return events;
}

/** An event as it is hashed: see docs/formats.md. */
function jsonLine(event: LoggedEvent): string {
  const { seq, recordedAt, effectiveOn, by, type, kind, caseId, data, prevHash, hash } = event;
  return JSON.stringify({ seq, recordedAt, effectiveOn, by, type, kind, caseId, data, prevHash, hash });
}

const PIECE = 65_536;

// oxlint-disable-next-line typescript/require-await -- files are written from asynchronous pieces
async function* inPieces(lines: Iterable<string>): AsyncIterable<string> {
  let piece = '';
  for (const line of lines) {
    piece += line;
    if (piece.length < PIECE) continue;
    yield piece;
    piece = '';
  }
  yield piece;
}
