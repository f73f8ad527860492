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

/** What people write in comments, with dates and four digits near each other. */
const ORDINARY = [
  'Möte 2025-10-03 i rum 1410',
  'Möte den 3/10 2025, rum 1410',
  'Ringt 251003, återkommer tel 1234',
  'Mötet flyttat från 3/10 till 7/10 kl 0815',
  'Kallelse skickad 3/10-25, svar väntas före kl. 1500',
  'Anhörig nås på ankn 4521 efter 2025-10-06',
  'SIP 2025-09-12, uppföljning 2026-03-12',
  'Inskriven 2025-09-28 1310, utskrivningsklar 2025-10-01 0945',
  'Boende sedan 2019-05-01, flyttade hit år 2014',
  'Beslut från 2018-03-01 gäller, förlängt hösten 2021',
  'Hemsjukvård sedan 2016 och 4 besök per dag',
  'Född 1938, bor på Storgatan 12, lägenhet 1102',
  'Lägenhet 1203, portkod 4477, larm 2024-11-01',
  'Vårdplan från 1 mars 2019, reviderad 2021',
  'Beslut 2014-06-02 enligt 4 kap. 1 §',
  'Avslutad 30/9 2025, kvitterad 1/10 2025 kl 1030',
  'Meddelande 4711 kvitterat 2025-10-02',
  'Ärende 12-3456 i Självservice, 2025-10-02',
  'Ny kontakt: sjuksköterska plan 3, rum 3321, från 6 oktober 2025',
  'Samordningsmöte 7 oktober 2025 0900-1000',
  'Ring växeln 060-18 10 00 och be om 2210',
  'Hembesök 2/10, 9/10 och 16/10',
  'Utskriven 2025-09-30, åter 2025-10-04, igen 2025-10-09',
  'Kommunens beslut 2025:1234 bifogas',
  'Enligt lag 2017:612, möte 2025-10-07',
  'Lista AL-0012, rad 14, 2025-10-06',
  'Fax 060-123456, sedan 2015-01-01 avstängd',
  'Tolk bokad 8/10 2025 (arabiska), bokningsnummer 55123',
  'Provtagning 2025-10-07 0730, fasta från 0000',
  'Flyttad till avd 2210 2025-10-01',
  'Har SIP från 2012-11-05, ny upprättad 2024',
  'Första mötet var 2011-02-14 och det senaste 2025',
  'Vid 12 tillfällen 2024 och 2025',
  'Nästa 14 oktober kl 1300, plan B 21 oktober',
  'Väntar svar från 1177 sedan 1/10',
  'Kl 0815 den 3 oktober 2025',
  'Startad 20251003, klar 20251006',
  'Inget samtycke 2025-10-01, frågas igen 2025-10-08',
  'God man utsedd 2009-09-01, tel 070-123 45 68',
  'Korttidsplats 25-10-01 till 25-10-14, rum 1204',
  'Diarienr 2019/1234, 2019-05-02',
  'Operation 2017-08-21; återbesök var 6:e månad',
  'Dos ändrad 2025-09-29: 500 mg x 3, 1000 mg till natten',
  'Hus 12, plan 2, kod 9819',
  'Uppföljning v. 41 2025, 1500 steg om dagen',
  'Har flyttat: Timrå 861 31, från 2019-12-01',
  'Postnummer 852 31, gata 14',
  'Larm 24-12-01, nyckelskåp 7788',
  'Fick plats 2 maj 2019, avgift 2139 kr',
  'Delmål klart 30/9, huvudmål 31/12 2025',
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
    '12/4 1938 9819',
    '12.4.1938, 9819',
    '12 april 1938 9819',
    '12:e apr. 1938, sista fyra 9819',
    '19380412 och 9819',
    '19380412 slut 9819',
    '1938-04-12 (sista siffrorna är 9819)',
    '380412 samt 9819',
    '12/4-38 slutar på 9819',
    '9819, född 12/4 1938',
    '19380472 och 9816',
    '28/6 1925 9822',
    '19250628 och 9822',
    '250628 slut 9822',
    'sista fyra 9822, född 250628',
    'sista fyra siffrorna: 9822 (250628)',
    '9822, född 250628',
    'född 250628, 9822',
    '250628xx9822',
    'nr 001R född 19250628',
    '19250628, reservnr 001R',
    '9822 (250628)',
    '(9822) 250628',
    '9822, 250628',
    '9822 och 250628',
    '250628 och 9822',
    '9822 28/6-25',
    '9822-250628',
    '9822/250628',
    '9819-380412',
    '9819.19380412',
    '250628a9822',
    '370211a9946',
    '370211 a 9946',
    '370211nr9946',
    '370211_9946',
    '9946a370211',
    '9946x19370211',
    '380412**9819',
    '25O628-9822',
    '38o412-9819',
    '1938O4129819',
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
    'sista mötet 251003, rum 1234',
    'sista svaret 1410 den 3/10-25',
    '500 mg x 3, 1000 mg',
    '2x500 mg, 251003',
    'avd 4O, plan 3, 251003',
    'rum 104R, beslut 2018-03-01',
    'avd 104R 2018-03-01',
    'plats 104R den 2025-10-03',
    'rum 9822 (250628)',
    'rum 9822, 250628',
    'ankn 9822/250628',
    'tel 9822-250628',
    'ring 0611-250628',
    'lista AL-9822, 250628',
    '250628T1410',
    '250628 kl 9822',
    '9822 ringde hit den 250628',
    '1410 den 3/10-25',
    '1408 251003',
    '251003kl1408',
    '2025-250628',
    '1938 (250628)',
    ...ORDINARY,
  ])('is none: %j', (text) => {
    expect(holdsPersonNumber(text)).toBe(false);
  });

  it('is looked for in a long text in no time', () => {
    const texts = ['380412 och ', 'a', '1938-04-12 ', '12/4 1938 a a a ', '1234 a ', '1'];
    const begun = performance.now();
    for (const text of texts) holdsPersonNumber(text.repeat(10_000 / text.length));
    expect(performance.now() - begun).toBeLessThan(1_500);
  });
});
