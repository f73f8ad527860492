import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { csvText, emptyWorld, refusalOf, SIP_HEADERS, sipCells, takeIn } from './helpers/bad-input.ts';
import { overgang, type World } from './helpers/cli.ts';

/** Names stand on worklists of persons alone: what should be a unit and is a name is shown nowhere. */
const AS_OF = '2025-09-29';
const PEOPLE = [
  ['19250628-9822', 'Åsa Öberg', 'Härnösand'],
  ['19310412-9808', 'Björn Nyström', 'Timrå'],
  ['19420523-9819', 'Märta Sjödin', 'Ånge'],
  ['19550607-9820', 'Lars Åkerlund', 'Kramfors'],
  ['19660130-9849', 'Karin Hägg', 'Sundsvall'],
] as const;
const ROWS = PEOPLE.map(([Personnummer, Namn, Kommun], at) =>
  sipCells({
    'SIP-id': `SIP-${240_001 + at}`,
    Personnummer,
    Namn,
    Kommun,
    'Samordningsansvarig enhet': `Biståndsenheten ${Kommun}`,
    Samordningsansvar: 'Kommun',
  }),
);

/** What is shown outside worklists, of a register: texts, JSON, the log and the names of files. */
async function shown(world: World): Promise<string> {
  const said: string[] = [];
  for (const args of [
    ['status', '--json'],
    ['inbox', '--json'],
    ['readiness', '--json'],
    ['readiness', '--rows', 'needs-decision'],
    ['worklist', '-o', 'ut', '--json'],
    ['log', '--json'],
  ]) {
    const { stdout, stderr } = await overgang(
      [...args, ...(args[0] === 'log' ? [] : ['--as-of', AS_OF])],
      world,
    );
    said.push(stdout, stderr);
  }
  said.push(...readdirSync(join(world.cwd, 'ut'), { recursive: true }).map(String));
  said.push(readFileSync(join(world.cwd, 'ut/index.html'), 'utf8'));
  return said.join('\n');
}
const NAMES = PEOPLE.map(([, name]) => name);
const leaked = async (rows: readonly (readonly string[])[]): Promise<readonly string[]> => {
  const { world } = await takeIn(csvText([SIP_HEADERS, ...rows]), { world: await emptyWorld() });
  const text = (await shown(world)).toLowerCase();
  return NAMES.filter((name) =>
    [name, name.replace(' ', '-')].some((one) => text.includes(one.toLowerCase())),
  );
};

describe('a name where a unit should stand', () => {
  it.each([1, 2, 3, -1, -2])('of a row that has slid %d columns is shown nowhere', async (by) => {
    const slid = (cells: readonly string[]): readonly string[] =>
      by > 0
        ? [cells[0] ?? '', ...Array<string>(by).fill(''), ...cells.slice(1)]
        : [cells[0] ?? '', ...cells.slice(1 - by)];
    expect(await leaked(ROWS.map((cells, at) => (at < 2 ? slid(cells) : cells)))).toEqual([]);
  });

  it.each([
    (name: string) => name,
    (name: string) => `Hemma hos ${name}`,
    (name: string) => `Hemsjukvården, ${name}`,
    (name: string) => name.toUpperCase().split(' ').reverse().join(', '),
  ])('of the row’s own person is shown nowhere: case %#', async (unitOf) => {
    const unitAt = SIP_HEADERS.indexOf('Samordningsansvarig enhet');
    const rows = ROWS.map((cells, at) =>
      at < 2 ? cells.map((cell, index) => (index === unitAt ? unitOf(NAMES[at] ?? '') : cell)) : cells,
    );
    expect(await leaked(rows)).toEqual([]);
  });

  it('is no unit of a list whose headers have changed places: it is refused', async () => {
    const headers = SIP_HEADERS.map((header) =>
      header === 'Namn'
        ? 'Samordningsansvarig enhet'
        : header === 'Samordningsansvarig enhet'
          ? 'Namn'
          : header,
    );
    const { code } = await refusalOf(csvText([headers, ...ROWS]));
    expect(code).toBe('COLUMNS_SWAPPED');
  });

  it('is not found where all is well', async () => {
    const { file } = await takeIn(csvText([SIP_HEADERS, ...ROWS]));
    expect(
      file.findings.filter(({ code }) => ['UNIT_IS_PERSON', 'ROW_NOT_UNDER_HEADERS'].includes(code)),
    ).toEqual([]);
  });
});
