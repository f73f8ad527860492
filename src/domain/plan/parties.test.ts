import { describe, expect, it } from 'vitest';
import { PROFILE } from '../classification/cases.test-help.ts';
import { fold } from '../words/fold.ts';
import { openParties, partiesText } from './parties.ts';

const UNITS = new Map(
  [
    { name: 'Nacksta hälsocentral', part: 'primarvard' },
    { name: 'Biståndsenheten Sundsvall', part: 'kommun' },
    { name: 'Klinik, avdelning 3', part: 'slutenvard' },
  ].map((unit) => [fold(unit.name), unit]),
);
const read = openParties((folded) => UNITS.get(folded), PROFILE);
const RESPONSIBLE = { part: 'kommun', kommun: '2281', unit: null };
const namesOf = (text: string | null, responsible: Parameters<typeof read>[1] = RESPONSIBLE) =>
  read(text, responsible).parties.map(({ name }) => name);

describe('the parties of a SIP', () => {
  it('are the units of the list of units that the list of SIPs names, each once', () => {
    expect(namesOf('nacksta  HÄLSOCENTRAL; Nacksta hälsocentral; Klinik, avdelning 3')).toEqual([
      'Klinik, avdelning 3',
      'Nacksta hälsocentral',
    ]);
    expect(namesOf('Nacksta hälsocentral, Biståndsenheten Sundsvall')).toEqual([
      'Biståndsenheten Sundsvall',
      'Nacksta hälsocentral',
    ]);
    expect(namesOf(null)).toEqual([]);
  });

  it('are a kommun by its name, and not the one that is responsible', () => {
    expect(namesOf('Timrå kommun; Sundsvalls kommun; Kommun')).toEqual(['Kommun, Timrå']);
    expect(
      namesOf('Nacksta hälsocentral', { part: 'primarvard', kommun: null, unit: 'Nacksta hälsocentral' }),
    ).toEqual([]);
  });

  it('are never guessed: a party whose unit nobody knows, and a name that is no unit, are counted as unknown', () => {
    expect(read('Primärvård; Karin (dotter)', RESPONSIBLE)).toEqual({ parties: [], unknown: 2 });
    expect(read('Kommun', { part: 'primarvard', kommun: null, unit: 'X' })).toEqual({
      parties: [],
      unknown: 1,
    });
    expect(read('Härjedalens kommun', RESPONSIBLE).unknown).toBe(1);
  });

  it('are not those who have declined', () => {
    expect(namesOf('Nacksta hälsocentral (tackat nej); Biståndsenheten Sundsvall (Tackat ja)')).toEqual([
      'Biståndsenheten Sundsvall',
    ]);
  });
});

describe('what the responsible one sees of the others', () => {
  const [first, second] = read('Nacksta hälsocentral; Biståndsenheten Sundsvall', RESPONSIBLE).parties;
  if (first === undefined || second === undefined) throw new Error('no parties');

  it('is who is done and who is waited for', () => {
    const parties = [
      { party: first, doneOn: '2025-10-03' },
      { party: second, doneOn: null },
    ];
    expect(partiesText({ parties, unknown: 0 })).toBe('1 av 2 klara. Väntar på: Nacksta hälsocentral.');
    expect(partiesText({ parties: parties.slice(0, 1), unknown: 1 })).toBe(
      '1 av 1 klara. Okända deltagare i listan: 1.',
    );
  });

  it('is nothing where the list names nobody', () => {
    expect(partiesText({ parties: [], unknown: 0 })).toBeNull();
  });
});
