import { kommunName } from '../profile/kommuner.ts';
import type { Profile } from '../profile/profile-schema.ts';
import { fold } from '../words/fold.ts';
import { termLabel } from '../kinds/terms.ts';
import type { ReadingName } from './readings.ts';
import { selector, type Selector } from './selectors.ts';
import type { SubjectKind } from './subject.ts';

/** Who gets lists: a unit, a role in a kommun, a party or a named function. All lists of one are handed out together. */
export interface Recipient {
  /** The same for every list and every day, whatever step the list is of. */
  readonly key: string;
  readonly name: string;
  /** Gets the lists of protected persons, and no other list. */
  readonly isGuarded: boolean;
}

/** Who gets a list: one list an owner and step. */
export interface Owner {
  /** Tells owners of one step apart. */
  readonly key: string;
  readonly name: string;
  readonly kommun: string | null;
  readonly part: string | null;
  readonly unit: string | null;
  /** Whom its lists are sent to. */
  readonly recipient: Recipient;
  /** The unit is not known: the list is of cases that somebody must find one for. */
  readonly isNobodys?: true;
}

/** A list of a guarded step is never sent with another, though its owner has the same name. */
export const recipientOf = (
  { isGuarded }: { readonly isGuarded: boolean },
  { recipient }: Pick<Owner, 'recipient'>,
): Recipient => (isGuarded ? { ...recipient, key: `utsedd|${recipient.key}`, isGuarded } : recipient);

const recipient = (sort: string, of: string, name: string): Recipient => ({
  key: `${sort}|${of}`,
  name,
  isGuarded: false,
});

/** The kommun itself, as owner and as responsible party. */
const KOMMUNEN = 'Kommunen';

/** A kommun, or a role in it: what it is told about patients stays with the role. */
function recipientInKommun(role: string, kommun: string | null, profile: Profile): Recipient {
  const name = `${role}, ${kommunName(profile, kommun)}`;
  return recipient('kommun', `${kommun ?? '?'}|${role === KOMMUNEN ? '' : fold(role)}`, name);
}

/** Whose a case is. */
export interface OwnerSelector<K extends SubjectKind> extends Selector<K, Owner> {
  /** The same under another name, where the owner is a name or a role and not a unit or a party. */
  readonly renamed?: (name: string) => OwnerSelector<SubjectKind>;
}

export const named = (name: string): OwnerSelector<SubjectKind> => ({
  ...selector([], (): Owner => ({
    key: '',
    name,
    kommun: null,
    part: null,
    unit: null,
    recipient: recipient('funktion', fold(name), name),
  })),
  renamed: named,
});

export const byKommun = (part: string, role: string): OwnerSelector<SubjectKind> => ({
  ...selector(['kommun'], ({ kommun }: { readonly kommun: string | null }, profile): Owner => ({
    key: kommun ?? '',
    name: `${role}, ${kommunName(profile, kommun)}`,
    kommun,
    part,
    unit: null,
    recipient: recipientInKommun(role, kommun, profile),
  })),
  renamed: (name) => byKommun(part, name),
});

/** The kommun's list; the list of somebody else where no kommun is known. */
export const byKommunOr = (part: string, role: string, otherwise: string): OwnerSelector<'patient'> => {
  const ofKommun = byKommun(part, role);
  const ofOther = named(otherwise);
  return selector<'patient', 'kommun', Owner>(['kommun'], ({ kommun }, profile) =>
    (kommun === null ? ofOther : ofKommun).of({ kommun } as never, profile),
  );
};

/** @param otherwise whose list it is when no unit is known */
export function unitOwner(
  part: string,
  unit: string | null,
  otherwise: string,
  kommun: string | null,
  profile: Profile,
): Owner {
  if (unit !== null)
    return { key: unit, name: unit, kommun: null, part, unit, recipient: recipientUnit(unit) };
  const name = `${otherwise} (${kommunName(profile, kommun)})`;
  return {
    key: `?${kommun ?? ''}`,
    name,
    kommun,
    part,
    unit: null,
    recipient: recipient('saknas', fold(name), name),
    isNobodys: true,
  };
}

/** A unit is one recipient whatever parties it acts for; it is asked for at each of its cases. Bounded. */
function recipientUnit(unit: string): Recipient {
  let known = ofUnits.get(unit);
  if (known === undefined) {
    if (ofUnits.size >= 10_000) ofUnits.clear();
    ofUnits.set(unit, (known = recipient('enhet', fold(unit), unit)));
  }
  return known;
}
const ofUnits = new Map<string, Recipient>();

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

/** A responsible party, or any other, by what tells whose its lists are. */
export interface Place {
  readonly part: string | null;
  readonly kommun: string | null;
  readonly unit: string | null;
}

/** The list of a party: its kommun's or its unit's, as the profile says. */
function partyOwner({ part, kommun, unit }: Place, profile: Profile): Owner {
  const partName = part === null ? 'Ingen part' : termLabel('part', part);
  const per = profile.parts.find(({ code }) => code === part)?.worklistPer;
  if (per !== 'unit') {
    const name = `${partName}, ${kommunName(profile, kommun)}`;
    return {
      key: `${part ?? ''}|${kommun ?? ''}`,
      name,
      kommun,
      part,
      unit: null,
      recipient:
        part === 'kommun'
          ? recipientInKommun(KOMMUNEN, kommun, profile)
          : recipient('part', `${part ?? ''}|${kommun ?? ''}`, name),
    };
  }
  const name = `${unit ?? 'Ingen enhet'} (${partName})`;
  return {
    key: `${part ?? ''}|${unit ?? ''}`,
    name,
    kommun: null,
    part,
    unit,
    recipient: unit === null ? recipient('saknas', fold(name), name) : recipientUnit(unit),
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

/** The list of a party that is not responsible: a unit's own where one is named, whatever the profile says of its party. */
export const ownerOfParty = ({ part, kommun, unit }: Place, profile: Profile): Owner =>
  unit === null
    ? partyOwner({ part, kommun, unit }, profile)
    : unitOwner(part ?? '', unit, '', kommun, profile);

export const byParty: Selector<'sip_part', Owner> = selector<'sip_part', 'party', Owner>(
  ['party'],
  ({ party }, profile) => ownerOfParty(party, profile),
);
