import { PUBLIC_NOTE } from '../../domain/readiness/public-count.ts';
import type { Readiness } from '../../domain/readiness/readiness.ts';
import { escapeHtml } from '../kit/html.ts';
import { count, some } from '../../domain/words/counted.ts';
import { longDay } from '../kit/day-text.ts';
import { appendix, columnHead, dataTable } from './html-parts.ts';

const OLD_AFTER_DAYS = 7;

/** The lists that every figure rests on, and how old they are. */
export function basisSection(model: Readiness): string {
  return appendix(
    'underlag',
    'Bilaga 1. Det rapporten vilar på',
    dataTable({
      id: 'listor',
      title: 'Senast inlästa lista av varje slag',
      caption: 'Åldern räknas från den dag listan togs ut.',
      head: [columnHead('Lista'), columnHead('Uttagen'), columnHead('Ålder')].join(''),
      body: model.lists
        .map(
          ({ label, exportedOn, ageDays }) =>
            `<tr><th scope="row">${escapeHtml(label)}</th><td class="day">${exportedOn ?? 'utan dag'}</td><td>${ageText(ageDays)}</td></tr>`,
        )
        .join('\n'),
    }),
  );
}

function ageText(days: number | null): string {
  if (days === null) return '–';
  const text = days === 0 ? 'samma dag' : some(days, 'dag');
  return days > OLD_AFTER_DAYS ? `<strong class="old">${text}: ta ut en ny</strong>` : text;
}

/** What a later report can be compared by, and what is not in this one. */
export function pageFooter(model: Readiness): string {
  return `<footer>
<p><strong>Alla siffror är antal; inga personuppgifter om patienter.</strong>${model.isPublic ? ` ${PUBLIC_NOTE}` : ' Små tal kan peka ut personer: lämna inte rapporten utanför projektet. För andra läsare finns en variant med avrundade tal (<code>--public</code>).'}</p>
<p>Läget per ${escapeHtml(longDay(model.asOf))}. Händelseloggens huvud: ${model.head.seq === null ? '' : `nummer ${count(model.head.seq)}, `}kontrollsumma <code class="hash">${escapeHtml(model.head.hash)}</code>. En senare rapport vars logg inte innehåller den händelsen vilar på ett annat register.</p>
</footer>`;
}
