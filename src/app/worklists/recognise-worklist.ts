import { LIST_ID } from '../../domain/worklists/list-id.ts';
import { idsOfSheet, recognitionFault } from '../../domain/returned/written-ids.ts';
import type { ReturnedFile } from './returned-file.ts';
import type { Register } from '../../register/file/register.ts';
import { rehearsalOf } from '../../register/file/rehearsal.ts';
import { findWorklist, type IssuedWorklist } from '../../register/hand-outs/worklists.ts';
import { UserError } from '../../text/errors.ts';

/**
 * The list that the file is: by its hidden sheet, or where that is gone by the first sheet that says.
 *
 * @throws UserError where it is no worklist, or none that this register handed out
 */
export function recogniseWorklist(
  register: Register,
  file: string,
  { sheets, envelope }: ReturnedFile,
): IssuedWorklist {
  const { db, profile } = register;
  const written = envelope ?? sheets.map(({ rows }) => idsOfSheet(rows)).find((ids) => ids !== null) ?? null;
  if (written === null) throw new UserError('RETURN_NOT_A_WORKLIST', { file });
  const list = findWorklist(db, written.id);
  const fault = recognitionFault(written, list, {
    environment: profile.environment,
    isRehearsal: rehearsalOf(register) !== null,
  });
  if (fault === null && list !== undefined) return list;
  throw new UserError(fault ?? 'RETURN_FOREIGN_LIST', { file, list: LIST_ID.exec(written.id)?.[0] ?? '?' });
}
