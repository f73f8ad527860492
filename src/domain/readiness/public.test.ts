import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import defaultProfile from '../profile/profiles/vasternorrland-2025.json' with { type: 'json' };
import { parseProfile } from '../profile/parse-profile.ts';
import type { Cell, SipCell } from './cells.ts';
import { countIn } from './cohort-members.ts';
import { cohortWithId } from './cohorts.ts';
import type { ReadinessFacts } from './facts.ts';
import { gateResults } from './gates.ts';
import { planOf } from '../plan/plan.ts';
import { SHIPPED_PROFILES } from '../profile/shipped-profiles.ts';
import { sipListsOfKommun } from './lists-seen.ts';
import { publicCount, publicSum, toldFrom } from './public-count.ts';
import { publicReadiness } from './public.ts';
import type { Readiness } from './readiness.ts';
import { figureTables } from './tables.ts';
import { timelineOf } from '../timeline/timeline.ts';

const parsed = parseProfile(defaultProfile);
if (!('profile' in parsed)) throw new Error('the shipped profile must parse');
const { profile } = parsed;
const KOMMUNER = [...profile.kommuner.map(({ code }) => code), null];

const place = (kommun: string | null) => ({ kommun, part: 'kommun', unit: 'Enheten' });
const common = { steps: [], isHeld: false, shown: null };

/** Some SIPs, patients in hospital and messages of each kommun: many in some, few or none in others. */
const someCells = fc
  .array(
    fc.record({
      kommun: fc.constantFrom(...KOMMUNER),
      closedBy: fc.constantFrom('nobody', 'nobody', 'word', 'list'),
      then: fc.constantFrom('open', 'known', null),
      hasMeetingInWindow: fc.boolean(),
      cases: fc.oneof(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 5, max: 400 })),
      class: fc.constantFrom('start-in-lifecare', 'finish-in-prator', 'trapped', 'protected', 'closed'),
      willBeTrapped: fc.boolean(),
      kind: fc.constantFrom('sip', 'sip', 'sip', 'vardtillfalle', 'meddelande'),
    }),
    { minLength: 1, maxLength: 40 },
  )
  .map((some) =>
    some.map(
      ({ kind, kommun, cases, closedBy, then, hasMeetingInWindow, class: name, willBeTrapped }): Cell => {
        const base = { ...common, ...place(kommun), cases };
        if (kind === 'sip')
          return {
            ...base,
            kind,
            class: 'close-not-current',
            closedBy,
            closedAs: closedBy === 'nobody' ? null : 'unknown',
            then,
            hasMeetingInWindow,
            inTotals: null,
            isLost: false,
          };
        if (kind === 'vardtillfalle')
          return { ...base, kind, class: name, willBeTrapped: willBeTrapped && name === 'finish-in-prator' };
        const steps =
          closedBy === 'list'
            ? []
            : [{ step: 'kvittera', owner: place(kommun), recipient: null, state: 'not-done' as const }];
        return { ...base, kind: 'meddelande', steps };
      },
    ),
  );

/** SIPs that are open, or closed. */
const sips = (about: Pick<SipCell, 'kommun' | 'cases'> & Partial<Pick<SipCell, 'closedBy'>>): Cell => ({
  ...common,
  ...place(about.kommun),
  kind: 'sip',
  class: 'close-not-current',
  closedBy: 'nobody',
  closedAs: null,
  then: 'open',
  hasMeetingInWindow: false,
  inTotals: null,
  isLost: false,
  ...about,
});

function reportOf(cells: readonly Cell[]): Readiness {
  const list = (kind: string) => ({ kind, label: kind, exportedOn: '2025-10-08', ageDays: 0 });
  const facts: ReadinessFacts = {
    asOf: '2025-10-08',
    profile,
    cells,
    lists: ['sip', 'vardtillfalle', 'meddelande', 'patient'].map(list),
    since: { day: '2025-09-15', listOn: '2025-09-15' },
    totals: null,
    canTellLost: false,
    readOnlyCheckpoints: 0,
    unticked: [],
    unknownUnits: [],
  };
  const scopes = [undefined, ...KOMMUNER].map((kommun) => {
    const count = (cohort: string): number =>
      countIn(cells, cohortWithId(cohort), kommun === undefined ? {} : { kommun });
    const [then, open, attested] = [count('sip-open-then'), count('sip-open'), count('sip-attested')];
    return {
      label: String(kommun),
      kommun,
      remaining: open,
      points: [
        { day: '2025-09-15', open: then, attestedClosed: 0, isList: true },
        { day: '2025-10-08', open: open + attested, attestedClosed: attested, isList: true },
      ],
      pace: null,
      certainty: 'low' as const,
      certaintyText: '',
      measuredOn: null,
      optimisticOn: null,
      medianOn: null,
      pessimisticOn: null,
      deadlines: [],
    };
  });
  return {
    asOf: facts.asOf,
    title: '',
    source: '',
    target: '',
    watermark: null,
    head: { seq: 0, hash: '' },
    lists: facts.lists,
    since: null,
    verdict: 'not-ready',
    gates: gateResults(facts, [], null),
    tables: figureTables(facts),
    forecast: { method: [], scopes },
    timeline: timelineOf(profile, '2025-10-08', () => ({ planned: 10, done: 4 })),
    day: null,
    isPublic: false,
  };
}

describe('a count as outsiders see it', () => {
  it('never leaves one to four alone: also told that there is some, it can be none of them', () => {
    const seen = new Map<number | null, number[]>();
    for (let count = 0; count <= 200; count += 1) {
      const shown = publicCount(count);
      seen.set(shown, [...(seen.get(shown) ?? []), count]);
    }
    expect(seen.get(null)).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
    seen.delete(null);
    for (const [shown, counts] of seen)
      if (Number(shown) < 200) expect(counts).toEqual([-2, -1, 0, 1, 2].map((more) => Number(shown) + more));
  });
});

describe('a count of what stands on lists that can be seen', () => {
  it('leaves every list unknown: nothing told, or the fewest that are, one of so many can have five cases', () => {
    for (let lists = 1; lists <= 100; lists += 1) {
      const from = toldFrom(lists);
      const counts = Array.from({ length: from + 5 }, (_, count) => count);
      const most = (shown: number | null): number =>
        counts.findLast((count) => publicCount(count, from) === shown) ?? 0;
      const shown = publicCount(from, from);
      expect(counts.filter((count) => publicCount(count, from) === shown)).toHaveLength(5);
      for (const told of [null, shown]) expect(most(told) - (lists - 1)).toBeGreaterThanOrEqual(5);
    }
  });

  it('is told from eight where there are few lists, and from no more than is needed', () => {
    expect([0, 1, 3, 4, 8, 9, 12].map(toldFrom)).toEqual([8, 8, 8, 13, 13, 18, 18]);
  });
});

describe('the lists of open SIPs that a kommun can have', () => {
  it.each(Object.entries(SHIPPED_PROFILES))('are no more than are counted in %s', (_, raw) => {
    const shipped = parseProfile(raw);
    if (!('profile' in shipped)) throw new Error('the shipped profile must parse');
    const most = sipListsOfKommun(shipped.profile);
    const [kommun = ''] = shipped.profile.kommuner.map(({ code }) => code);
    const owners = planOf(shipped.profile)
      .steps.filter(({ kind, isGuarded, narrowing }) => kind === 'sip' && !isGuarded && narrowing === null)
      .flatMap(({ id, owner, classes }) =>
        [...shipped.profile.parts.map(({ code }) => code), null].flatMap((part) => {
          const of = owner({ kind: 'sip', counted: { kommun, part, unit: 'Enheten' } } as never);
          return of.kommun === kommun && classes.some((name) => name !== 'closed') ? [`${id} ${of.key}`] : [];
        }),
      );
    expect(owners.length).toBeGreaterThan(1);
    expect(new Set(owners).size).toBeLessThanOrEqual(most);
  });
});

describe('the report for outside readers', () => {
  const report = (cells: readonly Cell[]): Readiness => publicReadiness(reportOf(cells), profile);

  it('is made of rounded counts and of sums of them, in every figure that it tells', () => {
    fc.assert(
      fc.property(someCells, (cells) => {
        const { tables, gates, forecast } = report(cells);
        const shown = [
          ...tables.flatMap(({ rows }) => rows.flatMap(({ values }) => values)),
          ...gates.flatMap(({ value, cohort }) => (cohort === null ? [] : [value])),
          ...forecast.scopes.flatMap(({ points, remaining }) => [
            remaining,
            ...points.flatMap(({ open, attestedClosed }) => [open, attestedClosed]),
          ]),
        ];
        expect(shown.filter((value) => value !== null && value % 5 !== 0)).toEqual([]);
        for (const { columns, rows } of tables)
          columns.forEach((_, at) => {
            const total = rows.find(({ isTotal }) => isTotal)?.values[at] ?? null;
            expect(total).toBe(
              publicSum(rows.filter(({ isTotal }) => !isTotal).map(({ values }) => values[at] ?? null)),
            );
          });
      }),
      { numRuns: 300 },
    );
  });

  it('is the same for all counts that round alike: it tells nothing else of them', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 7 }), fc.integer({ min: 48, max: 52 }), (few, many) => {
        const of = (small: number, large: number): Readiness =>
          report([
            sips({ kommun: '2284', cases: small }),
            sips({ kommun: '2281', cases: large }),
            sips({ kommun: null, cases: small }),
          ]);
        expect(of(few, many)).toEqual(of(1, 50));
      }),
      { numRuns: 100 },
    );
  });

  it('tells the open SIPs of kommuner that can have many lists from more than eight, in table and burndown alike', () => {
    const opens = (kommun: string, cases: number) => {
      const { tables, forecast } = report([sips({ kommun, cases }), sips({ kommun: '2281', cases: 200 })]);
      const row = tables
        .find(({ id }) => id === 'sips')
        ?.rows.find(({ scope }) => scope.kommun?.split('+').includes(kommun) === true);
      const scope = forecast.scopes.find(
        (one) => typeof one.kommun === 'string' && one.kommun.split('+').includes(kommun),
      );
      return [row?.values[0] ?? null, scope?.remaining ?? null];
    };
    expect([7, 12, 13].map((cases) => opens('2284', cases)[0])).toEqual([null, null, 15]);
    expect([8, 12, 13].map((cases) => opens('2260', cases))).toEqual([
      [null, null],
      [null, null],
      [15, 15],
    ]);
  });

  it('says truly whether each condition holds, and how many only where that is told anyway', () => {
    const few = report([sips({ kommun: '2284', cases: 3 })]).gates.find(
      ({ cohort }) => cohort === 'sip-open',
    );
    expect(few).toMatchObject({ ok: false, value: null, isWithheld: true });
    const many = report([sips({ kommun: '2284', cases: 203 })]).gates.find(
      ({ cohort }) => cohort === 'sip-open',
    );
    expect(many).toMatchObject({ ok: false, value: 205 });
    const none = report([sips({ kommun: '2284', cases: 3, closedBy: 'list' })]).gates;
    expect(none.find(({ cohort }) => cohort === 'sip-open')).toMatchObject({ ok: true, value: 0 });
  });

  it('never says that all is done because too few are left to be told', () => {
    expect(report([sips({ kommun: '2284', cases: 3 })]).forecast.scopes).toEqual([]);
    const labels = report([sips({ kommun: '2284', cases: 3 }), sips({ kommun: '2281', cases: 40 })]);
    expect(labels.forecast.scopes.map(({ kommun }) => kommun)).toEqual([undefined, '2281']);
  });

  it('has the kommuner of the profile, the small ones in its groups, and always a row without kommun', () => {
    const cells = KOMMUNER.map((kommun) => sips({ kommun, cases: 50 }));
    const table = report(cells).tables.find(({ id }) => id === 'sips');
    expect(table?.rows.map(({ label, values }) => [label, values[0]])).toEqual([
      ['Ånge och Timrå', 100],
      ['Härnösand', 50],
      ['Sundsvall', 50],
      ['Kramfors och Sollefteå', 100],
      ['Örnsköldsvik', 50],
      ['Okänd kommun', 50],
      ['Hela regionen', 400],
    ]);
    expect(
      report([])
        .tables.find(({ id }) => id === 'sips')
        ?.rows.map(({ label }) => label),
    ).toEqual(table?.rows.map(({ label }) => label));
  });

  it('has every case in one row, whatever kommun it has', () => {
    const cells = [sips({ kommun: '0180', cases: 50 })];
    const table = report(cells).tables.find(({ id }) => id === 'sips');
    expect(table?.rows.find(({ isTotal }) => isTotal)?.values[0]).toBe(50);
  });

  it('leaves out units, parties, steps, comparisons, progress, reasons, names and the number of events', () => {
    const told = report([sips({ kommun: '2281', cases: 50 })]);
    expect(told.tables.map(({ id }) => id)).toEqual(['sips', 'vardtillfallen', 'messages']);
    expect(told.tables.flatMap(({ rows }) => rows).filter(({ level }) => level > 0)).toEqual([]);
    expect(
      told.gates.flatMap(({ reasons, value, isWithheld }) =>
        value === null && isWithheld !== true ? [] : reasons,
      ),
    ).toEqual([]);
    expect(told.timeline.filter(({ progress }) => progress !== null)).toEqual([]);
    expect(told.timeline.filter(({ state }) => state === 'late' || state === 'done')).toEqual([]);
    expect([told.head.seq, told.since]).toEqual([null, null]);
  });

  it('has no column of protected persons alone', () => {
    const columns = report([]).tables.flatMap(({ columns: all }) => all.map(({ label }) => label));
    expect(columns).toEqual([
      'Öppna',
      'Intygade',
      'Bekräftade',
      'Alla',
      'Startas',
      'Övriga',
      'Öppna',
      'Att kvittera',
    ]);
  });
});
