import { kommunName } from '../profile/kommuner.ts';
import type { Profile } from '../profile/profile-schema.ts';
import { timelineOf } from '../timeline/timeline.ts';
import type { CohortId } from './cohorts.ts';
import { forecastOf, type ForecastInput } from '../forecast/forecast-of.ts';
import type { BurndownPoint } from '../forecast/forecast.ts';
import { withheld } from './gates.ts';
import { sipListsOfKommun } from './lists-seen.ts';
import { publicCount, publicSum, toldFrom } from './public-count.ts';
import type { FigureRow, FigureTable, GateResult, Readiness, Scope } from './readiness.ts';

/**
 * The report for outside readers: no count from one to four, nothing of protected persons, and nothing from which these
 * could be worked out, whoever holds every format of it, of every day.
 *
 * It needs no look at what was told before, since all it tells is made of **parts**: counts of cases that no other part
 * counts, each rounded by itself (`publicCount`). Every sum, pace and day is reckoned from the rounded parts and says
 * nothing that they do not. Of a gate it is told whether it holds, which leaves a count that is not told anything from
 * one to seven. The same counts give the same report.
 *
 * Who sees an index or covers besides knows which lists there are, and that each has a case: a part is told from a count
 * that leaves every list of the row's kommuner unknown (`toldFrom`), which the profile alone decides.
 *
 * The rows are kommuner, the small ones in the groups of the profile. Units, parties, worklists, comparisons with
 * earlier days, how far the steps are and the number of events are left out; no part is of protected persons alone.
 */
export function publicReadiness(whole: Readiness, profile: Profile): Readiness {
  // What is left of one unit is its own and the project's matter.
  const model = { ...whole, gates: whole.gates.filter(({ scope }) => scope === undefined) };
  const groups = groupsOf(profile);
  const tables = PUBLIC_TABLES.flatMap((shape) => {
    const found = model.tables.find(({ id }) => id === shape.id);
    return found === undefined ? [] : [publicTable(shape, found, { model, groups, profile })];
  });
  return {
    ...model,
    isPublic: true,
    head: { ...model.head, seq: null },
    since: null,
    // Units, the counts of a kommun and what came in a day are the project's own.
    day: null,
    gates: model.gates.map((gate) => publicGate(gate, model, tables)),
    tables,
    forecast: forecastOf({ profile, asOf: model.asOf, scopes: publicScopes({ model, groups, profile }) }),
    // By its days alone: what is done and what is late tells whether anything is left.
    timeline: timelineOf(profile, model.asOf, () => null),
  };
}

// Kommuner and groups of them

interface Group {
  readonly label: string;
  readonly scope: Scope;
  /** How many kommuner it is. */
  readonly size: number;
  readonly has: (kommun: string | null | undefined) => boolean;
}

/** In the order of the profile, a group where its first kommun stands; last what has no kommun, also where nothing has. */
function groupsOf(profile: Profile): readonly Group[] {
  const { kommuner, publicGroups } = profile;
  const codes = new Set<string | null | undefined>(kommuner.map(({ code }) => code));
  const known = kommuner.flatMap(({ code, name }): readonly Group[] => {
    const group = publicGroups.find((one) => one.kommuner.includes(code));
    if (group === undefined)
      return [{ label: name, scope: { kommun: code }, size: 1, has: (other) => other === code }];
    const inOrder = kommuner.map((one) => one.code).filter((one) => group.kommuner.includes(one));
    const has = (other: string | null | undefined): boolean => inOrder.some((one) => one === other);
    const scope = { kommun: inOrder.join('+') };
    return inOrder[0] === code ? [{ label: group.name, scope, size: inOrder.length, has }] : [];
  });
  const label = kommunName(profile, null);
  return [...known, { label, scope: { kommun: null }, size: 1, has: (other) => !codes.has(other) }];
}

// Tables

/** A column is a part, made of whole columns of the report in the house, or the sum of the parts beside it. */
interface PublicColumn {
  readonly label: string;
  readonly cohort: CohortId | null;
  readonly parts: readonly CohortId[] | 'all';
  /** How many lists of a kommun can be seen, at most, that share no case of the part. */
  readonly lists: (profile: Profile) => number;
}

interface PublicTable {
  readonly id: string;
  /** Instead of the caption of the report in the house, which tells of columns that are not here. */
  readonly caption: ((model: Readiness) => string) | null;
  readonly columns: readonly PublicColumn[];
}

const part = (label: string, cohort: CohortId, lists: PublicColumn['lists'] = () => 1): PublicColumn => ({
  ...{ label, cohort, lists },
  parts: [cohort],
});
const sumOfParts = (label: string, cohort: CohortId): PublicColumn => ({
  ...{ label, cohort, lists: () => 0 },
  parts: 'all',
});
/** Of patients in hospital who have no known ward, the lists are of somatic care and of psychiatry; all others share them. */
const IN_HOSPITAL = 2;

/** Tables not named here are not for outside readers. No two columns but sums may count the same case. */
const PUBLIC_TABLES: readonly PublicTable[] = [
  {
    id: 'sips',
    caption: () =>
      'Öppna; intygade avslutade men kvar i det senaste uttaget; bekräftade avslutade av ett uttag. Efter patientens aktuella kommun.',
    columns: [
      part('Öppna', 'sip-open', sipListsOfKommun),
      part('Intygade', 'sip-attested'),
      part('Bekräftade', 'sip-confirmed'),
      sumOfParts('Alla', 'sip-all'),
    ],
  },
  {
    id: 'vardtillfallen',
    // Who is trapped or needs a decision is told with the rest: few, and protected persons are among them.
    caption: ({ source, target }) =>
      `Startas i ${target}; övriga: avslutas i ${source}, har bytt system, väntar på kvittens, är instängda eller behöver beslut.`,
    columns: [
      part('Startas', 'vardtillfalle-start', () => IN_HOSPITAL),
      {
        label: 'Övriga',
        cohort: null,
        parts: [
          'vardtillfalle-finish',
          'vardtillfalle-moved-back',
          'vardtillfalle-awaiting',
          'vardtillfalle-trapped',
          'vardtillfalle-other',
        ],
        lists: () => IN_HOSPITAL,
      },
      sumOfParts('Öppna', 'vardtillfalle-open'),
    ],
  },
  { id: 'messages', caption: null, columns: [part('Att kvittera', 'message-to-acknowledge')] },
];

interface Told {
  readonly model: Readiness;
  readonly groups: readonly Group[];
  readonly profile: Profile;
}

function publicTable(
  { columns, caption }: PublicTable,
  whole: FigureTable,
  { model, groups, profile }: Told,
): FigureTable {
  const places = whole.rows.filter(({ level, isTotal }) => level === 0 && !isTotal);
  const counts = ({ has }: Group, cohorts: readonly CohortId[]): number =>
    places
      .filter(({ scope }) => has(scope.kommun))
      .flatMap(({ values }) =>
        values.filter((_, at) => cohorts.some((cohort) => cohort === whole.columns[at]?.cohort)),
      )
      .reduce<number>((sum, value) => sum + (value ?? 0), 0);
  const rows = groups.map((group): FigureRow => {
    const told = columns.map(({ parts, lists }) =>
      parts === 'all' ? null : publicCount(counts(group, parts), toldFrom(group.size * lists(profile))),
    );
    const sum = publicSum(told);
    const values = columns.map(({ parts }, at) => (parts === 'all' ? sum : (told[at] ?? null)));
    return { label: group.label, scope: group.scope, values, isTotal: false, level: 0 };
  });
  const totals = columns.map((_, at) => publicSum(rows.map(({ values }) => values[at] ?? null)));
  return {
    ...whole,
    caption: caption === null ? whole.caption : caption(model),
    columns: columns.map(({ label, cohort }) => ({ label, cohort })),
    rows: [...rows, { label: 'Hela regionen', scope: {}, values: totals, isTotal: true, level: 0 }],
  };
}

// Gates

/** Whether it holds is told, and why it could not be measured; its number only as the tables have it. */
function publicGate(gate: GateResult, model: Readiness, tables: readonly FigureTable[]): GateResult {
  const { cohort = null, value } = gate;
  const isOfCases = cohort !== null && value !== null;
  const isNone = value === 0;
  const told = isOfCases && !isNone ? totalOf(cohort, tables) : value;
  return {
    ...(isOfCases && told === null ? withheld(gate, model) : { ...gate, value: told }),
    reasons: value === null ? gate.reasons : [],
    // Who let it pass, and why, is the project's own matter.
    waiver: gate.waiver === null ? null : { ...gate.waiver, seq: 0, by: '', reason: '' },
  };
}

function totalOf(cohort: string, tables: readonly FigureTable[]): number | null {
  for (const { columns, rows } of tables) {
    const at = columns.findIndex((column) => column.cohort === cohort);
    if (at !== -1) return rows.find(({ isTotal }) => isTotal)?.values[at] ?? null;
  }
  return null;
}

// The burndown

/** Rounded as the table of SIPs is. A scope with too few left to be told has no forecast: it would say that all is done. */
function publicScopes({ model: { forecast }, groups, profile }: Told): ForecastInput['scopes'] {
  const [region] = forecast.scopes.filter(({ kommun }) => kommun === undefined);
  if (region === undefined) return [];
  const ofGroups = groups.map(({ label, scope, size, has }) => {
    const places = forecast.scopes.filter(({ kommun }) => kommun !== undefined && has(kommun));
    const points = region.points.map((point, at) =>
      roundedPoint(
        point,
        places.flatMap(({ points: all }) => all[at] ?? []),
        { open: toldFrom(size * sipListsOfKommun(profile)), attested: toldFrom(size) },
      ),
    );
    return { label, kommun: scope.kommun, points };
  });
  const ofRegion = region.points.map((point, at) =>
    ofGroups.reduce<BurndownPoint>(
      (sum, { points }) => ({
        ...sum,
        open: sum.open + (points[at]?.open ?? 0),
        attestedClosed: sum.attestedClosed + (points[at]?.attestedClosed ?? 0),
      }),
      { ...point, open: 0, attestedClosed: 0 },
    ),
  );
  return [{ label: region.label, kommun: undefined, points: ofRegion }, ...ofGroups].filter(({ points }) => {
    const last = points.at(-1);
    return last !== undefined && last.open > last.attestedClosed;
  });
}

function roundedPoint(
  point: BurndownPoint,
  places: readonly BurndownPoint[],
  from: { readonly open: number; readonly attested: number },
): BurndownPoint {
  const open = places.reduce((sum, one) => sum + one.open - one.attestedClosed, 0);
  const attested = places.reduce((sum, one) => sum + one.attestedClosed, 0);
  const attestedClosed = publicCount(attested, from.attested) ?? 0;
  return { ...point, open: (publicCount(open, from.open) ?? 0) + attestedClosed, attestedClosed };
}
