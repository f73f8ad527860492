import { writeFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { addDays } from '../src/domain/calendar/days.ts';
import { openClassifier } from '../src/app/cases/classifier.ts';
import type { Profile } from '../src/domain/profile/profile-schema.ts';
import { openRegister } from '../src/register/file/register.ts';
import { answeredRegion } from './helpers/answered-region.ts';
import { overgang, overgangDone, overgangJson, type World } from './helpers/cli.ts';
import { newFolder } from './helpers/folder.ts';

const LATER = 28;
const DAY = '2025-10-08';

/** The shipped profile with its go-live moved; registration and what began before stays where it is. */
async function movedProfile(days: number): Promise<Profile> {
  const profile = await overgangJson<Profile>(['profile', 'show', 'vasternorrland-2025'], {
    cwd: newFolder(),
  });
  const moved = (day: string): string => addDays(day, days);
  return {
    ...profile,
    milestones: profile.milestones.map((milestone) => ({
      ...milestone,
      from: milestone.from < '2025-09-29' ? milestone.from : moved(milestone.from),
      to: moved(milestone.to),
    })),
    deadlines: Object.fromEntries(
      Object.entries(profile.deadlines).map(([name, day]) => [name, moved(day)]),
    ) as Profile['deadlines'],
    rules: { ...profile.rules, trappedFrom: moved(profile.rules.trappedFrom) },
  };
}

interface Consequences {
  readonly seq: number | null;
  readonly classes: readonly { kind: string; from: string; to: string; cases: number }[];
  readonly gates: readonly {
    id: string;
    after: { dueOn: string; ok: boolean; value: number | null } | null;
  }[];
  readonly lists: readonly { worklist: string }[];
}

/** The class of every case on a day, worked out anew. */
function classesOn(world: World, day: string): ReadonlyMap<string, string> {
  const register = openRegister(join(world.cwd, 'overgang.sqlite'), 'read');
  try {
    const classifier = openClassifier(register, day);
    return new Map([
      ...[...classifier.sips()].map(
        ({ row, classification }) => [`sip ${row.key}`, classification.class] as const,
      ),
      ...classifier.vardtillfallen.map(
        ({ row, classification }) => [`vardtillfalle ${row.key}`, classification.class] as const,
      ),
    ]);
  } finally {
    register.close();
  }
}

describe('a go-live put off by four weeks, in the middle of the work', () => {
  const asOf = ['--as-of', DAY];
  let world: World;
  let said: Consequences;
  let before: ReadonlyMap<string, string>;
  let statusBefore: string;

  beforeAll(async () => {
    world = await answeredRegion();
    writeFileSync(join(world.cwd, 'skjut-upp.json'), JSON.stringify(await movedProfile(LATER)));
    before = classesOn(world, DAY);
    statusBefore = (await overgangDone(['status', ...asOf], world)).stdout;
    said = await overgangJson(['profile', 'apply', 'skjut-upp.json', '-n', ...asOf], world);
  });

  it('is shown first, and nothing has changed', () => {
    expect(said.seq).toBeNull();
    expect(classesOn(world, DAY)).toEqual(before);
  });

  it('leads to what was said, case by case, and back again to what was', async () => {
    const done = await overgangJson<Consequences>(
      ['profile', 'apply', 'skjut-upp.json', '--yes', ...asOf],
      world,
    );
    expect(done.seq).not.toBeNull();
    expect({ ...done, seq: null }).toEqual(said);
    const after = classesOn(world, DAY);
    const moves = new Map<string, number>();
    for (const [name, from] of before) {
      const to = after.get(name);
      if (to !== from) {
        const key = `${name.split(' ')[0] ?? ''} ${from} ${to ?? ''}`;
        moves.set(key, (moves.get(key) ?? 0) + 1);
      }
    }
    expect(
      new Map(said.classes.map(({ kind, from, to, cases }) => [`${kind} ${from} ${to}`, cases])),
    ).toEqual(moves);
    expect(moves.size).toBeGreaterThan(0);
    const { gates } = await overgangJson<{ gates: { id: string; dueOn: string; value: number | null }[] }>(
      ['readiness', ...asOf],
      world,
    );
    for (const { id, after: told } of said.gates)
      expect(gates.find((gate) => gate.id === id)).toMatchObject({ dueOn: told?.dueOn, value: told?.value });
    expect((await overgangDone(['timeline', ...asOf], world)).stdout).toContain('28 okt');
    expect((await overgang(['verify', ...asOf], world)).code).toBe(0);

    await overgangDone(['profile', 'apply', 'vasternorrland-2025', '--yes', ...asOf], world);
    expect(classesOn(world, DAY)).toEqual(before);
    expect((await overgangDone(['status', ...asOf], world)).stdout).toBe(statusBefore);
  });

  it('is told of on a page, without a person', async () => {
    await overgangDone(['profile', 'apply', 'skjut-upp.json', '-n', '-o', 'sida.html', ...asOf], world);
    const page = readFileSync(join(world.cwd, 'sida.html'), 'utf8');
    expect(page).toContain('Övergången skjuts upp');
    for (const heading of ['Det här står fast', 'Det här dras tillbaka', 'Vem får veta vad'])
      expect(page).toContain(heading);
    expect(page).not.toMatch(/\d{8}-\d{4}/u);
  });
});

describe('overgang profile', () => {
  const world: World = { cwd: newFolder() };

  it('check tells every fault with its path, and what the plan needs', async () => {
    const profile = await movedProfile(0);
    const faulty = {
      ...profile,
      milestones: profile.milestones.filter(({ id }) => id !== 'steg-2'),
      steps: {
        '7': { title: 'Nytt' },
        '6': { owner: 'Någon', traps: ['Före {day:aldrig}.'] },
        beslut: { isOff: true },
      },
    };
    writeFileSync(join(world.cwd, 'fel.json'), JSON.stringify(faulty));
    const { code, stderr } = await overgang(['profile', 'check', 'fel.json'], world);
    expect(code).toBe(2);
    expect(stderr).toContain('milestones: ”steg-2” saknas');
    expect(stderr).toContain('steps.7: planen har inget sådant steg');
    expect(stderr).toContain('steps.6.owner: ');
    expect(stderr).toContain('steps.6.traps: ”{day:aldrig}” är inget som profilen har');
    expect(stderr).toContain('steps.beslut.isOff: steget kan inte stängas av');
  });

  it('check shows the plan as it will be: a title, a role, a day and a text of the region’s own', async () => {
    const profile = await movedProfile(0);
    const own = { title: 'Flytta till {target}', role: 'Vårdplanerare.', deadline: '2025-10-09' };
    writeFileSync(
      join(world.cwd, 'egen.json'),
      JSON.stringify({
        ...profile,
        steps: { '6': own, vardplan: { owner: 'Enheten för vårdplaner' }, reserv: { isOff: true } },
      }),
    );
    const shown = await overgangJson<{ steps: { id: string }[]; off: string[] }>(
      ['profile', 'check', 'egen.json'],
      world,
    );
    expect(shown.steps.find(({ id }) => id === '6')).toMatchObject({
      title: 'Flytta till Lifecare SP',
      role: 'Vårdplanerare.',
      deadline: '2025-10-09',
    });
    expect(shown.off).toEqual(['reserv']);
    expect(shown.steps.map(({ id }) => id)).not.toContain('reserv');
  });

  it('apply refuses what would be another register, and what changes nothing', async () => {
    const there: World = { cwd: newFolder() };
    await overgangDone(['init'], there);
    const profile = await movedProfile(0);
    writeFileSync(join(there.cwd, 'annan.json'), JSON.stringify({ ...profile, target: 'Cosmic Link' }));
    const refused = await overgang(['profile', 'apply', 'annan.json', '--yes'], there);
    expect([refused.code, refused.stderr]).toEqual([2, expect.stringContaining('target: kan inte ändras')]);
    const same = await overgang(['profile', 'apply', 'vasternorrland-2025', '--yes'], there);
    expect([same.code, same.stderr]).toEqual([2, expect.stringContaining('Inget är ändrat')]);
    writeFileSync(join(there.cwd, 'ny.json'), JSON.stringify({ ...profile, title: 'Ny titel' }));
    expect((await overgang(['profile', 'apply', 'ny.json'], there)).code).toBe(2);
  });
});
