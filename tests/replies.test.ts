import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { overgang, overgangDone, overgangJson, type Ran, type World } from './helpers/cli.ts';
import { filesIn } from './helpers/folder.ts';
import { fill, handOutOne, openList, returnFile, type HandedOutList } from './helpers/filled-lists.ts';
import { emptyRegister, importSips, PNR, SECRETS } from './helpers/sip-lists.ts';
import { workbookReader } from './helpers/workbook-reader.ts';

const DAY = '2025-10-06';
const LATER = '2025-10-13';
const [ONE, TWO, THREE, FOUR] = ['S1-G', 'S2-H', 'S3-J', 'S4-K'] as const;
const DONE = { Status: 'Klar', 'Alla parter klara': 'Ja', 'Avslutad i Prator': new Date('2025-10-03') };

let readerProcess: NonNullable<World['readerProcess']>;
let world: World;
let list: HandedOutList;

beforeAll(async () => {
  readerProcess = await workbookReader();
});

beforeEach(async () => {
  world = { ...(await emptyRegister()), readerProcess };
  await importSips(
    world,
    '2025-09-15',
    ['SIP-1', 'SIP-2', 'SIP-3', 'SIP-4'].map((id, at) => ({ id, ...(at === 1 ? { pnr: PNR.ulla } : {}) })),
  );
  list = await handOutOne(world, DAY, 'ut', '--step', '6');
});

const inWorld = (...names: string[]): string => join(world.cwd, ...names);

/** One row done, one with a word that is no status, one with a fact changed, and one that is taken away. */
async function filled(): Promise<string> {
  const open = await openList(list.path);
  fill(open, { [ONE]: DONE, [TWO]: { Status: 'Märta 19250628-9822' }, [THREE]: { Fas: 'Ändrad' } });
  open.sheet.spliceRows(open.rowOf(FOUR), 1);
  await open.book.xlsx.writeFile(inWorld('ifylld.xlsx'));
  return 'ifylld.xlsx';
}

const reply = async (...more: string[]): Promise<Ran> =>
  overgang(['return', await filled(), '--reply', 'svar', '--as-of', DAY, ...more], world);

describe('return --reply', () => {
  it('tells the sender what was taken in, what was not and why, what was missing and what was not read', async () => {
    const { stdout } = await reply();
    expect(stdout).toContain('1 svar att skicka tillbaka: svar');
    expect(filesIn(inWorld('svar'))).toEqual(['halsocentralen-granen/svar.html']);
    const page = readFileSync(inWorld('svar', 'halsocentralen-granen', 'svar.html'), 'utf8');
    const text = page.replace(/<style>.*?<\/style>/su, '').replace(/<[^>]*>/gu, ' ');
    expect(text).toContain('Hälsocentralen Granen');
    expect(text).toMatch(/AL-\d{4}/u);
    expect(text).toMatch(/3\s+svar inlästa/u);
    const after = (heading: string): string => text.slice(text.indexOf(heading));
    expect(after('Inte inläst')).toContain(TWO);
    expect(after('Rader som inte fanns i filen')).toContain(FOUR);
    expect(after('Sett, men inte läst')).toContain(THREE);
    for (const secret of SECRETS) expect(page).not.toContain(secret);
    expect(page).not.toContain('SIP-1');
  });

  it('is written over nothing, in a dry run not at all, and is logged without what it says', async () => {
    await reply('-n');
    expect(existsSync(inWorld('svar'))).toBe(false);
    await reply();
    const first = readFileSync(inWorld('svar', 'halsocentralen-granen', 'svar.html'), 'utf8');
    await reply();
    expect(filesIn(inWorld('svar'))).toEqual([
      'halsocentralen-granen/svar-2.html',
      'halsocentralen-granen/svar.html',
    ]);
    expect(readFileSync(inWorld('svar', 'halsocentralen-granen', 'svar.html'), 'utf8')).toBe(first);
    const { events } = await overgangJson<{ events: { data: unknown }[] }>(
      ['log', '--type', 'replied'],
      world,
    );
    expect(events.map(({ data }) => data)).toEqual([{ lists: 1 }, { lists: 1 }]);
  });
});

interface Lists {
  readonly recipients: readonly {
    readonly recipient: string;
    readonly reminder: string | null;
    readonly lists: readonly {
      readonly id: string;
      readonly state: string;
      readonly rows: number | null;
      readonly answeredRows: number | null;
      readonly daysOut: number;
      readonly isLate: boolean;
      readonly outdated: readonly string[];
    }[];
  }[];
}
const standing = (day = DAY): Promise<Lists> =>
  overgangJson<Lists>(['status', '--lists', '--as-of', day], world);

describe('status --lists', () => {
  it('tells what is out, how much has come back, and since when', async () => {
    const before = (await standing()).recipients;
    expect(before).toMatchObject([
      {
        recipient: 'Hälsocentralen Granen',
        lists: [
          { id: list.id, state: 'out', rows: 4, answeredRows: 0, daysOut: 0, isLate: false, outdated: [] },
        ],
      },
    ]);
    await returnFile(world, DAY, await filled());
    expect((await standing(LATER)).recipients[0]?.lists[0]).toMatchObject({
      state: 'part',
      answeredRows: 1,
      daysOut: 7,
      isLate: true,
    });
  });

  it('names the lists that a newer one takes the place of, and counts days from the first', async () => {
    const again = await handOutOne(world, LATER, 'ut2', '--step', '6');
    const [found] = (await standing(LATER)).recipients;
    expect(found?.lists).toMatchObject([{ id: again.id, daysOut: 7, outdated: [list.id] }]);
    expect(found?.reminder).toContain(`Den ersätter ${list.id}: fyll inte i dem.`);
  });

  it('has a reminder to send, with numbers of lists and days alone; nothing when all is back', async () => {
    const { stdout } = await overgangDone(['status', '--lists', '--as-of', LATER], world);
    expect(stdout).toContain('Påminnelser att skicka');
    expect(stdout).toContain(`${list.id}, Steg 6`);
    expect(stdout).not.toMatch(/S\d-[A-Z]|SIP-\d|Märta/u);
    const open = await openList(list.path);
    fill(open, Object.fromEntries([ONE, TWO, THREE, FOUR].map((token) => [token, DONE])));
    await open.book.xlsx.writeFile(inWorld('alla.xlsx'));
    await returnFile(world, DAY, 'alla.xlsx');
    const [found] = (await standing(LATER)).recipients;
    expect([found?.lists[0]?.state, found?.reminder]).toEqual(['back', null]);
  });

  it('does not know on a day what came after it', async () => {
    expect((await standing('2025-10-05')).recipients).toEqual([]);
    expect((await overgangDone(['status', '--lists', '--as-of', '2025-10-05'], world)).stdout).toContain(
      'Inga listor är utlämnade.',
    );
  });
});
