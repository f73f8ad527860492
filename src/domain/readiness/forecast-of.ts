import type { Profile } from '../profile/profile-schema.ts';
import { addWorkingDays, workingDaysBetween, yearsWithoutHolidays } from '../calendar/working-days.ts';
import type {
  BurndownPoint,
  Certainty,
  DeadlineForecast,
  DeadlineVerdict,
  Forecast,
  Pace,
  ScopeForecast,
} from './forecast.ts';

/** Net closings in the working days between two measured days; fewer than none where SIPs were added. */
interface Interval {
  readonly pace: number;
  readonly workingDays: number;
  /** Working days from its end to the day of the report. */
  readonly age: number;
  /** Whether its end is known by attestations alone. */
  readonly isAttested: boolean;
}

export interface ForecastInput {
  readonly profile: Profile;
  readonly asOf: string;
  readonly scopes: readonly {
    readonly label: string;
    readonly kommun: string | null | undefined;
    readonly points: readonly BurndownPoint[];
  }[];
}

/** A working day this many working days ago weighs half as much as today. */
const HALF_LIFE = 10;
/** Nine of ten measured days went quicker. */
const SLOW_TENTH = 0.1;
const FEWEST_DAYS = 5;
/** By how many intervals the certainty grows; see docs/forecast.md. */
const MEDIUM_FROM = 3;
const HIGH_FROM = 6;
const FRESH_DAYS = 3;
/** About two years: a day further off says no more than "never". */
const HORIZON = 500;

const DEADLINES = [
  'sipWindowEnds',
  'allSipsClosed',
  'readOnly',
] as const satisfies readonly DeadlineForecast['id'][];

/**
 * Where the burndown leads, in the region and in each kommun, and whether it reaches each of the three closing
 * deadlines. The method is told in docs/forecast.md and, in short, in `method`.
 *
 * @param input the measured days of each scope, in the order in which they are to be told; days after `asOf` are left out
 */
export function forecastOf({ profile, asOf, scopes }: ForecastInput): Forecast {
  return {
    method: methodTexts(
      profile,
      asOf,
      scopes.flatMap(({ points }) => points),
    ),
    scopes: scopes.map(({ label, kommun, points }) => ({
      label,
      kommun,
      ...scopeForecast(profile, asOf, points),
    })),
  };
}

const openOn = ({ open, attestedClosed }: BurndownPoint): number => Math.max(0, open - attestedClosed);

function scopeForecast(
  profile: Profile,
  asOf: string,
  allPoints: readonly BurndownPoint[],
): Omit<ScopeForecast, 'label' | 'kommun'> {
  const points = allPoints
    .filter(({ day }) => day <= asOf)
    .sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0));
  const newest = points.at(-1);
  const remaining = newest === undefined ? 0 : openOn(newest);
  const intervals = intervalsOf(points, asOf);
  const workingDays = intervals.reduce((sum, interval) => sum + interval.workingDays, 0);
  const measuredAge = newest === undefined ? 0 : workingDaysBetween(newest.day, asOf);
  const certainty = certaintyOf(intervals.length, workingDays, measuredAge);
  const pace: Pace | null =
    certainty === 'too-little-data'
      ? null
      : {
          median: weightedQuantile(intervals, 0.5),
          low: weightedQuantile(intervals, SLOW_TENTH),
          intervals: intervals.length,
          workingDays,
        };
  const medianOn = pace === null ? null : dayReached(asOf, remaining, pace.median);
  const hasSpread = intervals.length > 1;
  const pessimisticOn = pace === null || !hasSpread ? null : dayReached(asOf, remaining, pace.low);
  return {
    remaining,
    points,
    pace,
    certainty,
    certaintyText: certaintyText({ certainty, intervals, workingDays, newest, measuredAge }),
    medianOn,
    pessimisticOn,
    deadlines: DEADLINES.map((id): DeadlineForecast => {
      const day = profile.deadlines[id];
      const workingDaysLeft = workingDaysBetween(asOf, day);
      return {
        id,
        day,
        workingDaysLeft,
        neededPace: newest === undefined || workingDaysLeft === 0 ? null : remaining / workingDaysLeft,
        verdict: verdictOf({
          remaining: newest === undefined ? null : remaining,
          workingDaysLeft,
          day,
          pace,
          medianOn,
          pessimisticOn,
        }),
      };
    }),
  };
}

/**
 * The measured days are those of lists, and after the last list those of attestations: between two lists the later one
 * says what came of them. Two measured days without a working day between them are one, and the later holds.
 */
function measuredPoints(points: readonly BurndownPoint[]): readonly BurndownPoint[] {
  const lastList = points.findLastIndex(({ isList }) => isList);
  const measured: BurndownPoint[] = [];
  for (const [at, point] of points.entries()) {
    if (!point.isList && at < lastList) continue;
    const before = measured.at(-1);
    if (before !== undefined && workingDaysBetween(before.day, point.day) === 0) measured.pop();
    measured.push(point);
  }
  return measured;
}

function intervalsOf(points: readonly BurndownPoint[], asOf: string): readonly Interval[] {
  const measured = measuredPoints(points);
  return measured.slice(1).flatMap((to, at) => {
    const from = measured[at];
    if (from === undefined) return [];
    const workingDays = workingDaysBetween(from.day, to.day);
    return {
      pace: (openOn(from) - openOn(to)) / workingDays,
      workingDays,
      age: workingDaysBetween(to.day, asOf),
      isAttested: !to.isList,
    };
  });
}

/** Every working day is an observation with the pace of its interval; the nearer it is, the more it weighs. */
function weightOf({ workingDays, age }: Interval): number {
  let weight = 0;
  for (let day = 0; day < workingDays; day += 1) weight += 0.5 ** ((age + day) / HALF_LIFE);
  return weight;
}

/** The lowest pace that at least this share of the weight does not exceed. */
function weightedQuantile(intervals: readonly Interval[], share: number): number {
  const weighed = intervals
    .map((interval) => ({ pace: interval.pace, weight: weightOf(interval) }))
    .sort((a, b) => a.pace - b.pace);
  const enough = share * weighed.reduce((sum, { weight }) => sum + weight, 0);
  let seen = 0;
  for (const { pace, weight } of weighed) {
    seen += weight;
    if (seen >= enough) return pace;
  }
  return weighed.at(-1)?.pace ?? 0;
}

/** The working day on which the last one is closed, the first being that after the report; null where it never is. */
function dayReached(asOf: string, remaining: number, pace: number): string | null {
  if (remaining === 0 || pace <= 0) return null;
  const days = Math.ceil(remaining / pace);
  return days > HORIZON ? null : addWorkingDays(asOf, days);
}

function certaintyOf(intervals: number, workingDays: number, measuredAge: number): Certainty {
  if (intervals === 0 || workingDays < FEWEST_DAYS) return 'too-little-data';
  if (intervals < MEDIUM_FROM) return 'low';
  return intervals >= HIGH_FROM && measuredAge <= FRESH_DAYS ? 'high' : 'medium';
}

function verdictOf(known: {
  /** Null where nothing has been counted. */
  readonly remaining: number | null;
  readonly workingDaysLeft: number;
  readonly day: string;
  readonly pace: Pace | null;
  readonly medianOn: string | null;
  readonly pessimisticOn: string | null;
}): DeadlineVerdict {
  const { remaining, workingDaysLeft, day, pace, medianOn, pessimisticOn } = known;
  if (remaining === null) return 'unknown';
  if (remaining === 0) return 'done';
  // Whatever the pace: there is no working day to close them on.
  if (workingDaysLeft === 0) return 'missed';
  if (pace === null) return 'unknown';
  if (medianOn === null || medianOn > day) return 'missed';
  return pessimisticOn !== null && pessimisticOn <= day ? 'reached' : 'likely';
}

const plural = (number: number, one: string, many: string): string =>
  `${number} ${number === 1 ? one : many}`;

function certaintyText(known: {
  readonly certainty: Certainty;
  readonly intervals: readonly Interval[];
  readonly workingDays: number;
  readonly newest: BurndownPoint | undefined;
  readonly measuredAge: number;
}): string {
  const { certainty, intervals, workingDays, newest, measuredAge } = known;
  if (newest === undefined) return 'Inget uttag är inläst: det finns inget att räkna på.';
  if (intervals.length === 0)
    return 'För lite underlag: det finns bara en uppmätt dag, så ingen takt går att räkna.';
  const basis = `${plural(intervals.length, 'mätperiod', 'mätperioder')} om sammanlagt ${plural(workingDays, 'arbetsdag', 'arbetsdagar')}`;
  if (certainty === 'too-little-data')
    return `För lite underlag: ${basis}, och det behövs minst ${FEWEST_DAYS} arbetsdagar.`;
  const attested = intervals.filter(({ isAttested }) => isAttested).length;
  return [
    `${CERTAINTY_WORDS[certainty]}: ${basis}.`,
    attested === 0 ? null : `Av dem vilar ${attested} på intyg som inget uttag har bekräftat än.`,
    intervals.length === 1
      ? 'Med bara en mätperiod går det inte att säga hur takten varierar: ingen försiktig dag ges.'
      : null,
    measuredAge > FRESH_DAYS
      ? `Senaste mätningen, ${newest.day}, är ${measuredAge} arbetsdagar gammal; inget har räknats av sedan dess.`
      : null,
  ]
    .filter((text) => text !== null)
    .join(' ');
}

const CERTAINTY_WORDS = {
  low: 'Låg säkerhet',
  medium: 'Medelgod säkerhet',
  high: 'God säkerhet',
} as const satisfies Record<Exclude<Certainty, 'too-little-data'>, string>;

function methodTexts(profile: Profile, asOf: string, points: readonly BurndownPoint[]): readonly string[] {
  const days = [asOf, profile.deadlines.readOnly, ...points.map(({ day }) => day)].sort();
  const unknown = yearsWithoutHolidays(days[0] ?? asOf, days.at(-1) ?? asOf);
  return [
    'Takten är hur många SIP:ar som har stängts per arbetsdag, netto, mellan två uppmätta dagar: uttagen, och efter det senaste uttaget de dagar då någon har intygat.',
    `Varje arbetsdag är en observation och väger mindre ju äldre den är: hälften efter ${HALF_LIFE} arbetsdagar.`,
    'Den troliga dagen räknas på den viktade mediantakten, den försiktiga på den långsammaste tiondelen.',
    'Räkningen börjar arbetsdagen efter rapportens dag, med det antal som den senaste mätningen visar; inget antas ha stängts sedan dess.',
    'Arbetsdagar är måndag till fredag utom allmänna helgdagar, midsommarafton, julafton och nyårsafton.',
    ...(unknown.length === 0
      ? []
      : [
          `Helgdagarna ${unknown.join(', ')} finns inte i tabellen: där räknas bara lördagar och söndagar bort.`,
        ]),
  ];
}
