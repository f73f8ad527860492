import { describe, expect, it } from 'vitest';
import { answerColumn, type AnswerColumn } from './answer-columns.ts';
import { isGainsaidBy, senseOf } from './row-senses.ts';

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
    ['closedOn', DAY, 'Behöver hjälp', true],
    ['closedOn', DAY, 'Fel mottagare', true],
    ['closedOn', DAY, 'Klar', false],
    // It gives way to what is done after.
    ['closedOn', DAY, 'Pågår', false],
    ['sipDecision', 'Redan avslutad', 'Inte aktuell', false],
    ['sipDecision', 'Samordnad vårdplan', 'Inte aktuell', true],
    ['stillCurrent', 'Ja', 'Inte aktuell', true],
    ['registeredOn', DAY, 'Fel mottagare', false],
  ])('says the opposite of %s %s or not: %s', (key, value, status, isSo) => {
    expect(isGainsaidBy(column(key), value, status)).toBe(isSo);
  });
});
