import { describe, expect, it } from 'vitest';
import { fileNameTeller } from './told-file-name.ts';

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
