/** A list of a day, and the definition that it is known by; null where it has none. */
interface MemberList {
  readonly sourceNo: number;
  readonly definition: string | null;
}

/** Of lists that are the whole only together: which the day has, and how many of them are still to come. */
export interface Membership {
  readonly members: readonly number[];
  readonly waitsFor: number;
}

/**
 * Which lists of a day make up a whole that several lists were once called together.
 *
 * As many are waited for as there were then, whatever tells them apart: pages whose names differ only by what differs
 * each time (a counter, a time of day, "(1)") are of one definition, and are counted. Of those that are of one
 * definition, a list that has a case of another is that one taken out once more, and not the next page.
 *
 * @param together the definition of each list that was called whole then
 * @param ofDay the day's lists of the kind
 */
export function membershipOf(
  together: readonly string[],
  ofDay: readonly MemberList[],
  sharesCase: (one: number, other: number) => boolean,
): Membership {
  const members = ofDay.filter(({ definition }) => definition !== null && together.includes(definition));
  const needed = new Map<string, number>();
  for (const definition of together) needed.set(definition, (needed.get(definition) ?? 0) + 1);
  let waitsFor = 0;
  for (const [definition, lists] of needed) {
    const apart: number[] = [];
    for (const { sourceNo } of members.filter((one) => one.definition === definition))
      if (apart.every((other) => !sharesCase(sourceNo, other))) apart.push(sourceNo);
    waitsFor += Math.max(0, lists - apart.length);
  }
  return { members: members.map(({ sourceNo }) => sourceNo), waitsFor };
}
