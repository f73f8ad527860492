import { MARKS, type MarkName } from '../answers/marks.ts';
import { isForDecision, waitingSince, type AnswerCell } from '../answers/answers.ts';
import { NEED_ATTENTION, type AnswerColumn } from '../answers/answer-columns.ts';
import type { Plan } from '../plan/plan.ts';
import { ALL_STEPS } from '../plan/plans.ts';
import type { CountedGroup } from '../plan/readings.ts';
import type { Subject } from '../plan/subject.ts';
import type { Place, StepPlace, StepState } from './cells.ts';

/** What has been answered of one case on the lists of one step, as of a day. */
export interface StepAnswer {
  readonly step: string;
  /** The day it was done, by the answers; null while it is not. */
  readonly doneOn: string | null;
  readonly needsHelp: boolean;
  readonly isHeld: boolean;
  /** The owner of the list that it was answered on. */
  readonly owner: Place;
}

const DAY = /^\d{4}-\d\d-\d\d$/u;
const DONE_WORDS = ['Ja', 'Ej aktuellt'];
const NOT_CONCERNED = 'Inte aktuell';
const DONE = 'Klar';

interface StepProof {
  /** Columns that must all be answered for a row to be done. */
  readonly columns: readonly AnswerColumn[];
  /** Whether a later list of the source system shows if it was done. */
  readonly isSeenInSource: boolean;
}

const PROOFS = new Map(
  ALL_STEPS.map(({ id, columns: ofList }): [string, StepProof] => {
    const columns = ofList.flatMap((column) =>
      column.kind === 'answer' && column.finishes === true ? [column] : [],
    );
    const isSeenInSource = columns.some(
      ({ attests }) => attests !== undefined && MARKS[attests].system === 'source',
    );
    return [id, { columns, isSeenInSource }];
  }),
);
const proofOf = (step: string): StepProof => PROOFS.get(step) ?? { columns: [], isSeenInSource: false };

/** Whether lists of the source system show that a step's work is done. */
export const isSeenInSource = (step: string): boolean => proofOf(step).isSeenInSource;

/**
 * Sums up the answered cells of one case and step. A row is done when the columns that finish it are answered; a step
 * without such columns by "Klar". "Inte aktuell" is as good, but not for what a list of the source system still shows.
 *
 * @param markedByHand marks of the case that were noted by hand, with their day
 */
export function stepAnswerOf(
  step: string,
  cells: readonly AnswerCell[],
  owner: Place,
  asOf: string,
  markedByHand: ReadonlyMap<MarkName, string>,
): StepAnswer {
  const known = cells.filter(({ effectiveOn }) => effectiveOn !== null && effectiveOn <= asOf);
  const status = known.find(({ column }) => column === 'status');
  const { columns, isSeenInSource: isSeen } = proofOf(step);
  const days = columns.map(({ key, attests }) => {
    const byHand = attests === undefined ? undefined : markedByHand.get(attests);
    const cell = known.find(({ column }) => column === key);
    if (cell?.value === null || cell === undefined) return byHand ?? null;
    if (DAY.test(cell.value)) return cell.value <= asOf ? cell.value : null;
    return DONE_WORDS.includes(cell.value) ? cell.effectiveOn : null;
  });
  const lastDay =
    days.length > 0 && days.every((day) => day !== null) ? (days.toSorted().at(-1) ?? null) : null;
  const isSaid =
    (status?.value === NOT_CONCERNED && !isSeen) || (status?.value === DONE && columns.length === 0);
  return {
    step,
    doneOn: lastDay ?? (isSaid ? status.effectiveOn : null),
    needsHelp:
      (status !== undefined && NEED_ATTENTION.includes(status.value ?? '')) ||
      cells.some((cell) => (waitingSince(cell) ?? '9999') <= asOf),
    isHeld: cells.some(isForDecision),
    owner,
  };
}

/** What a case's list of the source system says of it. */
export interface SeenInSource {
  /** The last list that has it. */
  readonly lastSeenOn: string | null;
  /** A later list no longer has it, or has it closed. */
  readonly isFinished: boolean;
}

/** The steps that a case stands on, or a number of cases that are alike, and those that it was done on and has left. */
export function stepPlaces(
  of: Subject | CountedGroup,
  answers: ReadonlyMap<string, StepAnswer> | undefined,
  { lastSeenOn, isFinished }: SeenInSource,
  { steps }: Pick<Plan, 'steps'>,
): readonly StepPlace[] {
  const places: StepPlace[] = [];
  for (const step of steps) {
    if (step.kind !== of.kind) continue;
    const answer = answers?.get(step.id);
    const isOn = step.takes(of);
    const hasLeftDone = !isOn && answer !== undefined && answer.doneOn !== null;
    if (!isOn && !hasLeftDone) continue;
    const { kommun, part, unit, recipient } = step.owner(of);
    const state = isOn
      ? stateOnStep(answer, step.id, lastSeenOn)
      : isSeenInSource(step.id) && isFinished
        ? 'confirmed'
        : 'attested';
    places.push({ step: step.id, owner: { kommun, part, unit }, recipient: recipient.name, state });
  }
  return places;
}

/** A list taken out after the answer that still has the case goes before the answer. */
function stateOnStep(answer: StepAnswer | undefined, step: string, lastSeenOn: string | null): StepState {
  if (answer === undefined) return 'not-done';
  const isContradicted =
    isSeenInSource(step) && answer.doneOn !== null && lastSeenOn !== null && answer.doneOn < lastSeenOn;
  if (answer.doneOn !== null && !isContradicted) return 'attested';
  return answer.needsHelp ? 'need-help' : 'not-done';
}
