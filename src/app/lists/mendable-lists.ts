import { isOfTarget } from '../../domain/kinds/kinds.ts';
import { helperColumns, isMendedByRows, originalRow } from '../../domain/validation/mending-list.ts';
import { foldHeader } from '../../domain/words/fold-header.ts';
import { releasedText } from '../../documents/kit/held-text.ts';
import type { RawRow } from '../../files/reading/table.ts';
import type { Register } from '../../register/file/register.ts';
import {
  caseToMendAt,
  listsToMend,
  originalWithSha,
  type OriginalList,
} from '../../register/lists/mending.ts';
import type { MendableLists } from './recognise-list.ts';

/** The lists of a register that a Rättningslista may mend: by its title, or by its rows where that is taken away. */
export const mendableLists = (db: Register['db']): MendableLists => ({
  originalWith: (sha256) => originalWithSha(db, sha256) ?? null,
  originalByRows(headers, rows) {
    const [only, ...others] = listsToMend(db).filter((list) => mayMend(db, list, headers, rows));
    return only === undefined || others.length > 0 ? null : only;
  },
});

function mayMend(
  db: Register['db'],
  list: OriginalList,
  headers: readonly string[],
  rows: readonly RawRow[],
): boolean {
  // Of the target's lists no number of a case is kept: nothing says whose row it is.
  if (list.idHeader === null || isOfTarget(list.kind)) return false;
  const header = foldHeader(list.idHeader);
  const idAt = headers.findIndex((one) => foldHeader(one) === header);
  const rowAt = helperColumns(headers).row;
  const numbered = rows.map(({ cells }) => ({
    row: originalRow(cells[rowAt]),
    id: releasedText((cells[idAt] ?? '').trim()),
  }));
  return idAt >= 0 && isMendedByRows(numbered, caseToMendAt(db, list));
}
