import { isProtectionHeader } from '../kinds/protection.ts';

/**
 * A table beside a list: to the right of it, after a column that is empty, with headers of its own ("Kommun | Antal"). It
 * counts what the list has, and holds no case: what stands in it is no column of the list, whatever it is called.
 */

/** A list has more columns than what counts it. */
const MOST_OF_TABLE = 6;
const LEAST_OF_LIST = 4;
/** Fewer rows do not show that a table is shorter than its list. */
const LEAST_OF_ROWS = 3;

/**
 * Where a table beside a list begins, by the position of its first column; null where there is none.
 *
 * @param rows the first rows below the header
 */
export function sideTableAt(headers: readonly string[], rows: readonly (readonly string[])[]): number | null {
  const filled = (cells: readonly string[], at: number): boolean => (cells[at] ?? '').trim() !== '';
  for (let gap = LEAST_OF_LIST; gap < headers.length - 1; gap += 1) {
    if (filled(headers, gap) || rows.some((cells) => filled(cells, gap))) continue;
    const own = headers.flatMap((_, at) => (at < gap && filled(headers, at) ? [at] : []));
    const beside = headers.flatMap((_, at) => (at > gap && filled(headers, at) ? [at] : []));
    if (
      beside.length < 2 ||
      beside.length > MOST_OF_TABLE ||
      own.length < Math.max(LEAST_OF_LIST, beside.length)
    )
      continue;
    if (isSummary(headers, rows, { own, beside })) return gap + 1;
  }
  return null;
}

/** Whether columns count something: labels that are all different, numbers at each, and fewer rows than the list has. */
function isSummary(
  headers: readonly string[],
  rows: readonly (readonly string[])[],
  { own, beside }: { readonly own: readonly number[]; readonly beside: readonly number[] },
): boolean {
  if (beside.some((at) => isProtectionHeader(headers[at] ?? ''))) return false;
  const cellsAt = (places: readonly number[]) =>
    rows.map((cells) => places.map((at) => (cells[at] ?? '').trim()));
  const texts = cellsAt(beside);
  const last = texts.findLastIndex((cells) => cells.some((text) => text !== ''));
  const shown = texts.slice(0, last + 1);
  if (shown.length === 0 || shown.some((cells) => cells.every((text) => text === ''))) return false;
  const firstCount = beside.findIndex((_, at) => shown.every((cells) => cells.slice(at).every(isCount)));
  const labels = shown.map((cells) => cells.slice(0, Math.max(firstCount, 0)));
  const isDifferent = new Set(labels.map((cells) => cells.join('\u0000'))).size === labels.length;
  if (firstCount < 1 || !isDifferent || labels.flat().some((label) => LONG_NUMBER.test(label))) return false;
  const listed = cellsAt(own).filter((cells) => cells.filter((text) => text !== '').length > own.length / 3);
  const isShorter = listed.length >= LEAST_OF_ROWS && shown.length < listed.length;
  return isShorter || labels.some(([label = '']) => TOTAL.test(label));
}

const TOTAL = /^(?:totalt?|summa|alla|samtliga)(?![a-zåäö])/iu;
const isCount = (text: string): boolean =>
  /^(?:\d{1,3}(?:[\s\u00a0]?\d{3})?(?:[.,]\d+)?[\s\u00a0]?%?|-|–)$/u.test(text);
const LONG_NUMBER = /\d{5}/u;
