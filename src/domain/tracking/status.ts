import type { ClosedAsCounts } from '../classification/closed-as.ts';
import type { TickedPlace } from '../timeline/ticks.ts';
import type { Lock } from '../checkpoints/lock.ts';
import type { ExtraMessageCount } from './extra-messages.ts';

/** Where things stand on a day (contract, `status`). */
export interface Status {
  readonly asOf: string;
  /** The read-only checkpoint that locks facts and work in the source system; null where there is none. */
  readonly lock: Lock | null;
  /** The day the register was gallrat and the archive it rests on; the figures are then those of the archive's day. */
  readonly gallrat: { readonly on: string; readonly checkpoint: string } | null;
  readonly sips: {
    readonly open: number;
    readonly closed: number;
    /** Of the closed: by people's word alone, for the newest list still has them open. */
    readonly closedByWord: number;
    /** Of the closed: moved, ended without being moved, and those of which nobody knows. */
    readonly closedAs: ClosedAsCounts;
    readonly matrix: readonly {
      readonly part: string | null;
      /** SCB code; null when unknown. */
      readonly kommun: string | null;
      readonly open: number;
      readonly closed: number;
    }[];
    /** Of a kommun or a unit `protected` is null, and `needs-decision` counts them too. */
    readonly classes: Readonly<Record<string, number | null>>;
  };
  readonly vardtillfallen: {
    readonly open: number;
    readonly closed: number;
    readonly classes: Readonly<Record<string, number | null>>;
  };
  readonly messages: {
    readonly unacknowledged: number;
    /** The Extrameddelanden that the moving of vårdtillfällen itself creates. */
    readonly extra: ExtraMessageCount;
  };
  /** What worklists that came back leave for somebody to see to. */
  readonly answers: {
    /** Rows answered "Behöver hjälp" or "Fel mottagare", and closings that wait for all parties. */
    readonly needAttention: readonly {
      readonly reference: string;
      readonly step: string;
      readonly status: string;
      readonly on: string;
    }[];
    /** Answers that do not count: they contradict each other, or the facts had changed. */
    readonly held: number;
  };
  /** The milestones that no list proves, with the places asked for. */
  readonly milestones: readonly {
    readonly id: string;
    readonly title: string;
    readonly owners: readonly string[];
    readonly dueOn: string;
    readonly isLate: boolean;
    readonly places: readonly Pick<TickedPlace, 'kommun' | 'unit' | 'label' | 'doneOn'>[];
  }[];
  /** Left out where no list of persons or vårdtillfällen of the target system is in. */
  readonly inTarget?: InTargetLists;
  /** The worklist steps that were asked for, owner by owner. */
  readonly steps?: readonly StepProgress[];
}

/** How far the cases on a step's lists are, for one owner. */
export interface StepProgress {
  readonly step: string;
  readonly kommun: string | null;
  readonly part: string | null;
  readonly unit: string | null;
  /** The sum of the four below. Null on a list whose size would tell of protected persons. */
  readonly planned: number | null;
  /** Done, by a person's word. */
  readonly attested: number | null;
  /** Done, and shown by a later list. */
  readonly confirmed: number | null;
  readonly needHelp: number | null;
  readonly notDone: number | null;
  /** Of the confirmed: by a list of the target system alone, for nobody has attested it. */
  readonly listed: number | null;
  /** Of those left: attested, and a later list of the target system lacks it. */
  readonly contradicted: number | null;
  /** Of those done on a list of SIPs, what became of them; left out of other lists. */
  readonly closedAs?: ClosedAsCounts;
}

/** What the lists of the target system say of the steps whose work begins something there. */
export interface InTargetLists {
  readonly lists: readonly { readonly kind: string; readonly exportedOn: string }[];
  readonly steps: readonly {
    readonly step: string;
    readonly planned: number;
    /** By a person's word alone; by both; by a list alone; by a word that a list contradicts. */
    readonly attested: number;
    readonly confirmed: number;
    readonly listed: number;
    readonly contradicted: number;
  }[];
}

export interface StatusFilter {
  readonly kommun: string | null;
  readonly part: string | null;
  readonly unit: string | null;
}
