import { fold } from '../../domain/words/fold.ts';
import { isRehearsalListId, LIST_ID } from '../../domain/worklists/list-id.ts';
import type { ReturnedFile } from './returned-file.ts';
import { CSV_ID_HEADERS, withoutApostrophe } from '../../documents/worklist/worklist-csv.ts';
import { TOKEN_HEADER } from '../../documents/worklist/worklist-phrases.ts';
import type { Register } from '../../register/file/register.ts';
import { rehearsalOf } from '../../register/file/rehearsal.ts';
import { findWorklist, type IssuedWorklist } from '../../register/hand-outs/worklists.ts';
import { UserError } from '../../text/errors.ts';

export const [LIST_HEADER, SNAPSHOT_HEADER] = CSV_ID_HEADERS;

/**
 * The list that the file is, by its ids.
 *
 * @throws UserError where it is no worklist, or none that this register handed out
 */
export function recogniseWorklist(
  register: Register,
  file: string,
  { sheets, envelope }: ReturnedFile,
): IssuedWorklist {
  const { db, profile } = register;
  const written = envelope ?? firstIds(sheets);
  if (written === null) throw new UserError('RETURN_NOT_A_WORKLIST', { file });
  const isRehearsed = isRehearsalListId(written.id) || (envelope?.watermark ?? null) !== null;
  const named = { file, list: LIST_ID.exec(written.id)?.[0] ?? '?' };
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

type Sheet = ReturnedFile['sheets'][number];

interface WrittenIds {
  readonly id: string;
  readonly snapshotId: string | null;
}

/** Where the hidden sheet is gone: what the first sheet with ids says. */
function firstIds(sheets: readonly Sheet[]): WrittenIds | null {
  for (const sheet of sheets) {
    const ids = idsOfSheet(sheet);
    if (ids !== null) return ids;
  }
  return null;
}

/** The ids that stand with a table: the columns of a CSV, or the head of the printed sheet. */
export function idsOfSheet({ rows }: Sheet): WrittenIds | null {
  const header = rows.find(({ cells }) => cells.some((cell) => fold(cell) === fold(TOKEN_HEADER)));
  if (header === undefined) return null;
  const listAt = header.cells.findIndex((cell) => fold(cell) === fold(LIST_HEADER));
  const snapshotAt = header.cells.findIndex((cell) => fold(cell) === fold(SNAPSHOT_HEADER));
  const below = rows.find(({ row, cells }) => row > header.row && LIST_ID.test(cells[listAt] ?? ''));
  if (below !== undefined) {
    const snapshotId = withoutApostrophe((below.cells[snapshotAt] ?? '').trim());
    return { id: (below.cells[listAt] ?? '').trim(), snapshotId: snapshotId === '' ? null : snapshotId };
  }
  const head = rows.filter(({ row }) => row < header.row).flatMap(({ cells }) => cells);
  const id = head.map((cell) => LIST_ID.exec(cell)?.[0]).find((found) => found !== undefined);
  return id === undefined ? null : { id, snapshotId: null };
}
