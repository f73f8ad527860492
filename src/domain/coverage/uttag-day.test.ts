import { describe, expect, it } from 'vitest';
import { listDayOf, uttagDayOfFile, uttagDayOfTitle, withoutUttagDays } from './uttag-day.ts';

describe('the day a list was taken out', () => {
  it.each([
    ['Uttag 2025-09-15 07:32', '2025-09-15', '07:32'],
    ['Utskriven: 2025/09/15', '2025-09-15', null],
    ['Uttag 15 september 2025', '2025-09-15', null],
    ['Uttagen den 15 sept. 2025 kl. 7.05', '2025-09-15', '07:05'],
    ['Uttag 20250915', '2025-09-15', null],
    ['Uttag 15.9.2025', '2025-09-15', null],
    ['Pågående SIP - 2025-09-15', '2025-09-15', null],
    ['Uttag 2025-09-15, SIP startade efter 2025-01-01', '2025-09-15', null],
  ])('is read in %j', (title, on, at) => {
    expect(uttagDayOfTitle([title])).toEqual({ on, at });
  });

  it.each([
    'Urval: SIP startad efter 2025-01-01',
    'SIP som startade från och med 2025-01-01',
    'Födda före den 1 januari 1940, till 1940-01-01',
    'Startad fr.o.m. 2025-01-01',
    'Ändrad 2025-01-01 och senare',
    'Period 2025-09-01 - 2025-09-15',
    '2025-09-01–2025-09-15',
    'Urval: pågående 2025-01-01',
    'Uttag av SIP från och med 2025-01-01',
  ])('is no day of what was selected: %j', (title) => {
    expect(uttagDayOfTitle([title])).toBeNull();
  });

  it('is the day the title calls so when it names others too', () => {
    expect(uttagDayOfTitle(['Period 2025-01-01 - 2025-09-01', 'Uttag 2025-09-15'])?.on).toBe('2025-09-15');
    expect(uttagDayOfTitle(['Prator 2025-01-01', 'Uttag 2025-09-15'])?.on).toBe('2025-09-15');
  });

  it('is read in the file name and not in the folder', () => {
    expect(uttagDayOfFile('/uttag/2025-01-01/prator-sip-2025-09-15.csv')?.on).toBe('2025-09-15');
    expect(uttagDayOfFile('C:\\uttag\\sip_2025-09-15T0730.csv')).toEqual({ on: '2025-09-15', at: '07:30' });
    expect(uttagDayOfFile('sip_20250915.csv')?.on).toBe('2025-09-15');
    expect(uttagDayOfFile('sip-startade-efter-2025-01-01-uttag-2025-09-15.csv')?.on).toBe('2025-09-15');
  });

  it('is not guessed: no date, an impossible one, a longer number, two days, or one that two read in two ways', () => {
    expect(uttagDayOfTitle(['Prator'])).toBeNull();
    expect(uttagDayOfFile('sip-2025-02-29.csv')).toBeNull();
    expect(uttagDayOfFile('sip-12025-09-155.csv')).toBeNull();
    expect(uttagDayOfTitle(['Uttag 2025-09-15', 'Uttag 2025-09-16'])).toBeNull();
    expect(uttagDayOfTitle(['Uttag 3/4/2025'])).toBeNull();
    expect(uttagDayOfTitle(['Uttag 15/9/2025'])?.on).toBe('2025-09-15');
  });

  it('is nobody’s time where four digits after it are a count', () => {
    expect(uttagDayOfTitle(['Uttag 2025-09-15 1188 poster'])).toEqual({ on: '2025-09-15', at: null });
  });
});

describe('the day that a list counts from', () => {
  const day = (on: string, at: string | null = null) => ({ on, at });

  it('is what somebody says, before all else: what the list says otherwise is told', () => {
    expect(listDayOf('2025-09-15', day('2025-09-15', '07:32'), null)).toEqual({
      day: day('2025-09-15', '07:32'),
      unclear: null,
      otherwise: null,
    });
    expect(listDayOf('2025-09-14', day('2025-09-15'), day('2025-09-16'))).toMatchObject({
      day: day('2025-09-14'),
      otherwise: 'titeln säger 2025-09-15 och filnamnet säger 2025-09-16',
    });
  });

  it('is unclear where title and file name differ', () => {
    expect(listDayOf(null, day('2025-09-15'), day('2025-09-16'))?.unclear).toBe(
      'titeln säger 2025-09-15, filnamnet säger 2025-09-16',
    );
    expect(listDayOf(null, day('2025-09-15'), day('2025-09-15'))?.unclear).toBeNull();
    expect(listDayOf(null, null, day('2025-09-16'))).toMatchObject({ day: day('2025-09-16'), unclear: null });
    expect(listDayOf(null, null, null)).toBeNull();
  });
});

describe('a text without the days of uttag', () => {
  it('keeps the days of a criterion', () => {
    expect(withoutUttagDays('Uttag 2025-09-15 07:32, startade efter 2025-01-01')).toBe(
      'Uttag  , startade efter 2025-01-01',
    );
  });
});
