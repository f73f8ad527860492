import { scopeColumnsOf } from '../../domain/coverage/coverage.ts';
import { codesOf } from '../../domain/guessing/propose-values.ts';
import { kindOf, type Field, type KindName } from '../../domain/kinds/kinds.ts';
import type { Profile } from '../../domain/profile/profile-schema.ts';
import { kindLabel } from '../../domain/profile/fill-text.ts';

export interface TemplateColumn {
  readonly header: string;
  /** Without it the row belongs to no case. */
  readonly isNeeded: boolean;
  /** The words that can be chosen; none where anything may be written. */
  readonly choices: readonly string[];
  readonly hint: string;
}

/** An empty list of a kind, for those who must write theirs by hand. */
export interface Template {
  readonly kind: KindName;
  /** Where the list is about: "SIP". */
  readonly label: string;
  /** The system whose cases it lists. */
  readonly system: string;
  readonly isDated: boolean;
  readonly columns: readonly TemplateColumn[];
}

const HINTS: Readonly<Record<Field['type'], string>> = {
  id: 'Det nummer som systemet har.',
  person: 'ÅÅÅÅMMDD-NNNN, eller reservnummer.',
  name: 'Förnamn och efternamn.',
  text: 'Kort text.',
  kommun: 'Den kommun där patienten är nu. Välj i listan.',
  unit: 'Enhetens namn, skrivet likadant på varje rad.',
  units: 'Enheternas namn, skrivna som i enhetslistan, med semikolon mellan.',
  hsa: 'SE…-…',
  term: 'Välj i listan. Tomt om ni inte vet.',
  date: 'ÅÅÅÅ-MM-DD.',
  instant: 'ÅÅÅÅ-MM-DD TT:MM, eller bara dagen.',
  flag: 'Ja eller Nej.',
};
const OWN_NUMBER =
  'Numret i systemet. Finns inget: ett eget, som enhetens namn och ett löpnummer, och samma nummer nästa gång.';
const PROTECTED = 'Välj Ja om personen har skyddade personuppgifter, också när ni är osäkra.';

function hintOf(field: Field, identifiedBy: string): string {
  if (field.name === 'is_protected') return PROTECTED;
  return field.type === 'id' && field.name === identifiedBy ? OWN_NUMBER : HINTS[field.type];
}

const isFlag = ({ type }: Field): boolean => type === 'flag';

export function templateOf(kind: KindName, profile: Profile): Template {
  const { fields, identifiedBy, isDated, system } = kindOf(kind);
  return {
    kind,
    label: kindLabel(kind, profile),
    system: profile[system],
    isDated,
    columns: fields.map((field) => ({
      header: field.label,
      isNeeded: field.name === identifiedBy,
      choices: isFlag(field) ? ['Ja', 'Nej'] : codesOf(field, profile).map((code) => code.label),
      hint: hintOf(field, identifiedBy),
    })),
  };
}

const WRITERS = {
  unit: { who: 'den enhet', name: 'ENHET' },
  part: { who: 'den part', name: 'PART' },
  kommun: { who: 'den kommun', name: 'KOMMUN' },
} as const;

/** How a list that is filled in is taken in: for who wrote it, where cases of the kind are somebody's. */
export function wayInOf(kind: KindName): { readonly heading: string; readonly covers: string } {
  const narrowest = kindOf(kind).isDated ? scopeColumnsOf(kind).at(-1) : undefined;
  if (narrowest === undefined) return { heading: 'När den är ifylld läses den in så här:', covers: '' };
  const { who, name } = WRITERS[narrowest];
  return {
    heading: `När den är ifylld gäller den bara ${who} som skrev den:`,
    covers: ` --covers ${narrowest}=${name}`,
  };
}
