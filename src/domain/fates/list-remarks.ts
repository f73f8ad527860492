import { counted, some } from '../words/counted.ts';
import type { ResolvedColumns } from '../mapping/mapping.ts';
import type { Profile } from '../profile/profile-schema.ts';
import type { Finding, FindingCode } from '../validation/finding-catalogue.ts';
import { isBlank } from './plain-rows.ts';

/** A finding, before the profile has given it its severity. */
export type Remarked = Omit<Finding, 'severity'>;

const ofList = (code: FindingCode, column: string | null, detail: string | null): Remarked => ({
  code,
  row: null,
  column,
  detail,
});

/** What the reading of a file noted of a column (by its position) or of the whole. */
export interface ReadingNote {
  readonly code: FindingCode;
  readonly row: number | null;
  readonly columnAt: number | null;
  readonly detail: string;
}

const UNREAD_CELLS: readonly FindingCode[] = ['ERROR_CELL', 'FORMULA_WITHOUT_VALUE'];

/** What the reading of the file noted, where it concerns a column that is taken in, and what became of the columns. */
export function remarksOnTable(notes: readonly ReadingNote[], columns: ResolvedColumns): readonly Remarked[] {
  const headerAt = new Map(columns.columns.map(({ index, header }) => [index, header]));
  return [
    ...notes.flatMap(({ code, row, columnAt, detail }): readonly Remarked[] => {
      const column = columnAt === null ? null : headerAt.get(columnAt);
      // A cell that can not be read is told of as its row is.
      if (column === undefined || UNREAD_CELLS.includes(code)) return [];
      if (row === null && column !== null)
        return [ofList('REMARKS_NOT_LISTED', column, `${code}, ${some(Number(detail), 'cell')}`)];
      return [{ code, row, column, detail: detail === '' ? null : detail }];
    }),
    ...columns.unused.map(({ header }) => ofList('COLUMN_NOT_USED', header, null)),
    ...columns.alike.map(({ header, readAs }) => ofList('COLUMN_ALIKE', header, readAs)),
    ...columns.alsoProtecting.map(({ header }) => ofList('PROTECTION_COLUMN', header, null)),
    ...columns.missing.flatMap(({ label, isSeldomListed }) =>
      isSeldomListed === true ? [] : [ofList('COLUMN_MISSING', null, label)],
    ),
    // What is taken for granted of a row where nothing says it is told, not only that the column is not there.
    ...(columns.kind === 'lcsp_sip' && columns.missing.some(({ name }) => name === 'created_on')
      ? [ofList('TARGET_WITHOUT_DAYS', null, null)]
      : []),
  ];
}

/** Where a row has more or fewer cells than the header; null where it is as wide. */
export function remarkOnWidth(
  cells: readonly string[],
  width: number,
): { readonly code: FindingCode; readonly detail: string } | null {
  if (cells.length === width) return null;
  const isLonger = cells.length > width;
  if (isLonger && isBlank(cells.slice(width))) return null;
  return { code: isLonger ? 'ROW_RAGGED' : 'ROW_SHORT', detail: `${cells.length} mot ${width}` };
}

/** The number of rows that a list itself says it has, in the row that says so. */
export interface OwnCount {
  readonly row: number;
  readonly count: number;
}

/**
 * Of the counts a list states, the one for the whole: that of the cases read if any is, else the largest. The others are
 * of its parts.
 */
export function countOfList(said: readonly OwnCount[], cases: number): OwnCount | null {
  return said.find(({ count }) => count === cases) ?? said.toSorted((a, b) => b.count - a.count)[0] ?? null;
}

/** Where the list's own count is not that of the cases read. */
export function remarkOnOwnCount(said: OwnCount | null, cases: number): readonly Remarked[] {
  if (said === null || said.count === cases) return [];
  const detail = `listan säger ${said.count}, ${counted(cases, 'ärende', 'olika ärenden')} lästes`;
  return [{ code: 'FOOTER_COUNT_DIFFERS', row: said.row, column: null, detail }];
}

/** How many rows have a usable person, and how many of those follow the pattern of test numbers. */
export interface PersonCount {
  readonly usable: number;
  readonly fittingTest: number;
}

/**
 * Only a pattern, never proof (domain §8): told as a count, the other way round in the environments where nobody real
 * may be.
 */
export function remarkOnTestNumbers(
  environment: Profile['environment'],
  { usable, fittingTest }: PersonCount,
  header: string | null,
): readonly Remarked[] {
  const isReal = environment === 'production';
  const unfit = isReal ? fittingTest : usable - fittingTest;
  if (unfit === 0) return [];
  const code = isReal ? 'PERSONS_FIT_TEST_PATTERN' : 'PERSONS_MAYBE_REAL';
  return [ofList(code, header, `${unfit} av ${usable} personnummer`)];
}
