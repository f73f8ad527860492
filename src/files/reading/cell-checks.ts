import { late } from '../../domain/words/late.ts';
import type { TableNoteCode, TableNotes } from './table.ts';
import { columnLetters } from './table.ts';
import { UnreadableFile } from './unreadable-file.ts';

/** What a cell may hold that no eye can see. The text is kept as it is; who shows it must escape it. */
const CELL_CHECKS: readonly { code: TableNoteCode; find: (cell: string) => string | undefined }[] = [
  { code: 'CONTROL_CHARACTER', find: first(() => /(?![\t\r\n])\p{Cc}/u) },
  { code: 'BIDI_CONTROL', find: first(() => /\p{Bidi_Control}/u) },
  { code: 'INVISIBLE_CHARACTER', find: first(() => /[\u00ad\u200b\u2060\ufeff]/u) },
  // A Cyrillic а in a Latin word looks the same and compares as another name.
  { code: 'MIXED_SCRIPTS', find: firstOfMixedWord },
];

function first(make: () => RegExp): (cell: string) => string | undefined {
  const pattern = late(make);
  return (cell) => pattern().exec(cell)?.[0];
}

/** Word by word: a pattern that looks ahead from each letter takes the square of a long word's length. */
function firstOfMixedWord(cell: string): string | undefined {
  for (const [word] of cell.matchAll(/\p{L}+/gu))
    if (/\p{Script=Latin}/u.test(word) && /[\p{Script=Cyrillic}\p{Script=Greek}]/u.test(word)) return word;
  return undefined;
}

/** Every cell without one of these is clear, and that is nearly all of them. */
const UNUSUAL = /[^\t\n\r -~\u00a0-\u00ac\u00ae-\u024f]/;

/** Notes what is odd in one cell; `number` is its column, counted from 1. */
export function inspectCell(
  cell: string,
  row: number,
  number: number,
  maxLength: number,
  notes: TableNotes,
): void {
  if (cell.length > maxLength) notes.add('CELL_TOO_LONG', row, columnLetters(number), String(cell.length));
  if (!UNUSUAL.test(cell)) return;
  for (const { code, find } of CELL_CHECKS) {
    const found = find(cell);
    if (found !== undefined) notes.add(code, row, columnLetters(number), codePoint(found));
  }
}

/** Refuses the two things that no honest text holds and that much software chokes on. */
export function refuseBrokenText(cell: string, row: number): void {
  if (!UNUSUAL.test(cell)) return;
  if (cell.includes('\0')) throw new UnreadableFile('NUL_CHARACTER', { row });
  if (/\p{Surrogate}/u.test(cell)) throw new UnreadableFile('LONE_SURROGATE', { row });
}

function codePoint(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}
