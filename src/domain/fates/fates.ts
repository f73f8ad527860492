/** What becomes of a physical row (contract, `fates`). */
export const FATES = [
  'new',
  'changed',
  'unchanged',
  'duplicate',
  'rejected',
  'excluded',
  'blank',
  'title',
  'footer',
] as const;
export type Fate = (typeof FATES)[number];
export type FateCounts = Readonly<Record<Fate, number>>;

/** No row counted yet. */
export function noFates(): Record<Fate, number> {
  return Object.fromEntries(FATES.map((fate) => [fate, 0])) as Record<Fate, number>;
}

/** How many physical rows have no fate, or more than one: 0 where nothing is lost. */
export function rowsLost(rows: number, fates: FateCounts): number {
  return rows - Object.values(fates).reduce((sum, count) => sum + count, 0);
}
