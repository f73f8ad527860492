import { describe, expect, it } from 'vitest';
import { aReadiness } from '../../domain/readiness/readiness.test-help.ts';
import type { ScopeForecast } from '../../domain/forecast/forecast.ts';
import { burndownChart, lastWeeks, wholeWay } from './burndown-chart.ts';

const region = ((): ScopeForecast => {
  const [first] = aReadiness().forecast.scopes;
  if (first === undefined) throw new Error('the fixture has a region');
  return first;
})();
const AS_OF = '2025-10-08';

const chart = (scope: ScopeForecast, asOf = AS_OF): string =>
  burndownChart(scope, asOf, 'Prator', {
    id: 'c',
    title: 'Öppna',
    width: 620,
    height: 340,
    ...wholeWay(scope, asOf),
    isLabelled: true,
  });

const pointsIn = (svg: string, look: string): readonly (readonly number[])[] =>
  (new RegExp(`class="${look}" points="([^"]*)"`, 'u').exec(svg)?.[1] ?? '')
    .split(' ')
    .filter((pair) => pair !== '')
    .map((pair) => pair.split(',').map(Number));

describe('the burndown', () => {
  it('lays days out by the calendar: 140 days to September take six times the room of 23 to October', () => {
    const [april, september, october] = pointsIn(chart(region), 'list').map(([x = 0]) => x);
    const [far, near] = [(september ?? 0) - (april ?? 0), (october ?? 0) - (september ?? 0)];
    expect(far / near).toBeCloseTo(140 / 23, 1);
  });

  it('counts from nought: 2 043, 1 188 and 206 stand as high as they are many', () => {
    const svg = chart(region);
    const zero = Number(/class="axis" x1="46" x2="608" y1="([\d.]+)"/u.exec(svg)?.[1]);
    const heights = pointsIn(svg, 'list').map(([, y = 0]) => zero - y);
    const [first = 1] = heights;
    expect(heights.map((height) => (height / first) * 2043)).toEqual([
      expect.closeTo(2043, 0),
      expect.closeTo(1188, -1),
      expect.closeTo(206, -1),
    ]);
    expect(svg.match(/<circle class="dot"/gu)).toHaveLength(3);
  });

  it('lets what is left after attestations stay until somebody attests more', () => {
    const steps = pointsIn(chart(region), 'attested');
    expect(steps).toHaveLength(11);
    expect(steps[0]?.[1]).toBe(steps[1]?.[1]);
    expect(steps[1]?.[0]).toBe(steps[2]?.[0]);
  });

  it('draws today and the three deadlines with their names on lines of their own', () => {
    const labels = [...chart(region).matchAll(/-label" x="[\d.]+" y="([\d.]+)"[^>]*>([^<]*)</gu)];
    expect(labels.map(([, , text]) => text)).toEqual([
      'i dag 8 okt',
      '10 okt SIP-fönstret slutar',
      '12 okt Alla SIP:ar stängda, vecka 41',
      '16 okt Prator i läsläge',
    ]);
    expect(new Set(labels.map(([, y]) => y)).size).toBe(4);
  });

  it('draws the fan from today to the likely and the cautious day', () => {
    const svg = chart(region);
    const [start, likely] = pointsIn(svg, 'median');
    const [, cautious] = pointsIn(svg, 'slow');
    expect(likely?.[1]).toBe(cautious?.[1]);
    expect(start?.[0]).toBeLessThan(likely?.[0] ?? 0);
    expect(likely?.[0]).toBeLessThan(cautious?.[0] ?? 0);
  });

  it('says nothing of the future where nothing can be said of it', () => {
    expect(chart({ ...region, pace: null, medianOn: null, pessimisticOn: null })).not.toContain(
      'class="fan"',
    );
    expect(chart({ ...region, remaining: 0 })).not.toContain('class="fan"');
  });

  it('lets a cautious day beyond the picture run out of its edge', () => {
    const [, end] = pointsIn(chart({ ...region, pessimisticOn: '2027-01-01' }), 'slow');
    expect(end?.[0]).toBe(608);
    expect(end?.[1]).toBeLessThan(318);
  });

  it('tells those who do not see it the same', () => {
    expect(chart(region)).toContain(
      'Öppna SIP:ar enligt listorna: måndag 28 april 2025 2\u00a0043, måndag 15 september 2025 1\u00a0188, onsdag 8 oktober 2025 206. Kvar onsdag 8 oktober 2025: 206.',
    );
  });

  it('stands also for a scope without points', () => {
    expect(chart({ ...region, points: [], remaining: 0 })).toContain('<svg');
  });
});

describe('the close-up', () => {
  it('begins with the last list that lies some way back, once the deadlines are near', () => {
    expect(lastWeeks(region, AS_OF)).toEqual({ from: '2025-09-15', to: '2025-10-21' });
  });

  it('is not drawn while the deadlines are far off', () => {
    const april = { ...region, points: region.points.slice(0, 1), medianOn: null, pessimisticOn: null };
    expect(lastWeeks(april, '2025-04-28')).toBeNull();
  });
});
