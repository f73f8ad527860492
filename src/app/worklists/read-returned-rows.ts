import { fold } from '../../domain/words/fold.ts';
import { ANSWER_FINDINGS } from '../../domain/answers/answer-rules.ts';
import { answerColumn } from '../../domain/answers/answer-columns.ts';
import type { ReturnedList, RowPlace, ToldRow } from '../../domain/returned/returned-list.ts';
import { LIST_ID } from '../../domain/worklists/list-id.ts';
import {
  readReturnedTable,
  TOKEN,
  type KnownHeader,
  type ReturnedRow,
  type ReturnedTable,
} from '../../domain/returned/returned-table.ts';
import type { ReturnedFile } from './returned-file.ts';
import { columnLetters } from '../../files/reading/table.ts';
import { CSV_ID_HEADERS, withoutApostrophe } from '../../documents/worklist/worklist-csv.ts';
import { DUE_HEADER, TOKEN_HEADER } from '../../documents/worklist/worklist-phrases.ts';
import { UserError } from '../../text/errors.ts';
import { openCaseIds } from '../../register/cases/case-ids.ts';
import { openPersonPlaces } from '../cases/person-places.ts';
import { idsOfSheet, LIST_HEADER, SNAPSHOT_HEADER } from './recognise-worklist.ts';
import {
  asSeenIn,
  DUE,
  GROUP,
  type Findings,
  type FoundAnswer,
  type ReadContext,
  type RowReader,
} from './returned-row.ts';

export interface ReadRows {
  readonly answers: readonly (FoundAnswer & { readonly sheet: string | null })[];
  /** Answers that say what they said when the list was handed out. */
  readonly left: number;
  readonly told: Pick<
    ReturnedList,
    'rows' | 'rejected' | 'warnings' | 'altered' | 'foreign' | 'ignoredColumns' | 'ignoredRows'
  >;
}

type Sheet = ReturnedFile['sheets'][number];

interface FoundTable extends ReturnedTable {
  /** Where the file has several tables, the sheet that this one is on. */
  readonly sheet: string | null;
  /** The list that the sheet says it is, where that is another. */
  readonly otherList: string | null;
}

interface Line extends ReturnedRow {
  readonly table: FoundTable;
}

const SNAPSHOT_KEY = `_${fold(SNAPSHOT_HEADER)}`;
const LIST_KEY = `_${fold(LIST_HEADER)}`;

/** Reads every row of every table in the file; a row that can not be trusted is told of and gives no answers. */
export function readReturnedRows(
  context: ReadContext,
  file: string,
  { sheets, envelope, format }: ReturnedFile,
  reader: RowReader,
): ReadRows {
  const headers: readonly KnownHeader[] = [
    { key: TOKEN, header: TOKEN_HEADER },
    { key: DUE, header: DUE_HEADER },
    { key: GROUP, header: 'Enhet' },
    ...(format === 'csv' ? CSV_ID_HEADERS.map((header) => ({ key: `_${fold(header)}`, header })) : []),
    ...reader.headers,
  ];
  const tables = tablesOf(sheets, headers, context.list.worklistId);
  if (tables.length === 0) throw new UserError('RETURN_WITHOUT_TABLE', { file });
  const headerOf = (key: string): string => headers.find((known) => known.key === key)?.header ?? key;
  const told = { rejected: [] as ToldRow[], warnings: [] as ToldRow[], altered: [] as RowPlace[] };
  let left = 0;
  const findingsOn = (sheet: string | null): Findings => ({
    reject: (row, reference, column, reason) =>
      void told.rejected.push({
        sheet,
        row,
        reference,
        column: column === null ? null : headerOf(column),
        reason,
      }),
    find: (row, reference, column, code) => {
      const { severity, text } = ANSWER_FINDINGS[code];
      const place = { sheet, row, reference, column: headerOf(column) };
      (severity === 'error' ? told.rejected : told.warnings).push({ ...place, reason: text });
    },
    alter: (row, reference, column) =>
      void told.altered.push({ sheet, row, reference, column: headerOf(column) }),
    leave: () => void (left += 1),
  });
  for (const table of tables) tellMissingColumns(table, reader, findingsOn(table.sheet));

  const plain = ({ cells }: ReturnedRow): ReadonlyMap<string, string> =>
    format === 'csv' ? new Map([...cells].map(([key, text]) => [key, withoutApostrophe(text)])) : cells;
  const lines = tables.flatMap((table) =>
    table.rows.map((row): Line => ({ ...row, cells: plain(row), table })),
  );
  const copies = copiesOf(lines, context);
  const caseIdOf = openCaseIds(context.register.db);
  const placeOf = openPersonPlaces(context.register.db);
  const foreign: number[] = [];
  const ignoredRows: number[] = [];
  const answers: ReadRows['answers'][number][] = [];
  let rows = 0;
  for (const line of lines) {
    const { row, token, cells, filled, table } = line;
    const findings = findingsOn(table.sheet);
    if (token === null) {
      // Footnotes and the line for a signature stand in one cell.
      if (filled <= 1) continue;
      if (!isAnswered(cells)) ignoredRows.push(row);
      else {
        rows += 1;
        findings.reject(row, null, null, table.hasTokens ? WITHOUT_TOKEN : WITHOUT_TOKENS);
      }
      continue;
    }
    rows += 1;
    const other = otherListOf(line, context.list.worklistId);
    if (other !== null) {
      const named = LIST_ID.exec(other)?.[0];
      const which = named === undefined ? '' : ` (${named})`;
      findings.reject(row, null, null, `raden hör till en annan lista${which}: lämna in den för sig`);
      continue;
    }
    const issued = context.issued.get(token);
    if (issued === undefined) {
      foreign.push(row);
      findings.reject(row, null, null, 'raden hör inte till listan som lämnades ut');
      continue;
    }
    if (line.isAmbiguous) {
      findings.reject(row, token, null, 'en kolumn står två gånger och säger olika');
      continue;
    }
    const copied = copies.get(token);
    if (copied?.isContradicting === true) {
      findings.reject(row, token, null, 'raden står flera gånger i filen och säger olika');
      continue;
    }
    if (copied !== undefined && copied.read !== line) {
      ignoredRows.push(row);
      continue;
    }
    const isProven = envelope !== null || (cells.get(SNAPSHOT_KEY) ?? '') !== '';
    const found = reader.read({ issued, caseId: caseIdOf(issued), row, cells, isProven }, findings);
    answers.push(
      ...found.map((answer) => {
        const { kind, caseId, step, column } = placeOf({ ...answer.place, token: answer.data.token });
        return { ...answer, place: { kind, caseId, step, column }, sheet: table.sheet };
      }),
    );
  }
  const ignoredColumns = [...new Set(tables.flatMap((table) => table.ignoredColumns))];
  return { answers, left, told: { rows, ...told, foreign, ignoredColumns, ignoredRows } };
}

const WITHOUT_TOKEN = 'raden saknar radnyckel';
const WITHOUT_TOKENS = 'kolumnen Radnyckel saknas: raderna kan inte kännas igen';

function tablesOf(
  sheets: readonly Sheet[],
  headers: readonly KnownHeader[],
  worklistId: string,
): readonly FoundTable[] {
  const found = sheets.flatMap((sheet) => {
    const table = readReturnedTable(sheet.rows, headers, columnLetters);
    return table === null ? [] : [{ table, sheet }];
  });
  return found.map(({ table, sheet }) => {
    const id = idsOfSheet(sheet)?.id ?? worklistId;
    return {
      ...table,
      sheet: found.length > 1 ? sheet.shownAs : null,
      otherList: fold(id) === fold(worklistId) ? null : id,
    };
  });
}

/** The other list that a row is from: as the row says itself, or in a workbook its sheet. */
function otherListOf({ cells, table }: Line, worklistId: string): string | null {
  const written = cells.get(LIST_KEY) ?? '';
  if (written === '') return table.otherList;
  return fold(written) === fold(worklistId) ? null : written;
}

/** A column for answers that is gone: where another has come instead, its header is likely rewritten and answers are lost. */
function tellMissingColumns(
  { keys, headerRow, ignoredColumns, otherList }: FoundTable,
  { asked }: RowReader,
  findings: Findings,
): void {
  if (otherList !== null) return;
  for (const key of asked.filter((one) => !keys.has(one))) {
    if (ignoredColumns.length === 0) findings.find(headerRow, null, key, 'COLUMN_GONE');
    else
      findings.reject(
        headerRow,
        null,
        key,
        `kolumnen finns inte i filen: är rubriken omskriven? Inget läses ur kolumn ${ignoredColumns.join(', ')}`,
      );
  }
}

const isAnswer = (key: string): boolean =>
  answerColumn(key) !== undefined || key === 'choice' || key === 'own';

const isAnswered = (cells: ReadonlyMap<string, string>): boolean =>
  [...cells].some(([key, text]) => isAnswer(key) && text !== '');

interface Copies {
  /** The row that counts for all of them. */
  readonly read: Line | undefined;
  readonly isContradicting: boolean;
}

/** Rows of one key: copied, or written on two sheets. A copy that nobody has filled in says nothing against the others. */
function copiesOf(lines: readonly Line[], { issued, list }: ReadContext): ReadonlyMap<string, Copies> {
  const byToken = new Map<string, Line[]>();
  for (const line of lines)
    if (line.token !== null && otherListOf(line, list.worklistId) === null)
      byToken.set(line.token, [...(byToken.get(line.token) ?? []), line]);
  const copied = [...byToken].filter(([, found]) => found.length > 1);
  return new Map(
    copied.map(([token, found]): [string, Copies] => {
      const handed = issued.get(token)?.cells ?? {};
      const isTouched = ({ cells }: Line): boolean =>
        [...cells].some(([key, text]) => {
          const format = answerColumn(key)?.format ?? 'text';
          return isAnswer(key) && asSeenIn(format, text) !== asSeenIn(format, handed[key] ?? null);
        });
      const touched = found.filter(isTouched);
      const texts = new Set(
        touched.map(({ cells }) => JSON.stringify([...cells].filter(([key]) => isAnswer(key)).sort())),
      );
      return [token, { read: touched[0] ?? found[0], isContradicting: texts.size > 1 }];
    }),
  );
}
