import { describe, expect, it } from 'vitest';
import { coverageBy, isCovered, WHOLE, type CoveringList } from './coverage.ts';

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
