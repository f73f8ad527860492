import { some } from '../../domain/words/counted.ts';
import { shownText } from '../../domain/words/shown-text.ts';
import { excelSerial } from '../kit/excel-serial.ts';
import { cssString, escapeHtml, pageStart } from '../kit/html.ts';
import { isChoice, paperWidth, screenWidth, shares, TICK_WIDTH } from './page-widths.ts';
import { handedOut, laidColumns, type LaidColumn } from './worklist-layout.ts';
import type { CellText, WorklistModel, WorklistRow } from './worklist-model.ts';
import { DAYS_SOON, headFacts, LATE_WORD, NO_ROWS, SIGNATURE_LABELS, SOON_WORD } from './worklist-phrases.ts';

/**
 * One page for the printer and for the reserve routine: it needs no system, no script and no network. Paper
 * cannot be sorted or filtered, so here the groups are headings between the rows.
 */
export function worklistHtml(model: WorklistModel): string {
  const laid = laidColumns(model).filter(({ role }) => role !== 'token' && role !== 'group');
  const isTicked = !laid.some(isChoice);
  const facts = headFacts(model);
  const running = [model.title, ...facts.map(([label, text]) => `${label}: ${text}`)].join(' · ');
  const span = laid.length + (isTicked ? 1 : 0);
  const paper = shares([...(isTicked ? [TICK_WIDTH] : []), ...laid.map(paperWidth)]);
  const screen = shares([
    ...(isTicked ? [TICK_WIDTH] : []),
    ...laid.map((one) => screenWidth(one, model.rows)),
  ]);
  const style = `${STYLE}
@page { @bottom-left { content: ${css(`${model.title} · ${model.environmentText}`)}; }
@bottom-right { content: "Sida " counter(page) " av " counter(pages); } }
`;
  return `${pageStart({ title: shownText(`${model.title} – ${model.owner}`), style })}
<header>
${model.watermark === null ? '' : `<p class="mark">${html(model.watermark)}</p>`}
<h1>${html(model.title)}</h1>
${model.subtitle === '' ? '' : `<p class="subtitle">${html(model.subtitle)}</p>`}
<dl>${facts.map(([label, text]) => `<div><dt>${html(label)}</dt><dd>${html(text)}</dd></div>`).join('')}</dl>
${model.privacyNotice === '' ? '' : `<p class="notice">${html(model.privacyNotice)}</p>`}
</header>
<main>
<section class="how" aria-label="Anvisning">
${[...model.instructions, ...howToFillIn(laid)]
  .map(
    ({ heading, lines }) =>
      `<div><h2>${html(heading)}</h2><ul>${lines.map((line) => `<li>${html(line)}</li>`).join('')}</ul></div>`,
  )
  .join('\n')}
</section>
<div class="rows" role="region" tabindex="0" aria-label="${html(model.title)}">
<table>
<caption>${html(model.title)}: ${some(model.rows.length, 'rad')}</caption>
<colgroup>${paper.map((one, at) => `<col style="--paper:${one};--screen:${screen[at] ?? one}">`).join('')}</colgroup>
<thead>
<tr class="running"><td colspan="${span}">${model.watermark === null ? '' : `<strong>${html(model.watermark)}</strong> · `}${html(running)}</td></tr>
<tr>${isTicked ? '<th class="tick" scope="col">Klar</th>' : ''}${laid.map(headCell).join('')}</tr>
</thead>
${groups(model.rows)
  .map(({ group, rows }) => groupBody(group, rows, laid, model.asOf, span))
  .join('\n')}
</table>
</div>
${model.rows.length === 0 ? `<p>${NO_ROWS}</p>` : ''}
</main>
<footer>
${model.footnotes.map((note) => `<p>${html(note)}</p>`).join('\n')}
<div class="sign">${SIGNATURE_LABELS.map((label) => `<p>${label}</p>`).join('')}</div>
</footer>
</body>
</html>
`;
}

const BOX = '<span class="box"></span>';
const TICKED = '<span class="box">✓</span>';

/** What goes in the columns that are filled in, for those where the header does not say it all. */
function howToFillIn(laid: readonly LaidColumn[]): WorklistModel['instructions'] {
  const lines = laid.flatMap(({ column: { kind, header, note } }) =>
    kind === 'answer' && note !== undefined ? [`${header.replaceAll('-', '')}: ${note}`] : [],
  );
  return lines.length === 0 ? [] : [{ heading: 'Så fyller du i', lines }];
}

/** Where a long word can be broken, for a browser that does not know Swedish. */
const breakable = (escaped: string): string =>
  escaped.replace(
    /(?:samordnings|distrikts|inskrivnings|utskrivnings|socialtjänstens|bistånds|hemsjukvårds|personupp|öppenvårds|vårdtill)(?=\p{L})/giu,
    '$&&shy;',
  );

const html = (text: string): string => escapeHtml(shownText(text));
const css = (text: string): string => cssString(shownText(text));
const inCell = (text: string): string => breakable(html(text));

function headCell({ column }: LaidColumn): string {
  return `<th scope="col"${column.kind === 'answer' ? ' class="answer"' : ''}>${inCell(column.header)}</th>`;
}

/** Rows in their order; a heading each time the group changes. */
function groups(
  rows: readonly WorklistRow[],
): { readonly group: string | null; readonly rows: WorklistRow[] }[] {
  const found: { readonly group: string | null; readonly rows: WorklistRow[] }[] = [];
  for (const row of rows) {
    const last = found.at(-1);
    if (last?.group === row.group) last.rows.push(row);
    else found.push({ group: row.group, rows: [row] });
  }
  return found;
}

function groupBody(
  group: string | null,
  rows: readonly WorklistRow[],
  laid: readonly LaidColumn[],
  asOf: string,
  span: number,
): string {
  const tick = span > laid.length ? `<td class="tick">${BOX}</td>` : '';
  const heading =
    group === null
      ? ''
      : `<tr class="group"><th scope="rowgroup" colspan="${span}">${html(group)} (${rows.length})</th></tr>\n`;
  const lines = rows.map((row) => `<tr>${tick}${laid.map((one) => bodyCell(row, one, asOf)).join('')}</tr>`);
  return `<tbody>\n${heading}${lines.join('\n')}\n</tbody>`;
}

function bodyCell(row: WorklistRow, one: LaidColumn, asOf: string): string {
  const { role, column } = one;
  const value = handedOut(row, one);
  if (role === 'due') return `<td class="day">${dueText(value, asOf)}</td>`;
  if (role === 'answer' && column.choices !== undefined) return choiceCell(column.choices, value);
  const classes = [role === 'answer' ? 'answer' : '', column.format === 'date' ? 'day' : ''].filter(Boolean);
  const mark = classes.length === 0 ? '' : ` class="${classes.join(' ')}"`;
  return `<td${mark}>${value === null ? '' : inCell(String(value))}</td>`;
}

function choiceCell(choices: readonly string[], value: CellText): string {
  const boxes = choices.map((choice) =>
    choice === value
      ? `<li>${TICKED} <strong>${inCell(choice)}</strong></li>`
      : `<li>${BOX} ${inCell(choice)}</li>`,
  );
  const other = value !== null && !choices.includes(String(value)) ? `<li>${html(String(value))}</li>` : '';
  return `<td class="answer"><ul class="choices">${boxes.join('')}${other}</ul></td>`;
}

function dueText(value: CellText, asOf: string): string {
  if (value === null) return '';
  const day = html(String(value));
  const due = excelSerial(String(value));
  const now = excelSerial(asOf);
  if (due === null || now === null || due - now > DAYS_SOON) return day;
  return due < now
    ? `<strong class="late">${LATE_WORD} ${day}</strong>`
    : `<strong class="soon">${SOON_WORD} ${day}</strong>`;
}

const STYLE = `
:root { color-scheme: light dark; --paper: #fff; --ink: #1b1b1b; --faint: #595959; --rule: #8c8c8c;
  --head: #1f3a5f; --head-ink: #fff; --answer: #fff9db; --answer-head: #5f4b00; --notice: #efefef;
  --group: #dde5ef; --late: #8b0000; --soon: #5c4400; }
@media (prefers-color-scheme: dark) { :root { --paper: #16181c; --ink: #ececec; --faint: #b5b5b5; --rule: #6f7680;
  --head: #27466f; --answer: #2b2818; --answer-head: #6b5610; --notice: #24272d; --group: #25303f;
  --late: #ff9d94; --soon: #ffd666; } }
* { box-sizing: border-box; }
body { margin: 1.5rem; background: var(--paper); color: var(--ink); font: 14px/1.4 Arial, Helvetica, sans-serif; }
h1 { margin: 0; font-size: 1.6em; } h2 { margin: 0 0 .2em; font-size: 1em; }
.mark { margin: 0 0 .4em; padding: .3em .6em; border: 2px solid; font-weight: bold; }
.subtitle { margin: .1em 0 0; color: var(--faint); }
dl { display: flex; flex-wrap: wrap; gap: .2em 2em; margin: .6em 0; }
dt { display: inline; color: var(--faint); } dt::after { content: ": "; } dd { display: inline; margin: 0; font-weight: bold; }
.notice { margin: .6em 0; padding: .4em .6em; background: var(--notice); border-left: 4px solid var(--rule); }
.how { columns: 22rem; column-gap: 2rem; margin: .8em 0 1em; } .how div { break-inside: avoid; margin-bottom: .7em; }
.how ul { margin: 0; padding-left: 1.2em; }
.rows { overflow-x: auto; } .rows:focus-visible { outline: 3px solid var(--head); outline-offset: 2px; }
col { width: var(--paper); }
@media screen { col { width: var(--screen); } }
@media screen and (max-width: 60rem) { .rows table { min-width: 56rem; } }
@media screen and (min-width: 60.01rem) { body { margin: 1rem; } .rows table { table-layout: fixed; font-size: .76em; line-height: 1.25; }
  .rows th, .rows td { padding: .25em; overflow-wrap: anywhere; } .rows thead th { font-size: .92em; } .rows .day { min-width: 0; white-space: normal; } .rows .choices li { display: block; margin: 0 0 .1em; padding-left: 1.4em; text-indent: -1.4em; white-space: normal; } .rows .choices .box { text-indent: 0; } }
table { width: 100%; border-collapse: collapse; font-size: .93em; }
caption { padding-bottom: .3em; color: var(--faint); text-align: left; }
th, td { padding: .3em .4em; border: 1px solid var(--rule); text-align: left; vertical-align: top; overflow-wrap: break-word; white-space: pre-line; hyphens: auto; }
thead th { background: var(--head); color: var(--head-ink); } thead th.answer { background: var(--answer-head); }
.running { display: none; }
.answer { background: var(--answer); } .day { min-width: 6.2em; white-space: nowrap; } .tick { text-align: center; hyphens: none; }
.group th { background: var(--group); break-after: avoid; } .group { break-after: avoid; }
.choices { margin: 0; padding: 0; font-size: .95em; list-style: none; }
.choices li { display: inline-block; margin-right: .5em; white-space: nowrap; }
.box { display: inline-block; width: 1em; height: 1em; border: 1px solid currentColor; line-height: .9; text-align: center; vertical-align: -.12em; }
.late { color: var(--late); } .soon { color: var(--soon); }
footer { margin-top: 1em; color: var(--faint); break-inside: avoid; } footer p { margin: .2em 0; }
.sign { display: grid; grid-template-columns: 1fr 2fr 2fr; gap: 2em; margin-top: 3.2em; color: var(--ink); }
.sign p { margin: 0; padding-top: .2em; border-top: 1px solid var(--ink); }
@page { size: A4 landscape; margin: 12mm 10mm 15mm; font: 8pt Arial, Helvetica, sans-serif; }
@media print {
  :root { color-scheme: light; --paper: #fff; --ink: #000; --faint: #444; --rule: #777; --head: #1f3a5f; --answer: #fff9db;
    --answer-head: #5f4b00; --notice: #efefef; --group: #dde5ef; --late: #8b0000; --soon: #5c4400; }
  .how { columns: 3; } .rows { overflow: visible; } .rows table { min-width: 0; }
  body { margin: 0; font-size: 9pt; print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  .running { display: table-row; } .running td { padding: 0 0 .4em; border: 0; font-size: .9em; }
  thead th:last-child { min-width: 28mm; } td { line-height: 1.25; } thead { display: table-header-group; } tr { break-inside: avoid; }
}
`;
