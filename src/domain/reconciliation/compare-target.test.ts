import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareTarget, type FoundThere, type KnownHere } from './compare-target.ts';

const here = (more: Partial<KnownHere> = {}): KnownHere => ({
  who: 'anna',
  reference: 'P1-T',
  isProtected: false,
  kommun: '2262',
  unit: null,
  standing: 'expected',
  coveredOn: '2025-10-01',
  ...more,
});
const row = (more: Partial<FoundThere> = {}): FoundThere => ({
  who: 'anna',
  from: 'rad 2 i lista.csv',
  seenOn: '2025-10-01',
  isOpen: true,
  kommun: '2262',
  unit: null,
  ...more,
});
function compare(known: readonly KnownHere[], rows: readonly FoundThere[]) {
  const there = new Map<string, FoundThere[]>();
  for (const one of rows) there.set(one.who, [...(there.get(one.who) ?? []), one]);
  return compareTarget({ kind: 'lcsp_patient', steps: ['1'], listOn: '2025-10-01', known, there });
}

describe('what should be in the target system', () => {
  it('is found, or missing from a list that would have had it', () => {
    expect(compare([here()], [row()])).toMatchObject({ expected: 1, found: 1, missing: [] });
    expect(compare([here()], [])).toMatchObject({ expected: 1, found: 0, missing: ['P1-T'] });
  });

  it('can not be said of what a part does not cover, or whose number points at nobody', () => {
    expect(compare([here({ coveredOn: '' })], []).cannotTell).toEqual(['P1-T']);
    expect(compare([here({ who: null })], []).cannotTell).toEqual(['P1-T']);
  });

  it('can not be said of one of several where the target has fewer', () => {
    const two = [here(), here({ reference: 'P2-V' })];
    expect(compare(two, [row()])).toMatchObject({ found: 0, missing: [], cannotTell: ['P1-T', 'P2-V'] });
    expect(compare(two, [row(), row()])).toMatchObject({ found: 2, twice: [] });
  });

  it('is there twice only in lists of one day', () => {
    expect(compare([here()], [row(), row()]).twice).toEqual([{ reference: 'P1-T', times: 2 }]);
    expect(compare([here()], [row(), row({ seenOn: '2025-09-20' })]).twice).toEqual([]);
    expect(compare([here()], [row(), row({ isOpen: false })]).twice).toEqual([]);
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
        coveredOn: fc.constantFrom('', '2025-10-01'),
      }),
    );
    const rows = fc.array(fc.record({ who: fc.constantFrom('anna', 'eva', 'rune'), isOpen: fc.boolean() }));
    fc.assert(
      fc.property(known, rows, (ofKnown, ofRows) => {
        const all = ofKnown.map((one, at) => here({ ...one, reference: `P${at}` }));
        const { expected, found, missing, cannotTell } = compare(all, ofRows.map(row));
        const wanted = all.filter(({ standing }) => standing === 'expected');
        expect(expected).toBe(wanted.length);
        expect(found + missing.length + cannotTell.length).toBe(wanted.length);
        // A list that is a part says nothing of what it lacks.
        for (const one of wanted.filter(({ coveredOn }) => coveredOn === ''))
          expect(missing).not.toContain(one.reference);
      }),
    );
  });
});
