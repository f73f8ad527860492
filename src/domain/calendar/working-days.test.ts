import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, dayNumber, weekday } from './days.ts';
import { HOLIDAY_YEARS, HOLIDAYS } from './holidays.ts';
import { addWorkingDays, isWorkingDay, workingDaysBetween, yearsWithoutHolidays } from './working-days.ts';

const someDay = fc.integer({ min: -400, max: 4_800 }).map((days) => addDays('2024-01-01', days));

/** Easter Sunday by the anonymous Gregorian algorithm (Meeus): what the table is held against. */
function easter(year: number): string {
  const a = year % 19;
  const [b, c] = [Math.floor(year / 100), year % 100];
  const g = Math.floor((8 * b + 13) / 25);
  const h = (19 * a + b - Math.floor(b / 4) - g + 15) % 30;
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7;
  const m = Math.floor((a + 11 * h + 19 * l) / 433);
  const month = Math.floor((h + l - 7 * m + 90) / 25);
  const day = (h + l - 7 * m + 33 * month + 19) % 32;
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

/** The Saturday among seven days. */
const saturdayFrom = (day: string): string => addDays(day, (6 - ((dayNumber(day) + 4) % 7) + 7) % 7);

describe('the table of holidays', () => {
  it.each(Array.from({ length: 12 }, (_, at) => HOLIDAY_YEARS.first + at))(
    'has the days that the law names, and the three eves: %i',
    (year) => {
      const midsummer = saturdayFrom(`${year}-06-20`);
      // Lag 1989:253 om allmänna helgdagar, 1 §; söndagar in general are not in the table.
      const byLaw = [
        `${year}-01-01`,
        `${year}-01-06`,
        addDays(easter(year), -2),
        easter(year),
        addDays(easter(year), 1),
        `${year}-05-01`,
        addDays(easter(year), 39),
        addDays(easter(year), 49),
        `${year}-06-06`,
        midsummer,
        saturdayFrom(`${year}-10-31`),
        `${year}-12-25`,
        `${year}-12-26`,
      ];
      const eves = [addDays(midsummer, -1), `${year}-12-24`, `${year}-12-31`];
      const listed = Object.entries(HOLIDAYS).filter(([day]) => day.startsWith(String(year)));
      const ofKind = (kind: string) =>
        listed.filter(([, holiday]) => holiday.kind === kind).map(([day]) => day);
      expect(ofKind('public').sort()).toEqual([...new Set(byLaw)].sort());
      expect(ofKind('eve').sort()).toEqual(eves.sort());
    },
  );
});

describe('isWorkingDay', () => {
  it.each([
    ['a Wednesday', '2025-10-08', true],
    ['a Saturday', '2025-10-11', false],
    ['a Sunday', '2025-10-12', false],
    ['första maj, a Thursday', '2025-05-01', false],
    ['nationaldagen, a Friday', '2025-06-06', false],
    ['midsommarafton, a Friday', '2025-06-20', false],
    ['julafton, a Wednesday', '2025-12-24', false],
    ['the day after annandag pingst was one', '2025-06-09', true],
    ['skärtorsdagen', '2025-04-17', true],
    ['allhelgonaafton', '2025-10-31', true],
    ['första maj of a year that the table has not', '2040-05-01', true],
    ['a Sunday of a year that the table has not', '2040-05-06', false],
  ])('%s, %s: %s', (_, day, expected) => {
    expect(isWorkingDay(day)).toBe(expected);
  });
});

describe('workingDaysBetween', () => {
  it.each([
    ['2025-10-08', '2025-10-10', 2],
    ['2025-10-08', '2025-10-12', 2],
    ['2025-10-08', '2025-10-16', 6],
    ['2025-10-10', '2025-10-13', 1],
    ['2025-10-08', '2025-10-08', 0],
    ['2025-10-10', '2025-10-08', 0],
    // 100 weekdays of 20 weeks, less första maj, Kristi himmelsfärdsdag, nationaldagen and midsommarafton.
    ['2025-04-28', '2025-09-15', 96],
    ['2025-12-23', '2026-01-02', 3],
  ])('after %s up to %s: %i', (after, to, days) => {
    expect(workingDaysBetween(after, to)).toBe(days);
  });

  it('adds up over any day in between, and is what addWorkingDays counts', () => {
    fc.assert(
      fc.property(someDay, fc.nat(60), fc.nat(60), (day, first, second) => {
        const [middle, end] = [addDays(day, first), addDays(day, first + second)];
        expect(workingDaysBetween(day, middle) + workingDaysBetween(middle, end)).toBe(
          workingDaysBetween(day, end),
        );
        const reached = addWorkingDays(day, first);
        expect(workingDaysBetween(day, reached)).toBe(first);
        if (first > 0)
          expect([isWorkingDay(reached), ['lör', 'sön'].includes(weekday(reached))]).toEqual([true, false]);
      }),
      { numRuns: 100 },
    );
  });
});

describe('yearsWithoutHolidays', () => {
  it('names the years outside the table', () => {
    expect(yearsWithoutHolidays('2025-04-28', '2025-10-16')).toEqual([]);
    expect(yearsWithoutHolidays('2023-12-01', '2024-02-01')).toEqual([2023]);
    expect(yearsWithoutHolidays('2034-12-01', '2037-02-01')).toEqual([2036, 2037]);
  });
});
