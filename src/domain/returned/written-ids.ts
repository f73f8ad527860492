import { fold } from '../words/fold.ts';
import { isRehearsalListId, LIST_ID } from '../worklists/list-id.ts';
import { CSV_ID_HEADERS, TOKEN_HEADER } from '../worklists/list-headers.ts';
import type { TableRow } from './returned-table.ts';

export const [LIST_HEADER, SNAPSHOT_HEADER] = CSV_ID_HEADERS;

/** What a file says of which list it is. */
export interface WrittenIds {
  readonly id: string;
  /** Null where it is gone: the head of the sheet has the number alone. */
  readonly snapshotId: string | null;
  /** Null where only the hidden sheet would say. */
  readonly environment: string | null;
  /** Says that the list does not count, as in a rehearsal. */
  readonly watermark: string | null;
}

/** The ids that stand with a table: the columns of a CSV, or the head of the printed sheet. */
export function idsOfSheet(rows: readonly TableRow[]): WrittenIds | null {
  const header = rows.find(({ cells }) => cells.some((cell) => fold(cell) === fold(TOKEN_HEADER)));
  if (header === undefined) return null;
  const unproven = { environment: null, watermark: null };
  const listAt = header.cells.findIndex((cell) => fold(cell) === fold(LIST_HEADER));
  const snapshotAt = header.cells.findIndex((cell) => fold(cell) === fold(SNAPSHOT_HEADER));
  const below = rows.find(({ row, cells }) => row > header.row && LIST_ID.test(cells[listAt] ?? ''));
  if (below !== undefined) {
    const snapshotId = (below.cells[snapshotAt] ?? '').trim();
    return {
      id: (below.cells[listAt] ?? '').trim(),
      snapshotId: snapshotId === '' ? null : snapshotId,
      ...unproven,
    };
  }
  const head = rows.filter(({ row }) => row < header.row).flatMap(({ cells }) => cells);
  const id = head.map((cell) => LIST_ID.exec(cell)?.[0]).find((found) => found !== undefined);
  return id === undefined ? null : { id, snapshotId: null, ...unproven };
}

/** What the register has under the number that is written; undefined where it has none. */
interface KnownList {
  readonly snapshotId: string;
}

interface Here {
  readonly environment: string;
  readonly isRehearsal: boolean;
}

export type RecognitionFault = 'RETURN_REHEARSAL_LIST' | 'RETURN_NOT_IN_REHEARSAL' | 'RETURN_FOREIGN_LIST';

type Recognition = (written: WrittenIds, known: KnownList | undefined, here: Here) => boolean;

const isRehearsed = ({ id, watermark }: WrittenIds): boolean => isRehearsalListId(id) || watermark !== null;

const isUnknown: Recognition = (_, known) => known === undefined;

const isOfOtherHandOut: Recognition = ({ snapshotId }, known) =>
  snapshotId !== null && known !== undefined && snapshotId !== known.snapshotId;

const isOfOtherEnvironment: Recognition = ({ environment }, _, here) =>
  environment !== null && environment !== here.environment;

const isOther: Recognition = (...of) =>
  [isUnknown, isOfOtherHandOut, isOfOtherEnvironment].some((is) => is(...of));

/** Why a list is not one of this register's: in this order, the first that holds. */
const RECOGNITION: readonly (readonly [RecognitionFault, Recognition])[] = [
  ['RETURN_REHEARSAL_LIST', (written, _, here) => isRehearsed(written) && !here.isRehearsal],
  ['RETURN_NOT_IN_REHEARSAL', (...of) => of[2].isRehearsal && !isRehearsed(of[0]) && isOther(...of)],
  ['RETURN_FOREIGN_LIST', isOther],
];

/** Null where it is the list that the register knows by the number. */
export function recognitionFault(
  written: WrittenIds,
  known: KnownList | undefined,
  here: Here,
): RecognitionFault | null {
  return RECOGNITION.find(([, is]) => is(written, known, here))?.[0] ?? null;
}
