/** An event as the log is read: its data as it may be shown. */
export interface LogEntry {
  readonly seq: number;
  readonly recordedAt: string;
  readonly effectiveOn: string;
  readonly by: string;
  readonly type: string;
  readonly kind: string | null;
  readonly caseId: string | null;
  readonly data: unknown;
  readonly prevHash: string;
  readonly hash: string;
}

/** Something that was shown while somebody else wrote, and has no place in the log yet. */
export type WaitingEntry = Omit<LogEntry, 'seq' | 'prevHash' | 'hash'>;

/** What is asked of the log; null asks for everything. */
export interface LogFilter {
  readonly types: readonly string[] | null;
  /** A part of who. */
  readonly by: string | null;
  /** Days on which it was recorded. */
  readonly from: string | null;
  readonly to: string | null;
  /** The newest so many. */
  readonly last: number | null;
}
