import { some } from '../../domain/words/counted.ts';
import type { Mapping } from '../../domain/mapping/mapping.ts';
import type { Remarked } from '../../domain/fates/list-remarks.ts';
import type { Profile } from '../../domain/profile/profile-schema.ts';
import { isProtectionHeader, protects, speaksOfProtection } from '../../domain/kinds/protection.ts';
import { speaksOfPersons, titleProtects } from '../../domain/kinds/protected-titles.ts';
import { joinSheets, type JoinedPart } from '../../files/reading/joined-sheets.ts';
import { openTable, type OpenedTable, type RawRow } from '../../files/reading/open-table.ts';
import { UnreadableFile } from '../../files/reading/unreadable-file.ts';
import { UserError } from '../../text/errors.ts';
import { dataAbove, dataRowTeller } from './data-above.ts';
import { likeliest, type Sheet, type SheetsAsked } from './look-at-sheets.ts';
import { sheetsOfNobody } from './refuse-named-sheets.ts';
import { late } from '../../domain/words/late.ts';

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
  /** What sheets that are no list say with a word of protection: it may be of persons of the list. */
  readonly asides: readonly Aside[];
}

export interface Aside {
  readonly sheet: string;
  readonly text: string;
}

interface Asked extends SheetsAsked {
  /** How a mapping that is remembered for this very file says it is to be opened. */
  readonly opening?: Opening | undefined;
}

/**
 * Opens a file as the list it is. In a workbook the sheets that have the header of its first list are one list with it;
 * a cover sheet is passed over. Every sheet with rows that is not read is told of.
 *
 * @throws UserError where the only list stands on a hidden sheet, or a sheet is called as one of the persons
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
  }).catch(async (error: unknown) => {
    // It names the sheets that there are.
    if (error instanceof UnreadableFile && error.code === 'SHEET_MISSING')
      await sheetsOfNobody(await openTable(path, { readerProcess }), asked, profile);
    throw error;
  });
  const sheets = await sheetsOfNobody(table, asked, profile);
  if (table.facts.sheets.length < 2)
    return { table, parts: [wholeOf(table)], remarks: [], unlike: null, asides: [] };
  const named = sheet === undefined ? said : [sheet];
  return named.length > 0 ? joinSaid(sheets, named, asked, profile) : findSheets(sheets, asked, profile);
}

/** What is said of how to open a file, now or in the mapping that is remembered for it. */
const openingOf = ({ mapping, opening }: Asked): Opening => opening ?? mapping ?? {};

export type Opening = Pick<Mapping, 'sheet' | 'sheets' | 'encoding'>;

/** The sheets that somebody has said are one list; of the others it is told that they are not read. */
async function joinSaid(
  sheets: readonly Sheet[],
  named: readonly string[],
  asked: Asked,
  profile: Profile,
): Promise<ListFile> {
  const said = [...new Set(named)].flatMap((name) => sheets.filter((one) => one.name === name));
  const missing = named.find((name) => sheets.every((one) => one.name !== name));
  if (missing !== undefined)
    throw new UserError('SHEET_MISSING', {
      file: asked.file,
      sheet: missing,
      sheets: sheets.map(({ name }) => name).join(', '),
    });
  const [first] = said;
  if (first === undefined) throw new Error('no sheet is said');
  const parts = said.filter(({ headers }) => isSameSet(headers, first.headers));
  const left = sheets.filter((one) => !parts.includes(one) && (one.rows > 0 || said.includes(one)));
  const unlike = said.find((one) => !parts.includes(one));
  // Who has named the sheets knows of the others.
  const told = left.map((one) => (said.includes(one) ? remarkOnLeft(one) : passedOver(one)));
  return asOneList({ parts, first, left, unlike, told }, asked, profile);
}

async function findSheets(sheets: readonly Sheet[], asked: Asked, profile: Profile): Promise<ListFile> {
  const first = sheets.find(({ isShown, kind }) => isShown && kind !== null);
  if (first === undefined) {
    const hidden = sheets.find(({ kind }) => kind !== null);
    if (hidden !== undefined) throw new UserError('SHEET_HIDDEN', { file: asked.file, sheet: hidden.name });
    const { table } = likeliest(sheets);
    return { table, parts: [wholeOf(table)], remarks: [], unlike: null, asides: [] };
  }
  const parts = sheets.filter(
    ({ isShown, kind, headers }) => isShown && kind !== null && isSameSet(headers, first.headers),
  );
  const left = sheets.filter((one) => one.rows > 0 && !parts.includes(one));
  const unlike = otherHeaders(first, left);
  return asOneList({ parts, first, left, unlike, told: left.map(remarkOnLeft) }, asked, profile);
}

async function asOneList(
  {
    parts,
    first,
    left,
    unlike,
    told,
  }: {
    readonly parts: readonly Sheet[];
    readonly first: Sheet;
    readonly left: readonly Sheet[];
    readonly unlike: Sheet | undefined;
    readonly told: readonly Remarked[];
  },
  asked: Asked,
  profile: Profile,
): Promise<ListFile> {
  const asides: Aside[] = [];
  for (const sheet of left.filter(isPassedOver)) {
    if (first.kind === 'enhet') continue;
    const { isOfSomebody, texts } = await protectionOn(sheet, first.saysProtection);
    asides.push(...texts.map((text) => ({ sheet: sheet.name, text })));
    if (isOfSomebody)
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
    remarks: [...remarkOnJoined(parts), ...told],
    asides,
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
 * What a sheet that nobody reads says of protection, and whether it says that persons are protected: beside somebody's
 * number or a row's, and as a title where no column of the list says it. Beside a list that has the column it may be what
 * explains it.
 */
async function protectionOn(
  { name, table, kind, place, head }: Sheet,
  hasColumn: boolean,
): Promise<{ readonly isOfSomebody: boolean; readonly texts: readonly string[] }> {
  const texts = table.facts.besides.map(({ text }) => text);
  // A list that is hidden says it in a column of its own: its header says nothing of anybody.
  const headerRow = kind === null ? 0 : (place?.headerRow ?? 0);
  const header = head.find(({ row }) => row === headerRow)?.cells ?? [];
  const columns = header.flatMap((text, index) => (isProtectionHeader(text) ? [index] : []));
  for await (const batch of table.batches())
    for (const { row, cells } of batch) {
      if (row <= headerRow) continue;
      if (columns.some((index) => protects(cells[index] ?? ''))) return { isOfSomebody: true, texts: [] };
      texts.push(...cells);
    }
  const pointsAtSomebody = [name, ...texts].some(
    (text) => PERSON_NUMBER.test(text) || ROW_NUMBER().test(text),
  );
  // A sheet is called "Dold" because it is hidden.
  const isCalledSo = titleProtects(name, false);
  const speaking = [...(isCalledSo ? [name] : []), ...texts.filter(speaksOfProtection)];
  return {
    isOfSomebody: pointsAtSomebody
      ? speaking.length > 0
      : !hasColumn && (isCalledSo || texts.some((text) => speaksOfPersons(text, false))),
    texts: speaking,
  };
}

const ROW_NUMBER = late(() => /(?<!\p{L})rad(?:en|er|erna)?\.? \d/iu);
const PERSON_NUMBER = /(?<!\d)\d{6}(?:\d{2})?[-+]?\d{4}(?!\d)/u;

const remarkOnLeft = (sheet: Sheet): Remarked =>
  isPassedOver(sheet) ? passedOver(sheet) : { ...passedOver(sheet), code: 'SHEET_NOT_READ' };

const passedOver = ({ name, rows, isShown }: Sheet): Remarked => ({
  code: 'SHEET_PASSED_OVER',
  row: null,
  column: null,
  detail: `${name}, ${some(rows, 'rad')}${isShown ? '' : ', dolt'}`,
});
