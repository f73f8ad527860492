/** How many cases a list had, how many of them the next of its sort lacks, and how many days lie between. */
export interface Loss {
  readonly cases: number;
  readonly gone: number;
  readonly days: number;
}

/** Fewer can always go at once. */
const MANY = 10;

/** So much more than ever before calls for a word. */
const TIMES = 3;

/**
 * Whether a list lacks far more than lists of its sort have lacked before, of what was ongoing. Over more days more can
 * end. Nothing is said where there are not two lists before it.
 */
export function isBeyondHistory(now: Loss, before: readonly Loss[]): boolean {
  if (now.gone < MANY || before.length === 0) return false;
  const usual = before.map(({ cases, gone, days }) =>
    cases === 0 ? 0 : (gone / cases) * Math.max(1, now.days / Math.max(1, days)),
  );
  return now.gone / now.cases > TIMES * Math.max(...usual);
}
