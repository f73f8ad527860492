import type { IdentityState } from './record-reader.ts';

const UNFIT: readonly IdentityState[] = [
  'missing',
  'damaged-by-excel',
  'check-digit',
  'impossible-date',
  'unknown-form',
  'control-characters',
];

/** Whether a number can not be trusted to point at anybody. */
export const isUnfit = (identity: IdentityState): boolean => UNFIT.includes(identity);
