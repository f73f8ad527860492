import { kindOf, type KindName } from '../kinds/kinds.ts';

/** The columns by which a list can be the whole of a part. */
export const SCOPE_COLUMNS = ['kommun', 'part', 'unit'] as const;
export type ScopeColumn = (typeof SCOPE_COLUMNS)[number];

/** Those that a kind has, the widest first: messages have none, and no list of theirs can be the whole of a part. */
export function scopeColumnsOf(kind: KindName): readonly ScopeColumn[] {
  const names = new Set<string>(kindOf(kind).fields.map(({ name }) => name));
  return SCOPE_COLUMNS.filter((column) => names.has(column));
}

/** What a list is the whole of: of each column that is named, only these values. Naming none is everything. */
export type Scope = Readonly<Partial<Record<ScopeColumn, readonly string[]>>>;

export const WHOLE: Scope = {};

export function isWhole(scope: Scope): boolean {
  return SCOPE_COLUMNS.every((column) => scope[column] === undefined);
}

type Place = Readonly<Partial<Record<ScopeColumn, unknown>>>;

/** Whether a case lies within what a list is the whole of. One whose place is not known lies in no part. */
export function isCovered(scope: Scope, place: Place): boolean {
  return SCOPE_COLUMNS.every((column) => {
    const asked = scope[column];
    const value = place[column];
    return asked === undefined || (typeof value === 'string' && asked.includes(value));
  });
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
  const parts: { readonly scope: Scope; readonly day: string }[] = [];
  for (const { covers, exportedOn } of lists) {
    if (covers === null) continue;
    if (isWhole(covers)) wholeDays.add(exportedOn);
    else parts.push({ scope: covers, day: exportedOn });
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
