import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import exceljs from 'exceljs';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createSpinner, openEncryptedBook } from '../src/files/encrypted/encrypted-book.ts';
import { filesInPackage } from '../src/files/reading/package-zip.ts';
import { overgang, overgangDone, overgangJson, type Ran, type World } from './helpers/cli.ts';
import { rowsOf } from './helpers/database.ts';
import { filesIn } from './helpers/folder.ts';
import { fill, handOutOne, openList } from './helpers/filled-lists.ts';
import { emptyRegister, importSips, PNR, SECRETS } from './helpers/sip-lists.ts';
import { workbookReader } from './helpers/workbook-reader.ts';

const DAY = '2025-10-06';
const [ONE, TWO, THREE] = ['S1-G', 'S2-H', 'S3-J'] as const;
const HEADER = 'Mottagare;Funktion;Kanal;Adress;Lösenordskanal;Telefon';
const SENDER = 'Avsändare;Systemförvaltningen;sdk;plc-forvaltning;;070-174 06 31';
const UNIT = 'Hälsocentralen Granen;Samordning;sdk;granen;brev;';
const OTHER = 'Kommunen, Timrå;Samordning;hand;;brev;070-174 06 32';
const PACK = 'svar-halsocentralen-granen.zip';

let readerProcess: NonNullable<World['readerProcess']>;
let world: World;

beforeAll(async () => {
  readerProcess = await workbookReader();
});

const inWorld = (...names: string[]): string => join(world.cwd, ...names);

/** A list that was handed out before there were contacts, filled in: one row done, one with a word that is no status. */
beforeEach(async () => {
  world = { ...(await emptyRegister()), readerProcess };
  await importSips(
    world,
    '2025-09-15',
    ['SIP-1', 'SIP-2', 'SIP-3'].map((id, at) => ({ id, ...(at === 1 ? { pnr: PNR.ulla } : {}) })),
  );
  const list = await handOutOne(world, DAY, 'ut', '--step', '6');
  const open = await openList(list.path);
  fill(open, {
    [ONE]: { Status: 'Klar', 'Alla parter klara': 'Ja', 'Avslutad i Prator': new Date('2025-10-03') },
    [TWO]: { Status: 'Märta 19250628-9822' },
  });
  open.sheet.spliceRows(open.rowOf(THREE), 1);
  await open.book.xlsx.writeFile(inWorld('ifylld.xlsx'));
});

async function withContacts(...rows: readonly string[]): Promise<void> {
  writeFileSync(inWorld('kontakter.csv'), [HEADER, SENDER, ...rows].join('\n'));
  await overgangDone(['contacts', 'import', 'kontakter.csv', '--as-of', DAY], world);
}

const reply = (...more: string[]): Promise<Ran> =>
  overgang(['return', 'ifylld.xlsx', '--reply', 'svar', '--as-of', DAY, ...more], world);
const jsonOf = ({
  stdout,
}: Ran): { files: { applied: number }[]; replies?: string[]; withoutContact?: string[] } =>
  JSON.parse(stdout) as ReturnType<typeof jsonOf>;

async function packed(zip: string): Promise<ReadonlyMap<string, Buffer>> {
  const files = (await filesInPackage(readFileSync(zip))) ?? [];
  return new Map(await Promise.all(files.map(async ({ name, bytes }) => [name, await bytes()] as const)));
}

async function passwordOfUnit(): Promise<string> {
  await overgangDone(['contacts', 'slips', '-o', 'lappar', '--as-of', DAY], world);
  const page = readFileSync(inWorld('lappar', 'halsocentralen-granen.html'), 'utf8');
  return [...page.matchAll(/<li><i>\d<\/i>([a-z]+)<\/li>/gu)].map(([, word = '']) => word).join(' ');
}

/** The texts of a workbook, by sheet. */
async function textsOf(book: Buffer): Promise<Readonly<Record<string, string>>> {
  const { Workbook } = exceljs;
  const read = new Workbook();
  await read.xlsx.load(book as unknown as ArrayBuffer);
  return Object.fromEntries(
    read.worksheets.map((sheet) => [
      sheet.name,
      (sheet.getSheetValues() as (unknown[] | undefined)[]).map((row) => (row ?? []).join(' | ')).join('\n'),
    ]),
  );
}

describe('return --reply, where there are contacts', () => {
  it('sends the reply as lists are sent: encrypted, in the package of the recipient', async () => {
    await withContacts(UNIT, OTHER);
    await reply();
    expect(filesIn(inWorld('svar'))).toEqual([PACK]);
    const files = await packed(inWorld('svar', PACK));
    expect([...files.keys()]).toEqual(['00-las-mig.html', 'svar.xlsx']);
    const cover = files.get('00-las-mig.html')?.toString() ?? '';
    expect(cover).toContain('Hälsocentralen Granen');
    for (const told of [ONE, TWO, THREE, 'AL-0001', ...SECRETS]) expect(cover).not.toContain(told);

    const book = openEncryptedBook(files.get('svar.xlsx') ?? Buffer.alloc(0));
    expect(book.open('fel ord', createSpinner())).toBeNull();
    const texts = await textsOf(book.open(await passwordOfUnit(), createSpinner()) ?? Buffer.alloc(0));
    expect(Object.keys(texts)).toEqual(['Svar', 'Rader']);
    expect(texts['Svar']).toMatch(/AL-0001 \| .* \| 3 \| 0 \| 1 \| 0/u);
    expect(texts['Rader']).toMatch(new RegExp(`AL-0001 \\| ${TWO}.* \\| Inte inläst`, 'u'));
    expect(texts['Rader']).toMatch(new RegExp(`AL-0001 \\| ${THREE} \\| Rader som inte fanns i filen`, 'u'));
    for (const secret of SECRETS) expect(JSON.stringify(texts)).not.toContain(secret);
  });

  it('is written over nothing, and is no list that can be taken back', async () => {
    await withContacts(UNIT);
    await reply();
    const first = readFileSync(inWorld('svar', PACK));
    await reply();
    expect(filesIn(inWorld('svar'))).toEqual([
      'svar-halsocentralen-granen-2.zip',
      'svar-halsocentralen-granen.zip',
    ]);
    expect(readFileSync(inWorld('svar', PACK)).equals(first)).toBe(true);
    const back = await overgang(['return', join('svar', PACK), '--as-of', DAY, '--json'], world);
    expect(back.code).toBe(2);
  });

  it('makes nothing for who has no contact, and names them', async () => {
    await withContacts(OTHER);
    const ran = await reply('--json');
    expect(ran.code).toBe(1);
    expect(ran.stderr).toContain('Utan kontakt, och därför utan svar: Hälsocentralen Granen.');
    expect(jsonOf(ran)).toMatchObject({ replies: [], withoutContact: ['Hälsocentralen Granen'] });
    expect(existsSync(inWorld('svar'))).toBe(false);
  });

  it('says what a page risks that is asked for all the same, and logs it', async () => {
    await withContacts(UNIT);
    const ran = await reply('--plain');
    expect(ran.stderr).toContain('Svaren är inte krypterade, fast det finns kontakter.');
    expect(filesIn(inWorld('svar'))).toEqual(['halsocentralen-granen/svar.html']);
    const { events } = await overgangJson<{ events: { data: unknown }[] }>(
      ['log', '--type', 'replied'],
      world,
    );
    expect(events.map(({ data }) => data)).toEqual([{ lists: 1, encrypted: false }]);
  });

  it('tells what was taken in before it tells that no reply could be written', async () => {
    await withContacts(UNIT);
    await passwordOfUnit();
    rmSync(inWorld('overgang.sqlite.losen'));
    const ran = await reply('--json');
    expect(ran.code).toBe(2);
    expect(jsonOf(ran).files.map(({ applied }) => applied)).toEqual([3]);
    expect(ran.stderr).toContain('losen');
    expect(rowsOf(world, `SELECT 1 FROM event WHERE type = 'returned'`)).toHaveLength(1);
  });
});
