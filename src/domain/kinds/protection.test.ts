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

  it.each([
    ...[
      'Anna Ek (sekr)',
      'Anna Ek Sekr',
      'SEKR.',
      '[SEKR] Anna Ek',
      'Anna Ek spärr',
      'Anna Ek protected',
      'Ek SKM',
    ],
    ...[
      'sekr-mark',
      'S-mark',
      'S-märkt',
      's-märkning',
      'sek.mark',
      'spärrm',
      'skyddsperson',
      'skyddsid',
      'kvarskr.',
    ],
    ...['Öberg sekr', 'spärrmarkerad', 'sparrmark'],
    ...['fing.uppg', 'finger. id', 'hotbild', 'hotad', 'konfidentiellt', 'sekret.', 'SKPU', 'skyddsboende'],
    ...[
      'Förmedlingsuppdrag',
      'c/o Skatteverket',
      'Skatteverket, Box 2820',
      'får ej röjas',
      'lämna ej ut',
      'OSL 22:1',
    ],
    ...[
      'seketess',
      'sekretss',
      '5ekretess',
      'skydad identitet',
      'Skyddda uppgifter',
      'kvarskrvning',
      'fingrade',
    ],
    ...[
      'skyd\u00addad',
      'skyd\u200bdad',
      'ＳＥＫＲＥＴＥＳＳ',
      'S e k r e t e s s',
      'ѕkyddad',
      'spa\u0308rrad',
    ],
  ])('speaks of it in other words, spellings and letters: %s', (text) => {
    expect(speaksOfProtection(text)).toBe(true);
    expect(speaksOfProtection(`Åsa Öst, ${text}`)).toBe(true);
  });

  it.each([
    ...[
      'Medicinsk sekr',
      'Läk. sekr. Ek',
      'Lars Skytt',
      'Kvarnen',
      'Sekelgården',
      'Spårvägen',
      'Sparbanken',
      'S Mark',
    ],
    ...[
      'Anna K A Ek',
      'Utskrivning',
      'Förmedlingen',
      'Skatteverket',
      'Osloskolan',
      'Lars Mattsson',
      'Elisabet Tesch',
    ],
    ...[
      'Soc. sekr.',
      'Soc sekr',
      'Social sekr.',
      'Admin. sekr.',
      'Bitr. sekr',
      'Handl. sekr.',
      'Mottagn. sekr.',
    ],
    ...['Mott. sekr.', 'Utredn.sekr.', 'Eva Sparrman', 'Rut Spärrman'],
  ])('says something else: %s', (text) => {
    expect(speaksOfProtection(text)).toBe(false);
    expect(isMaskedName(text)).toBe(false);
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
    for (const text of [
      'Anna Ek ***',
      '*** Ek',
      'Maskerad',
      'Uppgift visas ej',
      'Visas\u00a0inte',
      'Åtkomst nekad',
      'Anonym',
    ])
      expect(isMaskedName(text)).toBe(true);
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
    'Kvar-skrivning',
    'Skydds-\nmarkering',
    'Ｓｅｋｒｅｔｅｓｓ',
    'S e k r e t e s s',
    'Skyd\u00addad',
    'Konfidentiell',
    'Hotad',
    'Röjes ej',
    'Förmedlingsuppdrag',
  ])('%s is a header of it', (header) => {
    expect(isProtectionHeader(header)).toBe(true);
  });
});
