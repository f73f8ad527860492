import { basename } from 'node:path';
import type { Fate, FateCounts } from '../../domain/fates/fates.ts';
import {
  countOfList,
  remarkOnOwnCount,
  remarkOnWidth,
  type OwnCount,
  type PersonCount,
  type Remarked,
} from '../../domain/fates/list-remarks.ts';
import { openPartyRows } from '../../domain/fates/party-rows.ts';
import { isHeaderRow } from '../../domain/fates/plain-rows.ts';
import { isOfTarget } from '../../domain/kinds/kinds.ts';
import { knownHeaders } from '../../domain/mapping/mapping.ts';
import type { Ahead } from '../../domain/records/read-ahead.ts';
import type { RecordRead, Remark } from '../../domain/records/record-reader.ts';
import { originalRow } from '../../domain/validation/mending-list.ts';
import { releasedText } from '../../documents/kit/held-text.ts';
import type { Register } from '../../register/file/register.ts';
import { openMendingWriter } from '../../register/lists/mending.ts';
import type { AddedCases } from '../../register/rows/added-cases.ts';
import { openListWriter, type ListWriter, type Settle } from '../../register/rows/list-writer.ts';
import { UserError } from '../../text/errors.ts';
import { keptFrom, type JustClassified } from '../cases/reclassify.ts';
import { isClassifiedAsItComes, newSipClassifier } from './classify-new-sip.ts';
import type { ImportRequest, RemarkOnRow } from './import-report.ts';
import { idColumnOf, plainRowsOf } from './plain-rows-of-list.ts';
import { openReading } from './read-records.ts';
import type { RecognisedList } from './recognise-list.ts';
import { absentColumns, watchProtection } from './silent-protection.ts';
import { openRowsOfNobody } from './rows-of-nobody.ts';
import { openSignsOfProtection } from './signs-of-protection.ts';
import { hasUnreadId, watchColumns } from './watch-columns.ts';
import { watchKnownCases, type KnownCasesWatch } from './watch-known-cases.ts';

export interface TakenRows {
  readonly physical: number;
  readonly fates: FateCounts;
  /** Rows that were taken as a case: its own count is held against them. */
  readonly identified: number;
  readonly ownCount: OwnCount | null;
  readonly persons: PersonCount;
  readonly known: KnownCasesWatch | null;
  readonly added: AddedCases;
  /** Its new SIPs, where they were classified as they came in. */
  readonly classified: Omit<JustClassified, 'areNamesOther'> | null;
}

/** Takes in the rows of a list, each with its fate, within the caller's transaction. */
export async function takeRows(
  register: Register,
  request: ImportRequest,
  list: RecognisedList,
  { sourceNo, isSilent }: { readonly sourceNo: number; readonly isSilent: boolean },
  remark: RemarkOnRow,
): Promise<TakenRows> {
  const { table, columns, mending, exportedOn } = list;
  const known = watchKnownCases(register, { kind: columns.kind, sourceNo, exportedOn }, remark);
  const file = basename(request.path);
  const watch = watchColumns(register, list, file);
  let row = 0;
  const { read, order } = openReading(register, request, list, { ...watch, rowNow: () => row });
  const plainRow = plainRowsOf(list, register.profile);
  const mended = openLinking(register, list, sourceNo, remark);
  const { index: idAt, header: idHeader } = idColumnOf(columns) ?? { index: 0, header: '' };
  const persons = { usable: 0, fittingTest: 0 };
  let physical = 0;
  let identified = 0;
  const ownCounts: OwnCount[] = [];
  const isKnownHeader = knownHeaders(register.profile, null);
  const onRemark = remarkOnRows(remark, file, () => row);
  const signs = openSignsOfProtection(list, request.path, remark, register.profile);
  const parties = await openParties(list);
  const protection = watchProtection(list, isSilent, remark);
  const nobody = openRowsOfNobody(register, list, sourceNo);
  const settle: Settle = (at, record, cells, taken) => {
    const { key } = record;
    refuseContradiction(list, at, taken);
    nobody.settle(at, record, taken);
    remarkOnFate(remark, at, idHeader, taken, parties.rows.has(at));
    if (taken.isUnprotectedLater === true) remark('PROTECTION_LIFTED_LATER', at, null, null);
    if (taken.fate !== 'duplicate' && taken.fate !== 'rejected') identified += 1;
    protection.look(at, taken.met);
    if (taken.met !== null) known?.look(at, key, taken.met);
    mended.link(at, cells, taken.fate);
  };
  const { writer, classifiedOf } = openWriterOf(register, list, { sourceNo, isSilent }, settle);

  const takeRow = (written: readonly string[], ahead: Ahead | null): void => {
    signs.look(row, written);
    const plain = plainRow(row, written);
    if (plain !== null) {
      writer.note(row, plain.fate);
      if (plain.count !== null) ownCounts.push({ row, count: plain.count });
      if (!plain.isNote) return;
      remark('ROW_IS_NOTE', row, null, null);
      signs.enterNote(row, written);
      return;
    }
    const cells = signs.covered(row, written);
    if (isHeaderRow(cells, idAt, isKnownHeader)) throw new UserError('LIST_HAS_OTHER_HEADER', { file, row });
    const width = widthOf(list, cells);
    if (width !== null) onRemark(width.code, null, width.detail);
    const record = protection.heard(read(cells, ahead, onRemark, signs.isProtected(row)));
    watch.look(row, cells, record);
    countPerson(persons, record);
    if (isIdentified(record)) {
      writer.take(row, record, cells);
    } else {
      writer.note(row, 'rejected');
      nobody.refuse(row, record);
      if (!hasUnreadId(columns.kind, record.notUnderstood)) remark('ROW_WITHOUT_ID', row, idHeader, null);
      mended.link(row, cells, 'rejected');
    }
  };

  for await (const batch of table.batches('all', parties.isNone ? order : null)) {
    for (const { row: at, cells, ahead = null } of batch) {
      row = at;
      physical += 1;
      takeRow(parties.join(row, mending === null ? cells : cells.map(releasedText)), ahead);
    }
    request.onProgress?.(physical, table.facts.rows);
  }
  remarkEach(remark, [...watch.remarks(), ...(await signs.remarks())]);
  const { fates, added } = writer.finish();
  protection.tell();
  mended.tellRetyped();
  const ownCount = remarkOnCount(remark, ownCounts, [identified, identified + parties.rows.size]);
  return { physical, fates, identified, ownCount, persons, known, added, classified: classifiedOf(added) };
}

/** A sheet leaves out the empty cells at the end of a row: none of its rows is cut off. */
function widthOf(
  { table, headers }: RecognisedList,
  cells: readonly string[],
): ReturnType<typeof remarkOnWidth> {
  const width = remarkOnWidth(cells, headers.length);
  return table.facts.format === 'xlsx' && width?.code === 'ROW_SHORT' ? null : width;
}

/** Remarks on the row that is read; a list that can not keep who is protected is refused by the first that says it. */
function remarkOnRows(remark: RemarkOnRow, file: string, rowNow: () => number): Remark {
  return (code, column, detail) => {
    if (code === 'PROTECTION_NOT_KEPT')
      throw new UserError('LIST_WITH_PROTECTED', { file, header: column ?? '' });
    remark(code, rowNow(), column, detail);
  };
}

/** The parties of a list that can have a row for each: joined row by row, with the rows that are there for one. */
async function openParties({ table, columns, mending }: RecognisedList): Promise<{
  readonly isNone: boolean;
  readonly join: (row: number, cells: readonly string[]) => readonly string[];
  readonly rows: ReadonlySet<number>;
}> {
  const parties = openPartyRows(columns);
  const rows = new Set<number>();
  if (parties === null) return { isNone: true, join: (_row, cells) => cells, rows };
  for await (const batch of table.batches('all'))
    for (const { cells } of batch) parties.look(mending === null ? cells : cells.map(releasedText));
  return {
    isNone: false,
    join(row, written) {
      const { cells, isParty } = parties.join(written);
      if (isParty) rows.add(row);
      return cells;
    },
    rows,
  };
}

/** Holds a list's own count against the cases read; where it has a row a party, it can be of SIPs or of rows. */
function remarkOnCount(
  remark: RemarkOnRow,
  said: readonly OwnCount[],
  [cases, rows]: readonly [number, number],
): OwnCount | null {
  const read = said.some(({ count }) => count === rows) ? rows : cases;
  const ownCount = countOfList(said, read);
  remarkEach(remark, remarkOnOwnCount(ownCount, read));
  return ownCount;
}

/** Sheets are one list only where none says something else than another of one id. */
function refuseContradiction(
  { parts }: RecognisedList,
  row: number,
  { fate, otherRow }: Parameters<Settle>[3],
): void {
  if (fate !== 'rejected' || parts.length < 2 || otherRow === null) return;
  const [one, other] = [otherRow, row].map((at) => {
    const part = parts.findLast(({ firstRow }) => firstRow <= at);
    return { part, place: `rad ${at - (part?.firstRow ?? 1) + 1} på bladet ${part?.name ?? ''}` };
  });
  if (one?.part !== other?.part) throw new SheetsContradict(`${one?.place ?? ''} och ${other?.place ?? ''}`);
}

/** Two sheets that are read as one list say different things of one id: which holds is asked. */
export class SheetsContradict extends Error {
  readonly where: string;

  constructor(where: string) {
    super('two sheets contradict each other');
    this.where = where;
  }
}

function remarkOnFate(
  remark: RemarkOnRow,
  at: number,
  idHeader: string,
  { fate, otherRow, overturnsOther, otherPerson }: Parameters<Settle>[3],
  isParty: boolean,
): void {
  if (otherPerson !== undefined) remark('TWO_PERSONS_ON_ID', at, idHeader, otherPerson);
  if (fate === 'duplicate') remark(isParty ? 'PARTY_ON_OWN_ROW' : 'ROW_REPEATED', at, null, String(otherRow));
  if (fate !== 'rejected') return;
  if (overturnsOther) remark('SAME_ID_OTHER_CONTENT', otherRow, idHeader, String(at));
  remark('SAME_ID_OTHER_CONTENT', at, idHeader, String(otherRow));
}

const isIdentified = (record: RecordRead): record is RecordRead & { readonly key: string } =>
  record.key !== null;

function countPerson(
  persons: { usable: number; fittingTest: number },
  { identity, fitsTestPattern }: RecordRead,
): void {
  if (identity !== 'ok') return;
  persons.usable += 1;
  if (fitsTestPattern) persons.fittingTest += 1;
}

export function remarkEach(remark: RemarkOnRow, remarked: readonly Remarked[]): void {
  for (const { code, row, column, detail } of remarked) remark(code, row, column, detail);
}

function openWriterOf(
  register: Register,
  { columns, exportedOn }: RecognisedList,
  { sourceNo, isSilent }: { readonly sourceNo: number; readonly isSilent: boolean },
  settle: Settle,
): { readonly writer: ListWriter; readonly classifiedOf: (added: AddedCases) => TakenRows['classified'] } {
  const { db } = register;
  const { kind } = columns;
  const absent = absentColumns(columns, isSilent);
  const classifier = isClassifiedAsItComes(register, kind, exportedOn)
    ? newSipClassifier(register, keptFrom(db), exportedOn)
    : null;
  const classifyNew = classifier?.classify ?? null;
  return {
    writer: openListWriter(db, { kind, sourceNo, exportedOn, absent, classifyNew, settle }),
    classifiedOf: (added) =>
      classifier === null ? null : { added, protectedThen: classifier.protectedThen },
  };
}

/** Opens the linking of a Rättningslista's rows to those they stand for; told at its end where an id is another. */
function openLinking(
  { db }: Register,
  { columns: { kind }, mending }: RecognisedList,
  sourceNo: number,
  remark: RemarkOnRow,
): {
  readonly link: (at: number, cells: readonly string[], fate: Fate) => void;
  readonly tellRetyped: () => void;
} {
  const original = mending?.original ?? null;
  if (original === null) return { link: () => undefined, tellRetyped: () => undefined };
  const writer = openMendingWriter(db, sourceNo, original.sourceNo);
  return {
    link(at, cells, fate) {
      const ofRow = originalRow(cells[mending?.rowColumn ?? -1]);
      if (ofRow === null) return;
      for (const { code, detail } of writer.link(at, ofRow, fate)) remark(code, at, null, detail);
    },
    tellRetyped() {
      // Rows of the target have no id of their own: what is mended in one can make it a case of its own.
      if (isOfTarget(kind)) return;
      for (const { row, ofRow } of writer.retyped()) remark('MENDED_OTHER_CASE', row, null, String(ofRow));
    },
  };
}
