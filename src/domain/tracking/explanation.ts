import type { FindingCode } from '../validation/finding-catalogue.ts';
import type { Lock } from '../checkpoints/lock.ts';
import type { AttestedStep } from './confirmation.ts';

export interface ExplainedRule {
  readonly code: string;
  readonly reason: string;
  readonly source: string;
}

export interface ExplainedFact {
  readonly column: string;
  readonly label: string;
  /** What people read; never a personnummer or a name. */
  readonly text: string;
}

export interface SourceRow {
  readonly file: string;
  readonly row: number;
  readonly exportedOn: string;
}

export interface Explanation {
  readonly kind: 'sip' | 'vardtillfalle';
  readonly id: string;
  readonly reference: string;
  readonly asOf: string;
  /** The read-only checkpoint that locks the register; null where there is none. */
  readonly lock: Lock | null;
  readonly class: string;
  readonly classLabel: string;
  readonly rule: ExplainedRule;
  /** Rules that hold besides, worth knowing. */
  readonly also: readonly ExplainedRule[];
  readonly restsOn: readonly ExplainedFact[];
  readonly facts: readonly ExplainedFact[];
  readonly from: SourceRow;
  readonly lastSeen: SourceRow;
  readonly earlier: readonly { readonly from: SourceRow; readonly differs: readonly ExplainedFact[] }[];
  readonly findings: readonly FindingCode[];
  readonly events: readonly {
    readonly seq: number;
    readonly effectiveOn: string;
    readonly by: string;
    readonly type: string;
    readonly data: unknown;
    /** A later event has taken it back. */
    readonly isUndone: boolean;
  }[];
  /** What people attest, and what a later list shows of it. */
  readonly attested: readonly AttestedStep[];
  /** Of a SIP that is to be moved: its other parties, and since when each has moved what is its own. */
  readonly parties: {
    readonly named: readonly { readonly name: string; readonly doneOn: string | null }[];
    /** Names of the list that are of no unit, party or kommun that is known. */
    readonly unknown: number;
  };
  readonly worklists: readonly {
    readonly worklistId: string;
    readonly step: string;
    readonly asOf: string;
  }[];
}
