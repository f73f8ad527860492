import { fold } from '../words/fold.ts';
import {
  CHECK_HEADER,
  CSV_ID_HEADERS,
  DUE_HEADER,
  GROUP_HEADER,
  TOKEN_HEADER,
} from '../worklists/list-headers.ts';
import { besidesOf } from './besides.ts';
import { asSeen } from './as-seen.ts';
import { copiesOf, fateOf, otherListOf, SNAPSHOT_KEY, type FileRow, type FoundTable } from './file-rows.ts';
import { RETURNED_FINDINGS, type RowFinding } from './returned-findings.ts';
import type { IgnoredPlace, RowPlace } from './returned-list.ts';
import { openRowMarks } from './row-marks.ts';
import {
  CHECK,
  DUE,
  GROUP,
  type FoundAnswer,
  type ReturnContext,
  type RowReader,
  type SaidHere,
  type SaidRow,
} from './returned-row.ts';
import { readReturnedTable, TOKEN, type KnownHeader, type ReturnedSheet } from './returned-table.ts';
import { idsOfSheet } from './written-ids.ts';

/** A filled-in list as it came back. */
export interface ReturnedSheets {
  readonly format: 'csv' | 'xlsx';
  readonly sheets: readonly ReturnedSheet[];
  /** Whether the hidden sheet is there, which proves the hand-out. */
  readonly isProven: boolean;
}

/** A finding and where, by the column's header; and its key. */
export type PlacedFinding = RowPlace & Omit<RowFinding, 'column'> & { readonly key?: string | null };

export interface ReadRows {
  readonly answers: readonly (FoundAnswer & { readonly sheet: string | null })[];
  /** Answers that say what they said when the list was handed out. */
  readonly left: number;
  readonly said: readonly SaidRow[];
  readonly rows: number;
  /** Rows that were handed out and are not in the file. */
  readonly missingRows: number;
  /** Their references. */
  readonly missing: readonly string[];
  readonly rejected: readonly PlacedFinding[];
  readonly warnings: readonly PlacedFinding[];
  readonly altered: readonly RowPlace[];
  /** Rows that the list did not have when it was handed out. */
  readonly foreign: readonly number[];
  readonly ignoredColumns: readonly string[];
  readonly ignoredRows: readonly number[];
  readonly ignored: readonly IgnoredPlace[];
}

/** What is read of one row, or of the head of a table. */
interface Told {
  readonly row: number;
  readonly sheet: string | null;
  readonly reference: string | null;
  readonly findings: readonly RowFinding[];
  readonly answers?: readonly FoundAnswer[];
  readonly altered?: readonly string[];
  readonly left?: number;
  readonly said?: SaidHere | null;
  readonly counts?: boolean;
  readonly isIgnored?: boolean;
}

/** What is read of a row of the file, and what of it is told of elsewhere. */
interface ToldRow extends Told {
  readonly of: FileRow;
  readonly is: 'read' | 'beside' | 'told';
}

/**
 * Reads every row of every table in the file; a row that can not be trusted is told of and gives no answers.
 *
 * @param letterOf the letter of a column, by its place from 1
 * @returns null where no sheet has a table
 */
export function readReturnedRows(
  context: ReturnContext,
  file: ReturnedSheets,
  reader: RowReader,
  letterOf: (column: number) => string,
): ReadRows | null {
  const headers = headersOf(file, reader);
  const { worklistId } = context.list;
  const tables = tablesOf(file, headers, worklistId, letterOf);
  if (tables.length === 0) return null;
  const rows = tables.flatMap((table) => table.rows.map((row): FileRow => ({ ...row, table })));
  const known = { worklistId, issued: context.issued, isOwnText: context.isOwnText };
  const copies = copiesOf(rows, known);
  const rowReader = {
    reader,
    isProven: file.isProven,
    hasMoved: rows.some((row) => isCheckOfOther(row, context)),
  };
  const each = rows.map((row) => readRow(row, context, { ...known, copies }, rowReader));
  const ofRows = withoutContradictions(each, reader);
  const told: readonly Told[] = [
    ...tables.map((table) => readHead(table, reader, headers)),
    ...ofRows,
    ...file.sheets.flatMap((sheet) => besidesOfSheet(sheet, tables, ofRows, context, reader, letterOf)),
  ];
  const headerOf = (key: string | null): string | null =>
    key === null ? null : (headers.find((header) => header.key === key)?.header ?? key);
  const found = told.flatMap(({ sheet, row, reference, findings }) =>
    findings.map((finding): PlacedFinding => ({
      sheet,
      row,
      reference,
      ...finding,
      key: finding.column,
      column: headerOf(finding.column),
    })),
  );
  const ofSeverity = (wanted: 'error' | 'warning'): readonly PlacedFinding[] =>
    found.filter(({ code }) => RETURNED_FINDINGS[code].severity === wanted);
  const missing = missingFrom(rows, known);
  return {
    answers: told.flatMap(({ answers = [], sheet }) => answers.map((answer) => ({ ...answer, sheet }))),
    left: told.reduce((sum, { left = 0 }) => sum + left, 0),
    said: told.flatMap(({ said = null, sheet }) => (said === null ? [] : [{ ...said, sheet }])),
    rows: told.filter(({ counts }) => counts === true).length,
    missingRows: missing.length,
    missing,
    rejected: ofSeverity('error'),
    warnings: ofSeverity('warning'),
    altered: told.flatMap(({ sheet, row, reference, altered = [] }) =>
      altered.map((key) => ({ sheet, row, reference, column: headerOf(key) })),
    ),
    foreign: found.flatMap(({ code, row }) => (code === 'ROW_NOT_HANDED_OUT' ? [row] : [])),
    ignoredColumns: [...new Set(tables.flatMap((table) => table.ignoredColumns))],
    ignoredRows: told.flatMap(({ row, isIgnored }) => (isIgnored === true ? [row] : [])),
    ignored: tables
      .map((table) => ({
        sheet: table.sheet,
        columns: table.ignoredColumns,
        rows: ofRows.flatMap(({ of, row, isIgnored }) =>
          isIgnored === true && of.table === table ? [row] : [],
        ),
      }))
      .filter(({ columns, rows: some }) => columns.length + some.length > 0),
  };
}

/** The rows of a file, without the answers that contradict those of its other rows. */
function withoutContradictions(rows: readonly ToldRow[], { together }: RowReader): readonly ToldRow[] {
  const refused = together?.(rows.flatMap(({ answers = [] }) => answers));
  if (refused === undefined) return rows;
  return rows.map((row) => ({
    ...row,
    answers: (row.answers ?? []).filter((answer) => !refused.has(answer)),
    findings: [...row.findings, ...(row.answers ?? []).flatMap((answer) => refused.get(answer) ?? [])],
  }));
}

function missingFrom(
  rows: readonly FileRow[],
  { issued, worklistId }: Pick<Parameters<typeof fateOf>[1], 'issued' | 'worklistId'>,
): readonly string[] {
  const here = new Set(
    rows.filter((row) => otherListOf(row, worklistId) === null).map(({ token }) => token ?? ''),
  );
  return [...issued.keys()].filter((token) => !here.has(token));
}

function headersOf({ format }: ReturnedSheets, reader: RowReader): readonly KnownHeader[] {
  const idHeaders = format === 'csv' ? CSV_ID_HEADERS : [];
  return [
    { key: TOKEN, header: TOKEN_HEADER },
    { key: DUE, header: DUE_HEADER },
    { key: GROUP, header: GROUP_HEADER },
    { key: CHECK, header: CHECK_HEADER },
    ...idHeaders.map((header) => ({ key: `_${fold(header)}`, header })),
    ...reader.headers,
  ];
}

function tablesOf(
  { sheets }: ReturnedSheets,
  headers: readonly KnownHeader[],
  worklistId: string,
  letterOf: (column: number) => string,
): readonly FoundTable[] {
  const found = sheets.flatMap((sheet) => {
    const table = readReturnedTable(sheet.rows, headers, letterOf);
    return table === null ? [] : [{ table, sheet }];
  });
  return found.map(({ table, sheet }) => {
    const id = idsOfSheet(sheet.rows)?.id ?? worklistId;
    return {
      ...table,
      sheet: found.length > 1 ? sheet.shownAs : null,
      otherList: fold(id) === fold(worklistId) ? null : id,
      marksOf: openRowMarks(sheet.marks ?? [], table.columns),
      from: sheet,
    };
  });
}

/** Columns for answers whose headers are likely rewritten, where a row has something in columns that are not read. */
const lostColumns = ({ table, written }: FileRow, { asked }: RowReader): readonly string[] =>
  written.some((cell, at) => (table.columns[at] ?? null) === null && cell.trim() !== '')
    ? asked.filter((key) => !table.keys.has(key))
    : [];

/** A column for answers that is gone: where another has come instead, its header is likely rewritten and answers are lost. */
function readHead(
  { keys, headerRow, ignoredColumns, otherList, sheet }: FoundTable,
  { asked, guards }: RowReader,
  headers: readonly KnownHeader[],
): Told {
  const missing = otherList === null ? asked.filter((key) => !keys.has(key)) : [];
  const unguarded = otherList === null ? [CHECK, ...guards].filter((key) => !keys.has(key)) : [];
  const named = headers.filter(({ key }) => unguarded.includes(key)).map(({ header }) => `”${header}”`);
  const findings = missing.map((column): RowFinding =>
    ignoredColumns.length === 0
      ? { code: 'COLUMN_GONE', column }
      : { code: 'COLUMN_REWRITTEN', column, detail: { columns: ignoredColumns.join(', ') } },
  );
  const gone: readonly RowFinding[] =
    unguarded.length === 0
      ? []
      : [{ code: 'GUARD_GONE', column: null, detail: { headers: named.join(', ') } }];
  return { row: headerRow, sheet, reference: null, findings: [...findings, ...gone] };
}

function besidesOfSheet(
  sheet: ReturnedSheet,
  tables: readonly FoundTable[],
  rows: readonly ToldRow[],
  { isOwnText, isOwnBeside, isOwnName }: ReturnContext,
  { asked }: RowReader,
  letterOf: (column: number) => string,
): readonly Told[] {
  const table = tables.find(({ from }) => from === sheet) ?? null;
  const here = rows.filter(({ of }) => of.table === table);
  return besidesOf(
    sheet,
    {
      table,
      readRows: new Map(
        here.flatMap(({ is, row, reference }) => (is === 'read' ? [[row, reference ?? ''] as const] : [])),
      ),
      besideRows: here.flatMap(({ is, of }) => (is === 'beside' ? [of] : [])),
    },
    { isOwnText, isOwnBeside, isOwnName, asked, letterOf },
  );
}

/** The key of another row stands among its answers. */
const isCheckOfOther = ({ token, cells }: FileRow, { issued }: ReturnContext): boolean => {
  const check = asSeen(cells.get(CHECK) ?? null);
  return token !== null && check !== token && issued.has(check);
};

function readRow(
  row: FileRow,
  { issued, casesNow }: ReturnContext,
  known: Parameters<typeof fateOf>[1],
  {
    reader,
    isProven,
    hasMoved,
  }: { readonly reader: RowReader; readonly isProven: boolean; readonly hasMoved: boolean },
): ToldRow {
  const place = { row: row.row, sheet: row.table.sheet };
  const handed = issued.get(row.token ?? '');
  const fate = fateOf(row, known);
  if (fate !== null) {
    const findings = fate.fate === 'refused' ? [fate.finding] : [];
    // The key of a row that is another list's names nothing here.
    const isOwn = findings.every(({ code }) => code !== 'ROW_OF_OTHER_LIST');
    return {
      ...place,
      of: row,
      is: fate.fate === 'beside' ? 'beside' : 'told',
      reference: isOwn ? (handed?.token ?? null) : null,
      findings,
      counts: fate.counts,
      isIgnored: fate.fate === 'ignored',
    };
  }
  const now = casesNow.get(row.token ?? '');
  if (handed === undefined || now === undefined) throw new Error(`no case of row ${row.row}`);
  const { cells } = row;
  const isRowProven = isProven || (cells.get(SNAPSHOT_KEY) ?? '') !== '';
  return {
    ...place,
    of: row,
    is: 'read',
    ...reader.read({
      issued: handed,
      now,
      row: row.row,
      cells,
      isProven: isRowProven,
      marks: row.table.marksOf(row.row),
      hasMoved,
      lost: lostColumns(row, reader),
    }),
    counts: true,
  };
}
