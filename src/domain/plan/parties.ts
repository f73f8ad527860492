import { spellingsOf, termLabel } from '../kinds/terms.ts';
import { kommunName, kommunReader, kommunSpellings, OUTSIDE_REGION } from '../profile/kommuner.ts';
import type { Profile } from '../profile/profile-schema.ts';
import { fold } from '../words/fold.ts';
import { byResponsibleParty, ownerOfParty, type Place } from './owners.ts';

/** A party of a SIP, as the list names it and the register knows it: a unit, or a party in a kommun. */
export interface Party extends Place {
  /** Tells it from every other, whatever the list calls it. */
  readonly key: string;
  readonly name: string;
}

/** A unit of the list of units. */
export interface PartyUnit {
  readonly name: string;
  readonly part: string | null;
}

export interface PartiesNamed {
  /** Besides the one that is responsible, whose work is the SIP itself. */
  readonly parties: readonly Party[];
  /** How many names are of no unit, party or kommun that is known: they stand on nobody's list. */
  readonly unknown: number;
}

const NOBODY_NAMED: PartiesNamed = { parties: [], unknown: 0 };

/** What a list says of a party in brackets: that it has said yes, or no, to the kallelse (seed 003). */
const ANSWERED = /^(?<name>[^([]+?)\s*[([]\s*(?<answer>[^)\]]*?)\s*[)\]]$/u;
const YES = new Set(['ja', 'tackat ja', 'accepterat', 'accepterad', 'deltar', 'kommer']);
const NO = new Set(['nej', 'tackat nej', 'avböjt', 'avböjd', 'deltar ej', 'deltar inte', 'kommer ej']);

/**
 * Reads who the parties of SIPs are: those that a list has in its column of participants, and nobody else. A name is a
 * unit of the list of units, one of the four parties where the profile gives those lists by kommun, or a kommun.
 * Whoever has declined is none.
 *
 * Source: seed 000, Steg 6: "alla som tackat ja i kallelsen i Prator"; "när alla parter flyttat över sin information".
 */
export function openParties(
  unitOf: (folded: string) => PartyUnit | undefined,
  profile: Profile,
): (participants: string | null, responsible: Place) => PartiesNamed {
  const aliases = profile.parts.flatMap(({ code, aliases: own }) =>
    own.map((alias): [string, string] => [alias, code]),
  );
  const parts = spellingsOf('part', fold, Object.fromEntries(aliases));
  const kommunOf = kommunReader(kommunSpellings(profile));
  const perOf = new Map<string, (typeof profile.parts)[number]['worklistPer']>(
    profile.parts.map(({ code, worklistPer }) => [code, worklistPer]),
  );

  const partyOf = (name: string, { kommun }: Place): Party | null => {
    const folded = fold(name);
    const unit = unitOf(folded);
    if (unit !== undefined)
      return { key: `enhet ${folded}`, name: unit.name, part: unit.part, kommun: null, unit: unit.name };
    const part = parts.get(folded);
    if (part !== undefined) {
      // Whose of several units' it is, nobody can tell.
      if (kommun === null || perOf.get(part) === 'unit') return null;
      const where = kommunName(profile, kommun);
      return {
        key: `${part} ${kommun}`,
        name: `${termLabel('part', part)}, ${where}`,
        part,
        kommun,
        unit: null,
      };
    }
    const code = kommunOf(name);
    return code === undefined || code === OUTSIDE_REGION
      ? null
      : {
          ...{ key: `kommun ${code}`, name: `${termLabel('part', 'kommun')}, ${kommunName(profile, code)}` },
          ...{ part: 'kommun', kommun: code, unit: null },
        };
  };

  const named = (text: string): readonly string[] => {
    const { name, answer } = ANSWERED.exec(text)?.groups ?? {};
    if (name === undefined || answer === undefined || unitOf(fold(text)) !== undefined) return [text];
    return NO.has(fold(answer)) ? [] : [YES.has(fold(answer)) ? name : text];
  };

  return (participants, responsible) => {
    if (participants === null) return NOBODY_NAMED;
    const read = participants.split(';').flatMap((text) =>
      named(text.trim()).flatMap((name): readonly (Party | null)[] => {
        const whole = partyOf(name, responsible);
        return whole !== null || !name.includes(',')
          ? [whole]
          : name.split(',').flatMap((one) => named(one.trim()).map((each) => partyOf(each, responsible)));
      }),
    );
    const own = byResponsibleParty.of(responsible as never, profile).recipient.key;
    const byOwner = new Map<string, Party>();
    for (const party of read) {
      if (party === null) continue;
      const { key } = ownerOfParty(party, profile).recipient;
      if (key !== own && !byOwner.has(key)) byOwner.set(key, party);
    }
    const parties = [...byOwner.values()].sort((a, b) => (a.key < b.key ? -1 : 1));
    return { parties, unknown: read.filter((party) => party === null).length };
  };
}

/** A SIP's parties, and since when each has done what is its. */
export interface PartiesDone {
  readonly parties: readonly { readonly party: Party; readonly doneOn: string | null }[];
  readonly unknown: number;
}

/** "1 av 2 klara. Väntar på: …": what the one who is responsible sees; null where no list names anybody. */
export function partiesText({ parties, unknown }: PartiesDone): string | null {
  if (parties.length + unknown === 0) return null;
  const waiting = parties.filter(({ doneOn }) => doneOn === null).map(({ party }) => party.name);
  return [
    `${parties.length - waiting.length} av ${parties.length} klara.`,
    waiting.length === 0 ? '' : ` Väntar på: ${waiting.join('; ')}.`,
    unknown === 0 ? '' : ` Okända deltagare i listan: ${unknown}.`,
  ].join('');
}
