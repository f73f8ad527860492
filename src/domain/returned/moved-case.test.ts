import { expect, it } from 'vitest';
import { hasMoved } from './moved-case.ts';
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
