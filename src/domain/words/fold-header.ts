import { fold } from './fold.ts';

/**
 * The form in which headers are compared: as words are, and besides without what programs and people put around them: a
 * colon, an underscore for a space, a hyphen where the line broke, hyphens that look like another, marks on letters
 * ("senast_andrad" is "Senast ändrad").
 *
 * @param text as it stands in the list
 * @returns the folded header; what people read is never taken from here
 */
export function foldHeader(text: string): string {
  const known = folded.get(text);
  if (known !== undefined) return known;
  const fresh = freshlyFolded(text);
  if (folded.size < MOST_REMEMBERED) folded.set(text, fresh);
  return fresh;
}

/** Every header is held against all that is known of every kind: the same few hundred words, thousands of times. */
const folded = new Map<string, string>();
const MOST_REMEMBERED = 5_000;

/** Words with one space between that no mark stands on: they are compared as they are, in small letters. */
const PLAIN_WORDS = /^[a-z\d]+(?: [a-z\d]+)*$/i;

function freshlyFolded(text: string): string {
  if (PLAIN_WORDS.test(text)) return text.toLowerCase();
  return fold(
    text
      .replace(/\u00ad|\ufeff|\u200b/gu, '')
      .replace(/[-\u2010\u2011][ \t]*[\r\n]+\s*/gu, '')
      .normalize('NFD')
      .replace(/\p{Mn}/gu, '')
      .replace(/[\s_\u2010-\u2013-]+/gu, ' ')
      .replace(/[\s:*]+$/u, ''),
  );
}
