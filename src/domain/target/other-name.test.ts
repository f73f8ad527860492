import { expect, it } from 'vitest';
import { isOtherName, isOtherThanKept, keptName } from './other-name.ts';

const markOf = (word: string): string => `m${word.length}${word.split('').reverse().join('')}`;

it.each<[boolean, readonly string[], string]>([
  [false, ['Anna Öberg'], 'Öberg, Anna'],
  [false, ['Anna Öberg'], 'ANNA SUNDIN'],
  [false, ['Anna Öberg', 'A Sundin'], 'Sundin Eva'],
  [false, ['Anna-Lena Öberg'], 'Lena Ek'],
  [false, ['Anna-Lena Öberg'], 'Annalena Ek'],
  [false, ['Annalena Öberg'], 'Ek, Anna Lena'],
  [false, ['Märta Lindén'], 'Marta Ek'],
  [false, ['Søren Ek'], 'Soren Berg'],
  [false, [], 'Anna Öberg'],
  [false, ['Anna Öberg'], ''],
  [false, ['Anna Öberg'], 'A Ö'],
  [true, ['Anna Öberg'], 'Bo Ek'],
  [true, ['Anna von Öberg'], 'Bo von Ek'],
])('another name is one without a word in common: %s, %j and %s', (expected, here, there) => {
  expect(isOtherName(here, there)).toBe(expected);
  const [only, ...others] = here;
  const kept = keptName(there, markOf);
  if (only !== undefined && others.length === 0 && kept !== null)
    expect(isOtherThanKept(only, kept, markOf)).toBe(expected);
});

it('keeps nothing of a name but marks, and holds nothing against a name that was kept as it stood', () => {
  expect(keptName('Ek, Bo', markOf)).toBe('#m2ke #m2ob #m4obke');
  expect(keptName('A Ö', markOf)).toBeNull();
  expect(isOtherThanKept('Anna Öberg', 'Bo Ek', markOf)).toBe(false);
});
