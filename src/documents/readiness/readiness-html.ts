import { some } from '../../domain/words/counted.ts';
import type { FigureBehind } from '../../domain/readiness/day-page.ts';
import type { Readiness } from '../../domain/readiness/readiness.ts';
import { VERDICTS } from '../../domain/readiness/words.ts';
import { cssString, escapeHtml, pageStart } from '../kit/html.ts';
import { basisSection, pageFooter } from './basis-section.ts';
import { burndownSection } from './burndown-section.ts';
import { DAY_STYLE } from './day-style.ts';
import { longDay } from '../kit/day-text.ts';
import { deskSection, waitingSection } from './desk-section.ts';
import { figureTeller, type ToldFigure } from './figure-link.ts';
import { comparisonSection, figureTables } from './figure-tables.ts';
import { gatesSection } from './gate-sections.ts';
import { heatSection } from './heat-section.ts';
import { PAGE_STYLE } from './page-style.ts';
import { commandsSection, rowsSection } from './rows-section.ts';
import { timelineSection } from './timeline-picture.ts';
import { verdictSection } from './verdict-section.ts';

interface Page {
  readonly model: Readiness;
  readonly tell: ToldFigure;
  readonly rows: readonly FigureBehind[];
}

/** Below the first screen: why, then what it rests on, then the rows. */
const PARTS: readonly {
  readonly id: string;
  readonly link: string;
  readonly part: (page: Page) => string;
}[] = [
  { id: 'kurvan', link: 'Kurvan', part: ({ model, tell }) => burndownSection(model, tell) },
  { id: 'kommuner', link: 'Kommuner', part: ({ model, tell }) => heatSection(model, tell) },
  { id: 'vantar', link: 'Vem väntar', part: ({ model }) => waitingSection(model) },
  // Inside the house the tables are a workbook's: nobody acts on them.
  { id: 'siffror', link: 'Siffrorna', part: ({ model }) => (model.isPublic ? figureTables(model) : '') },
  { id: 'tidplan', link: 'Tidplan', part: ({ model }) => timelineSection(model) },
  { id: 'villkor', link: 'Villkor', part: ({ model, tell }) => gatesSection(model, tell) },
  { id: 'underlag', link: 'Underlag', part: ({ model }) => basisSection(model) },
  { id: 'raderna', link: 'Raderna', part: ({ rows }) => rowsSection(rows) },
  { id: 'kommandon', link: 'Kommandon', part: ({ model }) => commandsSection(model) },
  { id: 'jamforelse', link: 'Jämförelse', part: ({ model }) => comparisonSection(model) },
];

/**
 * The day's page: one screen and one printed page that say whether we make it, who is behind and whom to call; below them
 * why, and last the rows. It needs nothing but itself: no script, no network, no font. The same model gives the same
 * text, byte for byte.
 *
 * @param rows behind the figures, by `rowsBehind`; without them no figure leads anywhere
 */
export function readinessHtml(model: Readiness, rows: readonly FigureBehind[] = []): string {
  const tell = figureTeller(model, rows.length > 0);
  const parts = PARTS.map(({ id, link, part }) => ({ id, link, html: part({ model, tell, rows }) })).filter(
    ({ html }) => html !== '',
  );
  const { title, asOf, watermark } = model;
  const marked = watermark === null ? '' : `${watermark} – `;
  return `${pageStart({
    title: `${marked}${VERDICTS[model.verdict].word}: ${title} ${asOf}`,
    style: `${PAGE_STYLE}${DAY_STYLE}${printedMargins(model)}`,
    hasPictures: true,
  })}
<a class="skip" href="#innehall">Till innehållet</a>
${watermark === null ? '' : watermarkOver(watermark)}
<header class="top">
${watermark === null ? '' : `<p class="watermark-note">${escapeHtml(watermark)}</p>`}
<p><b>${escapeHtml(title)}</b> <span class="soft">${escapeHtml(model.source)} till ${escapeHtml(model.target)}${model.isPublic ? ' · avrundade tal' : ''}</span></p>
<p class="soft">Läget <b>${escapeHtml(momentOf(model))}</b>. ${escapeHtml(listAge(model))}</p>
<nav aria-label="Innehåll"><ul>${parts.map(({ id, link }) => `<li><a href="#${id}">${link}</a></li>`).join('')}</ul></nav>
</header>
<main id="innehall" tabindex="-1">
${verdictSection(model, tell)}
${deskSection(model, tell)}
${parts.map(({ html }) => html).join('\n')}
</main>
${pageFooter(model)}
</body>
</html>
`;
}

function momentOf({ asOf, day }: Readiness): string {
  return `${longDay(asOf)}${day?.time === null || day?.time === undefined ? '' : ` kl. ${day.time.replace(':', '.')}`}`;
}

/** The list that every count of SIPs rests on. */
function listAge({ lists }: Readiness): string {
  const ageDays = lists.find(({ kind }) => kind === 'sip')?.ageDays ?? null;
  if (ageDays === null) return 'Ingen SIP-lista är inläst.';
  if (ageDays === 0) return 'SIP-listan är från i dag.';
  return ageDays === 1 ? 'SIP-listan är från i går.' : `SIP-listan är ${some(ageDays, 'dag')} gammal.`;
}

/** Across the screen and the first page of paper; every page of paper has it in its margin too. */
function watermarkOver(text: string): string {
  return `<svg class="watermark" aria-hidden="true" viewBox="0 0 600 400"><text x="300" y="200" text-anchor="middle" dominant-baseline="middle" textLength="480" lengthAdjust="spacingAndGlyphs" transform="rotate(-28 300 200)">${escapeHtml(text)}</text></svg>`;
}

function printedMargins({ title, asOf, watermark }: Readiness): string {
  const head = [watermark, title, longDay(asOf)].filter((text) => text !== null).join(' · ');
  return `
@page { @bottom-left { content: ${cssString(head)}; } @bottom-right { content: "Sida " counter(page) " av " counter(pages); } }
`;
}
