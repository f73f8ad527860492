import { describe, expect, it } from 'vitest';
import { isHeaderRow, openPlainRows } from './plain-rows.ts';

const plainRow = openPlainRows({
  headerRow: 3,
  isTitle: (row) => row === 20,
  headers: ['SIP-id', 'Kommun', 'Enhet'],
  idColumn: { index: 0, header: 'SIP-id' },
  isNumbered: true,
  sample: [],
  personColumns: [],
  isKommun: () => false,
  footerOf: ([first]) => (first === 'Antal' ? { count: 2 } : null),
});

describe('a row that holds no case', () => {
  it('is blank where no cell says anything, also above the header', () => {
    expect(plainRow(9, ['', ' ', ''])?.fate).toBe('blank');
    expect(plainRow(1, [''])?.fate).toBe('blank');
  });

  it('is a title down to the header, and never below it', () => {
    expect(plainRow(1, ['SIP', 'x', 'y'])?.fate).toBe('title');
    expect(plainRow(3, ['SIP-id', 'Kommun', 'Enhet'])?.fate).toBe('title');
    expect(plainRow(4, ['SIP', 'x', 'y'])).toBeNull();
  });

  it('is a title above the header of a later sheet, too', () => {
    expect(plainRow(20, ['Region Västernorrland', '', 'Enhet: alla'])?.fate).toBe('title');
  });

  it('is a title where it is the header again, whole', () => {
    expect(plainRow(8, ['SIP-id', 'KOMMUN ', 'enhet'])?.fate).toBe('title');
    expect(plainRow(8, ['SIP-id', 'Kommun', 'Sund'])).toBeNull();
    // Another name for the id: it may be another list, and `isHeaderRow` says so.
    expect(plainRow(8, ['SIP-ID', 'Kommun', 'Enhet'])).toBeNull();
    expect(plainRow(8, ['S-1', 'Kommun', 'Enhet'])).toBeNull();
  });

  it('is a footer where it says so and little else; its count is told', () => {
    expect(plainRow(8, ['Antal', '2', ''])).toEqual({ fate: 'footer', count: 2, isNote: false });
    expect(plainRow(8, ['Antal', 'x', 'y'])).toBeNull();
    expect(plainRow(8, ['S-1', '', ''])).toBeNull();
  });
});

describe('a row that only its shape says is no case', () => {
  const facts = {
    headerRow: 1,
    isTitle: () => false,
    headers: ['SIP-id', 'Personnummer', 'Namn', 'Kommun', 'Enhet', 'Roll', 'Part', 'Status'],
    idColumn: { index: 0, header: 'SIP-id' },
    isNumbered: true,
    sample: [['SIP-1', '19250628-9822', 'Åsa Öberg', 'Timrå', '', '', '', '']],
    personColumns: [1, 2],
    isKommun: (text: string) => text === 'Timrå',
    footerOf: () => null,
  };
  const tell = openPlainRows(facts);

  it('is a remark, a subtotal, a row of units or a group heading', () => {
    for (const cells of [
      ['Sida 1 av 12'],
      ['(5 rader)'],
      ['--- slut ---', '', ''],
      ['Delsumma Sundsvall', '2'],
      ['(nr)', '', '(text)'],
      ['(nr)', '(ÅÅÅÅMMDD-NNNN)'],
      ['', '', '', 'Sundsvall', '', '', '', ''],
      ['', '', 'Timrå'],
      ['', '* avser vårdplan'],
      ['', '', 'Utskriven av administratör'],
      ['2025-09-15'],
      ['2281'],
    ])
      expect([cells, tell(5, cells)]).toEqual([cells, { fate: 'footer', count: null, isNote: true }]);
  });

  it('is one in which nothing could be worked out: formulas are drawn down past the last row', () => {
    expect(tell(5, ['', '#N/A', '#SAKNAS!', '', '', '(formel utan värde)'])).toMatchObject({ isNote: true });
    expect(tell(5, ['Timrå', '', '#N/A', '#N/A', '#N/A', '#N/A'])).toMatchObject({ isNote: true });
    const named = openPlainRows({ ...facts, isNumbered: false });
    expect(named(5, ['#N/A', '#N/A'])).toMatchObject({ isNote: true });
    expect(tell(5, ['SIP-2', '', '#N/A', '#N/A', '#N/A', '#N/A'])).toBeNull();
  });

  it('is one in which all else is space, also around what could not be worked out', () => {
    for (const nothing of [' ', '\u00a0', ' #N/A', '#N/A ', '#N/A\u00a0'])
      expect(tell(5, ['Timrå', '(alla)', nothing, nothing, nothing])).toMatchObject({ isNote: true });
    expect(tell(5, ['Timrå', '(alla)', 'é', 'é', 'é'])).toBeNull();
  });

  it('is the code of a kommun alone, also where ids are numbers; a number as long as the others is an id', () => {
    const numbers = openPlainRows({
      ...facts,
      sample: [['240001', '19250628-9822', 'Åsa Öberg', 'Timrå', '', '', '', '']],
    });
    expect(numbers(5, ['2281'])?.isNote).toBe(true);
    expect(numbers(5, ['240002'])).toBeNull();
  });

  it('is never one with an id, with a person, or with more than a quarter filled in', () => {
    for (const cells of [
      ['SIP-240001'],
      ['SIP-7'],
      ['240001'],
      ['SIP 240001', '', 'Åsa Öberg'],
      ['saknas', '19250628-9822'],
      ['okänt', '', 'Öberg, Åsa'],
      ['', '', 'Åsa Öberg'],
      ['', '', 'Öberg'],
      ['', '', 'åsa öberg'],
      ['', '', 'Åsa af Öberg'],
      ['', '(19250628)'],
      ['saknas', '', 'Åsa Öberg', 'Timrå'],
      // Whose name is not shown, and whose kommun is.
      ['', '', 'Sekretess', 'Timrå'],
      // An id with a word of protection in it is no heading.
      ['SEKR-240001'],
      // A person's number beside counts.
      ['', '19250628-9822', '12', '3'],
    ])
      expect([cells, tell(5, cells)]).toEqual([cells, null]);
  });

  it('is what stands alone and is unlike ids that all have one word and form', () => {
    const ids = ['SIP-1', 'SIP-2', 'SIP-3'].map((id) => [id, '19250628-9822', 'Åsa Öberg', 'Timrå']);
    const alike = openPlainRows({ ...facts, sample: ids });
    for (const text of [
      'rapport_20250915.csv',
      '07:32:11',
      '060-181000',
      '20250915',
      'sida1av12',
      'v2025.09.15',
    ])
      expect([text, alike(5, [text])?.isNote]).toEqual([text, true]);
    for (const text of ['SIP 240001', 'sip240001', '240001', 'SIP-240001-B', '550528-9822'])
      expect([text, alike(5, [text])]).toEqual([text, null]);
    // With anything beside it, it is a row of somebody.
    expect(alike(5, ['rapport_20250915.csv', '', 'Åsa'])).toBeNull();
    const mixed = openPlainRows({
      ...facts,
      sample: [...ids, ['A20250101', '19250628-9822', 'Åsa Öberg', 'Timrå']],
    });
    expect(mixed(5, ['B20250915'])).toBeNull();
    // Two are too few to tell what ids look like.
    expect(openPlainRows({ ...facts, sample: ids.slice(0, 2) })(5, ['AB240001'])).toBeNull();
    // Ids that are numbers alone have no word to be without.
    const numbers = ['240001', '240002', '240003'].map((id) => [id, '19250628-9822', 'Åsa Öberg', 'Timrå']);
    expect(openPlainRows({ ...facts, sample: numbers })(5, ['S240001'])).toBeNull();
  });

  it('is none where cases are known by their names', () => {
    const named = openPlainRows({ ...facts, isNumbered: false });
    expect(named(5, ['Hälsocentralen Eken'])).toBeNull();
    expect(named(5, ['Hälsocentralen Eken', '1', '2', '3'])).toBeNull();
  });
});

describe('the header of another list', () => {
  const isKnown = (folded: string): boolean =>
    ['vardtillfalle', 'personnummer', 'kommun', 'status', 'sip'].includes(folded);

  it('is a row of headers, whatever list they are of', () => {
    expect(isHeaderRow(['Vårdtillfälle', 'Personnummer', 'Kommun', 'Vårdenhet'], 0, isKnown)).toBe(true);
  });

  it('is no row with an id, and none with a few words that are headers too', () => {
    expect(isHeaderRow(['SIP-1', 'Kommun', 'SIP', 'Status'], 0, isKnown)).toBe(false);
    expect(isHeaderRow(['okänd', 'Kommun', 'SIP', 'Status'], 0, isKnown)).toBe(false);
    expect(isHeaderRow(['Kommun', 'SIP', 'Status', 'S-1'], 3, isKnown)).toBe(false);
    expect(isHeaderRow(['Kommun', 'Sundsvall', 'Ja', 'SIP', 'Status'], 0, isKnown)).toBe(false);
  });
});
