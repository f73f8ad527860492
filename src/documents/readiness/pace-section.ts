import type { DeadlineForecast, ScopeForecast } from '../../domain/forecast/forecast.ts';
import { fewOf } from '../../domain/day/few.ts';
import { ofRegion } from '../../domain/day/figures.ts';
import type { Readiness } from '../../domain/readiness/readiness.ts';
import { CERTAINTIES } from '../../domain/readiness/words.ts';
import { escapeHtml } from '../kit/html.ts';
import { shortDay } from '../kit/day-text.ts';
import type { ToldFigure } from './figure-link.ts';
import { shownCount, shownPace } from './number-text.ts';

/** So many times its own best pace is seldom caught up. */
const STEEP = 2.5;

/** Where no chance is told. */
const SHORT = {
  ...{ done: 'klart', missed: 'nås inte', unknown: '–' },
  ...{ reached: '–', likely: '–', uncertain: '–', unlikely: '–' },
} as const satisfies Record<DeadlineForecast['verdict'], string>;

/** Pace, need and chance, the largest gap first; the region last. */
export function paceTable(model: Readiness, tell: ToldFigure): string {
  const [region, ...kommuner] = model.forecast.scopes;
  if (region === undefined) return '';
  const ahead = region.deadlines.findIndex(({ workingDaysLeft }) => workingDaysLeft > 0);
  const needed = region.deadlines[ahead];
  const rows = kommuner
    .filter(({ remaining }) => remaining > 0)
    .toSorted((one, other) => gapOf(other, ahead) - gapOf(one, ahead) || other.remaining - one.remaining);
  const isFew = model.isPublic ? [] : fewOf(rows.map(({ remaining }) => remaining));
  const few = new Set(rows.filter((_, at) => isFew[at]));
  return `<table class="pace"><caption>Takt, SIP:ar per arbetsdag. Störst glapp först.</caption>
<thead><tr><th scope="col">Kommun</th><th scope="col" class="n">Öppna</th><th scope="col" class="n">${needed === undefined ? 'Behövs' : `Behövs till ${shortDay(needed.day)}`}</th><th scope="col" class="n">Bäst hittills</th><th scope="col" class="n">Nu</th>${region.deadlines.map(({ day }) => `<th scope="col" class="n">Chans ${shortDay(day)}</th>`).join('')}</tr></thead>
<tbody>
${rows.map((scope) => paceRow(scope, ahead, tell, few.has(scope))).join('\n')}
</tbody><tfoot>${paceRow(region, ahead, tell, false)}</tfoot></table>`;
}

const gapOf = ({ deadlines, pace }: ScopeForecast, at: number): number =>
  (deadlines[at]?.neededPace ?? 0) / Math.max(pace?.best ?? 0, 0.05);

/** Of few open ones the need is not told either: it would say how many. */
function paceRow(scope: ScopeForecast, at: number, tell: ToldFigure, isFew: boolean): string {
  const { label, kommun, remaining, pace, deadlines } = scope;
  const needed = isFew ? null : (deadlines[at]?.neededPace ?? null);
  const isSteep = pace !== null && needed !== null && needed > STEEP * pace.best;
  const open = isFew
    ? 'få'
    : kommun === undefined
      ? tell(ofRegion('sip-open', remaining))
      : shownCount(remaining);
  const shown = (value: number | null | undefined): string =>
    value === null || value === undefined ? '–' : shownPace(value);
  return `<tr><th scope="row">${escapeHtml(label)}</th><td class="n">${open}</td><td class="n">${isSteep ? `<b>${shown(needed)}</b>` : shown(needed)}</td><td class="n">${shown(isFew ? null : pace?.best)}</td><td class="n">${shown(isFew ? null : pace?.recent)}</td>${deadlines.map(({ chance, verdict }) => `<td class="n">${chance === null ? SHORT[verdict] : `${Math.round(chance * 100)} %`}</td>`).join('')}</tr>`;
}

/** How the forecast is reckoned, folded: two sentences first. */
export function methodNotes({ forecast: { method, scopes } }: Readiness): string {
  const [region] = scopes;
  return `<div id="prognos"><p class="soft">${method
    .slice(0, 2)
    .map((text) => escapeHtml(text))
    .join(
      ' ',
    )} ${region === undefined ? '' : escapeHtml(`Säkerhet: ${CERTAINTIES[region.certainty].toLowerCase()}. ${region.certaintyText}`)} Fetstil i ”behövs”: mer än 2,5 gånger den egna bästa takten, vilket sällan hinns ikapp.</p>
<details><summary>Mer om räkningen</summary><ul class="method">${method
    .slice(2)
    .map((text) => `<li>${escapeHtml(text)}</li>`)
    .join('')}</ul></details></div>`;
}
