// Trials of the forecast on made-up regions whose whole way is known: how often it was right of what it said.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { root } from './package-bin.mjs';

export const SIZES = [12, 29, 54, 90, 250, 301, 449];
const FIRST_DAY = '2025-08-18';
const LAST_DAY = '2026-03-31';
const PERIODS = {
  before: ['2025-09-15', '2025-10-01'],
  early: ['2025-10-02', '2025-10-08'],
  late: ['2025-10-09', '2025-10-15'],
};

/** Mean closings a working day, relative to what is left to close when `at` runs from 0 (first day) to 1 (the last, as meant). */
export const SHAPES = {
  constant: {},
  bursts: { byWeekday: [0, 0.4, 2.1, 0.6, 1.6, 0.3, 0] },
  inflow: { inflow: 0.2 },
  never: { neverStarts: true },
  tail: { tail: true },
  accelerating: { growth: 1.09 },
  window: { beforeWindow: 0.3 },
};
export const CADENCES = {
  daily: () => 1,
  weekly: () => 5,
  uneven: (random) => 1 + Math.floor(random() * 9),
  monthly: () => 21,
};

/** The forecast as it is built, and the numbers behind its dates. */
export async function loadForecast() {
  const folder = mkdtempSync(join(tmpdir(), 'overgang-forecast-'));
  try {
    const outfile = join(folder, 'forecast.mjs');
    await build({
      entryPoints: [fileURLToPath(new URL('forecast-entry.ts', import.meta.url))],
      bundle: true,
      format: 'esm',
      platform: 'node',
      outfile,
      loader: { '.json': 'json' },
      absWorkingDir: root,
      logLevel: 'error',
    });
    return await import(outfile);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** @returns each forecast that was made, beside what came of it */
export function tryForecast({ forecastOf, quantilesOf, isWorkingDay, addDays, profile }, runs) {
  const days = [];
  for (let day = FIRST_DAY; day <= LAST_DAY; day = addDays(day, 1)) if (isWorkingDay(day)) days.push(day);
  const trials = [];
  const times = [];
  for (const [shapeAt, [shape, way]] of Object.entries(SHAPES).entries())
    for (const [cadenceAt, [cadence, gap]] of Object.entries(CADENCES).entries())
      for (let run = 0; run < runs; run += 1) {
        const random = randomFrom(1 + run + 1_000_003 * shapeAt + 7_000_003 * cadenceAt);
        const kommuner = regionOf(way, days, random);
        const lists = listDaysOf(days, gap, random);
        for (const [period, [from, to]] of Object.entries(PERIODS)) {
          const possible = days.filter((day) => day >= from && day <= to);
          const asOf = possible[Math.floor(random() * possible.length)];
          const scopes = scopesOf(kommuner, lists, days);
          const start = process.hrtime.bigint();
          const forecast = forecastOf({ profile, asOf, scopes });
          times.push(Number(process.hrtime.bigint() - start) / 1e6);
          const outer = quantilesOf({ profile, asOf, scopes }, [0.025, 0.975]);
          const isUntouched = kommuner.some(({ left }, at) => {
            const points = scopes[at + 1].points.filter(({ day }) => day <= asOf);
            return left[0] > 0 && points.at(-1)?.open >= points[0]?.open;
          });
          forecast.scopes.forEach((scope, at) => {
            if (scope.remaining === 0 || scope.measuredOn === null) return;
            const left = at === 0 ? sumOf(kommuner) : kommuner[at - 1].left;
            trials.push({
              shape,
              cadence,
              period,
              size: at === 0 ? 'region' : SIZES[at - 1],
              done: doneOn(left, days),
              scope,
              asOf,
              outer: outer[at],
              isUntouched,
            });
          });
        }
      }
  return { trials, median: times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] };
}

function regionOf(way, days, random) {
  const windowEnds = days.indexOf('2025-10-10');
  const windowOpens = days.indexOf('2025-10-02');
  // Those who keep to the plan end near it; the others anywhere about it.
  const spread = way.beforeWindow === undefined ? 4 : 2;
  const shift = spread * normal(random);
  const never = Math.floor(random() * SIZES.length);
  return SIZES.map((size, at) => {
    const end = Math.max(windowOpens + 2, windowEnds + shift + spread * normal(random));
    const paceOn = paceFor(way, size, end, windowOpens);
    const left = [];
    let open = size;
    for (let day = 0; day < days.length; day += 1) {
      left.push(open);
      if (way.neverStarts && at === never) continue;
      const weekday = new Date(`${days[day]}T12:00Z`).getUTCDay();
      const mean = paceOn(day, open) * (way.byWeekday?.[weekday] ?? 1);
      // Twice the variance of a Poisson count.
      open -= Math.min(open, poisson(gamma(mean, random), random));
      if (way.inflow !== undefined && day < windowOpens) open += poisson((way.inflow * size) / end, random);
    }
    return { left };
  });
}

function paceFor(way, size, end, windowOpens) {
  if (way.tail) {
    // So that the last one is closed about the day that is meant.
    const hazard = (Math.log(size) + 0.577) / (end + 4);
    return (_day, open) => hazard * open;
  }
  if (way.growth !== undefined) {
    const all = (way.growth ** end - 1) / (way.growth - 1);
    return (day) => (size * way.growth ** Math.min(day, end)) / all;
  }
  if (way.beforeWindow !== undefined) {
    const before = (way.beforeWindow * size) / windowOpens;
    return (day) => (day < windowOpens ? before : (size * (1 - way.beforeWindow)) / (end - windowOpens));
  }
  const inflow = way.inflow ?? 0;
  return () => (size * (1 + (inflow * windowOpens) / end)) / end;
}

const sumOf = (kommuner) =>
  kommuner[0].left.map((_, day) => kommuner.reduce((sum, { left }) => sum + left[day], 0));

/** The working day on which the last was closed; far off where it never was. A list of a day shows its morning. */
function doneOn(left, days) {
  const at = left.findLastIndex((open) => open > 0) + 1;
  return at < left.length ? days[at] : '9999-12-31';
}

function listDaysOf(days, gap, random) {
  const lists = [];
  for (let at = Math.floor(random() * Math.min(gap(random), 10)); at < days.length; at += gap(random))
    lists.push(at);
  return lists;
}

function scopesOf(kommuner, lists, days) {
  const points = (left) =>
    lists.map((at) => ({ day: days[at], open: left[at], attestedClosed: 0, isList: true }));
  return [
    { label: 'region', kommun: undefined, points: points(sumOf(kommuner)) },
    ...kommuner.map(({ left }, at) => ({
      label: String(SIZES[at]),
      kommun: String(at),
      points: points(left),
    })),
  ];
}

// Chance, from a seed

function randomFrom(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const normal = (random) => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());

function poisson(mean, random) {
  if (mean > 60) return Math.max(0, Math.round(mean + Math.sqrt(mean) * normal(random)));
  const limit = Math.exp(-mean);
  let [count, product] = [0, random()];
  while (product > limit) {
    count += 1;
    product *= random();
  }
  return count;
}

/** A gamma variable of this mean and as large a variance (Marsaglia and Tsang). */
function gamma(mean, random) {
  if (mean <= 0) return 0;
  if (mean < 1) return gamma(mean + 1, random) * random() ** (1 / mean);
  const d = mean - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const x = normal(random);
    const v = (1 + c * x) ** 3;
    if (v > 0 && Math.log(1 - random()) < (x * x) / 2 + d - d * v + d * Math.log(v)) return d * v;
  }
}
