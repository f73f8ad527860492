import { describe, expect, it } from 'vitest';
import { createIdentityReader } from '../identity/person-identity.ts';
import { RESERVE_NUMBER_RULES } from '../identity/reserve-number-rules.ts';
import { collectEvidence, looksLikeData } from './column-evidence.ts';

const readIdentity = createIdentityReader(RESERVE_NUMBER_RULES, 2025);

function evidenceOf(headers: readonly string[], rows: readonly (readonly string[])[]) {
  const evidence = collectEvidence(headers, readIdentity);
  for (const row of rows) evidence.add(row);
  return evidence.finish();
}

function columnOf(cells: readonly string[]) {
  const [column] = evidenceOf(
    ['A'],
    cells.map((cell) => [cell]),
  ).columns;
  if (column === undefined) throw new Error('no column');
  return column;
}

describe('column evidence', () => {
  it('counts shares of the filled cells only', () => {
    const { filled, rows, shares } = columnOf(['19350809-9813', '', '19401214-9813', 'okänd']);
    expect({ filled, rows, person: shares.person }).toEqual({ filled: 3, rows: 4, person: 2 / 3 });
  });

  it.each([
    ['person', '19350809-9813'],
    ['person', '3508099813'],
    ['day', '2025-09-15'],
    ['clock', '2025-09-15 07:30'],
    ['dateLike', '15/9/2025'],
    ['oldDay', '1935-08-09'],
    ['hsa', 'SE2321000206-3E9'],
    ['id', 'SIP-243026'],
    ['id', '100207'],
    ['id', 'a1-b.c_d/e:f-g.h-i'],
    ['id', '1-2-3-4-5-6-7-8- 9'],
    ['id', '1-2-3-4-5-6-7-8 9'],
    ['name', 'Åldis af Klintberg'],
    ['name', 'Larsson, Anna'],
    ['unit', 'Hälsocentralen Björken Härnösand'],
    ['halsocentral', 'VC Granen'],
    ['address', 'Storgatan 12'],
    ['long', 'Vill kunna gå till affären själv och träffa sina vänner oftare'],
  ] as const)('sees that a cell is of the sort %s', (trait, text) => {
    expect(columnOf([text]).shares[trait]).toBe(1);
  });

  it.each([
    ['name', 'Hälsocentralen Björken'],
    ['name', 'Pågående'],
    ['id', 'Ja'],
    ['id', '1-2-3-4-5-6-7-8-9-'],
    ['id', '1-2-3-4-5-6-7-8-9 1'],
    ['id', '1--2'],
    ['id', '1  2'],
    ['id', '2025-09-15 07:30 och framåt'],
    ['person', '19350809-9814'],
    ['day', '03/04/2025'],
  ] as const)('does not take a cell for the sort %s', (trait, text) => {
    expect(columnOf([text]).shares[trait]).toBe(0);
  });

  it('does not take long over a word that is no id', () => {
    const began = performance.now();
    columnOf(Array.from({ length: 5 }, (_, at) => `${'a'.repeat(34)}${at} x y`));
    expect(performance.now() - began).toBeLessThan(1_000);
  });

  it('tells a row number, which names no case, from a number that does', () => {
    expect(columnOf(['1', '2', '3', '4']).isRowNumber).toBe(true);
    expect(columnOf(['4001', '4002', '4003', '4004']).isRowNumber).toBe(false);
  });

  it('keeps no texts of a column where they are many', () => {
    const many = columnOf(Array.from({ length: 3_000 }, (_none, at) => `P${at}`));
    expect(many.texts).toBeNull();
    expect(many.distinctShare).toBe(1);
    expect([...(columnOf(['Ja', 'Nej', 'Ja']).texts ?? [])]).toEqual([
      ['Ja', 2],
      ['Nej', 1],
    ]);
  });

  it('counts which of two days comes first, in the rows that have both', () => {
    const list = evidenceOf(
      ['A', 'B'],
      [
        ['2025-01-01', '2025-01-02'],
        ['2025-01-01 10:00', '2025-01-01'],
        ['2025-02-01', ''],
        ['2025-03-02', '2025-03-01'],
      ],
    );
    expect(list.dayOrder(0, 1)).toEqual({ before: 1, same: 1, after: 1 });
    expect(list.dayOrder(1, 0)).toEqual({ before: 1, same: 1, after: 1 });
  });

  it('looks at a sample of a very long list', () => {
    const { rows, columns } = evidenceOf(
      ['A'],
      Array.from({ length: 60_000 }, () => ['Ja']),
    );
    expect(rows).toBe(60_000);
    expect(columns[0]?.rows).toBe(50_500);
  });
});

describe('looksLikeData', () => {
  const isKommun = (text: string): boolean => text === 'Timrå';
  it.each([
    [['Nr', '19350809-9813']],
    [['2025-09-15', 'x']],
    [['Tallen', 'Timrå']],
    [['SE2321000206-3E9', 'x']],
  ])('takes a row with a person, a day, a kommun or an HSA-id for data', (cells) => {
    expect(looksLikeData(cells, readIdentity, isKommun)).toBe(true);
  });

  it('takes a row of words for a header', () => {
    expect(looksLikeData(['Plannr', 'Kommun', 'Läge', ''], readIdentity, isKommun)).toBe(false);
  });
});
