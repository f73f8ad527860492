import type { Ahead } from '../../domain/records/read-ahead.ts';
import type { AheadOrder } from './text-thread.ts';
import type { BesideText } from './xlsx-besides.ts';
import type { CellMark } from './xlsx-marks.ts';

/** What every list, text or workbook, looks like once it is open. This room knows formats and no rule. */

export type TableEncoding =
  'utf-8' | 'utf-8-bom' | 'windows-1252' | 'cp850' | 'macroman' | 'utf-16le' | 'utf-16be' | 'xlsx';

export type TableNoteCode =
  | 'BIDI_CONTROL'
  | 'CELL_TOO_LONG'
  | 'CONTROL_CHARACTER'
  | 'DATE_OUT_OF_RANGE'
  | 'DATE_SERIAL_60'
  | 'DATE_WITH_ZONE'
  | 'ENCODING_UNCERTAIN'
  | 'ERROR_CELL'
  | 'FORMULA_CELL'
  | 'FORMULA_WITHOUT_VALUE'
  | 'HIDDEN_ROWS'
  | 'INVISIBLE_CHARACTER'
  | 'LAST_LINE_WITHOUT_NEWLINE'
  | 'MIXED_LINE_ENDS'
  | 'MIXED_SCRIPTS'
  | 'NUMBER_CELL'
  | 'SEP_LINE';

/**
 * Something worth telling about the file; what was read stands. `column` is the spreadsheet letter (`C`) and
 * `detail` never holds a cell's content. At most {@link NOTES_PER_COLUMN} notes of a code are listed for a column;
 * when there were more, one more note of the code has the column, no row, and as `detail` how many there were in all.
 */
export interface TableNote {
  readonly code: TableNoteCode;
  readonly row: number | null;
  readonly column: string | null;
  readonly detail: string;
}

interface TableFacts {
  readonly format: 'csv' | 'xlsx';
  readonly sha256: string;
  readonly bytes: number;
  readonly encoding: TableEncoding;
  /** `;` `,` tab or `|` (or what a `sep=` line says); null for a workbook. */
  readonly delimiter: string | null;
  readonly sheet: string | null;
  readonly sheets: readonly string[];
  /** Those of the sheets that a reader of the workbook does not see. */
  readonly hiddenSheets: readonly string[];
  /** How many rows there are, where that is known before they are read. */
  readonly rows: number | null;
  readonly notes: readonly TableNote[];
  /** What people have done to cells besides writing in them: all of it where that was asked for, else what is struck through. */
  readonly marks: readonly CellMark[];
  /** What a workbook says otherwise than by the values of its cells. */
  readonly besides: readonly BesideText[];
}

/** One physical record: `row` is its 1-based number in the file, title, blank and footer rows included. */
export interface RawRow {
  readonly row: number;
  readonly cells: readonly string[];
  /** What was read of it ahead; left out where it is to be read when it is its turn. */
  readonly ahead?: Ahead;
}

/** Whether the caller reads the rows to their end, or may stop after the first of them. */
export type Extent = 'start' | 'all';

export interface OpenedTable {
  readonly facts: TableFacts;
  /**
   * The rows in order, in batches. Each call reads the file anew.
   * A cell may be a slice that keeps its whole chunk of the file alive: copy what is kept for long.
   *
   * @param extent `all`: a long text is read by a thread of its own, while the caller works
   * @param ahead what that thread is to read of each record, if there is one
   */
  readonly batches: (extent?: Extent, ahead?: AheadOrder | null) => AsyncIterable<readonly RawRow[]>;
}

export const BATCH_ROWS = 250;
/** A record of a text longer than this is a quote that was never closed, or no list at all. */
export const RECORD_LIMIT = 16 * 1024 * 1024;

const NOTES_PER_COLUMN = 10_000;
const NOTES_IN_ALL = 50_000;

/**
 * Gathers notes; a file with a fault in every cell must not fill the memory with notes. Counted by column, so that a
 * column that nobody asks for can not hide what is wrong in another.
 */
export class TableNotes {
  readonly #listed: TableNote[] = [];
  readonly #counts = new Map<
    string,
    { code: TableNoteCode; column: string | null; count: number; listed: number }
  >();

  add(code: TableNoteCode, row: number | null = null, column: string | null = null, detail = ''): void {
    const key = `${code} ${column ?? ''}`;
    const counted = this.#counts.get(key) ?? { code, column, count: 0, listed: 0 };
    if (counted.count === 0) this.#counts.set(key, counted);
    counted.count++;
    if (counted.listed >= NOTES_PER_COLUMN || this.#listed.length >= NOTES_IN_ALL) return;
    counted.listed++;
    this.#listed.push({ code, row, column, detail });
  }

  list(): TableNote[] {
    const cut = [...this.#counts.values()].filter(({ count, listed }) => count > listed);
    return [
      ...this.#listed,
      ...cut.map(({ code, column, count }) => ({ code, row: null, column, detail: String(count) })),
    ];
  }
}

/** 1 → A, 26 → Z, 27 → AA: the column's name in every spreadsheet. */
export function columnLetters(number: number): string {
  const before = Math.floor((number - 1) / 26);
  return (before > 0 ? columnLetters(before) : '') + String.fromCharCode(65 + ((number - 1) % 26));
}

/** A → 1, AA → 27; NaN for anything that is no column. */
export function columnNumber(letters: string): number {
  if (!/^[A-Z]{1,3}$/.test(letters)) return NaN;
  return Array.from(letters).reduce((number, letter) => number * 26 + letter.charCodeAt(0) - 64, 0);
}
