import { escapeHtml, pageStart } from '../kit/html.ts';
import { PACKAGE_STYLE } from './package-style.ts';
import {
  REPLY_NOTES,
  replyCounts,
  replySections,
  supersededText,
  type RepliedList,
  type Reply,
  type ReplySection,
} from './reply-model.ts';

/** Rows of one sort that are named one by one; a list that lacks more is told how many. */
const MOST_NAMED = 200;

/** The reply as a page, for who was sent lists without encryption. */
export function replyHtml({ recipient, asOf, sender, watermark, lists }: Reply): string {
  return `${pageStart({ title: `Svar på inlämnade listor – ${recipient}`, style: PACKAGE_STYLE })}
<header><p class="to">${watermark === null ? '' : `${escapeHtml(watermark)}. `}Svar på inlämnade listor. Till:</p><h1>${escapeHtml(recipient)}</h1>
<p class="to">${escapeHtml(asOf)}${sender === null ? '' : ` · ${escapeHtml(sender)}`}</p></header>
<main>
${lists.map(listSection).join('\n')}
</main>
<footer>${REPLY_NOTES.reference} ${REPLY_NOTES.change}</footer>
</body>
</html>
`;
}

function listSection(one: RepliedList): string {
  const { applied, unchanged, rejected, waiting } = replyCounts(one);
  const superseded = supersededText(one);
  return `<section><h2>${escapeHtml(one.list.worklistId)} · ${escapeHtml(one.stepTitle)}</h2>
<p><b>${String(applied)}</b> svar inlästa, ${String(unchanged)} som förut, <b>${String(rejected)}</b> inte inlästa, ${String(waiting)} räknas inte än.${superseded === '' ? '' : ` ${escapeHtml(superseded)}`}</p>
${replySections(one).map(section).join('\n')}
</section>`;
}

function section({ heading, advice, rows }: ReplySection): string {
  const shown = rows
    .slice(0, MOST_NAMED)
    .map(({ place, why }) => `<tr><th scope="row">${escapeHtml(place)}</th><td>${escapeHtml(why)}</td></tr>`);
  const more = rows.length - shown.length;
  return `<h3>${escapeHtml(heading)}</h3>
${advice === '' ? '' : `<p class="sub">${escapeHtml(advice)}</p>\n`}<table class="many"><thead><tr><th scope="col">Rad</th><th scope="col">Varför</th></tr></thead><tbody>
${shown.join('\n')}
</tbody></table>${more > 0 ? `\n<p class="sub">… och ${String(more)} till.</p>` : ''}`;
}
