import type { Pace } from './forecast.ts';
import type { Interval } from './measured.ts';

/** A working day this many working days ago weighs half as much as today. */
const HALF_LIFE = 4;
/** Nine of ten measured days went quicker. */
const SLOW_TENTH = 0.1;
/** A single day says little of what can be kept up. */
const BEST_OF_DAYS = 5;

/** The pace measured in a place; null where nothing has been. */
export function paceOf(intervals: readonly Interval[]): Pace | null {
  if (intervals.length === 0) return null;
  const weighed = intervals.map(({ closed, workingDays, age }) => ({
    pace: closed / workingDays,
    weight: workingDays * 0.5 ** (age / HALF_LIFE),
  }));
  const weight = weighed.reduce((sum, one) => sum + one.weight, 0);
  return {
    recent: weighed.reduce((sum, one) => sum + one.pace * one.weight, 0) / weight,
    best: bestOf(intervals),
    median: quantile(weighed, 0.5 * weight),
    low: quantile(weighed, SLOW_TENTH * weight),
    intervals: intervals.length,
    workingDays: intervals.reduce((sum, { workingDays }) => sum + workingDays, 0),
  };
}

/** The lowest pace that at least this much of the weight does not exceed. */
function quantile(
  weighed: readonly { readonly pace: number; readonly weight: number }[],
  enough: number,
): number {
  let seen = 0;
  for (const { pace, weight } of weighed.toSorted((a, b) => a.pace - b.pace)) {
    seen += weight;
    if (seen >= enough) return pace;
  }
  return Math.max(...weighed.map(({ pace }) => pace));
}

/** Over the fewest intervals from each that make five working days; over all of them where they do not. */
function bestOf(intervals: readonly Interval[]): number {
  let best = -Infinity;
  for (let first = 0; first < intervals.length; first += 1) {
    let [closed, days] = [0, 0];
    for (let at = first; at < intervals.length && days < BEST_OF_DAYS; at += 1) {
      closed += intervals[at]?.closed ?? 0;
      days += intervals[at]?.workingDays ?? 0;
    }
    if (days >= BEST_OF_DAYS || first === 0) best = Math.max(best, closed / days);
  }
  return best;
}
