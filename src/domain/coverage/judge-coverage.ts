import { isOfOtherPlaces, type HadOfScope, type Scope } from './coverage.ts';
import type { DefinitionPart } from './list-definition.ts';

/** What makes a list look like a part of a whole. */
export type Sign =
  | DefinitionPart
  | 'hidden-rows'
  | 'filter'
  | 'count'
  | 'cut-at-start'
  | 'cut-at-end'
  | 'kommun-emptied'
  | 'part-emptied'
  | 'most-gone'
  | 'more-than-before';

/** Of the cases that were ongoing in a kommun and part before the list: how many there were, and how many it has. */
export interface MissingCell {
  readonly kommun: string | null;
  readonly part: string | null;
  readonly open: number;
  readonly inList: number;
}

/** A list as it looks beside what was ongoing before it. */
export interface ListAsSeen {
  /** What is said with the command that it covers; null where nothing is. */
  readonly said: { readonly covers: Scope; readonly isWhole: boolean } | null;
  /** What was said of a list of its definition before; null where nothing was. */
  readonly remembered: Scope | null;
  /** In what it differs from the lists that something was said of. */
  readonly differsIn: readonly DefinitionPart[];
  /** Whether it has no case, and what it has of that which is said or remembered. */
  readonly isEmpty: boolean;
  readonly had: HadOfScope;
  /** Cases read, and the list's own count of them. */
  readonly cases: number;
  readonly ownCount: number | null;
  readonly hasHiddenRows: boolean;
  /** Where cases were ongoing, and what of them it lacks that nothing explains. */
  readonly missing: readonly MissingCell[];
  /** Whether what it lacks looks chosen by a column. */
  readonly isFiltered: boolean;
  /** Where all that it lacks stood together in the list before. */
  readonly cut: 'cut-at-start' | 'cut-at-end' | null;
  /** It lacks far more than lists of its definition ever have. */
  readonly isBeyondHistory: boolean;
}

export interface Judgement {
  /** What the list covers; null: its own cases alone. */
  readonly covers: Scope | null;
  /** Why it can not be taken in as it is; null where it can. */
  readonly hold: {
    readonly code: 'LIST_MAYBE_PART' | 'LIST_SHARES_NOTHING' | 'LIST_EMPTY' | 'COVERS_NOTHING';
    readonly signs: readonly Sign[];
  } | null;
}

/**
 * Whether a list may be taken in, and what can be gone by it. What is said with the command goes before every sign;
 * what was said before does not: nothing is closed by a list that looks like a part.
 */
export function judgeCoverage(seen: ListAsSeen): Judgement {
  const { said, remembered, isEmpty, had, differsIn, missing } = seen;
  const hold = (code: NonNullable<Judgement['hold']>['code'], signs: readonly Sign[] = []): Judgement => ({
    covers: null,
    hold: { code, signs },
  });
  if (isEmpty && said?.isWhole !== true) return hold('LIST_EMPTY');
  if (said !== null) {
    const isOfOthers = isOfOtherPlaces(said.covers, had, { isEmpty, isSaidWhole: said.isWhole });
    return isOfOthers ? hold('COVERS_NOTHING') : { covers: said.covers, hold: null };
  }
  const { open, inList } = sumOf(missing);
  if (open === inList) return { covers: remembered, hold: null };
  const signs = [...differsIn, ...signsOf(seen)];
  if (remembered !== null && signs.length === 0) return { covers: remembered, hold: null };
  return hold(inList === 0 && open >= MANY ? 'LIST_SHARES_NOTHING' : 'LIST_MAYBE_PART', signs);
}

/** Fewer can all be replaced by others between two lists. */
const MANY = 5;

function sumOf(cells: readonly MissingCell[]): { readonly open: number; readonly inList: number } {
  return cells.reduce((sum, { open, inList }) => ({ open: sum.open + open, inList: sum.inList + inList }), {
    open: 0,
    inList: 0,
  });
}

function signsOf({
  hasHiddenRows,
  isFiltered,
  ownCount,
  cases,
  cut,
  missing,
  isBeyondHistory,
}: ListAsSeen): readonly Sign[] {
  const { open, inList } = sumOf(missing);
  const signs: (Sign | null)[] = [
    hasHiddenRows ? 'hidden-rows' : null,
    isFiltered ? 'filter' : null,
    ownCount !== null && ownCount !== cases ? 'count' : null,
    cut,
    isEmptied(missing, ({ kommun }) => kommun) ? 'kommun-emptied' : null,
    isEmptied(missing, ({ part }) => part) ? 'part-emptied' : null,
    open - inList >= 2 && (open - inList) / open > MOST ? 'most-gone' : null,
    isBeyondHistory ? 'more-than-before' : null,
  ];
  return signs.filter((sign) => sign !== null);
}

const MOST = 3 / 4;

/** So seldom does what ends by itself leave none of a group, or take a whole end of a list. */
const SELDOM = 0.01;

/**
 * Whether it is too much of a chance that none of several cases is left, where cases end as often as they do elsewhere.
 * One alone may always end.
 */
function isTooMuchOfAChance(
  together: number,
  elsewhere: { readonly all: number; readonly ended: number },
  seldom = SELDOM,
): boolean {
  if (together < 2) return false;
  return elsewhere.all === 0 ? false : (elsewhere.ended / elsewhere.all) ** together < seldom;
}

/** Whether a kommun (or part) has none left of several, though others have. */
function isEmptied(cells: readonly MissingCell[], groupOf: (cell: MissingCell) => string | null): boolean {
  const groups = new Map<string, { open: number; inList: number }>();
  for (const cell of cells) {
    const group = groupOf(cell);
    if (group === null) continue;
    const { open, inList } = groups.get(group) ?? { open: 0, inList: 0 };
    groups.set(group, { open: open + cell.open, inList: inList + cell.inList });
  }
  const all = sumOf(cells);
  return [...groups.values()].some(
    ({ open, inList }) =>
      inList === 0 && isTooMuchOfAChance(open, { all: all.open - open, ended: all.open - all.inList - open }),
  );
}

/**
 * Whether what is missing stands together at an end of the list before: a list that was cut on its way.
 *
 * @param order the cases of the list before in its order: whether they are missing
 * @param newAt whether the list begins or ends with cases that are new: it goes on then, and was not cut there
 */
export function cutOf(
  order: readonly boolean[],
  newAt: { readonly atStart: boolean; readonly atEnd: boolean },
): ListAsSeen['cut'] {
  const missing = order.filter(Boolean).length;
  const runOf = (from: readonly boolean[]): number => {
    const end = from.indexOf(false);
    return end === -1 ? from.length : end;
  };
  const isCut = (run: number): boolean =>
    isTooMuchOfAChance(run, { all: order.length - run, ended: missing - run });
  if (!newAt.atEnd && isCut(runOf(order.toReversed()))) return 'cut-at-end';
  return !newAt.atStart && isCut(runOf(order)) ? 'cut-at-start' : null;
}

/** A case that was ongoing before a list: whether the list lacks it, and what it says in the columns that are chosen by. */
export interface ChosenCase {
  readonly isMissing: boolean;
  readonly values: readonly (string | number | null)[];
  /** The day that lists are most often cut at; null where it is not known. */
  readonly beganOn: string | null;
}

/** Several columns are looked at, with several values each. */
const SELDOM_OF_MANY = SELDOM / 10;

/**
 * Whether what a list lacks looks chosen: by a value that it has none of, or by the day that cases began. What ends by
 * itself ends here and there.
 */
export function looksChosen(cases: readonly ChosenCase[]): boolean {
  const ended = cases.filter(({ isMissing }) => isMissing).length;
  const isChosen = (group: readonly ChosenCase[]): boolean =>
    group.length > 2 &&
    group.every(({ isMissing }) => isMissing) &&
    isTooMuchOfAChance(
      group.length,
      { all: cases.length - group.length, ended: ended - group.length },
      SELDOM_OF_MANY,
    );
  const columns = cases[0]?.values.length ?? 0;
  for (let column = 0; column < columns; column += 1)
    if ([...groupedBy(cases, ({ values }) => values[column] ?? '').values()].some(isChosen)) return true;
  const dated = cases.filter(({ beganOn }) => beganOn !== null);
  const days = [...groupedBy(dated, ({ beganOn }) => beganOn ?? '')].sort(([a], [b]) => (a < b ? -1 : 1));
  return [days, days.toReversed()].some((inOrder) => {
    const left = inOrder.findIndex(([, ofDay]) => ofDay.some(({ isMissing }) => !isMissing));
    return isChosen(inOrder.slice(0, Math.max(left, 0)).flatMap(([, ofDay]) => ofDay));
  });
}

function groupedBy<Key>(
  cases: readonly ChosenCase[],
  keyOf: (one: ChosenCase) => Key,
): ReadonlyMap<Key, readonly ChosenCase[]> {
  const groups = new Map<Key, ChosenCase[]>();
  for (const one of cases) {
    const key = keyOf(one);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [one]);
    else group.push(one);
  }
  return groups;
}
