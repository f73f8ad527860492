import { ENVELOPE_SHEET, parseEnvelope, type Envelope } from '../../documents/worklist/worklist-envelope.ts';
import { OWN_LOOKS } from '../../documents/worklist/worklist-sheet-rules.ts';
import type { ReturnedSheet, SheetText } from '../../domain/returned/returned-table.ts';
import type { SheetMark } from '../../domain/returned/row-marks.ts';
import { faultOfCell } from '../../domain/words/cell-fault.ts';
import { withoutApostrophe } from '../../documents/worklist/worklist-csv.ts';
import { INSTRUCTION_SHEET, LIST_SHEET } from '../../documents/worklist/worklist-phrases.ts';
import {
  readWholeFile,
  type FileSource,
  type RawRow,
  type ReaderProcess,
  type ReadSheet,
} from '../../files/reading/open-table.ts';

/** A filled-in list as it came back: every sheet that people can have written in, and the hidden one. */
export interface ReturnedFile {
  readonly sha256: string;
  readonly format: 'csv' | 'xlsx';
  readonly sheets: readonly ReturnedSheet[];
  /** Null where the hidden sheet is gone, or not ours. */
  readonly envelope: Omit<Envelope, 'rows' | 'columns'> | null;
}

const OWN_SHEETS = [LIST_SHEET, INSTRUCTION_SHEET];
/** A workbook with more sheets than this is no worklist of ours with something added. */
const MOST_SHEETS = 20;

export async function openReturnedFile(
  path: FileSource,
  readerProcess: ReaderProcess,
): Promise<ReturnedFile> {
  const { format, sha256, sheets, names } = await readWholeFile(path, {
    readerProcess,
    mostSheets: MOST_SHEETS,
    marksBesides: OWN_LOOKS,
  });
  if (format === 'csv') {
    const rows = sheets.flatMap((sheet) => sheet.rows.map(asWritten));
    const sheet = { shownAs: null, rows: withoutFaults(rows), marks: faultsOf(rows) };
    return { sha256, format, sheets: [sheet], envelope: null };
  }
  const isHidden = ({ name }: ReadSheet): boolean => isNamed(name, ENVELOPE_SHEET);
  const hidden = sheets.find(isHidden);
  const shown = sheets.flatMap((sheet, at): readonly ReturnedSheet[] =>
    isHidden(sheet)
      ? []
      : [
          {
            ...{ shownAs: shownName(sheet.name, at), name: sheet.name, rows: withoutFaults(sheet.rows) },
            ...{ marks: [...sheet.marks, ...faultsOf(sheet.rows)], texts: textsOf(sheet) },
          },
        ],
  );
  const unread = names.slice(sheets.length).map((name, at): ReturnedSheet => ({
    shownAs: shownName(name, sheets.length + at),
    rows: [],
    isUnread: true,
  }));
  const found = hidden === undefined ? null : parseEnvelope(hidden.rows.map(({ cells }) => cells));
  return { sha256, format, sheets: [...shown, ...unread], envelope: found === null ? null : headOf(found) };
}

/** Which list it is; the rows that were handed out are known by the register. */
const headOf = ({ id, snapshotId, environment, asOf, watermark }: Envelope): ReturnedFile['envelope'] => ({
  ...{ id, snapshotId, environment, asOf, watermark },
});

/** What people read of a sheet besides its cells. */
const textsOf = ({ besides }: ReadSheet): readonly SheetText[] =>
  besides.flatMap(({ kind, area, text }): readonly SheetText[] =>
    kind === 'prompt' || kind === 'page'
      ? [{ kind, row: area?.row ?? null, column: area?.column ?? null, parts: text.split('\n') }]
      : [],
  );

const shownName = (name: string, at: number): string =>
  OWN_SHEETS.find((own) => isNamed(name, own)) ?? String(at + 1);

/** The rows with nothing in cells that say nothing: their marks say what they are, and that they answer nothing. */
const withoutFaults = (rows: readonly RawRow[]): readonly RawRow[] =>
  rows.map((row) =>
    row.cells.some(isFault) ? { ...row, cells: row.cells.map((cell) => (isFault(cell) ? '' : cell)) } : row,
  );

/** Cells of which nobody can say what they say: a formula that has no value, or a fault such as `#REF!`. */
const faultsOf = (rows: readonly RawRow[]): readonly SheetMark[] =>
  rows.flatMap(({ row, cells }) =>
    cells.flatMap((cell, at): readonly SheetMark[] =>
      isFault(cell) ? [{ kind: 'no-value', row, column: at + 1 }] : [],
    ),
  );

const isFault = (cell: string): boolean => faultOfCell(cell.trim()) !== null;

/** Without the apostrophes by which a CSV keeps spreadsheets from taking text for formulas. */
const asWritten = ({ row, cells }: RawRow): RawRow => ({
  row,
  cells: cells.map((cell) => withoutApostrophe(cell.trim())),
});

const isNamed = (name: string, wanted: string): boolean => name.trim().toLowerCase() === wanted.toLowerCase();
