import { fold } from '../words/fold.ts';

/**
 * How protection of a person shows in lists. It fails closed: a sign that nobody has taught the tool still protects
 * (domain §8: sekretessmarkering, skyddad folkbokföring, fingerade uppgifter; the old kvarskrivning; spärr).
 */

/** Words in a header; what is about somebody's office, not about a person's protection, is left out. */
const HEADER =
  /skydd|sekre|sekr(?![a-zåäö])|spärr|sparr|finger|kvarskr|hemlig|protected|secre|confidential/iu;
const NOT_OF_PERSONS = /ombud|sekreter|secretar|skyddsrond|fingeravtryck/iu;

/** Words in a cell, of whatever column; "skydd" and "sekr" as words of their own, since offices have them in theirs. */
const CELL =
  /skydd(?:a[dts]|sm|(?<![a-zåäö]skydd)(?![a-zåäö]))|^[^a-zåäö\d]*sekr[^a-zåäö\d]*$|sekretess|sekr\.? ?m|sp(?:ä|a\u0308|a)rr(?:mark|ad)|fingera|kvarskriv|hemlig|protected identity|confidential/i;

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

/** Of a title "omfattas av sekretess" says nothing of persons: what the words of a cell say, and only they. */
const TITLE =
  /(?:skydda[dt]|skyddsm|sekretessm|sekr\.? ?m|sp(?:ä|a\u0308|a)rr(?:mark|ad)|fingera|kvarskriv|hemliga? (?:adress|uppg))/giu;
/** Just before the word: those are what the list has not. */
const LEFT_OUT =
  /(?<!\p{L})(?:ej|inte|icke|utan|inga|exkl\p{L}*\.?|förutom|undantaget|bortsett från)\s+(?:\p{L}+\s+)?$/iu;
/** Just before it: the list has others too. */
const AMONG_OTHERS = /(?<!\p{L})(?:inkl\p{L}*\.?|även|också)\s+(?:\p{L}+\s+)?$/iu;
/** A criterion: "Skyddade personuppgifter: Nej". */
const SAID_NO = /^[^:=;]*[:=]\s*(?:nej|no|n|false|0|ej|-|–)(?!\p{L})/iu;
const SAID_ANY = /^[^:=;]*[:=]\s*(?:alla|samtliga|båda|ja och nej|\(alla\))(?!\p{L})/iu;

/**
 * Whether a title, a group heading, or the name of a sheet or file, says that everybody below it is protected
 * ("Personer med skyddade personuppgifter"). It fails closed, as cells do.
 *
 * @param hasColumn whether a column says it of each: then a list of all is not a list of the protected
 */
export function titleProtects(text: string, hasColumn: boolean): boolean {
  const plain = text.normalize('NFC').replace(/[_\s]+/gu, ' ');
  return Array.from(plain.matchAll(TITLE)).some(({ index, 0: word }) => {
    const before = plain.slice(0, index);
    const after = plain.slice(index + word.length);
    if (LEFT_OUT.test(before) || SAID_NO.test(after)) return false;
    return !(hasColumn && (AMONG_OTHERS.test(before) || SAID_ANY.test(after)));
  });
}
