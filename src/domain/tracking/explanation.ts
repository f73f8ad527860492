import type { FindingCode } from '../validation/finding-catalogue.ts';
import type { Lock } from '../checkpoints/lock.ts';
import type { InTarget } from '../classification/in-target.ts';
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

/** What lists have said of a case, now and before. */
export interface ExplainedLists {
  readonly facts: readonly ExplainedFact[];
  readonly from: SourceRow;
  readonly lastSeen: SourceRow;
  readonly earlier: readonly { readonly from: SourceRow; readonly differs: readonly ExplainedFact[] }[];
  readonly findings: readonly FindingCode[];
}

interface ExplainedEvent {
  readonly seq: number;
  readonly effectiveOn: string;
  readonly by: string;
  readonly type: string;
  readonly data: unknown;
  /** A later event has taken it back. */
  readonly isUndone: boolean;
}

/** What is told of whatever can stand on a list. */
export interface ExplainedAny extends ExplainedLists {
  readonly reference: string;
  readonly asOf: string;
  /** The read-only checkpoint that locks the register; null where there is none. */
  readonly lock: Lock | null;
  readonly events: readonly ExplainedEvent[];
  /** What people attest, and what a later list shows of it. */
  readonly attested: readonly AttestedStep[];
  readonly worklists: readonly {
    readonly worklistId: string;
    readonly step: string;
    readonly asOf: string;
  }[];
}

/** The person of a case in the target system: what people attest on lists of patients, and what its lists show. */
export interface ExplainedPerson {
  readonly attested: readonly AttestedStep[];
  /** What it comes to; null where nothing says that the person is there. */
  readonly inTarget: InTarget | null;
}

export interface Explanation extends ExplainedAny {
  readonly kind: 'sip' | 'vardtillfalle';
  readonly id: string;
  readonly class: string;
  readonly classLabel: string;
  readonly rule: ExplainedRule;
  /** Rules that hold besides, worth knowing. */
  readonly also: readonly ExplainedRule[];
  readonly restsOn: readonly ExplainedFact[];
  readonly person: ExplainedPerson;
  /** Of a SIP that is to be moved: its other parties, and since when each has moved what is its own. */
  readonly parties: {
    readonly named: readonly { readonly name: string; readonly doneOn: string | null }[];
    /** Names of the list that are of no unit, party or kommun that is known. */
    readonly unknown: number;
  };
}

/** A patient or a message: it has no class; the lists that it stands on are what is decided of it. */
export interface ListedExplanation extends ExplainedAny {
  readonly kind: 'patient' | 'meddelande';
  /** The id of the source system; of a patient the reference, since a number is never shown. */
  readonly id: string;
  /** The lists that it stands on now. */
  readonly lists: readonly {
    readonly step: string;
    readonly title: string;
    readonly owner: string;
    readonly source: string;
  }[];
  /** Why on these, or on none. */
  readonly reasons: readonly string[];
  /** Its cases: of a message the one that it is in. */
  readonly cases: readonly string[];
  /** Of a patient: whether the person is in the target system, by whoever says so. */
  readonly inTarget: InTarget | null;
}
