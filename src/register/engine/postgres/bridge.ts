import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import {
  SIGNALS,
  type Answer,
  type ConnectionSettings,
  type Order,
  type Rows,
  type Step,
} from './protocol.ts';
import { ServerError, THREAD_FAULTS } from '../server-error.ts';

/**
 * A connection that is waited for. The program asks and goes on when it has its answer, as it does of a file; a thread of
 * its own speaks with the server meanwhile. Every wait ends: with the answer, with a fault, or, where the thread itself
 * is heard no more, by its clock (docs/decisions/0013-postgresql-bridge.md).
 */
export interface Bridge {
  /** Has the steps done, after all that was sent before, and waits for what the last one gives. */
  readonly ask: (steps: readonly Step[]) => Rows;
  /** Has the steps done and does not wait: if one fails, whoever asks next is told. */
  readonly send: (steps: readonly Step[]) => void;
  /** Hears what was sent out, and forgets what has failed of it: it is taken back. */
  readonly forgive: () => void;
  readonly isOpen: () => boolean;
  readonly close: () => void;
}

/** A thread whose heart beats five times a second and has been still for so long is no more. */
const STILL_MS = 9_000;
const SLICE_MS = 250;
/** So many orders may be on their way before the next waits. */
const UNDER_WAY = 8;
/** The end is asked for, not insisted on. */
const END_MS = 2_000;

/**
 * @param thread another thread, and how long it may be still: for tests
 * @throws ServerError where there is no connection to be had
 */
export function openBridge(
  settings: ConnectionSettings,
  {
    script = threadScript(),
    stillFor = STILL_MS,
  }: { readonly script?: string; readonly stillFor?: number } = {},
): Bridge {
  const line = openLine(script, stillFor);
  let isOpen = true;
  let last = 0;
  let underWay = 0;
  let failed: ServerError | null = null;

  const give = (order: OrderOf): number => {
    last += 1;
    line.say({ ...order, id: last });
    underWay += 1;
    return last;
  };
  /** Waits for the answer to an order; those before it are heard on the way. The first fault is kept. */
  const hear = (id: number): Rows | null => {
    for (;;) {
      const answer = line.next();
      underWay -= 1;
      if ('fault' in answer) {
        failed ??= new ServerError(answer.fault);
        if (answer.fault.code === THREAD_FAULTS.lost) isOpen = false;
      }
      if (answer.id === id) return 'done' in answer ? answer.done : null;
    }
  };
  const told = (rows: Rows | null): Rows => {
    const fault = failed;
    failed = null;
    if (fault !== null) throw fault;
    if (rows === null) throw new Error('an answer without rows');
    return rows;
  };
  const orLost = <T>(work: () => T): T => {
    if (!isOpen) throw lost('the connection is closed');
    try {
      return work();
    } catch (error) {
      if (error instanceof ThreadLost) {
        isOpen = false;
        throw lost(error.message);
      }
      throw error;
    }
  };

  try {
    orLost(() => told(hear(give({ kind: 'connect', settings }))));
  } catch (error) {
    // Nobody gets what could be closed: a thread that is given up would go on, at the cost of a core where it hangs.
    line.hangUp();
    throw error;
  }
  return {
    ask: (steps) => orLost(() => told(hear(give({ kind: 'do', steps })))),
    send: (steps) => {
      orLost(() => {
        const id = give({ kind: 'do', steps });
        if (underWay <= UNDER_WAY) return;
        // The oldest of them.
        hear(id - UNDER_WAY);
      });
    },
    forgive() {
      orLost(() => {
        if (underWay > 0) hear(last);
      });
      failed = null;
    },
    isOpen: () => isOpen,
    close() {
      if (isOpen) {
        isOpen = false;
        line.sayEnd({ id: last + 1, kind: 'end' });
      }
      line.hangUp();
    },
  };
}

type OrderOf = Order extends infer One ? (One extends Order ? Omit<One, 'id'> : never) : never;

const lost = (message: string): ServerError =>
  new ServerError({ code: THREAD_FAULTS.lost, message, where: '' });

/** The thread is heard no more. */
class ThreadLost extends Error {}

interface Line {
  readonly say: (order: Order) => void;
  /** The next answer, waited for; throws ThreadLost where none is to come. */
  readonly next: () => Answer;
  readonly sayEnd: (order: Order) => void;
  readonly hangUp: () => void;
}

function openLine(script: string, stillFor: number): Line {
  if (!existsSync(script))
    throw new ServerError({ code: THREAD_FAULTS.packageMissing, message: `${script} is missing`, where: '' });
  // Loaded here: a register that is a file needs none of it.
  const { MessageChannel, receiveMessageOnPort, Worker } = process.getBuiltinModule('node:worker_threads');
  const { port1: ours, port2: theirs } = new MessageChannel();
  const signals = new SharedArrayBuffer(SIGNALS.count * Int32Array.BYTES_PER_ELEMENT);
  const shared = new Int32Array(signals);
  const thread = new Worker(script, {
    workerData: { port: theirs, signals },
    transferList: [theirs],
    // It is given what it needs, and looks for nothing itself.
    env: {},
    execArgv: [],
  });
  thread.unref();
  // What it died of is told by whoever waits for it.
  thread.on('error', () => undefined);

  const nextWithin = (longest: number): Answer => {
    let beat = Atomics.load(shared, SIGNALS.beats);
    let heardAt = performance.now();
    for (;;) {
      const seen = Atomics.load(shared, SIGNALS.answers);
      // Before the answers are looked for: one that was sent before the end is there then.
      const isEnded = Atomics.load(shared, SIGNALS.ended) === 1;
      const received: { readonly message: unknown } | undefined = receiveMessageOnPort(ours);
      if (received !== undefined) return received.message as Answer;
      if (isEnded) throw new ThreadLost('the thread has ended');
      Atomics.wait(shared, SIGNALS.answers, seen, SLICE_MS);
      const now = Atomics.load(shared, SIGNALS.beats);
      if (now !== beat) heardAt = performance.now();
      else if (performance.now() - heardAt > longest) throw new ThreadLost('the thread is still');
      beat = now;
    }
  };
  return {
    say(order) {
      ours.postMessage(order);
    },
    next: () => nextWithin(stillFor),
    sayEnd(order) {
      ours.postMessage(order);
      const until = performance.now() + END_MS;
      try {
        while (nextWithin(END_MS).id !== order.id && performance.now() < until);
      } catch (error) {
        if (!(error instanceof ThreadLost)) throw error;
      }
    },
    hangUp() {
      ours.close();
      void thread.terminate();
    },
  };
}

const THREAD = 'postgres-thread.cjs';

/** Beside the program that is built or packaged; the project's own when its source is run, as in tests. */
function threadScript(): string {
  const { fileURLToPath } = process.getBuiltinModule('node:url');
  const here = import.meta.url.startsWith('file:') ? fileURLToPath(import.meta.url) : import.meta.url;
  const beside = join(dirname(here), THREAD);
  return existsSync(beside) ? beside : join(dirname(here), '../../../../dist', THREAD);
}
