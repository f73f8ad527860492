import type { DeadlineForecast, ScopeForecast } from '../../domain/forecast/forecast.ts';
import { ofRegion } from '../../domain/day/figures.ts';
import type { Readiness } from '../../domain/readiness/readiness.ts';
import { stopping } from '../../domain/readiness/gate-state.ts';
import { CERTAINTIES, DEADLINE_VERDICTS, deadlineMeaning, VERDICTS } from '../../domain/readiness/words.ts';
import { escapeHtml } from '../kit/html.ts';
import { dayFrom, longDay, shortDay, weekdayName } from '../kit/day-text.ts';
import type { ToldFigure } from './figure-link.ts';
import { counted } from '../../domain/words/counted.ts';
import { headline } from './headline.ts';
import { shownPace } from './number-text.ts';

/** Whether we make it, in a sentence, and the three deadlines side by side. */
export function verdictSection(model: Readiness, tell: ToldFigure): string {
  const [region] = model.forecast.scopes;
  const { tone, text } = headline(model, region);
  return `<section id="besked" class="ver ${tone}" aria-labelledby="besked-rubrik">
<div><h1 id="besked-rubrik">${escapeHtml(text)}</h1>
${sentences(model, region, tell)
  .map((sentence) => `<p>${sentence}</p>`)
  .join('\n')}</div>
${region === undefined ? '' : deadlineTable(model, region)}
</section>`;
}

function sentences(model: Readiness, region: ScopeForecast | undefined, tell: ToldFigure): readonly string[] {
  const { gates, isPublic, source, asOf } = model;
  const blocking = gates.filter(({ severity }) => severity === 'blocking');
  const stops = stopping(model).length;
  const conditions = `<strong>${VERDICTS[model.verdict].word}</strong>: ${
    stops === 0
      ? `inget av de ${blocking.length} villkoren hindrar.`
      : `${stops} av ${blocking.length} villkor är inte ${stops === 1 ? 'uppfyllt' : 'uppfyllda'}.`
  }`;
  if (region === undefined) return [conditions];
  const open = isPublic
    ? `Omkring <b>${escapeHtml(counted(region.remaining, 'SIP är öppen', 'SIP:ar är öppna'))}</b>`
    : `${tell(ofRegion('sip-open', region.remaining))} ${region.remaining === 1 ? 'SIP är öppen' : 'SIP:ar är öppna'}`;
  const needed = region.deadlines.find(({ neededPace }) => neededPace !== null && neededPace > 0);
  const pace =
    needed?.neededPace === undefined || needed.neededPace === null
      ? ''
      : ` Det behövs <b>${shownPace(needed.neededPace)} om dagen</b>${region.pace === null ? '' : `; bäst hittills <b>${shownPace(region.pace.best)}</b>, nu ${shownPace(region.pace.recent)}`}.`;
  return [
    `${open} i ${escapeHtml(source)}.${pace}`,
    conditions,
    `<span class="soft">${escapeHtml(certainty(region))} ${escapeHtml(endText(region, asOf))} <a class="np" href="#prognos">Så är det räknat</a></span>`,
  ];
}

const certainty = ({ certainty: how }: ScopeForecast): string =>
  how === 'too-little-data'
    ? 'Underlaget räcker inte till en prognos.'
    : `Säkerhet: ${CERTAINTIES[how].toLowerCase()}.`;

function endText({ medianOn, pessimisticOn }: ScopeForecast, asOf: string): string {
  if (medianOn === null) return '';
  const late = pessimisticOn === null ? 'längre bort än hundra arbetsdagar' : dayFrom(pessimisticOn, asOf);
  return `Den sista stängs troligen ${dayFrom(medianOn, asOf)}; i nio fall av tio senast ${late}.`;
}

function deadlineTable(model: Readiness, { deadlines, pace }: ScopeForecast): string {
  const best = pace === null ? '–' : shownPace(pace.best);
  const row = (deadline: DeadlineForecast): string => {
    const { word, tone } = DEADLINE_VERDICTS[deadline.verdict];
    const { chance, neededPace, workingDaysLeft, day } = deadline;
    const percent = chance === null ? null : Math.round(chance * 100);
    return `<tr><th scope="row">${weekdayName(day).slice(0, 3)} ${shortDay(day)}<span class="sub">${escapeHtml(deadlineMeaning(deadline, model.source))}</span></th>
<td class="n">${workingDaysLeft}</td><td><span class="ch">${
      percent === null
        ? ''
        : `<b>${percent}&nbsp;%</b> <span class="bar" aria-hidden="true"><i class="b-${tone}" style="width:${percent}%"></i></span> `
    }<span class="tag t-${tone}">${word}</span></span></td>
<td class="n big">${neededPace === null || deadline.verdict === 'done' ? '–' : shownPace(neededPace)}</td><td class="n big">${best}</td></tr>`;
  };
  return `<table class="dl"><caption class="unseen">De tre slutdagarna, ${escapeHtml(longDay(model.asOf))}</caption>
<thead><tr><th scope="col">Slutdag</th><th scope="col" class="n">Arbets&shy;dagar</th><th scope="col">Chans, ungefär</th><th scope="col" class="n">Behövs per dag</th><th scope="col" class="n">Bäst hittills per dag</th></tr></thead>
<tbody>
${deadlines.map(row).join('\n')}
</tbody></table>`;
}
