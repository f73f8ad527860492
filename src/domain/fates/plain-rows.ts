import { foldHeader } from '../words/fold-header.ts';
import { fold } from '../words/fold.ts';

/** A row that holds no case, and why. */
export interface PlainRow {
  readonly fate: 'blank' | 'title' | 'footer';
  /** The number of rows that a footer says the list has. */
  readonly count: number | null;
  /** Only its shape says so: it is told of. */
  readonly isNote: boolean;
}

/** What tells the plain rows of a list from its data. */
export interface PlainRowFacts {
  readonly headerRow: number;
  readonly headers: readonly string[];
  /** The column that names the case. */
  readonly idColumn: { readonly index: number; readonly header: string } | null;
  /** What a row says as a footer; null where it is none. */
  /** Cases have numbers of their own here, or those of persons; not names. */
  readonly isNumbered: boolean;
  /** The columns that tell who a person is. */
  readonly personColumns: readonly number[];
  readonly footerOf: (cells: readonly string[]) => { readonly count: number | null } | null;
}

const BLANK: PlainRow = { fate: 'blank', count: null, isNote: false };
const TITLE: PlainRow = { fate: 'title', count: null, isNote: false };
const NOTE: PlainRow = { fate: 'footer', count: null, isNote: true };

/** A footer is a text, perhaps with a number beside it. */
const MOST_FILLED_OF_FOOTER = 2;

/** Opens the telling of rows that hold no case; null for those that may. */
export function openPlainRows(
  facts: PlainRowFacts,
): (row: number, cells: readonly string[]) => PlainRow | null {
  const { headerRow, headers, idColumn, footerOf } = facts;
  const { index: idAt, header: idHeader } = idColumn ?? { index: 0, header: '' };
  const foldedHeaders = headers.map(fold).join('\u0000');
  return (row, cells) => {
    if (isBlank(cells)) return BLANK;
    if (row <= headerRow) return TITLE;
    // The header again: lists pasted together.
    if (cells[idAt]?.trim() === idHeader && cells.map(fold).join('\u0000') === foldedHeaders) return TITLE;
    const footer = isSparse(cells, MOST_FILLED_OF_FOOTER) ? footerOf(cells) : null;
    if (footer !== null) return { fate: 'footer', count: footer.count, isNote: false };
    return isNote(cells, idAt, facts) ? NOTE : null;
  };
}

/**
 * A group heading, a subtotal, a row of units or a remark, by its shape: nearly nothing is filled in, what stands where
 * the id should be is none, and nothing points at a person.
 */
function isNote(
  cells: readonly string[],
  idAt: number,
  { headers, isNumbered, personColumns }: PlainRowFacts,
): boolean {
  const most = Math.min(Math.max(MOST_FILLED_OF_FOOTER, headers.length / 4), headers.length / 2);
  if (!isNumbered || !isSparse(cells, most)) return false;
  const id = (cells[idAt] ?? '').trim();
  if (cells.some((cell, at) => at !== idAt && PERSON_NUMBER.test(cell))) return false;
  if (id !== '') return !LIKE_AN_ID.test(id) || DAY.test(id);
  return personColumns.every((at) => (cells[at] ?? '').trim() === '');
}

const PERSON_NUMBER = /(?<!\d)\d{6}(?:\d{2})?\s?[-+]?\s?\d{4}(?!\d)/u;
/** One word with a figure in it, or a short word and a long number. */
const LIKE_AN_ID = /^\S*\d\S*$|^\p{L}{1,6} \d{3,}$/u;
const DAY = /^\d{4}-\d{2}-\d{2}$/u;

/** Most of what is filled in must be headers: cells can hold words that are headers too ("SIP", "Kommun"). */
const SHARE_OF_HEADER = 2 / 3;
const LEAST_OF_HEADER = 3;

/** Is the row a header, though not that of this list? Then another list is pasted below. */
export function isHeaderRow(
  cells: readonly string[],
  idAt: number,
  isKnown: (folded: string) => boolean,
): boolean {
  // Nearly every row is told by its id alone.
  if (/\d/u.test(cells[idAt] ?? '')) return false;
  const filled = cells.map(foldHeader).filter((cell) => cell !== '');
  const known = filled.filter(isKnown).length;
  return known >= LEAST_OF_HEADER && known >= filled.length * SHARE_OF_HEADER && isKnown(filled[0] ?? '');
}

export function isBlank(cells: readonly string[]): boolean {
  return cells.every((cell) => cell.trim() === '');
}

function isSparse(cells: readonly string[], most: number): boolean {
  let filled = 0;
  for (const cell of cells) if (cell !== '' && (filled += 1) > most) return false;
  return true;
}
