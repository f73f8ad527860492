import type { Readiness } from '../../domain/readiness/readiness.ts';
import { closedAsText } from '../../domain/classification/closed-as.ts';
import { MILESTONE_STATES } from '../../domain/readiness/words.ts';
import { addDays, dayNumber, weekday } from '../../domain/calendar/days.ts';
import type { MilestoneState, TimelineEntry } from '../../domain/timeline/timeline.ts';
import { escapeHtml } from '../kit/html.ts';
import { count } from '../../domain/words/counted.ts';
import { shortDay } from '../kit/day-text.ts';
import { dayAxis, dayTicks, type DayAxis } from './day-axis.ts';
import { at, section, told } from './html-parts.ts';
import { shownShare } from './number-text.ts';

/** Bars tell their state by pattern, and the words beside them too: on paper there may be no colour. */
const PATTERNS = `<svg class="patterns" width="0" height="0" aria-hidden="true" focusable="false"><defs>
<pattern id="m-running" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="7" height="7" class="p-paper"/><line x1="0" x2="0" y1="0" y2="7" class="p-running"/></pattern>
<pattern id="m-late" width="6" height="6" patternUnits="userSpaceOnUse"><rect width="6" height="6" class="p-paper"/><path d="M0 0L6 6M6 0L0 6" class="p-late"/></pattern>
</defs></svg>`;

const BAR_HEIGHT = 16;

/** The plan as a picture: each milestone a bar on one scale of days, with today through all of them. */
export function timelineSection(model: Readiness): string {
  const { timeline, asOf } = model;
  if (timeline.length === 0) return '';
  const { from, to } = shownDays(timeline, asOf);
  const axis = dayAxis(from, to, 0, 100);
  return section(
    'tidplan',
    'Tidplanen',
    `${PATTERNS}
<p class="note">Från ${shortDay(from)} till ${shortDay(to)}. Den heldragna linjen är i dag, ${shortDay(asOf)}.${timeline.some(({ milestone }) => milestone.from < from) ? ' En pil till vänster visar att arbetet började tidigare.' : ''}</p>
<ul class="legend states">${legendItems()}</ul>
<div class="gantt">
<div class="scale" aria-hidden="true"><svg width="100%" height="22">${dayTicks(axis, 6)
      .map(
        ({ value, label }) =>
          `<text class="tick" x="${at(axis.x(value))}%" y="15" text-anchor="${axis.x(value) > 92 ? 'end' : 'start'}">${label}</text>`,
      )
      .join('')}</svg></div>
<ol class="plan">
${timeline.map((entry) => planRow(entry, model, axis)).join('\n')}
</ol>
</div>`,
  );
}

/** All of it while the first work lies ahead of the rest; later only the weeks where most of it happens. */
function shownDays(timeline: readonly TimelineEntry[], asOf: string): { from: string; to: string } {
  const starts = timeline.map(({ milestone }) => milestone.from).toSorted();
  const first = starts[0] ?? asOf;
  const weeks = addDays(starts[Math.floor(starts.length / 2)] ?? asOf, -14);
  const last =
    timeline
      .map(({ milestone }) => milestone.to)
      .toSorted()
      .at(-1) ?? asOf;
  return {
    from: asOf < weeks ? (first < asOf ? first : asOf) : weeks > first ? weeks : first,
    to: addDays(last > asOf ? last : asOf, 2),
  };
}

function legendItems(): string {
  return (Object.keys(MILESTONE_STATES) as MilestoneState[])
    .map(
      (state) =>
        `<li><svg class="piece" width="30" height="14" aria-hidden="true"><rect class="bar-${state}" x="1" y="1" width="28" height="12" rx="2"/></svg> ${told(MILESTONE_STATES[state])}</li>`,
    )
    .join('');
}

function planRow(entry: TimelineEntry, model: Pick<Readiness, 'target' | 'asOf'>, axis: DayAxis): string {
  const { milestone, state } = entry;
  const owners = milestone.owners.join(', ');
  return `<li class="${state}"><div class="plan-text"><p class="plan-title">${escapeHtml(milestone.title)}</p>
<p class="plan-facts">${told(MILESTONE_STATES[state])} · ${escapeHtml(whenText(entry))} · ${escapeHtml(owners)}${progressText(entry, model)}</p></div>
<svg class="plan-bar" role="img" aria-label="${escapeHtml(barText(entry))}">${bar(entry, axis)}${todayLine(axis, model.asOf)}</svg></li>`;
}

function whenText({ milestone: { from, to, fromText } }: TimelineEntry): string {
  const span =
    from === to
      ? `${weekday(from)} ${shortDay(from)}`
      : `${weekday(from)} ${shortDay(from)} – ${weekday(to)} ${shortDay(to)}`;
  return fromText === null ? span : `${span}, ${fromText}`;
}

function progressText({ progress }: TimelineEntry, names: Pick<Readiness, 'target'>): string {
  if (progress === null || progress.planned === 0) return '';
  const { sips, done } = progress;
  const closedAs =
    sips === undefined || done === 0 ? '' : `: SIP:ar ${escapeHtml(closedAsText(sips, names, count))}`;
  return ` · ${count(progress.done)} av ${count(progress.planned)} klara (${shownShare(progress.done, progress.planned)})${closedAs}`;
}

function barText({ milestone, state, progress }: TimelineEntry): string {
  const share =
    progress === null || progress.planned === 0
      ? ''
      : `, ${shownShare(progress.done, progress.planned)} klart`;
  return `${shortDay(milestone.from)} till ${shortDay(milestone.to)}, ${MILESTONE_STATES[state].word.toLowerCase()}${share}`;
}

/** From the morning of the first day to the evening of the last; the done share stands filled in its lower half. */
function bar({ milestone, state, progress }: TimelineEntry, axis: DayAxis): string {
  const begins = milestone.from < axis.from ? axis.from : milestone.from;
  const left = axis.x(begins);
  const width = Math.max(0.8, axis.x(addDays(milestone.to, 1)) - left);
  const share =
    progress === null || progress.planned === 0 ? 0 : Math.min(1, progress.done / progress.planned);
  const filled =
    share === 0 || state === 'done'
      ? ''
      : `<rect class="bar-share" x="${at(left)}%" y="50%" width="${at(width * share)}%" height="6" transform="translate(0 2)"/>`;
  const earlier =
    milestone.from < axis.from
      ? `<svg x="${at(left)}%" y="50%" width="10" height="12" overflow="visible"><path class="earlier" d="M9 -6 L2 0 L9 6"/></svg>`
      : '';
  return `<rect class="bar-${state}" x="${at(left)}%" y="50%" width="${at(width)}%" height="${BAR_HEIGHT}" rx="2" transform="translate(0 ${-BAR_HEIGHT / 2})"/>${filled}${earlier}`;
}

function todayLine(axis: DayAxis, asOf: string): string {
  const x = at(axis.x(asOf) + 50 / Math.max(1, dayNumber(axis.to) - dayNumber(axis.from)));
  return `<line class="today" x1="${x}%" x2="${x}%" y1="0" y2="100%"/>`;
}
