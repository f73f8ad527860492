import { UnreadableFile } from './unreadable-file.ts';

/** A record longer than this is a quote that was never closed, or no list at all. */
export const RECORD_LIMIT = 16 * 1024 * 1024;

/**
 * Cuts text into records of cells, in batches as the text comes. CRLF, LF and CR all end a record, a blank line is
 * a record of one empty cell, and every record comes out exactly once.
 *
 * By hand, because almost no line of a list has a quote: those are one `split`, five times as quick as csv-parse
 * (which the tests hold it equal to). Quotes follow RFC 4180; one that does not enclose the whole cell is text.
 */
export async function* splitRecords(
  pieces: AsyncIterable<string>,
  delimiter: string,
): AsyncGenerator<string[][]> {
  let rest = '';
  let waiting: string[] = [];
  let waitingLength = 0;
  let count = 0;
  for await (const piece of pieces) {
    waiting.push(piece);
    waitingLength += piece.length;
    // A record that goes on and on is looked at anew when there is twice as much of it, not for every piece.
    if (waitingLength < rest.length && rest.length + waitingLength <= RECORD_LIMIT) continue;
    const text = rest + waiting.join('');
    waiting = [];
    waitingLength = 0;
    const { records, used, isInQuotes } = completeRecords(text, delimiter, count, false);
    rest = text.slice(used);
    count += records.length;
    if (rest.length > RECORD_LIMIT) {
      throw new UnreadableFile(isInQuotes ? 'QUOTE_UNCLOSED' : 'RECORD_TOO_LONG', { row: count + 1 });
    }
    yield records;
  }
  const { records, isInQuotes } = completeRecords(rest + waiting.join(''), delimiter, count, true);
  if (isInQuotes) throw new UnreadableFile('QUOTE_UNCLOSED', { row: count + records.length + 1 });
  yield records;
}

interface CompleteRecords {
  readonly records: string[][];
  /** How much of the text they were; the rest waits for more. */
  readonly used: number;
  /** The rest begins with a record whose quote is open. */
  readonly isInQuotes: boolean;
}

function completeRecords(text: string, delimiter: string, before: number, isLast: boolean): CompleteRecords {
  const records: string[][] = [];
  const quotes = new Finder(text, '"');
  const delimiters = new Finder(text, delimiter);
  const lineEnds = new LineEnds(text, isLast);
  let used = 0;
  while (used < text.length) {
    const lineEnd = lineEnds.from(used);
    const quote = quotes.from(used);
    if (quote < lineEnd && quote < text.length) {
      const record = quotedRecord(text, used, delimiters, lineEnds, isLast);
      if (record === 'broken')
        throw new UnreadableFile('QUOTE_UNCLOSED', { row: before + records.length + 1 });
      if (record === 'incomplete' || record === 'open')
        return { records, used, isInQuotes: record === 'open' };
      records.push(record.cells);
      used = lineEnds.after(record.end);
    } else {
      if (lineEnd > text.length && !isLast) break;
      records.push(text.slice(used, lineEnd).split(delimiter));
      used = lineEnds.after(lineEnd);
    }
  }
  return { records, used, isInQuotes: false };
}

/** One record with quotes in it. `incomplete` and `open` (inside quotes) wait for more text. */
function quotedRecord(
  text: string,
  start: number,
  delimiters: Finder,
  lineEnds: LineEnds,
  isLast: boolean,
): { cells: string[]; end: number } | 'incomplete' | 'open' | 'broken' {
  const cells: string[] = [];
  let cellStart = start;
  for (;;) {
    const quoted = text.startsWith('"', cellStart) ? quotedCell(text, cellStart, isLast) : null;
    if (quoted === 'open') return 'open';
    const from = quoted?.end ?? cellStart;
    const end = Math.min(delimiters.from(from), lineEnds.from(from), text.length);
    const isAtDelimiter = end === delimiters.from(end);
    const isAtLineEnd = end === lineEnds.from(end);
    if (!isAtDelimiter && !isAtLineEnd && !isLast) return 'incomplete';
    if (quoted?.end === end) {
      cells.push(quoted.text);
    } else {
      // Something follows the closing quote. On one line ("Kalle" Svensson) the quotes are text; over several,
      // that quote belongs to another cell, and the first one was never closed.
      if (quoted !== null && /[\r\n]/.test(quoted.text)) return 'broken';
      cells.push(text.slice(cellStart, end));
    }
    if (!isAtDelimiter) return { cells, end };
    cellStart = end + 1;
  }
}

/** The cell whose opening quote is at `start`, or that more text is needed to see where it closes. */
function quotedCell(text: string, start: number, isLast: boolean): { text: string; end: number } | 'open' {
  let from = start + 1;
  for (;;) {
    const quote = text.indexOf('"', from);
    if (quote < 0 || (quote === text.length - 1 && !isLast)) return 'open';
    if (!text.startsWith('"', quote + 1)) {
      return { text: text.slice(start + 1, quote).replaceAll('""', '"'), end: quote + 1 };
    }
    from = quote + 2;
  }
}

/** Where a character comes next, for places asked in rising order: the text is searched only once. */
class Finder {
  readonly #text: string;
  readonly #character: string;
  #next = -1;

  constructor(text: string, character: string) {
    this.#text = text;
    this.#character = character;
  }

  from(place: number): number {
    if (this.#next < place) {
      const next = this.#text.indexOf(this.#character, place);
      this.#next = next < 0 ? Infinity : next;
    }
    return this.#next;
  }
}

class LineEnds {
  readonly #text: string;
  readonly #lineFeeds: Finder;
  readonly #returns: Finder;
  /** A CR that ends the piece may be half a CRLF. */
  readonly #undecided: number;

  constructor(text: string, isLast: boolean) {
    this.#text = text;
    this.#lineFeeds = new Finder(text, '\n');
    this.#returns = new Finder(text, '\r');
    this.#undecided = !isLast && text.endsWith('\r') ? text.length - 1 : Infinity;
  }

  from(place: number): number {
    const next = Math.min(this.#lineFeeds.from(place), this.#returns.from(place));
    return next === this.#undecided ? Infinity : next;
  }

  after(lineEnd: number): number {
    return this.#text.startsWith('\r\n', lineEnd) ? lineEnd + 2 : lineEnd + 1;
  }
}
