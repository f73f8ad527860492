import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import {
  PLAIN_HOLD,
  WAYS_FOR_EARLIER,
  WAYS_FOR_SHEETS,
  type HeldList,
} from '../../domain/coverage/held-list.ts';
import { rowsLost } from '../../domain/fates/fates.ts';
import { isLockedOut } from '../../domain/fates/list-refusals.ts';
import { remarkOnTestNumbers, remarksOnTable, type ReadingNote } from '../../domain/fates/list-remarks.ts';
import { severityOf } from '../../domain/profile/severity.ts';
import { columnNumber, type OpenedTable } from '../../files/reading/table.ts';
import { asRegisterFault } from '../../register/engine/unusable-register.ts';
import { decideAndWriteWaiting, inTransaction } from '../../register/engine/transaction.ts';
import type { Register } from '../../register/file/register.ts';
import { unitNames } from '../../register/cases/cases.ts';
import { noteReading } from '../../register/lists/mending.ts';
import { recallMapping, rememberMapping } from '../../register/lists/remembered-mappings.ts';
import { findingGroups, findingWriter } from '../../register/lists/findings.ts';
import {
  addSource,
  countFates,
  findSource,
  laterSameDay,
  setSourceRows,
  type Source,
} from '../../register/lists/sources.ts';
import { eventWriter } from '../../register/log/events.ts';
import { lockOfRegister } from '../../register/log/lock.ts';
import { UserError } from '../../text/errors.ts';
import { reclassify } from '../cases/reclassify.ts';
import { checkReferences, checkUnitDays } from './check-references.ts';
import { checkTarget } from './check-target.ts';
import { asExcluded, dayHold, heldReport, holdList, holdLockedList } from './hold-list.ts';
import { keysOfCompanions } from './companions.ts';
import {
  headOfReport,
  mendingOf,
  type ImportReport,
  type ImportRequest,
  type RemarkOnRow,
} from './import-report.ts';
import { mendableLists } from './mendable-lists.ts';
import { asFileError, recogniseList, TIMELESS, type RecognisedList } from './recognise-list.ts';
import { noteProtected } from './note-protected.ts';
import { casesThatWait, NONE_GONE } from './lacking-places.ts';
import { NOTHING_GONE, settleCoverage } from './settle-coverage.ts';
import { coverNothing, heldByScope, layWords, logWord, perKommunOf } from './coverage-word.ts';
import { isProtectionSilent } from './silent-protection.ts';
import { refuseSurnameInFileName } from './watch-file-name.ts';
import { ListHeld } from './taken-back.ts';
import { remarkEach, SheetsContradict, takeRows, type TakenRows } from './take-rows.ts';
import { IDLE_WORD, isWordIdle, withIdleWord, wordOn } from './word-on-list.ts';

/**
 * Takes one list into the register, in one transaction: all of it or nothing.
 *
 * @returns what became of every row, and what was remarked on
 * @throws UserError where the file or the register can not be used
 */
export const importList = (register: Register, request: ImportRequest): Promise<ImportReport> =>
  decideAndWriteWaiting(register.db, () => takeListIn(register, request));

async function takeListIn(register: Register, request: ImportRequest): Promise<ImportReport> {
  const { db } = register;
  try {
    const list = await openList(register, request);
    const mappingHash = createHash('sha256').update(JSON.stringify(list.mapping)).digest('hex');
    const { sha256 } = list.table.facts;
    const { kind } = list.columns;
    const before = findSource(db, { sha256, kind, exportedOn: list.exportedOn }, mappingHash);
    if (before !== undefined) return reportAgain(register, request, list, before);
    return await inTransaction(db, async () => {
      const lock = lockOfRegister(db);
      if (lock !== null && isLockedOut({ kind, exportedOn: list.exportedOn }, lock.since)) {
        await refuseSurnameInFileName(register, list, request.path);
        return holdLockedList(register, request, list, lock);
      }
      const held = sheetsHold(list) ?? dayHold(request, list);
      return held === null
        ? takeIn(register, request, list, mappingHash)
        : holdList(register, request, list, held);
    });
  } catch (error) {
    if (error instanceof ListHeld) return error.report;
    throw asRegisterFault(asFileError(error, request.path), register.path);
  }
}

/** Opens a list as this register reads it. */
export function openList({ db, profile }: Register, request: ImportRequest): Promise<RecognisedList> {
  return recogniseList(
    { ...request, unitNames: () => unitNames(db) },
    profile,
    (headers) => recallMapping(db, headers),
    mendableLists(db),
  );
}

/** A workbook of which a sheet is not read, though it is a list of the same sort, is a part; null where there is none. */
function sheetsHold({ unlikeSheets }: RecognisedList): HeldList | null {
  if (unlikeSheets === null) return null;
  return { ...PLAIN_HOLD, code: 'SHEETS_DIFFER', detail: unlikeSheets, ways: WAYS_FOR_SHEETS };
}

/** A list with cases of one that was taken out later the same day, and is in: it would say the older as the newer. */
function timeHold({ db }: Register, { takenAt }: RecognisedList, sourceNo: number): HeldList | null {
  const later = takenAt === null ? undefined : laterSameDay(db, sourceNo, takenAt);
  if (later === undefined) return null;
  return {
    code: 'LIST_EARLIER_SAME_DAY',
    ...PLAIN_HOLD,
    detail: `${later.fileName}, ${later.exportedOn} ${later.takenAt ?? ''}`,
    ways: WAYS_FOR_EARLIER,
  };
}

/**
 * A list that has been taken in before: its rows say nothing new. Somebody's word on what it is the whole of counts
 * all the same.
 */
function reportAgain(
  register: Register,
  request: ImportRequest,
  list: RecognisedList,
  source: Source,
): ImportReport {
  const { db } = register;
  const { sourceNo, rows, importedAt } = source;
  const { new: added, changed, unchanged, ...rest } = countFates(db, sourceNo);
  const word = wordOn(request, list);
  const group = { kind: source.kind, sourceNos: [sourceNo] };
  const uncovered = word === null ? null : coverNothing(register, group, word);
  if (uncovered !== null) {
    const held = heldByScope(register, source.kind, uncovered);
    return heldReport(register.profile, request, list, held, {
      rows,
      fates: asExcluded(countFates(db, sourceNo)),
    });
  }
  const gone = word === null ? NONE_GONE : layWords(register, [group], word, request);
  return {
    ...headOfReport(register.profile, request, list),
    rows,
    fates: { new: 0, changed: 0, unchanged: added + changed + unchanged, ...rest },
    sourceNo,
    findings: withIdleWord(register, request, list, findingGroups(db, sourceNo)),
    gone: gone.cases,
    goneUnexplained: gone.unexplained,
    waitsFor: 0,
    perKommun: perKommunOf(register, source.kind, sourceNo),
    alreadyImportedAt: importedAt,
    held: null,
    mending: mendingOf(register, list),
  };
}

async function takeIn(
  register: Register,
  request: ImportRequest,
  list: RecognisedList,
  mappingHash: string,
): Promise<ImportReport> {
  const { db, profile } = register;
  const { columns } = list;
  const { kind } = columns;
  const file = basename(request.path);
  const isSilent = await isProtectionSilent(list);
  const sourceNo = noteSource(register, request, list, { mappingHash, isSilent });
  const remark = openRemarks(register, sourceNo);
  remarkOnList(register, request, list, remark);
  const rows = await takeRows(register, request, list, { sourceNo, isSilent }, remark).catch(
    async (error: unknown) => {
      if (!(error instanceof SheetsContradict)) throw error;
      const held = {
        ...PLAIN_HOLD,
        code: 'SHEETS_CONTRADICT',
        detail: error.where,
        ways: WAYS_FOR_SHEETS,
      } as const;
      throw new ListHeld(await holdList(register, request, list, held));
    },
  );
  const { physical, fates } = rows;
  const headerOf = (name: string): string | null =>
    columns.columns.find(({ field }) => field.name === name)?.header ?? null;
  checkReferences(db, kind, sourceNo, headerOf, remark);
  checkUnitDays(register, kind, remark);
  // Before anything is told that says where somebody is.
  const areNamesOther = noteProtected(register, { just: { kind, added: rows.added } });
  checkTarget(register, kind, sourceNo, headerOf, remark);
  remarkEach(remark, remarkOnTestNumbers(profile.environment, rows.persons, headerOf('person_id')));
  setSourceRows(db, sourceNo, physical);
  const lost = rowsLost(physical, fates);
  if (lost !== 0) throw new UserError('ROWS_LOST', { file, lost, rows: physical });
  const held = timeHold(register, list, sourceNo);
  const settled =
    held === null
      ? await settle(register, request, list, { file, sourceNo, rows })
      : { ...NOTHING_GONE, held };
  if (settled.held !== null)
    throw new ListHeld(
      heldReport(
        register.profile,
        request,
        list,
        settled.held,
        { rows: physical, fates: asExcluded(fates) },
        findingGroups(db, sourceNo),
      ),
    );
  if (settled.waitsFor > 0) remark('LIST_WAITS_FOR_OTHERS', null, null, String(settled.waitsFor));
  const waiting = casesThatWait(register, kind, sourceNo, list.exportedOn);
  if (waiting > 0) remark('LIST_WAITS_FOR_UNKNOWN', null, null, String(waiting));
  logImport(register, request, list, { sourceNo, rows, gone: settled.gone.cases, areNamesOther });
  return {
    ...headOfReport(register.profile, request, list),
    sourceNo,
    rows: physical,
    fates,
    findings: findingGroups(db, sourceNo),
    gone: settled.gone.cases,
    goneUnexplained: settled.gone.unexplained,
    waitsFor: settled.waitsFor,
    perKommun: perKommunOf(register, kind, sourceNo, rows.added),
    alreadyImportedAt: null,
    held: null,
    mending: mendingOf(register, list),
  };
}

function settle(
  register: Register,
  request: ImportRequest,
  list: RecognisedList,
  { file, sourceNo, rows }: { readonly file: string; readonly sourceNo: number; readonly rows: TakenRows },
): ReturnType<typeof settleCoverage> {
  return settleCoverage(register, {
    list,
    file,
    sourceNo,
    word: wordOn(request, list),
    isWordForSeveral: request.isWordForSeveral === true,
    cases: rows.identified,
    ownCount: rows.ownCount?.count ?? null,
    keysElsewhere: () => keysOfCompanions(register, request, list),
  });
}

/** What is remarked on of the list as a whole, before its rows are read. */
function remarkOnList(
  { db }: Register,
  request: ImportRequest,
  list: RecognisedList,
  remark: RemarkOnRow,
): void {
  const { table, columns, headers, remarks, isMappingRemembered, dayOtherwise } = list;
  remarkEach(remark, [...remarks, ...remarksOnTable(notesOf(table), columns)]);
  if (isMappingRemembered) remark('MAPPING_REMEMBERED', null, null, null);
  if (request.mapping !== null) rememberMapping(db, headers, request.mapping);
  if (dayOtherwise !== null) remark('LIST_DAY_OTHERWISE', null, null, dayOtherwise);
  if (isWordIdle(request, list)) remark(IDLE_WORD, null, null, null);
}

/** The list as a source of the register: what it is and how it is read. */
function noteSource(
  { db }: Register,
  request: ImportRequest,
  { table, columns, exportedOn, takenAt, mapping, mending }: RecognisedList,
  { mappingHash, isSilent }: { readonly mappingHash: string; readonly isSilent: boolean },
): number {
  const { sha256, encoding, delimiter, sheet } = table.facts;
  const { by, recordedAt } = request.writer;
  const sourceNo = addSource(
    db,
    {
      sha256,
      kind: columns.kind,
      fileName: basename(request.path),
      exportedOn,
      encoding,
      delimiter,
      sheet,
      importedAt: recordedAt,
      importedBy: by,
      takenAt,
    },
    // The columns that it says something in.
    Object.fromEntries(
      columns.columns.flatMap(({ field, header }) =>
        isSilent && field.name === 'is_protected' ? [] : [[field.name, header]],
      ),
    ),
    mappingHash,
  );
  noteReading(db, sourceNo, { mapping, mends: mending?.original?.sourceNo ?? null });
  return sourceNo;
}

function openRemarks({ db, profile }: Register, sourceNo: number): RemarkOnRow {
  const store = findingWriter(db, sourceNo);
  return (code, row, column, detail) => {
    store({ code, severity: severityOf(profile, code), row, column, detail });
  };
}

/** What the reading noted, by the position of its column. */
function notesOf({ facts }: OpenedTable): readonly ReadingNote[] {
  return facts.notes.map(({ column, ...note }) => ({
    ...note,
    columnAt: column === null ? null : columnNumber(column) - 1,
  }));
}

function logImport(
  register: Register,
  request: ImportRequest,
  list: RecognisedList,
  {
    sourceNo,
    rows: { physical, fates, known, classified },
    gone,
    areNamesOther,
  }: {
    readonly sourceNo: number;
    readonly rows: TakenRows;
    readonly gone: number;
    readonly areNamesOther: boolean;
  },
): void {
  const { columns, exportedOn, table } = list;
  const { kind } = columns;
  const { sha256 } = table.facts;
  const effectiveOn = exportedOn === TIMELESS ? request.asOf : exportedOn;
  eventWriter(
    register.db,
    request.writer,
  )({
    type: 'imported',
    effectiveOn,
    data: { sourceNo, kind, file: basename(request.path), sha256, rows: physical, fates, gone },
  });
  const word = wordOn(request, list);
  if (word !== null) logWord(register, word, [sourceNo], { effectiveOn, writer: request.writer });
  const logEvent = eventWriter(register.db, request.writer);
  known?.logEvents(logEvent);
  reclassify(register, classified === null ? null : { ...classified, areNamesOther }, logEvent);
}
