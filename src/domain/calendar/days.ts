import { late } from '../words/late.ts';

/**
 * Local days and times as ISO strings. Never `Date` for a day: a day has no time zone.
 */

/** Why a text is no day: the finding it leads to. */
export type DayFault =
  'DATE_NOT_UNDERSTOOD' | 'DATE_AMBIGUOUS' | 'DATE_IMPOSSIBLE' | 'DATE_WITH_TWO_DIGIT_YEAR';

export interface Fault<Code extends string> {
  readonly fault: Code;
}

const notUnderstood: Fault<DayFault> = { fault: 'DATE_NOT_UNDERSTOOD' };
const ambiguous: Fault<DayFault> = { fault: 'DATE_AMBIGUOUS' };
const impossible: Fault<DayFault> = { fault: 'DATE_IMPOSSIBLE' };
const twoDigitYear: Fault<DayFault> = { fault: 'DATE_WITH_TWO_DIGIT_YEAR' };

const ZERO = 48;
const HYPHEN = 45;
const MS_PER_HOUR = 3_600_000;
const MS_PER_DAY = 86_400_000;
const DAYS_IN_MONTH = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;

function daysInMonth(year: number, month: number): number {
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  return month === 2 && isLeap ? 29 : (DAYS_IN_MONTH[month - 1] ?? 0);
}

/** Whether the calendar has the day; years 1800–2199, so that a slip of a digit is seen. NaN is in no calendar. */
export function isCalendarDay(year: number, month: number, day: number): boolean {
  if (!(year >= 1800 && year <= 2199 && month >= 1 && month <= 12 && day >= 1)) return false;
  return day <= 28 || day <= daysInMonth(year, month);
}

function digits(text: string, from: number, to: number): number {
  let value = 0;
  for (let index = from; index < to; index += 1) {
    const digit = text.charCodeAt(index) - ZERO;
    if (!(digit >= 0 && digit <= 9)) return Number.NaN;
    value = value * 10 + digit;
  }
  return value;
}

/** Whether a text begins with `YYYY-MM-DD`. Asked of every cell under a day: in one go. */
function isIsoDay(text: string): boolean {
  let value = 0;
  for (let index = 0; index < 10; index += 1) {
    const sign = text.charCodeAt(index);
    if (index === 4 || index === 7) {
      if (sign !== HYPHEN) return false;
    } else if (sign >= ZERO && sign <= ZERO + 9) {
      value = value * 10 + sign - ZERO;
    } else {
      return false;
    }
  }
  return isCalendarDay(Math.trunc(value / 10_000), Math.trunc(value / 100) % 100, value % 100);
}

const TIME = String.raw`(?:,? ?(?:kl\.? ?)?|[T ]+)(?<hour>\d{1,2})(?:[:.](?<minute>\d{2})(?:[:.](?<second>\d{2})(?:[.,]\d+)?)?)?`;

/** Year first: one reading, with or without zeros; one separator kept throughout, then perhaps a time. */
const YEAR_FIRST = new RegExp(
  String.raw`^(?<year>\d{4})(?:(?<sign>[-/.])(?<month>\d{1,2})\k<sign>(?<day>\d{1,2})|(?<mm>\d{2})(?<dd>\d{2}))(?:${TIME})?$`,
  'u',
);
/** Year last: only where day and month can not have changed places. 03/04/2025 would be a guess. */
const YEAR_LAST = new RegExp(
  String.raw`^(?<one>\d{1,2})(?<sign>[-/.])(?<other>\d{1,2})\k<sign>(?<year>\d{4})(?:${TIME})?$`,
  'u',
);
const TWO_DIGIT_YEAR = /^\d{2}[-/.]?\d{2}[-/.]?\d{2}(?:\s.*)?$/u;

/** With the month in words there is only one reading: 4 mars 2025, 29 sept. 2025 kl. 08.15. */
const MONTH_IN_WORDS = late(
  () => new RegExp(String.raw`^(?<day>\d{1,2})\.? (?<name>\p{L}{3,9})\.? (?<year>\d{4})(?:${TIME})?$`, 'iu'),
);
const MONTHS = 'januari februari mars april maj juni juli augusti september oktober november december'.split(
  ' ',
);

type Parts = Partial<Readonly<Record<string, string>>>;

/** Day and month of a date with its year last; null where either may be the other. */
function dayAndMonth(one: string, other: string): { readonly day: string; readonly month: string } | null {
  if (Number(one) > 12 || Number(one) === Number(other)) return { day: one, month: other };
  return Number(other) > 12 ? { day: other, month: one } : null;
}

/** Which comes first where the year comes last, where somebody has said it. */
export type DayAndMonthOrder = 'day-month' | 'month-day';

function inOrder(
  one: string,
  other: string,
  order: DayAndMonthOrder,
): { readonly day: string; readonly month: string } {
  return order === 'day-month' ? { day: one, month: other } : { day: other, month: one };
}

function yearLastParts(parts: Parts, order: DayAndMonthOrder | null): Parts | undefined {
  const { one = '', other = '' } = parts;
  const found = order === null ? dayAndMonth(one, other) : inOrder(one, other, order);
  return found === null ? undefined : { ...parts, ...found };
}

/** The parts of a day in whatever form; null where it has none of them, undefined where it can be read in two ways. */
function partsOf(text: string, order: DayAndMonthOrder | null): Parts | null | undefined {
  const yearFirst = YEAR_FIRST.exec(text)?.groups;
  if (yearFirst !== undefined) {
    const { mm, dd } = yearFirst;
    return mm === undefined ? yearFirst : { ...yearFirst, month: mm, day: dd };
  }
  const yearLast = YEAR_LAST.exec(text)?.groups;
  if (yearLast !== undefined) return yearLastParts(yearLast, order);
  const inWords = MONTH_IN_WORDS().exec(text)?.groups;
  const name = inWords?.['name']?.toLowerCase() ?? '';
  const at = name === '' ? -1 : MONTHS.findIndex((full) => full.startsWith(name));
  return at < 0 ? null : { ...inWords, month: String(at + 1) };
}

function readInstantSlowly(text: string, order: DayAndMonthOrder | null): string | Fault<DayFault> {
  // Every form begins with a figure.
  if (Number.isNaN(digits(text, 0, 1))) return notUnderstood;
  const parts = partsOf(text, order);
  if (parts === undefined) return ambiguous;
  if (parts === null) return TWO_DIGIT_YEAR.test(text) ? twoDigitYear : notUnderstood;
  return instantOf(parts, text);
}

function instantOf(parts: Parts, text: string): string | Fault<DayFault> {
  const { year = '', month = '', day = '', hour, minute = '00', second = '00' } = parts;
  if (!isCalendarDay(Number(year), Number(month), Number(day))) return impossible;
  const isoDay = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  if (hour === undefined) return isoDay;
  // "2025-09-29 14" may be anything; "kl 14" is a time.
  if (parts['minute'] === undefined && !/kl\.? ?\d{1,2}$/iu.test(text)) return notUnderstood;
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return impossible;
  return `${isoDay}T${hour.padStart(2, '0')}:${minute}`;
}

/**
 * Reads a day and, where there is one, a time of day.
 *
 * @param text trimmed cell text, not empty
 * @param order what somebody has said of days with the year last; a day that it makes impossible is told as such
 * @returns `YYYY-MM-DD` or `YYYY-MM-DDTHH:MM`, or why it is neither
 */
export function readInstant(text: string, order: DayAndMonthOrder | null = null): string | Fault<DayFault> {
  if (text.length === 10 && isIsoDay(text)) return text;
  if (text.length === 16 && text.charAt(13) === ':' && isIsoDay(text)) {
    const hour = digits(text, 11, 13);
    const minute = digits(text, 14, 16);
    const separator = text.charAt(10);
    if (hour < 24 && minute < 60 && (separator === ' ' || separator === 'T')) {
      return separator === 'T' ? text : `${text.slice(0, 10)}T${text.slice(11)}`;
    }
  }
  return readInstantSlowly(text, order);
}

/** Reads a day; a time of day behind it is left out. */
export function readDay(text: string, order: DayAndMonthOrder | null = null): string | Fault<DayFault> {
  const instant = readInstant(text, order);
  return typeof instant === 'string' && instant.length > 10 ? instant.slice(0, 10) : instant;
}

/** The day of a day or instant. */
export function dayOf(instant: string): string {
  return instant.slice(0, 10);
}

/** Days since 1970-01-01, for differences between days. */
export function dayNumber(day: string): number {
  return Date.UTC(digits(day, 0, 4), digits(day, 5, 7) - 1, digits(day, 8, 10)) / 86_400_000;
}

/** The day that is so many days after 1970-01-01. */
export function dayOfNumber(number: number): string {
  return new Date(number * 86_400_000).toISOString().slice(0, 10);
}

export function addDays(day: string, days: number): string {
  return dayOfNumber(dayNumber(day) + days);
}

/** The same day `months` later; the last of the month where that month is shorter. */
export function addMonths(day: string, months: number): string {
  const total = digits(day, 0, 4) * 12 + digits(day, 5, 7) - 1 + months;
  const year = Math.floor(total / 12);
  const month = (total % 12) + 1;
  const dayOfMonth = Math.min(digits(day, 8, 10), daysInMonth(year, month));
  return `${year}-${String(month).padStart(2, '0')}-${String(dayOfMonth).padStart(2, '0')}`;
}

const WEEKDAYS = ['sön', 'mån', 'tis', 'ons', 'tor', 'fre', 'lör'] as const;

/** The weekday in three Swedish letters. */
export function weekday(day: string): string {
  return WEEKDAYS[(((dayNumber(day) + 4) % 7) + 7) % 7] ?? '';
}

/** 01:00 UTC on the last Sunday of a month: when the clocks of the EU change (directive 2000/84/EC). */
function clockChange(year: number, month: number): number {
  const lastDay = dayNumber(`${year}-${String(month).padStart(2, '0')}-31`);
  return (lastDay - ((((lastDay + 4) % 7) + 7) % 7)) * MS_PER_DAY + MS_PER_HOUR;
}

/**
 * The local day in Stockholm at a moment, whatever the machine's time zone. By the rule in force since 1996, and not
 * by `Intl`: loading its tables costs a third of what a short command takes. A test holds the two together.
 */
export function stockholmDay(moment: Date): string {
  return inStockholm(moment).slice(0, 10);
}

/** HH:MM in Stockholm. */
export function stockholmTime(moment: Date): string {
  return inStockholm(moment).slice(11, 16);
}

function inStockholm(moment: Date): string {
  const year = moment.getUTCFullYear();
  const isSummer = moment.getTime() >= clockChange(year, 3) && moment.getTime() < clockChange(year, 10);
  return new Date(moment.getTime() + (isSummer ? 2 : 1) * MS_PER_HOUR).toISOString();
}
