import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fold } from './fold.ts';

describe('fold', () => {
  it.each([
    ['case', 'VÅRDTILLFÄLLE', 'vårdtillfälle'],
    ['surrounding space', '  Kommun\t', 'kommun'],
    ['space within', 'Samordningsansvarig \t\n enhet', 'samordningsansvarig enhet'],
    ['hard spaces', '\u00a0SIP\u00a0id\u00a0', 'sip id'],
    ['a byte order mark', '\ufeffSIP-id', 'sip-id'],
    ['Unicode form', 'Mo\u0308te', 'möte'],
    ['case and Unicode form at once', 'MO\u0308TE', 'möte'],
  ])('makes %s no difference', (_, text, folded) => {
    expect(fold(text)).toBe(folded);
  });

  it('keeps å, ä and ö apart from a and o', () => {
    expect(new Set(['Mal', 'Mål', 'Mäl', 'Mol', 'Möl'].map(fold)).size).toBe(5);
  });

  it('keeps hyphens and stops', () => {
    expect(fold('SIP-id')).not.toBe(fold('SIP id'));
    expect(fold('k:n')).toBe('k:n');
  });

  it('leaves one space for whatever space there is within, and none around', () => {
    const sign = fc.constantFrom(' ', '\t', '\n', '\u00a0', '\u2009', '\u2028', '\ufeff', 'a', 'B');
    fc.assert(
      fc.property(fc.array(sign), (signs) => {
        expect(fold(signs.join(''))).toBe(
          signs.join('').toLowerCase().split(/\s+/u).filter(Boolean).join(' '),
        );
      }),
    );
  });

  it('folds the folded to itself, and both Unicode forms alike', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(fold(fold(text))).toBe(fold(text));
        expect(fold(text.normalize('NFD'))).toBe(fold(text.normalize('NFC')));
      }),
    );
    expect(fold('J\u030c')).toBe(fold('\u01f0')); // A letter that is one character in lower case only.
  });
});
