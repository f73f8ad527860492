import { ANSWERS } from '../../domain/answers/answer-columns.ts';
import type { Contact, PasswordChannel } from '../../domain/packages/contacts.ts';
import { escapeHtml, pageStart } from '../kit/html.ts';
import { cell, drawing, DRAWING_STYLE, list } from './card-drawings.ts';
import { PACKAGE_STYLE } from './package-style.ts';
import { passwordWay, phoneOf, sendTo } from './sender-text.ts';

/** What a card is about: a recipient and a sender, and no hand-out. It is right for all of them, and printed once. */
export interface Card {
  readonly recipient: string;
  /** Of protected persons. */
  readonly isGuarded: boolean;
  readonly source: string;
  readonly target: string;
  readonly passwordChannel: PasswordChannel | null;
  /** Whom lists are sent back to; null where nobody is named. */
  readonly sender: Contact | null;
}

/** What each status of a list means: one without its meaning does not compile. */
const MEANINGS: Readonly<Record<(typeof ANSWERS)[number], (source: string) => string>> = {
  Klar: () => 'Gjort. Har raden en dag eller frågor: fyll i dem också, annars räknas det inte.',
  Pågår: () => 'Arbetet har börjat. Viker för vilket annat svar som helst.',
  'Inte aktuell': (source) =>
    `Behövs inte hos enheten. En SIP är kvar tills den är avslutad i ${source}: skriv dagen.`,
  'Behöver hjälp': () => 'Projektet ser raden och ringer. Skriv vad det gäller i kommentaren.',
  'Fel mottagare': () => 'Raden är inte enhetens. Skriv vart den hör, ändra inget annat.',
};

const HEAD = ['Ref', 'Status', 'Dag'] as const;
const SORTED = [HEAD, ['X1', 'Klar', '3/10'], ['X2', 'Klar', '6/10'], ['X3', 'Pågår', '']] as const;

const PASSWORD = drawing(
  'Rätt: sex ord med små bokstäver och mellanslag. Fel: stora bokstäver och inga mellanslag.',
  cell('alm bok eld fil gran hus', 'right', 'små bokstäver'),
  cell('AlmBokEldFilGranHus', 'wrong', 'ihopskrivet'),
);
const ROW = drawing(
  'Rätt: raden har både Klar och en dag. Fel: Klar utan dag räknas inte.',
  list([HEAD, ['X1', 'Klar', '2025-10-06']], [1, 3], 'right', 'räknas'),
  list([HEAD, ['X1', 'Klar', '']], [2, 3], 'wrong', 'dagen fattas'),
);
const SORTING = drawing(
  'Rätt: hela tabellen sorteras, och varje rad följer med. Fel: en kolumn sorteras för sig.',
  list(SORTED, [0, 3], 'right', 'hela tabellen'),
  list(
    [HEAD, ['X1', 'Pågår', '3/10'], ['X2', 'Klar', '6/10'], ['X3', 'Klar', '']],
    [1, 2],
    'wrong',
    'en kolumn för sig',
  ),
);
const COMMENT = drawing(
  'Rätt: kommentaren säger att enheten fattas i listan. Fel: den säger vem det är och varför.',
  cell('Enheten finns inte i listan', 'right', 'skriv så'),
  cell('Namn, nummer, diagnos', 'wrong', 'aldrig vem eller varför'),
);

/** Six things about a worklist on one A4, to put up: how it is opened, filled in, saved and sent back, and whom to ring. */
export function cardHtml(card: Card): string {
  const { recipient, isGuarded, source, passwordChannel, sender } = card;
  return `${pageStart({ title: `Arbetslistan på ett kort – ${recipient}`, style: `${PACKAGE_STYLE}${DRAWING_STYLE}${STYLE}` })}
<header><p class="to">${escapeHtml(recipient)} · för den som fyller i · sätt upp kortet</p><h1>Arbetslistan på ett kort</h1></header>
<main><ol class="six">
${step(
  'Öppna i Excel på datorn',
  PASSWORD,
  `Packa upp paketet på enhetens skyddade plats. Lösenordet är <b>sex ord</b>. De kommer ${passwordWay(passwordChannel)}.`,
  'Excel på webben och i telefonen öppnar inte listan. Läs först bladet <b>Anvisning</b>: vad som ska göras, och till när.',
)}
${step(
  'En rad är ett svar',
  ROW,
  'Fyll i de <b>gula</b> cellerna. En tom cell säger inget.',
  `Dagen är det du intygar. Skriv vem du är i <b>Av</b>. Fel i en grå cell rättas i ${escapeHtml(source)}, inte i listan.`,
)}
${step(
  'Sortera hela tabellen, eller filtrera',
  SORTING,
  'Filtrera med pilarna i rubriken: det är alltid säkert.',
  'Ska du sortera: Granska, Ta bort bladets skydd. Ställ dig i en cell och sortera, utan att markera en kolumn. Annars hamnar svaren på fel person.',
)}
${statuses(card)}
${step(
  'Skriv aldrig vem, vad eller varför',
  COMMENT,
  'Inga namn, personnummer eller journaluppgifter i en kommentar.',
  'Listan skickas aldrig som vanlig e-post och läggs aldrig på USB-minne eller i en privat molntjänst.',
)}
<li class="wide"><div><h2>Spara och lämna tillbaka</h2><p>Spara som Excel-arbetsbok (.xlsx). Lösenordet följer med: ta inte bort det, och inga dolda blad eller kolumner. Filen får heta något annat.</p><p>Skicka den ${sendTo(sender)}, också om allt inte är klart. Enheten får svar på vad som är inläst.</p></div></li>
</ol></main>
<footer class="two"><p><b>Fastnar du?</b> Ring ${phoneOf(sender)}</p><p><b>Ändra ett svar du lämnat?</b> Be om en ny lista. Ett annat svar på den gamla blir en konflikt, och då räknas inget av dem.</p><p class="all">${isGuarded ? 'Listorna är bara för den som är utsedd: tala om dem bara på telefon.' : 'Personer med skyddade personuppgifter står på andra listor: fråga om dem bara på telefon.'} Kortet har inga uppgifter om patienter. Orden, raderna och dagarna på bilderna är påhittade.</p></footer>
</body>
</html>
`;
}

const step = (heading: string, picture: string, first: string, second: string): string =>
  `<li><div><h2>${escapeHtml(heading)}</h2><p>${first}</p><p class="sub">${second}</p></div>${picture}</li>`;

function statuses({ source, target }: Card): string {
  const meanings = ANSWERS.map(
    (answer) => `<dt>${escapeHtml(answer)}</dt><dd>${escapeHtml(MEANINGS[answer](source))}</dd>`,
  );
  return `<li class="wide"><div><h2>Vad statusen betyder</h2><dl class="st">
${meanings.join('\n')}
</dl><p class="sub">Avsluta ingen SIP i ${escapeHtml(source)} förrän alla parter har flyttat sitt. Den som skapar underlaget i ${escapeHtml(target)} blir samordningsansvarig: byt till rätt person.</p></div></li>`;
}

const STYLE = `
:root { --green: #1b5a34; }
.six { list-style: none; padding: 0; margin-top: 10px; counter-reset: six; border-top: 1px solid var(--rule); }
.six > li { counter-increment: six; display: grid; grid-template-columns: 34px minmax(0, 10fr) minmax(0, 12fr); gap: 4px 16px; align-items: center; margin: 0; padding: 9px 0; border-bottom: 1px solid var(--line); }
.six > li::before { content: counter(six); align-self: start; font-size: 28px; font-weight: 700; line-height: 1; color: var(--blue); } .six > .wide > div { grid-column: 2 / 4; } .six h2 { margin: 0 0 3px; } .six p { margin: 0 0 3px; }
.st { display: grid; grid-template-columns: auto 1fr; gap: 3px 14px; } .st dd { margin: 0; } .st dd + dt { margin: 0; } footer .all { grid-column: 1 / 3; } footer p { margin: 0 0 3px; }
@media (max-width: 640px) { .six > li { grid-template-columns: 28px minmax(0, 1fr); } .six > li > svg, .six > .wide > div { grid-column: 2 / 3; } .st { grid-template-columns: 1fr; gap: 0; } .st dd { margin-bottom: 6px; } footer .all { grid-column: 1; } }
@media print { .six > li { grid-template-columns: 26px 10fr 12fr; padding: 5px 0; } .six > li::before { font-size: 20pt; } .six > .wide > div { grid-column: 2 / 4; } .six p { margin: 0 0 2px; } .six .sub, footer { font-size: 8.5pt; } .st { gap: 1px 14px; } footer { margin-top: 6px; } }
`;
