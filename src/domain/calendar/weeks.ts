import { addDays, dayNumber } from './days.ts';

/** 1970-01-01 was a Thursday: days from Monday on, whatever the century. */
const daysFromMonday = (day: string): number => (((dayNumber(day) + 3) % 7) + 7) % 7;

/** The Monday of the day's week. */
export function mondayOf(day: string): string {
  return addDays(day, -daysFromMonday(day));
}

/** The week's number as Swedish calendars have it (ISO 8601): that of its Thursday. */
export function weekNumber(day: string): number {
  const thursday = addDays(mondayOf(day), 3);
  return Math.floor((dayNumber(thursday) - dayNumber(`${thursday.slice(0, 4)}-01-01`)) / 7) + 1;
}
