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
  if (HIDDEN_COLUMNS.includes(field.name)) return 'finns (visas inte)';
  switch (field.type) {
    case 'person':
    case 'name':
      return 'finns (visas inte)';
    // Somebody may be named there who is no unit: those that are known are told as parties.
    case 'units':
      return `${some(String(value).split(';').length, 'namn')} (visas inte)`;
    case 'kommun':
      return `${kommunName(profile, String(value))} (${value})`;
    case 'term':
    case 'flag':
      return termLabel(field.terms ?? 'flag', String(value));
    case 'instant':
      return String(value).replace('T', ' ');
    case 'id':
    case 'text':
    case 'unit':
    case 'hsa':
    case 'date':
      return String(value);
  }
}
