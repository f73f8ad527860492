import { addDays, weekday } from './days.ts';
import { HOLIDAY_YEARS, HOLIDAYS } from './holidays.ts';

const WEEKEND = ['lör', 'sön'];

/**
 * Whether people are at work: not on Saturdays and Sundays, public holidays, midsommarafton, julafton or nyårsafton. Of
 * a year outside the table only the weekends are known: `yearsWithoutHolidays` tells.
 */
export function isWorkingDay(day: string): boolean {
  return !WEEKEND.includes(weekday(day)) && !Object.hasOwn(HOLIDAYS, day);
}

/** Working days after one day, up to and including another; none where the second is not later. */
export function workingDaysBetween(afterDay: string, toDay: string): number {
  let days = 0;
  for (let day = afterDay; day < toDay;) {
    day = addDays(day, 1);
    if (isWorkingDay(day)) days += 1;
  }
  return days;
}

/** The working day that is this many after a day; the day itself for none. */
export function addWorkingDays(day: string, days: number): string {
  let reached = day;
  for (let left = days; left > 0;) {
    reached = addDays(reached, 1);
    if (isWorkingDay(reached)) left -= 1;
  }
  return reached;
}

/** The years, from one day to another, whose holidays the table does not have. */
export function yearsWithoutHolidays(fromDay: string, toDay: string): readonly number[] {
  const years: number[] = [];
  for (let year = Number(fromDay.slice(0, 4)); year <= Number(toDay.slice(0, 4)); year += 1) {
    if (year < HOLIDAY_YEARS.first || year > HOLIDAY_YEARS.last) years.push(year);
  }
  return years;
}
