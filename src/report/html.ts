import { shownOnTerminal } from '../text/shown-on-terminal.ts';

/** Text made safe as HTML content and attribute value; what would hide or reorder it is spelt out. */
export function escapeHtml(text: string): string {
  return shownOnTerminal(text, false)
    .replace(/&/gu, '&amp;')
    .replace(/</gu, '&lt;')
    .replace(/>/gu, '&gt;')
    .replace(/"/gu, '&quot;')
    .replace(/'/gu, '&#39;');
}

/** A CSS string; whatever could end it, or the style element around it, goes as a code point. */
export function cssString(text: string): string {
  const safe = shownOnTerminal(text, false).replace(
    /[^\p{L}\p{N} .,:·–-]/gu,
    (sign) => `\\${(sign.codePointAt(0) ?? 0).toString(16)} `,
  );
  return `"${safe}"`;
}
