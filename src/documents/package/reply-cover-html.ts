import { escapeHtml, pageStart } from '../kit/html.ts';
import type { Cover } from './cover-html.ts';
import { PACKAGE_STYLE } from './package-style.ts';
import { passwordWay, phoneOf, sendTo } from './sender-text.ts';

/**
 * The page that lies first in a package with a reply and says how it is opened and whom to ring. It holds nothing of what
 * was answered, and no number of it: it is not encrypted.
 */
export function replyCoverHtml(
  cover: Omit<Cover, 'lists' | 'environment'> & { readonly file: string },
): string {
  const { recipient, isGuarded, source, target, asOf, passwordChannel, sender, file } = cover;
  return `${pageStart({ title: `Läs mig först – svar till ${recipient}`, style: PACKAGE_STYLE })}
<header><p class="to">Från ${escapeHtml(source)} till ${escapeHtml(target)}. Svar på listor som ni har lämnat in. Till:</p><h1>${escapeHtml(recipient)}</h1>
<p class="to">${escapeHtml(asOf)}</p></header>
<main>
<h2><i>1</i>Öppna</h2>
<ol>
<li>Spara paketet på er enhets skyddade plats. Högerklicka och välj <b>Extrahera alla</b>.</li>
<li>Öppna <code>${escapeHtml(file)}</code> i Excel på datorn.</li>
<li>Lösenordet är samma sex ord som till era listor. Saknar ni det kommer det ${passwordWay(passwordChannel)}.</li>
</ol>
<h2><i>2</i>Läs</h2>
<ul><li>Bladet <b>Svar</b> säger för varje lista vad som är inläst. Bladet <b>Rader</b> säger vilka rader som inte är det, och varför.</li>
<li>Rätta i er lista och lämna in den igen ${sendTo(sender)}. Skicka inte tillbaka svaret.</li></ul>
<h2><i>3</i>Ring</h2><dl><dt>Filen, lösenordet eller arbetet</dt><dd>${phoneOf(sender)}</dd></dl>
</main>
<footer>Har ni fått paketet av misstag, öppna det inte: ring. ${isGuarded ? 'Paketet är bara för er som är utsedda.' : 'Personer med skyddade personuppgifter står aldrig i det här paketet.'}</footer>
</body>
</html>
`;
}
