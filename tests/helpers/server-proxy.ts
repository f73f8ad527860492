import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * A way to a server that can be cut: everything goes through, until something that goes to the server has a word in it.
 * From then on nothing comes back, and nothing more goes there: for anybody, or for that connection alone. It can be as
 * long as a way over a network is. A process of its own: whoever waits for the server waits with the whole process.
 */
export interface Proxy {
  /** The folder of its socket. */
  readonly socket: string;
  readonly stop: () => void;
}

const PROGRAM = `
const net = require('node:net');
const [, from, to, word, delay, alone] = process.argv;
const later = (work) => (delay === '0' ? work() : setTimeout(work, Number(delay)));
let isAllCut = false;
net.createServer((client) => {
  let isOneCut = false;
  const server = net.connect(to);
  client.on('error', () => server.destroy()).on('close', () => server.destroy());
  server.on('error', () => client.destroy()).on('close', () => { if (!isOneCut && !isAllCut) client.destroy(); });
  client.on('data', (bytes) => {
    if (isOneCut || isAllCut) return;
    later(() => server.destroyed || server.write(bytes));
    if (!bytes.includes(word)) return;
    if (alone) isOneCut = true;
    else isAllCut = true;
  });
  server.on('data', (bytes) => { if (!isOneCut && !isAllCut) later(() => client.destroyed || client.write(bytes)); });
}).listen(from, () => process.stdout.write('ready'));
`;

const NEVER = ' never said ';

/** A way that is as long as one over a network: each packet takes so many milliseconds. */
export const startLongWay = (
  server: { readonly socket: string; readonly port: number },
  delayMs: number,
): Promise<Proxy> => startProxy(server, NEVER, { delayMs });

/**
 * @param word what the way is cut by, once it has reached the server
 * @param isAlone cuts that connection only: others go through
 */
export async function startProxy(
  server: { readonly socket: string; readonly port: number },
  word: string,
  { isAlone = false, delayMs = 0 }: { readonly isAlone?: boolean; readonly delayMs?: number } = {},
): Promise<Proxy> {
  const folder = mkdtempSync(join(tmpdir(), 'ovpg-way-'));
  const name = `.s.PGSQL.${server.port}`;
  const child: ChildProcess = spawn(
    process.execPath,
    [
      '-e',
      PROGRAM,
      join(folder, name),
      join(server.socket, name),
      word,
      String(delayMs),
      ...(isAlone ? ['alone'] : []),
    ],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  if (child.stdout !== null) await once(child.stdout, 'data');
  return {
    socket: folder,
    stop() {
      child.kill('SIGKILL');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
