import { describe, expect, it } from 'vitest';
import { plainLetters } from './plain-letters.ts';

describe('the letters that a text is meant in', () => {
  it.each([
    ['ＳＥＫＲＥＴＥＳＳ', 'SEKRETESS'],
    ['skyd\u00addad', 'skyddad'],
    ['skyd\u200bdad', 'skyddad'],
    ['ѕkyddаd', 'skyddad'],
    ['S e k r e t e s s', 'Sekretess'],
    ['S.K.Y.D.D.', 'SKYDD.'],
    ['spa\u0308rr', 'spärr'],
    ['dold\u00a0adress', 'dold adress'],
    ['dold_adress', 'dold adress'],
    ['dold  adress', 'dold adress'],
    ['dold\r\nadress', 'dold adress'],
    ['S\u2011märkt', 'S-märkt'],
    ['hem-\nlig', 'hemlig'],
    ['S\u00a0e\u00a0k\u00a0r\u00a0e\u00a0t', 'Sekret'],
  ])('%j are %j', (text, meant) => {
    expect(plainLetters(text)).toBe(meant);
  });

  it.each(['Åsa Ek', 'Anna K A Ek', '19121212-1212', 'Hälsocentralen – Björken', 'Bo K. E. Ek'])(
    'are those that stand there: %s',
    (text) => {
      expect(plainLetters(text)).toBe(text);
    },
  );
});
