import { isUtf8 } from 'node:buffer';
import { createHash } from 'node:crypto';

import { inspectCell } from './cell-checks.ts';
import type { FileSource, FileStamp } from './file-chunks.ts';
import { readChunks } from './file-chunks.ts';
import { hasQuotedLines, quoteStyleOf } from './quote-style.ts';
import { splitRecords } from './records.ts';
import type { Extent, OpenedTable, RawRow } from './table.ts';
import { BATCH_ROWS, TableNotes } from './table.ts';
import type { UnpackedRecords } from './packed-records.ts';
import type { AheadOrder, ReaderThread, TextToRead } from './text-thread.ts';
import type { TextEncoding } from './text-encoding.ts';
import { createDecoder, guessOneByteEncoding, readText } from './text-encoding.ts';
import { chooseDelimiter, DELIMITERS, TextScanner, usualWidth } from './text-scanner.ts';
import { UnreadableFile } from './unreadable-file.ts';

/**
 * Opens a list of text in two readings: the first looks at every byte and settles what the file is, the second gives
 * the rows. Encoding and delimiter are those of the whole file, never of a line.
 *
 * @param said the encoding, where somebody has said it: it is not guessed, and refused where the file can not be in it
 * @param thread how to start a thread that reads a long one
 */
export async function openText(
  path: FileSource,
  stamp: FileStamp,
  maxCellLength: number,
  said?: TextEncoding,
  thread?: ReaderThread,
): Promise<OpenedTable> {
  const survey = await surveyText(path, stamp, said);
  const { scanner, encoding, notes } = survey;
  const first = await startOfText(path, stamp, encoding);
  const separator = separatorLine(first);
  const delimiter = separator ?? chooseDelimiter(scanner);
  if (scanner.hasQuote && hasQuotedLines(first, DELIMITERS)) throw new UnreadableFile('FILE_LINES_QUOTED');
  const style = quoteStyleOf(first, delimiter, scanner.hasQuote, usualWidth(scanner, delimiter));
  if (separator !== null) notes.add('SEP_LINE', 1);
  if (scanner.isCutOff) notes.add('LAST_LINE_WITHOUT_NEWLINE', scanner.records);
  const lineEnds = [
    scanner.crlfs,
    scanner.lineFeeds - scanner.crlfs,
    scanner.carriageReturns - scanner.crlfs,
  ];
  if (lineEnds.filter((count) => count > 0).length > 1) notes.add('MIXED_LINE_ENDS');
  const hasLongCell = scanner.longestRecord > maxCellLength;

  const text = { path, stamp, encoding, delimiter, style };
  const readers = scanner.records < ENOUGH_FOR_THREAD ? undefined : thread;

  async function* batches(
    extent: Extent = 'start',
    order: AheadOrder | null = null,
  ): AsyncGenerator<readonly RawRow[]> {
    let row = 0;
    let batch: RawRow[] = [];
    for await (const { records, ahead } of extent === 'all'
      ? recordsOf(text, readers, order)
      : recordsOf(text)) {
      for (const [at, record] of records.entries()) {
        row++;
        const read = ahead?.[at] ?? null;
        if (row === 1 && separator !== null) batch.push({ row, cells: [record.join(delimiter)] });
        else batch.push(read === null ? { row, cells: record } : { row, cells: record, ahead: read });
        if (batch.length < BATCH_ROWS) continue;
        yield batch;
        batch = [];
      }
    }
    if (batch.length > 0) yield batch;
  }

  async function* shortened(extent?: Extent): AsyncGenerator<readonly RawRow[]> {
    for await (const batch of batches(extent)) {
      yield batch.map(({ row, cells }) => ({
        row,
        cells: cells.map((cell) => cell.slice(0, maxCellLength)),
      }));
    }
  }

  // Most files hold nothing odd and are not read for this; in the others the odd things are given their place,
  // and a quote that is never closed is told of here rather than in the middle of an import.
  if (hasLongCell || survey.hasSuspect || scanner.hasOddQuote) {
    for await (const batch of batches()) {
      for (const { row, cells } of batch) {
        for (const [index, cell] of cells.entries()) inspectCell(cell, row, index + 1, maxCellLength, notes);
      }
    }
  }

  return {
    facts: {
      format: 'csv',
      sha256: survey.sha256,
      bytes: survey.bytes,
      encoding,
      delimiter,
      sheet: null,
      sheets: [],
      hiddenSheets: [],
      rows: scanner.records,
      notes: notes.list(),
      marks: [],
      besides: [],
    },
    batches: hasLongCell ? shortened : batches,
  };
}

/** The records of a text, read here or by a thread. */
async function* recordsOf(
  text: Omit<TextToRead, 'ahead' | 'path'> & { readonly path: FileSource },
  thread?: ReaderThread,
  ahead: AheadOrder | null = null,
): AsyncGenerator<UnpackedRecords> {
  const { path, stamp, encoding, delimiter, style } = text;
  if (thread !== undefined && typeof path === 'string') {
    const { recordsFromThread } = await import('./text-thread.ts');
    yield* recordsFromThread(thread, { ...text, path, ahead });
    return;
  }
  for await (const records of splitRecords(readText(path, stamp, encoding), delimiter, style))
    yield { records, ahead: null };
}

/** A thread costs some fifty milliseconds to start: with fewer rows it does not pay. */
const ENOUGH_FOR_THREAD = 50_000;

interface TextSurvey {
  readonly sha256: string;
  readonly bytes: number;
  readonly encoding: TextEncoding;
  readonly scanner: TextScanner;
  readonly hasSuspect: boolean;
  readonly notes: TableNotes;
}

async function surveyText(path: FileSource, stamp: FileStamp, said?: TextEncoding): Promise<TextSurvey> {
  const hash = createHash('sha256');
  const scanner = new TextScanner();
  const notes = new TableNotes();
  const utf8 = new Utf8Check();
  let start: Start | undefined;
  let decodeWide: ((bytes: Buffer) => string) | undefined;
  let bytes = 0;
  for await (const chunk of readChunks(path, stamp)) {
    hash.update(chunk);
    bytes += chunk.length;
    if (start === undefined) {
      start = startOf(chunk);
      if (start.isWide) decodeWide = await createDecoder(start.encoding);
      if (!start.isMarked && start.isWide) notes.add('ENCODING_UNCERTAIN', null, null, start.encoding);
    }
    if (decodeWide !== undefined) {
      scanWide(decodeWide(chunk), scanner);
    } else {
      utf8.check(chunk);
      scanner.scan(bytes === chunk.length && start.isMarked ? chunk.subarray(3) : chunk);
    }
    refuseNul(scanner, bytes);
  }
  scanner.finish();
  if (start === undefined || scanner.records === 0) throw new UnreadableFile('FILE_EMPTY');
  refuseHalfUnit(start, bytes, scanner);
  return settleEncoding(
    path,
    stamp,
    { start, said, isUtf8: utf8.isValid() },
    { hash, bytes, scanner, notes },
  );
}

interface Scanned {
  readonly hash: ReturnType<typeof createHash>;
  readonly bytes: number;
  readonly scanner: TextScanner;
  readonly notes: TableNotes;
}

/** What the whole file is written in, once every byte has been seen. */
async function settleEncoding(
  path: FileSource,
  stamp: FileStamp,
  {
    start,
    said,
    isUtf8: isValid,
  }: { readonly start: Start; readonly said: TextEncoding | undefined; readonly isUtf8: boolean },
  { hash, bytes, scanner, notes }: Scanned,
): Promise<TextSurvey> {
  const survey = { sha256: hash.digest('hex'), bytes, scanner, notes };
  if (said !== undefined && isSaidOtherwise(start, said))
    return { ...survey, encoding: said, hasSuspect: true };
  if (start.isWide || isValid) {
    refuseTwiceEncoded(scanner);
    return { ...survey, encoding: start.encoding, hasSuspect: scanner.hasSuspect };
  }
  const guess = said === 'utf-8' ? null : oneByteEncoding(scanner, notes, start.isMarked);
  if (guess === null) {
    throw new UnreadableFile('ENCODING_BROKEN', { encoding: 'utf-8', row: await brokenRow(path, stamp) });
  }
  return { ...survey, ...guess };
}

interface Start {
  readonly encoding: 'utf-8' | 'utf-8-bom' | 'utf-16le' | 'utf-16be';
  readonly isMarked: boolean;
  /** Two bytes for each character. */
  readonly isWide: boolean;
}

const MARKS = [
  { encoding: 'utf-8-bom', bytes: [0xef, 0xbb, 0xbf] },
  { encoding: 'utf-16le', bytes: [0xff, 0xfe] },
  { encoding: 'utf-16be', bytes: [0xfe, 0xff] },
] as const;

/** What the byte order mark says; without one, every other byte zero is UTF-16 all the same. */
function startOf(chunk: Buffer): Start {
  const mark = MARKS.find(({ bytes }) => bytes.every((byte, at) => chunk[at] === byte));
  if (mark !== undefined) return { encoding: mark.encoding, isMarked: true, isWide: mark.bytes.length === 2 };
  let even = 0;
  let odd = 0;
  for (let at = chunk.indexOf(0); at >= 0; at = chunk.indexOf(0, at + 1)) {
    if (at % 2 === 0) even += 1;
    else odd += 1;
  }
  const most = chunk.length * 0.4;
  if (odd > most && even === 0) return { encoding: 'utf-16le', isMarked: false, isWide: true };
  if (even > most && odd === 0) return { encoding: 'utf-16be', isMarked: false, isWide: true };
  return { encoding: 'utf-8', isMarked: false, isWide: false };
}

function scanWide(text: string, scanner: TextScanner): void {
  const marked = scanner.records === 0 && scanner.isAtRecordStart && text.startsWith('\ufeff');
  const clean = marked ? text.slice(1) : text;
  const lone = /\p{Surrogate}/u.exec(clean);
  scanner.scan(Buffer.from(lone === null ? clean : clean.slice(0, lone.index)));
  if (lone !== null) throw new UnreadableFile('LONE_SURROGATE', { row: scanner.records + 1 });
}

/** A text has no zero bytes; a file full of control characters is no text at all. */
function refuseNul(scanner: TextScanner, bytes: number): void {
  if (scanner.nulRecord === 0) return;
  if (scanner.controls * 50 > bytes) throw new UnreadableFile('FILE_BINARY');
  throw new UnreadableFile('NUL_CHARACTER', { row: scanner.nulRecord });
}

function oneByteEncoding(
  scanner: TextScanner,
  notes: TableNotes,
  isMarked: boolean,
): { encoding: TextEncoding; hasSuspect: boolean } | null {
  const guess = guessOneByteEncoding(scanner.highBytes, scanner.highInWords);
  // UTF-8 with a few bad bytes, which in any other encoding would be read as "Ã¥".
  if (isMarked || scanner.utf8Letters > guess.letters) {
    const row = scanner.surrogateRecord;
    if (row > 0) throw new UnreadableFile('LONE_SURROGATE', { row });
    return null;
  }
  if (!guess.isCertain || scanner.utf8Letters > 0)
    notes.add('ENCODING_UNCERTAIN', null, null, guess.encoding);
  const hasHole = HOLES_OF_1252.some((byte) => (scanner.highBytes[byte] ?? 0) > 0);
  return { encoding: guess.encoding, hasSuspect: scanner.controls > 0 || hasHole };
}

/** Half a code unit at the end: the file was cut off. */
function refuseHalfUnit({ isWide, encoding }: Start, bytes: number, { records }: TextScanner): void {
  if (isWide && bytes % 2 === 1) throw new UnreadableFile('ENCODING_BROKEN', { encoding, row: records });
}

/** UTF-8 that was read as Windows-1252 and saved as UTF-8 again: more "Ã¥" than å. */
function refuseTwiceEncoded({ twiceEncoded, utf8Letters, twiceEncodedRecord }: TextScanner): void {
  if (twiceEncoded > 0 && twiceEncoded * 2 >= utf8Letters)
    throw new UnreadableFile('TEXT_TWICE_ENCODED', { row: twiceEncodedRecord });
}

/** The first line that is not UTF-8. */
async function brokenRow(path: FileSource, stamp: FileStamp): Promise<number> {
  let row = 1;
  let rest = '';
  // One character for each byte.
  for await (const chunk of readChunks(path, stamp)) {
    const lines = (rest + chunk.toString('latin1')).split(/\r\n|\n|\r(?!$)/);
    rest = lines.pop() ?? '';
    for (const line of lines) {
      if (!isUtf8(Buffer.from(line, 'latin1'))) return row;
      row++;
    }
  }
  return row;
}

/** Whether somebody has said another encoding than the file begins as; refused where its first bytes say that it can not be. */
function isSaidOtherwise(start: Start, said: TextEncoding): boolean {
  const isOneByte = ONE_BYTE.has(said);
  const isRefused = isOneByte
    ? start.isMarked || start.isWide
    : said.startsWith('utf-16') && said !== start.encoding;
  if (isRefused) throw new UnreadableFile('ENCODING_BROKEN', { encoding: said, row: 1 });
  return isOneByte;
}

const ONE_BYTE: ReadonlySet<TextEncoding> = new Set(['windows-1252', 'cp850', 'macroman']);

/** What in Windows-1252 is a control character or cannot be seen. */
const HOLES_OF_1252 = [0x81, 0x8d, 0x8f, 0x90, 0x9d, 0xad];

/** Is the whole stream UTF-8? A character may lie across two chunks. */
class Utf8Check {
  #isValid = true;
  #rest = Buffer.alloc(0);

  check(chunk: Buffer): void {
    if (!this.#isValid) return;
    const bytes = this.#rest.length > 0 ? Buffer.concat([this.#rest, chunk]) : chunk;
    const whole = wholeCharacters(bytes);
    this.#isValid = isUtf8(bytes.subarray(0, whole));
    this.#rest = Buffer.from(bytes.subarray(whole));
  }

  isValid(): boolean {
    return this.#isValid && this.#rest.length === 0;
  }
}

/** The length without a character that lacks bytes at the end. */
function wholeCharacters(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte >= 0xc0) {
      const needed = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
      return needed > back ? bytes.length - back : bytes.length;
    }
    if (byte < 0x80) break;
  }
  return bytes.length;
}

/** The delimiter that a first line `sep=;`, Excel's own, announces. */
function separatorLine(start: string): string | null {
  return /^sep=([^"\r\n])(?:[\r\n]|$)/i.exec(start)?.[1] ?? null;
}

async function startOfText(path: FileSource, stamp: FileStamp, encoding: TextEncoding): Promise<string> {
  for await (const piece of readText(path, stamp, encoding)) return piece;
  return '';
}
