import fc from 'fast-check';
import { isDeepStrictEqual } from 'node:util';
import { describe, expect, it } from 'vitest';
import { isSame } from './is-same.ts';

describe('whether two values say the same', () => {
  it('is what Node says of them, for any JSON', () => {
    const json = fc.jsonValue({ maxDepth: 2 });
    fc.assert(
      fc.property(json, json, (one, other) => {
        expect(isSame(one, other)).toBe(isDeepStrictEqual(one, other));
        expect(isSame(one, structuredClone(one))).toBe(true);
      }),
    );
  });

  it.each([
    ['keys in another order', { a: 1, b: [2] }, { b: [2], a: 1 }, true],
    ['a key more', { a: 1 }, { a: 1, b: 2 }, false],
    ['another key with as many', { a: undefined }, { b: undefined }, false],
    ['a list and an object with the same members', ['x'], { 0: 'x' }, false],
    ['a list in another order', [1, 2], [2, 1], false],
    ['a number and its text', 1, '1', false],
    ['null and an empty object', null, {}, false],
  ])('%s', (_, one, other, same) => {
    expect(isSame(one, other)).toBe(same);
    expect(isSame(other, one)).toBe(same);
  });
});
