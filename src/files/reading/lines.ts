/** The lines of a text, without their ends: CRLF, LF and CR alike. The last is what stands after the last end. */
export function linesOf(text: string): string[] {
  if (!text.includes('\r')) return text.split('\n');
  return text.replaceAll('\r\n', '\n').replaceAll('\r', '\n').split('\n');
}

/** The lines that have ended in a text that goes on, and what is not decided yet. */
export function cutLines(text: string): { readonly lines: string[]; readonly rest: string } {
  // A CR that ends the text may be half a CRLF.
  const undecided = text.endsWith('\r') ? '\r' : '';
  const lines = linesOf(text.slice(0, text.length - undecided.length));
  const rest = lines.pop() ?? '';
  return { lines, rest: rest + undecided };
}
