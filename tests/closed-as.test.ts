import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { overgang, overgangDone, overgangJson, type World } from './helpers/cli.ts';
import { filledCopy, handOutOne, openList, returnFiles } from './helpers/filled-lists.ts';
import { emptyRegister } from './helpers/sip-lists.ts';
import { importList } from './helpers/small-lists.ts';
import { workbookReader } from './helpers/workbook-reader.ts';

interface Counts {
  readonly moved: number;
  readonly ended: number;
  readonly unknown: number;
}

const mark = (id: string, event: string, on: string) =>
  overgangDone(['mark', id, event, '--on', on, '--note', 'prov', '--as-of', '2025-10-09'], world);

let world: World;
beforeAll(async () => {
  world = await emptyRegister();
  const persons = ['anna', 'ulla', 'eva', 'rune', 'birgitta', 'anna', 'ulla', 'eva'] as const;
  const all = persons.map((who, at) => ({ 'SIP-id': `SIP-${at + 1}`, who }));
  await importList(world, 'sip', '2025-04-28', all);
  // 1 is gone before anything is moved; 2 is gone in the window, and nobody has said why.
  await importList(world, 'sip', '2025-09-15', all.slice(1));
  await importList(world, 'sip', '2025-10-08', all.slice(2));
  await mark('SIP-3', 'sip-created-in-lifecare', '2025-10-08');
  await mark('SIP-3', 'sip-moved', '2025-10-08');
  await mark('SIP-3', 'closed-in-prator', '2025-10-08');
  await mark('SIP-4', 'sip-moved', '2025-10-08');
  await mark('SIP-4', 'closed-in-prator', '2025-10-08');
  await overgangDone(
    [
      'decide',
      'SIP-5',
      '--as',
      'close-not-current',
      '--reason',
      'flyttad utomlands',
      '--as-of',
      '2025-10-09',
    ],
    world,
  );
  await mark('SIP-5', 'closed-in-prator', '2025-10-08');
});

it('an answer without ”Skapad i” closes, and is not known to be moved; one on the list of not current ones is ended', async () => {
  const own = { ...(await emptyRegister()), readerProcess: await workbookReader() };
  await importList(own, 'sip', '2025-10-01', [
    { 'SIP-id': 'SIP-1', who: 'anna' },
    { 'SIP-id': 'SIP-2', who: 'ulla' },
    { 'SIP-id': 'SIP-3', who: 'eva', Fas: 'Utvärdering och avslut av plan' },
  ]);
  const day = '2025-10-06';
  const done = { 'Alla parter klara': 'Ja', 'Avslutad i Prator': day };
  const moving = await handOutOne(own, day, 'a', '--step', '6');
  const [first = '', second = ''] = (await openList(moving.path)).tokens;
  const ending = await handOutOne(own, day, 'b', '--step', 'stada');
  const [third = ''] = (await openList(ending.path)).tokens;
  await returnFiles(
    own,
    day,
    await filledCopy(moving.path, join(own.cwd, '6.xlsx'), {
      [first]: { ...done, 'Skapad i Lifecare SP': day },
      [second]: done,
    }),
    await filledCopy(ending.path, join(own.cwd, 'stada.xlsx'), { [third]: { 'Avslutad i Prator': day } }),
  );
  const { sips, steps } = await overgangJson<{
    sips: { closed: number; closedAs: Counts };
    steps: readonly { closedAs?: Counts }[];
  }>(['status', '--step', '6', '--as-of', day], own);
  expect([sips.closed, sips.closedAs]).toEqual([3, { moved: 1, ended: 1, unknown: 1 }]);
  expect(steps.map((step) => step.closedAs)).toEqual([{ moved: 1, ended: 0, unknown: 1 }]);
  // A later list from Lifecare SP shows it after all.
  await importList(own, 'lcsp_sip', '2025-10-07', [{ who: 'ulla' }], []);
  const { sips: later } = await overgangJson<{ sips: { closedAs: Counts } }>(
    ['status', '--as-of', '2025-10-07'],
    own,
  );
  expect(later.closedAs).toEqual({ moved: 2, ended: 1, unknown: 0 });
});

it('an answer that comes after the closing, and says that it was created, makes it known to be moved', async () => {
  const own = { ...(await emptyRegister()), readerProcess: await workbookReader() };
  await importList(own, 'sip', '2025-10-01', [{ 'SIP-id': 'SIP-1', who: 'anna' }]);
  const day = '2025-10-06';
  const { path } = await handOutOne(own, day, 'a', '--step', '6');
  const [only = ''] = (await openList(path)).tokens;
  const answered = async (name: string, cells: Readonly<Record<string, string>>) =>
    returnFiles(own, day, await filledCopy(path, join(own.cwd, name), { [only]: cells }));
  const counts = async (): Promise<Counts> =>
    (await overgangJson<{ sips: { closedAs: Counts } }>(['status', '--as-of', day], own)).sips.closedAs;
  await answered('1.xlsx', { 'Alla parter klara': 'Ja', 'Avslutad i Prator': day });
  expect(await counts()).toEqual({ moved: 0, ended: 0, unknown: 1 });
  await answered('2.xlsx', { 'Skapad i Lifecare SP': day });
  expect(await counts()).toEqual({ moved: 1, ended: 0, unknown: 0 });
});

const closedAs = async (day: string): Promise<Counts> =>
  (
    await overgangJson<{ sips: { open: number; closed: number; closedAs: Counts } }>(
      ['status', '--as-of', day],
      world,
    )
  ).sips.closedAs;

describe('what is moved and what is ended stand apart', () => {
  it('in status, of the newest day and of earlier ones, where what nobody has said is not known', async () => {
    expect(await closedAs('2025-10-09')).toEqual({ moved: 2, ended: 2, unknown: 1 });
    // The next day counts from what is kept; earlier ones case by case.
    expect(await closedAs('2025-10-10')).toEqual({ moved: 2, ended: 2, unknown: 1 });
    expect(await closedAs('2025-09-29')).toEqual({ moved: 0, ended: 1, unknown: 0 });
    const { stdout } = await overgang(['status', '--as-of', '2025-10-10'], world);
    expect(stdout).toContain(
      'Av de avslutade: 2 flyttade till Lifecare SP, 2 avslutade utan att flyttas, 1\ninte kända som flyttade.',
    );
  });

  it('in the timeline, so that SIPs ended before the move are not counted as moved', async () => {
    const { milestones } = await overgangJson<{
      milestones: readonly { id: string; progress: { done: number; sips?: Counts } | null }[];
    }>(['timeline', '--as-of', '2025-09-29'], world);
    expect(milestones.find(({ id }) => id === 'vecka-41')?.progress).toEqual({
      planned: 8,
      done: 1,
      sips: { moved: 0, ended: 1, unknown: 0 },
    });
    expect(milestones.find(({ id }) => id === 'steg-6')?.progress?.done).toBe(0);
    const { stdout } = await overgang(['timeline', '--as-of', '2025-10-10'], world);
    expect(stdout.replace(/\s+/gu, ' ')).toContain(
      '5 av 8 klara (SIP:ar: 2 flyttade till Lifecare SP, 2 avslutade utan att flyttas, 1 inte kända som flyttade)',
    );
  });

  it('in the report, kommun by kommun, with the rows behind', async () => {
    const { tables } = await overgangJson<{
      tables: readonly { id: string; rows: readonly { values: readonly number[] }[] }[];
    }>(['readiness', '--as-of', '2025-10-10'], world);
    expect(tables.find(({ id }) => id === 'sips-closed')?.rows.at(-1)?.values).toEqual([2, 2, 1, 5]);
    const { stdout } = await overgang(
      ['readiness', '--rows', 'sip-closed-unknown', '--as-of', '2025-10-10'],
      world,
    );
    expect(stdout).toContain('SIP-2');
    expect(stdout).not.toContain('SIP-3');
  });

  it('in a checkpoint, which verifies', async () => {
    await overgangDone(
      [
        'checkpoint',
        'create',
        '--kind',
        'milestone',
        '--by',
        'P',
        '--statement',
        'x',
        '-o',
        'cp',
        '--as-of',
        '2025-10-10',
      ],
      world,
    );
    const folder = readdirSync(join(world.cwd, 'cp')).includes('data')
      ? join(world.cwd, 'cp')
      : join(world.cwd, 'cp', readdirSync(join(world.cwd, 'cp'))[0] ?? '');
    const statement = JSON.parse(readFileSync(join(folder, 'data', 'kontrollpunkt.json'), 'utf8')) as {
      counts: { sips: { closedAs: Counts } };
    };
    expect(statement.counts.sips.closedAs).toEqual({ moved: 2, ended: 2, unknown: 1 });
    expect(readFileSync(join(folder, 'data', 'intyg.html'), 'utf8')).toContain(
      'varav flyttade till Lifecare SP',
    );
    const { code } = await overgang(['checkpoint', 'verify', folder], world);
    expect(code).toBe(0);
  });
});
