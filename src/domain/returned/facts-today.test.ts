import { expect, it } from 'vitest';
import { haveFactsChanged } from './facts-today.ts';

const HANDED = { patient: 'A Ek', role: null, _owner: 'kommun|2281', _group: null };

it.each([
  ['none', null, false],
  ['the same', { patient: 'A Ek', role: null }, false],
  ['the same, spaced otherwise', { patient: 'A  Ek ' }, false],
  ['another fact', { patient: 'A Alm' }, true],
  ['a fact that there was none of', { role: 'Kurator' }, true],
  ['another owner', { _owner: 'primarvard|2281' }, true],
  ['a group, on a list without groups', { _group: 'Avd 1' }, false],
])('facts today: %s', (_, today, hasChanged) => {
  expect(haveFactsChanged(HANDED, today)).toBe(hasChanged);
});

it('another group, on a list with groups, is a change', () => {
  expect(haveFactsChanged({ ...HANDED, _group: 'Avd 1' }, { _group: 'Avd 2' })).toBe(true);
});
