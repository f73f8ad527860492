import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Socket } from 'node:net';

import type { ReaderThread } from './text-thread.ts';
import { UnreadableFile } from './unreadable-file.ts';
import type { ReaderAnswer, ReaderMessage, ReaderRequest } from './xlsx-reader-process.ts';

/** How to start the process that reads workbooks: Node and the script that calls `xlsxReaderMain`. */
export interface ReaderProcess {
  readonly command: string;
  readonly args: readonly string[];
  /** The thread that reads long texts; without it they are read where they are asked for. */
  readonly thread?: ReaderThread;
  /** How long to wait where it does not read on; the time we take ourselves between two answers does not count. */
  readonly patienceMs?: number;
}

const MEMORY_MB = 384;
/**
 * So long may a reader take without reading on. What it reads earns time: a long list on a slow machine is read to its
 * end, and what makes it stand still, or nearly, is ended within ten seconds. A workbook unpacks to 512 MB at the most.
 */
const PATIENCE_MS = 9_000;
/** A tenth of what any machine reads in a second. */
const CHARACTERS_PER_MS = 1_000;
const NODE_WAS_ABORTED = 134;

interface Running {
  readonly child: ChildProcess;
  readonly pieces: AsyncIterator<string, undefined>;
  readonly ended: Promise<readonly [number | null, NodeJS.Signals | null]>;
}

/**
 * Those that wait for their next file: starting one costs more than reading a list. Nothing that a file does outlives
 * it here: a reader that a file has broken, or that was left before its end, is ended and never kept.
 */
const waiting = new WeakMap<ReaderProcess, Running>();

/** What the reader answers about one sheet, or about all of a workbook. Throws {@link UnreadableFile} for what the file does to it. */
export async function* readerMessages(
  reader: ReaderProcess,
  request: ReaderRequest,
): AsyncGenerator<ReaderAnswer> {
  const running = takeWaiting(reader);
  if (running !== undefined) {
    let hasAnswered = false;
    try {
      for await (const message of messagesFrom(running, reader, request)) {
        hasAnswered = true;
        yield message;
      }
      return;
    } catch (error) {
      // It may have died of what other files left: the limits are each file's own.
      if (hasAnswered || !(error instanceof ReaderEnded)) throw asRefusal(error);
    }
  }
  try {
    yield* messagesFrom(start(reader), reader, request);
  } catch (error) {
    throw asRefusal(error);
  }
}

/** The reader ended without an answer. */
class ReaderEnded extends Error {
  readonly isOfMemory: boolean;

  constructor(code: number | null, signal: NodeJS.Signals | null) {
    super(`the workbook reader ended with ${code ?? signal ?? 'nothing'}`);
    // Out of memory ends Node by an abort; anything else is a fault in the reader.
    this.isOfMemory = code === NODE_WAS_ABORTED || signal === 'SIGABRT' || signal === 'SIGKILL';
  }
}

const asRefusal = (error: unknown): unknown =>
  error instanceof ReaderEnded && error.isOfMemory
    ? new UnreadableFile('FILE_XLSX_TOO_LARGE', { memoryMb: MEMORY_MB })
    : error;

async function* messagesFrom(
  running: Running,
  reader: ReaderProcess,
  request: ReaderRequest,
): AsyncGenerator<ReaderAnswer> {
  const { child } = running;
  const most = reader.patienceMs ?? PATIENCE_MS;
  const patience = { most, left: most };
  let isAnswered = false;
  try {
    child.stdin?.write(`${JSON.stringify(request)}\n`);
    for await (const line of linesInTime(running, patience)) {
      const message = JSON.parse(line) as ReaderMessage;
      if (message.kind === 'reads') {
        patience.left = Math.min(most, patience.left + message.characters / CHARACTERS_PER_MS);
        continue;
      }
      isAnswered = message.kind === 'refused' || (message.kind === 'end' && !message.hasMore);
      if (message.kind === 'refused') throw new UnreadableFile(message.code, message.detail);
      yield message;
      if (isAnswered) return;
    }
    throw new ReaderEnded(...(await running.ended));
  } finally {
    if (isAnswered) keep(reader, running);
    else child.kill('SIGKILL');
  }
}

function start({ command, args }: ReaderProcess): Running {
  const child = spawn(command, [`--max-old-space-size=${MEMORY_MB}`, ...args], {
    // What it says beside its answer is dropped here: 'ignore' would ask for /dev/null, which a bare root has not.
    stdio: ['pipe', 'pipe', 'pipe'],
    // Options meant for us (a debugger, more memory) are not for the reader; nor are certificates, which take longer to read
    // than it takes to start: it speaks with nobody.
    env: { ...process.env, NODE_OPTIONS: '', NODE_EXTRA_CA_CERTS: '' },
    windowsHide: true,
  });
  const ended = once(child, 'close') as Promise<[number | null, NodeJS.Signals | null]>;
  ended.catch(() => undefined);
  // One that ends while it is written to is told of by its end.
  child.stdin.on('error', () => undefined);
  child.stdout.setEncoding('utf8');
  child.stderr.resume();
  const pieces = child.stdout[Symbol.asyncIterator]() as AsyncIterator<string, undefined>;
  return { child, pieces, ended };
}

/** Kept without keeping us alive: when we end, so does its input, and with that the reader. */
function keep(reader: ReaderProcess, running: Running): void {
  if (waiting.has(reader) || running.child.exitCode !== null) {
    running.child.kill('SIGKILL');
    return;
  }
  waiting.set(reader, running);
  hold(running, 'unref');
}

function takeWaiting(reader: ReaderProcess): Running | undefined {
  const running = waiting.get(reader);
  if (running === undefined) return undefined;
  waiting.delete(reader);
  hold(running, 'ref');
  return running;
}

function hold({ child }: Running, how: 'ref' | 'unref'): void {
  child[how]();
  for (const pipe of [child.stdin, child.stdout, child.stderr]) (pipe as Socket | null)?.[how]();
}

interface Patience {
  readonly most: number;
  left: number;
}

async function* linesInTime({ child, pieces }: Running, patience: Patience): AsyncGenerator<string> {
  const tooSlow = new AbortController();
  let rest = '';
  for (;;) {
    const begun = performance.now();
    const timer = setTimeout(() => {
      tooSlow.abort();
      child.kill('SIGKILL');
    }, patience.left);
    const piece: IteratorResult<string, undefined> = await pieces.next();
    clearTimeout(timer);
    patience.left -= performance.now() - begun;
    if (tooSlow.signal.aborted)
      throw new UnreadableFile('FILE_XLSX_TIMEOUT', { seconds: patience.most / 1000 });
    if (piece.done === true) return;
    const lines = (rest + piece.value).split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
}
