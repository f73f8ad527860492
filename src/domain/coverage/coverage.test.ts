import { describe, expect, it } from 'vitest';
import { coverageBy, hadOfScope, isCovered, WHOLE, widened, type CoveringList } from './coverage.ts';

const list = (exportedOn: string, covers: CoveringList['covers'] = null): CoveringList => ({
  sourceNo: 1,
  exportedOn,
  covers,
});
const row = (last_seen_on: string, kommun: string | null = '2281') => ({ case_no: 7, last_seen_on, kommun });
const by = (lists: readonly CoveringList[], absences: readonly string[] = []) =>
  coverageBy(lists, new Map(absences.length === 0 ? [] : [[7, absences]]));

describe('what lists cover together', () => {
  it('is nothing but their own cases where nobody has said more', () => {
    expect(by([list('2025-09-01'), list('2025-09-08')]).isListed(row('2025-09-01'))).toBe(true);
  });

  it('is everything on a day that somebody has called whole', () => {
    const coverage = by([list('2025-09-01'), list('2025-09-08', WHOLE), list('2025-09-15')]);
    expect(coverage.isListed(row('2025-09-01'))).toBe(false);
    expect(coverage.isListed(row('2025-09-08'))).toBe(true);
    expect(coverage).toMatchObject({ newestOn: '2025-09-15', wholeOn: '2025-09-08', hasParts: false });
    expect(coverage.daysOf(row('2025-09-01'))).toEqual(['2025-09-08']);
  });

  it('is a part of it where a list is the whole of that part, by where the case is', () => {
    const coverage = by([list('2025-09-01', WHOLE), list('2025-09-08', { kommun: ['2281'] })]);
    expect(coverage.isListed(row('2025-09-01'))).toBe(false);
    expect(coverage.isListed(row('2025-09-01', '2260'))).toBe(true);
    expect(coverage.isListed(row('2025-09-01', null))).toBe(true);
    expect(coverage.coveredOn(row('2025-09-01'))).toBe('2025-09-08');
    expect(coverage.hasParts).toBe(true);
  });

  it('is those without a kommun, where that is named', () => {
    const coverage = by([list('2025-09-01', WHOLE), list('2025-09-08', { kommun: [null, '2281'] })]);
    expect(coverage.isListed(row('2025-09-01', null))).toBe(false);
    expect(coverage.isListed(row('2025-09-01', '2281'))).toBe(false);
    expect(coverage.isListed(row('2025-09-01', '2260'))).toBe(true);
  });

  it('is a part of it only when those without a kommun have come, where they have a list of their own', () => {
    const unknown = { kommun: [null] };
    const lists = [list('2025-09-01', unknown), list('2025-09-08', { kommun: ['2281'] })];
    expect(by(lists).isListed(row('2025-09-01'))).toBe(true);
    for (const covers of [unknown, WHOLE])
      expect(by([...lists, list('2025-09-08', covers)]).isListed(row('2025-09-01'))).toBe(false);
    // Of parts and units alike, and each by its own.
    const ofPart = [list('2025-09-01', { part: [null] }), list('2025-09-08', { kommun: ['2281'] })];
    expect(by(ofPart).isListed(row('2025-09-01'))).toBe(false);
    expect(by([...ofPart, list('2025-09-15', { part: ['kommun'] })]).coveredOn(row('2025-09-01'))).toBe(
      '2025-09-08',
    );
    expect(
      by([...lists, list('2025-09-08', { kommun: [null], part: ['kommun'] })]).isListed(row('2025-09-01')),
    ).toBe(true);
  });

  it('is a case that was missing for a known reason', () => {
    expect(by([list('2025-09-01')], ['2025-09-08']).isListed(row('2025-09-01'))).toBe(false);
    expect(by([list('2025-09-01')], ['2025-09-08']).isListed(row('2025-09-09'))).toBe(true);
  });

  it('is told of every column that is named', () => {
    const scope = { kommun: ['2281'], part: ['kommun'] };
    expect(isCovered(scope, { kommun: '2281', part: 'kommun' })).toBe(true);
    expect(isCovered(scope, { kommun: '2281', part: 'psykiatri' })).toBe(false);
    expect(isCovered(scope, { kommun: '2281' })).toBe(false);
  });
});

describe('a second word on one list', () => {
  it('is of more, where both name things of one sort', () => {
    expect(widened({ kommun: ['2260'] }, { kommun: ['2262', '2260'] })).toEqual({ kommun: ['2260', '2262'] });
  });

  it('takes the place of the first, where it names others or none', () => {
    expect(widened(null, { kommun: ['2260'] })).toBeNull();
    expect(widened(WHOLE, { kommun: ['2260'] })).toBeNull();
    expect(widened({ kommun: ['2260'] }, WHOLE)).toBeNull();
    expect(widened({ kommun: ['2260'] }, { part: ['kommun'] })).toBeNull();
    expect(widened({ kommun: ['2260'] }, { kommun: ['2262'], part: ['kommun'] })).toBeNull();
    expect(widened({ kommun: ['2260'], part: ['kommun'] }, { kommun: ['2262'] })).toBeNull();
  });
});

describe('what a list has of that which it is said to be the whole of', () => {
  const had = (scope: Parameters<typeof hadOfScope>[1], ...places: Parameters<typeof hadOfScope>[2]) =>
    hadOfScope('sip', scope, places);

  it('is asked of each thing that is named', () => {
    const scope = { kommun: ['2260', null], part: ['kommun'] };
    const [ange, nobody] = [
      { kommun: '2260', part: 'kommun' },
      { kommun: null, part: 'kommun' },
    ];
    expect(had(scope, ange, nobody)).toEqual({ has: 'all', lacks: [] });
    expect(had(scope, ange)).toEqual({ has: 'some', lacks: [{ column: 'kommun', value: null }] });
    expect(had(scope, { ...ange, part: 'psykiatri' }).has).toBe('nothing');
  });

  it('is asked of the spellings of one unit together', () => {
    expect(had({ unit: ['Avd 1', 'AVD 1'] }, { unit: 'AVD 1' }).has).toBe('all');
    expect(had({ unit: ['Avd 1', 'Avd 2'] }, { unit: 'AVD 1' }).has).toBe('nothing');
  });

  it('cannot be said of a kind without the column', () => {
    expect(hadOfScope('meddelande', { kommun: [null] }, [{}]).has).toBe('cannot');
  });
});
