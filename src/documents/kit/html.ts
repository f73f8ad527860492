import { createHash } from 'node:crypto';
import { shownOnTerminal } from '../../text/shown-on-terminal.ts';

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

/** What every page begins with, whatever it is about. */
const FIRST_LINES = `<!doctype html>
<html lang="sv">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta name="referrer" content="no-referrer">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'`;

/** As many bytes as tell whether a file is a page of ours. */
export const PAGE_START_BYTES = Buffer.byteLength(FIRST_LINES);

/** Whether a file that begins so is a page that `overgang` has written, and not one that somebody else has saved. */
export const isOwnPage = (start: Uint8Array): boolean =>
  Buffer.from(start).subarray(0, PAGE_START_BYTES).toString('utf8') === FIRST_LINES;

/**
 * The beginning of a page, up to and with `<body>`: it asks nothing of a network, and no search engine keeps it.
 *
 * @param page the title as text, the style sheet, whether pictures lie in the page itself, and the one script that may
 *   run in it: `<script>` with exactly this text
 */
export function pageStart(page: {
  readonly title: string;
  readonly style: string;
  readonly hasPictures?: boolean;
  readonly script?: string;
}): string {
  const pictures = page.hasPictures === true ? '; img-src data:' : '';
  const script =
    page.script === undefined
      ? ''
      : `; script-src 'sha256-${createHash('sha256').update(page.script).digest('base64')}'`;
  return `${FIRST_LINES}${pictures}${script}">
<title>${escapeHtml(page.title)}</title>
<style>${page.style}</style>
</head>
<body>`;
}
