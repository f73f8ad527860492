import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { writeTogether } from './side-by-side.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'overgang-together-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

const inFolder = (name: string): string => path.join(folder, name);
const everything = async (): Promise<readonly string[]> =>
  (await readdir(folder, { recursive: true })).sort();

/** What is written when somebody says so. */
function held(text: string): { readonly data: AsyncIterable<string>; readonly letGo: () => void } {
  let letGo = (): void => undefined;
  const said = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  return {
    data: (async function* () {
      await said;
      yield text;
    })(),
    letGo: () => {
      letGo();
    },
  };
}

const NAMES = Array.from({ length: 30 }, (_, at) => `lista-${String(at).padStart(2, '0')}`);

describe('files written together', () => {
  it('all stand, whole, when the work is done, and nothing beside them', async () => {
    const answer = await writeTogether({ force: false }, async ({ put }) => {
      for (const name of NAMES) await put(inFolder(name), name.repeat(1000));
      return 'klart';
    });
    expect(answer).toBe('klart');
    expect(await everything()).toEqual(NAMES);
    for (const name of NAMES) expect(await readFile(inFolder(name), 'utf8')).toBe(name.repeat(1000));
  });

  it('stand when the work asks for it, before it goes on', async () => {
    await writeTogether({ force: false }, async ({ put, settle }) => {
      for (const name of NAMES) await put(inFolder(name), name);
      await settle();
      expect(await everything()).toEqual(NAMES);
    });
  });

  it('are eight at a time: the next waits for room', async () => {
    const all = NAMES.slice(0, 9).map(held);
    let taken = 0;
    const done = writeTogether({ force: false }, async ({ put }) => {
      for (const [at, { data }] of all.entries()) {
        await put(inFolder(NAMES[at] ?? ''), data);
        taken += 1;
      }
    });
    await expect.poll(async () => (await everything()).length).toBe(8);
    expect(taken).toBe(7);
    for (const { letGo } of all) letGo();
    await done;
    expect(taken).toBe(9);
  });
});

describe('a file that can not be written together with others', () => {
  const slow = held('långsam');

  it('is told by name, the one put first where several fail, and no new file is left', async () => {
    await mkdir(inFolder('mapp'));
    await writeFile(inFolder('fanns'), 'före');
    // It is found to be taken only when it has been written, long after the folder was.
    const late = (async function* () {
      yield* slow.data;
      await writeFile(inFolder('sen'), 'en annans');
    })();
    const written = writeTogether({ force: false }, async ({ put }) => {
      await put(inFolder('före'), 'a');
      await put(inFolder('sen'), late);
      await put(inFolder('fanns'), 'efter');
      await put(inFolder('mapp'), 'b');
      slow.letGo();
      for (const name of NAMES) await put(inFolder(name), name);
    });
    await expect(written).rejects.toMatchObject({ code: 'OUTPUT_EXISTS', file: inFolder('sen') });
    expect(await everything()).toEqual(['fanns', 'mapp', 'sen']);
    expect(await readFile(inFolder('fanns'), 'utf8')).toBe('före');
    expect(await readFile(inFolder('sen'), 'utf8')).toBe('en annans');
  });

  it('leaves what was written over standing: what it replaced is gone', async () => {
    await mkdir(inFolder('mapp'));
    await writeFile(inFolder('a'), 'före');
    const written = writeTogether({ force: true }, async ({ put }) => {
      await put(inFolder('a'), 'efter');
      await put(inFolder('mapp'), 'b');
    });
    await expect(written).rejects.toMatchObject({ code: 'OUTPUT_IS_FOLDER', file: inFolder('mapp') });
    expect(await readFile(inFolder('a'), 'utf8')).toBe('efter');
    expect(await everything()).toEqual(['a', 'mapp']);
  });
});

describe('work that fails while files are on their way', () => {
  it('fails with its own error when nothing is on its way any more, and leaves none', async () => {
    const { data, letGo } = held('b');
    const written = writeTogether({ force: false }, async ({ put }) => {
      await put(inFolder('a'), 'a');
      await put(inFolder('b'), data);
      setTimeout(letGo, 20);
      throw new Error('fel i raden');
    });
    await expect(written).rejects.toThrow('fel i raden');
    expect(await everything()).toEqual([]);
  });
});
