import { addDays, dayNumber, weekday } from '../../domain/calendar/days.ts';
import { mondayOf, weekNumber } from '../../domain/calendar/weeks.ts';

/**
 * The plan's time laid out in columns: week by week as long as little happens, then day by day through the last weeks,
 * where the days decide. Where the scale changes the axis is broken, and says so.
 */
export interface Axis {
  readonly columns: readonly AxisColumn[];
  /** How many columns stand before the break; none where the whole plan has room day by day. */
  readonly breakAt: number;
  readonly weeksPerColumn: number;
}

interface AxisColumn {
  readonly from: string;
  readonly to: string;
}

/** The last weeks, day by day. */
const WEEKS_OF_DAYS = 4;
/** The longest label is a day such as 28/10; one of space besides. */
const LABEL_EVERY = 6;
const BREAK = '┊';

const daysBetween = (from: string, to: string): number => dayNumber(to) - dayNumber(from);

/**
 * @param days the days that the plan begins and ends on
 * @param width in characters, with room for the last weeks and some more
 */
export function axisOf(days: { readonly first: string; readonly last: string }, width: number): Axis {
  const end = addDays(mondayOf(days.last), 6);
  const start = mondayOf(days.first);
  const dailyFrom = addDays(end, 1 - WEEKS_OF_DAYS * 7);
  const weeks = Math.max(0, daysBetween(start, dailyFrom) / 7);
  const room = Math.max(1, width - WEEKS_OF_DAYS * 7 - BREAK.length);
  const weeksPerColumn = Math.max(1, Math.ceil(weeks / room));
  const columns: AxisColumn[] = [];
  for (let from = start; from < dailyFrom; from = addDays(from, weeksPerColumn * 7)) {
    const to = addDays(from, weeksPerColumn * 7 - 1);
    columns.push({ from, to: to < dailyFrom ? to : addDays(dailyFrom, -1) });
  }
  const breakAt = columns.length;
  for (let day = weeks === 0 ? start : dailyFrom; day <= end; day = addDays(day, 1))
    columns.push({ from: day, to: day });
  return { columns, breakAt, weeksPerColumn };
}

/** The column that a day stands in; null for one outside the plan. */
export function columnOf({ columns }: Axis, day: string): number | null {
  const at = columns.findIndex(({ from, to }) => from <= day && day <= to);
  return at < 0 ? null : at;
}

/** One sign a column, with the break between them. */
export function axisLine(
  { columns, breakAt }: Axis,
  signOf: (column: AxisColumn, at: number) => string,
): string {
  const signs = columns.map(signOf);
  return breakAt === 0
    ? signs.join('')
    : [...signs.slice(0, breakAt), BREAK, ...signs.slice(breakAt)].join('');
}

/** A column in which nothing is planned: weekends are left blank, so that the weeks show. */
export const emptySign = ({ from, to }: AxisColumn): string =>
  from === to && ['lör', 'sön'].includes(weekday(from)) ? ' ' : '·';

/** A day as it is said beside its year: 28/4. */
export const shortDay = (day: string): string => `${Number(day.slice(8))}/${Number(day.slice(5, 7))}`;

/** Two lines of labels: the number of the week, and the day it begins on. */
export function axisLabels(axis: Axis): readonly [weeks: string, days: string] {
  const { columns, breakAt } = axis;
  const weekText = (day: string): string => `v${weekNumber(day)}`;
  const hasRoom = (at: number, day: string): boolean =>
    at + Math.max(weekText(day).length, shortDay(day).length) <= breakAt;
  const labelled = columns.flatMap(({ from }, at) =>
    (at < breakAt ? at % LABEL_EVERY === 0 && hasRoom(at, from) : mondayOf(from) === from)
      ? [{ from, at }]
      : [],
  );
  const line = (textOf: (day: string) => string): string =>
    labelled.reduce(
      (text, { from, at }) =>
        text.padEnd(at < breakAt ? at : at + (breakAt === 0 ? 0 : BREAK.length)) + textOf(from),
      '',
    );
  return [line(weekText), line(shortDay)];
}
