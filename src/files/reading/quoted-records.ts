import { Parser } from 'csv-parse';
import { CsvError, parse } from 'csv-parse/sync';

import { cutLines, linesOf } from './lines.ts';
import type { QuoteStyle } from './quote-style.ts';
import { RECORD_LIMIT } from './table.ts';
import { UnreadableFile } from './unreadable-file.ts';

/**
 * Records of a text with quotes, as csv-parse reads them: quotes follow RFC 4180, and one that does not enclose its
 * whole cell is text.
 *
 * A line without a quote is split. Those with one are parsed piece by piece, all of a piece at once: as long as so many
 * lines are as many records, none of them goes over a line end. The first piece where one does, and all after it, is
 * parsed as it comes.
 */
export async function* quotedRecords(
  pieces: AsyncIterable<string>,
  delimiter: string,
  style: QuoteStyle,
): AsyncGenerator<string[][]> {
  const source = pieces[Symbol.asyncIterator]();
  let rest = '';
  let count = 0;
  try {
    for (let next = await source.next(); next.done !== true; next = await source.next()) {
      const text = rest + next.value;
      const cut = cutLines(text);
      const records = cut.lines.length === 0 ? null : recordsOfLines(cut.lines, delimiter, style);
      if (records === null) {
        yield* parsedRecords(continued(text, source), { delimiter, style, count });
        return;
      }
      count += records.length;
      rest = cut.rest;
      yield records;
    }
    const lines = linesOf(rest);
    if (lines.at(-1) === '') lines.pop();
    const records = recordsOfLines(lines, delimiter, style);
    if (records === null) yield* parsedRecords(continued(rest, source), { delimiter, style, count });
    else yield records;
  } finally {
    await source.return?.();
  }
}

async function* continued(text: string, source: AsyncIterator<string>): AsyncGenerator<string> {
  yield text;
  for (let next = await source.next(); next.done !== true; next = await source.next()) yield next.value;
}

/** A record a line; null where a record goes over a line end, or may do so. */
function recordsOfLines(lines: readonly string[], delimiter: string, style: QuoteStyle): string[][] | null {
  // Space around cells is no part of them, in lines without a quote either.
  if (style.isSpaced) return null;
  const quoted = lines.filter((line) => line.includes(style.quote));
  const parsed = quoted.length === 0 ? [] : parseAtOnce(`${quoted.join('\n')}\n`, delimiter, style);
  if (parsed?.length !== quoted.length) return null;
  let at = 0;
  return lines.map((line) => {
    if (!line.includes(style.quote)) return line.split(delimiter);
    at += 1;
    return parsed[at - 1] ?? [];
  });
}

/** Null for a text that ends within quotes. */
function parseAtOnce(text: string, delimiter: string, style: QuoteStyle): string[][] | null {
  try {
    return parse(text, optionsOf(delimiter, style));
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return null;
  }
}

const optionsOf = (delimiter: string, style: QuoteStyle) => ({
  delimiter,
  record_delimiter: ['\r\n', '\n', '\r'],
  relax_column_count: true,
  relax_quotes: true,
  quote: style.quote,
  trim: style.isSpaced,
});

/**
 * Records that may go over line ends. What is added to csv-parse is to say on which row a quote was opened and never
 * closed, one that only another cell's quote would close among them.
 *
 * @param count so many records were before
 */
async function* parsedRecords(
  pieces: AsyncIterable<string>,
  { delimiter, style, count: before }: { delimiter: string; style: QuoteStyle; count: number },
): AsyncGenerator<string[][]> {
  const source = new Unfinished();
  let records: string[][] = [];
  let count = before;
  const parser = new Parser({
    ...optionsOf(delimiter, style),
    // The records are taken here: sent through the stream they cost as much again.
    on_record: (record: string[], { bytes }) => {
      count++;
      if (record.some(mayBorrow) && hasBorrowed(record, source.textUpTo(bytes))) {
        throw new UnreadableFile('QUOTE_UNCLOSED', { row: count });
      }
      if (record.some((cell) => swallowsRows(cell, record.length, delimiter, style.width))) {
        throw new UnreadableFile('QUOTE_OVER_ROWS', { row: count });
      }
      source.dropUpTo(bytes);
      records.push(record);
      return null;
    },
  });
  const feed = async (bytes: Buffer | null): Promise<void> =>
    new Promise<void>((resolve, reject) => {
      const done = (error?: Error | null): void => {
        if (error) reject(error);
        else resolve();
      };
      if (bytes === null) parser.end(done);
      else parser.write(bytes, done);
    }).catch((error: unknown) => {
      if ((error as { code?: string }).code !== 'CSV_QUOTE_NOT_CLOSED') throw error;
      throw new UnreadableFile('QUOTE_UNCLOSED', { row: count + 1 });
    });
  parser.on('error', () => undefined);
  parser.resume();
  for await (const piece of pieces) {
    const bytes = Buffer.from(piece);
    source.push(bytes);
    await feed(bytes);
    yield records;
    records = [];
    if (source.length <= RECORD_LIMIT) continue;
    await feed(null);
    throw new UnreadableFile('RECORD_TOO_LONG', { row: count + 1 });
  }
  await feed(null);
  yield records;
}

/**
 * A quote that opens in one row and closes in a later one joins them, and takes as many delimiters as a row has into its
 * cell, or leaves a record that is not as wide as the others.
 */
function swallowsRows(cell: string, cells: number, delimiter: string, width: number | null): boolean {
  if (width === null || !/[\r\n]/.test(cell) || !cell.includes(delimiter)) return false;
  return cells !== width || cell.split(delimiter).length >= width;
}

/** A cell over several lines that begins with a quote: one of its own, or one that should have been its end. */
function mayBorrow(cell: string): boolean {
  return cell.startsWith('"') && /[\r\n]/.test(cell);
}

/** Does a quote that opened such a cell close in the middle of it? Then it belongs to another cell. */
function hasBorrowed(record: readonly string[], raw: string): boolean {
  return record.some((cell) => mayBorrow(cell) && !raw.includes(`"${cell.replaceAll('"', '""')}"`));
}

/** The bytes that belong to no complete record yet. Places are those in the whole text. */
class Unfinished {
  #chunks: Buffer[] = [];
  #chunksStart = 0;
  #start = 0;
  #end = 0;

  get length(): number {
    return this.#end - this.#start;
  }

  push(bytes: Buffer): void {
    for (let first = this.#chunks[0]; first !== undefined; first = this.#chunks[0]) {
      if (this.#chunksStart + first.length > this.#start) break;
      this.#chunksStart += first.length;
      this.#chunks.shift();
    }
    this.#chunks.push(bytes);
    this.#end += bytes.length;
  }

  textUpTo(place: number): string {
    const bytes = Buffer.concat(this.#chunks);
    return bytes.toString('utf8', this.#start - this.#chunksStart, place - this.#chunksStart);
  }

  dropUpTo(place: number): void {
    this.#start = place;
  }
}
