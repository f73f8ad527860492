import { fold } from '../words/fold.ts';
import {
  FINDINGS,
  remedyOf,
  findingMessage,
  type FindingCode,
  type SystemNames,
} from './finding-catalogue.ts';
import { late } from '../words/late.ts';

/**
 * The mending loop: the faulty rows of a list go out with what is wrong beside them (a Rättningslista), are mended,
 * and are taken in again. What such a list looks like is written and recognised from here.
 */
export const ROW_HEADER = 'Rad';
export const ADVICE_HEADER = 'Att rätta';
export const PRIVACY_NOTICE = 'Innehåller personuppgifter. Skicka inte som vanlig e-post.';
export const PROTECTED_NOTICE = 'Innehåller skyddade personuppgifter. Endast för utsedda personer.';

/** The list whose rows are mended. */
export interface MendedList {
  readonly fileName: string;
  readonly sha256: string;
}

export function mendingTitle({ fileName, sha256 }: MendedList): string {
  return `Rättningslista till ${fileName} (${sha256})`;
}

// The name is shown to people: nothing in it may hide, reorder or command.
const BEGINNING = 'rättningslista till';
const TITLE = late(() => /^rättningslista till\s+([^\p{Cc}\p{Cf}]+?)\s*\(([0-9a-f]{64})\)$/iu);

/** The list that a title row names; null where the row is no title of a Rättningslista. */
export function readMendingTitle(cells: readonly string[]): MendedList | null {
  const texts = cells.map((cell) => cell.trim()).filter((cell) => cell !== '');
  const text = texts.length === 1 ? (texts[0] ?? '').normalize('NFC') : '';
  if (!text.toLowerCase().startsWith(BEGINNING)) return null;
  const [, fileName, sha256] = TITLE().exec(text) ?? [];
  return fileName === undefined || sha256 === undefined ? null : { fileName, sha256: sha256.toLowerCase() };
}

/** Where the two helper columns stand; a list of its own kind may have such headers too, further to the right. */
export function helperColumns(headers: readonly string[]): { readonly row: number; readonly advice: number } {
  const folded = headers.map(fold);
  return { row: folded.indexOf(fold(ROW_HEADER)), advice: folded.indexOf(fold(ADVICE_HEADER)) };
}

/** The headers with the helper columns left empty: they lead to no canonical column, and are not remarked on. */
export function withoutHelpers(headers: readonly string[]): readonly string[] {
  const { row, advice } = helperColumns(headers);
  return headers.map((header, index) => (index === row || index === advice ? '' : header));
}

/** A row of a Rättningslista: which row it says that it mends, and the id that stands in it now. */
interface NumberedRow {
  readonly row: number | null;
  readonly id: string;
}

/**
 * Whether a Rättningslista without its title rows mends a certain list, by its rows: all of them are rows to mend of
 * that list, and most have its ids.
 *
 * @param caseAt the id at a row of the list that is to be mended; null where the row has none, undefined where it is no
 * such row
 */
export function isMendedByRows(
  rows: readonly NumberedRow[],
  caseAt: (row: number) => string | null | undefined,
): boolean {
  const found = rows.flatMap(({ row, id }) => (row === null ? [] : [{ id: fold(id), was: caseAt(row) }]));
  const named = found.flatMap(({ id, was }) => (typeof was === 'string' ? [{ id, was: fold(was) }] : []));
  const same = named.filter(({ id, was }) => was === id);
  return found.every(({ was }) => was !== undefined) && same.length > named.length / 2;
}

/** The row of the original list that a row of a Rättningslista stands for; null where the cell does not say it. */
export function originalRow(text: string | undefined): number | null {
  const digits = /^\s*(\d{1,9})(?:\.0+)?\s*$/u.exec(text ?? '')?.[1];
  return digits === undefined || Number(digits) === 0 ? null : Number(digits);
}

/** Up to where each summary has its detail: "Kommun saknas" as it stands, "Listans egen summa" of one that goes on. */
const BEGINNINGS = Object.values(FINDINGS)
  .map(({ summary }) => summary.split('{}')[0] ?? '')
  .filter((text) => text !== '');

/** Whether a note on a cell of a Rättningslista is the one that it was written with: what is wrong there. */
export const isOwnNote = (text: string): boolean =>
  BEGINNINGS.some((beginning) => text.trimStart().startsWith(beginning));

/** Said of a row, though no cell of it can be mended: about the list, or about what the register knows. */
export const NOT_MENDED_IN_ROW: readonly FindingCode[] = [
  'FOOTER_COUNT_DIFFERS',
  'LAST_LINE_WITHOUT_NEWLINE',
  'TEXT_BESIDE_CELL',
  'TEXT_BESIDE_LIST',
  'CELL_MERGED',
  'ROW_STRUCK',
  'CASE_REOPENED',
  'DECISION_FACTS_CHANGED',
  'DECIDED_CLOSED_LISTED',
  'MENDED_OTHER_CASE',
];

/**
 * Faults that the writing of a Rättningslista takes away by itself (a row that was too short is written in full): a row
 * that comes back unchanged still has them.
 */
export const FAULTS_OF_WRITING: readonly FindingCode[] = ['ROW_SHORT', 'ROW_RAGGED', 'CELL_TOO_LONG'];

/** Their detail is the number of another row of the list. */
export const NAMING_A_ROW: readonly FindingCode[] = ['SAME_ID_OTHER_CONTENT', 'ROW_REPEATED'];

/** What is wrong and what to do, as it stands beside the row. */
export function adviceOf(code: FindingCode, detail: string | null, systems: SystemNames): string {
  return `${findingMessage(code, detail)} ${remedyOf(code, systems)}`;
}

/** How far the mending of a list has come: faulty = mended + remaining + removed. */
export interface MendingCount {
  readonly faulty: number;
  readonly mended: number;
  readonly remaining: number;
  /** Rows without an id that somebody took away: no case tells what became of them. */
  readonly removed: number;
}
