import type { DeadlineForecast, ScopeForecast } from '../../domain/forecast/forecast.ts';
import type { Readiness } from '../../domain/readiness/readiness.ts';
import { gateState, stopping } from '../../domain/readiness/gate-state.ts';
import { DEADLINE_VERDICTS, deadlineMeaning, endOf, VERDICTS } from '../../domain/readiness/words.ts';
import { escapeHtml } from '../kit/html.ts';
import { dayFrom, dayInMonth, daysLeft, longDay, weekdayName } from './day-text.ts';
import { told } from './html-parts.ts';
import { counted, shownPace } from './number-text.ts';

/** The verdict in a sentence, and how far off each of the three deadlines is. */
export function verdictSection(model: Readiness): string {
  const { mark, word, tone } = VERDICTS[model.verdict];
  const [region] = model.forecast.scopes;
  return `<section id="besked" class="verdict ${tone}" aria-labelledby="besked-rubrik">
<h2 id="besked-rubrik"><span class="mark" aria-hidden="true">${mark}</span> ${word} ${escapeHtml(longDay(model.asOf))}</h2>
${verdictSentences(model)
  .map((sentence, at) => `<p${at === 0 ? ' class="lead"' : ''}>${escapeHtml(sentence)}</p>`)
  .join('\n')}
${region === undefined ? '' : deadlineCards(model, region.deadlines)}
</section>`;
}

/** What the verdict rests on: how many SIPs are left and how many conditions hold. */
function verdictSentences(model: Readiness): readonly string[] {
  const [region] = model.forecast.scopes;
  const blocking = model.gates.filter(({ severity }) => severity === 'blocking');
  const waived = blocking.filter((gate) => gateState(gate, model.asOf) === 'waived').length;
  const held = blocking.filter(({ ok }) => ok).length;
  const stops = stopping(model).length;
  const first =
    region === undefined
      ? []
      : [
          `${model.isPublic ? 'Omkring ' : ''}${counted(region.remaining, 'SIP är öppen', 'SIP:ar är öppna')} i ${model.source}.`,
          stops === 0
            ? `Inget av de ${blocking.length} villkoren hindrar.`
            : `${stops} av ${blocking.length} villkor är inte ${stops === 1 ? 'uppfyllt' : 'uppfyllda'}.`,
        ];
  const second = behind(model);
  const others = [
    held > 0 ? `${held} är ${held === 1 ? 'uppfyllt' : 'uppfyllda'}` : '',
    waived > 0 ? `${waived} har undantag` : '',
  ].filter(Boolean);
  return [
    first.join(' '),
    ...(others.length === 0 || stops === 0 ? [] : [`Av de övriga: ${others.join(', ')}.`]),
    ...second,
  ].filter((text) => text !== '');
}

/** When the last SIP is closed at the measured pace, and whose deadlines that pace does not reach. */
function behind({ asOf, forecast: { scopes } }: Readiness): readonly string[] {
  const [region, ...kommuner] = scopes;
  if (region === undefined || region.remaining === 0) return [];
  return [`${endText(region, asOf)}${lateText(kommuner)}`];
}

function endText(region: ScopeForecast, asOf: string): string {
  const median = endOf(region, 'median');
  if (typeof median === 'string')
    return median === 'far'
      ? 'Den sista SIP:en stängs inte inom hundra arbetsdagar i hälften av utfallen.'
      : 'Det går inte att säga när den sista SIP:en stängs.';
  const slow = endOf(region, 'pessimistic');
  const carefully =
    typeof slow === 'string'
      ? 'försiktigt räknat går det inte att säga'
      : `försiktigt räknat ${dayFrom(slow.on, asOf)}`;
  return `Den sista stängs troligen ${dayFrom(median.on, asOf)}; ${carefully}.`;
}

/** Kommuner that miss the same deadlines are told together. */
function lateText(kommuner: readonly ScopeForecast[]): string {
  const late = new Map<string, string[]>();
  for (const { label, deadlines } of kommuner) {
    const missed = deadlines
      .filter(({ verdict }) => verdict === 'missed' || verdict === 'unlikely')
      .map(({ day }) => dayInMonth(day));
    if (missed.length === 0) continue;
    const days = listed(missed);
    late.set(days, [...(late.get(days) ?? []), label]);
  }
  const texts = [...late].map(([days, labels]) => `${days} för ${listed(labels)}`);
  return texts.length === 0 ? '' : ` Det är osannolikt att hinna ${texts.join('; ')}.`;
}

function listed(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} och ${words.at(-1) ?? ''}`;
}

function deadlineCards(model: Readiness, deadlines: readonly DeadlineForecast[]): string {
  return `<h3 class="unseen">Dagar kvar till de tre slutdagarna</h3>
<ul class="cards">
${deadlines.map((deadline) => deadlineCard(model, deadline)).join('\n')}
</ul>`;
}

function deadlineCard({ asOf, source, forecast }: Readiness, deadline: DeadlineForecast): string {
  const verdict = DEADLINE_VERDICTS[deadline.verdict];
  const pace = forecast.scopes[0]?.pace ?? null;
  return `<li class="card">
<p class="what">${escapeHtml(deadlineMeaning(deadline, source))}</p>
<p class="big">${daysLeft(deadline.day, asOf)}</p>
<p class="when">${weekdayName(deadline.day)} ${dayInMonth(deadline.day)}, ${counted(deadline.workingDaysLeft, 'arbetsdag', 'arbetsdagar')}</p>
<p class="verdict-word">${told(verdict)}</p>
<p class="why">${escapeHtml(paceSentence(deadline, pace?.recent ?? null))}</p>
</li>`;
}

function paceSentence({ neededPace, verdict, chance }: DeadlineForecast, median: number | null): string {
  if (verdict === 'done') return 'Inget är kvar.';
  if (neededPace === null) return 'Ingen arbetsdag är kvar.';
  const needed = `Kräver ${shownPace(neededPace)} per arbetsdag`;
  return median === null
    ? `${needed}. Takten är inte känd.`
    : `${needed}. Takten är ${shownPace(median)}${chance === null ? '' : `; chansen är ungefär ${Math.round(chance * 100)} %`}.`;
}
