/** What every column of a worklist has, fact or answer. */
export interface ColumnBase {
  readonly key: string;
  readonly header: string;
  readonly width: number;
  readonly format: 'text' | 'date' | 'choice';
  readonly wrap?: true;
  readonly pinned?: true;
  readonly note?: string;
  /** Left out of a list whose owner is a kommun: every row would say the same. */
  readonly isImpliedByKommun?: true;
  /** Only where full personnummer were asked for, which is logged. */
  readonly isWholeIdentity?: true;
}
