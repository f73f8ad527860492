import { some } from '../../domain/words/counted.ts';
import { isRefusal } from '../../domain/guessing/choose-kind.ts';
import { knownHeaders, saysProtection, type Mapping } from '../../domain/mapping/mapping.ts';
import type { Remarked } from '../../domain/fates/list-remarks.ts';
import type { Profile } from '../../domain/profile/profile-schema.ts';
import type { KindName } from '../../domain/kinds/kinds.ts';
import {
  isProtectionHeader,
  protects,
  speaksOfProtection,
  titleProtects,
} from '../../domain/kinds/protection.ts';
import { foldHeader } from '../../domain/words/fold-header.ts';
import { joinSheets, type JoinedPart } from '../../files/reading/joined-sheets.ts';
import {
  openTable,
  type OpenedTable,
  type RawRow,
  type ReaderProcess,
} from '../../files/reading/open-table.ts';
import { findHeader, headersAt, type HeaderPlace } from '../../files/reading/table-shape.ts';
import { UserError } from '../../text/errors.ts';
import { dataAbove, dataRowTeller, isHeaderOf } from './data-above.ts';
import { kindOfHead } from './look-for-unread.ts';

/** One sheet of a list, or all of it: where it stands among the list's rows, and its own titles. */
export interface ListPart {
  /** The sheet's name; null where the list is no workbook. */
  readonly name: string | null;
  readonly firstRow: number;
  /** The row of its header, numbered as the list's; null where it is yet to be found. */
  readonly headerRow: number | null;
  /** The rows above its header. */
  readonly titles: readonly RawRow[];
}

export interface ListFile {
  readonly table: OpenedTable;
  readonly parts: readonly ListPart[];
  /** Sheets of the same sort that do not have the same headers: a part must not be read as the whole. Null where none. */
  readonly unlike: string | null;
  /** Sheets that are not read, and those that are read as one list. */
  readonly remarks: readonly Remarked[];
}

interface Asked {
  readonly path: string;
  readonly file: string;
  readonly kind: KindName | null;
  readonly mapping: Mapping | null;
  /** How a mapping that is remembered for this very file says it is to be opened. */
  readonly opening?: Opening | undefined;
  readonly readerProcess: ReaderProcess;
  readonly onOpening?: ((share: number) => void) | undefined;
  /** The mapping that a list with the same headers was last read with. */
  readonly recall: (headers: readonly string[]) => Mapping | null;
}

interface Sheet {
  readonly name: string;
  readonly isShown: boolean;
  readonly table: OpenedTable;
  readonly rows: number;
  readonly head: readonly RawRow[];
  readonly place: HeaderPlace | null;
  /** What the sheet is a list of; null where it is none that can be told. */
  readonly kind: KindName | null;
  /** It has a column of protection. */
  readonly saysProtection: boolean;
  /** The folded header row; empty cells to the right are none. */
  readonly headers: readonly string[];
}

/**
 * Opens a file as the list it is. In a workbook the sheets that have the header of its first list are one list with it;
 * a cover sheet is passed over. Every sheet with rows that is not read is told of.
 *
 * @throws UserError where the only list stands on a hidden sheet
 */
export async function openList(asked: Asked, profile: Profile): Promise<ListFile> {
  const { path, readerProcess, onOpening } = asked;
  const { sheets: said = [], sheet, encoding } = openingOf(asked);
  const first = sheet ?? said[0];
  const table = await openTable(path, {
    readerProcess,
    onOpening,
    ...(first === undefined ? {} : { sheet: first }),
    ...(encoding === undefined ? {} : { encoding }),
  });
  if (sheet !== undefined || table.facts.sheets.length < 2)
    return { table, parts: [wholeOf(table)], remarks: [], unlike: null };
  if (said.length > 0) return joinSaid(table, said, asked, profile);
  return findSheets(table, asked, profile);
}

/** What is said of how to open a file, now or in the mapping that is remembered for it. */
const openingOf = ({ mapping, opening }: Asked): Opening => opening ?? mapping ?? {};

export type Opening = Pick<Mapping, 'sheet' | 'sheets' | 'encoding'>;

/** The sheets that somebody has said are one list. */
async function joinSaid(
  table: OpenedTable,
  said: readonly string[],
  asked: Asked,
  profile: Profile,
): Promise<ListFile> {
  const sheets: Sheet[] = [];
  for (const name of new Set(said)) {
    const one = name === table.facts.sheet ? table : await openSheet(asked, name);
    sheets.push(await lookAt(one, name, asked, profile));
  }
  const [first] = sheets;
  if (first === undefined) return { table, parts: [wholeOf(table)], remarks: [], unlike: null };
  const parts = sheets.filter(({ headers }) => isSameSet(headers, first.headers));
  const left = sheets.filter((one) => !parts.includes(one));
  return asOneList({ parts, first, left, unlike: left[0] }, asked, profile);
}

const openSheet = ({ path, readerProcess, onOpening }: Asked, sheet: string): Promise<OpenedTable> =>
  openTable(path, { readerProcess, onOpening, sheet });

async function findSheets(table: OpenedTable, asked: Asked, profile: Profile): Promise<ListFile> {
  const sheets: Sheet[] = [];
  for (const name of table.facts.sheets) {
    const one = name === table.facts.sheet ? table : await openSheet(asked, name);
    sheets.push(await lookAt(one, name, asked, profile));
  }
  const first = sheets.find(({ isShown, kind }) => isShown && kind !== null);
  if (first === undefined) {
    const hidden = sheets.find(({ kind }) => kind !== null);
    if (hidden !== undefined) throw new UserError('SHEET_HIDDEN', { file: asked.file, sheet: hidden.name });
    return { table, parts: [wholeOf(table)], remarks: [], unlike: null };
  }
  const parts = sheets.filter(
    ({ isShown, kind, headers }) => isShown && kind !== null && isSameSet(headers, first.headers),
  );
  const left = sheets.filter((one) => one.rows > 0 && !parts.includes(one));
  return asOneList({ parts, first, left, unlike: otherHeaders(first, left) }, asked, profile);
}

async function asOneList(
  {
    parts,
    first,
    left,
    unlike,
  }: {
    readonly parts: readonly Sheet[];
    readonly first: Sheet;
    readonly left: readonly Sheet[];
    readonly unlike: Sheet | undefined;
  },
  asked: Asked,
  profile: Profile,
): Promise<ListFile> {
  for (const sheet of left.filter(isPassedOver)) {
    if (first.kind !== 'enhet' && (await speaksOfSomebody(sheet, first.saysProtection)))
      throw new UserError('PROTECTION_UNPLACED', { file: asked.file, where: `bladet ${sheet.name}` });
  }
  refuseDataAbove(parts, asked.file, profile);
  return {
    table:
      parts.length === 1
        ? first.table
        : joinSheets(parts.map((part) => ({ ...part, ...orderOf(part, first) }))),
    parts: partsOf(parts),
    unlike: unlike === undefined ? null : `${first.name} och ${unlike.name}`,
    remarks: [...remarkOnJoined(parts), ...left.map(remarkOnLeft)],
  };
}

const wholeOf = ({ facts }: OpenedTable): ListPart => ({
  name: facts.sheet,
  firstRow: 1,
  headerRow: null,
  titles: [],
});

function partsOf(sheets: readonly Sheet[]): readonly ListPart[] {
  let before = 0;
  return sheets.map(({ name, rows, head, place }) => {
    const start = before;
    before += rows;
    const titles = head.filter(({ row }) => place?.titleRows.includes(row));
    return {
      name,
      firstRow: start + 1,
      headerRow: place === null ? null : start + place.headerRow,
      titles: titles.map(({ row, cells }) => ({ row: row + start, cells })),
    };
  });
}

/** Of the first sheet it is told when its header is chosen. */
function refuseDataAbove(sheets: readonly Sheet[], file: string, profile: Profile): void {
  const isValues = dataRowTeller(profile);
  for (const { name, head, place } of sheets.slice(1)) {
    const width = head.find(({ row }) => row === place?.headerRow)?.cells.length ?? 0;
    const above = place === null ? undefined : dataAbove(head, place, width, isValues);
    if (above !== undefined)
      throw new UserError('DATA_ABOVE_HEADER', { file, row: `${above.row} på bladet ${name}` });
  }
}

const HEAD_ROWS = 50;

async function lookAt(
  table: OpenedTable,
  name: string,
  { file, kind, mapping: given, recall }: Asked,
  profile: Profile,
): Promise<Sheet> {
  const head: RawRow[] = [];
  let rows = 0;
  for await (const batch of table.batches()) {
    rows = batch.at(-1)?.row ?? rows;
    if (head.length < HEAD_ROWS) head.push(...batch);
  }
  const place = findHeader(head.slice(0, HEAD_ROWS), knownHeaders(profile, given), dataRowTeller(profile));
  const header = (place === null ? null : headersAt(head, place.headerRow, isHeaderOf(profile))) ?? [];
  const mapping = given ?? recall(header);
  const rowsBelow = head.slice(0, HEAD_ROWS).filter(({ row }) => row > (place?.headerRow ?? 0));
  const titles = head.flatMap(({ row, cells }) =>
    place?.titleRows.includes(row) === true ? [cells.join(' ')] : [],
  );
  const chosen = kindOfHead(header, rowsBelow, {
    said: kind ?? mapping?.kind ?? null,
    mapping,
    profile,
    texts: [file, ...titles],
  });
  return {
    name,
    isShown: !table.facts.hiddenSheets.includes(name),
    table,
    rows,
    head: head.slice(0, HEAD_ROWS),
    place,
    kind: isRefusal(chosen) ? null : chosen.kind,
    saysProtection: !isRefusal(chosen) && saysProtection(chosen),
    headers: foldedHeaders(header),
  };
}

function foldedHeaders(header: readonly string[]): readonly string[] {
  const folded = header.map(foldHeader);
  return folded.slice(0, folded.findLastIndex((text) => text !== '') + 1);
}

/** Whether two sheets have the same headers, in whatever order. */
function isSameSet(one: readonly string[], other: readonly string[]): boolean {
  return JSON.stringify([...one].sort()) === JSON.stringify([...other].sort());
}

/** Where the columns of the first sheet stand in another; headers that stand twice keep their order. */
function orderOf({ headers, place }: Sheet, first: Sheet): Pick<JoinedPart, 'order' | 'headerRow'> {
  const headerRow = place?.headerRow ?? 0;
  if (JSON.stringify(headers) === JSON.stringify(first.headers)) return { order: null, headerRow };
  const left = headers.map((header, at) => ({ header, at }));
  const order = first.headers.map((header) => {
    const found = left.findIndex((one) => one.header === header);
    return left.splice(found, 1)[0]?.at ?? -1;
  });
  return { order, headerRow };
}

/** A sheet that is a list of the same sort and is not read with the first: without it a part would be taken for the whole. */
function otherHeaders(first: Sheet, left: readonly Sheet[]): Sheet | undefined {
  return left.find(({ isShown, kind, head, place }) => {
    const hasRows = head.some(
      ({ row, cells }) => row > (place?.headerRow ?? 0) && cells.some((cell) => cell !== ''),
    );
    return isShown && kind === first.kind && hasRows;
  });
}

function remarkOnJoined(parts: readonly Sheet[]): readonly Remarked[] {
  if (parts.length === 1) return [];
  let last = 0;
  const places = parts.map(({ name, rows }) => {
    last += rows;
    return `${name} rad ${last - rows + 1}–${last}`;
  });
  return [{ code: 'SHEETS_JOINED', row: null, column: null, detail: places.join(', ') }];
}

/** A sheet that is no list to be read, as far as can be told. */
const isPassedOver = ({ isShown, kind }: Sheet): boolean => !isShown || kind === null;

/**
 * Whether a sheet that nobody reads says that persons are protected: beside somebody's number or a row's, and as a title
 * where no column of the list says it. Beside a list that has the column it may be what explains it.
 */
async function speaksOfSomebody(
  { name, table, kind, place, head }: Sheet,
  hasColumn: boolean,
): Promise<boolean> {
  const texts = [name, ...table.facts.besides.map(({ text }) => text)];
  // A list that is hidden says it in a column of its own: its header says nothing of anybody.
  const headerRow = kind === null ? 0 : (place?.headerRow ?? 0);
  const header = head.find(({ row }) => row === headerRow)?.cells ?? [];
  const columns = header.flatMap((text, index) => (isProtectionHeader(text) ? [index] : []));
  for await (const batch of table.batches())
    for (const { row, cells } of batch) {
      if (row <= headerRow) continue;
      if (columns.some((index) => protects(cells[index] ?? ''))) return true;
      texts.push(...cells);
    }
  const pointsAtSomebody = texts.some((text) => PERSON_NUMBER.test(text) || ROW_NUMBER.test(text));
  return texts.some((text) =>
    pointsAtSomebody ? speaksOfProtection(text) : !hasColumn && titleProtects(text, false),
  );
}

const ROW_NUMBER = /(?<!\p{L})rad(?:en|er|erna)?\.? \d/iu;
const PERSON_NUMBER = /(?<!\d)\d{6}(?:\d{2})?[-+]?\d{4}(?!\d)/u;

function remarkOnLeft(sheet: Sheet): Remarked {
  const { name, rows, isShown } = sheet;
  const code = isPassedOver(sheet) ? 'SHEET_PASSED_OVER' : 'SHEET_NOT_READ';
  const detail = `${name}, ${some(rows, 'rad')}${isShown ? '' : ', dolt'}`;
  return { code, row: null, column: null, detail };
}
