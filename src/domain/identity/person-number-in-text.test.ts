import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { holdsPersonNumber } from './person-number-in-text.ts';

/** Of the test series, and one of each reserve form that is known. */
const NUMBERS = [
  '193804129819',
  '3804129819',
  '200101132389',
  '193804729816',
  '19380412123R',
  '22850101AB12',
  '00122345AB12',
  '991234567890',
  '19380412K061',
  '19380412R123',
  '19380412B123',
  '1938041212M3',
];

describe('a number of a person in a text', () => {
  it('is found in any spelling', () => {
    const between = fc.constantFrom('', '', '', ' ', '-', '.', '–', '\u00a0', ' - ', '/', '\u200b');
    fc.assert(
      fc.property(
        fc.constantFrom(...NUMBERS.filter((number) => number.length === 12)),
        fc.array(between, { minLength: 11, maxLength: 11 }),
        fc.constantFrom('', 'Se ', 'pat: '),
        fc.constantFrom('', '.', ' tack', ', ring'),
        fc.boolean(),
        (number, gaps, before, after, isLower) => {
          const spelled = Array.from(number, (sign, at) => sign + (gaps[at] ?? '')).join('');
          expect(holdsPersonNumber(before + (isLower ? spelled.toLowerCase() : spelled) + after)).toBe(true);
        },
      ),
      { numRuns: 500 },
    );
  });

  it.each([
    ...NUMBERS,
    '38 04 12 98 19',
    '38.04.12.98.19',
    '1938-04-12-9819',
    '19 380412 - 9819',
    '380412/9819',
    'rum 12 19380412 9819',
    '2012-10-03 2387',
    '(19380412) 9819',
    '19380412 (9819)',
    '1938-04-12, 9819',
    '1938:04:12:9819',
    '380412 – "9819"',
    '١٩٣٨٠٤١٢ ٩٨١٩',
  ])('%j', (text) => {
    expect(holdsPersonNumber(`Se ${text}.`)).toBe(true);
  });

  it.each([
    '2025-10-03',
    'kl. 08:15',
    'rum 1234',
    '2025-10-03 08:15',
    '2025-10-03 08.15',
    '2025-10-03, 08.15',
    '2025-10-03 1410',
    'rum 12, 14 och 16; 2025-10-03',
    '2025-10-03 – 2025-10-06',
    '2025-10-03 till 2025-10-10',
    'ring 060-12 34 56',
    'ring 070-123 45 68',
    'SIP-100234, V12-A',
    'avd 3, plan 4, 12 personer',
    'möte 3/10 och 10/10',
  ])('is none: %j', (text) => {
    expect(holdsPersonNumber(text)).toBe(false);
  });
});
