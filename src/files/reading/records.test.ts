import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import type { QuoteStyle } from './quote-style.ts';
import { splitRecords } from './records.ts';
import { RECORD_LIMIT } from './table.ts';
import { refusalOf } from './temporary-file.test-help.ts';

// oxlint-disable-next-line typescript/require-await -- the pieces of a file come one by one
async function* pieces(texts: readonly string[]): AsyncGenerator<string> {
  yield* texts;
}

async function split(
  text: string | readonly string[],
  delimiter = ';',
  width: number | null = null,
): Promise<string[][]> {
  const records: string[][] = [];
  const texts = typeof text === 'string' ? [text] : text;
  for await (const batch of splitRecords(
    pieces(texts),
    delimiter,
    texts.join('').includes('"') ? { quote: '"', isSpaced: false, width } : null,
  ))
    records.push(...batch);
  return records;
}

describe('splitRecords', () => {
  it('ends a record at CRLF, LF and CR alike, mixed in one file', async () => {
    expect(await split('a;b\r\nc;d\ne;f\rg;h')).toEqual([
      ['a', 'b'],
      ['c', 'd'],
      ['e', 'f'],
      ['g', 'h'],
    ]);
  });

  it('keeps blank lines as records of one empty cell', async () => {
    expect(await split('a\n\n\r\nb\n')).toEqual([['a'], [''], [''], ['b']]);
  });

  it('keeps ragged rows as they are', async () => {
    expect(await split('a;b;c\nd\ne;f;g;h;\n')).toEqual([['a', 'b', 'c'], ['d'], ['e', 'f', 'g', 'h', '']]);
  });

  it('keeps a line end and a delimiter inside quotes in the cell', async () => {
    expect(await split('a;"b\r\n;""c"""\nd;""\n')).toEqual([
      ['a', 'b\r\n;"c"'],
      ['d', ''],
    ]);
  });

  it('keeps quotes that do not enclose the cell as text', async () => {
    expect(await split('Anna "Kalle" Svensson;x\n"Kalle" Svensson;y\n')).toEqual([
      ['Anna "Kalle" Svensson', 'x'],
      ['"Kalle" Svensson', 'y'],
    ]);
  });

  it('says at which record a quote opened that never closes', async () => {
    const read = (): Promise<unknown> => split('a;b\n"c\nd";e\nf;"g\nh;i\n');
    expect(await refusalOf(read)).toEqual({ code: 'QUOTE_UNCLOSED', detail: { row: 3 } });
  });

  it('says where a quote opened when the next quoted cell would have closed it', async () => {
    const read = (): Promise<unknown> => split('a;b\nc;"d\ne;"f"\ng;h\n');
    expect(await refusalOf(read)).toEqual({ code: 'QUOTE_UNCLOSED', detail: { row: 2 } });
  });

  it('refuses a quote that opens in one row and closes in another, and names the first', async () => {
    const rows = 'a;b;c\n1;"x;2\n3;y";4\n5;z;6\n';
    expect(await refusalOf(() => split(rows, ';', 3))).toEqual({
      code: 'QUOTE_OVER_ROWS',
      detail: { row: 2 },
    });
    // Opened and closed in different columns: the record has another width.
    const askew = 'a;b;c\n"1;x;2\n3;y";4\n5;z;6\n';
    expect((await refusalOf(() => split(askew, ';', 3))).code).toBe('QUOTE_OVER_ROWS');
  });

  it('keeps a cell over several lines with a delimiter in it, where the record is as wide as the others', async () => {
    expect(await split('a;b;c\n1;"x;\ny";2\n', ';', 3)).toEqual([
      ['a', 'b', 'c'],
      ['1', 'x;\ny', '2'],
    ]);
  });

  it('reads the other style of quotes, and quotes with space around them', async () => {
    const read = async (text: string, style: QuoteStyle): Promise<string[][]> => {
      const records: string[][] = [];
      for await (const batch of splitRecords(pieces([text]), ';', style)) records.push(...batch);
      return records;
    };
    expect(await read("'a';'b;c'\n", { quote: "'", isSpaced: false, width: null })).toEqual([['a', 'b;c']]);
    expect(await read('"a"; "b;c"\n', { quote: '"', isSpaced: true, width: null })).toEqual([['a', 'b;c']]);
  });

  it('refuses a record beyond the limit instead of filling the memory', async () => {
    const long = Array.from({ length: 18 }, () => 'x'.repeat(RECORD_LIMIT / 16));
    expect(await refusalOf(() => split(['a\n', ...long]))).toEqual({
      code: 'RECORD_TOO_LONG',
      detail: { row: 2 },
    });
    expect(await refusalOf(() => split(['a\n"', ...long]))).toEqual({
      code: 'QUOTE_UNCLOSED',
      detail: { row: 2 },
    });
  });

  it('reads back what was written, wherever the pieces are cut', async () => {
    const cell = fc.string({ unit: fc.constantFrom('a', 'å', '"', ';', '\n', '\r', ' '), maxLength: 6 });
    const table = fc.array(fc.array(cell, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 8 });
    const quoteAll = fc.boolean();
    const lineEnd = fc.constantFrom('\r\n', '\n', '\r');
    const cuts = fc.array(fc.nat(60), { maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(table, quoteAll, lineEnd, cuts, async (rows, all, end, places) => {
        const write = (text: string): string =>
          all || /[";\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
        const text = rows.map((row) => row.map(write).join(';') + end).join('');
        expect(await split(cut(text, places))).toEqual(rows);
      }),
      { numRuns: 1000 },
    );
  });

  it('reads as csv-parse reads, for any text without an open quote', async () => {
    // A quote followed by text is the one thing told apart on purpose (see the tests above).
    const text = fc.string({
      unit: fc.constantFrom('a', 'b', ';', '\n', '\r\n', '\r', ' ', ';"x"', '"";'),
      maxLength: 40,
    });
    await fc.assert(
      fc.asyncProperty(text, fc.array(fc.nat(40), { maxLength: 5 }), async (source, places) => {
        fc.pre(!/[^;\r\n]"|"[^;\r\n"]/.test(source.replaceAll(/(?<=^|[;\r\n])"x?"(?=$|[;\r\n])/g, '')));
        const expected = parse(source, {
          delimiter: ';',
          record_delimiter: ['\r\n', '\n', '\r'],
          relax_column_count: true,
          relax_quotes: true,
        });
        expect(await split(cut(source, places))).toEqual(expected);
      }),
      { numRuns: 1000 },
    );
  });

  it('reads any text alike, wherever the pieces are cut: quotes left open, odd ones, and cells over several lines', async () => {
    const text = fc.string({
      unit: fc.constantFrom('a', ';', '\n', '\r\n', '"', '"x"', ';"b\n', '"a;b"\n', 'c;d\n'),
      maxLength: 30,
    });
    const outcome = (texts: readonly string[]): Promise<unknown> =>
      split(texts, ';', 2).catch((error: unknown) => error);
    await fc.assert(
      fc.asyncProperty(text, fc.array(fc.nat(60), { maxLength: 5 }), async (source, places) => {
        // A piece without a line end is parsed as it comes, and all after it.
        const asItComes = ['', source];
        expect(await outcome(cut(source, places))).toEqual(await outcome(asItComes));
        expect(await outcome([source])).toEqual(await outcome(asItComes));
      }),
      { numRuns: 1000 },
    );
  });
});

function cut(text: string, places: readonly number[]): string[] {
  const sorted = [0, ...places.toSorted((a, b) => a - b), text.length];
  return sorted.slice(1).map((place, index) => text.slice(sorted[index], place));
}
