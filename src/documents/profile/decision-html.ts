import type { ProfileConsequences } from '../../domain/plan/profile-change.ts';
import { escapeHtml, pageStart } from '../kit/html.ts';
import { count } from '../../domain/words/counted.ts';
import { gateText, listText } from './profile-text.ts';

const STYLE = `body { font: 12pt/1.45 Arial, Helvetica, sans-serif; max-width: 46rem; margin: 1.5rem auto; padding: 0 1rem; color: #1a1a1a; }
h1 { font-size: 1.4rem; } h2 { font-size: 1.1rem; margin-top: 1.4rem; border-bottom: 1px solid #767676; } li { margin: .2rem 0; } .mark { border: 2px solid #8a1c1c; padding: .4rem .8rem; font-weight: bold; }`;

/**
 * A go-live put off, brought back or stopped, as one page to decide by and to tell by: what stands, what is withdrawn,
 * and who is told what. No person is named.
 */
export function decisionHtml(
  of: ProfileConsequences,
  page: { readonly title: string; readonly invented: string | null; readonly isDone: boolean },
): string {
  const later = of.days.filter(({ from, to }) => to > from).length;
  const kind =
    of.days.length === 0
      ? 'Ändrad profil'
      : later * 2 >= of.days.length
        ? 'Övergången skjuts upp'
        : 'Övergången tidigareläggs';
  const section = (heading: string, lines: readonly string[], nothing: string): string =>
    `<h2>${escapeHtml(heading)}</h2>\n<ul>${(lines.length === 0 ? [nothing] : lines).map((line) => `<li>${escapeHtml(line)}</li>`).join('\n')}</ul>`;
  const owners = [...new Set(of.lists.filter(({ isGuarded }) => !isGuarded).map(({ owner }) => owner))];
  const heading = `${kind}: ${page.title}`;
  return `${pageStart({ title: heading, style: STYLE })}
<main>
<h1>${escapeHtml(heading)}</h1>
${page.invented === null ? '' : `<p class="mark">${escapeHtml(page.invented)}</p>`}
<p>${page.isDone ? 'Beslutet är infört' : 'Underlag för beslut: inget är ändrat än'}. Läget ${escapeHtml(of.asOf)}.</p>
${section(
  'Nya dagar',
  of.days.map(({ name, from, to }) => `${name}: ${from} blir ${to}`),
  'Inga dagar ändras.',
)}
${section(
  'Det här står fast',
  [
    'Allt som är intygat, besvarat och registrerat står kvar, med sina dagar.',
    'Beslut om enskilda ärenden står kvar.',
    ...of.earlyAnswers.map(
      ({ step, answers }) =>
        `${count(answers)} svar i steg ${step} har en dag före stegets nya början, och räknas som förut.`,
    ),
  ],
  '',
)}
${section('Det här dras tillbaka', [...of.lists.map(listText), ...of.classes.map(({ kind: of_, from, to, cases }) => `${count(cases)} ${of_ === 'sip' ? 'SIP' : 'vårdtillfällen'}: ${from} blir ${to}`)], 'Inget: alla utlämnade listor gäller.')}
${section('Villkor för övergången', of.gates.map(gateText), 'Inget villkor ändras.')}
${section(
  'Vem får veta vad',
  owners.map(
    (owner) =>
      `${owner}: listan ni har gäller inte längre. Vänta på en ny. Svar ni redan har gett står kvar.`,
  ),
  'Ingen behöver byta lista.',
)}
</main>
</body>
</html>
`;
}
