import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PROFILE } from '../classification/cases.test-help.ts';
import { addDays } from '../calendar/days.ts';
import { addWorkingDays } from '../calendar/working-days.ts';
import type { BurndownPoint, DeadlineVerdict, Forecast, ScopeForecast } from './forecast.ts';
import { forecastOf, quantilesOf } from './forecast-of.ts';

const list = (day: string, open: number): BurndownPoint => ({ day, open, attestedClosed: 0, isList: true });
const attested = (day: string, open: number, attestedClosed: number): BurndownPoint => ({
  day,
  open,
  attestedClosed,
  isList: false,
});

type Points = readonly BurndownPoint[];

function forecast(asOf: string, region: Points, ...kommuner: readonly Points[]): Forecast {
  return forecastOf({
    profile: PROFILE,
    asOf,
    scopes: [
      { label: 'Hela regionen', kommun: undefined, points: region },
      ...kommuner.map((points, at) => ({ label: `Kommun ${at}`, kommun: `226${at}`, points })),
    ],
  });
}

function regionOf(asOf: string, region: Points, ...kommuner: readonly Points[]): ScopeForecast {
  const [found] = forecast(asOf, region, ...kommuner).scopes;
  if (found === undefined) throw new Error('no scope');
  return found;
}

/** A list each working day. */
const daily = (from: string, ...open: readonly number[]): Points =>
  open.map((left, at) => list(addWorkingDays(from, at), left));

/** The three verdicts: window 10 Oct, week 41 (Sun 12 Oct), read-only 16 Oct. */
const verdicts = ({ deadlines }: ScopeForecast): readonly DeadlineVerdict[] =>
  deadlines.map(({ verdict }) => verdict);
const chances = ({ deadlines }: ScopeForecast): readonly (number | null)[] =>
  deadlines.map(({ chance }) => chance);

describe('what the forecast said wrongly before', () => {
  const spring = [list('2025-04-28', 2043), list('2025-09-15', 1188)];

  it('ninety a day for a week outvote the ninety-six days before', () => {
    const points = [...spring, ...daily('2025-09-16', 1098, 1008, 918, 828, 738)];
    const region = regionOf('2025-09-22', points);
    expect(region.pace?.recent).toBeGreaterThan(75);
    expect(region.pace?.best).toBe(90);
    expect(region.medianOn).toSatisfy((day: string) => day >= '2025-10-02' && day <= '2025-10-14');
    expect(verdicts(region)[2]).toBe('likely');
    expect(region.certainty).toBe('low');
  });

  it('the region is done when its last kommun is, and one has closed none', () => {
    const quick = daily('2025-09-29', 400, 350, 300, 250, 200, 150, 100, 50);
    const never = daily('2025-09-29', 20, 20, 20, 20, 20, 20, 20, 20);
    const sum = quick.map((point, at) => ({ ...point, open: point.open + (never[at]?.open ?? 0) }));
    const { scopes } = forecast('2025-10-08', sum, quick, never);
    const [region, first, second] = scopes;
    if (region === undefined || first === undefined || second === undefined) throw new Error('three scopes');
    expect(verdicts(first)[2]).toBe('reached');
    expect(['reached', 'likely']).not.toContain(verdicts(region)[2]);
    expect(chances(region)[2]).toBeLessThanOrEqual(chances(second)[2] ?? 0);
  });

  it('a handful that closes one every other day is not said to be missed, nor to be sure', () => {
    const slow = daily('2025-09-18', 10, 10, 9, 9, 8, 8, 7, 7);
    const other = daily('2025-09-18', 90, 85, 80, 75, 70, 65, 60, 55);
    const sum = slow.map((point, at) => ({ ...point, open: point.open + (other[at]?.open ?? 0) }));
    const [, kommun] = forecast('2025-09-29', sum, slow, other).scopes;
    if (kommun === undefined) throw new Error('no scope');
    expect(kommun.pace?.recent).toBeGreaterThan(0.3);
    expect(verdicts(kommun)).not.toContain('missed');
    expect(kommun.certainty).toBe('low');
    expect(kommun.medianOn).not.toBeNull();
    // Alone, with three closed, it is too little to say anything of.
    expect(regionOf('2025-09-29', slow).certainty).toBe('too-little-data');
  });

  it('a list that grows old does not restart the clock', () => {
    const points = [list('2025-09-29', 300), list('2025-10-02', 260), list('2025-10-06', 190)];
    const fresh = regionOf('2025-10-06', points);
    const stale = regionOf('2025-10-09', points);
    expect([stale.optimisticOn, stale.medianOn, stale.pessimisticOn]).toEqual([
      fresh.optimisticOn,
      fresh.medianOn,
      fresh.pessimisticOn,
    ]);
    expect(chances(stale)).toEqual(chances(fresh));
    expect(stale.measuredOn).toBe('2025-10-06');
  });
});

describe('what the recommended method gives', () => {
  it('leans on the plan alone where the pace so far says nothing of the window', () => {
    const region = regionOf('2025-09-29', [
      list('2025-09-15', 1188),
      list('2025-09-22', 1130),
      list('2025-09-29', 1078),
    ]);
    // 0.35 of the logistic (9 − 11)/1.5 and (13 − 11)/1.5: 7 % and 28 %.
    expect(chances(region)).toEqual([0.05, 0.05, 0.3]);
    expect(verdicts(region)).toEqual(['unlikely', 'unlikely', 'uncertain']);
  });

  it('shows the needed pace and the best there has been', () => {
    const region = regionOf('2025-09-29', [
      list('2025-09-15', 1188),
      list('2025-09-22', 1130),
      list('2025-09-29', 1078),
    ]);
    // 30 Sep, 1–3 and 6–10 Oct are 9 working days, and up to the 16th 13.
    expect(region.deadlines.map(({ neededPace, workingDaysLeft }) => [neededPace, workingDaysLeft])).toEqual([
      [1078 / 9, 9],
      [1078 / 9, 9],
      [1078 / 13, 13],
    ]);
    expect(region.pace?.best).toBe(58 / 5);
  });

  it('gives the three dates in order, and the same bytes for the same state', () => {
    const points = fc
      .array(fc.integer({ min: 0, max: 60 }), { minLength: 3, maxLength: 20 })
      .map((closed) => {
        let left = closed.reduce((sum, one) => sum + one, 5);
        return daily('2025-09-22', ...closed.map((one) => (left -= one)));
      });
    fc.assert(
      fc.property(points, fc.integer({ min: 0, max: 20 }), (region, after) => {
        const asOf = addDays('2025-09-25', after);
        const one = regionOf(asOf, region);
        const [first, middle, last] = [one.optimisticOn, one.medianOn, one.pessimisticOn];
        if (middle !== null) expect(first !== null && first <= middle).toBe(true);
        if (last !== null) expect(middle !== null && middle <= last).toBe(true);
        const told = chances(one).filter((chance) => chance !== null);
        expect(told).toEqual(told.toSorted((a, b) => a - b));
        for (const chance of told) expect([chance > 0, chance < 1]).toEqual([true, true]);
        expect(JSON.stringify(regionOf(asOf, region))).toBe(JSON.stringify(one));
      }),
    );
  });

  it('gives outer days around the inner ones', () => {
    const points = daily('2025-09-29', 400, 350, 300, 250, 200);
    const daysOf = (of: Points, ...shares: number[]): readonly (string | null)[] | undefined =>
      quantilesOf(
        {
          profile: PROFILE,
          asOf: '2025-10-03',
          scopes: [{ label: 'Hela regionen', kommun: undefined, points: of }],
        },
        shares,
      )[0];
    const days = daysOf(points, 0.025, 0.1, 0.9, 0.975);
    expect(days).toEqual(days?.toSorted());
    expect(daysOf([], 0.5)).toEqual([null]);
  });
});

describe('the certainty', () => {
  const weekly = [list('2025-09-08', 500), list('2025-09-15', 450), list('2025-09-22', 400)];

  it.each<[string, string, Points]>([
    [
      'low before the window opens, however many lists',
      'low',
      daily('2025-09-08', ...Array.from({ length: 17 }, (_, at) => 500 - 9 * at)),
    ],
    ['fair in the window', 'medium', [...weekly, list('2025-09-29', 350), list('2025-10-02', 320)]],
    [
      'good from its sixth working day',
      'high',
      [...weekly, ...daily('2025-10-02', 320, 280, 240, 200, 160, 120)],
    ],
    ['fair on that day too where the lists are far apart', 'medium', [...weekly, list('2025-10-09', 100)]],
  ])('%s', (_, certainty, points) => {
    expect(regionOf('2025-10-09', points).certainty).toBe(certainty);
  });

  it.each<[string, Points, string]>([
    ['no list', [], 'Inget uttag är inläst'],
    ['a single list', [list('2025-09-15', 100)], 'det finns bara en uppmätt dag'],
    ['nothing closed of late', [list('2025-09-15', 100), list('2025-09-22', 97)], 'för få stängda'],
    ['nothing measured of late', [list('2025-04-28', 2043), list('2025-09-15', 1188)], 'för länge sedan'],
  ])('too little data: %s', (_, points, why) => {
    const region = regionOf('2025-09-22', points);
    expect(region.certainty).toBe('too-little-data');
    expect(region.certaintyText).toContain(why);
    expect(verdicts(region)).toEqual(['unknown', 'unknown', 'unknown']);
    expect([...chances(region), region.optimisticOn, region.medianOn, region.pessimisticOn]).toEqual(
      Array.from({ length: 6 }, () => null),
    );
  });
});

describe('attestations after the last list', () => {
  const lists = [list('2025-09-22', 400), list('2025-09-29', 350), list('2025-10-03', 310)];

  it('are measurements where they show what the pace promises', () => {
    const region = regionOf('2025-10-08', [
      ...lists,
      attested('2025-10-07', 310, 30),
      attested('2025-10-08', 310, 60),
    ]);
    expect([region.measuredOn, region.remaining]).toEqual(['2025-10-08', 250]);
    expect(region.certaintyText).toContain('Av dem vilar 2 på intyg');
  });

  it('do not restart the clock where few have answered yet', () => {
    const region = regionOf('2025-10-08', [...lists, attested('2025-10-08', 310, 2)]);
    expect([region.measuredOn, region.remaining]).toEqual(['2025-10-03', 308]);
  });

  it('of a day before a later list are what that list says of them', () => {
    const said = [...lists.slice(0, 2), attested('2025-10-01', 350, 40), ...lists.slice(2)];
    expect(regionOf('2025-10-03', said).deadlines).toEqual(regionOf('2025-10-03', lists).deadlines);
  });
});

describe('a deadline', () => {
  const points = daily('2025-09-29', 90, 80, 70, 60, 50, 40, 30, 20);

  it('is done when none is left', () => {
    expect(verdicts(regionOf('2025-10-08', daily('2025-10-06', 20, 10, 0)))).toEqual([
      'done',
      'done',
      'done',
    ]);
  });

  it('is missed when its day is over in the list and some are left', () => {
    const region = regionOf('2025-10-13', [...points, list('2025-10-13', 5)]);
    expect(verdicts(region).slice(0, 2)).toEqual(['missed', 'missed']);
    expect(chances(region).slice(0, 2)).toEqual([null, null]);
  });

  it('whose day is over without a list since is unknown, unless it could not be reached', () => {
    expect(verdicts(regionOf('2025-10-13', points))[0]).toBe('unknown');
    expect(
      verdicts(regionOf('2025-10-13', daily('2025-09-29', 900, 890, 880, 870, 860, 850, 840, 830)))[0],
    ).toBe('missed');
  });

  it('knows only the lists up to the day', () => {
    expect(regionOf('2025-10-03', points).points).toEqual(points.slice(0, 5));
  });

  it('counts two lists without a working day between as one, and the later holds', () => {
    const weekend = [list('2025-09-26', 100), list('2025-10-03', 60), list('2025-10-04', 50)];
    expect(regionOf('2025-10-06', weekend).pace).toMatchObject({ intervals: 1, recent: 10 });
  });

  it('is told of years without a table of holidays', () => {
    expect(forecast('2040-01-01', []).method.join(' ')).toContain('2040');
    expect(forecast('2025-10-01', []).method.join(' ')).not.toContain('finns inte i tabellen');
  });
});
