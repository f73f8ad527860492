import { openProtection } from '../../register/cases/protected-persons.ts';
import { VARDTILLFALLE_CLASSES, type CaseClass } from '../../domain/classification/classes.ts';
import { MARK_NAMES, MARKS, type MarkName } from '../../domain/answers/marks.ts';
import {
  isWorkInSourceBy,
  statementFault,
  type StatedCase,
  type Statement,
  type StatementFault,
} from '../../domain/answers/statement.ts';
import type { EventType } from '../../domain/log/event-words.ts';
import { planOf, workBeginsOn } from '../../domain/plan/plan.ts';
import { answerColumn } from '../../domain/answers/answer-columns.ts';
import { deniesClosing, STATUS } from '../../domain/answers/row-senses.ts';
import { MARKED, type MarkedData } from '../../domain/answers/by-hand.ts';
import { fillNames } from '../../domain/profile/fill-text.ts';
import { DECIDED, NOT_PROTECTED } from '../../domain/tracking/tracking.ts';
import { unacknowledgedMessages } from '../../register/cases/cases.ts';
import { lockOfRegister } from '../../register/log/lock.ts';
import { eventWriter, type Writer } from '../../register/log/events.ts';
import type { Register } from '../../register/file/register.ts';
import { UserError } from '../../text/errors.ts';
import { answerCells, cellsOnceSaid, heldCells } from '../cases/answered-case.ts';
import { openStandings } from '../cases/case-standing.ts';
import { decisionBasis } from '../cases/decision-basis.ts';
import { findClassifiedCase, type FoundCase } from '../cases/find-case.ts';
import { groundOf, type CaseGround } from '../cases/grounds.ts';
import { openPartiesAttested } from '../cases/parties-attested.ts';
import { reclassify } from '../cases/reclassify.ts';
import { decideNotProtected } from './decide-not-protected.ts';
import { refuseDayToCome } from '../guards/day-to-come.ts';
import { sourceIsReadOnly } from '../guards/refuse-in-source.ts';
import { refuseUnfitText } from '../guards/refuse-unfit-text.ts';
import { atOnce, decideAndWrite } from '../../register/engine/transaction.ts';

export interface RecordedEvent {
  readonly seq: number;
  readonly kind: 'sip' | 'vardtillfalle';
  readonly caseId: string;
  /** The list says that the person is protected: the case stays on the list for named handlers, whatever is decided. */
  readonly isProtected: boolean;
  /** Where it closes the case: the lists whose status says that it is not finished. */
  readonly against: readonly DeniedBy[];
  /** And the list, by its day, that has it open after the day that is said: from that list on it is open. */
  readonly openInListOn: string | null;
  /** And how many of its messages nobody has acknowledged, or may not have. */
  readonly messagesOwed: number;
}

interface DeniedBy {
  readonly step: string;
  readonly status: string;
  readonly worklists: readonly string[];
}

/** An answer on lists that stands against what was said by hand: nothing of its row counts until that is settled. */
interface SaidAgainst {
  readonly step: string;
  readonly column: string;
  readonly worklists: readonly string[];
}

interface HandRequest {
  readonly id: string;
  readonly on: string;
  readonly by: string | null;
  readonly asOf: string;
  readonly writer: Writer;
  readonly isDryRun: boolean;
}

/** Writes one event by hand about a case, and classifies anew what it touches. */
export function markCase(
  register: Register,
  request: MarkRequest,
): RecordedEvent & { readonly conflicts: readonly SaidAgainst[] } {
  return decideAndWrite(register.db, () => markNow(register, request));
}

interface MarkRequest extends HandRequest {
  readonly mark: MarkName;
  readonly note: string;
}

function markNow(register: Register, request: MarkRequest): ReturnType<typeof markCase> {
  const { mark, note } = request;
  const found = findClassifiedCase(register.db, request.id);
  const { kind } = found;
  const kinds: readonly string[] = MARKS[mark].kinds;
  if (!kinds.includes(kind)) {
    const known = MARK_NAMES.filter((name) => (MARKS[name].kinds as readonly string[]).includes(kind));
    throw new UserError('MARK_NOT_FOR_KIND', {
      mark,
      kind: kind === 'sip' ? 'en SIP' : 'ett vårdtillfälle',
      known: known.join(', '),
    });
  }
  refuseUnfitText('--note', note);
  const said = { mark, isDone: true, decides: null, on: request.on, doneOn: request.on };
  const { lockedSince } = refuseStatement(register, found, request, said);
  const isLate = lockedSince !== null && isWorkInSourceBy(said);
  const data = { mark, note: note.trim(), ...(isLate ? { isLate } : {}) };
  const conflicts = saidAgainst(register, found, request.on, data);
  return {
    ...record(register, found, request, { type: MARKED, data, closes: MARKS[mark].closesInSource }),
    conflicts,
  };
}

/** The lists that say otherwise than what is about to be said by hand. */
function saidAgainst(
  { db, profile }: Register,
  { kind, row }: FoundCase,
  effectiveOn: string,
  data: MarkedData,
): readonly SaidAgainst[] {
  const said = { type: MARKED, effectiveOn, data: JSON.stringify(data) };
  return cellsOnceSaid(db, { kind, caseId: row.key }, said).flatMap(({ step, column, held }) => {
    const given = held?.because === 'contradiction' ? held.values.flatMap((value) => value.given) : [];
    if (!given.some(({ isByHand }) => isByHand === true)) return [];
    const worklists = given.flatMap(({ isByHand, worklist }) => (isByHand === true ? [] : [worklist]));
    const header = fillNames(answerColumn(column)?.header ?? column, profile);
    return [{ step, column: header, worklists: [...new Set(worklists)].sort() }];
  });
}

/** A person overrules a class; the decision stands through later imports. */
export const decideCase = (register: Register, request: DecideRequest): RecordedEvent =>
  decideAndWrite(register.db, () => decideNow(register, request));

interface DecideRequest extends HandRequest {
  readonly class: string;
  readonly reason: string;
}

function decideNow(register: Register, request: DecideRequest): RecordedEvent {
  const found = findClassifiedCase(register.db, request.id);
  const { kind } = found;
  if (request.class === NOT_PROTECTED) return decideOfProtection(register, found, request);
  const classes: readonly CaseClass[] =
    kind === 'sip'
      ? planOf(register.profile).sipClasses
      : (Object.keys(VARDTILLFALLE_CLASSES) as CaseClass[]);
  const decided = classes.find((name) => name === request.class);
  if (decided === undefined) {
    throw new UserError('VALUE_UNKNOWN', {
      option: '--as',
      value: request.class,
      suggestion: '',
      known: [...classes, NOT_PROTECTED].join(', '),
    });
  }
  refuseUnfitText('--reason', request.reason);
  const { on } = request;
  refuseStatement(register, found, request, { mark: null, isDone: true, decides: decided, on, doneOn: on });
  const data = {
    class: decided,
    reason: request.reason.trim(),
    ...decisionBasis(register, found, request.asOf),
  };
  return record(register, found, request, { type: DECIDED, data, closes: decided === 'closed' });
}

function decideOfProtection(register: Register, found: FoundCase, request: DecideRequest): RecordedEvent {
  const { reason, on, by, writer, isDryRun } = request;
  refuseUnfitText('--reason', reason);
  if (by !== null) refuseUnfitText('--by', by);
  refuseDayToCome(register, request);
  const said = { reason, on, writer: { ...writer, by: by ?? writer.by }, isDryRun };
  const seq = decideNotProtected(register, found, said);
  const { kind, row } = found;
  return {
    ...{ seq, kind, caseId: row.key, isProtected: false },
    ...{ against: [], openInListOn: null, messagesOwed: 0 },
  };
}

/**
 * Holds what is said by hand to the rules that lists are held to.
 *
 * @throws UserError where one of them is broken
 */
function refuseStatement(
  register: Register,
  found: FoundCase,
  request: HandRequest,
  said: Statement,
): StatedCase {
  refuseDayToCome(register, request);
  refuseInConflict(register, found, said);
  const of = statedCase(register, found, request, said);
  const fault = statementFault(said, of);
  if (fault !== null) throw REFUSALS[fault](register, found, request, of, said);
  return of;
}

/** Nothing closes while a row of it is in conflict: that is settled first, with all that is said before one's eyes. */
function refuseInConflict({ db }: Register, { kind, row }: FoundCase, { mark, decides }: Statement): void {
  if (decides !== 'closed' && (mark === null || !MARKS[mark].closesInSource)) return;
  const contested = heldCells(db).find(
    (cell) => cell.kind === kind && cell.caseId === row.key && cell.held?.because === 'contradiction',
  );
  if (contested === undefined) return;
  throw new UserError('SAID_IN_CONFLICT', { id: row.key, step: contested.step });
}

/** Whoever closes by hand is told whose lists say otherwise: it counts all the same. */
function deniedBy({ db }: Register, { kind, row }: FoundCase, closes: boolean): readonly DeniedBy[] {
  if (!closes) return [];
  return [...answerCells(db).values()].flatMap(({ step, column, value, given, ...cell }) => {
    const isOfCase = cell.kind === kind && cell.caseId === row.key;
    if (!isOfCase || column !== STATUS || value === null || !deniesClosing(value)) return [];
    const worklists = given.flatMap((one) => (one.value === value ? [one.worklist] : []));
    return [{ step, status: value, worklists: [...new Set(worklists)].sort() }];
  });
}

/** The day of the newest list, whatever day it is now, where that has a case open and is later than a day. */
function openAfter({ db }: Register, { kind, row }: FoundCase, on: string): string | null {
  const { openInListOn } = openStandings(db, ALWAYS)({ kind, caseNo: row.case_no });
  return openInListOn !== null && on < openInListOn ? openInListOn : null;
}

const ALWAYS = '9999-12-31';

/** 000, Kvittera: ”alla kvitterar sina meddelanden i Prator”, or it can not be closed. */
function owedOf({ db }: Register, caseId: string, asOf: string): number {
  const messages = unacknowledgedMessages(db, asOf).byCase.get(caseId);
  return messages === undefined ? 0 : messages.owed + messages.unread + messages.ahead;
}

/** How the case stands that something is said of by hand. */
function statedCase(
  register: Register,
  { kind, row }: FoundCase,
  { asOf }: HandRequest,
  { mark }: Statement,
): StatedCase {
  const { db, profile } = register;
  const { beganOn, isConsentRefused } = openStandings(db, asOf)({ kind, caseNo: row.case_no });
  const className = row.class ?? '';
  const plan = planOf(profile);
  const ground = groundOfFound(register, { kind, row } as FoundCase);
  return {
    asOf,
    lockedSince: lockOfRegister(db)?.since ?? null,
    stepBeginsOn: mark === null ? null : workBeginsOn(plan, { kind, className, mark }),
    caseBeganOn: beganOn,
    isConsentRefused,
    areAllPartiesDone: openPartiesAttested(register, asOf)({ kind, caseId: row.key, className }),
    isGroundLaid: ground?.isLaid ?? null,
  };
}

const groundOfFound = (register: Register, { kind, row }: FoundCase): CaseGround | null =>
  groundOf(register, { kind, caseId: row.key, className: row.class ?? '' });

type Refusal = (
  register: Register,
  found: FoundCase,
  request: HandRequest,
  of: StatedCase,
  said: Statement,
) => UserError;

/** What is said to whoever says it by hand. */
const REFUSALS: Readonly<Record<StatementFault, Refusal>> = {
  ANSWER_AFTER_READ_ONLY: (register, _found, _request, _of, { mark }) =>
    sourceIsReadOnly(register, `händelsen ${mark ?? ''}`),
  ANSWER_IN_THE_FUTURE: (_register, _found, { on, asOf }) => new UserError('MARK_DAY_TO_COME', { on, asOf }),
  ANSWER_BEFORE_CASE: ({ profile }, _found, { on }, { caseBeganOn }) =>
    new UserError('MARK_DAY_BEFORE_CASE', { on, beganOn: caseBeganOn ?? '', source: profile.source }),
  ANSWER_BEFORE_STEP: (_register, _found, { on }, { stepBeginsOn }) =>
    new UserError('MARK_DAY_BEFORE_STEP', { on, beginsOn: stepBeginsOn ?? '' }),
  MOVED_WITHOUT_CONSENT: ({ profile }, { row }) =>
    new UserError('SAID_WITHOUT_CONSENT', { id: row.key, source: profile.source }),
  CLOSED_BEFORE_ALL_PARTIES: (_register, { row }) =>
    new UserError('SAID_BEFORE_ALL_PARTIES', { id: row.key }),
  CLOSED_BEFORE_STEP: (register, found) => {
    const { step = '', header = '' } = groundOfFound(register, found) ?? {};
    return new UserError('SAID_BEFORE_STEP', { id: found.row.key, step, header });
  },
};

function record(
  register: Register,
  { kind, row }: FoundCase,
  request: HandRequest,
  { type, data, closes }: { readonly type: EventType; readonly data: unknown; readonly closes: boolean },
): RecordedEvent {
  const { db } = register;
  const against = deniedBy(register, { kind, row } as FoundCase, closes);
  const openInListOn = closes ? openAfter(register, { kind, row } as FoundCase, request.on) : null;
  const messagesOwed = closes ? owedOf(register, row.key, request.asOf) : 0;
  const told = { against, openInListOn, messagesOwed };
  const about = { kind, caseId: row.key, isProtected: openProtection(db)(row), ...told };
  if (request.by !== null) refuseUnfitText('--by', request.by);
  if (request.isDryRun) return { seq: 0, ...about };
  return atOnce(db, () => {
    const logEvent = eventWriter(db, { ...request.writer, by: request.by ?? request.writer.by });
    const seq = logEvent({ type, effectiveOn: request.on, kind, caseId: row.key, data });
    reclassify(register, null, logEvent);
    return { seq, ...about };
  });
}
