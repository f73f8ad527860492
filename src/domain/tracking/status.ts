/** Where things stand on a day (contract, `status`). */
export interface Status {
  readonly asOf: string;
  readonly sips: {
    readonly open: number;
    readonly closed: number;
    readonly matrix: readonly {
      readonly part: string | null;
      /** SCB code; null when unknown. */
      readonly kommun: string | null;
      readonly open: number;
      readonly closed: number;
    }[];
    readonly classes: Readonly<Record<string, number>>;
  };
  readonly vardtillfallen: {
    readonly open: number;
    readonly closed: number;
    readonly classes: Readonly<Record<string, number>>;
  };
  readonly messages: { readonly unacknowledged: number };
  /** What worklists that came back leave for somebody to see to. */
  readonly answers: {
    /** Rows answered "Behöver hjälp" or "Fel mottagare". */
    readonly needAttention: readonly {
      readonly reference: string;
      readonly step: string;
      readonly status: string;
      readonly on: string;
    }[];
    /** Answers that do not count: they contradict each other, or the facts had changed. */
    readonly held: number;
  };
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
}

export interface StatusFilter {
  readonly kommun: string | null;
  readonly part: string | null;
  readonly unit: string | null;
}
