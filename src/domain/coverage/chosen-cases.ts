import type { FactValue, Field } from '../kinds/kinds.ts';

/** A case that was ongoing before a list: whether the list lacks it, and what lists are filtered and sorted by. */
export interface SortedCase {
  readonly isMissing: boolean;
  /** What it says in columns of values that several cases share. */
  readonly groups: readonly FactValue[];
  /** What it says in columns that have an order; null where it says nothing. */
  readonly ranks: readonly (string | null)[];
}

/**
 * Fewer gone together are what a unit finishes, or what ends by itself: four that are all there were of something, with
 * nobody else gone, are the fewest that a filter is seen by.
 */
const FEWEST_OF_VALUE = 4;
/** Whoever works from the top of a list ends some in its order in a day: a page or a span is more. */
const FEWEST_IN_ORDER = 10;
/** So many besides may have ended by themselves: one of twenty that are gone. */
const BESIDES = 1 / 20;
/** Over all columns that are looked at, chance makes a list look chosen less often than once in a thousand. */
const SELDOM = Math.log(0.001);

/**
 * Whether what a list lacks are, exactly, the cases on one side of some column: all that have some of its values, all in
 * a span of its order, or a run of the list before. That is how filters and lost pages take, and not how cases end.
 *
 * A unit that finishes its last three is not held, nor is one that does so while others end elsewhere.
 *
 * How seldom chance does it: of all sets of as many cases, as many as there are such sides in all columns. A column in
 * which each case has a value of its own has as many sides as there are sets, and shows nothing.
 *
 * @param order the cases of the list before in its order: whether they are missing
 */
export function isOneSide(cases: readonly SortedCase[], order: readonly boolean[]): boolean {
  const gone = cases.filter(({ isMissing }) => isMissing).length;
  const [first] = cases;
  if (first === undefined || gone < FEWEST_OF_VALUE || gone === cases.length) return false;
  const columns = first.groups.length + first.ranks.length + 1;
  const isSeldom = (sides: number, of: number, together: number, ended: number): boolean =>
    sides + Math.log(columns) + lnChance(of, ended, together) < SELDOM;
  const isByValue = (column: number): boolean => {
    const { together, emptied, values } = emptiedValues(cases, column);
    const isMost = gone - together <= gone * BESIDES;
    return isMost && isSeldom(lnSets(values, emptied) + Math.log(values), cases.length, together, gone);
  };
  const isBySpan = (column: number): boolean =>
    gone >= FEWEST_IN_ORDER &&
    isSpan(cases, column) &&
    isSeldom(Math.log(3 * cases.length), cases.length, gone, gone);
  return (
    first.groups.some((_value, column) => isByValue(column)) ||
    first.ranks.some((_value, column) => isBySpan(column) || isEndOfOrder(cases, column, gone)) ||
    isRun(order, isSeldom)
  );
}

/** How many cases have values that none is left of, and how many such values there are of all. */
function emptiedValues(
  cases: readonly SortedCase[],
  column: number,
): { readonly together: number; readonly emptied: number; readonly values: number } {
  const counts = new Map<FactValue, { all: number; gone: number }>();
  for (const { isMissing, groups } of cases) {
    const value = groups[column] ?? null;
    let count = counts.get(value);
    if (count === undefined) counts.set(value, (count = { all: 0, gone: 0 }));
    count.all += 1;
    if (isMissing) count.gone += 1;
  }
  const emptied = [...counts.values()].filter(({ all, gone }) => gone === all);
  return {
    together: emptied.reduce((sum, { all }) => sum + all, 0),
    emptied: emptied.length,
    values: counts.size,
  };
}

/** Whether all that are missing stand in one span of an order, with none that is left; those that say nothing, at either end. */
function isSpan(cases: readonly SortedCase[], column: number): boolean {
  const missing: string[] = [];
  const left: string[] = [];
  const empty = { gone: 0, left: 0 };
  for (const { isMissing, ranks } of cases) {
    const rank = ranks[column] ?? null;
    if (rank === null) empty[isMissing ? 'gone' : 'left'] += 1;
    else (isMissing ? missing : left).push(rank);
  }
  const [low, high] = [leastOf(missing), mostOf(missing)];
  if (low === undefined || high === undefined || (empty.gone > 0 && empty.left > 0)) return false;
  const isBefore = left.some((rank) => rank < low);
  const isAfter = left.some((rank) => rank > high);
  if (left.some((rank) => rank >= low && rank <= high)) return false;
  return empty.gone === 0 || !isBefore || !isAfter;
}

const leastOf = (ranks: readonly string[]): string | undefined =>
  ranks.length === 0 ? undefined : ranks.reduce((a, b) => (b < a ? b : a));
const mostOf = (ranks: readonly string[]): string | undefined =>
  ranks.length === 0 ? undefined : ranks.reduce((a, b) => (b > a ? b : a));

/** Whether none is left before, or after, some place in an order, also where others have ended here and there. */
function isEndOfOrder(cases: readonly SortedCase[], column: number, gone: number): boolean {
  const said = cases.flatMap(({ isMissing, ranks }) => {
    const rank = ranks[column] ?? null;
    return rank === null ? [] : [{ isMissing, rank }];
  });
  const left = said.filter(({ isMissing }) => !isMissing).map(({ rank }) => rank);
  const [low, high] = [leastOf(left), mostOf(left)];
  if (low === undefined || high === undefined) return false;
  const isMuch = (together: number): boolean => {
    const elsewhere = (gone - together) / Math.max(1, cases.length - together);
    return (
      together >= FEWEST_IN_ORDER && together * Math.log(elsewhere) < SELDOM - Math.log(2 * ORDERS_AT_MOST)
    );
  };
  return (
    isMuch(said.filter(({ rank }) => rank < low).length) ||
    isMuch(said.filter(({ rank }) => rank > high).length)
  );
}

/** So many orders are looked at, at most. */
const ORDERS_AT_MOST = 10;

/** Whether what is missing stands in one run of the list before. */
function isRun(
  order: readonly boolean[],
  isSeldom: (sides: number, of: number, together: number, ended: number) => boolean,
): boolean {
  const first = order.indexOf(true);
  const gone = order.filter(Boolean).length;
  if (gone < FEWEST_IN_ORDER || gone === order.length) return false;
  let longest = 0;
  for (let at = first, run = 0; at < order.length; at += 1) {
    run = order[at] === true ? run + 1 : 0;
    if (run > longest) longest = run;
  }
  const isMost = gone - longest <= gone * BESIDES;
  return isMost && isSeldom(Math.log(order.length), order.length, longest, gone);
}

/** How likely it is that some cases are all among those that ended, where any may end; its logarithm. */
function lnChance(all: number, ended: number, together: number): number {
  let chance = 0;
  for (let at = 0; at < together; at += 1) chance += Math.log((ended - at) / (all - at));
  return chance;
}

/** How many sets of so many values there are; its logarithm. */
function lnSets(of: number, chosen: number): number {
  let sets = 0;
  for (let at = 0; at < Math.min(chosen, of - chosen); at += 1) sets += Math.log((of - at) / (at + 1));
  return sets;
}

type Fields = readonly Pick<Field, 'name' | 'type'>[];

/** The columns of a kind that lists are filtered and sorted by, and how what a case says in them is compared. */
export interface SortingColumns {
  /** The columns that are asked for of each case. */
  readonly names: readonly string[];
  /** @param values what it says in them, in their order */
  readonly of: (
    values: readonly FactValue[],
    key: string,
    personKey: string | null,
  ) => Omit<SortedCase, 'isMissing'>;
}

/**
 * @param endsInOrder whether cases of the kind come to an end in the order in which they began: of those, what tells
 *   when they began or how far they have come says nothing
 */
export function sortingColumnsOf(fields: Fields, endsInOrder: boolean): SortingColumns {
  const types = endsInOrder ? ['kommun', 'unit', 'name'] : [...SHARED, 'date', 'instant', 'name'];
  const asked = fields.filter(({ type }) => types.includes(type));
  const isShared = asked.map(({ type }) => SHARED.includes(type));
  const kommunAt = asked.findIndex(({ type }) => type === 'kommun');
  return {
    names: asked.map(({ name }) => name),
    of(values, key, personKey) {
      const groups: FactValue[] = [];
      const ranks: (string | null)[] = [];
      const kommun = kommunAt < 0 ? null : (values[kommunAt] ?? null);
      asked.forEach(({ type }, at) => {
        const value = values[at] ?? null;
        if (isShared[at] === true) {
          groups.push(value);
          if (kommunAt >= 0 && at !== kommunAt && type !== 'unit')
            groups.push(`${String(kommun)} ${String(value)}`);
        } else if (type === 'name') ranks.push(...namesOf(value));
        else {
          groups.push(value === null ? 0 : 1);
          ranks.push(value === null ? null : String(value));
        }
      });
      // The day of birth, and the digit that tells sex.
      ranks.push(personKey?.slice(0, BORN) ?? null);
      groups.push(personKey === null ? null : Number(personKey.at(-2)) % 2);
      if (!endsInOrder) ranks.push(key);
      return { groups, ranks };
    },
  };
}

const SHARED: readonly Field['type'][] = ['term', 'flag', 'kommun', 'unit', 'text'];
const BORN = 8;

/** A name in the order of the alphabet, by its first word and by its last: Å, Ä and Ö come after Z. */
function namesOf(value: FactValue): readonly (string | null)[] {
  if (typeof value !== 'string') return [null, null];
  const sorted = value
    .normalize('NFC')
    .toUpperCase()
    .replace(/[ÅÄÖ]/gu, (letter) => ({ Å: '[', Ä: '\\', Ö: ']' })[letter] ?? letter);
  return [sorted, sorted.split(/[\s,]+/u).at(-1) ?? sorted];
}
