import { fold } from '../words/fold.ts';
import { isOfOffice } from './near-protection.ts';

/**
 * How protection of a person shows in lists. It fails closed: a sign that nobody has taught the tool still protects
 * (domain §8: sekretessmarkering, skyddad folkbokföring, fingerade uppgifter; the old kvarskrivning; spärr).
 */

/** Words in a header. Those that are cut off or misspelt are asked about (near-protection.ts). */
const HEADER =
  /skydd|sekre|sekr(?![a-zåäö])|spärr|sparr|finger|kvarskr|hemlig|protected|secre|confidential|disclos|fortrolig|beskytt|turvakiel|sk\.? ?pers|hotbild|s-m[aä]rk|dol(?:d|t|da) (?:identitet|adress|person|uppg)|sperret|kode ?[67]/iu;

/** Words in a cell, of whatever column; "skydd" and "sekr" as words of their own, since offices have them in theirs. */
const CELL =
  /skydd(?:a[dts]|sm|(?<![a-zåäö]skydd)(?![a-zåäö]))|^[^a-zåäö\d]*(?:sekr|skm|spärr|protected)[^a-zåäö\d]*$|dol(?:d|t|da) (?:identitet|adress|uppg|person)|sekretess|sekr\.? ?m|sp(?:ä|a\u0308|a)rr(?:mark|ad)|fingera|kvarskriv|hemlig|protected identity|confidential|fortrolig|beskyttet|turvakiel|sk\.? ?pers\.? ?uppg/i;

/** What alone says that nobody is protected, besides an empty cell. "Uppgift saknas" does not. */
const CLEAR_NO: ReadonlySet<string> = new Set(
  ['-', '–', '—', 'nej', 'n', 'no', 'false', 'falskt', '0', 'ej skyddad', 'inte skyddad', 'ingen'].map(fold),
);

/** Whether a column's header speaks of protection. */
export function isProtectionHeader(header: string): boolean {
  return HEADER.test(header.normalize('NFC')) && !isOfOffice(header);
}

/** Whether a text speaks of protection, whatever column it stands in. */
export function speaksOfProtection(text: string): boolean {
  return CELL.test(text);
}

/**
 * Whether signs stand where somebody's name should ("****", "XXXX XXXX"): systems write so of those whose names are not to
 * be shown.
 */
export function isMaskedName(text: string): boolean {
  return MASKED.test(text) && text.replaceAll(NO_MASK, '').length >= FEWEST_SIGNS;
}

const MASKED = /^[\s*•●■█#x.,_-]+$/iu;
const NO_MASK = /[\s.,_-]/gu;
const FEWEST_SIGNS = 3;

/** Whether a cell in a column of protection protects: all but an empty cell, a dash and a clear no. */
export function protects(text: string): boolean {
  const folded = fold(text);
  return folded !== '' && !CLEAR_NO.has(folded);
}

/** Whether a cell in a column of protection says nothing: it is empty, or a dash. Any word says something. */
export function isSilentOnProtection(text: string): boolean {
  return /^[\s–—-]*$/u.test(text);
}
