import { expect, it } from 'vitest';
import { answerColumn } from '../answers/answer-columns.ts';
import { hasMoved, mustBeConfirmed } from './moved-case.ts';
import type { Footing } from './returned-row.ts';

const HANDED = { patient: 'A Ek', _owner: 'kommun|2281', _class: 'move-outside-vardtillfalle' };
const SAME: Footing = {
  class: 'move-outside-vardtillfalle',
  isForNamedHandlers: false,
  owner: 'kommun|2281',
};

it.each([
  ['nothing has come since', null, false],
  ['it stands where it stood', SAME, false],
  ['it is closed', { ...SAME, class: 'closed', owner: 'primarvard|2281' }, false],
  ['another working class', { ...SAME, class: 'close-not-current' }, true],
  ['protected since', { ...SAME, isForNamedHandlers: true }, true],
  ['another owner', { ...SAME, owner: 'primarvard|2281' }, true],
])('a case has moved, or not: %s', (_, now, moved) => {
  expect(hasMoved(HANDED, false, now)).toBe(moved);
});

it('a case on a list for named handlers moves where it is protected no longer', () => {
  expect(hasMoved(HANDED, true, { ...SAME, isForNamedHandlers: true })).toBe(false);
  expect(hasMoved(HANDED, true, SAME)).toBe(true);
});

it('a list handed out before classes were kept is held by protection and owner alone', () => {
  const before = { patient: HANDED.patient, _owner: HANDED._owner };
  expect(hasMoved(before, false, { ...SAME, class: 'close-not-current' })).toBe(false);
});

const CLOSED: Footing = { ...SAME, class: 'closed' };
it.each([
  ['a closing of a case that is closed', 'closedOn', '2025-10-03', CLOSED, null, false],
  ['a decision that it is', 'sipDecision', 'Redan avslutad', CLOSED, 'closed', false],
  ['that it is to be moved', 'sipDecision', 'Flyttas utanför vårdtillfälle', CLOSED, null, true],
  ['that it is current all the same', 'stillCurrent', 'Ja', CLOSED, null, true],
  ['a comment', 'comment', 'sedd', { ...SAME, class: 'close-not-current' }, null, false],
  [
    'a status of a case that has moved',
    'status',
    'Klar',
    { ...SAME, class: 'close-not-current' },
    null,
    true,
  ],
  ['a decision, and another by hand since', 'sipDecision', 'Redan avslutad', SAME, 'close-not-current', true],
  ['current all the same, and not so by hand since', 'stillCurrent', 'Ja', SAME, 'close-not-current', true],
  ['work, and a decision by hand since that moves nothing', 'allParties', 'Ja', SAME, SAME.class, false],
  ['a decision taken back', 'sipDecision', null, SAME, 'closed', false],
])('what must be confirmed: %s', (_, key, value, now, decidedSince, expected) => {
  const column = answerColumn(key);
  if (column === undefined) throw new Error(key);
  expect(mustBeConfirmed({ column, value, decidedSince }, HANDED, false, now)).toBe(expected);
});
