import { describe, expect, it } from 'vitest';

import { hasQuotedLines, quoteStyleOf } from './quote-style.ts';

const style = (start: string, hasQuote = start.includes('"')): unknown =>
  quoteStyleOf(start, ';', hasQuote, 2);

describe('how a text is quoted', () => {
  it('is not at all where there is no quote', () => {
    expect(style("a;b\nO'Connor;'s\n")).toBeNull();
  });

  it('is by single quotes only where they enclose every cell of nearly every line', () => {
    expect(style("'a';'b'\n'c';'d'\n")).toMatchObject({ quote: "'" });
    expect(style("'a';'b'\nc;d\n")).toBeNull();
  });

  it('is with space only where nearly every line has it', () => {
    expect(style('"a"; "b"\n"c"; "d"\n')).toEqual({ quote: '"', isSpaced: true, width: 2 });
    expect(style('"a";"b"\nc; "d"\n')).toEqual({ quote: '"', isSpaced: false, width: 2 });
  });
});

describe('lines that stand in quotes as a whole', () => {
  it('are told from lines of quoted cells, and from a list of one column', () => {
    expect(hasQuotedLines('"a;b"\n"c;d"\n', [';'])).toBe(true);
    expect(hasQuotedLines('"a";"b"\n"c";"d"\n', [';'])).toBe(false);
    expect(hasQuotedLines('"a"\n"b"\n', [';'])).toBe(false);
    expect(hasQuotedLines('a;b\n"c;d"\n', [';'])).toBe(false);
  });
});
