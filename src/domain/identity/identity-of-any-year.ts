import { createIdentityReader } from './person-identity.ts';
import { RESERVE_NUMBER_RULES } from './reserve-number-rules.ts';

/** Later than every year that a list can be of: no number is of somebody who is not born yet. */
const LAST_YEAR = 2199;

/** Makes the reader of numbers where it is asked whether a text is one at all, and no day is known to count from. */
export const identityReaderOfAnyYear = (): ReturnType<typeof createIdentityReader> =>
  createIdentityReader(RESERVE_NUMBER_RULES, LAST_YEAR);
