import { addDays, dayNumber, weekday } from '../../domain/calendar/days.ts';
import { dayInMonth, shortDay } from '../kit/day-text.ts';

export interface Tick<Value> {
  readonly value: Value;
  readonly label: string;
}

/** Days laid out by the calendar, not by their order in a list. */
export interface DayAxis {
  readonly from: string;
  readonly to: string;
  readonly x: (day: string) => number;
}

export function dayAxis(from: string, to: string, left: number, right: number): DayAxis {
  const span = Math.max(1, dayNumber(to) - dayNumber(from));
  return { from, to, x: (day) => left + ((dayNumber(day) - dayNumber(from)) / span) * (right - left) };
}

/** Firsts of months over a long time, Mondays over a short one, thinned so that their labels keep apart. */
export function dayTicks({ from, to }: DayAxis, most: number): readonly Tick<string>[] {
  const days: string[] = [];
  const isLong = dayNumber(to) - dayNumber(from) > 90;
  for (let day = from; day <= to; day = addDays(day, 1)) {
    if (isLong ? day.endsWith('-01') : weekday(day) === 'mån') days.push(day);
  }
  const step = Math.max(1, Math.ceil(days.length / most));
  return days
    .filter((_, at) => at % step === 0)
    .map((value) => ({ value, label: isLong ? dayInMonth(value).slice(2, 5) : shortDay(value) }));
}

export interface CountAxis {
  readonly most: number;
  readonly y: (value: number) => number;
  readonly ticks: readonly number[];
}

/** From nought up to the next round number, with at most five lines. */
export function countAxis(largest: number, top: number, bottom: number, lines = 4): CountAxis {
  const step = roundStep(Math.max(1, largest) / lines);
  const most = Math.max(step, Math.ceil(largest / step) * step);
  const ticks = Array.from({ length: Math.round(most / step) + 1 }, (_, at) => at * step);
  return { most, ticks, y: (value) => bottom - (value / most) * (bottom - top) };
}

function roundStep(least: number): number {
  const scale = 10 ** Math.floor(Math.log10(Math.max(1, least)));
  return (
    [1, 2, 2.5, 5, 10].map((factor) => factor * scale).find((step) => step >= least && step % 1 === 0) ??
    10 * scale
  );
}
