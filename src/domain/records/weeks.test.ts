import { expect, it } from 'vitest';
import { weekOf } from './weeks.ts';

// The ends of years are those of the Swedish calendar.
it.each([
  ['2025-10-05', 40],
  ['2025-10-06', 41],
  ['2025-10-12', 41],
  ['2024-12-29', 52],
  ['2024-12-30', 1],
  ['2026-01-01', 1],
  ['2026-12-31', 53],
  ['2027-01-03', 53],
  ['2027-01-04', 1],
])('%s lies in week %i', (day, week) => {
  expect(weekOf(day)).toBe(week);
});
