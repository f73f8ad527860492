import { basename } from 'node:path';
import { fold } from '../../domain/records/fold.ts';
import { cellName, type AnswerCell, type AnsweredData } from '../../domain/tracking/answers.ts';
import { MARKS } from '../../domain/tracking/marks.ts';
import { answerColumn } from '../../domain/worklists/columns.ts';
import { isRehearsalListId, LIST_ID } from '../../domain/worklists/list-id.ts';
import { ANSWER_FINDINGS } from '../../domain/worklists/answer-rules.ts';
import type { HeldAnswer, ReturnedList, RowPlace, ToldRow } from '../../domain/worklists/returned-list.ts';
import {
  readReturnedTable,
  TOKEN,
  type KnownHeader,
  type ReturnedRow,
} from '../../domain/worklists/returned-table.ts';
import { openReturnedFile, type ReturnedFile } from '../../files/reading/returned-file.ts';
import type { ReaderProcess } from '../../files/reading/open-table.ts';
import { columnLetters } from '../../files/reading/table.ts';
import { shownText } from '../../files/writing/shown-text.ts';
import { CSV_ID_HEADERS, withoutApostrophe } from '../../files/writing/worklist-csv.ts';
import { DUE_HEADER, TOKEN_HEADER } from '../../files/writing/worklist-phrases.ts';
import { eventsOfType, eventWriter, type Writer } from '../../register/events.ts';
import type { Register } from '../../register/register.ts';
import { rehearsalOf } from '../../register/rehearsal.ts';
import {
  findWorklist,
  rowsOfWorklist,
  worklistAfter,
  type IssuedWorklist,
} from '../../register/worklists.ts';
import { inTransaction } from '../../register/transaction.ts';
import { UserError } from '../../text/errors.ts';
import { answerCellsOf, openCaseIds } from '../cases/answered-case.ts';
import { reclassify } from '../cases/reclassify.ts';
import { asFileError } from '../lists/recognise-list.ts';
import { conflictReader } from './return-conflicts.ts';
import { workReader } from './return-work.ts';
import type { Findings, FoundAnswer, ReadContext, RowReader } from './returned-row.ts';

export const RETURNED = 'returned';

export interface ReturnRequest {
  readonly path: string;
  readonly asOf: string;
  readonly writer: Writer;
  readonly readerProcess: ReaderProcess;
  readonly isDryRun: boolean;
}

/**
 * Takes a filled-in list back: only what was changed, only where it was handed out, and nothing over another's answer.
 *
 * @throws UserError where the file is no list that this register handed out
 */
export async function returnList(register: Register, request: ReturnRequest): Promise<ReturnedList> {
  const file = basename(request.path);
  let returned: ReturnedFile;
  try {
    returned = await openReturnedFile(request.path, request.readerProcess);
  } catch (error) {
    throw asFileError(error, file);
  }
  return inTransaction(register.db, () => takeBack(register, request, file, returned), {
    isKept: !request.isDryRun,
  });
}

function takeBack(
  register: Register,
  request: ReturnRequest,
  file: string,
  returned: ReturnedFile,
): ReturnedList {
  const { db } = register;
  const { asOf } = request;
  const list = recognise(register, file, returned);
  const issued = rowsOfWorklist(db, list.worklistId);
  const context: ReadContext = { register, list, issued, asOf };
  const reader = list.asksFor === 'work' ? workReader(context) : conflictReader(context);
  const read = readRows(context, file, returned, reader);
  const outcome = apply(register, request, list, returned.sha256, read);
  const after = list.asksFor === 'work' ? worklistAfter(db, list) : undefined;
  return {
    file,
    worklistId: list.worklistId,
    ...outcome,
    unchanged: outcome.unchanged + read.left,
    rows: read.rows,
    rejected: read.rejected,
    warnings: read.warnings,
    altered: read.altered,
    foreign: read.foreign,
    ignoredColumns: read.ignoredColumns,
    ignoredRows: read.ignoredRows,
    supersededBy: after?.worklistId ?? null,
  };
}

const [LIST_HEADER, SNAPSHOT_HEADER] = CSV_ID_HEADERS;

/** The list that the file is, by its ids. */
function recognise(register: Register, file: string, { sheets, envelope }: ReturnedFile): IssuedWorklist {
  const { db, profile } = register;
  const written = envelope ?? idsInSheets(sheets);
  if (written === null) throw new UserError('RETURN_NOT_A_WORKLIST', { file });
  const isRehearsed = isRehearsalListId(written.id) || (envelope?.watermark ?? null) !== null;
  const named = { file, list: shownText(written.id).slice(0, 40) };
  const isRehearsal = rehearsalOf(register) !== null;
  if (isRehearsed && !isRehearsal) throw new UserError('RETURN_REHEARSAL_LIST', named);
  const list = findWorklist(db, written.id);
  const isOther =
    list === undefined ||
    (written.snapshotId !== null && written.snapshotId !== list.snapshotId) ||
    (envelope !== null && envelope.environment !== profile.environment);
  if (!isOther) return list;
  throw new UserError(isRehearsal && !isRehearsed ? 'RETURN_NOT_IN_REHEARSAL' : 'RETURN_FOREIGN_LIST', named);
}

/** Where the hidden sheet is gone: the columns of a CSV, or the head of the printed sheet. */
function idsInSheets(
  sheets: ReturnedFile['sheets'],
): { readonly id: string; readonly snapshotId: string | null } | null {
  for (const { rows } of sheets) {
    const header = rows.find(({ cells }) => cells.some((cell) => fold(cell) === fold(TOKEN_HEADER)));
    if (header === undefined) continue;
    const listAt = header.cells.findIndex((cell) => fold(cell) === fold(LIST_HEADER));
    const snapshotAt = header.cells.findIndex((cell) => fold(cell) === fold(SNAPSHOT_HEADER));
    const below = rows.find(({ row, cells }) => row > header.row && LIST_ID.test(cells[listAt] ?? ''));
    if (below !== undefined) {
      const snapshotId = withoutApostrophe((below.cells[snapshotAt] ?? '').trim());
      return { id: (below.cells[listAt] ?? '').trim(), snapshotId: snapshotId === '' ? null : snapshotId };
    }
    const head = rows.filter(({ row }) => row < header.row).flatMap(({ cells }) => cells);
    const id = head.map((cell) => LIST_ID.exec(cell)?.[0]).find((found) => found !== undefined);
    if (id !== undefined) return { id, snapshotId: null };
  }
  return null;
}

interface ReadRows {
  readonly rows: number;
  readonly answers: readonly FoundAnswer[];
  /** Answers that say what they said when the list was handed out. */
  readonly left: number;
  readonly rejected: readonly ToldRow[];
  readonly warnings: readonly ToldRow[];
  readonly altered: readonly RowPlace[];
  readonly foreign: readonly number[];
  readonly ignoredColumns: readonly string[];
  readonly ignoredRows: readonly number[];
}

function readRows(
  context: ReadContext,
  file: string,
  { sheets, envelope, format }: ReturnedFile,
  reader: RowReader,
): ReadRows {
  const headers: readonly KnownHeader[] = [
    { key: TOKEN, header: TOKEN_HEADER },
    { key: '_due', header: DUE_HEADER },
    { key: '_group', header: 'Enhet' },
    ...(format === 'csv' ? CSV_ID_HEADERS.map((header) => ({ key: `_${fold(header)}`, header })) : []),
    ...reader.headers,
  ];
  const tables = sheets.flatMap(({ rows }) => readReturnedTable(rows, headers, columnLetters) ?? []);
  if (tables.length === 0) throw new UserError('RETURN_WITHOUT_TABLE', { file });
  const rejected: ToldRow[] = [];
  const warnings: ToldRow[] = [];
  const altered: RowPlace[] = [];
  const foreign: number[] = [];
  const ignoredRows: number[] = [];
  const answers: FoundAnswer[] = [];
  let left = 0;
  let rows = 0;
  const headerOf = (key: string): string => reader.headers.find((known) => known.key === key)?.header ?? key;
  const findings: Findings = {
    reject: (row, reference, column, reason) =>
      void rejected.push({ row, reference, column: column === null ? null : headerOf(column), reason }),
    find: (row, reference, column, code) => {
      const { severity, text } = ANSWER_FINDINGS[code];
      (severity === 'error' ? rejected : warnings).push({
        row,
        reference,
        column: headerOf(column),
        reason: text,
      });
    },
    alter: (row, reference, column) => void altered.push({ row, reference, column: headerOf(column) }),
    leave: () => void (left += 1),
  };
  const caseIdOf = openCaseIds(context.register.db);
  const table = tables.flatMap((one) => one.rows.map((row) => ({ ...row, hasTokens: one.hasTokens })));
  const twice = rowsToldTwice(table);
  const snapshotKey = `_${fold(SNAPSHOT_HEADER)}`;
  const listKey = `_${fold(LIST_HEADER)}`;
  for (const line of table) {
    const { row, token, cells: written, filled, isAmbiguous, hasTokens } = line;
    const cells =
      format === 'csv' ? new Map([...written].map(([key, text]) => [key, withoutApostrophe(text)])) : written;
    const isAnswered = reader.headers.some(({ key }) => isAnswer(key) && (cells.get(key) ?? '') !== '');
    if (token === null) {
      // Footnotes and the line for a signature stand in one cell.
      if (isAnswered && filled > 1) {
        rows += 1;
        findings.reject(
          row,
          null,
          null,
          hasTokens ? 'raden saknar radnyckel' : 'kolumnen Radnyckel saknas: raderna kan inte kännas igen',
        );
      } else if (filled > 1) ignoredRows.push(row);
      continue;
    }
    rows += 1;
    const issued = context.issued.get(token);
    if (issued === undefined) {
      foreign.push(row);
      findings.reject(row, null, null, 'raden hör inte till listan som lämnades ut');
      continue;
    }
    const other = cells.get(listKey) ?? '';
    if (other !== '' && fold(other) !== fold(context.list.worklistId)) {
      findings.reject(row, token, null, 'raden hör till en annan lista: lämna in den för sig');
      continue;
    }
    if (isAmbiguous) {
      findings.reject(row, token, null, 'en kolumn står två gånger och säger olika');
      continue;
    }
    const repetition = twice.get(token);
    if (repetition?.isContradicting === true) {
      findings.reject(row, token, null, 'raden står flera gånger i filen och säger olika');
      continue;
    }
    if (repetition !== undefined && repetition.first !== line) {
      ignoredRows.push(row);
      continue;
    }
    const isProven = envelope !== null || (cells.get(snapshotKey) ?? '') !== '';
    const caseId = caseIdOf(issued);
    answers.push(...reader.read({ issued, caseId, row, cells, isProven }, findings));
  }
  const ignoredColumns = [...new Set(tables.flatMap((one) => one.ignoredColumns))];
  return { rows, answers, left, rejected, warnings, altered, foreign, ignoredColumns, ignoredRows };
}

const isAnswer = (key: string): boolean =>
  answerColumn(key) !== undefined || key === 'choice' || key === 'own';

/** Rows of one key: copied, or written on two sheets. */
function rowsToldTwice(
  rows: readonly ReturnedRow[],
): ReadonlyMap<string, { readonly first: ReturnedRow | undefined; readonly isContradicting: boolean }> {
  const byToken = new Map<string, ReturnedRow[]>();
  for (const row of rows)
    if (row.token !== null) byToken.set(row.token, [...(byToken.get(row.token) ?? []), row]);
  const twice = [...byToken].filter(([, found]) => found.length > 1);
  return new Map(
    twice.map(([token, found]) => {
      const texts = new Set(
        found.map(({ cells }) => JSON.stringify([...cells].filter(([key]) => isAnswer(key)).sort())),
      );
      return [token, { first: found[0], isContradicting: texts.size > 1 }];
    }),
  );
}

type Outcome = Pick<ReturnedList, 'returnId' | 'applied' | 'unchanged' | 'conflicts' | 'held'>;

/** Writes down what is new, and says of every answer what has come of it. */
function apply(
  register: Register,
  request: ReturnRequest,
  list: IssuedWorklist,
  sha256: string,
  read: ReadRows,
): Outcome {
  const { db } = register;
  const touched = read.answers.map(({ place }) => place);
  const before = answerCellsOf(db, touched);
  const returnId = `R-${String(eventsOfType(db, RETURNED).length + 1).padStart(4, '0')}`;
  const fresh = new Set(read.answers.filter((answer) => isNew(answer, before.get(cellName(answer.place)))));
  const logEvent = eventWriter(db, request.writer);
  for (const { type, place, data, effectiveOn } of fresh) {
    const { kind, caseId } = place;
    logEvent({
      type,
      effectiveOn,
      kind,
      caseId,
      data: { return: returnId, returnedOn: request.asOf, ...data },
    });
  }
  const after = answerCellsOf(db, touched);
  const outcome = { applied: 0, unchanged: 0, conflicts: [] as HeldAnswer[], held: [] as HeldAnswer[] };
  for (const answer of read.answers) {
    const then = before.get(cellName(answer.place));
    const now = after.get(cellName(answer.place));
    const held = now?.held ?? null;
    if (held?.values.some(({ value }) => value === answer.data.value) === true) {
      (held.because === 'contradiction' ? outcome.conflicts : outcome.held).push(
        heldAnswer(answer, held.values),
      );
    } else if (fresh.has(answer) && (then?.value ?? null) !== (now?.value ?? null)) outcome.applied += 1;
    else outcome.unchanged += 1;
  }
  if (fresh.size > 0) {
    const { applied, unchanged, conflicts, held } = outcome;
    logEvent({
      type: RETURNED,
      effectiveOn: request.asOf,
      data: {
        return: returnId,
        worklist: list.worklistId,
        sha256,
        rows: read.rows,
        applied,
        unchanged: unchanged + read.left,
        conflicts: conflicts.length,
        held: held.length,
        rejected: read.rejected.length,
      },
    });
    if ([...fresh].some(({ place }) => closesInSource(place.column))) reclassify(register, null, logEvent);
  }
  return { returnId: fresh.size > 0 ? returnId : null, ...outcome };
}

/** Of all that is answered, only that a case is closed changes its class. */
function closesInSource(column: string): boolean {
  const mark = answerColumn(column)?.attests;
  return mark !== undefined && MARKS[mark].closesInSource;
}

/** The same answer, on the same list and by the same person, is one however often it comes back. */
function isNew({ data }: FoundAnswer, cell: AnswerCell | undefined): boolean {
  if (data.isHeld === true && cell?.value === data.value) return false;
  const same = ({ worklist, value, by, on, isHeld }: Omit<AnsweredData, 'return' | 'returnedOn'>): string =>
    JSON.stringify([worklist, value, by, on, isHeld === true]);
  return cell?.given.some((given) => same(given) === same(data)) !== true;
}

function heldAnswer(
  { row, place, data }: FoundAnswer,
  values: NonNullable<AnswerCell['held']>['values'],
): HeldAnswer {
  return {
    row,
    reference: data.token,
    column: answerColumn(place.column)?.header ?? place.column,
    values: values.flatMap(({ value, given }) =>
      [...new Set(given.map(({ worklist }) => worklist))].sort().map((worklist) => ({ value, worklist })),
    ),
  };
}
