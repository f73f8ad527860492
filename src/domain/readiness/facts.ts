import type { Profile } from '../profile/profile-schema.ts';
import type { TotalsComparison } from '../reconciliation/compare-totals.ts';
import type { Unticked } from '../timeline/ticks.ts';
import type { Cell } from './cells.ts';
import type { ListUsed, Since } from './readiness.ts';

/** Everything that the gates and tables of the report are made from, as of a day. */
export interface ReadinessFacts {
  readonly asOf: string;
  readonly profile: Profile;
  readonly cells: readonly Cell[];
  readonly lists: readonly ListUsed[];
  /** The day that is compared with, and the SIP list that stood then; null where there is none. */
  readonly since: Since | null;
  /** The newest control totals, held against the register as of their day. */
  readonly totals: { readonly day: string; readonly comparison: TotalsComparison } | null;
  /** Whether a list of the target system is in, so that it can be said what is lost. */
  readonly canTellLost: boolean;
  /** Read-only checkpoints recorded. */
  readonly readOnlyCheckpoints: number;
  /** Milestones past their day that somebody should have ticked off. */
  readonly unticked: readonly Unticked[];
  /** Units that the profile gives days of their own and that no list has. */
  readonly unknownUnits: readonly string[];
}

export function listOn({ lists }: Pick<ReadinessFacts, 'lists'>, kind: string): string | null {
  return lists.find((list) => list.kind === kind)?.exportedOn ?? null;
}
