import type { Recipient } from '../../domain/plan/owners.ts';
import type { ProvenSum } from '../../domain/worklists/proof.ts';
import type { Profile } from '../../domain/profile/profile-schema.ts';
import { groupBy } from '../../domain/words/group-by.ts';
import { escapeHtml, pageStart } from '../kit/html.ts';

/** One list of the index: never one of protected persons. */
export interface IndexedList {
  readonly id: string;
  /** Tells which hand-out the files are of. */
  readonly snapshotId: string;
  /** Where its files lie, from the folder that the index is in: `folder/name.xlsx`. */
  readonly files: readonly string[];
  readonly step: string;
  readonly stepTitle: string;
  readonly owner: string;
  readonly recipient: Recipient;
  /** Which recipients it stands among. */
  readonly group: string;
}

const STYLE = `
:root { color-scheme: light dark; --paper: #fbfaf7; --ink: #1b232d; --faint: #55606c; --rule: #dcdad3; --edge: #8c949d; --accent: #1c4b78; --bad: #a01f1b; }
@media (prefers-color-scheme: dark) { :root { --paper: #12161b; --ink: #e9ebee; --faint: #aab3bd; --rule: #323a44; --edge: #76818d; --accent: #93c1ee; --bad: #ffa49c; } }
* { box-sizing: border-box; }
body { max-width: 60rem; margin: 2rem auto; padding: 0 1rem; background: var(--paper); color: var(--ink); font: 1rem/1.45 "Segoe UI", "Liberation Sans", Arial, sans-serif; font-variant-numeric: tabular-nums; }
h1 { margin: 0 0 .3rem; font-size: 1.6rem; } h2 { margin: 2rem 0 .3rem; font-size: 1.15rem; } p { margin: .3rem 0; }
.notice { padding: .4rem .8rem; border-left: 3px solid var(--bad); }
a { color: var(--accent); overflow-wrap: anywhere; } a:focus-visible, .scroll:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
.scroll { overflow-x: auto; } table { border-collapse: collapse; width: 100%; font-size: .95rem; }
th, td { padding: .35rem .9rem .35rem 0; border-bottom: 1px solid var(--rule); text-align: left; vertical-align: baseline; }
th:last-child, td:last-child { padding-right: 0; } thead th { border-bottom: 2px solid var(--edge); color: var(--faint); font-size: .88rem; }
tbody th { font-weight: normal; } .id { white-space: nowrap; }
.group th { padding-top: 1rem; border-bottom: 2px solid var(--edge); color: var(--faint); font-size: .88rem; }
form { display: flex; flex-wrap: wrap; gap: .4rem 1rem; align-items: end; margin: .8rem 0; } label { display: grid; font-size: .88rem; color: var(--faint); }
input, select { min-height: 2.2rem; padding: .2rem .5rem; border: 1px solid var(--edge); border-radius: 3px; background: var(--paper); color: var(--ink); font: inherit; }
input:focus-visible, select:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; } [hidden] { display: none; }
.wrong td { color: var(--bad); font-weight: bold; }
@media print { :root { color-scheme: light; --paper: #fff; --ink: #000; --faint: #444; --rule: #ccc; --edge: #777; --accent: #000; --bad: #8b0d0a; }
  body { margin: 0; padding: 0; max-width: none; font-size: 9pt; line-height: 1.25; } h1 { font-size: 15pt; } h2 { font-size: 11pt; margin: 6pt 0 2pt; } .notice { padding: 1pt 6pt; }
  a { color: inherit; text-decoration: none; } .scroll { overflow: visible; } form, .by-step { display: none; }
  table { font-size: 7.5pt; line-height: 1.15; } th, td, .group th, thead th { padding: .8pt 6pt .8pt 0; font-size: 7.5pt; } .group th { padding-top: 2pt; font-weight: bold; } tbody th { width: 48%; } td a, td .id { white-space: nowrap; }
  h2, .group { break-after: avoid; } thead { display: table-header-group; } tr { break-inside: avoid; } .sums tbody { display: grid; grid-template-columns: 1fr 1fr; column-gap: 24pt; } .sums tr { display: flex; border-bottom: 1px solid var(--rule); } .sums thead { display: none; } .sums th, .sums td { border: 0; } .sums th { flex: 1; width: auto; }
  @page { size: A4; margin: 12mm 14mm; } }
`;

/** The mark, on the page and in the margin of each page of paper. */
const markStyle = (watermark: string): string => `
.mark { margin: 0; padding: .3em .6em; border: 2px solid; font-weight: bold; }
td:nth-child(3) { white-space: nowrap; }
@page { @top-right { content: "${watermark.replaceAll(/[^\p{L}\p{N} ]/gu, '')}"; font: bold 12pt Arial, Helvetica, sans-serif; } }
`;

/** By this a list is found in an index. */
export const snapshotMark = (snapshotId: string): string => `data-underlag="${snapshotId}"`;

/** Finds by recipient, list and step. Without it the page is whole, and the form stays hidden. */
const SCRIPT = `(function(){var f=document.getElementById('sok'),q=document.getElementById('ord'),s=document.getElementById('steg'),c=document.getElementById('antal');f.hidden=false;f.onsubmit=function(e){e.preventDefault()};
function go(){var w=q.value.toLowerCase().split(/\\s+/),n=0,all=0;document.querySelectorAll('#mottagare tbody').forEach(function(b){var any=0;b.querySelectorAll('tr:not(.group)').forEach(function(r){all++;var t=r.textContent.toLowerCase(),ok=w.every(function(x){return t.indexOf(x)>=0})&&(!s.value||r.dataset.steg.split(' ').indexOf(s.value)>=0);r.hidden=!ok;if(ok){any++;n++}});b.hidden=!any});c.textContent=n===all?'':n===0?'Ingen mottagare stämmer.':'Visar de mottagare som stämmer.'}
q.addEventListener('input',go);s.addEventListener('input',go);go()})();`;

/**
 * The index of a hand-out: every recipient with its lists; then by step; and whether the rows add up to the open SIPs.
 * It tells no numbers, since small lists stand beside the others and reports for outside readers beside it; and it is
 * the same whether there are lists of protected persons or none.
 */
export function worklistIndexHtml(index: {
  readonly worklists: readonly IndexedList[];
  /** Lists handed out before, whose files still lie in the folder. */
  readonly earlier: readonly IndexedList[];
  readonly sums: readonly ProvenSum[];
  readonly profile: Profile;
  readonly asOf: string;
  readonly basedOn: string;
  /** On every page when the lists do not count, as in a rehearsal. */
  readonly watermark: string | null;
}): string {
  const { worklists, earlier, sums, profile, asOf, basedOn, watermark } = index;
  const title = `${watermark === null ? '' : `${watermark} – `}Arbetslistor ${asOf}`;
  return `${pageStart({
    title,
    style: `${STYLE}${watermark === null ? '' : markStyle(watermark)}`,
    script: SCRIPT,
  })}
<main>
${watermark === null ? '' : `<p class="mark">${escapeHtml(watermark)}</p>\n`}<h1>${escapeHtml(title)}</h1>
<p>${escapeHtml(profile.title)}. Bygger på: ${escapeHtml(basedOn)}</p>
<p class="notice">Listorna innehåller uppgifter om patienter. Skicka dem inte som vanlig e-post och spara dem inte på USB-minne. Varje mottagare har en egen mapp: skicka ingen annans.</p>
${sumsTable(sums)}
${worklists.length === 0 ? '' : recipientTable(worklists, { id: 'mottagare', heading: 'Listorna, mottagare för mottagare', isSearched: true })}
<p>Listor om personer med skyddade personuppgifter nämns aldrig här, vare sig de finns eller inte. De lämnas för sig, i en egen mapp, bara till dem som är utsedda.</p>
${stepTables(worklists)}
${
  earlier.length === 0
    ? ''
    : `${recipientTable(earlier, { id: 'tidigare', heading: 'Tidigare utlämnade listor i samma mapp', isEarlier: true })}
<p>De ingår inte i summorna ovan. Se på varje lista vilken dag den gäller.</p>`
}
</main>
<script>${SCRIPT}</script>
</body>
</html>
`;
}

/** The rows of the lists against the cases, counted another way. */
function sumsTable(sums: readonly ProvenSum[]): string {
  if (sums.length === 0) return '';
  const rows = sums.map(
    ({ label, expected, rows: listed }) =>
      `<tr${expected === listed ? '' : ' class="wrong"'}><th scope="row">${escapeHtml(label)}</th><td>${expected === listed ? 'stämmer' : 'STÄMMER INTE'}</td></tr>`,
  );
  return `<h2 id="summor">Alla ärenden står på sina listor</h2>
<div class="scroll" role="region" tabindex="0" aria-labelledby="summor">
<table class="sums">
<thead><tr><th scope="col">Vad</th><th scope="col">Rader mot ärenden</th></tr></thead>
<tbody>
${rows.join('\n')}
</tbody>
</table>
</div>`;
}

/** "Steg 6" of "Steg 6 – Flytta aktuella SIP:ar till Lifecare SP". */
const shortTitle = (title: string): string => title.split(' – ')[0] ?? title;

interface TableOf {
  readonly id: string;
  readonly heading: string;
  readonly isSearched?: true;
  readonly isEarlier?: true;
}

function recipientTable(
  lists: readonly IndexedList[],
  { id, heading, isSearched, isEarlier }: TableOf,
): string {
  const recipients = [...groupBy(lists, ({ recipient }) => recipient.key).values()];
  const groups = [...groupBy(recipients, ([first]) => first?.group ?? '')];
  const bodies = groups.map(([group, ofGroup]) => {
    const rows = ofGroup
      .toSorted((a, b) => nameOf(a).localeCompare(nameOf(b), 'sv'))
      .map((ofOne) => recipientRow(ofOne, isEarlier === true));
    return `<tbody>
<tr class="group"><th scope="rowgroup" colspan="2">${escapeHtml(group)}</th></tr>
${rows.join('\n')}
</tbody>`;
  });
  return `<h2 id="${id}-rubrik">${escapeHtml(heading)}</h2>
${isSearched === true ? searchForm(lists) : ''}<div class="scroll" role="region" tabindex="0" aria-labelledby="${id}-rubrik">
<table id="${id}">
<thead><tr><th scope="col">Mottagare</th><th scope="col">Listor</th></tr></thead>
${bodies.join('\n')}
</table>
</div>`;
}

const nameOf = ([first]: readonly IndexedList[]): string => first?.recipient.name ?? '';

function recipientRow(lists: readonly IndexedList[], isEarlier: boolean): string {
  const listed = lists.map(
    (list) =>
      `${links(list, isEarlier ? list.stepTitle : shortTitle(list.stepTitle))} <span class="id" ${snapshotMark(list.snapshotId)}>${list.id}</span>`,
  );
  const steps = [...new Set(lists.map(({ step }) => step))].join(' ');
  return `<tr data-steg="${escapeHtml(steps)}"><th scope="row">${escapeHtml(nameOf(lists))}</th><td>${listed.join(', ')}</td></tr>`;
}

/** One link for each format; the first is the list. */
const links = ({ files }: IndexedList, text: string): string =>
  files
    .map((file, at) => {
      // What lies in a package is reached by the package.
      const href = file
        .replace(/\.zip\/.*$/u, '.zip')
        .split('/')
        .map(encodeURIComponent)
        .join('/');
      const label = at === 0 ? text : (file.split('.').at(-1) ?? '');
      return `<a href="${escapeHtml(href)}">${escapeHtml(label)}</a>`;
    })
    .join(' ');

function searchForm(lists: readonly IndexedList[]): string {
  const steps = new Map(lists.map(({ step, stepTitle }) => [step, stepTitle]));
  return `<form id="sok" role="search" hidden>
<label>Sök mottagare eller lista<input id="ord" type="search" autocomplete="off"></label>
<label>Steg<select id="steg"><option value="">Alla</option>${[...steps]
    .map(([step, title]) => `<option value="${escapeHtml(step)}">${escapeHtml(title)}</option>`)
    .join('')}</select></label>
<p id="antal" role="status"></p>
</form>
`;
}

function stepTables(lists: readonly IndexedList[]): string {
  if (lists.length === 0) return '';
  const steps = [...groupBy(lists, ({ step }) => step).values()].map((ofStep) => {
    const [first] = ofStep;
    const named = ofStep.map((list) => links(list, list.owner)).join(' · ');
    return `<h3>${escapeHtml(first?.stepTitle ?? '')}</h3>
<p>${named}</p>`;
  });
  return `<section class="by-step" aria-labelledby="steg-for-steg">
<h2 id="steg-for-steg">Samma listor, steg för steg</h2>
${steps.join('\n')}
</section>`;
}
