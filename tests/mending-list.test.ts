import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { planMendingLists } from '../src/app/lists/write-mending-list.ts';
import { PRIVACY_NOTICE, PROTECTED_NOTICE } from '../src/domain/validation/mending-list.ts';
import { emptyWorld } from './helpers/bad-input.ts';
import { overgang, overgangDone, type World } from './helpers/cli.ts';
import { newFolder } from './helpers/folder.ts';

// As many rows as a workbook has room for, where one of fifty thousand takes long to make.
vi.mock('../src/documents/mending/mending-workbook.ts', async (original) => ({
  ...(await original<object>()),
  MOST_WORKBOOK_ROWS: 1,
}));

const MAPPING = {
  kind: 'sip',
  columns: {
    sip_id: 'Nr',
    person_id: 'Vem',
    name: { join: ['Förnamn', 'Efternamn'] },
    role: 'Roll',
    kommun: { from: 'file' },
    is_protected: 'Hemligt',
    status: { constant: 'open' },
  },
  values: {},
};
const HEADER = 'Nr;Vem;Förnamn;Efternamn;Roll;Hemligt;Annat';
const LONG = `1;19250628-9822;Märta;Nordström;${'å'.repeat(201)};Nej;x`;
const RAGGED = '2;19271206-9810;Ulla;Berg;Läkare;Nej;x;mer';
const PROTECTED = '3;19640430-9840;Eva;Lind;Läkare;Ja;x';
const FLAWLESS = '4;19270525-9964;Rune;Holm;Läkare;Nej;x';

async function worldWith(rows: readonly string[]): Promise<World> {
  const world = await emptyWorld();
  writeFileSync(join(world.cwd, 'Timrå 2025-09-15.csv'), `${[HEADER, ...rows].join('\n')}\n`);
  writeFileSync(join(world.cwd, 'm.json'), JSON.stringify(MAPPING));
  return world;
}
const take = (world: World, errors: string) =>
  overgang(['import', 'Timrå 2025-09-15.csv', '--mapping', 'm.json', '--errors', errors], world);

const textOf = ({ cwd }: World, name: string): string => readFileSync(join(cwd, name), 'utf8');

/** A semicolon outside quotes. */
const BETWEEN_CELLS = /;(?=(?:[^"]*"[^"]*")*[^"]*$)/u;

/** The cells of each row from the header on, without the advice. */
const cellsOf = (world: World, name: string): readonly (readonly string[])[] =>
  textOf(world, name)
    .split('\r\n')
    .map((line) => line.split(BETWEEN_CELLS).map((cell) => cell.replaceAll('"', '')))
    .filter((cells) => cells.length > 1)
    .map((cells) => cells.toSpliced(1, 1));

it('a Rättningslista gives each column as the list has it, what stands beyond them too, and no free text', async () => {
  const world = await worldWith([LONG, RAGGED, PROTECTED, FLAWLESS]);
  await take(world, 'ratta.csv');
  const header = ['Rad', 'Kommun (filens namn)', 'Nr', 'Vem', 'Förnamn', 'Efternamn', 'Roll', 'Hemligt'];
  const file = 'Timrå 2025-09-15.csv';
  expect(cellsOf(world, 'ratta.csv')).toEqual([
    header,
    ['2', file, '1', '19250628-9822', 'Märta', 'Nordström', '', 'Nej'],
    ['3', file, '2', '19271206-9810', 'Ulla', 'Berg', 'Läkare', 'Nej', 'mer'],
  ]);
  expect(cellsOf(world, 'ratta-skyddade.csv')).toEqual([
    header,
    ['4', file, '3', '19640430-9840', 'Eva', 'Lind', 'Läkare', 'Ja'],
  ]);
  expect(textOf(world, 'ratta.csv')).toMatch(/^"?Uttag 2025-09-15/mu);
  expect(textOf(world, 'ratta.csv')).toContain(PRIVACY_NOTICE);
  expect(textOf(world, 'ratta.csv')).not.toContain(PROTECTED_NOTICE);
  expect(textOf(world, 'ratta-skyddade.csv')).toContain(`${PROTECTED_NOTICE} ${PRIVACY_NOTICE}`);
});

it('a workbook has room for so many rows and no more: the rest is asked for as CSV', async () => {
  const full = await worldWith([LONG, FLAWLESS]);
  expect((await take(full, 'ratta.xlsx')).code).toBe(0);
  expect(existsSync(join(full.cwd, 'ratta.xlsx'))).toBe(true);
  const over = await worldWith([LONG, RAGGED]);
  const { code, stderr } = await take(over, 'ratta.xlsx');
  expect([code, stderr]).toEqual([2, expect.stringContaining('.csv')]);
  expect(existsSync(join(over.cwd, 'ratta.xlsx'))).toBe(false);
});

it('a Rättningslista to a list of units names no day: such a list has none', async () => {
  const world = await emptyWorld();
  writeFileSync(
    join(world.cwd, 'e.csv'),
    'HSA-id;Enhet;Enhetstyp;Kommun\nSE2321000206-3E9;Granen;hälsocentral;Nowhere\n',
  );
  await overgangDone(['import', 'e.csv', '--errors', 'ratta.csv'], world);
  expect(textOf(world, 'ratta.csv')).toContain('Nowhere');
  expect(textOf(world, 'ratta.csv')).not.toMatch(/^"?Uttag/mu);
});

it('where a Rättningslista is to be written is settled first: its format, and that no list is written over', async () => {
  const cwd = newFolder();
  const [list, other] = ['lista.csv', 'lista-skyddade.csv'].map((name) => join(cwd, name)) as [
    string,
    string,
  ];
  const plan = (path: string, lists: readonly string[]) => planMendingLists(path, lists, { force: true });
  await expect(plan(join(cwd, 'ratta.ods'), [list])).rejects.toMatchObject({ code: 'ERRORS_FORMAT' });
  writeFileSync(list, 'a');
  expect(await plan(join(cwd, 'ratta.CSV'), [list])).toEqual([join(cwd, 'ratta.CSV')]);
  // A list that is not there is for its reading to tell of.
  expect(await plan(join(cwd, 'ratta.csv'), [list, join(cwd, 'ingen.csv')])).toHaveLength(2);
  await expect(plan(list, [list])).rejects.toMatchObject({ code: 'ERRORS_OVER_LIST' });
  writeFileSync(other, 'b');
  await expect(plan(list, [other])).rejects.toMatchObject({ code: 'ERRORS_OVER_LIST' });
  expect(await plan(list, [join(cwd, 'ingen.csv')])).toEqual([list]);
});
