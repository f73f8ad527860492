import { describe, expect, it } from 'vitest';
import type { Spell } from './older-fate.ts';
import { historyWithout } from './without-list.ts';

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

describe('a case without one of its lists', () => {
  it('has what the others say, as one spell where they say the same', () => {
    const history = [spell('2025-09-01', 1, A), spell('2025-09-08', 2, B), spell('2025-09-15', 3, A)];
    expect(historyWithout(history, [seen('2025-09-01', 1), seen('2025-09-15', 3)], NAMES)).toEqual({
      spells: [spell('2025-09-01', 1, A)],
      fates: ['new', 'unchanged'],
    });
    expect(historyWithout(history, [seen('2025-09-08', 2), seen('2025-09-15', 3)], NAMES)).toEqual({
      spells: [spell('2025-09-08', 2, B), spell('2025-09-15', 3, A)],
      fates: ['new', 'changed'],
    });
  });

  it('has of each row the fate that it had when it came in: an older list after a newer is held against that', () => {
    const history = [spell('2025-09-01', 3, A), spell('2025-09-08', 1, B)];
    expect(historyWithout(history, [seen('2025-09-01', 3), seen('2025-09-08', 1)], NAMES).fates).toEqual([
      'changed',
      'new',
    ]);
  });

  it('has nothing of a column that the list set aside alone had', () => {
    const history = [spell('2025-09-01', 1, facts('a', 'x')), spell('2025-09-08', 2, facts('b', 'x'))];
    expect(historyWithout(history, [seen('2025-09-08', 2, ['phase'])], NAMES).spells).toEqual([
      spell('2025-09-08', 2, facts('b')),
    ]);
  });

  it('is protected by a sign of its own in a list without the column, and by no other', () => {
    const names = ['phase', 'is_protected'];
    const said = (phase: string, is_protected: number | null): string =>
      JSON.stringify({ phase, is_protected });
    const history = [spell('2025-09-01', 1, said('a', 1)), spell('2025-09-08', 2, said('b', 1))];
    const without = (isSaidProtected: boolean) =>
      historyWithout(history, [{ ...seen('2025-09-08', 2, ['phase']), isSaidProtected }], names).spells;
    expect(without(true)).toEqual([spell('2025-09-08', 2, said('b', 1))]);
    expect(without(false)).toEqual([spell('2025-09-08', 2, said('b', null))]);
  });

  it('has no history where no other list has it', () => {
    expect(historyWithout([spell('2025-09-01', 1, A)], [], NAMES)).toEqual({ spells: [], fates: [] });
  });
});
