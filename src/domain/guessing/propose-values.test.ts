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
