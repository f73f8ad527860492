import { describe, expect, it } from 'vitest';
import { WHOLE, type HadOfScope } from './coverage.ts';
import { cutOf, judgeCoverage, looksChosen, type ListAsSeen, type MissingCell } from './judge-coverage.ts';

const cell = (kommun: string, open: number, inList: number, part = 'kommun'): MissingCell => ({
  kommun,
  part,
  open,
  inList,
});
const SEEN: ListAsSeen = {
  said: null,
  remembered: null,
  differsIn: [],
  isEmpty: false,
  had: { has: 'all', lacks: [] },
  cases: 20,
  ownCount: null,
  hasHiddenRows: false,
  isFiltered: false,
  missing: [],
  cut: null,
  isBeyondHistory: false,
};
const judge = (seen: Partial<ListAsSeen>) => judgeCoverage({ ...SEEN, ...seen });
const signs = (seen: Partial<ListAsSeen>) => judge({ remembered: WHOLE, ...seen }).hold?.signs ?? null;
const said = { covers: WHOLE, isWhole: true };

describe('a list that nothing is said of', () => {
  it('covers its own cases alone, where nothing is missing that is not explained', () => {
    expect(judge({})).toEqual({ covers: null, hold: null });
    expect(judge({ missing: [cell('2281', 9, 9)] })).toEqual({ covers: null, hold: null });
  });

  it('is held for one case that is missing, and says in what it differs from those that are whole', () => {
    const held = judge({ missing: [cell('2281', 9, 8)], differsIn: ['title'] });
    expect(held).toEqual({ covers: null, hold: { code: 'LIST_MAYBE_PART', signs: ['title'] } });
  });

  it('is held as a stranger where it has nothing of many', () => {
    expect(judge({ missing: [cell('2281', 5, 0)] }).hold?.code).toBe('LIST_SHARES_NOTHING');
    expect(judge({ missing: [cell('2281', 4, 0)] }).hold?.code).toBe('LIST_MAYBE_PART');
  });
});

describe('a list of a definition that was called whole', () => {
  const missing = [cell('2281', 100, 90), cell('2260', 10, 9), cell('2262', 50, 45, 'psykiatri')];

  it('is whole too', () => {
    expect(judge({ remembered: WHOLE, missing })).toEqual({ covers: WHOLE, hold: null });
    expect(judge({ remembered: { kommun: ['2281'] }, missing })).toEqual({
      covers: { kommun: ['2281'] },
      hold: null,
    });
  });

  it('is held where it shows a sign of a part', () => {
    expect(signs({ missing, hasHiddenRows: true })).toEqual(['hidden-rows']);
    expect(signs({ missing, isFiltered: true })).toEqual(['filter']);
    expect(signs({ missing, ownCount: 21 })).toEqual(['count']);
    expect(signs({ missing, ownCount: 20 })).toBeNull();
    expect(signs({ missing, cut: 'cut-at-end' })).toEqual(['cut-at-end']);
    expect(signs({ missing: [cell('2281', 100, 24)] })).toEqual(['most-gone']);
    expect(signs({ missing: [cell('2281', 100, 25)] })).toBeNull();
  });

  it('is held where a kommun or part is emptied at once, and not where that is what chance does', () => {
    expect(signs({ missing: [...missing, cell('2282', 4, 0)] })).toEqual(['kommun-emptied']);
    expect(signs({ missing: [...missing, cell('2281', 4, 0, 'slutenvard')] })).toEqual(['part-emptied']);
    // One alone may end at any time; three when a third of all do.
    expect(signs({ missing: [...missing, cell('2282', 1, 0)] })).toBeNull();
    expect(signs({ missing: [cell('2281', 300, 200), cell('2282', 3, 0)] })).toBeNull();
    expect(signs({ missing: [cell('2281', 300, 200), cell('2282', 5, 0)] })).toEqual(['kommun-emptied']);
  });

  it('says nothing of signs where nothing is missing', () => {
    expect(judge({ remembered: WHOLE, hasHiddenRows: true, missing: [cell('2281', 9, 9)] })).toEqual({
      covers: WHOLE,
      hold: null,
    });
  });
});

describe('what is said with the command', () => {
  it('goes before every sign', () => {
    expect(judge({ said, hasHiddenRows: true, ownCount: 1, cut: 'cut-at-end' })).toEqual({
      covers: WHOLE,
      hold: null,
    });
  });

  it('does not count where the list has nothing of what it is said to cover', () => {
    const covers = { kommun: ['2260'] };
    const hold = (has: HadOfScope['has'], isWhole = false) =>
      judge({ said: { covers, isWhole }, had: { has, lacks: [] } });
    expect(hold('nothing').hold?.code).toBe('COVERS_NOTHING');
    expect(hold('nothing', true).hold?.code).toBe('COVERS_NOTHING');
    expect(hold('cannot', true).hold?.code).toBe('COVERS_NOTHING');
    expect(hold('all')).toEqual({ covers, hold: null });
  });

  it('does not count where it has nothing of one thing that is named, unless that is said too', () => {
    const covers = { kommun: ['2260', '2262'] };
    const had = { has: 'some', lacks: [{ column: 'kommun', value: '2262' }] } as const;
    expect(judge({ said: { covers, isWhole: false }, had }).hold?.code).toBe('COVERS_NOTHING');
    expect(judge({ said: { covers, isWhole: true }, had })).toEqual({ covers, hold: null });
  });
});

describe('a list without a case', () => {
  const empty = { isEmpty: true, had: { has: 'nothing', lacks: [] }, cases: 0, ownCount: 0 } as const;

  it('always needs somebody’s word that it is whole', () => {
    expect(judge(empty).hold?.code).toBe('LIST_EMPTY');
    expect(judge({ ...empty, remembered: WHOLE }).hold?.code).toBe('LIST_EMPTY');
    expect(judge({ ...empty, said: { covers: { kommun: ['2260'] }, isWhole: false } }).hold?.code).toBe(
      'LIST_EMPTY',
    );
    expect(judge({ ...empty, said })).toEqual({ covers: WHOLE, hold: null });
    const cannot = { has: 'cannot', lacks: [] } as const;
    const ofKommun = { covers: { kommun: ['2260'] }, isWhole: true };
    expect(judge({ ...empty, had: cannot, said: ofKommun }).hold?.code).toBe('COVERS_NOTHING');
    expect(judge({ ...empty, said: { covers: { kommun: ['2260'] }, isWhole: true } }).covers).toEqual({
      kommun: ['2260'],
    });
  });
});

describe('a list that was chosen from', () => {
  /** Forty cases, each with a value of its own sort and the day that it began. */
  const cases = (isMissing: (at: number) => boolean) =>
    Array.from({ length: 40 }, (_none, at) => ({
      isMissing: isMissing(at),
      values: [at % 8 === 0 ? 'no' : 'yes', at % 2],
      beganOn: at === 39 ? null : `2025-01-${String(10 + (at % 20))}`,
    }));

  it('has none of a value, or none before or after a day', () => {
    expect(looksChosen(cases((at) => at % 8 === 0))).toBe(true);
    expect(looksChosen(cases((at) => at % 2 === 1))).toBe(true);
    expect(looksChosen(cases((at) => at % 20 < 3))).toBe(true);
    expect(looksChosen(cases((at) => at % 20 > 14))).toBe(true);
  });

  it('also where others have ended by themselves', () => {
    expect(looksChosen(cases((at) => at % 8 === 0 || at === 11))).toBe(true);
  });

  it('is not one where cases have ended here and there, or all', () => {
    expect(looksChosen(cases((at) => [3, 16, 22, 37].includes(at)))).toBe(false);
    expect(looksChosen(cases((at) => at % 20 === 0))).toBe(false);
    expect(looksChosen(cases(() => true))).toBe(false);
    expect(looksChosen([])).toBe(false);
  });
});

describe('a list that was cut', () => {
  const NOT_NEW = { atStart: false, atEnd: false };
  const order = (text: string): readonly boolean[] => Array.from(text, (sign) => sign === 'x');

  it('lacks what stood together at an end of the list before', () => {
    expect(cutOf(order('.......xx'), NOT_NEW)).toBe('cut-at-end');
    expect(cutOf(order('xx.......'), NOT_NEW)).toBe('cut-at-start');
    expect(cutOf(order('.x..x..x.......xxxxx'), NOT_NEW)).toBe('cut-at-end');
  });

  it('is not one that goes on, that lacks one, or that lacks some here and there', () => {
    expect(cutOf(order('.......xx'), { atStart: false, atEnd: true })).toBeNull();
    expect(cutOf(order('xx.......'), { atStart: true, atEnd: false })).toBeNull();
    expect(cutOf(order('........x'), NOT_NEW)).toBeNull();
    expect(cutOf(order('x..x..x..xx'), NOT_NEW)).toBeNull();
  });
});
