import { join } from 'node:path';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { overgang, overgangDone, overgangJson, type World } from './helpers/cli.ts';
import { filledCopy, handOutOne, openList, returnFile, type Filling } from './helpers/filled-lists.ts';
import { lockRegister } from './helpers/locked.ts';
import { emptyRegister, importSips, type ListedSip } from './helpers/sip-lists.ts';
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
  const { rejected, held } = await returnFile(world, DAY, 'svar.xlsx');
  return {
    isTaken: rejected.length === 0 && held.length === 0,
    told: rejected.map(({ reason }) => reason).join(' '),
  };
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
  const { conflictLists } = await overgangJson<{ conflictLists: { path: string }[] }>(
    ['return', '--conflicts', 'k', '--as-of', DAY],
    world,
  );
  const list = await openList(conflictLists[0]?.path ?? '');
  const header = own === null ? 'Rätt svar' : 'Eget svar';
  list.sheet.getRow(list.rowOf(`${ONE}/${column}`)).getCell(list.columnOf(header)).value = own ?? 'A';
  await list.book.xlsx.writeFile(join(world.cwd, 'avgjord.xlsx'));
  await between();
  const { rejected } = await returnFile(world, DAY, 'avgjord.xlsx');
  return { isTaken: rejected.length === 0, told: rejected.map(({ reason }) => reason).join(' ') };
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
