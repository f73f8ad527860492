import { dayOfNumber } from '../domain/calendar/days.ts';

/** Instants as whole minutes of local time: the lists say nothing of time zones. */
const MINUTES_PER_DAY = 1440;

export function minuteOf(day: number, hour: number, minute: number): number {
  return day * MINUTES_PER_DAY + hour * 60 + minute;
}

/** Minutes → `2025-09-15 07:32`. */
export function isoMinute(minutes: number): string {
  const day = Math.floor(minutes / MINUTES_PER_DAY);
  const ofDay = minutes - day * MINUTES_PER_DAY;
  return `${dayOfNumber(day)} ${two(Math.floor(ofDay / 60))}:${two(ofDay % 60)}`;
}

const two = (number: number): string => String(number).padStart(2, '0');
