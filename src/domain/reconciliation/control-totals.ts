import { kommunSpellings } from '../profile/kommuner.ts';
import type { Profile } from '../profile/profile-schema.ts';
import { fold } from '../words/fold.ts';
import { termsOfProfile } from '../records/cell-readers.ts';
import { spellingsOf } from '../kinds/terms.ts';

/**
 * What a row or a column of a table of control totals stands for: a part or kommun by its code, those without one,
 * the printed sum, or nothing that can be told. An unnamed line is known by its place alone: a name is never guessed,
 * and what stands in the file is never repeated.
 */
export type TotalsLine =
  | { readonly is: 'named'; readonly code: string }
  | { readonly is: 'unknown' }
  | { readonly is: 'total' }
  | { readonly is: 'unnamed'; readonly place: string };

/** Control totals as they are printed: parts down, kommuner across, whichever way the file has them. */
export interface ControlTotals {
  readonly rows: readonly TotalsLine[];
  readonly columns: readonly TotalsLine[];
  /** One number a row and column; null where the file has none that can be read. */
  readonly values: readonly (readonly (number | null)[])[];
  /** Places of rows and columns that are of what other lines hold already: shares, and "varav". */
  readonly beside?: readonly string[];
}

export type TotalsFault = 'TOTALS_NOT_A_TABLE' | 'TOTALS_LINE_TWICE';

interface TextRow {
  readonly row: number;
  readonly cells: readonly string[];
}

/** One thousand may be set off by a space; a sign, a point or a comma makes it a number nobody can be sure of. */
const COUNT = /^(?:\d{1,9}|\d{1,3}(?:[ \u00a0\u202f]\d{3})+)(?:[.,]0)?$/u;
const TOTAL = /^(?:totalt|total|totalsumma|summa|summor|samtliga|alla|σ|sum)(?:[ :(].*)?$/u;
const UNKNOWN =
  /^(?:okänd|okänt|ingen|utan|saknas|uppgift saknas|ej angiven|ej angivet)(?: .*)?$|^(?:kommun|part) saknas$/u;

/** Of what other lines hold: a share of it, or some of it. */
const BESIDE =
  /^(?:varav|därav|d[aä]rav|andel|procent|i procent|i %|pct)(?!\p{L})|%\)?$|(?<!\p{L})(?:andel|procent)(?!\p{L})/u;
const SHARE = /^[\d.,\s]*\d\s*%$/u;

/** Whether a line is no part, kommun or sum: its name says so, or all its cells are shares. */
function isBeside(name: string, cells: readonly string[]): boolean {
  const filled = cells.filter((cell) => cell.trim() !== '');
  return BESIDE.test(fold(name)) || (filled.length > 0 && filled.every((cell) => SHARE.test(cell.trim())));
}

function readCount(text: string): number | null {
  const trimmed = text.trim();
  return COUNT.test(trimmed) ? Number(trimmed.replace(/[.,]0$/u, '').replaceAll(/\D/gu, '')) : null;
}

function lineReader(spellings: ReadonlyMap<string, string>): (text: string) => TotalsLine | null {
  return (text) => {
    const folded = fold(text);
    const code = spellings.get(folded);
    if (code !== undefined) return { is: 'named', code };
    if (TOTAL.test(folded)) return { is: 'total' };
    return UNKNOWN.test(folded) ? { is: 'unknown' } : null;
  };
}

const cellAt = ({ cells }: TextRow, at: number): string => (cells[at] ?? '').trim();
const widest = (rows: readonly TextRow[]): number => Math.max(0, ...rows.map(({ cells }) => cells.length));

/** Rows become columns; a row's number is then the column's. */
function turned(rows: readonly TextRow[]): readonly TextRow[] {
  return Array.from({ length: widest(rows) }, (_none, at) => ({
    row: at + 1,
    cells: rows.map((row) => cellAt(row, at)),
  }));
}

/**
 * Reads a table of control totals: its first column names the parts, its header the kommuner, or the other way
 * round; in any order and spelling, with or without title rows.
 *
 * @param rows the file's rows, as they are
 */
export function parseControlTotals(
  rows: readonly TextRow[],
  profile: Profile,
): { readonly totals: ControlTotals } | { readonly fault: TotalsFault } {
  const partOf = lineReader(spellingsOf('part', fold, termsOfProfile(profile, 'part')));
  const kommunOf = lineReader(kommunSpellings(profile));
  const filled = rows.filter(({ cells }) => cells.some((cell) => cell.trim() !== ''));
  const isPart = (text: string): boolean => partOf(text)?.is === 'named';
  const down = filled.filter((row) => isPart(cellAt(row, 0))).length;
  const acrossOf = ({ cells }: TextRow): number => cells.slice(1).filter(isPart).length;
  const across = Math.max(0, ...filled.map(acrossOf));
  if (across > down) {
    const headerAt = filled.findIndex((row) => acrossOf(row) === across);
    return readTable(turned(filled.slice(headerAt)), partOf, kommunOf, 'rad');
  }
  return readTable(filled, partOf, kommunOf, 'kolumn');
}

function readTable(
  rows: readonly TextRow[],
  partOf: (text: string) => TotalsLine | null,
  kommunOf: (text: string) => TotalsLine | null,
  columnWord: 'kolumn' | 'rad',
): { readonly totals: ControlTotals } | { readonly fault: TotalsFault } {
  // A header speaks of columns: its cells are words, or the codes of kommuner; those of a row are numbers or marks.
  const isHeader = (row: TextRow): boolean => {
    const words = row.cells.slice(1).filter((cell) => /\p{L}/u.test(cell) || kommunOf(cell)?.is === 'named');
    return (
      words.length > 0 && words.length >= row.cells.slice(1).filter((cell) => cell.trim() !== '').length / 2
    );
  };
  const firstAt = rows.findIndex((row) => partOf(cellAt(row, 0)) !== null && !isHeader(row));
  const header = rows[firstAt - 1];
  if (header === undefined) return { fault: 'TOTALS_NOT_A_TABLE' };

  const body = rows.slice(firstAt);
  const taken: { readonly line: TotalsLine; readonly from: TextRow }[] = [];
  const beside: string[] = [];
  for (const from of body) {
    const line = partOf(cellAt(from, 0));
    if (isBeside(cellAt(from, 0), from.cells.slice(1))) {
      beside.push(`${columnWord === 'rad' ? 'kolumn' : 'rad'} ${from.row}`);
      continue;
    }
    if (line !== null) taken.push({ line, from });
    else if (from.cells.slice(1).some((cell) => readCount(cell) !== null)) {
      const place = `${columnWord === 'rad' ? 'kolumn' : 'rad'} ${from.row}`;
      taken.push({ line: { is: 'unnamed', place }, from });
    }
  }
  const places = Array.from(
    { length: widest([header, ...taken.map(({ from }) => from)]) - 1 },
    (_none, at) => at + 1,
  ).filter((at) => {
    const cells = taken.map(({ from }) => cellAt(from, at));
    const isNamed = cellAt(header, at) !== '';
    if (!isBeside(cellAt(header, at), cells))
      return isNamed || cells.some((cell) => readCount(cell) !== null);
    beside.push(`${columnWord} ${at + 1}`);
    return false;
  });
  const columns = places.map(
    (at): TotalsLine => kommunOf(cellAt(header, at)) ?? { is: 'unnamed', place: `${columnWord} ${at}` },
  );
  const lines = taken.map(({ line }) => line);
  if (columns.length === 0 || !lines.some(({ is }) => is === 'named')) return { fault: 'TOTALS_NOT_A_TABLE' };
  if (hasTwice(lines) || hasTwice(columns)) return { fault: 'TOTALS_LINE_TWICE' };
  return {
    totals: {
      rows: lines,
      columns,
      values: taken.map(({ from }) => places.map((at) => readCount(cellAt(from, at)))),
      ...(beside.length === 0 ? {} : { beside }),
    },
  };
}

/** How a line is called in JSON: a code, `unknown`, `total`, or its place. */
export function lineId(line: TotalsLine): string {
  if (line.is === 'named') return line.code;
  return line.is === 'unnamed' ? line.place : line.is;
}

function hasTwice(lines: readonly TotalsLine[]): boolean {
  return new Set(lines.map(lineId)).size < lines.length;
}

/** Whether the columns' names are lost, so that the table can be held against nothing but itself. */
export function hasLostNames({ columns }: ControlTotals): boolean {
  return columns.some(({ is }) => is === 'unnamed') && !columns.some(({ is }) => is === 'named');
}
