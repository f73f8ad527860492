import type { TakenBack } from '../app/worklists/return-list.ts';
import type { Outcome } from './command.ts';

/** What the command says in the end: a file that can not be used, or an answer that somebody must see to. */
export function returnedOutcome(lists: readonly TakenBack[]): Outcome {
  if (lists.some((list) => 'error' in list)) return 'couldNotRun';
  const isHeldBack = (list: TakenBack): boolean =>
    !('error' in list) &&
    list.conflicts.length + list.held.length + list.waiting.length + list.rejected.length > 0;
  return lists.some(isHeldBack) ? 'no' : 'done';
}
