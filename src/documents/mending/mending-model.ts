/** The rows of a list that somebody is to mend, with what is wrong beside each. Knows no rule: texts in, file out. */
export interface MendingModel {
  /** One title row each. */
  readonly titles: readonly string[];
  readonly rowHeader: string;
  readonly adviceHeader: string;
  /** The list's own headers, in its order. */
  readonly headers: readonly string[];
  /** The sheet that the list stood on; null where it stood on none. */
  readonly sheet: string | null;
  /** Dates the workbook's properties. */
  readonly day: string;
}

export interface MendingRow {
  /** The row in the list that is mended; empty where it has none. */
  readonly row: string;
  /** What to do, one sentence after the other. */
  readonly advice: readonly string[];
  /** The cells as they stood, one a header; more where the row had more cells than headers. */
  readonly cells: readonly string[];
  /** Position of each faulty cell, with its sentences. */
  readonly faults: ReadonlyMap<number, readonly string[]>;
}

export type MendingRows = AsyncIterable<readonly MendingRow[]>;
