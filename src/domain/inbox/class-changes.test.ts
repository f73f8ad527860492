import { describe, expect, it } from 'vitest';
import { standingChange, type LoggedChange } from './class-changes.ts';

/** "a b" by something said of the case, "a>b" by a profile; numbered from 1. */
const changes = (...texts: readonly string[]): readonly LoggedChange[] =>
  texts.map((text, at) => ({
    seq: at + 1,
    on: `2025-10-0${at + 1}`,
    from: text.charAt(0),
    to: text.charAt(2),
    isByProfile: text.charAt(1) === '>',
  }));
const seqOf = (...texts: readonly string[]): number => standingChange(changes(...texts)).seq;

describe('the change by which a case has its class', () => {
  it('is the last one, and none where it has had one class', () => {
    expect(standingChange(changes('a b', 'b c'))).toEqual({ seq: 2, on: '2025-10-02' });
    expect(standingChange([])).toEqual({ seq: 0, on: null });
    expect(seqOf('a>b')).toBe(1);
  });

  it('is the one before where a profile changed it and another changed it back', () => {
    expect(seqOf('a>b', 'b>a')).toBe(0);
    expect(seqOf('x a', 'a>b', 'b>a')).toBe(1);
    expect(seqOf('x a', 'a>b', 'b>c', 'c>a')).toBe(1);
    expect(seqOf('x a', 'a>b', 'b>c', 'c>b')).toBe(2);
  });

  it('is the newest where a list or an answer changed it, also to what it was before', () => {
    expect(seqOf('a b', 'b a')).toBe(2);
    expect(seqOf('a>b', 'b a')).toBe(2);
    expect(seqOf('a b', 'b>a')).toBe(2);
    expect(seqOf('a>b', 'b c', 'c>a')).toBe(3);
  });
});
