import type { ReturnedList } from '../domain/returned/returned-list.ts';
import type { UserError } from '../text/errors.ts';
import type { Outcome } from './command.ts';

/** A filled-in list that was taken back, or why it could not be. */
export type TakenBack = ReturnedList | { readonly file: string; readonly error: UserError };

/** What the command says in the end: a file that can not be used, or an answer that somebody must see to. */
export function returnedOutcome(lists: readonly TakenBack[]): Outcome {
  if (lists.some((list) => 'error' in list)) return 'couldNotRun';
  const isHeldBack = (list: TakenBack): boolean =>
    !('error' in list) &&
    list.conflicts.length + list.held.length + list.waiting.length + list.rejected.length > 0;
  return lists.some(isHeldBack) ? 'no' : 'done';
}
