import { weekday } from '../../domain/calendar/days.ts';
import type { Contact, PasswordChannel } from '../../domain/packages/contacts.ts';
import { escapeHtml, pageStart } from '../kit/html.ts';
import { PACKAGE_STYLE } from './package-style.ts';
import { passwordWay, phoneOf, sendTo } from './sender-text.ts';

/** One list of a package, as its cover tells of it. */
export interface CoveredList {
  readonly file: string;
  readonly id: string;
  readonly title: string;
  readonly deadline: string;
}

export interface Cover {
  readonly recipient: string;
  /** Of protected persons. */
  readonly isGuarded: boolean;
  readonly source: string;
  readonly target: string;
  readonly asOf: string;
  readonly environment: string;
  readonly passwordChannel: PasswordChannel | null;
  /** Whom lists are sent back to; null where nobody is named. */
  readonly sender: Contact | null;
  readonly lists: readonly CoveredList[];
}

/** From here on the table is set smaller: the page is one A4. */
const MANY = 4;

/**
 * The page that lies first in a package and says what is in it, how it is opened, filled in and sent back, and whom to
 * ring. It holds nothing of any patient, and no number of them: it is not encrypted, and who holds all covers could
 * subtract their rows from what a report tells.
 */
export function coverHtml(cover: Cover): string {
  const { recipient, source, target, asOf, environment, passwordChannel, sender, lists } = cover;
  return `${pageStart({ title: `Läs mig först – ${recipient}`, style: PACKAGE_STYLE })}
<header><p class="to">Från ${escapeHtml(source)} till ${escapeHtml(target)}. Till:</p><h1>${escapeHtml(recipient)}</h1>
<p class="to">Läget ${escapeHtml(asOf)}. ${escapeHtml(environment)}</p></header>
<main>
<p class="warn"><b>Listorna i paketet innehåller uppgifter om patienter.</b> De är krypterade. Skicka dem ändå aldrig som vanlig e-post, och spara dem inte på USB-minne eller i en privat molntjänst. Det här bladet har inga uppgifter om patienter.</p>
<h2><i>1</i>Era listor</h2>
${listTable(cover)}
<h2><i>2</i>Öppna</h2>
<ol>
<li>Spara paketet på er enhets skyddade plats. Högerklicka och välj <b>Extrahera alla</b>.</li>
<li>Öppna en lista i Excel på datorn. Excel på webben och i telefonen öppnar den inte.</li>
<li>Lösenordet är <b>sex svenska ord</b> med små bokstäver och ett mellanslag emellan. De kommer ${passwordWay(passwordChannel)}. Det är samma för alla listor här.</li>
</ol>
<h2><i>3</i>Fyll i</h2>
<div class="two"><table class="pic"><caption class="sub">Grått är låst. Gult fyller ni i. Dagen är intyget.</caption>
<tr><th scope="col">Referens</th><th scope="col">Status</th><th scope="col">Gjort</th><th scope="col">Av</th></tr>
<tr><td class="lock">X00-A</td><td class="fill">Klar</td><td class="fill">2025-10-06</td><td class="fill">B Exempel</td></tr>
<tr><td class="lock">X01-B</td><td class="fill">Pågår</td><td class="fill"></td><td class="fill">B Exempel</td></tr>
<tr><td class="lock">X02-C</td><td class="fill"></td><td class="fill"></td><td class="fill"></td></tr></table>
<ul><li>En rad är ett svar. En tom cell säger inget.</li>
<li>”Klar” räknas först när radens gula celler är ifyllda.</li>
<li>Filtrera gärna. Ska ni sortera, sortera hela tabellen.</li>
<li>Aldrig namn, personnummer eller journaluppgifter i en kommentar.</li>
<li>Inte er patient? Välj ”Fel mottagare” och skriv vart den hör.</li></ul></div>
<div class="two"><section><h2><i>4</i>Lämna tillbaka</h2>
<ol><li>Spara. Lösenordet följer med: ta inte bort det.</li>
<li>Skicka filen ${sendTo(sender)}.</li>
<li>Lämna det som är gjort, också om listan inte är färdig. Ni får svar på vad som är inläst.</li>
<li>Vill ni ändra något ni lämnat? Be om en ny lista.</li></ol></section>
<section><h2><i>5</i>Ring</h2><dl><dt>Filen, lösenordet eller arbetet</dt><dd>${phoneOf(sender)}</dd></dl></section></div>
</main>
<footer>Kryptering ensam räcker inte över öppna nät: den som tar emot ska också visa vem hen är (HSLF-FS 2016:40, 3 kap. 15 §). Lösenordet är ett andra skydd och gör inte vanlig e-post tillåten. Har ni fått paketet av misstag, öppna det inte: ring. ${cover.isGuarded ? 'Paketet är bara för er som är utsedda.' : 'Personer med skyddade personuppgifter står aldrig i det här paketet.'}</footer>
</body>
</html>
`;
  function listTable({ isGuarded }: Cover): string {
    const rows = lists.map(
      ({ file, id, title, deadline }) =>
        `<tr><td><code>${escapeHtml(file)}</code> <span class="sub">${escapeHtml(id)}</span></td><th scope="row">${escapeHtml(isGuarded ? 'Lista för utsedda handläggare' : title)}</th><td><b>${escapeHtml(deadline)}</b> <span class="sub">${escapeHtml(weekday(deadline))}</span></td></tr>`,
    );
    return `<table class="lists${lists.length >= MANY ? ' many' : ''}"><thead><tr><th scope="col">Fil</th><th scope="col">Det ska göras</th><th scope="col">Klart senast</th></tr></thead>
<tbody>
${rows.join('\n')}
</tbody></table>`;
  }
}
