import { termLabel } from '../kinds/terms.ts';
import { kommunName } from '../profile/kommuner.ts';
import type { Profile } from '../profile/profile-schema.ts';
import type { Scope } from '../readiness/readiness.ts';

/** A unit by its name; else the kommun, and the part whose list it is. */
export function placeLabel({ kommun, part, unit }: Omit<Scope, 'step'>, profile: Profile): string {
  if (unit !== null && unit !== undefined) return unit;
  const place =
    kommun === null || kommun === undefined ? 'Utan kommun eller enhet' : kommunName(profile, kommun);
  return part === null || part === undefined || part === ''
    ? place
    : `${place}, ${termLabel('part', part).toLowerCase()}`;
}
