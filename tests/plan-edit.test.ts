import { writeFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { PlanEntry } from '../src/domain/plan/plan-entry.ts';
import { SHIPPED_PROFILES } from '../src/domain/profile/shipped-profiles.ts';
import type { AnyStepEntry } from '../src/domain/plan/step-entry.ts';
import type { Profile } from '../src/domain/profile/profile-schema.ts';
import type { World } from './helpers/cli.ts';
import type { HandedOutList } from './helpers/filled-lists.ts';
import { newFolder } from './helpers/folder.ts';
import { PNR, sipList } from './helpers/sip-lists.ts';

/**
 * The plan of the region with one step more, one under another id and one with another column: each is one edit, and
 * every command that the plan reaches must show it whole.
 */
async function editedPlan(): Promise<PlanEntry> {
  const { PRATOR_LIFECARE } = await import('../src/domain/plan/plans/prator-lifecare/prator-lifecare.ts');
  const sip = await import('../src/domain/plan/columns/sip-facts.ts');
  const { concerning } = await import('../src/domain/plan/actors.ts');
  const { plan } = await import('../src/domain/plan/plan-entry.ts');
  const { sums, gates } = PRATOR_LIFECARE;
  const steps: readonly AnyStepEntry[] = PRATOR_LIFECARE.steps;
  const fourth = steps.find(({ id }) => id === '4b');
  const sixth = steps.find(({ id }) => id === '6');
  if (fourth?.of !== 'vardtillfalle' || fourth.actor === undefined || sixth?.of !== 'sip')
    throw new Error('the plan has other steps');
  const ACTOR = { ...fourth.actor, stage: 'rehab' };
  const step4c = {
    ...fourth,
    id: '4c',
    title: 'Steg 4 C – Rehab kompletterar vårdtillfällen i {target}',
    narrowing: concerning(ACTOR),
    actor: ACTOR,
    gate: 'steg-4c-kompletterade',
  } as const;
  const edited = {
    ...PRATOR_LIFECARE,
    steps: steps.flatMap((step): readonly AnyStepEntry[] => {
      if (step.id === '4b') return [step, step4c];
      if (step.id === '6')
        return [
          {
            ...sixth,
            id: 'flytten',
            columns: sixth.columns.flatMap((column) =>
              column.key === 'role' ? [column, sip.part] : [column],
            ),
          },
        ];
      return [step];
    }),
    sums: [...sums, { label: 'Samma vårdtillfällen hos rehab', stage: 'rehab' }],
    gates: [
      ...gates,
      {
        id: 'steg-4c-kompletterade',
        milestone: 'steg-4',
        title: 'Rehab har kompletterat alla vårdtillfällen',
        unit: ['vårdtillfälle utan rehab', 'vårdtillfällen utan rehab'],
        left: { id: 'step-4c-left', label: 'Vårdtillfällen i steg 4 C' },
        needs: 'vardtillfalle',
        source: 'prov',
      },
    ],
  };
  return plan(edited as never);
}

const PLAN = '../src/domain/plan/plans/prator-lifecare/prator-lifecare.ts';

type Cli = typeof import('./helpers/cli.ts');
let overgang: Cli['overgang'];
let overgangDone: Cli['overgangDone'];
let overgangJson: Cli['overgangJson'];
let handOutLists: (typeof import('./helpers/filled-lists.ts'))['handOutLists'];

// Modules are shared between test files: the program is loaded anew for this one, and again for those after it.
beforeAll(async () => {
  const edited = await editedPlan();
  vi.resetModules();
  vi.doMock(PLAN, () => ({ PRATOR_LIFECARE: edited }));
  ({ overgang, overgangDone, overgangJson } = await import('./helpers/cli.ts'));
  ({ handOutLists } = await import('./helpers/filled-lists.ts'));
});

afterAll(() => {
  vi.doUnmock(PLAN);
  vi.resetModules();
});

const DAY = '2025-10-02';
const asOf = ['--as-of', DAY] as const;
const VARDTILLFALLEN = `Vårdtillfälle;Personnummer;Namn;Kommun;Vårdenhet;Vårdform;Inskriven;Beräknad utskrivning;Utskrivningsklar;Utskriven;Avliden;Status;Hälsocentral;Samtycke;Skyddade personuppgifter
VT-1;${PNR.eva};Märta Nordström;Timrå;Avdelning 17;Somatik;2025-09-28;2025-10-20;;;;Pågående;Hälsocentralen Granen;Ja;Nej
VT-2;${PNR.ulla};Ulla Nordström;Timrå;Avdelning 17;Somatik;2025-09-28;2025-10-20;;;;Pågående;Hälsocentralen Granen;Ja;Nej
`;

const ownWorld = async (change: (profile: Profile) => Profile = (profile) => profile): Promise<World> => {
  const world: World = { cwd: newFolder() };
  // The shipped profile names the old id in its notices: a plan that lacks it refuses the profile, with the path.
  const profile = SHIPPED_PROFILES['vasternorrland-2025'] as Profile;
  const renamed = JSON.parse(
    JSON.stringify(change(profile), (name, value: unknown) =>
      name === 'steps' && Array.isArray(value)
        ? value.map((id: unknown) => (id === '6' ? 'flytten' : id))
        : value,
    ),
  ) as Profile;
  writeFileSync(join(world.cwd, 'profil.json'), JSON.stringify(renamed));
  await overgangDone(['init', '--profile', 'profil.json', '--as-of', '2025-04-28'], world);
  writeFileSync(
    join(world.cwd, `sip-${DAY}.csv`),
    sipList([
      { id: 'SIP-1', pnr: PNR.anna },
      { id: 'SIP-2', pnr: PNR.ulla },
    ]),
  );
  writeFileSync(join(world.cwd, `vt-${DAY}.csv`), VARDTILLFALLEN);
  await overgangDone(['import', `sip-${DAY}.csv`, '--as-of', DAY], world);
  await overgangDone(['import', `vt-${DAY}.csv`, '--as', 'vardtillfalle', '--as-of', DAY], world);
  return world;
};

/** Hands out the lists of a step, answers every row, and takes them back. */
async function answer(world: World, step: string, cells: Readonly<Record<string, string>>): Promise<void> {
  const lists = await handOutLists(world, DAY, `ut-${step}`, '--step', step, '--format', 'csv');
  for (const { paths } of lists) {
    const path = paths[0] ?? '';
    const [header = '', ...rows] = readFileSync(path, 'utf8').trimEnd().split('\r\n');
    const headers = header.split(';');
    const written = rows.map((row) => {
      const cellsOf = row.split(';');
      for (const [name, value] of Object.entries(cells)) cellsOf[headers.indexOf(`"${name}"`)] = value;
      return cellsOf.join(';');
    });
    writeFileSync(path, [header, ...written, ''].join('\r\n'));
    await overgangDone(['return', path, ...asOf], world);
  }
}

interface Readiness {
  readonly gates: readonly { readonly id: string; readonly value: number | null; readonly ok: boolean }[];
}
interface Timeline {
  readonly milestones: readonly {
    readonly id: string;
    readonly progress: { readonly planned: number; readonly done: number } | null;
  }[];
}
interface HandOut {
  readonly worklists: readonly HandedOutList[];
  readonly sums: readonly {
    readonly label: string;
    readonly steps: readonly string[];
    readonly expected: number;
    readonly rows: number;
  }[];
}

const gate = async (world: World, id: string) =>
  (await overgangJson<Readiness>(['readiness', ...asOf], world)).gates.find((one) => one.id === id);
const progress = async (world: World, id: string) =>
  (await overgangJson<Timeline>(['timeline', ...asOf], world)).milestones.find((one) => one.id === id)
    ?.progress;
const headersOf = async (world: World, step: string): Promise<string> => {
  const [list] = await handOutLists(world, DAY, `rubriker-${step}`, '--step', step, '--format', 'csv');
  return readFileSync(list?.paths[0] ?? '', 'utf8').split('\r\n')[0] ?? '';
};

describe('a step that the plan has got', () => {
  let world: World;
  beforeAll(async () => {
    world = await ownWorld();
  });

  it('has its lists, in the sum that holds them', async () => {
    const { worklists, sums } = await overgangJson<HandOut>(['worklist', '-o', 'x', '-n', ...asOf], world);
    expect(worklists.filter(({ step }) => step === '4c').map(({ rows }) => rows)).toEqual([2]);
    expect(sums).toContainEqual(
      expect.objectContaining({
        label: 'Samma vårdtillfällen hos rehab',
        steps: ['4c'],
        expected: 2,
        rows: 2,
      }),
    );
  });

  it('is counted by its gate, its milestone and the timeline, until it is answered', async () => {
    expect(await gate(world, 'steg-4c-kompletterade')).toMatchObject({ value: 2, ok: false });
    for (const step of ['4a', '4b'])
      await answer(
        world,
        step,
        step === '4a'
          ? { 'Frågor besvarade': 'Ja' }
          : {
              'Sjuksköterska har svarat': 'Ja',
              'Arbetsterapeut har svarat': 'Ja',
              'Fysioterapeut har svarat': 'Ja',
            },
      );
    expect(await progress(world, 'steg-4')).toEqual({ planned: 2, done: 0 });
    await answer(world, '4c', {
      'Sjuksköterska har svarat': 'Ja',
      'Arbetsterapeut har svarat': 'Ja',
      'Fysioterapeut har svarat': 'Ja',
    });
    expect(await progress(world, 'steg-4')).toEqual({ planned: 2, done: 2 });
    expect(await gate(world, 'steg-4c-kompletterade')).toMatchObject({ value: 0, ok: true });
  });
});

describe('a step under another id, with another column', () => {
  it('is asked for by it, and no longer by the old one', async () => {
    const world = await ownWorld();
    expect((await overgang(['worklist', '-o', 'x', '-n', '--step', '6', ...asOf], world)).code).toBe(2);
    const { worklists, sums } = await overgangJson<HandOut>(['worklist', '-o', 'x', '-n', ...asOf], world);
    expect(worklists.filter(({ step }) => step === 'flytten').reduce((sum, { rows }) => sum + rows, 0)).toBe(
      2,
    );
    expect(sums.find(({ label }) => label === 'Öppna SIP:ar')?.steps).toContain('flytten');
  });

  it('has the column in its place, which comes back, and counts in the milestones and gates that it did before', async () => {
    const world = await ownWorld();
    expect(await headersOf(world, 'flytten')).toContain('"Samordningsansvarig";"Samordningsansvar"');
    await answer(world, 'flytten', { 'Alla parter klara': 'Ja', 'Avslutad i Prator': DAY });
    expect(await progress(world, 'steg-6')).toEqual({
      planned: 2,
      done: 2,
      sips: { moved: 0, ended: 0, unknown: 2 },
    });
    expect(await gate(world, 'fonstret-sipar-stangda')).toMatchObject({ value: 0, ok: true });
  });
});

describe('a text, an owner and a last day of the region’s own', () => {
  it('stand on the list, in the index, in the plan as it is shown, and change nothing else', async () => {
    const world = await ownWorld((profile) => ({
      ...profile,
      steps: {
        flytten: { title: 'Flytta SIP:ar till {target}', role: 'Vårdplanerare.', deadline: '2025-10-09' },
        beslut: { owner: 'Beslutsgruppen' },
        '4a': { traps: ['Ring {support} före {day:readOnly}.'] },
      },
    }));
    const lists = await handOutLists(world, DAY, 'ut', '--format', 'html');
    const pageOf = (step: string): string =>
      readFileSync(lists.find((list) => list.step === step)?.paths[0] ?? '', 'utf8');
    for (const text of ['Flytta SIP:ar till Lifecare SP', 'Vårdplanerare.', '2025-10-09'])
      expect(pageOf('flytten')).toContain(text);
    expect(pageOf('4a')).toContain('Ring central IT före 2025-10-16.');
    const { steps } = await overgangJson<{ steps: readonly { id: string; deadline: string }[] }>(
      ['profile', 'check', 'profil.json'],
      world,
    );
    expect(steps.find(({ id }) => id === 'flytten')).toMatchObject({ deadline: '2025-10-09' });
    expect(await gate(world, 'fonstret-sipar-stangda')).toMatchObject({ value: 2 });
  });
});
