import type { Worker } from 'node:worker_threads';

import type { FileStamp } from './file-chunks.ts';
import type { QuoteStyle } from './quote-style.ts';
import { createUnpacker, type PackedRecords, type UnpackedRecords } from './packed-records.ts';
import type { TextEncoding } from './text-encoding.ts';
import { UnreadableFile, type UnreadableCode, type UnreadableDetail } from './unreadable-file.ts';

/** How to start the thread that reads texts: the script that calls `textThreadMain`. */
export interface ReaderThread {
  readonly script: string;
  readonly args: readonly string[];
}

/** A text of which everything is known but its rows. */
export interface TextToRead {
  readonly path: string;
  readonly stamp: FileStamp;
  readonly encoding: TextEncoding;
  readonly delimiter: string;
  readonly style: QuoteStyle | null;
  readonly ahead: AheadOrder | null;
}

/** What is to be read of each record by the thread that reads the text: whoever starts it knows what the order means. */
export interface AheadOrder {
  /** By value the cell that it is made from; -1 for none. */
  readonly cellOf: readonly number[];
}

/** What the thread says: packs of records and then the end, or at any point a refusal. It may say more when asked. */
export type ThreadMessage =
  | { readonly kind: 'records'; readonly packed: PackedRecords }
  | { readonly kind: 'end'; readonly records: number }
  | { readonly kind: 'refused'; readonly code: UnreadableCode; readonly detail: UnreadableDetail };

/** So many packs may be on their way: enough that neither waits for the other, and some megabytes at most. */
export const PACKS_UNDER_WAY = 16;
/** More is asked for this many at a time: to wake the other thread costs more than to take a pack. */
const PACKS_ASKED_FOR = 8;

/** A text is read with little: its thread may not take what a workbook's process may not take either. */
const LIMITS = { maxOldGenerationSizeMb: 384, maxYoungGenerationSizeMb: 16 } as const;

/** A thread that waits for a text. */
interface WaitingThread {
  readonly worker: Worker;
  readonly next: () => Promise<ThreadMessage>;
}

/** By its script one that nobody has given a text yet. It keeps no program from ending. */
const waiting = new Map<string, Promise<WaitingThread>>();

/**
 * Starts a thread for a text of which not all is known yet: it is there when its rows are asked for. A text of which they
 * never are leaves it to the next one.
 */
export function startThread(thread: ReaderThread): void {
  const key = keyOf(thread);
  if (waiting.has(key)) return;
  const started = startedThread(thread);
  // Whoever takes it hears of a fault.
  started.catch(() => undefined);
  waiting.set(key, started);
}

const keyOf = ({ script, args }: ReaderThread): string => JSON.stringify([script, args]);

async function startedThread({ script, args }: ReaderThread): Promise<WaitingThread> {
  const { Worker } = await import('node:worker_threads');
  const worker = new Worker(script, {
    argv: [...args],
    resourceLimits: LIMITS,
    // Options meant for us (a debugger, what is to be loaded first) are not for the reader.
    execArgv: [],
  });
  const next = messagesOf(worker);
  // Last: whoever listens to it waits for it otherwise.
  worker.unref();
  return { worker, next };
}

/**
 * The records of a text, read, decoded and parsed by a thread of its own while the caller works on those before. A
 * thread that ends before it has said the end, whatever the reason, is an error: a part is never taken for the whole.
 */
export async function* recordsFromThread(
  thread: ReaderThread,
  text: TextToRead,
): AsyncGenerator<UnpackedRecords> {
  const started = waiting.get(keyOf(thread)) ?? startedThread(thread);
  waiting.delete(keyOf(thread));
  const { worker, next } = await started;
  worker.ref();
  worker.postMessage(text);
  const unpack = createUnpacker(text.ahead?.cellOf);
  let count = 0;
  let taken = 0;
  let isOver = false;
  try {
    for (;;) {
      const message = await next();
      if (message.kind === 'refused') throw new UnreadableFile(message.code, message.detail);
      if (message.kind === 'end') {
        isOver = message.records === count;
        if (isOver) return;
        throw new Error(`${count} of ${message.records} records came from the reading thread`);
      }
      taken += 1;
      if (taken % PACKS_ASKED_FOR === 0) worker.postMessage(PACKS_ASKED_FOR);
      const unpacked = unpack(message.packed);
      count += unpacked.records.length;
      yield unpacked;
    }
  } finally {
    // It ends by itself when it has said the end; to clear away what it held takes a while, which nobody waits for.
    if (isOver) worker.unref();
    else await worker.terminate();
  }
}

/** What a thread says, one message after the other; its end is an error. */
function messagesOf(worker: Worker): () => Promise<ThreadMessage> {
  const said: ThreadMessage[] = [];
  let fault: Error | null = null;
  let wake = (): void => undefined;
  const fail = (error: Error): void => {
    fault ??= error;
    wake();
  };
  worker.on('message', (message: ThreadMessage) => {
    said.push(message);
    wake();
  });
  worker.on('error', fail);
  worker.on('exit', (code) => {
    fail(new Error(`the reading thread ended with ${code}`));
  });
  return async () => {
    for (;;) {
      const message = said.shift();
      if (message !== undefined) return message;
      if (fault !== null) throw fault;
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
  };
}
