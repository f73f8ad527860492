import { writeFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { openClassifier } from '../src/app/cases/classifier.ts';
import { openRegister } from '../src/register/file/register.ts';
import { answeredRegion, cellsOf } from './helpers/answered-region.ts';
import { overgang, overgangDone, overgangJson, type World } from './helpers/cli.ts';
import { registerPlace } from './helpers/database.ts';
import { handOutLists, type HandedOutList, type Returned } from './helpers/filled-lists.ts';
import { movedProfile } from './helpers/moved-profile.ts';

const LATER = 28;
const EARLIER = -14;
const DAY = '2025-10-08';

interface Consequences {
  readonly seq: number | null;
  readonly classes: readonly { kind: string; from: string; to: string; cases: number }[];
  readonly gates: readonly {
    id: string;
    before: { dueOn: string; ok: boolean; value: number | null } | null;
    after: { dueOn: string; ok: boolean; value: number | null } | null;
  }[];
  readonly lists: readonly {
    worklist: string;
    step: string;
    owner: string;
    hasOtherPlan: boolean;
    rowsIn: number;
    rowsOut: number;
    rowsHeld: number;
  }[];
  readonly decision: {
    readonly kind: string;
    readonly told: readonly { readonly who: string; readonly lists: readonly string[] }[];
  };
  readonly earlyAnswers: readonly { step: string; answers: number }[];
}

type List = HandedOutList & { readonly part: string | null; readonly unit: string | null };

/** The class of every case on a day, worked out anew. */
function classesOn(world: World, day: string): ReadonlyMap<string, string> {
  const register = openRegister(registerPlace(world), 'read');
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

/** The class of every case as the register keeps it. */
function keptClasses(world: World): ReadonlyMap<string, string> {
  const register = openRegister(registerPlace(world), 'read');
  try {
    return new Map(
      (['sip', 'vardtillfalle'] as const).flatMap((kind) =>
        (
          register.db.prepare(`SELECT key, class FROM ${kind} ORDER BY key`).all() as {
            readonly key: string;
            readonly class: string;
          }[]
        ).map((row) => [`${kind} ${row.key}`, row.class] as const),
      ),
    );
  } finally {
    register.close();
  }
}

/** What every reader of the register can tell of a day, but for who has read and what has been handed out. */
async function toldOn(world: World, day: string): Promise<unknown> {
  const asOf = ['--as-of', day];
  return {
    classes: [...classesOn(world, day)],
    status: await overgangJson(['status', ...asOf], world),
    timeline: await overgangJson(['timeline', ...asOf], world),
    // The head of the log tells of who has read too.
    readiness: { ...(await overgangJson<object>(['readiness', ...asOf], world)), head: null },
    worklists: await overgangJson(['worklist', '-o', 'x', '-n', ...asOf], world),
  };
}

/** The same list with something new said of every row. */
function answeredAnew(world: World, { id, paths }: HandedOutList): string {
  const [header = '', ...rows] = readFileSync(paths[0] ?? '', 'utf8')
    .trimEnd()
    .split('\r\n');
  const at = cellsOf(header).indexOf('"Status"');
  const path = join(world.cwd, `svar-${id}.csv`);
  const written = rows.map((row) => cellsOf(row).with(at, 'Fel mottagare').join(';'));
  writeFileSync(path, [header, ...written, ''].join('\r\n'));
  return path;
}

/** How many rows of each list are held if it comes back now. */
async function heldRows(world: World, files: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const { files: returned } = await overgangJson<{ files: readonly Returned[] }>(
    ['return', ...files, '-n', '--as-of', DAY],
    world,
  );
  return new Map(
    returned.map(({ worklistId, held }) => [
      worklistId,
      new Set(held.map(({ reference }) => reference)).size,
    ]),
  );
}

describe('a go-live put off by four weeks, in the middle of the work', () => {
  const asOf = ['--as-of', DAY];
  let world: World;
  let lists: readonly List[];
  let said: Consequences;
  let before: ReadonlyMap<string, string>;
  let toldBefore: unknown;

  beforeAll(async () => {
    world = await answeredRegion();
    lists = (await handOutLists(world, DAY, 'nya', '--format', 'csv')) as readonly List[];
    writeFileSync(join(world.cwd, 'skjut-upp.json'), JSON.stringify(await movedProfile(LATER)));
    before = classesOn(world, DAY);
    toldBefore = await toldOn(world, DAY);
    said = await overgangJson(['profile', 'apply', 'skjut-upp.json', '-n', ...asOf], world);
  }, 300_000);

  it('is shown first, and nothing has changed', async () => {
    expect(said.seq).toBeNull();
    expect(await toldOn(world, DAY)).toEqual(toldBefore);
  });

  it('leads to what was said of classes, gates, lists and answers, and back again to what was', async () => {
    const outdated = new Set(said.lists.map(({ worklist }) => worklist));
    const heldList = new Map(said.lists.map(({ worklist, rowsHeld }) => [worklist, rowsHeld]));
    const answered = lists
      .filter(({ id }, nth) => (heldList.get(id) ?? 0) > 0 || nth % 20 === 0)
      .map((list) => answeredAnew(world, list));
    const heldBefore = await heldRows(world, answered);
    expect(outdated.size).toBeGreaterThan(0);
    expect(said.decision.kind).toBe('stopped');
    // Whoever has a list that holds no longer is told of it, once.
    expect(said.decision.told.flatMap(({ lists: of }) => of).toSorted()).toEqual([...outdated].toSorted());

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

    interface Gates {
      readonly gates: readonly { id: string; dueOn: string; ok: boolean; value: number | null }[];
    }
    const { gates: gatesBefore } = (toldBefore as { readonly readiness: Gates }).readiness;
    const { gates } = await overgangJson<Gates>(['readiness', ...asOf], world);
    const told = ({ id, dueOn, ok, value }: Gates['gates'][number]) => ({ id, dueOn, ok, value });
    expect(gates.map(told)).toEqual(
      gatesBefore.map((gate) => {
        const change = said.gates.find(({ id }) => id === gate.id);
        return change === undefined ? told(gate) : { id: gate.id, ...change.after };
      }),
    );

    // The lists as they would be handed out now, against those that were.
    const { worklists } = await overgangJson<{ worklists: readonly List[] }>(
      ['worklist', '-o', 'x', '-n', ...asOf],
      world,
    );
    const nameOf = ({ step, kommun, part, unit }: List): string => JSON.stringify([step, kommun, part, unit]);
    const rowsNow = new Map(worklists.map((list) => [nameOf(list), list.rows]));
    for (const list of lists) {
      const change = said.lists.find(({ worklist }) => worklist === list.id);
      const { rowsIn, rowsOut } = change ?? { rowsIn: 0, rowsOut: 0 };
      const now = rowsNow.get(nameOf(list)) ?? 0;
      expect([list.id, now]).toEqual([list.id, list.rows + rowsIn - rowsOut]);
    }

    const heldAfter = await heldRows(world, answered);
    for (const [id, rows] of heldAfter)
      expect([id, rows - (heldBefore.get(id) ?? 0)]).toEqual([id, heldList.get(id) ?? 0]);
    expect([...heldList.values()].some((rows) => rows > 0)).toBe(true);

    expect((await overgangDone(['timeline', ...asOf], world)).stdout).toMatch(/tis 28\/10 +kommer +Steg 2/u);
    expect((await overgang(['verify', ...asOf], world)).code).toBe(0);

    const back = await overgangJson<Consequences>(
      ['profile', 'apply', 'vasternorrland-2025', '--yes', ...asOf],
      world,
    );
    expect(back.decision.kind).toBe('taken-back');
    expect(await toldOn(world, DAY)).toEqual(toldBefore);
  }, 300_000);

  it('and back again leaves in the inbox what was there, and settled what somebody had seen to', async () => {
    const inbox = async (): Promise<readonly { readonly id: string; readonly kind: string }[]> =>
      (
        await overgangJson<{ items: readonly { readonly id: string; readonly kind: string }[] }>(
          ['inbox', ...asOf],
          world,
        )
      ).items;
    writeFileSync(join(world.cwd, 'tidigare.json'), JSON.stringify(await movedProfile(EARLIER)));
    const trapped = (await inbox()).filter(({ kind }) => kind === 'decision');
    expect(trapped.length).toBeGreaterThan(10);
    await overgangDone(['inbox', '--done', trapped.at(-1)?.id ?? '', '--by', 'Prov', ...asOf], world);
    const there = await inbox();
    await overgangDone(['profile', 'apply', 'tidigare.json', '--yes', ...asOf], world);
    await overgangDone(['profile', 'apply', 'vasternorrland-2025', '--yes', ...asOf], world);
    expect(await inbox()).toEqual(there);
  }, 300_000);

  it('says as of a day before the newest list what follows of the classes that are kept', async () => {
    const early = ['--as-of', '2025-09-20'];
    const was = keptClasses(world);
    const saidEarly = await overgangJson<Consequences>(
      ['profile', 'apply', 'tidigare.json', '-n', ...early],
      world,
    );
    await overgangDone(['profile', 'apply', 'tidigare.json', '--yes', ...early], world);
    const moves = new Map<string, number>();
    for (const [name, to] of keptClasses(world)) {
      const from = was.get(name);
      const key = `${name.split(' ')[0] ?? ''} ${from ?? ''} ${to}`;
      if (from !== to) moves.set(key, (moves.get(key) ?? 0) + 1);
    }
    expect(moves.size).toBeGreaterThan(0);
    expect(
      new Map(saidEarly.classes.map(({ kind, from, to, cases }) => [`${kind} ${from} ${to}`, cases])),
    ).toEqual(moves);
    await overgangDone(['profile', 'apply', 'vasternorrland-2025', '--yes', ...early], world);
    expect(keptClasses(world)).toEqual(was);
  }, 300_000);

  it('is told of on a page, without a person', async () => {
    await overgangDone(['profile', 'apply', 'skjut-upp.json', '-n', '-o', 'sida.html', ...asOf], world);
    const page = readFileSync(join(world.cwd, 'sida.html'), 'utf8');
    expect(page).toContain('Övergången stoppas mitt i arbetet och skjuts upp till 2025-10-28');
    for (const heading of [
      'Det här gäller nu',
      'Det här står fast',
      'Det här dras tillbaka',
      'Vem får veta vad',
    ])
      expect(page).toContain(heading);
    expect(page).not.toMatch(/\d{8}-\d{4}/u);
  });
});
