import { describe, expect, it } from 'vitest';
import { parseProfile } from '../src/domain/profile/parse-profile.ts';
import { SHIPPED_PROFILES } from '../src/domain/profile/shipped-profiles.ts';
import { forecastOf } from '../src/domain/forecast/forecast-of.ts';
import type { BurndownPoint, ScopeForecast } from '../src/domain/forecast/forecast.ts';
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
  const scopes = [undefined, ...profile.kommuner.map(({ code }) => code)].map((code) => ({
    label: 'prov',
    kommun: code,
    points: COUNTED.map(({ day, kommunOf }): BurndownPoint => ({
      day,
      open: [...kommunOf.values()].filter((of) => code === undefined || of === code).length,
      attestedClosed: 0,
      isList: true,
    })),
  }));
  const scope = forecastOf({ profile, asOf, scopes }).scopes.find((one) => one.kommun === kommun);
  if (scope === undefined) throw new Error('no scope');
  return scope;
}

const opens = ({ points }: ScopeForecast): readonly number[] => points.map(({ open }) => open);
const verdicts = ({ deadlines }: ScopeForecast): readonly string[] => deadlines.map(({ verdict }) => verdict);

/** The middle of the 17 working days up to 8 October is 8.5 old, that of the 96 before 65: these weigh next to nothing. */
describe('the forecast on 8 October, from the region’s own lists', () => {
  it('is for the region as the page says', () => {
    const region = forecastOn('2025-10-08', undefined);
    expect(opens(region)).toEqual([2043, 1188, 206]);
    expect(region.pace?.best).toBe(982 / 17);
    expect([region.optimisticOn, region.medianOn, region.pessimisticOn]).toEqual([
      '2025-10-13',
      '2025-10-22',
      null,
    ]);
    expect(region.deadlines.map(({ chance }) => chance)).toEqual([0.05, 0.05, 0.35]);
    expect(verdicts(region)).toEqual(['missed', 'missed', 'uncertain']);
    expect(region.certainty).toBe('low');
  });

  it('for Sundsvall: 82 left, of which each deadline needs so many a working day', () => {
    const sundsvall = forecastOn('2025-10-08', '2281');
    expect(opens(sundsvall)).toEqual([440, 449, 82]);
    expect(sundsvall.deadlines.map(({ neededPace }) => neededPace)).toEqual([41, 41, 82 / 6]);
    expect(sundsvall.pace?.best).toBe(367 / 17);
    expect(verdicts(sundsvall)).toEqual(['uncertain', 'uncertain', 'likely']);
  });

  it('for Timrå: one left', () => {
    const timra = forecastOn('2025-10-08', '2262');
    expect(opens(timra)).toEqual([207, 12, 1]);
    expect(verdicts(timra)).toEqual(['uncertain', 'uncertain', 'likely']);
  });

  it('adds up: what the kommuner have left is what the region has', () => {
    const left = profile.kommuner.map(({ code }) => forecastOn('2025-10-08', code).remaining);
    expect(left).toEqual([7, 1, 20, 82, 12, 42, 42]);
    expect(left.reduce((sum, open) => sum + open, 0)).toBe(206);
  });

  it('before October says nothing: the lists are half a year apart', () => {
    for (const day of ['2025-04-28', '2025-09-15', '2025-09-29'])
      expect(forecastOn(day, undefined)).toMatchObject({
        certainty: 'too-little-data',
        medianOn: null,
        deadlines: [{ verdict: 'unknown' }, { verdict: 'unknown' }, { verdict: 'unknown' }],
      });
  });
});
