import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  emptyWorld,
  heldOf,
  refusalOf,
  SIP_HEADERS,
  sipCells,
  sipsOf,
  takeIn,
  told,
  type Attempt,
  type HeldFile,
  type Refusal,
} from './helpers/bad-input.ts';
import { overgangJson, type World } from './helpers/cli.ts';
import { rowsOf } from './helpers/database.ts';
import { workbookReader } from './helpers/workbook-reader.ts';

/** Workbooks whose list stands on several sheets. */
type Sheets = Readonly<Record<string, readonly (readonly string[])[]>>;

const NAME = 'sip-2025-09-15.xlsx';
const OTHER = { Personnummer: '19310412-9808', Namn: 'Anna Ek' };

let readerProcess: Awaited<ReturnType<typeof workbookReader>>;
beforeAll(async () => {
  readerProcess = await workbookReader();
});

/** @param merged an area that is one cell, of each sheet */
async function bookOf(
  sheets: Sheets,
  hidden: readonly string[] = [],
  merged: Readonly<Record<string, string>> = {},
): Promise<Uint8Array> {
  const book = new ExcelJS.Workbook();
  for (const [name, rows] of Object.entries(sheets))
    book
      .addWorksheet(name, { state: hidden.includes(name) ? 'hidden' : 'visible' })
      .addRows(rows.map((row) => [...row]));
  for (const [name, area] of Object.entries(merged)) book.getWorksheet(name)?.mergeCells(area);
  return new Uint8Array(await book.xlsx.writeBuffer());
}

const taken = async (sheets: Sheets): Promise<Attempt> =>
  takeIn(await bookOf(sheets), { name: NAME, world: await emptyWorld({ readerProcess }) });
const refused = async (sheets: Sheets): Promise<Refusal> =>
  refusalOf(await bookOf(sheets), { name: NAME, world: await emptyWorld({ readerProcess }) });
const held = async (sheets: Sheets): Promise<HeldFile> =>
  heldOf(await bookOf(sheets), { name: NAME, world: await emptyWorld({ readerProcess }) });

const HEADER = [...SIP_HEADERS];
const first = sipCells({ 'SIP-id': 'SIP-1' });
const second = sipCells({ 'SIP-id': 'SIP-2', ...OTHER });

describe('sheets that are named after a status', () => {
  const without = (cells: readonly string[]): readonly string[] =>
    cells.filter((_, at) => SIP_HEADERS[at] !== 'Status');
  const [header, one, other] = [HEADER, first, second].map(without);
  const sheets = { Pågående: [header ?? [], one ?? []], Avslutade: [header ?? [], other ?? []] };

  it('are asked about where no column says it of each: closed cases would be read as ongoing', async () => {
    expect(await refused(sheets)).toMatchObject({ code: 'LIST_SAYS_OVER' });
  });

  it('say it themselves where a mapping file says so', async () => {
    const world = await emptyWorld({ readerProcess });
    const mapping = join(world.cwd, 'm.json');
    writeFileSync(
      mapping,
      JSON.stringify({ kind: 'sip', columns: { status: { from: 'sheet' } }, values: {} }),
    );
    const content = await bookOf(sheets);
    const { code } = await takeIn(content, { name: NAME, world, args: ['--mapping', mapping] });
    expect([code, sipsOf(world).map(({ key, class: ofCase }) => [key, ofCase === 'closed'])]).toEqual([
      0,
      [
        ['SIP-1', false],
        ['SIP-2', true],
      ],
    ]);
  });
});

describe('sheets with the same headers', () => {
  it('are one list; a cover sheet is passed over, and said', async () => {
    const attempt = await taken({
      Försättsblad: [['SIP per kommun'], ['Uttag ur Prator']],
      Härnösand: [HEADER, first],
      Timrå: [['Region Västernorrland', '', 'Enhet: alla'], HEADER, second],
    });
    expect(attempt.code).toBe(0);
    expect(attempt.file.fates).toMatchObject({ new: 2, title: 3, rejected: 0, footer: 0 });
    expect(
      told(attempt)
        .map(([code]) => code)
        .sort(),
    ).toEqual(['SHEETS_JOINED', 'SHEET_PASSED_OVER']);
    const messages = attempt.file.findings.map(({ message }) => message);
    expect(messages).toContain('Bladet är inte läst: Försättsblad, 2 rader.');
  });

  it('are lists of the system that their titles say', async () => {
    const listOf = (id: string): readonly (readonly string[])[] => [
      ['Uttag ur Prator'],
      ['Personnummer', 'Namn', 'Kommun', 'Boendeform', 'Skyddade personuppgifter'],
      [id, 'Anna Ek', 'Timrå', 'Särskilt boende', 'Nej'],
    ];
    const content = await bookOf({ Timrå: listOf('19250628-9822'), Ånge: listOf('19310412-9808') });
    const world = await emptyWorld({ readerProcess });
    const { file } = await takeIn(content, { name: 'inför Lifecare SP 2025-09-15.xlsx', world });
    expect(file.fates).toMatchObject({ new: 2 });
    expect(rowsOf(world, 'SELECT kind FROM source')).toEqual([{ kind: 'patient' }]);
  });

  it('with an id that says the same on two of them count it once', async () => {
    const { code, file } = await taken({ Alla: [HEADER, first, second], Timrå: [HEADER, second] });
    expect([code, file.fates]).toMatchObject([0, { new: 2, duplicate: 1 }]);
  });

  it('with an id that says something else on another are held, asking which holds', async () => {
    const { code, message, ways } = await held({
      Augusti: [HEADER, sipCells({ 'SIP-id': 'SIP-1', Status: 'Avslutad' })],
      September: [['Uttag'], HEADER, first],
    });
    expect(code).toBe('SHEETS_CONTRADICT');
    expect(message).toContain('rad 2 på bladet Augusti');
    expect(message).toContain('rad 3 på bladet September');
    expect(ways[0]?.option).toBe('--mapping FIL');
  });

  it('in another order are one list all the same, each cell under its header', async () => {
    const backwards = (row: readonly string[]): readonly string[] => row.toReversed();
    const { world, code } = await taken({
      Härnösand: [HEADER, first],
      Timrå: [['SIP i Timrå'], backwards(HEADER), backwards(second)],
    });
    expect([code, sipsOf(world).map(({ key, name }) => [key, name])]).toEqual([
      0,
      [
        ['SIP-1', 'Åsa Öberg'],
        ['SIP-2', OTHER.Namn],
      ],
    ]);
  });

  it('leave what a merged cell covers on the second to people, in each of its columns', async () => {
    const sheets = { Härnösand: [HEADER, first], Timrå: [HEADER, second, sipCells({ 'SIP-id': 'SIP-3' })] };
    // Status and Fas.
    const { file } = await takeIn(await bookOf(sheets, [], { Timrå: 'I2:J3' }), {
      name: NAME,
      world: await emptyWorld({ readerProcess }),
    });
    const covered = file.findings.filter(({ code }) => code === 'CELL_COVERED');
    expect(covered.map(({ row, column }) => [row, column])).toEqual([
      [4, 'Fas'],
      [5, 'Status'],
      [5, 'Fas'],
    ]);
  });

  it('in another order keep what stands to the right of them, and tell it', async () => {
    const beyond = (order: (row: readonly string[]) => readonly string[]) =>
      taken({
        Härnösand: [HEADER, first],
        Timrå: [order(HEADER), [...order(second), 'Skyddade personuppgifter']],
      });
    const inOrder = await beyond((row) => row);
    const backwards = await beyond((row) => row.toReversed());
    expect(sipsOf(backwards.world).map((sip) => sip.class)).toEqual([
      'move-outside-vardtillfalle',
      'protected',
    ]);
    expect(told(inOrder)).toContainEqual(['ROW_RAGGED', 4, null]);
    expect([told(backwards), backwards.file.fates]).toEqual([told(inOrder), inOrder.file.fates]);
  });

  it('but for one of them are held: a part is not the whole', async () => {
    const { code, message } = await held({
      Härnösand: [HEADER, first],
      Timrå: [HEADER.toSpliced(3, 1), second.toSpliced(3, 1)],
    });
    expect([code, message]).toEqual(['SHEETS_DIFFER', expect.stringContaining('Härnösand och Timrå')]);
  });

  it('with a row of the list above the header of one are refused, which is named', async () => {
    const { code, message } = await refused({
      Härnösand: [HEADER, first],
      Timrå: [second, HEADER, sipCells({ 'SIP-id': 'SIP-3' })],
    });
    expect([code, message]).toEqual(['DATA_ABOVE_HEADER', expect.stringContaining('rad 1 på bladet Timrå')]);
  });
});

describe('a sheet that is hidden since its list was said to be whole', () => {
  it('is not read, and holds the list as one of other sheets', async () => {
    const world = await emptyWorld({ readerProcess });
    const cells = (at: number): string[] => sipCells({ 'SIP-id': `SIP-${at}`, Personnummer: '' });
    const rows = (from: number, to: number): string[][] => [
      HEADER,
      ...Array.from({ length: to - from + 1 }, (_none, at) => cells(from + at)),
    ];
    const sheets = { Norr: rows(1, 12), Mitt: rows(13, 13), Söder: rows(14, 25) };
    const word = ['--whole', '--by', 'Kim', '--reason', 'hela uttaget'];
    const whole = await takeIn(await bookOf(sheets), { name: 'sip-2025-09-15.xlsx', args: word, world });
    expect(whole.file.fates).toMatchObject({ new: 25 });
    const again = await takeIn(await bookOf(sheets), { name: 'sip-2025-09-16.xlsx', world });
    expect(again.file.fates).toMatchObject({ unchanged: 25 });
    const { code, file } = await takeIn(await bookOf(sheets, ['Mitt']), {
      name: 'sip-2025-09-17.xlsx',
      world,
    });
    expect([code, file.held?.code, file.held?.signs]).toEqual([1, 'LIST_MAYBE_PART', ['sheets']]);
  });
});

describe('a sheet that is hidden from the start', () => {
  it('is none of those that map proposes to read as one list', async () => {
    const world = await emptyWorld({ readerProcess });
    const sheets = { Norr: [HEADER, first], Mitt: [HEADER, second], Söder: [HEADER, second] };
    writeFileSync(join(world.cwd, NAME), await bookOf(sheets, ['Mitt']));
    await overgangJson(['map', NAME, '-o', 'm.json'], world);
    const written = JSON.parse(readFileSync(join(world.cwd, 'm.json'), 'utf8')) as { sheets: string[] };
    expect(written.sheets).toEqual(['Norr', 'Söder']);
  });
});

describe('a sheet whose name or title speaks of protection', () => {
  it('protects its own rows, and no others', async () => {
    for (const [name, title] of [
      ['Skyddade', 'Uttag'],
      ['Blad 2', 'Personer med skyddade personuppgifter'],
    ] as const) {
      const { world, file } = await taken({ 'Blad 1': [HEADER, first], [name]: [[title], HEADER, second] });
      expect(sipsOf(world).map((sip) => sip.class)).toEqual(['move-outside-vardtillfalle', 'protected']);
      expect(file.findings.map(({ code }) => code)).toContain('PROTECTION_OF_LIST');
    }
  });

  it('or a group heading on it holds no further than the sheet', async () => {
    const heading = ['Personer med skyddade personuppgifter'];
    const { world } = await taken({ 'Blad 1': [HEADER, heading, first], 'Blad 2': [HEADER, second] });
    expect(sipsOf(world).map((sip) => sip.class)).toEqual(['protected', 'move-outside-vardtillfalle']);
  });
});

describe('a sheet that is no list, beside one', () => {
  it('refuses it where it is called protected and has somebody’s number', async () => {
    const { code } = await refused({ SIP: [HEADER, first], Skyddade: [['Se även'], ['19310412-9808']] });
    expect(code).toBe('PROTECTION_UNPLACED');
  });

  it('of units, which are nobody, may speak of protection', async () => {
    const units = [
      ['HSA-id', 'Enhet', 'Enhetstyp', 'Kommun', 'Huvudman/verksamhet'],
      ['', 'Granen', 'hälsocentral', 'Timrå', 'Primärvård'],
    ];
    const { code, file } = await taken({ Enheter: units, Info: [['Rad 2 har skyddade personuppgifter']] });
    expect([code, file.fates['new']]).toEqual([0, 1]);
  });
});

describe('a list with headers of its own on a later sheet', () => {
  const unknown = ['Plan nr', 'Pers', 'Vem', 'Bor i'];
  const rows = Array.from({ length: 12 }, (_none, at) => [`P${at + 1}`, '19250628-9822', 'Anna Ek', 'Timrå']);
  const covered = { Blad1: [], Omslag: [['Uttag ur Prator'], ['Frågor', 'Eva']], Data: [unknown, ...rows] };

  it('is what a refusal is about, by the name of its sheet', async () => {
    const { code, message } = await refused(covered);
    expect([code, message]).toEqual(['KIND_NOT_FOUND', expect.stringContaining('rubrikerna på bladet Data')]);
  });

  it('is what map looks at, and names in its proposal', async () => {
    const world = await emptyWorld({ readerProcess });
    writeFileSync(join(world.cwd, NAME), await bookOf(covered));
    await overgangJson(['map', NAME, '--as', 'sip', '-o', 'm.json'], world);
    const { sheet } = JSON.parse(readFileSync(join(world.cwd, 'm.json'), 'utf8')) as { sheet: string };
    expect(sheet).toBe('Data');
  });
});

describe('a sheet that a mapping names', () => {
  const read = async (sheets: Sheets, named: object = { sheet: 'Data' }): Promise<World> => {
    const world = await emptyWorld({ readerProcess });
    writeFileSync(join(world.cwd, 'm.json'), JSON.stringify({ kind: 'sip', columns: {}, ...named }));
    writeFileSync(join(world.cwd, NAME), await bookOf(sheets));
    return world;
  };

  it('is read alone; the others are told of', async () => {
    const world = await read({ Info: [['Uttag']], Data: [HEADER, first], Mer: [HEADER, second] });
    const attempt = await takeIn(readFileSync(join(world.cwd, NAME)), {
      name: NAME,
      world,
      args: ['--mapping', 'm.json'],
    });
    expect([attempt.code, attempt.file.fates['new']]).toEqual([0, 1]);
    const sheets = attempt.file.findings.filter(({ code }) => code === 'SHEET_PASSED_OVER');
    expect(sheets.map(({ message }) => message)).toEqual([
      expect.stringContaining('Info'),
      expect.stringContaining('Mer'),
    ]);
  });

  it('is refused where it is not there, though others that are named are: a part is not the whole', async () => {
    const world = await read({ Data: [HEADER, first], Mer: [HEADER, second] }, { sheets: ['Data', 'Mera'] });
    const { code, message, remedy } = await refusalOf(readFileSync(join(world.cwd, NAME)), {
      name: NAME,
      world,
      args: ['--mapping', 'm.json'],
    });
    expect([code, message, remedy]).toEqual([
      'SHEET_MISSING',
      expect.stringContaining('bladet Mera finns inte'),
      'Blad i filen: Data, Mer.',
    ]);
  });

  it('is refused where another says that somebody is protected', async () => {
    const world = await read({
      Info: [['Obs: raden 2 har skyddade personuppgifter']],
      Data: [HEADER, first],
    });
    const { code } = await refusalOf(readFileSync(join(world.cwd, NAME)), {
      name: NAME,
      world,
      args: ['--mapping', 'm.json'],
    });
    expect(code).toBe('PROTECTION_UNPLACED');
  });
});
