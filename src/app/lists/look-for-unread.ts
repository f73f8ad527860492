import { chooseKind, isRefusal, ofEither, type KindRefusal } from '../../domain/guessing/choose-kind.ts';
import { collectEvidence, type ListEvidence } from '../../domain/guessing/column-evidence.ts';
import {
  absentHeaders,
  isReadWhole,
  namelessColumns,
  sureKind,
  unreadColumns,
  withSureColumns,
} from '../../domain/guessing/unread-columns.ts';
import { kindsNamedIn, kindsOf, originOf } from '../../domain/guessing/list-origin.ts';
import { otherOfProposal } from '../../domain/guessing/propose-mapping.ts';
import { namesThatAreUnits } from '../../domain/guessing/swapped-columns.ts';
import type { Remarked } from '../../domain/fates/list-remarks.ts';
import { identityReaderOfAnyYear } from '../../domain/identity/identity-of-any-year.ts';
import type { KindName } from '../../domain/kinds/kinds.ts';
import { resolveColumns, type Mapping, type ResolvedColumns } from '../../domain/mapping/mapping.ts';
import type { Profile } from '../../domain/profile/profile-schema.ts';
import { columnLetters, type RawRow } from '../../files/reading/table.ts';
import { UserError } from '../../text/errors.ts';

/** Group headings and remarks say nothing of what a column holds. */
const LEAST_OF_ROW = 3;

interface Head {
  readonly file: string;
  readonly headers: readonly string[];
  /** The first rows below the header. */
  readonly rows: readonly RawRow[];
  readonly columns: ResolvedColumns;
  /** The mapping that the list is read with; null where nobody has said anything. */
  readonly mapping: Mapping | null;
}

/**
 * Looks for columns that a list has and nobody reads, though they look needed: what is sure is read and said, the rest
 * is told by name. Where nobody has pointed out any column, one that is likely to be needed refuses the list: read
 * without it, its cases would seem to lack what they have.
 *
 * @returns the columns as they are to be read, and what there is to say of them
 * @throws UserError with the headers
 */
export function lookForUnread(
  { file, headers, rows, columns, mapping }: Head,
  profile: Profile,
): { readonly columns: ResolvedColumns; readonly remarks: readonly Remarked[] } {
  const full = fullRows(rows);
  const swapped = namesThatAreUnits(columns, full);
  if (swapped !== null) throw new UserError('COLUMNS_SWAPPED', { file, header: swapped });
  const absent = absentHeaders(columns, mapping).map((header) => told('MAPPED_HEADER_ABSENT', null, header));
  // Of most lists every column is read: what the cells are like need not be known.
  if (isReadWhole(columns, full)) return { columns, remarks: absent };
  const list = evidenceOfHead(headers, rows);
  const unread = unreadColumns(list, columns, mapping, profile);
  const likely = unread.filter(({ standing }) => standing === 'likely');
  if (likely.length > 0 && mapping === null) {
    const named = likely.map(({ header, field }) => `”${header}” (${field.label}?)`).join(', ');
    throw new UserError('COLUMNS_UNREAD', { file, columns: named });
  }
  const sure = unread.filter(({ standing }) => standing === 'sure');
  const left = unread.filter(({ standing }) => standing !== 'sure');
  const read = withSureColumns(mapping, columns, unread);
  return {
    columns: read === mapping ? columns : resolveColumns(columns.kind, headers, profile, read),
    remarks: [
      ...sure.map(({ header, field }) => told('COLUMN_READ_AS', header, field.label)),
      ...left.map(({ header, field }) => told('COLUMN_LOOKS_NEEDED', header, field.label)),
      ...namelessColumns(list, full).map((index) =>
        told('COLUMN_WITHOUT_HEADER', null, columnLetters(index + 1)),
      ),
      ...absent,
    ],
  };
}

/**
 * The kind of a list and how its columns are read: by its headers, and where those are not known and nobody has said
 * anything, by what a mapping would be proposed from. Only what is sure there counts.
 *
 * @param rows the first rows below the header
 * @param said the kind that somebody has said
 */
export function kindOfHead(
  headers: readonly string[],
  rows: readonly RawRow[],
  { said, mapping, profile, texts }: Said,
): ResolvedColumns | KindRefusal {
  const origin = originOf(texts, profile);
  const chosen = chooseKind(headers, said, mapping, profile, origin, kindsNamedIn(texts));
  if (!isRefusal(chosen) || mapping !== null || !OF_UNKNOWN_HEADERS.has(chosen.code)) return chosen;
  // Headers that nobody knows do not tell whose list it may be.
  if (said === null && origin === 'unclear') return chosen;
  const list = evidenceOfHead(headers, rows);
  const kind = sureKind(list, profile, said, kindsOf(origin));
  if (kind === null) return chosen;
  const alike = said === null ? otherOfProposal(list, kind, profile, origin) : undefined;
  return alike === undefined ? resolveColumns(kind, headers, profile, null) : ofEither(kind, alike, profile);
}

interface Said {
  readonly said: KindName | null;
  readonly mapping: Mapping | null;
  readonly profile: Profile;
  /** What the list says of itself: the name of its file, and the rows above its header. */
  readonly texts: readonly string[];
}

const OF_UNKNOWN_HEADERS: ReadonlySet<string> = new Set([
  'KIND_NOT_FOUND',
  'KIND_UNCLEAR',
  'ID_COLUMN_MISSING',
] satisfies KindRefusal['code'][]);

function evidenceOfHead(headers: readonly string[], rows: readonly RawRow[]): ListEvidence {
  const evidence = collectEvidence(headers, identityReaderOfAnyYear());
  for (const cells of fullRows(rows)) evidence.add(cells);
  return evidence.finish();
}

const fullRows = (rows: readonly RawRow[]): readonly (readonly string[])[] =>
  rows.map(({ cells }) => cells).filter((cells) => filledIn(cells) >= LEAST_OF_ROW);

const filledIn = (cells: readonly string[]): number => cells.filter((cell) => cell.trim() !== '').length;

const told = (code: Remarked['code'], column: string | null, detail: string): Remarked => ({
  code,
  row: null,
  column,
  detail,
});
