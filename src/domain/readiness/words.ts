import { weekNumber } from '../calendar/weeks.ts';
import type { MilestoneState } from '../timeline/timeline.ts';
import type { Certainty, DeadlineForecast, DeadlineVerdict, ScopeForecast } from './forecast.ts';
import type { GateState } from './gate-state.ts';
import type { Verdict } from './readiness.ts';

/** How a state is told: a mark, a word and a tone, so that colour is never the only one to tell. */
export interface Told {
  readonly mark: string;
  readonly word: string;
  readonly tone: 'good' | 'bad' | 'warn' | 'calm';
}

export const VERDICTS = {
  ready: { mark: '✓', word: 'Redo', tone: 'good' },
  'ready-with-waivers': { mark: '✓', word: 'Redo, med undantag', tone: 'warn' },
  'not-ready': { mark: '✗', word: 'Inte redo', tone: 'bad' },
} as const satisfies Record<Verdict, Told>;

export const GATE_STATES = {
  holds: { mark: '✓', word: 'Uppfyllt', tone: 'good' },
  waived: { mark: '◇', word: 'Undantag', tone: 'warn' },
  fails: { mark: '✗', word: 'Inte uppfyllt', tone: 'bad' },
  warns: { mark: '!', word: 'Varning', tone: 'warn' },
  unmeasured: { mark: '?', word: 'Kan inte mätas', tone: 'bad' },
} as const satisfies Record<GateState, Told>;

export const DEADLINE_VERDICTS = {
  done: { mark: '✓', word: 'Klart', tone: 'good' },
  reached: { mark: '✓', word: 'Nås även försiktigt räknat', tone: 'good' },
  likely: { mark: '~', word: 'Nås troligen', tone: 'warn' },
  missed: { mark: '✗', word: 'Nås inte', tone: 'bad' },
  unknown: { mark: '?', word: 'Går inte att säga', tone: 'calm' },
} as const satisfies Record<DeadlineVerdict, Told>;

export const MILESTONE_STATES = {
  ahead: { mark: '○', word: 'Kommer', tone: 'calm' },
  running: { mark: '▸', word: 'Pågår', tone: 'calm' },
  done: { mark: '✓', word: 'Klart', tone: 'good' },
  late: { mark: '✗', word: 'Sent', tone: 'bad' },
  past: { mark: '·', word: 'Passerat', tone: 'calm' },
} as const satisfies Record<MilestoneState, Told>;

export const CERTAINTIES = {
  'too-little-data': 'För lite data',
  low: 'Låg',
  medium: 'Medel',
  high: 'Hög',
} as const satisfies Record<Certainty, string>;

/** A slow pace is another than the common one only where more than one interval has been measured. */
export const hasSlowPace = ({ pace }: Pick<ScopeForecast, 'pace'>): boolean =>
  pace !== null && pace.intervals > 1;

/** Whether a pace leads to a day, and if not, whether it is known to lead nowhere. */
export function endOfPace(
  scope: ScopeForecast,
  pace: 'median' | 'slow',
): 'done' | 'unknown' | 'never' | { readonly on: string } {
  if (scope.remaining === 0) return 'done';
  const on = pace === 'median' ? scope.medianOn : scope.pessimisticOn;
  if (on !== null) return { on };
  return pace === 'median'
    ? scope.pace === null
      ? 'unknown'
      : 'never'
    : hasSlowPace(scope)
      ? 'never'
      : 'unknown';
}

export const END_WORDS = { done: 'klart', unknown: 'går inte att säga', never: 'nås inte' } as const;

/** What a deadline is about. The three stand side by side in the source (seed 000) and are never folded into one. */
const DEADLINES = {
  sipWindowEnds: () => 'SIP-fönstret slutar',
  allSipsClosed: (day) => `Alla SIP:ar stängda, vecka ${weekNumber(day)}`,
  readOnly: (_, source) => `${source} i läsläge`,
} as const satisfies Record<DeadlineForecast['id'], (day: string, source: string) => string>;

export function deadlineMeaning({ id, day }: Pick<DeadlineForecast, 'id' | 'day'>, source: string): string {
  return DEADLINES[id](day, source);
}
