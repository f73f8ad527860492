import { expect, it } from 'vitest';
import { PROFILE } from '../../domain/classification/cases.test-help.ts';
import { WHOLE } from '../../domain/coverage/coverage.ts';
import type { CoverageWord } from '../../domain/coverage/held-list.ts';
import type { FindingGroup } from '../../domain/validation/finding-catalogue.ts';
import type { Register } from '../../register/file/register.ts';
import { TIMELESS } from './recognise-list.ts';
import { withIdleWord, wordOn } from './word-on-list.ts';

const REGISTER = { profile: PROFILE } as Register;
const UNITS = { mending: null, exportedOn: TIMELESS };
const SIPS = { mending: null, exportedOn: '2025-09-15' };
const TIMRA: CoverageWord = { covers: { kommun: ['2262'] }, by: 'A', reason: 'Uttaget', isWhole: false };
const word = (said: CoverageWord) => ({ word: said });
const codesOf = (
  ...[request, list, known]: [Parameters<typeof wordOn>[0], typeof SIPS, readonly FindingGroup[]]
) => withIdleWord(REGISTER, request, list, known).map(({ code, count }) => [code, count]);

it('a word on one list is laid on it, one on several when all are in, and none on a list of units', () => {
  expect(wordOn(word(TIMRA), SIPS)).toEqual(TIMRA);
  expect(wordOn({ ...word(TIMRA), isWordForSeveral: true }, SIPS)).toBeNull();
  expect(wordOn(word(TIMRA), UNITS)).toBeNull();
});

it('a list that was in already tells of a word that changes nothing there, and once', () => {
  const told = withIdleWord(REGISTER, word(TIMRA), UNITS, []);
  expect(codesOf(word(TIMRA), UNITS, [])).toEqual([['COVERS_NOT_OF_LIST', 1]]);
  expect(codesOf(word(TIMRA), UNITS, told)).toEqual([['COVERS_NOT_OF_LIST', 1]]);
});

it('and of no word that counts, that is true anyway, or that nobody gave', () => {
  expect(codesOf(word(TIMRA), SIPS, [])).toEqual([]);
  expect(codesOf(word({ ...TIMRA, covers: WHOLE }), UNITS, [])).toEqual([]);
  expect(codesOf({}, UNITS, [])).toEqual([]);
});
