import { join } from 'node:path';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { overgang, overgangDone, overgangJson, type World } from './helpers/cli.ts';
import { filledCopy, handOutOne, openList, returnFile, type Filling } from './helpers/filled-lists.ts';
import { newFolder } from './helpers/folder.ts';
import { importSips } from './helpers/sip-lists.ts';
import { workbookReader } from './helpers/workbook-reader.ts';

/** In Cosmic Link a SIP is moved into its person's ärende: until somebody has begun that, no closing of it counts. */
const DAY = '2025-10-06';
const CLOSED = { 'Avslutad i det tidigare systemet': new Date(DAY), Av: 'C' };
const STARTED = { 'Samtycke inhämtat': 'Ja', 'Samordningsärende startat': new Date(DAY), Av: 'A' };
const MOVES = 'move-outside-vardtillfalle';

let readerProcess: NonNullable<World['readerProcess']>;
let world: World;
beforeAll(async () => {
  readerProcess = await workbookReader();
});
beforeEach(async () => {
  world = { cwd: newFolder(), readerProcess };
  await overgangDone(['init', '--profile', 'ostergotland-link', '--as-of', '2025-04-28'], world);
  await importSips(world, '2025-09-15', [{ id: 'SIP-1', kommun: 'Kinda' }]);
});

let copies = 0;
async function listOf(step: string): Promise<string> {
  copies += 1;
  return (await handOutOne(world, DAY, `ut-${String(copies)}`, '--step', step)).path;
}
async function answered(step: string, cells: Filling[string], list?: string) {
  const path = list ?? (await listOf(step));
  copies += 1;
  const copy = join(world.cwd, `svar-${String(copies)}.xlsx`);
  return returnFile(world, DAY, await filledCopy(path, copy, { 'S1-G': cells }));
}
const classOf = async (): Promise<string> =>
  (await overgangJson<{ class: string }>(['explain', 'SIP-1', '--as-of', DAY], world)).class;
const inbox = async () =>
  (
    await overgangJson<{ items: readonly { kind: string; why: string; references: readonly string[] }[] }>(
      ['inbox', '--as-of', DAY],
      world,
    )
  ).items.filter(({ kind }) => kind === 'before-step');
const by = (...args: string[]) => overgang([...args, '--as-of', DAY], world);

describe('a SIP that is closed on a list', () => {
  it('waits for the ärende of its person, told with what it waits for, and counts once that has begun', async () => {
    const { waiting, warnings } = await answered('avsluta-sip', { Status: 'Klar', ...CLOSED });
    expect(waiting.map(({ because }) => because)).toEqual(['before-step']);
    expect(warnings.map(({ reason }) => reason).join()).toContain(
      '”Samordningsärende startat” på listan arende är inte besvarat som gjort',
    );
    expect([await classOf(), (await inbox())[0]?.references]).toEqual([MOVES, ['S1-G']]);
    await answered('arende', STARTED);
    expect([await classOf(), await inbox()]).toEqual(['closed', []]);
  });

  it.each<[string, Filling[string]]>([
    ['consent refused', { 'Samtycke inhämtat': 'Nej' }],
    ['the wrong recipient', { Status: 'Fel mottagare' }],
    ['a call for help', { Status: 'Behöver hjälp' }],
    ['not current', { Status: 'Inte aktuell' }],
  ])('is not closed by what the ärende says otherwise: %s', async (_, cells) => {
    await answered('arende', { ...cells, Av: 'A' });
    await answered('avsluta-sip', { Status: 'Klar', ...CLOSED });
    expect(await classOf()).toBe(MOVES);
  });

  it('counts no longer when consent is taken back, which the list that says so tells', async () => {
    await answered('arende', STARTED);
    const next = await listOf('arende');
    await answered('avsluta-sip', CLOSED);
    const { waiting } = await answered('arende', { 'Samtycke inhämtat': 'Nej', Av: 'A' }, next);
    expect(waiting).toMatchObject([{ reference: 'S1-G', because: 'before-step' }]);
    expect(await classOf()).toBe(MOVES);
  });

  it('is shown beforehand by whoever undoes what it rests on', async () => {
    await answered('arende', STARTED);
    await answered('avsluta-sip', CLOSED);
    const { stdout } = await by('undo', 'R-0001', '--dry-run');
    expect(stdout).toMatch(/SIP-1 Svar på lista AL-\d+: Avslutad i det tidigare\s+systemet/u);
    await by('undo', 'R-0001', '--yes');
    expect(await classOf()).toBe(MOVES);
  });

  it('has ended where its row says that it is not current, and is not told as moved', async () => {
    await answered('avsluta-sip', { Status: 'Inte aktuell', ...CLOSED });
    expect(await classOf()).toBe('closed');
    const { sips } = await overgangJson<{ sips: { closedAs: object } }>(['status', '--as-of', DAY], world);
    expect(sips.closedAs).toEqual({ moved: 0, ended: 1, unknown: 0 });
  });

  it('is known to have ended also where its status comes after its day', async () => {
    await answered('arende', STARTED);
    const list = await listOf('avsluta-sip');
    await answered('avsluta-sip', CLOSED, list);
    await answered('avsluta-sip', { Status: 'Inte aktuell', Av: 'C' }, list);
    // Of the newest day as it is kept, and of an earlier one as it is counted.
    const { sips } = await overgangJson<{ sips: { closedAs: object } }>(['status', '--as-of', DAY], world);
    expect(sips.closedAs).toEqual({ moved: 0, ended: 1, unknown: 0 });
  });
});

describe('the same by hand, and on a list of conflicts', () => {
  const mark = (name: string) => by('mark', 'SIP-1', name, '--note', 'prov');
  const decide = (as: string) => by('decide', 'SIP-1', '--as', as, '--reason', 'prov');

  it.each([
    ['mark', () => mark('closed-in-prator')],
    ['decide', () => decide('closed')],
  ])('%s is refused, and says what is wanting', async (_, say) => {
    const { code, stderr } = await say();
    expect(code).toBe(2);
    expect(stderr.replace(/\s+/gu, ' ')).toContain(
      '”Samordningsärende startat” på listan arende är inte besvarat som gjort',
    );
    expect(await classOf()).toBe(MOVES);
    await answered('arende', STARTED);
    expect([(await say()).code, await classOf()]).toEqual([0, 'closed']);
  });

  it('is taken in of one that is decided not to be current, or noted to be in the target', async () => {
    await decide('close-not-current');
    expect([(await mark('closed-in-prator')).code, await classOf()]).toEqual([0, 'closed']);
  });

  it('is taken in of one that is noted to be in the target', async () => {
    await mark('sip-created-in-lifecare');
    expect([(await mark('closed-in-prator')).code, await classOf()]).toEqual([0, 'closed']);
  });

  it('waits where somebody settles which day is right', async () => {
    const { path } = await handOutOne(world, DAY, 'ut', '--step', 'avsluta-sip');
    for (const day of ['2025-10-02', '2025-10-03'])
      await returnFile(
        world,
        DAY,
        await filledCopy(path, join(world.cwd, `${day}.xlsx`), {
          'S1-G': { ...CLOSED, 'Avslutad i det tidigare systemet': new Date(day) },
        }),
      );
    const { conflictLists } = await overgangJson<{ conflictLists: { path: string }[] }>(
      ['return', '--conflicts', 'k', '--as-of', DAY],
      world,
    );
    const list = await openList(conflictLists[0]?.path ?? '');
    list.sheet.getRow(list.rowOf('S1-G/closedOn')).getCell(list.columnOf('Rätt svar')).value = 'A';
    await list.book.xlsx.writeFile(join(world.cwd, 'avgjord.xlsx'));
    const { waiting } = await returnFile(world, DAY, 'avgjord.xlsx');
    expect(waiting.map(({ because }) => because)).toEqual(['before-step']);
    expect(await classOf()).toBe(MOVES);
    await answered('arende', STARTED);
    expect(await classOf()).toBe('closed');
  });
});
