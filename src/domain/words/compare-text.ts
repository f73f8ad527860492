/** Orders texts by their code units: for ids, days and other texts that no language orders. */
export const compareText = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);
