import { Parser } from 'csv-parse';

import type { QuoteStyle } from './quote-style.ts';
import { RECORD_LIMIT } from './table.ts';
import { UnreadableFile } from './unreadable-file.ts';

/**
 * Records of a text with quotes, as csv-parse reads them: quotes follow RFC 4180, and one that does not enclose its
 * whole cell is text. What is added is to say on which row a quote was opened and never closed, one that only another
 * cell's quote would close among them.
 */
export async function* quotedRecords(
  pieces: AsyncIterable<string>,
  delimiter: string,
  style: QuoteStyle,
): AsyncGenerator<string[][]> {
  const source = new Unfinished();
  let records: string[][] = [];
  let count = 0;
  const parser = new Parser({
    delimiter,
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    relax_quotes: true,
    quote: style.quote,
    trim: style.isSpaced,
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
