import type { InTarget, TargetEvidence } from '../classification/in-target.ts';
import { markOf, type MarkName } from '../answers/marks.ts';
import { isForDecision, waitingSince, type AnswerCell } from '../answers/answers.ts';
import { NEED_ATTENTION, type AnswerColumn } from '../answers/answer-columns.ts';
import type { Plan, Step } from '../plan/plan.ts';
import { ALL_STEPS } from '../plan/plans.ts';
import type { CountedGroup } from '../plan/readings.ts';
import type { Subject, SubjectKind } from '../plan/subject.ts';
import type { Place, StepPlace, StepState } from './cells.ts';

/** What has been answered of one case on the lists of one step, as of a day. */
export interface StepAnswer {
  readonly step: string;
  /** The day it was done, by the answers; null while it is not. */
  readonly doneOn: string | null;
  /** The same, by the columns that say so; null where it is done because it concerns nobody. */
  readonly attestedOn: string | null;
  readonly needsHelp: boolean;
  readonly isHeld: boolean;
  /** The owner of the list that it was answered on. */
  readonly owner: Place;
}

const DAY = /^\d{4}-\d\d-\d\d$/u;
const NOT_HERE = 'Ej aktuellt';
const DONE_WORDS = ['Ja', NOT_HERE];
const NOT_CONCERNED = 'Inte aktuell';
const DONE = 'Klar';

interface StepProof {
  /** Columns that must all be answered for a row to be done. */
  readonly columns: readonly AnswerColumn[];
  /** Whether a later list of the source system shows if it was done. */
  readonly isSeenInSource: boolean;
  /** Whether a list of the target shows it; and whether the case is there by it, so that a list can contradict it. */
  readonly isShownInTarget: boolean;
  readonly beginsInTarget: boolean;
}

const PROOFS = new Map(
  ALL_STEPS.map(({ id, columns: ofList }): [string, StepProof] => {
    const columns = ofList.flatMap((column) =>
      column.kind === 'answer' && column.finishes === true ? [column] : [],
    );
    const attested = columns.flatMap(({ attests }) => (attests === undefined ? [] : [markOf(attests)]));
    return [
      id,
      {
        columns,
        isSeenInSource: attested.some(({ system }) => system === 'source'),
        isShownInTarget: attested.some(({ isShownInTarget }) => isShownInTarget === true),
        beginsInTarget: attested.some(({ inTarget }) => inTarget === 'begins'),
      },
    ];
  }),
);
const NO_PROOF: StepProof = {
  columns: [],
  isSeenInSource: false,
  isShownInTarget: false,
  beginsInTarget: false,
};
const proofOf = (step: string): StepProof => PROOFS.get(step) ?? NO_PROOF;

/** Whether lists of the source system show that a step's work is done. */
export const isSeenInSource = (step: string): boolean => proofOf(step).isSeenInSource;

/** Whether a step's work begins something in the target system, which lists of it can bear out. */
export const beginsInTarget = (step: string): boolean => proofOf(step).beginsInTarget;

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
    attestedOn: isOnlyNotHere(known) ? null : lastDay,
    doneOn: lastDay ?? (isSaid ? status.effectiveOn : null),
    needsHelp:
      (status !== undefined && NEED_ATTENTION.includes(status.value ?? '')) ||
      cells.some((cell) => (waitingSince(cell) ?? '9999') <= asOf),
    isHeld: cells.some(isForDecision),
    owner,
  };
}

/** That there is nothing to answer for anybody attests nothing. */
const isOnlyNotHere = (known: readonly AnswerCell[]): boolean =>
  known.length > 0 && known.every(({ value }) => value === null || value === NOT_HERE);

/** What a case's list of the source system says of it. */
export interface SeenInSource {
  /** The last list that has it. */
  readonly lastSeenOn: string | null;
  /** A later list no longer has it, or has it closed. */
  readonly isFinished: boolean;
  /** What the lists of the target system say of it. */
  readonly inTargetLists?: TargetEvidence | null;
}

/** The steps that a case stands on, or a number of cases that are alike, and those that it was done on and has left. */
export function stepPlaces(
  of: Subject | CountedGroup,
  answers: ReadonlyMap<string, StepAnswer> | undefined,
  { lastSeenOn, isFinished, inTargetLists = null }: SeenInSource,
  plan: Pick<Plan, 'steps'>,
): readonly StepPlace[] {
  const places: StepPlace[] = [];
  stepsOfKind(plan, of.kind).forEach((step) => {
    const answer = answers?.get(step.id);
    const isOn = step.takes(of);
    const hasLeftDone = !isOn && answer !== undefined && answer.doneOn !== null;
    if (!isOn && !hasLeftDone) return;
    const { kommun, part, unit, recipient } = step.owner(of);
    const standing = standingOn(step.id, answer, inTargetLists);
    const state = isOn
      ? stateOnStep(answer, step.id, lastSeenOn, standing)
      : (isSeenInSource(step.id) && isFinished) || standing === 'confirmed'
        ? 'confirmed'
        : 'attested';
    const place = { step: step.id, owner: { kommun, part, unit }, recipient: recipient.name, state };
    places.push(standing === null ? place : { ...place, standing });
  });
  return places;
}

/** Asked for of every case: most steps of a plan are of other kinds. */
const byKind = new WeakMap<readonly Step[], Map<SubjectKind, readonly Step[]>>();

function stepsOfKind({ steps }: Pick<Plan, 'steps'>, kind: SubjectKind): readonly Step[] {
  const known = byKind.get(steps) ?? new Map<SubjectKind, readonly Step[]>();
  byKind.set(steps, known);
  const before = known.get(kind);
  if (before !== undefined) return before;
  const found = steps.filter((step) => step.kind === kind);
  known.set(kind, found);
  return found;
}

/**
 * What says that the case is in the target system, of a step whose work begins it there. A list that has it shows that
 * it is registered, and nothing of what is answered there; a later one that lacks it contradicts both.
 */
function standingOn(
  step: string,
  answer: StepAnswer | undefined,
  evidence: TargetEvidence | null,
): InTarget['standing'] | null {
  const { isShownInTarget, beginsInTarget } = proofOf(step);
  const attestedOn = answer?.attestedOn ?? null;
  if (!beginsInTarget) return null;
  if (evidence?.wasThere === true && isShownInTarget) return attestedOn === null ? 'listed' : 'confirmed';
  if (attestedOn === null) return null;
  return evidence !== null && evidence.wasThere !== true && evidence.listOn > attestedOn
    ? 'contradicted'
    : 'attested';
}

/** A list taken out after the answer goes before it: one of the source that still has the case, one of the target that lacks it. */
function stateOnStep(
  answer: StepAnswer | undefined,
  step: string,
  lastSeenOn: string | null,
  standing: InTarget['standing'] | null,
): StepState {
  if (standing === 'confirmed') return 'confirmed';
  // Who asks for help is not done, whatever a list shows.
  if (standing === 'listed') return answer?.needsHelp === true ? 'need-help' : 'confirmed';
  if (answer === undefined) return 'not-done';
  if (standing === 'contradicted') return answer.needsHelp ? 'need-help' : 'not-done';
  const isContradicted =
    isSeenInSource(step) && answer.doneOn !== null && lastSeenOn !== null && answer.doneOn < lastSeenOn;
  if (answer.doneOn !== null && !isContradicted) return 'attested';
  return answer.needsHelp ? 'need-help' : 'not-done';
}
