import type { HeldCell } from '../answers/answers.ts';
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
  readonly because: HeldCell['because'];
  /** What is written freely is not repeated. */
  readonly values: readonly { readonly value: string | null; readonly worklist: string }[];
}

/** An answer of an earlier return that was taken back by a corrected list. */
interface WithdrawnAnswer {
  readonly reference: string;
  readonly column: string;
  /** The return that it came with. */
  readonly return: string;
}

/** What was added to a list on one of its sheets, and is not read. */
export interface IgnoredPlace {
  /** Null where the file has one table. */
  readonly sheet: string | null;
  /** By their letters. */
  readonly columns: readonly string[];
  readonly rows: readonly number[];
}

/** What became of a returned list. */
export interface ReturnedList {
  readonly file: string;
  readonly worklistId: string;
  /** What `undo` takes it back by; null where nothing was new. */
  readonly returnId: string | null;
  readonly rows: number;
  /** Rows that were handed out and are not in the file. */
  readonly missingRows: number;
  /** Their references. */
  readonly missing: readonly string[];
  /** Answers that the same hand-out gave in earlier returns and gives no longer: they count all the same. */
  readonly noLongerSaid: number;
  /** Those of them that were taken back, as was asked for. */
  readonly withdrawn: number;
  /** Which they were: by the reference of the row, and the column's header. */
  readonly withdrawnAnswers: readonly WithdrawnAnswer[];
  readonly applied: number;
  readonly unchanged: number;
  /** Answers that contradict others: none of them counts. */
  readonly conflicts: readonly HeldAnswer[];
  /** Answers on rows whose case a list or a decision has moved since the list was handed out. */
  readonly held: readonly HeldAnswer[];
  /** Answers that do not count: closings while not all parties are done, and those of a row with an answer in conflict. */
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
  /** The same columns and rows, by the sheet that each is on. */
  readonly ignored: readonly IgnoredPlace[];
  /** The newer list for the same step and owner. */
  readonly supersededBy: string | null;
}
