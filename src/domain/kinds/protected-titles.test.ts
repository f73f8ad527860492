import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  bearsSign,
  explainedSign,
  isGroupHeading,
  mentionOfProtection,
  speaksOfPersons,
  titleProtects,
} from './protected-titles.ts';

const NAMES = new Set(['timrå', 'prator']);

describe('a title, or the name of a sheet or file', () => {
  it.each([
    'Personer med skyddade personuppgifter',
    'SKYDDADE',
    'prator-sip-skyddade-2025-09-15.csv',
    'lista_sekretessmarkerade_2025.xlsx',
    'Skyddade personuppgifter: Ja',
    'Kvarskrivning och fingerade uppgifter',
    'Skyddade personuppgifter, ej Sundsvall',
    ...[
      'Sekretess',
      'SEKRETESS',
      'Sekretess:',
      '- Sekretess -',
      'Sekretess (3)',
      'Personer med sekretess',
      'Sekr',
    ],
    ...[
      'Skydd',
      'Hemliga',
      'Protected',
      'Protected persons',
      'SIP med sekretess',
      'Urval: sekretess',
      'Spärr',
    ],
    ...[
      'Sekretess: Ja',
      'Sekretess = Ja',
      'Filter: Skyddad identitet = Ja',
      '* = sekretess',
      'Röd = sekretess',
    ],
    ...[
      'sip-sekr-2025-09-15.csv',
      'protected-sip.xlsx',
      'SipSekretess',
      'Grupp: sekretess',
      'Dolda adresser',
    ],
    ...['Sekretess Timrå', 'prator_sip_sekretess.csv', 'Kode 6', 'Hotbild', 'S-märkta', 'S-markering'],
  ])('protects everybody below it: %s', (text) => {
    expect(titleProtects(text, true, NAMES)).toBe(true);
  });

  it.each([
    ...[
      'Skyddade',
      'Skyddat',
      'Skyddsmarkerade',
      'Sekretessmarkerade',
      'sekr.m.',
      'sekr m',
      'Spärrmarkerade',
    ],
    ...['Spa\u0308rrad', 'SPARRMARKERAD', 'Fingerade', 'Kvarskrivna', 'Hemlig adress', 'Hemliga uppgifter'],
    ...['Dold identitet', 'Dolt adress', 'Dolda personer', 'Sperret adresse', 'Kode 7', 'Sekretess', 'SEKR'],
    ...[
      'Secrecy',
      'Secret',
      'Skyddet',
      'Skydds',
      'SKM',
      'Spärr',
      'Spärrlista',
      'Hotbilder',
      'S-märk',
      's-markt',
    ],
    ...[
      'Hemligstämplade',
      'protected',
      'Protection',
      'CONFIDENTIAL',
      'Konfidentiellt',
      'Fortroligt',
      'Beskyttet',
    ],
    ...['sperret', 'Turvakielto', 'ſekretess', 'Turva\u212Aielto'],
  ])('knows each of its words: %s', (text) => {
    expect(mentionOfProtection(text)).not.toBeNull();
    expect(mentionOfProtection(text.toUpperCase())).not.toBeNull();
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
    ...[
      'Sekretess enligt OSL 25 kap.',
      'Confidential – do not distribute',
      'Uppgifterna är hemliga',
      'Brandskydd',
    ],
    ...[
      'Sekretess: Nej',
      'Utan sekretess',
      'Ej sekretess',
      'Sekretess: 0',
      'Sekretessklass: intern',
      'Sekretess råder',
    ],
    ...['Sekretesslagen', 'Sekreterare', 'Skyddsrond', 'Röd = försenad'],
  ])('does not: %s', (text) => {
    expect(titleProtects(text, false, NAMES)).toBe(false);
  });

  it.each([
    'SIP inkl. skyddade personuppgifter',
    'Skyddade personuppgifter: Alla',
    'SIP inkl. sekretess',
    'Sekretess: alla',
  ])(
    'that speaks of all leaves it to a column that says it of each, and protects where there is none: %s',
    (text) => {
      expect([titleProtects(text, true), titleProtects(text, false)]).toEqual([false, true]);
    },
  );
});

describe('a row among the rows of a list', () => {
  it.each([
    ...[
      'Sekretess',
      'Skyddade personuppgifter',
      'Sekretess (3)',
      'Personer med skyddade personuppgifter',
      'Skyddade: 12',
    ],
    ...[
      'Kvarskrivning och fingerade uppgifter',
      'Sekretess Timrå',
      'Sekretessmarkerade 2025-09-15',
      'Dolda adresser',
    ],
  ])('heads those below it: %s', (text) => {
    expect(isGroupHeading(text, NAMES)).toBe(true);
  });

  it.each([
    ...[
      'Raden ovan: skyddad identitet',
      'Nyström: skyddad',
      'B Nyström har skyddad id',
      'Sista raden: skyddad',
    ],
    ...[
      'SIP 240003: skyddad',
      'Sekretess på rad tre',
      'Person 4 sekretess',
      'Nr 4 är skyddad',
      'Rad nr 5: sekretess',
    ],
    ...['Två av personerna har skyddade personuppgifter', 'Skyddade visas med stjärna'],
  ])('is a remark about somebody: %s', (text) => {
    expect(isGroupHeading(text, NAMES)).toBe(false);
  });
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

describe('a remark that holds a word of protection', () => {
  it('names what may be a row, or points at somebody', () => {
    expect(mentionOfProtection('Sekretess: SIP-240005')?.names).toContain('sip-240005');
    expect(mentionOfProtection('OBS! Anna Ek (SIP 7123) har sekretess')?.names).toEqual(
      expect.arrayContaining(['anna ek', 'sip 7123', '7123']),
    );
    const isOfSomebody = ['Sekretess: 19250628-9822', 'Rad 7: skyddad', 'Sekretess enligt OSL 25 kap.'].map(
      (text) => mentionOfProtection(text)?.isOfSomebody,
    );
    expect(isOfSomebody).toEqual([true, true, false]);
  });

  it.each([
    ...['Nyström, Björn – sekretess', 'Nyström har sekretess', 'NYSTRÖM SEKR', 'född 19280404 sekretess'],
    ...[
      'Löpnr 4 sekretess',
      'Den fjärde personen har sekretess',
      'OBS SEKRETESS PÅ EN AV DEM',
      'Sekretess på rad tre',
    ],
    ...[
      'S efter id = sekretess',
      'Gul markerad rad = sekretess',
      'Gula rader har sekretess',
      'Fetstil: sekrtess',
    ],
    ...[
      'Rader i kursiv stil betyder sekretess',
      'Sekretess markeras med fetstil',
      'Ovanstående röjs ej: spärr',
    ],
    ...['Listan har en person med sekretess', 'Handläggs intern: kvinnan har sekretess'],
    // The law can be named of one person as well.
    ...['Nyström omfattas av sekretess', 'Nyström har sekretess enligt OSL', 'Löpnr 4: sekr enligt OSL 22'],
    ...['Björn N har sekretess enligt beslut', 'En person omfattas av sekretess'],
    ...['Fjärde personen omfattas av sekretess', 'Gul rad = omfattas av sekretess'],
  ])('is of somebody, nobody knows whom, where it is no sentence about the document: %s', (text) => {
    expect(mentionOfProtection(text, true)?.isOfSomebody).toBe(true);
  });

  it.each([
    ...[
      'Uppgifterna omfattas av sekretess enligt OSL 25 kap. 1 §',
      'Sekretess råder',
      'Uppgifterna är hemliga',
    ],
    ...['Sekretess gäller', 'Obs! Sekretess gäller för denna lista', 'Denna utskrift omfattas av sekretess'],
    ...[
      'Sekretess råder enligt OSL 25 kap. 1 §',
      'Enligt OSL råder sekretess',
      'Omfattas av sekretess, OSL 25',
    ],
    'Intern sekretess råder enligt 26 kap. OSL',
    ...[
      'Confidential – do not distribute',
      'Sekretess! Förvaras inlåst',
      'Listan innehåller uppgifter med sekretess',
    ],
    ...[
      'Sekretess',
      'Urval: sekretess',
      'Sekretess: se SIP-990001',
      '* = sekretess',
      'Konfidentiell handling',
    ],
  ])('is not, where it is one, or a title, or names a case: %s', (text) => {
    expect(mentionOfProtection(text)?.isOfSomebody).toBe(false);
  });

  it('is of somebody where it counts some, and no column says whom', () => {
    for (const text of ['Antal skyddade: 2', 'varav 2 med skyddade personuppgifter', 'Summa sekretess 1']) {
      expect(mentionOfProtection(text, false)?.isOfSomebody).toBe(true);
      expect(mentionOfProtection(text, true)?.isOfSomebody).toBe(false);
    }
    expect(mentionOfProtection('Antal skyddade 0')?.isOfSomebody).toBe(false);
  });

  it('is none where it holds no such word, or says that it is not so', () => {
    expect(
      ['SIP-240005 är flyttad', 'Ej sekretess: SIP-240005'].map((text) => mentionOfProtection(text)),
    ).toEqual([null, null]);
  });
});

describe('what documents say of themselves', () => {
  it('is not of persons: heads of pages and sheets that are no list are asked for words that are', () => {
    expect(
      ['Sekretess', 'Confidential', 'Skyddad identitet'].map((text) => speaksOfPersons(text, false)),
    ).toEqual([false, false, true]);
  });

  it('is of persons once nothing but criteria stand beside the word, in any order', () => {
    const beside = fc.shuffledSubarray([
      'Urval:',
      'Grupp',
      'personer',
      'med',
      '2025-09-15',
      '(3)',
      '*',
      'SIP',
    ]);
    fc.assert(
      fc.property(
        beside,
        fc.constantFrom('Sekretess', 'SEKR', 'Skydd', 'protected'),
        fc.nat(8),
        (others, word, at) => {
          const words = [...others.slice(0, at), word, ...others.slice(at)];
          expect(titleProtects(words.join(' '), true)).toBe(true);
          expect(titleProtects([...words, 'enligt OSL'].join(' '), true)).toBe(false);
        },
      ),
    );
  });
});
