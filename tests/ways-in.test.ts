import { join } from 'node:path';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { overgang, overgangDone, overgangJson, type World } from './helpers/cli.ts';
import {
  filledCopy,
  handOutOne,
  openList,
  returnFile,
  type Filling,
  type Returned,
} from './helpers/filled-lists.ts';
import { lockRegister } from './helpers/locked.ts';
import { emptyRegister, importSips, PNR, type ListedSip } from './helpers/sip-lists.ts';
import { workbookReader } from './helpers/workbook-reader.ts';

/** Whichever way something is said of a case, the same rules hold: what breaks one is not taken in, and is told of. */
const DAY = '2025-10-06';
const ONE = 'S1-G';

let readerProcess: NonNullable<World['readerProcess']>;
let world: World;

beforeAll(async () => {
  readerProcess = await workbookReader();
});

async function register(sip: Partial<ListedSip> = {}): Promise<void> {
  world = { ...(await emptyRegister()), readerProcess };
  await importSips(world, '2025-09-15', [{ id: 'SIP-1', ...sip }]);
}

beforeEach(() => register());

interface Said {
  readonly isTaken: boolean;
  readonly told: string;
}

const classOf = async (): Promise<string> =>
  (await overgangJson<{ class: string }>(['explain', 'SIP-1', '--as-of', DAY], world)).class;

/** As a coordinator answers: on the list of step 6. */
async function onList(filling: Filling, between: () => unknown = () => undefined): Promise<Said> {
  const { path } = await handOutOne(world, DAY, 'ut', '--step', '6');
  await filledCopy(path, join(world.cwd, 'svar.xlsx'), filling);
  await between();
  return toldOf(await returnFile(world, DAY, 'svar.xlsx'));
}

const toldOf = ({ rejected, held }: Returned): Said => ({
  isTaken: rejected.length === 0 && held.length === 0,
  told: [...rejected.map(({ reason }) => reason), ...held.map(({ because }) => because)].join(' '),
});

/** Hands out the one list of what is held. */
async function conflicts(): Promise<string> {
  const { conflictLists } = await overgangJson<{ conflictLists: { path: string }[] }>(
    ['return', '--conflicts', 'k', '--force', '--as-of', DAY],
    world,
  );
  return conflictLists[0]?.path ?? '';
}

/** As somebody settles two answers that stand against each other. */
async function onConflictList(
  column: string,
  answers: readonly [Filling, Filling],
  own: string | null,
  between: () => unknown = () => undefined,
): Promise<Said> {
  const { path } = await handOutOne(world, DAY, 'ut', '--step', '6');
  for (const [at, filling] of answers.entries())
    await returnFile(world, DAY, await filledCopy(path, join(world.cwd, `svar-${String(at)}.xlsx`), filling));
  const list = await openList(await conflicts());
  const header = own === null ? 'Rätt svar' : 'Eget svar';
  list.sheet.getRow(list.rowOf(`${ONE}/${column}`)).getCell(list.columnOf(header)).value = own ?? 'A';
  await list.book.xlsx.writeFile(join(world.cwd, 'avgjord.xlsx'));
  await between();
  return toldOf(await returnFile(world, DAY, 'avgjord.xlsx'));
}

async function byHand(...args: string[]): Promise<Said> {
  const { code, stderr } = await overgang([...args, '--as-of', DAY], world);
  return { isTaken: code === 0, told: stderr };
}
const byMark = (mark: string, ...more: string[]): Promise<Said> =>
  byHand('mark', 'SIP-1', mark, '--note', 'prov', ...more);
const byDecision = (as: string): Promise<Said> => byHand('decide', 'SIP-1', '--as', as, '--reason', 'prov');

const closedOn = (day: string, more: Readonly<Record<string, string>> = {}): Filling => ({
  [ONE]: { 'Alla parter klara': 'Ja', 'Avslutad i Prator': new Date(day), ...more },
});
const TWO_DAYS = [closedOn('2025-10-02'), closedOn('2025-10-03')] as const;

describe('all parties are done before a SIP that is to be moved is closed', () => {
  it.each([
    ['on a list', () => onList(closedOn('2025-10-03', { 'Alla parter klara': 'Nej' }))],
    ['by mark', () => byMark('closed-in-prator')],
    ['by decide', () => byDecision('closed')],
  ])('%s', async (_, say) => {
    const { isTaken, told } = await say();
    expect([isTaken, await classOf()]).toEqual([false, 'move-outside-vardtillfalle']);
    expect(told).toMatch(/alla parter/iu);
  });

  it('on a list of conflicts', async () => {
    const said = await onConflictList('closedOn', TWO_DAYS, null, async () => {
      const { path } = await handOutOne(world, DAY, 'ut2', '--step', '6');
      const no = { [ONE]: { 'Alla parter klara': 'Nej' } };
      await returnFile(world, DAY, await filledCopy(path, join(world.cwd, 'nej.xlsx'), no));
    });
    expect([said.isTaken, await classOf()]).toEqual([false, 'move-outside-vardtillfalle']);
    expect(said.told).toMatch(/alla parter/iu);
  });

  it.each([
    ['by mark', () => byMark('closed-in-prator')],
    ['by decide', () => byDecision('closed')],
  ])('and once they are, it is taken in: %s', async (_, say) => {
    await byMark('sip-moved');
    expect([(await say()).isTaken, await classOf()]).toEqual([true, 'closed']);
  });

  it('nothing of the kind is asked of one that is not current', async () => {
    await byDecision('close-not-current');
    expect([(await byMark('closed-in-prator')).isTaken, await classOf()]).toEqual([true, 'closed']);
  });
});

describe('all parties are done before a SIP is decided to be closed already', () => {
  const asClosed = async (): Promise<Said> => {
    const { path } = await handOutOne(world, DAY, 'ut', '--step', 'beslut');
    const decisions = ['Redan avslutad', 'Samordnad vårdplan'];
    for (const [at, Beslut] of decisions.entries()) {
      const filling = { [ONE]: { Beslut, Skäl: 'prov' } };
      await returnFile(
        world,
        DAY,
        await filledCopy(path, join(world.cwd, `svar-${String(at)}.xlsx`), filling),
      );
    }
    await byDecision('move-outside-vardtillfalle');
    const chosen = { [`${ONE}/sipDecision`]: { 'Eget svar': 'Redan avslutad' } };
    return toldOf(
      await returnFile(world, DAY, await filledCopy(await conflicts(), join(world.cwd, 'k.xlsx'), chosen)),
    );
  };
  beforeEach(() => register({ kommun: '' }));

  it('on a list of conflicts of a SIP that somebody has decided to move since', async () => {
    const { isTaken, told } = await asClosed();
    expect([isTaken, await classOf()]).toEqual([false, 'move-outside-vardtillfalle']);
    expect(told).toMatch(/alla parter/iu);
  });

  it('and once they are, it is taken in', async () => {
    await byMark('sip-moved');
    expect((await asClosed()).isTaken).toBe(true);
  });
});

describe('a case that a list or a decision has moved since the list was handed out', () => {
  const decided = (): Promise<unknown> => byDecision('close-not-current');
  const isProtected = (): Promise<unknown> => importSips(world, '2025-10-05', [{ id: 'SIP-1', skydd: 'Ja' }]);

  it.each([
    ['decided, on a list', decided, (between: () => unknown) => onList(closedOn('2025-10-03'), between)],
    [
      'decided, on a list of conflicts',
      decided,
      (between: () => unknown) => onConflictList('closedOn', TWO_DAYS, null, between),
    ],
    [
      'protected, on a list of conflicts',
      isProtected,
      (between: () => unknown) => onConflictList('closedOn', TWO_DAYS, null, between),
    ],
  ])('is not closed by what it says: %s', async (_, move, say) => {
    const said = await say(move);
    expect(await classOf()).not.toBe('closed');
    expect([said.isTaken, new Set(said.told.split(' '))]).toEqual([false, new Set(['facts-changed'])]);
  });

  it('is closed once a person says so on a list of conflicts that knows of it', async () => {
    await onConflictList('closedOn', TWO_DAYS, null, decided);
    const chosen = { [`${ONE}/closedOn`]: { 'Rätt svar': 'A' } };
    const settled = await filledCopy(await conflicts(), join(world.cwd, 'igen.xlsx'), chosen);
    expect(await returnFile(world, DAY, settled)).toMatchObject({ applied: 1, held: [], conflicts: [] });
    expect(await classOf()).toBe('closed');
  });

  it('confirms what it says where it is gone', async () => {
    const said = await onConflictList('closedOn', TWO_DAYS, null, () =>
      importSips(world, '2025-10-05', [{ id: 'SIP-2', pnr: PNR.ulla }]),
    );
    expect([said.isTaken, await classOf()]).toEqual([true, 'closed']);
  });
});

describe('a SIP whose consent is refused is not moved', () => {
  const withdrawn = (): Promise<unknown> =>
    importSips(world, '2025-10-05', [{ id: 'SIP-1', samtycke: 'Nej' }]);

  it.each([
    ['on a list', () => onList({ [ONE]: { 'Alla parter klara': 'Ja' } }, withdrawn)],
    [
      'on a list of conflicts',
      () =>
        onConflictList(
          'allParties',
          [{ [ONE]: { 'Alla parter klara': 'Ja' } }, { [ONE]: { 'Alla parter klara': 'Nej' } }],
          null,
          withdrawn,
        ),
    ],
    ['by mark', () => withdrawn().then(() => byMark('sip-moved'))],
    ['by mark of another kind', () => withdrawn().then(() => byMark('sip-created-in-lifecare'))],
    ['by decide', () => withdrawn().then(() => byDecision('move-outside-vardtillfalle'))],
  ])('%s', async (_, say) => {
    const { isTaken, told } = await say();
    expect([isTaken, await classOf()]).toEqual([false, 'needs-decision']);
    expect(told).toMatch(/samtycket (?:till SIP:en )?är nekat/u);
  });

  it('but may be ended, once somebody has decided so', async () => {
    await withdrawn();
    expect((await byDecision('close-not-current')).isTaken).toBe(true);
    expect([(await byMark('closed-in-prator')).isTaken, await classOf()]).toEqual([true, 'closed']);
  });
});

describe.each([
  ['that has not come', '2025-10-07', /inte varit än/u],
  ['before the case began', '2024-12-31', /före ärendets början/u],
  ['before the step began', '2025-10-01', /före stegets början/u],
])('a day %s', (_day, day, text) => {
  it.each([
    ['on a list', () => onList(closedOn(day))],
    ['on a list of conflicts', () => onConflictList('closedOn', TWO_DAYS, day)],
    ['by mark', () => byMark('sip-moved', '--on', day)],
  ])('is refused %s', async (_way, say) => {
    const { isTaken, told } = await say();
    expect([isTaken, await classOf()]).toEqual([false, 'move-outside-vardtillfalle']);
    expect(told).toMatch(text);
  });
});

describe('work in Prator once it is read-only', () => {
  const lock = (): void => {
    lockRegister(world, '2025-10-03');
  };
  const early = async (say: () => Promise<Said>): Promise<Said> => {
    await overgangDone(['mark', 'SIP-1', 'sip-moved', '--note', 'prov', '--as-of', DAY], world);
    lock();
    return say();
  };

  it.each([
    ['on a list', () => onList(closedOn('2025-10-03'), lock)],
    ['on a list of conflicts', () => onConflictList('closedOn', TWO_DAYS, '2025-10-04', lock)],
    ['by mark', () => early(() => byMark('closed-in-prator', '--on', '2025-10-03'))],
  ])('is refused %s', async (_, say) => {
    const { isTaken, told } = await say();
    expect([isTaken, await classOf()]).toEqual([false, 'move-outside-vardtillfalle']);
    expect(told).toMatch(/läsläge/u);
  });

  it.each([
    ['on a list', () => onList(closedOn('2025-10-02'), lock)],
    ['on a list of conflicts', () => onConflictList('closedOn', TWO_DAYS, null, lock)],
    ['by mark', () => early(() => byMark('closed-in-prator', '--on', '2025-10-02'))],
  ])('counts where it was done before that: %s', async (_, say) => {
    expect([(await say()).isTaken, await classOf()]).toEqual([true, 'closed']);
  });
});
