import { describe, expect, it } from 'vitest';
import { KINDS } from '../kinds/kinds.ts';
import { changedUnderDecision, columnsUnderDecision } from './decision-facts.ts';

const BASIS = { sourceNo: 1, row: 2, columns: ['kommun', 'part', 'unit'] };

describe('the facts under a decision', () => {
  it.each(['sip', 'vardtillfalle'] as const)('are columns of the kind %s, each once', (kind) => {
    const columns = columnsUnderDecision(kind, ['consent', 'admitted_at']);
    expect(new Set(columns).size).toBe(columns.length);
    const known = KINDS[kind].fields.map(({ name }) => name as string);
    for (const column of columns.filter((name) => name !== 'admitted_at')) expect(known).toContain(column);
  });

  it('include what the overruled rule rests on', () => {
    expect(columnsUnderDecision('sip', ['changed_on'])).toContain('changed_on');
    expect(columnsUnderDecision('sip', [])).not.toContain('changed_on');
  });

  it('have not changed where the columns are the same, whatever else changed', () => {
    const then = { kommun: '2281', part: null, unit: 'A', role: 'Läkare' };
    expect(changedUnderDecision(BASIS, then, { ...then, role: 'Sjuksköterska' })).toEqual([]);
  });

  it('are named where they changed, also to and from unknown', () => {
    const then = { kommun: '2281', part: null, unit: 'A' };
    expect(changedUnderDecision(BASIS, then, { kommun: null, part: 'kommun', unit: 'A' })).toEqual([
      'kommun',
      'part',
    ]);
  });
});
