import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nameKey, nameMark, openNamesakes } from './namesakes.ts';

const BJORN = { name: 'Björn Nyström', kommun: '2262' };

describe('who may be a person whose number says nothing', () => {
  it.each([BJORN, { name: 'NYSTRÖM, BJÖRN', kommun: '2262' }, { name: ' björn  nyström ', kommun: null }])(
    '%j has the name, and no other kommun',
    (one) => {
      expect(openNamesakes([BJORN])(one)).toBe(true);
    },
  );

  it.each([
    { name: 'Björn Nyström', kommun: '2281' },
    { name: 'Björn Ek', kommun: '2262' },
    { name: null, kommun: '2262' },
    { name: '***', kommun: '2262' },
  ])('%j has not', (one) => {
    expect(openNamesakes([BJORN])(one)).toBe(false);
  });

  it('is nobody where there is no name, or signs stand instead of it', () => {
    const isNamesake = openNamesakes([
      { name: '****', kommun: null },
      { name: null, kommun: null },
    ]);
    expect([BJORN, { name: '****', kommun: null }, { name: null, kommun: null }].map(isNamesake)).toEqual([
      false,
      false,
      false,
    ]);
  });

  it('is the same both ways', () => {
    const named = fc.record({
      name: fc.constantFrom('Anna Ek', 'Ek, Anna', 'Anna Ek Ek', 'Åsa Öberg', null),
      kommun: fc.constantFrom('2281', '2262', null),
    });
    fc.assert(
      fc.property(named, named, (one, other) => {
        expect(openNamesakes([one])(other)).toBe(openNamesakes([other])(one));
      }),
    );
  });
});

describe('the mark of a name', () => {
  const piece = fc.oneof(
    fc.constantFrom(
      'Anna',
      'Öberg',
      'öberg',
      'O\u0308berg',
      'İ',
      'ŉ',
      'ß',
      'ẞ',
      'K',
      'Å',
      'ª',
      '²',
      '٣',
      'Ǆ',
      '李',
    ),
    fc.constantFrom(
      ' ',
      '  ',
      '\u00a0',
      '\t',
      '-',
      "'",
      '´',
      ',',
      '.',
      '\u0308',
      '\u00ad',
      '_',
      '×',
      '÷',
      '7',
    ),
    fc.string({ unit: 'binary', maxLength: 3 }),
  );
  const name = fc.array(piece, { maxLength: 6 }).map((pieces) => pieces.join(''));

  it('is one for all who have one key, whatever they are written with', () => {
    fc.assert(
      fc.property(name, (one) => {
        const key = nameKey(one);
        expect(nameMark(one)).toBe(nameMark(key));
        expect(nameMark(one.toUpperCase().toLowerCase())).toBe(
          nameMark(nameKey(one.toUpperCase().toLowerCase())),
        );
        if (key !== null) expect(nameMark(key.split(' ').reverse().join('  '))).toBe(nameMark(one));
      }),
      { numRuns: 2_000 },
    );
  });

  it('tells names apart, and those who have none from all others', () => {
    const names = ['Anna Ek', 'Anna Ek Ek', 'Ann Aek', 'AnnaEk', 'Bo Ek', 'Anna', 'Ek'];
    expect(new Set([...names, null].map(nameMark)).size).toBe(names.length + 1);
    expect([null, '', ' ', '***', '-'].map(nameMark)).toEqual([0, 0, 0, 0, 0]);
  });
});
