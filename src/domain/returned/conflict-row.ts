import { RESOLVED } from '../answers/answers.ts';
import { isExcluded } from '../answers/asked-together.ts';
import { readAnswer } from '../answers/answer-rules.ts';
import { isWorkInSourceBy, statementFault } from '../answers/statement.ts';
import { answerColumn, type AnswerColumn } from '../answers/answer-columns.ts';
import { planOf, stepWithId } from '../plan/plan.ts';
import { groupBy } from '../words/group-by.ts';
import { statementOf } from './answer-cell.ts';
import { asSeen } from './as-seen.ts';
import {
  CONFLICT_COLUMN,
  CONFLICT_HEADERS,
  CONFLICT_STEP,
  CONFLICT_VALUES,
  conflictToken,
  letterOf,
} from './conflict-list.ts';
import { mustBeConfirmed } from './moved-case.ts';
import type { ReturnedCode, RowFinding } from './returned-findings.ts';
import {
  CHECK,
  type CaseNow,
  type FoundAnswer,
  type KnownRow,
  type ReturnContext,
  type RowReader,
  type RowReading,
  type SaidHere,
} from './returned-row.ts';
import { markFindings, markOnAnswer } from './row-marks.ts';
import { checkOf, isCheckWrittenOver, referenceOfOtherRow } from './row-identity.ts';
import { isRefused, rowFaults, type RowFault } from './row-rules.ts';
import { senseOf, settles } from '../answers/row-senses.ts';
import { isSigned, signatureIn } from './signature.ts';

/** What a person says of a held cell. */
interface Verdict {
  /** The letter of the answer that is right; empty where none is chosen. */
  readonly letter: string;
  /** What is right instead. */
  readonly own: string;
  readonly step: string;
  readonly asked: AnswerColumn;
  /** The answers that stand against each other, by their letters' order. */
  readonly values: readonly (string | null)[];
  readonly now: CaseNow;
}

type VerdictGuard = (verdict: Verdict, context: ReturnContext) => RowFinding | null;

const twoChosen: VerdictGuard = ({ letter, own }) =>
  letter !== '' && own !== '' ? { code: 'TWO_ANSWERS_CHOSEN', column: 'own' } : null;

const letterOfNone: VerdictGuard = ({ letter, values }) =>
  letter !== '' && letteredAt(letter, values) === -1
    ? { code: 'ANSWER_NOT_A_CHOICE', column: 'choice' }
    : null;

const ownUnreadable: VerdictGuard = ({ own, asked }) => {
  const read = readAnswer(asked, own);
  return 'fault' in read ? { code: read.fault, column: 'own' } : null;
};

/** What stands in the row as what is right. */
function valueOf({ letter, own, asked, values }: Verdict): string | null {
  const read = readAnswer(asked, own);
  if (letter !== '') return values[letteredAt(letter, values)] ?? null;
  return 'fault' in read ? null : read.value;
}

/** The same rules as for the lists that the answers came on. */
const notToBeSaid: VerdictGuard = (verdict, { asOf, lockedSince, profile }) => {
  const { letter, asked, step, now } = verdict;
  const fault = statementFault(statementOf(asked, valueOf(verdict), null), {
    asOf,
    lockedSince,
    stepBeginsOn: stepWithId(planOf(profile), step)?.beginsOn ?? null,
    caseBeganOn: now.beganOn,
    isConsentRefused: now.isConsentRefused,
    areAllPartiesDone: now.areAllPartiesDone,
    isGroundLaid: null,
  });
  return fault === null ? null : { code: fault, column: letter === '' ? 'own' : 'choice' };
};

/** In this order: the first that holds is why it is refused. */
const VERDICT_GUARDS: readonly VerdictGuard[] = [twoChosen, letterOfNone, ownUnreadable, notToBeSaid];

/** Reads the rows of a list of conflicts: for each held cell the answer that a person says is right. */
export function conflictReader(context: ReturnContext): RowReader {
  return {
    headers: CONFLICT_HEADERS,
    asked: ['choice', 'own', 'by'],
    guards: ['reference', 'question'],
    read: (known) => readConflictRow(known, context),
    together: (answers) => contradictingVerdicts(answers, context),
  };
}

/**
 * What a person says of several cells of one row is one row, and is held to what any row is: what settles the case, to
 * what the row says besides too, by other lists and earlier choices.
 */
function contradictingVerdicts(
  answers: readonly FoundAnswer[],
  context: ReturnContext,
): ReadonlyMap<FoundAnswer, RowFinding> {
  const ofRow = groupBy(answers, ({ place: { kind, caseId, step } }) => JSON.stringify([kind, caseId, step]));
  return new Map(
    [...ofRow.values()].flatMap((verdicts) => {
      const said = new Map([
        ...(verdicts.some(isSettling) ? besides(verdicts, context) : []),
        ...verdicts.map(({ place, data }) => [place.column, data.value] as const),
      ]);
      const faults = rowFaults({
        columns: [...said.keys()].flatMap((column) => answerColumn(column) ?? []),
        answers: said,
        changed: new Set(verdicts.map(({ place }) => place.column)),
        doubts: new Set(),
        signature: { key: 'by', isSigned: true },
        openInListOn: null,
        isClosedByHand: false,
        isFinishedInList: false,
        meant: new Map(),
        messagesOwed: 0,
      }).filter(({ code }) => isRefused(code));
      return verdicts.flatMap((verdict) => {
        const fault = faults.find(({ refuses }) => refuses.includes(verdict.place.column));
        return fault === undefined
          ? []
          : [[verdict, { code: fault.code, column: null, detail: fault.detail ?? {} }] as const];
      });
    }),
  );
}

function isSettling({ place, data }: FoundAnswer): boolean {
  const column = answerColumn(place.column);
  return column !== undefined && settles(senseOf(column, data.value));
}

/** What the row of some answers says besides them and what they settle: by whatever one of its questions knows. */
function besides(verdicts: readonly FoundAnswer[], { casesNow }: ReturnContext): readonly [string, string][] {
  return verdicts.flatMap(({ place, data }) =>
    [...(casesNow.get(conflictToken(data.token, place.column))?.rowSays ?? [])].filter(
      ([column]) => !verdicts.some((verdict) => isExcluded(verdict.place.column, column)),
    ),
  );
}

/** What says which answer is right. */
const ASKED = ['choice', 'own'] as const;

function readConflictRow(known: KnownRow, context: ReturnContext): RowReading {
  const { issued, cells } = known;
  const reference = issued.cells['reference'] ?? '';
  const told = (more: Partial<RowReading>): RowReading => ({
    reference,
    answers: [],
    findings: [],
    altered: [],
    left: 0,
    said: null,
    ...more,
  });
  const mismatch = referenceOfOtherRow(reference, cells);
  if (mismatch !== null) return told({ findings: [mismatch] });
  const altered = alteredIn(known);
  // Whatever stands in such a cell, and where nothing does: what is meant there can not be read.
  for (const column of ASKED) {
    const code = markOnAnswer(known.marks, column);
    if (code !== null) return told({ altered, findings: [{ code, column }] });
  }
  const verdict = verdictOf(known, context);
  const asides = markFindings(known.marks, ASKED, verdict.letter !== '' || verdict.own !== '');
  if (verdict.letter === '' && verdict.own === '')
    return told({ ...undecided(known, context, altered, asides), said: saidOf(known, verdict, null) });
  const check = checkOf(known);
  if (check !== null && isRefused(check.code)) return told({ altered, findings: [check] });
  for (const guard of VERDICT_GUARDS) {
    const finding = guard(verdict, context);
    if (finding !== null) return told({ altered, findings: [finding] });
  }
  const { by, findings } = signatureIn(cells, 'by');
  const answer = resolution(reference, verdict, by, known, context);
  return told({
    said: saidOf(known, verdict, answer.data.value),
    altered,
    findings: [
      ...findings,
      ...asides,
      ...(check === null ? [] : [check]),
      ...remarks(verdict, known, answer),
    ],
    answers: [answer],
  });
}

/** What the row says of the question; blank, nothing: a choice that an earlier copy of the list gave can be taken back. */
function saidOf({ issued, now, row }: KnownRow, { step, asked }: Verdict, value: string | null): SaidHere {
  const { kind } = issued;
  return {
    ...{ row, kind, caseId: now.caseId, step, token: issued.cells['reference'] ?? '' },
    values: new Map([[asked.key, value]]),
  };
}

/** What is told of a verdict that is taken in. */
function remarks(verdict: Verdict, { cells, now }: KnownRow, { data }: FoundAnswer): readonly RowFinding[] {
  const { letter, own, asked } = verdict;
  const column = letter === '' ? 'own' : 'choice';
  const read = letter === '' ? readAnswer(asked, own) : null;
  return [
    ...(read !== null && 'told' in read ? [{ code: read.told, column } as const] : []),
    ...(!isSigned(cells, 'by') && settles(senseOf(asked, data.value))
      ? [{ code: 'SETTLED_UNSIGNED', column: 'by', detail: { headers: `”${asked.header}”` } } as const]
      : []),
    ...(data.isLate === true ? [{ code: 'ANSWER_LATE', column } as const] : []),
    ...againstTheCase(asked, data.value, now).map(({ code, detail = {} }) => ({ code, column, detail })),
  ];
}

/** What is told of an answer on any list, by how its case stands: by lists, and by hand. */
const OF_THE_CASE: readonly string[] = [
  'CLOSED_BUT_LISTED',
  'CLOSED_BY_HAND',
  'FINISHED_IN_LIST',
  'CLOSED_WITH_MESSAGES_OWED',
] satisfies readonly ReturnedCode[];

const againstTheCase = (
  asked: AnswerColumn,
  value: string | null,
  { openInListOn, isClosedByHand, isFinishedInList, messagesOwed }: CaseNow,
): readonly RowFault[] =>
  rowFaults({
    columns: [asked],
    answers: new Map([[asked.key, value]]),
    changed: new Set([asked.key]),
    ...{ doubts: new Set(), meant: new Map(), signature: { key: 'by', isSigned: true } },
    ...{ openInListOn, isClosedByHand, isFinishedInList, messagesOwed },
  }).filter(({ code }) => OF_THE_CASE.includes(code));

/** Of a row that says no answer, what else is written on it. */
function undecided(
  { issued, cells }: KnownRow,
  context: ReturnContext,
  altered: readonly string[],
  asides: readonly RowFinding[],
): Partial<RowReading> {
  const isWritten = asSeen(cells.get('by') ?? null) !== '';
  const over = isCheckWrittenOver(issued.token, cells, context.issued) ? [CHECK] : [];
  const signed: readonly RowFinding[] = isWritten ? [{ code: 'SIGNED_WITHOUT_ANSWER', column: 'by' }] : [];
  return { altered: [...altered, ...over], findings: [...asides, ...signed] };
}

function alteredIn({ issued, cells }: KnownRow): readonly string[] {
  return CONFLICT_HEADERS.filter(({ key }) => {
    const text = cells.get(key);
    return (
      Object.hasOwn(issued.cells, key) &&
      text !== undefined &&
      asSeen(text) !== asSeen(issued.cells[key] ?? null)
    );
  }).map(({ key }) => key);
}

function verdictOf({ issued, cells, now }: KnownRow, { list }: ReturnContext): Verdict {
  const asked = answerColumn(issued.cells[CONFLICT_COLUMN] ?? '');
  if (asked === undefined) throw new Error(`no column ${issued.cells[CONFLICT_COLUMN] ?? ''}`);
  return {
    letter: asSeen(cells.get('choice') ?? null).toUpperCase(),
    own: asSeen(cells.get('own') ?? null),
    step: issued.cells[CONFLICT_STEP] ?? list.step,
    asked,
    values: JSON.parse(issued.cells[CONFLICT_VALUES] ?? '[]') as readonly (string | null)[],
    now,
  };
}

const letteredAt = (letter: string, values: readonly unknown[]): number =>
  values.findIndex((_, at) => letterOf(at) === letter);

function resolution(
  reference: string,
  verdict: Verdict,
  by: string | null,
  { issued, now, row }: KnownRow,
  { list, asOf, lockedSince, profile }: ReturnContext,
): RowReading['answers'][number] {
  const { asked, step } = verdict;
  // A protected person's conflicts go on a list for named handlers, whatever step they are of.
  const wasGuarded = stepWithId(planOf(profile), list.step)?.isGuarded ?? true;
  const value = valueOf(verdict);
  const said = { column: asked, value, decidedSince: now.decidedSince };
  const isHeld = mustBeConfirmed(said, issued.cells, wasGuarded, now.footing);
  const isLate = lockedSince !== null && isWorkInSourceBy(statementOf(asked, value, null));
  const on = asked.format === 'date' ? value : null;
  return {
    row,
    place: { kind: issued.kind, caseId: now.caseId, step, column: asked.key },
    type: RESOLVED,
    effectiveOn: on ?? asOf,
    data: {
      worklist: list.worklistId,
      listSeq: list.eventSeq,
      token: reference,
      step,
      column: asked.key,
      baseline: null,
      value,
      by,
      on,
      ...(isHeld ? { isHeld } : {}),
      ...(isLate ? { isLate } : {}),
    },
  };
}
