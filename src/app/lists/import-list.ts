import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import { RESERVE_NUMBER_RULES } from '../../domain/identity/reserve-number-rules.ts';
import { createIdentityReader } from '../../domain/identity/person-identity.ts';
import type { Lock } from '../../domain/checkpoints/lock.ts';
import { closeProposedOn } from '../../domain/classification/sip-classes.ts';
import { kindOf, type KindName } from '../../domain/kinds/kinds.ts';
import { fold } from '../../domain/words/fold.ts';
import { createRecordReader, type RecordRead } from '../../domain/records/record-reader.ts';
import type { Profile } from '../../domain/profile/profile-schema.ts';
import {
  FINDINGS,
  type Finding,
  type FindingCode,
  type FindingGroup,
} from '../../domain/validation/finding-catalogue.ts';
import { watchDateForms } from '../../domain/records/date-forms.ts';
import { originalRow, type MendingCount } from '../../domain/validation/mending-list.ts';
import { columnNumber, type RawRow } from '../../files/reading/table.ts';
import { isFooter } from '../../files/reading/table-shape.ts';
import { releasedText } from '../../documents/kit/held-text.ts';
import type { CaseRow } from '../../register/cases/cases.ts';
import { eventsOfType, eventWriter, type Writer } from '../../register/log/events.ts';
import { openListWriter, type NewClass, type Settle } from '../../register/rows/list-writer.ts';
import { lockOfRegister } from '../../register/log/lock.ts';
import {
  countMending,
  noteReading,
  openMendingWriter,
  originalWithSha,
} from '../../register/lists/mending.ts';
import { openPseudonyms } from '../../register/file/pseudonym-key.ts';
import type { Register } from '../../register/file/register.ts';
import { asRegisterFault } from '../../register/engine/unusable-register.ts';
import { recallMapping, rememberMapping } from '../../register/lists/remembered-mappings.ts';
import { inTransaction } from '../../register/engine/transaction.ts';
import {
  addSource,
  countFates,
  findingGroups,
  findingsOf,
  findingWriter,
  findSource,
  hasListAfter,
  setSourceRows,
} from '../../register/lists/sources.ts';
import { FATES, type Fate, type FateCounts } from '../../domain/fates/fates.ts';
import { UserError } from '../../text/errors.ts';
import { checkReferences } from './check-references.ts';
import { openClassifier } from '../cases/classifier.ts';
import { pseudonymising } from './pseudonymous-record.ts';
import { keptFrom, reclassify } from '../cases/reclassify.ts';
import { watchKnownCases, type KnownCasesWatch } from './watch-known-cases.ts';
import {
  asFileError,
  recogniseList,
  TIMELESS,
  type RecognisedList,
  type RecogniseRequest,
} from './recognise-list.ts';

export interface ImportRequest extends RecogniseRequest {
  readonly asOf: string;
  readonly writer: Writer;
  /** Told now and then how many rows are done. */
  readonly onProgress?: (rows: number) => void;
}

export interface ImportReport {
  readonly file: string;
  /** 0 where the list was held: it is no source. */
  readonly sourceNo: number;
  readonly kind: KindName;
  readonly exportedOn: string | null;
  readonly sha256: string;
  readonly encoding: string;
  readonly delimiter: string | null;
  readonly sheet: string | null;
  readonly rows: number;
  readonly fates: FateCounts;
  /** What was remarked on, by code, worst first; every finding by itself is in the register. */
  readonly findings: readonly FindingGroup[];
  readonly gone: number;
  /** The day it was taken in before, when nothing was done now. */
  readonly alreadyImportedAt: string | null;
  /** The lock that held the list: it was read and accounted for, and changed nothing. */
  readonly heldBy: Lock | null;
  /** How far the mending has come, when the list is a Rättningslista that came back. */
  readonly mending: MendingReport | null;
  /** The list as it was opened and understood, for a second reading. */
  readonly list: Pick<RecognisedList, 'table' | 'columns' | 'headers'>;
}

interface MendingReport {
  /** The file whose rows are mended. */
  readonly of: string;
  readonly sha256: string;
  /** Null where that file is not in the register: nothing to compare with. */
  readonly count: MendingCount | null;
  /** A newer list has come since: what is mended fills in history and does not change the cases that the newer one has. */
  readonly isOutdated: boolean;
}

/** Every finding of a list, one by one. */
export function findingsOfImport(
  { db }: Register,
  { sourceNo, heldBy, findings }: ImportReport,
): readonly Finding[] {
  return heldBy === null ? findingsOf(db, sourceNo) : findings.flatMap(({ first }) => first);
}

/**
 * Takes one list into the register, in one transaction: all of it or nothing.
 *
 * @returns what became of every row, and what was remarked on
 * @throws UserError where the file or the register can not be used
 */
export async function importList(register: Register, request: ImportRequest): Promise<ImportReport> {
  try {
    const list = await recogniseList(
      request,
      register.profile,
      (headers) => recallMapping(register.db, headers),
      (sha256) => originalWithSha(register.db, sha256) ?? null,
    );
    const mappingHash = createHash('sha256').update(JSON.stringify(list.mapping)).digest('hex');
    const { sha256 } = list.table.facts;
    const before = findSource(
      register.db,
      { sha256, kind: list.columns.kind, exportedOn: list.exportedOn },
      mappingHash,
    );
    if (before !== undefined) {
      const { new: added, changed, unchanged, ...rest } = countFates(register.db, before.sourceNo);
      return {
        ...head(request, list, list.exportedOn),
        rows: before.rows,
        fates: { new: 0, changed: 0, unchanged: added + changed + unchanged, ...rest },
        sourceNo: before.sourceNo,
        findings: findingGroups(register.db, before.sourceNo),
        gone: 0,
        alreadyImportedAt: before.importedAt,
        heldBy: null,
        mending: mendingOf(register, list),
      };
    }
    return await inTransaction(register.db, () => {
      const lock = lockOfRegister(register.db);
      return lock !== null && isLockedOut(list, lock)
        ? holdBack(register, request, list, lock)
        : takeIn(register, request, list, mappingHash);
    });
  } catch (error) {
    throw asRegisterFault(asFileError(error, request.path), register.path);
  }
}

/** A list of the source system that was taken out after the system was set read-only. */
function isLockedOut({ columns, exportedOn }: RecognisedList, { since }: Lock): boolean {
  return kindOf(columns.kind).system === 'source' && exportedOn > since;
}

const HELD = 'import-held';

/** What a held list is known by: the same one is noted once for each lock. */
interface HeldData {
  readonly file: string;
  readonly sha256: string;
  readonly kind: KindName;
  readonly exportedOn: string;
  readonly rows: number;
  readonly checkpoint: string;
}

/**
 * Reads a list that the lock keeps out: every row is accounted for, and nothing of it is kept but that it came. It is
 * no source, so that a later list makes no case gone by it, and goes in as any other once the register is unlocked.
 */
async function holdBack(
  register: Register,
  request: ImportRequest,
  list: RecognisedList,
  lock: Lock,
): Promise<ImportReport> {
  const { db, profile } = register;
  const fates = Object.fromEntries(FATES.map((fate) => [fate, 0])) as Record<Fate, number>;
  let rows = 0;
  const plainFate = openPlainFates(list);
  for await (const batch of list.table.batches()) {
    for (const raw of batch) {
      rows += 1;
      fates[plainFate(raw)?.fate ?? 'excluded'] += 1;
    }
    request.onProgress?.(rows);
  }
  const { sha256 } = list.table.facts;
  const { kind } = list.columns;
  const { exportedOn } = list;
  const file = basename(request.path);
  const data: HeldData = { file, sha256, kind, exportedOn, rows, checkpoint: lock.checkpoint };
  const isSame = ({ data: noted }: { readonly data: string }): boolean => {
    const before = JSON.parse(noted) as HeldData;
    return before.sha256 === sha256 && before.kind === kind && before.exportedOn === exportedOn;
  };
  if (!eventsOfType(db, HELD).some((event) => event.seq > lock.seq && isSame(event)))
    eventWriter(db, request.writer)({ type: HELD, effectiveOn: exportedOn, data });
  const finding: Finding = {
    code: 'LIST_AFTER_READ_ONLY',
    severity: FINDINGS.LIST_AFTER_READ_ONLY.severity,
    row: null,
    column: null,
    detail: `uttag ${exportedOn}, ${profile.source} i läsläge sedan ${lock.since} enligt ${lock.checkpoint}`,
  };
  return {
    ...head(request, list, exportedOn),
    sourceNo: 0,
    rows,
    fates,
    findings: [{ code: finding.code, severity: finding.severity, column: null, count: 1, first: [finding] }],
    gone: 0,
    alreadyImportedAt: null,
    heldBy: lock,
    mending: null,
  };
}

function head(request: ImportRequest, { table, columns, headers }: RecognisedList, exportedOn: string) {
  const { sha256, encoding, delimiter, sheet } = table.facts;
  const dated = exportedOn === TIMELESS ? null : exportedOn;
  const list = { table, columns, headers };
  return {
    file: basename(request.path),
    kind: columns.kind,
    exportedOn: dated,
    sha256,
    encoding,
    delimiter,
    sheet,
    list,
  };
}

function mendingOf({ db }: Register, { mending, columns, exportedOn }: RecognisedList): MendingReport | null {
  if (mending === null) return null;
  const { of, original } = mending;
  return {
    of: original?.fileName ?? of.fileName,
    sha256: of.sha256,
    count: original === null ? null : countMending(db, original),
    isOutdated: exportedOn !== TIMELESS && hasListAfter(db, columns.kind, exportedOn),
  };
}

async function takeIn(
  register: Register,
  request: ImportRequest,
  list: RecognisedList,
  mappingHash: string,
): Promise<ImportReport> {
  const { db, profile } = register;
  const { table, columns, exportedOn } = list;
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
  noteReading(db, sourceNo, { mapping: list.mapping, mends: list.mending?.original?.sourceNo ?? null });
  const store = findingWriter(db, sourceNo);
  const remark: RemarkOnRow = (code, row, column, detail) => {
    store({ code, severity: profile.severities[code] ?? FINDINGS[code].severity, row, column, detail });
  };
  remarkOnTable(list, remark);
  if (list.isMappingRemembered) remark('MAPPING_REMEMBERED', null, null, null);
  if (request.mapping !== null) rememberMapping(db, list.headers, request.mapping);
  if (exportedOn > request.asOf)
    remark('LIST_FROM_THE_FUTURE', null, null, `${exportedOn}, efter ${request.asOf}`);
  const rows = await takeRows(register, request, list, sourceNo, remark);
  const headerOf = (name: string): string | null =>
    columns.columns.find(({ field }) => field.name === name)?.header ?? null;
  checkReferences(db, columns.kind, sourceNo, headerOf, remark);
  remarkOnTestNumbers(profile, rows.persons, headerOf('person_id'), remark);
  setSourceRows(db, sourceNo, rows.physical);
  const lost = rows.physical - Object.values(rows.fates).reduce((sum, count) => sum + count, 0);
  if (lost !== 0)
    throw new UserError('ROWS_LOST', { file: basename(request.path), lost, rows: rows.physical });
  refuseStranger(request, list, rows);
  const logEvent = eventWriter(db, request.writer);
  logEvent({
    type: 'imported',
    effectiveOn: exportedOn === TIMELESS ? request.asOf : exportedOn,
    data: {
      sourceNo,
      kind: columns.kind,
      file: basename(request.path),
      sha256,
      rows: rows.physical,
      fates: rows.fates,
      gone: rows.gone,
    },
  });
  rows.known?.logEvents(logEvent);
  reclassify(register, sourceNo, logEvent);
  const findings = findingGroups(db, sourceNo);
  const mending = mendingOf(register, list);
  return {
    ...head(request, list, exportedOn),
    sourceNo,
    rows: rows.physical,
    fates: rows.fates,
    findings,
    gone: rows.gone,
    alreadyImportedAt: null,
    heldBy: null,
    mending,
  };
}

/** Kinds whose cases live longer than the time between two lists. */
const LONG_LIVED: readonly KindName[] = ['sip', 'patient'];
/** Fewer can be gone at once. */
const MANY_GONE = 5;

/** A list that has nothing in common with the one before would close all of it: nobody has said that it is of that kind. */
function refuseStranger(
  request: ImportRequest,
  { columns: { kind } }: RecognisedList,
  { fates, gone }: TakenRows,
): void {
  const isSaid = request.kind !== null || request.mapping !== null;
  if (isSaid || !LONG_LIVED.includes(kind) || gone < MANY_GONE) return;
  if (fates.new > 0 && fates.changed + fates.unchanged === 0)
    throw new UserError('LIST_SHARES_NOTHING', {
      file: basename(request.path),
      kind: kindOf(kind).label,
      gone,
      code: kind,
    });
}

type RemarkOnRow = (
  code: FindingCode,
  row: number | null,
  column: string | null,
  detail: string | null,
) => void;

/** What the reading of the file noted, where it concerns a column that is taken in. */
function remarkOnTable({ table, columns }: RecognisedList, remark: RemarkOnRow): void {
  const headerAt = new Map(columns.columns.map(({ index, header }) => [index, header]));
  for (const { code, row, column, detail } of table.facts.notes) {
    const header = column === null ? null : headerAt.get(columnNumber(column) - 1);
    if (header === undefined) continue;
    if (row === null && header !== null)
      remark('REMARKS_NOT_LISTED', null, header, `${code}, ${detail} celler`);
    else remark(code, row, header, detail === '' ? null : detail);
  }
  for (const { header } of columns.unused) remark('COLUMN_NOT_USED', null, header, null);
  for (const { header, readAs } of columns.alike) remark('COLUMN_ALIKE', null, header, readAs);
  for (const { label } of columns.missing) remark('COLUMN_MISSING', null, null, label);
}

const idColumnOf = ({ kind, columns }: RecognisedList['columns']): (typeof columns)[number] | undefined =>
  columns.find(({ field }) => field.name === kindOf(kind).identifiedBy);

interface PlainFate {
  readonly fate: 'blank' | 'title' | 'footer';
  /** The number of rows that a footer says the list has. */
  readonly count: number | null;
}

const BLANK: PlainFate = { fate: 'blank', count: null };
const TITLE: PlainFate = { fate: 'title', count: null };

/** Opens the telling of rows that hold no case; null for those that may. */
function openPlainFates({
  columns,
  headerRow,
  headers,
}: RecognisedList): (raw: RawRow, cells?: readonly string[]) => PlainFate | null {
  const idColumn = idColumnOf(columns);
  const idHeader = idColumn?.header ?? '';
  const foldedHeaders = headers.map(fold).join('\u0000');
  return (raw, cells = raw.cells) => {
    if (isBlank(cells)) return BLANK;
    if (raw.row <= headerRow) return TITLE;
    // The header again: lists pasted together.
    if (cells[idColumn?.index ?? 0]?.trim() === idHeader && cells.map(fold).join('\u0000') === foldedHeaders)
      return TITLE;
    const footer = isSparse(cells) ? isFooter(raw, headers.length) : null;
    return footer === null ? null : { fate: 'footer', count: footer.count };
  };
}

const isBlank = (cells: readonly string[]): boolean => cells.every((cell) => cell.trim() === '');

/** How many rows have a usable person, and how many of those follow the pattern of test numbers. */
interface PersonCount {
  readonly usable: number;
  readonly fittingTest: number;
}

/**
 * Only a pattern, never proof (domain §8): told as a count, the other way round in the environments where nobody real
 * may be.
 */
function remarkOnTestNumbers(
  profile: Profile,
  persons: PersonCount,
  header: string | null,
  remark: RemarkOnRow,
): void {
  const { usable, fittingTest } = persons;
  const ofAll = (number: number): string => `${number} av ${usable} personnummer`;
  if (profile.environment === 'production') {
    if (fittingTest > 0) remark('PERSONS_FIT_TEST_PATTERN', null, header, ofAll(fittingTest));
  } else if (fittingTest < usable) {
    remark('PERSONS_MAYBE_REAL', null, header, ofAll(usable - fittingTest));
  }
}

interface TakenRows {
  readonly physical: number;
  readonly fates: FateCounts;
  readonly gone: number;
  readonly persons: PersonCount;
  readonly known: KnownCasesWatch | null;
}

async function takeRows(
  register: Register,
  request: ImportRequest,
  list: RecognisedList,
  sourceNo: number,
  remark: RemarkOnRow,
): Promise<TakenRows> {
  const { table, columns, headers, exportedOn, mapping, mending } = list;
  const { db, profile } = register;
  const { kind } = columns;
  const { fields } = kindOf(kind);
  const listDay = exportedOn === TIMELESS ? null : exportedOn;
  const readIdentity = createIdentityReader(
    RESERVE_NUMBER_RULES,
    Number((listDay ?? request.asOf).slice(0, 4)),
  );
  const readWhole = createRecordReader({ profile, mapping, columns, readIdentity, exportedOn: listDay });
  const read = kind === 'lcsp_sip' ? pseudonymising(readWhole, openPseudonyms(register, 'write')) : readWhole;
  const absent = fields.flatMap((field, at) => (columns.missing.includes(field) ? [at] : []));
  const classifyNew = kind === 'sip' ? newSipClassifier(register, keptFrom(db), exportedOn) : null;
  const known = watchKnownCases(db, { kind, sourceNo, exportedOn }, remark);
  const dateForms = watchDateForms(columns);
  const original = mending?.original ?? null;
  const mendingWriter = original === null ? null : openMendingWriter(db, sourceNo, original.sourceNo);
  const idHeader = idColumnOf(columns)?.header ?? '';
  const isSheet = table.facts.format === 'xlsx';
  const plainFate = openPlainFates(list);

  let physical = 0;
  let identified = 0;
  const persons = { usable: 0, fittingTest: 0 };
  let footerCount: { readonly row: number; readonly count: number } | null = null;
  let row = 0;
  const onRemark = (code: FindingCode, column: string | null, detail: string | null): void => {
    remark(code, row, column, detail);
  };

  const linkToOriginal = (at: number, cells: readonly string[], fate: Fate): void => {
    const ofRow = mendingWriter === null ? null : originalRow(cells[mending?.rowColumn ?? -1]);
    if (mendingWriter === null || ofRow === null) return;
    for (const { code, detail } of mendingWriter.link(at, ofRow, fate)) remark(code, at, null, detail);
  };

  const settle: Settle = (at, { key }, cells, { fate, otherRow, overturnsOther, met }) => {
    if (fate === 'duplicate') {
      remark('ROW_REPEATED', at, null, String(otherRow));
    } else if (fate === 'rejected') {
      if (overturnsOther) remark('SAME_ID_OTHER_CONTENT', otherRow, idHeader, String(at));
      remark('SAME_ID_OTHER_CONTENT', at, idHeader, String(otherRow));
    } else {
      identified += 1;
    }
    if (met !== null) known?.look(at, key, met);
    linkToOriginal(at, cells, fate);
  };
  const writer = openListWriter(db, { kind, sourceNo, exportedOn, absent, classifyNew, settle });

  for await (const batch of table.batches()) {
    for (const raw of batch) {
      row = raw.row;
      physical += 1;
      const cells = mending === null ? raw.cells : raw.cells.map(releasedText);
      const plain = plainFate(raw, cells);
      if (plain !== null) {
        writer.note(row, plain.fate);
        if (plain.count !== null) footerCount = { row, count: plain.count };
        continue;
      }
      // A sheet leaves out the empty cells at the end of a row: none of its rows is cut off.
      if (cells.length > headers.length || (cells.length < headers.length && !isSheet))
        remarkOnWidth(cells, headers.length, onRemark);
      const record = read(cells, onRemark);
      dateForms.look(row, cells);
      if (record.identity === 'ok') {
        persons.usable += 1;
        if (record.fitsTestPattern) persons.fittingTest += 1;
      }
      if (!isIdentified(record)) {
        writer.note(row, 'rejected');
        remark('ROW_WITHOUT_ID', row, idHeader, null);
        linkToOriginal(row, cells, 'rejected');
        continue;
      }
      writer.take(row, record, cells);
    }
    request.onProgress?.(physical);
  }
  for (const { header, detail } of dateForms.mixed()) remark('DATE_FORMS_MIXED', null, header, detail);
  const { fates, gone } = writer.finish();
  if (footerCount !== null && footerCount.count !== identified) {
    remark(
      'FOOTER_COUNT_DIFFERS',
      footerCount.row,
      null,
      `listan säger ${footerCount.count}, ${identified} olika ärenden lästes`,
    );
  }
  // A Rättningslista holds a part of a list: what is not in it is not gone.
  return { physical, fates, gone: mending === null ? gone : 0, persons, known };
}

const isIdentified = (record: RecordRead): record is RecordRead & { readonly key: string } =>
  record.key !== null;

function isSparse(cells: readonly string[]): boolean {
  let filled = 0;
  for (const cell of cells) if (cell !== '' && (filled += 1) > 2) return false;
  return true;
}

function remarkOnWidth(
  cells: readonly string[],
  width: number,
  remark: (code: FindingCode, column: string | null, detail: string | null) => void,
): void {
  const isLonger = cells.length > width;
  if (isLonger && isBlank(cells.slice(width))) return;
  remark(isLonger ? 'ROW_RAGGED' : 'ROW_SHORT', null, `${cells.length} mot ${width}`);
}

/** A SIP that is new is classified as it comes in; everything else in one go afterwards (reclassify). */
function newSipClassifier(
  register: Register,
  asOf: string,
  exportedOn: string,
): (record: RecordRead) => NewClass {
  const { classifySipRow, sipContext } = openClassifier(register, asOf);
  // One row, seen through getters: each record in turn shows in it, and nothing of it is kept.
  let record: RecordRead;
  const ofRecord: Record<string, PropertyDescriptor> = {
    key: { get: () => record.key },
    person_key: { get: () => record.personKey },
    identity: { get: () => record.identity },
    is_conflicting: { value: 0 },
    last_seen_on: { value: exportedOn },
  };
  for (const [at, { name }] of kindOf('sip').fields.entries())
    ofRecord[name] = { get: () => record.values[at] };
  const row = Object.defineProperties({}, ofRecord) as CaseRow<'sip'>;
  return (next) => {
    record = next;
    const { item, classification } = classifySipRow(row);
    return { classification, closeProposedOn: closeProposedOn(item, sipContext, classification) };
  };
}
