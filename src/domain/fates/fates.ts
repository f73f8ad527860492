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
