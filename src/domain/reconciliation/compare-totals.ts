import { hasLostNames, type ControlTotals, type TotalsLine } from './control-totals.ts';
import { checkInnerSums, type InnerSums } from './inner-sums.ts';

/** How many SIPs there are of a part and a kommun; null = none is given. */
export interface SipCell {
  readonly part: string | null;
  readonly kommun: string | null;
  readonly cases: number;
}

/** One cell of the control totals beside what was counted (contract, `totals`). */
export interface ComparedCell {
  readonly part: string | null;
  readonly kommun: string | null;
  /** What the table says; null where it says nothing that can be read, or has no such cell. */
  readonly expected: number | null;
  readonly actual: number;
  /** actual − expected. */
  readonly difference: number | null;
  /** Whether SIPs were counted that the table has no cell for. */
  readonly isOutside: boolean;
}

/** A printed sum beside what was counted; `along` says whose sum it is. */
export interface ComparedSum {
  readonly along: 'part' | 'kommun' | 'all';
  /** Code of the part or kommun; null for those without one, and for the sum of all. */
  readonly code: string | null;
  readonly expected: number;
  readonly actual: number;
  readonly difference: number;
}

export interface TotalsComparison {
  /** Whether the columns' names are lost: then nothing is compared but the table with itself. */
  readonly hasLostNames: boolean;
  readonly cells: readonly ComparedCell[];
  readonly sums: readonly ComparedSum[];
  readonly inner: InnerSums;
  /** Places of lines that hold some of what others hold, and are not counted. */
  readonly beside: readonly string[];
}

/** A cell that says something else than what was counted. */
export const isDiffering = ({ difference, isOutside }: ComparedCell): boolean =>
  isOutside || (difference !== null && difference !== 0);

/** Whether the totals agree, with what was counted and with themselves. */
export function doTotalsAgree({ cells, sums, inner }: TotalsComparison): boolean {
  return (
    !cells.some(isDiffering) &&
    !sums.some(({ difference }) => difference !== 0) &&
    inner.differences.length === 0
  );
}

type Keyed = Extract<TotalsLine, { is: 'named' | 'unknown' }>;
const isKeyed = (line: TotalsLine): line is Keyed => line.is === 'named' || line.is === 'unknown';
const codeOf = (line: Keyed): string | null => (line.is === 'named' ? line.code : null);

/** Holds control totals against a count, cell by cell, and against their own sums. */
export function compareTotals(totals: ControlTotals, counts: readonly SipCell[]): TotalsComparison {
  const inner = checkInnerSums(totals);
  const beside = totals.beside ?? [];
  if (hasLostNames(totals)) return { hasLostNames: true, cells: [], sums: [], inner, beside };

  const cells: ComparedCell[] = [];
  const sums: ComparedSum[] = [];
  for (const [rowAt, row] of totals.rows.entries()) {
    for (const [columnAt, column] of totals.columns.entries()) {
      const expected = totals.values[rowAt]?.[columnAt] ?? null;
      if (isKeyed(row) && isKeyed(column)) cells.push(comparedCell(counts, row, column, expected));
      else if (expected !== null && row.is !== 'unnamed' && column.is !== 'unnamed')
        sums.push(comparedSum(counts, row, column, expected));
    }
  }
  return { hasLostNames: false, cells: [...cells, ...outside(totals, counts)], sums, inner, beside };
}

function comparedCell(
  counts: readonly SipCell[],
  row: Keyed,
  column: Keyed,
  expected: number | null,
): ComparedCell {
  const [part, kommun] = [codeOf(row), codeOf(column)];
  const actual = casesIn(counts, part, kommun);
  const difference = expected === null ? null : actual - expected;
  return { part, kommun, expected, actual, difference, isOutside: false };
}

/** A line that is no part or kommun of its own is the sum of all of them. */
function comparedSum(
  counts: readonly SipCell[],
  row: TotalsLine,
  column: TotalsLine,
  expected: number,
): ComparedSum {
  const part = isKeyed(row) ? codeOf(row) : undefined;
  const kommun = isKeyed(column) ? codeOf(column) : undefined;
  const actual = casesIn(counts, part, kommun);
  const along = part === undefined ? (kommun === undefined ? 'all' : 'kommun') : 'part';
  return { along, code: part ?? kommun ?? null, expected, actual, difference: actual - expected };
}

/** Undefined is any. */
const casesIn = (
  counts: readonly SipCell[],
  part: string | null | undefined,
  kommun: string | null | undefined,
): number =>
  counts
    .filter(
      (cell) =>
        (part === undefined || cell.part === part) && (kommun === undefined || cell.kommun === kommun),
    )
    .reduce((sum, { cases }) => sum + cases, 0);

/** SIPs of a part or kommun that the table has no line for; a table of sums alone has room for all. */
function outside({ rows, columns }: ControlTotals, counts: readonly SipCell[]): readonly ComparedCell[] {
  const parts = rows.filter(isKeyed).map(codeOf);
  const kommuner = columns.filter(isKeyed).map(codeOf);
  if (parts.length === 0 || kommuner.length === 0) return [];
  return counts
    .filter(({ part, kommun, cases }) => cases > 0 && !(parts.includes(part) && kommuner.includes(kommun)))
    .map(({ part, kommun, cases }) => ({
      part,
      kommun,
      expected: null,
      actual: cases,
      difference: null,
      isOutside: true,
    }));
}
