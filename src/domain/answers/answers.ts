import { MARKED } from './by-hand.ts';
import type { MarkName } from './marks.ts';
import type { StepGround } from './step-ground.ts';
import { UNDONE } from './undone.ts';
import type { CaseClass } from '../classification/classes.ts';
import type { DecisionBasis } from '../classification/decision-facts.ts';

/**
 * Answers of returned worklists, cell by cell and row by row: a row is a case on a step. What holds for a cell follows from the answers given, never from the
 * order in which the files came back: answers given without knowing of each other that differ are held, and one that
 * was given on a list that showed the earlier ones goes before them.
 */
export const ANSWERED = 'answered';
export const RESOLVED = 'conflict-resolved';

/** The types of event that `foldAnswers` counts with. */
export const ANSWER_EVENTS = [ANSWERED, RESOLVED, MARKED, UNDONE] as const;

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
  /** Who wrote it down: of what is said by hand, whose word it is. */
  readonly by?: string;
  readonly data: string;
}

/** One answer as it was given. */
export interface GivenAnswer extends AnsweredData {
  readonly seq: number;
  readonly isResolution: boolean;
  readonly effectiveOn: string;
  /** Said of the case, and on no list. */
  readonly isByHand?: true;
}

/** What stands for the list where something was said by hand. */
export const BY_HAND = 'mark';

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
  /** On lists. */
  readonly given: readonly GivenAnswer[];
  /** The same, said of the case by hand. */
  readonly byHand: readonly GivenAnswer[];
}

export interface HeldCell {
  /**
   * `row`: another answer of its row is in conflict. `waits`: the answer that it rests on does not hold. `before-step`: nor
   * does the one on an earlier step.
   */
  readonly because: 'contradiction' | 'facts-changed' | 'row' | 'waits' | 'before-step';
  /** Every value that stands against another, in the order of the alphabet. */
  readonly values: readonly HeldValue[];
}

/** Who says what a cell holds, as it was last signed: never whoever handed the list in. Null where nobody has signed. */
export const signatureOf = ({ value, given }: Pick<AnswerCell, 'value' | 'given'>): string | null =>
  given.findLast((one) => one.value === value && one.by !== null)?.by ?? null;

/** Whether a person must say which answer is right; one that waits is settled by another cell of its row. */
export const isForDecision = ({ held }: AnswerCell): boolean =>
  held?.because === 'contradiction' || held?.because === 'facts-changed';

/** Whether an answer is kept and does not count, since what it rests on does not hold. */
const isWaiting = ({ held }: Pick<AnswerCell, 'held'>): boolean =>
  held?.because === 'waits' || held?.because === 'before-step';

/** The day that an answer has waited from; null where none waits. */
export const waitingSince = (cell: AnswerCell): string | null =>
  isWaiting(cell) ? firstDay(cell.held?.values ?? []) : null;

export function firstDay(values: readonly HeldValue[]): string | null {
  return values.flatMap(({ given }) => given.map(({ effectiveOn }) => effectiveOn)).sort()[0] ?? null;
}

export interface HeldValue {
  readonly value: string | null;
  readonly given: readonly GivenAnswer[];
}

/** Whether an answer says the opposite of another: `unknowing`, where neither was given in knowledge of the other. */
export type Gainsaying = 'never' | 'unknowing' | 'always';

/** How a column's answers go together. */
export interface AnswerTraits {
  /** Answers that give way to any other: work under way says nothing against work done. */
  readonly yields?: readonly string[];
  /** Answers do not contradict each other: all are kept. */
  readonly keepsAll?: true;
  /** Answers count only while another cell of the same row holds a value. */
  readonly restsOn?: { readonly column: string; readonly value: string };
  /** And only while an earlier step says what it must. */
  readonly closesAfter?: StepGround;
  /** A column of the same row that says the opposite: answers in both contradict each other, whoever gave them. */
  readonly excludes?: string;
  /** Another that may say the opposite, by what it says. */
  readonly gainsaidBy?: {
    readonly column: string;
    readonly isSo: (value: string, said: string) => Gainsaying;
  };
  /** Whether a value finishes the case, and not the row alone: not while any row of the case is in conflict. */
  readonly finishesCase?: (value: string) => boolean;
  /** What is said by hand of the case counts as an answer here: others rest on it, whichever way it is said. */
  readonly byHand?: { readonly mark: MarkName; readonly value: string };
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
