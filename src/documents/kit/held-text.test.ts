import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { heldIfAmbiguous, heldText, releasedText } from './held-text.ts';

const RISKY = ['=1+1', '+46', '-1', '@SUM(A1)', '\t=1', '\r=1', '＝1', '0123', '191212121212', '12E5'];
const HARMLESS = ['', 'Ja', '19270525-9964', '2025-09-15', '2281', "'citat'", 'a=1', '07:30'];

describe('heldText', () => {
  it.each(RISKY)('holds %j as text', (text) => {
    expect(heldText(text)).toBe(`'${text}`);
  });

  it.each(HARMLESS)('leaves %j', (text) => {
    expect(heldText(text)).toBe(text);
  });
});

describe('releasedText', () => {
  it.each(HARMLESS)('leaves %j', (text) => {
    expect(releasedText(text)).toBe(text);
  });

  it('takes away what was put there, and nothing else, whatever the text', () => {
    const text = fc
      .tuple(fc.constantFrom('', "'", "''"), fc.oneof(fc.string(), fc.constantFrom(...RISKY)))
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(text, (written) => {
        expect(releasedText(heldText(written))).toBe(written);
        expect(releasedText(heldIfAmbiguous(written))).toBe(written);
      }),
    );
  });
});
