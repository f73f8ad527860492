import { fold } from '../words/fold.ts';
import { openGlimpse } from '../words/glimpse.ts';
import { plainLetters } from '../words/plain-letters.ts';
import { isOfOffice, withProtectionRespelt } from './near-protection.ts';
import { withoutOtherSenses } from './other-senses.ts';
import { readingWithJoints, withMarks } from './protection-readings.ts';
import {
  CELL_WORDS,
  HEADER_WORDS,
  isWordOfCell,
  isWordOfHeader,
  mayHoldWordOfCell,
  mayHoldWordOfHeader,
} from './protection-words.ts';

/**
 * How protection of a person shows in lists. It fails closed: a sign that nobody has taught the tool still protects
 * (domain §8: sekretessmarkering, skyddad folkbokföring, fingerade uppgifter; the old kvarskrivning; spärr).
 */

/**
 * What a text holds of a word of protection, a letter off or not, or of what stands instead of a name; of most texts
 * nothing more is asked.
 */
export const mayHide = openGlimpse([
  ...[
    'sky',
    'ydd',
    'kdd',
    'sek',
    'tes',
    'skm',
    'skp',
    's_m',
    'ärr',
    'arr',
    'hot',
    'fin',
    'rad',
    'kva',
    'skr',
    'eml',
  ],
  ...[
    'ecr',
    'tec',
    'nfi',
    'rtr',
    'urv',
    'sk_',
    'dol',
    'edl',
    'tev',
    'röj',
    'mna',
    'osl',
    '_?_',
    'ske',
    'nym',
    'sas',
  ],
  ...[
    'hör',
    'tko',
    'cte',
    '***',
    '*_*',
    'får',
    'kod',
    'rre',
    'ppg',
    'fik',
    'noj',
    'tlä',
    'kog',
    'scl',
    'dda',
    'dyd',
  ],
  // Of words that are written without å, ä and ö.
  ...['roj', 'utl', 'spr', 'loj', 'mga', 'hor'],
  // Of "sp?rrmarkerad".
  'sp_',
]);

/** What alone says that nobody is protected, besides an empty cell. "Uppgift saknas" does not. */
const CLEAR_NO: ReadonlySet<string> = new Set(
  ['-', '–', '—', 'nej', 'n', 'no', 'false', 'falskt', '0', 'ej skyddad', 'inte skyddad', 'ingen'].map(fold),
);

/** Whether a column's header speaks of protection. */
export function isProtectionHeader(header: string): boolean {
  const known = ofHeaders.get(header);
  if (known !== undefined) return known;
  const fresh = speaksAsHeader(header);
  if (ofHeaders.size < MOST_REMEMBERED) ofHeaders.set(header, fresh);
  return fresh;
}

/** Every header is asked about for every kind. */
const ofHeaders = new Map<string, boolean>();
const MOST_REMEMBERED = 5_000;

function speaksAsHeader(header: string): boolean {
  if (isWordOfHeader(header)) return true;
  const plain = withMarks(plainLetters(header.normalize('NFC')));
  const speaks = (text: string): boolean =>
    mayHoldWordOfHeader(text) && HEADER_WORDS().test(text) && HEADER_WORDS().test(withoutOtherSenses(text));
  const isSaid =
    speaks(plain) ||
    (plain.includes('-') && speaks(plain.replaceAll(/-\s*/gu, ''))) ||
    (mayHide(header) && readingWithJoints(header) !== null);
  return isSaid && !isOfOffice(header);
}

/** Whether a text speaks of protection, whatever column it stands in, also by a word that is a letter off. */
export function speaksOfProtection(text: string): boolean {
  if (!mayHide(text)) return false;
  if (isWordOfCell(text)) return true;
  const plain = withProtectionRespelt(withMarks(plainLetters(text)));
  // The expression of all words takes longer to make than a short list does to read.
  const isHeard =
    mayHoldWordOfCell(plain) && CELL_WORDS().test(plain) && CELL_WORDS().test(withoutOtherSenses(plain));
  return isHeard || readingWithJoints(text) !== null;
}

/**
 * Whether signs stand where somebody's name should ("****", "XXXX XXXX"): systems write so of those whose names are not to
 * be shown.
 */
export function isMaskedName(text: string): boolean {
  if (MASKED.test(text)) return text.replaceAll(NO_MASK, '').length >= FEWEST_SIGNS;
  if (!mayHide(text)) return false;
  if (MASK.test(text) && MASK_BESIDE.test(text)) return true;
  return NOT_SHOWN.test(withMarks(plainLetters(text)).toLowerCase());
}

/** Signs beside a name, and what systems say instead of one, in small letters. */
const MASK = /[*•●■█#]/u;
const MASK_BESIDE = /(?:^|\s)(?:[*•●■█#]\s?){3,}(?:\s|$)/u;
const NOT_SHOWN =
  /maskera[dt]|anonym|visas (?:ej|inte)|(?:ej|inte) visas|(?:ej|ingen) behörig|behörighet saknas|åtkomst nekad|redacted/u;
const MASKED = /^[\s*•●■█#x.,_-]+$/iu;
const NO_MASK = /[\s.,_-]/gu;
const FEWEST_SIGNS = 3;

/** Whether a cell in a column of protection protects: all but an empty cell, a dash and a clear no. */
export function protects(text: string): boolean {
  const folded = fold(text);
  return folded !== '' && !CLEAR_NO.has(folded);
}

/** Whether a cell protects where a no does ("Får lämnas ut"): all but an empty cell, a dash and a clear yes. */
export const protectsTurned = (text: string): boolean =>
  !isSilentOnProtection(text) && !CLEAR_YES.has(fold(text));

const CLEAR_YES: ReadonlySet<string> = new Set(['ja', 'j', 'yes', 'true', 'sant', '1', 'ok'].map(fold));

/** Whether a cell in a column of protection says nothing: it is empty, or a dash. Any word says something. */
export function isSilentOnProtection(text: string): boolean {
  return /^[\s–—-]*$/u.test(text);
}
