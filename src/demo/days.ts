/**
 * Days as integers (0 = 1970-01-01) and instants as whole minutes of local time: the lists say
 * nothing of time zones, and a day must never pass through one.
 */
const DAYS_TO_1970 = 719_468;
const DAYS_PER_ERA = 146_097;
const MINUTES_PER_DAY = 1440;

const two = (number: number): string => String(number).padStart(2, '0');

/** `2025-09-15` → day number. Years are counted from March, so that the leap day comes last. */
export function dayOf(iso: string): number {
  const year = Number(iso.slice(0, 4));
  const month = Number(iso.slice(5, 7));
  const day = Number(iso.slice(8, 10));
  const marchYear = month <= 2 ? year - 1 : year;
  const era = Math.floor(marchYear / 400);
  const yearOfEra = marchYear - era * 400;
  const dayOfYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + day - 1;
  const leapDays = Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100);
  return era * DAYS_PER_ERA + yearOfEra * 365 + leapDays + dayOfYear - DAYS_TO_1970;
}

/** Day number → `2025-09-15`. */
export function isoDay(dayNumber: number): string {
  const shifted = dayNumber + DAYS_TO_1970;
  const era = Math.floor(shifted / DAYS_PER_ERA);
  const dayOfEra = shifted - era * DAYS_PER_ERA;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const marchMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * marchMonth + 2) / 5) + 1;
  const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  return `${year}-${two(month)}-${two(day)}`;
}

export function minuteOf(dayNumber: number, hour: number, minute: number): number {
  return dayNumber * MINUTES_PER_DAY + hour * 60 + minute;
}

/** Minutes → `2025-09-15 07:32`. */
export function isoMinute(minutes: number): string {
  const day = Math.floor(minutes / MINUTES_PER_DAY);
  const ofDay = minutes - day * MINUTES_PER_DAY;
  return `${isoDay(day)} ${two(Math.floor(ofDay / 60))}:${two(ofDay % 60)}`;
}
