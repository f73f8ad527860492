import { describe, expect, it } from 'vitest';
import { definitionKey, definitionOf, differenceOf, readDefinitionKey } from './list-definition.ts';

const LIST = {
  kind: 'sip',
  headers: ['SIP-id', 'Kommun'],
  titles: ['Prator - Pågående SIP', 'Uttag 2025-09-15 07:32', 'Antal: 1 188'],
  sheets: ['Blad1'],
  file: 'prator-sip-2025-09-15.csv',
} as const;
const key = (list: Parameters<typeof definitionOf>[0]): string => definitionKey(definitionOf(list));

describe('two lists of the same search', () => {
  it('have one definition though day, time, count, order of columns and copy of the file differ', () => {
    const later = {
      ...LIST,
      headers: ['kommun', 'SIP-ID'],
      titles: ['Prator - Pågående SIP', 'Uttag 2025-10-08 15:10', 'Antal: 206'],
      file: 'Prator-sip-2025-10-08 (1).csv',
    };
    expect(key(later)).toBe(key(LIST));
  });

  it.each([
    ['vecka 40', 'v.41', true],
    ['Prator V 40', 'Prator v 41', true],
    ['åv 40', 'åv 41', false],
    ['del 40', 'del 41', false],
  ])('is one whatever week %s or %s says: %s', (one, other, isOne) => {
    const [a, b] = [one, other].map((title) => key({ ...LIST, titles: [title] }));
    expect(a === b).toBe(isOne);
  });

  it.each([
    ['headers', { headers: ['SIP-id'] }],
    ['title', { titles: ['Prator - Pågående SIP, Sundsvall'] }],
    ['title', { titles: [...LIST.titles, 'Kommun 2281'] }],
    ['sheets', { sheets: ['Blad1', 'Blad2'] }],
    ['file', { file: 'prator-sip-sundsvall-2025-09-15.csv' }],
    ['file', { file: 'prator-sip-2281-2025-09-15.csv' }],
    ['title', { titles: [...LIST.titles, 'Sida 1 av 3'] }],
    ['sheets', { sheets: ['Blad1', '2025-09-15'] }],
  ] as const)('differ by their %s', (part, other) => {
    const one = definitionOf({ ...LIST, ...other });
    expect(differenceOf(one, [definitionOf(LIST)])).toEqual([part]);
  });

  it.each([
    'sip-sidaN',
    'sip_sidaN',
    'Sida N av 3 sip',
    'sip-sid N',
    'sip-sN',
    'sip-p.N',
    'sip-N of 3',
    'sip-N av 3',
    'sip-1 av N',
    'sip-Nav3',
    'sip-delN',
    'sip-bladN',
    'sip-flik N',
    'sip-page N',
    'sip-partN',
  ])('differ by which part of a whole they are: %s', (name) => {
    const page = (number: string) =>
      definitionOf({ ...LIST, file: `${name.replace('N', number)}-2025-09-15.csv` });
    for (const [one, other] of [
      ['1', '2'],
      ['2', '3'],
      ['I', 'II'],
      ['a', 'b'],
    ] as const)
      expect(differenceOf(page(one), [page(other)])).toEqual(['file']);
  });

  it('are as many sheets, also where a day is all that these are called', () => {
    const sheets = (...names: readonly string[]) => definitionOf({ ...LIST, sheets: names });
    expect(differenceOf(sheets('2025-09-15', '2025-09-16'), [sheets('2025-09-22')])).toEqual(['sheets']);
    expect(differenceOf(sheets('2025-09-15'), [sheets('2025-09-22')])).toEqual([]);
  });

  it('differ by the day of a criterion', () => {
    const started = (day: string) => definitionOf({ ...LIST, titles: [`SIP startade efter ${day}`] });
    expect(differenceOf(started('2025-01-01'), [started('2024-01-01')])).toEqual(['title']);
  });

  it('are compared with the one that is most like it, and never with another kind', () => {
    const far = definitionOf({ ...LIST, titles: [], headers: [], file: 'x' });
    const near = definitionOf({ ...LIST, file: 'x' });
    expect(differenceOf(definitionOf(LIST), [far, near])).toEqual(['file']);
    expect(differenceOf(definitionOf(LIST), [definitionOf({ ...LIST, kind: 'patient' })])).toEqual([]);
  });

  it('are kept as text and read back', () => {
    expect(readDefinitionKey(key(LIST))).toEqual(definitionOf(LIST));
  });
});
