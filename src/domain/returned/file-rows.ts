import { answerColumn } from '../answers/answer-columns.ts';
import { readAnswer } from '../answers/answer-rules.ts';
import { fold } from '../words/fold.ts';
import { LIST_ID } from '../worklists/list-id.ts';
import { asSeen, asSeenIn } from './as-seen.ts';
import type { FindingDetail, ReturnedCode, RowFinding } from './returned-findings.ts';
import type { IssuedRow } from './returned-row.ts';
import type { ReturnedRow, ReturnedSheet, ReturnedTable } from './returned-table.ts';
import { markOnAnswer, type RowMark } from './row-marks.ts';
import { LIST_HEADER, SNAPSHOT_HEADER } from './written-ids.ts';

/** Under these keys stand the ids that every row of a CSV has. */
export const SNAPSHOT_KEY = `_${fold(SNAPSHOT_HEADER)}`;
const LIST_KEY = `_${fold(LIST_HEADER)}`;

export interface FoundTable extends ReturnedTable {
  /** Where the file has several tables, the sheet that this one is on. */
  readonly sheet: string | null;
  /** The list that the sheet says it is, where that is another. */
  readonly otherList: string | null;
  /** What people have done to the cells of a row besides writing in them. */
  readonly marksOf: (row: number) => readonly RowMark[];
  readonly from: ReturnedSheet;
}

export interface FileRow extends ReturnedRow {
  readonly table: FoundTable;
}

/** What rows are told apart by. */
interface Known {
  readonly worklistId: string;
  readonly issued: ReadonlyMap<string, IssuedRow>;
  readonly copies: ReadonlyMap<string, Copies>;
  /** What the list was handed out with besides its table. */
  readonly isOwnText: (text: string) => boolean;
}

/** What becomes of a row that is not read. `counts`: it is one of the file's rows. */
export type RowFate =
  | { readonly fate: 'beside'; readonly counts: false }
  | { readonly fate: 'ignored'; readonly counts: boolean }
  | { readonly fate: 'refused'; readonly counts: true; readonly finding: RowFinding };

type RowGuard = (row: FileRow, known: Known) => RowFate | null;

const refused = (code: ReturnedCode, detail: FindingDetail = {}): RowFate => ({
  fate: 'refused',
  counts: true,
  finding: { code, column: null, detail },
});

const BESIDE: RowFate = { fate: 'beside', counts: false };

/** Footnotes and the line for a signature. */
const ownText: RowGuard = ({ token, written }, { isOwnText }) =>
  token === null && written.every((cell) => cell.trim() === '' || isOwnText(cell)) ? BESIDE : null;

/** A line that somebody has written below the table. */
const oneCell: RowGuard = ({ token, cells, written }) =>
  token === null && !isAnswered(cells) && written.filter((cell) => cell.trim() !== '').length === 1
    ? BESIDE
    : null;

const unansweredWithoutKey: RowGuard = ({ token, cells }) =>
  token === null && !isAnswered(cells) ? { fate: 'ignored', counts: false } : null;

const withoutKey: RowGuard = ({ token, table }) =>
  token === null ? refused(table.hasTokens ? 'ROW_WITHOUT_KEY' : 'KEYS_MISSING') : null;

const ofOtherList: RowGuard = (row, { worklistId }) => {
  const other = otherListOf(row, worklistId);
  if (other === null) return null;
  const named = LIST_ID.exec(other)?.[0];
  return refused('ROW_OF_OTHER_LIST', named === undefined ? {} : { list: named });
};

const notHandedOut: RowGuard = ({ token }, { issued }) =>
  issued.has(token ?? '') ? null : refused('ROW_NOT_HANDED_OUT');

const columnTwiceDiffers: RowGuard = ({ isAmbiguous }) =>
  isAmbiguous ? refused('COLUMN_TWICE_DIFFERS') : null;

const copiesDiffer: RowGuard = ({ token }, { copies }) =>
  copies.get(token ?? '')?.isContradicting === true ? refused('ROW_COPIES_DIFFER') : null;

const copyOfRead: RowGuard = (row, { copies }) => {
  const copied = copies.get(row.token ?? '');
  return copied !== undefined && copied.read !== row ? { fate: 'ignored', counts: true } : null;
};

/** In this order: the first that holds says what becomes of the row. */
const ROW_GUARDS: readonly RowGuard[] = [
  ownText,
  oneCell,
  unansweredWithoutKey,
  withoutKey,
  ofOtherList,
  notHandedOut,
  columnTwiceDiffers,
  copiesDiffer,
  copyOfRead,
];

/** Why a row of the file is not read; null for one that is. */
export function fateOf(row: FileRow, known: Known): RowFate | null {
  for (const guard of ROW_GUARDS) {
    const fate = guard(row, known);
    if (fate !== null) return fate;
  }
  return null;
}

/** The other list that a row is from: as the row says itself, or in a workbook its sheet. */
export function otherListOf({ cells, table }: FileRow, worklistId: string): string | null {
  const written = cells.get(LIST_KEY) ?? '';
  if (written === '') return table.otherList;
  return fold(written) === fold(worklistId) ? null : written;
}

const isAnswer = (key: string): boolean =>
  answerColumn(key) !== undefined || key === 'choice' || key === 'own';

const isAnswered = (cells: ReadonlyMap<string, string>): boolean =>
  [...cells].some(([key, text]) => isAnswer(key) && text !== '');

interface Copies {
  /** The row that counts for all of them. */
  readonly read: FileRow | undefined;
  readonly isContradicting: boolean;
}

/** Rows of one key: copied, or written on two sheets. A copy that nobody has filled in says nothing against the others. */
export function copiesOf(
  rows: readonly FileRow[],
  { issued, worklistId }: Pick<Known, 'issued' | 'worklistId'>,
): ReadonlyMap<string, Copies> {
  const byToken = new Map<string, FileRow[]>();
  for (const row of rows)
    if (row.token !== null && otherListOf(row, worklistId) === null)
      byToken.set(row.token, [...(byToken.get(row.token) ?? []), row]);
  const copied = [...byToken].filter(([, found]) => found.length > 1);
  return new Map(
    copied.map(([token, found]): [string, Copies] => {
      const touched = found.filter((row) => isTouched(row, issued.get(token)?.cells ?? {}));
      const meanings = new Set(touched.map(meaningOf));
      return [token, { read: touched[0] ?? found[0], isContradicting: meanings.size > 1 }];
    }),
  );
}

/** What a row answers, however it is written, and in which cells nobody can say what it does. */
function meaningOf({ cells, row, table }: FileRow): string {
  const marks = table.marksOf(row);
  const answers = [...cells].filter(([key]) => isAnswer(key)).sort();
  return JSON.stringify(
    answers.map(([key, text]) => {
      const column = answerColumn(key);
      const read = column === undefined ? null : readAnswer(column, text);
      return [key, read === null || 'fault' in read ? asSeen(text) : read.value, markOnAnswer(marks, key)];
    }),
  );
}

const isTouched = ({ cells }: FileRow, handed: IssuedRow['cells']): boolean =>
  [...cells].some(([key, text]) => {
    const format = answerColumn(key)?.format ?? 'text';
    return isAnswer(key) && asSeenIn(format, text) !== asSeenIn(format, handed[key] ?? null);
  });
