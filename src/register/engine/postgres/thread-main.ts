import { workerData } from 'node:worker_threads';
import { openConnection, type ServerConnection } from './connection.ts';
import { faultOf } from './faults.ts';
import { SIGNALS, type Answer, type Order, type Rows, type ThreadData } from './protocol.ts';

/**
 * The thread that speaks with a server while the program waits (bridge.ts). An entry of its own: it knows the protocol
 * and the package `pg`, and nothing of the program.
 */
const { port, signals } = workerData as ThreadData;
const shared = new Int32Array(signals);
const BEAT_MS = 200;
const NOTHING: Rows = { columns: [], rows: [], changes: 0 };

let connection: ServerConnection | null = null;
let line: Promise<void> = Promise.resolve();

function wake(): void {
  Atomics.add(shared, SIGNALS.answers, 1);
  Atomics.notify(shared, SIGNALS.answers);
}

function say(answer: Answer): void {
  port.postMessage(answer);
  wake();
}

async function obey(order: Order): Promise<Rows> {
  if (order.kind === 'connect') {
    connection = await openConnection(order.settings);
    return NOTHING;
  }
  if (order.kind === 'end') {
    await connection?.end();
    return NOTHING;
  }
  if (connection === null) throw new Error('there is no connection');
  return connection.take(order.steps);
}

// Whoever waits is told when nothing more is to come, whatever the reason.
process.on('exit', () => {
  Atomics.store(shared, SIGNALS.ended, 1);
  wake();
});
setInterval(() => Atomics.add(shared, SIGNALS.beats, 1), BEAT_MS);

port.on('message', (order: Order) => {
  line = line.then(async () => {
    try {
      say({ id: order.id, done: await obey(order) });
    } catch (error) {
      say({ id: order.id, fault: faultOf(error, order.kind === 'connect') });
    }
    if (order.kind === 'end') port.close();
  });
});
