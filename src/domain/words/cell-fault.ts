/**
 * What stands in a cell that a spreadsheet could not work out, or that has given its place to another. It is no word that
 * somebody has written: such a cell is unread, and never absent (domain §10).
 */
export type CellFaultCode = 'ERROR_CELL' | 'FORMULA_WITHOUT_VALUE' | 'CELL_COVERED';

/** What a cell is read as whose formula nobody has worked out. */
export const WITHOUT_VALUE = '(formel utan värde)';
/** What a cell is read as that another covers. */
export const COVERED = '(sammanslagen med en annan cell)';
/** What a cell is read as that shows an error nobody knows. */
export const UNKNOWN_ERROR = '#FEL!';

/**
 * The errors of spreadsheets, by their form: Excel's in any language (`#REF!`, `#VÄRDEFEL!`, `#NAMN?`), those without `!`
 * or `?`, and what fills a column that is too narrow for what it holds.
 */
const ERROR = /^(?:#[\p{L}\d/_ ]{1,30}[!?]|#N\/A|#NV|#SAKNAS|#I\/T|#GETTING_DATA|#{3,})$/iu;
/** LibreOffice's `Err:502` and `Fel:502`. */
const NUMBERED = /^(?:Err|Fel):\d{3}$/iu;

/** Which fault a text is; null where it is none. Asked of every cell: nearly all are told by one sign. */
export function faultOfCell(text: string): CellFaultCode | null {
  const first = text.charCodeAt(0);
  if (first === HASH) return ERROR.test(text.normalize('NFC')) ? 'ERROR_CELL' : null;
  if (first === PARENTHESIS)
    return text === WITHOUT_VALUE ? 'FORMULA_WITHOUT_VALUE' : text === COVERED ? 'CELL_COVERED' : null;
  return text.length === LENGTH_OF_NUMBERED && NUMBERED.test(text) ? 'ERROR_CELL' : null;
}

const HASH = '#'.charCodeAt(0);
const PARENTHESIS = '('.charCodeAt(0);
const LENGTH_OF_NUMBERED = 'Err:502'.length;
