import type { Actor } from './actors.ts';
import type { Narrowing } from './selectors.ts';
import type { SubjectKind } from './subject.ts';

/**
 * A sum that lists must make: which cases are counted, on their own. Which steps' rows it is held to follows from the
 * steps themselves.
 */
export type SumEntry = { readonly label: string } & (
  | {
      /** Every open case of a kind, held to the steps that take their classes whole. */
      readonly open: Exclude<SubjectKind, 'patient' | 'sip_part'>;
    }
  | {
      /** Every vårdtillfälle that moves, held to the steps of the actors of a stage. */
      readonly stage: string;
    }
  | {
      /** Every case that a narrowing holds for; told only where there are any. */
      readonly of: 'sip';
      readonly narrowing: Narrowing<'sip'>;
    }
  | { readonly of: 'vardtillfalle'; readonly narrowing: Narrowing<'vardtillfalle'> }
);

/** Whether a step's rows are among those that a sum is held to. */
export function isHeldTo(
  sum: SumEntry,
  step: {
    readonly kind: SubjectKind;
    readonly narrowing: Narrowing<never> | null;
    readonly actor: Actor | null;
  },
): boolean {
  if ('open' in sum) return step.kind === sum.open && step.narrowing === null;
  if ('stage' in sum) return step.actor?.stage === sum.stage;
  return step.narrowing === sum.narrowing;
}
