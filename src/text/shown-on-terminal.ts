/**
 * Text from files on its way to a terminal: what a terminal would obey (control characters), and what would show the
 * text otherwise than it stands (bidi controls), is spelt out. LF stays; colour is ours and is let through where asked.
 */
const OBEYED = String.raw`(?!\n)[\p{Cc}\p{Bidi_Control}\u2028\u2029]`;
const PLAIN = new RegExp(OBEYED, 'gu');
/** The codes of the five styles in use (terminal.ts). */
const PAINTED = new RegExp(String.raw`\u001b\[(?:1|2|22|31|32|33|39)m|${OBEYED}`, 'gu');

export function shownOnTerminal(text: string, isPainted: boolean): string {
  return text.replace(isPainted ? PAINTED : PLAIN, (found) =>
    found.length > 1 ? found : escapeOf(found, '\\x'),
  );
}

/** The same for JSON, which escapes only some of them of itself; what is parsed is unchanged. */
export function shownInJson(json: string): string {
  return json.replace(PLAIN, (found) => escapeOf(found, '\\u00'));
}

function escapeOf(character: string, short: string): string {
  const code = (character.codePointAt(0) ?? 0).toString(16);
  return code.length <= 2 ? `${short}${code.padStart(2, '0')}` : `\\u${code.padStart(4, '0')}`;
}
