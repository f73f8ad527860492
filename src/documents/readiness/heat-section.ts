import type { HeatFigure } from '../../domain/readiness/day-page.ts';
import type { Readiness } from '../../domain/readiness/readiness.ts';
import { escapeHtml } from '../kit/html.ts';
import { shortDay } from '../kit/day-text.ts';
import type { ToldFigure } from './figure-link.ts';
import { shownShare } from './number-text.ts';

/** Kommun by kommun, what is left of each step of the plan. */
export function heatSection({ day }: Readiness, tell: ToldFigure): string {
  if (day === null) return '';
  const { columns, rows } = day.heat;
  return `<section id="kommuner" class="sec" aria-labelledby="kommuner-rubrik"><h2 id="kommuner-rubrik">Kommun för kommun: kvar i varje steg</h2>
<table class="heat"><caption class="unseen">Ärenden kvar i planens steg, efter patientens kommun</caption><thead><tr><th scope="col">Kommun</th>${columns.map(({ label, dueOn }) => `<th scope="col">${escapeHtml(label)}<span class="sub">senast ${shortDay(dueOn)}</span></th>`).join('')}</tr></thead><tbody>
${rows
  .map(
    ({ label, figures }) =>
      `<tr><th scope="row">${escapeHtml(label)}</th>${figures.map((figure, at) => heatCell(figure, columns[at]?.label ?? '', columns[at]?.hasBegun === true, tell)).join('')}</tr>`,
  )
  .join('\n')}
</tbody></table>
<p class="soft m">${columns.map(({ label, title }) => `${escapeHtml(label)}: ${escapeHtml(title)}.`).join(' ')} Färgen följer hur stor del som är kvar: <span class="key h0">klart</span> <span class="key h1">under 5 %</span> <span class="key h2">under hälften</span> <span class="key h3">hälften eller mer</span> <span class="key ha">har inte börjat</span>. <b>få</b> = 1–4, eller gömt bredvid ett sådant: små tal kan peka ut personer.</p></section>`;
}

function heatCell(figure: HeatFigure, label: string, hasBegun: boolean, tell: ToldFigure): string {
  const { value, planned, isFew } = figure;
  const of = `data-l="${escapeHtml(label)}"`;
  if (planned === 0) return `<td class="hn" ${of}>–</td>`;
  if (value === 0) return `<td class="h0" ${of}><b>klart</b></td>`;
  // Few have one colour, whatever they are of: a share would tell the count.
  if (isFew) return `<td class="${hasBegun ? 'h2' : 'ha'}" ${of}><b>få</b></td>`;
  const share = value / planned;
  const look = !hasBegun ? 'ha' : share < 0.05 ? 'h1' : share < 0.5 ? 'h2' : 'h3';
  return `<td class="${look}" ${of}>${tell(figure)}<span class="sub">${hasBegun ? `${shownShare(planned - value, planned)} klart` : 'kommer'}</span></td>`;
}
