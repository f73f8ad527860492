import { kindOf, type KindName } from '../kinds/kinds.ts';
import { fold } from '../words/fold.ts';

/** The columns by which a list can be the whole of a part. */
export const SCOPE_COLUMNS = ['kommun', 'part', 'unit'] as const;
export type ScopeColumn = (typeof SCOPE_COLUMNS)[number];

/** Those that a kind has, the widest first: messages have none, and no list of theirs can be the whole of a part. */
export function scopeColumnsOf(kind: KindName): readonly ScopeColumn[] {
  const names = new Set<string>(kindOf(kind).fields.map(({ name }) => name));
  return SCOPE_COLUMNS.filter((column) => names.has(column));
}

/** What a list is the whole of: of each column that is named, only these values (null: none). Naming none is everything. */
export type Scope = Readonly<Partial<Record<ScopeColumn, readonly (string | null)[]>>>;

export const WHOLE: Scope = {};

export function isWhole(scope: Scope): boolean {
  return SCOPE_COLUMNS.every((column) => scope[column] === undefined);
}

type Place = Readonly<Partial<Record<ScopeColumn, unknown>>>;

/**
 * Whether a case lies within what a list is the whole of. One whose place is not known lies in no part but that of those
 * whose place nobody knows.
 */
export function isCovered(scope: Scope, place: Place): boolean {
  return SCOPE_COLUMNS.every((column) => {
    const asked = scope[column];
    const value = place[column] ?? null;
    return asked === undefined || ((value === null || typeof value === 'string') && asked.includes(value));
  });
}

/**
 * What one list is the whole of by two words: files without a case are alike, whichever kommun each is of.
 *
 * @returns null where the later word says otherwise than the one before, and takes its place
 */
export function widened(before: Scope | null, said: Scope): Scope | null {
  const [column, ...others] = SCOPE_COLUMNS.filter((one) => said[one] !== undefined);
  if (before === null || column === undefined || others.length > 0) return null;
  if (SCOPE_COLUMNS.some((one) => (before[one] !== undefined) !== (one === column))) return null;
  return { [column]: [...new Set([...(before[column] ?? []), ...(said[column] ?? [])])] };
}

/** Something that a list is said to be the whole of: a kommun, a part or a unit, or what has none. */
export interface NamedPlace {
  readonly column: ScopeColumn;
  readonly value: string | null;
}

/** How people write what has no kommun, part or unit, here and in the tables. */
export const UNKNOWN_PLACE = 'okänd';

/**
 * What a list has of that which it is said to be the whole of: how much, and the named places in which it has no case;
 * `cannot`: its kind has no such column.
 */
export interface HadOfScope {
  readonly has: 'cannot' | 'nothing' | 'some' | 'all';
  readonly lacks: readonly NamedPlace[];
}

/** Asks it of each thing that is named; of a unit that is spelled in several ways, of them together. */
export function hadOfScope(kind: KindName, scope: Scope, places: readonly Place[]): HadOfScope {
  const within = places.filter((place) => isCovered(scope, place));
  const nameOf = (value: unknown): string => (typeof value === 'string' ? fold(value) : UNKNOWN_PLACE);
  const lacks = SCOPE_COLUMNS.flatMap((column) => {
    const found = new Set(within.map((place) => nameOf(place[column])));
    const named = new Map((scope[column] ?? []).map((value) => [nameOf(value), value] as const));
    return [...named].flatMap(([name, value]) => (found.has(name) ? [] : [{ column, value }]));
  });
  const own = scopeColumnsOf(kind);
  if (SCOPE_COLUMNS.some((column) => scope[column] !== undefined && !own.includes(column)))
    return { has: 'cannot', lacks };
  return { has: within.length === 0 ? 'nothing' : lacks.length === 0 ? 'all' : 'some', lacks };
}

/**
 * Whether a list is not what somebody says that it is: it has cases, and none in something that is named. That there is
 * none left in one of several must be said as well (`isSaidWhole`); of a list that has none in any of them it is no word.
 */
export function isOfOtherPlaces(
  scope: Scope,
  { has }: HadOfScope,
  { isEmpty, isSaidWhole }: { readonly isEmpty: boolean; readonly isSaidWhole: boolean },
): boolean {
  if (isWhole(scope)) return false;
  return has === 'cannot' || (!isEmpty && (has === 'nothing' || (has === 'some' && !isSaidWhole)));
}

/** A list, and what somebody has said that it is the whole of; null: only of the cases that it has. */
export interface CoveringList {
  readonly sourceNo: number;
  readonly exportedOn: string;
  readonly covers: Scope | null;
}

/** What is asked of a case: where it is, and the day of the last list that has it. */
interface ListedCase extends Place {
  readonly case_no: number;
  readonly last_seen_on: string;
}

/** Which cases the lists of a kind have: decided per day, over all that the day's lists cover together. */
export interface Coverage {
  /** The day of the newest list; null where there is none. */
  readonly newestOn: string | null;
  /** The newest day whose lists are the whole of everything; '' where there is none. */
  readonly wholeOn: string;
  /** Whether some lists cover a part only: which cases are listed is then told case by case. */
  readonly hasParts: boolean;
  /** The newest day on which the lists say whether the case is there: by having it, or by covering it. */
  readonly coveredOn: (row: ListedCase) => string;
  /** The days whose lists cover the case, in order. */
  readonly daysOf: (row: ListedCase) => readonly string[];
  /** Whether the newest lists that cover the case have it. */
  readonly isListed: (row: ListedCase) => boolean;
}

/**
 * Which lists of a part cannot say yet that anything is gone, where those without a kommun (a part, a unit) have a file of
 * their own: what has lost its kommun is in no file but that, so that the file of its former kommun waits for it.
 *
 * @returns whether a list of a day is such a one, among these lists
 */
export function waitsForUnknown(
  lists: readonly Omit<CoveringList, 'sourceNo'>[],
): (scope: Scope, day: string) => boolean {
  const newest = new Map<ScopeColumn, string>();
  let wholeOn = '';
  for (const { covers, exportedOn } of lists) {
    if (covers === null) continue;
    const [column, ...others] = SCOPE_COLUMNS.filter((one) => covers[one] !== undefined);
    if (column === undefined) {
      if (exportedOn > wholeOn) wholeOn = exportedOn;
    } else if (others.length === 0 && covers[column]?.includes(null) === true) {
      if (exportedOn > (newest.get(column) ?? '')) newest.set(column, exportedOn);
    }
  }
  return (scope, day) =>
    day > wholeOn &&
    SCOPE_COLUMNS.some((column) => {
      const unknownOn = newest.get(column);
      return unknownOn !== undefined && unknownOn < day && scope[column]?.includes(null) === false;
    });
}

/**
 * What the lists of a kind cover together.
 *
 * @param lists in order of their days
 * @param absences days on which a case was missing for a reason that is known, by its number
 */
export function coverageBy(
  lists: readonly CoveringList[],
  absences: ReadonlyMap<number, readonly string[]>,
): Coverage {
  const wholeDays = new Set<string>();
  const waits = waitsForUnknown(lists);
  const parts: { readonly scope: Scope; readonly day: string }[] = [];
  for (const { covers, exportedOn } of lists) {
    if (covers === null) continue;
    if (isWhole(covers)) wholeDays.add(exportedOn);
    else if (!waits(covers, exportedOn)) parts.push({ scope: covers, day: exportedOn });
  }
  const newest = (days: readonly string[]): string => days.reduce((a, b) => (a > b ? a : b), '');
  const wholeOn = newest([...wholeDays]);
  const partDays = (row: ListedCase): readonly string[] =>
    parts.flatMap(({ scope, day }) => (isCovered(scope, row) ? [day] : []));
  const absentDays = (row: ListedCase): readonly string[] => absences.get(row.case_no) ?? [];
  const hasParts = parts.length > 0 || absences.size > 0;
  const coveredOn = (row: ListedCase): string => {
    if (!hasParts) return row.last_seen_on > wholeOn ? row.last_seen_on : wholeOn;
    return newest([row.last_seen_on, wholeOn, ...partDays(row), ...absentDays(row)]);
  };
  return {
    newestOn: lists.at(-1)?.exportedOn ?? null,
    wholeOn,
    hasParts,
    coveredOn,
    daysOf: (row) => [...new Set([...wholeDays, ...partDays(row), ...absentDays(row)])].sort(),
    isListed: (row) => row.last_seen_on >= coveredOn(row),
  };
}
