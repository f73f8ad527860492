import { openProtection } from '../../register/cases/protected-persons.ts';
import { planOf } from '../../domain/plan/plan.ts';
import { VARDTILLFALLE_CLASSES, type CaseClass } from '../../domain/classification/classes.ts';
import { attestsWorkInSource, MARK_NAMES, MARKS, type MarkName } from '../../domain/answers/marks.ts';
import type { EventType } from '../../domain/log/event-words.ts';
import { DECIDED, MARKED } from '../../domain/tracking/tracking.ts';
import { eventWriter, type Writer } from '../../register/log/events.ts';
import type { Register } from '../../register/file/register.ts';
import { UserError } from '../../text/errors.ts';
import { openStandings } from '../cases/case-standing.ts';
import { decisionBasis } from '../cases/decision-basis.ts';
import { findClassifiedCase, type FoundCase } from '../cases/find-case.ts';
import { reclassify } from '../cases/reclassify.ts';
import { refuseDayToCome } from '../guards/day-to-come.ts';
import { refuseInSource } from '../guards/refuse-in-source.ts';
import { refuseUnfitText } from '../guards/refuse-unfit-text.ts';

export interface RecordedEvent {
  readonly seq: number;
  readonly kind: 'sip' | 'vardtillfalle';
  readonly caseId: string;
  /** The list says that the person is protected: the case stays on the list for named handlers, whatever is decided. */
  readonly isProtected: boolean;
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
  request: HandRequest & { readonly mark: MarkName; readonly note: string },
): RecordedEvent {
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
  if (MARKS[mark].system !== 'both') refuseBeforeCase(register, found, request);
  if (attestsWorkInSource(mark)) refuseInSource(register, `händelsen ${mark}`);
  refuseUnfitText('--note', note);
  return record(register, found, request, MARKED, { mark, note: note.trim() });
}

/** A person overrules a class; the decision stands through later imports. */
export function decideCase(
  register: Register,
  request: HandRequest & { readonly class: string; readonly reason: string },
): RecordedEvent {
  const found = findClassifiedCase(register.db, request.id);
  const { kind } = found;
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
      known: classes.join(', '),
    });
  }
  refuseUnfitText('--reason', request.reason);
  return record(register, found, request, DECIDED, {
    class: decided,
    reason: request.reason.trim(),
    ...decisionBasis(register, found, request.asOf),
  });
}

/** Nothing is done of a case before it is there. */
function refuseBeforeCase({ db }: Register, { kind, row }: FoundCase, { on, asOf }: HandRequest): void {
  const { beganOn } = openStandings(db, asOf)({ kind, caseNo: row.case_no });
  if (beganOn !== null && on < beganOn) throw new UserError('MARK_DAY_BEFORE_CASE', { on, beganOn });
}

function record(
  register: Register,
  { kind, row }: FoundCase,
  request: HandRequest,
  type: EventType,
  data: unknown,
): RecordedEvent {
  const { db } = register;
  const about = { kind, caseId: row.key, isProtected: openProtection(db)(row) };
  if (request.by !== null) refuseUnfitText('--by', request.by);
  refuseDayToCome(register, request);
  if (request.on > request.asOf)
    throw new UserError('MARK_DAY_TO_COME', { on: request.on, asOf: request.asOf });
  if (request.isDryRun) return { seq: 0, ...about };
  return db
    .transaction(() => {
      const logEvent = eventWriter(db, { ...request.writer, by: request.by ?? request.writer.by });
      const seq = logEvent({ type, effectiveOn: request.on, kind, caseId: row.key, data });
      reclassify(register, null, logEvent);
      return { seq, ...about };
    })
    .immediate();
}
