import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { initialAndSurname } from './initials.ts';

describe('initial and surname', () => {
  it.each([
    ['a plain name', 'Anna Larsson', 'A Larsson'],
    ['several given names', 'Anna Maria Larsson', 'A Larsson'],
    ['a particle', 'Maj-Britt af Klintberg', 'M af Klintberg'],
    ['several particles', 'Carl von der Lancken', 'C von der Lancken'],
    ['a capitalised particle', 'Anna Von Essen', 'A Von Essen'],
    ['surname first', 'Larsson, Anna', 'A Larsson'],
    ['surname with particle first', 'af Klintberg, Maj-Britt', 'M af Klintberg'],
    ['double surname first', 'Larsson Berg, Anna', 'A Larsson Berg'],
    ['an apostrophe', "Björn O'Connor", "B O'Connor"],
    ['a hyphen in the surname', 'Fatima El-Masri', 'F El-Masri'],
    ['lower case', 'åke öberg', 'Å öberg'],
    ['a given name that looks like a particle', 'Le Nguyen', 'L Nguyen'],
  ])('%s: %s → %s', (_, name, expected) => {
    expect(initialAndSurname(name)).toBe(expected);
  });

  it.each([
    ['Larsson', 'Larsson'],
    ['af Klintberg', 'af Klintberg'],
    ['Larsson,', 'Larsson'],
    [', Anna', 'Anna'],
    ['? Larsson', 'Larsson'],
  ])('without a given name there is no initial: %s', (name, expected) => {
    expect(initialAndSurname(name)).toBe(expected);
  });

  it.each(['', '   ', '\u00a0\t', ',', '\u200b'])('%j is empty', (name) => {
    expect(initialAndSurname(name)).toBe('');
  });

  it('spaces, tabs and NBSP collapse', () => {
    expect(initialAndSurname('  Maj-Britt \t af\u00a0\u00a0Klintberg ')).toBe('M af Klintberg');
  });

  it('control and bidi characters are removed', () => {
    expect(initialAndSurname('\u202eAnna\u0000 Lars\u200bson\u001b')).toBe('A Larsson');
  });

  it('letters are composed, so that one name is one text', () => {
    expect(initialAndSurname('A\u030ake O\u0308berg')).toBe('Å Öberg');
  });

  it('is always one clean line in NFC', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (name) => {
        const short = initialAndSurname(name);
        expect(short).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}]|\s{2}|^\s|\s$/u);
        expect(short.normalize('NFC')).toBe(short);
      }),
    );
  });
});
