import type { ControlTotals } from '../reconciliation/control-totals.ts';

/** Control totals that came with a list: kept, so that the report can hold the register against them. */
export const CONTROL_TOTALS = 'control-totals';

export interface KeptTotals extends ControlTotals {
  readonly file: string;
  readonly sha256: string;
  /** The day of the list that they came with. */
  readonly day: string;
}
