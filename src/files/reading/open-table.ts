import type { FileSource, FileStamp } from './file-chunks.ts';
import { firstLook, IN_MEMORY, readChunks } from './file-chunks.ts';
import { openText } from './open-text.ts';
import type { ReaderProcess } from './reader-process.ts';
import type { WholeFile } from './open-xlsx.ts';
import type { OpenedTable, RawRow } from './table.ts';
import type { TextEncoding } from './text-encoding.ts';
import { UnreadableFile } from './unreadable-file.ts';

export type { ReadSheet, WholeFile } from './open-xlsx.ts';
export type { OpenedTable, RawRow } from './table.ts';
export type { FileSource } from './file-chunks.ts';
export type { ReaderProcess } from './reader-process.ts';
export { UnreadableFile } from './unreadable-file.ts';

export interface OpenTableOptions {
  /** The sheet of a workbook; without it the first one that is shown. */
  readonly sheet?: string;
  /** What a text is written in, where somebody has said it. */
  readonly encoding?: TextEncoding;
  /** Longer cells are noted and cut. */
  readonly maxCellLength?: number;
  /** Needed for workbooks, which are never read in this process. */
  readonly readerProcess?: ReaderProcess;
  /** Asks for marks on the cells of a workbook, but for colours that the list came with (RRGGBB). */
  readonly marksBesides?: readonly string[];
  /** Told how much of a workbook has been read, from 0 to 1: its rows come only when all of it has been looked at. */
  readonly onOpening?: ((share: number) => void) | undefined;
}

/** No spreadsheet program holds more in a cell. */
const MAX_CELL_LENGTH = 32_767;

/**
 * Opens a list, whatever it is: what the file *is* shows in its first bytes, not in its name.
 * Throws {@link UnreadableFile} for what the user can mend, and so may the batches.
 */
export async function openTable(path: FileSource, options: OpenTableOptions = {}): Promise<OpenedTable> {
  const { maxCellLength = MAX_CELL_LENGTH } = options;
  const { stamp, size, start, whole } = firstLook(path);
  if (size === 0) throw new UnreadableFile('FILE_EMPTY');
  if (start.indexOf(ZIP) === 0) {
    if (options.readerProcess === undefined) throw new Error('a workbook needs a readerProcess');
    const { openXlsx } = await import('./open-xlsx.ts');
    return openXlsx(path, stamp, options.sheet ?? null, maxCellLength, options.readerProcess, options);
  }
  if (start.indexOf(OLE) === 0) throw await containedDocument(path, stamp);
  const other = otherProgram(start);
  if (other !== null) throw other;
  await startThreadFor(size, options.readerProcess);
  return whole === null
    ? openText(path, stamp, maxCellLength, options.encoding, options.readerProcess?.thread)
    : openText(whole, IN_MEMORY, maxCellLength, options.encoding);
}

/** Of so many bytes a text is most often long enough for a thread of its own, which starts while the text is looked through. */
const LONG = 8 * 1024 * 1024;

async function startThreadFor(size: number, { thread }: Partial<ReaderProcess> = {}): Promise<void> {
  if (thread === undefined || size < LONG) return;
  const { startThread } = await import('./text-thread.ts');
  startThread(thread);
}

/**
 * Reads all of a file: each sheet of a workbook, up to so many, or the rows of a text. For lists that people have filled in,
 * who can have written on any sheet.
 */
export async function readWholeFile(
  path: FileSource,
  options: OpenTableOptions & { readonly mostSheets: number },
): Promise<WholeFile> {
  const { maxCellLength = MAX_CELL_LENGTH, marksBesides, mostSheets, readerProcess } = options;
  const { stamp, start } = firstLook(path);
  if (readerProcess !== undefined && start.indexOf(ZIP) === 0) {
    const { readWholeXlsx } = await import('./open-xlsx.ts');
    return readWholeXlsx(path, stamp, { maxCellLength, marksBesides, mostSheets }, readerProcess);
  }
  const table = await openTable(path, options);
  const rows: RawRow[] = [];
  for await (const batch of table.batches()) rows.push(...batch);
  const { sha256, marks } = table.facts;
  return { format: 'csv', sha256, sheets: [{ name: '', rows, marks, besides: [] }], names: [] };
}

const TEXT_OF_FOUR_BYTES = 'text i UTF-32';

/** What files of other programs begin with. */
const OTHER_TEXTS: readonly (readonly [start: RegExp, format: string])[] = [
  [/^%PDF-/u, 'PDF'],
  [/^ID;P/u, 'SYLK (.slk)'],
  [/^\{\\rtf/u, 'RTF'],
  [/^TABLE\r?\n0,1\r?\n/u, 'DIF (.dif)'],
  [/^PAR1/u, 'Parquet'],
  [/^(?:MIME-Version|From: |Content-Type: )/iu, 'webbarkiv eller e-post (.mht)'],
  [/^\s*[[{]\s*(?:[[{"\]}]|$)/u, 'JSON'],
];
const OTHER_BYTES: readonly (readonly [start: readonly number[], format: string])[] = [
  [[0xff, 0xfe, 0x00, 0x00], TEXT_OF_FOUR_BYTES],
  [[0x00, 0x00, 0xfe, 0xff], TEXT_OF_FOUR_BYTES],
  [[0x42, 0x5a, 0x68], 'bzip2 (.bz2)'],
  [[0xfd, 0x37, 0x7a, 0x58, 0x5a], 'xz (.xz)'],
  [[0x78, 0x9f, 0x3e, 0x22], 'winmail.dat (bifogade filer ur Outlook)'],
  [[0x1f, 0x8b], 'gzip (.gz)'],
  [[0x37, 0x7a, 0xbc, 0xaf], '7-Zip (.7z)'],
  [[0x52, 0x61, 0x72, 0x21], 'RAR'],
  [[0x53, 0x51, 0x4c, 0x69, 0x74, 0x65, 0x20, 0x66, 0x6f, 0x72, 0x6d, 0x61, 0x74], 'SQLite'],
  [[0x00, 0x00, 0x02, 0x00], 'Lotus 1-2-3 eller liknande'],
  [[0x00, 0x00, 0x1a, 0x00], 'Lotus 1-2-3 eller liknande'],
  [[0xff, 0x00, 0x02, 0x00], 'Works'],
];
/** Excel's own before there was a container around it: BOF records of BIFF 2 to 5. */
const OLD_EXCEL: readonly (readonly number[])[] = [0x00, 0x02, 0x04, 0x08].map((version) => [0x09, version]);

const beginsWith = (start: Buffer, bytes: readonly number[]): boolean =>
  bytes.every((byte, at) => start[at] === byte);

/** A first tag: a header between signs (`<Namn>;`) goes on otherwise. */
const MARKUP =
  /^\s*<(?:!doctype|html|\?xml|table|!--|[a-z][\w:.-]*(?:\s+[\w:.-]+\s*=|\s*\/?>\s*<[a-z!/?]))/iu;

/** What a file is that neither is a workbook nor a text with rows; null where it may be one. */
function otherProgram(start: Buffer): UnreadableFile | null {
  const text = textOf(start);
  if (text.trimStart().startsWith('<') && MARKUP.test(text)) return new UnreadableFile('FILE_MARKUP');
  // A record's length follows, which no text begins with.
  if (OLD_EXCEL.some((bytes) => beginsWith(start, bytes)) && (start[2] ?? 0) <= 0x10 && start[3] === 0)
    return new UnreadableFile('FILE_XLS_OLD');
  const format =
    OTHER_TEXTS.find(([pattern]) => pattern.test(text))?.[1] ??
    OTHER_BYTES.find(([bytes]) => beginsWith(start, bytes))?.[1] ??
    (isOfFourBytes(start) ? TEXT_OF_FOUR_BYTES : isDbase(start) ? 'dBase (.dbf)' : undefined);
  return format === undefined ? null : new UnreadableFile('FILE_OTHER_FORMAT', { format });
}

/** The first characters: by the mark that a text of several bytes a character begins with, else one a byte. */
function textOf(start: Buffer): string {
  const [first = 0, second = 0, third = 0] = start;
  if (first === 0xff && second === 0xfe) return start.subarray(2).toString('utf16le');
  if (first === 0xfe && second === 0xff)
    return Buffer.from(start.subarray(2, start.length - (start.length % 2)))
      .swap16()
      .toString('utf16le');
  return start.subarray(first === 0xef && second === 0xbb && third === 0xbf ? 3 : 0).toString('latin1');
}

/** Whether each character has four bytes, of which the same three are nothing, as in UTF-32 without its mark. */
function isOfFourBytes(start: Buffer): boolean {
  const bytes = [...start.subarray(0, start.length - (start.length % 4))];
  const isText = (letter: number): boolean =>
    bytes.every((byte, at) => (at % 4 === letter ? byte !== 0 : byte === 0));
  return bytes.length >= 8 && (isText(0) || isText(3));
}

const DBASE = [0x02, 0x03, 0x30, 0x31, 0x83, 0x8b, 0x8c, 0xf5];

/** A table of dBase or FoxPro: its sort, the day it was last written and how many rows it has, as numbers. */
const isDbase = ([sort = 0, , month = 0, day = 0, , , , count]: Buffer): boolean =>
  DBASE.includes(sort) && month >= 1 && month <= 12 && day >= 1 && day <= 31 && count === 0;

const ZIP = Buffer.from([0x50, 0x4b, 0x03, 0x04]);
/** The container of Office before 2007, and of today's Office when it encrypts. */
const OLE = Buffer.from([0xd0, 0xcf, 0x11, 0xe0]);

/** By a part at the top of the container: whose document it is. The first that fits; null for Excel's own. */
const CONTAINED: readonly (readonly [part: RegExp, format: string | null])[] = [
  [/^(?:Workbook|Book)$/iu, null],
  [/^WordDocument$/u, 'Word (.doc)'],
  [/^PowerPoint Document$/u, 'PowerPoint (.ppt)'],
  [/^__properties_version1\.0$/u, 'Outlook-meddelande (.msg)'],
  [/^(?:NativeContent_MAIN|PerfectOffice_MAIN)$/u, 'Quattro Pro (.qpw, .wb3)'],
  [/^VisioDocument$/u, 'Visio (.vsd)'],
  [/^(?:CONTENTS|MatOST|MM)$/u, 'Works'],
];

/** A container larger than this holds no list that a person took out. */
const LARGEST_CONTAINER = 256 * 1024 * 1024;

/** What a container holds that is read nowhere here. */
async function containedDocument(path: FileSource, stamp: FileStamp): Promise<UnreadableFile> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const chunk of readChunks(path, stamp)) {
    if ((size += chunk.length) > LARGEST_CONTAINER) return ofOlderOffice();
    parts.push(Buffer.from(chunk));
  }
  const file = Buffer.concat(parts);
  const { namesAtTop } = await import('./container.ts');
  const atTop = namesAtTop(file);
  // Of a damaged one the names may still be seen.
  const names = atTop ?? file.toString('utf16le').match(/[\x20-\x7e]{2,}/gu) ?? [];
  if (names.includes('EncryptedPackage')) return new UnreadableFile('FILE_PASSWORD_PROTECTED');
  const found = CONTAINED.find(([part]) => names.some((name) => part.test(name)));
  if (found === undefined)
    // One where nothing is seen is most likely what most of them are.
    return atTop === null ? new UnreadableFile('FILE_XLS_OLD') : ofOlderOffice();
  const [, format] = found;
  return format === null
    ? new UnreadableFile('FILE_XLS_OLD')
    : new UnreadableFile('FILE_OTHER_FORMAT', { format });
}

const ofOlderOffice = (): UnreadableFile =>
  new UnreadableFile('FILE_OTHER_FORMAT', { format: 'äldre Office' });
