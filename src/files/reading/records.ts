import { cutLines, linesOf } from './lines.ts';
import type { QuoteStyle } from './quote-style.ts';
import { RECORD_LIMIT } from './table.ts';
import { UnreadableFile } from './unreadable-file.ts';

/**
 * Cuts text into records of cells, in batches as the text comes. CRLF, LF and CR all end a record, a blank line is a
 * record of one empty cell, and every record comes out exactly once.
 *
 * Where there are quotes a text is parsed; where there is none, nothing is left to parse, and `split` is five times as
 * quick.
 *
 * @param style how cells are quoted; null where there is no quote anywhere in the text
 */
export async function* splitRecords(
  pieces: AsyncIterable<string>,
  delimiter: string,
  style: QuoteStyle | null,
): AsyncGenerator<string[][]> {
  if (style === null) {
    yield* plainRecords(pieces, delimiter);
    return;
  }
  const { quotedRecords } = await import('./quoted-records.ts');
  yield* quotedRecords(pieces, delimiter, style);
}

async function* plainRecords(pieces: AsyncIterable<string>, delimiter: string): AsyncGenerator<string[][]> {
  let waiting: string[] = [];
  let length = 0;
  let count = 0;
  for await (const piece of pieces) {
    waiting.push(piece);
    length += piece.length;
    // A line that goes on and on is not looked at anew for every piece.
    if (!/[\r\n]/.test(piece) && length <= RECORD_LIMIT) continue;
    const { lines, rest } = cutLines(waiting.join(''));
    if (rest.length > RECORD_LIMIT) {
      throw new UnreadableFile('RECORD_TOO_LONG', { row: count + lines.length + 1 });
    }
    waiting = [rest];
    length = rest.length;
    count += lines.length;
    yield lines.map((line) => line.split(delimiter));
  }
  const lines = linesOf(waiting.join(''));
  if (lines.at(-1) === '') lines.pop();
  yield lines.map((line) => line.split(delimiter));
}
