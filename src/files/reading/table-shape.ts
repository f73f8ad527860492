import { faultOfCell } from '../../domain/words/cell-fault.ts';
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
 * that is as wide as most rows are, or else the widest of those above the values.
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
      : (candidates.find((row) => filledCells(row) === usualWidth(filled)) ?? widestAbove(filled, isData));
  if (header === undefined) return null;
  const below = filled.find(({ row }) => row === header.row + 1);
  const isHeaderBelow = (row: RawRow | undefined): row is RawRow =>
    row !== undefined && !isData(row) && goesOn(row, header, knownHeaders);
  const headerRow = isHeaderBelow(below) ? below.row : header.row;
  return { headerRow, titleRows: filled.map(({ row }) => row).filter((row) => row < headerRow) };
}

function widestAbove(filled: readonly RawRow[], isData: (row: RawRow) => boolean): RawRow | undefined {
  const above = filled.slice(0, Math.max(0, filled.findIndex(isData)));
  const least = Math.max(ENOUGH_KNOWN, usualWidth(filled) / 2);
  return above
    .filter((row) => filledCells(row) >= least)
    .reduce<RawRow | undefined>(
      (widest, row) => (widest === undefined || filledCells(row) > filledCells(widest) ? row : widest),
      undefined,
    );
}

/** Whether a row is the lower part of a header: nothing but headers, under columns that have none, or under a group. */
function goesOn(row: RawRow, header: RawRow, knownHeaders: (folded: string) => boolean): boolean {
  const at = row.cells.flatMap((cell, index) => (cell.trim() === '' ? [] : [index]));
  return (
    at.length >= ENOUGH_KNOWN &&
    at.every((index) => knownHeaders(foldHeader(row.cells[index] ?? ''))) &&
    at.some((index) => (header.cells[index] ?? '').trim() === '') &&
    // Not the header again, nor one of another list: those have a header of their own in every column.
    header.cells.some((cell, index) => cell.trim() !== '' && (row.cells[index] ?? '').trim() === '')
  );
}

/**
 * The headers of a list. Where cells are merged, they stand over two rows: a column that has none in the header row
 * takes that of the row just above, unless that is a title.
 *
 * @param isHeader whether a text that stands alone on its row is a header and no title
 */
export function headersAt(
  rows: readonly RawRow[],
  headerRow: number,
  isHeader: (text: string) => boolean,
): readonly string[] | null {
  const cellsOf = (at: number): readonly string[] | undefined =>
    rows.find(({ row }) => row === at)?.cells.map((cell) => (faultOfCell(cell) === null ? cell : ''));
  const own = cellsOf(headerRow);
  if (own === undefined) return null;
  const above = cellsOf(headerRow - 1) ?? [];
  const over = above.filter((cell) => cell.trim() !== '');
  if (over.length === 0 || (over.length === 1 && !over.some(isHeader))) return own;
  return Array.from({ length: Math.max(own.length, above.length) }, (_, at) => {
    const cell = own[at] ?? '';
    return cell.trim() === '' ? (above[at] ?? '') : cell;
  });
}

export interface Footer {
  /** How many rows the footer says there are. */
  readonly count: number | null;
}

// "Antal poster: 1188", "Antal: 5", "Totalt 1 188", "Summa". A name that begins alike ("Totalförsvaret") is none.
const FOOTER =
  /^(?:totalt\s+)?(?:antal(?:\s+[a-zåäö]+)?|totalt|summa|total)\s*[:=]?\s*(\d[\d\s]*)?(?:\s*(?:st|poster|rader))?\.?$/u;

/**
 * Is this a row after the data, such as "Antal poster: 1188"? It says so in its first filled cell and holds nothing
 * else; a number in the next cell may be its count. A row as full as the data is data, whatever it begins with.
 */
export function isFooter(row: RawRow, columnCount: number): Footer | null {
  const [label, ...others] = row.cells.map((cell) => cell.trim()).filter((cell) => cell !== '');
  if (label === undefined || others.length > 1 || 1 + others.length >= Math.max(2, columnCount)) return null;
  const found = FOOTER.exec(label.toLowerCase());
  if (found === null) return null;
  const [other] = others;
  const written = found[1] ?? other;
  if (other !== undefined && (found[1] !== undefined || !/^\d[\d\s]*$/.test(other))) return null;
  return { count: written === undefined ? null : Number(written.replaceAll(/\s/g, '')) };
}

// What Excel writes under groups: "Sundsvall Summa", "Sundsvall Antal", "Totalsumma".
const SUBTOTAL = /^(?:totalsumma|grand total|.*\S (?:summa|antal|total|totalt|count))$/iu;

/** Is this a row that a spreadsheet program has summed a group in? A text that says so, and a number beside it. */
export function isSubtotal({ cells }: Pick<RawRow, 'cells'>): boolean {
  const filled = cells.map((cell) => cell.trim()).filter((cell) => cell !== '');
  const others = filled.filter((cell) => !SUBTOTAL.test(cell));
  return (
    filled.length - others.length === 1 &&
    filled.length <= 2 &&
    others.every((cell) => /^\d[\d\s]*$/u.test(cell))
  );
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
