import { foldHeader } from '../words/fold-header.ts';
import { late } from '../words/late.ts';

/** Why the first rows of a file are no list, though they hold one in some other form. */
export type ShapeTrouble =
  'FORMULA_TEXTS' | 'FIXED_WIDTH' | 'DELIMITER_UNKNOWN' | 'LIST_PIVOTED' | 'LIST_TRANSPOSED' | 'TOTALS_GIVEN';

interface Known {
  readonly isHeader: (folded: string) => boolean;
  readonly isKommun: (text: string) => boolean;
}

type Rows = readonly (readonly string[])[];

/** So many make it more than chance: known words, cells in a row, signs between cells. */
const ENOUGH = 3;
const NUMBER = /^\d[\d\s.]*$/u;
const FORMULA_TEXT = /^="[^"]*"$/u;
const COLUMNS_OF_SPACES = /\S {2,}\S/gu;
/** Nobody writes so between words of one text. */
const WIDE_GAP = /\S {3,}\S/u;
const SIGNS = late(() => /[^\p{L}\p{M}\p{N}\s"'.,()/:;|-]/gu);

/** Asked where a file could not be read as a list: the true trouble, where its shape says it. Details are signs. */
export function shapeTrouble(
  rows: Rows,
  known: Known,
): { readonly code: ShapeTrouble; readonly sign: string } | null {
  const filled = rows.filter((cells) => cells.some((cell) => cell.trim() !== ''));
  const code = TROUBLES.find(([, holds]) => holds(filled, known))?.[0];
  if (code !== undefined) return { code, sign: '' };
  const sign = signBetween(filled);
  return sign === null ? null : { code: 'DELIMITER_UNKNOWN', sign };
}

const TROUBLES: readonly (readonly [ShapeTrouble, (rows: Rows, known: Known) => boolean])[] = [
  [
    'FORMULA_TEXTS',
    ([first = []]) => first.length >= ENOUGH && first.every((cell) => FORMULA_TEXT.test(cell.trim())),
  ],
  ['TOTALS_GIVEN', isTotals],
  ['LIST_PIVOTED', isPivoted],
  ['LIST_TRANSPOSED', isTransposed],
  ['FIXED_WIDTH', isFixedWidth],
];

/** Kommuner along one side, and numbers in nearly every other cell. */
function isTotals(rows: Rows, { isKommun }: Known): boolean {
  const across = Math.max(0, ...rows.map((cells) => cells.filter(isKommun).length));
  const down = rows.filter(([first = '']) => isKommun(first)).length;
  if (Math.max(across, down) < ENOUGH) return false;
  const numbers = rows.map((cells) => cells.slice(1).filter((cell) => cell.trim() !== ''));
  const all = numbers.flat().filter((cell) => !isKommun(cell));
  return all.length >= ENOUGH && all.filter((cell) => NUMBER.test(cell.trim())).length >= all.length * 0.7;
}

/** What Excel calls the sides of a pivot table, and what it counts. */
const PIVOT_SIDES: ReadonlySet<string> = new Set(
  ['Radetiketter', 'Kolumnetiketter', 'Row Labels', 'Column Labels'].map(foldHeader),
);
const PIVOT_COUNT = /^(?:antal|summa|medelvärde|count|sum|average) (?:av|of) \S/iu;
const PIVOT_SUM = /^(?:totalsumma|grand total)$/iu;

/** What a pivot table has counted: its cells are numbers of cases, and no case is in it. */
function isPivoted(rows: Rows): boolean {
  const isSide = (cell: string): boolean => PIVOT_SIDES.has(foldHeader(cell));
  const isCount = (cell: string): boolean => PIVOT_COUNT.test(cell.trim());
  const first = rows.findIndex((cells) => cells.some((cell) => isSide(cell) || isCount(cell)));
  // Above it stand a title and what it is filtered by; where fuller rows do, it stands below something else.
  const isAlone = rows.slice(0, Math.max(0, first)).every((cells) => filledIn(cells) <= MOST_ABOVE_PIVOT);
  const cells = rows.flat();
  const isOne = cells.some(isSide) || cells.some((cell) => PIVOT_SUM.test(cell.trim()));
  return first >= 0 && isAlone && isOne;
}

const MOST_ABOVE_PIVOT = 2;
const filledIn = (cells: readonly string[]): number => cells.filter((cell) => cell.trim() !== '').length;

/** Headers down the first column, and at most one of them in any other. */
function isTransposed(rows: Rows, { isHeader }: Known): boolean {
  const down = rows.filter(([first = '']) => isHeader(foldHeader(first))).length;
  return down >= ENOUGH && down >= rows.length / 2 && rows.every((cells) => cells.length > 1);
}

function isFixedWidth(rows: Rows): boolean {
  const lines = rows.map((cells) => cells.filter((cell) => cell.trim() !== ''));
  const wide = lines.filter(
    ([line = '', ...others]) =>
      others.length === 0 && (WIDE_GAP.test(line) || (line.match(COLUMNS_OF_SPACES) ?? []).length >= 2),
  );
  return wide.length >= 2 && wide.length >= lines.length * 0.7;
}

/** A sign that stands as often in nearly every line, where lines are one cell. */
function signBetween(rows: Rows): string | null {
  const lines = rows.filter((cells) => cells.length === 1).map(([line = '']) => line);
  const [first = ''] = lines;
  if (lines.length < 2 || lines.length < rows.length * 0.7) return null;
  const counts = (line: string, sign: string): number => line.split(sign).length - 1;
  return (
    [...new Set(first.match(SIGNS()) ?? [])].find((sign) => {
      const often = counts(first, sign);
      return (
        often >= ENOUGH - 1 &&
        lines.filter((line) => counts(line, sign) === often).length >= lines.length * 0.8
      );
    }) ?? null
  );
}
