import { describe, expect, it } from 'vitest';
import { isMaskedName, isProtectionHeader, speaksOfProtection } from './protection.ts';

describe('a cell of any column', () => {
  it.each([
    'Skyddad',
    'skyddat boende',
    'Skyddas',
    'Skydd',
    'skydd. pers',
    'SEKR',
    '(sekr.)',
    'Sekr.märkt',
    'sekretess',
    'Kvarskrivning',
  ])('speaks of protection: %s', (text) => {
    expect(speaksOfProtection(text)).toBe(true);
  });

  it.each(['Brandskydd', 'Skyddsrond', 'Dataskyddsombud', 'Med. sekr. Ek', 'Läkarsekreterare', 'Skyddet'])(
    'does not: %s',
    (text) => {
      expect(speaksOfProtection(text)).toBe(false);
    },
  );
});

describe('signs where a name should stand', () => {
  it('are those that hide one', () => {
    for (const text of ['****', 'XXXX XXXX', '### ###', 'x.x.x']) expect(isMaskedName(text)).toBe(true);
    for (const text of ['', '-', '--', '. . .', 'X', 'Xx', 'Max', 'Åsa Ek'])
      expect(isMaskedName(text)).toBe(false);
  });
});

describe('protection in the words of neighbours', () => {
  it.each([
    'Hotbild',
    'S-mark',
    'Dold adress',
    'Kode 6',
    'Sperret adresse',
    'Turvakielto',
    'Fortrolig adresse',
    'Beskyttet navn',
    'Non-disclosure',
    'Sk.pers.uppg',
  ])('%s is a header of it', (header) => {
    expect(isProtectionHeader(header)).toBe(true);
  });
});
