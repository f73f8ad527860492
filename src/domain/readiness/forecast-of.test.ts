import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PROFILE } from '../classification/cases.test-help.ts';
import { addDays } from '../calendar/days.ts';
import { isWorkingDay } from '../calendar/working-days.ts';
import type { BurndownPoint, DeadlineVerdict, ScopeForecast } from './forecast.ts';
import { forecastOf } from './forecast-of.ts';

const list = (day: string, open: number, attestedClosed = 0): BurndownPoint => ({
  day,
  open,
  attestedClosed,
  isList: true,
});
const attested = (day: string, open: number, attestedClosed: number): BurndownPoint => ({
  day,
  open,
  attestedClosed,
  isList: false,
});

function scope(asOf: string, points: readonly BurndownPoint[], profile = PROFILE): ScopeForecast {
  const { scopes } = forecastOf({
    profile,
    asOf,
    scopes: [{ label: 'Hela regionen', kommun: undefined, points }],
  });
  const [found] = scopes;
  if (found === undefined) throw new Error('no scope');
  return found;
}

/** The three verdicts: window 10 Oct, week 41 (Sun 12 Oct), read-only 16 Oct. */
const verdicts = ({ deadlines }: ScopeForecast): readonly DeadlineVerdict[] =>
  deadlines.map(({ verdict }) => verdict);

/**
 * The fictional region, as its lists can be counted by hand: ongoing SIPs on 28 April, 15 September and 8 October.
 *
 * Working days after 28 Apr (a Monday) up to 15 Sep (a Monday): 20 weeks are 100 weekdays, less 1 May, 29 May, 6 June and
 * 20 June (midsommarafton) = 96. After 15 Sep up to 8 Oct (a Wednesday): three weeks are 15, and two more = 17.
 * After 8 Oct: the 9th and 10th = 2 up to the window's end, the same 2 up to Sunday the 12th; 13–16 make 6.
 */
describe('8 October, counted by hand', () => {
  const region = scope('2025-10-08', [
    list('2025-04-28', 2043),
    list('2025-09-15', 1188),
    list('2025-10-08', 206),
  ]);

  it('has 206 left, of which each deadline needs so many a working day', () => {
    expect(region.remaining).toBe(206);
    expect(region.deadlines.map(({ id, day, workingDaysLeft }) => [id, day, workingDaysLeft])).toEqual([
      ['sipWindowEnds', '2025-10-10', 2],
      ['allSipsClosed', '2025-10-12', 2],
      ['readOnly', '2025-10-16', 6],
    ]);
    // 206 / 2 = 103; 206 / 6 = 34.33.
    expect(region.deadlines.map(({ neededPace }) => neededPace)).toEqual([103, 103, 206 / 6]);
  });

  it('measures the pace: 855 in 96 working days, then 982 in 17', () => {
    // The 17 newest days weigh (1 − 0.5^1.7) / (1 − 0.5^0.1) = 10.34, the 96 before them 4.59: the median is theirs, and
    // the slowest tenth (1.49 of 14.93) lies in the spring and summer.
    expect(region.pace).toEqual({ median: 982 / 17, low: 855 / 96, intervals: 2, workingDays: 113 });
  });

  it('is closed on 14 October by the median, on 11 November by the slow tenth', () => {
    // 206 / 57.76 = 3.6: the fourth working day: 9, 10, 13, 14 October.
    expect(region.medianOn).toBe('2025-10-14');
    // 206 / 8.906 = 23.1: the 24th: 2 that week, 5 each in the four that follow = 22 on 7 November, then 10 and 11.
    expect(region.pessimisticOn).toBe('2025-11-11');
  });

  it('misses the window and week 41, and likely makes the read-only day; two intervals are little', () => {
    expect(verdicts(region)).toEqual(['missed', 'missed', 'likely']);
    expect(region.certainty).toBe('low');
    expect(region.certaintyText).toBe('Låg säkerhet: 2 mätperioder om sammanlagt 113 arbetsdagar.');
  });

  it('says of a kommun what its own figures say', () => {
    // 480 − 436 = 44 in 96 days = 0.46; 436 − 10 = 426 in 17 = 25.06. 10 / 25.06 is less than one day: 9 October.
    // By the slow tenth 10 / 0.4583 = 21.8: the 22nd working day, 7 November.
    const quick = scope('2025-10-08', [
      list('2025-04-28', 480),
      list('2025-09-15', 436),
      list('2025-10-08', 10),
    ]);
    expect([quick.medianOn, quick.pessimisticOn]).toEqual(['2025-10-09', '2025-11-07']);
    expect(verdicts(quick)).toEqual(['likely', 'likely', 'likely']);
    expect(quick.deadlines.map(({ neededPace }) => neededPace)).toEqual([5, 5, 10 / 6]);
    // 100 → 70 is 30 in 96 days; 70 → 53 is 17 in 17, one a day: 53 days on, beyond every deadline.
    const slow = scope('2025-10-08', [
      list('2025-04-28', 100),
      list('2025-09-15', 70),
      list('2025-10-08', 53),
    ]);
    expect(slow.pace?.median).toBe(1);
    expect(verdicts(slow)).toEqual(['missed', 'missed', 'missed']);
    // 53 working days after 8 October: 2 + 50 (ten weeks, to 19 December) + 1 = Monday 22 December.
    expect(slow.medianOn).toBe('2025-12-22');
  });

  it('reached: both the median and the slow tenth are there in time', () => {
    const even = scope('2025-10-08', [
      list('2025-10-02', 60),
      list('2025-10-06', 40),
      list('2025-10-08', 20),
    ]);
    // Four working days (3, 6, 7 and 8 October) are too few to foretell anything.
    expect([even.medianOn, even.pessimisticOn, even.certainty]).toEqual([null, null, 'too-little-data']);
    const longer = scope('2025-10-08', [
      list('2025-09-29', 90),
      list('2025-10-03', 50),
      list('2025-10-08', 20),
    ]);
    // 40 in four days, 30 in three: ten a day by both.
    expect([longer.medianOn, longer.pessimisticOn]).toEqual(['2025-10-10', '2025-10-10']);
    expect(verdicts(longer)).toEqual(['reached', 'reached', 'reached']);
  });
});

describe('the days before', () => {
  it('knows only the lists up to the day', () => {
    const points = [list('2025-04-28', 2043), list('2025-09-15', 1188), list('2025-10-08', 206)];
    const september = scope('2025-09-29', points);
    expect([september.remaining, september.points]).toEqual([1188, points.slice(0, 2)]);
    // 29 Sep to 10 Oct: 30 Sep, 1–3 and 6–10 Oct = 9 working days; to the 16th 13. 1188 / 9 = 132.
    expect(september.deadlines.map(({ workingDaysLeft }) => workingDaysLeft)).toEqual([9, 9, 13]);
    expect(september.deadlines[0]?.neededPace).toBe(132);
    // 1188 at 8.906 a day is 133.4 working days: far beyond the three.
    expect(verdicts(september)).toEqual(['missed', 'missed', 'missed']);
  });

  it('gives no cautious day on a single interval, and says why', () => {
    const september = scope('2025-09-15', [list('2025-04-28', 2043), list('2025-09-15', 1188)]);
    expect([september.certainty, september.pessimisticOn]).toEqual(['low', null]);
    expect(september.medianOn).not.toBeNull();
    expect(september.certaintyText).toContain(
      'Med bara en mätperiod går det inte att säga hur takten varierar',
    );
  });

  it('says likely, never reached, on a single interval', () => {
    expect(verdicts(scope('2025-10-08', [list('2025-10-01', 60), list('2025-10-08', 10)]))).toEqual([
      'likely',
      'likely',
      'likely',
    ]);
  });
});

describe('little or nothing to go by', () => {
  it('one list: too little, and nothing is foretold', () => {
    const one = scope('2025-09-29', [list('2025-09-15', 1188)]);
    expect(one).toMatchObject({
      remaining: 1188,
      pace: null,
      certainty: 'too-little-data',
      medianOn: null,
      pessimisticOn: null,
    });
    expect(verdicts(one)).toEqual(['unknown', 'unknown', 'unknown']);
    expect(one.certaintyText).toBe(
      'För lite underlag: det finns bara en uppmätt dag, så ingen takt går att räkna.',
    );
    expect(one.deadlines[0]?.neededPace).toBe(132);
  });

  it('no list: nothing is known, which is not the same as nothing left', () => {
    const none = scope('2025-09-29', []);
    expect(verdicts(none)).toEqual(['unknown', 'unknown', 'unknown']);
    expect(none.deadlines.map(({ neededPace }) => neededPace)).toEqual([null, null, null]);
    expect(none.certaintyText).toContain('Inget uttag är inläst');
  });

  it('four working days are too few, five are enough', () => {
    const after = (day: string) => scope('2025-10-08', [list('2025-10-01', 50), list(day, 40)]);
    expect(after('2025-10-07').certainty).toBe('too-little-data');
    expect(after('2025-10-07').certaintyText).toContain('1 mätperiod om sammanlagt 4 arbetsdagar');
    expect(after('2025-10-08').certainty).toBe('low');
  });
});

describe('what the figures do', () => {
  it('zero left is done, whatever the day', () => {
    for (const asOf of ['2025-10-08', '2025-10-11', '2025-11-20']) {
      const done = scope(asOf, [list('2025-09-15', 30), list('2025-10-08', 0)]);
      expect([verdicts(done), done.remaining, done.medianOn]).toEqual([['done', 'done', 'done'], 0, null]);
    }
  });

  it('growth never reaches', () => {
    const growing = scope('2025-10-08', [
      list('2025-09-15', 100),
      list('2025-10-01', 110),
      list('2025-10-08', 120),
    ]);
    expect(growing.pace?.median).toBeLessThan(0);
    expect([growing.medianOn, growing.pessimisticOn, verdicts(growing)]).toEqual([
      null,
      null,
      ['missed', 'missed', 'missed'],
    ]);
  });

  it('nothing happening never reaches', () => {
    const still = scope('2025-10-08', [list('2025-09-15', 100), list('2025-10-08', 100)]);
    expect([still.pace?.median, still.medianOn]).toEqual([0, null]);
  });

  it('a day more than some two years off is not told', () => {
    // 1000 left at one a day.
    const slow = scope('2025-10-08', [list('2025-09-30', 1006), list('2025-10-08', 1000)]);
    expect([slow.pace?.median, slow.medianOn]).toEqual([1, null]);
  });
});

describe('time', () => {
  it('invents no progress after the last list, and says how old it is', () => {
    const points = [list('2025-04-28', 2043), list('2025-09-15', 1188), list('2025-10-08', 206)];
    const later = scope('2025-11-05', points);
    expect(later.remaining).toBe(206);
    // The fourth working day after 5 November (a Wednesday): 6, 7, 10, 11.
    expect(later.medianOn).toBe('2025-11-11');
    expect(verdicts(later)).toEqual(['missed', 'missed', 'missed']);
    expect(later.deadlines.map(({ workingDaysLeft, neededPace }) => [workingDaysLeft, neededPace])).toEqual([
      [0, null],
      [0, null],
      [0, null],
    ]);
    // 9 October to 5 November: 2 + 15 + 3.
    expect(later.certaintyText).toContain('2025-10-08, är 20 arbetsdagar gammal');
  });

  it('on the Friday, with no working day left to the Sunday, only read-only is open', () => {
    const friday = scope('2025-10-10', [
      list('2025-10-02', 100),
      list('2025-10-06', 60),
      list('2025-10-10', 20),
    ]);
    // 40 in two days, then 40 in four; 20 left: one working day at 20, two at 10.
    expect(friday.deadlines.map(({ workingDaysLeft }) => workingDaysLeft)).toEqual([0, 0, 4]);
    expect(verdicts(friday)).toEqual(['missed', 'missed', 'reached']);
  });

  it('measures nothing between two days without a working day between them: the later holds', () => {
    const weekend = [
      list('2025-10-01', 100),
      list('2025-10-10', 50),
      list('2025-10-11', 48),
      list('2025-10-12', 44),
    ];
    // 2, 3, 6–10 October are seven working days, and 56 were closed by Sunday.
    expect(scope('2025-10-13', weekend).pace).toMatchObject({ median: 8, intervals: 1, workingDays: 7 });
  });

  it('leaves midsommarafton and the holidays out of the pace and out of the dates', () => {
    // After Thursday 19 June: Friday is midsommarafton, so the next working day is Monday 23 June.
    const june = scope('2025-06-19', [list('2025-06-11', 66), list('2025-06-19', 6)]);
    expect(june.pace).toMatchObject({ median: 10, workingDays: 6 });
    expect(june.medianOn).toBe('2025-06-23');
  });

  it('tells of years whose holidays it does not know', () => {
    const method = (asOf: string, first: string) =>
      forecastOf({
        profile: PROFILE,
        asOf,
        scopes: [{ label: 'Hela regionen', kommun: undefined, points: [list(first, 5)] }],
      }).method.join(' ');
    expect(method('2025-10-08', '2025-04-28')).not.toContain('finns inte i tabellen');
    expect(method('2025-10-08', '2023-12-01')).toContain('Helgdagarna 2023 finns inte i tabellen');
  });
});

describe('attestations', () => {
  it('after the last list are measured days, and told apart', () => {
    const region = scope('2025-10-10', [
      list('2025-09-15', 100),
      list('2025-10-02', 60),
      attested('2025-10-07', 60, 18),
      attested('2025-10-10', 60, 40),
    ]);
    expect(region.remaining).toBe(20);
    // 40 in 13 days by the lists; 18 in three and 22 in three by attestations.
    expect(region.pace).toMatchObject({ intervals: 3, workingDays: 19 });
    expect(region.certainty).toBe('medium');
    expect(region.certaintyText).toContain('Av dem vilar 2 på intyg');
  });

  it('before the last list are drawn, but not measured: the list says what came of them', () => {
    const lists = [list('2025-09-15', 100), list('2025-10-08', 60)];
    const [first, last] = lists;
    if (first === undefined || last === undefined) throw new Error('no lists');
    const drawn = [first, attested('2025-10-03', 100, 70), last];
    expect(scope('2025-10-08', drawn)).toEqual({ ...scope('2025-10-08', lists), points: drawn });
  });

  it('in the newest list are not counted as open', () => {
    expect(scope('2025-10-08', [list('2025-09-15', 100), list('2025-10-08', 60, 15)]).remaining).toBe(45);
  });
});

describe('certainty', () => {
  const daily = (days: number): readonly BurndownPoint[] =>
    Array.from({ length: days + 1 }, (_, at) => list(addDays('2025-09-01', at), 500 - at * 10)).filter(
      ({ day }) => isWorkingDay(day),
    );

  it.each([
    ['five intervals are medium', daily(7), '2025-09-08', 'medium'],
    ['six are high', daily(8), '2025-09-09', 'high'],
    ['six are high three working days later', daily(8), '2025-09-12', 'high'],
    ['and no longer a working day after that', daily(8), '2025-09-15', 'medium'],
  ])('%s', (_, points, asOf, certainty) => {
    expect(scope(asOf, points).certainty).toBe(certainty);
  });
});

describe('laws', () => {
  const DAY = '2025-10-08';
  /** Two to nine lists before the day, each with what was closed up to the next. */
  const history = fc.array(
    fc.record({ days: fc.integer({ min: 1, max: 12 }), closed: fc.integer({ min: -5, max: 60 }) }),
    { minLength: 1, maxLength: 8 },
  );
  const pointsOf = (
    steps: readonly { readonly days: number; readonly closed: number }[],
    left: number,
    quicker = 1,
  ): readonly BurndownPoint[] => {
    const points = [list(DAY, left)];
    let [day, open] = [DAY, left];
    for (const { days, closed } of steps) {
      day = addDays(day, -days);
      open += closed > 0 ? closed * quicker : closed;
      points.push(list(day, Math.max(0, open)));
    }
    return points.reverse();
  };
  const rank = (day: string | null): string => day ?? '9999';

  it('fewer left are never closed later', () => {
    fc.assert(
      fc.property(
        history,
        fc.integer({ min: 60, max: 400 }),
        fc.integer({ min: 0, max: 59 }),
        (steps, left, fewer) => {
          const [many, few] = [scope(DAY, pointsOf(steps, left)), scope(DAY, pointsOf(steps, left - fewer))];
          expect(rank(few.medianOn) <= rank(many.medianOn)).toBe(true);
          expect(rank(few.pessimisticOn) <= rank(many.pessimisticOn)).toBe(true);
        },
      ),
      { numRuns: 150 },
    );
  });

  it('a quicker pace is never later', () => {
    fc.assert(
      fc.property(
        history,
        fc.integer({ min: 60, max: 400 }),
        fc.integer({ min: 2, max: 4 }),
        (steps, left, times) => {
          const [slow, quick] = [scope(DAY, pointsOf(steps, left)), scope(DAY, pointsOf(steps, left, times))];
          expect(rank(quick.medianOn) <= rank(slow.medianOn)).toBe(true);
          expect(rank(quick.pessimisticOn) <= rank(slow.pessimisticOn)).toBe(true);
        },
      ),
      { numRuns: 150 },
    );
  });

  it('every day that is foretold is a working day after the report, the cautious one not before the likely one', () => {
    fc.assert(
      fc.property(
        history,
        fc.integer({ min: 0, max: 400 }),
        fc.integer({ min: 0, max: 100 }),
        (steps, left, later) => {
          const asOf = addDays(DAY, later);
          const { medianOn, pessimisticOn } = scope(asOf, pointsOf(steps, left));
          for (const day of [medianOn, pessimisticOn]) {
            if (day !== null) expect([day > asOf, isWorkingDay(day)]).toEqual([true, true]);
          }
          if (pessimisticOn !== null) expect(rank(medianOn) <= pessimisticOn).toBe(true);
        },
      ),
      { numRuns: 150 },
    );
  });
});
