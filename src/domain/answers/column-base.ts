/** What every column of a worklist has, fact or answer. */
export interface ColumnBase {
  readonly key: string;
  readonly header: string;
  readonly width: number;
  readonly format: 'text' | 'date' | 'choice';
  /** The steps that have the column; every step when left out. */
  readonly steps?: readonly string[];
  readonly wrap?: true;
  readonly pinned?: true;
  readonly note?: string;
  /** Left out of a list whose owner is a kommun: every row would say the same. */
  readonly isImpliedByKommun?: true;
  /** Only where full personnummer were asked for, which is logged. */
  readonly isWholeIdentity?: true;
}

/** The steps of slutenvården, and those that complete what it started. */
export const STARTING = ['2-somatik', '2-psykiatri'];
export const COMPLETING = ['3-primarvard', '3-psykiatri', '4a', '4b'];
