import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { beforeAll, describe, expect, it } from 'vitest';

import { readerMessages, type ReaderProcess } from './reader-process.ts';
import { temporaryFolder } from './temporary-file.test-help.ts';
import { UnreadableFile } from './unreadable-file.ts';

/** Answers with its own number as the sheet's name, and does what the name of the file says. */
const SCRIPT = `
const left = [];
require('node:readline').createInterface({ input: process.stdin }).on('line', (line) => {
  const { path } = JSON.parse(line);
  const say = (message) => process.stdout.write(JSON.stringify(message) + '\\n');
  if (path === 'hangs') return;
  if (path === 'faulty') process.exit(3);
  if (path === 'greedy') process.abort();
  if (path === 'leaves-much') left.push(path);
  if (path === 'large' && left.length > 0) process.abort();
  say({ kind: 'sheet', sheet: String(process.pid), sheets: [] });
  if (path === 'refused') return say({ kind: 'refused', code: 'FILE_XLSX_BROKEN', detail: {} });
  if (path === 'stops') return process.exit(3);
  say({ kind: 'end', notes: [] });
});
`;

let script: string;
beforeAll(async () => {
  script = join(await temporaryFolder(), 'fake-reader.cjs');
  await writeFile(script, SCRIPT);
});

const reader = (): ReaderProcess => ({ command: process.execPath, args: [script], patienceMs: 6_000 });

/** The number of the process that read a file, or what it came to. */
async function read(by: ReaderProcess, path: string): Promise<string> {
  let pid = '';
  try {
    for await (const message of readerMessages(by, { path, sheet: null, maxCellLength: 10 }))
      if (message.kind === 'sheet') pid = message.sheet;
    return pid;
  } catch (error) {
    return error instanceof UnreadableFile ? error.code : String(error);
  }
}

describe('the process that reads workbooks', () => {
  it('reads one file after the other', async () => {
    const by = reader();
    expect(await read(by, 'a')).toBe(await read(by, 'b'));
  });

  it('reads on after a file that it refused', async () => {
    const by = reader();
    const first = await read(by, 'a');
    expect(await read(by, 'refused')).toBe('FILE_XLSX_BROKEN');
    expect(await read(by, 'b')).toBe(first);
  });

  it.each([
    ['takes too long', 'hangs', 'FILE_XLSX_TIMEOUT'],
    ['runs out of memory', 'greedy', 'FILE_XLSX_TOO_LARGE'],
    ['is at fault', 'faulty', 'Error: the workbook reader ended with 3'],
    ['stops halfway', 'stops', 'Error: the workbook reader ended with 3'],
  ])('that %s is not kept: the next file has a fresh one', async (_, path, refusal) => {
    const by = reader();
    const first = await read(by, 'a');
    expect(await read(by, path)).toBe(refusal);
    expect(await read(by, 'b')).toMatch(/^\d+$/u);
    expect(await read(by, 'b')).not.toBe(first);
  });

  it('has its limits for each file: what others left in memory breaks none', async () => {
    const by = reader();
    await read(by, 'leaves-much');
    expect(await read(by, 'large')).toMatch(/^\d+$/u);
  });

  it('is another where one is reading already, and no more than one is kept', async () => {
    const by = reader();
    const pids = await Promise.all([read(by, 'a'), read(by, 'b')]);
    expect(new Set(pids).size).toBe(2);
    expect(pids).toContain(await read(by, 'c'));
  });

  it('that is left before it has answered is not kept', async () => {
    const by = reader();
    let pid = '';
    for await (const message of readerMessages(by, { path: 'a', sheet: null, maxCellLength: 10 }))
      if (message.kind === 'sheet') {
        pid = message.sheet;
        break;
      }
    expect(await read(by, 'b')).not.toBe(pid);
  });
});
