import type { ReturnedCode } from './returned-findings.ts';

/** A place in the file: never what stands there. */
export interface RowPlace {
  /** Where the file has tables on several sheets, the one it is on. */
  readonly sheet: string | null;
  readonly row: number;
  readonly reference: string | null;
  /** The column's header; null for the row as a whole. */
  readonly column: string | null;
}

export interface ToldRow extends RowPlace {
  readonly code: ReturnedCode;
  readonly reason: string;
}

export interface HeldAnswer extends RowPlace {
  readonly reference: string;
  readonly column: string;
  /** What is written freely is not repeated. */
  readonly values: readonly { readonly value: string | null; readonly worklist: string }[];
}

/** What became of a returned list. */
export interface ReturnedList {
  readonly file: string;
  readonly worklistId: string;
  /** What `undo` takes it back by; null where nothing was new. */
  readonly returnId: string | null;
  readonly rows: number;
  readonly applied: number;
  readonly unchanged: number;
  /** Answers that contradict others: none of them counts. */
  readonly conflicts: readonly HeldAnswer[];
  /** Answers on rows whose facts have changed since the list was handed out. */
  readonly held: readonly HeldAnswer[];
  /** Closings that do not count, for not all parties are done. */
  readonly waiting: readonly HeldAnswer[];
  readonly rejected: readonly ToldRow[];
  /** Taken in, worth a look. */
  readonly warnings: readonly ToldRow[];
  /** Facts changed by hand: they are not read. */
  readonly altered: readonly RowPlace[];
  /** Rows that the list did not have when it was handed out. */
  readonly foreign: readonly number[];
  readonly ignoredColumns: readonly string[];
  readonly ignoredRows: readonly number[];
  /** The newer list for the same step and owner. */
  readonly supersededBy: string | null;
}
