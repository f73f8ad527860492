import { handedOut, type LaidColumn } from './worklist-layout.ts';
import type { WorklistRow } from './worklist-model.ts';

/** How wide the columns of a list are as a page, in characters: on paper, and on a screen of 1280 points. */

/** Room on paper for the boxes to tick, at most: each has a box and its word. */
const CHOICE_WIDTH = 42;
const BOX_WIDTH = 3;
export const TICK_WIDTH = 4;
const LEAST_ON_SCREEN = 5;
/** A longer word is broken, where the browser knows its parts. */
const LONGEST_WORD = 12;
/** Bold letters, and capitals, are wider. */
const BOLD = 1.25;
const PADDING = 1.8;
/** A text that has more than a few words gets room for as many lines as this, at most. */
const PROSE = { from: 36, lines: 5, most: 26 } as const;

export function isChoice({ role, column }: LaidColumn): boolean {
  return role === 'answer' && column.choices !== undefined;
}

export function paperWidth(one: LaidColumn): number {
  const { width, choices = [] } = one.column;
  if (!isChoice(one)) return width;
  const boxes = choices.reduce((sum, choice) => sum + choice.length + BOX_WIDTH, 0);
  return Math.max(width, Math.min(CHOICE_WIDTH, boxes));
}

/** On a screen every column is in sight, and no word that is short enough is broken; a word to choose has its own line. */
export function screenWidth(one: LaidColumn, rows: readonly WorklistRow[]): number {
  const { choices = [], header } = one.column;
  const texts = rows.map((row) => String(handedOut(row, one) ?? ''));
  const words = [
    longestWord(header) * BOLD,
    ...texts.map(longestWord),
    ...(isChoice(one) ? choices.map((choice) => longestWord(choice) + BOX_WIDTH) : []),
  ];
  const longest = texts.reduce((most, { length }) => Math.max(most, length), 0);
  const prose = longest < PROSE.from ? 0 : Math.min(PROSE.most, longest / PROSE.lines);
  return Math.max(LEAST_ON_SCREEN, prose, ...words) + PADDING;
}

/** A word is broken at a dash between letters, and a day before its last two figures. */
const longestWord = (text: string): number =>
  text
    .split(/\s|(?<=\p{L}-)(?=\P{Nd})|(?<=^\d{4}-\d\d-)(?=\d\d$)/u)
    .reduce((most, { length }) => Math.max(most, Math.min(length, LONGEST_WORD)), 0);

/** In percent of all. */
export function shares(widths: readonly number[]): readonly string[] {
  const sum = widths.reduce((all, one) => all + one, 0);
  return widths.map((one) => `${((one / sum) * 100).toFixed(2)}%`);
}
