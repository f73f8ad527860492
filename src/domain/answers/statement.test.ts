import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MARK_NAMES, type MarkName } from './marks.ts';
import { statementFault, type StatedCase, type Statement } from './statement.ts';

const CASE: StatedCase = {
  asOf: '2025-10-06',
  lockedSince: null,
  stepBeginsOn: '2025-10-02',
  caseBeganOn: '2025-03-01',
  isConsentRefused: false,
  areAllPartiesDone: null,
  isGroundLaid: null,
};
const said = (mark: MarkName | null, more: Partial<Statement> = {}): Statement => {
  const on = more.on === undefined ? '2025-10-03' : more.on;
  return { mark, isDone: true, decides: null, doneOn: on, ...more, on };
};
const decided = (decides: string): Statement => said(null, { decides });

describe('what is said of a case', () => {
  it.each(MARK_NAMES)('%s is taken in where no rule is broken', (mark) => {
    expect(statementFault(said(mark), CASE)).toBeNull();
  });

  it.each([
    ['2025-10-06', null],
    ['2025-10-07', 'ANSWER_IN_THE_FUTURE'],
    ['2025-10-02', null],
    ['2025-10-01', 'ANSWER_BEFORE_STEP'],
    ['2025-02-28', 'ANSWER_BEFORE_CASE'],
  ])('of the day %s: %s', (on, fault) => {
    expect(statementFault(said('closed-in-prator', { on }), CASE)).toBe(fault);
  });

  it('a note may be of any day that has been; a decision, and the day of one, of none before the case', () => {
    expect(statementFault(said('note', { on: '2025-01-01' }), CASE)).toBeNull();
    for (const text of [decided('vardplan'), said(null)]) {
      expect(statementFault({ ...text, on: '2025-02-28' }, CASE)).toBe('ANSWER_BEFORE_CASE');
      expect(statementFault({ ...text, on: '2025-03-01' }, CASE)).toBeNull();
    }
    expect(statementFault(said('note', { on: '2025-10-07' }), CASE)).toBe('ANSWER_IN_THE_FUTURE');
  });

  it.each([
    [said('closed-in-prator'), 'ANSWER_AFTER_READ_ONLY'],
    [said('closed-in-prator', { isDone: false, on: null }), 'ANSWER_AFTER_READ_ONLY'],
    [said('closed-in-prator', { on: '2025-10-02' }), null],
    [said('acknowledged', { on: null, doneOn: '2025-10-02' }), null],
    [said('sip-moved'), null],
    [said('note'), null],
    [decided('closed'), null],
  ])('%j while the source is read-only since the 3rd: %s', (statement, fault) => {
    expect(statementFault(statement, { ...CASE, lockedSince: '2025-10-03' })).toBe(fault);
  });

  it.each([
    [said('sip-moved'), 'MOVED_WITHOUT_CONSENT'],
    [said('sip-created-in-lifecare'), 'MOVED_WITHOUT_CONSENT'],
    [decided('move-outside-vardtillfalle'), 'MOVED_WITHOUT_CONSENT'],
    [decided('move-with-vardtillfalle'), 'MOVED_WITHOUT_CONSENT'],
    // No: it has not been moved.
    [said('sip-moved', { isDone: false, on: null }), null],
    [said('closed-in-prator'), null],
    [decided('close-not-current'), null],
    [said('note'), null],
  ])('%j where consent is refused: %s', (statement, fault) => {
    expect(statementFault(statement, { ...CASE, isConsentRefused: true })).toBe(fault);
  });

  it.each([
    [said('closed-in-prator'), 'CLOSED_BEFORE_ALL_PARTIES'],
    [decided('closed'), 'CLOSED_BEFORE_ALL_PARTIES'],
    [said('closed-in-prator', { isDone: false, on: null }), null],
    [said('closed-in-lifecare'), null],
    [said('sip-moved'), null],
    [decided('close-not-current'), null],
  ])('%j while not all parties are done: %s', (statement, fault) => {
    expect(statementFault(statement, { ...CASE, areAllPartiesDone: false })).toBe(fault);
    expect(statementFault(statement, { ...CASE, areAllPartiesDone: true })).toBeNull();
  });

  it('is judged by what is said and how the case stands, never by the way it came', () => {
    const day = fc.constantFrom('2025-02-01', '2025-10-01', '2025-10-03', '2025-10-09');
    const statement = fc.record({
      mark: fc.option(fc.constantFrom(...MARK_NAMES)),
      isDone: fc.boolean(),
      decides: fc.option(fc.constantFrom('closed', 'move-outside-vardtillfalle', 'vardplan')),
      on: fc.option(day),
      doneOn: fc.option(day),
    });
    const of = fc.record({
      asOf: day,
      lockedSince: fc.option(day),
      stepBeginsOn: fc.option(day),
      caseBeganOn: fc.option(day),
      isConsentRefused: fc.boolean(),
      areAllPartiesDone: fc.option(fc.boolean()),
      isGroundLaid: fc.option(fc.boolean()),
    });
    fc.assert(
      fc.property(statement, of, (one, standing) => {
        if (statementFault(one, standing) !== null) return;
        // Whatever is taken in: no day to come, no closing before all are done, no moving without consent.
        expect(one.on === null || one.on <= standing.asOf).toBe(true);
        const closes = one.decides === 'closed' || (one.isDone && one.mark === 'closed-in-prator');
        expect(closes && standing.areAllPartiesDone === false).toBe(false);
        expect(closes && standing.isGroundLaid === false).toBe(false);
        const moves = one.decides?.startsWith('move-') === true || (one.isDone && one.mark === 'sip-moved');
        expect(moves && standing.isConsentRefused).toBe(false);
      }),
    );
  });
});
