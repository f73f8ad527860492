import type { OutdatedList } from './profile-change.ts';

/** A list as it would be handed out on a day, by marks of all that it would hold. */
export interface ListShown {
  /** Its title, days, texts and columns. */
  readonly plan: string;
  /** Whose it is, and the folder and file that it lies in. */
  readonly address: string;
  /** Reference → what stands in its row. */
  readonly rows: ReadonlyMap<string, string>;
}

type ListChanges = Pick<OutdatedList, 'hasOtherPlan' | 'isRenamed' | 'rowsIn' | 'rowsOut' | 'rowsChanged'>;

const NO_ROWS: ListShown['rows'] = new Map();

/**
 * What is otherwise of a list, held against itself as it was. One that holds no row in either is no list there: it has
 * gone, or comes for the first time, and no name of it has changed.
 *
 * @param emptyPlans the marks of its plan without rows, then and now: what it is compared by where it has gone or comes
 */
export function listChanges(
  was: ListShown | undefined,
  is: ListShown | undefined,
  emptyPlans: () => readonly [string, string],
): ListChanges {
  const [had, has] = [was?.rows ?? NO_ROWS, is?.rows ?? NO_ROWS];
  const isThere = was !== undefined && is !== undefined;
  const [planThen, planNow] = isThere ? [was.plan, is.plan] : emptyPlans();
  return {
    hasOtherPlan: planThen !== planNow,
    isRenamed: isThere && was.address !== is.address,
    rowsIn: [...has.keys()].filter((row) => !had.has(row)).length,
    rowsOut: [...had.keys()].filter((row) => !has.has(row)).length,
    rowsChanged: [...has].filter(([row, mark]) => had.has(row) && had.get(row) !== mark).length,
  };
}

/** Whether anything at all is otherwise of it. */
export const isChanged = ({ hasOtherPlan, isRenamed, rowsIn, rowsOut, rowsChanged }: ListChanges): boolean =>
  hasOtherPlan || isRenamed || rowsIn + rowsOut + rowsChanged > 0;
