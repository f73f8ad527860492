import {
  cellName,
  RESOLVED,
  type AnswerCell,
  type AnsweredData,
  type AnsweredPlace,
  type CellPlace,
} from '../answers/answers.ts';
import { ANSWER_COLUMNS, answerColumn, type AnswerColumn } from '../answers/answer-columns.ts';
import { MARKS } from '../answers/marks.ts';
import { canAmount, closesInSource, finishesCase, NOT_CURRENT, STATUS } from '../answers/row-senses.ts';
import { groundOfStep } from '../plan/plans.ts';
import type { EarlierAnswer } from './earlier-version.ts';
import type { ReadRows } from './read-returned-rows.ts';
import type { HeldAnswer } from './returned-list.ts';

type ReadAnswer = ReadRows['answers'][number];
type Cells = ReadonlyMap<string, AnswerCell>;
type PlaceOf = (place: AnsweredPlace) => CellPlace;

/** What has come of the answers of a file. */
export interface Outcome {
  readonly applied: number;
  readonly unchanged: number;
  readonly conflicts: readonly HeldCellAnswer[];
  readonly held: readonly HeldCellAnswer[];
  readonly waiting: readonly HeldCellAnswer[];
  /** New answers that do not count, since whoever answered later knew of the same and said otherwise. */
  readonly weighed: readonly ReadAnswer[];
}

/** An answer that does not count, and those it stands against. */
export interface HeldCellAnswer extends Omit<HeldAnswer, 'values'> {
  /** The step of its row. */
  readonly step: string;
  readonly values: readonly {
    readonly value: string | null;
    readonly worklist: string;
    /** Written freely: it can name anyone, and is shown in lists alone. */
    readonly isFreeText: boolean;
  }[];
}

/** The answers that the register does not have yet. */
export function newAnswers(answers: readonly ReadAnswer[], before: Cells): ReadonlySet<ReadAnswer> {
  return new Set(answers.filter((answer) => isNew(answer, before.get(cellName(answer.place)))));
}

/** The same answer, on the same list and by the same person, is one however often it comes back. */
function isNew({ data }: ReadAnswer, cell: AnswerCell | undefined): boolean {
  if (data.isHeld === true && cell?.value === data.value) return false;
  const same = ({ worklist, value, by, on, isHeld }: Omit<AnsweredData, 'return' | 'returnedOn'>): string =>
    JSON.stringify([worklist, value, by, on, isHeld === true]);
  return cell?.given.some((given) => same(given) === same(data)) !== true;
}

const PLACE_OF = {
  contradiction: 'conflicts',
  'facts-changed': 'held',
  row: 'waiting',
  waits: 'waiting',
  'before-step': 'waiting',
} as const;

/**
 * @param fresh those that have been written down
 * @param before the cells as they were
 * @param after and as they are now
 * @param placeOf where what is asked about the person of a case is answered
 */
export function outcomeOf(
  answers: readonly ReadAnswer[],
  fresh: ReadonlySet<ReadAnswer>,
  before: Cells,
  after: Cells,
  placeOf?: PlaceOf,
): Outcome {
  const of = {
    conflicts: [] as HeldCellAnswer[],
    held: [] as HeldCellAnswer[],
    waiting: [] as HeldCellAnswer[],
    weighed: [] as ReadAnswer[],
  };
  let applied = 0;
  let unchanged = 0;
  const answeredHere = new Set(answers.map(({ place }) => cellName(place)));
  for (const answer of answers) {
    const then = before.get(cellName(answer.place));
    const now = after.get(cellName(answer.place));
    const held = now?.held ?? null;
    if (held?.values.some(({ value }) => value === answer.data.value) === true) {
      // What settles a conflict and does not count, since its case has moved, is no new contradiction.
      const because = answer.type === RESOLVED && answer.data.isHeld ? 'facts-changed' : held.because;
      of[PLACE_OF[because]].push(heldAnswer(answer, answer.place.column, { ...held, because }));
    } else if (fresh.has(answer) && isHeard(answer, then, now)) applied += 1;
    else {
      unchanged += 1;
      if (isWeighed(answer, now)) of.weighed.push(answer);
    }
    of.waiting.push(...leftWithoutGround(answer, answeredHere, after));
    of.conflicts.push(...gainsaidBy(answer, answeredHere, after));
  }
  of.waiting.push(...leftByOtherRows(answers, answeredHere, before, after));
  of.waiting.push(...leftByStep(answers, answeredHere, { before, after, placeOf }));
  return { applied, unchanged, ...of };
}

/** Whether a new answer changes its cell, or says again what a later list had contradicted: that is asked anew. */
const isHeard = (
  { data: { value, baseline } }: ReadAnswer,
  then: AnswerCell | undefined,
  now: AnswerCell | undefined,
): boolean => (then?.value ?? null) !== (now?.value ?? null) || (value !== null && value === baseline);

/** What was said to finish a case, and counts no longer: another row of it has come to be in conflict. */
function leftByOtherRows(
  answers: readonly ReadAnswer[],
  answeredHere: ReadonlySet<string>,
  before: Cells,
  after: Cells,
): readonly HeldCellAnswer[] {
  const ofCase = new Map(answers.map((answer) => [nameOfCase(answer.place), answer]));
  return [...after].flatMap(([name, cell]) => {
    const then = before.get(name)?.value ?? null;
    const answer = ofCase.get(nameOfCase(cell));
    if (then === null || cell.held?.because !== 'row' || answeredHere.has(name)) return [];
    if (answer === undefined || !finishesCaseAt(cell.column, then)) return [];
    return [heldAnswer({ ...answer, data: { ...answer.data, step: cell.step } }, cell.column, cell.held)];
  });
}

/**
 * What was closed, and counts no longer: an earlier step does not say any more what it rests on, or its own row no more that
 * it rests on nothing.
 */
function leftByStep(
  said: readonly { readonly sheet: string | null; readonly row: number; readonly place: CellPlace }[],
  answeredHere: ReadonlySet<string>,
  of: {
    readonly before: Cells;
    readonly after: Cells;
    readonly placeOf: PlaceOf | undefined;
  },
): readonly HeldCellAnswer[] {
  return [...of.after].flatMap(([name, { kind, caseId, token, step, column, held }]) => {
    const ground = groundOfStep(step);
    const wasCounted = (of.before.get(name)?.value ?? null) !== null;
    if (!wasCounted || held?.because !== 'before-step' || ground === undefined || answeredHere.has(name))
      return [];
    const own = { kind, caseId, token, step: ground.step, column: ground.column };
    const about = nameOfCase(of.placeOf?.(own) ?? own);
    const needless = cellName({ kind, caseId, step, column: ground.needless.column });
    const at = said.find(({ place }) =>
      place.step === ground.step ? nameOfCase(place) === about : cellName(place) === needless,
    );
    return at === undefined ? [] : [heldAnswer({ ...at, data: { token, step } }, column, held)];
  });
}

const nameOfCase = ({ kind, caseId }: Pick<CellPlace, 'kind' | 'caseId'>): string => `${kind} ${caseId}`;

/** Kept, told of, and not counted: neither one of several texts, nor one that gives way to whatever else is said. */
function isWeighed({ place, data: { value } }: ReadAnswer, now: AnswerCell | undefined): boolean {
  const { keepsAll, yields = [] } = answerColumn(place.column) ?? {};
  return value !== null && keepsAll !== true && !yields.includes(value) && now?.value !== value;
}

/**
 * What counted, and does not any more since a corrected list has taken an answer back: what rested on that; what it had
 * settled, and what is in conflict again; and what finished its case, while a row of that is.
 */
export function leftByWithdrawal(
  withdrawn: readonly EarlierAnswer[],
  before: Cells,
  after: Cells,
  placeOf?: PlaceOf,
): readonly HeldCellAnswer[] {
  const ofCase = new Map(withdrawn.map((one) => [nameOfCase(one.place), one]));
  const ofCases = [...after].flatMap(([name, { kind, caseId, step, column, value, held }]) => {
    const at = ofCase.get(nameOfCase({ kind, caseId }));
    const then = before.get(name)?.value ?? null;
    if (at === undefined || then === null || value !== null || held === null) return [];
    if (held.because === 'row' && !finishesCaseAt(column, then)) return [];
    return [heldAnswer({ ...at, data: { token: at.token, step } }, column, held)];
  });
  return [...ofCases, ...leftByStep(withdrawn, NONE_ANSWERED, { before, after, placeOf })];
}

const NONE_ANSWERED: ReadonlySet<string> = new Set();

function finishesCaseAt(key: string, value: string): boolean {
  const column = answerColumn(key);
  return column !== undefined && finishesCase(column, value);
}

/** With what a corrected list leaves, as far as its own answers have not told of it. */
export function withLeft(outcome: Outcome, left: readonly HeldCellAnswer[]): Outcome {
  const nameOf = ({ reference, step, column }: HeldCellAnswer): string =>
    JSON.stringify([reference, step, column]);
  const told = [...outcome.conflicts, ...outcome.held, ...outcome.waiting].map(nameOf);
  const known = new Set(told);
  const once = new Map(left.map((one) => [nameOf(one), one]));
  const added = [...once].flatMap(([name, one]) => (known.has(name) ? [] : [one]));
  const placed = (place: (typeof PLACE_OF)[HeldCellAnswer['because']]): readonly HeldCellAnswer[] => [
    ...outcome[place],
    ...added.filter(({ because }) => PLACE_OF[because] === place),
  ];
  return { ...outcome, conflicts: placed('conflicts'), held: placed('held'), waiting: placed('waiting') };
}

/** What an answer leaves without ground: closed by one, while another says that all are not done. */
function leftWithoutGround(
  answer: ReadAnswer,
  answeredHere: ReadonlySet<string>,
  after: Cells,
): readonly HeldCellAnswer[] {
  return restingOn(answer.place.column).flatMap(({ key }) => {
    const name = cellName({ ...answer.place, column: key });
    const resting = after.get(name);
    return !answeredHere.has(name) && resting?.held?.because === 'waits'
      ? [heldAnswer(answer, key, resting.held)]
      : [];
  });
}

/** What an answer says the opposite of: closed, while another says that it is current all the same, or needs help. */
function gainsaidBy(
  answer: ReadAnswer,
  answeredHere: ReadonlySet<string>,
  after: Cells,
): readonly HeldCellAnswer[] {
  return GAINSAID.flatMap(({ key }) => {
    const name = cellName({ ...answer.place, column: key });
    const held = answeredHere.has(name) ? undefined : after.get(name)?.held;
    // Answers of another column stand in none but one that it contradicts.
    const isBecauseOfIt =
      held?.values.some(({ given }) => given.some(({ column }) => column === answer.place.column)) === true;
    return isBecauseOfIt ? [heldAnswer(answer, key, held)] : [];
  });
}

const GAINSAID = ANSWER_COLUMNS.filter(canAmount);
const restingOn = (column: string): readonly AnswerColumn[] =>
  ANSWER_COLUMNS.filter(({ restsOn }) => restsOn?.column === column);

/**
 * Whether classes must be renewed, and what is known of how cases were closed: by whatever closes or decides a case, says
 * that it is in the target system, or that it is not current. Any answer of a row can take that back, by standing against
 * another.
 *
 * @param before the cells of the cases as they were, all columns
 * @param after the same cells as they are now
 */
export function changesClass(before: Cells, after: Cells): boolean {
  return [...new Set([...before.keys(), ...after.keys()])].some((name) => {
    const then = before.get(name);
    const now = after.get(name);
    const { kind, column } = now ?? then ?? NOWHERE;
    if (column === STATUS) return (then?.value === NOT_CURRENT) !== (now?.value === NOT_CURRENT);
    if (!changesClassBy(column, kind)) return false;
    return then?.value !== now?.value || then?.effectiveOn !== now?.effectiveOn;
  });
}

const NOWHERE = { kind: '', column: '' };

/** Of persons and messages nothing is in the target system that their cases are classed by. */
function changesClassBy(key: string, kind: string): boolean {
  const { decides, attests } = answerColumn(key) ?? {};
  if (decides !== undefined || closesInSource(key)) return true;
  return (
    attests !== undefined &&
    MARKS[attests].kinds.some((of) => of === kind) &&
    MARKS[attests].inTarget !== null
  );
}

function heldAnswer(
  {
    sheet,
    row,
    data: { token, step },
  }: Pick<ReadAnswer, 'sheet' | 'row'> & { readonly data: Pick<AnsweredData, 'token' | 'step'> },
  column: string,
  { because, values }: NonNullable<AnswerCell['held']>,
): HeldCellAnswer {
  const { header = column, format } = answerColumn(column) ?? {};
  return {
    sheet,
    row,
    reference: token,
    step,
    column: header,
    because,
    values: values.flatMap(({ value, given }) =>
      [...new Set(given.map(({ worklist }) => worklist))]
        .sort()
        .map((worklist) => ({ value, worklist, isFreeText: format === 'text' && value !== null })),
    ),
  };
}
