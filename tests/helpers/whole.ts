import { WHOLE } from '../../src/domain/coverage/coverage.ts';
import type { CoverageWord } from '../../src/domain/coverage/held-list.ts';

/** What a test says of its lists as the region's administrators do: that they are whole. */
export const SAID_WHOLE: CoverageWord = {
  covers: WHOLE,
  isWhole: true,
  by: 'prov',
  reason: 'Alla kommuner, utan urval',
};
