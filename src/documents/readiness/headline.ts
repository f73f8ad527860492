import type { DeadlineForecast, ScopeForecast } from '../../domain/forecast/forecast.ts';
import type { Readiness } from '../../domain/readiness/readiness.ts';
import { DEADLINE_VERDICTS, VERDICTS } from '../../domain/readiness/words.ts';
import { dayInMonth } from '../kit/day-text.ts';

const HEADLINES = {
  done: 'Alla SIP:ar är stängda',
  reached: 'Vi når fram',
  likely: 'Vi når troligen fram',
  uncertain: 'Det är osäkert om vi når fram',
  unlikely: 'Det är osannolikt att vi når fram',
  missed: 'Vi når inte fram',
  unknown: 'Det går inte att säga om vi når fram',
} as const satisfies Record<DeadlineForecast['verdict'], string>;

/** By the last deadline that is still ahead: what can no longer be met is told in the table. */
export function headline(
  model: Readiness,
  region: ScopeForecast | undefined,
): { readonly tone: string; readonly text: string } {
  const { word, tone } = VERDICTS[model.verdict];
  const last = region?.deadlines.at(-1);
  if (model.verdict !== 'not-ready' || last === undefined) return { tone, text: word };
  return {
    tone: DEADLINE_VERDICTS[last.verdict].tone,
    text: `${HEADLINES[last.verdict]}${last.verdict === 'done' ? '' : ` till ${dayInMonth(last.day)}`}`,
  };
}
