import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { overgang, overgangDone, overgangJson, type World } from './helpers/cli.ts';
import { newFolder } from './helpers/folder.ts';
import { writeSmallList } from './helpers/small-lists.ts';

const HEADERS = 'SIP-id;Kommun;Status;Startad';
const IDLE = 'Vad listan sades vara hel för gäller inte den';

async function newWorld(): Promise<World> {
  const world: World = { cwd: newFolder() };
  await overgangDone(['init', '--as-of', '2025-04-28'], world);
  return world;
}
const take = (world: World, ...args: readonly string[]) =>
  overgang(['import', ...args, '--as-of', '2025-09-29'], world);
async function wordsIn(world: World): Promise<number> {
  const { events } = await overgangJson<{ events: readonly { readonly type: string }[] }>(['log'], world);
  return events.filter(({ type }) => type === 'coverage-said').length;
}

it('of a list of units it is said in vain that it is whole for a kommun, which is told and not written down', async () => {
  const world = await newWorld();
  const list = writeSmallList(world, 'enhet', '2025-09-15', [{}]);
  expect((await take(world, list, '--whole')).stdout).not.toContain(IDLE);
  // It was in, and is told of it all the same.
  const again = await take(world, list, '--covers', 'kommun=Timrå');
  expect(again.stdout.replaceAll(/\s+/gu, ' ')).toContain(IDLE);
  const { files } = await overgangJson<{ files: readonly { findings: readonly { code: string }[] }[] }>(
    ['import', list, '--covers', 'kommun=Timrå', '--as-of', '2025-09-29'],
    world,
  );
  expect(files[0]?.findings.map(({ code }) => code)).toContain('COVERS_NOT_OF_LIST');
  expect(await wordsIn(world)).toBe(0);

  const other = await newWorld();
  const first = await take(
    other,
    writeSmallList(other, 'enhet', '2025-09-15', [{}]),
    '--covers',
    'kommun=Timrå',
  );
  expect(first.stdout.replaceAll(/\s+/gu, ' ')).toContain(IDLE);
  expect(await wordsIn(other)).toBe(0);
});

it('of a Rättningslista too, whose rows alone it changes', async () => {
  const world = await newWorld();
  const write = (name: string, rows: readonly string[]): string => {
    writeFileSync(join(world.cwd, name), `${[HEADERS, ...rows].join('\n')}\n`);
    return name;
  };
  await take(
    world,
    write('sip-2025-09-15.csv', ['SIP-1;Timrå;Pågående;2025-03-04', 'SIP-2;Tmrå;Pågående;2025-03-04']),
    ...['--whole', '--errors', 'ratta.csv'],
  );
  expect(await wordsIn(world)).toBe(1);
  const mended = await take(world, 'ratta.csv', '--whole');
  expect(mended.stdout.replaceAll(/\s+/gu, ' ')).toContain(IDLE);
  expect(await wordsIn(world)).toBe(1);
});
