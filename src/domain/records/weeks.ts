import { dayNumber } from './days.ts';

/** The week by ISO 8601, as Swedish calendars number it: that of the week's Thursday. */
export function weekOf(day: string): number {
  const thursday = dayNumber(day) - ((((dayNumber(day) + 3) % 7) + 7) % 7) + 3;
  const year = new Date(thursday * 86_400_000).getUTCFullYear();
  return Math.floor((thursday - dayNumber(`${year}-01-01`)) / 7) + 1;
}
