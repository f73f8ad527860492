import { describe, expect, it } from 'vitest';
import { answerColumn, type AnswerColumn } from './answer-columns.ts';
import { gainsaying, senseOf } from './row-senses.ts';

const column = (key: string): AnswerColumn => {
  const found = answerColumn(key);
  if (found === undefined) throw new Error(key);
  return found;
};
const DAY = '2025-10-03';

describe('what an answer amounts to', () => {
  it.each([
    ['closedOn', DAY, 'closes'],
    ['closedInTarget', DAY, 'ends'],
    ['acknowledgedOn', DAY, 'ends'],
    ['registeredOn', DAY, 'moves'],
    ['allParties', 'Ja', 'moves'],
    ['allParties', 'Nej', null],
    ['answeredNurse', 'Ej aktuellt', null],
    ['ownPartMoved', DAY, 'moves'],
    ['sipDecision', 'Redan avslutad', 'decides-end'],
    ['sipDecision', 'Samordnad vårdplan', 'decides-move'],
    ['stillCurrent', 'Ja', 'current'],
    ['contact', 'Ja', null],
    ['comment', 'avslutad', null],
    ['closedOn', null, null],
  ])('%s %j: %j', (key, value, sense) => {
    expect(senseOf(column(key), value)).toBe(sense);
  });
});

describe('a status that somebody else has given', () => {
  it.each([
    ['closedOn', DAY, 'Behöver hjälp', 'always'],
    ['closedOn', DAY, 'Fel mottagare', 'always'],
    ['closedOn', DAY, 'Klar', 'never'],
    // It gives way to what is done after.
    ['closedOn', DAY, 'Pågår', 'never'],
    ['sipDecision', 'Redan avslutad', 'Inte aktuell', 'never'],
    ['sipDecision', 'Samordnad vårdplan', 'Inte aktuell', 'always'],
    ['stillCurrent', 'Ja', 'Inte aktuell', 'always'],
    // Of its day: who says that the case is not current, not knowing of it, says the opposite.
    ['allParties', 'Ja', 'Inte aktuell', 'unknowing'],
    ['registeredOn', DAY, 'Inte aktuell', 'unknowing'],
    ['ownPartMoved', DAY, 'Inte aktuell', 'unknowing'],
    ['acknowledgedOn', DAY, 'Inte aktuell', 'never'],
    ['allParties', 'Nej', 'Inte aktuell', 'never'],
    ['registeredOn', DAY, 'Fel mottagare', 'never'],
  ])('says the opposite of %s %s or not: %s', (key, value, status, how) => {
    expect(gainsaying(column(key), value, status)).toBe(how);
  });
});
