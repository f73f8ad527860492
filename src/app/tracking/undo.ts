import { isDeepStrictEqual } from 'node:util';
import type { AnsweredKind } from '../../domain/plan/subject.ts';
import {
  ANSWERED,
  cellName,
  RESOLVED,
  type AnsweredData,
  type AnswerEvent,
} from '../../domain/answers/answers.ts';
import { foldAnswers } from '../../domain/answers/fold-answers.ts';
import { shownEventData } from '../../domain/log/shown-event.ts';
import { attestsWorkInSource, type MarkName } from '../../domain/answers/marks.ts';
import { MARKED } from '../../domain/answers/by-hand.ts';
import { PROTECTION_DECIDED, SAID_BY_PEOPLE } from '../../domain/tracking/tracking.ts';
import { changedAnswers } from '../../domain/tracking/changed-answers.ts';
import type { ToldEvent, UndoPlan } from '../../domain/tracking/undo-plan.ts';
import { UNDONE, undoneSeqs, type UndoneData } from '../../domain/answers/undone.ts';
import { answerColumn } from '../../domain/answers/answer-columns.ts';
import { COMMENT_RELEASED, INBOX_DONE } from '../../domain/inbox/inbox.ts';
import { TICKED } from '../../domain/timeline/ticks.ts';
import { WAIVED } from '../../domain/readiness/waivers.ts';
import {
  eventsOfType,
  eventWithSeq,
  eventWriter,
  type LoggedEvent,
  type Writer,
} from '../../register/log/events.ts';
import type { Register } from '../../register/file/register.ts';
import { worklistsOfCaseAfter } from '../../register/hand-outs/worklists.ts';
import { fillNames } from '../../domain/profile/fill-text.ts';
import { UserError } from '../../text/errors.ts';
import { FREE_TEXT } from '../../text/returned.ts';
import { findCase } from '../../register/cases/cases.ts';
import { caseOfReference } from '../cases/answered-case.ts';
import { openPersonPlaces } from '../cases/person-places.ts';
import { answerTraits } from '../../domain/plan/plans.ts';
import { reclassifyAnew } from '../lists/classes-anew.ts';
import { noteProtected } from '../lists/note-protected.ts';
import { refuseInSource } from '../guards/refuse-in-source.ts';
import { RETURNED } from '../worklists/apply-answers.ts';
import { atOnce } from '../../register/engine/transaction.ts';

const isAnswer = (type: string): boolean => type === ANSWERED || type === RESOLVED;
const UNDOABLE: readonly string[] = [...SAID_BY_PEOPLE, WAIVED, TICKED, INBOX_DONE, COMMENT_RELEASED, UNDONE];
const RETURN_ID = /^R-\d+$/iu;

/**
 * Finds what is meant and what it touches; writes nothing.
 *
 * @param written an event's number, a return's id, or null for the latest that can be undone
 * @throws UserError where it is nothing that can be undone, an import among others, and where the register is locked
 *   and it concerns work in the source system
 */
export function planUndo(register: Register, written: string | null): UndoPlan {
  const { db } = register;
  const events = eventsOfType(db, ...UNDOABLE);
  const undone = undoneSeqs(events);
  const active = events.filter(({ seq }) => !undone.has(seq));
  const { targets, returnId } = targetsOf(register, written, events, active);
  const seqs = new Set(targets.map(({ seq }) => seq));
  const back = new Set(
    targets
      .filter(({ type }) => type === UNDONE)
      .flatMap(({ data }) => (JSON.parse(data) as UndoneData).seqs),
  );
  const touched = [...targets, ...events.filter(({ seq }) => back.has(seq))];
  const inSource = touched.find(concernsSource);
  // It would change what stood when the source system was set read-only.
  if (inSource !== undefined) refuseInSource(register, `händelse ${inSource.seq}`);
  const placeOf = openPersonPlaces(db);
  const later = active.filter(
    (event) =>
      !seqs.has(event.seq) &&
      event.type !== UNDONE &&
      touched.some((target) => isTouchedBy(target, event) || isGroundOf(target, event, placeOf)),
  );
  const lists = new Set(touched.flatMap((target) => listsWith(register, target)));
  return {
    targets: targets.map(told),
    returnId,
    comesBack: events.filter(({ seq }) => back.has(seq)).map(told),
    changes: changesBy(register, events, [...seqs], placeOf),
    later: later.map(told),
    lists: [...lists].sort(),
  };
}

/** What would count otherwise, had these been taken back. */
function changesBy(
  { profile }: Register,
  events: readonly LoggedEvent[],
  seqs: readonly number[],
  placeOf: ReturnType<typeof openPersonPlaces>,
): UndoPlan['changes'] {
  const data: UndoneData = { seqs, return: null };
  const undoing = { type: UNDONE, seq: Number.MAX_SAFE_INTEGER, kind: null, caseId: null, effectiveOn: '' };
  const cells = (...more: readonly AnswerEvent[]): ReturnType<typeof foldAnswers> =>
    foldAnswers([...events, ...more], answerTraits, placeOf);
  return changedAnswers(cells(), cells({ ...undoing, data: JSON.stringify(data) })).map(({ then, now }) => {
    const { token: reference, step, column: key, held } = now;
    const { header = key, format } = answerColumn(key) ?? {};
    const shown = (value: string | null): string | null =>
      value !== null && format === 'text' ? FREE_TEXT : value;
    return {
      ...{ reference, step, column: fillNames(header, profile) },
      ...{ was: shown(then.value), becomes: shown(now.value) },
      because: now.value === null ? (held?.because ?? null) : null,
    };
  });
}

/** Whether an event attests work in the source system, by hand or as an answer. */
function concernsSource({ type, data }: LoggedEvent): boolean {
  if (type === MARKED) return attestsWorkInSource((JSON.parse(data) as { mark: MarkName }).mark);
  const mark = isAnswer(type) ? answerColumn((JSON.parse(data) as AnsweredData).column)?.attests : undefined;
  return mark !== undefined && attestsWorkInSource(mark);
}

function told({ seq, type, effectiveOn, caseId, data }: LoggedEvent): ToldEvent {
  return { seq, type, effectiveOn, caseId, data: shownEventData(type, JSON.parse(data)) };
}

function targetsOf(
  { db }: Register,
  written: string | null,
  events: readonly LoggedEvent[],
  active: readonly LoggedEvent[],
): { readonly targets: readonly LoggedEvent[]; readonly returnId: string | null } {
  const asked = written?.trim() ?? null;
  if (asked === null) {
    const latest = active.filter(({ type }) => type !== UNDONE).at(-1);
    if (latest === undefined) throw new UserError('UNDO_NOTHING');
    return isAnswer(latest.type)
      ? wholeReturn(returnOf(latest), events, active)
      : { targets: [latest], returnId: null };
  }
  if (RETURN_ID.test(asked)) return wholeReturn(asked.toUpperCase(), events, active);
  const event = /^\d+$/u.test(asked) ? eventWithSeq(db, Number(asked)) : undefined;
  if (event === undefined) {
    throw new UserError('UNDO_UNKNOWN', { written: asked });
  }
  if (event.type === RETURNED)
    return wholeReturn((JSON.parse(event.data) as { return: string }).return, events, active);
  if (!UNDOABLE.includes(event.type))
    throw new UserError('UNDO_NOT_POSSIBLE', { seq: event.seq, type: event.type });
  const target = active.find(({ seq }) => seq === event.seq);
  if (target === undefined) throw alreadyUndone(asked, [event.seq], active);
  return { targets: [target], returnId: null };
}

const returnOf = ({ data }: LoggedEvent): string => (JSON.parse(data) as AnsweredData).return;

function wholeReturn(
  returnId: string,
  events: readonly LoggedEvent[],
  active: readonly LoggedEvent[],
): { readonly targets: readonly LoggedEvent[]; readonly returnId: string } {
  const isOf = (event: LoggedEvent): boolean =>
    (isAnswer(event.type) && returnOf(event) === returnId) || withdrawnBy(event) === returnId;
  const all = events.filter(isOf);
  if (all.length === 0) throw new UserError('UNDO_UNKNOWN', { written: returnId });
  const targets = active.filter(isOf);
  if (targets.length === 0)
    throw alreadyUndone(
      returnId,
      all.map(({ seq }) => seq),
      active,
    );
  return { targets, returnId };
}

/** The return whose corrected list took answers back: they count again where that return is undone. */
const withdrawnBy = ({ type, data }: LoggedEvent): string | undefined =>
  type === UNDONE ? (JSON.parse(data) as UndoneData).withdrawnBy : undefined;

function alreadyUndone(written: string, seqs: readonly number[], active: readonly LoggedEvent[]): UserError {
  const by = active.filter(
    ({ type, data }) =>
      type === UNDONE && (JSON.parse(data) as UndoneData).seqs.some((seq) => seqs.includes(seq)),
  );
  return new UserError('UNDO_ALREADY', { written, by: by.at(-1)?.seq ?? '' });
}

/** Answers touch later answers of the same cell, and of one that rests on it; what is said by hand, all later of the case. */
function isTouchedBy(target: LoggedEvent, later: LoggedEvent): boolean {
  if (
    later.seq <= target.seq ||
    later.caseId === null ||
    later.kind !== target.kind ||
    later.caseId !== target.caseId
  )
    return false;
  if (!isAnswer(target.type) || !isAnswer(later.type)) return true;
  const [one, other] = [target, later].map(({ data }) => JSON.parse(data) as AnsweredData);
  if (one === undefined || other === undefined || one.step !== other.step) return false;
  return one.column === other.column || answerColumn(other.column)?.restsOn?.column === one.column;
}

/** An answer is the ground of a closing on a later step, of the same case or of its person. */
function isGroundOf(
  target: LoggedEvent,
  later: LoggedEvent,
  placeOf: ReturnType<typeof openPersonPlaces>,
): boolean {
  if (later.seq <= target.seq || !isAnswer(target.type) || !isAnswer(later.type)) return false;
  const [one, other] = [target, later].map(({ kind, caseId, data }) => {
    const { step, column, token } = JSON.parse(data) as AnsweredData;
    return { kind: kind ?? '', caseId: caseId ?? '', step, column, token };
  });
  if (one === undefined || other === undefined) return false;
  const { closesAfter } = answerTraits(other.column, other.step);
  if (closesAfter === undefined || ![closesAfter.column, closesAfter.deniedBy].includes(one.column))
    return false;
  const ground = placeOf({ ...other, step: closesAfter.step, column: one.column });
  return cellName(placeOf(one)) === cellName(ground);
}

function listsWith({ db }: Register, { seq, kind, caseId }: LoggedEvent): readonly string[] {
  if (kind === null || caseId === null) return [];
  const about: { readonly kind: AnsweredKind; readonly caseNo: number } | null =
    kind === 'sip' || kind === 'vardtillfalle' || kind === 'meddelande'
      ? { kind, caseNo: findCase(db, kind, caseId)?.case_no ?? 0 }
      : caseOfReference(caseId);
  return about === null ? [] : worklistsOfCaseAfter(db, about.kind, about.caseNo, seq);
}

/** Whether what people say by it can change a class. */
const isClassing = (type: string): boolean => SAID_BY_PEOPLE.some((one) => one === type);

/**
 * Writes the counter-event, and classifies anew what it touches.
 *
 * @param request with what was asked for: where somebody else has written since it was planned it is planned again
 * @throws UserError where it can not be undone any longer; WrittenMeanwhile where another thing would be
 */
export function undo(
  register: Register,
  plan: UndoPlan,
  request: { readonly written: string | null; readonly asOf: string; readonly writer: Writer },
): number {
  const { db } = register;
  const isStillSo = (): boolean => isDeepStrictEqual(planUndo(register, request.written), plan);
  return atOnce(
    db,
    () => {
      const logEvent = eventWriter(db, request.writer);
      const cases = plan.targets.map(({ seq }) => eventWithSeq(db, seq));
      const [first] = cases;
      const isOneCase = cases.every(
        (event) => event?.kind === first?.kind && event?.caseId === first?.caseId,
      );
      const about =
        isOneCase && first?.kind !== undefined && first.kind !== null && first.caseId !== null
          ? { kind: first.kind, caseId: first.caseId }
          : {};
      const data: UndoneData = { seqs: plan.targets.map(({ seq }) => seq), return: plan.returnId };
      const seq = logEvent({ type: UNDONE, effectiveOn: request.asOf, ...about, data });
      if ([...plan.targets, ...plan.comesBack].some(({ type }) => type === PROTECTION_DECIDED))
        noteProtected(register);
      const from = Math.min(
        ...[...plan.targets, ...plan.comesBack].flatMap(({ type, seq: at }) => (isClassing(type) ? at : [])),
      );
      reclassifyAnew(register, { from, eventSeq: seq }, logEvent);
      return seq;
    },
    isStillSo,
  );
}
