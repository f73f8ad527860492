import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import { rowsLost } from '../../domain/fates/fates.ts';
import { isLockedOut, sharesNothing } from '../../domain/fates/list-refusals.ts';
import {
  remarkOnDay,
  remarkOnTestNumbers,
  remarksOnTable,
  type ReadingNote,
} from '../../domain/fates/list-remarks.ts';
import { kindOf } from '../../domain/kinds/kinds.ts';
import { FINDINGS } from '../../domain/validation/finding-catalogue.ts';
import { columnNumber, type OpenedTable } from '../../files/reading/table.ts';
import { asRegisterFault } from '../../register/engine/unusable-register.ts';
import { inTransaction } from '../../register/engine/transaction.ts';
import type { Register } from '../../register/file/register.ts';
import { noteReading, originalWithSha } from '../../register/lists/mending.ts';
import { recallMapping, rememberMapping } from '../../register/lists/remembered-mappings.ts';
import {
  addSource,
  countFates,
  findingGroups,
  findingWriter,
  findSource,
  setSourceRows,
  type Source,
} from '../../register/lists/sources.ts';
import { eventWriter } from '../../register/log/events.ts';
import { lockOfRegister } from '../../register/log/lock.ts';
import { UserError } from '../../text/errors.ts';
import { reclassify } from '../cases/reclassify.ts';
import { isClassifiedAsItComes } from './classify-new-sip.ts';
import { checkReferences } from './check-references.ts';
import { holdLockedList } from './hold-locked-list.ts';
import {
  headOfReport,
  mendingOf,
  type ImportReport,
  type ImportRequest,
  type RemarkOnRow,
} from './import-report.ts';
import { asFileError, recogniseList, TIMELESS, type RecognisedList } from './recognise-list.ts';
import { remarkEach, takeRows, type TakenRows } from './take-rows.ts';

/**
 * Takes one list into the register, in one transaction: all of it or nothing.
 *
 * @returns what became of every row, and what was remarked on
 * @throws UserError where the file or the register can not be used
 */
export async function importList(register: Register, request: ImportRequest): Promise<ImportReport> {
  const { db } = register;
  try {
    const list = await recogniseList(
      request,
      register.profile,
      (headers) => recallMapping(db, headers),
      (sha256) => originalWithSha(db, sha256) ?? null,
    );
    const mappingHash = createHash('sha256').update(JSON.stringify(list.mapping)).digest('hex');
    const { sha256 } = list.table.facts;
    const { kind } = list.columns;
    const before = findSource(db, { sha256, kind, exportedOn: list.exportedOn }, mappingHash);
    if (before !== undefined) return reportAgain(register, request, list, before);
    return await inTransaction(db, () => {
      const lock = lockOfRegister(db);
      return lock !== null && isLockedOut({ kind, exportedOn: list.exportedOn }, lock.since)
        ? holdLockedList(register, request, list, lock)
        : takeIn(register, request, list, mappingHash);
    });
  } catch (error) {
    throw asRegisterFault(asFileError(error, request.path), register.path);
  }
}

/** A list that has been taken in before: nothing is done, and every row that was a case's says nothing new. */
function reportAgain(
  register: Register,
  request: ImportRequest,
  list: RecognisedList,
  { sourceNo, rows, importedAt }: Source,
): ImportReport {
  const { new: added, changed, unchanged, ...rest } = countFates(register.db, sourceNo);
  return {
    ...headOfReport(register.profile, request, list),
    rows,
    fates: { new: 0, changed: 0, unchanged: added + changed + unchanged, ...rest },
    sourceNo,
    findings: findingGroups(register.db, sourceNo),
    gone: 0,
    alreadyImportedAt: importedAt,
    heldBy: null,
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
  const { columns, exportedOn, table } = list;
  const { kind } = columns;
  const file = basename(request.path);
  const sourceNo = noteSource(register, request, list, mappingHash);
  const remark = openRemarks(register, sourceNo);
  remarkEach(remark, [...list.remarks, ...remarksOnTable(notesOf(table), columns)]);
  if (list.isMappingRemembered) remark('MAPPING_REMEMBERED', null, null, null);
  if (request.mapping !== null) rememberMapping(db, list.headers, request.mapping);
  remarkEach(remark, remarkOnDay(exportedOn, request.asOf));
  const rows = await takeRows(register, request, list, sourceNo, remark);
  const { physical, fates, gone } = rows;
  const headerOf = (name: string): string | null =>
    columns.columns.find(({ field }) => field.name === name)?.header ?? null;
  checkReferences(db, kind, sourceNo, headerOf, remark);
  remarkEach(remark, remarkOnTestNumbers(profile.environment, rows.persons, headerOf('person_id')));
  setSourceRows(db, sourceNo, physical);
  const lost = rowsLost(physical, fates);
  if (lost !== 0) throw new UserError('ROWS_LOST', { file, lost, rows: physical });
  const isKindSaid = request.kind !== null || request.mapping !== null;
  if (sharesNothing({ kind, isKindSaid, fates, gone }))
    throw new UserError('LIST_SHARES_NOTHING', { file, kind: kindOf(kind).label, gone, code: kind });
  logImport(register, request, list, sourceNo, rows);
  return {
    ...headOfReport(register.profile, request, list),
    sourceNo,
    rows: physical,
    fates,
    findings: findingGroups(db, sourceNo),
    gone,
    alreadyImportedAt: null,
    heldBy: null,
    mending: mendingOf(register, list),
  };
}

/** The list as a source of the register: what it is and how it is read. */
function noteSource(
  { db }: Register,
  request: ImportRequest,
  { table, columns, exportedOn, mapping, mending }: RecognisedList,
  mappingHash: string,
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
    },
    Object.fromEntries(columns.columns.map(({ field, header }) => [field.name, header])),
    mappingHash,
  );
  noteReading(db, sourceNo, { mapping, mends: mending?.original?.sourceNo ?? null });
  return sourceNo;
}

function openRemarks({ db, profile }: Register, sourceNo: number): RemarkOnRow {
  const store = findingWriter(db, sourceNo);
  return (code, row, column, detail) => {
    store({ code, severity: profile.severities[code] ?? FINDINGS[code].severity, row, column, detail });
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
  { columns: { kind }, exportedOn, table }: RecognisedList,
  sourceNo: number,
  { physical, fates, gone, known }: TakenRows,
): void {
  const { sha256 } = table.facts;
  const logEvent = eventWriter(register.db, request.writer);
  logEvent({
    type: 'imported',
    effectiveOn: exportedOn === TIMELESS ? request.asOf : exportedOn,
    data: { sourceNo, kind, file: basename(request.path), sha256, rows: physical, fates, gone },
  });
  known?.logEvents(logEvent);
  reclassify(register, isClassifiedAsItComes(register, kind, exportedOn) ? sourceNo : null, logEvent);
}
