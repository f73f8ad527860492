import { kommunName } from '../profile/kommuner.ts';
import type { Profile } from '../profile/profile-schema.ts';
import { termLabel } from '../kinds/terms.ts';
import type { ReadingName } from './readings.ts';
import { selector, type Selector } from './selectors.ts';
import type { SubjectKind } from './subject.ts';

/** Who gets a list: one list an owner and step. */
export interface Owner {
  /** Tells owners of one step apart. */
  readonly key: string;
  readonly name: string;
  readonly kommun: string | null;
  readonly part: string | null;
  readonly unit: string | null;
}

/** Whose a case is. */
export interface OwnerSelector<K extends SubjectKind> extends Selector<K, Owner> {
  /** The same under another name, where the owner is a name or a role and not a unit or a party. */
  readonly renamed?: (name: string) => OwnerSelector<SubjectKind>;
}

export const named = (name: string): OwnerSelector<SubjectKind> => ({
  ...selector([], (): Owner => ({ key: '', name, kommun: null, part: null, unit: null })),
  renamed: named,
});

export const byKommun = (part: string, role: string): OwnerSelector<SubjectKind> => ({
  ...selector(['kommun'], ({ kommun }: { readonly kommun: string | null }, profile): Owner => ({
    key: kommun ?? '',
    name: `${role}, ${kommunName(profile, kommun)}`,
    kommun,
    part,
    unit: null,
  })),
  renamed: (name) => byKommun(part, name),
});

/** @param otherwise whose list it is when no unit is known */
export function unitOwner(
  part: string,
  unit: string | null,
  otherwise: string,
  kommun: string | null,
  profile: Profile,
): Owner {
  return unit === null
    ? {
        key: `?${kommun ?? ''}`,
        name: `${otherwise} (${kommunName(profile, kommun)})`,
        kommun,
        part,
        unit: null,
      }
    : { key: unit, name: unit, kommun: null, part, unit };
}

/**
 * The list of a unit, which is one owner whatever kommuner its patients live in.
 *
 * @param unitIn the reading that says which unit
 * @param otherwise whose list it is when no unit is known
 */
export const byUnit = <K extends SubjectKind>(
  part: string,
  unitIn: ReadingName<K>,
  otherwise: string,
): Selector<K, Owner> => ({
  reads: [unitIn, 'kommun'],
  of: (read: Readonly<Record<string, string | null>>, profile) =>
    unitOwner(part, read[unitIn] ?? null, otherwise, read['kommun'] ?? null, profile),
});

/** The list of a party: its kommun's or its unit's, as the profile says. */
function partyOwner(
  {
    part,
    kommun,
    unit,
  }: { readonly part: string | null; readonly kommun: string | null; readonly unit: string | null },
  profile: Profile,
): Owner {
  const partName = part === null ? 'Ingen part' : termLabel('part', part);
  const isPerUnit = profile.parts.find(({ code }) => code === part)?.worklistPer === 'unit';
  return isPerUnit
    ? {
        key: `${part ?? ''}|${unit ?? ''}`,
        name: `${unit ?? 'Ingen enhet'} (${partName})`,
        kommun: null,
        part,
        unit,
      }
    : {
        key: `${part ?? ''}|${kommun ?? ''}`,
        name: `${partName}, ${kommunName(profile, kommun)}`,
        kommun,
        part,
        unit: null,
      };
}

/**
 * Whose list a SIP stands on: the party's kommun or unit, as the profile says. A ward is one owner whatever kommuner
 * its patients live in.
 */
export const byResponsibleParty: Selector<'sip', Owner> = selector<'sip', 'part' | 'kommun' | 'unit', Owner>(
  ['part', 'kommun', 'unit'],
  partyOwner,
);

/** Whose list a person stands on: the party of the first of the person's SIPs that are to be moved. */
export const byInitiator: Selector<'patient', Owner> = selector<'patient', 'movingSips', Owner>(
  ['movingSips'],
  ({ movingSips: [first] }, profile) =>
    partyOwner(first ?? { part: null, kommun: null, unit: null }, profile),
);
