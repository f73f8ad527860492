import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { brokenEvents } from '../src/register/log/events.ts';
import { asRegisterFault, UnusableRegister } from '../src/register/engine/unusable-register.ts';
import { overgang, overgangDone, overgangJson, type World } from './helpers/cli.ts';
import { copyRegister, inRegister, rowsOf, stateHash } from './helpers/database.ts';
import { newFolder } from './helpers/folder.ts';
import { emptyRegister, importSips, PNR } from './helpers/sip-lists.ts';

const DAY = '2025-10-06';

describe('a clock that is moved back', () => {
  const at = (world: World, now: string): World => ({ ...world, now });
  const mark = (world: World, name: string, on: string) =>
    overgangDone(['mark', 'SIP-1', name, '--note', 'prov', '--on', on, '--as-of', DAY], world);

  /** The same work twice, under a clock that goes forwards and one that goes backwards. */
  async function work(clock: readonly [string, string, string]): Promise<World> {
    const world = await emptyRegister();
    await importSips(at(world, clock[0]), '2025-09-15', [{ id: 'SIP-1' }, { id: 'SIP-2' }]);
    await mark(at(world, clock[1]), 'sip-moved', '2025-10-02');
    await mark(at(world, clock[2]), 'closed-in-prator', '2025-10-03');
    return world;
  }

  it('loses and reorders no event, and changes no report as of a day', async () => {
    const forwards = await work(['2025-10-06T08:00:00Z', '2025-10-07T10:00:00Z', '2025-10-08T10:00:00Z']);
    const backwards = await work(['2025-10-08T10:00:00Z', '2025-10-07T10:00:00Z', '2025-10-06T08:00:00Z']);
    const events = (world: World) =>
      rowsOf<{ data: string }>(
        world,
        'SELECT seq, type, effective_on, case_id, data FROM event ORDER BY seq',
      ).map((event) => ({ ...event, data: { ...JSON.parse(event.data), id: null, pages: null } as object }));
    expect(events(backwards)).toEqual(events(forwards));
    const times = rowsOf<{ at: string }>(backwards, 'SELECT recorded_at AS at FROM event ORDER BY seq');
    expect(times.at(-1)?.at).toBe('2025-10-06T08:00:00.000Z');
    expect(inRegister(backwards, brokenEvents)).toEqual([]);
    for (const args of [
      ['status', '--as-of', DAY],
      ['timeline', '--as-of', DAY],
      ['explain', 'SIP-1', '--as-of', DAY],
    ]) {
      const report = (world: World) => overgangJson(args, at(world, '2025-10-06T10:00:00Z'));
      expect(await report(backwards)).toEqual(await report(forwards));
    }
    expect(await overgangJson(['explain', 'SIP-1', '--as-of', DAY], backwards)).toMatchObject({
      class: 'closed',
    });
  });
});

describe('a backup copy', () => {
  it('is the same register, and work goes on in it', async () => {
    const world = await emptyRegister();
    await importSips(world, '2025-09-15', [{ id: 'SIP-1' }, { id: 'SIP-2' }]);
    await overgangDone(['mark', 'SIP-1', 'note', '--note', 'prov', '--as-of', DAY], world);
    const before = stateHash(world);
    const copy: World = { cwd: newFolder() };
    copyRegister(world, copy);
    // What happens after the copy was made is lost with the register.
    await overgangDone(['mark', 'SIP-2', 'note', '--note', 'prov', '--as-of', DAY], world);
    expect(stateHash(world)).not.toBe(before);

    const restored: World = { cwd: newFolder() };
    copyRegister(copy, restored);
    expect(stateHash(restored)).toBe(before);
    expect((await overgang(['verify'], restored)).code).toBe(0);
    await importSips(restored, '2025-10-01', [{ id: 'SIP-1' }, { id: 'SIP-3', pnr: PNR.eva }]);
    await overgangDone(['mark', 'SIP-2', 'note', '--note', 'igen', '--as-of', DAY], restored);
    expect(inRegister(restored, brokenEvents)).toEqual([]);
    expect(await overgangJson(['status', '--as-of', DAY], restored)).toMatchObject({ sips: { open: 2 } });
  });
});

describe('a disk that does not take what is written', () => {
  it.each([
    ['SQLITE_FULL', 'REGISTER_DISK_FULL'],
    ['SQLITE_IOERR_FSYNC', 'REGISTER_DISK_FAILS'],
    ['SQLITE_IOERR_DELETE', 'REGISTER_DISK_FAILS'],
    ['SQLITE_BUSY', 'REGISTER_LOCKED'],
    ['SQLITE_READONLY_DIRECTORY', 'REGISTER_READ_ONLY'],
  ])('%s has a message of its own', (code, fault) => {
    const error = Object.assign(new Error('driver'), { code });
    const known = asRegisterFault(error, 'r.sqlite');
    expect(known).toBeInstanceOf(UnusableRegister);
    expect(known).toMatchObject({ code: fault, path: 'r.sqlite' });
  });

  it('any other error is a bug and goes on as it is', () => {
    const error = new Error('else');
    expect(asRegisterFault(error, 'r.sqlite')).toBe(error);
  });
});

describe('a register on the network', () => {
  const WARNING = 'registret ligger på en nätverksplats';
  const times = (text: string): number => text.split(WARNING).length - 1;

  it('is warned of once a command, and never in what is answered', async () => {
    const world = { cwd: newFolder() };
    // Here it is a file with odd signs in its name; on Windows, a share.
    const register = ['--register', '\\\\server\\delad\\r.sqlite'];
    for (const args of [
      ['init'],
      ['status', '--json', '--quiet'],
      ['mark', 'SIP-1', 'note', '--note', 'x'],
    ]) {
      const { stdout, stderr } = await overgang([...register, ...args], world);
      expect([args[0], times(stderr), times(stdout)]).toEqual([args[0], 1, 0]);
    }
  });

  it('elsewhere nothing is said', async () => {
    const world = await emptyRegister();
    expect((await overgang(['status'], world)).stderr).not.toContain(WARNING);
  });
});

describe('what is promised', () => {
  const page = readFileSync(join(import.meta.dirname, '../docs/promises.md'), 'utf8');
  const rows = page
    .split('\n')
    .filter((line) => line.startsWith('|') && !/^\| ?(?:-|Löfte)/u.test(line))
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );

  it('is a table of promise, figure and test', () => {
    expect(rows.length).toBeGreaterThan(15);
    expect(rows.filter((cells) => cells.length !== 3 || cells.includes(''))).toEqual([]);
  });

  it('is shown, each by a test that there is', () => {
    const files = rows.map(([promise = '', , tests = '']) => ({
      promise,
      tests: [...tests.matchAll(/`([\w./-]+)`/gu)].map(([, file = '']) => file),
    }));
    expect(files.filter(({ tests }) => tests.length === 0)).toEqual([]);
    const missing = files.flatMap(({ tests }) =>
      tests.filter((file) => !existsSync(join(import.meta.dirname, '..', file))),
    );
    expect(missing).toEqual([]);
  });
});
