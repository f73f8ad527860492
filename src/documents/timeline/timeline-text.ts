import { closedAsText } from '../../domain/classification/closed-as.ts';
import type { Lock } from '../../domain/checkpoints/lock.ts';
import type { Profile } from '../../domain/profile/profile-schema.ts';
import { dayNumber, weekday } from '../../domain/calendar/days.ts';
import { weekNumber } from '../../domain/calendar/weeks.ts';
import { workingDaysBetween } from '../../domain/calendar/working-days.ts';
import type { MilestoneState, Progress, TimelineEntry } from '../../domain/timeline/timeline.ts';
import { lockLines } from '../kit/lock-text.ts';
import type { Paint } from '../kit/paint.ts';
import { count, some } from '../../domain/words/counted.ts';
import { wrap } from '../kit/table.ts';
import { axisLabels, axisLine, axisOf, columnOf, emptySign, shortDay, type Axis } from './timeline-axis.ts';

/** The word of a state, and the sign of its bar: whoever sees no colour reads the same. */
const STATES: Readonly<Record<MilestoneState, { readonly word: string; readonly sign: string }>> = {
  ahead: { word: 'kommer', sign: '░' },
  running: { word: 'pågår', sign: '▓' },
  done: { word: 'klart', sign: '█' },
  late: { word: 'SENT', sign: '!' },
  past: { word: 'passerat', sign: '=' },
};
const DEADLINE_SIGN = '◆';
const TODAY_SIGN = '│';

/** Longest word of a state; then the label of a row; then the axis. */
const STATE_WIDTH = 8;
const LABEL_WIDTH = 18;
const LEFT = STATE_WIDTH + LABEL_WIDTH + 2;

type StatePaint = Readonly<Record<MilestoneState, (text: string) => string>>;

/** The plan with today in it, for a terminal of 80 columns: a picture, what it says in words, and the three deadlines. */
export function timelineText(
  {
    entries,
    lock,
    asOf,
  }: { readonly entries: readonly TimelineEntry[]; readonly lock: Lock | null; readonly asOf: string },
  profile: Profile,
  paint: Paint,
  width: number,
): string {
  const color: StatePaint = {
    ahead: (text) => text,
    running: paint.notice,
    done: paint.good,
    late: paint.bad,
    past: paint.dim,
  };
  return [
    paint.bold(`${profile.title}: tidplan`),
    ...lockLines(lock, profile, paint),
    '',
    ...pictureLines({ entries, profile, asOf, paint, color, width }),
    '',
    ...listLines(entries, profile, asOf, paint, color, width),
    '',
    ...deadlineLines(profile, asOf, width),
  ].join('\n');
}

// --- The picture --------------------------------------------------------------------------------------------

interface Picture {
  readonly entries: readonly TimelineEntry[];
  readonly profile: Profile;
  readonly asOf: string;
  readonly paint: Paint;
  readonly color: StatePaint;
  readonly width: number;
}

function pictureLines({ entries, profile, asOf, paint, color, width }: Picture): readonly string[] {
  const { deadlines } = profile;
  const days = entries.flatMap(({ milestone }) => [milestone.from, milestone.to]);
  const all = [...days, deadlines.sipWindowEnds, deadlines.allSipsClosed, deadlines.readOnly].sort();
  const axis = axisOf({ first: all[0] ?? asOf, last: all.at(-1) ?? asOf }, width - LEFT);
  const today = columnOf(axis, asOf);
  const [weeks, dates] = axisLabels(axis);
  const row = (state: string, label: string, line: string): string =>
    `${state.padEnd(STATE_WIDTH)} ${clip(label, LABEL_WIDTH).padEnd(LABEL_WIDTH)} ${line}`.trimEnd();
  const bar = (entry: TimelineEntry): string => {
    const signs = barSigns(entry, axis);
    return axisLine(axis, (column, at) => signs.get(at) ?? (at === today ? TODAY_SIGN : emptySign(column)));
  };
  const diamond = (day: string): string => {
    const place = columnOf(axis, day);
    return axisLine(axis, (column, at) =>
      at === place ? DEADLINE_SIGN : at === today ? TODAY_SIGN : emptySign(column),
    );
  };
  return [
    paint.dim(row('', '', weeks)),
    paint.dim(row('', axis.breakAt === 0 ? '' : 'veckor ┊ dagar', dates)),
    ...(today === null ? [] : [paint.bold(row('', `i dag ${shortDay(asOf)}`, todayLine(axis, today)))]),
    ...entries.map((entry) =>
      color[entry.state](row(STATES[entry.state].word, shortName(entry), bar(entry))),
    ),
    ...[
      ['SIP-fönstret', deadlines.sipWindowEnds],
      ['SIP:ar stängda', deadlines.allSipsClosed],
      ['läsläge', deadlines.readOnly],
    ].map(([label = '', day = '']) => row('slutdag', label, diamond(day))),
    paint.dim(wrap(legend(axis, asOf, today), width - 2)),
  ];
}

/** The columns of a bar: what is done of it first, then the sign of its state. */
function barSigns({ milestone, state, progress }: TimelineEntry, axis: Axis): ReadonlyMap<number, string> {
  const columns = axis.columns.flatMap(({ from, to }, at) =>
    from <= milestone.to && milestone.from <= to ? [at] : [],
  );
  const isMeasured = progress !== null && progress.planned > 0 && (state === 'running' || state === 'late');
  const done = isMeasured ? Math.floor((columns.length * progress.done) / progress.planned) : 0;
  return new Map(columns.map((at, index) => [at, index < done ? STATES.done.sign : STATES[state].sign]));
}

function todayLine(axis: Axis, today: number): string {
  return axisLine(axis, (_, at) => (at === today ? '▼' : ' ')).replace('┊', ' ');
}

function legend({ breakAt, weeksPerColumn }: Axis, asOf: string, today: number | null): string {
  const weekly = weeksPerColumn === 1 ? 'en vecka' : some(weeksPerColumn, 'vecka');
  return [
    ...Object.values(STATES).map(({ sign, word }) => `${sign} ${word}`),
    `${DEADLINE_SIGN} slutdag.`,
    breakAt === 0 ? '' : `Axeln är bruten vid ┊: före är varje tecken ${weekly}, efter är det en dag.`,
    today === null ? `I dag, ${asOf}, ligger utanför planen.` : '',
  ]
    .filter((text) => text !== '')
    .join('  ');
}

/** Steps are called by number, and how far they are where that is measured; others by the beginning of their title. */
function shortName({ milestone, progress }: TimelineEntry): string {
  if (milestone.step === null) return milestone.title;
  const step = `Steg ${milestone.step}`;
  if (progress === null || progress.planned === 0) return `${step} ${milestone.owners[0] ?? ''}`;
  const exact = `${step} ${count(progress.done)}/${count(progress.planned)}`;
  return exact.length <= LABEL_WIDTH
    ? exact
    : `${step} ${Math.floor((100 * progress.done) / progress.planned)} %`;
}

const clip = (text: string, length: number): string =>
  text.length <= length ? text : `${text.slice(0, length - 1).trimEnd()}…`;

// --- The list -----------------------------------------------------------------------------------------------

function when({ milestone }: TimelineEntry): string {
  const from = `${weekday(milestone.from)} ${shortDay(milestone.from)}`;
  return milestone.from === milestone.to
    ? from
    : `${from} – ${weekday(milestone.to)} ${shortDay(milestone.to)}`;
}

function stateText({ state, days, progress }: TimelineEntry, profile: Pick<Profile, 'target'>): string {
  const left =
    progress === null
      ? ''
      : `, ${count(progress.done)} av ${count(progress.planned)} klara${doneAsText(progress, profile)}`;
  switch (state) {
    case 'ahead':
      return `${days === 1 ? 'börjar i morgon' : `börjar om ${some(days, 'dag')}`}${progress?.planned === 0 ? '' : left}`;
    case 'running':
      return `${days === 0 ? 'slutar i dag' : `${some(days, 'dag')} kvar`}${left}`;
    case 'late':
      return `skulle vara klart för ${count(-days)} ${days === -1 ? 'dag' : 'dagar'} sedan${left}`;
    case 'done':
    case 'past':
      return left.slice(2);
  }
}

/** Of a milestone that counts SIPs: what became of the done, where any is. */
function doneAsText({ done, sips }: Progress, profile: Pick<Profile, 'target'>): string {
  return sips === undefined || done === 0 ? '' : ` (SIP:ar: ${closedAsText(sips, profile, count)})`;
}

const INDENT = 33;

function listLines(
  entries: readonly TimelineEntry[],
  profile: Profile,
  asOf: string,
  paint: Paint,
  color: StatePaint,
  width: number,
): readonly string[] {
  const today = `───── i dag, ${weekday(asOf)} ${asOf} ${'─'.repeat(width)}`.slice(0, width);
  const lines: string[] = [];
  let isTodayDrawn = false;
  const indented = (text: string): string => wrap(text, width - INDENT, ' '.repeat(INDENT));
  for (const entry of entries) {
    if (!isTodayDrawn && entry.milestone.from > asOf) {
      lines.push(paint.bold(today));
      isTodayDrawn = true;
    }
    const { milestone, state } = entry;
    const lead = `${when(entry).padEnd(21)}  ${color[state](STATES[state].word.padEnd(STATE_WIDTH))}  `;
    const step = milestone.step === null ? '' : `Steg ${milestone.step}: `;
    lines.push(`${lead}${indented(`${step}${milestone.title}`)}`);
    const details = [milestone.fromText, milestone.owners.join(', '), stateText(entry, profile)].filter(
      (text) => text !== null && text !== '',
    );
    lines.push(`${' '.repeat(INDENT)}${paint.dim(indented(details.join('; ')))}`);
  }
  if (!isTodayDrawn) lines.push(paint.bold(today));
  return lines;
}

// --- The deadlines ------------------------------------------------------------------------------------------

const DEADLINE_INDENT = 18;

/** The three closing deadlines stand side by side in the source; never folded into one. */
function deadlineLines({ deadlines, source }: Profile, asOf: string, width: number): string[] {
  const line = (label: string, day: string): string =>
    `  ${weekday(day)} ${day}  ${wrap(`${label} (${timeLeft(asOf, day)})`, width - DEADLINE_INDENT, ' '.repeat(DEADLINE_INDENT))}`;
  return [
    'Tre slutdagar, som källan ställer bredvid varandra:',
    line('arbetsfönstret för SIP slutar', deadlines.sipWindowEnds),
    line(`alla SIP:ar stängda, vecka ${weekNumber(deadlines.allSipsClosed)} slut`, deadlines.allSipsClosed),
    line(`${source} skrivskyddas`, deadlines.readOnly),
  ];
}

function timeLeft(asOf: string, day: string): string {
  const days = dayNumber(day) - dayNumber(asOf);
  const inDays = (number: number): string => `${count(number)} ${number === 1 ? 'dag' : 'dagar'}`;
  if (days === 0) return 'i dag';
  if (days < 0) return `för ${inDays(-days)} sedan`;
  const working = workingDaysBetween(asOf, day);
  return `om ${inDays(days)}, ${count(working)} ${working === 1 ? 'arbetsdag' : 'arbetsdagar'}`;
}
