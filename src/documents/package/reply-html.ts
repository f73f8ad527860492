import type { HeldAnswer, ReturnedList, RowPlace } from '../../domain/returned/returned-list.ts';
import { escapeHtml, pageStart } from '../kit/html.ts';
import { PACKAGE_STYLE } from './package-style.ts';

/** One list that came back, as its sender is told of it. */
export interface RepliedList {
  readonly stepTitle: string;
  readonly list: ReturnedList;
}

/** Rows of one sort that are named one by one; a list that lacks more is told how many. */
const MOST_NAMED = 200;

/**
 * What became of the lists that a recipient sent back: what was taken in, what was not and why, which rows were not in
 * the file, and what was seen but not read. By reference alone: no name, no number, and nobody else's answer.
 */
export function replyHtml(reply: {
  readonly recipient: string;
  readonly asOf: string;
  readonly sender: string | null;
  readonly watermark: string | null;
  readonly lists: readonly RepliedList[];
}): string {
  const { recipient, asOf, sender, watermark, lists } = reply;
  return `${pageStart({ title: `Svar på inlämnade listor – ${recipient}`, style: PACKAGE_STYLE })}
<header><p class="to">${watermark === null ? '' : `${escapeHtml(watermark)}. `}Svar på inlämnade listor. Till:</p><h1>${escapeHtml(recipient)}</h1>
<p class="to">${escapeHtml(asOf)}${sender === null ? '' : ` · ${escapeHtml(sender)}`}</p></header>
<main>
${lists.map(listSection).join('\n')}
</main>
<footer>Referensen är den som står på listan. Det här bladet har inga namn och inga personnummer. Vill ni ändra ett svar som är inläst: be om en ny lista.</footer>
</body>
</html>
`;
}

function listSection({ stepTitle, list }: RepliedList): string {
  const { worklistId, applied, unchanged, rejected, conflicts, held, waiting, warnings, supersededBy } = list;
  const parts = [
    section('Inte inläst', 'Rätta i listan och lämna in den igen.', rejected, (one) => [
      placeText(one),
      one.reason,
    ]),
    section(
      'Räknas inte än: någon annan har svarat något annat',
      'Ni blir uppringda. Ändra inget så länge.',
      conflicts,
      (one) => [placeText(one), 'Svaren säger olika.'],
    ),
    section(
      'Räknas inte än: ärendet har flyttats sedan listan lämnades ut',
      'Projektet går igenom raderna.',
      held,
      (one) => [placeText(one), 'Väntar på besked.'],
    ),
    section('Räknas inte än', 'Se vad som fattas på raden.', waiting, (one) => [
      placeText(one),
      waitingText(one),
    ]),
    section(
      'Rader som inte fanns i filen',
      'De är varken besvarade eller ändrade. Ska de ha svar, lämna in listan med raderna kvar.',
      list.missing,
      (reference) => [reference, ''],
    ),
    section('Inläst, men se efter', '', warnings, (one) => [placeText(one), one.reason]),
    section(
      'Sett, men inte läst: grå celler som är ändrade',
      `Fel i dem rättas i systemet de kommer från.`,
      list.altered,
      (one) => [placeText(one), ''],
    ),
    section(
      'Tillbakataget',
      'Listan gav svaren förut, och säger dem inte längre.',
      list.withdrawnAnswers,
      ({ reference, column, return: of }) => [`${reference}, ${column}`, `Lämnat i ${of}.`],
    ),
    ignoredText(list),
  ];
  return `<section><h2>${escapeHtml(worklistId)} · ${escapeHtml(stepTitle)}</h2>
<p><b>${String(applied)}</b> svar inlästa, ${String(unchanged)} som förut, <b>${String(rejected.length)}</b> inte inlästa, ${String(conflicts.length + held.length + waiting.length)} räknas inte än.${supersededBy === null ? '' : ` Listan är ersatt av ${escapeHtml(supersededBy)}: fortsätt i den.`}</p>
${parts.filter((part) => part !== '').join('\n')}
</section>`;
}

function section<T>(
  heading: string,
  what: string,
  items: readonly T[],
  cells: (item: T) => readonly [string, string],
): string {
  if (items.length === 0) return '';
  const rows = items.slice(0, MOST_NAMED).map((item) => {
    const [place, why] = cells(item);
    return `<tr><th scope="row">${escapeHtml(place)}</th><td>${escapeHtml(why)}</td></tr>`;
  });
  const more = items.length - rows.length;
  return `<h3>${escapeHtml(heading)}</h3>
${what === '' ? '' : `<p class="sub">${escapeHtml(what)}</p>\n`}<table class="many"><thead><tr><th scope="col">Rad</th><th scope="col">Varför</th></tr></thead><tbody>
${rows.join('\n')}
</tbody></table>${more > 0 ? `\n<p class="sub">… och ${String(more)} till.</p>` : ''}`;
}

const placeText = ({ sheet, row, reference, column }: RowPlace): string =>
  [reference, sheet === null ? null : `blad ${sheet}`, `rad ${String(row)}`, column]
    .filter((text) => text !== null)
    .join(', ');

const waitingText = ({ because }: HeldAnswer): string =>
  because === 'row' ? 'Ett annat svar på raden är i konflikt.' : '”Alla parter klara” är inte Ja.';

function ignoredText({ ignored, foreign }: ReturnedList): string {
  const numbers = (rows: readonly number[]): string =>
    `rad ${rows.slice(0, MOST_NAMED).join(', ')}${rows.length > MOST_NAMED ? ' …' : ''}`;
  const texts = [
    ...ignored.map(({ sheet, columns, rows }) =>
      [
        ...(sheet === null ? [] : [`blad ${sheet}`]),
        ...(columns.length === 0 ? [] : [`kolumn ${columns.join(', ')}`]),
        ...(rows.length === 0 ? [] : [numbers(rows)]),
      ].join(', '),
    ),
    ...(foreign.length === 0 ? [] : [numbers(foreign)]),
  ];
  return texts.length === 0
    ? ''
    : `<h3>Sett, men inte läst: tillagt</h3><p>${escapeHtml(texts.join('; '))}. Det som inte stod på listan läses inte.</p>`;
}
