import { readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import type exceljs from 'exceljs';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { unzipParts } from '../src/documents/kit/unzip-for-tests.ts';
import { zipFile } from '../src/files/reading/zip-file.test-help.ts';
import { overgang, overgangJson, type World } from './helpers/cli.ts';
import {
  fill,
  filledCopy,
  handOutLists,
  handOutOne,
  openList,
  returnFile,
  type Filling,
  type HandedOutList,
  type OpenList,
  type Returned,
} from './helpers/filled-lists.ts';
import { registerOfItsOwn } from './helpers/region.ts';
import { emptyRegister, importSips, PNR } from './helpers/sip-lists.ts';
import { workbookReader } from './helpers/workbook-reader.ts';

/** Ways in which a filled-in list goes wrong by itself: each must be told of, and none may close a case. */
const DAY = '2025-10-08';
const [ONE, TWO] = ['S1-G', 'S2-H'] as const;
const CLOSED = new Date('2025-10-06');
const DONE = { Status: 'Klar', 'Alla parter klara': 'Ja', 'Avslutad i Prator': CLOSED, Av: 'K Berg' };

let readerProcess: NonNullable<World['readerProcess']>;
let world: World;
let list: HandedOutList;

beforeAll(async () => {
  readerProcess = await workbookReader();
});

beforeEach(async () => {
  world = { ...(await emptyRegister()), readerProcess };
  await importSips(world, '2025-10-01', [{ id: 'SIP-1' }, { id: 'SIP-2', pnr: PNR.ulla }]);
  list = await handOutOne(world, DAY, 'ut', '--step', '6', '--format', 'xlsx,csv');
});

const inWorld = (name: string): string => join(world.cwd, name);
const filled = (filling: Filling, name = 'ifylld.xlsx'): Promise<string> =>
  filledCopy(list.path, inWorld(name), filling);
const classOf = async (id: string): Promise<string> =>
  (await overgangJson<{ class: string }>(['explain', id, '--as-of', DAY], world)).class;
const save = async ({ book }: OpenList): Promise<string> => {
  await book.xlsx.writeFile(inWorld('x.xlsx'));
  return 'x.xlsx';
};

const RELATIONSHIPS = 'http://schemas.openxmlformats.org/package/2006/relationships';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

/** The sheet as delivered, with a thread on one cell: the parts that Excel adds, and nothing else changed. */
function withThread(book: Buffer, ref: string, hasNote: boolean): Buffer {
  const thread = `<threadedComment ref="${ref}" dT="2025-10-03T08:15:00.00" personId="{1}" id="{2}"><text>osäker</text></threadedComment>`;
  const reply = thread.replace('id="{2}"', 'id="{3}" parentId="{2}"');
  const note = `<comments xmlns="m"><authors><author>tc={2}</author></authors><commentList><comment ref="${ref}" authorId="0"><text><t>[Threaded comment]</t></text></comment></commentList></comments>`;
  const relations = [
    `<Relationship Id="rT" Type="http://schemas.microsoft.com/office/2017/10/relationships/threadedComment" Target="../threadedComments/threadedComment1.xml"/>`,
    ...(hasNote ? [`<Relationship Id="rC" Type="${OFFICE}/comments" Target="../comments9.xml"/>`] : []),
  ].join('');
  const parts = unzipParts(book);
  const name = 'xl/worksheets/_rels/sheet2.xml.rels';
  const none = `<Relationships xmlns="${RELATIONSHIPS}"></Relationships>`;
  parts.set(name, (parts.get(name) ?? none).replace('</Relationships>', `${relations}</Relationships>`));
  parts.set(
    'xl/threadedComments/threadedComment1.xml',
    `<ThreadedComments>${thread}${reply}</ThreadedComments>`,
  );
  if (hasNote) parts.set('xl/comments9.xml', note);
  return zipFile([...parts].map(([part, data]) => ({ name: part, data })));
}

/** Head, header and rows, as they stand in another sheet. */
function pasteInto(sheet: exceljs.Worksheet, from: OpenList): void {
  from.sheet.eachRow((row, number) => {
    if (number <= from.headerRow + from.tokens.length) sheet.getRow(number).values = row.values;
  });
}

describe('contested answers about a person who has come to be protected since the list was handed out', () => {
  const asked = async (): Promise<readonly { readonly path: string; readonly rows: number }[]> => {
    const given = ['return', '--conflicts', 'konflikter', '--force', '--as-of', DAY];
    const { conflictLists } = await overgangJson<{
      conflictLists: { path: string; rows: number }[];
    }>(given, world);
    return conflictLists.map(({ path, rows }) => ({ path: relative(inWorld('konflikter'), path), rows }));
  };
  const ORDINARY = /granen/u;

  it('are asked of the named handlers, and no longer of the unit that had the list', async () => {
    const later = { ...DONE, 'Avslutad i Prator': new Date('2025-10-07') };
    await returnFile(world, DAY, await filled({ [ONE]: DONE, [TWO]: DONE }));
    await returnFile(world, DAY, await filled({ [ONE]: later, [TWO]: later }, 'annan.xlsx'));
    const before = await asked();
    expect(before.map(({ path, rows }) => [ORDINARY.test(path), rows])).toEqual([[true, 2]]);

    await importSips(world, '2025-10-05', [
      { id: 'SIP-1', skydd: 'Ja' },
      { id: 'SIP-2', pnr: PNR.ulla },
    ]);
    const after = await asked();
    const listOf = async (isOrdinary: boolean): Promise<OpenList> => {
      const lists = after.filter(({ path }) => ORDINARY.test(path) === isOrdinary);
      expect(lists.map(({ rows }) => rows)).toEqual([1]);
      return openList(inWorld(join('konflikter', lists[0]?.path ?? '')));
    };
    const text = JSON.stringify((await listOf(true)).sheet.getSheetValues());
    expect([text.includes(ONE), text.includes(TWO), text.includes('SIP-1')]).toEqual([false, true, false]);
    const guarded = await listOf(false);
    expect(guarded.tokens).toHaveLength(1);
    fill(guarded, { [guarded.tokens[0] ?? '']: { 'Eget svar': '2025-10-06', Av: 'N Handläggare' } });
    await returnFile(world, DAY, await save(guarded));
    expect([await classOf('SIP-1'), await classOf('SIP-2')]).toEqual([
      'closed',
      'move-outside-vardtillfalle',
    ]);
    // Names of files and folders tell nobody who it is about.
    expect(JSON.stringify(after)).not.toMatch(/SIP-1|S1-G/u);
  });
});

describe('a closing holds only while all parties are done', () => {
  it.each([
    ['first', ['nej.xlsx', 'klar.xlsx']],
    ['last', ['klar.xlsx', 'nej.xlsx']],
  ])('when another says No, %s', async (_, files) => {
    await filled({ [ONE]: DONE }, 'klar.xlsx');
    await filled({ [ONE]: { 'Alla parter klara': 'Nej' } }, 'nej.xlsx');
    for (const file of files) await returnFile(world, DAY, file);
    expect(await classOf('SIP-1')).not.toBe('closed');
    const { answers } = await overgangJson<{ answers: { needAttention: object[]; held: number } }>(
      ['status', '--as-of', DAY],
      world,
    );
    expect(answers).toMatchObject({
      held: 1,
      needAttention: [{ reference: ONE, step: '6', status: 'Alla är inte klara' }],
    });
  });

  it('and is told of with the answer that leaves it without ground', async () => {
    await returnFile(world, DAY, await filled({ [ONE]: DONE }));
    const file = await filled({ [ONE]: { 'Alla parter klara': 'Nej' } }, 'nej.xlsx');
    expect(await returnFile(world, DAY, file)).toMatchObject({
      conflicts: [{ column: 'Alla parter klara' }],
      waiting: [{ reference: ONE, column: 'Avslutad i Prator', values: [{ value: '2025-10-06' }] }],
    });
    const { code, stdout } = await overgang(['return', file, '--as-of', DAY], world);
    expect([code, stdout.includes('Avslut som inte räknas')]).toEqual([1, true]);
  });

  it.each([
    ['Ja', 'closed'],
    ['Nej', 'move-outside-vardtillfalle'],
  ])('when a person settles it with %s', async (answer, becomes) => {
    await returnFile(world, DAY, await filled({ [ONE]: DONE }));
    await returnFile(world, DAY, await filled({ [ONE]: { 'Alla parter klara': 'Nej' } }, 'nej.xlsx'));
    const { conflictLists } = await overgangJson<{ conflictLists: { path: string; rows: number }[] }>(
      ['return', '--conflicts', 'konflikter', '--as-of', DAY],
      world,
    );
    // The closing itself is not asked about: it follows.
    expect(conflictLists.map(({ rows }) => rows)).toEqual([1]);
    const open = await openList(conflictLists[0]?.path ?? '');
    fill(open, { [open.tokens[0] ?? '']: { 'Eget svar': answer, Av: 'P Ledare' } });
    await returnFile(world, DAY, await save(open));
    expect(await classOf('SIP-1')).toBe(becomes);
  });

  it('when the Yes alone is undone, and again when that is undone', async () => {
    await returnFile(world, DAY, await filled({ [ONE]: DONE }));
    const { events } = await overgangJson<{
      events: { seq: number; type: string; data: Record<string, unknown> }[];
    }>(['explain', 'SIP-1', '--as-of', DAY], world);
    const yes = events.find(({ data }) => data['column'] === 'allParties');
    const { seq } = await overgangJson<{ seq: number }>(
      ['undo', String(yes?.seq), '--yes', '--as-of', DAY],
      world,
    );
    expect(await classOf('SIP-1')).not.toBe('closed');
    await overgangJson(['undo', String(seq), '--yes', '--as-of', DAY], world);
    expect(await classOf('SIP-1')).toBe('closed');
  });

  it('and not at all where the answer about them can not be read', async () => {
    const returned = await returnFile(
      world,
      DAY,
      await filled({ [ONE]: { ...DONE, 'Alla parter klara': 'nästan' } }),
    );
    expect(returned).toMatchObject({ applied: 1 });
    expect(returned.rejected.map(({ column }) => column)).toEqual(['Alla parter klara', 'Avslutad i Prator']);
    expect(await classOf('SIP-1')).not.toBe('closed');
  });
});

describe('a sheet where only some columns were sorted', () => {
  it('gives no row the answers of another, though the hidden sheet is there', async () => {
    const open = await openList(list.path);
    fill(open, { [ONE]: DONE });
    for (const header of ['Radnyckel', 'Referens']) {
      open.sheet.getRow(open.rowOf(ONE)).getCell(open.columnOf(header)).value = TWO;
      open.sheet.getRow(open.rowOf(TWO)).getCell(open.columnOf(header)).value = ONE;
    }
    const returned = await returnFile(world, DAY, await save(open));
    expect(returned).toMatchObject({ applied: 0, rejected: [{ reference: TWO }, { reference: ONE }] });
    expect(returned.rejected[0]?.reason).toContain('SIP i Prator');
    expect([await classOf('SIP-1'), await classOf('SIP-2')]).not.toContain('closed');
  });

  it('is read all the same where a name was only taken away', async () => {
    const returned = await returnFile(world, DAY, await filled({ [ONE]: { ...DONE, Patient: null } }));
    expect(returned).toMatchObject({ applied: 3, rejected: [], altered: [{ column: 'Patient' }] });
  });
});

describe('locked cells that are no facts', () => {
  it('are told of when they are changed', async () => {
    const returned = await returnFile(
      world,
      DAY,
      await filled({ [ONE]: { ...DONE, 'Klart senast': new Date('2025-12-24') } }),
    );
    expect(returned).toMatchObject({ applied: 3, altered: [{ reference: ONE, column: 'Klart senast' }] });
  });
});

describe('a column of answers', () => {
  it('whose header was rewritten is not lost in silence', async () => {
    const open = await openList(list.path);
    fill(open, { [ONE]: DONE });
    open.sheet.getRow(open.headerRow).getCell(open.columnOf('Status')).value = 'Status (Anna)';
    const file = await save(open);
    const returned = await returnFile(world, DAY, file);
    expect(returned).toMatchObject({
      applied: 1,
      rejected: [
        { row: open.headerRow, reference: null, column: 'Status' },
        { reference: ONE, column: 'Avslutad i Prator' },
      ],
    });
    expect(returned.rejected[0]?.reason).toContain('omskriven');
    expect((await overgang(['return', file, '--as-of', DAY], world)).code).toBe(1);
  });

  it('that was taken away is told of', async () => {
    const open = await openList(list.path);
    fill(open, { [ONE]: DONE });
    open.sheet.spliceColumns(open.columnOf('Kommentar'), 1);
    const returned = await returnFile(world, DAY, await save(open));
    expect(returned).toMatchObject({ applied: 3, rejected: [], warnings: [{ column: 'Kommentar' }] });
  });
});

describe('a workbook with several lists', () => {
  it('has only its own rows read, and the sheet of another told of', async () => {
    const [again] = await handOutLists(world, DAY, 'ut2', '--step', '6');
    const open = await openList(list.path);
    const other = await openList(again?.path ?? '');
    fill(other, { [TWO]: DONE });
    fill(open, { [ONE]: { Status: 'Pågår' } });
    const sheet = open.book.addWorksheet('Inklistrad');
    pasteInto(sheet, other);
    const returned = await returnFile(world, DAY, await save(open));
    expect(returned).toMatchObject({ worklistId: list.id, applied: 1 });
    expect(returned.rejected.map(({ reason }) => reason)).toEqual([
      expect.stringContaining(again?.id ?? ''),
      expect.stringContaining(again?.id ?? ''),
    ]);
    expect(await classOf('SIP-2')).not.toBe('closed');
  });

  it('and an empty copy says nothing against the sheet that is filled in', async () => {
    const open = await openList(list.path);
    const sheet = open.book.addWorksheet('Kopia');
    pasteInto(sheet, open);
    fill(open, { [ONE]: DONE, [TWO]: { Status: 'Typ klar' } });
    const returned = await returnFile(world, DAY, await save(open));
    expect(returned).toMatchObject({ applied: 3, rejected: [{ reference: TWO, sheet: 'Arbetslista' }] });
  });
});

it('a list from another register with the same lists is foreign', async () => {
  const elsewhere = { ...(await registerOfItsOwn()), readerProcess };
  await importSips(elsewhere, '2025-10-01', [{ id: 'SIP-1' }, { id: 'SIP-2', pnr: PNR.ulla }]);
  const [foreign] = await handOutLists(elsewhere, DAY, 'ut', '--step', '6', '--format', 'xlsx,csv');
  for (const [at, name] of ['annan.xlsx', 'annan.csv'].entries()) {
    writeFileSync(inWorld(name), readFileSync(foreign?.paths[at] ?? ''));
    const { code, stderr } = await overgang(['return', name, '--as-of', DAY], world);
    expect([name, code, stderr.includes('inte utlämnad ur det här registret')]).toEqual([name, 2, true]);
  }
});

it('a comment is taken in whatever has come of its case, and not repeated on the screen or in JSON', async () => {
  await filled({ [ONE]: { Kommentar: 'ring Märta Nordström' } });
  await importSips(world, '2025-10-07', [
    { id: 'SIP-1', fas: 'Utvärdering' },
    { id: 'SIP-2', pnr: PNR.ulla },
  ]);
  const json = await overgang(['return', 'ifylld.xlsx', '--json', '-n', '--as-of', DAY], world);
  const text = await overgang(['return', 'ifylld.xlsx', '--as-of', DAY], world);
  expect(text.stdout).toContain('1 svar inläst');
  expect(`${json.stdout}${json.stderr}${text.stdout}${text.stderr}`).not.toMatch(/Märta|Nordström/u);
});

it('a closing that a later list has already gone against is told of', async () => {
  await filled({ [ONE]: DONE });
  await importSips(world, '2025-10-07', [{ id: 'SIP-1' }, { id: 'SIP-2', pnr: PNR.ulla }]);
  const returned = await returnFile(world, DAY, 'ifylld.xlsx');
  expect(returned).toMatchObject({ applied: 3, warnings: [{ reference: ONE, column: 'Avslutad i Prator' }] });
  expect(returned.warnings[0]?.reason).toContain('kvar som öppet');
  expect(await classOf('SIP-1')).not.toBe('closed');
});

it('a list handed out again says why a case that was attested closed is on it', async () => {
  await returnFile(world, DAY, await filled({ [ONE]: DONE }));
  await importSips(world, '2025-10-09', [{ id: 'SIP-1' }, { id: 'SIP-2', pnr: PNR.ulla }]);
  const [again] = await handOutLists(world, '2025-10-09', 'igen', '--step', '6');
  const { sheet, rowOf, columnOf } = await openList(again?.path ?? '');
  const remarkOf = (token: string): unknown => sheet.getRow(rowOf(token)).getCell(columnOf('Obs')).value;
  expect(remarkOf(ONE)).toBe('Intygad avslutad 2025-10-06, men kvar i uttaget 2025-10-09.');
  expect(remarkOf(TWO)).toBeNull();
  // Where no row has anything to say, there is no such column.
  expect((await openList(list.path)).sheet.getRow(5).values).not.toContain('Obs');
});

it('a second hand-out in the same folder keeps the lists of the first in its index', async () => {
  await handOutLists(world, DAY, 'mapp', '--step', '6');
  const { code, stderr } = await overgang(['worklist', '--step', '1', '-o', 'mapp', '--as-of', DAY], world);
  expect([code, stderr]).toEqual([0, '']);
  const index = readFileSync(inWorld('mapp/index.html'), 'utf8');
  expect(index.split('Tidigare utlämnade')[1]).toContain('Steg 6');
  expect(index.split('Tidigare utlämnade')[0]).toContain('Steg 1');
  // An index that is not ours is in the way.
  writeFileSync(inWorld('mapp/index.html'), '<p>min egen sida</p>');
  const other = await overgang(['worklist', '--step', 'stada', '-o', 'mapp', '--as-of', DAY], world);
  expect([other.code, readFileSync(inWorld('mapp/index.html'), 'utf8')]).toEqual([2, '<p>min egen sida</p>']);
});

it('what people call a sheet, or write where the list’s number stands, is repeated nowhere', async () => {
  const open = await openList(list.path);
  const sheet = open.book.addWorksheet('Märta 19250628-9822');
  pasteInto(sheet, open);
  fill(open, { [ONE]: { Status: 'Typ klar' } });
  sheet.getRow(open.rowOf(TWO)).getCell(open.columnOf('Status')).value = 'Typ klar';
  const file = await save(open);
  const csv = readFileSync(list.paths[1] ?? '', 'utf8').replaceAll(`"${list.id}"`, '"Märta 19250628-9822"');
  writeFileSync(inWorld('x.csv'), csv.replace('"Märta 19250628-9822"', `"${list.id}"`));
  for (const name of [file, 'x.csv'])
    for (const form of [['--json'], []]) {
      const { stdout, stderr } = await overgang(['return', name, ...form, '-n', '--as-of', DAY], world);
      expect(`${stdout}${stderr}`).not.toMatch(/Märta|9822/u);
      expect(stdout).toMatch(name === file ? /blad 4|"sheet":\s*"4"/u : /annan lista/u);
    }
});

it('a closing that waits is told of from its own day, not before', async () => {
  await returnFile(world, DAY, await filled({ [ONE]: DONE }));
  await returnFile(world, DAY, await filled({ [ONE]: { 'Alla parter klara': 'Nej' } }, 'nej.xlsx'));
  const attentionOn = async (day: string): Promise<number> =>
    (await overgangJson<{ answers: { needAttention: object[] } }>(['status', '--as-of', day], world)).answers
      .needAttention.length;
  expect([await attentionOn('2025-10-05'), await attentionOn('2025-10-06')]).toEqual([0, 1]);
});

describe('what people do to cells besides writing in them is told of, and never silent', () => {
  const DAY_OF = { Status: 'Klar', 'Alla parter klara': 'Ja', 'Avslutad i Prator': CLOSED, Av: 'K Berg' };
  const treated = async (treat: (one: OpenList) => void): Promise<string> => {
    const one = await openList(list.path);
    fill(one, { [ONE]: DAY_OF });
    treat(one);
    return save(one);
  };
  const cellOf = ({ sheet, rowOf, columnOf }: OpenList, token: string, header: string): exceljs.Cell =>
    sheet.getRow(rowOf(token)).getCell(columnOf(header));
  const reasons = ({ rejected, warnings }: Pick<Returned, 'rejected' | 'warnings'>): string =>
    [...rejected, ...warnings].map(({ column, reason }) => `${column ?? ''}: ${reason}`).join(' | ');

  it('written where nothing is read, by the cell and without what it says; what was handed out is none of it', async () => {
    const untouched = await treated(() => undefined);
    expect(await returnFile(world, DAY, untouched)).toMatchObject({ applied: 3, warnings: [] });
    const file = await treated(({ book, sheet, headerRow, columnOf }) => {
      const png = Buffer.from('iVBORw0KGgo=', 'base64') as unknown as exceljs.Buffer;
      sheet.addImage(book.addImage({ buffer: png, extension: 'png' }), 'C2:D3');
      sheet.getCell('B30').value = 'Stäng inte Märta';
      sheet.getRow(headerRow).getCell(columnOf('Status')).note = 'Märta';
      const instructions = book.getWorksheet('Anvisning');
      if (instructions === undefined) throw new Error('no instructions');
      instructions.getCell('D2').value = 'Märta ringde';
      instructions.getCell('A1').note = 'Märta';
      book.addWorksheet('Märta').getCell('B7').value = 'Märta';
    });
    const { stdout } = await overgang(['return', file, '-n', '--as-of', DAY], world);
    for (const told of [
      /rad 30: text utanför listan, i cell B30/u,
      /rad 2: textruta eller bild vid cell C2/u,
      /rad 4: anteckning på cell \w+4/u,
      /blad Anvisning, rad 2: text utanför listan, i cell D2/u,
      /blad Anvisning, rad 1: anteckning på cell A1/u,
      /blad 4, rad 7: text utanför listan, i cell B7/u,
    ])
      expect(stdout.replace(/\s+/gu, ' ')).toMatch(told);
    expect(stdout).not.toContain('Märta');
  });

  it('and a sheet saved as CSV, with its title, footnotes and line for a signature, tells of what was added alone', async () => {
    const { sheet } = await openList(list.path);
    const lines: string[][] = [];
    sheet.eachRow({ includeEmpty: true }, (row) => {
      const cells = Array.from({ length: sheet.columnCount }, (_, at) => {
        const cell = row.getCell(at + 1);
        if (cell.isMerged && cell.master !== cell) return '';
        return cell.value instanceof Date ? cell.value.toISOString().slice(0, 10) : cell.text;
      });
      lines.push(cells);
    });
    const save = async (rows: readonly (readonly string[])[]): Promise<Returned> => {
      const text = rows.map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(';'));
      writeFileSync(inWorld('blad.csv'), text.join('\r\n') + '\r\n');
      return returnFile(world, DAY, 'blad.csv');
    };
    expect(await save(lines)).toMatchObject({ rows: 2, warnings: [], rejected: [], ignoredRows: [] });
    expect(await save([...lines, ['', 'Ring mig']])).toMatchObject({
      warnings: [{ code: 'TEXT_NOT_READ', row: lines.length + 1 }],
    });
  });

  it('struck through: the closing is not taken in', async () => {
    const file = await treated((one) => {
      for (const header of Object.keys(DAY_OF)) cellOf(one, ONE, header).font = { strike: true };
    });
    const returned = await returnFile(world, DAY, file);
    expect(returned).toMatchObject({ applied: 0 });
    expect(reasons(returned)).toContain('Avslutad i Prator: svaret är överstruket');
    expect(await classOf('SIP-1')).not.toBe('closed');
  });

  it.each([
    ['a note', (one: OpenList) => (cellOf(one, ONE, 'Status').note = 'osäker'), 'anteckning'],
    [
      'a row that is only coloured',
      (one: OpenList) =>
        (cellOf(one, TWO, 'Patient').fill = {
          type: 'pattern',
          pattern: 'solid',
          fgColor: { argb: 'FF92D050' },
        }),
      'färgad men inte besvarad',
    ],
    [
      'an answer merged over rows',
      ({ sheet, rowOf, columnOf }: OpenList) => {
        const [first, last] = [rowOf(ONE), rowOf(TWO)].sort((a, b) => a - b);
        sheet.mergeCells(first ?? 0, columnOf('Status'), last ?? 0, columnOf('Status'));
      },
      'sammanslagen',
    ],
    [
      'a formula without a value',
      (one: OpenList) => (cellOf(one, TWO, 'Status').value = { formula: 'A1' } as exceljs.CellFormulaValue),
      'formel utan värde',
    ],
    [
      'a fault such as #REF!, which is not an empty cell',
      (one: OpenList) => (cellOf(one, TWO, 'Status').value = { error: '#REF!' } as exceljs.CellErrorValue),
      'cellen har ett fel',
    ],
  ])('%s', async (_, treat, text) => {
    const returned = await returnFile(world, DAY, await treated(treat));
    expect(reasons(returned)).toContain(text);
    expect(returned.applied).toBe(3);
  });

  it.each([
    ['as Excel writes it, with a note beside the thread', true],
    ['alone', false],
  ])('a thread of comments, %s: told once, with whose row it is', async (_, hasNote) => {
    const place = await openList(list.path).then((one) => cellOf(one, TWO, 'Status').address);
    writeFileSync(inWorld('x.xlsx'), withThread(readFileSync(list.path), place, hasNote));
    const { warnings, rejected, applied } = await returnFile(world, DAY, 'x.xlsx');
    expect([applied, rejected, warnings.map(({ reference, column }) => [reference, column])]).toEqual([
      0,
      [],
      [[TWO, 'Status']],
    ]);
    expect(reasons({ warnings, rejected })).toContain('anteckning');
  });

  it('answers that were moved to another row than their own close nobody', async () => {
    const file = await treated((one) => {
      for (const header of ['Svarens referens', ...Object.keys(DAY_OF)]) {
        cellOf(one, TWO, header).value = cellOf(one, ONE, header).value;
        cellOf(one, ONE, header).value = null;
      }
    });
    const returned = await returnFile(world, DAY, file);
    expect(returned).toMatchObject({ applied: 0 });
    expect(reasons(returned)).toContain('svaren hör till en annan rad');
    expect([await classOf('SIP-1'), await classOf('SIP-2')]).not.toContain('closed');
  });

  it('a fault in a cell withdraws nothing: what was answered in it stands', async () => {
    const answered = await filledCopy(list.path, inWorld('x.xlsx'), {
      [ONE]: { Status: 'Klar', 'Alla parter klara': 'Ja', 'Avslutad i Prator': new Date('2025-10-03') },
    });
    await returnFile(world, DAY, answered);
    expect(await classOf('SIP-1')).toBe('closed');
    const one = await openList(answered);
    cellOf(one, ONE, 'Avslutad i Prator').value = { error: '#REF!' };
    await one.book.xlsx.writeFile(inWorld('y.xlsx'));
    const { code, stderr, stdout } = await overgang(
      ['return', 'y.xlsx', '--withdraw', '--as-of', DAY],
      world,
    );
    expect([code, `${stdout}${stderr}`.includes('cellen har ett fel')]).toEqual([1, true]);
    expect(await classOf('SIP-1')).toBe('closed');
  });
});
