import { renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { emptyWorld, SIP_HEADERS, sipCells } from './helpers/bad-input.ts';
import { overgang, type World } from './helpers/cli.ts';
import { rowsOf } from './helpers/database.ts';
import { workbookReader } from './helpers/workbook-reader.ts';

/** Names of sheets are shown, and stand in the register and its findings: a workbook that puts somebody there is not read. */
type Rows = readonly (readonly string[])[];
type Sheets = Readonly<Record<string, Rows>>;

const FILE = 'sip-2025-09-15.xlsx';
const AS_OF = '2025-09-29';
const HEADER = [...SIP_HEADERS];
const NOTES: Rows = [['Att tänka på'], ['Kontrollera listan']];

let readerProcess: Awaited<ReturnType<typeof workbookReader>>;
let world: World;
beforeAll(async () => {
  readerProcess = await workbookReader();
});
beforeEach(async () => {
  world = await emptyWorld({ readerProcess });
});

async function write(sheets: Sheets, hidden: readonly string[] = []): Promise<void> {
  const book = new ExcelJS.Workbook();
  for (const [name, rows] of Object.entries(sheets))
    book
      .addWorksheet(name, { state: hidden.includes(name) ? 'hidden' : 'visible' })
      .addRows(rows.map((row) => [...row]));
  writeFileSync(join(world.cwd, FILE), new Uint8Array(await book.xlsx.writeBuffer()));
}

let id = 0;
const row = (cells: Parameters<typeof sipCells>[0]): string[] =>
  sipCells({ 'SIP-id': `SIP-${++id}`, ...cells });
/** Far below the first rows, where only all of them tell. */
const rowsWith = (...last: readonly Parameters<typeof sipCells>[0][]): Rows => [
  HEADER,
  ...Array.from({ length: 70 }, () => row({ Namn: 'Lars Ek' })),
  ...last.map(row),
];
const NYSTROM = { Namn: 'Björn Nyström' };

/** Everything that every command says of the workbook, and everything that is kept. */
async function said(
  more: readonly string[] = [],
): Promise<{ readonly codes: readonly number[]; readonly text: string }> {
  const codes: number[] = [];
  let text = '';
  for (const args of [
    ['import', FILE, '--as-of', AS_OF, ...more],
    ['import', FILE, '--as-of', AS_OF, '--json', ...more],
    ['validate', FILE, ...more],
    ['map', FILE, '-n'],
  ]) {
    const ran = await overgang(args, world);
    codes.push(ran.code);
    text += ran.stdout + ran.stderr;
  }
  const log = await overgang(['log', '--json'], world);
  return { codes, text: text + log.stdout };
}

describe('a workbook with a sheet that is called as one of its persons', () => {
  it.each<[string, Sheets, number]>([
    ['the only one', { Nyström: rowsWith(NYSTROM) }, 1],
    ['the surname, without its signs', { 'SIP nystrom': rowsWith(NYSTROM) }, 1],
    [
      'of several that are one list',
      { Härnösand: [HEADER], Timrå: rowsWith(NYSTROM), NYSTRÖMS: [HEADER, row({})] },
      3,
    ],
    ['one that is passed over', { SIP: rowsWith(NYSTROM), 'Nyström möte': NOTES }, 2],
    [
      'a first name and a surname that is a kommun, too',
      { SIP: rowsWith({ Namn: 'Åsa Kramfors' }), 'Åsa Kramfors': NOTES },
      2,
    ],
    ['a number', { SIP: rowsWith({}), '19250628-9822': NOTES }, 2],
    ['a number with its parts apart', { '250628 9822': rowsWith({}) }, 1],
    [
      'the name in the column of another list',
      {
        SIP: rowsWith({}),
        Nyström: [
          ['Namn', 'Not'],
          ['Nyström, Björn', 'x'],
        ],
      },
      2,
    ],
  ])('is not read, and told by its place alone: %s', async (_, sheets, place) => {
    await write(sheets);
    const { codes, text } = await said();
    expect(new Set(codes)).toEqual(new Set([2]));
    expect(text).toContain(`blad nummer ${place}, räknat från vänster, har en persons nummer eller namn`);
    expect(text).not.toMatch(/nystr[öo]m|åsa|9822/iu);
    expect(rowsOf(world, 'SELECT * FROM source')).toEqual([]);
  });

  it('is read where it is called as a column, or as what no column of names holds', async () => {
    await write({
      'Patientens namn': [HEADER.map((header) => (header === 'Namn' ? 'Patientens namn' : header)), row({})],
      Nyström: [
        ['Namn', 'Not'],
        ['Lars Ek', 'Björn Nyström'],
      ],
    });
    const { code, stdout } = await overgang(['import', FILE, '--as-of', AS_OF], world);
    expect([code, stdout]).toEqual([0, expect.any(String)]);
  });

  it('that is hidden is told to be', async () => {
    await write({ SIP: rowsWith(NYSTROM), Nyström: NOTES }, ['Nyström']);
    const { text } = await said();
    expect(text).toContain('blad nummer 2 (dolt), räknat');
    expect(text).not.toMatch(/nystr[öo]m/iu);
  });

  it('is told with every other, at once', async () => {
    await write({ Nyström: [HEADER, row(NYSTROM)], Timrå: [HEADER, row({})], 'Åsa Ö': NOTES, Öberg: NOTES });
    const { text } = await said();
    expect(text).toContain('blad nummer 1, 4, räknat');
  });

  it('whose file is, too, is refused for that: it would be told by its name', async () => {
    await write({ Nyström: rowsWith(NYSTROM) });
    renameSync(join(world.cwd, FILE), join(world.cwd, 'sip-ek-2025-09-15.xlsx'));
    const { code, stdout, stderr } = await overgang(
      ['import', 'sip-ek-2025-09-15.xlsx', '--as-of', AS_OF, '--json'],
      world,
    );
    expect([code, stdout]).toEqual([2, expect.stringContaining('FILE_NAMES_PERSON')]);
    expect(stdout + stderr).not.toMatch(/nystr[öo]m|-ek-/iu);
  });

  it('is not told among those that there are, where another is asked for', async () => {
    await write({ SIP: rowsWith(NYSTROM), Nyström: NOTES });
    const mapping = { kind: 'sip', columns: {}, values: {}, sheet: 'Blad9' };
    writeFileSync(join(world.cwd, 'm.json'), JSON.stringify(mapping));
    const { code, stdout, stderr } = await overgang(
      ['import', FILE, '--as-of', AS_OF, '--mapping', 'm.json'],
      world,
    );
    expect([code, stdout + stderr]).toEqual([2, expect.stringContaining('blad nummer 2')]);
    expect(stdout + stderr).not.toMatch(/nystr[öo]m/iu);
  });
});

describe('a workbook with sheets that are called as places', () => {
  it.each<[string, Sheets]>([
    ['a kommun', { Kramfors: rowsWith({ Namn: 'Åsa Kramfors' }) }],
    [
      'a kommun of the list that the region does not have',
      { Berg: rowsWith({ Namn: 'Åsa Berg' }, { Kommun: 'Berg' }) },
    ],
    [
      'a unit of the list',
      { Granen: rowsWith({ Namn: 'Åsa Granen' }, { 'Samordningsansvarig enhet': 'Hälsocentralen Granen' }) },
    ],
    ['what is called as units are', { 'Hälsocentralen Granen': rowsWith({ Namn: 'Åsa Granen' }) }],
    ['a part', { Psykiatri: rowsWith({ Namn: 'Åsa Psykiatri' }) }],
    ['a usual word and a kommun', { 'Kramfors maj': rowsWith({ Namn: 'Maj Kramfors' }) }],
    ['a first name', { Åsa: rowsWith({ Namn: 'Åsa Ek' }) }],
    ['what only begins as a surname', { Nys: rowsWith(NYSTROM) }],
    [
      'a first name that stands in a column of its own on what is no list',
      { SIP: rowsWith({}), Nyström: [['Tilltalsnamn'], ['Nyström']] },
    ],
    [
      'what a column of places of what is no list has',
      { SIP: rowsWith({}), Granbacken: [['Avdelningens namn'], ['Granbacken']] },
    ],
  ])('is read: %s', async (_, sheets) => {
    await write(sheets);
    const { codes, text } = await said();
    expect(text).not.toContain('räknat från vänster');
    expect(codes[0]).toBeLessThan(2);
    expect(rowsOf(world, 'SELECT * FROM source')).toHaveLength(1);
  });
});
