import { cellName, type AnswerCell, type AnsweredPlace } from './answers.ts';
import type { MarkName } from './marks.ts';

/**
 * What a closing rests on where another step comes first: an answer there, of the same case or of its person, that nobody
 * has said No to. Declared by the step that closes (`closesAfter`).
 */
export interface StepGround {
  /** The earlier step, and its column that must be answered: with a day, or Ja. */
  readonly step: string;
  readonly column: string;
  /** A column of the same row whose No says that it is not so after all; null where there is none. */
  readonly deniedBy: string | null;
  /** What is as good, said by hand of the case itself. */
  readonly byHand: readonly MarkName[];
  /** An answer on the closing's own row that says that it rests on nothing: the case has ended, and is not moved. */
  readonly needless: { readonly column: string; readonly value: string };
}

/** What holds where the ground is looked for. */
export interface GroundLookup {
  /** What a cell says, as far as nobody contradicts it; null where it says nothing. */
  readonly valueOf: (cell: string) => string | null;
  readonly placeOf: (place: AnsweredPlace) => AnsweredPlace;
  readonly isSaidByHand: (mark: MarkName) => boolean;
}

const NO = 'Nej';

/** Whether the ground of a case's closing is laid. */
export function isGroundLaid(
  { kind, caseId, token }: Pick<AnswerCell, 'kind' | 'caseId' | 'token'>,
  { step, column, deniedBy, byHand }: StepGround,
  { valueOf, placeOf, isSaidByHand }: GroundLookup,
): boolean {
  const at = (key: string): string | null =>
    valueOf(cellName(placeOf({ kind, caseId, token, step, column: key })));
  const said = at(column);
  const isAnswered = said !== null && said !== NO;
  if (deniedBy !== null && at(deniedBy) === NO) return false;
  return isAnswered || byHand.some(isSaidByHand);
}
