import type { DeadlineForecast, ScopeForecast } from '../../domain/forecast/forecast.ts';
import type { Readiness } from '../../domain/readiness/readiness.ts';
import {
  CERTAINTIES,
  DEADLINE_VERDICTS,
  deadlineMeaning,
  END_WORDS,
  endOf,
  type Told,
} from '../../domain/readiness/words.ts';
import { escapeHtml } from '../kit/html.ts';
import { count } from '../kit/table.ts';
import { burndownChart, lastWeeks, wholeWay } from './burndown-chart.ts';
import { dayFrom, shortDay } from './day-text.ts';
import { at, columnHead, dataTable, section, told } from './html-parts.ts';
import { shownPace, shownShare } from './number-text.ts';
import { kommunRow, linkedLabel } from './rows-appendix.ts';

/** In a table with a column for each deadline the words are short. */
const SHORT_VERDICTS = {
  done: 'Klart',
  reached: 'Nås',
  likely: 'Troligen',
  uncertain: 'Osäkert',
  unlikely: 'Osannolikt',
  missed: 'Nås inte',
  unknown: 'Okänt',
} as const satisfies Record<DeadlineForecast['verdict'], string>;

const shortVerdict = ({ verdict }: DeadlineForecast): Told => ({
  ...DEADLINE_VERDICTS[verdict],
  word: SHORT_VERDICTS[verdict],
});

const kommuner = ({ forecast }: Readiness): readonly ScopeForecast[] =>
  forecast.scopes.filter(({ kommun }) => kommun !== undefined);

/** Who is furthest behind: most deadlines missed, then most unsaid, then most left. */
function behindFirst(one: ScopeForecast, other: ScopeForecast): number {
  const missed = (scope: ScopeForecast, verdict: DeadlineForecast['verdict']): number =>
    scope.deadlines.filter((deadline) => deadline.verdict === verdict).length;
  return (
    missed(other, 'missed') - missed(one, 'missed') ||
    missed(other, 'unknown') - missed(one, 'unknown') ||
    missed(other, 'likely') - missed(one, 'likely') ||
    other.remaining - one.remaining
  );
}

export function kommunSection(model: Readiness): string {
  const [region] = model.forecast.scopes;
  if (region === undefined) return '';
  const rows = [...kommuner(model).toSorted(behindFirst), region];
  return section(
    'kommuner',
    'Vilka som ligger efter',
    dataTable({
      id: 'efter',
      title: 'Öppna SIP:ar, takt och slutdagar per kommun.',
      caption:
        'Den som ligger mest efter står först. Stapeln visar hur stor del av den första listans SIP:ar som är kvar.',
      look: 'behind',
      head: [
        columnHead('Kommun'),
        columnHead('Öppna', true),
        columnHead('Kvar av första listan'),
        columnHead('Takt per arbetsdag', true),
        columnHead('Krävs till första slutdagen', true),
        ...region.deadlines.map(({ day }) => columnHead(shortDay(day))),
      ].join(''),
      body: rows.map((scope) => behindRow(model, scope)).join('\n'),
    }),
  );
}

function behindRow(model: Readiness, scope: ScopeForecast): string {
  const first = scope.points[0]?.open ?? scope.remaining;
  const needed = scope.deadlines[0]?.neededPace ?? null;
  return `<tr${scope.kommun === undefined ? ' class="total"' : ''}><th scope="row">${scopeLabel(model, scope)}</th>
<td class="n">${count(scope.remaining)}</td><td>${shareBar(scope.remaining, first)}</td>
<td class="n">${scope.pace === null ? '–' : shownPace(scope.pace.recent)}</td><td class="n">${scope.remaining === 0 || needed === null ? '–' : shownPace(needed)}</td>
${scope.deadlines.map((deadline) => `<td>${told(shortVerdict(deadline))}</td>`).join('')}</tr>`;
}

function scopeLabel(model: Readiness, { kommun, label }: ScopeForecast): string {
  const place = kommunRow(model, kommun);
  return place === null ? escapeHtml(label) : linkedLabel(model, ...place, label);
}

function shareBar(part: number, whole: number): string {
  const percent = whole === 0 ? 0 : Math.min(100, (part / whole) * 100);
  return `<span class="share"><svg class="bar" width="100%" height="10" aria-hidden="true"><rect class="whole" width="100%" height="10"/><rect class="part" width="${at(percent)}%" height="10"/></svg> <span>${shownShare(part, whole)}</span></span>`;
}

export function burndownSection(model: Readiness): string {
  const [region] = model.forecast.scopes;
  if (region === undefined) return '';
  const whole = wholeWay(region, model.asOf);
  const close = lastWeeks(region, model.asOf);
  const chart = (id: string, title: string, width: number, height: number, span: typeof whole): string =>
    burndownChart(region, model.asOf, model.source, { id, title, width, height, ...span, isLabelled: true });
  const title = `Öppna SIP:ar i ${model.source}, hela regionen`;
  return section(
    'kurvan',
    `Öppna SIP:ar i ${model.source}`,
    `<figure class="burndown${close === null ? ' alone' : ''}">
<div class="panel whole"><p class="panel-name" aria-hidden="true">Hela vägen</p><div class="broad">${chart('kurva-bred', title, 620, 340, whole)}</div><div class="narrow">${chart('kurva-smal', title, 360, 300, whole)}</div></div>
${close === null ? '' : `<div class="panel"><p class="panel-name" aria-hidden="true">De sista veckorna</p>${chart('kurva-nara', `${title}, de sista veckorna`, 400, 308, close)}</div>`}
<figcaption>${legend(region, model.asOf)}</figcaption>
</figure>
${pointsTable(model, region)}`,
  );
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

export function forecastSection(model: Readiness): string {
  const { scopes, method } = model.forecast;
  return section(
    'prognos',
    'Prognos per kommun',
    `<ul class="multiples">
${kommuner(model)
  .map((scope, index) => multiple(model, scope, index))
  .join('\n')}
</ul>
<p class="note">Varje ruta har sin egen skala. Talen ovanför de streckade linjerna är slutdagarnas datum.</p>
${dataTable({
  id: 'prognostabell',
  title: 'När den sista SIP:en stängs',
  caption:
    'Troligen: i hälften av utfallen är alla stängda då. Försiktigt räknat: i nio av tio. Längre bort än hundra arbetsdagar sägs ingen dag.',
  look: 'forecast',
  head: [
    columnHead('Kommun'),
    columnHead('Öppna', true),
    columnHead('Takt nu', true),
    columnHead('Bäst hittills', true),
    columnHead('Troligen klart'),
    columnHead('Försiktigt räknat'),
    columnHead('Säkerhet'),
  ].join(''),
  body: scopes.map((scope) => forecastRow(model, scope)).join('\n'),
})}
${certaintyNotes(scopes)}
${neededTable(model)}
<h3>Så räknas prognosen</h3>
<ul class="method">${method.map((sentence) => `<li>${escapeHtml(sentence)}</li>`).join('')}</ul>`,
  );
}

function multiple(model: Readiness, scope: ScopeForecast, index: number): string {
  const span = lastWeeks(scope, model.asOf) ?? wholeWay(scope, model.asOf);
  const chart =
    scope.points.length === 0
      ? ''
      : burndownChart(scope, model.asOf, model.source, {
          id: `ruta-${index + 1}`,
          title: `Öppna SIP:ar, ${scope.label}`,
          width: 300,
          height: 150,
          ...span,
          isLabelled: false,
        });
  const verdicts = scope.deadlines.map(
    (deadline) => `<li>${shortDay(deadline.day)} ${told(shortVerdict(deadline))}</li>`,
  );
  return `<li><h3>${escapeHtml(scope.label)} <span>${count(scope.remaining)} öppna</span></h3>
${chart}
<ul class="three">${verdicts.join('')}</ul></li>`;
}

function forecastRow(model: Readiness, scope: ScopeForecast): string {
  const { pace, remaining } = scope;
  const day = (of: 'median' | 'pessimistic'): string => {
    const end = endOf(scope, of);
    return typeof end === 'string' ? END_WORDS[end] : `<span class="day">${end.on}</span>`;
  };
  return `<tr${scope.kommun === undefined ? ' class="total first"' : ''}><th scope="row">${scopeLabel(model, scope)}</th>
<td class="n">${count(remaining)}</td><td class="n">${pace === null ? '–' : shownPace(pace.recent)}</td><td class="n">${pace === null ? '–' : shownPace(pace.best)}</td>
<td>${day('median')}</td><td>${day('pessimistic')}</td><td>${CERTAINTIES[scope.certainty]}</td></tr>`;
}

/** Why the certainty is what it is; kommuner of which the same is said are told together. */
function certaintyNotes(scopes: readonly ScopeForecast[]): string {
  const labels = new Map<string, string[]>();
  for (const { certaintyText, label } of scopes)
    labels.set(certaintyText, [...(labels.get(certaintyText) ?? []), label]);
  const notes = [...labels].map(([text, of]) => (labels.size === 1 ? text : `${of.join(', ')}: ${text}`));
  return notes.map((note) => `<p class="note">${escapeHtml(note)}</p>`).join('\n');
}

/** What each deadline takes, by kommun: three columns side by side, never one. */
function neededTable(model: Readiness): string {
  const { scopes } = model.forecast;
  const [region] = scopes;
  if (region === undefined) return '';
  return dataTable({
    id: 'kravd-takt',
    title: 'Vad varje slutdag kräver',
    caption: 'SIP:ar per arbetsdag som måste stängas från och med nästa arbetsdag.',
    head: [
      columnHead('Kommun'),
      ...region.deadlines.map((deadline) =>
        columnHead(`${shortDay(deadline.day)}: ${deadlineMeaning(deadline, model.source)}`),
      ),
    ].join(''),
    body: scopes
      .map(
        (scope) =>
          `<tr${scope.kommun === undefined ? ' class="total first"' : ''}><th scope="row">${scopeLabel(model, scope)}</th>${scope.deadlines.map((deadline) => `<td>${needed(scope, deadline)}</td>`).join('')}</tr>`,
      )
      .join('\n'),
  });
}

function needed({ remaining }: ScopeForecast, deadline: DeadlineForecast): string {
  const verdict = told(shortVerdict(deadline));
  if (remaining === 0) return verdict;
  return deadline.neededPace === null
    ? `${verdict}<small>ingen arbetsdag kvar</small>`
    : `${verdict}<small>${shownPace(deadline.neededPace)} per arbetsdag</small>`;
}
