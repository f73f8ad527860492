import { describe, expect, it } from 'vitest';
import { firstDifference } from './first-difference.ts';

describe('the first line where a text is not some records', () => {
  it.each([
    ['none where it is them', 'a\nb\n', ['a\n', 'b\n'], null],
    ['the line of a record that is another', 'a\nx\n', ['a\n', 'b\n'], 2],
    ['by lines, where a record has several', 'a\n"1\n2"\nx\n', ['a\n', '"1\n2"\n', 'b\n'], 4],
    ['the line after the last, where the text goes on', 'a\nb\n', ['a\n'], 2],
    ['the line of a record that is not there', 'a\n', ['a\n', 'b\n'], 2],
    ['a text of nothing but an end more', 'a', ['a', '\n'], 1],
  ])('%s', (_, text, records, line) => {
    expect(firstDifference(text, records)).toBe(line);
  });
});
