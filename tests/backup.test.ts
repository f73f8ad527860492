import {
  copyFileSync,
  existsSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createHash } from 'node:crypto';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { beforeEach, expect, it } from 'vitest';
import { overgang, overgangDone, overgangJson, type World } from './helpers/cli.ts';
import { change, registerPath, rowsOf } from './helpers/database.ts';
import { newFolder } from './helpers/folder.ts';
import { ofFile } from './helpers/on-server.ts';
import { registerOfItsOwn } from './helpers/region.ts';
import { importList } from './helpers/small-lists.ts';
import { emptyRegister, importSips, PNR } from './helpers/sip-lists.ts';

const DAY = '2025-10-08';
const KEY = `${'0'.repeat(64)}\n`;

let world: World;
beforeEach(async () => {
  world = await emptyRegister();
  await importSips(world, '2025-10-06', [{ id: 'SIP-101', pnr: PNR.eva }]);
  writeFileSync(`${registerPath(world)}.key`, KEY);
});

const mark = (note: string) =>
  overgangDone(['mark', 'SIP-101', 'note', '--note', note, '--as-of', DAY], world);
const backup = (...more: string[]) => overgang(['backup', 'kopia.tar', '--as-of', DAY, ...more], world);
const restore = (to: World, ...more: string[]) =>
  overgang(['restore', join(world.cwd, 'kopia.tar'), '--as-of', DAY, ...more], to);
const notes = (of: World) => rowsOf(of, "SELECT data ->> '$.note' AS note FROM event WHERE type = 'marked'");

ofFile('copies').describe('a backup', () => {
  it('is register and key in one file, logged as having left, and goes on elsewhere', async () => {
    await mark('ett');
    expect(await backup()).toMatchObject({ code: 0, stderr: '' });
    expect(statSync(join(world.cwd, 'kopia.tar')).mode & 0o777).toBe(0o600);
    expect(rowsOf(world, "SELECT data ->> '$.files[0]' AS file FROM event WHERE type = 'shown'")).toEqual([
      { file: 'kopia.tar' },
    ]);
    const other = { cwd: newFolder() };
    expect(await restore(other)).toMatchObject({ code: 0, stderr: '' });
    expect(notes(other)).toEqual([{ note: 'ett' }]);
    expect(readFileSync(`${registerPath(other)}.key`, 'utf8')).toBe(KEY);
    expect(await overgangJson(['verify'], other)).toMatchObject({ ok: true, uncompared: [] });
    await overgangDone(['mark', 'SIP-101', 'note', '--note', 'två', '--as-of', DAY], other);
    expect(readdirSync(other.cwd).sort()).toEqual(['overgang.sqlite', 'overgang.sqlite.key']);
  });

  it('can be opened and checked with tools that every system has', async () => {
    await backup();
    const folder = newFolder();
    execFileSync('tar', ['-xf', join(world.cwd, 'kopia.tar'), '-C', folder]);
    const lines = readFileSync(join(folder, 'manifest-sha256.txt'), 'utf8').trimEnd().split('\n');
    expect(lines).toEqual(
      ['overgang.sqlite', 'overgang.sqlite.key'].map(
        (name) =>
          `${createHash('sha256')
            .update(readFileSync(join(folder, name)))
            .digest('hex')}  ${name}`,
      ),
    );
  });

  it('is not made of an altered register, and leaves nothing', async () => {
    change(world, "UPDATE sip SET unit = 'X'");
    expect((await backup()).code).toBe(2);
    expect(readdirSync(world.cwd).filter((name) => name.includes('tar') || name.includes('.tmp'))).toEqual(
      [],
    );
  });

  it('writes over no file unless asked to', async () => {
    writeFileSync(join(world.cwd, 'kopia.tar'), 'x');
    expect((await backup()).code).toBe(2);
    expect((await backup('--force')).code).toBe(0);
  });
});

ofFile('copies').describe('restoring', () => {
  it('is refused over a register that knows more, and done when that was only looked at', async () => {
    await backup();
    await overgangDone(['explain', 'SIP-101', '--as-of', DAY], world);
    expect((await restore(world)).code).toBe(0);
    await mark('senare');
    const before = readFileSync(registerPath(world));
    const { code, stderr } = await restore(world);
    expect([code, stderr.includes('händelser som säkerhetskopian inte har')]).toEqual([2, true]);
    expect(readFileSync(registerPath(world)).equals(before)).toBe(true);
    expect((await restore(world, '--force')).code).toBe(0);
    expect(notes(world)).toEqual([]);
  });

  it('puts aside what stood there, and overwrites nothing', async () => {
    await backup();
    const bytes = readFileSync(registerPath(world));
    writeFileSync(registerPath(world), 'skadat');
    const { stdout } = await restore(world);
    const aside = readdirSync(world.cwd).filter((name) => name.includes('.fore-'));
    expect(aside).toHaveLength(2);
    expect(stdout).toContain(aside[0]);
    expect(readFileSync(join(world.cwd, aside[0] ?? ''), 'utf8')).toBe('skadat');
    expect(rowsOf(world, 'SELECT max(seq) AS seq FROM event')).not.toEqual([]);
    expect(bytes.length).toBe(statSync(registerPath(world)).size);
  });

  it('is refused over another register', async () => {
    await backup();
    const other = await registerOfItsOwn();
    expect((await restore(other)).stderr).toContain('är ett annat än det i säkerhetskopian');
  });

  it('of a rehearsal is refused over the register it is a copy of, and the other way', async () => {
    await overgangDone(['rehearse', '-o', 'ov', '--as-of', DAY], world);
    const rehearsal = { cwd: join(world.cwd, 'ov'), env: { OVERGANG_REGISTER: 'ovning.sqlite' } };
    const before = readFileSync(registerPath(world));
    await overgangDone(['backup', '../kopia.tar', '--as-of', DAY], rehearsal);
    expect(await restore(world)).toMatchObject({ code: 2 });
    expect(readFileSync(registerPath(world)).equals(before)).toBe(true);
    await backup('--force');
    expect((await restore(rehearsal)).stderr).toContain('är ett annat än det i säkerhetskopian');
  });

  it('finds every byte of a backup that was changed or cut', async () => {
    await backup();
    const path = join(world.cwd, 'kopia.tar');
    const whole = readFileSync(path);
    const other = { cwd: newFolder() };
    const passed: number[] = [];
    for (let at = 0; at < whole.length; at += 7_919) {
      const altered = Buffer.from(whole);
      altered[at] = (altered[at] ?? 0) ^ 1;
      writeFileSync(path, altered);
      const { code } = await restore(other);
      // What a tar's padding and times hold is nothing of the register.
      if (code === 0) passed.push(at);
      else expect([code, existsSync(registerPath(other))]).toEqual([2, false]);
    }
    expect(passed).toEqual([]);
    writeFileSync(path, whole.subarray(0, whole.length - 2_000));
    expect((await restore(other)).code).toBe(2);
    copyFileSync(registerPath(world), path);
    expect((await restore(other)).code).toBe(2);
  });
});

ofFile('copies').describe('a key that the register has used and that is not beside it', () => {
  const fileOf = (of: World) => `${registerPath(of)}.key`;
  const verified = async (of: World): Promise<string> => (await overgang(['verify', '--json'], of)).stdout;
  beforeEach(async () => {
    rmSync(fileOf(world));
    await importList(world, 'lcsp_patient', '2025-10-07', [{}]);
  });

  it('is told by verify, backup and restore, and by no command made anew', async () => {
    expect(await overgangJson(['verify'], world)).toMatchObject({ ok: true });
    rmSync(fileOf(world));
    expect(JSON.parse(await verified(world))).toMatchObject({
      ok: false,
      problems: [{ check: 'companions', where: 'overgang.sqlite.key' }],
    });
    const { code, stdout } = await overgang(['verify'], world);
    expect([code, stdout]).toEqual([1, expect.stringContaining('är helt, men inte dess nyckelfiler')]);
    const made = await backup();
    expect([made.code, made.stderr]).toEqual([0, expect.stringContaining('overgang.sqlite.key saknas')]);
    const other = { cwd: newFolder() };
    const restored = await restore(other);
    expect([restored.code, restored.stderr]).toEqual([
      0,
      expect.stringContaining('overgang.sqlite.key saknas'),
    ]);
    await overgang(['worklist', '-o', 'ut', '--as-of', DAY], other);
    await overgang(['status', '--as-of', DAY], other);
    expect(existsSync(fileOf(other))).toBe(false);
  });

  it('is told where another lies in its place', async () => {
    writeFileSync(fileOf(world), KEY);
    expect(JSON.parse(await verified(world))).toMatchObject({
      ok: false,
      problems: [{ check: 'companions' }],
    });
    expect((await backup()).stderr).toContain('hör inte till registret');
  });

  it('is put aside by restore where it is all that is left of a register', async () => {
    await backup();
    const other = { cwd: newFolder() };
    writeFileSync(fileOf(other), KEY);
    expect(await restore(other)).toMatchObject({ code: 0 });
    const aside = readdirSync(other.cwd).find((name) => /\.fore-\d+\.key$/u.test(name)) ?? '';
    expect(readFileSync(join(other.cwd, aside), 'utf8')).toBe(KEY);
    expect(await overgangJson(['verify'], other)).toMatchObject({ ok: true });
  });

  it('is no file to write a report, a package or a backup over, whatever is asked for', async () => {
    const before = readFileSync(fileOf(world));
    for (const args of [
      ['backup', 'overgang.sqlite.key'],
      ['readiness', '-o', 'overgang.sqlite.key', '--format', 'html'],
      ['backup', 'overgang.sqlite.losen'],
      ['log', '--jsonl', 'overgang.sqlite-journal'],
    ])
      expect(await overgang([...args, '--force', '--as-of', DAY], world)).toMatchObject({ code: 2 });
    expect(readFileSync(fileOf(world)).equals(before)).toBe(true);
    expect(readdirSync(world.cwd).filter((name) => /losen|journal/u.test(name))).toEqual([]);
  });
});
