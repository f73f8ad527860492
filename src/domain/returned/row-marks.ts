import type { ReturnedCode, RowFinding } from './returned-findings.ts';

/** What people have done to a cell of a sheet besides writing in it. */
export interface SheetMark {
  /**
   * `drawing`: a box with text or a picture, by its upper left cell; `merged`: one cell with those down to `lastRow` and
   * `lastColumn`; `no-value`: a formula that has none; `words`: the number format prints words; `hidden`: nobody sees what
   * stands in it; `rule`: a rule for how cells look says more, from there on.
   */
  readonly kind:
    'struck' | 'coloured' | 'note' | 'drawing' | 'merged' | 'no-value' | 'words' | 'hidden' | 'rule';
  readonly row: number;
  /** From 1. */
  readonly column: number;
  readonly lastRow?: number;
  readonly lastColumn?: number;
}

/** A mark on a row, by the key of its column; null where that is none of the list's. */
export interface RowMark {
  readonly kind: SheetMark['kind'];
  readonly key: string | null;
}

/**
 * @param columns which column of the list stands where
 * @returns a look-up by row; of cells that are one over several rows, the first is as any other
 */
export function openRowMarks(
  marks: readonly SheetMark[],
  columns: readonly (string | null)[],
): (row: number) => readonly RowMark[] {
  const byRow = new Map<number, RowMark[]>();
  const merged = marks.filter(({ kind }) => kind === 'merged');
  for (const { kind, row, column } of marks) {
    if (kind === 'merged') continue;
    const known = byRow.get(row);
    const mark = { kind, key: columns[column - 1] ?? null };
    if (known === undefined) byRow.set(row, [mark]);
    else known.push(mark);
  }
  return (row) => [
    ...(byRow.get(row) ?? []),
    ...merged
      .filter((one) => row > one.row && row <= (one.lastRow ?? one.row))
      .flatMap(({ kind, column, lastColumn = column }) =>
        columns.slice(column - 1, lastColumn).map((key): RowMark => ({ kind, key })),
      ),
  ];
}

const UNREADABLE: Partial<Readonly<Record<RowMark['kind'], ReturnedCode>>> = {
  struck: 'ANSWER_STRUCK',
  merged: 'ANSWER_MERGED',
  'no-value': 'ANSWER_WITHOUT_VALUE',
};

/** Why nobody can say what a cell answers, whatever stands in it; null where nothing is in the way. */
export function markOnAnswer(marks: readonly RowMark[], key: string): ReturnedCode | null {
  for (const mark of marks) {
    const code = mark.key === key ? UNREADABLE[mark.kind] : undefined;
    if (code !== undefined) return code;
  }
  return null;
}

/**
 * What is told of a row as a whole: what people may have meant by how it looks. Notes are told of wherever they are
 * (`besides.ts`).
 *
 * @param asked the columns that people answer in
 * @param isAnswered whether the row says anything in them
 */
export function markFindings(
  marks: readonly RowMark[],
  asked: readonly string[],
  isAnswered: boolean,
): readonly RowFinding[] {
  if (marks.length === 0) return [];
  const isStruck = (isAsked: boolean): boolean =>
    marks.some(({ kind, key }) => kind === 'struck' && asked.includes(key ?? '') === isAsked);
  const isColoured = marks.some(({ kind }) => kind === 'coloured');
  return [
    ...(isStruck(false) && !isStruck(true) ? [{ code: 'ROW_STRUCK', column: null } as const] : []),
    ...(isColoured && !isAnswered ? [{ code: 'ROW_COLOURED', column: null } as const] : []),
  ];
}
