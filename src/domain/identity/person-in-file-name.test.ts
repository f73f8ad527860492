import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fileNameHoldsNumber } from './person-in-file-name.ts';

describe('the name of a file', () => {
  it.each([
    'sip 19250628-9822 Åsa Öberg 2025-10-01.csv',
    'sip_192506289822_2025-10-01.csv',
    '250628-9822.xlsx',
    '2506289822',
    'lista-19250628_9822.csv',
    'sip 19250688-9829.csv',
  ])('%s holds a number', (name) => {
    expect(fileNameHoldsNumber(name)).toBe(true);
  });

  it.each([
    'prator-sip-2025-09-15.csv',
    'prator-sip-20250915-1012.csv',
    'sip_2025-09-15_101259.csv',
    'sip-20250915-20250929.csv',
    'sip 19250628-9823.csv',
    'export-1758012345678.csv',
    'kommun 2281 20250915.csv',
  ])('%s does not', (name) => {
    expect(fileNameHoldsNumber(name)).toBe(false);
  });

  it('may always say when the list was taken out', () => {
    const moment = fc.date({ min: new Date('2024-01-01'), max: new Date('2060-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(moment, fc.constantFrom('-', '_', ' ', ''), (at, between) => {
        const [day = '', time = ''] = at.toISOString().slice(0, 16).split('T');
        const name = `sip-${day.replaceAll('-', '')}${between}${time.replace(':', '')}.csv`;
        expect(fileNameHoldsNumber(name)).toBe(false);
      }),
    );
  });
});
