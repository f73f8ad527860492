import { kindOf, type KindName } from '../kinds/kinds.ts';
import type { FateCounts } from './fates.ts';

/** Whether a list of the source system was taken out after the system was set read-only. */
export function isLockedOut(
  { kind, exportedOn }: { readonly kind: KindName; readonly exportedOn: string },
  since: string,
): boolean {
  return kindOf(kind).system === 'source' && exportedOn > since;
}

/** Kinds whose cases live longer than the time between two lists. */
const LONG_LIVED: readonly KindName[] = ['sip', 'patient'];
/** Fewer can be gone at once. */
const MANY_GONE = 5;

/**
 * Whether a list has nothing in common with the one before, and would close all of it, though nobody has said that it
 * is of that kind.
 *
 * @param isKindSaid whether a person named the kind, or a mapping of it
 */
export function sharesNothing({
  kind,
  isKindSaid,
  fates,
  gone,
}: {
  readonly kind: KindName;
  readonly isKindSaid: boolean;
  readonly fates: FateCounts;
  readonly gone: number;
}): boolean {
  if (isKindSaid || !LONG_LIVED.includes(kind) || gone < MANY_GONE) return false;
  return fates.new > 0 && fates.changed + fates.unchanged === 0;
}
