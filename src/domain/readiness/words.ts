import { weekNumber } from '../calendar/weeks.ts';
import type { MilestoneState } from '../timeline/timeline.ts';
import type { Certainty, DeadlineForecast, DeadlineVerdict, ScopeForecast } from '../forecast/forecast.ts';
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
  reached: { mark: '✓', word: 'Nås', tone: 'good' },
  likely: { mark: '~', word: 'Nås troligen', tone: 'warn' },
  uncertain: { mark: '~', word: 'Osäkert', tone: 'warn' },
  unlikely: { mark: '✗', word: 'Osannolikt', tone: 'bad' },
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
  medium: 'Medelgod',
  high: 'God',
} as const satisfies Record<Certainty, string>;

/** Whether a day can be said by which all are closed in half of the outcomes, or in nine of ten. */
export function endOf(
  scope: ScopeForecast,
  share: 'median' | 'pessimistic',
): 'done' | 'unknown' | 'far' | { readonly on: string } {
  if (scope.remaining === 0) return 'done';
  const on = share === 'median' ? scope.medianOn : scope.pessimisticOn;
  if (on !== null) return { on };
  return scope.certainty === 'too-little-data' ? 'unknown' : 'far';
}

export const END_WORDS = { done: 'klart', unknown: 'går inte att säga', far: 'långt bort' } as const;

/** What a deadline is about. The three stand side by side in the source (seed 000) and are never folded into one. */
const DEADLINES = {
  sipWindowEnds: () => 'SIP-fönstret slutar',
  allSipsClosed: (day) => `Alla SIP:ar stängda, vecka ${weekNumber(day)}`,
  readOnly: (_, source) => `${source} i läsläge`,
} as const satisfies Record<DeadlineForecast['id'], (day: string, source: string) => string>;

export function deadlineMeaning({ id, day }: Pick<DeadlineForecast, 'id' | 'day'>, source: string): string {
  return DEADLINES[id](day, source);
}
