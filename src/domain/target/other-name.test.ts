import { expect, it } from 'vitest';
import { isOtherName } from './other-name.ts';

it.each<[boolean, readonly string[], string]>([
  [false, ['Anna Öberg'], 'Öberg, Anna'],
  [false, ['Anna Öberg'], 'ANNA SUNDIN'],
  [false, ['Anna Öberg', 'A Sundin'], 'Sundin Eva'],
  [false, ['Anna-Lena Öberg'], 'Lena Ek'],
  [false, [], 'Anna Öberg'],
  [false, ['Anna Öberg'], ''],
  [false, ['Anna Öberg'], 'A Ö'],
  [true, ['Anna Öberg'], 'Bo Ek'],
])('another name is one without a word in common: %s, %j and %s', (expected, here, there) => {
  expect(isOtherName(here, there)).toBe(expected);
});
