import { GUARDED_FROM } from '../../domain/worklists/guarded.ts';
import { count } from '../../domain/words/counted.ts';

const isHidden = (guardedRows: number): boolean => guardedRows > 0 && guardedRows < GUARDED_FROM;

/** A number of which some are guarded: where these are few, they are not to be had by subtraction either. */
export function shownWith(number: number, guardedRows: number): string {
  return isHidden(guardedRows) ? `${count(number - guardedRows)} och de skyddade` : count(number);
}

/** The rows of several lists in all, and whether guarded ones are left out, since these are too few to be told. */
export function shownTotal(lists: readonly { readonly rows: number; readonly isGuarded: boolean }[]): {
  readonly rows: string;
  readonly isWithoutGuarded: boolean;
} {
  const told = lists.filter(({ rows, isGuarded }) => !isGuarded || !isHidden(rows));
  return {
    rows: count(told.reduce((sum, { rows }) => sum + rows, 0)),
    isWithoutGuarded: told.length < lists.length,
  };
}

/** The number of rows, unless the list is guarded and small. */
export function shownRows({
  rows,
  isGuarded,
}: {
  readonly rows: number;
  readonly isGuarded: boolean;
}): string {
  return isGuarded && rows < GUARDED_FROM ? `färre än ${GUARDED_FROM}` : count(rows);
}
