import { createHash } from 'node:crypto';

import type { FileSource, FileStamp } from './file-chunks.ts';
import { openToRead, readChunks, stampOf } from './file-chunks.ts';
import type { OpenTableOptions } from './open-table.ts';
import type { OpenedTable, RawRow, TableNote } from './table.ts';
import { BATCH_ROWS } from './table.ts';
import { UnreadableFile } from './unreadable-file.ts';
import { readerMessages, type ReaderProcess } from './reader-process.ts';
import type { BesideText } from './xlsx-besides.ts';
import type { CellMark } from './xlsx-marks.ts';
import type { ReaderRequest, SheetName } from './xlsx-reader-process.ts';
import { broken, openWorkbookZip, type WorkbookZip } from './workbook-zip.ts';
import { otherFormatOf } from './zip-formats.ts';

/** Lists up to this many characters are kept from the first reading, so that most are read only once. */
const KEPT_CHARACTERS = 4 * 1024 * 1024;

/** Of a workbook that is read whole: far more than any list that was handed out. */
const MOST_CHARACTERS = 128 * 1024 * 1024;

/**
 * Opens one sheet of a workbook. The zip's directory is checked here; everything inside is read in another process.
 * The first reading gives sheet, sheets and notes, and the rows too when they are few.
 */
export async function openXlsx(
  path: FileSource,
  stamp: FileStamp,
  sheet: string | null,
  maxCellLength: number,
  reader: ReaderProcess,
  { marksBesides, onOpening }: Pick<OpenTableOptions, 'marksBesides' | 'onOpening'> = {},
): Promise<OpenedTable> {
  const { size, sha256, file } = await fitFile(path, stamp);
  const request: ReaderRequest = { ...file, sheet, maxCellLength, marksBesides };
  let chosen: { sheet: string; sheets: readonly SheetName[] } | undefined;
  let notes: readonly TableNote[] = [];
  let marks: readonly CellMark[] = [];
  let besides: readonly BesideText[] = [];
  let kept: RawRow[] | null = [];
  let characters = 0;
  let rows = 0;
  for await (const message of readerMessages(reader, request)) {
    if (message.kind === 'sheet') chosen = message;
    if (message.kind === 'end') ({ notes, marks, besides } = message);
    if (message.kind !== 'rows') continue;
    rows = message.rows.at(-1)?.[0] ?? rows;
    onOpening?.(message.share);
    if (kept === null) continue;
    for (const [row, cells] of message.rows) {
      kept.push({ row, cells });
      characters += lengthOf(cells);
    }
    if (characters > KEPT_CHARACTERS) kept = null;
  }
  if (chosen === undefined) throw broken('no sheet');

  const { sheet: name, sheets } = chosen;
  const few = kept;

  async function* filledRows(): AsyncGenerator<readonly RawRow[]> {
    if ((await stampOf(path)) !== stamp) throw new UnreadableFile('FILE_CHANGED');
    if (few !== null) yield few;
    else {
      for await (const message of readerMessages(reader, { ...request, sheet: name })) {
        if (message.kind === 'rows') yield message.rows.map(([row, cells]) => ({ row, cells }));
      }
    }
  }

  return {
    facts: {
      format: 'xlsx',
      sha256,
      bytes: size,
      encoding: 'xlsx',
      delimiter: null,
      sheet: name,
      sheets: sheets.map(({ name: one }) => one),
      rows,
      hiddenSheets: sheets.flatMap((one) => (one.isShown ? [] : [one.name])),
      notes,
      marks,
      besides,
    },
    batches: () => withBlankRows(filledRows()),
  };
}

/** A sheet that lies in memory. */
export interface ReadSheet {
  readonly name: string;
  readonly rows: readonly RawRow[];
  readonly marks: readonly CellMark[];
  readonly besides: readonly BesideText[];
}

/** All of a file that lies in memory: the sheets of a workbook, or the rows of a text as one that has no name. */
export interface WholeFile {
  readonly format: 'csv' | 'xlsx';
  readonly sha256: string;
  readonly sheets: readonly ReadSheet[];
  /** The names of all sheets, those that were not read too. */
  readonly names: readonly string[];
}

/** Reads every sheet of a workbook, up to so many, in one answer of the reader. Blank rows are left out. */
export async function readWholeXlsx(
  path: FileSource,
  stamp: FileStamp,
  how: Pick<ReaderRequest, 'maxCellLength' | 'marksBesides'> & { readonly mostSheets: number },
  reader: ReaderProcess,
): Promise<WholeFile> {
  const { sha256, file } = await fitFile(path, stamp);
  const sheets: ReadSheet[] = [];
  let names: readonly string[] = [];
  let name = '';
  let rows: RawRow[] = [];
  let characters = 0;
  for await (const message of readerMessages(reader, { ...file, sheet: null, ...how })) {
    if (message.kind === 'sheet') {
      name = message.sheet;
      names = message.sheets.map((sheet) => sheet.name);
    }
    if (message.kind === 'rows')
      for (const [row, cells] of message.rows) {
        rows.push({ row, cells });
        characters += lengthOf(cells);
      }
    if (characters > MOST_CHARACTERS)
      throw new UnreadableFile('FILE_XLSX_TOO_LARGE', { row: rows.at(-1)?.row ?? 0 });
    if (message.kind !== 'end') continue;
    const { marks, besides } = message;
    sheets.push({ name, rows, marks, besides });
    rows = [];
  }
  if (sheets.length === 0) throw broken('no sheet');
  if ((await stampOf(path)) !== stamp) throw new UnreadableFile('FILE_CHANGED');
  return { format: 'xlsx', sha256, sheets, names };
}

/** A file that is a workbook, as the reader is asked for it. */
async function fitFile(
  path: FileSource,
  stamp: FileStamp,
): Promise<{
  readonly size: number;
  readonly sha256: string;
  readonly file: { readonly path: string } | { readonly bytes: string };
}> {
  const size = await refuseUnfit(path);
  const hash = createHash('sha256');
  for await (const chunk of readChunks(path, stamp)) hash.update(chunk);
  const file = typeof path === 'string' ? { path } : { bytes: path.toString('base64') };
  return { size, sha256: hash.digest('hex'), file };
}

/** About what the cells of a row take in memory, in characters. */
const lengthOf = (cells: readonly string[]): number => cells.reduce((sum, cell) => sum + cell.length + 8, 0);

/** @returns how long the file is */
async function refuseUnfit(source: FileSource): Promise<number> {
  if (typeof source !== 'string') {
    refuseOtherFormat(await openWorkbookZip(source, source.length));
    return source.length;
  }
  const { handle, size } = await openToRead(source);
  try {
    refuseOtherFormat(await openWorkbookZip(handle, size));
  } finally {
    await handle.close();
  }
  return size;
}

function refuseOtherFormat({ parts }: WorkbookZip): void {
  const names = [...parts.keys()];
  const format = otherFormatOf(names);
  if (format !== null) throw new UnreadableFile('FILE_OTHER_FORMAT', { format });
  const isOffice = names.some((name) => /^(?:\[content_types\]\.xml$|_rels\/|xl\/)/u.test(name));
  if (!isOffice) throw new UnreadableFile('FILE_OTHER_FORMAT', { format: 'zip-arkiv (.zip)' });
}

/** A sheet leaves out its blank rows; they are rows all the same, up to the last that holds anything. */
async function* withBlankRows(filled: AsyncIterable<readonly RawRow[]>): AsyncGenerator<readonly RawRow[]> {
  let last = 0;
  let batch: RawRow[] = [];
  for await (const rows of filled) {
    for (const row of rows) {
      while (last < row.row) {
        last++;
        batch.push(last === row.row ? row : { row: last, cells: [''] });
        if (batch.length < BATCH_ROWS) continue;
        yield batch;
        batch = [];
      }
    }
  }
  if (batch.length > 0) yield batch;
}
