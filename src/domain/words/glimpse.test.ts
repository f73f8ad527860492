import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openGlimpse } from './glimpse.ts';

describe('a first look at a text', () => {
  const look = openGlimpse(['sek', '_?_', '***', 's_m']);

  it('sees three signs in a row, in whatever case, at the ends as well', () => {
    for (const text of [
      'Sekr',
      'Bo (SEKR)',
      'A',
      'Bo A',
      '***',
      'Ek ###',
      'S-mark',
      'Åsa Ek s.m',
      'Se-kr',
      's-e-k',
    ])
      expect(look(text)).toBe(true);
    for (const text of ['', 'Bo Ek', 'Åsa', 'Ek **', 'sm', '12', '1965-01-01'])
      expect(look(text)).toBe(false);
  });

  it('sees every text that has a letter beyond those of Swedish, or one that is not seen, or a second line', () => {
    for (const text of ['ѕekr', 'skyd\u00addad', 'skyd\u200bdad', 'ｓ', 'Bo – Ek', 'hem-\nlig', 'hem-\rlig'])
      expect(look(text)).toBe(true);
  });

  it('misses none that a regular expression finds', () => {
    const letters = fc.constantFrom(...'sekSEKmå-_ 1'.split(''));
    fc.assert(
      fc.property(fc.string({ maxLength: 12, unit: letters }), (text) => {
        const isThere = (some: string): boolean =>
          /sek|s[-_ 1]m|(?<![a-zåäö])[a-zåäö](?![a-zåäö])/iu.test(some);
        // With its hyphens or without: a word can be divided by one.
        expect(look(text)).toBe(isThere(text) || isThere(text.replaceAll('-', '')));
      }),
    );
  });
});
