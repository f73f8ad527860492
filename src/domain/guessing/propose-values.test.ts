import { describe, expect, it } from 'vitest';
import { PROFILE } from '../classification/cases.test-help.ts';
import { KINDS } from '../kinds/kinds.ts';
import { vocabularyReader } from './propose-values.ts';

const kommun = KINDS.sip.fields.find(({ name }) => name === 'kommun');
if (kommun === undefined) throw new Error('a SIP has a kommun');
const read = vocabularyReader(kommun, PROFILE);

describe('a kommun in a list', () => {
  it.each([
    ['Sundsvall', '2281'],
    ['sundsvalls kommun', '2281'],
    ['Ånge', '2260'],
  ])('%j is known', (text, code) => {
    expect(read?.(text)).toEqual({ code, near: null });
  });

  it.each([
    ['Sundsval', '2281'],
    ['Örnsköldsvik stad', '2284'],
    ['Kommun: Timrå', '2262'],
  ])('%j is near', (text, near) => {
    expect(read?.(text)).toEqual({ code: null, near });
  });

  it.each(['Ängelholm', 'Åre', 'Åre kommun', 'Skellefteå', 'Ragunda', 'Kommun', 'Ange'])(
    '%j is no other kommun by likeness',
    (text) => {
      expect(read?.(text).near ?? null).toBe(text === 'Ange' ? '2260' : null);
    },
  );
});

describe('texts that have been read before', () => {
  const housing = KINDS.patient.fields.find(({ name }) => name === 'housing');
  if (housing === undefined) throw new Error('a patient has a housing');

  it('are read as they were, in another column of the vocabulary too, and otherwise in another vocabulary', () => {
    const ofPatient = KINDS.patient.fields.find(({ name }) => name === 'kommun');
    if (ofPatient === undefined) throw new Error('a patient has a kommun');
    for (const text of ['Sundsval', 'Timrå', 'Åre'])
      expect(vocabularyReader(ofPatient, PROFILE)?.(text)).toEqual(read?.(text));
    const asHousing = vocabularyReader(housing, PROFILE);
    expect([read?.('LSS'), asHousing?.('LSS'), read?.('LSS')]).toEqual([
      { code: null, near: null },
      { code: 'lss', near: null },
      { code: null, near: null },
    ]);
  });

  it('are read by the profile that is asked about', () => {
    const other = { ...PROFILE, kommuner: [{ code: '2361', name: 'Sundsvall', aliases: [] }] };
    expect([read?.('Sundsval'), vocabularyReader(kommun, other)?.('Sundsval')]).toEqual([
      { code: null, near: '2281' },
      { code: null, near: '2361' },
    ]);
  });

  it('are many more than are remembered, and each is read', () => {
    for (let at = 0; at < 5_000; at += 1) read?.(`x${String(at)}`);
    expect(read?.('Örnsköldsvik stad')).toEqual({ code: null, near: '2284' });
  });
});
