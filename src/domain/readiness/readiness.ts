import type { TimelineEntry } from '../timeline/timeline.ts';
import type { DayPage } from './day-page.ts';
import type { Forecast } from '../forecast/forecast.ts';

/**
 * The cut-over report: one model, from which the terminal, HTML, xlsx and JSON are all made. It holds counts and the
 * questions that lead to their rows, never a person. The same state of the register gives the same model.
 */
export interface Readiness {
  readonly asOf: string;
  readonly title: string;
  /** The systems' names in the profile: Prator, Lifecare SP. */
  readonly source: string;
  readonly target: string;
  /** "ÖVNING" and the like across every page; null on live work. */
  readonly watermark: string | null;
  /** The head of the event log: what the report rests on, and what a later cut-off tail is found by. */
  readonly head: {
    /** Null for outside readers: from one day to another it tells how much was written. */
    readonly seq: number | null;
    readonly hash: string;
  };
  /** The newest list of each kind up to the day. */
  readonly lists: readonly ListUsed[];
  /** The day that is compared with, and the SIP list that stood then; null where there is none. */
  readonly since: Since | null;
  readonly verdict: Verdict;
  readonly gates: readonly GateResult[];
  readonly tables: readonly FigureTable[];
  /** The first page: who is behind, today and tomorrow, decisions; null for outside readers. */
  readonly day: DayPage | null;
  readonly forecast: Forecast;
  readonly timeline: readonly TimelineEntry[];
  /** Numbers are rounded, and small ones left out (public.ts). */
  readonly isPublic: boolean;
}

export interface Since {
  readonly day: string;
  readonly listOn: string;
}

export type Verdict = 'ready' | 'ready-with-waivers' | 'not-ready';

export interface ListUsed {
  readonly kind?: string;
  readonly label: string;
  readonly exportedOn: string | null;
  readonly ageDays: number | null;
}

type GateSeverity = 'blocking' | 'warning';

/** What must hold for a milestone of the profile, and whether it does. */
export interface GateResult {
  readonly id: string;
  readonly milestone: string;
  readonly title: string;
  readonly dueOn: string;
  readonly severity: GateSeverity;
  /** Measured and within the threshold; a waiver changes the verdict, never this. */
  readonly ok: boolean;
  /** Null where it can not be measured: then it does not hold. Null too where it is withheld. */
  readonly value: number | null;
  /** Measured, and left out of a report for outside readers. */
  readonly isWithheld?: true;
  readonly threshold: number;
  /** What is counted: "öppna SIP:ar i Prator". */
  readonly unit: string;
  readonly reasons: readonly GateReason[];
  /** The waiver that counts, or the last one that has expired (its `until` is then before the day of the report). */
  readonly waiver: Waiver | null;
  /** The cohort that is counted: `overgang readiness --rows COHORT` lists it; null where no cases stand behind it. */
  readonly cohort?: string | null;
  /** The unit alone that is counted, where units are let go one by one. */
  readonly scope?: Scope;
}

export interface GateReason {
  readonly text: string;
  /** The command that shows the rows behind it; null where there are none. */
  readonly command: string | null;
}

/** A named person lets a gate pass, for a reason and for a time. */
export interface Waiver {
  readonly seq: number;
  readonly gate: string;
  readonly reason: string;
  readonly by: string;
  /** The last day it holds. */
  readonly until: string;
}

/**
 * A table of figures. Every figure is one cohort (the column) within one scope (the row), so that
 * `overgang readiness --rows COHORT [--kommun K] [--part P] [--unit U]` lists exactly that many cases.
 */
export interface FigureTable {
  readonly id: string;
  readonly title: string;
  /** What is counted and how, in a sentence. */
  readonly caption: string;
  readonly rowHeader: string;
  readonly columns: readonly FigureColumn[];
  readonly rows: readonly FigureRow[];
}

/** A table whose figures are counted when somebody looks at them: the short report shows few of them. */
export type UncountedTable = Omit<FigureTable, 'id' | 'rows'> & { readonly rows: () => FigureTable['rows'] };

export interface FigureColumn {
  readonly label: string;
  /** Null for what is derived from the others (a difference, a share). */
  readonly cohort: string | null;
}

export interface FigureRow {
  readonly label: string;
  readonly scope: Scope;
  /** One a column; null = too few to be told in a public report. */
  readonly values: readonly (number | null)[];
  readonly isTotal: boolean;
  /** Two of them make the outline of a table: a kommun with its units below it. */
  readonly level: 0 | 1 | 2;
}

/** Which cases a figure counts. A member that is left out does not limit; null = the cases without one. */
export interface Scope {
  readonly kommun?: string | null;
  readonly part?: string | null;
  readonly unit?: string | null;
  /** The worklist step, for cohorts that are about one; kommun, part and unit are then those of the list's owner. */
  readonly step?: string;
}
