import { describe, expect, it } from 'vitest';
import { PROFILE } from '../classification/cases.test-help.ts';
import { byKommun, byResponsibleParty, named, recipientOf, unitOwner, type Owner } from './owners.ts';

const key = (owner: Owner, isGuarded = false): string => recipientOf({ isGuarded }, owner).key;
const party = (part: string | null, kommun: string | null, unit: string | null): Owner =>
  byResponsibleParty.of({ part, kommun, unit } as never, PROFILE);
const inKommun = (role: string, kommun: string | null): Owner =>
  byKommun('kommun', role).of({ kommun } as never, PROFILE);
const ofUnit = (part: string, unit: string | null, kommun: string | null = '2281'): Owner =>
  unitOwner(part, unit, 'Slutenvården, enhet saknas', kommun, PROFILE);

describe('the recipient of a list', () => {
  it('is the unit, whatever party it acts for and however its name is written', () => {
    const [ward, party1] = [ofUnit('slutenvard', 'Avdelning A'), party('psykiatri', '2281', 'avdelning  a ')];
    expect(key(ward)).toBe(key(party1));
    expect(key(ofUnit('', 'Avdelning A', null))).toBe(key(ward));
    expect(key(ofUnit('slutenvard', 'Avdelning B'))).not.toBe(key(ward));
  });

  it('is the kommun for what the kommun does and what it is the party of', () => {
    expect(key(inKommun('Kommunen', '2281'))).toBe(key(party('kommun', '2281', 'Hemsjukvården')));
    expect(key(inKommun('Kommunen', '2281'))).not.toBe(key(inKommun('Kommunen', '2262')));
  });

  it('is each role in a kommun by itself: one is not told what the other is', () => {
    const keys = ['Kommunen', 'Biståndshandläggare', 'Sjuksköterska'].map((role) =>
      key(inKommun(role, '2281')),
    );
    expect(new Set(keys).size).toBe(3);
  });

  it('is no party or kommun where the unit is not known: the list is for somebody who finds one', () => {
    const nobody = key(ofUnit('slutenvard', null));
    const known = [
      inKommun('Kommunen', '2281'),
      party('slutenvard', '2281', null),
      party('kommun', '2281', null),
    ];
    expect(known.map((owner) => key(owner))).not.toContain(nobody);
    expect(ofUnit('slutenvard', null).isNobodys).toBe(true);
  });

  it('of a kommun that is not known is no kommun’s', () => {
    expect(key(inKommun('Kommunen', null))).not.toBe(key(inKommun('Kommunen', '2281')));
  });

  it('of protected persons gets no other list, though an ordinary one has the same name', () => {
    const owner = named('Projektledningen').of({} as never, PROFILE);
    expect(key(owner, true)).not.toBe(key(owner));
    expect(recipientOf({ isGuarded: true }, owner)).toMatchObject({
      name: 'Projektledningen',
      isGuarded: true,
    });
  });
});
