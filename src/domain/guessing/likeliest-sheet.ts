interface SeenSheet {
  readonly isShown: boolean;
  /** It is a list of a kind that is told by its headers or values. */
  readonly isKnown: boolean;
  readonly rows: number;
  /** The cells of its first rows. */
  readonly head: readonly (readonly string[])[];
}

/** A title, a contact and a remark are fewer. */
const LEAST_OF_ROW = 3;

/**
 * Where the list most likely stands in a workbook: on the first shown sheet that is of a known kind, else on the one with
 * most rows that are as wide as a list's, and of those the longest. A cover sheet and a blank one are none.
 *
 * @returns its place; -1 where there are no sheets
 */
export function likeliestSheet(sheets: readonly SeenSheet[]): number {
  const known = sheets.findIndex(({ isShown, isKnown }) => isShown && isKnown);
  if (known >= 0) return known;
  const shown = sheets.some(({ isShown }) => isShown) ? sheets.filter(({ isShown }) => isShown) : sheets;
  const [best] = shown.toSorted((a, b) => wideRows(b) - wideRows(a) || b.rows - a.rows);
  return best === undefined ? -1 : sheets.indexOf(best);
}

const wideRows = ({ head }: SeenSheet): number =>
  head.filter((cells) => cells.filter((cell) => cell.trim() !== '').length >= LEAST_OF_ROW).length;
