import { describe, expect, it } from 'vitest';
import { parseProfile } from '../src/domain/profile/parse-profile.ts';
import { SHIPPED_PROFILES } from '../src/domain/profile/shipped-profiles.ts';
import { forecastOf } from '../src/domain/readiness/forecast-of.ts';
import type { BurndownPoint, ScopeForecast } from '../src/domain/readiness/forecast.ts';
import { naiveKommun, naiveList, SIP_APRIL, SIP_OCTOBER, SIP_SEPTEMBER } from './helpers/lists.ts';

const parsed = parseProfile(SHIPPED_PROFILES['vasternorrland-2025']);
if ('faults' in parsed) throw new Error(parsed.faults.join());
const { profile } = parsed;

const LISTS = [
  ['2025-04-28', SIP_APRIL],
  ['2025-09-15', SIP_SEPTEMBER],
  ['2025-10-08', SIP_OCTOBER],
] as const;

/** The SIPs of a list by their kommun, counted without the product: one an id, whatever rows it has. */
function countedBy(list: (typeof LISTS)[number][1]): ReadonlyMap<string, string | null> {
  const kommunOf = new Map<string, string | null>();
  for (const { at } of naiveList(list).rows) {
    if (at('SIP-id') !== '') kommunOf.set(at('SIP-id'), naiveKommun(at('Kommun')));
  }
  return kommunOf;
}

const COUNTED = LISTS.map(([day, list]) => ({ day, kommunOf: countedBy(list) }));

function forecastOn(asOf: string, kommun: string | undefined): ScopeForecast {
  const points = COUNTED.map(({ day, kommunOf }): BurndownPoint => ({
    day,
    open: [...kommunOf.values()].filter((code) => kommun === undefined || code === kommun).length,
    attestedClosed: 0,
    isList: true,
  }));
  const [scope] = forecastOf({ profile, asOf, scopes: [{ label: 'prov', kommun, points }] }).scopes;
  if (scope === undefined) throw new Error('no scope');
  return scope;
}

const opens = ({ points }: ScopeForecast): readonly number[] => points.map(({ open }) => open);
const verdicts = ({ deadlines }: ScopeForecast): readonly string[] => deadlines.map(({ verdict }) => verdict);

/** 96 working days from 28 April to 15 September, 17 to 8 October; of the weight 31 % and 69 %. */
describe('the forecast on 8 October, from the region’s own lists', () => {
  it('is for the region as the page says', () => {
    const region = forecastOn('2025-10-08', undefined);
    expect(opens(region)).toEqual([2043, 1188, 206]);
    expect([region.medianOn, region.pessimisticOn]).toEqual(['2025-10-14', '2025-11-11']);
    expect(verdicts(region)).toEqual(['missed', 'missed', 'likely']);
  });

  it('for Sundsvall: nine more by September, then 367 in 17 days; in the slow tenth it only grows', () => {
    const sundsvall = forecastOn('2025-10-08', '2281');
    expect(opens(sundsvall)).toEqual([440, 449, 82]);
    expect(sundsvall.pace).toEqual({ median: 367 / 17, low: -9 / 96, intervals: 2, workingDays: 113 });
    // 82 / 21.6 = 3.8: the fourth working day. 82 / 2 = 41 and 82 / 6 = 13.7 a day would be needed.
    expect([sundsvall.medianOn, sundsvall.pessimisticOn]).toEqual(['2025-10-14', null]);
    expect(sundsvall.deadlines.map(({ neededPace }) => neededPace)).toEqual([41, 41, 82 / 6]);
    expect(verdicts(sundsvall)).toEqual(['missed', 'missed', 'likely']);
  });

  it('for Timrå: one left, at 11 in 17 days it is closed on the second day, by the slow tenth too', () => {
    const timra = forecastOn('2025-10-08', '2262');
    expect(opens(timra)).toEqual([207, 12, 1]);
    expect(timra.pace).toMatchObject({ median: 11 / 17, low: 11 / 17 });
    expect([timra.medianOn, timra.pessimisticOn]).toEqual(['2025-10-10', '2025-10-10']);
    expect(verdicts(timra)).toEqual(['reached', 'reached', 'reached']);
  });

  it('adds up: what the kommuner have left is what the region has', () => {
    const left = profile.kommuner.map(({ code }) => forecastOn('2025-10-08', code).remaining);
    expect(left).toEqual([7, 1, 20, 82, 12, 42, 42]);
    expect(left.reduce((sum, open) => sum + open, 0)).toBe(206);
  });

  it('on 29 September misses all three, and on 15 September gives no cautious day', () => {
    expect(verdicts(forecastOn('2025-09-29', undefined))).toEqual(['missed', 'missed', 'missed']);
    expect(forecastOn('2025-09-15', undefined)).toMatchObject({
      remaining: 1188,
      pessimisticOn: null,
      certainty: 'low',
    });
    expect(forecastOn('2025-04-28', undefined)).toMatchObject({
      remaining: 2043,
      certainty: 'too-little-data',
    });
  });
});
