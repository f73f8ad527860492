/** A count below this is not told, nothing among them: those from one to four can point at persons. */
const PUBLIC_FROM = 8;
const STEP = 5;

/**
 * A count as outsiders see it: to the nearest five, null below eight, or below another count that is told from.
 *
 * What is shown leaves five counts that could be it, and null leaves eight or more, from nought. Told besides that there
 * is at least one, it still can be more than four; and the difference of two such counts can always be five or more.
 *
 * @param from as `toldFrom` gives it
 */
export function publicCount(value: number, from = PUBLIC_FROM): number | null {
  return value < from ? null : Math.round(value / STEP) * STEP;
}

/**
 * From how many a count is told whose cases stand on lists that can be seen to be there, in an index or on covers: each
 * has a case, so that few cases on many lists would say of every list that it is short. Nothing told, and each of the
 * others with its one case, a list can still have five. The same for every hand-out: it tells nothing of any.
 *
 * @param lists so many, at most, that share no case
 */
export function toldFrom(lists: number): number {
  return PUBLIC_FROM + STEP * Math.max(0, Math.ceil((lists + STEP - PUBLIC_FROM) / STEP));
}

/** A sum of what is told, and of nothing else. */
export function publicSum(values: readonly (number | null)[]): number | null {
  const sum = values.reduce<number>((total, value) => total + (value ?? 0), 0);
  return sum === 0 ? null : sum;
}

/** How a count that is not told is marked, and how all of them are to be read. */
export const PUBLIC_NOTE = `Alla tal är avrundade till närmaste femtal, vart för sig; – betyder färre än ${PUBLIC_FROM}, eller något fler där de kan stå på många listor, också inget. En summa är summan av de avrundade talen.`;
