import { describe, expect, it } from 'vitest';
import { readAnswer } from './answer-rules.ts';
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
    ['closedOn', '2025-10-03 00:00:00', '2025-10-03'],
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

  it.each(['2025-10-03 14:30', '2025-10-03 14:30:15', '2025-10-03T23:59'])(
    'closedOn %j is read, and its time of day is told of',
    (written) => {
      expect(readAnswer(column('closedOn'), written)).toEqual({ value: '2025-10-03', told: 'DAY_WITH_TIME' });
    },
  );
});
