import { describe, expect, it } from 'vitest';
import { dayOf, isoDay, isoMinute, minuteOf } from './days.ts';

describe('days as integers', () => {
  it('counts from 1970', () => {
    expect(dayOf('1970-01-01')).toBe(0);
    expect(dayOf('2025-09-15')).toBe(20_346);
  });

  it('knows leap days, and the century that has none', () => {
    expect(dayOf('2024-03-01') - dayOf('2024-02-28')).toBe(2);
    expect(dayOf('1900-03-01') - dayOf('1900-02-28')).toBe(1);
  });

  it('comes back to the same day for two hundred years', () => {
    for (let day = dayOf('1880-01-01'); day < dayOf('2080-01-01'); day++)
      expect(dayOf(isoDay(day))).toBe(day);
  });

  it('writes a minute as the lists do', () => {
    expect(isoMinute(minuteOf(dayOf('2025-09-29'), 7, 5))).toBe('2025-09-29 07:05');
  });
});
