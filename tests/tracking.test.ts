import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { brokenEvents } from '../src/register/log/events.ts';
import { overgang, overgangDone, overgangJson, type World } from './helpers/cli.ts';
import { change, inRegister, rowsOf } from './helpers/database.ts';
import { contentOf } from './helpers/folder.ts';
import {
  CONFLICTING_SIP,
  naiveList,
  pathOf,
  SIP_APRIL,
  SIP_OCTOBER,
  SIP_SEPTEMBER,
  VARDTILLFALLEN,
  type NaiveRow,
} from './helpers/lists.ts';
import { IS_ON_SERVER, saidToBe } from './helpers/on-server.ts';
import { AS_OF, importLists, newRegister, regionRegister } from './helpers/region.ts';

interface Explanation {
  readonly class: string;
  readonly classLabel: string;
  readonly rule: { readonly code: string; readonly reason: string };
  readonly also: readonly { readonly code: string }[];
  readonly events: readonly {
    seq: number;
    effectiveOn: string;
    by: string;
    type: string;
    data: Record<string, unknown>;
  }[];
}

const explain = (world: World, id: string, asOf = AS_OF): Promise<Explanation> =>
  overgangJson<Explanation>(['explain', id, '--as-of', asOf], world);

const septembers = naiveList(SIP_SEPTEMBER).rows.filter(({ at }) => at('SIP-id') !== '');
const octobers = new Set(naiveList(SIP_OCTOBER).rows.map(({ at }) => at('SIP-id')));
const has = (takes: (row: NaiveRow) => boolean): string => septembers.find(takes)?.at('SIP-id') ?? '';
const isPlain = ({ at }: NaiveRow): boolean =>
  at('SIP-id') !== CONFLICTING_SIP &&
  at('Samtycke') === 'Ja' &&
  at('Skyddade personuppgifter') === 'Nej' &&
  at('Planform') === 'SIP' &&
  at('Fas') === 'Genomförande' &&
  at('Senast ändrad') > '2025-06-01' &&
  at('Kommun') !== '';
/** A SIP that is to be moved, still there in October; and one that is gone then. */
const STAYING = has((row) => isPlain(row) && octobers.has(row.at('SIP-id')));
const LEAVING = has((row) => isPlain(row) && !octobers.has(row.at('SIP-id')));
const VT =
  naiveList(VARDTILLFALLEN)
    .rows.find(
      ({ at }) =>
        at('Utskrivningsklar') === '' &&
        at('Status') === 'Inskriven' &&
        at('Skyddade personuppgifter') === 'Nej',
    )
    ?.at('Vårdtillfälle') ?? '';

let region: World;
beforeAll(async () => {
  region = await regionRegister();
  expect([STAYING, LEAVING, VT].every((id) => id !== '')).toBe(true);
});

/** All parties of a SIP are done. */
const moved = (world: World, id: string, day: string) =>
  overgangDone(['mark', id, 'sip-moved', '--note', 'prov', '--as-of', day], world);

describe('mark', () => {
  it('closed-in-prator closes the case from that day, not before', async () => {
    const world = await regionRegister();
    const before = await explain(world, STAYING);
    expect(before.class).toMatch(/^move-/u);
    await moved(world, STAYING, '2025-10-03');
    const answer = await overgangJson(
      [
        'mark',
        STAYING,
        'closed-in-prator',
        '--on',
        '2025-10-02',
        '--note',
        'avslutad i Prator',
        '--by',
        'samordnare',
        '--as-of',
        '2025-10-03',
      ],
      world,
    );
    expect(answer).toMatchObject({
      kind: 'sip',
      caseId: STAYING,
      mark: 'closed-in-prator',
      effectiveOn: '2025-10-02',
    });
    expect((await explain(world, STAYING, '2025-10-01')).class).toBe(before.class);
    for (const day of ['2025-10-02', '2025-10-03']) {
      const found = await explain(world, STAYING, day);
      expect([day, found.class, found.rule.code]).toEqual([day, 'closed', 'SIP_ATTESTED_CLOSED']);
      expect(found.rule.reason).toContain('2025-10-02');
    }
    const { events } = await explain(world, STAYING, '2025-10-03');
    expect(events.find(({ data }) => data['mark'] === 'closed-in-prator')).toMatchObject({
      effectiveOn: '2025-10-02',
      by: saidToBe('samordnare'),
      data: { mark: 'closed-in-prator', note: 'avslutad i Prator' },
    });
  });

  it('moves the counts of status by one', async () => {
    const world = await regionRegister();
    const day = '2025-10-02';
    await moved(world, STAYING, day);
    await overgangDone(['mark', STAYING, 'closed-in-prator', '--note', 'prov', '--as-of', day], world);
    expect(await overgangJson(['status', '--as-of', day], world)).toMatchObject({
      sips: { open: 1187, closed: 1350 },
    });
    expect(await overgangJson(['status', '--as-of', AS_OF], world)).toMatchObject({
      sips: { open: 1188, closed: 1349 },
    });
    const { sums } = await overgangJson<{ sums: { label: string; expected: number }[] }>(
      ['worklist', '-o', 'ut', '-n', '--as-of', day],
      world,
    );
    expect(sums.find(({ label }) => label === 'Öppna SIP:ar')).toMatchObject({ expected: 1187, rows: 1187 });
  });

  it('is overruled by a later list that has the case: it opens again', async () => {
    const world = await regionRegister();
    await moved(world, STAYING, '2025-10-02');
    await overgangDone(
      ['mark', STAYING, 'closed-in-prator', '--on', '2025-10-02', '--note', 'prov', '--as-of', '2025-10-02'],
      world,
    );
    await importLists(world, [SIP_OCTOBER], '2025-10-08');
    expect((await explain(world, STAYING, '2025-10-02')).class).toBe('closed');
    expect((await explain(world, STAYING, '2025-10-08')).class).not.toBe('closed');
    const reopened = rowsOf<{ data: string }>(
      world,
      "SELECT data FROM event WHERE type = 'reclassified' AND case_id = ? ORDER BY seq",
      STAYING,
    );
    expect(JSON.parse(reopened.at(-1)?.data ?? '{}')).toMatchObject({ from: 'closed' });
  });

  it('is confirmed by a later list that does not have it', async () => {
    const world = await regionRegister();
    await moved(world, LEAVING, '2025-10-02');
    await overgangDone(
      ['mark', LEAVING, 'closed-in-prator', '--on', '2025-10-02', '--note', 'prov', '--as-of', '2025-10-02'],
      world,
    );
    await importLists(world, [SIP_OCTOBER], '2025-10-08');
    expect((await explain(world, LEAVING, '2025-10-08')).rule.code).toBe('SIP_GONE');
  });

  it('a note or a step in Lifecare SP closes nothing', async () => {
    const world = await regionRegister();
    const before = await explain(world, STAYING);
    for (const mark of ['note', 'sip-moved', 'sip-created-in-lifecare', 'acknowledged']) {
      await overgangDone(['mark', STAYING, mark, '--note', 'prov', '--as-of', '2025-10-02'], world);
    }
    expect((await explain(world, STAYING, '2025-10-02')).class).toBe(before.class);
    expect(
      (await explain(world, STAYING, '2025-10-02')).events.filter(({ type }) => type === 'marked'),
    ).toHaveLength(4);
  });

  it('is refused where it says nothing, or does not belong to the kind', async () => {
    const world = await regionRegister();
    const before = contentOf(world.cwd);
    const empty = await overgang(['mark', STAYING, 'note', '--note', '  '], world);
    expect([empty.code, empty.stderr.includes('får inte vara tom')]).toEqual([2, true]);
    const wrong = await overgang(['mark', VT, 'sip-moved', '--note', 'prov'], world);
    expect([wrong.code, wrong.stderr.includes('gäller inte ett vårdtillfälle')]).toEqual([2, true]);
    expect(wrong.stderr).toContain('registered-in-lifecare');
    expect(contentOf(world.cwd)).toEqual(before);
  });

  it('-n shows it and writes nothing', async () => {
    const before = contentOf(region.cwd);
    const { stdout } = await overgangDone(
      ['mark', STAYING, 'acknowledged', '--note', 'prov', '-n', '--as-of', AS_OF],
      region,
    );
    expect(stdout).toContain('Skulle skriva');
    expect(contentOf(region.cwd)).toEqual(before);
  });
});

describe('decide', () => {
  it('overrules the class, with who and why, from that day', async () => {
    const world = await regionRegister();
    const answer = await overgangJson(
      [
        'decide',
        CONFLICTING_SIP,
        '--as',
        'move-outside-vardtillfalle',
        '--reason',
        'sedd i Prator',
        '--by',
        'projektledaren',
        '--as-of',
        AS_OF,
      ],
      world,
    );
    expect(answer).toMatchObject({
      kind: 'sip',
      caseId: CONFLICTING_SIP,
      class: 'move-outside-vardtillfalle',
      effectiveOn: AS_OF,
    });
    const found = await explain(world, CONFLICTING_SIP);
    expect([found.class, found.rule.code]).toEqual(['move-outside-vardtillfalle', 'SIP_DECIDED']);
    expect(found.rule.reason).toBe(`Beslutat 2025-09-29 av ${saidToBe('projektledaren')}: sedd i Prator`);
    expect(found.also.map(({ code }) => code)).toContain('SIP_CONFLICT');
    expect((await explain(world, CONFLICTING_SIP, '2025-09-28')).class).toBe('needs-decision');
  });

  it('survives a new list', async () => {
    const world = await regionRegister();
    const before = await explain(world, STAYING);
    await overgangDone(
      ['decide', STAYING, '--as', 'close-not-current', '--reason', 'prov', '--as-of', AS_OF],
      world,
    );
    await importLists(world, [SIP_OCTOBER], '2025-10-08');
    expect((await explain(world, STAYING, '2025-10-08')).class).toBe('close-not-current');
    expect(before.class).not.toBe('close-not-current');
  });

  it('gives way to what is a fact: gone is gone, protected is protected', async () => {
    const world = await regionRegister();
    const isProtected = has(({ at }) => at('Skyddade personuppgifter') === 'Ja');
    const gone =
      naiveList(SIP_APRIL)
        .rows.find(({ at }) => septembers.every((row) => row.at('SIP-id') !== at('SIP-id')))
        ?.at('SIP-id') ?? '';
    for (const [id, expected] of [
      [isProtected, 'protected'],
      [gone, 'closed'],
    ] as const) {
      await overgangDone(
        ['decide', id, '--as', 'move-outside-vardtillfalle', '--reason', 'prov', '--as-of', AS_OF],
        world,
      );
      expect([id, (await explain(world, id)).class]).toEqual([id, expected]);
    }
  });

  it('takes back an earlier decision by a new one', async () => {
    const world = await regionRegister();
    for (const name of ['vardplan', 'close-not-current']) {
      await overgangDone(['decide', STAYING, '--as', name, '--reason', 'prov', '--as-of', AS_OF], world);
    }
    expect((await explain(world, STAYING)).class).toBe('close-not-current');
  });

  it('is refused for a class that the kind does not have', async () => {
    const before = contentOf(region.cwd);
    for (const [id, name] of [
      [STAYING, 'start-in-lifecare'],
      [VT, 'vardplan'],
      [STAYING, 'vad-som-helst'],
    ] as const) {
      const { code, stderr } = await overgang(['decide', id, '--as', name, '--reason', 'prov'], region);
      expect([code, stderr.startsWith(`--as ${name} finns inte.`)]).toEqual([2, true]);
    }
    expect(contentOf(region.cwd)).toEqual(before);
  });
});

describe('the classes follow new lists', () => {
  it('a vårdtillfälle that is ready after the last day starts in Lifecare, and the change is logged', async () => {
    const world = await newRegister();
    const header =
      'Vårdtillfälle;Personnummer;Namn;Kommun;Vårdenhet;Inskriven;Utskrivningsklar;Utskriven;Status;Skyddade personuppgifter';
    const row = (ready: string): string =>
      `VT1;19270525-9964;Rune Lindqvist;Timrå;Medicin;2025-09-01 10:00;${ready};;Inskriven;Nej`;
    const take = async (day: string, ready: string): Promise<void> => {
      const name = `vt-${day}.csv`;
      writeFileSync(join(world.cwd, name), `${header}\n${row(ready)}\n`);
      await overgangDone(['import', '--whole', name, '--as-of', day], world);
    };
    await take('2025-09-29', '2025-09-28 12:00');
    expect((await explain(world, 'VT1', '2025-09-29')).class).toBe('finish-in-prator');
    await take('2025-10-02', '2025-10-05 12:00');
    const found = await explain(world, 'VT1', '2025-10-02');
    expect([found.class, found.rule.code]).toEqual(['moved-back', 'VT_MOVED_TO_TARGET']);
    expect(found.rule.reason).toContain('2025-09-29');
    expect(found.events.at(-1)).toMatchObject({
      type: 'reclassified',
      data: { from: 'finish-in-prator', to: 'moved-back' },
    });
    expect((await explain(world, 'VT1', '2025-09-29')).class).toBe('finish-in-prator');
  });

  it('the region in October: whoever is gone is closed, whoever is there is as the lists say', async () => {
    const world = await regionRegister();
    await importLists(world, [SIP_OCTOBER], '2025-10-08');
    const classes = rowsOf<{ key: string; class: string }>(world, 'SELECT key, class FROM sip');
    for (const { key, class: name } of classes)
      expect([key, name === 'closed']).toEqual([key, !octobers.has(key)]);
    const { sips } = await overgangJson<{ sips: { open: number } }>(
      ['status', '--as-of', '2025-10-08'],
      world,
    );
    octobers.delete('');
    expect(sips.open).toBe(octobers.size);
    expect(await overgangJson(['status', '--as-of', AS_OF], world)).toMatchObject({
      sips: { open: 1188, closed: 1349 },
    });
  });
});

describe('timeline', () => {
  interface Plan {
    readonly asOf: string;
    readonly deadlines: Readonly<Record<string, string>>;
    readonly milestones: readonly {
      id: string;
      from: string;
      to: string;
      state: string;
      days: number;
      progress: { planned: number; done: number } | null;
    }[];
  }
  const plan = (world: World, asOf: string): Promise<Plan> =>
    overgangJson<Plan>(['timeline', '--as-of', asOf], world);

  it('has each milestone with its state on the day', async () => {
    const { asOf, milestones, deadlines } = await plan(region, AS_OF);
    expect([asOf, deadlines['readOnly']]).toEqual([AS_OF, '2025-10-16']);
    expect(milestones.length).toBeGreaterThan(8);
    for (const { id, from, to, state } of milestones) {
      if (AS_OF < from) expect([id, state]).toEqual([id, 'ahead']);
      else if (AS_OF <= to) expect([id, ['running', 'done'].includes(state)]).toEqual([id, true]);
      else expect([id, ['past', 'done', 'late'].includes(state)]).toEqual([id, true]);
    }
  });

  it('has step 6 late when its window is over and SIPs are open, with how many', async () => {
    const { milestones } = await plan(region, '2025-10-11');
    const step = milestones.find(({ id }) => id === 'steg-6');
    // Those that are to be moved; who was ended before the moving began is not done in it.
    expect(step).toMatchObject({ state: 'late', days: -1, progress: { planned: 841, done: 0 } });
    const week = milestones.find(({ id }) => id === 'vecka-41');
    expect(week).toMatchObject({ progress: { planned: 2537, done: 1349 } });
  });

  it('has steps 1 to 4 late with as many left as their gates count', async () => {
    const { milestones } = await plan(region, '2025-10-02');
    const { gates } = await overgangJson<{ readonly gates: readonly { id: string; value: number | null }[] }>(
      ['readiness', '--as-of', '2025-10-02'],
      region,
    );
    for (const [milestone, gate] of [
      ['steg-1', 'steg-1-registrerade'],
      ['steg-2', 'steg-2-startade'],
      ['steg-3', 'steg-3-kompletterade'],
      ['steg-4', 'steg-4a-kompletterade'],
    ]) {
      const found = milestones.find(({ id }) => id === milestone);
      const left = gates.find(({ id }) => id === gate)?.value;
      expect(left).toBeGreaterThan(50);
      expect(found).toMatchObject({ state: 'late', progress: { planned: left, done: 0 } });
    }
  });

  it('counts a vårdtillfälle as started when it is attested registered', async () => {
    const world = await regionRegister();
    const before = (await plan(world, '2025-09-30')).milestones.find(({ id }) => id === 'steg-2')?.progress;
    await overgangDone(
      ['mark', VT, 'registered-in-lifecare', '--on', '2025-09-30', '--note', 'prov', '--as-of', '2025-09-30'],
      world,
    );
    const after = (await plan(world, '2025-09-30')).milestones.find(({ id }) => id === 'steg-2')?.progress;
    expect(before?.planned).toBeGreaterThan(50);
    expect([after?.planned, after?.done]).toEqual([before?.planned, (before?.done ?? 0) + 1]);
    expect(
      (await plan(world, '2025-09-29')).milestones.find(({ id }) => id === 'steg-2')?.progress?.done,
    ).toBe(0);
  });

  it('draws today between what has begun and what has not', async () => {
    const { stdout } = await overgangDone(['timeline', '--as-of', AS_OF], region);
    const lines = stdout.split('\n');
    const today = lines.findIndex((line) => line.includes('i dag, mån 2025-09-29'));
    expect(today).toBeGreaterThan(0);
    expect(lines.slice(0, today).some((line) => line.includes('  kommer '))).toBe(false);
    expect(lines.slice(today).some((line) => line.includes('  kommer '))).toBe(true);
  });
});

describe('the log', () => {
  it('is chained through imports, marks, decisions and hand-outs', async () => {
    const world = await regionRegister();
    await overgangDone(['mark', STAYING, 'note', '--note', 'prov', '--as-of', AS_OF], world);
    await overgangDone(['decide', STAYING, '--as', 'vardplan', '--reason', 'prov', '--as-of', AS_OF], world);
    await overgangDone(['worklist', '-o', 'ut', '--step', 'vardplan', '--as-of', AS_OF], world);
    await overgang(['import', '--whole', pathOf(SIP_OCTOBER), '--as-of', '2025-10-08'], world);
    const { events, broken } = inRegister(world, (db) => ({
      events: db.prepare('SELECT seq, type, hash, prev_hash FROM event ORDER BY seq').all() as {
        seq: number;
        type: string;
        hash: string;
        prev_hash: string;
      }[],
      broken: brokenEvents(db),
    }));
    expect(broken).toEqual([]);
    expect(events.map(({ seq }) => seq)).toEqual(events.map((_, at) => at + 1));
    for (const [at, { prev_hash: link }] of events.entries())
      expect(link).toBe(events[at - 1]?.hash ?? '0'.repeat(64));
    expect(new Set(events.map(({ type }) => type))).toEqual(
      new Set([
        ...(IS_ON_SERVER ? [] : ['register-sealed']),
        ...['register-created', 'imported', 'coverage-said', 'reclassified'],
        ...['marked', 'decided', 'worklist-issued'],
      ]),
    );
  });

  it('is written in the name of whoever runs the program, at the clock’s time', async () => {
    const world = await regionRegister();
    await overgangDone(['mark', STAYING, 'note', '--note', 'prov', '--as-of', AS_OF], {
      ...world,
      user: 'kersti',
      now: '2025-10-02T07:15:00.000Z',
    });
    const [event] = rowsOf(world, "SELECT by, recorded_at, effective_on FROM event WHERE type = 'marked'");
    expect(event).toEqual({ by: 'kersti', recorded_at: '2025-10-02T07:15:00.000Z', effective_on: AS_OF });
  });

  it('keeps its order when the clock goes backwards', async () => {
    const world = await regionRegister();
    const at = (now: string): World => ({ ...world, now });
    await overgangDone(
      ['decide', STAYING, '--as', 'vardplan', '--reason', 'först', '--as-of', AS_OF],
      at('2025-10-02T07:15:00.000Z'),
    );
    const again = ['decide', STAYING, '--as', 'close-not-current', '--reason', 'sedan'];
    // A day that has not come, says the clock: nothing is written for it.
    expect((await overgang([...again, '--as-of', AS_OF], at('2025-08-01T00:00:00.000Z'))).code).toBe(2);
    await overgangDone(again, at('2025-08-01T00:00:00.000Z'));
    expect((await explain(world, STAYING)).class).toBe('close-not-current');
    expect(inRegister(world, brokenEvents)).toEqual([]);
  });

  it('can neither be changed nor cut: the database refuses', async () => {
    const world = await regionRegister();
    for (const sql of ["UPDATE event SET by = 'annan' WHERE seq = 1", 'DELETE FROM event WHERE seq = 1'])
      expect(() => {
        change(world, sql, { keepsTriggers: true });
      }).toThrow('append-only');
    expect(inRegister(world, brokenEvents)).toEqual([]);
  });
});
