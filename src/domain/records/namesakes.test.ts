import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openNamesakes } from './namesakes.ts';

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
