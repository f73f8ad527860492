const CODE_POINTS = 0x11_0000;

/**
 * Every character there is, in pieces; surrogates are halves of one and stand in no text. A letter stands after every
 * digit: digits in a row, whatever signs part them, could be a personnummer, which is refused.
 *
 * @param size how many code points a piece is of
 */
export function charactersInPieces(size: number): readonly string[] {
  const pieces: string[] = [];
  for (let from = 0; from < CODE_POINTS; from += size) {
    const signs: string[] = [];
    for (let code = from; code < Math.min(from + size, CODE_POINTS); code += 1) {
      if (code === 0 || (code >= 0xd800 && code <= 0xdfff)) continue;
      const sign = String.fromCodePoint(code);
      signs.push(sign, /[\p{N}\p{Pd}+]/u.test(sign) ? 'a' : '');
    }
    pieces.push(`a${signs.join('')}a`);
  }
  return pieces;
}

/** What a terminal would obey, or what hides and reorders the text beside it. */
export const NOT_FOR_A_TERMINAL = /(?!\n)[\p{Cc}\p{Bidi_Control}\u2028\u2029]/u;
