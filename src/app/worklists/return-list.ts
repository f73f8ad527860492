import type { Profile } from '../../domain/profile/profile-schema.ts';
import { CONFLICT_STEP } from '../../domain/returned/conflict-list.ts';
import { conflictReader } from '../../domain/returned/conflict-row.ts';
import { readReturnedRows, type ReadRows } from '../../domain/returned/read-returned-rows.ts';
import type { ReturnedList } from '../../domain/returned/returned-list.ts';
import { saidIn } from '../../domain/returned/earlier-version.ts';
import { openOwnNames } from '../../domain/returned/sheet-name.ts';
import { fileNameTeller } from '../../domain/returned/told-file-name.ts';
import type { ReturnContext } from '../../domain/returned/returned-row.ts';
import { workReader } from '../../domain/returned/work-row.ts';
import { planOf, stepWithId, type Step } from '../../domain/plan/plan.ts';
import type { FileSource, ReaderProcess } from '../../files/reading/open-table.ts';
import { columnLetters } from '../../files/reading/table.ts';
import type { Register } from '../../register/file/register.ts';
import { inSavepoint, inTransaction } from '../../register/engine/transaction.ts';
import {
  rowsOfWorklist,
  worklistAfter,
  type IssuedRow,
  type IssuedWorklist,
} from '../../register/hand-outs/worklists.ts';
import { personNames } from '../../register/cases/person-cases.ts';
import { eventWriter, type Writer } from '../../register/log/events.ts';
import { UserError } from '../../text/errors.ts';
import { reclassify } from '../cases/reclassify.ts';
import type { AskPassword } from '../packages/book-opener.ts';
import { returnedSources } from '../packages/returned-sources.ts';
import { asFileError } from '../lists/recognise-list.ts';
import { refuseDayToCome } from '../guards/day-to-come.ts';
import { applyAnswers } from './apply-answers.ts';
import { casesNow } from './cases-now.ts';
import { namesOfList, openOwnTexts } from './own-texts.ts';
import { openReturnBasis, type ReturnBasis } from './return-basis.ts';
import { logNotCounted } from './log-not-counted.ts';
import { foundIn, toldOf } from './told-list.ts';
import { recogniseWorklist } from './recognise-worklist.ts';
import { openReturnedFile, type ReturnedFile } from './returned-file.ts';

export interface ReturnRequest {
  readonly asOf: string;
  readonly writer: Writer;
  readonly readerProcess: ReaderProcess;
  readonly isDryRun: boolean;
  /** The lists are corrected ones: what their hand-outs said before and say no longer is taken back. */
  readonly withdraws: boolean;
  /** For encrypted lists that no derived password opens; left out where nobody can be asked. */
  readonly askPassword?: AskPassword;
}

/** A filled-in list that was taken back, or why it could not be. */
export type TakenBack = ReturnedList | { readonly file: string; readonly error: UserError };

/** What a file says is held in memory until it is written down: no more rows than this at a time. */
const MOST_ROWS = 40_000;

type ReadFile =
  | { readonly file: string; readonly returned: ReturnedFile }
  | { readonly file: string; readonly error: UserError };

/**
 * Takes filled-in lists back, in order: only what was changed, only where it was handed out, and nothing over another's
 * answer. One file that can not be used stops no other.
 *
 * @param whileReading is told of each file as it is read
 */
export async function returnLists(
  register: Register,
  paths: readonly string[],
  request: ReturnRequest,
  whileReading: <T>(file: string, work: () => Promise<T>) => Promise<T> = (_, work) => work(),
): Promise<readonly TakenBack[]> {
  refuseDayToCome(register, request);
  const taken: TakenBack[] = [];
  let read: ReadFile[] = [];
  let rows = 0;
  const together = new Set<string>();
  const writeDown = async (): Promise<void> => {
    const files = read;
    taken.push(
      ...(await inTransaction(register.db, () => takeAllBack(register, { ...request, together }, files), {
        isKept: !request.isDryRun,
        decided: 'within',
      })),
    );
    read = [];
    rows = 0;
  };
  const tell = fileNameTeller(personNames(register.db));
  let at = 0;
  const ask = request.askPassword ?? (() => Promise.resolve(null));
  for await (const { name, source } of returnedSources(register, paths, ask, (one) => tell(one, at + 1))) {
    at += 1;
    const file = tell(name, at);
    const one = await whileReading(file, () => readFile(source, file, request.readerProcess));
    read.push(one);
    if ('returned' in one) rows += one.returned.sheets.reduce((sum, sheet) => sum + sheet.rows.length, 0);
    if (rows > MOST_ROWS) await writeDown();
  }
  if (read.length > 0) await writeDown();
  return taken;
}

async function readFile(
  source: FileSource | Error,
  file: string,
  readerProcess: ReaderProcess,
): Promise<ReadFile> {
  try {
    if (source instanceof Error) throw source;
    return { file, returned: await openReturnedFile(source, readerProcess) };
  } catch (error) {
    const asUser = asFileError(error, file);
    if (asUser instanceof UserError) return { file, error: asUser };
    throw asUser;
  }
}

interface TakeRequest extends ReturnRequest {
  /** What the corrected lists of the command say: none takes back what another says. */
  readonly together: Set<string>;
}

function takeAllBack(register: Register, request: TakeRequest, files: ReadFile[]): readonly TakenBack[] {
  const basis = openReturnBasis(register, request.asOf);
  if (request.withdraws) noteSaid(register, request, files, basis);
  const changing = new Set<string>();
  const take = (one: ReadFile): TakenBack => {
    if ('error' in one) return one;
    try {
      const list = inSavepoint(register.db, () => takeBack(register, request, one.file, one.returned, basis));
      if (list.changesClasses) changing.add(one.file);
      return list.told;
    } catch (error) {
      if (error instanceof UserError) return { file: one.file, error };
      throw error;
    }
  };
  const taken: TakenBack[] = [];
  // What a file says is let go as soon as it is taken back.
  for (let one = files.shift(); one !== undefined; one = files.shift()) taken.push(take(one));
  if (changing.size > 0) reclassify(register, null, eventWriter(register.db, request.writer));
  return taken;
}

/** Notes what all of the files say, before any of them takes anything back. */
function noteSaid(
  register: Register,
  { asOf, together }: TakeRequest,
  files: readonly ReadFile[],
  basis: ReturnBasis,
): void {
  for (const one of files) {
    if ('error' in one) continue;
    try {
      const { list, read } = readList(register, asOf, one.file, one.returned, basis);
      for (const said of saidIn(read.said, list.worklistId)) together.add(said);
    } catch (error) {
      // Why it can not be used is told when it is taken back.
      if (!(error instanceof UserError)) throw error;
    }
  }
}

function takeBack(
  register: Register,
  request: TakeRequest,
  file: string,
  returned: ReturnedFile,
  basis: ReturnBasis,
): { readonly told: ReturnedList; readonly changesClasses: boolean } {
  const { list, read, context } = readList(register, request.asOf, file, returned, basis);
  const outcome = applyAnswers(register, request, list, returned.sha256, read, basis, openIn(context));
  const after = list.asksFor === 'work' ? worklistAfter(register.db, list) : undefined;
  const found = foundIn(read, outcome);
  logNotCounted(register, request, { list, context, returnId: outcome.returnId }, found);
  return {
    told: toldOf(file, list, read, outcome, found, after?.worklistId ?? null, register.profile),
    changesClasses: outcome.changesClasses,
  };
}

/** @throws UserError where the file is no list that this register handed out */
function readList(
  register: Register,
  asOf: string,
  file: string,
  returned: ReturnedFile,
  basis: ReturnBasis,
): {
  readonly list: IssuedWorklist;
  readonly read: ReadRows;
  readonly context: ReturnContext;
} {
  const { db, profile } = register;
  const list = recogniseWorklist(register, file, returned);
  const issued = rowsOfWorklist(db, list.worklistId);
  const stepOf = ({ cells }: IssuedRow): Step => stepOfPlan(profile, cells[CONFLICT_STEP] ?? list.step);
  const context: ReturnContext = {
    list,
    issued,
    casesNow: casesNow(basis, list, issued, stepOf),
    profile,
    asOf,
    lockedSince: basis.lockedSince,
    ...openOwnTexts(db, list.worklistId),
    isOwnName: openOwnNames(namesOfList(list, file, profile)),
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
  return { list, read: atPersons(read, basis), context };
}

/** The day of the newest list that has a row's case open. */
const openIn =
  ({ casesNow: now }: ReturnContext) =>
  (token: string): string | null =>
    now.get(token)?.openInListOn ?? null;

/** A person known only from a SIP is answered about under the SIP's reference: the answers are the person's. */
function atPersons(read: ReadRows, { personPlaceOf }: ReturnBasis): ReadRows {
  const answers = read.answers.map((answer) => {
    const { kind, caseId, step, column } = personPlaceOf({ ...answer.place, token: answer.data.token });
    return { ...answer, place: { kind, caseId, step, column } };
  });
  const said = read.said.map((row) => {
    const { kind, caseId } = personPlaceOf({ ...row, column: '' });
    return { ...row, kind, caseId };
  });
  return { ...read, answers, said };
}

function stepOfPlan(profile: Profile, id: string): Step {
  const step = stepWithId(planOf(profile), id);
  if (step === undefined) throw new Error(`no step ${id}`);
  return step;
}
