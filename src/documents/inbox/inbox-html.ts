import type { InboxEntry } from '../../domain/inbox/inbox.ts';
import { INBOX_KIND_NAMES, inboxKind } from '../../domain/inbox/inbox-kinds.ts';
import { fillNames } from '../../domain/profile/fill-text.ts';
import type { Profile } from '../../domain/profile/profile-schema.ts';
import { longDay, shortDay } from '../kit/day-text.ts';
import { escapeHtml, pageStart } from '../kit/html.ts';
import { count } from '../../domain/words/counted.ts';

import { sentence } from './inbox-text.ts';
import { PAGE_STYLE } from '../readiness/page-style.ts';

export interface InboxPage {
  readonly asOf: string;
  readonly profile: Profile;
  readonly entries: readonly InboxEntry[];
  readonly watermark: string | null;
}

const STYLE = `
body { max-width: 80rem; padding: 0 2rem 2.5rem; font-size: .9375rem; line-height: 1.4; }
header { display: block; padding: .8rem 0 .4rem; } header p { color: var(--faint); } .marked { color: var(--bad); font-weight: 700; }
nav { max-width: none; } nav ul { justify-content: start; gap: .15rem 1.4rem; padding: .5rem 0; border-top: 2px solid var(--ink); border-bottom: 1px solid var(--rule); } nav b { font-size: 1.05rem; }
section { margin-top: 1.6rem; } h2 { margin-bottom: .3rem; font-size: 1.2rem; }
table { border-collapse: collapse; width: 100%; table-layout: fixed; } th, td { padding: .35rem .8rem .35rem 0; border-bottom: 1px solid var(--rule); text-align: left; vertical-align: top; overflow-wrap: anywhere; font-weight: 400; }
thead th { color: var(--faint); font-size: .76rem; font-weight: 600; border-bottom-color: var(--edge); } tbody th { font-weight: 600; }
.w1 { width: 18%; } .w2 { width: 27%; } .w3 { width: 20%; } .way { color: var(--faint); margin-bottom: .3rem; }
.ref { display: inline-block; min-width: 9.6rem; margin: 0 .6rem .15rem 0; } .id { white-space: nowrap; color: var(--faint); font-size: .82rem; } .sub { display: block; color: var(--faint); font-size: .82rem; font-weight: 400; } .late { color: var(--bad); font-weight: 600; }
blockquote { margin: .3rem 0 0; padding-left: .7rem; border-left: 3px solid var(--edge); white-space: pre-line; }
code { font-size: .78rem; } td code { display: block; }
footer { margin-top: 2rem; color: var(--faint); font-size: .85rem; }
@media screen and (max-width: 48rem) { body { padding: 0 1rem 2rem; } thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); } table, tbody, tr, th, td { display: block; width: auto; } tr { padding: .4rem 0; border-bottom: 1px solid var(--rule); } th, td { padding: .1rem 0; border: 0; } }
@page { size: A4 landscape; margin: 12mm; }
@media print { body { padding: 0; max-width: none; font-size: 8.5pt; } section { margin-top: .8rem; } th, td { padding: .15rem .6rem .15rem 0; } tr, blockquote { break-inside: avoid; } h2 { break-after: avoid; } nav a { color: inherit; text-decoration: none; } }
`;

/** The inbox as a page: kind by kind, the most urgent first. It has no name and no number but in a comment that was let out. */
export function inboxHtml({ asOf, profile, entries, watermark }: InboxPage): string {
  const kinds = INBOX_KIND_NAMES.map((kind) => ({
    kind,
    title: fillNames(inboxKind(kind).title, profile),
    some: entries.filter((one) => one.kind === kind),
  })).filter(({ some }) => some.length > 0);
  return `${pageStart({ title: `${watermark === null ? '' : `${watermark} – `}Inkorgen ${asOf}: ${profile.title}`, style: `${PAGE_STYLE}${STYLE}` })}
<a class="skip" href="#innehall">Till innehållet</a>
<header>${watermark === null ? '' : `<p class="marked">${escapeHtml(watermark)}</p>`}<h1>Inkorgen: det som väntar på någon</h1>
<p>${escapeHtml(profile.title)}, ${escapeHtml(longDay(asOf))}. ${count(entries.length)} ${entries.length === 1 ? 'sak' : 'saker'}.</p></header>
${kinds.length === 0 ? '' : `<nav aria-label="Sorter"><ul>${kinds.map(({ kind, title, some }) => `<li><a href="#${kind}"><b>${count(some.length)}</b> ${escapeHtml(title)}</a></li>`).join('')}</ul></nav>`}
<main id="innehall" tabindex="-1">
${kinds.length === 0 ? '<p>Ingenting väntar på någon.</p>' : kinds.map(({ kind, title, some }) => section(kind, title, some)).join('\n')}
</main>
<footer>Bara mottagare och referenser: vem det gäller står på arbetslistan. Det som löser sig försvinner av sig självt; det som är omhändertaget skrivs med numret, och ångras med ”overgang undo”.</footer>
</body>
</html>
`;
}

function section(id: string, title: string, entries: readonly InboxEntry[]): string {
  const items = together(entries);
  const ways = new Set(items.map(([first]) => wayHtml(first)));
  // What settles all of a kind in the same way is told once.
  const [usual] = ways.size === 1 ? ways : [];
  return `<section id="${id}" aria-labelledby="${id}-rubrik"><h2 id="${id}-rubrik">${escapeHtml(title)}</h2>
${usual === undefined ? '' : `<p class="way">${usual}</p>\n`}<table><caption class="unseen">${escapeHtml(title)}</caption><thead><tr><th scope="col" class="w1">Vem</th><th scope="col" class="w2">Vad</th><th scope="col">Referens och nummer</th>${usual === undefined ? '<th scope="col" class="w3">Löses av</th>' : ''}</tr></thead>
<tbody>
${items.map((some) => itemRow(some, usual === undefined)).join('\n')}
</tbody></table></section>`;
}

type Together = readonly [InboxEntry, ...InboxEntry[]];

/** What one recipient has to see to for one reason is one row, in the order of the most urgent; what has texts stands alone. */
function together(entries: readonly InboxEntry[]): readonly Together[] {
  const groups = new Map<string, [InboxEntry, ...InboxEntry[]]>();
  for (const entry of entries) {
    const { id, recipient, contact, references, step, list, since, dueOn, why, texts, isGuarded } = entry;
    const isAlone = references.length !== 1 || isGuarded || (texts ?? []).length > 0;
    const key = JSON.stringify(
      isAlone
        ? id
        : [recipient, contact, step, list === references[0] ? '' : list, since, dueOn, why, wayHtml(entry)],
    );
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [entry]);
    else group.push(entry);
  }
  return [...groups.values()];
}

/** How it is settled, with a word where the command names this one alone. */
function wayHtml({ id, references, settles: { how, command } }: InboxEntry): string {
  const [reference = ''] = references;
  const words = command
    .split(' ')
    .map((word) => (word === id ? 'NUMMER' : word === reference ? 'REFERENS' : word))
    .join(' ');
  return `${escapeHtml(how)} <code>${escapeHtml(words)}</code>`;
}

function itemRow(some: Together, hasWay: boolean): string {
  const [entry] = some;
  const { recipient, contact, references, step, list, since, dueOn, isLate, why, texts, isGuarded } = entry;
  const where = [
    step === null ? null : `steg ${step}`,
    list === null || references.includes(list) ? null : list,
    since === null ? null : `sedan ${shortDay(since)}`,
  ].filter((text) => text !== null);
  const due =
    dueOn === null
      ? ''
      : `<span class="sub${isLate ? ' late' : ''}">${isLate ? 'skulle vara klart' : 'klart senast'} ${shortDay(dueOn)}</span>`;
  const what = why === '' ? '' : `${escapeHtml(sentence(why))} `;
  return `<tr><th scope="row">${escapeHtml(recipient)}<span class="sub">${escapeHtml(contact ?? (isGuarded ? '' : 'ingen kontakt angiven'))}</span></th>
<td>${what}<span class="sub">${escapeHtml(where.join(', '))}</span>${due}${(texts ?? []).map((text) => `<blockquote>${escapeHtml(text)}</blockquote>`).join('')}</td>
<td>${some.map(referenceHtml).join(' ')}</td>${hasWay ? `<td>${wayHtml(entry)}</td>` : ''}</tr>`;
}

const referenceHtml = ({ id, references }: InboxEntry): string =>
  `<span class="ref">${escapeHtml(references.length === 0 ? 'Skyddade personuppgifter' : references.join(' '))} <span class="id">${id}</span></span>`;
