import { kommunName } from '../../domain/profile/kommuner.ts';
import type { Profile } from '../../domain/profile/profile-schema.ts';
import type { FactValue, Field } from '../../domain/kinds/kinds.ts';
import { some } from '../../domain/words/counted.ts';
import { termLabel } from '../../domain/kinds/terms.ts';

/** Where somebody lives is told on worklists alone. */
export const HIDDEN_COLUMNS: readonly string[] = ['temporary_address'];

/** A fact as text. Who it is about is never shown: the reference code tells cases apart. */
export function factText(field: Field, value: FactValue, profile: Profile): string {
  if (value === null) return 'uppgift saknas';
  return HIDDEN_COLUMNS.includes(field.name)
    ? 'finns (visas inte)'
    : TEXT_OF[field.type](String(value), field, profile);
}

type TextOf = (value: string, field: Field, profile: Profile) => string;
const hidden: TextOf = () => 'finns (visas inte)';
const asItStands: TextOf = (value) => value;
const label: TextOf = (value, { terms }) => termLabel(terms ?? 'flag', value);

const TEXT_OF: Readonly<Record<Field['type'], TextOf>> = {
  person: hidden,
  name: hidden,
  // Somebody may be named there who is no unit: those that are known are told as parties.
  units: (value) => `${some(value.split(';').length, 'namn')} (visas inte)`,
  kommun: (value, _field, profile) => `${kommunName(profile, value)} (${value})`,
  term: label,
  flag: label,
  instant: (value) => value.replace('T', ' '),
  id: asItStands,
  text: asItStands,
  unit: asItStands,
  hsa: asItStands,
  date: asItStands,
};
