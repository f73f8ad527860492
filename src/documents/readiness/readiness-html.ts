import type { Readiness } from '../../domain/readiness/readiness.ts';
import { VERDICTS } from '../../domain/readiness/words.ts';
import { cssString, escapeHtml, pageStart } from '../kit/html.ts';
import { basisSection, pageFooter } from './basis-section.ts';
import { longDay } from './day-text.ts';
import { figureTables } from './figure-tables.ts';
import { burndownSection, forecastSection, kommunSection } from './forecast-sections.ts';
import { gatesSection, stopsSection } from './gate-sections.ts';
import { PAGE_STYLE } from './page-style.ts';
import { rowsAppendix } from './rows-appendix.ts';
import { timelineSection } from './timeline-picture.ts';
import { verdictSection } from './verdict-section.ts';

/** The page from top to bottom: the answer first, then why, then everything it rests on. */
const PARTS: readonly {
  readonly id: string;
  readonly link: string;
  readonly part: (model: Readiness) => string;
}[] = [
  { id: 'hinder', link: 'Det som hindrar', part: stopsSection },
  { id: 'kommuner', link: 'Vilka som ligger efter', part: kommunSection },
  { id: 'kurvan', link: 'Kurvan', part: burndownSection },
  { id: 'prognos', link: 'Prognos', part: forecastSection },
  { id: 'villkor', link: 'Villkoren', part: gatesSection },
  { id: 'siffror', link: 'Siffrorna', part: figureTables },
  { id: 'tidplan', link: 'Tidplanen', part: timelineSection },
  { id: 'underlag', link: 'Underlag', part: basisSection },
  { id: 'rader', link: 'Raderna bakom', part: rowsAppendix },
];

/**
 * The readiness report as one page that needs nothing but itself: no script, no network, no font. The same model gives
 * the same text, byte for byte.
 */
export function readinessHtml(model: Readiness): string {
  const parts = PARTS.map(({ id, link, part }) => ({ id, link, html: part(model) })).filter(
    ({ html }) => html !== '',
  );
  const { title, asOf, watermark } = model;
  const marked = watermark === null ? '' : `${watermark} – `;
  return `${pageStart({
    title: `${marked}${VERDICTS[model.verdict].word}: ${title} ${asOf}`,
    style: `${PAGE_STYLE}${printedMargins(model)}`,
    hasPictures: true,
  })}
<a class="skip" href="#innehall">Till innehållet</a>
${watermark === null ? '' : watermarkOver(watermark)}
<header>
${watermark === null ? '' : `<p class="watermark-note">${escapeHtml(watermark)}</p>`}
<div>
<p class="kicker">Lägesrapport${model.isPublic ? ' med avrundade tal' : ''} · ${escapeHtml(model.source)} till ${escapeHtml(model.target)}</p>
<h1>${escapeHtml(title)}</h1>
</div>
<nav aria-label="Innehåll"><ul>${parts.map(({ id, link }) => `<li><a href="#${id}">${link}</a></li>`).join('')}</ul></nav>
</header>
<main id="innehall" tabindex="-1">
${verdictSection(model)}
${parts.map(({ html }) => html).join('\n')}
</main>
${pageFooter(model)}
</body>
</html>
`;
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
