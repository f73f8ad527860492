import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addDays,
  addMonths,
  dayNumber,
  dayOf,
  dayOfNumber,
  isCalendarDay,
  readDay,
  readInstant,
  stockholmDay,
  weekday,
} from './days.ts';

const isoDay = fc
  .date({ min: new Date('1800-01-01'), max: new Date('2199-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const twoDigits = (value: number): string => String(value).padStart(2, '0');

/** The calendar as the platform has it: a day that does not exist comes back as another one. */
function existsOnPlatform(day: string): boolean {
  const date = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(day);
}

describe('readInstant accepts', () => {
  it.each([
    ['2025-09-29', '2025-09-29'],
    ['2025/09/29', '2025-09-29'],
    ['2025.09.29', '2025-09-29'],
    ['20250929', '2025-09-29'],
    ['2025-09-29T23:59', '2025-09-29T23:59'],
    ['2025-09-29 23:59', '2025-09-29T23:59'],
    ['2025-09-29  23:59', '2025-09-29T23:59'],
    ['2025-09-29 8:05', '2025-09-29T08:05'],
    ['2025-09-29 08.05', '2025-09-29T08:05'],
    ['2025-09-29 08:05:59', '2025-09-29T08:05'],
    ['2025-09-29T08:05:59.000', '2025-09-29T08:05'],
    ['2025-09-29 08.05.59,123', '2025-09-29T08:05'],
    ['20250929 0:00', '2025-09-29T00:00'],
    ['2025-09-29 00:00', '2025-09-29T00:00'],
    ['4 mars 2025', '2025-03-04'],
    ['29 sept 2025 kl 14', '2025-09-29T14:00'],
    ['2025-8-3', '2025-08-03'],
    ['20/08/2025', '2025-08-20'],
    ['20.8.2025 07:32', '2025-08-20T07:32'],
    ['8/20/2025', '2025-08-20'],
    ['5/5/2025', '2025-05-05'],
    ['29 sep 2025', '2025-09-29'],
    ['29 Sept. 2025', '2025-09-29'],
    ['1 maj 2025 kl. 8.05', '2025-05-01T08:05'],
    ['31 DECEMBER 2025, 23:59', '2025-12-31T23:59'],
    ['2024-02-29', '2024-02-29'],
    ['2000-02-29', '2000-02-29'],
    ['1800-01-01', '1800-01-01'],
    ['2199-12-31', '2199-12-31'],
  ])('%s', (text, instant) => {
    expect(readInstant(text)).toBe(instant);
  });
});

describe('readInstant refuses', () => {
  it.each([
    ['a two-digit year', '25-09-29', 'DATE_WITH_TWO_DIGIT_YEAR'],
    ['a two-digit year without separators', '250929', 'DATE_WITH_TWO_DIGIT_YEAR'],
    ['a two-digit year with slashes', '03/04/25', 'DATE_WITH_TWO_DIGIT_YEAR'],
    ['a two-digit year with a time', '25-09-29 08:05', 'DATE_WITH_TWO_DIGIT_YEAR'],
    ['day first, which could be month first', '03/04/2025', 'DATE_AMBIGUOUS'],
    ['two kinds of separator', '2025-09/29', 'DATE_NOT_UNDERSTOOD'],
    ['one separator missing', '2025-0929', 'DATE_NOT_UNDERSTOOD'],
    ['words', 'i morgon', 'DATE_NOT_UNDERSTOOD'],
    ['a month that is none', '4 mors 2025', 'DATE_NOT_UNDERSTOOD'],
    ['the start of two months', '4 ju 2025', 'DATE_NOT_UNDERSTOOD'],
    ['a month in words and a year of two digits', '4 mars 25', 'DATE_NOT_UNDERSTOOD'],
    ['a day that its month has not', '31 september 2025', 'DATE_IMPOSSIBLE'],
    ['letters in the shape of a day', 'ÅÅÅÅ-01-01', 'DATE_NOT_UNDERSTOOD'],
    ['letters in the shape of a month', '2025-MM-01', 'DATE_NOT_UNDERSTOOD'],
    ['letters in the shape of a day and time', 'ÅÅÅÅ-01-01T08:00', 'DATE_NOT_UNDERSTOOD'],
    ["Excel's day number", '45929', 'DATE_NOT_UNDERSTOOD'],
    ['a time zone', '2025-09-29T08:00Z', 'DATE_NOT_UNDERSTOOD'],
    ['a time alone', '08:05', 'DATE_NOT_UNDERSTOOD'],
    ['text behind the day', '2025-09-29 em', 'DATE_NOT_UNDERSTOOD'],
    ['digits of another script', '２０２５-09-29', 'DATE_NOT_UNDERSTOOD'],
    ['nothing', '', 'DATE_NOT_UNDERSTOOD'],
    ['month 13', '2025-13-01', 'DATE_IMPOSSIBLE'],
    ['month 0', '2025-00-01', 'DATE_IMPOSSIBLE'],
    ['day 0', '2025-09-00', 'DATE_IMPOSSIBLE'],
    ['31 September', '2025-09-31', 'DATE_IMPOSSIBLE'],
    ['29 February in a common year', '2025-02-29', 'DATE_IMPOSSIBLE'],
    ['29 February in a century that is no leap year', '1900-02-29', 'DATE_IMPOSSIBLE'],
    ['30 February in a leap year', '2024-02-30', 'DATE_IMPOSSIBLE'],
    ['a year before 1800', '1799-12-31', 'DATE_IMPOSSIBLE'],
    ['a year after 2199', '2200-01-01', 'DATE_IMPOSSIBLE'],
    ['24:00', '2025-09-29T24:00', 'DATE_IMPOSSIBLE'],
    ['minute 60', '2025-09-29 23:60', 'DATE_IMPOSSIBLE'],
    ['second 60', '2025-09-29 23:59:60', 'DATE_IMPOSSIBLE'],
    ['an impossible day with a possible time', '2025-02-29 10:00', 'DATE_IMPOSSIBLE'],
  ])('%s', (_, text, fault) => {
    expect(readInstant(text)).toEqual({ fault });
    expect(readDay(text)).toEqual({ fault });
  });
});

describe('the short way through readInstant', () => {
  it('says of a day what the long way says', () => {
    const parts = fc.tuple(
      fc.integer({ min: 1790, max: 2210 }),
      fc.integer({ min: 0, max: 14 }),
      fc.integer({ min: 0, max: 33 }),
    );
    fc.assert(
      fc.property(parts, ([year, month, day]) => {
        // Only the form with hyphens takes the short way.
        const written = (separator: string): string =>
          [String(year), twoDigits(month), twoDigits(day)].join(separator);
        expect(readInstant(written('-'))).toEqual(readInstant(written('/')));
        expect(readInstant(written('-'))).toEqual(readInstant(written('')));
      }),
    );
  });

  it('says of a time what the long way says', () => {
    const parts = fc.tuple(isoDay, fc.nat({ max: 30 }), fc.nat({ max: 70 }), fc.constantFrom(' ', 'T'));
    fc.assert(
      fc.property(parts, ([day, hour, minute, separator]) => {
        const short = `${day}${separator}${twoDigits(hour)}:${twoDigits(minute)}`;
        expect(readInstant(short)).toEqual(readInstant(`${short}:00`));
      }),
    );
  });

  it('never calls a text of its length a day that the platform does not have', () => {
    const nearlyADay = fc
      .array(fc.constantFrom('0', '1', '2', '9', '-', 'T', ':', ' ', 'Å'), { minLength: 10, maxLength: 16 })
      .map((characters) => characters.join(''));
    const shaped = fc
      .tuple(
        fc.string({ minLength: 4, maxLength: 4, unit: fc.constantFrom('1', '2', '9', 'å') }),
        fc.constantFrom('-01-01', '-02-29', '-12-31'),
      )
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(fc.oneof(nearlyADay, shaped), (text) => {
        const instant = readInstant(text);
        expect(typeof instant !== 'string' || existsOnPlatform(instant.slice(0, 10))).toBe(true);
      }),
    );
  });

  it('agrees with the platform on which days exist', () => {
    const parts = fc.tuple(
      fc.integer({ min: 1800, max: 2199 }),
      fc.integer({ min: 1, max: 12 }),
      fc.integer({ min: 28, max: 31 }),
    );
    fc.assert(
      fc.property(parts, ([year, month, day]) => {
        const iso = [String(year), twoDigits(month), twoDigits(day)].join('-');
        expect(isCalendarDay(year, month, day)).toBe(existsOnPlatform(iso));
      }),
    );
  });
});

describe('isCalendarDay', () => {
  it.each([
    [Number.NaN, 1, 1],
    [2025, Number.NaN, 1],
    [2025, 1, Number.NaN],
  ])('has no day %d-%d-%d', (year, month, day) => {
    expect(isCalendarDay(year, month, day)).toBe(false);
  });
});

describe('readDay', () => {
  it.each([
    ['2025-09-29', '2025-09-29'],
    ['2025-09-29 23:59', '2025-09-29'],
    ['20250929 7:30', '2025-09-29'],
  ])('reads %s and leaves the time out', (text, day) => {
    expect(readDay(text)).toBe(day);
  });
});

describe('dayOf', () => {
  it('is the day of an instant, and a day itself', () => {
    expect(dayOf('2025-09-29T23:59')).toBe('2025-09-29');
    expect(dayOf('2025-09-29')).toBe('2025-09-29');
  });
});

describe('addDays', () => {
  it.each([
    ['2025-09-29', 1, '2025-09-30'],
    ['2025-09-30', 1, '2025-10-01'],
    ['2025-10-01', -1, '2025-09-30'],
    ['2024-02-28', 1, '2024-02-29'],
    ['2025-12-31', 1, '2026-01-01'],
    ['2025-10-25', 2, '2025-10-27'], // Over the end of summer time.
  ])('%s and %d days', (day, days, result) => {
    expect(addDays(day, days)).toBe(result);
  });

  it('is what dayNumber measures', () => {
    const near = fc.integer({ min: -400, max: 400 });
    fc.assert(
      fc.property(isoDay, near, (day, days) => {
        expect(dayNumber(addDays(day, days)) - dayNumber(day)).toBe(days);
      }),
    );
  });
});

describe('addMonths', () => {
  it.each([
    ['2024-09-15', 12, '2025-09-15'],
    ['2025-01-31', 1, '2025-02-28'],
    ['2024-01-31', 1, '2024-02-29'],
    ['2024-02-29', 12, '2025-02-28'],
    ['2025-03-31', 1, '2025-04-30'],
    ['2025-12-15', 1, '2026-01-15'],
    ['2025-11-30', 3, '2026-02-28'],
    ['2025-03-31', -1, '2025-02-28'],
    ['2025-01-15', -1, '2024-12-15'],
    ['2199-12-31', 12, '2200-12-31'], // Beyond the years that are read: a list may hold such a day.
  ])('%s and %d months', (day, months, result) => {
    expect(addMonths(day, months)).toBe(result);
  });
});

describe('weekday', () => {
  it.each([
    ['2025-04-28', 'mån'],
    ['2025-09-30', 'tis'],
    ['2025-10-01', 'ons'],
    ['2025-10-02', 'tor'],
    ['2025-10-10', 'fre'],
    ['2000-01-01', 'lör'],
    ['2025-10-12', 'sön'],
    ['1969-12-31', 'ons'],
    ['1900-01-01', 'mån'],
  ])('%s is a %s', (day, name) => {
    expect(weekday(day)).toBe(name);
  });
});

describe('stockholmDay', () => {
  it.each([
    ['the last minute of a summer day', '2025-09-29T21:59:59Z', '2025-09-29'],
    ['midnight in summer', '2025-09-29T22:00:00Z', '2025-09-30'],
    ['the last minute of a winter day', '2025-12-31T22:59:59Z', '2025-12-31'],
    ['midnight in winter', '2025-12-31T23:00:00Z', '2026-01-01'],
    ['before midnight of the day when summer time begins', '2025-03-29T22:59:59Z', '2025-03-29'],
    ['midnight of the day when summer time begins', '2025-03-29T23:00:00Z', '2025-03-30'],
    ['the end of the day when summer time begins', '2025-03-30T21:59:59Z', '2025-03-30'],
    ['midnight of the day when summer time ends', '2025-10-25T22:00:00Z', '2025-10-26'],
    ['the end of the day when summer time ends', '2025-10-26T22:59:59Z', '2025-10-26'],
  ])('%s', (_, moment, day) => {
    expect(stockholmDay(new Date(moment))).toBe(day);
  });

  it('is the day that the tables of the platform say, every hour around the changes and at any moment', () => {
    const platform = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Stockholm', dateStyle: 'short' });
    const otherwise: string[] = [];
    for (let year = 1997; year <= 2060; year += 1) {
      for (const month of [2, 9]) {
        for (let hour = 0; hour < 12 * 24; hour += 1) {
          const moment = new Date(Date.UTC(year, month, 22, hour));
          if (stockholmDay(moment) !== platform.format(moment)) otherwise.push(moment.toISOString());
        }
      }
    }
    expect(otherwise).toEqual([]);
    fc.assert(
      fc.property(
        fc.date({ min: new Date('1997-01-01'), max: new Date('2090-01-01'), noInvalidDate: true }),
        (moment) => stockholmDay(moment) === platform.format(moment),
      ),
    );
  });
});

describe('days as numbers', () => {
  it('count from 1970', () => {
    expect(dayNumber('1970-01-01')).toBe(0);
    expect(dayNumber('2025-09-15')).toBe(20_346);
  });

  it('know leap days, and the century that has none', () => {
    expect(dayNumber('2024-03-01') - dayNumber('2024-02-28')).toBe(2);
    expect(dayNumber('1900-03-01') - dayNumber('1900-02-28')).toBe(1);
  });

  it('come back to the same day for two hundred years', () => {
    const others: number[] = [];
    for (let day = dayNumber('1880-01-01'); day < dayNumber('2080-01-01'); day++)
      if (dayNumber(dayOfNumber(day)) !== day) others.push(day);
    expect(others).toEqual([]);
  });
});
