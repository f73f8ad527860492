import { ENVELOPE_SHEET, parseEnvelope, type Envelope } from '../../documents/worklist/worklist-envelope.ts';
import { OWN_FILLS } from '../../documents/worklist/worklist-sheet-rules.ts';
import type { ReturnedSheet } from '../../domain/returned/returned-table.ts';
import type { SheetMark } from '../../domain/returned/row-marks.ts';
import { columnNumber } from '../../files/reading/table.ts';
import { withoutApostrophe } from '../../documents/worklist/worklist-csv.ts';
import { INSTRUCTION_SHEET, LIST_SHEET } from '../../documents/worklist/worklist-phrases.ts';
import {
  openTable,
  UnreadableFile,
  type OpenedTable,
  type FileSource,
  type RawRow,
  type ReaderProcess,
} from '../../files/reading/open-table.ts';

/** A filled-in list as it came back: every sheet that people can have written in, and the hidden one. */
export interface ReturnedFile {
  readonly sha256: string;
  readonly format: 'csv' | 'xlsx';
  readonly sheets: readonly ReturnedSheet[];
  /** Null where the hidden sheet is gone, or not ours. */
  readonly envelope: Envelope | null;
}

const OWN_SHEETS = [LIST_SHEET, INSTRUCTION_SHEET];
/** A workbook with more sheets than this is no worklist of ours with something added. */
const MOST_SHEETS = 20;

export async function openReturnedFile(
  path: FileSource,
  readerProcess: ReaderProcess,
): Promise<ReturnedFile> {
  const first = await openList(path, readerProcess);
  const { sha256, format, sheet: firstName, sheets: names } = first.facts;
  if (format === 'csv')
    return {
      sha256,
      format,
      sheets: [{ shownAs: null, rows: (await rowsOf(first)).map(asWritten), marks: [] }],
      envelope: null,
    };
  const open = async (sheet: string): Promise<OpenedTable> =>
    sheet === firstName ? first : openTable(path, { readerProcess, sheet, marksBesides: OWN_FILLS });
  const hidden = names.find((name) => isNamed(name, ENVELOPE_SHEET));
  const sheets: ReturnedSheet[] = [];
  for (const [at, name] of names.entries()) {
    if (name === hidden) continue;
    const shownAs = OWN_SHEETS.find((own) => isNamed(name, own)) ?? String(at + 1);
    if (at >= MOST_SHEETS) {
      sheets.push({ shownAs, rows: [], marks: [], isUnread: true });
      continue;
    }
    const table = await open(name);
    sheets.push({ shownAs, rows: await rowsOf(table), marks: marksOf(table) });
  }
  const envelope =
    hidden === undefined ? null : parseEnvelope((await rowsOf(await open(hidden))).map(({ cells }) => cells));
  return { sha256, format, sheets, envelope };
}

/** The sheet as we named it, or where it has another name, the first that is shown: each opening costs a process. */
async function openList(path: FileSource, readerProcess: ReaderProcess): Promise<OpenedTable> {
  try {
    return await openTable(path, { readerProcess, sheet: LIST_SHEET, marksBesides: OWN_FILLS });
  } catch (error) {
    if (error instanceof UnreadableFile && error.code === 'SHEET_MISSING')
      return openTable(path, { readerProcess, marksBesides: OWN_FILLS });
    throw error;
  }
}

/** What people have done to the cells of a sheet, and the formulas in it that have no value. */
const marksOf = ({ facts: { marks, notes } }: OpenedTable): readonly SheetMark[] => [
  ...marks,
  ...notes.flatMap(({ code, row, column }): readonly SheetMark[] =>
    code === 'FORMULA_WITHOUT_VALUE' && row !== null
      ? [{ kind: 'no-value', row, column: columnNumber(column ?? '') }]
      : [],
  ),
];

/** Without the apostrophes by which a CSV keeps spreadsheets from taking text for formulas. */
const asWritten = ({ row, cells }: RawRow): RawRow => ({
  row,
  cells: cells.map((cell) => withoutApostrophe(cell.trim())),
});

const isNamed = (name: string, wanted: string): boolean => name.trim().toLowerCase() === wanted.toLowerCase();

async function rowsOf(table: OpenedTable): Promise<readonly RawRow[]> {
  const rows: RawRow[] = [];
  for await (const batch of table.batches()) rows.push(...batch);
  return rows;
}
