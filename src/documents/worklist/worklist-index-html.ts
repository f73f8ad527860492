import type { ProvenSum } from '../../domain/worklists/proof.ts';
import type { Profile } from '../../domain/profile/profile-schema.ts';
import { escapeHtml, pageStart } from '../kit/html.ts';

/** One line of the index. */
export interface IndexedList {
  readonly id: string;
  /** Tells which hand-out the files are of. */
  readonly snapshotId: string;
  readonly paths: readonly string[];
  readonly step: string;
  readonly stepTitle: string;
  readonly owner: string;
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
.wrong td { color: var(--bad); font-weight: bold; }
@media print { :root { color-scheme: light; --paper: #fff; --ink: #000; --faint: #444; --rule: #ccc; --edge: #777; --accent: #000; --bad: #8b0d0a; }
  body { margin: 0; padding: 0; max-width: none; font-size: 10pt; } a { color: inherit; text-decoration: none; } .scroll { overflow: visible; }
  h2 { break-after: avoid; } thead { display: table-header-group; } tr { break-inside: avoid; } @page { size: A4; margin: 15mm; } }
`;

/** The mark, on the page and in the margin of each page of paper. */
const markStyle = (watermark: string): string => `
.mark { margin: 0; padding: .3em .6em; border: 2px solid; font-weight: bold; }
td:nth-child(3) { white-space: nowrap; }
@page { @top-right { content: "${watermark.replaceAll(/[^\p{L}\p{N} ]/gu, '')}"; font: bold 12pt Arial, Helvetica, sans-serif; } }
`;

/** By this a list is found in an index. */
export const snapshotMark = (snapshotId: string): string => `data-underlag="${snapshotId}"`;

/**
 * The index of a hand-out: every file by step and owner, and whether the rows add up to the open SIPs. It tells no
 * numbers: small lists and those of protected persons stand beside the others, and reports for outside readers beside it.
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
  const steps = [...new Set(worklists.map(({ step }) => step))];
  return `${pageStart({ title, style: `${STYLE}${watermark === null ? '' : markStyle(watermark)}` })}
<main>
${
  watermark === null
    ? ''
    : `<p class="mark">${escapeHtml(watermark)}</p>
`
}<h1>${escapeHtml(title)}</h1>
<p>${escapeHtml(profile.title)}. Bygger på: ${escapeHtml(basedOn)}</p>
<p class="notice">Listorna innehåller uppgifter om patienter. Skicka dem inte som vanlig e-post och spara dem inte på USB-minne.</p>
${sumsTable(sums)}
${steps.map((step) => stepTable(worklists.filter((list) => list.step === step))).join('\n')}
${earlierTables(earlier)}
</main>
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
<table>
<thead><tr><th scope="col">Vad</th><th scope="col">Rader mot ärenden</th></tr></thead>
<tbody>
${rows.join('\n')}
</tbody>
</table>
</div>`;
}

function earlierTables(earlier: readonly IndexedList[]): string {
  if (earlier.length === 0) return '';
  const steps = [...new Set(earlier.map(({ step }) => step))];
  return `<h2 id="tidigare">Tidigare utlämnade listor i samma mapp</h2>
<p>De ingår inte i summorna ovan. Se på varje lista vilken dag den gäller.</p>
${steps
  .map((step) =>
    stepTable(
      earlier.filter((list) => list.step === step),
      'tidigare',
    ),
  )
  .join('\n')}`;
}

function stepTable(lists: readonly IndexedList[], before: 'tidigare' | null = null): string {
  const [first] = lists;
  if (first === undefined) return '';
  const rows = lists.map((list) => {
    const files = list.paths.map((path) => {
      const name = path.split(/[\\/]/u).at(-1) ?? path;
      return `<a href="${escapeHtml(encodeURIComponent(name))}">${escapeHtml(name)}</a>`;
    });
    return `<tr><th scope="row">${escapeHtml(list.owner)}</th><td>${files.join('<br>')}</td><td class="id" ${snapshotMark(list.snapshotId)}>${list.id}</td></tr>`;
  });
  const id = `${before === null ? '' : `${before}-`}steg-${escapeHtml(first.step)}`;
  return `<h2 id="${id}">${escapeHtml(`${before === null ? '' : 'Tidigare: '}${first.stepTitle}`)}</h2>
<div class="scroll" role="region" tabindex="0" aria-labelledby="${id}">
<table>
<thead><tr><th scope="col">Mottagare</th><th scope="col">Fil</th><th scope="col">Lista</th></tr></thead>
<tbody>
${rows.join('\n')}
</tbody>
</table>
</div>`;
}
