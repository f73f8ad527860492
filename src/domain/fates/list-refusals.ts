import { kindOf, type KindName } from '../kinds/kinds.ts';

/** Whether a list of the source system was taken out after the system was set read-only. */
export function isLockedOut(
  { kind, exportedOn }: { readonly kind: KindName; readonly exportedOn: string },
  since: string,
): boolean {
  return kindOf(kind).system === 'source' && exportedOn > since;
}
