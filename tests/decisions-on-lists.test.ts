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
  type Returned,
} from './helpers/filled-lists.ts';
import { emptyRegister, importSips } from './helpers/sip-lists.ts';
import { importList } from './helpers/small-lists.ts';
import { workbookReader } from './helpers/workbook-reader.ts';

const DAY = '2025-10-06';
const ONE = 'S1-G';

let readerProcess: NonNullable<World['readerProcess']>;
let world: World;
let list: HandedOutList;

beforeAll(async () => {
  readerProcess = await workbookReader();
});

interface Explained {
  readonly class: string;
  readonly rule: { readonly code: string; readonly reason: string };
  readonly also: readonly { readonly code: string }[];
}
const explain = (day = DAY, id = 'SIP-1'): Promise<Explained> =>
  overgangJson<Explained>(['explain', id, '--as-of', day], world);
const answer = async (filling: Filling[string], name = 'svar.xlsx', token = ONE): Promise<Returned> =>
  returnFile(world, DAY, await filledCopy(list.path, join(world.cwd, name), { [token]: filling }));
const DECIDED = { Beslut: 'Flyttas utanför vårdtillfälle', Skäl: 'Sedd i Prator', Av: 'P Ledare' };

describe('the list for decisions', () => {
  beforeEach(async () => {
    world = { ...(await emptyRegister()), readerProcess };
    await importSips(world, '2025-09-15', [{ id: 'SIP-1', kommun: '' }, { id: 'SIP-2' }]);
    list = await handOutOne(world, DAY, 'ut', '--step', 'beslut');
  });

  it('offers the classes that a person can decide', async () => {
    const { sheet, rowOf, columnOf } = await openList(list.path);
    const { formulae } = sheet.getRow(rowOf(ONE)).getCell(columnOf('Beslut')).dataValidation;
    expect(String(formulae[0])).toContain('Flyttas utanför vårdtillfälle');
  });

  it('decides as decide does: who, why, from when, and with the facts that it rests on', async () => {
    expect(await answer({ ...DECIDED, Den: new Date('2025-10-03') })).toMatchObject({ rejected: [] });
    const { class: name, rule } = await explain();
    expect([name, rule.code]).toEqual(['move-outside-vardtillfalle', 'SIP_DECIDED']);
    expect(rule.reason).toBe('Beslutat 2025-10-03 av P Ledare: Sedd i Prator');
    expect((await explain('2025-10-02')).class).toBe('needs-decision');
    expect((await explain('2025-10-03')).class).toBe('move-outside-vardtillfalle');
    await importSips(world, DAY, [{ id: 'SIP-1', kommun: 'Timrå', fas: 'Förberedelse' }, { id: 'SIP-2' }]);
    const after = await explain();
    expect(after.class).toBe('move-outside-vardtillfalle');
    expect(after.also.map(({ code }) => code)).toContain('SIP_DECISION_OUTDATED');
  });

  it('leads to the list of step 6, whose answers count, and is counted in status and verify', async () => {
    await answer(DECIDED);
    const six = await handOutOne(world, DAY, 'ut6', '--step', '6');
    const { tokens } = await openList(six.path);
    await importSips(world, DAY, [{ id: 'SIP-1', kommun: '' }, { id: 'SIP-2' }]);
    expect(tokens).toContain(ONE);
    const done = { 'Alla parter klara': 'Ja', 'Avslutad i Prator': new Date(DAY) };
    await filledCopy(six.path, join(world.cwd, 'sex.xlsx'), { [ONE]: done });
    expect(await returnFile(world, DAY, 'sex.xlsx')).toMatchObject({ applied: 2, held: [], rejected: [] });
    expect((await explain()).class).toBe('closed');
    expect((await overgang(['verify', '--as-of', DAY], world)).code).toBe(0);
  });

  it('a decision without a reason, or a day to come, is told of and not taken in', async () => {
    expect(await answer({ Beslut: 'Samordnad vårdplan' })).toMatchObject({
      applied: 0,
      rejected: [{ column: 'Beslut' }],
    });
    expect(await answer({ ...DECIDED, Den: new Date('2025-10-07') })).toMatchObject({
      applied: 0,
      rejected: [{ column: 'Den' }, { column: 'Beslut' }, { column: 'Skäl' }],
    });
    expect((await explain()).class).toBe('needs-decision');
  });

  it('two decisions that differ are held, whoever is first, until a person says which', async () => {
    await answer(DECIDED, 'a.xlsx');
    expect(await answer({ ...DECIDED, Beslut: 'Samordnad vårdplan' }, 'b.xlsx')).toMatchObject({
      conflicts: [{ column: 'Beslut' }],
    });
    expect((await explain()).class).toBe('needs-decision');
    const { conflictLists } = await overgangJson<{ conflictLists: { path: string }[] }>(
      ['return', '--conflicts', 'k', '--as-of', DAY],
      world,
    );
    // A newer list that moves nothing is in the way of nothing.
    await importSips(world, DAY, [{ id: 'SIP-1', kommun: '' }, { id: 'SIP-2' }]);
    const held = await openList(conflictLists[0]?.path ?? '');
    held.sheet.getRow(held.rowOf(`${ONE}/sipDecision`)).getCell(held.columnOf('Eget svar')).value =
      'Samordnad vårdplan';
    await held.book.xlsx.writeFile(join(world.cwd, 'avgjord.xlsx'));
    await returnFile(world, DAY, 'avgjord.xlsx');
    expect((await explain()).class).toBe('vardplan');
  });

  it('a later decide goes before it, and undo brings it back', async () => {
    await answer(DECIDED);
    await overgangDone(['decide', 'SIP-1', '--as', 'vardplan', '--reason', 'prov', '--as-of', DAY], world);
    expect((await explain()).class).toBe('vardplan');
    await overgangDone(['undo', '--yes', '--as-of', DAY], world);
    expect((await explain()).class).toBe('move-outside-vardtillfalle');
    await overgangDone(['undo', 'R-0001', '--yes', '--as-of', DAY], world);
    expect((await explain()).class).toBe('needs-decision');
  });

  it('a SIP whose consent is refused is not decided to move', async () => {
    await importSips(world, '2025-10-05', [{ id: 'SIP-1', kommun: '', samtycke: 'Nej' }, { id: 'SIP-2' }]);
    const { rejected } = await answer(DECIDED);
    expect(rejected).toMatchObject([{ column: 'Beslut' }, { column: 'Skäl' }]);
    expect((await explain()).class).toBe('needs-decision');
  });
});

describe('the list for decisions on vårdtillfällen', () => {
  it('decides as that of SIPs does', async () => {
    world = { ...(await emptyRegister()), readerProcess };
    await importList(world, 'vardtillfalle', '2025-09-28', [{ Personnummer: '' }]);
    list = await handOutOne(world, DAY, 'ut', '--step', 'beslut-vardtillfallen');
    const [token = ''] = (await openList(list.path)).tokens;
    const decided = { ...DECIDED, Beslut: 'Startas i det nya systemet' };
    expect(await answer(decided, 'svar.xlsx', token)).toMatchObject({ applied: 2, rejected: [] });
    const { class: name, rule } = await explain(DAY, 'VT-1');
    expect([name, rule.reason]).toEqual(['start-in-lifecare', `Beslutat ${DAY} av P Ledare: Sedd i Prator`]);
  });
});

describe('the list of what is likely not current', () => {
  beforeEach(async () => {
    world = { ...(await emptyRegister()), readerProcess };
    await importSips(world, '2025-09-15', [{ id: 'SIP-1', fas: 'Utvärdering' }]);
    list = await handOutOne(world, DAY, 'ut', '--step', 'stada');
  });

  it('says that a SIP is current all the same, and it stands on the list of step 6', async () => {
    expect((await explain()).class).toBe('close-not-current');
    expect(await answer({ 'Ändå aktuell': 'Ja', Av: 'A Berg' })).toMatchObject({ applied: 1, rejected: [] });
    expect((await explain()).class).toBe('move-outside-vardtillfalle');
    const six = await handOutOne(world, DAY, 'ut6', '--step', '6');
    expect((await openList(six.path)).tokens).toContain(ONE);
  });

  it('counts nothing of a row that says both that it is current and that it is closed', async () => {
    const both = { 'Ändå aktuell': 'Ja', 'Avslutad i Prator': new Date('2025-10-03') };
    expect(await answer(both)).toMatchObject({ applied: 0, rejected: [{ column: 'Avslutad i Prator' }] });
    expect((await explain()).class).toBe('close-not-current');
  });

  describe.each([
    ['it is said to be current first', ['a.xlsx', 'b.xlsx']],
    ['the closing comes first', ['b.xlsx', 'a.xlsx']],
  ])('said to be current in one file and closed in another: %s', (_, files) => {
    const CURRENT = { 'Ändå aktuell': 'Ja', Av: 'A Berg' };
    const ENDED = { 'Avslutad i Prator': new Date('2025-10-03'), Av: 'B Alm' };
    const bothReturned = async (): Promise<Returned> => {
      for (const [name, filling] of [
        ['a.xlsx', CURRENT],
        ['b.xlsx', ENDED],
      ] as const)
        await filledCopy(list.path, join(world.cwd, name), { [ONE]: filling });
      const [first = '', second = ''] = files;
      await returnFile(world, DAY, first);
      return returnFile(world, DAY, second);
    };

    it('is a conflict, told at once, and neither counts', async () => {
      expect((await bothReturned()).conflicts).toMatchObject([
        { reference: ONE, column: 'Avslutad i Prator' },
      ]);
      expect((await explain()).class).toBe('close-not-current');
    });

    it.each([
      ['2025-10-03', 'closed'],
      ['A', 'move-outside-vardtillfalle'],
    ])('is settled by a person who sees both: %s', async (chosen, becomes) => {
      await bothReturned();
      const { conflictLists } = await overgangJson<{ conflictLists: { path: string; rows: number }[] }>(
        ['return', '--conflicts', 'k', '--as-of', DAY],
        world,
      );
      expect(conflictLists.map(({ rows }) => rows)).toEqual([1]);
      const held = await openList(conflictLists[0]?.path ?? '');
      const row = held.sheet.getRow(held.rowOf(`${ONE}/closedOn`));
      const says = (column: string): string => row.getCell(held.columnOf(column)).text;
      expect([says('Svar A'), says('Svar B')]).toEqual([
        expect.stringContaining('(tomt: ”Ändå aktuell” är Ja) – A Berg'),
        expect.stringContaining('2025-10-03 – B Alm'),
      ]);
      row.getCell(held.columnOf(chosen === 'A' ? 'Rätt svar' : 'Eget svar')).value = chosen;
      await held.book.xlsx.writeFile(join(world.cwd, 'avgjord.xlsx'));
      expect(await returnFile(world, DAY, 'avgjord.xlsx')).toMatchObject({ rejected: [], conflicts: [] });
      expect((await explain()).class).toBe(becomes);
    });
  });
});
