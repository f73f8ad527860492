import { basename } from 'node:path';
import type { ReturnedList } from '../../domain/returned/returned-list.ts';
import type { ReaderProcess } from '../../files/reading/open-table.ts';
import { openReturnedFile, type ReturnedFile } from './returned-file.ts';
import type { Writer } from '../../register/log/events.ts';
import type { Register } from '../../register/file/register.ts';
import { inTransaction } from '../../register/engine/transaction.ts';
import { rowsOfWorklist, worklistAfter } from '../../register/hand-outs/worklists.ts';
import { asFileError } from '../lists/recognise-list.ts';
import { applyAnswers } from './apply-answers.ts';
import { readReturnedRows } from './read-returned-rows.ts';
import { recogniseWorklist } from './recognise-worklist.ts';
import { conflictReader } from './return-conflicts.ts';
import { workReader } from './return-work.ts';
import type { ReadContext } from './returned-row.ts';

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
  const list = recogniseWorklist(register, file, returned);
  const issued = rowsOfWorklist(db, list.worklistId);
  const context: ReadContext = { register, list, issued, asOf };
  const reader = list.asksFor === 'work' ? workReader(context) : conflictReader(context);
  const read = readReturnedRows(context, file, returned, reader);
  const outcome = applyAnswers(register, request, list, returned.sha256, read);
  const after = list.asksFor === 'work' ? worklistAfter(db, list) : undefined;
  return {
    file,
    worklistId: list.worklistId,
    ...outcome,
    ...read.told,
    unchanged: outcome.unchanged + read.left,
    supersededBy: after?.worklistId ?? null,
  };
}
