import { beforeAll, describe, expect, it } from 'vitest';
import {
  csvText,
  refusalOf,
  SIP_HEADERS,
  sipCells,
  sipsOf,
  takeIn,
  type Attempt,
} from './helpers/bad-input.ts';

/** What people and programs write among the rows of lists; none of it is a word that the program knows. */
const NOTES: readonly (readonly string[])[] = [
  ['Framtaget av enheten för samordning'],
  ['Extracted by reporting service'],
  ['Se vidare rutin för utskrivning, kapitel 4'],
  ['Rows: 5'],
  ['5 records returned'],
  ['End of report'],
  ['*** SLUT PÅ UTDRAG ***'],
  ['===================='],
  ['Page 1/1'],
  ['Bilaga 2 till protokoll'],
  ['Printed 2025-09-15 07:32:11'],
  ['Kontrollerad och godkänd', '', 'datum: 15/9'],
  ['Ifylld av:', '', '', '', 'systemförvaltningen'],
  ['* = väntar på svar från primärvården'],
  ['1) Uppgiften saknas i källsystemet'],
  ['Källa: Prator, vy "Pågående"'],
  ['Total of group', '5'],
  ['Count', '5'],
  ['Delsumma', '', '', '5'],
  ['', '', '', 'Subtotal', '5'],
  ['', 'Ovanstående gäller hela länet'],
  ['', '', '', '', '', 'Fortsättning följer på nästa blad'],
  ['Västra området'],
  ['Kust och inland'],
  ['North'],
  ['Grupp 3'],
  ['Filter applied: status equals ongoing'],
  ['Sorterat på: enhet, fallande'],
  ['Sekretess enligt OSL 25 kap.'],
  ['Confidential – do not distribute'],
  ['(tomt)'],
  ['->'],
  ['Uppdateras varje måndag kl. 06.00'],
  ['Tel 060-18 10 00'],
  ['https://example.test/rapport?id=77'],
  ['Version 2.14.0-b3'],
  ['rapport_20250915.csv'],
  ['2025-09-15T07:32:11'],
  ['060-181000'],
  ['20250915'],
];

/** Rows of somebody, however little they say. */
const SOMEBODY: readonly (readonly string[])[] = [
  ['SIP-101'],
  ['SIP-102', '', 'Bo Ek'],
  ['SIP-103', '19250628-9822'],
  ['SIP-104', '', '', 'Timrå'],
];

const CASES = Array.from({ length: 5 }, (_none, at) => sipCells({ 'SIP-id': `SIP-${at + 1}` }));

describe('rows that are no cases', () => {
  let attempt: Attempt;
  beforeAll(async () => {
    // Each after another row of the list, so that none is told by where it stands.
    const between = NOTES.flatMap((note, at) => [CASES[at % 5] ?? [], note]).slice(10);
    attempt = await takeIn(
      csvText([SIP_HEADERS, ...CASES.flatMap((row, at) => [row, NOTES[at] ?? []]), ...between, ...SOMEBODY]),
    );
  }, 30_000);

  it('are told one by one and counted, whatever words they have', () => {
    const { fates, findings } = attempt.file;
    expect([fates.footer, fates.rejected, fates.title]).toEqual([NOTES.length, 0, 1]);
    const notes = findings.filter(({ code }) => code === 'ROW_IS_NOTE');
    expect(notes.length).toBe(NOTES.length);
  });

  it('make nobody a case, and swallow nobody', () => {
    expect(
      sipsOf(attempt.world)
        .map(({ key }) => key)
        .sort(),
    ).toEqual([...CASES, ...SOMEBODY].map(([id]) => id).sort());
  });
});

describe('a row that is nearly empty, and somebody’s', () => {
  it.each([
    ['by the name', ['', '', 'Bo Ek', 'Timrå']],
    ['by what stands for the number', ['', 'Se journalen', '', 'Timrå']],
  ])('%s is refused as a row without an id, and no note', async (_what, cells) => {
    const { file } = await takeIn(csvText([SIP_HEADERS, ...CASES, cells]));
    expect(file.fates).toMatchObject({ new: 5, rejected: 1, footer: 0 });
  });
});

describe('rows of another list, pasted below without headers', () => {
  const FOREIGN = {
    vårdtillfällen: [
      'VT1001',
      '19310412-9808',
      'Bo Ek',
      'Timrå',
      'Avdelning 5',
      'Somatik',
      '2025-09-20',
      '',
      '',
      '',
      '',
      'Pågående',
      'Ja',
    ],
    meddelanden: [
      'M-1',
      'SIP-1',
      'Kallelse',
      'Avdelning 5',
      'HC Ängen',
      '2025-09-01 10:00',
      'Nej',
      '',
      '',
      'Ja',
    ],
  };

  it.each(Object.entries(FOREIGN))('%s refuse the list by their row, also one', async (_what, foreign) => {
    const { code, message } = await refusalOf(csvText([SIP_HEADERS, ...CASES, foreign]));
    expect([code, message]).toEqual(['LIST_HAS_OTHER_ROWS', expect.stringContaining('rad 7 ')]);
  });
});

describe('a subtotal', () => {
  it('is none among units, which are known by their names', async () => {
    const text = csvText([
      ['HSA-id', 'Enhet', 'Enhetstyp', 'Kommun', 'Huvudman/verksamhet'],
      ['SE1', 'Hälsocentralen Granen', 'hälsocentral', 'Timrå', 'Primärvård'],
      ['', 'Hemtjänst Total', '', '', ''],
    ]);
    const { file } = await takeIn(text, { name: 'enheter-2025-09-15.csv' });
    expect(file.fates).toMatchObject({ new: 2, footer: 0 });
  });

  it.each([
    ['under the ids', ['5']],
    ['under the persons', ['', '5']],
    ['under every column', ['Summa', '5', '5', '5', '5', '5', '', '', '5']],
    ['without a word', ['', '', '5', '5', '', '', '5', '', '5']],
    ['under the persons, beside a group', ['', '1 195', '', 'Härnösand']],
  ])('%s is a note', async (_what, cells) => {
    const { code, file } = await takeIn(csvText([SIP_HEADERS, ...CASES, cells]));
    expect([code, file.fates]).toMatchObject([0, { new: 5, rejected: 0, footer: 1 }]);
  });
});
