import type { ProfileConsequences } from '../../domain/plan/profile-change.ts';
import type { Profile } from '../../domain/profile/profile-schema.ts';
import { count } from '../../domain/words/counted.ts';
import { escapeHtml, pageStart } from '../kit/html.ts';
import {
  beginning,
  beginningText,
  changeText,
  gateRows,
  waiting,
  waitingText,
  whatIsOther,
  withdrawnSteps,
} from './decision-groups.ts';
import {
  classLines,
  dayRows,
  decisionHeading,
  standingLines,
  untilThen,
  workLines,
} from './decision-words.ts';

const STYLE = `
:root { color-scheme: light dark; --paper: #fff; --ink: #1a1a1a; --faint: #55606c; --rule: #d3d3d3; --edge: #767676; --bad: #8a1c1c; }
@media (prefers-color-scheme: dark) { :root { --paper: #12161b; --ink: #e9ebee; --faint: #aab3bd; --rule: #323a44; --edge: #76818d; --bad: #ffa49c; } }
@page { size: A4; margin: 14mm; }
* { box-sizing: border-box; }
body { font: 1rem/1.45 Arial, "Liberation Sans", Helvetica, sans-serif; max-width: 56rem; margin: 1.5rem auto; padding: 0 1rem; background: var(--paper); color: var(--ink); font-variant-numeric: tabular-nums; }
h1 { font-size: 1.4rem; } h2 { font-size: 1.1rem; margin: 1.6rem 0 .3rem; break-after: avoid; } p { margin: .3rem 0; }
ul { margin: .3rem 0; padding-left: 1.2rem; } li { margin: .2rem 0; overflow-wrap: anywhere; break-inside: avoid; }
.mark { border: 2px solid var(--bad); padding: .4rem .8rem; font-weight: bold; }
table { border-collapse: collapse; width: 100%; font-size: .92em; } tr { break-inside: avoid; }
th, td { padding: .25rem .9rem .25rem 0; border-bottom: 1px solid var(--rule); text-align: left; vertical-align: baseline; overflow-wrap: anywhere; }
th:last-child, td:last-child { padding-right: 0; } thead th { border-bottom: 2px solid var(--edge); color: var(--faint); font-size: .95em; overflow-wrap: normal; }
tbody th { font-weight: normal; width: 50%; } td.number, th.number { text-align: right; } .day { white-space: nowrap; }
.names { columns: 17rem; column-gap: 1.5rem; list-style: none; padding: 0; font-size: .88rem; } .names li { margin: .1rem 0; } .names span { color: var(--faint); }
@media (max-width: 40rem) { thead { display: none; } tbody th, tbody td, tbody td.number { display: block; padding: .05rem 0; border: 0; text-align: left; } tbody tr { display: block; padding: .4rem 0; border-bottom: 1px solid var(--rule); } tbody th { font-weight: bold; width: auto; } td::before { content: attr(data-label) ": "; color: var(--faint); } .day, tbody .day { white-space: normal; } }
@media print { :root { color-scheme: light; --paper: #fff; --ink: #000; --faint: #444; --rule: #ccc; --edge: #777; --bad: #8b0d0a; }
  body { font-size: 8.5pt; line-height: 1.2; margin: 0; padding: 0; max-width: none; } h1 { font-size: 14pt; margin: 0 0 4pt; } h2 { font-size: 11pt; margin: 9pt 0 2pt; }
  th, td { padding-top: 1.2pt; padding-bottom: 1.2pt; } li { margin: 1pt 0; } .names { columns: 3; column-gap: 10pt; font-size: 7.5pt; line-height: 1.15; } .names li { margin: 0; } }`;

/** A row of a table: what it is about, then the other cells. */
type Row = readonly [about: string, ...cells: readonly string[]];

interface Heading {
  readonly text: string;
  readonly looks?: 'number' | 'day';
}

/** A table; on a narrow screen each row is a block that says what its cells are. */
function table(headings: readonly [Heading, ...(readonly Heading[])], rows: readonly Row[]): string {
  const looks = ({ looks: name }: Heading): string => (name === undefined ? '' : ` class="${name}"`);
  const cell = (text: string, at: number): string => {
    const heading = headings[at + 1] ?? { text: '' };
    return `<td${looks(heading)} data-label="${escapeHtml(heading.text)}">${escapeHtml(text)}</td>`;
  };
  return `<table>
<thead><tr>${headings.map((heading) => `<th scope="col"${looks(heading)}>${escapeHtml(heading.text)}</th>`).join('')}</tr></thead>
<tbody>
${rows.map(([about, ...cells]) => `<tr><th scope="row">${escapeHtml(about)}</th>${cells.map(cell).join('')}</tr>`).join('\n')}
</tbody>
</table>`;
}

const list = (lines: readonly string[]): string =>
  `<ul>${lines.map((line) => `<li>${escapeHtml(line)}</li>`).join('\n')}</ul>`;

/** A section; where there is nothing to tell it says so. */
const section = (heading: string, content: string | null, nothing: string): string =>
  `<h2>${escapeHtml(heading)}</h2>\n${content ?? `<p>${escapeHtml(nothing)}</p>`}`;

const unlessNone = <T>(all: readonly T[], content: (all: readonly T[]) => string): string | null =>
  all.length === 0 ? null : content(all);

/** What is withdrawn, step by step; what all of it has in common is said once. */
function withdrawnTable(of: ProfileConsequences, profile: Profile): string | null {
  const steps = withdrawnSteps(of, profile);
  if (steps.length === 0) return null;
  const isAll = steps.every(({ hasOtherPlan, isRenamed }) => hasOtherPlan && !isRenamed);
  return [
    ...(isAll ? ['<p>Alla har andra dagar eller texter.</p>'] : []),
    table(
      [
        { text: 'Listor' },
        { text: 'Antal', looks: 'number' },
        { text: 'Nummer', looks: 'day' },
        { text: isAll ? 'Rader' : 'Vad som är annorlunda' },
      ],
      steps.map((step) => [
        step.title,
        count(step.lists),
        step.ids,
        isAll ? step.rows || 'samma' : whatIsOther(step),
      ]),
    ),
  ].join('\n');
}

/** Who is told what: the work that has other days; then everybody who has to wait for a new list. */
function toldSection(of: ProfileConsequences): string {
  const work = workLines(of.decision);
  const names = (text: string, all: ReturnType<typeof waiting>): readonly string[] =>
    all.length === 0
      ? []
      : [
          `<p>${escapeHtml(text)}</p>`,
          `<ul class="names">${all.map(({ who, lists }) => `<li>${escapeHtml(who)} <span>(${count(lists)})</span></li>`).join('\n')}</ul>`,
        ];
  const parts = [
    ...(work.length === 0 ? [] : [list(work)]),
    ...names(waitingText(of), waiting(of)),
    ...names(beginningText(of), beginning(of)),
  ];
  return section(
    'Vem får veta vad',
    unlessNone(parts, (all) => all.join('\n')),
    'Ingen behöver byta lista.',
  );
}

/**
 * A start put off, stopped, brought forward or taken back, as one page to decide by and to tell by: what is done until
 * then, what stands, what is withdrawn, and who is told what. No person is named.
 */
export function decisionHtml(
  of: ProfileConsequences,
  profile: Profile,
  { isDone }: { readonly isDone: boolean },
): string {
  const until = untilThen(of.decision, profile);
  const heading = `${decisionHeading(of.decision)}. ${profile.title}`;
  const days = unlessNone(dayRows(of, profile), (rows) =>
    table(
      [{ text: 'Vad' }, { text: 'Var', looks: 'day' }, { text: 'Blir', looks: 'day' }],
      rows.map(({ text, from, to }) => [text, from, to]),
    ),
  );
  const gates = unlessNone(gateRows(of), (rows) =>
    table(
      [{ text: 'Villkor' }, { text: 'Dag', looks: 'day' }, { text: 'Läge' }],
      rows.map(({ title, due, state }) => [title, changeText(due), changeText(state)]),
    ),
  );
  return `${pageStart({ title: heading, style: STYLE })}
<main>
<h1>${escapeHtml(heading)}</h1>
${profile.invented === null ? '' : `<p class="mark">${escapeHtml(profile.invented)}</p>`}
${of.warnings.map((line) => `<p class="mark">${escapeHtml(`OBS ${line}.`)}</p>\n`).join('')}<p>${isDone ? 'Beslutet är infört' : 'Underlag för beslut: inget är ändrat än'}. Läget ${escapeHtml(of.asOf)}.</p>
${until.length === 0 ? '' : section('Det här gäller nu', list(until), '')}
${section('Nya dagar', days, 'Inga dagar ändras.')}
${section('Det här står fast', list(standingLines(of, profile)), '')}
${section('Det här dras tillbaka', withdrawnTable(of, profile), 'Inget: alla utlämnade listor gäller.')}
${section('Ärenden som byter klass', unlessNone(classLines(of, profile), list), 'Inget ärende byter klass.')}
${section('Villkor för övergången', gates, 'Inget villkor ändras.')}
${toldSection(of)}
</main>
</body>
</html>
`;
}
