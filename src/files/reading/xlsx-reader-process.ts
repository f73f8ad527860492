import { once } from 'node:events';
import { open } from 'node:fs/promises';
import { createInterface } from 'node:readline';

import type { RawRow, TableNote } from './table.ts';
import type { UnreadableCode, UnreadableDetail } from './unreadable-file.ts';
import { UnreadableFile } from './unreadable-file.ts';
import { markBesides, readBesides, type BesideText } from './xlsx-besides.ts';
import { readControlMarks, readDrawings, readLooks, readNotes, type CellMark } from './xlsx-marks.ts';
import { SheetReader } from './xlsx-sheet.ts';
import { openWorkbookZip, type WorkbookZip } from './workbook-zip.ts';
import { chooseSheet, readStrings, readStyles, readWorkbook, textOfPart } from './xlsx-workbook.ts';

/** What the process is asked, as one line of JSON on its input. */
export interface ReaderRequest {
  /** A file, or else its bytes in base64: what was encrypted lies in memory and nowhere else. */
  readonly path?: string;
  readonly bytes?: string;
  readonly sheet: string | null;
  /** Asks for every sheet instead, up to this many: what they share is then read once. */
  readonly mostSheets?: number | undefined;
  readonly maxCellLength: number;
  /**
   * Asks for all that people do to cells besides writing in them, but for colours (RRGGBB) and words of rules that the list
   * came with; and of what the workbook says otherwise than by its cells only for what people read: it is one that was
   * handed out.
   */
  readonly marksBesides?: readonly string[] | undefined;
}

export interface SheetName {
  readonly name: string;
  readonly isShown: boolean;
}

/** What it says, one JSON document a line: the answer, and between its lines how much it has read since it last said so. */
export type ReaderMessage = ReaderAnswer | { readonly kind: 'reads'; readonly characters: number };

/** What it answers: of each sheet its name, then rows, then the notes. Or at any point a refusal. */
export type ReaderAnswer =
  | { readonly kind: 'sheet'; readonly sheet: string; readonly sheets: readonly SheetName[] }
  | {
      readonly kind: 'rows';
      readonly rows: readonly (readonly [row: number, cells: readonly string[]])[];
      /** How much of what is to be read has been, of its sheet: from 0 to 1, about. */
      readonly share: number;
    }
  | {
      readonly kind: 'end';
      readonly notes: readonly TableNote[];
      readonly marks: readonly CellMark[];
      readonly besides: readonly BesideText[];
      /** Another sheet follows. */
      readonly hasMore: boolean;
    }
  | { readonly kind: 'refused'; readonly code: UnreadableCode; readonly detail: UnreadableDetail };

/** Rows go out in lines of about this many characters. */
const LINE_LENGTH = 64 * 1024;

/**
 * Reads workbooks in a process of its own, whose memory and time the parent limits: a workbook comes from outside,
 * and whatever it does, it does not do it to us. It answers one request after the other until its input ends.
 */
export async function xlsxReaderMain(): Promise<void> {
  // Ctrl-C reaches both processes: the program answers it, and this one ends with it, as its input closes.
  process.on('SIGINT', () => undefined);
  for await (const line of createInterface({ input: process.stdin })) await answer(line);
}

async function answer(line: string): Promise<void> {
  try {
    for await (const message of readSheet(JSON.parse(line) as ReaderRequest)) await send(message);
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error;
    await send({ kind: 'refused', code: error.code, detail: error.detail });
  }
}

async function* readSheet(request: ReaderRequest): AsyncGenerator<ReaderAnswer> {
  if (request.path === undefined) {
    const bytes = Buffer.from(request.bytes ?? '', 'base64');
    yield* readSheetOf(await openWorkbookZip(bytes, bytes.length), request);
    return;
  }
  const handle = await open(request.path, 'r');
  try {
    yield* readSheetOf(await openWorkbookZip(handle, (await handle.stat()).size), request);
  } finally {
    await handle.close();
  }
}

/** A sign is due so often, in characters. */
const SIGN_EVERY = 1_000_000;

/** The zip, where what is read of any part is told: that, and no clock, says that the reader is at work. */
function tellingOf({ parts, textOf }: WorkbookZip): WorkbookZip {
  let untold = 0;
  async function* told(part: Parameters<typeof textOf>[0]): AsyncGenerator<string> {
    for await (const piece of textOf(part)) {
      yield piece;
      untold += piece.length;
      if (untold < SIGN_EVERY) continue;
      await send({ kind: 'reads', characters: untold });
      untold = 0;
    }
  }
  return { parts, textOf: told };
}

/** Of a list that people fill in: what is shown to who fills a cell in, and the heads and feet of its pages. */
const ON_LISTS: ReadonlySet<BesideText['kind']> = new Set(['prompt', 'page']);

async function* readSheetOf(
  whole: WorkbookZip,
  { sheet: wanted, mostSheets, maxCellLength, marksBesides }: ReaderRequest,
): AsyncGenerator<ReaderAnswer> {
  const zip = tellingOf(whole);
  const workbook = await readWorkbook(zip);
  const chosen =
    mostSheets === undefined ? [chooseSheet(workbook, wanted)] : workbook.sheets.slice(0, mostSheets);
  const context = {
    strings: await readStrings(zip, workbook.stringsPart),
    styles: await readStyles(zip, workbook.stylesPart),
    is1904: workbook.is1904,
    maxCellLength,
    looks: {
      ...(await readLooks(zip, workbook.stylesPart, new Set(marksBesides))),
      knownFills: marksBesides === undefined ? null : new Set(marksBesides),
    },
  };
  for (const sheet of chosen) {
    yield {
      kind: 'sheet',
      sheet: sheet.name,
      sheets: [
        ...workbook.sheets.map(({ name, isShown }) => ({ name, isShown })),
        ...(marksBesides === undefined ? [] : workbook.others.map((name) => ({ name, isShown: true }))),
      ],
    };
    const reader = new SheetReader(context);
    if (context.styles.ofRules.trim() !== '') reader.besides.add('rule', null, context.styles.ofRules);
    const size = zip.parts.get(sheet.part.toLowerCase())?.uncompressedSize ?? 0;
    let read = 0;
    for await (const piece of textOfPart(zip, sheet.part)) {
      read += piece.length;
      yield* inLines(reader.push(piece), Math.min(1, read / size));
    }
    reader.finish();
    if (marksBesides === undefined) await readBesides(zip, workbook, sheet, reader.besides);
    else {
      markBesides(reader.besides, reader.marks);
      await readNotes(zip, sheet.part, reader.marks);
      await readDrawings(zip, sheet.part, reader.marks);
      await readControlMarks(zip, sheet.part, reader.marks);
    }
    const hasMore = sheet !== chosen.at(-1);
    yield {
      kind: 'end',
      notes: reader.notes.list(),
      marks: reader.marks.list(),
      besides: reader.besides.list().filter(({ kind }) => marksBesides === undefined || ON_LISTS.has(kind)),
      hasMore,
    };
  }
}

function* inLines(rows: readonly RawRow[], share: number): Generator<ReaderAnswer> {
  let line: [number, readonly string[]][] = [];
  let length = 0;
  for (const { row, cells } of rows) {
    line.push([row, cells]);
    for (const cell of cells) length += cell.length + 3;
    if (length < LINE_LENGTH) continue;
    yield { kind: 'rows', rows: line, share };
    line = [];
    length = 0;
  }
  if (line.length > 0) yield { kind: 'rows', rows: line, share };
}

async function send(message: ReaderMessage): Promise<void> {
  if (!process.stdout.write(`${JSON.stringify(message)}\n`)) await once(process.stdout, 'drain');
}
