import { describe, expect, it } from 'vitest';
import { openPersonsInSheetNames } from './persons-in-sheet-names.ts';

const KNOWN = ['Timrå', 'Berg', 'Karl Johan'];

/** The sheets that are called as one of these persons, by their places. */
const found = (
  sheets: readonly string[],
  names: readonly string[],
  places: readonly string[] = [],
): unknown => {
  const watch = openPersonsInSheetNames(sheets, KNOWN);
  for (const name of names) watch?.look(name);
  for (const place of places) watch?.place(place);
  return watch?.found();
};

describe('the names of sheets', () => {
  it.each([[['Blad1']], [['SIP', 'Lista']], [['Timrå']], [['Timrå maj', 'Bergs']], [['karl johan']], [[]]])(
    'that can be nobody’s are not watched, and no row is asked: %j',
    (sheets) => {
      expect(openPersonsInSheetNames(sheets, KNOWN)).toBeNull();
    },
  );

  it.each<[readonly string[], readonly string[], readonly number[]]>([
    [['SIP', 'Nyström'], ['Björn Nyström'], [1]],
    [['Nyström', 'Öberg'], ['Åsa Öberg', 'Lars Ek'], [1]],
    [['Åsa Berg'], ['Åsa Berg'], [0]],
    [['Åsa Berg'], ['Lars Berg'], []],
    [['Erik'], ['Erik Ek'], []],
    [['Nyström'], [], []],
  ])('%j, of a list with %j', (sheets, names, at) => {
    expect(found(sheets, names)).toEqual(at);
  });

  it('that the list itself has as places are nobody’s', () => {
    expect(found(['Granen', 'Nyström'], ['Åsa Granen', 'Bo Nyström'], ['Hälsocentralen Granen'])).toEqual([
      1,
    ]);
    expect(found(['Granen Nyström'], ['Åsa Granen'], ['Hälsocentralen Granen'])).toEqual([]);
    expect(found(['Karl Gustav'], ['Karl Gustav Ek'])).toEqual([0]);
    expect(found(['Karl Gustav'], ['Karl Gustav Ek'], ['Karl Gustav'])).toEqual([]);
  });
});
