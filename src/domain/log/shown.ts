/** Somebody was shown cases, or a file about them left: who and when stand in the event itself. */
export const SHOWN = 'shown';

/** Never a name, a number or an id of the source system: codes that mean nothing outside the register. */
export interface ShownData {
  readonly command: string;
  /** Reference codes of the cases. */
  readonly references: readonly string[];
  /** `SOURCE:ROW` of the rows that are no case, or of a kind without references. */
  readonly rows: readonly string[];
  /** Names of the files that left. */
  readonly files: readonly string[];
}
