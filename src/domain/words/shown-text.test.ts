import fc from 'fast-check';
import { expect, it } from 'vitest';
import { clip, shownText } from './shown-text.ts';

it.each([
  ['\u001b[2J', '\\x1b[2J'],
  ['a\tb\r\u0000', 'a\\x09b\\x0d\\x00'],
  ['\u202eab\u2069', '\\u202eab\\u2069'],
  ['\u{e0041}', '\\u{e0041}'],
  ['\ud800', '\\ud800'],
  ['två\nrader', 'två\nrader'],
  ['Åsa af Öst 😀', 'Åsa af Öst 😀'],
])('shows %j as %j', (text, shown) => {
  expect(shownText(text)).toBe(shown);
});

it('is stable, well formed and never longer than a cell', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 100 }), (text) => {
      const shown = shownText(text);
      expect(shown).not.toMatch(/\p{Surrogate}/u);
      expect(shownText(shown)).toBe(shown);
    }),
  );
  const long = shownText('å'.repeat(40_000));
  expect(long.length).toBeLessThan(32_767);
  expect(long.endsWith('(avkortat)')).toBe(true);
});

it('cuts no character in half', () => {
  expect(clip('a😀b', 2)).toBe('a');
  expect(clip('a😀b', 3)).toBe('a😀');
});
