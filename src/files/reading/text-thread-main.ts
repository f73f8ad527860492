import { parentPort, type MessagePort } from 'node:worker_threads';

import type { ReadingAhead } from './packed-ahead.ts';
import { createPacker } from './packed-records.ts';
import { splitRecords } from './records.ts';
import { readText } from './text-encoding.ts';
import { PACKS_UNDER_WAY, type AheadOrder, type TextToRead, type ThreadMessage } from './text-thread.ts';
import { UnreadableFile } from './unreadable-file.ts';

/**
 * Reads one text in a thread of its own, and says what `recordsFromThread` waits for.
 *
 * @param openAhead opens the reading of records ahead, by the order that comes with the text
 */
export async function textThreadMain(openAhead: (order: AheadOrder) => ReadingAhead['read']): Promise<void> {
  if (parentPort === null) throw new Error('the reading thread was started as something else');
  try {
    await sendRecords(parentPort, await firstMessage(parentPort), openAhead);
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error;
    say(parentPort, { kind: 'refused', code: error.code, detail: error.detail });
  }
  parentPort.close();
}

/** The text that is to be read. */
const firstMessage = (port: MessagePort): Promise<TextToRead> =>
  new Promise((resolve) => {
    port.once('message', resolve);
  });

const say = (port: MessagePort, message: ThreadMessage): void => {
  port.postMessage(message);
};

async function sendRecords(
  port: MessagePort,
  { path, stamp, encoding, delimiter, style, ahead }: TextToRead,
  openAhead: (order: AheadOrder) => ReadingAhead['read'],
): Promise<void> {
  const pack = createPacker(ahead === null ? null : { read: openAhead(ahead), cellOf: ahead.cellOf });
  const mayGoOn = roomOf(port);
  let count = 0;
  for await (const records of splitRecords(readText(path, stamp, encoding), delimiter, style)) {
    if (records.length === 0) continue;
    await mayGoOn();
    count += records.length;
    const packed = pack(records);
    port.postMessage({ kind: 'records', packed } satisfies ThreadMessage, [packed.cells.buffer]);
  }
  say(port, { kind: 'end', records: count });
}

/** Waits where the other side has not taken what it was sent. */
function roomOf(port: MessagePort): () => Promise<void> {
  let room = PACKS_UNDER_WAY;
  let wake = (): void => undefined;
  port.on('message', (more: number) => {
    room += more;
    wake();
  });
  return async () => {
    while (room === 0)
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    room -= 1;
  };
}
