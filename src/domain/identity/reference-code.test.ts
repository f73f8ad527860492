import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseReferenceCode, referenceCode, type ReferenceKind } from './reference-code.ts';

const KINDS: readonly ReferenceKind[] = ['S', 'V', 'P'];
const anyKind = fc.constantFrom(...KINDS);
const anyNumber = fc.oneof(
  fc.integer({ min: 1, max: 99_999 }),
  fc.integer({ min: 1, max: 999_999_999_999_999 }),
);

/** The code as kind, digits and the rest ('-' and check letter), to damage one part of it. */
function partsOf(code: string): { kind: string; digits: string; rest: string } {
  return { kind: code.slice(0, 1), digits: code.slice(1, -2), rest: code.slice(-2) };
}

describe('reference code', () => {
  it('is kind, number, hyphen and check letter', () => {
    expect(referenceCode('S', 1042)).toBe('S1042-P');
  });

  it('is read back as what it was made from', () => {
    fc.assert(
      fc.property(anyKind, anyNumber, (kind, number) => {
        expect(parseReferenceCode(referenceCode(kind, number))).toEqual({ kind, number });
      }),
    );
  });

  it.each(['s1042-p', ' S1042 - P ', 'S1042P', 'S 10 42 P', 'S1042\u2011P'])('is read from %j', (typed) => {
    expect(parseReferenceCode(typed)).toEqual({ kind: 'S', number: 1042 });
  });

  it.each(['', 'S', '1042', 'S1042', 'X1042-P', 'S-P', 'S1042-7', 'S1042-PP', 'S1234567890123456-P', 'Å1-P'])(
    '%j is no reference code',
    (typed) => {
      expect(parseReferenceCode(typed)).toBeNull();
    },
  );

  it('never uses a letter that is read as a digit', () => {
    for (let number = 1; number <= 500; number += 1) {
      for (const kind of KINDS) expect(referenceCode(kind, number)).not.toMatch(/[IOQ]$/);
    }
  });

  it('any single wrong digit shows', () => {
    fc.assert(
      fc.property(
        anyKind,
        anyNumber,
        fc.nat(),
        fc.integer({ min: 1, max: 9 }),
        (kind, number, place, add) => {
          const { digits, rest } = partsOf(referenceCode(kind, number));
          const at = place % digits.length;
          const wrong = digits.slice(0, at) + String((Number(digits[at]) + add) % 10) + digits.slice(at + 1);
          expect(parseReferenceCode(kind + wrong + rest)).toBe('wrong-check');
        },
      ),
    );
  });

  it('any two unlike digits that change places show, adjacent ones too', () => {
    fc.assert(
      fc.property(anyKind, anyNumber, fc.nat(), fc.nat(), (kind, number, one, other) => {
        const { digits, rest } = partsOf(referenceCode(kind, number));
        const [a, b] = [one % digits.length, other % digits.length];
        fc.pre(digits[a] !== digits[b]);
        const swapped = Array.from(digits);
        [swapped[a], swapped[b]] = [digits.charAt(b), digits.charAt(a)];
        expect(parseReferenceCode(kind + swapped.join('') + rest)).toBe('wrong-check');
      }),
    );
  });

  it('every adjacent transposition and every wrong digit shows in all codes up to 2 000', () => {
    const unseen: string[] = [];
    const mustShow = (code: string): void => {
      if (parseReferenceCode(code) !== 'wrong-check') unseen.push(code);
    };
    for (let number = 10; number <= 2000; number += 1) {
      const { kind, digits, rest } = partsOf(referenceCode('V', number));
      for (let at = 0; at < digits.length; at += 1) {
        const [head, digit, next, tail] = [
          digits.slice(0, at),
          digits[at],
          digits[at + 1],
          digits.slice(at + 2),
        ];
        for (const other of '0123456789') {
          if (other !== digit) mustShow(kind + head + other + digits.slice(at + 1) + rest);
        }
        if (next !== undefined && next !== digit)
          mustShow(`${kind}${head}${next}${String(digit)}${tail}${rest}`);
      }
    }
    expect(unseen).toEqual([]);
  });

  it('a wrong kind letter shows', () => {
    fc.assert(
      fc.property(anyKind, anyKind, anyNumber, (kind, other, number) => {
        fc.pre(kind !== other);
        const { digits, rest } = partsOf(referenceCode(kind, number));
        expect(parseReferenceCode(other + digits + rest)).toBe('wrong-check');
      }),
    );
  });

  it('a wrong check letter shows, and so does a leading zero', () => {
    expect(parseReferenceCode('S1042-A')).toBe('wrong-check');
    expect(parseReferenceCode('S1042-I')).toBe('wrong-check');
    for (const letter of 'ABCDEFGHJKLMNPRSTUVWXYZ') {
      expect(parseReferenceCode(`S01042-${letter}`)).toBe('wrong-check');
    }
  });

  it.each([0, -1, 1.5, Number.NaN, 1_000_000_000_000_000])('%d is refused as a number', (number) => {
    expect(() => referenceCode('S', number)).toThrow(RangeError);
  });
});
