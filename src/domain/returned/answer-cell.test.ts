import { describe, expect, it } from 'vitest';
import { answerColumn, type AnswerColumn } from '../answers/answer-columns.ts';
import { readAnswerCell, type CellContext } from './answer-cell.ts';

const column = (key: string): AnswerColumn => {
  const found = answerColumn(key);
  if (found === undefined) throw new Error(key);
  return found;
};
const CONTEXT: CellContext = {
  asOf: '2025-10-06',
  stepBeginsOn: '2025-10-02',
  caseBeganOn: '2025-03-01',
  lockedSince: null,
  isConsentRefused: false,
  areAllPartiesDone: null,
  isGroundLaid: null,
  rowOn: null,
};
const LOCKED = { ...CONTEXT, lockedSince: '2025-10-03' };
const read = (
  key: string,
  written: string | undefined,
  handed: string | null = null,
  context = CONTEXT,
): Omit<ReturnType<typeof readAnswerCell>, 'column'> => {
  const { value, says, fault } = readAnswerCell(column(key), written, handed, context);
  return { value, says, fault };
};

describe('a cell for an answer', () => {
  it('that is new says it', () => {
    expect(read('closedOn', '2025-10-03')).toEqual({ value: '2025-10-03', says: 'new', fault: null });
  });

  it('that was emptied takes the answer back', () => {
    expect(read('closedOn', '', '2025-10-03')).toEqual({ value: null, says: 'new', fault: null });
    // A decision that is taken back decides nothing, whatever it would not have been allowed to.
    const refused = { ...CONTEXT, isConsentRefused: true };
    expect(read('sipDecision', 'Flyttas utanför vårdtillfälle', null, refused).fault).toBe(
      'MOVED_WITHOUT_CONSENT',
    );
    expect(read('sipDecision', '', 'Flyttas utanför vårdtillfälle', refused)).toEqual({
      value: null,
      says: 'new',
      fault: null,
    });
  });

  it('that stands as it was handed out says the same, however a spreadsheet writes the day', () => {
    const same = { value: '2025-10-03', says: 'same', fault: null };
    expect(read('closedOn', '2025-10-03 00:00', '2025-10-03')).toEqual(same);
    expect(read('comment', '2025-10-03 00:00', '2025-10-03')).toMatchObject({ says: 'new' });
  });

  it('that was and is empty says nothing', () => {
    expect(read('closedOn', '')).toEqual({ value: null, says: 'nothing', fault: null });
  });

  it('that the file does not have leaves what was handed out', () => {
    expect(read('closedOn', undefined, '2025-10-03')).toMatchObject({ value: '2025-10-03', says: 'nothing' });
  });

  it('that can not be read is refused; a choice is then none, a day nothing at all', () => {
    expect(read('allParties', 'kanske', 'Ja')).toEqual({
      value: null,
      says: 'nothing',
      fault: 'ANSWER_NOT_A_CHOICE',
    });
    expect(read('closedOn', 'igår', '2025-10-03')).toEqual({
      value: undefined,
      says: 'nothing',
      fault: 'ANSWER_NOT_A_DAY',
    });
  });

  it('about work in the source system is refused once that is read-only, and what was handed out stands', () => {
    const refused = { value: null, says: 'nothing', fault: 'ANSWER_AFTER_READ_ONLY' };
    expect(read('closedOn', '2025-10-03', null, LOCKED)).toEqual(refused);
    expect(read('status', 'Klar', null, LOCKED)).toMatchObject({ says: 'new' });
    expect(read('closedOn', '', '2025-10-03', LOCKED)).toEqual({ ...refused, value: '2025-10-03' });
  });

  it('about work in the source system is taken in as late where it was done before that was read-only', () => {
    const late = readAnswerCell(column('closedOn'), '2025-10-02', null, LOCKED);
    expect(late).toMatchObject({ value: '2025-10-02', says: 'new', fault: null, isLate: true });
    expect(readAnswerCell(column('closedOn'), '2025-10-02', null, CONTEXT).isLate).toBeUndefined();
    // The day of the row does not speak for another day in a cell, nor for what is taken back.
    const rowOn = { ...LOCKED, rowOn: '2025-10-02' };
    expect(read('closedOn', '2025-10-03', null, rowOn).fault).toBe('ANSWER_AFTER_READ_ONLY');
    expect(read('closedOn', '', '2025-10-02', rowOn).fault).toBe('ANSWER_AFTER_READ_ONLY');
  });

  it('about work in the target system is taken in all the same, and so is what stands as it was', () => {
    expect(read('allParties', 'Ja', null, LOCKED)).toMatchObject({ says: 'new' });
    expect(read('closedOn', '2025-10-03', '2025-10-03', LOCKED)).toMatchObject({ says: 'same' });
  });

  it.each([
    ['2025-10-07', 'ANSWER_IN_THE_FUTURE'],
    ['2025-10-01', 'ANSWER_BEFORE_STEP'],
    ['2025-02-28', 'ANSWER_BEFORE_CASE'],
  ])('with the day %s is refused', (day, fault) => {
    expect(read('closedOn', day)).toEqual({ value: undefined, says: 'nothing', fault });
  });

  it('is refused for the lock before it is for its day', () => {
    expect(read('closedOn', '2025-10-07', null, LOCKED)).toMatchObject({ fault: 'ANSWER_AFTER_READ_ONLY' });
  });
});
