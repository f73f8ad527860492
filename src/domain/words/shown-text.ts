/** An Excel cell holds 32,767 characters. */
const LONGEST = 32_000;
const SHORTENED = ' … (avkortat)';

/**
 * Controls but LF, Unicode's bidi controls, what no eye can see, line separators, tag characters, and what
 * XML cannot carry. The two zero-width joiners stay: names are written with them.
 */
const UNSEEN =
  // oxlint-disable-next-line no-control-regex
  /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff\u{e0000}-\u{e007f}]|\p{Surrogate}/gu;

function escapeOf(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  if (code <= 0xff) return `\\x${code.toString(16).padStart(2, '0')}`;
  if (code <= 0xffff) return `\\u${code.toString(16).padStart(4, '0')}`;
  return `\\u{${code.toString(16)}}`;
}

/** The text as people may see it: what would hide, reorder or command is spelt out as `\x1b`, `\u202e`. */
export function shownText(text: string): string {
  const shown = text.replace(UNSEEN, escapeOf);
  return shown.length <= LONGEST ? shown : clip(shown, LONGEST) + SHORTENED;
}

/** At most `length` code units, never half a surrogate pair. */
export function clip(text: string, length: number): string {
  if (text.length <= length) return text;
  const last = text.charCodeAt(length - 1);
  return text.slice(0, last >= 0xd800 && last <= 0xdbff ? length - 1 : length);
}
