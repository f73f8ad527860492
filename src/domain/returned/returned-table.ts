import { fold } from '../words/fold.ts';
import type { SheetMark } from './row-marks.ts';

/** What is read of a returned sheet, by its headers, wherever its columns and rows were moved. */
export interface ReturnedTable {
  readonly headerRow: number;
  /** The columns of the list that the table has. */
  readonly keys: ReadonlySet<string>;
  readonly hasTokens: boolean;
  /** Which column of the list stands where; null for one that it did not have. */
  readonly columns: readonly (string | null)[];
  readonly rows: readonly ReturnedRow[];
  /** What stands on the sheet besides the table's rows: above its header, and in headers further down that are no part of them. */
  readonly besides: readonly TableRow[];
  /** Letters of columns that the list did not have when it was handed out. */
  readonly ignoredColumns: readonly string[];
}

export interface ReturnedRow {
  readonly row: number;
  readonly token: string | null;
  /** By the column's key; a column that the file does not have is not here. */
  readonly cells: ReadonlyMap<string, string>;
  /** A column stands twice and says different things here. */
  readonly isAmbiguous: boolean;
  /** All its cells, from the first column on. */
  readonly written: readonly string[];
}

/** A row of a sheet as it is read. */
export interface TableRow {
  readonly row: number;
  readonly cells: readonly string[];
}

/** A sheet of a file as it came back. */
export interface ReturnedSheet {
  /** As we named it, or else by its place: what people call a sheet can name anyone. */
  readonly shownAs: string | null;
  readonly rows: readonly TableRow[];
  readonly marks?: readonly SheetMark[];
  /** What it is called; told of, and never shown. Null in a text. */
  readonly name?: string | null;
  /** What is shown to who fills a cell in, by its cell; and heads and feet of pages. */
  readonly texts?: readonly SheetText[];
  /** It is one of too many, and nothing of it has been read. */
  readonly isUnread?: true;
}

export interface SheetText {
  readonly kind: 'prompt' | 'page';
  /** Null where it is of no cell. */
  readonly row: number | null;
  readonly column: number | null;
  readonly parts: readonly string[];
}

export interface KnownHeader {
  readonly key: string;
  readonly header: string;
}

/** Under this key stands the row's key. */
export const TOKEN = '_token';
const ENOUGH_KNOWN = 3;

/** Finds the table by its headers; null on a sheet that has none. The header can come again further down. */
export function readReturnedTable(
  rows: readonly TableRow[],
  headers: readonly KnownHeader[],
  letterOf: (column: number) => string,
): ReturnedTable | null {
  const keys = new Map(headers.map(({ key, header }) => [fold(header), key]));
  const knownIn = ({ cells }: TableRow): number =>
    new Set(cells.map((cell) => keys.get(fold(cell))).filter((key) => key !== undefined)).size;
  const tokenHeader = fold(headers.find(({ key }) => key === TOKEN)?.header ?? '');
  const hasToken = ({ cells }: TableRow): boolean => cells.some((cell) => fold(cell) === tokenHeader);
  const header =
    rows.find((row) => hasToken(row) && knownIn(row) >= 2) ??
    rows.find((row) => knownIn(row) >= Math.min(ENOUGH_KNOWN, headers.length));
  if (header === undefined) return null;
  const keyAt = header.cells.map((cell) => keys.get(fold(cell)) ?? null);
  const isHeader = (row: TableRow): boolean => row.row > header.row && knownIn(row) >= ENOUGH_KNOWN;
  const below = rows.filter((row) => row.row > header.row && !isHeader(row));
  const withoutHeaders = ({ row, cells }: TableRow): TableRow => ({
    row,
    cells: cells.map((cell) => (keys.has(fold(cell)) ? '' : cell)),
  });
  const widest = Math.max(header.cells.length, ...below.map(({ cells }) => cells.length));
  const ignored = Array.from({ length: widest }, (_, at) => at).filter(
    (at) =>
      (keyAt[at] ?? null) === null &&
      ((header.cells[at] ?? '').trim() !== '' || below.some(({ cells }) => (cells[at] ?? '').trim() !== '')),
  );
  return {
    headerRow: header.row,
    keys: new Set(keyAt.filter((key) => key !== null)),
    hasTokens: keyAt.includes(TOKEN),
    columns: keyAt,
    rows: below
      .filter(({ cells }) => cells.some((cell) => cell.trim() !== ''))
      .map((row) => readRow(row, keyAt)),
    besides: [...rows.filter(({ row }) => row < header.row), ...rows.filter(isHeader).map(withoutHeaders)],
    ignoredColumns: ignored.map((at) => letterOf(at + 1)),
  };
}

function readRow({ row, cells }: TableRow, keyAt: readonly (string | null)[]): ReturnedRow {
  const found = new Map<string, string>();
  let isAmbiguous = false;
  keyAt.forEach((key, at) => {
    if (key === null) return;
    const text = (cells[at] ?? '').trim();
    const before = found.get(key);
    if (before !== undefined && before !== '' && text !== '' && before !== text) isAmbiguous = true;
    if (before === undefined || before === '') found.set(key, text);
  });
  const token = found.get(TOKEN) ?? '';
  found.delete(TOKEN);
  return {
    row,
    token: token === '' ? null : token,
    cells: found,
    isAmbiguous,
    written: cells,
  };
}
