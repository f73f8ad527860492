import { expect, it } from 'vitest';
import { dayNumber } from '../domain/calendar/days.ts';
import { isoMinute, minuteOf } from './days.ts';

it('writes a minute as the lists do', () => {
  expect(isoMinute(minuteOf(dayNumber('2025-09-29'), 7, 5))).toBe('2025-09-29 07:05');
});
