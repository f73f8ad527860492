import { describe, expect, it } from 'vitest';
import { known, LIST, record } from './fates.test-help.ts';
import { fateOfAgain, fateOfNext, meetingOf } from './row-fate.ts';

describe('how a row meets what is known of its case', () => {
  it('is again where this list has had the case, whatever its day', () => {
    expect(meetingOf({ lastSourceNo: 3, lastSeenOn: '2025-12-01' }, LIST)).toBe('again');
  });

  it('is next where the list is of the same day or later, else older', () => {
    expect(meetingOf({ lastSourceNo: 1, lastSeenOn: '2025-08-20' }, LIST)).toBe('next');
    expect(meetingOf({ lastSourceNo: 1, lastSeenOn: '2025-09-15' }, LIST)).toBe('next');
    expect(meetingOf({ lastSourceNo: 1, lastSeenOn: '2025-09-16' }, LIST)).toBe('older');
  });
});

describe('a row whose case an earlier list had', () => {
  it('is unchanged where it says the same: the facts stand', () => {
    const { taken, facts, isKnownKept } = fateOfNext(known(), record(), LIST);
    expect([taken.fate, facts, isKnownKept]).toEqual(['unchanged', null, false]);
    expect(taken.met).toMatchObject({ caseNo: 7, lastSeenOn: '2025-08-20' });
    expect(taken.met?.before).toBe(taken.met?.after);
  });

  it('is changed where a value is another, and what was known is kept as earlier', () => {
    const { taken, facts, isKnownKept } = fateOfNext(known(), record({ values: ['S1', 'B', 0] }), LIST);
    expect([taken.fate, facts?.values, isKnownKept]).toEqual(['changed', ['S1', 'B', 0], true]);
    expect([taken.met?.before, taken.met?.after]).toEqual([
      ['S1', 'A', 0],
      ['S1', 'B', 0],
    ]);
  });

  it('is changed where only what could not be read is another', () => {
    const unread = record({ notUnderstood: { unit: 'x' } });
    expect(fateOfNext(known(), unread, LIST)).toMatchObject({
      taken: { fate: 'changed' },
      facts: { notUnderstood: '{"unit":"x"}' },
    });
    expect(fateOfNext(known({ notUnderstood: '{"unit":"x"}' }), unread, LIST).taken.fate).toBe('unchanged');
  });

  it('settles a contradiction: it is changed though it says what was agreed on', () => {
    const { taken, facts } = fateOfNext(known({ isConflicting: true }), record(), LIST);
    expect([taken.fate, facts?.isConflicting]).toEqual(['changed', false]);
  });

  it('keeps what is known of protection where the list lacks the column, and hears a sign of it all the same', () => {
    const list = { ...LIST, absent: [2] };
    const heard = (before: 0 | 1, said: 1 | null) =>
      fateOfNext(known({ values: ['S1', 'A', before] }), record({ values: ['S1', 'A', said] }), list).taken
        .met?.after[2];
    expect([heard(1, null), heard(0, null), heard(0, 1)]).toEqual([1, 0, 1]);
  });

  it('leaves what is known in a column that the list does not have', () => {
    const list = { ...LIST, absent: [1] };
    expect(fateOfNext(known(), record({ values: ['S1', null, 0] }), list).taken.fate).toBe('unchanged');
    const { facts } = fateOfNext(known(), record({ values: ['S1', null, 1] }), list);
    expect(facts?.values).toEqual(['S1', 'A', 1]);
    expect(fateOfNext(known(), record({ values: ['S1', null, 0] }), LIST).facts?.values).toEqual([
      'S1',
      null,
      0,
    ]);
  });
});

describe('a second row of a list with the same id', () => {
  const here = known({ sourceNo: 3, lastSourceNo: 3, factsOn: '2025-09-15', lastSeenOn: '2025-09-15' });

  it('is a duplicate of the row before where it says the same', () => {
    const { taken, facts } = fateOfAgain(here, record(), LIST);
    expect([taken.fate, taken.otherRow, taken.overturnsOther, facts]).toEqual(['duplicate', 5, false, null]);
  });

  it('contradicts the row before where it says otherwise: neither wins, what they agree on stands', () => {
    const { taken, facts } = fateOfAgain(
      here,
      record({ values: ['S1', 'B', 1], personKey: 'x', identity: 'check-digit' }),
      LIST,
    );
    expect(taken).toEqual({ fate: 'rejected', otherRow: 5, overturnsOther: true, met: null });
    // Protection holds if either row says so.
    expect(facts).toEqual({
      values: ['S1', null, 1],
      personKey: null,
      identity: null,
      notUnderstood: null,
      isConflicting: true,
    });
  });

  it('contradicts it and is of the same person: that stands', () => {
    const { facts } = fateOfAgain(here, record({ values: ['S1', 'B', 0] }), LIST);
    expect([facts?.personKey, facts?.identity]).toEqual([here.personKey, here.identity]);
  });

  it('contradicts it where only what could not be read is another', () => {
    expect(fateOfAgain(here, record({ notUnderstood: { unit: 'x' } }), LIST).taken.fate).toBe('rejected');
  });

  it('is rejected after a contradiction whatever it says, and overturns no row again', () => {
    const { taken } = fateOfAgain({ ...here, isConflicting: true }, record(), LIST);
    expect(taken).toMatchObject({ fate: 'rejected', overturnsOther: false });
  });

  it('keeps the facts of an earlier list as earlier, and those of its own never', () => {
    const other = record({ values: ['S1', 'B', 0] });
    expect(fateOfAgain(here, other, LIST).isKnownKept).toBe(false);
    // The first row of this list said what was known already: the facts are still those of list 1.
    const unchanged = known({ lastSourceNo: 3, lastSeenOn: '2025-09-15' });
    expect(fateOfAgain(unchanged, other, LIST).isKnownKept).toBe(true);
    expect(fateOfAgain({ ...unchanged, isConflicting: true }, other, LIST).isKnownKept).toBe(false);
  });

  it('says nothing of a column that the list does not have', () => {
    const { taken } = fateOfAgain(here, record({ values: ['S1', null, 0] }), { ...LIST, absent: [1] });
    expect(taken.fate).toBe('duplicate');
  });
});
