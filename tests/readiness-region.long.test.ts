import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { GateResult, Readiness } from '../src/domain/readiness/readiness.ts';
import { readinessSchema } from '../src/domain/readiness/readiness-schema.ts';
import { PRATOR_LIFECARE } from '../src/domain/plan/plans/prator-lifecare/prator-lifecare.ts';
import { overgang, overgangDone, overgangJson, type World } from './helpers/cli.ts';
import { copyOf } from './helpers/answered-region.ts';
import { rowsOf, stateHash } from './helpers/database.ts';
import {
  CONTROL_TOTALS,
  MEDDELANDEN,
  naiveKommun,
  naiveList,
  pathOf,
  REGION,
  SIP_APRIL,
  SIP_OCTOBER,
  SIP_SEPTEMBER,
  VARDTILLFALLEN,
  VARDTILLFALLEN_OCTOBER,
  type ListName,
} from './helpers/lists.ts';
import { importLists, newRegister, regionRegister } from './helpers/region.ts';
import { workbookReader } from './helpers/workbook-reader.ts';

/** All lists of the region at once: every day is asked for afterwards. */
let world: World;

beforeAll(async () => {
  world = await regionRegister();
  await importLists(world, [SIP_OCTOBER, VARDTILLFALLEN_OCTOBER], '2025-10-08');
});

const reportOf = (
  day: string,
  of = world,
  ...more: string[]
): Promise<Readiness & { readonly ready: boolean }> =>
  overgangJson(['readiness', '--as-of', day, ...more], of);
const gateOf = (report: { readonly gates: readonly GateResult[] }, id: string): GateResult => {
  const found = report.gates.find((gate) => gate.id === id);
  if (found === undefined) throw new Error(`no gate ${id}`);
  return found;
};
const tableOf = (report: Readiness, id: string): Readiness['tables'][number] => {
  const found = report.tables.find((table) => table.id === id);
  if (found === undefined) throw new Error(`no table ${id}`);
  return found;
};

// Counted from the files alone

const idsOf = (name: ListName): ReadonlyMap<string, string | null> =>
  new Map(
    naiveList(name).rows.flatMap(({ cells, at }) =>
      cells[0] === '' ? [] : [[cells[0]?.trim() ?? '', naiveKommun(at('Kommun'))]],
    ),
  );
const april = idsOf(SIP_APRIL);
const september = idsOf(SIP_SEPTEMBER);
const october = idsOf(SIP_OCTOBER);

/** Open patients in hospital, by the day's list: neither discharged with everything kvitterat, nor gone. */
function openVardtillfallen(name: ListName, day: string): number {
  const unacknowledged = new Set(owed().map(({ at }) => at('Ärende')));
  return naiveList(name).rows.filter(({ at }) => {
    if (at('Skyddade personuppgifter') === 'Ja') return true;
    const hasLeft = [at('Utskriven'), at('Avliden')].some((left) => left !== '' && left.slice(0, 10) <= day);
    return !hasLeft || unacknowledged.has(at('Vårdtillfälle'));
  }).length;
}
const owed = () =>
  naiveList(MEDDELANDEN).rows.filter(
    ({ at }) =>
      (at('Kvitterat') === '' || at('Kvitterat').slice(0, 10) > '2025-09-29') && at('För kännedom') !== 'Ja',
  );

/** Utskrivningsklar in time and still in hospital. */
function trapped(name: ListName, day: string): number {
  return naiveList(name).rows.filter(({ at }) => {
    const ready = at('Utskrivningsklar').slice(0, 10);
    const hasLeft = [at('Utskriven'), at('Avliden')].some((left) => left !== '' && left.slice(0, 10) <= day);
    return ready !== '' && ready <= '2025-09-29' && !hasLeft && at('Skyddade personuppgifter') !== 'Ja';
  }).length;
}

const DAYS = [
  '2025-04-28',
  '2025-09-15',
  '2025-09-29',
  '2025-10-01',
  '2025-10-08',
  '2025-10-12',
  '2025-10-16',
];
const sipListOf = (day: string) => (day < '2025-09-15' ? april : day < '2025-10-08' ? september : october);

describe('readiness of the region, day by day', () => {
  it.each(DAYS)(
    'of %s has as many open SIPs as the list of that day has, in all and for each kommun',
    async (day) => {
      const report = await reportOf(day);
      const listed = sipListOf(day);
      for (const id of ['fonstret-sipar-stangda', 'vecka-41-sipar-stangda', 'laslage-sipar-stangda'])
        expect([id, gateOf(report, id).value]).toEqual([id, listed.size]);
      expect(report).toMatchObject({ ready: false, verdict: 'not-ready' });
      const rows = tableOf(report, 'sips').rows.filter(({ level, isTotal }) => level === 0 && !isTotal);
      for (const { label, scope, values } of rows) {
        const expected = [...listed.values()].filter((kommun) => kommun === scope.kommun).length;
        expect([day, label, values[0]]).toEqual([day, label, expected]);
      }
      expect(rows.reduce((sum, { values }) => sum + (values[0] ?? 0), 0)).toBe(listed.size);
    },
  );

  it('has 2 043, 1 188 and 206 in its burndown, and 1 188 in the week between', async () => {
    expect([april.size, september.size, october.size]).toEqual([2043, 1188, 206]);
    const { forecast } = await reportOf('2025-10-16');
    expect(forecast.scopes[0]?.points.map(({ day, open }) => [day, open])).toEqual([
      ['2025-04-28', 2043],
      ['2025-09-15', 1188],
      ['2025-10-08', 206],
    ]);
  });

  it('tells new from persisting, resolved and reopened as the two lists do', async () => {
    const count = (of: ReadonlyMap<string, unknown>, holds: (id: string) => boolean): number =>
      [...of.keys()].filter(holds).length;
    const since = async (day: string) => tableOf(await reportOf(day), 'since').rows.at(-1)?.values;
    expect(await since('2025-10-01')).toEqual([
      april.size,
      count(april, (id) => !september.has(id)),
      count(april, (id) => september.has(id)),
      count(september, (id) => !april.has(id)),
      0,
      september.size,
    ]);
    expect(await since('2025-10-08')).toEqual([
      september.size,
      count(september, (id) => !october.has(id)),
      count(september, (id) => october.has(id)),
      count(october, (id) => !september.has(id) && !april.has(id)),
      count(october, (id) => !september.has(id) && april.has(id)),
      october.size,
    ]);
    const wide = tableOf(await reportOf('2025-10-08', world, '--since', '2025-05-01'), 'since').rows.at(
      -1,
    )?.values;
    expect(wide?.slice(0, 3)).toEqual([
      april.size,
      count(april, (id) => !october.has(id)),
      count(april, (id) => october.has(id)),
    ]);
  });

  it('counts patients in hospital, messages and the trapped from their lists', async () => {
    for (const [day, list] of [
      ['2025-09-29', VARDTILLFALLEN],
      ['2025-10-08', VARDTILLFALLEN_OCTOBER],
    ] as const) {
      const report = await reportOf(day);
      expect(gateOf(report, 'laslage-vardtillfallen-avslutade').value).toBe(openVardtillfallen(list, day));
      expect(gateOf(report, 'laslage-meddelanden-kvitterade').value).toBe(owed().length);
      expect([day, gateOf(report, 'laslage-instangda-avgjorda').value]).toEqual([day, trapped(list, day)]);
    }
    expect(trapped(VARDTILLFALLEN, '2025-09-29')).toBeGreaterThan(10);
  });

  it('can not measure what no list tells, and then the gate does not hold', async () => {
    const report = await reportOf('2025-04-28');
    for (const id of [
      'steg-1-registrerade',
      'steg-2-startade',
      'laslage-meddelanden-kvitterade',
      'laslage-inget-borttappat',
    ])
      expect([id, gateOf(report, id)]).toMatchObject([id, { value: null, ok: false }]);
    expect(tableOf(report, 'sips').rows.at(-1)?.values[0]).toBe(2043);
    expect(report.tables.map(({ id }) => id)).toEqual(['sips', 'sips-closed', 'meetings', 'steps']);
  });

  it('warns when the lists are old, or from different days', async () => {
    const report = await reportOf('2025-10-08');
    expect(gateOf(report, 'underlag-farska-listor')).toMatchObject({
      ok: true,
      value: 0,
      severity: 'warning',
    });
    expect(gateOf(report, 'underlag-samma-dag').reasons[0]?.text).toContain('2025-09-29');
    expect(gateOf(await reportOf('2025-10-16'), 'underlag-farska-listor')).toMatchObject({
      ok: false,
      value: 8,
    });
  });

  it('takes every day of the gates from the profile', async () => {
    const { gates } = await reportOf('2025-10-08');
    expect(
      new Set(gates.filter(({ severity }) => severity === 'blocking').map(({ dueOn }) => dueOn)),
    ).toEqual(
      new Set([
        '2025-09-29',
        '2025-09-30',
        '2025-10-01',
        '2025-10-10',
        '2025-10-12',
        '2025-10-16',
        '2025-10-23',
      ]),
    );
    expect(gates.map(({ id }) => id)).toEqual(PRATOR_LIFECARE.gates.map(({ id }) => id));
  });

  it('is the same when the lists are taken in as they come and when all are there first', async () => {
    const played = await newRegister();
    const firstDays: Readonly<Record<string, readonly ListName[]>> = {
      '2025-04-28': [SIP_APRIL],
      '2025-09-15': ['enheter.csv', 'prator-patienter-2025-09-15.csv', SIP_SEPTEMBER],
      '2025-09-29': [VARDTILLFALLEN, MEDDELANDEN],
      '2025-10-08': [SIP_OCTOBER, VARDTILLFALLEN_OCTOBER],
    };
    for (const [day, lists] of Object.entries(firstDays)) {
      await importLists(played, lists, day);
      if (day === '2025-04-28') continue;
      const now = await reportOf(day, played);
      const afterwards = await reportOf(day);
      expect({ ...now, head: null }).toEqual({ ...afterwards, head: null });
    }
  });
});

describe('readiness', () => {
  it('keeps to its published schema, whole and for the public', async () => {
    for (const more of [[], ['--public'], ['--milestone', 'vecka-41']])
      expect(readinessSchema.safeParse(await reportOf('2025-10-08', world, ...more)).error).toBeUndefined();
  });

  it('exits with 1 while anything blocking does not hold, and answers for one milestone alone', async () => {
    const { code, stdout } = await overgang(
      ['readiness', '--as-of', '2025-10-08', '--milestone', 'vecka-41'],
      world,
    );
    expect(code).toBe(1);
    expect(stdout).toContain('INTE REDO. 0 av 1 villkor');
    const { gates } = await reportOf('2025-10-08', world, '--milestone', 'vecka-41');
    expect(gates.filter(({ severity }) => severity === 'blocking').map(({ id }) => id)).toEqual([
      'vecka-41-sipar-stangda',
    ]);
  });

  it('fits in 80 columns, signs with words, and writes the same bytes each time', async () => {
    const { stdout } = await overgang(['readiness', '--as-of', '2025-10-08'], world);
    for (const line of stdout.split('\n')) expect(line.length).toBeLessThanOrEqual(80);
    expect(stdout).toContain('✗ nej');
    expect(stdout).toContain('2025-04-28 2\u00a0043 → 2025-09-15 1\u00a0188 → 2025-10-08 206');
    expect((await overgang(['readiness', '--as-of', '2025-10-08'], world)).stdout).toBe(stdout);
  });

  it('writes a file by its ending, whole, and never over another unasked', async () => {
    const ran = await overgang(['readiness', '--as-of', '2025-10-08', '-o', 'redo.json'], world);
    expect([ran.code, ran.stdout]).toEqual([1, '']);
    const file = join(world.cwd, 'redo.json');
    expect(readinessSchema.safeParse(JSON.parse(readFileSync(file, 'utf8'))).success).toBe(true);
    expect((await overgang(['readiness', '-o', 'redo.json'], world)).code).toBe(2);
    expect((await overgang(['readiness', '--format', 'html'], world)).stderr).toContain('-o');
    expect(existsSync(join(world.cwd, 'redo.html'))).toBe(false);
  });

  it('writes nothing in the register; rows are logged as shown, and nothing else', async () => {
    const own = copyOf(world);
    const before = stateHash(own);
    await overgang(['readiness', '--as-of', '2025-10-08'], own);
    expect(stateHash(own)).toBe(before);
    const newest = `SELECT seq FROM event ORDER BY seq DESC LIMIT 1`;
    const [last] = rowsOf<{ seq: number }>(own, newest);
    const { rows } = await overgangJson<{ rows: readonly { reference: string }[] }>(
      ['readiness', '--rows', 'sip-open'],
      own,
    );
    const logged = rowsOf<{ type: string; data: string }>(
      own,
      'SELECT * FROM event WHERE seq > ?',
      last?.seq ?? null,
    );
    expect(logged.map(({ type }) => type)).toEqual(['shown']);
    expect(JSON.parse(logged[0]?.data ?? '')).toMatchObject({
      command: 'readiness',
      references: rows.map(({ reference }) => reference),
    });
  });

  it('does not show a protected person within a kommun', async () => {
    interface Listed {
      readonly rows: readonly {
        readonly class: string | null;
        readonly kommun: string | null;
        readonly why: string;
      }[];
    }
    const all = await overgangJson<Listed>(
      ['readiness', '--rows', 'sip-open', '--as-of', '2025-09-29'],
      world,
    );
    const guarded = all.rows.filter((row) => row.class === 'protected');
    expect(guarded.length).toBeGreaterThan(0);
    expect(guarded.map(({ kommun }) => kommun)).toEqual(guarded.map(() => null));
    const narrow = await overgangJson<Listed>(
      ['readiness', '--rows', 'sip-open', '--kommun', 'Sundsvall', '--as-of', '2025-09-29'],
      world,
    );
    expect(narrow.rows.filter(({ class: name, why }) => name === 'protected' || /skydd/iu.test(why))).toEqual(
      [],
    );
    expect(narrow.rows.filter(({ class: name }) => name === null).length).toBeGreaterThan(0);
  });

  it('says which values there are when it does not know the cohort, the step or the day', async () => {
    expect((await overgang(['readiness', '--rows', 'sip-opne'], world)).stderr).toContain('sip-open');
    expect((await overgang(['readiness', '--rows', 'step-planned'], world)).stderr).toContain('--step');
    expect((await overgang(['readiness', '--since', '2024-01-01'], world)).stderr).toContain('--since');
    expect((await overgang(['readiness', '--rows', 'sip-open', '--public'], world)).code).toBe(2);
  });
});

describe('control totals', () => {
  it('are kept once when a list comes with them, and held against that list cell by cell on any later day', async () => {
    const other = await regionRegister();
    const args = [
      'import',
      pathOf(SIP_SEPTEMBER),
      '--totals',
      pathOf(CONTROL_TOTALS),
      '--as-of',
      '2025-09-29',
    ];
    await overgang(args, other);
    const before = stateHash(other);
    await overgang(args, other);
    expect(stateHash(other)).toBe(before);
    await importLists(other, [SIP_OCTOBER], '2025-10-08');
    const rows = tableOf(await reportOf('2025-10-08', other), 'control-totals').rows;
    expect(rows).toHaveLength(32);
    expect(rows.filter(({ values }) => values[2] !== 0)).toEqual([]);
    expect(rows.reduce((sum, { values }) => sum + (values[1] ?? 0), 0)).toBe(1188);
    expect(rowsOf(other, "SELECT seq FROM event WHERE type = 'control-totals'")).toHaveLength(1);
  });
});

describe('a list from Lifecare SP', () => {
  it('lets the report tell what is lost, as many as reconcile says, however it is counted', async () => {
    const other = { ...copyOf(world), readerProcess: await workbookReader() };
    const { lifecare } = await overgangJson<{ lifecare: { lost: readonly { reference: string }[] } }>(
      ['reconcile', '--lcsp', join(REGION, 'lcsp-sip-2025-10-08.xlsx'), '--as-of', '2025-10-08'],
      other,
    );
    expect(lifecare.lost.length).toBeGreaterThan(0);
    const gate = async () => gateOf(await reportOf('2025-10-08', other), 'laslage-inget-borttappat');
    expect((await gate()).value).toBe(lifecare.lost.length);
    const { rows } = await overgangJson<{ rows: readonly { reference: string }[] }>(
      ['readiness', '--rows', 'sip-lost', '--as-of', '2025-10-08'],
      other,
    );
    expect(new Set(rows.map(({ reference }) => reference))).toEqual(
      new Set(lifecare.lost.map(({ reference }) => reference)),
    );
    await overgangDone(
      ['mark', 'SIP-242558', 'note', '--note', 'prov', '--on', '2025-10-30', '--as-of', '2025-10-30'],
      other,
    );
    expect((await gate()).value).toBe(lifecare.lost.length);
    // Without the key nobody can be recognised: then nothing is told as if the list were not there.
    rmSync(join(other.cwd, 'overgang.sqlite.key'));
    expect((await overgang(['readiness', '--as-of', '2025-10-08'], other)).code).toBe(2);
  });
});

describe('waive', () => {
  const waive = ['waive', 'laslage-instangda-avgjorda', '--by', 'Projektledaren', '--until', '2025-10-10'];

  it('lets a gate pass until its last day, and says when it has expired', async () => {
    const other = copyOf(world);
    await overgangDone(
      [...waive, '--reason', 'Beslut väntas från styrgruppen', '--as-of', '2025-10-08'],
      other,
    );
    const gate = async (day: string) => gateOf(await reportOf(day, other), 'laslage-instangda-avgjorda');
    expect(await gate('2025-10-10')).toMatchObject({
      ok: false,
      waiver: { by: 'Projektledaren', expired: false },
    });
    expect(await gate('2025-10-11')).toMatchObject({ ok: false, waiver: { expired: true } });
    const text = async (day: string) => (await overgang(['readiness', '--as-of', day], other)).stdout;
    expect(await text('2025-10-10')).toContain('~ undantag');
    expect(await text('2025-10-11')).toContain('gick ut 2025-10-10');
    expect((await overgangDone(['waive', '--as-of', '2025-10-11'], other)).stdout).toContain(
      'gick ut 2025-10-10',
    );
  });

  it('makes ready with waivers what nothing else keeps back, until it is undone', async () => {
    const other = copyOf(world);
    const asked = ['readiness', '--as-of', '2025-10-08', '--milestone', 'vecka-41'];
    const { seq } = await overgangJson<{ seq: number }>(
      [
        'waive',
        'vecka-41-sipar-stangda',
        '--by',
        'PL',
        '--reason',
        'Flyttat',
        '--until',
        '2025-10-12',
        '--as-of',
        '2025-10-08',
      ],
      other,
    );
    const ran = await overgang(asked, other);
    expect([ran.code, ran.stdout.includes('REDO, MED UNDANTAG')]).toEqual([0, true]);
    await overgangDone(['undo', String(seq), '--as-of', '2025-10-08', '--yes'], other);
    expect((await overgang(asked, other)).code).toBe(1);
    expect((await overgangDone(['waive', '--as-of', '2025-10-08'], other)).stdout).toContain('Inga undantag');
  });

  it.each([
    [['waive', 'laslage-instangda', '--reason', 'x', '--by', 'PL', '--until', '2025-10-10'], 'Menade du'],
    [[...waive, '--reason', ' '], 'skäl'],
    [[...waive, '--reason', 'gäller 19380101-9805'], 'personnummer'],
    [
      ['waive', 'laslage-instangda-avgjorda', '--reason', 'x', '--by', 'PL', '--until', '2025-10-01'],
      'förbi',
    ],
    [['waive', 'laslage-instangda-avgjorda', '--reason', 'x', '--by', 'PL'], '--until'],
  ])('refuses %j', async (args, said) => {
    const { code, stderr } = await overgang([...args, '--as-of', '2025-10-08'], world);
    expect([code, stderr.includes(said)]).toEqual([2, true]);
  });
});

describe('status step by step', () => {
  it('adds up for each owner, and tells no number of protected persons below five', async () => {
    interface WithSteps {
      readonly steps: readonly {
        readonly step: string;
        readonly kommun: string | null;
        readonly unit: string | null;
        readonly planned: number | null;
        readonly attested: number | null;
        readonly confirmed: number | null;
        readonly needHelp: number | null;
        readonly notDone: number | null;
      }[];
    }
    const args = ['status', '--as-of', '2025-09-29', '--step'];
    const { steps } = await overgangJson<WithSteps>([...args, 'alla'], world);
    for (const { planned, attested, confirmed, needHelp, notDone } of steps.filter(
      (one) => one.planned !== null,
    ))
      expect((attested ?? 0) + (confirmed ?? 0) + (needHelp ?? 0) + (notDone ?? 0)).toBe(planned);
    const guarded = steps.filter(({ step }) => step.startsWith('skyddade'));
    expect(guarded.length).toBeGreaterThan(0);
    expect(guarded.filter(({ planned }) => planned !== null && planned < 5)).toEqual([]);
    const { worklists } = await overgangJson<{ worklists: readonly { step: string; rows: number }[] }>(
      ['worklist', '-o', 'ut', '--dry-run', '--as-of', '2025-09-29'],
      world,
    );
    const rowsOfStep = (step: string): number =>
      worklists.filter((list) => list.step === step).reduce((sum, { rows }) => sum + rows, 0);
    for (const step of ['1', '2-somatik', '4b', '5', '6', 'stada', 'kvittera'])
      expect([
        step,
        steps.filter((one) => one.step === step).reduce((sum, { planned }) => sum + (planned ?? 0), 0),
      ]).toEqual([step, rowsOfStep(step)]);
    const sundsvall = await overgangJson<WithSteps>([...args, '6', '--kommun', 'Sundsvall'], world);
    expect(sundsvall.steps.length).toBeGreaterThan(0);
    // The kommun's own list, and those of units that have patients from there.
    expect(sundsvall.steps.filter(({ unit }) => unit === null).map(({ kommun }) => kommun)).toEqual(['2281']);
    expect(sundsvall.steps.filter(({ unit }) => unit !== null).length).toBeGreaterThan(0);
    const all = steps.filter(({ step }) => step === '6');
    for (const { unit, planned } of sundsvall.steps)
      expect(planned).toBeLessThanOrEqual(all.find((one) => one.unit === unit)?.planned ?? 0);
  });

  it('without --step is as it was; --unit counts one unit alone', async () => {
    const whole = await overgangJson<Record<string, unknown>>(['status', '--as-of', '2025-09-29'], world);
    expect(Object.keys(whole)).toEqual([
      'asOf',
      'lock',
      'gallrat',
      'sips',
      'vardtillfallen',
      'messages',
      'answers',
      'milestones',
    ]);
    const [unit] = naiveList(SIP_SEPTEMBER).rows.map(({ at }) => at('Samordningsansvarig enhet'));
    const ofUnit = naiveList(SIP_SEPTEMBER).rows.filter(
      ({ cells, at }) => cells[0] !== '' && at('Samordningsansvarig enhet') === unit,
    );
    const expected = new Set(ofUnit.map(({ cells }) => cells[0])).size;
    const { sips } = await overgangJson<{ sips: { open: number } }>(
      ['status', '--unit', unit ?? '', '--as-of', '2025-09-29'],
      world,
    );
    expect(sips.open).toBe(expected);
  });
});
