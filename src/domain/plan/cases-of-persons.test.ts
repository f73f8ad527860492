import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { firstIds, firstSips, movingSipsByPerson } from './cases-of-persons.ts';
import type { SipSubject } from './subject.ts';

const sip = (id: string, personKey: string | null, kommun: string): SipSubject =>
  ({
    item: { personKey, facts: { sip_id: id, kommun, part: null, unit: null, role: null } },
    classification: { class: 'move-outside-vardtillfalle' },
    kommun,
  }) as unknown as SipSubject;

const SIPS = [
  sip('SIP-1', 'a', '2281'),
  sip('SIP-2', 'a', '2262'),
  sip('SIP-3', 'b', '2260'),
  sip('SIP-4', null, '2260'),
  sip('SIP-5', 'a', '2283'),
];
const orders = fc.shuffledSubarray(SIPS, { minLength: SIPS.length });

describe('of several SIPs of one person, whichever list came first', () => {
  it('the first by its id stands for the person: in one kommun, not in that of the list that came first', () => {
    fc.assert(
      fc.property(orders, (sips) => {
        const first = firstSips(sips, new Set());
        expect([first.get('a')?.kommun, first.get('b')?.kommun, first.size]).toEqual(['2281', '2260', 2]);
      }),
    );
    expect([...firstSips(SIPS, new Set(['a'])).keys()]).toEqual(['b']);
  });

  it('the first id that the source has is searched for', () => {
    fc.assert(
      fc.property(orders, (sips) => {
        const ids = firstIds(sips, ({ item }) => item.facts.sip_id);
        expect([ids.get('a'), ids.get('b'), ids.size]).toEqual(['SIP-1', 'SIP-3', 2]);
      }),
    );
    expect(firstIds(SIPS, () => null).size).toBe(0);
  });

  it('those that are to be moved are told in the order of their ids', () => {
    fc.assert(
      fc.property(orders, (sips) => {
        const moving = movingSipsByPerson(sips)
          .get('a')
          ?.map(({ sipId }) => sipId);
        expect(moving).toEqual(['SIP-1', 'SIP-2', 'SIP-5']);
      }),
    );
  });
});
