import { describe, expect, it } from 'vitest';
import { mondayOf, weekNumber } from './weeks.ts';

describe('weekNumber', () => {
  it.each([
    ['2025-04-28', 18],
    ['2025-09-29', 40],
    // Week 41 ends on Sunday 12 October (seed 000: "Senast v 41").
    ['2025-10-12', 41],
    ['2025-10-13', 42],
    ['2024-12-29', 52],
    ['2024-12-30', 1],
    ['2026-12-31', 53],
    ['2027-01-03', 53],
    ['2027-01-04', 1],
  ])('%s is in week %i', (day, week) => {
    expect(weekNumber(day)).toBe(week);
  });
});

describe('mondayOf', () => {
  it.each([
    ['2025-10-06', '2025-10-06'],
    ['2025-10-12', '2025-10-06'],
    ['2025-01-01', '2024-12-30'],
    ['1969-12-31', '1969-12-29'],
  ])('%s: %s', (day, monday) => {
    expect(mondayOf(day)).toBe(monday);
  });
});
