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
