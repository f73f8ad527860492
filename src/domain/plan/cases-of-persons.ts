import { isHiddenId } from '../identity/case-id.ts';
import type { MovingSip, SipSubject } from './subject.ts';
import { compareText } from '../words/compare-text.ts';

/** The id by which each person is searched for in the source: of several the first, whichever list came first. */
export function firstIds<Case extends { readonly item: { readonly personKey: string | null } }>(
  cases: readonly Case[],
  idOf: (one: Case) => string | null,
): ReadonlyMap<string, string> {
  const first = new Map<string, string>();
  for (const one of cases) {
    const { personKey } = one.item;
    const id = idOf(one);
    if (personKey === null || id === null || isHiddenId(id)) continue;
    const known = first.get(personKey);
    if (known === undefined || id < known) first.set(personKey, id);
  }
  return first;
}

/** The SIP that stands for each person whom no list of patients has: of several the first by its id. */
export function firstSips(
  open: readonly SipSubject[],
  listed: ReadonlySet<string | null>,
): ReadonlyMap<string, SipSubject> {
  const first = new Map<string, SipSubject>();
  for (const sip of open) {
    const { personKey } = sip.item;
    if (personKey === null || listed.has(personKey)) continue;
    const known = first.get(personKey);
    if (known === undefined || idOf(sip) < idOf(known)) first.set(personKey, sip);
  }
  return first;
}

const idOf = ({ item }: SipSubject): string => item.facts.sip_id ?? '';

const MOVES: readonly string[] = ['move-with-vardtillfalle', 'move-outside-vardtillfalle'];

/** The SIPs of each person that are to be moved, in the order of their ids. */
export function movingSipsByPerson(open: readonly SipSubject[]): ReadonlyMap<string, readonly MovingSip[]> {
  const moving = new Map<string, MovingSip[]>();
  for (const { item, classification } of open) {
    if (item.personKey === null || !MOVES.includes(classification.class)) continue;
    const { sip_id: sipId, part, kommun, unit, role } = item.facts;
    const one = { sipId: sipId ?? '', part, kommun, unit, role };
    const known = moving.get(item.personKey);
    if (known === undefined) moving.set(item.personKey, [one]);
    else known.push(one);
  }
  for (const several of moving.values())
    if (several.length > 1) several.sort((a, b) => compareText(a.sipId, b.sipId));
  return moving;
}
