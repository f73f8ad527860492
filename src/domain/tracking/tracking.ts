import type { Decision, NotProtected, Reopened } from '../classification/case-state.ts';
import type { CaseClass } from '../classification/classes.ts';
import type { DecisionBasis } from '../classification/decision-facts.ts';
import { ANSWER_COLUMNS, answerColumn } from '../answers/answer-columns.ts';
import { answerTraits } from '../plan/plans.ts';
import {
  ANSWER_EVENTS,
  ANSWERED,
  cellName,
  RESOLVED,
  signatureOf,
  type AnswerCell,
  type AnsweredPlace,
} from '../answers/answers.ts';
import { foldAnswers } from '../answers/fold-answers.ts';
import { NOT_CURRENT, STATUS } from '../answers/row-senses.ts';
import { MARKED, type MarkedData } from '../answers/by-hand.ts';
import { markOf, MARKS, type MarkName } from '../answers/marks.ts';
import type { Reopening } from '../classification/reopening.ts';
import { UNDONE, undoneSeqs } from '../answers/undone.ts';

/** An event of the log, as far as tracking needs it. */
export interface TrackedEvent {
  readonly seq: number;
  readonly type: string;
  readonly kind: string | null;
  readonly caseId: string | null;
  readonly effectiveOn: string;
  readonly by: string;
  readonly data: string;
}

/** Something that a person has attested as done. */
export interface Attested {
  readonly mark: MarkName;
  readonly on: string;
  /** The step and column of the worklist that it was answered on: the party, and where a step has several, the profession. */
  readonly answer: { readonly step: string; readonly column: string } | null;
  /** The same row says that the case is not current: it has ended, and is not moved. */
  readonly isNotCurrent?: true;
}

/** What people have said of one case, as of a day. */
export interface Tracked {
  readonly attestedClosedOn: string | null;
  readonly decision: Decision | null;
  /** What the decision rests on. */
  readonly decisionBasis: DecisionBasis | null;
  readonly reopened: Reopened | null;
  /** A person's word that it is not of the protected person who is called the same, and what the word rests on. */
  readonly notProtected: NotProtected | null;
  readonly notProtectedBasis: (DecisionBasis & { readonly namesakes?: NamesakeRows | undefined }) | null;
  readonly attested: readonly Attested[];
}

export const DECIDED = 'decided';
export const REOPENED = 'reopened';
/** That a person is not the protected one whom a list calls the same under a number that says nothing. */
export const PROTECTION_DECIDED = 'protection-decided';
/** How it is written where a class is decided. */
export const NOT_PROTECTED = 'not-protected';

/** The types of event that say something of one case, for `trackCases`. */
export const TRACKED = [DECIDED, REOPENED, PROTECTION_DECIDED, ...ANSWER_EVENTS] as const;

/** Without what people attest: what only lists and decisions say of a case. */
export const TRACKED_WITHOUT_ANSWERS = [DECIDED, REOPENED, PROTECTION_DECIDED, UNDONE] as const;

/** The types of event by which people change what holds for a case. */
export const SAID_BY_PEOPLE = [MARKED, DECIDED, PROTECTION_DECIDED, ANSWERED, RESOLVED] as const;

export interface DecidedData {
  readonly class: CaseClass;
  readonly reason: string;
  /** What the tables said, had nobody decided. */
  readonly overruled?: { readonly class: string; readonly rule: string };
  readonly restsOn?: DecisionBasis;
}

/** The rows (list and row) that called somebody so when it was decided: another one is another person, or may be. */
export type NamesakeRows = readonly (readonly [sourceNo: number, row: number])[];

export type ProtectionDecidedData = Pick<DecidedData, 'reason'> & {
  readonly restsOn: DecisionBasis;
  readonly namesakes?: NamesakeRows;
};

export interface ReopenedData extends Reopening {
  readonly sourceNo: number;
  readonly row: number;
}

const NOTHING: Tracked = {
  attestedClosedOn: null,
  decision: null,
  decisionBasis: null,
  reopened: null,
  notProtected: null,
  notProtectedBasis: null,
  attested: [],
};

type PlaceOf = (place: AnsweredPlace) => AnsweredPlace;

const nameOf = (kind: string, caseId: string): string => `${kind} ${caseId}`;

/**
 * Folds the events that count by a day into what holds for each case.
 *
 * @param placeOf where what a case rests on is answered, that is asked about its person
 * @returns a look-up by kind and the case's id
 */
export function trackCases(
  events: readonly TrackedEvent[],
  asOf: string,
  placeOf?: PlaceOf,
): (kind: string, caseId: string) => Tracked {
  const tracked = new Map<string, Tracked>();
  const undone = undoneSeqs(events);
  /** Of decisions by hand and on lists, the one that was written down last holds. */
  const decidedAt = new Map<string, number>();
  for (const event of events) {
    if (event.kind === null || event.caseId === null || event.effectiveOn > asOf || undone.has(event.seq))
      continue;
    const after = FOLDS[event.type];
    if (after === undefined) continue;
    const name = nameOf(event.kind, event.caseId);
    tracked.set(name, after(tracked.get(name) ?? NOTHING, event));
    if (event.type === DECIDED) decidedAt.set(name, event.seq);
  }
  addAnswers(events, asOf, tracked, { decidedAt, placeOf });
  if (tracked.size === 0) return () => NOTHING;
  return (kind, caseId) => tracked.get(nameOf(kind, caseId)) ?? NOTHING;
}

/** What people say on lists: what they attest, and where it was written down last, what they decide. */
function addAnswers(
  events: readonly TrackedEvent[],
  asOf: string,
  tracked: Map<string, Tracked>,
  { decidedAt, placeOf }: { readonly decidedAt: Map<string, number>; readonly placeOf: PlaceOf | undefined },
): void {
  const cells = foldAnswers(events, answerTraits, placeOf);
  for (const cell of cells.values()) {
    const name = nameOf(cell.kind, cell.caseId);
    const decided = decidedBy(cell, cells);
    if (decided !== null && decided.on <= asOf && decided.seq > (decidedAt.get(name) ?? 0)) {
      const { seq, decision, decisionBasis } = decided;
      decidedAt.set(name, seq);
      tracked.set(name, { ...(tracked.get(name) ?? NOTHING), decision, decisionBasis });
    }
    const attested = attestedBy(cell, cells);
    if (attested !== null && attested.on <= asOf)
      tracked.set(name, afterAnswer(tracked.get(name) ?? NOTHING, attested));
  }
}

/** What was decided on a list, where it counts: as the row says it, with its reason. */
export interface DecidedOnList {
  readonly seq: number;
  readonly on: string;
  readonly decision: Decision;
  readonly decisionBasis: DecisionBasis | null;
}

/** Stands for whoever decided on a list without writing a name: never whoever handed the list in. */
const UNSIGNED = '(inte signerat)';

export function decidedBy(cell: AnswerCell, cells: ReadonlyMap<string, AnswerCell>): DecidedOnList | null {
  const { kind, caseId, step, column, value, given } = cell;
  if (value === null || answerColumn(column)?.decides === undefined) return null;
  const answer = given.findLast((one) => one.value === value && one.decides !== undefined);
  if (answer?.decides === undefined) return null;
  const { seq, effectiveOn: on, decides, restsOn = null } = answer;
  const reason = cells.get(cellName({ kind, caseId, step, column: 'decisionReason' }))?.value;
  const by = signatureOf(cell) ?? UNSIGNED;
  const said = reason ?? `${answerColumn(column)?.header ?? ''}: ${value}`;
  return { seq, on, decision: { class: decides, reason: said, by, on }, decisionBasis: restsOn };
}

interface LastDecision {
  readonly kind: string;
  readonly caseId: string;
  readonly seq: number;
  readonly on: string;
  readonly class: CaseClass;
}

/** What is decided by hand of each case: of several decisions the last that nobody has undone. */
export function lastDecisions(events: readonly TrackedEvent[]): readonly LastDecision[] {
  const undone = undoneSeqs(events);
  const last = new Map<string, LastDecision>();
  for (const { seq, type, kind, caseId, effectiveOn: on, data } of events) {
    if (type !== DECIDED || kind === null || caseId === null || undone.has(seq)) continue;
    last.set(nameOf(kind, caseId), { kind, caseId, seq, on, class: (JSON.parse(data) as DecidedData).class });
  }
  return [...last.values()];
}

/** What holds of a case after an event by hand, by its type. */
const FOLDS: Readonly<Partial<Record<string, (before: Tracked, event: TrackedEvent) => Tracked>>> = {
  [MARKED]: (before, { effectiveOn, data }) => {
    const { mark } = JSON.parse(data) as MarkedData;
    return {
      ...before,
      attested: [...before.attested, { mark, on: effectiveOn, answer: null }],
      attestedClosedOn: MARKS[mark].closesInSource ? effectiveOn : before.attestedClosedOn,
    };
  },
  [DECIDED]: (before, { effectiveOn, data, by }) => {
    const { class: decided, reason, restsOn = null } = JSON.parse(data) as DecidedData;
    return { ...before, decision: { class: decided, reason, by, on: effectiveOn }, decisionBasis: restsOn };
  },
  [PROTECTION_DECIDED]: (before, { effectiveOn, data, by }) => {
    const { reason, restsOn, namesakes } = JSON.parse(data) as ProtectionDecidedData;
    const notProtectedBasis = { ...restsOn, namesakes };
    return { ...before, notProtected: { reason, by, on: effectiveOn }, notProtectedBasis };
  },
  [REOPENED]: (before, { effectiveOn, data }) => {
    const { goneFrom, attestedClosedOn } = JSON.parse(data) as ReopenedData;
    return { ...before, reopened: { on: effectiveOn, goneFrom, attestedClosedOn } };
  },
};

function afterAnswer(before: Tracked, attested: Attested): Tracked {
  const isLater = before.attestedClosedOn === null || attested.on > before.attestedClosedOn;
  return {
    ...before,
    attested: [...before.attested, attested],
    attestedClosedOn: MARKS[attested.mark].closesInSource && isLater ? attested.on : before.attestedClosedOn,
  };
}

const MARK_OF_COLUMN: ReadonlyMap<string, MarkName> = new Map(
  ANSWER_COLUMNS.flatMap(({ key, attests }) => (attests === undefined ? [] : [[key, attests] as const])),
);
const YES = 'Ja';

/**
 * What an answer attests of its case: a day, or Ja; a held answer nothing. A person of no list of patients is answered
 * about under a SIP's reference: that the patient is registered says nothing of the SIP.
 */
function attestedBy(cell: AnswerCell, cells: ReadonlyMap<string, AnswerCell>): Attested | null {
  const said = attestation(cell);
  if (said === null || !markOf(said.mark).kinds.some((one) => one === cell.kind)) return null;
  if (!MARKS[said.mark].closesInSource) return said;
  const status = cells.get(cellName({ ...cell, column: STATUS }))?.value;
  return status === NOT_CURRENT ? { ...said, isNotCurrent: true } : said;
}

/** What an answer attests of whatever its row is about. */
export function attestation({
  step,
  column,
  value,
  effectiveOn,
  given,
}: Pick<AnswerCell, 'step' | 'column' | 'value' | 'effectiveOn' | 'given'>): Attested | null {
  const mark = MARK_OF_COLUMN.get(column);
  // What is said by hand alone attests by itself.
  if (mark === undefined || value === null || !given.some((one) => one.value === value)) return null;
  const on = value === YES ? effectiveOn : DAY.test(value) ? value : null;
  return on === null ? null : { mark, on, answer: { step, column } };
}

const DAY = /^\d{4}-\d\d-\d\d$/u;
