/**
 * A text in the letters that it is meant in: wide and styled letters as plain ones, letters of other alphabets that look
 * like ours as ours, without what is not seen (soft hyphens, marks of no width), with one plain space or hyphen where there is
 * any, and with words put together that are spaced out by letters ("S e k r e t e s s") or divided at the end of a line.
 * For looking for words alone; what people read is never taken from here.
 */
export function plainLetters(text: string): string {
  if (!MAY_DIFFER.test(text)) return text;
  return text
    .normalize('NFKC')
    .replace(UNSEEN, '')
    .replace(LOOKALIKES, (letter) => ALIKE[letter] ?? letter)
    .replace(HYPHENS, '-')
    .replace(DIVIDED, '')
    .replace(SPACES, ' ')
    .replace(SPACED_OUT, (letters) => letters.replaceAll(/[\s.·_-]/gu, ''));
}

/** Beyond the letters, figures, signs and single spaces of Swedish lists; or single letters with something between. */
const MAY_DIFFER =
  /[^\x20-\x5e\x60-\x7e\xa1-\xac\xae-\xff\u2012-\u2026]| {2}|(?<![a-zåäö\d])[a-zåäö](?:[ .·_-][a-zåäö]){3}/iu;
const UNSEEN =
  /\u00ad|\u034f|\u061c|\u115f|\u180e|[\u200b-\u200f]|[\u202a-\u202e]|[\u2060-\u2064]|[\ufe00-\ufe0f]|\ufeff/gu;
const HYPHENS = /[\u2010\u2011]/gu;
/** "skyd-", and on the next line "dade". */
const DIVIDED = /(?<=[a-zåäö])-[ \t]*[\n\r]\s*(?=[a-zåäö])/giu;
const SPACES = /[\s_]+/gu;
/** At least four letters, one by one: names have fewer initials. */
const SPACED_OUT = /(?<![a-zåäö\d])[a-zåäö](?:[\s.·_-][a-zåäö]){3,}(?![a-zåäö\d])/giu;

const ALIKE: Readonly<Record<string, string>> = Object.fromEntries(
  Array.from('аеорсухкѕіјһԁмтвнАЕОРСУХКЅІЈМТВНαεορκιΑΕΟΡΚΙΤΗΜΝ', (letter, at) => [
    letter,
    'aeopcyxksijhdmtvhAEOPCYXKSIJMTBHaeopkiAEOPKITHMN'[at] ?? letter,
  ]),
);
const LOOKALIKES = new RegExp(`[${Object.keys(ALIKE).join('')}]`, 'gu');

/** Every sign that joins or divides words as a hyphen does. */
const DASHES = /[\u2010-\u2015\u2043\u2212\ufe58\ufe63\uff0d]/gu;

/** A text without what is not seen, and with a plain hyphen for every dash: as signs between words and in them are read. */
export const withPlainDashes = (text: string): string => text.replace(UNSEEN, '').replace(DASHES, '-');
