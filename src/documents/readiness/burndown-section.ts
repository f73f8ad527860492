import type { ScopeForecast } from '../../domain/forecast/forecast.ts';
import type { Readiness } from '../../domain/readiness/readiness.ts';
import { count } from '../../domain/words/counted.ts';
import { burndownChart, lastWeeks, wholeWay } from './burndown-chart.ts';
import { dayFrom } from '../kit/day-text.ts';
import type { ToldFigure } from './figure-link.ts';
import { columnHead, dataTable } from './html-parts.ts';
import { methodNotes, paceTable } from './pace-section.ts';

/** The curve, and beside it what each kommun needs. */
export function burndownSection(model: Readiness, tell: ToldFigure): string {
  const [region] = model.forecast.scopes;
  if (region === undefined) return '';
  const whole = wholeWay(region, model.asOf);
  const close = lastWeeks(region, model.asOf);
  const chart = (id: string, title: string, width: number, height: number, span: typeof whole): string =>
    burndownChart(region, model.asOf, model.source, { id, title, width, height, ...span, isLabelled: true });
  const title = `Öppna SIP:ar i ${model.source}, hela regionen`;
  return `<section id="kurvan" class="sec" aria-labelledby="kurvan-rubrik"><h2 id="kurvan-rubrik">Öppna SIP:ar och vart det bär</h2>
<div class="two"><div><figure class="burndown alone">
<div class="panel whole"><div class="broad">${chart('kurva-bred', title, 620, 320, close ?? whole)}</div><div class="narrow">${chart('kurva-smal', title, 360, 300, close ?? whole)}</div></div>
<figcaption>${legend(region, model.asOf)}</figcaption>
</figure>
${pointsTable(model, region)}</div>
${paceTable(model, tell)}</div>
${methodNotes(model)}</section>`;
}

/** What each line stands for, with a piece of it. */
function legend(region: ScopeForecast, asOf: string): string {
  const piece = (shape: string): string =>
    `<svg class="piece chart" width="30" height="12" viewBox="0 0 30 12" aria-hidden="true">${shape}</svg>`;
  const level = (look: string): string => `<line class="${look}" x1="1" x2="29" y1="6" y2="6"/>`;
  const items = [
    `${piece(`${level('list')}<circle class="dot" cx="15" cy="6" r="4"/>`)} öppna enligt lista (punkt = uttag)`,
    ...(region.points.some(({ attestedClosed }) => attestedClosed > 0)
      ? [`${piece(level('attested'))} kvar när intygade räknas bort`]
      : []),
    ...(region.pace === null || region.remaining === 0
      ? []
      : [
          `${piece(level('median'))} troligen${region.medianOn === null ? '' : ` klart ${dayFrom(region.medianOn, asOf)}`}`,
          `${piece(level('slow'))} nio av tio utfall${region.pessimisticOn === null ? '' : ` klara ${dayFrom(region.pessimisticOn, asOf)}`}`,
        ]),
    ...(region.remaining === 0 ? [] : [`${piece(level('need'))} det som behövs till fönstrets slut`]),
    `${piece(level('deadline'))} slutdag`,
    `${piece(level('today'))} i dag`,
  ];
  return `<ul class="legend">${items.map((item) => `<li>${item}</li>`).join('')}</ul>`;
}

function pointsTable(model: Readiness, region: ScopeForecast): string {
  return `<details><summary>Siffrorna bakom kurvan</summary>
${dataTable({
  id: 'punkter',
  title: `Öppna SIP:ar i ${model.source} dag för dag`,
  head: [
    columnHead('Dag'),
    columnHead('Öppna enligt lista', true),
    columnHead('Intygade därefter', true),
    columnHead('Kvar', true),
    columnHead('Mätt i'),
  ].join(''),
  body: region.points
    .map(
      ({ day, open, attestedClosed, isList }) =>
        `<tr><th scope="row" class="day">${day}</th><td class="n">${count(open)}</td><td class="n">${count(attestedClosed)}</td><td class="n">${count(open - attestedClosed)}</td><td>${isList ? 'lista' : 'inlämnade svar'}</td></tr>`,
    )
    .join('\n'),
})}
</details>`;
}
