import { describe, expect, it } from 'vitest';
import { DEFAULT_PROFILE } from '../../domain/profile/default-profile.ts';
import { parseProfile } from '../../domain/profile/parse-profile.ts';
import { SHIPPED_PROFILES } from '../../domain/profile/shipped-profiles.ts';
import { groupsOf, heldByScope, namedPlaces } from './coverage-word.ts';

const parsed = parseProfile(SHIPPED_PROFILES[DEFAULT_PROFILE]);
if ('faults' in parsed) throw new Error(parsed.faults.join());
const { profile } = parsed;

describe('lists that a word is of together', () => {
  const DAY = '2025-09-15';
  const list = { kind: 'sip', exportedOn: DAY, sourceNo: 1, mending: null } as const;
  const mending = { of: 'sip.csv', sha256: '', count: null, isOutdated: false };

  it('are those of one kind and day, each once', () => {
    const lists = [list, { ...list, sourceNo: 2 }, list, { ...list, sourceNo: 3, exportedOn: '2025-09-16' }];
    expect(groupsOf(lists)).toEqual([
      { kind: 'sip', sourceNos: [1, 2] },
      { kind: 'sip', sourceNos: [3] },
    ]);
  });

  it('are none that mends another, which has a part of its rows, and none of no day', () => {
    const others = [
      { ...list, sourceNo: 2, mending },
      { ...list, kind: 'enhet', sourceNo: 3, exportedOn: null },
    ] as const;
    expect(groupsOf([list, ...others])).toEqual([{ kind: 'sip', sourceNos: [1] }]);
  });
});

describe('what a list is said to be the whole of', () => {
  it('is named as people write it, also what has none', () => {
    expect(
      namedPlaces(profile, [
        { column: 'kommun', value: '2262' },
        { column: 'kommun', value: null },
        { column: 'part', value: 'primarvard' },
        { column: 'unit', value: 'Granen' },
        { column: 'unit', value: null },
      ]),
    ).toBe('kommun=Timrå, kommun=okänd, part=Primärvård, unit=Granen, unit=okänd');
  });

  it('is told of where the list has nothing of it, unless its kind has no such column', () => {
    const lacks = [{ column: 'kommun', value: '2262' }] as const;
    const detailOf = (has: 'nothing' | 'cannot'): string | null =>
      heldByScope({ profile }, 'sip', { has, lacks }).detail;
    expect([detailOf('nothing'), detailOf('cannot')]).toEqual([' (kommun=Timrå)', null]);
  });
});
