import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';

import type { FileStamp } from './file-chunks.ts';
import { openToRead, readChunks, stampOf } from './file-chunks.ts';
import type { OpenedTable, RawRow, TableNote } from './table.ts';
import { BATCH_ROWS } from './table.ts';
import { UnreadableFile } from './unreadable-file.ts';
import type { ReaderMessage, ReaderRequest, SheetName } from './xlsx-reader-process.ts';
import { broken, openWorkbookZip } from './workbook-zip.ts';

/** How to start the process that reads workbooks: Node and the script that calls `xlsxReaderMain`. */
export interface ReaderProcess {
  readonly command: string;
  readonly args: readonly string[];
  /** How long to wait for it in all; the time we take ourselves between two answers does not count. */
  readonly patienceMs?: number;
}

const MEMORY_MB = 384;
/** With starting and stopping, an answer comes within ten seconds whatever the file. */
const PATIENCE_MS = 9_000;
/** Lists up to this many characters are kept from the first reading, so that most start only one process. */
const KEPT_CHARACTERS = 4 * 1024 * 1024;
const NODE_WAS_ABORTED = 134;

/**
 * Opens one sheet of a workbook. The zip's directory is checked here; everything inside is read in another process.
 * The first reading gives sheet, sheets and notes, and the rows too when they are few.
 */
export async function openXlsx(
  path: string,
  stamp: FileStamp,
  sheet: string | null,
  maxCellLength: number,
  reader: ReaderProcess,
): Promise<OpenedTable> {
  const { handle, size } = await openToRead(path);
  try {
    await openWorkbookZip(handle, size);
  } finally {
    await handle.close();
  }
  const hash = createHash('sha256');
  for await (const chunk of readChunks(path, stamp)) hash.update(chunk);

  const request: ReaderRequest = { path, sheet, maxCellLength };
  let chosen: { sheet: string; sheets: readonly SheetName[] } | undefined;
  let notes: readonly TableNote[] = [];
  let kept: RawRow[] | null = [];
  let characters = 0;
  for await (const message of messages(reader, request)) {
    if (message.kind === 'sheet') chosen = message;
    if (message.kind === 'end') notes = message.notes;
    if (message.kind !== 'rows' || kept === null) continue;
    for (const [row, cells] of message.rows) {
      kept.push({ row, cells });
      for (const cell of cells) characters += cell.length + 8;
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
      for await (const message of messages(reader, { ...request, sheet: name })) {
        if (message.kind === 'rows') yield message.rows.map(([row, cells]) => ({ row, cells }));
      }
    }
  }

  return {
    facts: {
      format: 'xlsx',
      sha256: hash.digest('hex'),
      bytes: size,
      encoding: 'xlsx',
      delimiter: null,
      sheet: name,
      sheets: sheets.map(({ name: one }) => one),
      hiddenSheets: sheets.flatMap((one) => (one.isShown ? [] : [one.name])),
      notes,
    },
    batches: () => withBlankRows(filledRows()),
  };
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

async function* messages(reader: ReaderProcess, request: ReaderRequest): AsyncGenerator<ReaderMessage> {
  const child = spawn(
    reader.command,
    [`--max-old-space-size=${MEMORY_MB}`, ...reader.args, JSON.stringify(request)],
    // Options meant for us (a debugger, more memory) are not for the reader.
    { stdio: ['ignore', 'pipe', 'ignore'], env: { ...process.env, NODE_OPTIONS: '' }, windowsHide: true },
  );
  const ended = once(child, 'close');
  ended.catch(() => undefined);
  let isComplete = false;
  try {
    for await (const line of linesInTime(child, reader.patienceMs ?? PATIENCE_MS)) {
      const message = JSON.parse(line) as ReaderMessage;
      if (message.kind === 'refused') throw new UnreadableFile(message.code, message.detail);
      isComplete = message.kind === 'end';
      yield message;
    }
    const [code, signal] = (await ended) as [number | null, string | null];
    if (isComplete) return;
    // Out of memory ends Node by an abort; anything else is a fault in the reader.
    if (code === NODE_WAS_ABORTED || signal === 'SIGABRT' || signal === 'SIGKILL') {
      throw new UnreadableFile('FILE_XLSX_TOO_LARGE', { memoryMb: MEMORY_MB });
    }
    throw new Error(`the workbook reader ended with ${code ?? signal ?? 'nothing'}`);
  } finally {
    child.kill('SIGKILL');
  }
}

async function* linesInTime(child: ChildProcess, patienceMs: number): AsyncGenerator<string> {
  if (child.stdout === null) throw new Error('the workbook reader has no output');
  child.stdout.setEncoding('utf8');
  const pieces = child.stdout[Symbol.asyncIterator]() as AsyncIterator<string, undefined>;
  const tooSlow = new AbortController();
  let patience = patienceMs;
  let rest = '';
  for (;;) {
    const start = performance.now();
    const timer = setTimeout(() => {
      tooSlow.abort();
      child.kill('SIGKILL');
    }, patience);
    const piece: IteratorResult<string, undefined> = await pieces.next();
    clearTimeout(timer);
    patience -= performance.now() - start;
    if (tooSlow.signal.aborted) throw new UnreadableFile('FILE_XLSX_TIMEOUT', { seconds: patienceMs / 1000 });
    if (piece.done === true) return;
    const lines = (rest + piece.value).split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
}
