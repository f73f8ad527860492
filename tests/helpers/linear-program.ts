/**
 * What linear constraints say of whole numbers that nobody may see: for each the least and the most that it can be
 * (the relaxed problem over real numbers, rounded inwards). A simplex of a few dozen lines: the problems are small.
 */
export interface Constraint {
  readonly terms: readonly (readonly [name: string, factor: number])[];
  readonly least: number;
  /** Infinity where there is no most. */
  readonly most: number;
}

const TINY = 1e-7;

/** Rows of equations with a basis: every basic column stands in one row alone. The last column is the right side. */
interface Tableau {
  readonly rows: Float64Array[];
  readonly basis: number[];
  readonly columns: number;
}

export interface Range {
  readonly least: number;
  readonly most: number;
}

/** @returns a function that gives the range of a number, or of a sum of some; all numbers are nought or more */
export function rangesOf(constraints: readonly Constraint[]): (...names: readonly string[]) => Range {
  const names = [...new Set(constraints.flatMap(({ terms }) => terms.map(([name]) => name)))];
  const at = new Map(names.map((name, index) => [name, index]));
  const start = feasible(constraints, at);
  const best = (names: readonly string[], direction: 1 | -1): number => {
    const cost = new Float64Array(start.columns + 1);
    for (const name of names) {
      const column = at.get(name);
      if (column !== undefined) cost[column] = direction;
      else if (direction === 1) return Infinity;
    }
    return direction * maximise(copyOf(start), cost);
  };
  return (...names) => ({
    least: Math.ceil(best(names, -1) - 1e-4),
    most: Math.floor(best(names, 1) + 1e-4),
  });
}

const copyOf = ({ rows, basis, columns }: Tableau): Tableau => ({
  rows: rows.map((row) => row.slice()),
  basis: [...basis],
  columns,
});

/** Every constraint as one or two equations with a slack, and a corner where all of them hold. */
function feasible(constraints: readonly Constraint[], at: ReadonlyMap<string, number>): Tableau {
  const lines = constraints.flatMap(({ terms, least, most }) => [
    ...(most === Infinity ? [] : [{ terms, limit: most, slack: 1 }]),
    ...(least <= 0 && terms.every(([, factor]) => factor >= 0) ? [] : [{ terms, limit: least, slack: -1 }]),
  ]);
  const slacks = at.size;
  const artificials = slacks + lines.length;
  const columns = artificials + lines.length;
  const basis: number[] = [];
  const rows = lines.map(({ terms, limit, slack }, line) => {
    const row = new Float64Array(columns + 1);
    for (const [name, factor] of terms) row[at.get(name) ?? 0] = (row[at.get(name) ?? 0] ?? 0) + factor;
    row[slacks + line] = slack;
    row[columns] = limit;
    if (limit < 0) for (let index = 0; index <= columns; index += 1) row[index] = -(row[index] ?? 0);
    const hasBasis = row[slacks + line] === 1;
    if (!hasBasis) row[artificials + line] = 1;
    basis.push(hasBasis ? slacks + line : artificials + line);
    return row;
  });
  const tableau: Tableau = { rows, basis, columns };
  const cost = new Float64Array(columns + 1);
  for (let index = artificials; index < columns; index += 1) cost[index] = -1;
  const missing = maximise(tableau, cost);
  if (missing < -1e-4) throw new Error(`the constraints contradict each other by ${-missing}`);
  // The artificial columns are nought now, and are taken away.
  return {
    rows: rows.map((row) => {
      const cut = new Float64Array(artificials + 1);
      cut.set(row.subarray(0, artificials));
      cut[artificials] = row[columns] ?? 0;
      return cut;
    }),
    basis,
    columns: artificials,
  };
}

/** Walks from corner to corner as long as it gains; by the lowest column (Bland), so that it never goes in circles. */
function maximise({ rows, basis, columns }: Tableau, cost: Float64Array): number {
  const gains = cost.slice();
  for (const [line, row] of rows.entries()) {
    const factor = cost[basis[line] ?? 0] ?? 0;
    if (factor !== 0 && (basis[line] ?? 0) < columns) addTo(gains, row, -factor);
  }
  for (;;) {
    const enter = gains.findIndex((gain, index) => index < columns && gain > TINY);
    if (enter === -1) return -(gains[columns] ?? 0);
    let leave = -1;
    let least = Infinity;
    for (const [line, row] of rows.entries()) {
      const factor = row[enter] ?? 0;
      // An artificial column that is still in a row of nought may not grow either.
      const isStuck = (basis[line] ?? 0) >= columns && Math.abs(factor) > TINY;
      if (factor <= TINY && !isStuck) continue;
      const ratio = isStuck ? 0 : (row[columns] ?? 0) / factor;
      const isLower = ratio < least - TINY;
      if (isLower || (ratio < least + TINY && (basis[line] ?? 0) < (basis[leave] ?? Infinity))) {
        least = Math.min(least, ratio);
        leave = line;
      }
    }
    if (leave === -1) return Infinity;
    const row = rows[leave];
    if (row === undefined) throw new Error('no row');
    const pivot = row[enter] ?? 1;
    for (let index = 0; index <= columns; index += 1) row[index] = (row[index] ?? 0) / pivot;
    for (const [line, other] of rows.entries())
      if (line !== leave && other[enter] !== 0) addTo(other, row, -(other[enter] ?? 0));
    addTo(gains, row, -(gains[enter] ?? 0));
    basis[leave] = enter;
  }
}

function addTo(row: Float64Array, other: Float64Array, factor: number): void {
  if (factor === 0) return;
  for (let index = 0; index < row.length; index += 1)
    row[index] = (row[index] ?? 0) + factor * (other[index] ?? 0);
}
