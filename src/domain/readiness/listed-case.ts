import type { CellKind, StepState } from './cells.ts';

/** A case behind a figure, as `--rows` tells of it. */
export interface ListedCase {
  readonly reference: string;
  /** The id in the source system; null for a person, and for what no list has any more. */
  readonly id: string | null;
  readonly kind: CellKind;
  /** Null where a case has none, and where it would show a protected person within a kommun. */
  readonly class: string | null;
  readonly kommun: string | null;
  readonly part: string | null;
  readonly unit: string | null;
  readonly steps: readonly { readonly step: string; readonly state: StepState }[];
  readonly why: string;
}
