import { fold } from '../words/fold.ts';

/** A row that holds no case, and why. */
export interface PlainRow {
  readonly fate: 'blank' | 'title' | 'footer';
  /** The number of rows that a footer says the list has. */
  readonly count: number | null;
}

/** What tells the plain rows of a list from its data. */
export interface PlainRowFacts {
  readonly headerRow: number;
  readonly headers: readonly string[];
  /** The column that names the case. */
  readonly idColumn: { readonly index: number; readonly header: string } | null;
  /** What a row says as a footer; null where it is none. */
  readonly footerOf: (cells: readonly string[]) => { readonly count: number | null } | null;
}

const BLANK: PlainRow = { fate: 'blank', count: null };
const TITLE: PlainRow = { fate: 'title', count: null };

/** A footer is a text, perhaps with a number beside it. */
const MOST_FILLED_OF_FOOTER = 2;

/** Opens the telling of rows that hold no case; null for those that may. */
export function openPlainRows({
  headerRow,
  headers,
  idColumn,
  footerOf,
}: PlainRowFacts): (row: number, cells: readonly string[]) => PlainRow | null {
  const { index: idAt, header: idHeader } = idColumn ?? { index: 0, header: '' };
  const foldedHeaders = headers.map(fold).join('\u0000');
  return (row, cells) => {
    if (isBlank(cells)) return BLANK;
    if (row <= headerRow) return TITLE;
    // The header again: lists pasted together.
    if (cells[idAt]?.trim() === idHeader && cells.map(fold).join('\u0000') === foldedHeaders) return TITLE;
    const footer = isSparse(cells) ? footerOf(cells) : null;
    return footer === null ? null : { fate: 'footer', count: footer.count };
  };
}

export function isBlank(cells: readonly string[]): boolean {
  return cells.every((cell) => cell.trim() === '');
}

function isSparse(cells: readonly string[]): boolean {
  let filled = 0;
  for (const cell of cells) if (cell !== '' && (filled += 1) > MOST_FILLED_OF_FOOTER) return false;
  return true;
}
