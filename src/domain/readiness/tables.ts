import { kommunName } from '../profile/kommuner.ts';
import type { Profile } from '../profile/profile-schema.ts';
import { isDiffering } from '../reconciliation/compare-totals.ts';
import { compareSwedish } from '../words/swedish-order.ts';
import { KINDS } from '../kinds/kinds.ts';
import { PARTS, termLabel } from '../kinds/terms.ts';
import { moveWindow, planOf, type Step } from '../plan/plan.ts';
import type { Cell, Place } from './cells.ts';
import { cohortWithId, type CohortId } from './cohorts.ts';
import { listOn, type ReadinessFacts } from './facts.ts';
import type { FigureColumn, FigureRow, FigureTable, Scope } from './readiness.ts';

/**
 * The tables of figures, in the order they are shown. To add one: an entry; each of its columns names a cohort, so
 * that the rows behind every figure can be listed. Null where there is nothing to count it by.
 *
 * No table divides the cases of a kommun so that protected persons stand alone: they are told together with those that
 * need a decision, and lists of named persons are left out (domain §8: never a count that reveals).
 */
interface TableEntry {
  readonly id: string;
  readonly table: (facts: ReadinessFacts) => Omit<FigureTable, 'id'> | null;
}

const column = (label: string, cohort: CohortId): FigureColumn & { readonly cohort: CohortId } => ({
  label,
  cohort,
});

const SIP_COLUMNS = [
  column('Öppna', 'sip-open'),
  column('Intygade', 'sip-attested'),
  column('Bekräftade', 'sip-confirmed'),
  column('Alla', 'sip-all'),
];
const SINCE_COLUMNS = [
  column('Öppna då', 'sip-open-then'),
  column('Lösta', 'sip-resolved'),
  column('Kvar', 'sip-persisting'),
  column('Nya', 'sip-new'),
  column('Återöppnade', 'sip-reopened'),
  column('Öppna nu', 'sip-open'),
];
const VARDTILLFALLE_COLUMNS = [
  column('Startas', 'vardtillfalle-start'),
  column('Avslutas', 'vardtillfalle-finish'),
  column('Bytt', 'vardtillfalle-moved-back'),
  column('Kvittens', 'vardtillfalle-awaiting'),
  column('Instängda', 'vardtillfalle-trapped'),
  column('Övriga', 'vardtillfalle-other'),
  column('Öppna', 'vardtillfalle-open'),
  column('Blir instängda', 'vardtillfalle-will-be-trapped'),
];
const MESSAGE_COLUMNS = [column('Att kvittera', 'message-to-acknowledge')];
const ALL_MESSAGE_COLUMNS = [
  column('Att kvittera', 'message-to-acknowledge'),
  column('Övriga', 'message-other'),
  column('Alla', 'message-all'),
];
const EXTRA_COLUMNS = [
  column('Ska skickas', 'extra-expected'),
  column('Intygade', 'extra-attested'),
  column('I listan', 'extra-found'),
  column('Kvitterade', 'extra-acknowledged'),
  column('Kvar', 'extra-left'),
];
const MEETING_COLUMNS = [column('Möten', 'sip-meeting')];
const STEP_COLUMNS = [
  column('I steget', 'step-planned'),
  column('Intygade', 'step-attested'),
  column('Bekräftade', 'step-confirmed'),
  column('Hjälp', 'step-need-help'),
  column('Kvar', 'step-not-done'),
];

export const FIGURE_TABLES: readonly TableEntry[] = [
  {
    id: 'sips',
    table: (facts) =>
      listOn(facts, 'sip') === null
        ? null
        : {
            title: 'SIP:ar per kommun, part och enhet',
            caption:
              'Öppna; intygade avslutade men kvar i det senaste uttaget; bekräftade avslutade av ett uttag. Efter patientens aktuella kommun.',
            rowHeader: 'Kommun',
            columns: SIP_COLUMNS,
            rows: outline(facts, SIP_COLUMNS, ['kommun', 'part', 'unit']),
          },
  },
  {
    id: 'since',
    table: (facts) =>
      facts.since === null
        ? null
        : {
            title: `Sedan ${facts.since.day}`,
            caption: `SIP:ar jämfört med ${facts.since.day} (uttaget ${facts.since.listOn}), under dagens kommun. Öppna då = lösta + kvar; öppna nu = kvar + nya + återöppnade.`,
            rowHeader: 'Kommun',
            columns: SINCE_COLUMNS,
            rows: outline(facts, SINCE_COLUMNS, ['kommun']),
          },
  },
  {
    id: 'vardtillfallen',
    table: (facts) =>
      listOn(facts, 'vardtillfalle') === null
        ? null
        : {
            title: 'Öppna vårdtillfällen',
            caption: `Startas i ${facts.profile.target}; avslutas i ${facts.profile.source}; har bytt system; väntar på kvittens; instängda inför läsläget. Övriga: beslut eller särskild hantering. De som blir instängda om inget händer räknas också i sin nuvarande kolumn.`,
            rowHeader: 'Kommun',
            columns: VARDTILLFALLE_COLUMNS,
            rows: outline(facts, VARDTILLFALLE_COLUMNS, ['kommun']),
          },
  },
  {
    id: 'messages',
    table: (facts) =>
      listOn(facts, 'meddelande') === null
        ? null
        : {
            title: 'Meddelanden att kvittera',
            caption: 'I öppna ärenden, efter patientens kommun och den enhet som ska kvittera.',
            rowHeader: 'Kommun',
            columns: MESSAGE_COLUMNS,
            rows: outline(facts, MESSAGE_COLUMNS, ['kommun', 'unit']),
          },
  },
  {
    id: 'messages-all',
    table: (facts) =>
      listOn(facts, 'meddelande') === null
        ? null
        : {
            title: 'Alla okvitterade meddelanden',
            caption: 'Övriga: ärendet är avslutat eller okänt, eller hanteras särskilt.',
            rowHeader: 'Region',
            columns: ALL_MESSAGE_COLUMNS,
            rows: outline(facts, ALL_MESSAGE_COLUMNS, []),
          },
  },
  {
    id: 'extra-messages',
    table: (facts) =>
      listOn(facts, 'vardtillfalle') === null || listOn(facts, 'meddelande') === null
        ? null
        : {
            title: 'Extrameddelanden om flytten',
            caption: `Ett från varje part i steg 2–4 för varje vårdtillfälle som flyttas: ska skickas; intygade skickade; funna i meddelandelistan; kvitterade av alla. De hindrar att vårdtillfället avslutas i ${facts.profile.source} tills de är kvitterade. Personer med skyddade personuppgifter räknas inte.`,
            rowHeader: 'Kommun',
            columns: EXTRA_COLUMNS,
            rows: outline(facts, EXTRA_COLUMNS, ['kommun', 'part']),
          },
  },
  {
    id: 'meetings',
    table: (facts) => {
      const window = moveWindow(facts.profile);
      return listOn(facts, 'sip') === null || window === null
        ? null
        : {
            title: 'SIP-möten i flyttfönstret',
            caption: `Öppna SIP:ar med möte ${window.from} – ${window.to}, då SIP:arna flyttas.`,
            rowHeader: 'Kommun',
            columns: MEETING_COLUMNS,
            rows: outline(facts, MEETING_COLUMNS, ['kommun']),
          };
    },
  },
  {
    id: 'steps',
    table: ({ cells, profile }) => ({
      title: 'Steg för steg',
      caption:
        'Ärenden på stegets arbetslistor, efter mottagare. Intygade klara i svaren; bekräftade av ett senare uttag. Listor för utsedda handläggare visas inte.',
      rowHeader: 'Steg och mottagare',
      columns: STEP_COLUMNS,
      rows: stepRows(cells, profile),
    }),
  },
  { id: 'control-totals', table: totalsTable },
];

export function figureTables(facts: ReadinessFacts): readonly FigureTable[] {
  return FIGURE_TABLES.flatMap(({ id, table }) => {
    const made = table(facts);
    return made === null ? [] : [{ id, ...made }];
  });
}

type Columns = readonly { readonly cohort: CohortId }[];
type Dimension = keyof Place;

interface Counted {
  readonly place: Place;
  readonly cell: Cell;
  /** How much each column counts of it. */
  readonly values: readonly number[];
}

/** The cells that any of the columns counts, all at one place. */
function counted(cells: readonly Cell[], columns: Columns, step: string | null): readonly Counted[] {
  const cohorts = columns.map(({ cohort }) => cohortWithId(cohort));
  const found: Counted[] = [];
  for (const cell of cells) {
    let place: Place | null = null;
    const values: number[] = [];
    for (const { takes } of cohorts) {
      const here = takes(cell, step);
      place ??= here;
      values.push(here === null ? 0 : cell.cases);
    }
    if (place !== null) found.push({ place, cell, values });
  }
  return found;
}

function sums(of: readonly Counted[], columns: Columns): readonly number[] {
  return columns.map((_column, at) => of.reduce((sum, { values }) => sum + (values[at] ?? 0), 0));
}

/** The rows of a table: one for each place, by one dimension within another, and the whole region last. */
function outline(
  { cells, profile }: ReadinessFacts,
  columns: Columns,
  dimensions: readonly Dimension[],
): readonly FigureRow[] {
  const all = counted(cells, columns, null);
  return [
    ...nested(all, columns, dimensions, profile, {}, 0),
    { label: 'Hela regionen', scope: {}, values: sums(all, columns), isTotal: true, level: 0 },
  ];
}

function nested(
  of: readonly Counted[],
  columns: Columns,
  [dimension, ...below]: readonly Dimension[],
  profile: Profile,
  scope: Scope,
  level: 0 | 1 | 2,
): readonly FigureRow[] {
  if (dimension === undefined) return [];
  const groups = new Map<string | null, Counted[]>();
  if (dimension === 'kommun') for (const { code } of profile.kommuner) groups.set(code, []);
  for (const one of of) {
    const value = one.place[dimension];
    const known = groups.get(value);
    if (known === undefined) groups.set(value, [one]);
    else known.push(one);
  }
  return [...groups.keys()].sort(ORDER[dimension]).flatMap((value): readonly FigureRow[] => {
    const here = groups.get(value) ?? [];
    const values = sums(here, columns);
    const isEmpty = values.every((figure) => figure === 0);
    if (isEmpty && (level > 0 || value === null)) return [];
    const inner: Scope = { ...scope, [dimension]: value };
    const row = { label: labelOf(dimension, value, profile), scope: inner, values, isTotal: false, level };
    return [row, ...nested(here, columns, below, profile, inner, level === 0 ? 1 : 2)];
  });
}

const LABELS: Readonly<Record<Dimension, (value: string | null, profile: Profile) => string>> = {
  kommun: (value, profile) => kommunName(profile, value),
  part: (value) => (value === null ? 'Ingen part' : termLabel('part', value)),
  unit: (value) => value ?? 'Ingen enhet',
};
const labelOf = (dimension: Dimension, value: string | null, profile: Profile): string =>
  LABELS[dimension](value, profile);

const nullLast =
  (compare: (one: string, other: string) => number) =>
  (one: string | null, other: string | null): number =>
    one === null || other === null ? Number(one === null) - Number(other === null) : compare(one, other);
const partAt = (part: string): number => (PARTS as readonly string[]).indexOf(part);

/** Kommuner stand in the order of the profile, parts in that of the vocabulary, units in that of the alphabet. */
const ORDER: Readonly<Record<Dimension, (one: string | null, other: string | null) => number>> = {
  // The profile's kommuner were put in first; sorting is stable.
  kommun: nullLast(() => 0),
  part: nullLast((one, other) => partAt(one) - partAt(other)),
  unit: nullLast(compareSwedish),
};

// Steps

function stepRows(cells: readonly Cell[], profile: Profile): readonly FigureRow[] {
  const ofStep = new Map<string, Cell[]>();
  for (const cell of cells) {
    for (const { step } of cell.steps) {
      const known = ofStep.get(step);
      if (known === undefined) ofStep.set(step, [cell]);
      else known.push(cell);
    }
  }
  return planOf(profile)
    .steps.filter(({ isGuarded }) => !isGuarded)
    .flatMap((step) => rowsOfStep(step, counted(ofStep.get(step.id) ?? [], STEP_COLUMNS, step.id), profile));
}

function rowsOfStep(step: Step, on: readonly Counted[], profile: Profile): readonly FigureRow[] {
  if (on.length === 0) return [];
  const owners = new Map<string, { readonly owner: Place; readonly here: Counted[] }>();
  for (const one of on) {
    const { kommun, part, unit } = one.place;
    const name = JSON.stringify(ownerScope(one.place));
    const known = owners.get(name);
    if (known === undefined) owners.set(name, { owner: { kommun, part, unit }, here: [one] });
    else known.here.push(one);
  }
  const head: FigureRow = {
    label: step.title,
    scope: { step: step.id },
    values: sums(on, STEP_COLUMNS),
    isTotal: false,
    level: 0,
  };
  if ([...owners.values()].every(({ owner }) => isNobody(owner))) return [head];
  const rows = [...owners.values()]
    .map(({ owner, here }): FigureRow => ({
      label: ownerLabel(owner, profile),
      scope: { step: step.id, ...ownerScope(owner) },
      values: sums(here, STEP_COLUMNS),
      isTotal: false,
      level: 1,
    }))
    .sort((one, other) => compareOwners(one.scope, other.scope, profile));
  return [head, ...rows];
}

const isNobody = ({ kommun, part, unit }: Place): boolean =>
  kommun === null && part === null && unit === null;

/** What tells an owner from the step's others: the unit, or the kommun of a part. */
function ownerScope({ kommun, part, unit }: Place): Scope {
  if (unit !== null) return { part, unit };
  return kommun === null ? { kommun, part, unit } : { kommun, part };
}

function ownerLabel({ kommun, part, unit }: Place, profile: Profile): string {
  const partName = part === null || part === '' ? null : termLabel('part', part);
  const place = unit ?? (kommun === null ? 'Ingen kommun eller enhet' : kommunName(profile, kommun));
  return partName === null ? place : `${place}, ${partName.toLowerCase()}`;
}

function compareOwners(one: Scope, other: Scope, { kommuner }: Profile): number {
  const kommunAt = ({ kommun }: Scope): number => {
    const at = kommuner.findIndex(({ code }) => code === kommun);
    return at === -1 ? kommuner.length : at;
  };
  return (
    kommunAt(one) - kommunAt(other) ||
    partAt(one.part ?? '') - partAt(other.part ?? '') ||
    ORDER.unit(one.unit ?? null, other.unit ?? null)
  );
}

// Control totals

/** Every cell that the totals have, beside what was counted as of their day; those that differ first. */
function totalsTable({ totals, profile }: ReadinessFacts): Omit<FigureTable, 'id'> | null {
  if (totals === null || totals.comparison.hasLostNames) return null;
  const { day, comparison } = totals;
  const cells = [
    ...comparison.cells.filter(isDiffering),
    ...comparison.cells.filter((cell) => !isDiffering(cell)),
  ];
  return {
    title: `Kontrollsummor ${day}`,
    caption: `Regionens egna tal mot ${KINDS.sip.label} ${day}, cell för cell. Inget jämnas ut; celler som skiljer sig står först.`,
    rowHeader: 'Part och kommun',
    columns: [
      { label: 'Kontrollsumma', cohort: null },
      column('Räknat', 'sip-in-totals'),
      { label: 'Skillnad', cohort: null },
    ],
    rows: cells.map(({ part, kommun, expected, actual, difference }) => ({
      label: `${labelOf('part', part, profile)}, ${kommunName(profile, kommun)}`,
      scope: { kommun, part },
      values: [expected, actual, difference],
      isTotal: false,
      level: 0,
    })),
  };
}
