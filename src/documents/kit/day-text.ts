import { dayNumber } from '../../domain/calendar/days.ts';
import { some } from '../../domain/words/counted.ts';

const MONTHS = [
  ...['januari', 'februari', 'mars', 'april', 'maj', 'juni'],
  ...['juli', 'augusti', 'september', 'oktober', 'november', 'december'],
] as const;
const WEEKDAYS = ['torsdag', 'fredag', 'lördag', 'söndag', 'måndag', 'tisdag', 'onsdag'] as const;

const monthOf = (day: string): string => MONTHS[Number(day.slice(5, 7)) - 1] ?? '';
const dateOf = (day: string): number => Number(day.slice(8));

/** onsdag 8 oktober 2025 */
export function longDay(day: string): string {
  return `${weekdayName(day)} ${dateOf(day)} ${monthOf(day)} ${day.slice(0, 4)}`;
}

/** 8 okt */
export function shortDay(day: string): string {
  return `${dateOf(day)} ${monthOf(day).slice(0, 3)}`;
}

/** 8 oktober */
export function dayInMonth(day: string): string {
  return `${dateOf(day)} ${monthOf(day)}`;
}

/** 8 oktober, with the year where it is another than that of the day one looks from. */
export function dayFrom(day: string, asOf: string): string {
  return day.slice(0, 4) === asOf.slice(0, 4) ? dayInMonth(day) : `${dayInMonth(day)} ${day.slice(0, 4)}`;
}

export function weekdayName(day: string): string {
  return WEEKDAYS[((dayNumber(day) % 7) + 7) % 7] ?? '';
}

/** How far off a day is, as people say it. */
export function daysLeft(day: string, asOf: string): string {
  const days = dayNumber(day) - dayNumber(asOf);
  if (days === 0) return 'i dag';
  if (days < 0) return days === -1 ? 'i går' : `för ${some(-days, 'dag')} sedan`;
  return `${some(days, 'dag')} kvar`;
}
