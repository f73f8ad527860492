import { fillNames } from '../../domain/profile/fill-text.ts';
import type { Profile } from '../../domain/profile/profile-schema.ts';
import { basename } from 'node:path';
import { CONFLICT_STEP } from '../../domain/returned/conflict-list.ts';
import { conflictReader } from '../../domain/returned/conflict-row.ts';
import type { HeldCellAnswer } from '../../domain/returned/outcome.ts';
import {
  readReturnedRows,
  type PlacedFinding,
  type ReadRows,
} from '../../domain/returned/read-returned-rows.ts';
import type { HeldAnswer, ReturnedList, ToldRow } from '../../domain/returned/returned-list.ts';
import type { ReturnContext } from '../../domain/returned/returned-row.ts';
import { workReader } from '../../domain/returned/work-row.ts';
import { planOf, stepWithId, type Step } from '../../domain/plan/plan.ts';
import type { ReaderProcess } from '../../files/reading/open-table.ts';
import { columnLetters } from '../../files/reading/table.ts';
import type { Register } from '../../register/file/register.ts';
import { inTransaction } from '../../register/engine/transaction.ts';
import {
  rowsOfWorklist,
  worklistAfter,
  type IssuedRow,
  type IssuedWorklist,
} from '../../register/hand-outs/worklists.ts';
import { lockOfRegister } from '../../register/log/lock.ts';
import type { Writer } from '../../register/log/events.ts';
import { UserError } from '../../text/errors.ts';
import { FREE_TEXT, returnedText } from '../../text/returned.ts';
import { openPersonPlaces } from '../cases/person-places.ts';
import { asFileError } from '../lists/recognise-list.ts';
import { refuseDayToCome } from '../guards/day-to-come.ts';
import { applyAnswers } from './apply-answers.ts';
import { casesNow } from './cases-now.ts';
import { recogniseWorklist } from './recognise-worklist.ts';
import { openReturnedFile, type ReturnedFile } from './returned-file.ts';

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
  refuseDayToCome(register, request);
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
  const { db, profile } = register;
  const { asOf } = request;
  const list = recogniseWorklist(register, file, returned);
  const issued = rowsOfWorklist(db, list.worklistId);
  const stepOf = ({ cells }: IssuedRow): Step => stepOfPlan(profile, cells[CONFLICT_STEP] ?? list.step);
  const context: ReturnContext = {
    list,
    issued,
    casesNow: casesNow(register, list, issued, stepOf, asOf),
    profile,
    asOf,
    lockedSince: lockOfRegister(db)?.since ?? null,
  };
  const { format, sheets, envelope } = returned;
  const reader =
    list.asksFor === 'work' ? workReader(context, stepOfPlan(profile, list.step)) : conflictReader(context);
  const read = readReturnedRows(
    context,
    { format, sheets, isProven: envelope !== null },
    reader,
    columnLetters,
  );
  if (read === null) throw new UserError('RETURN_WITHOUT_TABLE', { file });
  const placed = { ...read, answers: atPersons(register, read.answers) };
  const outcome = applyAnswers(register, request, list, returned.sha256, placed);
  const after = list.asksFor === 'work' ? worklistAfter(db, list) : undefined;
  return toldOf(file, list, placed, outcome, after?.worklistId ?? null, profile);
}

function stepOfPlan(profile: Profile, id: string): Step {
  const step = stepWithId(planOf(profile), id);
  if (step === undefined) throw new Error(`no step ${id}`);
  return step;
}

/** A person known only from a SIP is answered about under the SIP's reference: the answers are the person's. */
function atPersons({ db }: Register, answers: ReadRows['answers']): ReadRows['answers'] {
  const placeOf = openPersonPlaces(db);
  return answers.map((answer) => {
    const { kind, caseId, step, column } = placeOf({ ...answer.place, token: answer.data.token });
    return { ...answer, place: { kind, caseId, step, column } };
  });
}

function toldOf(
  file: string,
  { worklistId }: IssuedWorklist,
  read: ReadRows,
  outcome: ReturnType<typeof applyAnswers>,
  supersededBy: string | null,
  profile: Profile,
): ReturnedList {
  const fill = (text: string): string => fillNames(text, profile);
  const withReason = ({ detail, ...place }: PlacedFinding): ToldRow => ({
    ...place,
    column: place.column === null ? null : fill(place.column),
    reason: fill(returnedText(place.code, detail)),
  });
  const withTexts = ({ values, ...place }: HeldCellAnswer): HeldAnswer => ({
    ...place,
    column: fill(place.column),
    values: values.map(({ isFreeText, value, worklist }) => ({
      value: isFreeText ? FREE_TEXT : value,
      worklist,
    })),
  });
  const { returnId, applied, unchanged, conflicts, held, waiting } = outcome;
  const { rows, left, rejected, warnings, altered, foreign, ignoredColumns, ignoredRows } = read;
  return {
    file,
    worklistId,
    returnId,
    applied,
    unchanged: unchanged + left,
    conflicts: conflicts.map(withTexts),
    held: held.map(withTexts),
    waiting: waiting.map(withTexts),
    rows,
    rejected: rejected.map(withReason),
    warnings: warnings.map(withReason),
    altered,
    foreign,
    ignoredColumns,
    ignoredRows,
    supersededBy,
  };
}
