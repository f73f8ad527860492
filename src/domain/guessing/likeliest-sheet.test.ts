import { describe, expect, it } from 'vitest';
import { likeliestSheet } from './likeliest-sheet.ts';

const BLANK = { isShown: true, isKnown: false, rows: 0, head: [] };
const COVER = {
  ...BLANK,
  rows: 60,
  head: [['Uttag'], ['Kontakt', 'Ekonomi'], ...Array.from({ length: 48 }, () => ['Text'])],
};
const LIST = { ...BLANK, rows: 12, head: Array.from({ length: 12 }, () => ['a', 'b', 'c', 'd']) };

describe('where the list of a workbook most likely stands', () => {
  it.each([
    [[], -1],
    [[BLANK], 0],
    [[BLANK, LIST], 1],
    [[COVER, BLANK, LIST], 2],
    [[LIST, { ...LIST, rows: 40 }], 1],
    [[LIST, LIST], 0],
    [[LIST, { ...COVER, isKnown: true }], 1],
    [[{ ...LIST, isShown: false, isKnown: true }, COVER], 1],
    [[BLANK, { ...LIST, isShown: false }], 0],
    [
      [
        { ...BLANK, isShown: false },
        { ...LIST, isShown: false },
      ],
      1,
    ],
  ])('of %# it is the sheet %i', (sheets, expected) => {
    expect(likeliestSheet(sheets as (typeof LIST)[])).toBe(expected);
  });
});
