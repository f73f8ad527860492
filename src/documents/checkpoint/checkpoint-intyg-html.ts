import { CLOSED_AS, CLOSED_AS_NAMES } from '../../domain/classification/closed-as.ts';
import { fillLabels } from '../../domain/profile/fill-text.ts';
import { SIP_CLASSES, VARDTILLFALLE_CLASSES } from '../../domain/classification/classes.ts';
import { BAG_FILES, CHECKPOINT_KINDS } from '../../domain/checkpoints/checkpoint.ts';
import type { CheckpointStatement } from '../../domain/checkpoints/checkpoint-schema.ts';
import { gateState, type GateState } from '../../domain/readiness/gate-state.ts';
import type { GateResult } from '../../domain/readiness/readiness.ts';
import { GATE_STATES } from '../../domain/readiness/words.ts';
import { escapeHtml, pageStart } from '../kit/html.ts';
import { count, counted, some } from '../../domain/words/counted.ts';

const STYLE = `
:root { font-family: Arial, Helvetica, sans-serif; color: #000; background: #fff; }
body { max-width: 45rem; margin: 2rem auto; padding: 0 1rem; line-height: 1.4; font-size: 10.5pt; }
h1 { font-size: 17pt; margin: 0 0 .2rem; }
h2 { font-size: 11.5pt; margin: 1.1rem 0 .3rem; }
blockquote { margin: .8rem 0; padding: .5rem .9rem; border-left: 3px solid #000; font-size: 12pt; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; padding: .12rem .5rem .12rem 0; border-bottom: 1px solid #bbb; vertical-align: top; }
td.number, th.number { text-align: right; font-variant-numeric: tabular-nums; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .15rem 1rem; margin: .5rem 0; }
dt { font-weight: bold; } dd { margin: 0; }
code { font-family: Consolas, 'DejaVu Sans Mono', monospace; font-size: 8.5pt; overflow-wrap: anywhere; }
.columns { display: grid; grid-template-columns: 1fr 1fr; gap: 0 2rem; }
.sign { display: grid; grid-template-columns: 1fr 1fr; gap: 3rem 2rem; margin-top: 3.2rem; }
.bound { break-inside: avoid; }
.sign div { border-top: 1px solid #000; padding-top: .2rem; font-size: 9pt; }
.fill { border-bottom: 1px solid #000; height: 1.6rem; }
.small { font-size: 9pt; }
@media print { body { margin: 0; max-width: none; padding: 0; } }
@page { size: A4; margin: 16mm 18mm; }
`;

/** The page to print and sign: what is stated, the counts, and what ties the paper to the folder. */
export function intygHtml(statement: CheckpointStatement): string {
  const {
    checkpoint,
    kind,
    region,
    effectiveAt,
    by,
    role,
    statement: said,
    counts,
    event,
    previous,
  } = statement;
  const { gates, sources, isPseudonymised } = statement;
  const title = `Intyg: ${CHECKPOINT_KINDS[kind]} ${effectiveAt.replace('T', ' kl. ')}`;
  const exceptions = statement.openExceptions.length;
  return `${pageStart({ title, style: STYLE })}
<h1>${escapeHtml(title)}</h1>
<p>${escapeHtml(region)}. ${escapeHtml(statement.source)} lämnas för ${escapeHtml(statement.target)}. Kontrollpunkt ${checkpoint}.</p>
<blockquote>${escapeHtml(said)}</blockquote>
<dl>
<dt>Intygas av</dt><dd>${escapeHtml(by)}${role === null ? '' : `, ${escapeHtml(role)}`}</dd>
<dt>Gäller från</dt><dd>${escapeHtml(effectiveAt.replace('T', ' kl. '))} (svensk tid)</dd>
<dt>Skrivet i registret</dt><dd>${event.recordedAt.slice(0, 16).replace('T', ' kl. ')} (UTC) av den inloggade användaren ${escapeHtml(event.recordedBy)}</dd>
</dl>
<div class="columns">
${countsTable('SIP:ar', counts.sips, fillLabels(SIP_CLASSES, statement), closedAsRows(statement))}
${countsTable('Vårdtillfällen', counts.vardtillfallen, fillLabels(VARDTILLFALLE_CLASSES, statement), '')}
</div>
<p>${counted(exceptions, 'ärende var öppet', 'ärenden var öppna')}. De står ett och ett i <code>${BAG_FILES.exceptions}</code>. Okvitterade meddelanden: ${count(counts.messages.unacknowledged)}. Läget bygger på ${some(sources.length, 'lista')}, som står med kontrollsummor i <code>${BAG_FILES.sources}</code>.${isPseudonymised ? ' Mappen är utan personuppgifter om patienter.' : ''}</p>
${datedAheadText(statement)}${lateText(statement)}${gatesTable(gates, statement.effectiveOn)}
<section class="bound">
<h2>Det som binder papperet till mappen för ${checkpoint}</h2>
<dl class="small">
<dt>Loggens huvud</dt><dd>händelse ${event.seq}, sha256<br><code>${event.hash}</code></dd>
<dt>Händelsen före</dt><dd>händelse ${statement.headBefore.seq}, sha256<br><code>${statement.headBefore.hash}</code></dd>
<dt>Uppgifterna</dt><dd>sha256<br><code>${statement.stateHash}</code></dd>
<dt>Kontrollpunkten före</dt><dd>${previous === null ? 'ingen' : `${previous.checkpoint}, händelse ${previous.seq}<br><code>${previous.hash}</code>`}</dd>
<dt>Mappens manifest</dt><dd>sha512 av tagmanifest-sha512.txt: kommandot skrev ut den. Skriv av de första och sista åtta tecknen, eller klistra in hela:<div class="fill"></div><div class="fill"></div></dd>
</dl>
<div class="sign">
<div>Underskrift, ${escapeHtml(by)}</div><div>Ort och datum</div>
<div>Underskrift, mottagare (arkiv)</div><div>Ort och datum</div>
</div>
</section>
</body>
</html>
`;
}

/** Of the closed SIPs: moved, ended and not known, each for itself. */
function closedAsRows({ counts: { sips }, target }: CheckpointStatement): string {
  const { closedAs } = sips;
  if (closedAs === undefined || sips.closed === 0) return '';
  return CLOSED_AS_NAMES.map(
    (name) =>
      `\n<tr><td>varav ${escapeHtml(CLOSED_AS[name].label.replace('{target}', target))}</td><td class="number">${count(closedAs[name])}</td></tr>`,
  ).join('');
}

function countsTable(
  title: string,
  counts: {
    readonly open: number;
    readonly closed: number;
    readonly classes: Readonly<Record<string, number>>;
  },
  labels: Readonly<Record<string, string>>,
  ofClosed: string,
): string {
  const rows = Object.entries(labels).flatMap(([code, label]) => {
    const cases = counts.classes[code] ?? 0;
    return cases === 0 || code === 'closed'
      ? []
      : [`<tr><td>${escapeHtml(label)}</td><td class="number">${count(cases)}</td></tr>`];
  });
  return `<div>
<h2>${title}</h2>
<table>
<tbody>
<tr><th scope="row">Öppna</th><td class="number"><strong>${count(counts.open)}</strong></td></tr>
${rows.join('\n')}
<tr><th scope="row">Avslutade</th><td class="number">${count(counts.closed)}</td></tr>${ofClosed}
</tbody>
</table>
</div>`;
}

/** What was done in time and told of too late for the checkpoint before. */
function lateText({ lateAnswers = [] }: CheckpointStatement): string {
  if (lateAnswers.length === 0) return '';
  const each = lateAnswers.map(
    ({ seq, reference, on, returnedOn }) =>
      `${escapeHtml(reference)} (gjort ${on ?? 'okänd dag'}, inlämnat ${returnedOn}, händelse ${String(seq)})`,
  );
  return `<p><strong>Sent inlämnat:</strong> gjort före läsläget och intygat efter. ${each.join(', ')}.</p>
`;
}

/** What the figures leave out, though it stands in the register. */
function datedAheadText({ datedAhead = [] }: CheckpointStatement): string {
  if (datedAhead.length === 0) return '';
  const each = datedAhead.map(({ seq, sourceNo, effectiveOn }) =>
    seq === null ? `lista ${String(sourceNo)} (${effectiveOn})` : `händelse ${String(seq)} (${effectiveOn})`,
  );
  return `<p><strong>Öppet undantag:</strong> det här gäller från en dag som inte hade kommit, och räknas inte i siffrorna: ${each.join(', ')}.</p>
`;
}

/** A gate as it is stated, as the rules of the report take it. */
const resultOf = ({ cohort, ...gate }: CheckpointStatement['gates'][number]): GateResult =>
  cohort === null ? gate : { ...gate, cohort };

/** The same gates in the same words as the report of the cut-over. */
function gatesTable(gates: CheckpointStatement['gates'], day: string): string {
  if (gates.length === 0) return '';
  const states = gates.map((gate) => gateState(resultOf(gate), day));
  const counts = (Object.keys(GATE_STATES) as GateState[]).flatMap((state) => {
    const number = states.filter((one) => one === state).length;
    return number === 0 ? [] : [`${GATE_STATES[state].word.toLowerCase()} ${count(number)}`];
  });
  const rows = gates.map(
    ({ title, value, threshold, waiver }, at) =>
      `<tr><td>${escapeHtml(title)}</td><td class="number">${value === null ? '–' : count(value)}</td><td class="number">${count(threshold)}</td><td>${GATE_STATES[states[at] ?? 'fails'].word}${waiver === null || states[at] === 'holds' ? '' : `, undantag av ${escapeHtml(waiver.by)} t.o.m. ${waiver.until}: ${escapeHtml(waiver.reason)}`}</td></tr>`,
  );
  return `<h2>Villkor</h2>
<p>Av ${count(gates.length)} villkor: ${counts.join(', ')}.</p>
<table>
<thead><tr><th scope="col">Villkor</th><th scope="col" class="number">Värde</th><th scope="col" class="number">Gräns</th><th scope="col">Utfall</th></tr></thead>
<tbody>
${rows.join('\n')}
</tbody>
</table>`;
}
