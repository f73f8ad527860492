import { describe, expect, it } from 'vitest';
import { membershipOf } from './together.ts';

const never = (): boolean => false;
const lists = (...definitions: readonly (string | null)[]) =>
  definitions.map((definition, at) => ({ sourceNo: at + 1, definition }));

describe('lists that are the whole only together', () => {
  it('wait for each other by their definitions', () => {
    expect(membershipOf(['a', 'b', 'c'], lists('c', 'a', 'x', null), never)).toEqual({
      members: [1, 2],
      waitsFor: 1,
    });
    expect(membershipOf(['a', 'b'], lists('b', 'a'), never)).toEqual({ members: [1, 2], waitsFor: 0 });
  });

  it('wait for as many as there were, where one definition is that of several', () => {
    expect(membershipOf(['a', 'a', 'a'], lists('a'), never).waitsFor).toBe(2);
    expect(membershipOf(['a', 'a', 'b'], lists('a', 'b'), never).waitsFor).toBe(1);
    expect(membershipOf(['a', 'a', 'b'], lists('a', 'b', 'a'), never).waitsFor).toBe(0);
  });

  it('are not waited for twice when more have come than there were', () => {
    expect(membershipOf(['a', 'b'], lists('a', 'a'), never).waitsFor).toBe(1);
  });

  it('do not count one that is another taken out once more', () => {
    const isFirstAgain = (one: number, other: number): boolean => one === 2 && other === 1;
    expect(membershipOf(['a', 'a'], lists('a', 'a'), isFirstAgain)).toEqual({ members: [1, 2], waitsFor: 1 });
    expect(membershipOf(['a', 'a'], lists('a', 'a', 'a'), isFirstAgain).waitsFor).toBe(0);
    // Lists of different definitions may have a case in common.
    expect(membershipOf(['a', 'b'], lists('a', 'b'), () => true).waitsFor).toBe(0);
  });
});
