import { addDays } from '../calendar/days.ts';
import { isWorkingDay } from '../calendar/working-days.ts';
import type { BurndownPoint } from './forecast.ts';

/** Net closings in the working days between two measured days; fewer than none where SIPs were added. */
export interface Interval {
  readonly workingDays: number;
  readonly closed: number;
  readonly openBefore: number;
  readonly openAfter: number;
  /** Working days from its middle to the last measured day. */
  readonly age: number;
  /** Whether its end is known by attestations alone. */
  readonly isAttested: boolean;
}

/** Working days by number, so that a span is a subtraction: those after the first day known, up to and including a day. */
export type WorkingDayAxis = (day: string) => number;

/** @param days ISO days in any order; the axis reaches from the first of them to the last */
export function workingDayAxis(days: readonly string[]): WorkingDayAxis {
  const [first = '', ...later] = days.toSorted();
  const last = later.at(-1) ?? first;
  const numbers = new Map<string, number>([[first, 0]]);
  let number = 0;
  for (let day = first; day < last;) {
    day = addDays(day, 1);
    if (isWorkingDay(day)) number += 1;
    numbers.set(day, number);
  }
  return (day) => numbers.get(day) ?? 0;
}

export const openOn = ({ open, attestedClosed }: BurndownPoint): number => Math.max(0, open - attestedClosed);

/**
 * The days that are measurements: those of lists, and after the last list those of attestations; between two lists the
 * later one says what came of them. Two measured days without a working day between them are one, and the later holds.
 *
 * @param points in the order of their days
 */
export function measuredPoints(
  points: readonly BurndownPoint[],
  axis: WorkingDayAxis,
  { withAttested }: { readonly withAttested: boolean },
): readonly BurndownPoint[] {
  const lastList = points.findLastIndex(({ isList }) => isList);
  const measured: BurndownPoint[] = [];
  for (const [at, point] of points.entries()) {
    if (!point.isList && (at < lastList || !withAttested)) continue;
    const before = measured.at(-1);
    if (before !== undefined && axis(point.day) === axis(before.day)) measured.pop();
    measured.push(point);
  }
  return measured;
}

export function intervalsOf(measured: readonly BurndownPoint[], axis: WorkingDayAxis): readonly Interval[] {
  const end = axis(measured.at(-1)?.day ?? '');
  return measured.slice(1).flatMap((to, at) => {
    const from = measured[at];
    if (from === undefined) return [];
    const workingDays = axis(to.day) - axis(from.day);
    const [openBefore, openAfter] = [openOn(from), openOn(to)];
    return {
      workingDays,
      closed: openBefore - openAfter,
      openBefore,
      openAfter,
      age: end - axis(to.day) + workingDays / 2,
      isAttested: !to.isList,
    };
  });
}
