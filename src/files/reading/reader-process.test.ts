import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { beforeAll, describe, expect, it, vi } from 'vitest';

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
  const reads = (times, then) =>
    setTimeout(() => {
      say({ kind: 'reads', characters: path === 'crawls' ? 1_000 : 1_000_000 });
      times === 0 ? then() : reads(times - 1, then);
    }, 400);
  if (path === 'hangs later') return reads(3, () => undefined);
  if (path === 'reads long') return reads(9, () => say({ kind: 'end', notes: [] }));
  if (path === 'crawls') return reads(99, () => undefined);
  if (path === 'faulty') process.exit(3);
  if (path === 'greedy') process.abort();
  if (path === 'leaves-much') left.push(path);
  if (path === 'large' && left.length > 0) process.abort();
  const { NODE_OPTIONS, NODE_EXTRA_CA_CERTS } = process.env;
  const told = path === 'options' ? JSON.stringify({ NODE_OPTIONS, NODE_EXTRA_CA_CERTS }) : String(process.pid);
  say({ kind: 'sheet', sheet: told, sheets: [] });
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

/** The number of the process that read a file, or what it says or came to. */
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
  it('is given no options of node that are ours', async () => {
    vi.stubEnv('NODE_OPTIONS', '--stack-trace-limit=5');
    vi.stubEnv('NODE_EXTRA_CA_CERTS', script);
    expect(JSON.parse(await read(reader(), 'options'))).toEqual({
      NODE_OPTIONS: '',
      NODE_EXTRA_CA_CERTS: '',
    });
    vi.unstubAllEnvs();
  });

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

  it('may take long over what is long, and ends where it stands still or nearly', async () => {
    const by = { ...reader(), patienceMs: 2_000 };
    expect(await read(by, 'reads long')).toBe('');
    const begun = performance.now();
    expect(await read(by, 'crawls')).toBe('FILE_XLSX_TIMEOUT');
    expect(performance.now() - begun).toBeLessThan(6_000);
    expect(await read(by, 'hangs later')).toBe('FILE_XLSX_TIMEOUT');
    expect(performance.now() - begun).toBeLessThan(15_000);
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
