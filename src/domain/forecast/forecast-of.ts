import type { Profile } from '../profile/profile-schema.ts';
import { addWorkingDays, isWorkingDay, workingDaysBetween } from '../calendar/working-days.ts';
import { moveWindow } from '../plan/plan.ts';
import type {
  BurndownPoint,
  Certainty,
  DeadlineForecast,
  DeadlineVerdict,
  Forecast,
  ScopeForecast,
} from './forecast.ts';
import { certaintyText, methodTexts } from './forecast-texts.ts';
import {
  intervalsOf,
  measuredPoints,
  openOn,
  workingDayAxis,
  type Interval,
  type WorkingDayAxis,
} from './measured.ts';
import { paceOf } from './pace.ts';
import { chancesAfter, fitOf, shareOf, storyWeights, weigh } from './stories.ts';

export interface ForecastInput {
  readonly profile: Profile;
  readonly asOf: string;
  /** The whole region first; its parts after it, which together are all of it. */
  readonly scopes: readonly BurndownScope[];
}

interface BurndownScope {
  readonly label: string;
  /** Undefined for the whole region; null for SIPs without kommun. */
  readonly kommun: string | null | undefined;
  readonly points: readonly BurndownPoint[];
}

const DEADLINES = [
  'sipWindowEnds',
  'allSipsClosed',
  'readOnly',
] as const satisfies readonly DeadlineForecast['id'][];

/** Below this the measurements say too little to foretell anything. */
const OLDEST_MEAN = 10;
const FEWEST_CLOSED = 5;
const CLOSED_WITHIN = 10;
/** Attestations are a measurement where they show at least this part of what the pace of the lists promises. */
const ATTESTED_ENOUGH = 0.5;
/** How much the plan's own day weighs before the window opens, and what is left of it each working day after. */
const BELIEF_IN_PLAN = 0.35;
const BELIEF_KEPT = 0.75;
const PLAN_SPREAD = 1.5;
/** The region's last one is two days after the window's end, where a kommun's is on it. */
const REGION_AFTER_WINDOW = 2;
/** A day further off says no more than that it is far off. */
const FURTHEST = 100;

/**
 * Where the burndown leads, in the region and in each kommun, and how likely each of the three closing deadlines is. The
 * region is done when its last kommun is. The method is told in docs/forecast.md and, in short, in `method`.
 *
 * @param input the measured days of each scope, in the order in which they are to be told; days after `asOf` are left out
 */
export function forecastOf({ profile, asOf, scopes: all }: ForecastInput): Forecast {
  const scopes = all.map((scope) => ({ ...scope, points: upTo(asOf, scope.points) }));
  const measured = measuredOf(scopes, profile, asOf);
  // The same of every scope.
  const daysLeft = new Map(
    DEADLINES.map((id) => [id, workingDaysBetween(asOf, profile.deadlines[id])] as const),
  );
  return {
    method: methodTexts(
      profile,
      asOf,
      scopes.flatMap(({ points }) => points.map(({ day }) => day)),
    ),
    scopes: scopes.map((scope) => scopeForecast(scope, { profile, asOf, measured, daysLeft })),
  };
}

/**
 * The days by which so large shares of the outcomes are done, a scope: what an interval is tried by.
 *
 * @param shares between 0 and 1
 */
export function quantilesOf(
  { profile, asOf, scopes: all }: ForecastInput,
  shares: readonly number[],
): readonly (readonly (string | null)[])[] {
  const scopes = all.map((scope) => ({ ...scope, points: upTo(asOf, scope.points) }));
  const { on, chanceOf } = measuredOf(scopes, profile, asOf);
  return scopes.map((scope) =>
    shares.map((share) => (on === null ? null : firstDay(on, share, (days) => chanceOf(scope, days)))),
  );
}

const upTo = (asOf: string, points: readonly BurndownPoint[]): readonly BurndownPoint[] =>
  points.filter(({ day }) => day <= asOf).toSorted((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0));

const remainingOf = ({ points }: BurndownScope): number => {
  const newest = points.at(-1);
  return newest === undefined ? 0 : openOn(newest);
};

/** What all scopes share. */
interface Measured {
  readonly axis: WorkingDayAxis;
  /** The day that the reckoning starts from; null where no list has been read. */
  readonly on: string | null;
  readonly withAttested: boolean;
  /** Weighted mean age of the measurements; NaN without any. */
  readonly lag: number;
  readonly isEnough: boolean;
  /** Working days from the first of the window to the last measured day; below nought before it. */
  readonly intoWindow: number;
  /** Of a scope, so many working days after the last measured day. */
  readonly chanceOf: (scope: BurndownScope, workingDays: number) => number;
}

function measuredOf(scopes: readonly BurndownScope[], profile: Profile, asOf: string): Measured {
  const window = moveWindow(profile);
  const opensOn = window?.from ?? profile.deadlines.sipWindowEnds;
  const days = scopes.flatMap(({ points }) => points.map(({ day }) => day));
  const axis = workingDayAxis([...days, asOf, opensOn, profile.deadlines.readOnly]);
  const parts = scopes.filter(({ kommun }) => kommun !== undefined);
  const region = scopes.find(({ kommun }) => kommun === undefined) ?? scopes[0];
  const places = parts.length === 0 ? scopes : parts;
  const intervals = (scope: BurndownScope | undefined, withAttested: boolean): readonly Interval[] =>
    intervalsOf(measuredPoints(scope?.points ?? [], axis, { withAttested }), axis);
  const withAttested = saysEnough(region?.points ?? [], intervals(region, false), axis);
  const ofRegion = intervals(region, withAttested);
  const on = measuredPoints(region?.points ?? [], axis, { withAttested }).at(-1)?.day ?? null;
  const { lag } = weigh(ofRegion);
  const closed = ofRegion.reduce((sum, one) => sum + (one.age <= CLOSED_WITHIN ? one.closed : 0), 0);
  const weighed = places.map((scope) => weigh(intervals(scope, withAttested)));
  const share = shareOf(weighed);
  const fits = places.map((scope, at) => fitOf(weighed[at] ?? NOTHING, share, remainingOf(scope)));
  const weights = storyWeights(ofRegion);
  const known = new Map<number, ReturnType<typeof chancesAfter>>();
  const intoWindow = on === null ? 0 : axis(on) - axis(firstWorkingDay(opensOn));
  const windowLeft = on === null ? 0 : axis(profile.deadlines.sipWindowEnds) - axis(on);
  const belief = BELIEF_IN_PLAN * BELIEF_KEPT ** Math.max(0, intoWindow);
  return {
    axis,
    on,
    withAttested,
    lag,
    isEnough: lag <= OLDEST_MEAN && closed >= FEWEST_CLOSED,
    intoWindow,
    chanceOf(scope, workingDays) {
      const chances = known.get(workingDays) ?? chancesAfter(workingDays, fits, weights);
      known.set(workingDays, chances);
      const at = places.indexOf(scope);
      const isRegion = scope === region;
      const planned = windowLeft + (isRegion ? REGION_AFTER_WINDOW : 0);
      const byPlan = 1 / (1 + Math.exp(-(workingDays - planned) / PLAN_SPREAD));
      return (1 - belief) * (isRegion ? chances.region : (chances.kommuner[at] ?? 0)) + belief * byPlan;
    },
  };
}

const NOTHING = weigh([]);

const firstWorkingDay = (day: string): string => (isWorkingDay(day) ? day : addWorkingDays(day, 1));

/**
 * Not all have answered yet where attestations since the last list show less than its pace would: then the list is the
 * last measurement.
 */
function saysEnough(
  points: readonly BurndownPoint[],
  listed: readonly Interval[],
  axis: WorkingDayAxis,
): boolean {
  const last = points.at(-1);
  const list = points.findLast(({ isList }) => isList);
  if (last === undefined || list === undefined || last.isList) return false;
  const pace = Math.max(0, paceOf(listed)?.recent ?? 0);
  return openOn(list) - openOn(last) >= ATTESTED_ENOUGH * pace * (axis(last.day) - axis(list.day));
}

function scopeForecast(
  scope: BurndownScope,
  {
    profile,
    asOf,
    measured,
    daysLeft,
  }: {
    readonly profile: Profile;
    readonly asOf: string;
    readonly measured: Measured;
    readonly daysLeft: ReadonlyMap<DeadlineForecast['id'], number>;
  },
): ScopeForecast {
  const { label, kommun, points } = scope;
  const { axis, on, withAttested } = measured;
  const intervals = intervalsOf(measuredPoints(points, axis, { withAttested }), axis);
  const remaining = remainingOf(scope);
  const certainty = certaintyOf(measured);
  const canSay = measured.isEnough && on !== null && remaining > 0;
  const dateAt = (share: number): string | null =>
    canSay ? firstDay(on, share, (days) => measured.chanceOf(scope, days)) : null;
  return {
    label,
    kommun,
    remaining,
    points,
    measuredOn: on,
    pace: paceOf(intervals),
    certainty,
    certaintyText: certaintyText({
      certainty,
      intervals,
      measuredOn: on,
      staleDays: on === null ? 0 : axis(asOf) - axis(on),
      beforeWindow: measured.intoWindow < 0,
    }),
    optimisticOn: dateAt(0.1),
    medianOn: dateAt(0.5),
    pessimisticOn: dateAt(0.9),
    deadlines: DEADLINES.map((id) => {
      const day = profile.deadlines[id];
      const chance = canSay && day > on ? measured.chanceOf(scope, axis(day) - axis(on)) : null;
      return deadlineForecast({
        id,
        day,
        workingDaysLeft: daysLeft.get(id) ?? 0,
        remaining: on === null ? null : remaining,
        chance,
        isPast: on !== null && axis(day) <= axis(on),
        beforeWindow: measured.intoWindow < 0,
      });
    }),
  };
}

/** The working day by which so large a share of the outcomes is done; null beyond the furthest. */
function firstDay(from: string, share: number, chanceAfter: (days: number) => number): string | null {
  if (chanceAfter(FURTHEST) < share) return null;
  let [low, high] = [0, FURTHEST];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (chanceAfter(middle) >= share) high = middle;
    else low = middle;
  }
  return addWorkingDays(from, high);
}

const TWENTIETHS = 20;

function deadlineForecast(known: {
  readonly id: DeadlineForecast['id'];
  readonly day: string;
  readonly workingDaysLeft: number;
  /** Null where nothing has been counted. */
  readonly remaining: number | null;
  readonly chance: number | null;
  /** Whether no working day is left after the last measured day. */
  readonly isPast: boolean;
  readonly beforeWindow: boolean;
}): DeadlineForecast {
  const { id, day, workingDaysLeft, remaining, chance } = known;
  const verdict = verdictOf(known);
  const isSaid = verdict !== 'done' && verdict !== 'unknown' && !known.isPast && chance !== null;
  return {
    id,
    day,
    workingDaysLeft,
    neededPace: remaining === null || workingDaysLeft === 0 ? null : remaining / workingDaysLeft,
    chance: isSaid
      ? Math.min(TWENTIETHS - 1, Math.max(1, Math.round(chance * TWENTIETHS))) / TWENTIETHS
      : null,
    verdict,
  };
}

/** From what chance on a verdict holds. */
const VERDICTS = [
  [0.9, 'reached'],
  [0.6, 'likely'],
  [0.25, 'uncertain'],
] as const satisfies readonly (readonly [number, DeadlineVerdict])[];
const MISSED_BELOW = 0.1;

function verdictOf(known: {
  readonly remaining: number | null;
  readonly workingDaysLeft: number;
  readonly chance: number | null;
  readonly isPast: boolean;
  readonly beforeWindow: boolean;
}): DeadlineVerdict {
  const { remaining, workingDaysLeft, chance, isPast, beforeWindow } = known;
  if (remaining === null) return 'unknown';
  if (remaining === 0) return 'done';
  // Whatever the pace: there is no working day to close them on.
  if (isPast) return 'missed';
  if (chance === null) return 'unknown';
  const isTold = VERDICTS.find(([from]) => chance >= from);
  // The day is over, and no list since has said how it went.
  if (workingDaysLeft === 0) return chance <= MISSED_BELOW ? 'missed' : 'unknown';
  if (isTold !== undefined) return isTold[1];
  // Before the window opens the pace so far does not tell.
  return chance <= MISSED_BELOW && !beforeWindow ? 'missed' : 'unlikely';
}

/**
 * Fair in the window, good from its sixth working day, where the measurements are fresh enough: lists each day or week
 * have a mean age near six, those a month apart above ten.
 */
const FAIR = { lag: 8 };
const GOOD = { lag: 6.5, intoWindow: 5 };

function certaintyOf({ isEnough, lag, intoWindow }: Measured): Certainty {
  if (!isEnough) return 'too-little-data';
  if (intoWindow < 0 || lag > FAIR.lag) return 'low';
  return intoWindow >= GOOD.intoWindow && lag <= GOOD.lag ? 'high' : 'medium';
}
