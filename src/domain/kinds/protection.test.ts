import { describe, expect, it } from 'vitest';
import {
  bearsSign,
  explainedSign,
  isMaskedName,
  isProtectionHeader,
  speaksOfProtection,
  titleProtects,
} from './protection.ts';

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

describe('a title, or the name of a sheet or file', () => {
  it.each([
    'Personer med skyddade personuppgifter',
    'SKYDDADE',
    'prator-sip-skyddade-2025-09-15.csv',
    'lista_sekretessmarkerade_2025.xlsx',
    'Skyddade personuppgifter: Ja',
    'Kvarskrivning och fingerade uppgifter',
    'Skyddade personuppgifter, ej Sundsvall',
  ])('protects everybody below it: %s', (text) => {
    expect(titleProtects(text, true)).toBe(true);
  });

  it.each([
    'Pågående SIP:ar',
    'Omfattas av sekretess enligt OSL 25 kap. 1 §',
    'Ej skyddade personuppgifter',
    'SIP exkl. personer skyddade',
    'Utan skyddade personuppgifter',
    'Skyddade personuppgifter: Nej',
    'Urval: Skyddad = Nej; Status = Pågående',
    'Dataskyddsombud: se intranätet',
  ])('does not: %s', (text) => {
    expect(titleProtects(text, false)).toBe(false);
  });

  it.each(['SIP inkl. skyddade personuppgifter', 'Skyddade personuppgifter: Alla'])(
    'that speaks of all leaves it to a column that says it of each, and protects where there is none: %s',
    (text) => {
      expect([titleProtects(text, true), titleProtects(text, false)]).toEqual([false, true]);
    },
  );
});

describe('a row that explains a sign', () => {
  it('names it, and cells bear it or not', () => {
    expect(
      [
        '* = skyddad',
        'S: sekretessmarkering',
        '** betyder skyddad',
        'Skyddade personer',
        'Obs – skyddad',
      ].map(explainedSign),
    ).toEqual(['*', 'S', '**', null, null]);
    const bearing = ['*', 'Anna Berg*', '* Anna', 'Anna * Berg', ''].map((cell) => bearsSign(cell, '*'));
    expect(bearing).toEqual([true, true, true, false, false]);
    expect(['s', 'Skola', ''].map((cell) => bearsSign(cell, 'S'))).toEqual([true, false, false]);
  });
});

describe('signs where a name should stand', () => {
  it('are those that hide one', () => {
    for (const text of ['****', 'XXXX XXXX', '### ###', 'x.x.x']) expect(isMaskedName(text)).toBe(true);
    for (const text of ['', '-', '--', '. . .', 'X', 'Xx', 'Max', 'Åsa Ek'])
      expect(isMaskedName(text)).toBe(false);
  });
});

describe('protection in the words of neighbours', () => {
  it.each(['Turvakielto', 'Fortrolig adresse', 'Beskyttet navn', 'Non-disclosure', 'Sk.pers.uppg'])(
    '%s is a header of it',
    (header) => {
      expect(isProtectionHeader(header)).toBe(true);
    },
  );
});
