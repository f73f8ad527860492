import type { BurndownPoint, DeadlineForecast, ScopeForecast } from '../../domain/forecast/forecast.ts';
import { deadlineMeaning, endOf } from '../../domain/readiness/words.ts';
import { addDays, dayNumber } from '../../domain/calendar/days.ts';
import { escapeHtml } from '../kit/html.ts';
import { count } from '../../domain/words/counted.ts';
import { countAxis, dayAxis, dayTicks, type CountAxis, type DayAxis } from './day-axis.ts';
import { longDay, shortDay } from '../kit/day-text.ts';
import { at } from './html-parts.ts';

export interface ChartFrame {
  /** Unique on the page: title and description are found by it. */
  readonly id: string;
  readonly title: string;
  readonly width: number;
  readonly height: number;
  readonly from: string;
  readonly to: string;
  /** With the deadlines' names above; in a small chart their days of the month alone. */
  readonly isLabelled: boolean;
}

interface Plot {
  readonly days: DayAxis;
  readonly counts: CountAxis;
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}

const LABEL_HEIGHT = 16;

/**
 * Open SIPs over time as SVG: days to scale, counts from nought, the lists as dots, what is left after attestations as
 * a thinner line, today, the three deadlines, and the fan from the median pace to the slow one.
 */
export function burndownChart(scope: ScopeForecast, asOf: string, source: string, frame: ChartFrame): string {
  const points = pointsFrom(scope.points, frame.from);
  const plot = plotOf(scope, points, frame);
  return `<svg class="chart" viewBox="0 0 ${frame.width} ${frame.height}" role="img" aria-labelledby="${frame.id}-titel ${frame.id}-text">
<title id="${frame.id}-titel">${escapeHtml(frame.title)}</title>
<desc id="${frame.id}-text">${escapeHtml(description(scope, asOf, source))}</desc>
${gridLines(plot, frame)}
${neededWay(scope, asOf, plot)}
${projection(scope, asOf, plot)}
${marks(scope.deadlines, asOf, source, plot, frame)}
${attestedLine(points, asOf, plot)}
${listLine(points, plot)}
${dots(points, plot)}
</svg>`;
}

function plotOf(scope: ScopeForecast, points: readonly BurndownPoint[], frame: ChartFrame): Plot {
  const rows = frame.isLabelled ? scope.deadlines.length + 1 : 1;
  const top = rows * LABEL_HEIGHT + (frame.isLabelled ? 8 : 6);
  const bottom = frame.height - 22;
  const largest = Math.max(scope.remaining, ...points.map(({ open }) => open));
  const left = frame.isLabelled ? 46 : 34;
  const right = frame.width - 12;
  return {
    days: dayAxis(frame.from, frame.to, left, right),
    counts: countAxis(largest, top, bottom, frame.isLabelled ? 4 : 2),
    ...{ top, bottom, left, right },
  };
}

/** The points from a day on; where the day lies between two, the line begins between them. */
function pointsFrom(points: readonly BurndownPoint[], from: string): readonly BurndownPoint[] {
  const shown = points.filter(({ day }) => day >= from);
  const before = points.filter(({ day }) => day < from).at(-1);
  const [first] = shown;
  if (before === undefined || first === undefined || first.day === from) return shown;
  const share = (dayNumber(from) - dayNumber(before.day)) / (dayNumber(first.day) - dayNumber(before.day));
  const open = before.open + (first.open - before.open) * share;
  return [{ day: from, open, attestedClosed: 0, isList: false }, ...shown];
}

function description(scope: ScopeForecast, asOf: string, source: string): string {
  const lists = scope.points.filter(({ isList }) => isList);
  const told = lists.map(({ day, open }) => `${longDay(day)} ${count(open)}`).join(', ');
  const deadlines = scope.deadlines
    .map((deadline) => `${deadlineMeaning(deadline, source)} ${shortDay(deadline.day)}`)
    .join(', ');
  const slow = endOf(scope, 'pessimistic');
  const end =
    scope.medianOn === null
      ? ''
      : ` Den sista stängs troligen ${longDay(scope.medianOn)}, försiktigt räknat ${typeof slow === 'string' ? 'går det inte att säga' : longDay(slow.on)}.`;
  return `Öppna SIP:ar enligt listorna: ${told}. Kvar ${longDay(asOf)}: ${count(scope.remaining)}.${end} Slutdagar: ${deadlines}.`;
}

function gridLines({ days, counts, left, right, bottom }: Plot, { width }: ChartFrame): string {
  const across = counts.ticks.map((value) => {
    const y = at(counts.y(value));
    return `<line class="${value === 0 ? 'axis' : 'grid'}" x1="${at(left)}" x2="${at(right)}" y1="${y}" y2="${y}"/><text class="tick" x="${at(left - 6)}" y="${at(counts.y(value) + 4)}" text-anchor="end">${count(value)}</text>`;
  });
  const along = dayTicks(days, Math.floor(width / 64)).map(({ value, label }) => {
    const x = at(days.x(value));
    return `<line class="axis" x1="${x}" x2="${x}" y1="${at(bottom)}" y2="${at(bottom + 4)}"/><text class="tick" x="${x}" y="${at(bottom + 17)}" text-anchor="middle">${label}</text>`;
  });
  return [...across, ...along].join('\n');
}

/** Where a straight line from what is left today reaches nought, or the edge of the picture before that. */
function landing(scope: ScopeForecast, asOf: string, end: string | null, to: string) {
  if (end === null) return { day: to, open: scope.remaining };
  if (end <= to) return { day: end, open: 0 };
  const share = (dayNumber(to) - dayNumber(asOf)) / (dayNumber(end) - dayNumber(asOf));
  return { day: to, open: scope.remaining * (1 - share) };
}

/** The way that the plan asks for: from what is left today to none on the first deadline ahead. */
function neededWay({ remaining, deadlines }: ScopeForecast, asOf: string, { days, counts }: Plot): string {
  const ahead = deadlines.find(({ day }) => day > asOf);
  if (remaining === 0 || ahead === undefined || ahead.day > days.to) return '';
  return `<polyline class="need" points="${at(days.x(asOf))},${at(counts.y(remaining))} ${at(days.x(ahead.day))},${at(counts.y(0))}"/>`;
}

function projection(scope: ScopeForecast, asOf: string, { days, counts }: Plot): string {
  if (scope.remaining === 0 || scope.pace === null || asOf >= days.to) return '';
  if (scope.medianOn === null && scope.pessimisticOn === null) return '';
  const spot = ({ day, open }: { readonly day: string; readonly open: number }): string =>
    `${at(days.x(day))},${at(counts.y(open))}`;
  const start = spot({ day: asOf, open: scope.remaining });
  const median = landing(scope, asOf, scope.medianOn, days.to);
  const common = `<polyline class="median" points="${start} ${spot(median)}"/>`;
  const slow = landing(scope, asOf, scope.pessimisticOn, days.to);
  const corner = median.open === 0 && slow.open > 0 ? ` ${spot({ day: days.to, open: 0 })}` : '';
  return `<polygon class="fan" points="${start} ${spot(median)}${corner} ${spot(slow)}"/>
${common}
<polyline class="slow" points="${start} ${spot(slow)}"/>`;
}

function marks(
  deadlines: readonly DeadlineForecast[],
  asOf: string,
  source: string,
  plot: Plot,
  frame: ChartFrame,
): string {
  const all = [
    { day: asOf, look: 'today', label: `i dag ${shortDay(asOf)}` },
    ...deadlines.map((deadline) => ({
      day: deadline.day,
      look: 'deadline',
      label: `${shortDay(deadline.day)} ${deadlineMeaning(deadline, source)}`,
    })),
  ].toSorted((one, other) => (one.day < other.day ? -1 : one.day > other.day ? 1 : 0));
  return all
    .filter(({ day }) => day >= plot.days.from && day <= plot.days.to)
    .map((mark, index, shown) => {
      const x = plot.days.x(mark.day);
      // The first stands lowest, so that no label crosses another's line.
      const row = frame.isLabelled ? shown.length - 1 - index : 0;
      const y = row * LABEL_HEIGHT + 12;
      const line = `<line class="${mark.look}" x1="${at(x)}" x2="${at(x)}" y1="${at(frame.isLabelled ? y - 9 : plot.top)}" y2="${at(plot.bottom)}"/>`;
      if (!frame.isLabelled) {
        return mark.look === 'today' ? line : line + dayAbove(mark.day, shown, plot);
      }
      const isRoomLeft = x - plot.left > mark.label.length * 6;
      return `${line}<text class="${mark.look}-label" x="${at(isRoomLeft ? x - 5 : x + 5)}" y="${at(y)}" text-anchor="${isRoomLeft ? 'end' : 'start'}">${escapeHtml(mark.label)}</text>`;
    })
    .join('\n');
}

/** The day of the month above a line; two that lie close lean away from each other. */
function dayAbove(
  day: string,
  shown: readonly { readonly day: string; readonly look: string }[],
  plot: Plot,
): string {
  const x = plot.days.x(day);
  const isClose = (other: string | undefined): boolean =>
    other !== undefined && Math.abs(plot.days.x(other) - x) < 20;
  const days = shown.filter(({ look }) => look === 'deadline').map((mark) => mark.day);
  const index = days.indexOf(day);
  const lean = isClose(days[index + 1]) ? 'end' : isClose(days[index - 1]) ? 'start' : 'middle';
  const nudge = { end: 3, start: -3, middle: 0 }[lean];
  return `<text class="tick" x="${at(x + nudge)}" y="${at(plot.top - 5)}" text-anchor="${lean}">${Number(day.slice(8))}</text>`;
}

function line(look: string, spots: readonly (readonly [day: string, value: number])[], plot: Plot): string {
  if (spots.length < 2) return '';
  const points = spots.map(([day, value]) => `${at(plot.days.x(day))},${at(plot.counts.y(value))}`);
  return `<polyline class="${look}" points="${points.join(' ')}"/>`;
}

/** From list to list; the edge of the picture counts as one. */
function listLine(points: readonly BurndownPoint[], plot: Plot): string {
  return line(
    'list',
    points.filter(({ isList }, index) => isList || index === 0).map(({ day, open }) => [day, open]),
    plot,
  );
}

function attestedLine(points: readonly BurndownPoint[], asOf: string, plot: Plot): string {
  const last = points.at(-1);
  if (last === undefined) return '';
  const attested = points.findIndex(({ attestedClosed }) => attestedClosed > 0);
  // Nothing has been attested: only what has held since the last list.
  const first = attested < 0 ? points.length : attested;
  // In steps: what is left stays until somebody attests more.
  const steps = points
    .slice(Math.max(0, first - 1))
    .flatMap(({ day, open, attestedClosed }, index, all): (readonly [string, number])[] => {
      const before = all[index - 1];
      const left = open - attestedClosed;
      return before === undefined
        ? [[day, left]]
        : [
            [day, before.open - before.attestedClosed],
            [day, left],
          ];
    });
  const today: readonly (readonly [string, number])[] =
    last.day < asOf ? [[asOf, last.open - last.attestedClosed]] : [];
  return line('attested', [...steps, ...today], plot);
}

function dots(points: readonly BurndownPoint[], { days, counts }: Plot): string {
  return points
    .filter(({ isList }) => isList)
    .map(({ day, open }) => {
      const x = days.x(day);
      const y = counts.y(open);
      return `<circle class="dot" cx="${at(x)}" cy="${at(y)}" r="4"/>`;
    })
    .join('\n');
}

/** The whole way: from the first list to a week after the last deadline, or to the median day if that is later. */
export function wholeWay(scope: ScopeForecast, asOf: string): { readonly from: string; readonly to: string } {
  const from = scope.points[0]?.day ?? asOf;
  const lastDeadline =
    scope.deadlines
      .map(({ day }) => day)
      .toSorted()
      .at(-1) ?? asOf;
  const end = [
    asOf,
    lastDeadline,
    capped(scope.medianOn, lastDeadline),
    capped(scope.pessimisticOn, lastDeadline),
  ]
    .toSorted()
    .at(-1);
  return { from: from < asOf ? from : addDays(asOf, -7), to: addDays(end ?? asOf, 5) };
}

/** Later than this the picture does not go; the tables say the day. */
const WEEKS_SHOWN_AFTER = 3;
const capped = (day: string | null, deadline: string): string => {
  const last = addDays(deadline, 7 * WEEKS_SHOWN_AFTER);
  return day === null || day > last ? deadline : day;
};

/** The last weeks, where the deadlines lie apart; null before they are near. */
export function lastWeeks(
  scope: ScopeForecast,
  asOf: string,
): { readonly from: string; readonly to: string } | null {
  const whole = wholeWay(scope, asOf);
  const firstDeadline = scope.deadlines.map(({ day }) => day).toSorted()[0] ?? asOf;
  const near = asOf < firstDeadline ? asOf : firstDeadline;
  if (dayNumber(firstDeadline) - dayNumber(asOf) > 42) return null;
  const list = scope.points
    .filter(({ day, isList }) => isList && day <= addDays(near, -7) && day >= addDays(near, -28))
    .at(-1);
  const from = list?.day ?? addDays(near, -21);
  return dayNumber(from) - dayNumber(whole.from) < 21 ? null : { from, to: whole.to };
}
