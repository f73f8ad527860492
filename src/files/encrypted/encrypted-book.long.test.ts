import { expect, it } from 'vitest';
import { bytesOf, encrypt, flipped, open } from './encrypted-book.test-help.ts';

it('every bit of a small file: refused, or without effect', () => {
  const content = bytesOf(300);
  const file = encrypt(content);
  const found = { same: 0, refused: 0, other: [] as number[] };
  for (let bit = 0; bit < file.length * 8; bit += 1) {
    const what = flipped(file, content, bit);
    if (what === 'other') found.other.push(bit);
    else found[what] += 1;
  }
  expect(found.other).toEqual([]);
  expect(found.refused).toBeGreaterThan(3000);
  expect(found.same + found.refused).toBe(file.length * 8);
}, 300_000);

// From here the container needs a list of its lists of sectors.
it.each([6_900_000, 7_100_000, 7_340_032, 9_000_000])(
  '%i bytes are opened as they were',
  (length) => {
    const content = bytesOf(length);
    expect(open(encrypt(content))?.equals(content)).toBe(true);
  },
  120_000,
);
