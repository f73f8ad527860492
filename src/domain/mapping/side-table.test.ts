import { describe, expect, it } from 'vitest';
import { sideTableAt } from './side-table.ts';

const LIST = ['SIP-id', 'Personnummer', 'Kommun', 'Status'];
const ROWS = Array.from({ length: 6 }, (_, at) => [`SIP-${at}`, '', at < 3 ? 'Timrå' : 'Ånge', 'Pågående']);
/** The list with a table beside it, after an empty column. */
const beside = (headers: readonly string[], table: readonly (readonly string[])[], gap = ['']) =>
  sideTableAt(
    [...LIST, ...gap, ...headers],
    ROWS.map((cells, at) => [...cells, ...gap, ...(table[at] ?? [])]),
  );

describe('a table beside a list', () => {
  it('is what counts it, after an empty column', () => {
    expect(
      beside(
        ['Kommun', 'Antal'],
        [
          ['Timrå', '3'],
          ['Ånge', '3'],
          ['Totalt', '6'],
        ],
      ),
    ).toBe(5);
    expect(
      beside(
        ['Del', 'Antal', 'Andel'],
        [
          ['Kommun', '2', '33 %'],
          ['Psykiatri', '4', '67 %'],
        ],
      ),
    ).toBe(5);
    expect(beside(['Kommun', 'Antal'], [['Timrå', '1 200']], ['', ''])).toBe(5);
  });

  it('can have labels of two columns', () => {
    const table = [
      ['Timrå', 'Kommun', '2'],
      ['Timrå', 'Psykiatri', '1'],
      ['Ånge', 'Kommun', '3'],
    ];
    expect(beside(['Kommun', 'Del', 'Antal'], table)).toBe(5);
  });

  it.each<readonly [string, readonly string[], readonly (readonly string[])[], readonly string[]]>([
    ['without a gap', ['Kommun', 'Antal'], [['Timrå', '3']], []],
    ['of as many rows', ['Namn', 'Antal'], ROWS.map((_, at) => [`N${at}`, '1']), ['']],
    [
      'that repeats itself',
      ['Status', 'Dagar'],
      [
        ['Öppen', '3'],
        ['Öppen', '4'],
      ],
      [''],
    ],
    [
      'that has rows here and there',
      ['Kommun', 'Antal'],
      [
        ['Timrå', '3'],
        ['', ''],
        ['Ånge', '2'],
      ],
      [''],
    ],
    ['with other than counts', ['Kommun', 'Startad'], [['Timrå', '2025-09-01']], ['']],
    ['with numbers of persons', ['Kommun', 'Nr'], [['Timrå', '192506289822']], ['']],
    [
      'about protection',
      ['Skyddad', 'Antal'],
      [
        ['Ja', '2'],
        ['Nej', '4'],
      ],
      [''],
    ],
    ['of one column', ['Kommun'], [['Timrå']], ['']],
  ])('is none: %s', (_what, headers, table, gap) => {
    expect(beside(headers, table, [...gap])).toBeNull();
  });

  it('is none where the list itself is narrow', () => {
    expect(
      sideTableAt(['Id', 'Kommun', '', 'Kommun', 'Antal'], [['1', 'Timrå', '', 'Timrå', '1']]),
    ).toBeNull();
  });
});
