import type { FactValue } from '../kinds/kinds.ts';

/**
 * What a list does to the protection of a case that the list before called protected; null where that one did not.
 * Lifted is what it is no longer said to be, in whatever way: by a clear no, a dash or an empty cell.
 */
export function protectionChangeOf(before: FactValue, after: FactValue): 'lifted' | 'stays' | null {
  if (before !== 1) return null;
  return after === 1 ? 'stays' : 'lifted';
}
