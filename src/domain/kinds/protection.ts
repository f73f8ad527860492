import { fold } from '../words/fold.ts';

/**
 * How protection of a person shows in lists. It fails closed: a sign that nobody has taught the tool still protects
 * (domain §8: sekretessmarkering, skyddad folkbokföring, fingerade uppgifter; the old kvarskrivning; spärr).
 */

/** Words in a header; what is about somebody's office, not about a person's protection, is left out. */
const HEADER =
  /skydd|sekre|sekr(?![a-zåäö])|spärr|sparr|finger|kvarskr|hemlig|protected|secre|confidential/iu;
const NOT_OF_PERSONS = /ombud|sekreter|secretar|skyddsrond|fingeravtryck/iu;

/** Words in a cell, of whatever column. */
const CELL =
  /skydda[dt]|skyddsm|sekretess|sekr\.? ?m|sp(?:ä|a\u0308|a)rr(?:mark|ad)|fingera|kvarskriv|hemlig|protected identity|confidential/i;

/** What alone says that nobody is protected, besides an empty cell. "Uppgift saknas" does not. */
const CLEAR_NO: ReadonlySet<string> = new Set(
  ['-', '–', '—', 'nej', 'n', 'no', 'false', 'falskt', '0', 'ej skyddad', 'inte skyddad', 'ingen'].map(fold),
);

/** Whether a column's header speaks of protection. */
export function isProtectionHeader(header: string): boolean {
  return HEADER.test(header.normalize('NFC')) && !NOT_OF_PERSONS.test(header);
}

/** Whether a text speaks of protection, whatever column it stands in. */
export function speaksOfProtection(text: string): boolean {
  return CELL.test(text);
}

/** Whether a cell in a column of protection protects: all but an empty cell, a dash and a clear no. */
export function protects(text: string): boolean {
  const folded = fold(text);
  return folded !== '' && !CLEAR_NO.has(folded);
}
