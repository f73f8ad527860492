import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import defaultProfile from '../profile/profiles/vasternorrland-2025.json' with { type: 'json' };
import { parseProfile } from '../profile/parse-profile.ts';
import type { Cell } from './cells.ts';
import { countIn, cohortWithId } from './cohorts.ts';
import type { ReadinessFacts } from './facts.ts';
import { gateResults } from './gates.ts';
import { publicReadiness } from './public.ts';
import type { Readiness } from './readiness.ts';
import { figureTables } from './tables.ts';

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
            then,
            hasMeetingInWindow,
            inTotals: null,
            isLost: false,
          };
        if (kind === 'vardtillfalle')
          return { ...base, kind, class: name, willBeTrapped: willBeTrapped && name === 'finish-in-prator' };
        const steps =
          closedBy === 'list' ? [] : [{ step: 'kvittera', owner: place(kommun), state: 'not-done' as const }];
        return { ...base, kind: 'meddelande', steps };
      },
    ),
  );

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
    timeline: [],
    isPublic: false,
  };
}

/** What somebody who knows how the report is made can write down: each figure is a name, each law a sum that is 0. */
function attack(report: Readiness, whole: Readiness): readonly string[] {
  const known = new Map<string, number>();
  const hidden = new Set<string>();
  const truth = new Map<string, number>();
  const laws: Map<string, number>[] = [];
  const law = (sum: string, parts: readonly string[]): void => {
    const one = new Map<string, number>([[sum, -1]]);
    for (const part of parts) one.set(part, (one.get(part) ?? 0) + 1);
    laws.push(one);
  };
  const nameOf = (kommun: string | null | undefined): string =>
    kommun === undefined ? 'region' : (kommun ?? 'okänd');
  const tell = (name: string, shown: number | null | undefined, real: number): void => {
    truth.set(name, real);
    if (shown === null || shown === undefined) hidden.add(name);
    else known.set(name, shown);
  };
  const places = ['region', ...KOMMUNER.map(nameOf)];
  for (const table of whole.tables.filter(({ id }) => report.tables.some((shown) => shown.id === id))) {
    const shown = report.tables.find(({ id }) => id === table.id);
    const missing = shown?.rows.filter(({ label }) => !table.rows.some((row) => row.label === label)) ?? [];
    const nothing = missing.map((row) => ({ ...row, values: row.values.map(() => 0) }));
    for (const row of [...table.rows, ...nothing].filter(({ level }) => level === 0)) {
      const where = nameOf(row.isTotal ? undefined : row.scope.kommun);
      const same = shown?.rows.find(({ label }) => label === row.label);
      table.columns.forEach(({ cohort }, at) => {
        if (cohort !== null) tell(`${cohort} ${where}`, same?.values[at], row.values[at] ?? 0);
      });
    }
  }
  for (const { cohort, value } of report.gates)
    if (cohort !== null && value !== null) tell(`${cohort} region`, value, value);
  for (const { kommun, points } of whole.forecast.scopes) {
    const same = report.forecast.scopes.find((scope) => scope.kommun === kommun);
    const [then, now] = points;
    tell(`sip-open-then ${nameOf(kommun)}`, same?.points[0]?.open, then?.open ?? 0);
    tell(`point ${nameOf(kommun)}`, same?.points[1]?.open, now?.open ?? 0);
  }
  for (const name of known.keys()) hidden.delete(name);
  // The chart of the region is left out whole where any of its points is small; a sum of shown figures is no secret.
  hidden.delete('point region');
  for (const where of places) {
    law(`sip-all ${where}`, [`sip-open ${where}`, `sip-attested ${where}`, `sip-confirmed ${where}`]);
    law(`sip-open-then ${where}`, [`sip-resolved ${where}`, `sip-persisting ${where}`]);
    law(`sip-open ${where}`, [`sip-persisting ${where}`, `sip-new ${where}`, `sip-reopened ${where}`]);
    law(`point ${where}`, [`sip-open ${where}`, `sip-attested ${where}`]);
    law(
      `vardtillfalle-open ${where}`,
      ['start', 'finish', 'moved-back', 'awaiting', 'trapped', 'other'].map(
        (name) => `vardtillfalle-${name} ${where}`,
      ),
    );
    law(`trapped-undecided ${where}`, [
      `vardtillfalle-trapped ${where}`,
      `vardtillfalle-will-be-trapped ${where}`,
    ]);
    law(`message-all ${where}`, [`message-to-acknowledge ${where}`, `message-other ${where}`]);
  }
  const cohorts = new Set([...truth.keys()].map((name) => name.split(' ')[0] ?? ''));
  for (const cohort of cohorts)
    if (truth.has(`${cohort} Sundsvall`) || truth.has(`${cohort} 2281`))
      law(
        `${cohort} region`,
        places
          .slice(1)
          .map((where) => `${cohort} ${where}`)
          .filter((name) => truth.has(name)),
      );

  // Gauss: a hidden figure is determined when a combination of the laws leaves it alone.
  const unknown = [...new Set(laws.flatMap((one) => [...one.keys()]))].filter((name) => !known.has(name));
  const rows = laws.map((one) => unknown.map((name) => one.get(name) ?? 0));
  let at = 0;
  for (let column = 0; column < unknown.length; column += 1) {
    const pivot = rows.findIndex((row, index) => index >= at && Math.abs(row[column] ?? 0) > 1e-9);
    if (pivot === -1) continue;
    const [row = []] = rows.splice(pivot, 1);
    const scaled = row.map((value) => value / (row[column] ?? 1));
    rows.splice(at, 0, scaled);
    for (const [index, other] of rows.entries()) {
      const factor = other[column] ?? 0;
      if (index !== at && Math.abs(factor) > 1e-9)
        rows[index] = other.map((value, position) => value - factor * (scaled[position] ?? 0));
    }
    at += 1;
  }
  const determined = rows.flatMap((row) => {
    const left = row.flatMap((value, column) => (Math.abs(value) > 1e-9 ? [unknown[column] ?? ''] : []));
    return left.length === 1 ? left : [];
  });
  return determined.filter((name) => hidden.has(name) && (truth.get(name) ?? 0) > 0);
}

describe('the report for outside readers', () => {
  it('shows no count from one to four', () => {
    fc.assert(
      fc.property(someCells, (cells) => {
        const { tables, gates, forecast } = publicReadiness(reportOf(cells));
        const shown = [
          ...tables.flatMap(({ rows }) => rows.flatMap(({ values }) => values)),
          ...gates.flatMap(({ value, cohort }) => (cohort === null ? [] : [value])),
          ...forecast.scopes.flatMap(({ points }) =>
            points.flatMap(({ open, attestedClosed }) => [open, attestedClosed]),
          ),
        ];
        expect(shown.filter((value) => value !== null && value > 0 && value < 5)).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  it('lets nobody reckon a hidden count from the sums of rows, columns, gates and the burndown', () => {
    fc.assert(
      fc.property(someCells, (cells) => {
        const whole = reportOf(cells);
        expect(attack(publicReadiness(whole), whole)).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  it('would be found out by this attack if only the small counts themselves were hidden', () => {
    const cells = [
      { kommun: '2260', cases: 3 },
      { kommun: '2281', cases: 40 },
    ].map(({ kommun, cases }): Cell => ({
      ...common,
      ...place(kommun),
      kind: 'sip',
      cases,
      class: 'close-not-current',
      closedBy: 'nobody',
      then: 'open',
      hasMeetingInWindow: false,
      inTotals: null,
      isLost: false,
    }));
    const whole = reportOf(cells);
    const naive = {
      ...whole,
      tables: whole.tables.map((table) => ({
        ...table,
        rows: table.rows.map((row) => ({
          ...row,
          values: row.values.map((value) => (value === 3 ? null : value)),
        })),
      })),
      forecast: { ...whole.forecast, scopes: [] },
    };
    expect(attack(naive, whole)).toContain('sip-open 2260');
    expect(attack(publicReadiness(whole), whole)).toEqual([]);
  });

  it('keeps large counts, and leaves out units, parties, worklists and the reasons that name them', () => {
    const cells = KOMMUNER.slice(0, 7).map((kommun): Cell => ({
      ...common,
      ...place(kommun),
      kind: 'sip',
      cases: 50,
      class: 'close-not-current',
      closedBy: 'nobody',
      then: 'open',
      hasMeetingInWindow: false,
      inTotals: null,
      isLost: false,
    }));
    const report = publicReadiness(reportOf(cells));
    const sips = report.tables.find(({ id }) => id === 'sips');
    expect(sips?.rows.map(({ values }) => values[0])).toEqual([50, 50, 50, 50, 50, 50, 50, 350]);
    expect(report.tables.map(({ id }) => id)).not.toContain('steps');
    expect(report.forecast.scopes).toHaveLength(9);
    const told = report.gates.flatMap(({ reasons, value }) => (value === null ? [] : reasons));
    expect(told).toEqual([]);
  });
});
