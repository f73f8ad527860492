import { basename } from 'node:path';
import type { Remarked } from '../../domain/fates/list-remarks.ts';
import { kindOf, type KindName } from '../../domain/kinds/kinds.ts';
import { listDayOf, uttagDayOfFile, uttagDayOfTitle, type ListDay } from '../../domain/coverage/uttag-day.ts';
import { isRefusal, type KindRefusal } from '../../domain/guessing/choose-kind.ts';
import { knownHeaders, type Mapping, type ResolvedColumns } from '../../domain/mapping/mapping.ts';
import type { Profile } from '../../domain/profile/profile-schema.ts';
import {
  helperColumns,
  readMendingTitle,
  withoutHelpers,
  type MendedList,
} from '../../domain/validation/mending-list.ts';
import { type OpenedTable, type RawRow, type ReaderProcess } from '../../files/reading/open-table.ts';
import { findHeader, type HeaderPlace } from '../../files/reading/table-shape.ts';
import { UnreadableFile } from '../../files/reading/unreadable-file.ts';
import { releasedText } from '../../documents/kit/held-text.ts';
import type { OriginalList } from '../../register/lists/mending.ts';
import { UserError } from '../../text/errors.ts';
import {
  namesOf,
  refuseNamedPerson,
  refuseNames,
  refuseNumberInHeader,
} from '../guards/refuse-named-person.ts';
import { dataAbove, dataRowTeller, headersOfHead } from './data-above.ts';
import { kindOfHead, lookForUnread } from './look-for-unread.ts';
import { openList, type Aside, type ListPart, type Opening } from './open-list.ts';
import { withTableBeside } from './table-beside.ts';
import { namedByShape } from './named-by-shape.ts';
import { refuseNamedOver } from './refuse-named-over.ts';

/** Lists without a day of their own (units) hold at all times. */
export const TIMELESS = '0000-00-00';

export interface RecogniseRequest {
  readonly path: string;
  readonly kind: KindName | null;
  readonly mapping: Mapping | null;
  readonly exportedOn: string | null;
  readonly readerProcess: ReaderProcess;
  /** The units that the register knows: a sheet may be called by one. */
  readonly unitNames?: (() => readonly string[]) | undefined;
  /** Told how much of a workbook has been read, from 0 to 1, before its rows come. */
  readonly onOpening?: ((share: number) => void) | undefined;
}

/** A list that is a Rättningslista: which list it mends, and how that one was read, where the register has it. */
interface Mending {
  readonly of: MendedList;
  readonly original: OriginalList | null;
  /** Position of the column with the original's row numbers; -1 where somebody took it away. */
  readonly rowColumn: number;
}

export interface RecognisedList {
  readonly table: OpenedTable;
  /** What there is to say of the file before its rows are read. */
  readonly remarks: readonly Remarked[];
  /** The sheets that are read as one list; one part where it is no workbook. */
  readonly parts: readonly ListPart[];
  /** Sheets of the same sort that do not have the same headers; null where there are none. */
  readonly unlikeSheets: string | null;
  /** What sheets that are no list say with a word of protection. */
  readonly asides: readonly Aside[];
  /** The rows above the header that hold text. */
  readonly titles: readonly RawRow[];
  readonly columns: ResolvedColumns;
  readonly headerRow: number;
  readonly headers: readonly string[];
  /** What the rows above the header say, each as one text. */
  readonly titleTexts: readonly string[];
  /** The first rows that hold anything. */
  readonly head: readonly RawRow[];
  readonly exportedOn: string;
  /** The time of day it was taken out; null where its title does not say. */
  readonly takenAt: string | null;
  /** Why nobody can tell its day; null where it is clear. */
  readonly dayUnclear: string | null;
  /** What the list itself says of its day, where somebody has said another. */
  readonly dayOtherwise: string | null;
  /** The mapping it is read with: the user's, or one remembered for a list with the same headers. */
  readonly mapping: Mapping | null;
  readonly isMappingRemembered: boolean;
  readonly mending: Mending | null;
}

const NO_DAY = { day: { on: TIMELESS, at: null }, unclear: null, otherwise: null } as const;

const HEAD_ROWS = 50;

/** Names a file's fault by the file; anything else goes on as it is. */
export function asFileError(error: unknown, path: string): unknown {
  return error instanceof UnreadableFile
    ? new UserError(error.code, { ...error.detail, file: basename(path) })
    : error;
}

/**
 * Opens a list and finds out what it is: kind, columns, header row and the day it was taken out.
 *
 * @param recall the mapping that a list with the same headers was last read with
 * @param registered the lists that a Rättningslista may mend
 * @throws UserError where it can not be told
 */
export async function recogniseList(
  request: RecogniseRequest,
  profile: Profile,
  recall: (headers: readonly string[]) => Mapping | null,
  registered: MendableLists = NO_LISTS,
): Promise<RecognisedList> {
  refuseNamedPerson(request.path);
  const file = basename(request.path);
  const recognise = async (opening?: Opening): Promise<RecognisedList> => {
    const { table, remarks, parts, unlike, asides } = await openList(
      { ...request, file, recall, opening },
      profile,
    );
    const head = await firstRows(table);
    const mended = mendedBy(head, registered);
    try {
      return readHead(
        request,
        { table, remarks, parts, unlikeSheets: unlike, asides, head, mended },
        profile,
        recall,
      );
    } catch (error) {
      throw namedByShape(error, file, head, profile);
    }
  };
  const list = await recognise();
  // That a mapping is remembered shows once the headers are read: it may say how to open the file, too.
  return list.isMappingRemembered && hasOpening(list.mapping) ? recognise(list.mapping) : list;
}

const hasOpening = (mapping: Mapping | null): mapping is Mapping =>
  [mapping?.sheet, mapping?.sheets, mapping?.encoding].some((said) => said !== undefined);

type Opened = Pick<RecognisedList, 'table' | 'remarks' | 'parts' | 'unlikeSheets' | 'asides' | 'head'> & {
  readonly mended: Mended | null;
};

function readHead(
  request: RecogniseRequest,
  { table, remarks, parts, unlikeSheets, asides, head, mended }: Opened,
  profile: Profile,
  recall: (headers: readonly string[]) => Mapping | null,
): RecognisedList {
  const file = basename(request.path);
  // Read as a new list, its few rows would be all there are.
  if (mended === null && mendingHeader(head) !== null) throw new UserError('MENDING_WITHOUT_TITLE', { file });
  const { place, headers } = headerOf(file, head, request.mapping, mended, profile);
  refuseNumberInHeader(file, headers);
  const reading = readingOf(request, headers, mended, recall, profile);
  const rows = head.filter(({ row }) => row > place.headerRow);
  const titleTexts = head.flatMap(({ row, cells }) =>
    place.titleRows.includes(row) && readMendingTitle(cells) === null ? [cells.join(' ')] : [],
  );
  const said = { said: reading.kind, mapping: reading.mapping, profile, texts: [file, ...titleTexts] };
  const chosen = kindOfHead(mended === null ? headers : withoutHelpers(headers), rows, said);
  if (isRefusal(chosen)) throw kindUnknown(chosen, headers, { file, sheet: sheetNamed(table) });
  const above = mended === null ? dataAbove(head, place, headers.length, dataRowTeller(profile)) : undefined;
  if (above !== undefined) throw new UserError('DATA_ABOVE_HEADER', { file, row: above.row });
  const { columns, remarks: unread } =
    mended === null
      ? lookForUnread({ file, headers, rows, columns: chosen, mapping: reading.mapping }, profile)
      : { columns: chosen, remarks: [] };
  refuseNames(file, headers, namesOf(columns, rows));
  if (mended === null) refuseNamedOver(file, columns, reading.mapping, { titleTexts, parts });
  const day = kindOf(columns.kind).isDated ? dayOfHead(request, titleTexts, mended) : NO_DAY;
  if (day === null) throw new UserError('EXPORTED_AT_MISSING', { file });
  return {
    table,
    remarks: [...remarks, ...withTableBeside(unread, head, place, headers)],
    parts,
    unlikeSheets,
    asides,
    titles: head.filter(({ row }) => place.titleRows.includes(row)),
    columns,
    headerRow: place.headerRow,
    headers,
    titleTexts,
    exportedOn: day.day.on,
    takenAt: day.day.at,
    dayUnclear: day.unclear,
    dayOtherwise: day.otherwise,
    head,
    mapping: reading.mapping,
    isMappingRemembered: reading.isRemembered,
    mending: mended === null ? null : { ...mended, rowColumn: helperColumns(headers).row },
  };
}

function kindUnknown(
  { code, detail }: KindRefusal,
  headers: readonly string[],
  where: { readonly file: string; readonly sheet: string },
): UserError {
  const hasNoHeader = code === 'KIND_NOT_FOUND' && headers.every((header) => NUMBER.test(header.trim()));
  return new UserError(hasNoHeader ? 'HEADER_ABSENT' : code, { ...where, ...detail });
}

/** No header is a number alone. */
const NUMBER = /^[-\d\s.,%]*$/u;

/** Which sheet it is of, where there are several. */
const sheetNamed = ({ facts: { sheet, sheets } }: OpenedTable): string =>
  sheet === null || sheets.length < 2 ? '' : ` på bladet ${sheet}`;

type Mended = Omit<Mending, 'rowColumn'>;

/** The lists of a register, for the Rättningslistor that come back. */
export interface MendableLists {
  /** The list with this content. */
  readonly originalWith: (sha256: string) => OriginalList | null;
  /** The one that rows below a header mend, where they tell it. */
  readonly originalByRows: (headers: readonly string[], rows: readonly RawRow[]) => OriginalList | null;
}

const NO_LISTS: MendableLists = { originalWith: () => null, originalByRows: () => null };

/** The list that this one mends; null where it is no Rättningslista, or nobody can know which it mends. */
function mendedBy(head: readonly RawRow[], { originalWith, originalByRows }: MendableLists): Mended | null {
  const of = head.map(({ cells }) => readMendingTitle(cells)).find((title) => title !== null);
  if (of !== undefined) return { of, original: originalWith(of.sha256) };
  const place = mendingHeader(head);
  if (place === null) return null;
  const headers = head.find(({ row }) => row === place.headerRow)?.cells ?? [];
  const rows = head.filter(({ row }) => row > place.headerRow);
  const original = originalByRows(headers.map(releasedText), rows);
  return original === null ? null : { of: original, original };
}

function headerOf(
  file: string,
  head: readonly RawRow[],
  given: Mapping | null,
  mended: Mended | null,
  profile: Profile,
): { readonly place: HeaderPlace; readonly headers: readonly string[] } {
  const place = placeOfHeader(head, mended !== null, given ?? mended?.original?.mapping ?? null, profile);
  const headers = place === null ? null : headersOfHead(head, place.headerRow, profile);
  if (place === null || headers === null)
    throw new UserError(head.some(dataRowTeller(profile)) ? 'HEADER_ABSENT' : 'HEADER_MISSING', { file });
  return { place, headers: mended === null ? headers : headers.map(releasedText) };
}

/** The mapping that a list is read with, and the kind that it is said to be. */
interface Reading {
  readonly kind: KindName | null;
  readonly mapping: Mapping | null;
  readonly isRemembered: boolean;
}

/** What is said now goes before what the mended list was read with, and that before what is remembered. */
function readingOf(
  { kind, mapping: given }: RecogniseRequest,
  headers: readonly string[],
  mended: Mended | null,
  recall: (headers: readonly string[]) => Mapping | null,
  profile: Profile,
): Reading {
  if (given !== null) {
    refuseUnfitMapping(given, kind, profile);
    return { kind: kind ?? given.kind, mapping: given, isRemembered: false };
  }
  const original = mended?.original ?? null;
  const remembered = original === null ? recall(headers) : null;
  const mapping = original === null ? remembered : original.mapping;
  return {
    kind: kind ?? mapping?.kind ?? original?.kind ?? null,
    mapping,
    isRemembered: remembered !== null,
  };
}

/** Where the header stands; of a Rättningslista it is told by its helper columns, if somebody has not taken them away. */
function placeOfHeader(
  head: readonly RawRow[],
  isMended: boolean,
  mapping: Mapping | null,
  profile: Profile,
): HeaderPlace | null {
  const known = knownHeaders(profile, mapping);
  return (isMended ? mendingHeader(head) : null) ?? findHeader(head, known, dataRowTeller(profile));
}

/** The day that is given, or that title rows or the file's name say; null where nothing says it. */
function dayOfHead(
  { path, exportedOn }: RecogniseRequest,
  titles: readonly string[],
  mended: Mended | null,
): ListDay {
  const title = uttagDayOfTitle(titles) ?? dayOfOriginal(mended);
  // A Rättningslista is named by whoever mends it: the day that it states is that of the list it mends.
  return listDayOf(
    exportedOn,
    title,
    mended !== null && title !== null ? null : uttagDayOfFile(basename(path)),
  );
}

/** The day of the list that is mended: a Rättningslista is of no other. */
function dayOfOriginal(mended: Mended | null): ReturnType<typeof uttagDayOfTitle> {
  const original = mended?.original ?? null;
  return original === null ? null : { on: original.exportedOn, at: null };
}

/** What a mapping file says that the command line or the region contradicts. */
function refuseUnfitMapping(mapping: Mapping, asKind: KindName | null, profile: Profile): void {
  if (asKind !== null && asKind !== mapping.kind)
    throw new UserError('MAPPING_OF_OTHER_KIND', { as: asKind, kind: mapping.kind });
  const codes = profile.kommuner.map(({ code }) => code);
  for (const [text, code] of Object.entries(mapping.values['kommun'] ?? {}))
    if (!codes.includes(code))
      throw new UserError('MAPPING_KOMMUN_UNKNOWN', { text, code, known: codes.join(', ') });
}

/** The row with both helper headers; null where somebody took them away. */
function mendingHeader(head: readonly RawRow[]): HeaderPlace | null {
  const header = head.find(({ cells }) => {
    const { row, advice } = helperColumns(cells);
    return row >= 0 && advice >= 0;
  });
  if (header === undefined) return null;
  return { headerRow: header.row, titleRows: head.map(({ row }) => row).filter((row) => row < header.row) };
}

/** The first rows that hold anything. */
async function firstRows(table: OpenedTable): Promise<readonly RawRow[]> {
  const rows: RawRow[] = [];
  for await (const batch of table.batches()) {
    for (const row of batch) {
      if (rows.length < HEAD_ROWS && row.cells.some((cell) => cell.trim() !== '')) rows.push(row);
    }
    if (rows.length >= HEAD_ROWS) break;
  }
  return rows;
}
