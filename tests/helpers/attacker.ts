import { toldFrom } from '../../src/domain/readiness/public-count.ts';
import { rangesOf, type Constraint, type Range } from './linear-program.ts';

/**
 * An outsider who holds every report for outside readers of a region, of every day, knows this program and what its
 * figures are made of, and has a linear solver. Counts are named "what kommun"; kommun "?" is none.
 */
export interface OutsideReport {
  readonly asOf: string;
  readonly gates: readonly {
    readonly id: string;
    readonly ok: boolean;
    readonly value: number | null;
    readonly isWithheld?: true;
    readonly cohort?: string | null;
  }[];
  readonly tables: readonly {
    readonly id: string;
    readonly columns: readonly { readonly label: string }[];
    readonly rows: readonly {
      readonly scope: { readonly kommun?: string | null };
      readonly values: readonly (number | null)[];
      readonly isTotal: boolean;
    }[];
  }[];
  readonly forecast: {
    readonly scopes: readonly {
      readonly kommun?: string | null | undefined;
      readonly points: readonly {
        readonly day: string;
        readonly open: number;
        readonly attestedClosed: number;
      }[];
    }[];
  };
}

/** What each column that is no sum of others counts. */
const PARTS: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  sips: {
    Öppna: ['sip-open-protected', 'sip-open-undecided', 'sip-open-other'],
    Intygade: ['sip-attested'],
    Bekräftade: ['sip-confirmed'],
  },
  vardtillfallen: {
    Startas: ['start'],
    Övriga: [
      'finish',
      'finish-to-be-trapped',
      'moved-back',
      'awaiting',
      'trapped',
      'vt-undecided',
      'vt-protected',
    ],
  },
  messages: { 'Att kvittera': ['to-acknowledge'] },
};

/** How many lists of a kommun an index can name that share no case of a column: of all others one. */
const LISTS: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  // Steg 6 and Städa, of the kommun and of no part.
  sips: { Öppna: 4 },
  vardtillfallen: { Startas: 2, Övriga: 2 },
};

/** From how many a column is told of so many kommuner. */
const fromOf = (table: string, label: string, kommuner: number): number =>
  toldFrom((LISTS[table]?.[label] ?? 1) * kommuner);

/** What the gates count, by the cohort. */
const GATES: Readonly<Record<string, readonly string[]>> = {
  'sip-open': ['sip-open-protected', 'sip-open-undecided', 'sip-open-other'],
  'vardtillfalle-open': [...(PARTS['vardtillfallen']?.['Övriga'] ?? []), 'start'],
  'message-all': ['to-acknowledge', 'message-other'],
  'needs-decision': ['sip-open-undecided', 'vt-undecided'],
  'trapped-undecided': ['trapped', 'finish-to-be-trapped'],
};

export type Shown = (value: number | null, from: number) => Pick<Constraint, 'least' | 'most'>;

/** What a number that is shown can be: to the nearest five; where nothing is shown, fewer than it is told from. */
const rounded: Shown = (value, from) =>
  value === null || value === 0 ? { least: 0, most: from - 1 } : { least: value - 2, most: value + 2 };

/** Of reports that show every number but the small ones as it is, sums among them: what this attack is tried on. */
export const asItIs: Shown = (value) =>
  value === null ? { least: 1, most: 4 } : { least: value, most: value };

const kommunerOf = (kommun: string | null | undefined): readonly string[] => (kommun ?? '?').split('+');

/** A list of open SIPs that an index names; the kommun where all of its rows are of one. */
export interface IndexedSips {
  readonly id: string;
  readonly kommun: string | null;
}

/** What an index tells: that each list has a row, and that no SIP stands on two. */
function tellOfLists(
  kommuner: readonly string[],
  lists: readonly IndexedSips[],
  constraints: Constraint[],
): void {
  const open = PARTS['sips']?.['Öppna'] ?? [];
  for (const { id } of lists) constraints.push({ terms: [[id, 1]], least: 1, most: Infinity });
  const within = (places: readonly string[], some: readonly IndexedSips[]): void => {
    if (some.length === 0) return;
    const cases = open.flatMap((cohort) => places.map((place) => [`${cohort} ${place}`, 1] as const));
    const rows = some.map(({ id }) => [id, -1] as const);
    constraints.push({ terms: [...cases, ...rows], least: 0, most: Infinity });
  };
  for (const kommun of kommuner)
    within(
      [kommun],
      lists.filter((list) => list.kommun === kommun),
    );
  within(kommuner, lists);
}

/**
 * What the reports tell of the counts of a day.
 *
 * @param kommuner all of the region, and "?"
 * @param reports of all days: later ones tell of earlier days too
 * @param lists those of SIPs that an index of the day names
 */
export function attack(
  kommuner: readonly string[],
  reports: readonly OutsideReport[],
  day: string,
  shown: Shown = rounded,
  lists: readonly IndexedSips[] = [],
): (...names: readonly string[]) => Range {
  const constraints: Constraint[] = [];
  tellOfLists(kommuner, lists, constraints);
  const tell = (
    cohorts: readonly string[],
    places: readonly string[],
    { least, most }: Pick<Constraint, 'least' | 'most'>,
  ): void => {
    const terms = cohorts.flatMap((cohort) => places.map((place) => [`${cohort} ${place}`, 1] as const));
    constraints.push({ terms, least, most });
  };
  for (const report of reports) {
    if (report.asOf === day) tellOfDay(report, kommuner, tell, shown);
    for (const { kommun, points } of report.forecast.scopes) {
      const point = kommun === undefined ? undefined : points.find((one) => one.day === day);
      if (point === undefined) continue;
      const places = kommunerOf(kommun);
      const from = (label: string): number => fromOf('sips', label, places.length);
      tell(PARTS['sips']?.['Öppna'] ?? [], places, shown(point.open - point.attestedClosed, from('Öppna')));
      tell(['sip-attested'], places, shown(point.attestedClosed, from('Intygade')));
    }
  }
  return rangesOf(constraints);
}

function tellOfDay(
  { tables, gates }: OutsideReport,
  kommuner: readonly string[],
  tell: (
    cohorts: readonly string[],
    places: readonly string[],
    range: Pick<Constraint, 'least' | 'most'>,
  ) => void,
  shown: Shown,
): void {
  for (const { id, columns, rows } of tables) {
    for (const { scope, values, isTotal } of rows) {
      // A sum of rounded numbers tells nothing that they do not.
      if (isTotal && shown === rounded) continue;
      columns.forEach(({ label }, at) => {
        const cohorts = PARTS[id]?.[label];
        const places = isTotal ? kommuner : kommunerOf(scope.kommun);
        if (cohorts !== undefined)
          tell(cohorts, places, shown(values[at] ?? null, fromOf(id, label, places.length)));
      });
    }
  }
  for (const { cohort, ok, value, isWithheld } of gates) {
    const cohorts = GATES[cohort ?? ''];
    if (cohorts === undefined || (value === null && isWithheld !== true)) continue;
    tell(cohorts, kommuner, ok ? { least: 0, most: 0 } : { least: 1, most: Infinity });
  }
}

/** Whether a count from one to four is known to be one. */
export const isRecovered = (truth: number, { least, most }: Range): boolean =>
  truth >= 1 && truth <= 4 && least >= 1 && most <= 4;

/** Whether it is known that there are any. */
export const isKnownToBe = ({ least }: Range): boolean => least >= 1;
