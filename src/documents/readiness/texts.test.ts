import { describe, expect, it } from 'vitest';
import { countAxis, dayAxis, dayTicks } from '../../documents/readiness/day-axis.ts';
import { daysLeft, longDay, shortDay } from '../kit/day-text.ts';
import { shownCount, shownPace, shownShare } from '../../documents/readiness/number-text.ts';

describe('days', () => {
  it('are told as people say them', () => {
    expect(longDay('2025-10-08')).toBe('onsdag 8 oktober 2025');
    expect(longDay('2024-02-29')).toBe('torsdag 29 februari 2024');
    expect(shortDay('2025-05-06')).toBe('6 maj');
  });

  it.each([
    ['2025-10-16', '8 dagar kvar'],
    ['2025-10-09', '1 dag kvar'],
    ['2025-10-08', 'i dag'],
    ['2025-10-07', 'i går'],
    ['2025-10-06', 'för 2 dagar sedan'],
  ])('%s, seen from 8 October: %s', (day, text) => {
    expect(daysLeft(day, '2025-10-08')).toBe(text);
  });
});

describe('numbers', () => {
  it('have their sign, and a decimal where it says something', () => {
    expect([shownCount(1188), shownCount(-3)]).toEqual(['1\u00a0188', '−3']);
    expect([146, 14, 9.4, 0, 0.04, 1234.5, -2].map(shownPace)).toEqual([
      ...['146', '14,0', '9,4', '0', 'under 0,1', '1\u00a0235', '−2,0'],
    ]);
  });

  it('never say all while something is left, nor nothing once something is done', () => {
    expect([shownShare(1187, 1188), shownShare(1, 1188), shownShare(0, 5), shownShare(5, 5)]).toEqual([
      '99 %',
      '1 %',
      '0 %',
      '100 %',
    ]);
    expect(shownShare(0, 0)).toBe('–');
  });
});

describe('axes', () => {
  it.each([
    [2043, [0, 1000, 2000, 3000]],
    [206, [0, 100, 200, 300]],
    [3, [0, 1, 2, 3]],
    [0, [0, 1]],
  ])('count from nought past %i in round steps', (largest, ticks) => {
    expect(countAxis(largest, 0, 100).ticks).toEqual(ticks);
  });

  it('name Mondays over some weeks and months over half a year', () => {
    const labels = (from: string, to: string): readonly string[] =>
      dayTicks(dayAxis(from, to, 0, 600), 9).map(({ label }) => label);
    expect(labels('2025-09-24', '2025-10-20')).toEqual(['29 sep', '6 okt', '13 okt', '20 okt']);
    expect(labels('2025-04-28', '2025-10-21')).toEqual(['maj', 'jun', 'jul', 'aug', 'sep', 'okt']);
  });
});
