import type { MissingCell } from './judge-coverage.ts';

/** Of a place: how many of its cases are of persons who are protected, among those that are counted as lacking. */
export interface GuardedCell extends MissingCell {
  readonly guarded: number;
}

/** A place as it is told; `isRest` is all places that are not told of by themselves, and says no kommun and no part. */
export interface ToldCell extends MissingCell {
  readonly isRest: boolean;
}

/** So many others must be lacking in a place for a protected person among them to be hidden by them. */
const HIDING = 5;

/**
 * Where cases are lacking, as it may be told: where a protected person is among them, no place is told of in which few
 * others are lacking. All other places are then one, those that lack nothing too: it can not be told which it is by how
 * many cases it has. The sums are right.
 */
export function toldCells(cells: readonly GuardedCell[]): readonly ToldCell[] {
  const lacking = cells.filter(({ open, inList }) => open > inList);
  const isTold = ({ open, inList, guarded }: GuardedCell): boolean => open - inList - guarded >= HIDING;
  if (lacking.every(({ guarded }) => guarded === 0)) return lacking.map((cell) => asTold(cell));
  const rest = cells.filter((cell) => !isTold(cell));
  const sumOf = (count: (cell: GuardedCell) => number): number =>
    rest.reduce((sum, cell) => sum + count(cell), 0);
  const together = {
    kommun: null,
    part: null,
    open: sumOf(({ open }) => open),
    inList: sumOf(({ inList }) => inList),
    isRest: true,
  };
  return [
    ...lacking.filter(isTold).map((cell) => asTold(cell)),
    ...(together.open > together.inList ? [together] : []),
  ];
}

const asTold = ({ kommun, part, open, inList }: GuardedCell): ToldCell => ({
  kommun,
  part,
  open,
  inList,
  isRest: false,
});
