import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fold } from '../words/fold.ts';
import { fileNameTeller, wordsOfFileName } from './told-file-name.ts';

const tell = fileNameTeller(['Anna Larsson', 'Öberg, Åsa', 'Karl Erik von Post', 'Solo']);

describe('the name of a returned file', () => {
  it.each([
    'steg-6-halsocentralen-bjorken.xlsx',
    'steg-6-kommun-timra (1).xlsx',
    'Kopia av stada 2025-10-03.csv',
    'larsson.xlsx',
    'Solo.xlsx',
  ])('is told as it is where it says of nobody: %s', (file) => {
    expect(tell(file, 2)).toBe(file);
  });

  it.each([
    'Anna Larsson.xlsx',
    'lista_LARSSON_anna.xlsx',
    'asa-oberg-ifylld.xlsx',
    'A\u030asa O\u0308berg.xlsx',
    'Karl von Post steg 6.xlsx',
    '19800101-2384.xlsx',
    'svar 800101 2384 klart.xlsx',
  ])('is left out where it holds a name or a number: %s', (file) => {
    expect(tell(file, 2)).toBe('fil 2 (namnet utelämnat).xlsx');
  });
});

describe('the words of a file name', () => {
  it('are those that every letter there is gives, where the short way is gone', () => {
    const slowly = (text: string): readonly string[] =>
      fold(text)
        .normalize('NFD')
        .replace(/\p{M}/gu, '')
        .split(/[^\p{L}]+/u)
        .filter((word) => word.length > 1);
    const latin = Array.from({ length: 0xe0 }, (_, at) => String.fromCharCode(at + 0x20));
    const letter = fc.constantFrom(...latin, 'a', 'é', 'Å', '-', ' ', '\u0301', 'ſ', 'İ');
    fc.assert(
      fc.property(fc.string({ unit: letter, maxLength: 12 }), (text) => {
        expect(wordsOfFileName(text)).toEqual(slowly(text));
      }),
      { numRuns: 1_000 },
    );
    for (const one of latin) expect(wordsOfFileName(`x${one}x`)).toEqual(slowly(`x${one}x`));
  });
});
