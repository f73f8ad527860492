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
  const missing = cases.filter(({ isMissing }) => isMissing);
  const left = cases.filter(({ isMissing }) => !isMissing);
  const gone = missing.length;
  const [first] = cases;
  if (first === undefined || gone < FEWEST_OF_VALUE || gone === cases.length) return false;
  const columns = first.groups.length + first.ranks.length + 1;
  const isSeldom = (sides: number, of: number, together: number, ended: number): boolean =>
    sides + Math.log(columns) + lnChance(of, ended, together) < SELDOM;
  const isByValue = (column: number): boolean => {
    const found = emptiedValues(missing, left, column);
    if (found === null) return false;
    const { together, emptied, values } = found;
    return isSeldom(lnSets(values, emptied) + Math.log(values), cases.length, together, gone);
  };
  const isBySpan = (column: number): boolean =>
    gone >= FEWEST_IN_ORDER &&
    isSpan(missing, left, column) &&
    isSeldom(Math.log(3 * cases.length), cases.length, gone, gone);
  return (
    first.groups.some((_value, column) => isByValue(column)) ||
    first.ranks.some((_value, column) => isBySpan(column) || isEndOfOrder(missing, left, column)) ||
    isRun(order, isSeldom)
  );
}

/**
 * How many cases have values that none is left of, and how many such values there are of all.
 *
 * @returns null where more than a few of the missing have other values: most columns are done with after a few cases
 */
function emptiedValues(
  missing: readonly SortedCase[],
  left: readonly SortedCase[],
  column: number,
): { readonly together: number; readonly emptied: number; readonly values: number } | null {
  const valueOf = ({ groups }: SortedCase): FactValue => groups[column] ?? null;
  const emptied = new Map<FactValue, number>();
  for (const one of missing) emptied.set(valueOf(one), (emptied.get(valueOf(one)) ?? 0) + 1);
  const values = new Set(emptied.keys());
  const gone = missing.length;
  let together = gone;
  for (const one of left) {
    const value = valueOf(one);
    values.add(value);
    const count = emptied.get(value);
    if (count === undefined) continue;
    emptied.delete(value);
    together -= count;
    if (gone - together > gone * BESIDES) return null;
  }
  return { together, emptied: emptied.size, values: values.size };
}

/** Whether all that are missing stand in one span of an order, with none that is left; those that say nothing, at either end. */
function isSpan(missing: readonly SortedCase[], left: readonly SortedCase[], column: number): boolean {
  const { low, high, empty } = endsOf(missing, column);
  if (low === null || high === null) return false;
  let [isBefore, isAfter] = [false, false];
  for (const { ranks } of left) {
    const rank = ranks[column] ?? null;
    if (rank === null) {
      if (empty > 0) return false;
    } else if (rank < low) isBefore = true;
    else if (rank > high) isAfter = true;
    else return false;
  }
  return empty === 0 || !isBefore || !isAfter;
}

/** The first and the last of an order, and how many say nothing there. */
function endsOf(
  cases: readonly SortedCase[],
  column: number,
): { readonly low: string | null; readonly high: string | null; readonly empty: number } {
  let low: string | null = null;
  let high: string | null = null;
  let empty = 0;
  for (const { ranks } of cases) {
    const rank = ranks[column] ?? null;
    if (rank === null) empty += 1;
    else {
      if (low === null || rank < low) low = rank;
      if (high === null || rank > high) high = rank;
    }
  }
  return { low, high, empty };
}

/** Whether none is left before, or after, some place in an order, also where others have ended here and there. */
function isEndOfOrder(missing: readonly SortedCase[], left: readonly SortedCase[], column: number): boolean {
  const { low, high } = endsOf(left, column);
  if (low === null || high === null) return false;
  const all = missing.length + left.length;
  let [before, after] = [0, 0];
  for (const { ranks } of missing) {
    const rank = ranks[column] ?? null;
    if (rank === null) continue;
    if (rank < low) before += 1;
    if (rank > high) after += 1;
  }
  return [before, after].some((together) => {
    const elsewhere = (missing.length - together) / Math.max(1, all - together);
    return (
      together >= FEWEST_IN_ORDER && together * Math.log(elsewhere) < SELDOM - Math.log(2 * ORDERS_AT_MOST)
    );
  });
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
