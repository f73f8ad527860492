import { beforeEach, describe, expect, it } from 'vitest';
import { overgang, overgangDone, overgangJson, type World } from './helpers/cli.ts';
import { saidToBe } from './helpers/on-server.ts';
import { emptyRegister } from './helpers/sip-lists.ts';
import { importList } from './helpers/small-lists.ts';

let world: World;
beforeEach(async () => {
  world = await emptyRegister();
});

const DAY = '2025-09-20';
const tick = (...args: string[]) => overgang(['mark', 'milestone', ...args, '--as-of', DAY], world);

interface Place {
  readonly kommun: string | null;
  readonly unit: string | null;
  readonly doneOn: string | null;
}
interface Milestone {
  readonly id: string;
  readonly state: string;
  readonly progress: { readonly planned: number; readonly done: number } | null;
  readonly places?: readonly Place[];
}

async function milestone(id: string, day = DAY): Promise<Milestone | undefined> {
  const { milestones } = await overgangJson<{ milestones: readonly Milestone[] }>(
    ['timeline', '--as-of', day],
    world,
  );
  return milestones.find((one) => one.id === id);
}

describe('a milestone that no list proves', () => {
  it('is ticked for a kommun, with its day and who says so, and taken back again', async () => {
    const { code, stdout } = await tick(
      'personal',
      '--kommun',
      'timrå',
      '--on',
      '2025-09-12',
      '--by',
      'P Exempel',
    );
    expect([code, stdout.trim()]).toEqual([
      0,
      expect.stringMatching(
        /^Händelse \d+: Kommunerna registrerar sin personal i Lifecare SP, Timrå, 2025-09-12\.$/u,
      ),
    ]);
    expect((await milestone('personal'))?.progress).toEqual({ planned: 7, done: 1 });
    expect((await milestone('personal'))?.places).toContainEqual({
      kommun: '2262',
      unit: null,
      doneOn: '2025-09-12',
    });
    expect((await milestone('personal', '2025-09-11'))?.progress?.done).toBe(0);
    const { events } = await overgangJson<{
      events: readonly { readonly type: string; readonly by: string }[];
    }>(['log', '--as-of', DAY], world);
    expect(events.findLast(({ type }) => type === 'milestone-ticked')?.by).toBe(saidToBe('P Exempel'));
    await overgangDone(['undo', '--yes', '--as-of', DAY], world);
    expect((await milestone('personal'))?.progress?.done).toBe(0);
    await overgangDone(['verify'], world);
  });

  it('is of each unit of the list of units, or of the region once', async () => {
    expect(await tick('siths-roller', '--unit', 'Hälsocentralen Granen')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('ingen enhetslista är inläst') as string,
    });
    await importList(world, 'enhet', DAY, [{}, { Enhet: 'Medicinavdelning 2' }]);
    expect((await tick('siths-roller', '--unit', 'hälsocentralen granen')).code).toBe(0);
    expect((await milestone('siths-roller'))?.progress).toEqual({ planned: 2, done: 1 });
    expect((await tick('produktionslank')).code).toBe(0);
    expect((await milestone('produktionslank', '2025-09-29'))?.state).toBe('done');
  });

  it.each([
    [['persnal', '--kommun', 'Timrå'], 'Menade du personal?'],
    [['steg-2'], 'Milstolpen'],
    [['personal', '--kommun', 'Timra'], 'Menade du Timrå?'],
    [['personal'], 'så här: --kommun'],
    [['personal', '--unit', 'Hälsocentralen Granen'], 'så här: --kommun'],
    [['produktionslank', '--kommun', 'Timrå'], 'så här: varken --kommun'],
    [['personal', '--kommun', 'Timrå', '--on', '2025-09-21'], 'har inte varit än'],
    [['personal', '--kommun', 'Timrå', '--note', 'Anna 19121212-1212'], 'personnummer'],
  ])('refuses %s and says what to do', async (args, said) => {
    const { code, stderr } = await tick(...args);
    expect([code, stderr]).toEqual([2, expect.stringContaining(said)]);
    expect((await milestone('personal'))?.progress?.done).toBe(0);
  });

  it('is ticked once, also where the earlier tick counts from a later day', async () => {
    await tick('personal', '--kommun', 'Timrå');
    const early = ['personal', '--kommun', 'Timrå', '--on', '2025-09-01', '--as-of', '2025-09-02'];
    const { code, stderr } = await overgang(['mark', 'milestone', ...early], world);
    expect([code, stderr]).toEqual([2, expect.stringContaining('är redan avprickad för Timrå')]);
  });

  it('is late with its owner past its day: in the gates, in status, and not before', async () => {
    await tick('personal', '--kommun', 'Timrå');
    const gateOn = async (day: string) => {
      const { stdout } = await overgang(['readiness', '--json', '--as-of', day], world);
      const { gates, day: page } = JSON.parse(stdout) as {
        gates: readonly { id: string; value: number; severity: string; reasons: readonly object[] }[];
        day: { unticked: readonly object[] };
      };
      return { gate: gates.find(({ id }) => id === 'milstolpar-avprickade'), page };
    };
    expect((await gateOn('2025-09-29')).gate).toMatchObject({ value: 0, severity: 'warning' });
    const { gate, page } = await gateOn('2025-09-30');
    expect(gate).toMatchObject({
      value: 7,
      reasons: [
        {
          text: 'Kommunerna registrerar sin personal i Lifecare SP (kommun, senast 2025-09-29): Ånge, Härnösand, Sundsvall, 3 till',
          command: 'overgang mark milestone personal --kommun KOMMUN',
        },
        { command: 'overgang mark milestone produktionslank' },
      ],
    });
    expect(page.unticked).toMatchObject([{ milestone: 'personal', owners: ['kommun'] }, {}]);
    const { stdout } = await overgang(['status', '--kommun', 'Ånge', '--as-of', '2025-09-30'], world);
    expect(stdout).toContain('SEN: 0 av 1 (kommun), skulle vara klar 2025-09-29\n    återstår: Ånge');
  });

  it('is no case: a place belongs to milestones alone', async () => {
    const { code, stderr } = await overgang(
      ['mark', 'SIP-1', 'note', '--note', 'prov', '--kommun', 'Timrå', '--as-of', DAY],
      world,
    );
    expect([code, stderr]).toEqual([2, expect.stringContaining('hör till milstolpar')]);
  });
});
