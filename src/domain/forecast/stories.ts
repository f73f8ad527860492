import type { Interval } from './measured.ts';

/**
 * Four stories of how the rest is closed, weighed by how they fit what has been measured: the pace grows, holds, halves,
 * or sinks with what is left. In closed form, without random numbers: the same measurements give the same chances.
 * docs/forecast.md tells the method and how it was tried.
 */
const STORIES = [
  { prior: 0.25, told: (age: number): number => -Math.min(Math.log(MOST_GROWTH), age * Math.log(GROWTH)) },
  { prior: 0.35, told: (): number => 0 },
  { prior: 0.15, told: (_age: number, open: number): number => Math.log(open) / 2 },
  { prior: 0.25, told: (_age: number, open: number): number => Math.log(open) },
] as const satisfies readonly {
  readonly prior: number;
  /** The logarithm of the pace that the story has so long ago and with so many open, but for a level of its own. */
  readonly told: (age: number, open: number) => number;
}[];

/** A working day, and never more than four times the pace of now. */
const GROWTH = 1.1;
const MOST_GROWTH = 4;
/** The median working day weighs half after so many. */
const HALF_LIFE = 4;
/** Closings come in bursts: so many times the variance of a Poisson process. */
const DISPERSION = 2;
/** How many closings' worth the region's share says of a kommun before it has closed any itself. */
const POOLING = 0.5;
const LEAST_SHARE = 0.001;
/** What the stories agree to leave open: an unmeasured turn that the whole region takes. */
const COMMON_SPREAD = 0.3;
/** In what is left, later closings take longer. */
const TAIL = 0.7;

/** Nine equally probable values of a normal distribution. */
const NODES: readonly number[] = [
  -1.593218818, -0.967421566, -0.589455798, -0.282216147, 0, 0.282216147, 0.589455798, 0.967421566,
  1.593218818,
];

/** What has been measured of a place, weighed by age. */
export interface Weighed {
  readonly closed: number;
  readonly workingDays: number;
  /** Open SIPs × working days. */
  readonly exposure: number;
  /** The weighted mean age of the measurements, in working days. */
  readonly lag: number;
}

export function weigh(intervals: readonly Interval[]): Weighed {
  let [closed, workingDays, exposure, aged] = [0, 0, 0, 0];
  for (const one of intervals) {
    const weight = 0.5 ** (one.age / HALF_LIFE);
    closed += weight * one.closed;
    workingDays += weight * one.workingDays;
    exposure += (weight * one.workingDays * (one.openBefore + one.openAfter)) / 2;
    aged += weight * one.workingDays * one.age;
  }
  return { closed, workingDays, exposure, lag: aged / workingDays };
}

/** The part of the open SIPs that the region closes a working day; what is known of one kommun is pooled towards it. */
export function shareOf(kommuner: readonly Weighed[]): number {
  const closed = kommuner.reduce((sum, one) => sum + one.closed, 0);
  const exposure = kommuner.reduce((sum, one) => sum + one.exposure, 0);
  return exposure === 0 ? LEAST_SHARE : Math.max(LEAST_SHARE, closed / exposure);
}

/** A kommun's pace and how sure it is. */
export interface Fit {
  readonly remaining: number;
  /** Closings a working day. */
  readonly pace: number;
  /** The part of the open ones closed a working day. */
  readonly hazard: number;
  /** Of the logarithm of the pace. */
  readonly variance: number;
  readonly lag: number;
}

export function fitOf(
  { closed, workingDays, exposure, lag }: Weighed,
  share: number,
  remaining: number,
): Fit {
  const shape = POOLING + Math.max(0, closed) / DISPERSION;
  const meanOpen = Math.max(exposure / workingDays, LEAST_SHARE);
  const pace = shape / (POOLING / (share * meanOpen) + workingDays / DISPERSION);
  const hazard = Math.max(
    shape / (POOLING / share + exposure / DISPERSION),
    pace / Math.max(remaining, meanOpen),
  );
  return { remaining, pace, hazard, variance: 1 / shape + 1 / (2 * shape ** 2), lag };
}

/** Only what is near enough says how the pace changes. */
const LONGEST_TELLING = 15;
const OLDEST_TELLING = 25;
/** How much the fit may move the weights; the rest stays with what was believed before. */
const TRUST_IN_FIT = 0.8;
const WORST_MISFIT = 2;

/** @param intervals the region's @returns a weight a story; they add up to one */
export function storyWeights(intervals: readonly Interval[]): readonly number[] {
  const telling = intervals
    .filter(({ workingDays, age }) => workingDays <= LONGEST_TELLING && age <= OLDEST_TELLING)
    .map(({ workingDays, closed, openBefore, openAfter, age }) => {
      const paced = Math.max(closed, 0);
      return {
        logPace: Math.log((paced + 0.5) / workingDays),
        precision: 1 / (0.16 / workingDays + 0.0225 + 2 / (paced + 1)),
        open: Math.max(1, (openBefore + openAfter) / 2),
        age,
      };
    });
  const likelihoods = STORIES.map(({ told }) => {
    const off = telling.map(({ logPace, age, open }) => logPace - told(age, open));
    const sum = telling.reduce((total, { precision }) => total + precision, 0);
    const level = telling.reduce((total, { precision }, at) => total + precision * (off[at] ?? 0), 0) / sum;
    const misfit = telling.reduce(
      (total, { precision }, at) => total + Math.min(WORST_MISFIT, precision * ((off[at] ?? 0) - level) ** 2),
      0,
    );
    return Math.exp(-misfit / 2);
  });
  const all = STORIES.reduce((sum, { prior }, at) => sum + prior * (likelihoods[at] ?? 0), 0);
  return STORIES.map(
    ({ prior }, at) => (TRUST_IN_FIT * prior * (likelihoods[at] ?? 0)) / all + (1 - TRUST_IN_FIT) * prior,
  );
}

/** Chances of being done some working days after the last measurement: of each kommun and of the whole region. */
export interface Chances {
  readonly kommuner: readonly number[];
  readonly region: number;
}

/**
 * The region is done when its last kommun is: a common turn moves all of them, and each has its own besides.
 *
 * @param weights of the stories, by `storyWeights`
 */
export function chancesAfter(workingDays: number, fits: readonly Fit[], weights: readonly number[]): Chances {
  const kommuner = fits.map(() => 0);
  let region = 0;
  for (const [story, weight] of weights.entries()) {
    const ways = fits.map((fit) => doneIn(fit, story, workingDays));
    for (const z of NODES) {
      const share = weight / NODES.length;
      let all = 1;
      for (const [at, chance] of ways.entries()) {
        const one = chance(z);
        kommuner[at] = (kommuner[at] ?? 0) + share * one;
        all *= one;
      }
      region += share * all;
    }
  }
  return { kommuner, region };
}

/** The chance that a kommun is done by a story, given the common turn. */
function doneIn(
  { remaining, pace, hazard, variance, lag }: Fit,
  story: number,
  days: number,
): (z: number) => number {
  if (remaining === 0) return () => 1;
  if (days <= 0) return () => 0;
  const common = COMMON_SPREAD * Math.sqrt(1 + lag / 6);
  const own = Math.sqrt(variance + common ** 2);
  const grown = story === 0 ? grownDays(lag, days) : story === 1 ? days : days / 2;
  const atPace =
    story === 3
      ? (turn: number) => (1 - Math.exp(-TAIL * hazard * turn * days)) ** remaining
      : (turn: number) => atLeast(remaining / DISPERSION, (pace * turn * grown) / DISPERSION);
  return (z) =>
    NODES.reduce((sum, ownZ) => sum + atPace(Math.exp(common * z + own * ownZ)), 0) / NODES.length;
}

function grownDays(lag: number, days: number): number {
  const now = Math.min(MOST_GROWTH, GROWTH ** lag);
  let sum = 0;
  for (let day = 1; day <= days; day += 1) sum += Math.min(MOST_GROWTH, now * GROWTH ** day);
  return sum;
}

/** The chance of a Poisson count of at least this many, for numbers that need not be whole (Wilson and Hilferty). */
function atLeast(least: number, mean: number): number {
  const many = Math.max(least, 0.4);
  return normalBelow(3 * Math.sqrt(many) * (Math.cbrt(mean / many) - 1 + 1 / (9 * many)));
}

/** The normal distribution function (Abramowitz and Stegun 26.2.17; within 8 in 10⁸). */
function normalBelow(x: number): number {
  const t = 1 / (1 + 0.2316419 * Math.abs(x));
  const tail =
    0.3989422804 *
    Math.exp((-x * x) / 2) *
    t *
    (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  return x > 0 ? 1 - tail : tail;
}
