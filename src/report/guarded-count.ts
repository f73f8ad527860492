import { count } from './table.ts';

/** Protected persons are few: a number below five says too much where many see it. */
const SHOWN_FROM = 5;

/** The number of rows, unless the list is guarded and small. */
export function shownRows({
  rows,
  isGuarded,
}: {
  readonly rows: number;
  readonly isGuarded: boolean;
}): string {
  return isGuarded && rows < SHOWN_FROM ? `färre än ${SHOWN_FROM}` : count(rows);
}
