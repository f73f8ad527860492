import type { FigureBehind } from '../../domain/readiness/day-page.ts';
import { figuresOf } from '../../domain/day/figures.ts';
import type { Readiness } from '../../domain/readiness/readiness.ts';
import { rowsCommand } from '../../domain/readiness/rows-command.ts';
import { escapeHtml } from '../kit/html.ts';
import { appendix, commandLine } from './html-parts.ts';
import { shownCount } from './number-text.ts';

/** The rows behind each figure, folded: references alone. */
export function rowsSection(rows: readonly FigureBehind[]): string {
  if (rows.length === 0) return '';
  return appendix(
    'raderna',
    'Bilaga 2. Raderna bakom talen',
    `<p class="soft">Bara referenser: inga namn, nummer, kommuner eller enheter. Vem det gäller står på arbetslistan hos den som äger den. – betyder en person med skyddade personuppgifter: räknad, men inte utpekad. <span class="paper-only">På papper står bara raderna bakom besluten.</span></p>
${rows.map(figureRows).join('\n')}`,
  );
}

function figureRows({ id, label, count, groups }: FigureBehind): string {
  const body =
    groups.length === 0
      ? '<p>För många att läsa här: kommandot i bilaga 3 listar dem.</p>'
      : groups
          .map(
            ({ why, rows }) =>
              `${why === '' ? '' : `<p><b>${shownCount(rows.length)}</b> ${escapeHtml(why)}</p>`}<p class="refs">${rows.join(' ')}</p>`,
          )
          .join('');
  const isDecision = groups.some(({ why }) => why !== '');
  return `<details id="${id}"${isDecision ? ' class="decide"' : ''}><summary><b>${shownCount(count)}</b> ${escapeHtml(label)}</summary>${body}</details>`;
}

/** Commands for whoever has the register; no other part of the page has any. */
export function commandsSection(model: Readiness): string {
  if (model.isPublic || model.day === null) return '';
  const asOf = `--as-of ${model.asOf}`;
  const commands: readonly (readonly [string, string])[] = [
    ['Den här sidan', `overgang readiness -o dagslage.html ${asOf}`],
    ['Alla siffror som arbetsbok', `overgang readiness -o dagslage.xlsx ${asOf}`],
    ['Ett ärende', 'overgang explain REFERENS'],
    ['Sätta ett beslut', 'overgang decide REFERENS --as KLASS --reason TEXT'],
    ['Släppa igenom ett villkor', 'overgang waive VILLKOR --reason TEXT --by NAMN --until DAG'],
    ['För läsare utanför projektet', `overgang readiness --public -o dagslage-utat.html ${asOf}`],
  ];
  return appendix(
    'kommandon',
    'Bilaga 3. Kommandon',
    `<details><summary>För systemförvaltaren</summary><table><caption class="unseen">Kommandon</caption><thead><tr><th scope="col">För att se</th><th scope="col">Kommando</th></tr></thead><tbody>
${[
  ...commands.map(([what, command]) => commandRow(what, command)),
  ...figuresOf(model)
    .filter(({ figure }) => Object.keys(figure.scope).length === 0)
    .map(({ label, figure }) => commandRow(label, rowsCommand(figure.cohort, figure.scope, model))),
].join('\n')}
</tbody></table></details>`,
  );
}

const commandRow = (what: string, command: string): string =>
  `<tr><th scope="row">${escapeHtml(what)}</th><td>${commandLine(command)}</td></tr>`;
