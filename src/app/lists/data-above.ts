import { looksLikeData } from '../../domain/guessing/column-evidence.ts';
import { identityReaderOfAnyYear } from '../../domain/identity/identity-of-any-year.ts';
import { isProtectionHeader } from '../../domain/kinds/protection.ts';
import { MOST_HEADER_ROWS, withProtectionAbove } from '../../domain/mapping/header-parts.ts';
import { knownHeaders } from '../../domain/mapping/mapping.ts';
import { kommunSpellings } from '../../domain/profile/kommuner.ts';
import type { Profile } from '../../domain/profile/profile-schema.ts';
import { foldHeader } from '../../domain/words/fold-header.ts';
import { fold } from '../../domain/words/fold.ts';
import type { RawRow } from '../../files/reading/open-table.ts';
import { withoutTableBeside } from './table-beside.ts';
import { headersAt, type HeaderPlace } from '../../files/reading/table-shape.ts';

/** Title rows can hold a day or a kommun, and little else. */
const LEAST_OF_DATA = 3;

/** Tells whether a row is made of values, so that it can not be the header. */
export function dataRowTeller(profile: Profile): (row: RawRow) => boolean {
  const readIdentity = identityReaderOfAnyYear();
  const kommuner = kommunSpellings(profile);
  return ({ cells }) => looksLikeData(cells, readIdentity, (text) => kommuner.has(fold(text)));
}

/** Tells whether a text is a header: a known one, or one that speaks of protection. */
function isHeaderOf(profile: Profile): (text: string) => boolean {
  const isKnown = knownHeaders(profile, null);
  return (text) => isKnown(foldHeader(text)) || isProtectionHeader(text);
}

/** The headers of a list, with the words above them that are a part of them; those of a table beside it are none. */
export function headersOfHead(
  head: readonly RawRow[],
  headerRow: number,
  profile: Profile,
): readonly string[] | null {
  const headers = headersWithAbove(head, headerRow, profile);
  return headers === null ? null : withoutTableBeside(headers, head, headerRow);
}

function headersWithAbove(
  head: readonly RawRow[],
  headerRow: number,
  profile: Profile,
): readonly string[] | null {
  const headers = headersAt(head, headerRow, isHeaderOf(profile));
  if (headers === null) return null;
  const above = Array.from({ length: MOST_HEADER_ROWS }, (_, at) =>
    head.find(({ row }) => row === headerRow - MOST_HEADER_ROWS + at),
  );
  const from = above.findLastIndex((row) => row === undefined) + 1;
  return withProtectionAbove(
    headers,
    above.slice(from).map((row) => row?.cells ?? []),
    knownHeaders(profile, null),
  );
}

/** The first row above a header that looks as the data below it; undefined where there is none. */
export function dataAbove(
  head: readonly RawRow[],
  { titleRows }: HeaderPlace,
  columnCount: number,
  isValues: (row: RawRow) => boolean,
): RawRow | undefined {
  const least = Math.max(LEAST_OF_DATA, columnCount / 2);
  return head.find(
    (row) =>
      titleRows.includes(row.row) &&
      row.cells.filter((cell) => cell.trim() !== '').length >= least &&
      isValues(row),
  );
}
