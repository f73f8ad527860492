import type { AnswerColumn } from '../answers/answer-columns.ts';
import { senseOf } from '../answers/row-senses.ts';
import { CLASS, OWNER, type Footing, type IssuedRow } from './returned-row.ts';

/** A row as it was handed out, and where its case stands now. */
interface Move {
  readonly handed: IssuedRow['cells'];
  readonly wasForNamedHandlers: boolean;
  readonly now: Footing;
}

type MoveGuard = (move: Move) => boolean;

/** Lists that were handed out before classes were kept say nothing of them. */
const toOtherClass: MoveGuard = ({ handed, now }) =>
  handed[CLASS] !== undefined && handed[CLASS] !== now.class;

const toOtherProtection: MoveGuard = ({ wasForNamedHandlers, now }) =>
  wasForNamedHandlers !== now.isForNamedHandlers;

const toOtherOwner: MoveGuard = ({ handed, now }) => (handed[OWNER] ?? now.owner) !== now.owner;

const MOVE_GUARDS: readonly MoveGuard[] = [toOtherClass, toOtherProtection, toOtherOwner];

/** What is answered on a row, and what has been decided by hand of its case since that was handed out. */
export interface AnswerOnRow {
  readonly column: AnswerColumn;
  readonly value: string | null;
  /** The class; null where nothing has. */
  readonly decidedSince: string | null;
}

/** That a case is closed confirms that it was finished, and not that it is to be moved. */
const isConfirmedByClosing = ({ column, value }: AnswerOnRow): boolean => {
  const sense = senseOf(column, value);
  return sense !== 'decides-move' && sense !== 'current';
};

/** Decided otherwise by hand, on an older list that knows nothing of it: two decisions. */
const isDecidedOtherwise = ({ column, value, decidedSince }: AnswerOnRow): boolean =>
  value !== null &&
  decidedSince !== null &&
  column.decides !== undefined &&
  column.decides[value] !== decidedSince;

/** Whether a person must confirm an answer: its case has moved since, or has been decided otherwise by hand. */
export const mustBeConfirmed = (
  answer: AnswerOnRow,
  handed: IssuedRow['cells'],
  wasForNamedHandlers: boolean,
  now: Footing | null,
): boolean =>
  answer.column.keepsAll !== true &&
  (isDecidedOtherwise(answer) ||
    (now?.class === 'closed' && !isConfirmedByClosing(answer)) ||
    hasMoved(handed, wasForNamedHandlers, now));

/**
 * Whether a list or a decision has moved a case to another working class, protection or owner since its row was handed
 * out: what is answered then may be meant for what the case was. One that is gone or closed confirms the answer.
 */
export function hasMoved(
  handed: IssuedRow['cells'],
  wasForNamedHandlers: boolean,
  now: Footing | null,
): boolean {
  if (now === null || now.class === 'closed') return false;
  return MOVE_GUARDS.some((moved) => moved({ handed, wasForNamedHandlers, now }));
}
