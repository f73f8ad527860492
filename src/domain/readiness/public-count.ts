/** A count below this is not told, nothing among them: those from one to four can point at persons. */
const PUBLIC_FROM = 8;
const STEP = 5;

/**
 * A count as outsiders see it: to the nearest five, null below eight.
 *
 * What is shown leaves five counts that could be it, and null leaves eight, nought to seven. Told besides that there is
 * at least one, it still can be more than four; and the difference of two such counts can always be five or more.
 */
export function publicCount(value: number): number | null {
  return value < PUBLIC_FROM ? null : Math.round(value / STEP) * STEP;
}

/** A sum of what is told, and of nothing else. */
export function publicSum(values: readonly (number | null)[]): number | null {
  const sum = values.reduce<number>((total, value) => total + (value ?? 0), 0);
  return sum === 0 ? null : sum;
}

/** How a count that is not told is marked, and how all of them are to be read. */
export const PUBLIC_NOTE = `Alla tal är avrundade till närmaste femtal, vart för sig; – betyder färre än ${PUBLIC_FROM}, också inget. En summa är summan av de avrundade talen.`;
