import { join } from 'node:path';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { overgang, overgangDone, overgangJson, type World } from './helpers/cli.ts';
import { filledCopy, handOutOne, openList, returnFile, type Filling } from './helpers/filled-lists.ts';
import { emptyRegister, importSips } from './helpers/sip-lists.ts';
import { workbookReader } from './helpers/workbook-reader.ts';

/** What one party says on a list and another by hand is said of one row: it counts together, or is a conflict. */
const DAY = '2025-10-06';
const ONE = 'S1-G';
const MOVED = 'move-outside-vardtillfalle';

let readerProcess: NonNullable<World['readerProcess']>;
let world: World;
let list: string;

beforeAll(async () => {
  readerProcess = await workbookReader();
});

beforeEach(async () => {
  world = { ...(await emptyRegister()), readerProcess };
  await importSips(world, '2025-09-15', [{ id: 'SIP-1' }]);
  list = (await handOutOne(world, DAY, 'ut', '--step', '6')).path;
});

const classOf = async (): Promise<string> =>
  (await overgangJson<{ class: string }>(['explain', 'SIP-1', '--as-of', DAY], world)).class;

const mark = (name: string) => overgang(['mark', 'SIP-1', name, '--note', 'prov', '--as-of', DAY], world);

let copies = 0;
async function answered(cells: Filling[string], path = list) {
  copies += 1;
  const copy = await filledCopy(path, join(world.cwd, `svar-${String(copies)}.xlsx`), { [ONE]: cells });
  return returnFile(world, DAY, copy);
}
const CLOSED = { 'Avslutad i Prator': new Date('2025-10-03'), Av: 'K Berg' };

async function settle(letter: string) {
  const { conflictLists } = await overgangJson<{ conflictLists: { path: string }[] }>(
    ['return', '--conflicts', 'k', '--force', '--as-of', DAY],
    world,
  );
  const conflicts = await openList(conflictLists[0]?.path ?? '');
  const row = conflicts.sheet.getRow(conflicts.rowOf(`${ONE}/allParties`));
  const offered = ['Svar A', 'Svar B'].map((header) => row.getCell(conflicts.columnOf(header)).value);
  row.getCell(conflicts.columnOf('Rätt svar')).value = letter;
  await conflicts.book.xlsx.writeFile(join(world.cwd, 'avgjord.xlsx'));
  return { offered, returned: await returnFile(world, DAY, 'avgjord.xlsx') };
}

describe('a closing on a list, of which it is said by hand that all parties are done', () => {
  it('counts, and the case is closed', async () => {
    await mark('sip-moved');
    expect(await answered(CLOSED)).toMatchObject({ applied: 1, rejected: [], conflicts: [], waiting: [] });
    expect(await classOf()).toBe('closed');
  });

  it('is not taken in without that, nor where the row itself says No', async () => {
    expect(await answered(CLOSED)).toMatchObject({
      applied: 0,
      rejected: [{ code: 'CLOSED_BEFORE_ALL_PARTIES' }],
    });
    await mark('sip-moved');
    const denied = await answered({ ...CLOSED, 'Alla parter klara': 'Nej' });
    expect(denied.rejected).toMatchObject([{ code: 'CLOSED_BEFORE_ALL_PARTIES' }]);
    expect(await classOf()).toBe(MOVED);
  });

  it('nor where what stands in its cell can not be read', async () => {
    await mark('sip-moved');
    const unread = await answered({ ...CLOSED, 'Alla parter klara': 'Kanske' });
    expect(unread.rejected.map(({ column }) => column)).toContain('Avslutad i Prator');
    expect(await classOf()).toBe(MOVED);
  });

  it('waits once that is undone, and calls for somebody', async () => {
    const { seq } = await overgangJson<{ seq: number }>(
      ['mark', 'SIP-1', 'sip-moved', '--note', 'prov', '--as-of', DAY],
      world,
    );
    await answered(CLOSED);
    await overgangDone(['undo', String(seq), '--yes', '--as-of', DAY], world);
    expect(await classOf()).toBe(MOVED);
    const { items } = await overgangJson<{ items: { kind: string; references: string[] }[] }>(
      ['inbox', '--as-of', DAY],
      world,
    );
    expect(items).toMatchObject([{ kind: 'waiting', references: [ONE] }]);
  });
});

describe('what is said by hand, and otherwise on a list, is a conflict, and nothing of the row counts', () => {
  it('where the list comes after', async () => {
    await mark('sip-moved');
    await answered(CLOSED);
    const { conflicts, waiting } = await answered({ 'Alla parter klara': 'Nej' });
    expect(conflicts).toMatchObject([
      { column: 'Alla parter klara', values: [{ value: 'Ja', worklist: 'mark' }, { value: 'Nej' }] },
    ]);
    expect(waiting).toMatchObject([{ column: 'Avslutad i Prator', because: 'waits' }]);
    expect(await classOf()).toBe(MOVED);
  });

  it('where it is said by hand after, and told of there', async () => {
    await answered({ 'Alla parter klara': 'Nej' });
    const dry = await overgang(['mark', 'SIP-1', 'sip-moved', '--note', 'prov', '-n', '--as-of', DAY], world);
    const { code, stdout } = await mark('sip-moved');
    expect([dry.code, code]).toEqual([1, 1]);
    expect(stdout).toMatch(/I konflikt: ”Alla parter klara” är besvarat annorlunda på AL-0001/u);
    const closing = await mark('closed-in-prator');
    expect([closing.code, closing.stderr]).toEqual([2, expect.stringContaining('emot varandra')]);
    expect(await classOf()).toBe(MOVED);
  });

  it.each([
    ['A', 'closed'],
    ['B', MOVED],
  ])('until somebody says which of them is right: %s', async (letter, expected) => {
    await mark('sip-moved');
    await answered(CLOSED);
    await answered({ 'Alla parter klara': 'Nej' });
    const { offered, returned } = await settle(letter);
    expect(offered).toEqual([
      expect.stringMatching(/^Ja – .+, för hand 2025-10-06$/u),
      expect.stringMatching(/^Nej – utan namn, lista AL-0001/u),
    ]);
    expect(returned).toMatchObject({ applied: 1, conflicts: [] });
    expect(await classOf()).toBe(expected);
  });
});

describe('nothing closes while any row of the case is in conflict', () => {
  const bothOnStada = async (): Promise<void> => {
    const { path } = await handOutOne(world, DAY, 'ut3', '--step', 'stada');
    const current = { 'Ändå aktuell': 'Ja', Av: 'A Ek' };
    await answered(current, path);
    await answered({ Status: 'Inte aktuell', Av: 'B Ask' }, path);
  };
  const done = { ...CLOSED, 'Alla parter klara': 'Ja' };
  beforeEach(async () => {
    await overgangDone(
      ['decide', 'SIP-1', '--as', 'close-not-current', '--reason', 'prov', '--as-of', DAY],
      world,
    );
  });

  it('on another list', async () => {
    await bothOnStada();
    await overgangDone(['decide', 'SIP-1', '--as', MOVED, '--reason', 'prov', '--as-of', DAY], world);
    const { path } = await handOutOne(world, DAY, 'ut4', '--step', '6');
    const { waiting } = await answered(done, path);
    expect(waiting).toMatchObject([{ column: 'Avslutad i Prator', because: 'row' }]);
    expect(await classOf()).toBe(MOVED);
  });
});

describe('a decision by hand is not overruled by a list that knows nothing of it', () => {
  it.each([
    ['that it is closed', 'closed'],
    ['that it is not current', 'close-not-current'],
  ])('%s', async (_, decided) => {
    await overgangDone(
      ['decide', 'SIP-1', '--as', 'close-not-current', '--reason', 'prov', '--as-of', DAY],
      world,
    );
    const { path } = await handOutOne(world, DAY, 'ut3', '--step', 'stada');
    await overgangDone(['decide', 'SIP-1', '--as', decided, '--reason', 'prov', '--as-of', DAY], world);
    const { held } = await answered({ 'Ändå aktuell': 'Ja', Av: 'A Ek' }, path);
    expect(held).toMatchObject([{ column: 'Ändå aktuell', because: 'facts-changed' }]);
    expect(await classOf()).toBe(decided);
  });
});

describe('a closing by hand', () => {
  it('is told of where a list says otherwise after: decided', async () => {
    await mark('sip-moved');
    await overgangDone(['decide', 'SIP-1', '--as', 'closed', '--reason', 'prov', '--as-of', DAY], world);
    expect((await answered({ Status: 'Behöver hjälp' })).warnings).toMatchObject([
      { code: 'CLOSED_BY_HAND' },
    ]);
    expect(await classOf()).toBe('closed');
  });

  it.each(['mark', 'decide'])(
    'tells whose list says that it is not finished, and closes all the same: %s',
    async (way) => {
      await answered({ Status: 'Behöver hjälp', Av: 'A Ek' });
      await mark('sip-moved');
      const said =
        way === 'mark'
          ? await mark('closed-in-prator')
          : await overgang(['decide', 'SIP-1', '--as', 'closed', '--reason', 'prov', '--as-of', DAY], world);
      expect(said).toMatchObject({
        code: 0,
        stdout: expect.stringContaining('”Behöver hjälp” på AL-0001') as string,
      });
      expect(await classOf()).toBe('closed');
    },
  );
});

describe('who says that a SIP is not current, and who has moved it', () => {
  const done = { ...CLOSED, 'Alla parter klara': 'Ja' };
  const none = { Status: 'Inte aktuell', Av: 'A Ek' };

  it.each([
    ['the one', none, done],
    ['the other', done, none],
  ])('contradict each other, whichever is first: %s', async (_, first, second) => {
    await answered(first);
    const { conflicts } = await answered(second);
    expect(conflicts.map(({ column }) => column)).toContain('Alla parter klara');
    expect(await classOf()).toBe(MOVED);
  });

  it('do not where the other answers on a list that shows it', async () => {
    await answered({ 'Skapad i Lifecare SP': new Date('2025-10-03'), Av: 'K Berg' });
    const { path } = await handOutOne(world, DAY, 'ut2', '--step', '6');
    expect((await answered(none, path)).conflicts).toEqual([]);
  });
});
