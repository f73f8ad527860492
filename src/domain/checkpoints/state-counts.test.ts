import { describe, expect, it } from 'vitest';
import type { CheckpointStatement } from './checkpoint-schema.ts';
import { countProblems, withoutPersonsProblems, type Recounted } from './state-counts.ts';

const counts = {
  sips: { open: 1, closed: 1, classes: { 'to-close': 1, closed: 1 }, closedByWord: 0, matrix: [] },
  vardtillfallen: { open: 0, closed: 0, classes: {} },
  messages: { unacknowledged: 2 },
};
const COUNTED: Recounted = { counts, openExceptions: [], datedAhead: [], lateAnswers: [], sources: [] };
const stated = (more: object = {}): CheckpointStatement =>
  ({ ...COUNTED, ...more }) as unknown as CheckpointStatement;
const told = (statement: CheckpointStatement): readonly string[] =>
  countProblems(COUNTED, statement).map(({ what }) => what);

describe('what the register’s copy gives', () => {
  it('as stated has no problems; nor has a class that nobody has, or what was not asked then', () => {
    expect(told(stated())).toEqual([]);
    const classes = { ...counts.sips.classes, ny: 0 };
    expect(told(stated({ counts: { ...counts, sips: { ...counts.sips, classes } } }))).toEqual([]);
    expect(told(stated({ datedAhead: undefined, lateAnswers: undefined }))).toEqual([]);
  });

  it.each([
    ['sips', { counts: { ...counts, sips: { ...counts.sips, open: 2 } } }],
    ['vardtillfallen', { counts: { ...counts, vardtillfallen: { ...counts.vardtillfallen, open: 1 } } }],
    ['messages', { counts: { ...counts, messages: { unacknowledged: 1 } } }],
    ['öppna undantag', { openExceptions: [{}] }],
    ['daterat framåt', { datedAhead: [{}] }],
    ['sena svar', { lateAnswers: [{}] }],
    ['listor', { sources: [{}] }],
  ])('is held against what is stated of %s', (what, more) => {
    expect(told(stated(more))).toEqual([`Antalet ${what} stämmer inte med det som intygas.`]);
  });
});

describe('a state file without persons', () => {
  const HEADER = ['sip_id', 'is_open'];
  const of = (header: readonly string[], ...rows: readonly (readonly string[])[]): readonly string[] =>
    withoutPersonsProblems('sip', [header, ...rows], stated()).map(({ code }) => code);

  it('with as many open and closed as is stated has no problems', () => {
    expect(of(HEADER, ['1', '1'], ['2', '0'])).toEqual([]);
  });

  it('with a column that says who is told of', () => {
    expect(of([...HEADER, 'person_id'], ['1', '1', ''], ['2', '0', ''])).toEqual(['IDENTITY_PRESENT']);
  });

  it('with another count of open cases, or of cases, is told of', () => {
    expect(of(HEADER, ['1', '1'], ['2', '1'])).toEqual(['COUNTS_DIFFER']);
    expect(of(HEADER, ['1', '1'])).toEqual(['COUNTS_DIFFER']);
  });

  it('of a kind that is not counted is only held to be without persons', () => {
    expect(withoutPersonsProblems('enhet', [['name']], stated())).toEqual([]);
  });
});
