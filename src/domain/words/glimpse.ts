/**
 * A first look at a text, for whatever is asked of every cell of a list: whether it holds any three signs that what is
 * looked for must have. It costs a few steps a letter, where a regular expression of many words costs a hundred.
 *
 * @param signs three a piece: letters in lower case; `_` for what is no letter, the ends of the text among it; `*` for
 *   a sign that hides something; `?` for any letter
 * @returns true also for each text that has a letter beyond those of Swedish, since nobody can know what it looks like,
 *   and for each of several lines, since a word can be divided at the end of one. One with hyphens is looked at without
 *   them as well: a word can be divided by one
 */
export function openGlimpse(signs: readonly string[]): (text: string) => boolean {
  let made: Uint8Array | undefined;
  return (text) => {
    const isSign = (made ??= tableOf(signs));
    let last = 0;
    let hasHyphen = false;
    for (let at = 0; at < text.length; at += 1) {
      let code = CODES[text.charCodeAt(at)] ?? BEYOND;
      if (code >= BEYOND) {
        if (code === BEYOND) return true;
        // One after a figure divides no word.
        hasHyphen ||= (last & LETTER) !== 0;
        code = 0;
      }
      last = ((last << BITS) | code) & MASK;
      if (isSign[last] === 1) return true;
    }
    return isSign[(last << BITS) & MASK] === 1 || (hasHyphen && isSeenWithoutHyphens(text, isSign));
  };
}

function isSeenWithoutHyphens(text: string, isSign: Uint8Array): boolean {
  let last = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = CODES[text.charCodeAt(at)] ?? BEYOND;
    if (code > BEYOND) continue;
    last = ((last << BITS) | code) & MASK;
    if (isSign[last] === 1) return true;
  }
  return isSign[(last << BITS) & MASK] === 1;
}

function tableOf(signs: readonly string[]): Uint8Array {
  const isSign = new Uint8Array(1 << (3 * BITS));
  for (const sign of signs)
    for (const [first = 0, second = 0, third = 0] of spelledOut(sign))
      isSign[(first << (2 * BITS)) | (second << BITS) | third] = 1;
  return isSign;
}

const BITS = 5;
const MASK = (1 << (3 * BITS)) - 1;
const LETTER = (1 << BITS) - 1;
const LETTERS = 'abcdefghijklmnopqrstuvwxyzåäö';
const HIDING = 30;
const BEYOND = 31;
/** As none that is a letter, but for what is left without it. */
const HYPHEN = 32;
const SOFT_HYPHEN = 0xad;
const LINE_FEED = 0x0a;
const RETURN = 0x0d;

const codeOf = (sign: string): number => LETTERS.indexOf(sign) + 1;

/** By the number of a letter among those of Latin-1: its place in the alphabet, from 1; 0 for all that are none. */
const CODES: Uint8Array = Uint8Array.from({ length: 256 }, (_, at) => {
  if (at === SOFT_HYPHEN || at === LINE_FEED || at === RETURN) return BEYOND;
  const sign = String.fromCharCode(at);
  if (sign === '-') return HYPHEN;
  return '*#'.includes(sign) ? HIDING : codeOf(sign.toLowerCase());
});

function spelledOut(sign: string): readonly (readonly number[])[] {
  const choices = sign
    .split('')
    .map((one) => (one === '?' ? LETTERS.split('').map(codeOf) : [one === '*' ? HIDING : codeOf(one)]));
  const [first = [], second = [], third = []] = choices;
  return first.flatMap((a) => second.flatMap((b) => third.map((c) => [a, b, c])));
}
