import { describe, expect, it } from 'vitest';
import type { Spell } from './older-fate.ts';
import { historyByLists } from './history-by-lists.ts';

const NAMES = ['phase', 'unit'];
const facts = (phase: string, unit: string | null = null): string => JSON.stringify({ phase, unit });
const spell = (factsOn: string, sourceNo: number, said: string): Spell => ({
  factsOn,
  sourceNo,
  row: 2,
  facts: said,
});
const seen = (factsOn: string, sourceNo: number, columns: readonly string[] = NAMES) => ({
  factsOn,
  sourceNo,
  row: 2,
  columns,
  isSaidProtected: false,
});
const [A, B] = [facts('a'), facts('b')];

describe('a case as some of its lists make it', () => {
  it('has what the others say, as one spell where they say the same', () => {
    const history = [spell('2025-09-01', 1, A), spell('2025-09-08', 2, B), spell('2025-09-15', 3, A)];
    expect(historyByLists(history, [seen('2025-09-01', 1), seen('2025-09-15', 3)], NAMES)).toEqual({
      spells: [spell('2025-09-01', 1, A)],
      fates: ['new', 'unchanged'],
    });
    expect(historyByLists(history, [seen('2025-09-08', 2), seen('2025-09-15', 3)], NAMES)).toEqual({
      spells: [spell('2025-09-08', 2, B), spell('2025-09-15', 3, A)],
      fates: ['new', 'changed'],
    });
  });

  it('has of each row the fate that it had when it came in: an older list after a newer is held against that', () => {
    const history = [spell('2025-09-01', 3, A), spell('2025-09-08', 1, B)];
    expect(historyByLists(history, [seen('2025-09-01', 3), seen('2025-09-08', 1)], NAMES).fates).toEqual([
      'changed',
      'new',
    ]);
  });

  it('has nothing of a column that the list set aside alone had', () => {
    const history = [spell('2025-09-01', 1, facts('a', 'x')), spell('2025-09-08', 2, facts('b', 'x'))];
    expect(historyByLists(history, [seen('2025-09-08', 2, ['phase'])], NAMES).spells).toEqual([
      spell('2025-09-08', 2, facts('b')),
    ]);
  });

  it('is protected by a sign of its own in a list without the column, and by no other', () => {
    const names = ['phase', 'is_protected'];
    const said = (phase: string, is_protected: number | null): string =>
      JSON.stringify({ phase, is_protected });
    const history = [spell('2025-09-01', 1, said('a', 1)), spell('2025-09-08', 2, said('b', 1))];
    const without = (isSaidProtected: boolean) =>
      historyByLists(history, [{ ...seen('2025-09-08', 2, ['phase']), isSaidProtected }], names).spells;
    expect(without(true)).toEqual([spell('2025-09-08', 2, said('b', 1))]);
    expect(without(false)).toEqual([spell('2025-09-08', 2, said('b', null))]);
  });

  it('has in a column that a list lacks what the one before it in time says, whichever came first', () => {
    const history = [
      spell('2025-09-01', 1, facts('a', 'x')),
      spell('2025-09-08', 3, facts('a', 'y')),
      spell('2025-09-15', 2, facts('b', 'x')),
    ];
    const lists = [seen('2025-09-01', 1), seen('2025-09-08', 3), seen('2025-09-15', 2, ['phase'])];
    expect(historyByLists(history, lists, NAMES)).toEqual({
      spells: [...history.slice(0, 2), spell('2025-09-15', 2, facts('b', 'y'))],
      fates: ['new', 'changed', 'changed'],
    });
  });

  it('has with it the texts that could not be read there, and no others', () => {
    const unread = (texts: Readonly<Record<string, string>> | null): string =>
      JSON.stringify({
        phase: null,
        unit: null,
        not_understood: texts === null ? null : JSON.stringify(texts),
      });
    const first = { unit: '?', unit_after_list: '!', phase: 'x' };
    const second = { unit: '?', unit_after_list: '!', phase: 'z' };
    const history = [spell('2025-09-01', 1, unread(first)), spell('2025-09-08', 2, unread(second))];
    const lists = [seen('2025-09-01', 1), seen('2025-09-08', 2, ['phase'])];
    expect(historyByLists(history, lists, NAMES).spells).toEqual(history);
    expect(historyByLists(history, lists.slice(1), NAMES).spells).toEqual([
      spell('2025-09-08', 2, unread({ phase: 'z' })),
    ]);
    const bare = [history[0], spell('2025-09-08', 2, unread({ unit: '?' }))].filter(
      (one) => one !== undefined,
    );
    expect(historyByLists(bare, lists.slice(1), NAMES).spells).toEqual([
      spell('2025-09-08', 2, unread(null)),
    ]);
  });

  it('has no history where no other list has it', () => {
    expect(historyByLists([spell('2025-09-01', 1, A)], [], NAMES)).toEqual({ spells: [], fates: [] });
  });
});
