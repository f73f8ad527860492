import type { FoundTable, FileRow } from './file-rows.ts';
import type { FindingDetail, ReturnedCode, RowFinding } from './returned-findings.ts';
import type { ReturnedSheet } from './returned-table.ts';
import type { SheetMark } from './row-marks.ts';

/** Something that stands in the file and is no answer: by row, or by cell in its detail. */
export interface Beside {
  readonly row: number;
  readonly sheet: string | null;
  readonly reference: string | null;
  readonly findings: readonly RowFinding[];
}

/** What was handed out with the list, and how cells are named. */
export interface BesideContext {
  readonly isOwnText: (text: string) => boolean;
  readonly isOwnBeside: (text: string) => boolean;
  readonly isOwnName: (name: string) => boolean;
  /** The columns that people answer in. */
  readonly asked: readonly string[];
  readonly letterOf: (column: number) => string;
}

interface Cell {
  readonly row: number;
  /** From 1. */
  readonly column: number;
}

/** Of one sort on one sheet: more are told of by their number. */
const MOST_BY_CELL = 20;

/**
 * What people have written in a file where no answers are read: above, below and beside the table, on other sheets, in
 * notes and in boxes. What was handed out is none of it. Never what it says: by its cell.
 *
 * @param readRows the rows of the sheet's table that are the list's, with their key
 * @param besideRows its rows that are no rows of the list and of which nothing is told otherwise
 */
export function besidesOf(
  sheet: ReturnedSheet,
  {
    table,
    readRows,
    besideRows,
  }: {
    readonly table: FoundTable | null;
    readonly readRows: ReadonlyMap<number, string>;
    readonly besideRows: readonly FileRow[];
  },
  { isOwnText, isOwnBeside, isOwnName, asked, letterOf }: BesideContext,
): readonly Beside[] {
  const shownAs = table === null ? sheet.shownAs : table.sheet;
  if (sheet.isUnread === true)
    return [{ row: 1, sheet: shownAs, reference: null, findings: [finding('SHEET_NOT_READ')] }];
  const marks = sheet.marks ?? [];
  const rows =
    table === null
      ? sheet.rows
      : [...table.besides, ...besideRows.map(({ row, written }) => ({ row, cells: written }))];
  const texts = rows.flatMap(({ row, cells }) =>
    cells.flatMap((text, at): readonly Cell[] =>
      text.trim() === '' || isOwnText(text) ? [] : [{ row, column: at + 1 }],
    ),
  );
  const keyOf = ({ column }: Cell): string | null => table?.columns[column - 1] ?? null;
  const isToldWithItsRow = (mark: SheetMark): boolean =>
    readRows.has(mark.row) &&
    (mark.kind === 'note' || (mark.kind === 'no-value' && asked.includes(keyOf(mark) ?? '')));
  const cellsWith = (kind: SheetMark['kind']): readonly Cell[] =>
    marks.filter((mark) => mark.kind === kind && !isToldWithItsRow(mark));
  const told = (code: ReturnedCode, cells: readonly Cell[]): readonly Beside[] =>
    byCell(code, cells, letterOf).map((one) => ({ ...one, sheet: shownAs, reference: null }));
  const notes = marks.flatMap((mark): readonly Beside[] => {
    const reference = mark.kind === 'note' ? readRows.get(mark.row) : undefined;
    if (reference === undefined) return [];
    const detail: FindingDetail = asked.includes('comment') ? { headers: 'Kommentar' } : {};
    const findings = [{ code: 'ROW_WITH_NOTE', column: keyOf(mark), detail } as const];
    return [{ row: mark.row, sheet: shownAs, reference, findings }];
  });
  const said = (sheet.texts ?? []).filter(({ parts }) => parts.some((text) => !isOwnBeside(text)));
  const prompts = said.flatMap(({ kind, row, column }): readonly Cell[] =>
    kind === 'prompt' ? [{ row: row ?? 1, column: column ?? 1 }] : [],
  );
  const ofSheet = (code: ReturnedCode, isSo: boolean): readonly Beside[] =>
    isSo ? [{ row: 1, sheet: shownAs, reference: null, findings: [finding(code)] }] : [];
  const { name = null } = sheet;
  return [
    ...notes,
    ...ofSheet('SHEET_NAMED', name !== null && !isOwnName(name)),
    ...ofSheet(
      'PAGE_NOT_READ',
      said.some(({ kind }) => kind === 'page'),
    ),
    ...told('TEXT_NOT_READ', [...texts, ...cellsWith('no-value')]),
    ...told('NOTE_NOT_READ', cellsWith('note')),
    ...told('FORMAT_SAYS_MORE', cellsWith('words')),
    ...told('CELL_HIDDEN', cellsWith('hidden')),
    ...told('RULE_SAYS_MORE', cellsWith('rule')),
    ...told('PROMPT_NOT_READ', prompts),
    ...told('DRAWING_NOT_READ', cellsWith('drawing')),
  ];
}

const finding = (code: ReturnedCode, detail: FindingDetail = {}): RowFinding => ({
  code,
  column: null,
  detail,
});

function byCell(
  code: ReturnedCode,
  cells: readonly Cell[],
  letterOf: BesideContext['letterOf'],
): readonly Pick<Beside, 'row' | 'findings'>[] {
  const inOrder = [...cells].sort((a, b) => a.row - b.row || a.column - b.column);
  const nameOf = ({ row, column }: Cell): string => `${letterOf(column)}${String(row)}`;
  const isTooMany = inOrder.length > MOST_BY_CELL;
  const more = isTooMany ? { more: String(inOrder.length - 1) } : {};
  return (isTooMany ? inOrder.slice(0, 1) : inOrder).map((cell) => ({
    row: cell.row,
    findings: [finding(code, { cell: nameOf(cell), ...more })],
  }));
}
