import type { Profile } from '../profile/profile-schema.ts';

/** Cohorts of the report that a gate can count. */
type GateCohort =
  | 'sip-open'
  | 'vardtillfalle-open'
  | 'case-open'
  | 'message-all'
  | 'trapped-undecided'
  | 'extra-left'
  | 'needs-decision';

/** What is measured in a way of its own. */
export type GateMeasure =
  | 'held-answers'
  | 'lost'
  | 'read-only-checkpoint'
  | 'list-age'
  | 'lists-of-one-day'
  | 'control-totals'
  | 'unticked';

/** Who is named as having most of what is left. */
export type Contributors = 'kommun-and-part' | 'kommun' | 'unit' | 'owner';

/** The list without which a cohort cannot be counted. */
export type NeededList = 'sip' | 'vardtillfalle' | 'meddelande' | 'patient';

/**
 * What must hold for a milestone. Its days come from the profile alone. It counts a cohort, which must be none; or the
 * cases left on the steps that name it; or is measured in a way of its own.
 */
export type GateEntry = {
  /** Kept in waivers: never reused. */
  readonly id: string;
  /** The milestone's id in the profile. */
  readonly milestone: string;
  readonly title: string;
  /** What is counted, after the number one and after any other. */
  readonly unit: readonly [one: string, many: string];
  /** The milestone's last day where nothing is said. */
  readonly due?: keyof Profile['deadlines'];
  /** Where it was inferred or said. */
  readonly source: string;
} & (
  | {
      readonly counts: GateCohort;
      readonly needs: NeededList;
      readonly contributors: Contributors | null;
      /** One gate for each unit that has a day of its own by the profile. */
      readonly perUnit?: true;
      /** The unit that it is one of. */
      readonly unitName?: string;
    }
  | {
      /** The cohort of the cases left on the steps that name the gate. */
      readonly left: { readonly id: `step-${string}-left`; readonly label: string };
      readonly needs: NeededList;
    }
  | {
      readonly measure: GateMeasure;
      /** Told of, and stops nothing: counts from the day of the report. */
      readonly isWarning?: true;
      readonly threshold?: number;
    }
);
