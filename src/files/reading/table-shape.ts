import { foldHeader } from '../../domain/words/fold-header.ts';
import type { RawRow } from './table.ts';

/** What stands above and below the data of a list, found by its shape alone. */

export interface HeaderPlace {
  readonly headerRow: number;
  /** The rows above the header that hold text; blank ones are left out. */
  readonly titleRows: readonly number[];
}

/** A header must be recognised by at least this many of its cells. */
const ENOUGH_KNOWN = 2;

/**
 * The header among the first rows of a list: the row with most known headers, or, when none is known, the first row
 * that is as wide as most rows are.
 *
 * @param isData whether a row is made of values: words that are also headers ("SIP", "Kommun") do not make it one
 */
export function findHeader(
  rows: readonly RawRow[],
  knownHeaders: (folded: string) => boolean,
  isData: (row: RawRow) => boolean = () => false,
): HeaderPlace | null {
  const filled = rows.filter((row) => filledCells(row) > 0);
  const candidates = filled.filter((row) => !isData(row));
  const known = candidates.map(({ cells }) => cells.filter((cell) => knownHeaders(foldHeader(cell))).length);
  const most = Math.max(0, ...known);
  const header =
    most >= ENOUGH_KNOWN
      ? candidates[known.indexOf(most)]
      : candidates.find((row) => filledCells(row) === usualWidth(filled));
  if (header === undefined) return null;
  return {
    headerRow: header.row,
    titleRows: filled.map(({ row }) => row).filter((row) => row < header.row),
  };
}

export interface Footer {
  /** How many rows the footer says there are. */
  readonly count: number | null;
}

// "Antal poster: 1188", "Antal: 5", "Totalt 1 188", "Summa". A name that begins alike ("Totalförsvaret") is none.
const FOOTER =
  /^(?:totalt\s+)?(?:antal(?:\s+\p{L}+)?|totalt|summa|total)\s*[:=]?\s*(\d[\d\s]*)?(?:\s*(?:st|poster|rader))?\.?$/iu;

/**
 * Is this a row after the data, such as "Antal poster: 1188"? It says so in its first filled cell and holds nothing
 * else; a number in the next cell may be its count. A row as full as the data is data, whatever it begins with.
 */
export function isFooter(row: RawRow, columnCount: number): Footer | null {
  const [label, ...others] = row.cells.map((cell) => cell.trim()).filter((cell) => cell !== '');
  if (label === undefined || others.length > 1 || 1 + others.length >= Math.max(2, columnCount)) return null;
  const found = FOOTER.exec(label);
  if (found === null) return null;
  const [other] = others;
  const written = found[1] ?? other;
  if (other !== undefined && (found[1] !== undefined || !/^\d[\d\s]*$/.test(other))) return null;
  return { count: written === undefined ? null : Number(written.replaceAll(/\s/g, '')) };
}

function filledCells({ cells }: RawRow): number {
  return cells.filter((cell) => cell.trim() !== '').length;
}

/** The most usual number of filled cells; of equally usual ones the larger. */
function usualWidth(rows: readonly RawRow[]): number {
  const counts = new Map<number, number>();
  for (const row of rows) counts.set(filledCells(row), (counts.get(filledCells(row)) ?? 0) + 1);
  const [usual] = [...counts].toSorted(([widthA, a], [widthB, b]) => b - a || widthB - widthA);
  return usual?.[0] ?? 0;
}
