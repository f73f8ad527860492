import type { FigureRow, FigureTable, Readiness } from '../../domain/readiness/readiness.ts';
import { rowsCommand } from '../../domain/readiness/rows-command.ts';
import { escapeHtml } from '../kit/html.ts';
import { shownCount } from './number-text.ts';
import { commandLine, section } from './html-parts.ts';

/** Where a row stands in its table, and where its commands stand. */
export const rowId = (table: number, row: number): string => `rad-${table + 1}-${row + 1}`;
const commandsId = (table: number, row: number): string => `kommando-${table + 1}-${row + 1}`;

/** A row's label, leading to its commands; outside readers have no register to ask. */
export function linkedLabel(model: Readiness, table: number, row: number, label: string): string {
  const text = escapeHtml(label);
  return model.isPublic
    ? text
    : `<a href="#${commandsId(table, row)}" title="Så tar du fram raderna">${text}</a>`;
}

/** The place of the row that tells of a whole kommun, for texts that tell of it elsewhere. */
export function kommunRow(
  model: Readiness,
  kommun: string | null | undefined,
): readonly [table: number, row: number] | null {
  for (const [table, { rows }] of model.tables.entries()) {
    const row = rows.findIndex(
      ({ scope }) => scope.kommun === kommun && scope.part === undefined && scope.unit === undefined,
    );
    if (row >= 0) return [table, row];
  }
  return null;
}

/** Every figure of every table with the command that lists its cases. */
export function rowsAppendix(model: Readiness): string {
  if (model.isPublic) return '';
  return section(
    'rader',
    'Så tar du fram raderna',
    `<p class="lead screen-only">Varje tal i tabellerna är ett antal ärenden. Kommandot efter talet listar just dem, med referenser och utan namn. Ett klick på kommandot markerar hela raden.</p>
<p class="paper-only">Kommandona står i filen, och används där de kan kopieras. De skrivs inte ut på papper.</p>
<div class="screen-only">
${model.tables.map((table, index) => tableCommands(model, table, index)).join('\n')}
</div>`,
  );
}

function tableCommands(model: Readiness, table: FigureTable, index: number): string {
  return `<h3>${escapeHtml(table.title)}</h3>
<div class="scroll tall" role="region" tabindex="0" aria-label="Kommandon: ${escapeHtml(table.title)}">
<ul class="rows">
${table.rows.map((row, at) => rowCommands(model, table, row, index, at)).join('\n')}
</ul>
</div>`;
}

function rowCommands(
  model: Readiness,
  table: FigureTable,
  row: FigureRow,
  tableAt: number,
  rowAt: number,
): string {
  const lines = table.columns.flatMap(({ label, cohort }, at) => {
    const value = row.values[at] ?? null;
    return cohort === null || value === null || value === 0
      ? []
      : [
          `<div><dt>${escapeHtml(label)} ${shownCount(value)}</dt><dd>${commandLine(rowsCommand(cohort, row.scope, model))}</dd></div>`,
        ];
  });
  return `<li id="${commandsId(tableAt, rowAt)}"><a class="back" href="#${rowId(tableAt, rowAt)}">${escapeHtml(row.label)}</a>${
    lines.length === 0 ? '<p>Alla tal är noll: inga rader att visa.</p>' : `<dl>${lines.join('')}</dl>`
  }</li>`;
}
