import { describe, expect, it } from 'vitest';
import { openingText, progressText } from './progress-text.ts';

describe('how far the reading of a list has come', () => {
  it.each([
    [{ rows: 250, ofRows: 1_000, elapsedMs: 1_900 }, '250 rader'],
    [{ rows: 250, ofRows: null, elapsedMs: 9_000 }, '250 rader'],
    [{ rows: 0, ofRows: 1_000, elapsedMs: 9_000 }, '0 rader'],
    [{ rows: 250, ofRows: 1_000, elapsedMs: 2_000 }, '250 av 1\u00a0000 rader (25 %), ungefär 6 s kvar'],
    [{ rows: 250, ofRows: 1_000, elapsedMs: 60_000 }, '250 av 1\u00a0000 rader (25 %), ungefär 3 min kvar'],
    [
      { rows: 1_000, ofRows: 1_000, elapsedMs: 60_000 },
      '1\u00a0000 av 1\u00a0000 rader (100 %), strax klart',
    ],
  ])('%j: %s', (progress, text) => {
    expect(progressText(progress).replaceAll(' 000', '\u00a0000')).toBe(text);
  });
});

describe('how far the opening of a workbook has come', () => {
  it.each([
    [{ share: 0.5, elapsedMs: 1_900 }, 'öppnar arbetsboken'],
    [{ share: 0, elapsedMs: 9_000 }, 'öppnar arbetsboken'],
    [{ share: 0.256, elapsedMs: 2_000 }, 'öppnar arbetsboken (25 %), ungefär 6 s kvar'],
    [{ share: 1, elapsedMs: 9_000 }, 'öppnar arbetsboken (100 %), strax klart'],
  ])('%j: %s', (progress, text) => {
    expect(openingText(progress)).toBe(text);
  });
});
