import type { Unticked } from '../timeline/ticks.ts';
import type { Scope } from './readiness.ts';

/**
 * The first page of the report: do we make it, who is behind, whom do I call; today and tomorrow, what needs a decision,
 * what has come in. Counts and names of units, never of persons.
 */
export interface DayPage {
  /** HH:MM; null where only the day was asked about. */
  readonly time: string | null;
  /** Most urgent first. */
  readonly behind: readonly Behind[];
  readonly today: readonly DayStep[];
  /** The next day on which something begins; null where nothing more does. */
  readonly next: {
    readonly day: string;
    readonly isTomorrow: boolean;
    readonly steps: readonly DayStep[];
  } | null;
  readonly waiting: readonly Waiting[];
  /** Units of the later stages that can take the whole of their list now. */
  readonly free: readonly string[];
  readonly decisions: readonly Decision[];
  /** Milestones past their day that nobody has ticked off everywhere. */
  readonly unticked: readonly Unticked[];
  readonly since: DaySince;
  readonly heat: Heat;
}

/** A count, what it counts and where: the rows behind it are exactly those. */
export interface Figure {
  readonly value: number;
  /** 1–4, or hidden beside one: told as a word, and no row behind it is shown. */
  readonly isFew: boolean;
  readonly cohort: string;
  readonly scope: Scope;
}

export type Urgency = 'late' | 'today' | 'help' | 'far';

export interface Behind {
  readonly label: string;
  readonly urgency: Urgency;
  /** The title of the step, or null where it is the closing of a kommun's SIPs. */
  readonly step: string | null;
  readonly left: Figure;
  readonly planned: number;
  /** The last day of the work by the plan. */
  readonly dueOn: string;
  readonly hasAnswered: boolean;
  /** Units that wait for it. */
  readonly holdsUp: readonly string[];
  readonly role: string | null;
  /** How the unit reaches support: a channel, never a person. */
  readonly contact: string;
  /** How the unit is reached, where contacts say: a function and its telephone. */
  readonly phone: string | null;
  /** Needed a working day, and the best there has been there; null but for the closing of SIPs. */
  readonly pace: { readonly needed: number; readonly best: number } | null;
}

/** A step by the plan's clock. */
export interface DayStep {
  readonly milestone: string;
  readonly title: string;
  /** "från morgonen", "12:00"; null where the plan says no time. */
  readonly at: string | null;
  readonly state: 'may-begin' | 'waits' | 'running' | 'done' | 'late' | 'ahead';
  /** It began today by the clock. */
  readonly isNow: boolean;
  readonly left: Figure;
  readonly planned: number;
  /** Lists of units: wholly done, partly, not at all; of those that wait for an earlier stage: wholly ready, partly, not. */
  readonly units: { readonly whole: number; readonly part: number; readonly none: number };
  readonly isAfterAnother: boolean;
  /** The units where nothing is done, at most a few. */
  readonly missing: readonly string[];
}

/** A unit that has not begun, and those that wait for it. */
export interface Waiting {
  readonly unit: string;
  readonly waits: readonly { readonly unit: string; readonly isWholly: boolean }[];
}

export interface Decision {
  readonly figure: Figure;
  readonly what: string;
  readonly who: string;
}

/** What has come in since the working day before. */
export interface DaySince {
  readonly from: string;
  readonly returned: number;
  readonly imported: readonly string[];
  readonly decided: number;
  readonly closed: number | null;
  /** Lists whose work should have begun, and of which nothing has come back. */
  readonly missing: number;
  /** What waits for somebody; null where it was not reckoned: it looks at every case. */
  readonly inbox: DayInbox | null;
}

/** What the page tells of the inbox. */
export interface DayInbox {
  readonly counts: readonly { readonly label: string; readonly count: number }[];
  /** Comments that somebody has let out; whose is told where the list is long enough not to point anybody out. */
  readonly comments: readonly { readonly text: string; readonly recipient: string | null }[];
}

/** What is left, kommun by kommun and milestone by milestone. */
export interface Heat {
  readonly columns: readonly {
    readonly milestone: string;
    readonly label: string;
    readonly title: string;
    readonly dueOn: string;
    readonly hasBegun: boolean;
  }[];
  readonly rows: readonly { readonly label: string; readonly figures: readonly HeatFigure[] }[];
}

export interface HeatFigure extends Figure {
  readonly planned: number;
}

/** The rows behind one figure of the page. */
export interface FigureBehind {
  readonly id: string;
  readonly label: string;
  readonly count: number;
  readonly groups: readonly { readonly why: string; readonly rows: readonly string[] }[];
}
