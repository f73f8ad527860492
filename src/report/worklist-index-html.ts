import type { ProvenSum } from '../domain/worklists/proof.ts';
import type { Profile } from '../domain/profile/profile-schema.ts';
import { escapeHtml } from './html.ts';
import { shownRows } from './guarded-count.ts';
import { count } from './table.ts';

/** One line of the index. */
interface IndexedList {
  readonly id: string;
  readonly paths: readonly string[];
  readonly step: string;
  readonly stepTitle: string;
  readonly owner: string;
  readonly rows: number;
  readonly isGuarded: boolean;
}

const STYLE = `
:root { color-scheme: light dark; font-family: Arial, Helvetica, sans-serif; }
body { max-width: 60rem; margin: 2rem auto; padding: 0 1rem; line-height: 1.4; }
table { border-collapse: collapse; width: 100%; margin: .5rem 0 1.5rem; }
th, td { text-align: left; padding: .25rem .6rem; border-bottom: 1px solid #8886; }
td.number, th.number { text-align: right; font-variant-numeric: tabular-nums; }
tfoot td { font-weight: bold; }
@media print { body { margin: 0; max-width: none; } a { color: inherit; text-decoration: none; } @page { size: A4; margin: 15mm; } }
`;

/** The mark, on the page and in the margin of each page of paper. */
const markStyle = (watermark: string): string => `
.mark { margin: 0; padding: .3em .6em; border: 2px solid; font-weight: bold; }
td:nth-child(3) { white-space: nowrap; }
@page { @top-right { content: "${watermark.replaceAll(/[^\p{L}\p{N} ]/gu, '')}"; font: bold 12pt Arial, Helvetica, sans-serif; } }
`;

/** The index of a hand-out: every file by step and owner, and whether the rows add up to the open SIPs. */
export function worklistIndexHtml(index: {
  readonly worklists: readonly IndexedList[];
  readonly sums: readonly ProvenSum[];
  readonly profile: Profile;
  readonly asOf: string;
  readonly basedOn: string;
  /** On every page when the lists do not count, as in a rehearsal. */
  readonly watermark: string | null;
}): string {
  const { worklists, sums, profile, asOf, basedOn, watermark } = index;
  const title = escapeHtml(`${watermark === null ? '' : `${watermark} – `}Arbetslistor ${asOf}`);
  const steps = [...new Set(worklists.map(({ step }) => step))];
  return `<!doctype html>
<html lang="sv">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>${STYLE}${watermark === null ? '' : markStyle(watermark)}</style>
</head>
<body>
${watermark === null ? '' : `<p class="mark">${escapeHtml(watermark)}</p>\n`}<h1>${title}</h1>
<p>${escapeHtml(profile.title)}. Bygger på: ${escapeHtml(basedOn)}</p>
<p>Listorna innehåller uppgifter om patienter. Skicka dem inte som vanlig e-post och spara dem inte på USB-minne.</p>
${sumsTable(sums)}
${steps.map((step) => stepTable(worklists.filter((list) => list.step === step))).join('\n')}
</body>
</html>
`;
}

/** The rows of the lists against the cases, counted another way. */
function sumsTable(sums: readonly ProvenSum[]): string {
  if (sums.length === 0) return '';
  const rows = sums.map(
    ({ label, expected, rows: listed }) =>
      `<tr><td>${escapeHtml(label)}</td><td class="number">${count(expected)}</td><td class="number">${count(listed)}</td><td>${expected === listed ? 'stämmer' : 'STÄMMER INTE'}</td></tr>`,
  );
  return `<h2>Alla ärenden står på sina listor</h2>
<table>
<thead><tr><th scope="col">Vad</th><th scope="col" class="number">Ärenden</th><th scope="col" class="number">Rader</th><th scope="col">Summa</th></tr></thead>
<tbody>
${rows.join('\n')}
</tbody>
</table>`;
}

function stepTable(lists: readonly IndexedList[]): string {
  const [first] = lists;
  if (first === undefined) return '';
  const rows = lists.map((list) => {
    const files = list.paths.map((path) => {
      const name = path.split(/[\\/]/u).at(-1) ?? path;
      return `<a href="${escapeHtml(encodeURIComponent(name))}">${escapeHtml(name)}</a>`;
    });
    return `<tr><td>${escapeHtml(list.owner)}</td><td>${files.join('<br>')}</td><td>${list.id}</td><td class="number">${shownRows(list)}</td></tr>`;
  });
  const sum = shownRows({ ...first, rows: lists.reduce((total, list) => total + list.rows, 0) });
  return `<h2>${escapeHtml(first.stepTitle)}</h2>
<table>
<thead><tr><th scope="col">Mottagare</th><th scope="col">Fil</th><th scope="col">Lista</th><th scope="col" class="number">Rader</th></tr></thead>
<tbody>
${rows.join('\n')}
</tbody>
<tfoot><tr><td colspan="3">Summa</td><td class="number">${sum}</td></tr></tfoot>
</table>`;
}
