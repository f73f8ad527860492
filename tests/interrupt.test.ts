import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import { buildProgram } from './helpers/built-program.ts';
import { overgangDone, overgangJson } from './helpers/cli.ts';
import { newFolder } from './helpers/folder.ts';
import { ofFile } from './helpers/on-server.ts';

const ROOT = join(import.meta.dirname, '..');
const LIST = 'sip-2025-09-15.csv';

beforeAll(buildProgram);

/** A list that takes a while. */
function manyRows(): string {
  const rows = Array.from({ length: 60_000 }, (_, at) => `SIP-${at};19270525-9964;Sundsvall;Kommun;Pågående`);
  return ['SIP-id;Personnummer;Kommun;Samordningsansvar;Status', ...rows, ''].join('\n');
}

ofFile('processes').it(
  'Ctrl-C in the middle of an import says so, leaves nothing behind and ends with 130',
  async () => {
    const world = { cwd: newFolder() };
    await overgangDone(['init', '--as-of', '2025-04-28'], world);
    writeFileSync(join(world.cwd, LIST), manyRows());
    const before = readdirSync(world.cwd).toSorted();
    const child = spawn(process.execPath, [join(ROOT, 'bin/overgang.js'), 'import', LIST], {
      cwd: world.cwd,
    });
    let stderr = '';
    child.stderr.on('data', (text: Buffer) => {
      stderr += text.toString();
    });
    // Once the journal is there, the transaction is open.
    while (child.exitCode === null && !readdirSync(world.cwd).includes('overgang.sqlite-journal'))
      await sleep(2);
    child.kill('SIGINT');
    const [code] = (await once(child, 'exit')) as [number | null];
    expect([code, stderr]).toEqual([
      130,
      '\nAvbrutet. Det som inte hann bli klart är inte med; registret är helt.\n',
    ]);
    expect(await overgangJson(['status', '--as-of', '2025-09-29'], world)).toMatchObject({
      sips: { open: 0 },
    });
    expect(readdirSync(world.cwd).toSorted()).toEqual(before);
  },
);

/** A terminal that keys are pressed at; of util-linux, which every Linux with a terminal has. */
const HAS_TERMINAL = process.platform === 'linux' && spawnSync('script', ['--version']).status === 0;

/** Runs a command at a terminal, and presses a key once something is seen there. */
async function pressAt(
  cwd: string,
  args: readonly string[],
  { seen, key }: { readonly seen: (shown: string) => boolean; readonly key: string },
): Promise<{ readonly code: number | null; readonly shown: string }> {
  const command = [process.execPath, join(ROOT, 'bin/overgang.js'), ...args].join(' ');
  const child = spawn('script', ['-qefc', command, '/dev/null'], { cwd });
  let shown = '';
  let isPressed = false;
  const press = (): void => {
    if (isPressed || !seen(shown)) return;
    isPressed = true;
    child.stdin.write(key);
  };
  const looking = setInterval(press, 5);
  child.stdout.on('data', (text: Buffer) => {
    shown += text.toString();
    press();
  });
  const [code] = (await once(child, 'exit')) as [number | null];
  clearInterval(looking);
  return { code, shown };
}

const [CTRL_C, CTRL_D] = ['\u0003', '\u0004'];

describe.skipIf(!HAS_TERMINAL)('at a terminal', () => {
  it.each([
    ['Ctrl-C', CTRL_C],
    ['Ctrl-D', CTRL_D],
  ])(
    '%s in the midst of the questions of map says so, writes no mapping and ends with 130',
    async (_, key) => {
      const cwd = newFolder();
      const rows = Array.from({ length: 5 }, (_none, at) => `C-${at};19270525-9964;Timrå;2025-01-0${at + 1}`);
      writeFileSync(join(cwd, LIST), ['case_no;pnr;municipality;opened', ...rows, ''].join('\n'));
      const { code, shown } = await pressAt(cwd, ['map', LIST, '--as', 'sip'], {
        seen: (text) => text.includes('Nummer ('),
        key,
      });
      expect([code, shown]).toEqual([130, expect.stringContaining('\nAvbrutet. ')]);
      expect(shown).not.toContain('fel i programmet');
      expect(readdirSync(cwd)).toEqual([LIST]);
    },
  );

  ofFile('processes').it('Ctrl-C while the progress of an import is drawn does the same', async () => {
    const world = { cwd: newFolder() };
    await overgangDone(['init', '--as-of', '2025-04-28'], world);
    writeFileSync(join(world.cwd, LIST), manyRows());
    const before = readdirSync(world.cwd).toSorted();
    const { code, shown } = await pressAt(world.cwd, ['import', LIST], {
      seen: () => readdirSync(world.cwd).includes('overgang.sqlite-journal'),
      key: CTRL_C,
    });
    expect([code, shown]).toEqual([130, expect.stringContaining('\nAvbrutet. ')]);
    expect(await overgangJson(['status', '--as-of', '2025-09-29'], world)).toMatchObject({
      sips: { open: 0 },
    });
    expect(readdirSync(world.cwd).toSorted()).toEqual(before);
  });
});
