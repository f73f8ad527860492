import type { Certainty, DeadlineForecast, DeadlineVerdict } from '../../domain/readiness/forecast.ts';
import { weekOf } from './day-text.ts';

/** What a deadline is about. The three stand side by side in the source and are never folded into one. */
const MEANINGS = {
  sipWindowEnds: () => 'SIP-fönstret slutar',
  allSipsClosed: ({ day }) => `Alla SIP:ar stängda, vecka ${weekOf(day)}`,
  readOnly: (_, source) => `${source} i läsläge`,
} as const satisfies Record<
  DeadlineForecast['id'],
  (deadline: { readonly day: string }, source: string) => string
>;

export function deadlineMeaning(
  deadline: { readonly id: DeadlineForecast['id']; readonly day: string },
  source: string,
): string {
  return MEANINGS[deadline.id](deadline, source);
}

/** A mark, a word and a tone: the colour is never the only one to tell. */
export interface Told {
  readonly mark: string;
  readonly word: string;
  readonly tone: 'good' | 'bad' | 'warn' | 'calm';
}

export const DEADLINE_VERDICTS = {
  done: { mark: '✓', word: 'Klart', tone: 'good' },
  reached: { mark: '✓', word: 'Nås även i långsam takt', tone: 'good' },
  likely: { mark: '~', word: 'Nås i vanlig takt', tone: 'warn' },
  missed: { mark: '✗', word: 'Nås inte', tone: 'bad' },
  unknown: { mark: '?', word: 'Går inte att säga', tone: 'calm' },
} as const satisfies Record<DeadlineVerdict, Told>;

export const CERTAINTIES = {
  'too-little-data': 'För lite data',
  low: 'Låg',
  medium: 'Medel',
  high: 'Hög',
} as const satisfies Record<Certainty, string>;
