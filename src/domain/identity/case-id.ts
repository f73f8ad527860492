/**
 * Ids of cases as lists write them. Spelling variants of one id are one: upper and lower case, kinds of hyphen and
 * space, invisible characters, the ".0" and the groups of three of a number that has been through a spreadsheet.
 */
export interface CaseId {
  /** The id as it is compared and shown; null where the text says none. */
  readonly id: string | null;
  /** Null where nothing is the matter. */
  readonly problem: CaseIdProblem | null;
}

type CaseIdProblem =
  /** A spreadsheet has made a number, a day or an error of it: which id it was can not be told. */
  | 'lost'
  /** A spreadsheet has written it as a number, and nothing is lost. */
  | 'as-number'
  /** It has no figure, or is somebody's number: perhaps a piece of a name that slid over. It is never shown. */
  | 'unlike-an-id';

const FLAWLESS = /^(?:[A-Z]{1,6}[-_]?\d{1,10}|[1-9]\d{0,9})$/u;
const PERSONAL_NUMBER = /^(?:18|19|20)\d{6}[-+]?\d{4}$|^\d{6}[-+]\d{4}$/u;

/** Reads an id. @param text trimmed cell text, not empty */
export function readCaseId(text: string): CaseId {
  if (FLAWLESS.test(text)) return { id: text, problem: null };
  const plain = text
    .normalize('NFC')
    .replace(/\p{Cf}/gu, '')
    .replace(/[\p{Pd}\u2212]/gu, '-')
    .replace(/\s+/gu, ' ')
    .replace(/ ?- ?/gu, '-')
    .trim()
    .toUpperCase();
  if (plain === '' || /^[-0]+(?:[.,]0+)?$/u.test(plain)) return { id: null, problem: null };
  if (LOST.some((shape) => shape.test(plain))) return { id: null, problem: 'lost' };
  if (/^\d+[.,]0+$/u.test(plain)) return { id: plain.replace(/[.,]0+$/u, ''), problem: 'as-number' };
  if (/^\d{1,3}(?: \d{3})+$/u.test(plain)) return { id: plain.replaceAll(' ', ''), problem: 'as-number' };
  const isUnlike = !/\d/u.test(plain) || PERSONAL_NUMBER.test(plain);
  return { id: plain, problem: isUnlike ? 'unlike-an-id' : null };
}

const MONTH = '(?:JAN|FEB|MAR|APR|MAJ|MAY|JUN|JUL|AUG|SEP|OKT|OCT|NOV|DEC)[A-Z]*\\.?';

/** What a spreadsheet leaves of an id that it took for something else. */
const LOST: readonly RegExp[] = [
  /^-?\d(?:[.,]\d+)?E[+-]?\d{1,3}$/u,
  /^#/u,
  new RegExp(`^\\d{1,2}[- ]${MONTH}(?:[- ]\\d{2,4})?$|^${MONTH}[- ]\\d{1,4}$`, 'u'),
  /^\d{4}-\d\d-\d\d(?:[T ].*)?$/u,
];

/** The form of an id, for telling one that does not look as the others: letters as they are, any figures as one. */
export function formOfId(id: string): string {
  return id.replace(/\d+/gu, '9');
}

const PREFIXED = /^(\p{Lu}{1,6})([-_ ]?)(\d+)$/u;

/** What may stand between the letters and the figures of an id: SIP-240001, SIP 240001, SIP_240001, SIP240001. */
export const ID_SIGNS = ['-', '', ' ', '_'] as const;

/** An id as letters, what stands between, and figures; null for any other. Zeros first are figures as others: they may tell two ids apart. */
export function partsOfId(
  id: string,
): { readonly prefix: string; readonly sign: string; readonly figures: string } | null {
  const [, prefix, sign, figures] = PREFIXED.exec(id) ?? [];
  return prefix === undefined || sign === undefined || figures === undefined
    ? null
    : { prefix, sign, figures };
}

/** How else the same id may be spelt. */
export function otherSpellings(id: string): readonly string[] {
  const parts = partsOfId(id);
  if (parts === null) return [];
  return ID_SIGNS.filter((sign) => sign !== parts.sign).map((sign) => parts.prefix + sign + parts.figures);
}

const HIDDEN = 'DOLT-ID-';

/** What a case is called whose id can not be shown. */
export const hiddenId = (mark: string): string => HIDDEN + mark;

/** Whether an id is ours, and in no system: nobody finds the case by it. */
export const isHiddenId = (id: string): boolean => id.startsWith(HIDDEN);
