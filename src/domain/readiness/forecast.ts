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
  readonly pace: Pace | null;
  readonly certainty: Certainty;
  /** Why the certainty is what it is, in a sentence. */
  readonly certaintyText: string;
  /** The day the last SIP is closed at the median pace; null where it can not be said or is never reached. */
  readonly medianOn: string | null;
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
  readonly median: number;
  /** A slow tenth: nine of ten measured days went quicker. */
  readonly low: number;
  readonly intervals: number;
  readonly workingDays: number;
}

export type Certainty = 'too-little-data' | 'low' | 'medium' | 'high';

export type DeadlineVerdict = 'done' | 'reached' | 'likely' | 'missed' | 'unknown';

export interface DeadlineForecast {
  /** A member of the profile's deadlines. */
  readonly id: 'sipWindowEnds' | 'allSipsClosed' | 'readOnly';
  readonly day: string;
  /** Working days after the day of the report, up to and including the deadline. */
  readonly workingDaysLeft: number;
  /** SIPs a working day that it would take; null where no day is left. */
  readonly neededPace: number | null;
  readonly verdict: DeadlineVerdict;
}
