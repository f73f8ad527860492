/**
 * Texts that a spreadsheet would take for something else when it opens a CSV: formulas (OWASP's list, and the
 * full-width signs that some read alike), and numbers that would lose their zeros or their last digits. An apostrophe
 * holds them as text, and is taken away when the list comes back; where a text begins with such an apostrophe already,
 * it gets one more, so that nothing is lost on the way.
 */
const RISKY = String.raw`(?:[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]|0\d+$|\d{10,}$|\d+[eE]\d+$)`;
const IS_RISKY = new RegExp(`^'*${RISKY}`, 'u');
const IS_HELD = new RegExp(`^'+${RISKY}`, 'u');

export function heldText(text: string): string {
  return IS_RISKY.test(text) ? `'${text}` : text;
}

/** For a file whose cells are text already: only what would be taken for held is held. */
export function heldIfAmbiguous(text: string): string {
  return IS_HELD.test(text) ? `'${text}` : text;
}

export function releasedText(text: string): string {
  return IS_HELD.test(text) ? text.slice(1) : text;
}
