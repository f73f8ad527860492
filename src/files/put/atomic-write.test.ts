import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmod,
  lstat,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  symlink,
  utimes,
  writeFile,
} from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { build } from 'esbuild';
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

const renameMock = vi.hoisted(() => vi.fn<(from: string, to: string) => Promise<void> | undefined>());
vi.mock('node:fs/promises', async (original) => {
  const real = await original<typeof import('node:fs/promises')>();
  return {
    ...real,
    rename: async (from: string, to: string) => (await renameMock(from, to)) ?? real.rename(from, to),
  };
});

// Modules are shared between test files: this one needs its own, over the file system that fails.
vi.resetModules();
const { refuseTakenNames, refuseTarget, removeLeftovers, temporaryName, writeFileAtomically } =
  await import('./atomic-write.ts');
afterAll(() => {
  vi.resetModules();
});

function failWith(code: string): void {
  renameMock.mockImplementationOnce(() => Promise.reject(Object.assign(new Error(code), { code })));
}

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'overgang-write-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

describe('writeFileAtomically', () => {
  it('writes a file for the owner only, in folders made for the owner only, and leaves nothing beside', async () => {
    const file = path.join(folder, 'ny', 'mapp', 'lista.xlsx');
    await writeFileAtomically(file, Buffer.from([1, 2, 3]), { force: false });
    expect([...(await readFile(file))]).toEqual([1, 2, 3]);
    expect((await lstat(file)).mode & 0o777).toBe(0o600);
    expect((await lstat(path.dirname(file))).mode & 0o777).toBe(0o700);
    expect(await readdir(path.dirname(file))).toEqual(['lista.xlsx']);
  });

  it('overwrites nothing unasked', async () => {
    const file = path.join(folder, 'a.csv');
    await writeFile(file, 'före');
    await expect(writeFileAtomically(file, 'efter', { force: false })).rejects.toMatchObject({
      code: 'OUTPUT_EXISTS',
      file,
    });
    expect(await readFile(file, 'utf8')).toBe('före');
    expect(await readdir(folder)).toEqual(['a.csv']);
  });

  it('overwrites when told to', async () => {
    const file = path.join(folder, 'a.csv');
    await writeFile(file, 'före');
    await writeFileAtomically(file, 'efter', { force: true });
    expect(await readFile(file, 'utf8')).toBe('efter');
    expect(await readdir(folder)).toEqual(['a.csv']);
  });

  it.each([true, false])('follows no symlink, not even a dangling one (force %s)', async (force) => {
    const target = path.join(folder, 'annan');
    const file = path.join(folder, 'a.csv');
    await symlink(target, file);
    await expect(writeFileAtomically(file, 'x', { force })).rejects.toMatchObject({
      code: 'OUTPUT_IS_SYMLINK',
    });
    expect(await readdir(folder)).toEqual(['a.csv']);
  });

  it.each([true, false])(
    'never writes over a database, which can be the register (force %s)',
    async (force) => {
      const file = path.join(folder, 'register.sqlite');
      const held = Buffer.concat([Buffer.from('SQLite format 3\0'), Buffer.alloc(84, 1)]);
      await writeFile(file, held);
      for (const refused of [
        () => writeFileAtomically(file, 'kopia', { force }),
        () => refuseTarget(file, force),
        () => refuseTakenNames([file], { force }),
      ])
        await expect(refused()).rejects.toMatchObject({ code: 'OUTPUT_IS_DATABASE' });
      expect((await readFile(file)).equals(held)).toBe(true);
      await refuseTarget(file, true, { mayBeDatabase: true });
      await writeFile(file, 'SQLite format 3');
      await writeFileAtomically(file, 'ny', { force: true });
      expect(await readFile(file, 'utf8')).toBe('ny');
    },
  );

  it.each(['.key', '.losen', '-journal', '-wal', '-shm'])(
    'never writes what belongs to a database, there or not: %s',
    async (extension) => {
      const database = path.join(folder, 'register.sqlite');
      const file = `${database}${extension}`;
      await writeFileAtomically(file, 'ingen databas', { force: false });
      await writeFile(database, Buffer.concat([Buffer.from('SQLite format 3\0'), Buffer.alloc(84, 1)]));
      for (const there of [true, false]) {
        if (!there) await rm(file);
        await expect(writeFileAtomically(file, 'ny', { force: true })).rejects.toMatchObject({
          code: 'OUTPUT_IS_OF_DATABASE',
        });
      }
      await writeFileAtomically(path.join(folder, `annan${extension}`), 'x', { force: false });
    },
  );

  it('refuses a folder of that name', async () => {
    const file = path.join(folder, 'a.csv');
    await mkdir(file);
    await expect(writeFileAtomically(file, 'x', { force: true })).rejects.toMatchObject({
      code: 'OUTPUT_IS_FOLDER',
    });
  });

  it.skipIf(process.platform === 'win32').each([true, false])(
    'refuses a device or a socket, which would be gone for everyone (force %s)',
    async (force) => {
      await expect(refuseTarget('/dev/null', force)).rejects.toMatchObject({ code: 'OUTPUT_IS_DEVICE' });
      const file = path.join(folder, 'uttag');
      const server = createServer().listen(file);
      await once(server, 'listening');
      try {
        await expect(writeFileAtomically(file, 'x', { force })).rejects.toMatchObject({
          code: 'OUTPUT_IS_DEVICE',
        });
        expect((await lstat(file)).isSocket()).toBe(true);
      } finally {
        server.close();
      }
    },
  );

  it.each(['EBUSY', 'EPERM', 'EACCES'])('says that a file open in Excel is locked (%s)', async (code) => {
    const file = path.join(folder, 'a.csv');
    await writeFile(file, 'före');
    failWith(code);
    await expect(writeFileAtomically(file, 'efter', { force: true })).rejects.toMatchObject({
      code: 'OUTPUT_LOCKED',
    });
    expect(await readFile(file, 'utf8')).toBe('före');
    expect(await readdir(folder)).toEqual(['a.csv']);
  });

  it('refuses when the disk is full, and cleans up', async () => {
    failWith('ENOSPC');
    await expect(writeFileAtomically(path.join(folder, 'a'), 'x', { force: true })).rejects.toMatchObject({
      code: 'OUTPUT_NOT_WRITABLE',
    });
    expect(await readdir(folder)).toEqual([]);
  });

  it('refuses a path through a file', async () => {
    await writeFile(path.join(folder, 'fil'), '');
    const file = path.join(folder, 'fil', 'a.csv');
    await expect(writeFileAtomically(file, 'x', { force: false })).rejects.toMatchObject({
      code: 'OUTPUT_NOT_WRITABLE',
    });
  });

  it.skipIf(process.getuid?.() === 0)('refuses a folder that may not be written', async () => {
    await chmod(folder, 0o500);
    await expect(writeFileAtomically(path.join(folder, 'a'), 'x', { force: false })).rejects.toMatchObject({
      code: 'OUTPUT_NOT_WRITABLE',
    });
    await chmod(folder, 0o700);
  });

  it('lets one of many writers of the same name win', async () => {
    const file = path.join(folder, 'a.csv');
    const results = await Promise.allSettled(
      Array.from({ length: 20 }, (_, index) =>
        writeFileAtomically(file, `${index}`.repeat(1000), { force: false }),
      ),
    );
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await readdir(folder)).toEqual(['a.csv']);
    expect(new Set(await readFile(file, 'utf8')).size).toBeLessThanOrEqual(2);
  });
});

describe('a process killed while it writes', () => {
  it('leaves the old file or the new one under the name, never a part', async () => {
    const program = path.join(folder, 'write.mjs');
    await build({
      stdin: {
        contents: `
          import { refuseTarget, writeFileAtomically } from './atomic-write.ts';
          for (let turn = 0; ; turn = (turn + 1) % 10) {
            await writeFileAtomically(process.argv[2], String(turn).repeat(3_000_000), { force: true });
            if (turn === 0) process.stdout.write('.');
          }`,
        resolveDir: import.meta.dirname,
      },
      ...{ bundle: true, platform: 'node', format: 'esm', outfile: program, logLevel: 'silent' },
    });
    for (let round = 0; round < 8; round++) {
      const file = path.join(folder, `lista-${round}`);
      const child = spawn(process.execPath, [program, file], { stdio: ['ignore', 'pipe', 'inherit'] });
      await new Promise((resolve) => child.stdout.once('data', resolve));
      await new Promise((resolve) => setTimeout(resolve, round * 7));
      child.kill('SIGKILL');
      await new Promise((resolve) => child.once('exit', resolve));
      const text = await readFile(file, 'utf8');
      expect(text).toHaveLength(3_000_000);
      expect(new Set(text).size).toBe(1);
    }
  });
});

describe('what killed runs left behind', () => {
  const twoHoursAgo = new Date(Date.now() - 7_200_000);

  it('is taken away when it is old, and nothing else is', async () => {
    const [old, fresh] = [temporaryName(folder), temporaryName(folder)];
    const others = ['a.csv', '.overgang-anteckningar.tmp', 'ovning.sqlite'].map((name) =>
      path.join(folder, name),
    );
    for (const file of [old, `${old}-journal`, fresh, ...others]) await writeFile(file, 'x');
    for (const file of [old, `${old}-journal`, ...others]) await utimes(file, twoHoursAgo, twoHoursAgo);
    await removeLeftovers(folder);
    expect((await readdir(folder)).sort()).toEqual(
      [fresh, ...others].map((file) => path.basename(file)).sort(),
    );
  });

  it('is not looked for in a folder that is not there', async () => {
    await expect(removeLeftovers(path.join(folder, 'finns-inte'))).resolves.toBeUndefined();
  });
});
