import { stat } from 'node:fs/promises';
import { basename, dirname, extname, join } from 'node:path';
import {
  ADVICE_HEADER,
  adviceOf,
  mendingTitle,
  NAMING_A_ROW,
  PRIVACY_NOTICE,
  PROTECTED_NOTICE,
  ROW_HEADER,
} from '../../domain/validation/mending-list.ts';
import { SHOWN } from '../../domain/log/shown.ts';
import type { FromName } from '../../domain/mapping/mapping.ts';
import { openCoveredCells } from '../../domain/records/beside-cells.ts';
import { OutputRefused, refuseTarget, writeFileAtomically } from '../../files/put/atomic-write.ts';
import { releasedText } from '../../documents/kit/held-text.ts';
import type { MendingModel, MendingRow } from '../../documents/mending/mending-model.ts';
import { uniqueFileNames } from '../../files/put/safe-name.ts';
import { sourceWithNumber } from '../../register/lists/sources.ts';
import { eventWriter, type Writer } from '../../register/log/events.ts';
import { originalOf, rowsToMend, type FaultyRow, type RowsToMend } from '../../register/lists/mending.ts';
import type { Register } from '../../register/file/register.ts';
import { inTransaction } from '../../register/engine/transaction.ts';
import { UserError } from '../../text/errors.ts';
import type { ImportReport } from './import-report.ts';
import { shownData } from '../log/log-access.ts';
import { asFileError } from './recognise-list.ts';
import { watermarkOf } from '../guards/rehearsal-mark.ts';
import { dayOfDoing } from '../guards/day-to-come.ts';

const FORMATS = ['.xlsx', '.csv'];

/** Rows of people with protected identity go in a file of their own, for the persons appointed to see them. */
function protectedPath(path: string): string {
  const extension = extname(path);
  return join(dirname(path), `${basename(path, extension)}-skyddade${extension}`);
}

/**
 * Where the faulty rows of each list are to be written: the path as given for one list, with the list's name in it for
 * several. Nothing is read or written.
 *
 * @throws UserError, OutputRefused where it can already be told that one of them can not be written
 */
export async function planMendingLists(
  path: string,
  lists: readonly string[],
  options: { readonly force: boolean },
): Promise<readonly string[]> {
  const extension = extname(path);
  if (!FORMATS.includes(extension.toLowerCase()))
    throw new UserError('ERRORS_FORMAT', { file: basename(path) });
  const names = uniqueFileNames(
    lists.map((list, index) => ({ key: String(index), text: basename(list, extname(list)) })),
  );
  const planned = lists.map((_list, index) =>
    lists.length === 1
      ? path
      : join(dirname(path), `${basename(path, extension)}-${names.get(String(index)) ?? index}${extension}`),
  );
  const read = await Promise.all(lists.map(identityOf));
  for (const file of planned.flatMap((one) => [one, protectedPath(one)])) {
    const written = await identityOf(file);
    if (written !== null && read.includes(written))
      throw new UserError('ERRORS_OVER_LIST', { file: basename(file) });
    await refuseTarget(file, options.force);
  }
  return planned;
}

/** What tells one file from another, whatever paths lead to it; null where there is none. */
async function identityOf(path: string): Promise<string | null> {
  const found = await stat(path).catch(() => null);
  return found === null ? null : `${found.dev} ${found.ino}`;
}

interface MendingRequest {
  readonly report: ImportReport;
  readonly path: string;
  readonly force: boolean;
  readonly asOf: string;
  readonly writer: Writer;
}

export interface WrittenMendingList {
  readonly path: string;
  readonly rows: number;
  /** Whether it holds rows of people with protected identity. */
  readonly isProtected: boolean;
}

/**
 * Writes the faulty rows of a list that has just been read, with what is wrong beside them, and logs that they left.
 *
 * @returns the files; none where nothing is left to mend
 */
export async function writeMendingList(
  register: Register,
  request: MendingRequest,
): Promise<readonly WrittenMendingList[]> {
  const { db } = register;
  const { report, path, force, asOf, writer } = request;
  return inTransaction(
    db,
    async () => {
      const toMend = rowsToMend(db, report.sourceNo);
      const count = toMend.count();
      const planned = [
        { path, rows: count.open, isProtected: false },
        { path: protectedPath(path), rows: count.protected, isProtected: true },
      ].filter(({ rows }) => rows > 0);
      const { writeMendingWorkbook, MOST_WORKBOOK_ROWS } =
        await import('../../documents/mending/mending-workbook.ts');
      const { writeMendingCsv } = await import('../../documents/mending/mending-csv.ts');
      const isWorkbook = extname(path).toLowerCase() === '.xlsx';
      const most = Math.max(0, ...planned.map(({ rows }) => rows));
      if (isWorkbook && most > MOST_WORKBOOK_ROWS) {
        throw new UserError('ERRORS_TOO_MANY', {
          file: basename(path),
          rows: most,
          most: MOST_WORKBOOK_ROWS,
        });
      }
      const logEvent = eventWriter(db, writer);
      const effectiveOn = dayOfDoing(register, { asOf, writer });
      for (const file of planned) {
        const model = modelOf(register, request, file.isProtected);
        const left: number[] = [];
        const rows = mendingRows(report, toMend, file.isProtected, left);
        const data = isWorkbook ? await writeMendingWorkbook(model, rows) : writeMendingCsv(model, rows);
        await writeFileAtomically(file.path, data, { force });
        logEvent({
          type: 'errors-written',
          effectiveOn,
          data: { file: basename(file.path), sourceNo: report.sourceNo, rows: file.rows },
        });
        const { sourceNo } = report;
        logEvent({
          type: SHOWN,
          effectiveOn,
          data: shownData(db, {
            command: 'import',
            rows: left.map((row) => ({ sourceNo, row })),
            files: [basename(file.path)],
          }),
        });
      }
      return planned;
    },
    { decided: () => sourceWithNumber(db, report.sourceNo) !== undefined },
  ).catch((error: unknown) => {
    throw error instanceof OutputRefused
      ? new UserError(error.code, { file: error.file })
      : asFileError(error, report.file);
  });
}

interface Column {
  readonly header: string;
  /** Position in the list; -1 where the text is that of a name. */
  readonly index: number;
  readonly from?: FromName['from'];
}

/**
 * The list's mapped columns in its own order; what is not taken in is not handed out either. What was put together
 * stands in its parts, and the name that a text was taken from in a column of its own: the row is mended on its own.
 */
function columnsOf({ list }: ImportReport): readonly Column[] {
  const columns = list.columns.columns.flatMap(({ header, index, made }): readonly Column[] => {
    if (made === undefined) return [{ header, index }];
    if ('parts' in made)
      return made.parts.map((at) => ({ header: (list.headers[at] ?? '').trim(), index: at }));
    return 'from' in made ? [{ header, index, from: made.from }] : [];
  });
  return columns
    .filter(({ index }, at) => index < 0 || columns.findIndex((other) => other.index === index) === at)
    .sort((a, b) => a.index - b.index);
}

function modelOf(register: Register, { report, asOf }: MendingRequest, isProtected: boolean): MendingModel {
  const watermark = watermarkOf(register);
  return {
    titles: [
      mendingTitle(originalOf(register.db, report.sourceNo)),
      ...(report.exportedOn === null ? [] : [`Uttag ${report.exportedOn}`]),
      // The last title stands at the foot of every page.
      [watermark === null ? null : `${watermark}.`, isProtected ? PROTECTED_NOTICE : null, PRIVACY_NOTICE]
        .filter((text) => text !== null)
        .join(' '),
    ],
    rowHeader: ROW_HEADER,
    adviceHeader: ADVICE_HEADER,
    headers: columnsOf(report).map(({ header }) => header),
    sheet: report.sheet,
    day: asOf,
  };
}

/** The second reading of the list: its faulty rows with their cells as they stand, batch by batch; `left` is told which. */
async function* mendingRows(
  report: ImportReport,
  toMend: RowsToMend,
  isProtected: boolean,
  left: number[],
): AsyncGenerator<readonly MendingRow[]> {
  const columns = columnsOf(report);
  const isHeld = report.mending !== null;
  const covered = openCoveredCells(report.list.table.facts.besides, report.list.columns);
  for await (const batch of report.list.table.batches()) {
    const cellsAt = new Map(batch.map(({ row, cells }) => [row, covered(row, cells)]));
    const [first] = batch;
    const last = batch.at(-1);
    if (first === undefined || last === undefined) continue;
    const faulty = toMend.between(first.row, last.row).filter((row) => row.isProtected === isProtected);
    if (faulty.length === 0) continue;
    left.push(...faulty.map(({ row }) => row));
    yield faulty.map((row) => {
      const cells = cellsAt.get(row.row) ?? [];
      return mendingRow(row, isHeld ? cells.map(releasedText) : cells, columns, {
        nameOf: (from) => nameOfRow(report, row.row, from),
        width: report.list.headers.length,
        originalRowOf: toMend.originalRowOf,
        systems: report.systems,
      });
    });
  }
}

function mendingRow(
  { originalRow, findings }: FaultyRow,
  cells: readonly string[],
  columns: readonly Column[],
  list: {
    readonly width: number;
    readonly nameOf: (from: FromName['from']) => string;
    readonly originalRowOf: (row: number) => number | null;
    readonly systems: ImportReport['systems'];
  },
): MendingRow {
  const advice: string[] = [];
  const faults = new Map<number, string[]>();
  const refused = new Set<number>();
  let isRagged = false;
  for (const { code, column, detail } of findings) {
    const sentence = adviceOf(
      code,
      NAMING_A_ROW.includes(code) ? rowNamed(detail, list.originalRowOf) : detail,
      list.systems,
    );
    const at = columns.findIndex(({ header }) => header === column);
    advice.push(column === null ? sentence : `${column}: ${sentence}`);
    if (at >= 0) faults.set(at, [...(faults.get(at) ?? []), sentence]);
    if (code === 'FREE_TEXT_REFUSED') refused.add(at);
    if (code === 'ROW_RAGGED') isRagged = true;
  }
  return {
    row: originalRow === null ? '' : String(originalRow),
    advice,
    cells: [
      // Free text is refused when it comes in; it does not leave again either.
      ...columns.map(({ index, from }, at) =>
        refused.has(at) ? '' : from === undefined ? (cells[index] ?? '') : list.nameOf(from),
      ),
      ...(isRagged ? cells.slice(list.width) : []),
    ],
    faults,
  };
}

/** What a name gives the columns that are taken from it. */
const nameOfRow = ({ list, file }: ImportReport, row: number, from: FromName['from']): string =>
  from === 'file' ? file : (list.parts.findLast(({ firstRow }) => firstRow <= row)?.name ?? '');

/** The other row of a conflict, as the original list counts; a mended list counts its own rows otherwise. */
function rowNamed(detail: string | null, originalRowOf: (row: number) => number | null): string | null {
  const row = Number(detail);
  return Number.isInteger(row) ? String(originalRowOf(row) ?? detail) : detail;
}
