import { isProtectionHeader } from '../kinds/protection.ts';
import { foldHeader } from '../words/fold-header.ts';

/** More rows of headers has no list. */
export const MOST_HEADER_ROWS = 3;
/** What stands over a column is a word or two; a title is longer. */
const LONGEST_PART = 3;

/**
 * The headers of a list, with the words above them where they speak of protection together: "Sekretess" over "Ja/Nej",
 * "Skyddade" over "personuppgifter". Protection fails closed: cells need not be merged for it. A column whose own header is
 * known and stands alone is what that says, whatever group it is in.
 *
 * @param above the rows just above the header, from the top
 * @param isKnown whether a folded text is a known header
 */
export function withProtectionAbove(
  headers: readonly string[],
  above: readonly (readonly string[])[],
  isKnown: (folded: string) => boolean,
): readonly string[] {
  const folded = headers.map(foldHeader);
  const isSaidTwice = (at: number): boolean =>
    folded.indexOf(folded[at] ?? '') !== folded.lastIndexOf(folded[at] ?? '');
  return headers.map((header, at) => {
    if (header.trim() === '' || isProtectionHeader(header)) return header;
    if (isKnown(folded[at] ?? '') && !isSaidTwice(at)) return header;
    const whole = [...above.flatMap((cells) => partAt(cells, at)), header.trim()].join(' ');
    return isProtectionHeader(whole) ? whole : header;
  });
}

/** What stands over a column as a part of its header. What is alone on its row above the first column is a title. */
function partAt(cells: readonly string[], at: number): readonly string[] {
  const text = (cells[at] ?? '').trim();
  const isTitle = at === 0 && cells.every((cell, index) => index === at || cell.trim() === '');
  return text === '' || isTitle || text.split(/\s+/u).length > LONGEST_PART ? [] : [text];
}

/** A row above the header, with what is a part of the header below it left out. */
export function withoutHeaderParts(cells: readonly string[], headers: readonly string[]): readonly string[] {
  return cells.map((cell, at) => (` ${headers[at] ?? ''} `.includes(` ${cell.trim()} `) ? '' : cell));
}

/** Whether all that a row above the header holds is a part of headers below it: then it is no title. */
export function isPartOfHeaders(cells: readonly string[], headers: readonly string[]): boolean {
  return withoutHeaderParts(cells, headers).every((cell) => cell.trim() === '');
}
