import { isUndecided } from '../classification/classes.ts';
import { PLANS } from '../plan/plans.ts';
import type { StepCall } from '../plan/step-entry.ts';
import type { Cell } from './cells.ts';

/** What a case calls a person for, by its class and by the lists that it stands on. */

const stepsCalling = (asked: StepCall): readonly string[] =>
  PLANS.flatMap(({ steps }) => steps.filter(({ calls }) => calls === asked).map(({ id }) => id));

const BEGUN_LATE = stepsCalling('begun-late');
const FOR_DECISION = stepsCalling('decision');

export const isBegunLate = ({ steps }: Cell): boolean => steps.some(({ step }) => BEGUN_LATE.includes(step));

export const needsDecision = (cell: Cell): boolean => 'class' in cell && isUndecided(cell.class);

/** In hospital on the day of read-only, and nobody has decided what holds. */
export const isTrapped = (cell: Cell): boolean =>
  cell.kind === 'vardtillfalle' && (cell.class === 'trapped' || cell.willBeTrapped);

/** Not for its class: a person or a message that no step can take, because somebody must first say whose it is. */
export const isListedForDecision = (cell: Cell): boolean =>
  !needsDecision(cell) &&
  !isTrapped(cell) &&
  cell.steps.some(({ step, state }) => FOR_DECISION.includes(step) && state === 'not-done');
