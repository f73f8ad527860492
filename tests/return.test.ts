import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { overgang, overgangDone, overgangJson, type World } from './helpers/cli.ts';
import { rowsOf, stateHash } from './helpers/database.ts';
import { contentOf } from './helpers/folder.ts';
import {
  fill,
  filledCopy,
  handOutLists,
  handOutOne,
  openList,
  returnFile,
  returnFiles,
  type Filling,
  type HandedOutList,
  type OpenList,
} from './helpers/filled-lists.ts';
import { emptyRegister, importSips, SECRETS, type ListedSip } from './helpers/sip-lists.ts';
import { workbookReader } from './helpers/workbook-reader.ts';

const DAY = '2025-10-06';
const SIPS: readonly ListedSip[] = ['SIP-1', 'SIP-2', 'SIP-3', 'SIP-4'].map((id) => ({ id }));
/** References of the four. */
const [ONE, TWO, THREE, FOUR] = ['S1-G', 'S2-H', 'S3-J', 'S4-K'] as const;
const DONE = {
  Status: 'Klar',
  'Alla parter klara': 'Ja',
  'Avslutad i Prator': new Date('2025-10-03'),
  Av: 'K Berg',
};

let readerProcess: NonNullable<World['readerProcess']>;
let world: World;
let list: HandedOutList;

beforeAll(async () => {
  readerProcess = await workbookReader();
});

/** A register with four SIPs of one ward, and the list that was handed out for step 6. */
beforeEach(async () => {
  world = { ...(await emptyRegister()), readerProcess };
  await importSips(world, '2025-09-15', SIPS);
  list = await handOutStep6();
});

const handOutStep6 = (folder = 'ut', day = DAY): Promise<HandedOutList> =>
  handOutOne(world, day, folder, '--step', '6', '--format', 'xlsx,csv');

const inWorld = (name: string): string => join(world.cwd, name);
const filled = (filling: Filling, name = 'ifylld.xlsx', from = list): Promise<string> =>
  filledCopy(from.path, inWorld(name), filling);

interface Explained {
  readonly class: string;
  readonly rule: { readonly code: string };
  readonly events: readonly {
    readonly seq: number;
    readonly type: string;
    readonly isUndone: boolean;
    readonly data: Record<string, unknown>;
  }[];
}
const explain = (id: string): Promise<Explained> =>
  overgangJson<Explained>(['explain', id, '--as-of', DAY], world);
const answersOf = async (id: string): Promise<Record<string, unknown>> =>
  Object.fromEntries(
    (await explain(id)).events
      .filter(({ type }) => type === 'answered')
      .map(({ data }) => [data['column'], data['value']]),
  ) as Record<string, unknown>;

/** Sorts by an answer, hides a column, adds one with a header and a name in it, pastes rows on top, renames and adds sheets. */
function rearrange(open: OpenList): void {
  const { book, sheet, headerRow, columnOf } = open;
  const status = columnOf('Status');
  const rows = open.tokens.map((token) =>
    Array.from(
      { length: columnOf('Kommentar') },
      (_, at) => sheet.getRow(open.rowOf(token)).getCell(at + 1).value,
    ),
  );
  const statusOf = (row: readonly unknown[]): string => JSON.stringify(row[status - 1]);
  rows.sort((a, b) => statusOf(b).localeCompare(statusOf(a)));
  rows.reverse().forEach((values, at) => {
    values.forEach((value, column) => {
      sheet.getRow(headerRow + 1 + at).getCell(column + 1).value = value;
    });
  });
  sheet.getColumn(columnOf('Status')).hidden = true;
  sheet.spliceColumns(4, 0, [
    ...Array.from({ length: headerRow - 1 }, () => null),
    'Min anteckning',
    'ring',
    null,
    'Märta Nordström',
  ]);
  sheet.spliceRows(1, 0, ['klistrat överst'], []);
  sheet.name = 'Mina patienter';
  book.addWorksheet('Egna saker').addRow(['annat']);
}

describe('a list that comes back', () => {
  it('counts: what is answered is done, what is not is not', async () => {
    const returned = await returnFile(
      world,
      DAY,
      await filled({ [ONE]: { ...DONE, Av: 'A Berg' }, [TWO]: { Status: 'Pågår' } }),
    );
    expect(returned).toMatchObject({
      worklistId: 'AL-0001',
      rows: 4,
      applied: 4,
      unchanged: 0,
      conflicts: [],
      rejected: [],
    });
    expect((await explain('SIP-1')).rule.code).toBe('SIP_ATTESTED_CLOSED');
    expect(await answersOf('SIP-1')).toEqual({ status: 'Klar', allParties: 'Ja', closedOn: '2025-10-03' });
    expect(await answersOf('SIP-2')).toEqual({ status: 'Pågår' });
    expect(await answersOf('SIP-3')).toEqual({});
    expect(await overgangJson(['status', '--as-of', DAY], world)).toMatchObject({
      sips: { open: 3, closed: 1 },
    });
  });

  it('is known by its ids, however it was sorted, hidden, widened, moved and named', async () => {
    const filling: Filling = { [ONE]: DONE, [THREE]: { Status: 'Behöver hjälp', Kommentar: 'vem?' } };
    const open = await openList(list.path);
    fill(open, filling);
    rearrange(open);
    await open.book.xlsx.writeFile(inWorld('kopia (2) klar.xlsx'));
    const returned = await returnFile(world, DAY, 'kopia (2) klar.xlsx');
    expect(returned).toMatchObject({
      worklistId: 'AL-0001',
      rows: 4,
      applied: 5,
      rejected: [],
      altered: [],
      ignoredColumns: ['D'],
    });
    expect(await answersOf('SIP-1')).toEqual({ status: 'Klar', allParties: 'Ja', closedOn: '2025-10-03' });
    expect(await answersOf('SIP-3')).toEqual({ status: 'Behöver hjälp', comment: '(text finns)' });
    expect(await answersOf('SIP-2')).toEqual({});
  });

  it('comes back as CSV too, sorted and saved in another encoding', async () => {
    const csv = list.paths[1] ?? '';
    const [header = '', ...rows] = readFileSync(csv, 'utf8').replace('\ufeff', '').trimEnd().split('\r\n');
    const headers = header.split(';').map((cell) => cell.slice(1, -1));
    const answered = rows.map((row) => {
      const cells = row.split(';');
      if (cells[headers.indexOf('Radnyckel')] !== `"${TWO}"`) return cells.join(';');
      cells[headers.indexOf('Status')] = 'Klar';
      cells[headers.indexOf('Alla parter klara')] = 'ja';
      cells[headers.indexOf('Avslutad i Prator')] = '2025-10-03';
      return cells.join(';');
    });
    writeFileSync(inWorld('svar.csv'), Buffer.from([header, ...answered.reverse()].join('\n'), 'latin1'));
    const returned = await returnFile(world, DAY, 'svar.csv');
    expect(returned).toMatchObject({
      worklistId: 'AL-0001',
      rows: 4,
      applied: 3,
      rejected: [],
      altered: [],
      ignoredColumns: [],
    });
    expect(await answersOf('SIP-2')).toEqual({ status: 'Klar', allParties: 'Ja', closedOn: '2025-10-03' });
  });

  it('changes nothing the second time', async () => {
    const file = await filled({ [ONE]: { ...DONE, Kommentar: 'klart' }, [TWO]: { Status: 'Pågår' } });
    await returnFile(world, DAY, file);
    const before = stateHash(world);
    expect(await returnFile(world, '2025-10-07', file)).toMatchObject({
      applied: 0,
      unchanged: 5,
      returnId: null,
      rejected: [],
    });
    expect(stateHash(world)).toBe(before);
  });

  it('changes nothing in a dry run, and says what it would', async () => {
    const file = await filled({ [ONE]: DONE });
    const before = contentOf(world.cwd);
    const { code, stdout } = await overgang(['return', file, '-n', '--as-of', DAY], world);
    expect([code, stdout.includes('3 svar skulle läsas in'), stdout.includes('Provkörning')]).toEqual([
      0,
      true,
      true,
    ]);
    expect(contentOf(world.cwd)).toEqual(before);
  });

  it('has its answers on the next list, where changing one is no contradiction', async () => {
    await returnFile(
      world,
      DAY,
      await filled({
        [ONE]: { Status: 'Pågår', 'Ny samordningsansvarig satt': 'Nej', Av: 'A Berg', Kommentar: 'väntar' },
      }),
    );
    const next = await handOutStep6('ut2');
    const open = await openList(next.path);
    const row = open.sheet.getRow(open.rowOf(ONE));
    const at = (header: string): unknown => row.getCell(open.columnOf(header)).value;
    expect(['Status', 'Ny samordningsansvarig satt', 'Kommentar', 'Av'].map(at)).toEqual([
      'Pågår',
      'Nej',
      'väntar',
      null,
    ]);
    const changed = await filled(
      { [ONE]: { Status: 'Klar', 'Ny samordningsansvarig satt': 'Ja' } },
      'två.xlsx',
      next,
    );
    expect(await returnFile(world, DAY, changed)).toMatchObject({
      worklistId: next.id,
      applied: 2,
      unchanged: 1,
      conflicts: [],
    });
  });

  it('on an older list is taken in cell by cell, and it is said that there is a newer one', async () => {
    const next = await handOutStep6('ut2');
    const returned = await returnFile(world, DAY, await filled({ [ONE]: DONE }));
    expect(returned).toMatchObject({ worklistId: list.id, supersededBy: next.id, applied: 3 });
  });

  it('takes an answer back where one that was handed out is emptied, and says so', async () => {
    await returnFile(world, DAY, await filled({ [ONE]: DONE }));
    await handOutStep6('ut2');
    const [tidied] = await handOutLists(world, '2025-09-30', 'ut3', '--step', '6', '--format', 'xlsx');
    if (tidied === undefined) throw new Error('no list');
    const returned = await returnFile(
      world,
      DAY,
      await filled({ [ONE]: { 'Avslutad i Prator': null } }, 'tom.xlsx', tidied),
    );
    expect(returned.warnings.map(({ reference, column }) => [reference, column])).toEqual([
      [ONE, 'Avslutad i Prator'],
    ]);
    expect((await explain('SIP-1')).class).not.toBe('closed');
  });
});

describe('two coordinators', () => {
  const answer = (name: string, status: string, by: string): Promise<string> =>
    filled({ [ONE]: { Status: status, Av: by } }, name);

  it('who say different things are both held, whoever comes first', async () => {
    const a = await answer('a.xlsx', 'Klar', 'A Berg');
    const b = await answer('b.xlsx', 'Inte aktuell', 'B Ceder');
    expect((await returnFile(world, DAY, a)).applied).toBe(1);
    const second = await returnFile(world, DAY, b);
    const held = {
      reference: ONE,
      column: 'Status',
      values: [
        { value: 'Inte aktuell', worklist: 'AL-0001' },
        { value: 'Klar', worklist: 'AL-0001' },
      ],
    };
    expect(second).toMatchObject({ applied: 0, conflicts: [held] });
    expect(await returnFile(world, DAY, a)).toMatchObject({ applied: 0, conflicts: [held], returnId: null });
    expect(await overgangJson(['status', '--as-of', DAY], world)).toMatchObject({
      answers: { held: 1, needAttention: [] },
    });
  });

  it('whose closing days differ have closed nothing until it is settled', async () => {
    const other = { ...DONE, 'Avslutad i Prator': new Date('2025-10-04') };
    const [first, second] = await returnFiles(
      world,
      DAY,
      await filled({ [ONE]: DONE }, 'a.xlsx'),
      await filled({ [ONE]: other }, 'b.xlsx'),
    );
    expect([first?.applied, second?.conflicts.map(({ column }) => column)]).toEqual([
      3,
      ['Avslutad i Prator'],
    ]);
    expect((await explain('SIP-1')).class).not.toBe('closed');
  });

  it('of whom one was under way and one is done do not contradict each other', async () => {
    const [first, second] = await returnFiles(
      world,
      DAY,
      await answer('a.xlsx', 'Klar', 'A Berg'),
      await answer('b.xlsx', 'Pågår', 'B Ceder'),
    );
    expect([first?.applied, second?.applied, second?.unchanged, second?.conflicts]).toEqual([1, 0, 1, []]);
  });

  it('are settled by a person, in a workbook that names both', async () => {
    await returnFiles(
      world,
      DAY,
      await answer('a.xlsx', 'Klar', 'A Berg'),
      await answer('b.xlsx', 'Inte aktuell', 'B Ceder'),
    );
    const { conflictLists } = await overgangJson<{
      conflictLists: { id: string; path: string; rows: number }[];
    }>(['return', '--conflicts', 'konflikter', '--as-of', DAY], world);
    expect(conflictLists.map(({ id, rows }) => [id, rows])).toEqual([['KF-0002', 1]]);
    const path = conflictLists[0]?.path ?? '';
    const open = await openList(path);
    const row = open.sheet.getRow(open.rowOf(`${ONE}/status`));
    expect(
      ['Referens', 'Fråga', 'Svar A', 'Svar B'].map((header) => row.getCell(open.columnOf(header)).value),
    ).toEqual([
      ONE,
      'Status',
      `Inte aktuell – B Ceder, lista AL-0001, inlämnat ${DAY}`,
      `Klar – A Berg, lista AL-0001, inlämnat ${DAY}`,
    ]);
    const settled = await filledCopy(path, inWorld('avgjort.xlsx'), {
      [`${ONE}/status`]: { 'Rätt svar': 'B', Av: 'Projektledaren' },
    });
    expect(await returnFile(world, DAY, settled)).toMatchObject({
      worklistId: 'KF-0002',
      applied: 1,
      conflicts: [],
      rejected: [],
    });
    expect(await overgangJson(['status', '--as-of', DAY], world)).toMatchObject({ answers: { held: 0 } });
    // What was weighed is weighed: the loser's file changes nothing, nor does a copy of it that nobody signed.
    for (const file of ['b.xlsx', await filled({ [ONE]: { Status: 'Inte aktuell' } }, 'c.xlsx')]) {
      expect(await returnFile(world, DAY, file)).toMatchObject({ applied: 0, conflicts: [] });
    }
    // A third answer is news.
    const third = await returnFile(world, DAY, await answer('d.xlsx', 'Fel mottagare', 'D Ek'));
    expect(third.conflicts[0]?.values.map(({ value }) => value)).toEqual(['Fel mottagare', 'Klar']);
  });

  it('can be settled by an answer of one’s own, if it fits', async () => {
    await returnFiles(
      world,
      DAY,
      await answer('a.xlsx', 'Klar', 'A Berg'),
      await answer('b.xlsx', 'Inte aktuell', 'B Ceder'),
    );
    const { conflictLists } = await overgangJson<{ conflictLists: { path: string }[] }>(
      ['return', '--conflicts', 'k', '--as-of', DAY],
      world,
    );
    const settle = async (cells: Record<string, string>, name: string): Promise<unknown> =>
      returnFile(
        world,
        DAY,
        await filledCopy(conflictLists[0]?.path ?? '', inWorld(name), { [`${ONE}/status`]: cells }),
      );
    expect(await settle({ 'Eget svar': 'kanske' }, '1.xlsx')).toMatchObject({
      applied: 0,
      rejected: [{ reference: ONE }],
    });
    expect(await settle({ 'Eget svar': 'Klar', 'Rätt svar': 'A' }, '2.xlsx')).toMatchObject({
      applied: 0,
      rejected: [{ reference: ONE }],
    });
    expect(await settle({ 'Rätt svar': 'C' }, '3.xlsx')).toMatchObject({
      applied: 0,
      rejected: [{ reference: ONE }],
    });
    expect(await settle({ 'Eget svar': 'Behöver hjälp' }, '4.xlsx')).toMatchObject({
      applied: 1,
      rejected: [],
    });
    const { answers } = await overgangJson<{ answers: unknown }>(['status', '--as-of', DAY], world);
    expect(answers).toEqual({
      held: 0,
      needAttention: [{ reference: ONE, step: '6', status: 'Behöver hjälp', on: DAY }],
    });
  });
});

describe('a list handed out before a newer uttag', () => {
  beforeEach(async () => {
    await importSips(world, '2025-10-05', [{ id: 'SIP-1', fas: 'Avslut' }, ...SIPS.slice(1)]);
  });

  it('has only the rows held whose facts have changed, until a person confirms them', async () => {
    const file = await filled({
      [ONE]: { ...DONE, 'Avslutad i Prator': new Date('2025-10-06') },
      [TWO]: { Status: 'Klar' },
      [THREE]: { Status: 'Pågår' },
    });
    const returned = await returnFile(world, DAY, file);
    expect(returned).toMatchObject({ applied: 2, conflicts: [], rejected: [] });
    expect(returned.held.map(({ reference, column }) => [reference, column])).toEqual([
      [ONE, 'Status'],
      [ONE, 'Alla parter klara'],
      [ONE, 'Avslutad i Prator'],
    ]);
    expect((await explain('SIP-1')).class).not.toBe('closed');
    expect(await returnFile(world, DAY, file)).toMatchObject({ applied: 0, unchanged: 2, returnId: null });

    const { conflictLists } = await overgangJson<{ conflictLists: { path: string; rows: number }[] }>(
      ['return', '--conflicts', 'k', '--as-of', DAY],
      world,
    );
    expect(conflictLists.map(({ rows }) => rows)).toEqual([3]);
    const confirm = { 'Rätt svar': 'A', Av: 'Karin' };
    const settled = await filledCopy(conflictLists[0]?.path ?? '', inWorld('k.xlsx'), {
      [`${ONE}/status`]: confirm,
      [`${ONE}/allParties`]: confirm,
      [`${ONE}/closedOn`]: confirm,
    });
    expect(await returnFile(world, DAY, settled)).toMatchObject({ applied: 3, held: [] });
    expect((await explain('SIP-1')).rule.code).toBe('SIP_ATTESTED_CLOSED');
  });
});

describe('what does not fit is not taken in, and is told of by row and reference', () => {
  it.each([
    [
      'a day to come',
      { 'Alla parter klara': 'Ja', 'Avslutad i Prator': new Date('2025-10-07') },
      'dagen har inte varit än',
      1,
    ],
    [
      'a day before the step',
      { 'Alla parter klara': 'Ja', 'Avslutad i Prator': new Date('2025-10-01') },
      'dagen ligger före stegets början',
      1,
    ],
    ['no day', { 'Alla parter klara': 'Ja', 'Avslutad i Prator': 'i går' }, 'svaret är ingen dag', 1],
    ['no choice', { Status: 'Typ klar' }, 'svaret är inget av alternativen', 0],
    [
      'closed before all parties are done',
      { 'Avslutad i Prator': new Date('2025-10-03') },
      'Alla parter klara',
      0,
    ],
    [
      'closed though a party is not done',
      { 'Alla parter klara': 'Nej', 'Avslutad i Prator': new Date('2025-10-03') },
      'Alla parter klara',
      1,
    ],
    ['a personnummer in a comment', { Kommentar: 'gäller 19271206-9810' }, 'personnummer', 0],
  ] as const)('%s', async (_, cells, reason, applied) => {
    const returned = await returnFile(world, DAY, await filled({ [TWO]: cells }));
    expect(returned).toMatchObject({ applied, rejected: [{ reference: TWO }] });
    expect(returned.rejected[0]?.reason).toContain(reason);
    expect((await explain('SIP-2')).class).not.toBe('closed');
  });

  it('a closing with messages owed is taken in, with a warning', async () => {
    const header = 'Meddelande-id;Ärende;Meddelandetyp;Avsändare;Mottagare;Skickat;För kännedom;Kvitterat';
    writeFileSync(inWorld('m-2025-09-15.csv'), `${header}\nM-1;SIP-1;Kallelse;A;B;2025-09-10 10:00;Nej;\n`);
    const { code, stderr } = await overgang(
      ['import', 'm-2025-09-15.csv', '--as', 'meddelande', '--as-of', DAY],
      world,
    );
    expect([code, stderr]).toEqual([0, expect.any(String)]);
    const returned = await returnFile(world, DAY, await filled({ [ONE]: DONE }));
    expect(returned).toMatchObject({
      applied: 3,
      rejected: [],
      warnings: [{ reference: ONE, column: 'Avslutad i Prator' }],
    });
  });

  it('a row of no list, a row sorted away from its key, a row without key', async () => {
    const open = await openList(list.path);
    const { sheet, columnOf, rowOf } = open;
    fill(open, {
      [ONE]: { Status: 'Klar' },
      [TWO]: { Status: 'Klar' },
      [THREE]: { Status: 'Klar' },
      [FOUR]: { Status: 'Klar' },
    });
    const key = columnOf('Radnyckel');
    sheet.getRow(rowOf(ONE)).getCell(key).value = 'S99-X';
    sheet.getRow(rowOf(TWO)).getCell(columnOf('Referens')).value = THREE;
    sheet.getRow(rowOf(THREE)).getCell(key).value = null;
    await open.book.xlsx.writeFile(inWorld('x.xlsx'));
    const returned = await returnFile(world, DAY, 'x.xlsx');
    expect(returned).toMatchObject({ rows: 4, applied: 1, foreign: [rowOf(ONE)] });
    expect(returned.rejected.map(({ row }) => row).sort()).toEqual([rowOf(ONE), rowOf(TWO), rowOf(THREE)]);
  });

  it('every row, where the column of keys is gone', async () => {
    const open = await openList(list.path);
    fill(open, { [ONE]: { Status: 'Klar' } });
    open.sheet.spliceColumns(open.columnOf('Radnyckel'), 1);
    await open.book.xlsx.writeFile(inWorld('x.xlsx'));
    const returned = await returnFile(world, DAY, 'x.xlsx');
    expect(returned).toMatchObject({ applied: 0, rejected: [{ row: open.rowOf(ONE) }] });
    expect(returned.rejected[0]?.reason).toContain('Radnyckel saknas');
  });

  it('facts changed by hand are told of, and not read; the answers beside them are', async () => {
    const returned = await returnFile(world, DAY, await filled({ [ONE]: { Fas: 'Avslut', Status: 'Klar' } }));
    expect(returned).toMatchObject({
      applied: 1,
      altered: [{ reference: ONE, column: 'Fas' }],
      rejected: [],
    });
  });

  it('a copied row counts once, or not at all where the copies differ', async () => {
    const open = await openList(list.path);
    fill(open, { [ONE]: { Status: 'Klar' }, [TWO]: { Status: 'Klar' } });
    const { sheet, rowOf, columnOf } = open;
    const copyTo = (row: number, token: string): void => {
      (sheet.getRow(rowOf(token)).values as unknown[]).forEach((value, at) => {
        sheet.getRow(row).getCell(at).value = value as string;
      });
    };
    copyTo(40, ONE);
    copyTo(41, TWO);
    sheet.getRow(41).getCell(columnOf('Status')).value = 'Pågår';
    await open.book.xlsx.writeFile(inWorld('x.xlsx'));
    const returned = await returnFile(world, DAY, 'x.xlsx');
    expect(returned).toMatchObject({ applied: 1, ignoredRows: [40] });
    expect(returned.rejected.map(({ reference }) => reference)).toEqual([TWO, TWO]);
  });

  it('exit 1, within 80 columns, and how to settle what is held', async () => {
    const file = await filled({ [ONE]: { Status: 'Typ klar' }, [TWO]: { Status: 'Klar' } });
    const ran = await overgang(['return', file, '--as-of', DAY], world);
    expect([ran.code, ran.stderr]).toEqual([1, '']);
    expect(ran.stdout).toContain('1 svar inläst, 0 oförändrade, 1 avvisad.');
    expect(ran.stdout).toContain(`${ONE}, Status: svaret är inget av alternativen`);
    const other = await overgang(
      ['return', await filled({ [TWO]: { Status: 'Inte aktuell' } }, 'b.xlsx'), '--as-of', DAY],
      world,
    );
    expect([other.code, other.stdout.includes('1 i konflikt'), other.stdout.includes('--conflicts')]).toEqual(
      [1, true, true],
    );
    for (const line of [...ran.stdout.split('\n'), ...other.stdout.split('\n')])
      expect(line.length).toBeLessThanOrEqual(80);
  });
});

describe('a file that is no list of ours', () => {
  it('is refused: of another register, changed ids, another table, no file', async () => {
    const elsewhere = { ...(await emptyRegister()), readerProcess };
    await importSips(elsewhere, '2025-09-15', [{ id: 'SIP-7' }, { id: 'SIP-8' }]);
    const [foreign] = await handOutLists(elsewhere, DAY, 'ut', '--step', '6');
    copyFileSync(foreign?.path ?? '', inWorld('annan.xlsx'));
    writeFileSync(inWorld('lista.csv'), 'a;b\n1;2\n');
    const before = stateHash(world);
    for (const [file, text] of [
      ['annan.xlsx', 'inte utlämnad ur det här registret'],
      ['lista.csv', 'ingen arbetslista från overgang'],
      ['finns-inte.xlsx', 'finns inte'],
    ] as const) {
      const { code, stderr } = await overgang(['return', file, '--as-of', DAY], world);
      expect([file, code, stderr.includes(text)]).toEqual([file, 2, true]);
    }
    expect(stateHash(world)).toBe(before);
  });

  it('stops no other', async () => {
    writeFileSync(inWorld('lista.csv'), 'a;b\n1;2\n');
    const { code, stdout } = await overgang(
      ['return', 'lista.csv', await filled({ [ONE]: { Status: 'Klar' } }), '--as-of', DAY],
      world,
    );
    expect([code, stdout.includes('1 svar inläst')]).toEqual([2, true]);
  });

  it('is known all the same without the hidden sheet, as long as its facts are what was handed out', async () => {
    const open = await openList(list.path);
    fill(open, { [ONE]: { Status: 'Klar' }, [TWO]: { Status: 'Klar', Fas: 'Avslut' } });
    open.book.removeWorksheet('_overgang');
    await open.book.xlsx.writeFile(inWorld('x.xlsx'));
    const returned = await returnFile(world, DAY, 'x.xlsx');
    expect(returned).toMatchObject({ worklistId: 'AL-0001', applied: 1, rejected: [{ reference: TWO }] });
  });
});

describe('undo', () => {
  const yes = (...args: string[]): Promise<{ seq: number }> =>
    overgangJson(['undo', ...args, '--yes', '--as-of', DAY], world);

  it('takes back a whole return, and can itself be undone', async () => {
    const before = await explain('SIP-1');
    const file = await filled({ [ONE]: DONE });
    await returnFile(world, DAY, file);
    const shown = await overgangDone(['undo', '-n', '--as-of', DAY], world);
    expect(shown.stdout).toContain('hela inlämningen R-0001, 3 svar');
    const { seq } = await yes('R-0001');
    expect((await explain('SIP-1')).class).toBe(before.class);
    expect((await explain('SIP-1')).events.filter(({ isUndone }) => isUndone)).toHaveLength(3);
    await yes(String(seq));
    expect((await explain('SIP-1')).class).toBe('closed');
    await yes();
    expect(await returnFile(world, DAY, file)).toMatchObject({ applied: 3, returnId: 'R-0002' });
  });

  it('takes back a mark or a decision, and shows what was said after it', async () => {
    await overgangDone(['mark', 'SIP-1', 'sip-created-in-lifecare', '--note', 'prov', '--as-of', DAY], world);
    await overgangDone(['decide', 'SIP-1', '--as', 'vardplan', '--reason', 'prov', '--as-of', DAY], world);
    const mark = (await explain('SIP-1')).events.find(({ type }) => type === 'marked')?.seq ?? 0;
    const { stdout } = await overgangDone(['undo', String(mark), '-n', '--as-of', DAY], world);
    expect(stdout).toContain('Senare händelser');
    expect(stdout).toContain('Beslut vardplan');
    await yes(String(mark));
    expect((await explain('SIP-1')).class).toBe('vardplan');
    const again = await overgang(['undo', String(mark), '--yes', '--as-of', DAY], world);
    expect([again.code, again.stderr.includes('redan ångrad')]).toEqual([2, true]);
  });

  it('brings a settled contradiction back', async () => {
    await returnFiles(
      world,
      DAY,
      await filled({ [ONE]: { Status: 'Klar' } }, 'a.xlsx'),
      await filled({ [ONE]: { Status: 'Inte aktuell' } }, 'b.xlsx'),
    );
    const { conflictLists } = await overgangJson<{ conflictLists: { path: string }[] }>(
      ['return', '--conflicts', 'k', '--as-of', DAY],
      world,
    );
    await returnFile(
      world,
      DAY,
      await filledCopy(conflictLists[0]?.path ?? '', inWorld('k.xlsx'), {
        [`${ONE}/status`]: { 'Rätt svar': 'A' },
      }),
    );
    await yes();
    expect(await overgangJson(['status', '--as-of', DAY], world)).toMatchObject({ answers: { held: 1 } });
  });

  it('shows what it touches, and wants --yes where nobody can answer', async () => {
    await overgangDone(['mark', 'SIP-1', 'note', '--note', 'prov', '--as-of', DAY], world);
    const before = stateHash(world);
    const unasked = await overgang(['undo', '--as-of', DAY], world);
    expect([unasked.code, unasked.stderr.includes('--yes'), unasked.stdout.includes('Ångras')]).toEqual([
      2,
      true,
      true,
    ]);
    expect(stateHash(world)).toBe(before);
  });

  it('does not promise what it can not do: a list handed out, a change of class', async () => {
    const seqOf = (type: string): string =>
      String(rowsOf<{ seq: number }>(world, 'SELECT seq FROM event WHERE type = ? LIMIT 1', type)[0]?.seq);
    const before = stateHash(world);
    for (const [what, text] of [
      [seqOf('worklist-issued'), 'går inte att ångra'],
      ['R-0009', 'varken en händelse eller en inlämning'],
      ['999', 'varken en händelse eller en inlämning'],
    ] as const) {
      const { code, stderr } = await overgang(['undo', what, '--yes', '--as-of', DAY], world);
      expect([what, code, stderr.includes(text)]).toEqual([what, 2, true]);
    }
    expect(stateHash(world)).toBe(before);
  });
});

describe('nobody is named', () => {
  it('by return, undo, explain and status, whatever was written in the list', async () => {
    const secret = { Av: 'Märta Nordström', Kommentar: 'Märta Nordström ringde' };
    const a = await filled(
      {
        [ONE]: { Status: 'Klar', ...secret },
        [TWO]: { ...DONE, ...secret },
        [THREE]: { Status: 'Märta Nordström' },
      },
      'a.xlsx',
    );
    const b = await filled(
      {
        [ONE]: { Status: 'Inte aktuell', ...secret },
        [FOUR]: { Patient: 'Märta Nordström', Kommentar: '19271206-9810' },
      },
      'b.xlsx',
    );
    const texts: string[] = [];
    for (const args of [
      ['return', a, b],
      ['return', a, b, '--json'],
      ['return', '--conflicts', 'k'],
      ['status'],
      ['explain', 'SIP-1'],
      ['explain', 'SIP-1', '--json'],
      ['undo', '-n'],
      ['undo', '-n', '--json'],
      ['undo', 'R-0001', '--yes'],
      ['return', dirname(a)],
      ['return', 'Radnyckel'],
    ]) {
      const { code, stdout, stderr } = await overgang([...args, '--as-of', DAY], world);
      expect([args, code]).not.toEqual([args, 70]);
      texts.push(stdout, stderr);
    }
    for (const word of [...SECRETS, 'Nordstr']) expect(texts.join('\n')).not.toContain(word);
    expect(texts.join('\n')).toContain('(text finns)');
  });
});
