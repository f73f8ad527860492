import { writeFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { openClassifier } from '../src/app/cases/classifier.ts';
import { openRegister } from '../src/register/file/register.ts';
import { answeredRegion } from './helpers/answered-region.ts';
import { overgang, overgangDone, overgangJson, type World } from './helpers/cli.ts';
import { movedProfile } from './helpers/moved-profile.ts';

const LATER = 28;
const DAY = '2025-10-08';

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
    expect((await overgangDone(['timeline', ...asOf], world)).stdout).toMatch(/tis 28\/10 +kommer +Steg 2/u);
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
