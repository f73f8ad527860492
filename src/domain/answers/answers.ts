import { heldByUndoing, undoneSeqs } from './undone.ts';
import type { CaseClass } from '../classification/classes.ts';
import type { DecisionBasis } from '../classification/decision-facts.ts';

/**
 * Answers of returned worklists, cell by cell and row by row: a row is a case on a step. What holds for a cell follows from the answers given, never from the
 * order in which the files came back: answers given without knowing of each other that differ are held, and one that
 * was given on a list that showed the earlier ones goes before them.
 */
export const ANSWERED = 'answered';
export const RESOLVED = 'conflict-resolved';

/** Data of both events. */
export interface AnsweredData {
  /** The return that it came with, and its day. */
  readonly return: string;
  readonly returnedOn: string;
  /** The list that it was given on, and the event by which that was handed out. */
  readonly worklist: string;
  readonly listSeq: number;
  /** The row's key in the list: a reference. */
  readonly token: string;
  readonly step: string;
  readonly column: string;
  /** What the cell held when it was handed out. */
  readonly baseline: string | null;
  /** Null where an answer was taken back. */
  readonly value: string | null;
  /** Who answered, as they wrote it: may be a name, and is shown in worklists alone. */
  readonly by: string | null;
  /** The day that the row itself gives. */
  readonly on: string | null;
  /** The facts of the row had changed since the list was handed out: it counts only once a person confirms it. */
  readonly isHeld?: true;
  /** The class that is decided by it, and what that rests on. */
  readonly decides?: CaseClass;
  readonly restsOn?: DecisionBasis;
  readonly overruled?: { readonly class: string; readonly rule: string };
  /** Of work in the source system, done before that was set read-only and handed in after. */
  readonly isLate?: true;
}

export interface AnswerEvent {
  readonly seq: number;
  readonly type: string;
  readonly kind: string | null;
  readonly caseId: string | null;
  readonly effectiveOn: string;
  readonly data: string;
}

/** One answer as it was given. */
interface GivenAnswer extends AnsweredData {
  readonly seq: number;
  readonly isResolution: boolean;
  readonly effectiveOn: string;
}

/** What holds for one cell. */
export interface AnswerCell {
  readonly kind: string;
  readonly caseId: string;
  readonly token: string;
  readonly step: string;
  readonly column: string;
  /** Null where nothing is answered, and where the answers contradict each other. */
  readonly value: string | null;
  /** The day the value counts from. */
  readonly effectiveOn: string | null;
  readonly held: HeldCell | null;
  readonly given: readonly GivenAnswer[];
}

interface HeldCell {
  /** `row`: another answer of its row is in conflict. `waits`: the answer that it rests on does not hold. */
  readonly because: 'contradiction' | 'facts-changed' | 'row' | 'waits';
  /** Every value that stands against another, in the order of the alphabet. */
  readonly values: readonly HeldValue[];
}

/** Who says what a cell holds, as it was last signed: never whoever handed the list in. Null where nobody has signed. */
export const signatureOf = ({ value, given }: Pick<AnswerCell, 'value' | 'given'>): string | null =>
  given.findLast((one) => one.value === value && one.by !== null)?.by ?? null;

/** Whether a person must say which answer is right; one that waits is settled by another cell of its row. */
export const isForDecision = ({ held }: AnswerCell): boolean =>
  held?.because === 'contradiction' || held?.because === 'facts-changed';

/** The day that an answer has waited from; null where none waits. */
export const waitingSince = ({ held }: AnswerCell): string | null =>
  held?.because === 'waits' ? firstDay(held.values) : null;

export interface HeldValue {
  readonly value: string | null;
  readonly given: readonly GivenAnswer[];
}

/** How a column's answers go together. */
export interface AnswerTraits {
  /** Answers that give way to any other: work under way says nothing against work done. */
  readonly yields?: readonly string[];
  /** Answers do not contradict each other: all are kept. */
  readonly keepsAll?: true;
  /** Answers count only while another cell of the same row holds a value. */
  readonly restsOn?: { readonly column: string; readonly value: string };
  /** A column of the same row that says the opposite: answers in both contradict each other, whoever gave them. */
  readonly excludes?: string;
  /** Another that may say the opposite, by what it says. */
  readonly gainsaidBy?: {
    readonly column: string;
    readonly isSo: (value: string, said: string) => boolean;
  };
}

export interface CellPlace {
  readonly kind: string;
  readonly caseId: string;
  readonly step: string;
  readonly column: string;
}

/** Where an answer belongs, and the reference that the case is shown by. */
export interface AnsweredPlace extends CellPlace {
  readonly token: string;
}

export const cellName = ({ kind, caseId, step, column }: CellPlace): string =>
  [kind, caseId, step, column].join('\u0000');

const BETWEEN_TEXTS = ' / ';

/**
 * @param events all events of answers, resolutions and counter-events, in the order of `seq`
 * @param placeOf where an answer belongs, that was given under another name of the same person
 * @returns the cells that anybody has answered, by `cellName`
 */
export function foldAnswers(
  events: readonly AnswerEvent[],
  traitsOf: (column: string, step: string) => AnswerTraits,
  placeOf: (place: AnsweredPlace) => AnsweredPlace = (place) => place,
): ReadonlyMap<string, AnswerCell> {
  const undone = undoneSeqs(events);
  const held = heldByUndoing(events);
  const given = new Map<string, { readonly place: AnsweredPlace; readonly answers: GivenAnswer[] }>();
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
    if (known === undefined) given.set(name, { place, answers: [answer] });
    else known.answers.push(answer);
  }
  const each = new Map(
    [...given].map(([name, { place, answers }]) => [
      name,
      cellOf(place, answers, traitsOf(place.column, place.step)),
    ]),
  );
  const alone = new Map(
    [...each].map(([name, cell]) => [name, gainsaid(cell, each, traitsOf(cell.column, cell.step))]),
  );
  const inConflict = new Set(
    [...alone.values()].filter(({ held }) => held?.because === 'contradiction').map(rowName),
  );
  return new Map(
    [...alone].map(([name, cell]) => {
      const traits = traitsOf(cell.column, cell.step);
      const grounded = waiting(cell, alone, traits);
      return [
        name,
        inConflict.has(rowName(cell)) && traits.keepsAll !== true ? suspended(grounded) : grounded,
      ];
    }),
  );
}

const rowName = ({ kind, caseId, step }: AnswerCell): string => [kind, caseId, step].join('\u0000');

/** A cell as it is while another of its row is in conflict: nobody knows which of the row's answers are meant. */
function suspended(cell: AnswerCell): AnswerCell {
  if (cell.value === null) return cell;
  const values = byValue(cell.given.filter(({ value }) => value === cell.value));
  return { ...cell, value: null, effectiveOn: null, held: cell.held ?? { because: 'row', values } };
}

/** A cell as it is while another of its row says the opposite, unless a person has chosen it with both before their eyes. */
function gainsaid(
  cell: AnswerCell,
  cells: ReadonlyMap<string, AnswerCell>,
  traits: AnswerTraits,
): AnswerCell {
  const isContested = cell.held?.because === 'contradiction';
  const isAlone = traits.excludes === undefined && traits.gainsaidBy === undefined;
  if (isAlone || (cell.value === null && !isContested)) return cell;
  const own = isContested
    ? cell.held.values
    : byValue(cell.given.filter(({ value }) => value === cell.value));
  const against = opposing(cell, own, cells, traits);
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

/** The answers in other cells of the row that say the opposite of what a cell holds. */
function opposing(
  { kind, caseId, step }: AnswerCell,
  own: readonly HeldValue[],
  cells: ReadonlyMap<string, AnswerCell>,
  { excludes, gainsaidBy }: AnswerTraits,
): readonly GivenAnswer[] {
  const others = [
    ...(excludes === undefined ? [] : [{ column: excludes, isSo: () => true }]),
    ...(gainsaidBy === undefined ? [] : [gainsaidBy]),
  ];
  return others.flatMap(({ column, isSo }) => {
    const opposite = cells.get(cellName({ kind, caseId, step, column }));
    const said = opposite?.value ?? null;
    if (opposite === undefined || said === null) return [];
    const isOpposed = own.some(({ value }) => value !== null && isSo(value, said));
    return isOpposed ? opposite.given.filter(({ value }) => value === said) : [];
  });
}

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
  const values = byValue(cell.given.filter(({ value }) => value === cell.value));
  return { ...cell, value: null, effectiveOn: null, held: { because: 'waits', values } };
}

function cellOf(
  place: AnsweredPlace,
  answers: readonly GivenAnswer[],
  { yields = [], keepsAll }: AnswerTraits,
): AnswerCell {
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
  });
  const heads = unretired(answers);
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
  return { because, values: values.sort((a, b) => compare(a.value ?? '', b.value ?? '')) };
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function firstDay(values: readonly HeldValue[]): string | null {
  return values.flatMap(({ given }) => given.map(({ effectiveOn }) => effectiveOn)).sort()[0] ?? null;
}

/** The answers that no other was given in knowledge of. */
function unretired(answers: readonly GivenAnswer[]): readonly GivenAnswer[] {
  const knowing = answers.filter(
    (answer) => answer.isHeld !== true && (answer.isResolution || answer.baseline !== null),
  );
  return answers.filter(
    (answer) =>
      !knowing.some(
        (other) =>
          other !== answer &&
          (answer.seq < other.listSeq ||
            (answer.listSeq < other.listSeq && isWeighedBy(other, answer, answers))),
      ),
  );
}

/**
 * The same answer again, on an older list. Whoever settles a conflict has weighed what was said, whoever says it again; who
 * answers on a newer list has weighed what its row showed, and not what another person says without knowing of that.
 */
function isWeighedBy(other: GivenAnswer, answer: GivenAnswer, answers: readonly GivenAnswer[]): boolean {
  return answers.some(
    ({ seq, value, by }) =>
      seq < other.listSeq &&
      value === answer.value &&
      (other.isResolution || answer.by === null || by === answer.by),
  );
}

function byValue(answers: readonly GivenAnswer[]): readonly HeldValue[] {
  const values = new Map<string | null, GivenAnswer[]>();
  for (const answer of answers) values.set(answer.value, [...(values.get(answer.value) ?? []), answer]);
  return [...values]
    .map(([value, given]) => ({ value, given }))
    .sort((a, b) => compare(a.value ?? '', b.value ?? ''));
}
