import type { Behind, DayInbox, DayPage, DaySince, DayStep } from '../../domain/readiness/day-page.ts';
import type { Readiness } from '../../domain/readiness/readiness.ts';
import { escapeHtml } from '../kit/html.ts';
import { shortDay, weekdayName } from '../kit/day-text.ts';
import type { ToldFigure } from './figure-link.ts';
import { counted, some } from '../../domain/words/counted.ts';
import { STEP_STATES, URGENCY, whyBehind } from './desk-words.ts';
import { shownCount } from './number-text.ts';

/** So many are told at once; the others stand folded below them. */
const MOST_BEHIND = 8;
const MOST_WAITING = 3;

/** Who is behind and whom to call; today and tomorrow; what needs a decision; what has come in. */
export function deskSection({ day }: Readiness, tell: ToldFigure): string {
  if (day === null) return '';
  return `<div class="desk">
${behindSection(day, tell)}
<section class="now" aria-labelledby="idag-rubrik"><h2 id="idag-rubrik">I dag</h2>
${clock(day.today, day, tell) || '<p class="soft">Inget steg pågår i dag enligt planen.</p>'}
${nextSteps(day, tell)}</section>
<div class="side">${decisionSection(day, tell)}
${untickedSection(day)}${sinceSection(day.since)}</div>
</div>`;
}

function behindSection({ behind }: DayPage, tell: ToldFigure): string {
  const first = behind.slice(0, MOST_BEHIND);
  const rest = behind.slice(MOST_BEHIND);
  const table = (rows: readonly Behind[], from: number): string =>
    `<table><caption class="unseen">Mest bråttom först</caption><thead><tr><th scope="col">Mest bråttom först</th><th scope="col" class="n">Kvar</th><th scope="col">Vem, och vägen till hjälp</th></tr></thead><tbody>
${rows.map((one, at) => behindRow(one, from + at, tell)).join('\n')}
</tbody></table>`;
  const body =
    behind.length === 0
      ? '<p class="soft">Ingen ligger efter planen.</p>'
      : `${table(first, 1)}${rest.length === 0 ? '' : `<details class="more"><summary>${counted(rest.length, 'till', 'till')} ligger efter</summary>${table(rest, 1 + first.length)}</details>`}`;
  return `<section class="behind" aria-labelledby="efter-rubrik"><h2 id="efter-rubrik">Vilka ligger efter</h2>
${body}</section>`;
}

function behindRow(one: Behind, rank: number, tell: ToldFigure): string {
  const [tone, word] = URGENCY[one.urgency];
  return `<tr><th scope="row"><div class="fx"><span class="rk">${rank}</span><span>${escapeHtml(one.label)} <span class="tag t-${tone}">${word}</span><span class="sub">${escapeHtml(whyBehind(one))}</span></span></div></th><td class="n">${tell(one.left)}${one.left.isFew ? '' : `<span class="sub">av ${shownCount(one.planned)}</span>`}</td><td class="who">${escapeHtml(one.role ?? 'ingen roll angiven')}${one.phone === null ? '' : `<span class="sub">${escapeHtml(one.phone)}</span>`}<span class="sub">${escapeHtml(one.contact)}</span></td></tr>`;
}

function clock(steps: readonly DayStep[], { time }: DayPage, tell: ToldFigure): string {
  if (steps.length === 0) return '';
  const current = steps.findLast(({ isNow }) => isNow);
  return `<ol class="clock">
${steps
  .map(
    (step) =>
      `<li${step === current ? ' class="cur"' : ''}><span class="t">${escapeHtml(step.at ?? 'hela dagen')}${step === current && time !== null ? `<span class="sub">nu ${time.replace(':', '.')}</span>` : ''}</span><div><b>${escapeHtml(step.title)}</b> <span class="tag t-${STEP_STATES[step.state][0]}">${STEP_STATES[step.state][1]}</span>
${stepText(step, tell)}</div></li>`,
  )
  .join('\n')}
</ol>`;
}

function stepText(step: DayStep, tell: ToldFigure): string {
  const { planned, left, units, isAfterAnother, missing, state, isNow } = step;
  if (planned === 0) return '<p>Inga ärenden i steget än.</p>';
  const { whole, part, none } = units;
  const lines = [`${tell(left)} av ${shownCount(planned)} kvar.`];
  if (state === 'ahead') return `<p>${lines.join(' ')}</p>`;
  if (isAfterAnother && whole + part + none > 0)
    lines.push(
      `<b>${whole}</b> ${whole === 1 ? 'enhet' : 'enheter'} kan ta hela sin lista, <b>${part}</b> en del, <b>${none}</b> väntar helt. <a href="#vantar">Vem väntar på vem</a>`,
    );
  else if (whole + part + none > 1 && state !== 'late')
    lines.push(
      `${whole} av ${some(whole + part + none, 'enhet')} är ${whole === 1 ? 'klar' : 'klara'}, ${part} har börjat.`,
    );
  if (isNow && !isAfterAnother && missing.length > 0)
    lines.push(
      `Inget svar: ${missing.map((unit) => escapeHtml(unit)).join('; ')}${none > missing.length ? ` och ${none - missing.length} till` : ''}.`,
    );
  return lines.map((line) => `<p>${line}</p>`).join('');
}

function nextSteps(day: DayPage, tell: ToldFigure): string {
  const { next } = day;
  if (next === null) return '';
  const heading = next.isTomorrow
    ? `I morgon, ${weekdayName(next.day)}`
    : `Härnäst, ${weekdayName(next.day)} ${shortDay(next.day)}`;
  return `<h2>${heading}</h2>
${clock(next.steps, day, tell)}`;
}

function decisionSection({ decisions }: DayPage, tell: ToldFigure): string {
  const items = decisions.map(
    ({ figure, what, who }) =>
      `<li>${tell(figure)} ${escapeHtml(what)}<span class="sub">${escapeHtml(who)}</span></li>`,
  );
  return `<section class="dec" aria-labelledby="beslut-rubrik"><h2 id="beslut-rubrik">Kräver beslut</h2>
${items.length === 0 ? '<p class="soft">Inget väntar på beslut.</p>' : `<ul class="cnt">${items.join('')}</ul>`}</section>`;
}

const MOST_PLACES = 5;

/** Milestones that no list proves, past their day, with whose they are and where nobody has said that it is done. */
function untickedSection({ unticked }: DayPage): string {
  if (unticked.length === 0) return '';
  const items = unticked.map(({ title, owners, dueOn, missing }) => {
    const named = missing.slice(0, MOST_PLACES).map((place) => escapeHtml(place));
    const more = missing.length > MOST_PLACES ? ` och ${missing.length - MOST_PLACES} till` : '';
    return `<li><b>Sen:</b> ${escapeHtml(title)}<span class="sub">${escapeHtml(owners.join(', '))}, skulle vara klar ${shortDay(dueOn)}. Inte avprickad: ${named.join(', ')}${more}.</span></li>`;
  });
  return `<section class="dec" aria-labelledby="milstolpar-rubrik"><h2 id="milstolpar-rubrik">Milstolpar att pricka av</h2>
<ul class="cnt">${items.join('')}</ul></section>
`;
}

function sinceSection({ from, returned, imported, decided, closed, missing, inbox }: DaySince): string {
  const items = [
    `<b>${returned}</b> ${returned === 1 ? 'lista' : 'listor'} tillbaka`,
    ...(closed === null ? [] : [`<b>${shownCount(closed)}</b> SIP:ar stängda, netto`]),
    ...(imported.length === 0 ? [] : [`Nya uttag: ${escapeHtml(imported.join(', '))}`]),
    ...(decided === 0 ? [] : [`<b>${decided}</b> beslut`]),
    ...(missing === 0
      ? []
      : [`<b>${missing}</b> ${missing === 1 ? 'lista' : 'listor'} har inte kommit tillbaka`]),
  ];
  return `<section class="new" aria-labelledby="sedan-rubrik"><h2 id="sedan-rubrik">Sedan ${weekdayName(from)} ${shortDay(from)}</h2>
<ul class="cnt">${items.map((item) => `<li>${item}</li>`).join('')}</ul></section>
${inbox === null ? '' : inboxSection(inbox)}`;
}

/** What waits for a person, whichever day it came. */
function inboxSection({ counts, comments }: DayInbox): string {
  if (counts.length === 0) return '';
  const quotes = comments.map(
    ({ text, recipient }) =>
      `<li><q>${escapeHtml(text)}</q>${recipient === null ? '' : `<span class="sub">${escapeHtml(recipient)}</span>`}</li>`,
  );
  return `<section class="new" aria-labelledby="inkorg-rubrik"><h2 id="inkorg-rubrik">I inkorgen</h2>
<ul class="cnt">${counts.map(({ label, count }) => `<li><b>${shownCount(count)}</b> ${escapeHtml(label)}</li>`).join('')}${quotes.join('')}</ul></section>`;
}

/** Whom the later stage waits for; and who can take the whole of its list. */
export function waitingSection({ day }: Readiness): string {
  if (day === null || (day.waiting.length === 0 && day.free.length === 0)) return '';
  const list = (units: readonly string[]): string =>
    `<ul class="us">${units.map((unit) => `<li>${unit}</li>`).join('')}</ul>`;
  const cards = day.waiting
    .toSorted((one, other) => other.waits.length - one.waits.length || (one.unit < other.unit ? -1 : 1))
    .map(
      ({ unit, waits }) =>
        `<div><h3>${escapeHtml(unit)}</h3><p class="soft">ska starta, så att dessa kan ta resten:</p>${list(waits.map((one) => `${escapeHtml(one.unit)}${one.isWholly ? ' <b>(väntar helt)</b>' : ''}`))}</div>`,
    );
  const free =
    day.free.length === 0
      ? ''
      : `<div><h3>Kan ta hela sin lista nu</h3><p class="soft">Alla deras vårdtillfällen är startade:</p>${list(day.free.map((unit) => escapeHtml(unit)))}</div>`;
  const rest = cards.slice(MOST_WAITING);
  return `<section id="vantar" class="sec" aria-labelledby="vantar-rubrik"><h2 id="vantar-rubrik">Vem väntar på vem</h2>
<div class="four">${cards.slice(0, MOST_WAITING).join('\n')}
${free}</div>
${rest.length === 0 ? '' : `<details><summary>${counted(rest.length, 'enhet till', 'enheter till')} som andra väntar på</summary><div class="four">${rest.join('\n')}</div></details>`}</section>`;
}
