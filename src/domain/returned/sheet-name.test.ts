import { describe, expect, it } from 'vitest';
import { openOwnNames } from './sheet-name.ts';

const isOwn = openOwnNames([
  'Arbetslista',
  'Anvisning',
  'steg-6-halsocentralen-bjorken-i-sundsvall',
  'Hälsocentralen Björken',
]);

describe('the name of a sheet of a list that comes back', () => {
  it.each([
    'Arbetslista',
    'arbetslista (2)',
    'Kopia av Arbetslista',
    'Blad1',
    'Sheet3',
    '1',
    '2025-10-06',
    'steg-6-halsocentralen-bjorken',
    'steg-6-halsocentralen-bjorken-i-',
    'Björken',
  ])('%s says nothing of its own', (name) => {
    expect(isOwn(name)).toBe(true);
  });

  it.each(['Gäller ej', 'Arbetslista gäller ej', 'SIP-1 inte klar', 'Steg 6 avbruten', 'Anna'])(
    '%s says something',
    (name) => {
      expect(isOwn(name)).toBe(false);
    },
  );
});
