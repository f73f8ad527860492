import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareTarget, foundAmong, type FoundThere, type KnownHere } from './compare-target.ts';

const here = (more: Partial<KnownHere> = {}): KnownHere => ({
  who: 'anna',
  reference: 'P1-T',
  isProtected: false,
  kommun: '2262',
  unit: null,
  standing: 'expected',
  evidence: 'there',
  ...more,
});
const row = (more: Partial<FoundThere> = {}): FoundThere => ({
  who: 'anna',
  from: 'rad 2 i lista.csv',
  seenOn: '2025-10-01',
  standing: 'ongoing',
  isOf: null,
  kommun: '2262',
  unit: null,
  ...more,
});
const OTHER = { is: 'other', why: 'other-time' } as const;
function compare(known: readonly KnownHere[], rows: readonly FoundThere[]) {
  const there = new Map<string, FoundThere[]>();
  for (const one of rows) there.set(one.who, [...(there.get(one.who) ?? []), one]);
  return compareTarget({ kind: 'lcsp_patient', steps: ['1'], listOn: '2025-10-01', known, there });
}

describe('a row of the target, beside what the source knows of the same person', () => {
  const BEGUN = { is: 'it', isOngoing: true } as const;
  it('is of those that it fits, of nobody where nothing has begun, and counts for nothing where it may be of somebody', () => {
    expect(foundAmong(BEGUN, ['V1', 'V2'], (one) => (one === 'V1' ? BEGUN : OTHER))).toEqual({
      standing: 'ongoing',
      isOf: new Set(['V1']),
    });
    expect(foundAmong({ is: 'it', isOngoing: false }, [], () => BEGUN).standing).toBe('ended');
    expect(foundAmong({ is: 'other', why: 'cancelled' }, ['V1'], () => BEGUN)).toMatchObject({
      standing: 'cancelled',
      isOf: new Set(),
    });
    expect(foundAmong(BEGUN, ['V1'], () => ({ is: 'unclear', why: 'other-stay' })).standing).toBe(
      'other-stay',
    );
    expect(foundAmong(BEGUN, ['V1'], () => OTHER)).toEqual({ standing: 'ongoing', isOf: new Set() });
  });
});

describe('what should be in the target system', () => {
  it('is found, or missing from a list that would have had it', () => {
    expect(compare([here()], [row()])).toMatchObject({ expected: 1, found: 1, missing: [] });
    expect(compare([here({ evidence: 'absent' })], [])).toMatchObject({
      expected: 1,
      found: 0,
      missing: ['P1-T'],
    });
  });

  it('can not be said where nobody can tell', () => {
    expect(compare([here({ evidence: 'unknown' })], [row()])).toMatchObject({
      found: 0,
      cannotTell: ['P1-T'],
    });
  });

  it('is told of each row that counts for nothing, and why; nothing else is said of those', () => {
    const rows = [
      row({ standing: 'cancelled' }),
      row({ standing: 'status-unread', from: 'rad 3 i lista.csv' }),
    ];
    expect(compare([here({ standing: 'unexpected' })], rows)).toMatchObject({
      tooMuch: [],
      twice: [],
      unknown: [],
      notCounted: [
        { from: 'rad 2 i lista.csv', why: 'cancelled' },
        { from: 'rad 3 i lista.csv', why: 'status-unread' },
      ],
    });
  });

  it('is none of the rows that are of another: those the source does not have', () => {
    const other = row({ isOf: new Set() });
    expect(compare([here({ standing: 'unexpected' })], [other])).toMatchObject({
      tooMuch: [],
      unknown: ['rad 2 i lista.csv'],
    });
  });

  it('is there twice only in lists of one day', () => {
    expect(compare([here()], [row(), row()]).twice).toEqual([{ reference: 'P1-T', times: 2 }]);
    expect(compare([here()], [row(), row({ seenOn: '2025-09-20' })]).twice).toEqual([]);
    expect(compare([here()], [row(), row({ standing: 'ended' })]).twice).toEqual([]);
  });

  it('is at another place, where both systems say where', () => {
    const [other] = compare([here()], [row({ kommun: '2281' })]).otherPlace;
    expect(other).toMatchObject({ reference: 'P1-T', differs: ['kommun'], actual: { kommun: '2281' } });
    expect(compare([here({ kommun: null })], [row()]).otherPlace).toEqual([]);
    expect(compare([here({ unit: 'Hemvård NORR' })], [row({ unit: 'hemvård norr' })]).otherPlace).toEqual([]);
  });

  it('tells of a protected person that something is wrong, and nothing of where', () => {
    const { otherPlace } = compare([here({ isProtected: true })], [row({ kommun: '2281' })]);
    expect(otherPlace).toEqual([{ reference: 'P1-T', differs: [], planned: null, actual: null }]);
  });

  it('is too much where the rules say that it should not be, and unknown by its row where the source has it not', () => {
    expect(compare([here({ standing: 'unexpected' })], [row()]).tooMuch).toEqual(['P1-T']);
    expect(compare([here({ standing: 'allowed' })], [row()])).toMatchObject({ tooMuch: [], unknown: [] });
    expect(compare([], [row()]).unknown).toEqual(['rad 2 i lista.csv']);
  });

  it('is found, missing or unsaid, each once, whatever the lists', () => {
    const who = fc.constantFrom('anna', 'eva', null);
    const known = fc.array(
      fc.record({
        who,
        standing: fc.constantFrom<KnownHere['standing'][]>('expected', 'allowed', 'unexpected'),
        evidence: fc.constantFrom<KnownHere['evidence'][]>('there', 'absent', 'unknown'),
      }),
    );
    const rows = fc.array(
      fc.record({
        who: fc.constantFrom('anna', 'eva', 'rune'),
        standing: fc.constantFrom('ongoing' as const, 'ended' as const, 'cancelled' as const),
      }),
    );
    fc.assert(
      fc.property(known, rows, (ofKnown, ofRows) => {
        const all = ofKnown.map((one, at) => here({ ...one, reference: `P${at}` }));
        const { expected, found, missing, cannotTell } = compare(all, ofRows.map(row));
        const wanted = all.filter(({ standing }) => standing === 'expected');
        expect(expected).toBe(wanted.length);
        expect(found + missing.length + cannotTell.length).toBe(wanted.length);
        // A list that is a part says nothing of what it lacks.
        for (const one of wanted.filter(({ evidence }) => evidence === 'unknown'))
          expect(missing).not.toContain(one.reference);
      }),
    );
  });
});
