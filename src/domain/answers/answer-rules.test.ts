import { describe, expect, it } from 'vitest';
import { readAnswer, rowFaults, type AnsweredRow } from './answer-rules.ts';
import { answerColumn, type AnswerColumn } from './answer-columns.ts';

const column = (key: string): AnswerColumn => {
  const found = answerColumn(key);
  if (found === undefined) throw new Error(key);
  return found;
};

describe('an answer', () => {
  it.each([
    ['status', ' KLAR ', 'Klar'],
    ['status', '', null],
    ['closedOn', '2025-10-03', '2025-10-03'],
    ['closedOn', '2025-10-03 00:00', '2025-10-03'],
    ['comment', 'två  rader\ntext', 'två rader text'],
    ['comment', 'ring 060-12 34 56', 'ring 060-12 34 56'],
  ])('%s %j is read', (key, written, value) => {
    expect(readAnswer(column(key), written)).toEqual({ value });
  });

  it.each([
    ['status', 'Typ klar', 'ANSWER_NOT_A_CHOICE'],
    ['closedOn', '3/10', 'ANSWER_NOT_A_DAY'],
    ['closedOn', '2025-02-30', 'ANSWER_NOT_A_DAY'],
    ['closedOn', '45933', 'ANSWER_NOT_A_DAY'],
    ['comment', 'se 192712069810', 'ANSWER_WITH_PERSONNUMMER'],
    ['comment', 'se 271206-9810', 'ANSWER_WITH_PERSONNUMMER'],
    ['comment', 'x'.repeat(32_767), 'ANSWER_TOO_LONG'],
    ['comment', `${'x'.repeat(32_766)} `, 'ANSWER_TOO_LONG'],
  ])('%s %j is refused', (key, written, fault) => {
    expect(readAnswer(column(key), written)).toEqual({ fault });
  });
});

describe('a row', () => {
  const columns = ['status', 'allParties', 'closedOn'].map(column);
  const faultsOf = (
    answers: Readonly<Record<string, string | null>>,
    more: Partial<AnsweredRow> = {},
  ): readonly string[] =>
    rowFaults(
      {
        answers: new Map(Object.entries(answers)),
        openInListOn: null,
        messagesOwed: 0,
        ...more,
      },
      columns,
    ).map(({ code }) => code);
  const day = '2025-10-03';

  it.each([
    [{ status: null, allParties: 'Ja', closedOn: day }, []],
    [{ status: null, allParties: 'Nej', closedOn: null }, []],
    // A list that does not ask for the parties.
    [{ status: 'Inte aktuell', closedOn: day }, []],
    [{ status: 'Klar', closedOn: null }, ['DONE_WITHOUT_DAY']],
    [{ status: 'Klar', allParties: 'Ja', closedOn: null }, []],
    [{ status: 'Pågår', closedOn: null }, []],
  ])('%j: %j', (answers, faults) => {
    expect(faultsOf(answers)).toEqual(faults);
  });

  it('done on a list that asks for no day is done', () => {
    const row = {
      answers: new Map([['status', 'Klar']]),
      openInListOn: null,
      messagesOwed: 0,
    };
    expect(rowFaults(row, [column('status')])).toEqual([]);
  });

  it('done, and answered with No, is worth a look', () => {
    const asked = ['status', 'answeredNurse', 'answeredPhysio'].map(column);
    const faults = (status: string, nurse: string, physio: string) =>
      rowFaults(
        {
          answers: new Map(Object.entries({ status, answeredNurse: nurse, answeredPhysio: physio })),
          openInListOn: null,
          messagesOwed: 0,
        },
        asked,
      ).map(({ code }) => code);
    expect(faults('Klar', 'Nej', 'Nej')).toEqual(['DONE_BUT_NOT']);
    expect(faults('Klar', 'Ja', 'Nej')).toEqual(['DONE_BUT_NOT']);
    expect(faults('Klar', 'Ja', 'Ej aktuellt')).toEqual([]);
    expect(faults('Pågår', 'Nej', 'Nej')).toEqual([]);
  });

  it.each([
    ['2025-10-08', ['CLOSED_BUT_LISTED']],
    ['2025-10-03', []],
    [null, []],
  ])('closed on the 3rd, and open in a list of %s', (openInListOn, faults) => {
    expect(faultsOf({ closedOn: day }, { openInListOn })).toEqual(faults);
  });

  it('closed with messages owed is worth a look', () => {
    expect(faultsOf({ closedOn: day }, { messagesOwed: 1 })).toEqual(['CLOSED_WITH_MESSAGES_OWED']);
    expect(faultsOf({ closedOn: null }, { messagesOwed: 1 })).toEqual([]);
  });
});
