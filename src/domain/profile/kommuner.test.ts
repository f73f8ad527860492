import { describe, expect, it } from 'vitest';
import { PROFILE } from '../classification/cases.test-help.ts';
import { fold } from '../words/fold.ts';
import { kommunName, kommunReader, kommunSpellings } from './kommuner.ts';

const spellings = kommunSpellings(PROFILE);

describe('kommunSpellings', () => {
  it.each([
    ['2284', '2284'],
    ['Sundsvall', '2281'],
    ['Sundsvalls kommun', '2281'],
    ['Sundsvall kommun', '2281'],
    ['Sollefteå kn', '2283'],
    ['Timrå k:n', '2262'],
    ['ÖRNSKÖLDSVIK', '2284'],
    ['Övik', '2284'],
    ['ö-vik', '2284'],
    ['Härnösands kommun', '2280'],
    ['Kramfors kommun', '2282'],
    ['2260 Ånge', '2260'],
    ['Ånge ', '2260'],
    [' Ånges  kommun', '2260'],
    ['Härnösand'.normalize('NFD'), '2280'],
    ['ÅNGE'.normalize('NFD'), '2260'],
  ])('reads "%s" as %s', (text, code) => {
    expect(spellings.get(fold(text))).toBe(code);
  });

  it.each(['Gävle', '2180', 'Ange', 'Sundsvall/Timrå', 'Kramforss kommun', 'Kommun', '', '22'])(
    'does not guess at "%s"',
    (text) => {
      expect(spellings.get(fold(text))).toBeUndefined();
    },
  );

  it('leads to every kommun of the profile, and no other', () => {
    expect(new Set(spellings.values())).toEqual(new Set(PROFILE.kommuner.map(({ code }) => code)));
  });

  it("takes the profile's own spellings", () => {
    const kommuner = PROFILE.kommuner.map((kommun) =>
      kommun.code === '2281' ? { ...kommun, aliases: ['Svall'] } : kommun,
    );
    expect(kommunSpellings({ ...PROFILE, kommuner }).get('svall')).toBe('2281');
  });
});

describe('kommunReader', () => {
  const read = kommunReader(spellings);

  it('reads a name and a code that say the same, and nothing else', () => {
    expect(read('Sundsvall (2281)')).toBe('2281');
    expect(read('2281 - Sundsvall')).toBe('2281');
    expect(read('Timrå (2281)')).toBeUndefined();
  });

  it.each(['-', ':', '/', '('])('is done at once with half a megabyte of "%s"', (sign) => {
    const began = performance.now();
    expect(read(`x${sign.repeat(500_000)}x`)).toBeUndefined();
    // The square of its length took half a minute.
    expect(performance.now() - began).toBeLessThan(10_000);
  });
});

describe('kommunName', () => {
  it.each([
    ['2281', 'Sundsvall'],
    ['2284', 'Örnsköldsvik'],
    ['0180', '0180'],
    [null, 'Okänd kommun'],
  ])('%s is %s', (code, name) => {
    expect(kommunName(PROFILE, code)).toBe(name);
  });
});
