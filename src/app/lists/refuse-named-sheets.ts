import { fileNameHoldsNumber } from '../../domain/identity/person-in-file-name.ts';
import type { ResolvedColumns } from '../../domain/mapping/mapping.ts';
import { namesOfProfile } from '../../domain/profile/names-of-profile.ts';
import type { Profile } from '../../domain/profile/profile-schema.ts';
import { openPersonsInSheetNames } from '../../domain/returned/persons-in-sheet-names.ts';
import { openSurnamesInFileName } from '../../domain/returned/surname-in-file-name.ts';
import type { OpenedTable, RawRow } from '../../files/reading/open-table.ts';
import { UserError } from '../../text/errors.ts';
import { lookAtSheets, type Sheet, type SheetsAsked } from './look-at-sheets.ts';
import { placesOfNames } from './places-of-names.ts';

/**
 * The sheets of a workbook, where none of them is called as somebody of its lists: names of sheets are shown, and stand in
 * the register and its findings, those of sheets that are passed over too. Of a workbook with one sheet whose name can be
 * nobody's there are none to look at.
 *
 * @throws UserError that tells the sheet by its place
 */
export async function sheetsOfNobody(
  table: OpenedTable,
  asked: SheetsAsked,
  profile: Profile,
): Promise<readonly Sheet[]> {
  const { sheets: names } = table.facts;
  if (names.length === 0) return [];
  const known = [
    ...namesOfProfile(profile),
    ...(asked.unitNames?.() ?? []),
    // What somebody has said that a kommun or a part is called.
    ...Object.values(asked.mapping?.values ?? {}).flatMap((texts) => Object.keys(texts)),
  ];
  if (names.length < 2 && !mayNamePerson(names, known)) return [];
  const sheets = await lookAtSheets(table, asked, profile);
  await refuseNamedSheets(asked.file, table.facts, known, sheets.map(namedRowsOf));
  return sheets;
}

/** Rows that names of persons stand in, and names of places. */
interface NamedRows {
  readonly table: OpenedTable;
  readonly headerRow: number;
  readonly names: readonly number[];
  readonly places: readonly number[];
}

const mayNamePerson = (sheets: readonly string[], known: readonly string[]): boolean =>
  openPersonsInSheetNames(sheets, known) !== null || sheets.some(fileNameHoldsNumber);

/** @throws UserError where names of sheets, or of sheets and the file, hold the name or number of somebody of these rows */
export async function refuseNamedSheets(
  file: string,
  { sheets, hiddenSheets }: OpenedTable['facts'],
  known: readonly string[],
  lists: readonly NamedRows[],
): Promise<void> {
  if (!mayNamePerson(sheets, known)) return;
  const watch = openPersonsInSheetNames(sheets, known);
  const isInFile = openSurnamesInFileName(file, known);
  const ofFile = { isNamed: false };
  for (const list of lists)
    await lookThrough(list, {
      name(text) {
        watch?.look(text);
        ofFile.isNamed ||= isInFile?.(text) === true;
      },
      place: (text) => watch?.place(text),
    });
  const named = watch?.found() ?? [];
  const found = sheets.flatMap((sheet, at) =>
    named.includes(at) || fileNameHoldsNumber(sheet)
      ? [`${at + 1}${hiddenSheets.includes(sheet) ? ' (dolt)' : ''}`]
      : [],
  );
  if (found.length === 0) return;
  // The refusal would tell the file by its name.
  if (ofFile.isNamed) throw new UserError('FILE_NAMES_PERSON');
  throw new UserError('SHEET_NAMES_PERSON', { file, places: found.join(', ') });
}

async function lookThrough(
  { table, headerRow, names, places }: NamedRows,
  to: Readonly<Record<'name' | 'place', (text: string) => void>>,
): Promise<void> {
  if (names.length + places.length === 0) return;
  for await (const batch of table.batches())
    for (const { row, cells } of batch) {
      if (row <= headerRow) continue;
      for (const index of places) to.place(cells[index] ?? '');
      for (const index of names) to.name(cells[index] ?? '');
    }
}

const PLACE_TYPES: readonly string[] = ['kommun', 'unit', 'units'];

/** Where the rows of a list have names of persons and of places; those of units have the latter alone. */
export function placesIn(
  columns: Pick<ResolvedColumns, 'kind' | 'columns' | 'unused'>,
  headers: readonly string[],
): Pick<NamedRows, 'names' | 'places'> {
  const places = columns.columns
    .filter(({ field }) => PLACE_TYPES.includes(field.type))
    .map(({ index }) => index);
  const names = placesOfNames(columns).filter((index) => !FIRST_NAME.test(headers[index] ?? ''));
  const isPlace = (index: number): boolean =>
    columns.kind === 'enhet' || PLACE_NAME.test(headers[index] ?? '');
  return {
    names: names.filter((index) => !isPlace(index)),
    places: [...places, ...names.filter(isPlace)],
  };
}

function namedRowsOf({ table, place, columns, head }: Sheet): NamedRows {
  const header = head.find((row) =>
    place === null ? namesAmong(row).length > 0 : row.row === place.headerRow,
  );
  const cells = header?.cells ?? [];
  const found =
    columns === null
      ? { names: header === undefined ? [] : namesAmong(header), places: [] }
      : placesIn(columns, cells);
  return { table, headerRow: header?.row ?? 0, ...found };
}

/** Of what no list can be told to be, the columns that are called so. */
const namesAmong = ({ cells }: RawRow): readonly number[] =>
  cells.flatMap((cell, index) =>
    /namn/iu.test(cell) && !FIRST_NAME.test(cell) && !PLACE_NAME.test(cell) ? [index] : [],
  );

const FIRST_NAME = /förnamn|tilltalsnamn/iu;
/** "Enhetsnamn", "Kommunens namn". */
const PLACE_NAME = /enhet|kommun|avdelning|klinik|central|region|filnamn|systemnamn/iu;
