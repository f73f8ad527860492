import { describe, expect, it } from 'vitest';
import { isOneSide, sortingColumnsOf, type SortedCase } from './chosen-cases.ts';

/** Two hundred cases: eight roles, fifty units of four, a day each, in no order of any of them. */
const cases = (isMissing: (at: number) => boolean): readonly SortedCase[] =>
  Array.from({ length: 200 }, (_none, at) => ({
    isMissing: isMissing(at),
    groups: [(at * 7) % 8, at % 50],
    ranks: [at % 40 === 0 ? null : `2025-${String(1000 + ((at * 37) % 200))}`],
  }));
const isChosen = (isMissing: (at: number) => boolean, order: readonly boolean[] = []): boolean =>
  isOneSide(cases(isMissing), order);
const dayOf = (at: number): number => (at * 37) % 200;

describe('what a list lacks is one side of a column', () => {
  it('all that have a value, or some values, and all but those', () => {
    expect(isChosen((at) => at % 8 === 3)).toBe(true);
    expect(isChosen((at) => at % 8 > 4)).toBe(true);
    expect(isChosen((at) => at % 8 !== 3)).toBe(true);
    expect(isChosen((at) => at % 50 === 3)).toBe(true);
  });

  it('all before, after or between two days, with those that have none or without', () => {
    expect(isChosen((at) => at % 40 !== 0 && dayOf(at) < 25)).toBe(true);
    expect(isChosen((at) => at % 40 === 0 || dayOf(at) < 25)).toBe(true);
    expect(isChosen((at) => at % 40 === 0 || dayOf(at) >= 170)).toBe(true);
    expect(isChosen((at) => at % 40 !== 0 && dayOf(at) > 60 && dayOf(at) < 90)).toBe(true);
    // None is left before a day, though one has ended elsewhere.
    expect(isChosen((at) => at % 40 !== 0 && (dayOf(at) < 25 || dayOf(at) === 110))).toBe(true);
  });

  it('a run of the list before', () => {
    const page = cases((at) => at >= 60 && at < 100);
    expect(
      isOneSide(
        page,
        page.map(({ isMissing }) => isMissing),
      ),
    ).toBe(true);
    expect(isOneSide(page, [])).toBe(false);
  });
});

describe('what a list lacks is not one side', () => {
  it('where few are gone, or all', () => {
    expect(isChosen((at) => at % 50 === 3 && at < 150)).toBe(false);
    expect(isChosen(() => true)).toBe(false);
    expect(isChosen(() => false)).toBe(false);
    // Nine in a row of an order may be somebody's day.
    expect(isChosen((at) => dayOf(at) >= 61 && dayOf(at) <= 69)).toBe(false);
    const few = cases((at) => at >= 60 && at < 69);
    expect(
      isOneSide(
        few,
        few.map(({ isMissing }) => isMissing),
      ),
    ).toBe(false);
  });

  it('where others are gone too, and where one of them is left', () => {
    expect(isChosen((at) => at % 50 === 3 || at === 7)).toBe(false);
    expect(isChosen((at) => at % 8 === 3 && at !== 11)).toBe(false);
    expect(isChosen((at) => at % 3 === 0)).toBe(false);
  });

  it('where there are so few cases that chance does it', () => {
    const few = (isMissing: (at: number) => boolean): readonly SortedCase[] => cases(isMissing).slice(0, 20);
    expect(
      isOneSide(
        few((at) => at % 8 > 5),
        [],
      ),
    ).toBe(false);
  });
});

describe('the columns that lists are sorted by', () => {
  const FIELDS = [
    { name: 'sip_id', type: 'id' },
    { name: 'name', type: 'name' },
    { name: 'kommun', type: 'kommun' },
    { name: 'part', type: 'term' },
    { name: 'meeting_on', type: 'date' },
  ] as const;

  it('are each value and each with the kommun; days, whether there is one too; names by first and last word; birth and id', () => {
    const columns = sortingColumnsOf(FIELDS, false);
    expect(columns.names).toEqual(['name', 'kommun', 'part', 'meeting_on']);
    expect(columns.of(['Åsa von Ek', '2281', 'kommun', null], 'SIP-1', '192506289822')).toEqual({
      groups: ['2281', 'kommun', '2281 kommun', 0, 0],
      ranks: ['[SA VON EK', 'EK', null, '19250628', 'SIP-1'],
    });
  });

  it('are neither days nor ids of cases that end in the order in which they began', () => {
    const columns = sortingColumnsOf(FIELDS, true);
    expect(columns.names).toEqual(['name', 'kommun']);
    expect(columns.of(['Ek', '2281'], 'VT1', null)).toEqual({
      groups: ['2281', null],
      ranks: ['EK', 'EK', null],
    });
  });
});
