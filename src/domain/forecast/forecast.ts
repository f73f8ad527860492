/** The burndown and where it leads, for the region and each kommun. */
export interface Forecast {
  /** How it is reckoned, in Swedish sentences (docs/forecast.md has the whole). */
  readonly method: readonly string[];
  /** The whole region first, then the kommuner in the order of the profile, then SIPs without kommun. */
  readonly scopes: readonly ScopeForecast[];
}

export interface ScopeForecast {
  readonly label: string;
  /** Undefined for the whole region; null for SIPs without kommun. */
  readonly kommun: string | null | undefined;
  /** Open SIPs as of the day. */
  readonly remaining: number;
  readonly points: readonly BurndownPoint[];
  /** The day that the reckoning starts from: the last measured one. */
  readonly measuredOn: string | null;
  readonly pace: Pace | null;
  readonly certainty: Certainty;
  /** Why the certainty is what it is, in a sentence. */
  readonly certaintyText: string;
  /** The day by which the last SIP is closed in one of ten outcomes; null where it can not be said. */
  readonly optimisticOn: string | null;
  /** In half of the outcomes. */
  readonly medianOn: string | null;
  /** In nine of ten. */
  readonly pessimisticOn: string | null;
  readonly deadlines: readonly DeadlineForecast[];
}

/** How many SIPs were open at the end of a day: in a list, or after attestations since the last list. */
export interface BurndownPoint {
  readonly day: string;
  /** Open in the newest list up to the day. */
  readonly open: number;
  /** Of these, attested closed by the day and not yet confirmed by a later list. */
  readonly attestedClosed: number;
  readonly isList: boolean;
}

/** SIPs closed a working day, net. */
export interface Pace {
  /** The mean, a working day weighing half as much after four others. */
  readonly recent: number;
  /** The best five working days in a row (or more, as the measurements fall) there. */
  readonly best: number;
  /** Of the working days measured, weighed as the mean. */
  readonly median: number;
  /** A slow tenth: nine of ten measured days went quicker. */
  readonly low: number;
  readonly intervals: number;
  readonly workingDays: number;
}

export type Certainty = 'too-little-data' | 'low' | 'medium' | 'high';

export type DeadlineVerdict = 'done' | 'reached' | 'likely' | 'uncertain' | 'unlikely' | 'missed' | 'unknown';

export interface DeadlineForecast {
  /** A member of the profile's deadlines. */
  readonly id: 'sipWindowEnds' | 'allSipsClosed' | 'readOnly';
  readonly day: string;
  /** Working days after the day of the report, up to and including the deadline. */
  readonly workingDaysLeft: number;
  /** SIPs a working day that it would take; null where no day is left. */
  readonly neededPace: number | null;
  /** That all are closed by then, to the nearest twentieth and never 0 or 1; null where it is known or can not be said. */
  readonly chance: number | null;
  readonly verdict: DeadlineVerdict;
}
