import { mentionOfProtection, titleProtects } from '../kinds/protected-titles.ts';
import { faultOfCell } from '../words/cell-fault.ts';
import { foldHeader } from '../words/fold-header.ts';
import { fold } from '../words/fold.ts';
import { late } from '../words/late.ts';

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
  /** Whether a row further down stands above a header too: that of another sheet of the list. */
  readonly isTitle: (row: number) => boolean;
  readonly headers: readonly string[];
  /** The column that names the case. */
  readonly idColumn: { readonly index: number; readonly header: string } | null;
  /** Cases have numbers of their own here, or those of persons; not names. */
  readonly isNumbered: boolean;
  /** Rows of the list, from which the form of its ids is learned. */
  readonly sample: readonly (readonly string[])[];
  /** The columns that tell who a person is. */
  readonly personColumns: readonly number[];
  /** Whether a text names a kommun: alone on its row it is a group heading, whatever column it stands in. */
  readonly isKommun: (text: string) => boolean;
  /** What a row says as a footer; null where it is none. */
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
  const most = Math.min(Math.max(MOST_FILLED_OF_FOOTER, headers.length / 4), headers.length / 2);
  const mostOfAny = Math.max(most, MOST_FILLED_OF_FOOTER);
  const { index: idAt, header: idHeader } = idColumn ?? { index: 0, header: '' };
  const cases = facts.sample.filter((cells) => !isSparse(cells, most));
  const ids = cases.map((cells) => cells[idAt] ?? '');
  const known = { isIdForm: idFormTeller(ids), isUnlike: unlikenessTeller(ids) };
  const foldedHeaders = headers.map(fold).join('\u0000');
  const isSaidByShape = (cells: readonly string[]): boolean =>
    isSparse(cells, 0) || (isSparse(cells, most) && isNote(cells, idAt, known, facts));
  return (row, cells) => {
    // Nearly every row is told by its first cells.
    const isFilledIn = !isSparse(cells, mostOfAny);
    if (!isFilledIn && isBlank(cells)) return BLANK;
    if (row <= headerRow || facts.isTitle(row)) return TITLE;
    // The header again: lists pasted together.
    if (cells[idAt]?.trim() === idHeader && cells.map(fold).join('\u0000') === foldedHeaders) return TITLE;
    if (isFilledIn) return facts.isNumbered && isSumRow(cells, idAt, known) ? NOTE : null;
    const footer = isSparse(cells, MOST_FILLED_OF_FOOTER) ? footerOf(cells) : null;
    if (footer !== null)
      return isOfProtected(cells) ? NOTE : { fate: 'footer', count: footer.count, isNote: false };
    return isSaidByShape(cells) ? NOTE : null;
  };
}

/**
 * A group heading, a subtotal, a row of units or a remark, by its shape: nearly nothing is filled in, what stands where
 * the id should be is none, and nothing points at a person.
 */
function isNote(
  cells: readonly string[],
  idAt: number,
  { isIdForm, isUnlike }: IdTellers,
  { isNumbered, personColumns, isKommun }: PlainRowFacts,
): boolean {
  if (!isNumbered) return false;
  const id = (cells[idAt] ?? '').trim();
  if (cells.some((cell, at) => at !== idAt && PERSON_NUMBER.test(cell))) return false;
  if (id === '' && isSparse(cells, 1) && cells.some((cell) => isProtectedGroup(cell, isKommun))) return true;
  if (personColumns.some((at) => at !== idAt && FULL_NAME().test((cells[at] ?? '').trim()))) return false;
  if (id !== '')
    return !LIKE_AN_ID.test(id) || DAY.test(id) || !isIdForm(id) || (isSparse(cells, 1) && isUnlike(id));
  return (
    personColumns.every((at) => isBlankOrCount(cells[at] ?? '')) ||
    (isSparse(cells, 1) && cells.some((cell) => isKommun(cell) || isSentence(cell.trim())))
  );
}

/** "Antal skyddade: 2": a count of some is not the list's own. */
const isOfProtected = (cells: readonly string[]): boolean => mentionOfProtection(cells.join(' ')) !== null;

/** "Sekretess", "Sekretess Timrå": a group heading, also where a name would stand. */
const isProtectedGroup = (text: string, isKommun: (text: string) => boolean): boolean =>
  titleProtects(
    text
      .split(' ')
      .filter((word) => !isKommun(word))
      .join(' '),
    false,
  );

/** A sum can stand under any column, that of persons too; nobody's number is as short. */
const isBlankOrCount = (text: string): boolean =>
  !beginsWithLetter(text) && /^\s*(?:\d{1,3}|\d \d{3}|\d{4})?\s*$/u.test(text);
/** Nearly every id: asked of every row. */
const beginsWithLetter = (text: string): boolean => {
  const first = text.charCodeAt(0);
  return first >= FIRST_LETTER && first <= LAST_OF_ASCII;
};
const DIGIT = /\d/u;
const FIRST_LETTER = 'A'.charCodeAt(0);

/** A count under each of several columns, and at most a word that says so: no row of somebody has counts alone. */
function isSumRow(cells: readonly string[], idAt: number, { isIdForm }: IdTellers): boolean {
  let words = 0;
  for (const cell of cells) if (!isBlankOrCount(cell) && (DIGIT.test(cell) || (words += 1) > 1)) return false;
  const id = (cells[idAt] ?? '').trim();
  return id === '' || !DIGIT.test(id) || !isIdForm(id);
}

/** Words that are nobody's name or number: a sign first, or a word in small letters after one with a capital. */
const isSentence = (text: string): boolean =>
  !/\d{4}/u.test(text) && /^[^\p{L}\d]|^\p{Lu}.* \p{Ll}{4,}/u.test(text);

const PERSON_NUMBER = /(?<!\d)\d{6}(?:\d{2})?\s?[-+]?\s?\d{4}(?!\d)/u;
/** Two words or more with capitals: a row with one is somebody's, whatever stands for its id. */
const FULL_NAME = late(() => /^\p{Lu}[\p{L}'’-]+,?\s(?:\p{L}+\s)*\p{Lu}/u);
/** One word with a figure in it, or a short word and a long number. */
const LIKE_AN_ID = /^\S*\d\S*$|^\p{L}{1,6} \d{3,}$/u;
const DAY = /^\d{4}-\d{2}-\d{2}$/u;
const COMPACT_DAY = /^20\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])$/u;

/** Ids have more figures than the code of a kommun, or a number of rows, or else the form of the others. */
const LEAST_OF_ID = 5;
/** "SIP-240001" and "SIP-7" have one form, "2281" another. */
const formOf = (id: string): string =>
  id
    .trim()
    .replaceAll(/\d+/gu, '9')
    .replaceAll(/\p{L}+/gu, 'A');
/** Of numbers alone, how many figures they have is all the form there is. */
const isNumber = (id: string): boolean => /^\d+$/u.test(id.trim());
const figures = (id: string): number => id.replaceAll(/\D/gu, '').length;

/** Tells whether a text can be an id, beside those of the rows that surely are cases. Where none is known, any can. */
function idFormTeller(ids: readonly string[]): (id: string) => boolean {
  // Few lists have a row that must be asked.
  const known = late(() => ({
    forms: new Set(ids.map(formOf)),
    shortest: Math.min(...ids.filter(isNumber).map(figures)),
  }));
  return (id) =>
    ids.length === 0 ||
    figures(id) >= LEAST_OF_ID ||
    (known().forms.has(formOf(id)) && (!isNumber(id) || figures(id) >= known().shortest));
}

interface IdTellers {
  readonly isIdForm: (id: string) => boolean;
  readonly isUnlike: (id: string) => boolean;
}

/** So many ids of one form are what ids look like in the list. */
const ENOUGH_IDS = 3;
const wordOf = (id: string): string => (/^\p{L}*/u.exec(id.trim())?.[0] ?? '').toLowerCase();

/**
 * Tells whether a text that stands alone on its row is something else than an id: a file's name, a clock, a telephone.
 * Where ids all have one form, with a word in it, one without that word is none; but figures alone can be an id that has
 * lost its word, if they are no day, and a person's number can have slid over.
 */
function unlikenessTeller(ids: readonly string[]): (id: string) => boolean {
  const known = late(() => knownUnlikeness(ids));
  return (id) => known()(id);
}

function knownUnlikeness(ids: readonly string[]): (id: string) => boolean {
  const filled = ids.filter((id) => id.trim() !== '');
  const [form, ...others] = new Set(filled.map(formOf));
  const word = wordOf(filled[0] ?? '');
  if (filled.length < ENOUGH_IDS || others.length > 0 || word === '') return () => false;
  return (id) =>
    wordOf(id) !== word &&
    !PERSON_NUMBER.test(id) &&
    (isNumber(id) ? COMPACT_DAY.test(id) : formOf(id) !== form);
}

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
  if (DIGIT.test(cells[idAt] ?? '')) return false;
  const filled = cells.map(foldHeader).filter((cell) => cell !== '');
  const known = filled.filter(isKnown).length;
  return known >= LEAST_OF_HEADER && known >= filled.length * SHARE_OF_HEADER && isKnown(filled[0] ?? '');
}

export function isBlank(cells: readonly string[]): boolean {
  return cells.every((cell) => cell.trim() === '');
}

function isSparse(cells: readonly string[], most: number): boolean {
  let filled = 0;
  for (const cell of cells) if (isFilled(cell) && (filled += 1) > most) return false;
  return true;
}

/** What could not be worked out fills in nothing: formulas are drawn down past the last row. Asked of every row. */
function isFilled(cell: string): boolean {
  if (isVisible(cell.charCodeAt(0)) && isVisible(cell.charCodeAt(cell.length - 1)))
    return faultOfCell(cell) === null;
  return cell.trim() !== '' && faultOfCell(cell.trim()) === null;
}

const isVisible = (code: number): boolean => code > SPACE && code <= LAST_OF_ASCII;

const SPACE = ' '.charCodeAt(0);
const LAST_OF_ASCII = 0x7f;
