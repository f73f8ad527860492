import type { TakenBack } from '../app/worklists/return-list.ts';
import type { Outcome } from './command.ts';

/**
 * What the command says in the end: a file that can not be used, or something that somebody must see to.
 *
 * @param withoutContact who was to have a list of conflicts, or a reply, and could not be sent it
 */
export function returnedOutcome(
  lists: readonly TakenBack[],
  withoutContact: readonly string[] = [],
): Outcome {
  if (lists.some((list) => 'error' in list)) return 'couldNotRun';
  const isHeldBack = (list: TakenBack): boolean =>
    !('error' in list) &&
    list.conflicts.length + list.held.length + list.waiting.length + list.rejected.length > 0;
  return withoutContact.length > 0 || lists.some(isHeldBack) ? 'no' : 'done';
}

/** Of a file that could not be used, too: whoever counts the files misses none. */
export function returnedFileJson(list: TakenBack) {
  if (!('error' in list)) return list;
  const { code, message, hint } = list.error;
  return {
    file: list.file,
    worklistId: null,
    ...{ rows: 0, applied: 0, unchanged: 0, conflicts: [], held: [], waiting: [], rejected: [] },
    error: { code, message, remedy: hint },
  };
}
