import type { ControlTotals, TotalsLine } from './control-totals.ts';

/** A printed sum that its own cells do not add up to. */
export interface InnerDifference {
  /** The row or the column whose sum it is; the line `total` itself is where the sums are summed. */
  readonly along: 'row' | 'column';
  readonly line: TotalsLine;
  readonly printed: number;
  readonly sum: number;
  /** printed − sum: what the cells lack. */
  readonly difference: number;
  /** Whether the printed sum or a cell could not be read and was worked out from the other sums. */
  readonly isDerived: boolean;
}

export interface InnerCell {
  readonly row: TotalsLine;
  readonly column: TotalsLine;
  /** What the sums say that the cell must be; null where they do not say. */
  readonly derived: number | null;
}

export interface InnerSums {
  /** Sums that could be checked, with or without a derived cell. */
  readonly checked: number;
  readonly uncheckable: number;
  readonly differences: readonly InnerDifference[];
  /** Cells without a number that can be read. */
  readonly unreadable: readonly InnerCell[];
}

interface Place {
  readonly row: number;
  readonly column: number;
}

interface Sum {
  readonly along: 'row' | 'column';
  readonly line: TotalsLine;
  readonly members: readonly Place[];
  readonly total: Place;
}

/**
 * Holds a table against its own printed sums: rows, columns, and the sums of the sums. A cell that can not be read is
 * worked out where one sum leaves only it open; the other sums are then checked with it. Nothing is put right:
 * where two sums disagree, the difference is told.
 */
export function checkInnerSums(totals: ControlTotals): InnerSums {
  const values = totals.values.map((row) => [...row]);
  const valueAt = ({ row, column }: Place): number | null => values[row]?.[column] ?? null;
  const isPrinted = ({ row, column }: Place): boolean => (totals.values[row]?.[column] ?? null) !== null;
  const differences: InnerDifference[] = [];
  let open = sumsOf(totals);
  let checked = 0;

  const addUp = (places: readonly Place[]): number =>
    places.reduce((sum, place) => sum + (valueAt(place) ?? 0), 0);
  const tell = ({ along, line, members, total }: Sum, isDerived: boolean): void => {
    const printed = valueAt(total) ?? 0;
    const sum = addUp(members);
    if (printed !== sum)
      differences.push({ along, line, printed, sum, difference: printed - sum, isDerived });
  };
  /** Checks every sum that is complete, and leaves the others open. */
  const check = (sums: readonly Sum[]): Sum[] =>
    sums.filter((sum) => {
      const places = [...sum.members, sum.total];
      if (places.some((place) => valueAt(place) === null)) return true;
      tell(sum, !places.every(isPrinted));
      checked += 1;
      return false;
    });
  /** Works out what one sum leaves open; the sum is used up by it. */
  const derive = (sum: Sum): boolean => {
    const [missing, ...more] = [...sum.members, sum.total].filter((place) => valueAt(place) === null);
    if (missing === undefined || more.length > 0) return false;
    const derived =
      missing === sum.total ? addUp(sum.members) : (valueAt(sum.total) ?? 0) - addUp(sum.members);
    // Less than nothing: the cells that can be read come to more than the sum already.
    if (derived < 0) tell(sum, false);
    else (values[missing.row] ?? [])[missing.column] = derived;
    return true;
  };

  open = check(open);
  for (let before = -1; before !== open.length;) {
    before = open.length;
    open = open.filter((sum) => !derive(sum));
  }
  open = check(open);

  const unreadable = totals.rows.flatMap((row, rowAt) =>
    totals.columns.flatMap((column, columnAt) => {
      const place = { row: rowAt, column: columnAt };
      return isPrinted(place) ? [] : [{ row, column, derived: valueAt(place) }];
    }),
  );
  return { checked, uncheckable: open.length, differences, unreadable };
}

/** Every sum that the table prints: one a row, one a column. */
function sumsOf({ rows, columns }: ControlTotals): Sum[] {
  const totalRow = rows.findIndex(({ is }) => is === 'total');
  const totalColumn = columns.findIndex(({ is }) => is === 'total');
  const sums: Sum[] = [];
  if (totalColumn >= 0 && columns.length > 1) {
    for (const [row, line] of rows.entries()) {
      const members = columns
        .map((_none, column) => ({ row, column }))
        .filter(({ column }) => column !== totalColumn);
      sums.push({ along: 'row', line, members, total: { row, column: totalColumn } });
    }
  }
  if (totalRow >= 0 && rows.length > 1) {
    for (const [column, line] of columns.entries()) {
      const members = rows.map((_none, row) => ({ row, column })).filter(({ row }) => row !== totalRow);
      sums.push({ along: 'column', line, members, total: { row: totalRow, column } });
    }
  }
  return sums;
}
