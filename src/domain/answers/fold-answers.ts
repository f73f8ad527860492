import {
  ANSWERED,
  BY_HAND,
  cellName,
  firstDay,
  RESOLVED,
  type AnswerCell,
  type AnsweredData,
  type AnsweredPlace,
  type AnswerEvent,
  type AnswerTraits,
  type GivenAnswer,
  type Gainsaying,
  type HeldCell,
  type HeldValue,
} from './answers.ts';
import { wordsByHand } from './by-hand.ts';
import type { MarkName } from './marks.ts';
import { heldByUndoing, undoneSeqs } from './undone.ts';
import { isGroundLaid, type StepGround } from './step-ground.ts';
import { unretired } from './unretired.ts';
import { groupBy } from '../words/group-by.ts';
import { compareText } from '../words/compare-text.ts';

const BETWEEN_TEXTS = ' / ';

interface Given {
  readonly place: AnsweredPlace;
  readonly answers: GivenAnswer[];
  byHand: readonly GivenAnswer[];
}

/** One for all cells: there is a cell for every answer of a register. */
const NO_WORDS: readonly GivenAnswer[] = [];

type TraitsOf = (column: string, step: string) => AnswerTraits;

/**
 * @param events those of `ANSWER_EVENTS`, in the order of `seq`; others are passed over
 * @param placeOf where an answer belongs, that was given under another name of the same person
 * @returns the cells that anybody has answered, by `cellName`
 */
export function foldAnswers(
  events: readonly AnswerEvent[],
  traitsOf: TraitsOf,
  placeOf: (place: AnsweredPlace) => AnsweredPlace = (place) => place,
): ReadonlyMap<string, AnswerCell> {
  const given = givenOnLists(events, placeOf);
  addWordsByHand(given, events, traitsOf);
  const each = new Map(
    [...given].map(([name, said]) => [name, cellOf(said, traitsOf(said.place.column, said.place.step))]),
  );
  const alone = new Map(
    [...each].map(([name, cell]) => [name, gainsaid(cell, each, traitsOf(cell.column, cell.step))]),
  );
  const contested = [...alone.values()].filter(({ held }) => held?.because === 'contradiction');
  const inConflict = new Set(contested.map(rowName));
  const casesInConflict = new Set(contested.map(caseName));
  const isLaid = openGrounds(alone, inConflict, placeOf, events);
  return new Map(
    [...alone].map(([name, cell]) => {
      const traits = traitsOf(cell.column, cell.step);
      const grounded = afterStep(waiting(cell, alone, traits), alone, traits, isLaid);
      const isSuspended = inConflict.has(rowName(cell))
        ? traits.keepsAll !== true
        : cell.value !== null &&
          traits.finishesCase?.(cell.value) === true &&
          casesInConflict.has(caseName(cell));
      return [name, isSuspended ? suspended(grounded) : grounded];
    }),
  );
}

function givenOnLists(
  events: readonly AnswerEvent[],
  placeOf: (place: AnsweredPlace) => AnsweredPlace,
): Map<string, Given> {
  const undone = undoneSeqs(events);
  const held = heldByUndoing(events);
  const given = new Map<string, Given>();
  for (const event of events) {
    const { seq, type, kind, caseId, effectiveOn } = event;
    if ((type !== ANSWERED && type !== RESOLVED) || kind === null || caseId === null || undone.has(seq))
      continue;
    const data = JSON.parse(event.data) as AnsweredData;
    const place = placeOf({ kind, caseId, step: data.step, column: data.column, token: data.token });
    const name = cellName(place);
    const isHeld = held.has(seq) ? ({ isHeld: true } as const) : null;
    // Written into what was parsed: a copy of every answer of a register would be felt.
    const answer = Object.assign(data, { seq, isResolution: type === RESOLVED, effectiveOn }, isHeld);
    const known = given.get(name);
    if (known === undefined) given.set(name, { place, answers: [answer], byHand: NO_WORDS });
    else known.answers.push(answer);
  }
  return given;
}

/**
 * What is said of a case by hand is an answer in each of its rows that anybody has answered, where that is asked there and
 * other answers rest on it: it knows of no list, and contradicts what lists say otherwise.
 */
function addWordsByHand(given: Map<string, Given>, events: readonly AnswerEvent[], traitsOf: TraitsOf): void {
  const words = groupBy(wordsByHand(events), ({ kind, caseId, mark }) => wordName(kind, caseId, mark));
  if (words.size === 0) return;
  for (const { place } of [...given.values()]) {
    const { kind, caseId, step, token } = place;
    for (const column of [place.column, traitsOf(place.column, step).restsOn?.column]) {
      const said = column === undefined ? undefined : traitsOf(column, step).byHand;
      const own = said === undefined ? undefined : words.get(wordName(kind, caseId, said.mark));
      if (column === undefined || said === undefined || own === undefined) continue;
      const name = cellName({ kind, caseId, step, column });
      const cell = given.get(name) ?? { place: { ...place, column }, answers: [], byHand: NO_WORDS };
      given.set(name, cell);
      // Both what it rests on and what rests on it lead here.
      cell.byHand = own.map(({ event }) => asAnswer(event, { step, token, column, value: said.value }));
    }
  }
}

const wordName = (kind: string, caseId: string, mark: MarkName): string =>
  [kind, caseId, mark].join('\u0000');

const asAnswer = (
  { seq, effectiveOn, by }: Pick<AnswerEvent, 'seq' | 'effectiveOn' | 'by'>,
  said: Pick<GivenAnswer, 'step' | 'token' | 'column' | 'value'>,
): GivenAnswer => ({
  ...said,
  ...{
    seq,
    effectiveOn,
    by: by ?? null,
    on: effectiveOn,
    listSeq: seq,
    baseline: null,
    isResolution: false,
    isByHand: true,
  },
  ...{ worklist: BY_HAND, return: BY_HAND, returnedOn: effectiveOn },
});

/** Who has said what a cell holds, on lists and by hand. */
const saying = ({ given, byHand }: AnswerCell, said: string): readonly GivenAnswer[] =>
  allOf(given, byHand).filter(({ value }) => value === said);

const allOf = (given: readonly GivenAnswer[], byHand: readonly GivenAnswer[]): readonly GivenAnswer[] =>
  byHand.length === 0 ? given : [...given, ...byHand];

const caseName = ({ kind, caseId }: AnswerCell): string => [kind, caseId].join('\u0000');
const rowName = ({ kind, caseId, step }: AnswerCell): string => [kind, caseId, step].join('\u0000');

/** A cell as it is while another of its row is in conflict: nobody knows which of the row's answers are meant. */
function suspended(cell: AnswerCell): AnswerCell {
  const { value } = cell;
  if (value === null) return cell;
  const values = byValue(saying(cell, value));
  return { ...cell, value: null, effectiveOn: null, held: cell.held ?? { because: 'row', values } };
}

/** A cell as it is while another of its row says the opposite, unless a person has chosen it with both before their eyes. */
function gainsaid(
  cell: AnswerCell,
  cells: ReadonlyMap<string, AnswerCell>,
  traits: AnswerTraits,
): AnswerCell {
  const isContested = cell.held?.because === 'contradiction';
  if (cell.value === null && !isContested) return cell;
  const opposites = oppositesOf(cell, cells, traits);
  if (opposites.length === 0) return cell;
  const own = isContested ? cell.held.values : byValue(cell.value === null ? [] : saying(cell, cell.value));
  const against = opposites.flatMap((opposite) => opposing(own, opposite));
  const isChosen = cell.given.some(
    ({ isResolution, listSeq }) => isResolution && against.every(({ seq }) => seq < listSeq),
  );
  if (against.length === 0 || isChosen) return cell;
  const none = {
    value: null,
    given: [...against, ...own.flatMap(({ value, given }) => (value === null ? given : []))],
  };
  const values = [none, ...own.filter(({ value }) => value !== null)];
  return { ...cell, value: null, effectiveOn: null, held: { because: 'contradiction', values } };
}

/** Another cell of the row that says something, and whether that is the opposite of a value. */
interface Opposite {
  readonly cell: AnswerCell;
  readonly isSo: (value: string) => Gainsaying;
}

const NOBODY: readonly Opposite[] = [];

/** The other cells of the row that say the opposite of anything that stands in a cell. */
function oppositesOf(
  { kind, caseId, step, value, held }: AnswerCell,
  cells: ReadonlyMap<string, AnswerCell>,
  { excludes, gainsaidBy }: AnswerTraits,
): readonly Opposite[] {
  if (excludes === undefined && gainsaidBy === undefined) return NOBODY;
  const others = [
    ...(excludes === undefined ? [] : [{ column: excludes, isSo: () => 'always' as const }]),
    ...(gainsaidBy === undefined ? [] : [gainsaidBy]),
  ];
  const own = value === null ? (held?.values.map((one) => one.value) ?? []) : [value];
  return others.flatMap(({ column, isSo }) => {
    const opposite = cells.get(cellName({ kind, caseId, step, column }));
    const said = opposite?.value ?? null;
    if (opposite === undefined || said === null) return [];
    const isOpposed = own.some((one) => one !== null && isSo(one, said) !== 'never');
    return isOpposed ? [{ cell: opposite, isSo: (one) => isSo(one, said) }] : [];
  });
}

/** The answers of an opposite that stand against what a cell holds. */
function opposing(own: readonly HeldValue[], { cell, isSo }: Opposite): readonly GivenAnswer[] {
  const against = own.flatMap(({ value, given }) => {
    const how = value === null ? 'never' : isSo(value);
    return how === 'never' ? [] : given.map((answer) => ({ how, answer }));
  });
  return saying(cell, cell.value ?? '').filter((one) =>
    against.some(({ how, answer }) => how === 'always' || isUnknowing(one, answer)),
  );
}

/** Whether neither of two answers was given on a list that was handed out after the other; what is said by hand was on none. */
const isUnknowing = (one: GivenAnswer, other: GivenAnswer): boolean =>
  !knowsOf(one, other) && !knowsOf(other, one);

const knowsOf = ({ isByHand, listSeq }: GivenAnswer, { seq }: GivenAnswer): boolean =>
  isByHand !== true && seq < listSeq;

/** A cell as it is while what it rests on does not hold: kept, and not counted. */
function waiting(
  cell: AnswerCell,
  cells: ReadonlyMap<string, AnswerCell>,
  { restsOn }: AnswerTraits,
): AnswerCell {
  if (restsOn === undefined || cell.value === null) return cell;
  const { kind, caseId, step } = cell;
  const base = cells.get(cellName({ kind, caseId, step, column: restsOn.column }));
  if (base?.value === restsOn.value) return cell;
  const values = byValue(saying(cell, cell.value));
  return { ...cell, value: null, effectiveOn: null, held: { because: 'waits', values } };
}

/** Opens a question of what an earlier step says: nothing, while its own row is in conflict. */
function openGrounds(
  cells: ReadonlyMap<string, AnswerCell>,
  inConflict: ReadonlySet<string>,
  placeOf: (place: AnsweredPlace) => AnsweredPlace,
  events: readonly AnswerEvent[],
): (cell: AnswerCell, ground: StepGround) => boolean {
  // Few plans have such steps: asked for when the first closing is met.
  let byHand: ReadonlySet<string> | undefined;
  return (cell, ground) => {
    byHand ??= new Set(wordsByHand(events).map(({ kind, caseId, mark }) => wordName(kind, caseId, mark)));
    const words = byHand;
    return isGroundLaid(cell, ground, {
      placeOf,
      valueOf: (name) => {
        const said = cells.get(name);
        return said === undefined || inConflict.has(rowName(said)) ? null : said.value;
      },
      isSaidByHand: (mark) => words.has(wordName(cell.kind, cell.caseId, mark)),
    });
  };
}

/** A closing as it is while an earlier step does not say what it rests on: kept, and not counted. */
function afterStep(
  cell: AnswerCell,
  cells: ReadonlyMap<string, AnswerCell>,
  { closesAfter }: AnswerTraits,
  isLaid: ReturnType<typeof openGrounds>,
): AnswerCell {
  if (closesAfter === undefined || cell.value === null) return cell;
  const { column, value } = closesAfter.needless;
  if (cells.get(cellName({ ...cell, column }))?.value === value || isLaid(cell, closesAfter)) return cell;
  const values = byValue(saying(cell, cell.value));
  return { ...cell, value: null, effectiveOn: null, held: { because: 'before-step', values } };
}

function cellOf({ place, answers, byHand }: Given, { yields = [], keepsAll }: AnswerTraits): AnswerCell {
  // Written out field by field: there is a cell for every answer of a register.
  const { kind, caseId, token, step, column } = place;
  const cell = (value: string | null, effectiveOn: string | null, held: HeldCell | null): AnswerCell => ({
    kind,
    caseId,
    token,
    step,
    column,
    value,
    effectiveOn,
    held,
    given: answers,
    byHand,
  });
  const heads = unretired(allOf(answers, byHand));
  const counting = byValue(heads.filter(({ isHeld }) => isHeld !== true));
  const waiting = byValue(heads.filter(({ isHeld }) => isHeld === true)).filter(
    ({ value }) => !counting.some((other) => other.value === value),
  );
  const firm = counting.filter(({ value }) => value === null || !yields.includes(value));
  const standing = firm.length === 0 ? counting : firm;
  if (keepsAll === true) {
    const texts = standing.filter(({ value }) => value !== null);
    const value = texts.length === 0 ? null : texts.map((text) => text.value).join(BETWEEN_TEXTS);
    return cell(value, firstDay(texts), heldOf('facts-changed', standing, waiting));
  }
  if (standing.length > 1)
    return cell(null, null, heldOf('contradiction', standing, [...waiting, ...standing]));
  return cell(standing[0]?.value ?? null, firstDay(standing), heldOf('facts-changed', standing, waiting));
}

function heldOf(
  because: HeldCell['because'],
  standing: readonly HeldValue[],
  held: readonly HeldValue[],
): HeldCell | null {
  if (held.length === 0) return null;
  const values = [...new Set([...standing, ...held])].filter(
    ({ value }) => value !== null || because === 'contradiction',
  );
  return { because, values: values.sort((a, b) => compareText(a.value ?? '', b.value ?? '')) };
}

function byValue(answers: readonly GivenAnswer[]): readonly HeldValue[] {
  const values = new Map<string | null, GivenAnswer[]>();
  for (const answer of answers) values.set(answer.value, [...(values.get(answer.value) ?? []), answer]);
  return [...values]
    .map(([value, given]) => ({ value, given }))
    .sort((a, b) => compareText(a.value ?? '', b.value ?? ''));
}
