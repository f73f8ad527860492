import type { FileStamp } from './file-chunks.ts';
import { openToRead, readChunks, readStart } from './file-chunks.ts';
import { openText } from './open-text.ts';
import type { ReaderProcess } from './reader-process.ts';
import type { OpenedTable } from './table.ts';
import type { TextEncoding } from './text-encoding.ts';
import { UnreadableFile } from './unreadable-file.ts';

export type { OpenedTable, RawRow } from './table.ts';
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
}

/** No spreadsheet program holds more in a cell. */
const MAX_CELL_LENGTH = 32_767;

/**
 * Opens a list, whatever it is: what the file *is* shows in its first bytes, not in its name.
 * Throws {@link UnreadableFile} for what the user can mend, and so may the batches.
 */
export async function openTable(path: string, options: OpenTableOptions = {}): Promise<OpenedTable> {
  const { maxCellLength = MAX_CELL_LENGTH } = options;
  const { handle, stamp, size } = await openToRead(path);
  await handle.close();
  if (size === 0) throw new UnreadableFile('FILE_EMPTY');
  const start = await readStart(path, 256);
  if (start.indexOf(ZIP) === 0) {
    if (options.readerProcess === undefined) throw new Error('a workbook needs a readerProcess');
    const { openXlsx } = await import('./open-xlsx.ts');
    return openXlsx(
      path,
      stamp,
      options.sheet ?? null,
      maxCellLength,
      options.readerProcess,
      options.marksBesides,
    );
  }
  if (start.indexOf(OLE) === 0) throw await oldWorkbook(path, stamp);
  const text = start.toString('latin1');
  if (/^(?:\xef\xbb\xbf)?\s*<(?:!doctype|html|\?xml|table|!--|workbook)/i.test(text))
    throw new UnreadableFile('FILE_MARKUP');
  const other = OTHER_STARTS.find(([pattern]) => pattern.test(text));
  if (other !== undefined)
    throw new UnreadableFile(other[1] === '' ? 'FILE_XLS_OLD' : 'FILE_OTHER_FORMAT', { format: other[1] });
  return openText(path, stamp, maxCellLength, options.encoding);
}

/** What files of other programs begin with. */
const OTHER_STARTS: readonly (readonly [start: RegExp, format: string])[] = [
  [/^%PDF-/u, 'PDF'],
  [/^ID;P/u, 'SYLK (.slk)'],
  [/^\{\\rtf/u, 'RTF'],
  [/^TABLE\r?\n0,1\r?\n/u, 'DIF (.dif)'],
  [/^\x1f\x8b/u, 'gzip (.gz)'],
  [/^7z\xbc\xaf/u, '7-Zip (.7z)'],
  [/^Rar!/u, 'RAR'],
  [/^SQLite format 3\x00/u, 'SQLite'],
  [/^(?:\x89PNG|\xff\xd8\xff|GIF8)/u, 'bild'],
  [/^PAR1/u, 'Parquet'],
  [/^(?:MIME-Version|From: |Content-Type: )/iu, 'webbarkiv eller e-post (.mht)'],
  [/^\s*[[{]\s*(?:[[{"]|$)/u, 'JSON'],
  // Lotus 1-2-3, Quattro Pro, Works.
  [/^\x00\x00(?:\x02\x00|\x1a\x00)|^\xff\x00\x02\x00/u, 'Lotus 1-2-3 eller liknande'],
  // Excel before there was a container around it.
  [/^\x09[\x00\x02\x04\x08][\x04-\x10]\x00/u, ''],
];

const ZIP = Buffer.from([0x50, 0x4b, 0x03, 0x04]);
/** The container of Office before 2007, and of today's Office when it encrypts. */
const OLE = Buffer.from([0xd0, 0xcf, 0x11, 0xe0]);

async function oldWorkbook(path: string, stamp: FileStamp): Promise<UnreadableFile> {
  const encrypted = Buffer.from('EncryptedPackage', 'utf16le');
  let before = Buffer.alloc(0);
  for await (const chunk of readChunks(path, stamp)) {
    if (Buffer.concat([before, chunk]).includes(encrypted))
      return new UnreadableFile('FILE_PASSWORD_PROTECTED');
    // The name may lie across two chunks.
    before = Buffer.from(chunk.subarray(-encrypted.length));
  }
  return new UnreadableFile('FILE_XLS_OLD');
}
