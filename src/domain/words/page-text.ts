/** Codes of how a part of a page's head or foot looks, and of what a program fills in: the page, the day, the file. */
const CODES = /&(?:"[^"]*"|K[0-9A-F]{6}|K\d\d[+-]\d{3}|\d+|[A-FH-Z+-])/giu;
/** Where the left, the middle and the right part begin. */
const PARTS = /&[LCR]/giu;
const AMPERSAND = '\u0000';
/** Stands for a picture. */
const PICTURE = '\u25a3';
/** What programs write around the number of a page by themselves. */
const ONLY_PAGES = /^(?:sida|page|av|of|[^\p{L}])*$/iu;

/**
 * What people read in the head or foot of printed pages, part by part: without the codes of how it looks. A part that only
 * counts the pages says nothing.
 */
export const partsOfPageText = (written: string): readonly string[] =>
  written
    .replaceAll('&&', AMPERSAND)
    .split(PARTS)
    .map((part) =>
      part
        .replaceAll(/&G/giu, PICTURE)
        .replaceAll(CODES, ' ')
        .replaceAll(AMPERSAND, '&')
        .replaceAll(/\s+/gu, ' ')
        .trim(),
    )
    .filter((part) => part.includes(PICTURE) || !ONLY_PAGES.test(part));
