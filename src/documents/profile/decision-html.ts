import type { ProfileConsequences } from '../../domain/plan/profile-change.ts';
import type { Profile } from '../../domain/profile/profile-schema.ts';
import { escapeHtml, pageStart } from '../kit/html.ts';
import {
  classLines,
  dayLines,
  decisionHeading,
  standingLines,
  toldLines,
  untilThen,
} from './decision-words.ts';
import { gateText, listText } from './profile-text.ts';

const STYLE = `@page { size: A4; margin: 16mm; }
body { font: 12pt/1.45 Arial, Helvetica, sans-serif; max-width: 46rem; margin: 1.5rem auto; padding: 0 1rem; color: #1a1a1a; }
h1 { font-size: 1.4rem; } h2 { font-size: 1.1rem; margin-top: 1.4rem; border-bottom: 1px solid #767676; break-after: avoid; } li { margin: .2rem 0; overflow-wrap: anywhere; break-inside: avoid; } .mark { border: 2px solid #8a1c1c; padding: .4rem .8rem; font-weight: bold; }
@media print { body { font-size: 10pt; margin: 0; padding: 0; max-width: none; } }`;

/**
 * A start put off, stopped, brought forward or taken back, as one page to decide by and to tell by: what is done until
 * then, what stands, what is withdrawn, and who is told what. No person is named.
 */
export function decisionHtml(
  of: ProfileConsequences,
  profile: Pick<Profile, 'title' | 'invented' | 'source' | 'target'>,
  { isDone }: { readonly isDone: boolean },
): string {
  const section = (heading: string, lines: readonly string[], nothing: string): string =>
    `<h2>${escapeHtml(heading)}</h2>\n<ul>${(lines.length === 0 ? [nothing] : lines).map((line) => `<li>${escapeHtml(line)}</li>`).join('\n')}</ul>`;
  const until = untilThen(of.decision, profile);
  const heading = `${decisionHeading(of.decision)}. ${profile.title}`;
  return `${pageStart({ title: heading, style: STYLE })}
<main>
<h1>${escapeHtml(heading)}</h1>
${profile.invented === null ? '' : `<p class="mark">${escapeHtml(profile.invented)}</p>`}
<p>${isDone ? 'Beslutet är infört' : 'Underlag för beslut: inget är ändrat än'}. Läget ${escapeHtml(of.asOf)}.</p>
${until.length === 0 ? '' : section('Det här gäller nu', until, '')}
${section('Nya dagar', dayLines(of, profile), 'Inga dagar ändras.')}
${section('Det här står fast', standingLines(of, profile), '')}
${section('Det här dras tillbaka', of.lists.map(listText), 'Inget: alla utlämnade listor gäller.')}
${section('Ärenden som byter klass', classLines(of, profile), 'Inget ärende byter klass.')}
${section('Villkor för övergången', of.gates.map(gateText), 'Inget villkor ändras.')}
${section('Vem får veta vad', toldLines(of.decision), 'Ingen behöver byta lista.')}
</main>
</body>
</html>
`;
}
