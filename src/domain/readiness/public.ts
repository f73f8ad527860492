import type { BurndownPoint } from './forecast.ts';
import { withheld } from './gates.ts';
import type { FigureRow, FigureTable, Readiness } from './readiness.ts';

/** Counts from one up to, but not including, this can point at persons. Nobody is nobody: zero is shown. */
const SHOWN_FROM = 5;
const isSmall = (value: number): boolean => value > 0 && value < SHOWN_FROM;

/**
 * Tables whose figures hang together: a kommun hidden in one is hidden in all of them. The first goes with the
 * burndown. Tables not named here are not for the public: they tell of units, parties or the work of named owners.
 */
const BLOCKS: readonly (readonly string[])[] = [
  ['sips', 'since'],
  ['vardtillfallen'],
  ['messages', 'messages-all'],
  ['meetings'],
];

/** Sums between the figures of a row, by cohort: whoever knows all but one knows that one. */
const SUMS: readonly (readonly string[])[] = [
  ['sip-all', 'sip-open', 'sip-attested', 'sip-confirmed'],
  ['sip-open-then', 'sip-resolved', 'sip-persisting'],
  ['sip-open', 'sip-persisting', 'sip-new', 'sip-reopened'],
  [
    'vardtillfalle-open',
    'vardtillfalle-start',
    'vardtillfalle-finish',
    'vardtillfalle-moved-back',
    'vardtillfalle-awaiting',
    'vardtillfalle-trapped',
    'vardtillfalle-other',
  ],
  ['trapped-undecided', 'vardtillfalle-trapped', 'vardtillfalle-will-be-trapped'],
  ['message-all', 'message-to-acknowledge', 'message-other'],
];

/**
 * The report for outside readers: no count from one to four, and none from which one could be reckoned.
 *
 * A kommun with a small count anywhere in a block of tables is hidden in the whole block, never alone, and with so
 * many others that what they have together is not small either. Then any case of one hidden kommun could as well be
 * one of another: no sum of rows, columns or points of the burndown tells. Of the whole region a small count is hidden
 * together with another of every sum that it is part of, and with their columns. Units, parties and worklists are left out.
 */
export function publicReadiness(whole: Readiness): Readiness {
  // What is left of one unit is its own and the project's matter.
  const model = { ...whole, gates: whole.gates.filter(({ scope }) => scope === undefined) };
  const hiddenTotals = smallTotals(model);
  const blocks = BLOCKS.map((ids, at) =>
    publicBlock(
      model.tables.filter(({ id }) => ids.includes(id)),
      at === 0 ? model.forecast.scopes : [],
    ),
  );
  const hidden = blocks[0]?.hidden ?? new Set();
  const isRegionShown =
    !OF_THE_BURNDOWN.some((cohort) => hiddenTotals.has(cohort)) && !regionPoints(model).some(isSmall);
  return {
    ...model,
    isPublic: true,
    gates: model.gates.map((gate) => {
      const { value, cohort = null } = gate;
      const isHidden = value !== null && cohort !== null && (isSmall(value) || hiddenTotals.has(cohort));
      return {
        ...(isHidden ? withheld(gate, model) : gate),
        reasons: gate.value === null ? gate.reasons : [],
        // Who let it pass, and why, is the project's own matter.
        waiver: gate.waiver === null ? null : { ...gate.waiver, by: '', reason: '' },
      };
    }),
    tables: blocks
      .flatMap(({ tables }) => tables)
      .map((table) => ({
        ...table,
        rows: table.rows.map((row) => withoutColumns(table, row, hiddenTotals)),
      })),
    forecast: {
      ...model.forecast,
      scopes: isRegionShown ? model.forecast.scopes.filter(({ kommun }) => !hidden.has(nameOf(kommun))) : [],
    },
    timeline: model.timeline.map((entry) => {
      const { progress } = entry;
      const isTold =
        progress === null ||
        ![progress.planned, progress.done, progress.planned - progress.done].some(isSmall);
      return isTold && (progress === null || isRegionShown) ? entry : { ...entry, progress: null };
    }),
  };
}

/** What the points of the burndown are made of. */
const OF_THE_BURNDOWN = ['sip-open', 'sip-attested', 'sip-open-then'];

const nameOf = (kommun: string | null | undefined): string =>
  kommun === undefined ? 'region' : (kommun ?? 'okänd');

const figuresOf = ({ open, attestedClosed }: BurndownPoint): readonly number[] => [
  open,
  attestedClosed,
  open - attestedClosed,
];

const regionPoints = ({ forecast }: Readiness): readonly number[] =>
  forecast.scopes
    .filter(({ kommun }) => kommun === undefined)
    .flatMap(({ points }) => points.flatMap(figuresOf));

// Rows: kommuner are hidden together

interface Block {
  readonly tables: readonly FigureTable[];
  readonly hidden: ReadonlySet<string>;
}

function publicBlock(tables: readonly FigureTable[], scopes: Readiness['forecast']['scopes']): Block {
  const kommunRows = (table: FigureTable): readonly FigureRow[] =>
    table.rows.filter(({ level, isTotal }) => level === 0 && !isTotal);
  /** All that is told of each kommun, in one line. */
  const told = new Map<string, number[]>();
  const tell = (name: string, values: readonly number[]): void => {
    told.set(name, [...(told.get(name) ?? []), ...values]);
  };
  const names = new Set([
    ...tables.flatMap((table) => kommunRows(table).map(({ scope }) => nameOf(scope.kommun))),
    ...scopes.flatMap(({ kommun }) => (kommun === undefined ? [] : [nameOf(kommun)])),
  ]);
  for (const table of tables) {
    const rows = new Map(kommunRows(table).map((row) => [nameOf(row.scope.kommun), row]));
    // Of a kommun that is not in a table it is known that it has nothing.
    if (rows.size > 0)
      for (const name of names)
        tell(name, rows.get(name)?.values.map((value) => value ?? 0) ?? table.columns.map(() => 0));
  }
  const [first] = scopes;
  for (const name of first === undefined ? [] : names) {
    const points = scopes.find(({ kommun }) => kommun !== undefined && nameOf(kommun) === name)?.points;
    tell(
      name,
      first?.points.flatMap((point, at) =>
        figuresOf(points?.[at] ?? { ...point, open: 0, attestedClosed: 0 }),
      ) ?? [],
    );
  }
  const hidden = hiddenNames(told);
  const labels = new Map(
    tables.flatMap((table) =>
      kommunRows(table).map(({ scope, label }) => [nameOf(scope.kommun), { scope, label }]),
    ),
  );
  const hiddenRow = (name: string, { columns }: FigureTable): FigureRow => ({
    ...(labels.get(name) ?? { scope: {}, label: name }),
    values: columns.map(() => null),
    isTotal: false,
    level: 0,
  });
  return {
    hidden,
    tables: tables.map((table) => {
      const rows = kommunRows(table);
      const names = new Set(rows.map(({ scope }) => nameOf(scope.kommun)));
      // A row that is missing says that there is nothing: of who is hidden not even that is told.
      const missing = rows.length === 0 ? [] : [...hidden].filter((name) => !names.has(name));
      return {
        ...table,
        rows: [
          ...rows.map((row) =>
            hidden.has(nameOf(row.scope.kommun)) ? hiddenRow(nameOf(row.scope.kommun), table) : row,
          ),
          ...missing.map((name) => hiddenRow(name, table)),
          ...table.rows.filter(({ isTotal }) => isTotal),
        ],
      };
    }),
  };
}

/** Those with a small count, and the least of the others until no sum of the hidden ones is small. */
function hiddenNames(told: ReadonlyMap<string, readonly number[]>): ReadonlySet<string> {
  const hidden = new Set([...told].flatMap(([name, values]) => (values.some(isSmall) ? [name] : [])));
  if (hidden.size === 0) return hidden;
  const size = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);
  const others = [...told]
    .filter(([name]) => !hidden.has(name))
    .sort(([nameA, a], [nameB, b]) => size(a) - size(b) || (nameA < nameB ? -1 : 1));
  const sums = (): readonly number[] => {
    const [first = []] = told.values();
    return first.map((_value, at) => [...hidden].reduce((sum, name) => sum + (told.get(name)?.[at] ?? 0), 0));
  };
  while (others.length > 0 && (hidden.size < 2 || !isShared(hidden, told) || sums().some(isSmall))) {
    const [next] = others.shift() ?? [];
    if (next !== undefined) hidden.add(next);
  }
  return hidden;
}

/** Two that have something: of one that has all, everything would be known. */
function isShared(hidden: ReadonlySet<string>, told: ReadonlyMap<string, readonly number[]>): boolean {
  return [...hidden].filter((name) => told.get(name)?.some((value) => value > 0) === true).length >= 2;
}

// Totals: cohorts of the whole region are hidden with a part of every sum

function smallTotals(readiness: Readiness): ReadonlySet<string> {
  const totals = regionTotals(readiness);
  const hidden = new Set([...totals].flatMap(([cohort, value]) => (isSmall(value) ? [cohort] : [])));
  for (let isChanged = true; isChanged;) {
    isChanged = false;
    for (const sum of SUMS) {
      const known = sum.filter((cohort) => totals.has(cohort));
      if (known.length < sum.length || !needsAnother(known, hidden, totals)) continue;
      const [next] = known
        .filter((cohort) => !hidden.has(cohort))
        .sort((a, b) => rank(totals.get(a) ?? 0) - rank(totals.get(b) ?? 0));
      if (next === undefined) continue;
      hidden.add(next);
      isChanged = true;
    }
  }
  return hidden;
}

/** What the report tells of a cohort over the whole region, in a table or at a gate. */
function regionTotals({ tables, gates }: Readiness): ReadonlyMap<string, number> {
  const totals = new Map<string, number>();
  for (const { columns, rows } of tables)
    for (const { values } of rows.filter(({ isTotal }) => isTotal))
      for (const [at, { cohort }] of columns.entries())
        if (cohort !== null) totals.set(cohort, values[at] ?? 0);
  for (const { cohort = null, value } of gates)
    if (cohort !== null && value !== null) totals.set(cohort, value);
  return totals;
}

/** Two hidden members of a sum whose own sum is known and small would still be told too closely. */
function needsAnother(
  members: readonly string[],
  hidden: ReadonlySet<string>,
  totals: ReadonlyMap<string, number>,
): boolean {
  const inSum = members.filter((cohort) => hidden.has(cohort));
  if (inSum.length === 0 || inSum.length === members.length) return false;
  const [whole = ''] = members;
  const isWholeHidden = hidden.has(whole);
  const together = inSum
    .filter((cohort) => cohort !== whole)
    .reduce((sum, cohort) => sum + (totals.get(cohort) ?? 0), 0);
  return inSum.length < 2 || (!isWholeHidden && isSmall(together));
}

/** The smallest that is not nothing first. */
const rank = (value: number): number => (value === 0 ? Number.MAX_SAFE_INTEGER : value);

/** A column whose sum is hidden is hidden whole: its sum would follow from its rows. */
function withoutColumns({ columns }: FigureTable, row: FigureRow, hidden: ReadonlySet<string>): FigureRow {
  return {
    ...row,
    values: row.values.map((value, at) => (hidden.has(columns[at]?.cohort ?? '') ? null : value)),
  };
}
