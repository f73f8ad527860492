/** Below this a count can point at persons: it is told as a word. */
const TOLD_FROM = 5;

/**
 * Which counts of a column are told as "få": one to four, and where that would hide one alone, the next smallest with it,
 * since the others and a sum would give it away.
 */
export function fewOf(values: readonly number[]): readonly boolean[] {
  const isSmall = values.map((value) => value > 0 && value < TOLD_FROM);
  if (isSmall.filter(Boolean).length !== 1) return isSmall;
  const told = values.filter((value, at) => value > 0 && isSmall[at] === false);
  const next = told.length === 0 ? null : Math.min(...told);
  const joins = values.findIndex((value, at) => value === next && isSmall[at] === false);
  return isSmall.map((few, at) => few || at === joins);
}
