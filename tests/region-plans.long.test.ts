import { cpSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { collectSubjects } from '../src/app/cases/subjects.ts';
import type { Subject } from '../src/domain/plan/subject.ts';
import { openRegister } from '../src/register/file/register.ts';
import { overgang, overgangDone, overgangJson, type World } from './helpers/cli.ts';
import { registerPlace } from './helpers/database.ts';
import { handOutLists, type HandedOutList } from './helpers/filled-lists.ts';
import { newFolder } from './helpers/folder.ts';
import { workbookReader } from './helpers/workbook-reader.ts';

interface HandOut {
  readonly worklists: readonly (HandedOutList & { readonly unit: string | null })[];
  readonly sums: readonly { readonly label: string; readonly expected: number; readonly rows: number }[];
}
interface Gate {
  readonly id: string;
  readonly title: string;
  readonly value: number | null;
  readonly scope?: { readonly unit?: string };
}

const cellsOf = (line: string): readonly string[] => line.split(/;(?=(?:[^"]*"[^"]*")*[^"]*$)/u);

const made = new Map<string, Promise<string>>();

async function madeDemo(profile: string): Promise<string> {
  const cwd = newFolder();
  await overgangDone(['demo', '.', '--force', '--profile', profile], { cwd });
  return cwd;
}

/** The demonstration of a profile: its register, and what it left behind. It is made once, and each has its own copy. */
async function demoOf(profile: string): Promise<World> {
  const demo = made.get(profile) ?? madeDemo(profile);
  made.set(profile, demo);
  const cwd = newFolder();
  cpSync(await demo, cwd, { recursive: true });
  return { cwd, readerProcess: await workbookReader() };
}

const planned = (world: World, day: string): Promise<HandOut> =>
  overgangJson(['worklist', '-o', 'x', '-n', '--as-of', day], world);
const gatesOn = async (world: World, day: string, ...more: string[]): Promise<readonly Gate[]> =>
  (await overgangJson<{ gates: readonly Gate[] }>(['readiness', '--as-of', day, ...more], world)).gates;

/** The rows of the lists of a step, each cell by its header. */
async function rowsOf(
  world: World,
  day: string,
  step: string,
): Promise<readonly ReadonlyMap<string, string>[]> {
  const lists = await handOutLists(world, day, `ut-${step}-${day}`, '--step', step, '--format', 'csv');
  return lists.flatMap(({ paths }) => {
    const [header = '', ...rows] = readFileSync(paths[0] ?? '', 'utf8')
      .trimEnd()
      .split('\r\n');
    const headers = cellsOf(header);
    return rows.map((row) => new Map(cellsOf(row).map((cell, at) => [headers[at] ?? '', cell])));
  });
}

describe.each(['ostergotland-link', 'stockholm-enhetsvis'])('the demonstration of %s', (name) => {
  let world: World;
  beforeAll(async () => {
    world = await demoOf(name);
  }, 120_000);

  it.each(['2025-09-21', '2025-09-29', '2025-10-06', '2025-10-16'])(
    'has every open case on its lists once, on %s',
    async (day) => {
      const { sums } = await planned(world, day);
      expect(sums.length).toBeGreaterThan(2);
      for (const { label, expected, rows } of sums) expect([label, rows]).toEqual([label, expected]);
    },
  );

  it('says on every page that it is invented', async () => {
    const asOf = ['--as-of', '2025-09-29'];
    const lists = await handOutLists(world, '2025-09-29', 'sidor', '--format', 'html');
    const pages = [
      ...lists.map(({ paths }) => paths[0] ?? ''),
      join(world.cwd, 'sidor/index.html'),
      join(world.cwd, 'lagesrapport.html'),
    ].map((path) => [path, readFileSync(path, 'utf8')] as const);
    const texts = await Promise.all(
      [['status'], ['timeline'], ['readiness'], ['profile', 'show', name]].map(
        async (args) =>
          [
            args[0],
            (await overgang([...args, ...(args[0] === 'profile' ? [] : asOf)], world)).stdout,
          ] as const,
      ),
    );
    const create = [
      'checkpoint',
      'create',
      '--kind',
      'milestone',
      '--by',
      'P Exempel',
      '--statement',
      'Prov',
    ];
    await overgangDone([...create, '-o', 'kontroll', ...asOf], world);
    const intyg = readFileSync(join(world.cwd, 'kontroll/data/intyg.html'), 'utf8');
    for (const [page, text] of [...pages, ...texts, ['intyg', intyg] as const])
      expect([page, /påhittad/iu.test(text)]).toEqual([page, true]);
  }, 120_000);

  it('has no protected person on a list that works in the target', async () => {
    const register = openRegister(registerPlace(world), 'read');
    const { sips, vardtillfallen, patients, messages } = collectSubjects(register, '2025-09-29');
    register.close();
    const isOpen = (one: Subject): boolean =>
      !('classification' in one) || one.classification.class !== 'closed';
    const guarded = [...sips, ...vardtillfallen, ...patients, ...messages].flatMap((one) =>
      one.isProtected && isOpen(one) ? [one.reference] : [],
    );
    expect(guarded.length).toBeGreaterThan(0);
    const lists = await handOutLists(world, '2025-09-29', 'vakt', '--format', 'csv');
    const found = new Set<string>();
    for (const { step, paths } of lists) {
      const cells = readFileSync(paths[0] ?? '', 'utf8').split(/[;\r\n]+/u);
      const here = guarded.filter((reference) => cells.includes(`"${reference}"`));
      if (step.startsWith('skyddade')) for (const reference of here) found.add(reference);
      else expect([step, here]).toEqual([step, []]);
    }
    expect(found.size).toBeGreaterThan(0);
  }, 60_000);
});

describe('cosmic-link', () => {
  it('has one row a person, however many SIPs; who refused consent is ended, and never started', async () => {
    const world = await demoOf('ostergotland-link');
    const rows = await rowsOf(world, '2025-10-02', 'arende');
    const sips = rows.flatMap((row) => (row.get('"SIP:ar i det tidigare systemet"') ?? '').split(', '));
    expect(new Set(sips).size).toBe(sips.length);
    expect(sips.length).toBeGreaterThan(rows.length);
    const without = await rowsOf(world, '2025-10-02', 'utan-samtycke');
    expect(without.length).toBeGreaterThan(0);
    for (const row of without) expect(sips).not.toContain(row.get('"SIP i det tidigare systemet"'));
  }, 120_000);
});

describe('unit-by-unit', () => {
  const UNIT = 'Kirurgavdelning Cikoria';
  let world: World;
  beforeAll(async () => {
    world = await demoOf('stockholm-enhetsvis');
  }, 120_000);

  it('begins a unit’s lists on its day, and not before; until then its cases wait on a list of their own', async () => {
    const stepsOf = async (day: string): Promise<readonly string[]> =>
      (await planned(world, day)).worklists.filter(({ unit }) => unit === UNIT).map(({ step }) => step);
    const own = ['enhet-starta', 'enhet-avsluta', 'enhet-sip'];
    expect((await stepsOf('2025-09-28')).filter((step) => own.includes(step))).toEqual([]);
    expect(await stepsOf('2025-09-29')).toContain('enhet-avsluta');
  });

  it('gives who has no day the reserve routine, and the list says why', async () => {
    const rows = [
      ...(await rowsOf(world, '2025-09-29', 'reserv-enheter')),
      ...(await rowsOf(world, '2025-09-29', 'reserv-sip')),
    ];
    const why = new Set(rows.map((row) => row.get('"Enhetens dag"') ?? ''));
    expect([...why].every((text) => text.includes('ingen: '))).toBe(true);
    expect([...why].join(' ')).toContain('utreds');
  });

  it('says of a case that spans units which party is not reached, and why', async () => {
    const rows = await rowsOf(world, '2025-09-29', 'reserv');
    const said = rows.map((row) => row.get('"Utanför systemet"') ?? '').join(' ');
    expect(said).toContain('hälsocentralen har inte börjat än');
  });

  it('has a gate for each unit with a day, which counts its open cases, and is nobody else’s to read', async () => {
    const gates = (await gatesOn(world, '2025-09-29')).filter(({ scope }) => scope !== undefined);
    expect(gates.map(({ scope }) => scope?.unit)).toContain(UNIT);
    const { rows } = await overgangJson<{ rows: readonly unknown[] }>(
      ['readiness', '--rows', 'case-open', '--unit', UNIT, '--as-of', '2025-09-29'],
      world,
    );
    expect(gates.find(({ scope }) => scope?.unit === UNIT)?.value).toBe(rows.length);
    const open = (await gatesOn(world, '2025-09-29', '--public')).filter(({ id }) =>
      id.startsWith('enhet-klar'),
    );
    expect(open).toEqual([]);
  });

  it('lets a single unit pass its gate, by a named person', async () => {
    const [gate] = (await gatesOn(world, '2025-09-29')).filter(({ scope }) => scope?.unit === UNIT);
    const waived = await overgang(
      [
        'waive',
        gate?.id ?? '',
        '--reason',
        'prov',
        '--by',
        'Projektledaren',
        '--until',
        '2025-10-20',
        '--as-of',
        '2025-09-29',
      ],
      world,
    );
    expect([waived.code, waived.stderr]).toEqual([0, '']);
  });
});
