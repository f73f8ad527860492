import type { GateResult, Readiness } from '../../domain/readiness/readiness.ts';
import { gateState, isUnmeasured, stopping } from '../../domain/readiness/gate-state.ts';
import { GATE_STATES } from '../../domain/readiness/words.ts';
import { escapeHtml } from '../kit/html.ts';
import { dayInMonth, daysLeft, shortDay, weekdayName } from './day-text.ts';
import { columnHead, commandLine, dataTable, section, told } from './html-parts.ts';
import { shownCount } from './number-text.ts';

/** What holds the region back, the largest first, each with the commands that show its rows. */
export function stopsSection(model: Readiness): string {
  const stops = stopping(model);
  const body =
    stops.length === 0
      ? '<p class="lead">Inget hindrar: varje villkor är uppfyllt eller har undantag.</p>'
      : `<ol class="stops">
${together(stops)
  .map((group) => stop(model, group))
  .join('\n')}
</ol>`;
  return section('hinder', 'Det som hindrar', body);
}

/** Gates that count the same cases stand together, each with its own day; and so does what can not be measured. */
function together(stops: readonly GateResult[]): readonly (readonly GateResult[])[] {
  const groups: GateResult[][] = [];
  for (const gate of stops) {
    const known = groups.find(([first]) => first !== undefined && isAbout(first, gate));
    if (known === undefined) groups.push([gate]);
    else known.push(gate);
  }
  return groups;
}

function isAbout(one: GateResult, other: GateResult): boolean {
  if (isUnmeasured(one) || isUnmeasured(other)) return isUnmeasured(one) && isUnmeasured(other);
  return one.value === other.value && other.cohort !== null && one.cohort === other.cohort;
}

function stop(model: Readiness, group: readonly GateResult[]): string {
  const [first] = group;
  if (first === undefined) return '';
  const size = isUnmeasured(first) ? '?' : first.value === null ? '–' : shownCount(first.value);
  const unit = isUnmeasured(first)
    ? 'kan inte mätas'
    : first.value === null
      ? `${first.unit} (antalet utelämnas)`
      : first.unit;
  const heads = group.map(
    (gate) => `<div id="${stopId(gate)}"><h3>${escapeHtml(gate.title)}</h3>
<p class="when">Senast ${weekdayName(gate.dueOn)} ${dayInMonth(gate.dueOn)} (${daysLeft(gate.dueOn, model.asOf)})</p>
${waiverNote(model, gate)}${gate.value === null ? reasons(model, gate) : ''}</div>`,
  );
  return `<li><p class="size"><strong>${size}</strong> <span>${escapeHtml(unit)}</span></p>
<div>${heads.join('\n')}
${first.value === null ? '' : reasons(model, first)}</div></li>`;
}

/** A gate's own id, made safe for a link. */
const stopId = ({ id }: GateResult): string => `hinder-${id.replace(/[^a-z0-9-]/gu, '-')}`;

function reasons({ isPublic }: Readiness, { reasons: all }: GateResult): string {
  if (all.length === 0) return '';
  const items = all.map(
    ({ text, command }) =>
      `<li>${escapeHtml(text)}${command === null || isPublic ? '' : ` ${commandLine(command)}`}</li>`,
  );
  return `<ul class="reasons">${items.join('')}</ul>`;
}

/** Who lets the gate pass, why and how long; outside readers are not told who. */
function waiverNote({ asOf, isPublic }: Readiness, { waiver, ok }: GateResult): string {
  if (waiver === null || ok) return '';
  const lead =
    asOf <= waiver.until
      ? `Undantag till och med ${dayInMonth(waiver.until)}`
      : `Undantaget gick ut ${dayInMonth(waiver.until)}`;
  const by = isPublic ? '' : ` Beslutat av ${escapeHtml(waiver.by)}, händelse ${waiver.seq}.`;
  return `<p class="waiver"><strong>${lead}:</strong> ${escapeHtml(waiver.reason)}.${by}</p>`;
}

/** Every gate, in the order of the plan. */
export function gatesSection(model: Readiness): string {
  const body = model.gates.map((gate) => gateRow(model, gate)).join('\n');
  return section(
    'villkor',
    'Villkoren, ett för ett',
    dataTable({
      id: 'alla-villkor',
      title: 'Alla villkor',
      caption:
        'Ett villkor är uppfyllt när det mätta är högst gränsen. Ett undantag ändrar beskedet, aldrig det mätta. Varningar hindrar inte.',
      look: 'gates',
      head: [
        columnHead('Villkor'),
        columnHead('Senast'),
        columnHead('Läge'),
        columnHead('Mätt', true),
        columnHead('Gräns', true),
        columnHead('Orsaker'),
      ].join(''),
      body,
    }),
  );
}

/** The measured value in words: 206 öppna SIP:ar i Prator. */
function measured(gate: GateResult): string {
  const { value, unit } = gate;
  if (isUnmeasured(gate)) return 'Kan inte mätas';
  return value === null ? 'Antalet utelämnas' : `${shownCount(value)} ${unit}`;
}

function gateRow(model: Readiness, gate: GateResult): string {
  const state = gateState(gate, model.asOf);
  const kind = gate.severity === 'blocking' ? 'Måste vara uppfyllt' : 'Varnar';
  // What holds the region back is told in full further up.
  const isToldAbove = state === 'fails' || state === 'unmeasured';
  const why = isToldAbove
    ? `<p><a href="#${stopId(gate)}">Se Det som hindrar</a></p>`
    : waiverNote(model, gate) + reasons(model, gate);
  return `<tr class="${state}"><th scope="row">${escapeHtml(gate.title)} <small>${kind}</small></th>
<td class="day">${shortDay(gate.dueOn)}</td><td>${told(GATE_STATES[state])}</td>
<td class="n"><span class="unseen">${escapeHtml(measured(gate))}</span><span aria-hidden="true">${gate.value === null ? '–' : shownCount(gate.value)}</span></td><td class="n">${shownCount(gate.threshold)}</td>
<td class="wide"><p>${escapeHtml(measured(gate))}.</p>${why}</td></tr>`;
}
