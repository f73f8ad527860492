import type { Lock } from '../domain/checkpoints/lock.ts';
import type { Profile } from '../domain/profile/profile-schema.ts';
import { dayNumber, weekday } from '../domain/records/days.ts';
import type { MilestoneState, TimelineEntry } from '../domain/timeline/timeline.ts';
import { lockLines } from './lock-text.ts';
import type { Paint } from './paint.ts';
import { count, wrap } from './table.ts';

const STATES: Readonly<Record<MilestoneState, string>> = {
  ahead: 'kommer',
  running: 'pågår',
  done: 'klart',
  late: 'SENT',
  past: 'passerat',
};

function when({ milestone }: TimelineEntry): string {
  const from = `${weekday(milestone.from)} ${shortDay(milestone.from)}`;
  return milestone.from === milestone.to
    ? from
    : `${from} – ${weekday(milestone.to)} ${shortDay(milestone.to)}`;
}

const shortDay = (day: string): string => `${Number(day.slice(8))}/${Number(day.slice(5, 7))}`;

function stateText({ state, days, progress }: TimelineEntry): string {
  const left = progress === null ? '' : `, ${count(progress.done)} av ${count(progress.planned)} klara`;
  switch (state) {
    case 'ahead':
      return days === 1 ? 'börjar i morgon' : `börjar om ${count(days)} dagar`;
    case 'running':
      return `${days === 0 ? 'slutar i dag' : `${count(days)} dagar kvar`}${left}`;
    case 'late':
      return `skulle vara klart för ${count(-days)} ${days === -1 ? 'dag' : 'dagar'} sedan${left}`;
    case 'done':
    case 'past':
      return left.slice(2);
  }
}

/** The plan with today in it, for a terminal of 80 columns. */
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
  const color: Readonly<Record<MilestoneState, (text: string) => string>> = {
    ahead: (text) => text,
    running: paint.notice,
    done: paint.good,
    late: paint.bad,
    past: paint.dim,
  };
  const today = `───── i dag, ${weekday(asOf)} ${asOf} ${'─'.repeat(Math.max(0, width - 26))}`.slice(
    0,
    width,
  );
  const lines: string[] = [paint.bold(`${profile.title}: tidplan`), ...lockLines(lock, profile, paint), ''];
  let isTodayDrawn = false;
  for (const entry of entries) {
    if (!isTodayDrawn && entry.milestone.from > asOf) {
      lines.push(paint.bold(today));
      isTodayDrawn = true;
    }
    const { milestone, state } = entry;
    const lead = `${when(entry).padEnd(21)}  ${color[state](STATES[state].padEnd(8))}  `;
    lines.push(`${lead}${wrap(milestone.title, width - 33, ' '.repeat(33))}`);
    const details = [milestone.fromText, milestone.owners.join(', '), stateText(entry)].filter(
      (text) => text !== null && text !== '',
    );
    lines.push(`${' '.repeat(33)}${paint.dim(wrap(details.join('; '), width - 33, ' '.repeat(33)))}`);
  }
  if (!isTodayDrawn) lines.push(paint.bold(today));
  lines.push('', ...deadlineLines(profile, asOf));
  return lines.join('\n');
}

/** The three closing deadlines stand side by side in the source; never folded into one. */
function deadlineLines({ deadlines, source }: Profile, asOf: string): string[] {
  const line = (label: string, day: string): string => {
    const days = dayNumber(day) - dayNumber(asOf);
    const left =
      days > 0 ? `om ${count(days)} dagar` : days === 0 ? 'i dag' : `för ${count(-days)} dagar sedan`;
    return `  ${weekday(day)} ${day}  ${label} (${left})`;
  };
  return [
    'Tre slutdagar, som källan ställer bredvid varandra:',
    line('arbetsfönstret för SIP slutar', deadlines.sipWindowEnds),
    line('alla SIP:ar stängda (vecka 41 slutar)', deadlines.allSipsClosed),
    line(`${source} skrivskyddas`, deadlines.readOnly),
  ];
}
