import fc from 'fast-check';
import { expect, test } from 'vitest';

import { TextScanner } from './text-scanner.ts';

/** Bytes that mean something, alone or beside each other, and some that do not. */
const BYTES = [
  0x00, 0x0a, 0x0d, 0x22, 0x2c, 0x3b, 0x41, 0x61, 0x7f, 0x80, 0x83, 0x8b, 0xa0, 0xa5, 0xbf,
].concat([0xc2, 0xc3, 0xcf, 0xd8, 0xe2, 0xed, 0xef, 0xff]);

const found = (scanner: TextScanner): object => ({
  ...Object.fromEntries(Object.entries(scanner)),
  shapes: scanner.shapes.map(String),
  highBytes: String(scanner.highBytes),
  // Looks at the bytes on both sides: those of another piece it does not see.
  highInWords: null,
});

test('letters of two bytes are counted as byte by byte', () => {
  const text = fc.array(fc.constantFrom(...BYTES), { maxLength: 40 });
  fc.assert(
    fc.property(text, (bytes) => {
      const whole = new TextScanner();
      whole.scan(Uint8Array.from(bytes));
      whole.finish();
      const single = new TextScanner();
      for (const byte of bytes) single.scan(Uint8Array.of(byte));
      single.finish();
      expect(found(whole)).toEqual(found(single));
    }),
    { numRuns: 2_000 },
  );
});
