import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { overgang, overgangDone, overgangJson, type World } from './helpers/cli.ts';
import {
  filledCopy,
  handOutOne,
  openList,
  returnFile,
  type Filling,
  type HandedOutList,
  type OpenList,
  type Returned,
} from './helpers/filled-lists.ts';
import { newFolder } from './helpers/folder.ts';
import { emptyRegister, importSips, PNR } from './helpers/sip-lists.ts';
import { workbookReader } from './helpers/workbook-reader.ts';

/** Rows whose cells contradict each other, or can not be read whole: nothing closes by them, and it is told. */
const DAY = '2025-10-06';
const [ONE, TWO] = ['S1-G', 'S2-H'] as const;
const CLOSED = { 'Alla parter klara': 'Ja', 'Avslutad i Prator': new Date('2025-10-03'), Av: 'K Berg' };
type Cells = Filling[string];
interface FullReturned extends Returned {
  readonly withdrawn: number;
  readonly withdrawnAnswers: readonly unknown[];
  readonly ignored: readonly unknown[];
}

let readerProcess: NonNullable<World['readerProcess']>;
let world: World;
let list: HandedOutList;

beforeAll(async () => {
  readerProcess = await workbookReader();
});

const inWorld = (name: string): string => join(world.cwd, name);
const explain = (id = 'SIP-1'): Promise<{ class: string; rule: { reason: string } }> =>
  overgangJson(['explain', id, '--as-of', DAY], world);
const classOf = async (): Promise<string> => (await explain()).class;
const filled = (cells: Cells, name = 'svar.xlsx'): Promise<string> =>
  filledCopy(list.path, inWorld(name), { [ONE]: cells });
const answer = async (cells: Cells): Promise<Returned> => returnFile(world, DAY, await filled(cells));
const columns = ({ rejected }: Returned): readonly (string | null)[] => rejected.map(({ column }) => column);
const again = async (cells: Cells, ...more: string[]): Promise<FullReturned> => {
  const { files } = await overgangJson<{ files: readonly FullReturned[] }>(
    ['return', await filled(cells, 'igen.xlsx'), '--as-of', DAY, ...more],
    world,
  );
  const [first] = files;
  if (first === undefined) throw new Error('not returned');
  return first;
};

async function listOf(step: string, sip: Parameters<typeof importSips>[2][number]): Promise<void> {
  world = { ...(await emptyRegister()), readerProcess };
  await importSips(world, '2025-09-15', [sip, { id: 'SIP-2', pnr: PNR.ulla }]);
  list = await handOutOne(world, DAY, 'ut', '--step', step);
}

describe('on the list of step 6', () => {
  beforeEach(() => listOf('6', { id: 'SIP-1' }));

  it.each(['Pågår', 'Behöver hjälp', 'Fel mottagare', 'Inte aktuell'])(
    'a SIP that is closed and %s is not closed, and the row is refused by name; the comment is kept',
    async (Status) => {
      const file = await filled({ ...CLOSED, Status, Kommentar: 'ring mig' });
      const { code, stdout } = await overgang(['return', file, '--as-of', DAY], world);
      expect([code, await classOf()]).toEqual([1, 'move-outside-vardtillfalle']);
      expect(stdout.replaceAll(/\s+/gu, ' ')).toContain(`status är ”${Status}”, men`);
      expect(await again({ ...CLOSED, Status, Kommentar: 'ring mig' })).toMatchObject({ unchanged: 1 });
    },
  );

  it('is closed once the status says so', async () => {
    await answer({ ...CLOSED, Status: 'Pågår' });
    expect(await again({ ...CLOSED, Status: 'Klar' })).toMatchObject({ rejected: [], applied: 3 });
    expect(await classOf()).toBe('closed');
  });

  const treated = async (treat: (one: OpenList) => void): Promise<Returned> => {
    const one = await openList(await filled({ ...CLOSED, Status: 'Klar' }, 'innan.xlsx'));
    treat(one);
    await one.book.xlsx.writeFile(inWorld('svar.xlsx'));
    return returnFile(world, DAY, 'svar.xlsx');
  };

  it('a status struck through closes nothing beside it', async () => {
    const returned = await treated(({ sheet, rowOf, columnOf }) => {
      sheet.getRow(rowOf(ONE)).getCell(columnOf('Status')).font = { strike: true };
    });
    expect([columns(returned), await classOf()]).toEqual([
      ['Status', 'Avslutad i Prator'],
      'move-outside-vardtillfalle',
    ]);
  });

  it('answers that have lost their key, while keys stand on other rows, close nothing', async () => {
    const returned = await treated(({ sheet, rowOf, columnOf }) => {
      const at = columnOf('Svarens referens');
      sheet.getRow(rowOf(ONE)).getCell(at).value = null;
      sheet.getRow(rowOf(TWO)).getCell(at).value = ONE;
    });
    expect([columns(returned), await classOf()]).toEqual([
      ['Svarens referens'],
      'move-outside-vardtillfalle',
    ]);
  });

  it('what was added to one of several sheets is told of by its sheet', async () => {
    await treated(({ book, sheet, headerRow }) => {
      const copy = book.addWorksheet('Mina');
      sheet.eachRow((row, number) => {
        if (number <= headerRow) copy.getRow(number).values = row.values;
      });
      copy.getRow(headerRow + 1).values = ['', 'Eget', 'Annat'];
    });
    const { stdout } = await overgang(['return', 'svar.xlsx', '--as-of', DAY], world);
    expect(stdout).toMatch(/Tillagt, läses inte: blad \d, rad \d/u);
  });

  it('a corrected list tells which answers it takes back', async () => {
    await answer({ ...CLOSED, Status: 'Klar' });
    const file = await filled({ Status: 'Klar', 'Alla parter klara': 'Ja', Av: 'K Berg' }, 'rättad.xlsx');
    const { stdout } = await overgang(['return', file, '--withdraw', '-n', '--as-of', DAY], world);
    expect(stdout).toContain(`${ONE}, Avslutad i Prator (R-0001)`);
    const returned = await again({ Status: 'Klar', 'Alla parter klara': 'Ja', Av: 'K Berg' }, '--withdraw');
    expect(returned).toMatchObject({
      withdrawn: 1,
      withdrawnAnswers: [{ reference: ONE, column: 'Avslutad i Prator', return: 'R-0001' }],
    });
    expect(await classOf()).toBe('move-outside-vardtillfalle');
  });

  it.each([
    ['K Berg', 'K Berg'],
    [null, ''],
  ])('a closing signed %j is put down to nobody else in a checkpoint', async (Av, by) => {
    await answer({ ...CLOSED, Status: 'Klar', Av });
    const said = ['--kind', 'milestone', '--by', 'P Ledare', '--statement', 'prov', '-o', 'punkt'];
    await overgangDone(['checkpoint', 'create', ...said, '--as-of', DAY], world);
    const [header = '', line = ''] = readFileSync(inWorld('punkt/data/stangda.csv'), 'utf8').split(/\r?\n/u);
    const at = header.split(',').indexOf('closed_by');
    expect(line.split(',')[at]).toBe(by);
  });

  it('a row that contradicts itself takes nothing back', async () => {
    await answer({ ...CLOSED, Status: 'Klar' });
    const wrong = { 'Avslutad i Prator': new Date('2025-10-03'), 'Alla parter klara': 'Ja', Status: 'Pågår' };
    expect(await again(wrong, '--withdraw')).toMatchObject({ withdrawn: 0, applied: 0 });
    expect(await classOf()).toBe('closed');
  });
});

describe('one says that it is closed, and another that it needs help', () => {
  beforeEach(() => listOf('6', { id: 'SIP-1' }));
  const HELP = { Status: 'Behöver hjälp', Av: 'A Berg' };
  const { Av, ...ENDED } = CLOSED;
  const bothReturned = async (files: readonly Cells[]): Promise<Returned | undefined> => {
    let last: Returned | undefined;
    for (const [at, cells] of files.entries())
      last = await returnFile(world, DAY, await filled(cells, `${String(at)}.xlsx`));
    return last;
  };

  it.each([
    ['help is asked for first', [HELP, { ...ENDED, Av }]],
    ['the closing comes first', [{ ...ENDED, Av }, HELP]],
  ])('is a conflict, told at once, whichever comes first: %s', async (_, files) => {
    expect((await bothReturned(files))?.conflicts).toMatchObject([{ column: 'Avslutad i Prator' }]);
    expect(await classOf()).toBe('move-outside-vardtillfalle');
  });

  it.each(['Pågår', 'Klar'])('is none where the other says %s', async (Status) => {
    expect((await bothReturned([{ Status, Av }, CLOSED]))?.conflicts).toEqual([]);
    expect(await classOf()).toBe('closed');
  });

  it('is not closed by whoever settles a conflict with: it needs help', async () => {
    await bothReturned([{ ...CLOSED, Status: 'Klar' }, HELP]);
    const asked = async (): Promise<OpenList> => {
      const { conflictLists } = await overgangJson<{ conflictLists: { path: string }[] }>(
        ['return', '--conflicts', 'k', '--force', '--as-of', DAY],
        world,
      );
      return openList(conflictLists[0]?.path ?? '');
    };
    const settle = async (answers: Readonly<Record<string, string>>): Promise<Returned> => {
      const open = await asked();
      for (const [column, own] of Object.entries(answers)) {
        const row = open.sheet.getRow(open.rowOf(`${ONE}/${column}`));
        row.getCell(open.columnOf('Eget svar')).value = own;
        row.getCell(open.columnOf('Av')).value = 'P Ledare';
      }
      await open.book.xlsx.writeFile(inWorld('avgjord.xlsx'));
      return returnFile(world, DAY, 'avgjord.xlsx');
    };
    expect((await settle({ status: 'Behöver hjälp' })).conflicts).toMatchObject([
      { column: 'Avslutad i Prator' },
    ]);
    expect(await classOf()).toBe('move-outside-vardtillfalle');
    // As on any other list: the row says that it needs help, until it says otherwise.
    expect(await settle({ closedOn: '2025-10-03' })).toMatchObject({
      rejected: [{ code: 'STATUS_CONTRADICTED' }],
    });
    expect(await classOf()).toBe('move-outside-vardtillfalle');
    expect(await settle({ closedOn: '2025-10-03', status: 'Klar' })).toMatchObject({
      rejected: [],
      conflicts: [],
    });
    expect(await classOf()).toBe('closed');
  });
});

describe('on the list of what is likely not current', () => {
  beforeEach(() => listOf('stada', { id: 'SIP-1', fas: 'Utvärdering' }));

  it('not current, and current all the same, is neither', async () => {
    const both = { Status: 'Inte aktuell', 'Ändå aktuell': 'Ja', Av: 'K Berg' };
    expect(await answer(both)).toMatchObject({ applied: 0, rejected: [{ column: 'Ändå aktuell' }] });
    expect(await classOf()).toBe('close-not-current');
  });
});

describe('on the list for decisions', () => {
  const DECIDED = { Beslut: 'Samordnad vårdplan', Skäl: 'Sedd i Prator', Av: 'P Ledare' };
  beforeEach(() => listOf('beslut', { id: 'SIP-1', kommun: '' }));

  it('a reason without a decision is refused by name', async () => {
    expect(await answer({ Skäl: 'Sedd i Prator' })).toMatchObject({
      applied: 0,
      rejected: [{ column: 'Skäl' }],
    });
  });

  it('a settled row without a decision is told of', async () => {
    const { warnings } = await answer({ Status: 'Klar', Av: 'P Ledare' });
    expect(warnings).toMatchObject([{ reference: ONE, column: 'Status' }]);
    expect(warnings[0]?.reason).toContain('inget beslut är valt');
  });

  it('a decision that nobody has signed is nobody’s, and told of', async () => {
    const { applied, warnings } = await answer({ ...DECIDED, Av: null });
    expect([applied, warnings.map(({ column }) => column)]).toEqual([2, ['Av']]);
    expect((await explain()).rule.reason).toBe(`Beslutat ${DAY} av (inte signerat): Sedd i Prator`);
  });

  it.each([
    ['its reason', { ...DECIDED, Skäl: null }, 1],
    ['who it is of', { ...DECIDED, Av: null }, 0],
  ])('a corrected list that lacks %s leaves the decision whole', async (_, cells, refused) => {
    await answer(DECIDED);
    const returned = await again(cells, '--withdraw');
    expect([returned.withdrawn, returned.rejected.length]).toEqual([0, refused]);
    expect((await explain()).rule.reason).toBe(`Beslutat ${DAY} av P Ledare: Sedd i Prator`);
  });
});

describe('two answers that differ, about a person who has become protected', () => {
  it.each([
    ['vasternorrland-2025', 'Timrå', { '1': 'skyddade-patienter', '6': 'skyddade' }],
    ['ostergotland-link', 'Linköping', { arende: 'skyddade' }],
  ])('are asked of nobody but the named handlers, by the plan of %s', async (profile, kommun, handlers) => {
    world = { cwd: newFolder(), readerProcess };
    await overgangDone(['init', '--profile', profile, '--as-of', '2025-04-28'], world);
    await importSips(world, '2025-09-15', [{ id: 'SIP-1', kommun }]);
    for (const step of Object.keys(handlers)) {
      list = await handOutOne(world, DAY, `ut-${step}`, '--step', step);
      await answer({ Status: 'Klar', Av: 'A Berg' });
      await answer({ Status: 'Inte aktuell', Av: 'B Berg' });
    }
    await importSips(world, '2025-10-05', [{ id: 'SIP-1', kommun, skydd: 'Ja' }]);
    const { conflictLists } = await overgangJson<{ conflictLists: readonly HandedOutList[] }>(
      ['return', '--conflicts', 'k', '--as-of', DAY],
      world,
    );
    expect(conflictLists.map(({ step }) => step)).toEqual(Object.values(handlers));
  });
});

describe('a row of a list of conflicts that stands there twice, and says two things', () => {
  it('is in the inbox, as what does not count of any list', async () => {
    await listOf('6', { id: 'SIP-1' });
    await answer({ Status: 'Klar', Av: 'A Berg' });
    await answer({ Status: 'Inte aktuell', Av: 'B Berg' });
    const { conflictLists } = await overgangJson<{ conflictLists: readonly { path: string }[] }>(
      ['return', '--conflicts', 'k', '--as-of', DAY],
      world,
    );
    const { book, sheet, rowOf, columnOf } = await openList(conflictLists[0]?.path ?? '');
    const at = rowOf(`${ONE}/status`);
    sheet.getRow(at).getCell(columnOf('Eget svar')).value = 'Klar';
    const copy = sheet.getRow(at + 1);
    sheet.getRow(at).eachCell((cell, column) => void (copy.getCell(column).value = cell.value));
    copy.getCell(columnOf('Eget svar')).value = 'Pågår';
    await book.xlsx.writeFile(inWorld('dubbel.xlsx'));
    const { rejected } = await returnFile(world, DAY, inWorld('dubbel.xlsx'));
    expect(rejected).toHaveLength(2);
    const { items } = await overgangJson<{
      items: readonly { why: string; references: readonly string[] }[];
    }>(['inbox', '--as-of', DAY], world);
    expect(items.map(({ why, references }) => [why, ...references])).toContainEqual([
      'raden står flera gånger i filen och säger olika',
      ONE,
    ]);
  });
});
