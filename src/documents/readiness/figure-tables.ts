import type { FigureColumn, FigureRow, FigureTable, Readiness } from '../../domain/readiness/readiness.ts';
import { appendix, columnHead, dataTable, section } from './html-parts.ts';
import { shownCount } from './number-text.ts';
import { escapeHtml } from '../kit/html.ts';

/** A table with more rows or columns than these has the line to itself; a long one scrolls, under its header. */
const SHORT_ROWS = 14;
const NARROW_COLUMNS = 4;
const LONG_ROWS = 40;

export function figureTables(model: Readiness): string {
  return section(
    'siffror',
    'Siffrorna',
    `<div class="figure-grid">
${model.tables.map((table, index) => figureTable(model, table, index)).join('\n')}
</div>`,
  );
}

/** What has become of the SIPs since the day that is compared with; inside the house the other tables are a workbook's. */
export function comparisonSection(model: Readiness): string {
  const table = model.isPublic ? undefined : model.tables.find(({ id }) => id === 'since');
  if (table === undefined || table.rows.length === 0) return '';
  return appendix('jamforelse', `Bilaga 4. ${table.title}`, figureTable(model, table, 0));
}

function lookOf({ rows, columns }: FigureTable): string {
  const isAlone = rows.length > SHORT_ROWS || columns.length > NARROW_COLUMNS;
  return `figures${isAlone ? ' alone' : ''}${rows.length > LONG_ROWS ? ' long' : ''}`;
}

function figureTable(model: Readiness, table: FigureTable, index: number): string {
  return dataTable({
    id: `tabell-${index + 1}`,
    title: table.title,
    caption: table.caption,
    look: lookOf(table),
    head: columnHead(table.rowHeader) + table.columns.map(({ label }) => columnHead(label, true)).join(''),
    body: table.rows.map((row) => figureRow(model, table.columns, row)).join('\n'),
  });
}

function figureRow(model: Readiness, columns: readonly FigureColumn[], row: FigureRow): string {
  const looks = [row.isTotal ? 'total' : '', row.level === 0 ? '' : `level-${row.level}`].filter(Boolean);
  const look = looks.length === 0 ? '' : ` class="${looks.join(' ')}"`;
  const cells = columns.map((_, at) => figureCell(row.values[at] ?? null, model.isPublic));
  return `<tr${look}><th scope="row">${escapeHtml(row.label)}</th>${cells.join('')}</tr>`;
}

/** A nought steps back; a figure that was left out says so to whoever listens, too. */
function figureCell(value: number | null, isPublic: boolean): string {
  if (value === null) {
    return `<td class="n"><span aria-hidden="true">–</span><span class="unseen">${isPublic ? 'utelämnat' : 'saknas'}</span></td>`;
  }
  return `<td class="n${value === 0 ? ' nought' : ''}">${shownCount(value)}</td>`;
}
