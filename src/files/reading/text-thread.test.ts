import { spawnSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';
import { beforeAll, describe, expect, it } from 'vitest';

import { stampOf } from './file-chunks.ts';
import { openTable } from './open-table.ts';
import { splitRecords } from './records.ts';
import { temporaryFile, temporaryFolder } from './temporary-file.test-help.ts';
import { readText } from './text-encoding.ts';
import { recordsFromThread, startThread, type ReaderThread, type TextToRead } from './text-thread.ts';
import { UnreadableFile } from './unreadable-file.ts';

let thread: ReaderThread;
let faulty: ReaderThread;

/** Says what its first argument says, and nothing else. */
const FAULTY = `
const { parentPort } = require('node:worker_threads');
const packed = { cells: Int32Array.of(1, ~3), text: 'abc', fresh: [], ahead: null };
const act = {
  'ends early': () => { parentPort.postMessage({ kind: 'records', packed }); process.exit(0); },
  'throws': () => { throw new Error('of the thread'); },
  'lacks a record': () => {
    parentPort.postMessage({ kind: 'records', packed });
    parentPort.postMessage({ kind: 'end', records: 2 });
  },
};
act[process.argv[2]]();
`;

beforeAll(async () => {
  const folder = await temporaryFolder();
  const script = join(folder, 'thread.cjs');
  await build({
    stdin: {
      contents: `import { textThreadMain } from './text-thread-main.ts'; void textThreadMain(() => () => null);`,
      resolveDir: import.meta.dirname,
    },
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    outfile: script,
  });
  thread = { script, args: [] };
  faulty = { script: join(folder, 'faulty.cjs'), args: [] };
  await writeFile(faulty.script, FAULTY);
});

const QUOTED = { quote: '"', isSpaced: false, width: null } as const;

async function textOf(content: string, about: Partial<TextToRead> = {}): Promise<TextToRead> {
  const path = await temporaryFile(Buffer.from(content));
  return {
    path,
    stamp: await stampOf(path),
    encoding: 'utf-8',
    delimiter: ';',
    style: null,
    ahead: null,
    ...about,
  };
}

async function rowsOf(records: AsyncIterable<readonly string[][]>): Promise<string[][]> {
  const rows: string[][] = [];
  for await (const some of records) rows.push(...some);
  return rows;
}

async function rowsFrom(from: ReaderThread, text: TextToRead): Promise<string[][]> {
  const rows: string[][] = [];
  for await (const { records } of recordsFromThread(from, text)) rows.push(...records);
  return rows;
}

const line = (at: number): string => `SIP-${at};Åsa Öhman ${at};Pågående;2025-09-${10 + (at % 20)};`;

describe('the thread that reads texts', () => {
  it.each([
    ['a long text', Array.from({ length: 20_000 }, (_, at) => line(at)).join('\n'), null],
    [
      'one with quotes',
      Array.from({ length: 5_000 }, (_, at) => `${at};"a;""b""\n${at}"`).join('\r\n'),
      QUOTED,
    ],
    ['an empty one', '', null],
  ])('gives the records of %s as they are read without it', async (_, content, style) => {
    const text = await textOf(content, { style });
    const { path, stamp, encoding, delimiter } = text;
    const expected = await rowsOf(splitRecords(readText(path, stamp, encoding), delimiter, style));
    expect(await rowsFrom(thread, text)).toEqual(expected);
  });

  it('refuses what reading refuses, with its row', async () => {
    const text = await textOf('a;b\n"c;d\n', { style: QUOTED });
    const refusal = await rowsFrom(thread, text).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(UnreadableFile);
    expect(refusal).toMatchObject({ code: 'QUOTE_UNCLOSED', detail: { row: 2 } });
  });

  it('refuses a file that has changed since it was looked at', async () => {
    const text = await textOf('a;b\n', { stamp: 'another' });
    const refusal = await rowsFrom(thread, text).catch((error: unknown) => error);
    expect(refusal).toMatchObject({ code: 'FILE_CHANGED' });
  });

  it.each([
    ['ends early', 'the reading thread ended with 0'],
    ['throws', 'of the thread'],
    ['lacks a record', '1 of 2 records came'],
  ])('is an error and no part of a list where it %s', async (fault, message) => {
    const reading = rowsFrom({ ...faulty, args: [fault] }, await textOf(''));
    await expect(reading).rejects.toThrow(message);
  });

  it('ends when the caller stops reading', async () => {
    const text = await textOf(Array.from({ length: 50_000 }, (_, at) => line(at)).join('\n'));
    for await (const { records } of recordsFromThread(thread, text)) {
      expect(records[0]?.[0]).toBe('SIP-0');
      break;
    }
  });
});

describe('a thread that is started before its text is known', () => {
  it('reads the text that comes next, and only that', async () => {
    startThread(thread);
    startThread(thread);
    const texts = await Promise.all(['a;1\nb;2', 'c;3', 'd;4'].map((content) => textOf(content)));
    const [first, ...others] = await Promise.all(texts.map((text) => rowsFrom(thread, text)));
    expect(first).toEqual([
      ['a', '1'],
      ['b', '2'],
    ]);
    expect(others).toEqual([[['c', '3']], [['d', '4']]]);
  });

  it('keeps no program from ending', async () => {
    const program = join(await temporaryFolder(), 'program.cjs');
    const asked = JSON.stringify(thread);
    await build({
      stdin: {
        contents: `import { startThread } from './text-thread.ts'; startThread(${asked}); console.log('over');`,
        resolveDir: import.meta.dirname,
      },
      bundle: true,
      platform: 'node',
      format: 'cjs',
      target: 'node20',
      outfile: program,
    });
    const { status, stdout } = spawnSync(process.execPath, [program], { encoding: 'utf8', timeout: 20_000 });
    expect({ status, stdout }).toEqual({ status: 0, stdout: 'over\n' });
  });
});

describe('a table that is read whole', () => {
  const broken: ReaderThread = { script: '/nowhere/at-all.cjs', args: [] };
  const rows = async (content: string, extent: 'start' | 'all'): Promise<string[][]> => {
    const readerProcess = { command: '', args: [], thread: broken };
    const table = await openTable(await temporaryFile(Buffer.from(content)), { readerProcess });
    return rowsOf(batchesOf(table.batches(extent)));
  };
  const long = Array.from({ length: 50_000 }, (_, at) => line(at)).join('\n');
  const short = Array.from({ length: 2_000 }, (_, at) => line(at)).join('\n');

  it('starts a thread where it is long', async () => {
    await expect(rows(long, 'all')).rejects.toThrow();
  });

  it.each([
    ['short', short, 'all'],
    ['asked for its first rows alone', long, 'start'],
  ] as const)('starts none where it is %s', async (_, content, extent) => {
    expect(await rows(content, extent)).toHaveLength(content.split('\n').length);
  });
});

async function* batchesOf(
  batches: AsyncIterable<readonly { readonly cells: readonly string[] }[]>,
): AsyncGenerator<string[][]> {
  for await (const batch of batches) yield batch.map(({ cells }) => [...cells]);
}
