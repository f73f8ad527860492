import { ofGate } from '../../domain/day/figures.ts';
import { gateState, isUnmeasured } from '../../domain/readiness/gate-state.ts';
import type { GateResult, Readiness } from '../../domain/readiness/readiness.ts';
import { GATE_STATES } from '../../domain/readiness/words.ts';
import { escapeHtml } from '../kit/html.ts';
import { dayInMonth, shortDay } from '../kit/day-text.ts';
import type { ToldFigure } from './figure-link.ts';
import { shownCount } from './number-text.ts';

/** Every gate, in the order of the plan: what must be nought, and whether it is. */
export function gatesSection(model: Readiness, tell: ToldFigure): string {
  const held = model.gates.filter(({ ok }) => ok).length;
  return `<section id="villkor" class="sec" aria-labelledby="villkor-rubrik"><h2 id="villkor-rubrik">Villkoren</h2>
<table class="gates"><caption>${held} av ${model.gates.length} villkor håller. Ett villkor är uppfyllt när det mätta är högst gränsen; ett undantag ändrar beskedet, aldrig det mätta. Varningar hindrar inte.</caption>
<thead><tr><th scope="col">Villkor</th><th scope="col">Senast</th><th scope="col" class="n">Mätt</th><th scope="col" class="n">Gräns</th><th scope="col">Läge</th></tr></thead><tbody>
${model.gates.map((gate) => gateRow(model, gate, tell)).join('\n')}
</tbody></table></section>`;
}

function gateRow(model: Readiness, gate: GateResult, tell: ToldFigure): string {
  const state = gateState(gate, model.asOf);
  const { word, tone, mark } = GATE_STATES[state];
  const { title, unit, value, threshold, dueOn, severity, reasons } = gate;
  const figure = ofGate(gate);
  const measured =
    value === null
      ? isUnmeasured(gate)
        ? '–'
        : 'utelämnas'
      : figure === null || model.isPublic
        ? shownCount(value)
        : tell(figure);
  const why = value === null && isUnmeasured(gate) ? (reasons[0]?.text ?? '') : '';
  return `<tr class="${state}"><th scope="row">${escapeHtml(title)}<span class="sub">${escapeHtml(unit)}${severity === 'blocking' ? '' : ' · varnar, hindrar inte'}${why === '' ? '' : `. ${escapeHtml(why)}`}</span>${waiverNote(model, gate)}</th>
<td class="nb">${shortDay(dueOn)}</td><td class="n">${measured}</td><td class="n">${shownCount(threshold)}</td><td><span class="tag t-${tone}"><span aria-hidden="true">${mark} </span>${word}</span></td></tr>`;
}

/** Who lets the gate pass, why and how long; outside readers are not told who. */
function waiverNote({ asOf, isPublic }: Readiness, { waiver, ok }: GateResult): string {
  if (waiver === null || ok) return '';
  const lead =
    asOf <= waiver.until
      ? `Undantag till och med ${dayInMonth(waiver.until)}`
      : `Undantaget gick ut ${dayInMonth(waiver.until)}`;
  const by = isPublic ? '' : ` Beslutat av ${escapeHtml(waiver.by)}, händelse ${waiver.seq}.`;
  return `<span class="waiver"><b>${lead}:</b> ${escapeHtml(waiver.reason)}.${by}</span>`;
}
