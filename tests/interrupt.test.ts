import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { beforeAll, expect, it } from 'vitest';
import { buildProgram } from './helpers/built-program.ts';
import { overgangDone, overgangJson } from './helpers/cli.ts';
import { newFolder } from './helpers/folder.ts';

const ROOT = join(import.meta.dirname, '..');
const LIST = 'sip-2025-09-15.csv';

beforeAll(buildProgram);

it('Ctrl-C in the middle of an import says so, leaves nothing behind and ends with 130', async () => {
  const world = { cwd: newFolder() };
  await overgangDone(['init', '--as-of', '2025-04-28'], world);
  const rows = Array.from({ length: 60_000 }, (_, at) => `SIP-${at};19270525-9964;Sundsvall;Kommun;Pågående`);
  const header = 'SIP-id;Personnummer;Kommun;Samordningsansvar;Status';
  writeFileSync(join(world.cwd, LIST), [header, ...rows, ''].join('\n'));
  const before = readdirSync(world.cwd).toSorted();
  const child = spawn(process.execPath, [join(ROOT, 'bin/overgang.js'), 'import', LIST], { cwd: world.cwd });
  let stderr = '';
  child.stderr.on('data', (text: Buffer) => {
    stderr += text.toString();
  });
  // Once the journal is there, the transaction is open.
  while (child.exitCode === null && !readdirSync(world.cwd).includes('overgang.sqlite-journal'))
    await setTimeout(2);
  child.kill('SIGINT');
  const [code] = (await once(child, 'exit')) as [number | null];
  expect([code, stderr]).toEqual([
    130,
    '\nAvbrutet. Det som inte hann bli klart är inte med; registret är helt.\n',
  ]);
  expect(await overgangJson(['status', '--as-of', '2025-09-29'], world)).toMatchObject({ sips: { open: 0 } });
  expect(readdirSync(world.cwd).toSorted()).toEqual(before);
});
