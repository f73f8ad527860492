import type { HeaderFooter, Row, Style, Workbook, Worksheet } from 'exceljs';
import type { Grid, GridCell, GridColumn, GridRow } from './grid-model.ts';
import {
  addWideRow,
  font,
  HEAD_FACT,
  headStyle,
  heightOf,
  NOTICE,
  page,
  setCell,
  sheetText,
  TEXT_FORMAT,
  THIN,
  TITLE,
} from './sheet-parts.ts';
import { excelSerial } from './excel-serial.ts';

const FORMATS = {
  text: TEXT_FORMAT,
  count: '#,##0',
  decimal: '#,##0.0',
  share: '0%',
  day: 'yyyy-mm-dd',
} as const satisfies Record<GridColumn['format'], string>;

/** Columns no narrower. */
const LEAST_WIDTH = { text: 10, count: 10, decimal: 10, share: 10, day: 12 } as const;
/** Points below the header's text, where Excel's filter arrow stands. */
const FILTER_ARROW = 14;
const WIDEST = 60;
const LEAST_HEIGHT = 16;
const MOST_HEIGHT = 409;

const HEAD = headStyle(HEAD_FACT);

/** One object per look: exceljs knows a style again by its identity. */
type Look = Readonly<Record<GridColumn['format'], Partial<Style>>>;
const PLAIN_LOOK = lookOf(false, 0);
const TOTAL_LOOK = lookOf(true, 0);
const INDENTED = [TOTAL_LOOK, lookOf(false, 1), lookOf(false, 2)] as const;

function lookOf(isBold: boolean, indent: number): Look {
  const style = (format: GridColumn['format']): Partial<Style> => ({
    numFmt: FORMATS[format],
    font: font(10, isBold ? { bold: true } : {}),
    border: THIN,
    alignment:
      format === 'text'
        ? { vertical: 'top', horizontal: 'left', wrapText: true, indent }
        : { vertical: 'top', horizontal: 'right', indent: 1 },
  });
  return {
    text: style('text'),
    count: style('count'),
    decimal: style('decimal'),
    share: style('share'),
    day: style('day'),
  };
}

/** A sheet of A4 across: title, notes, and a table whose header stays in sight and comes on every page. */
export function addGridSheet(
  workbook: Workbook,
  grid: Grid,
  name: string,
  mark: string,
  headerFooter: Partial<HeaderFooter>,
): void {
  const headerRow = grid.notes.length + 2;
  const sheet = workbook.addWorksheet(name, {
    views: [{ state: 'frozen', xSplit: 0, ySplit: headerRow, showGridLines: false }],
    pageSetup: page('landscape'),
    headerFooter,
    properties: { outlineProperties: { summaryBelow: false, summaryRight: false } },
  });
  const widths = grid.columns.map((column, at) => widthOf(column, grid.rows, at));
  sheet.columns = widths.map((width) => ({ width }));
  const last = grid.columns.length;
  const width = widths.reduce((sum, one) => sum + one, 0);
  addWideRow(sheet, 1, 1, last, width, `${mark}${grid.title}`, TITLE);
  grid.notes.forEach((note, at) => {
    addWideRow(sheet, at + 2, 1, last, width, note, NOTICE);
  });
  const end = addTable(sheet, grid, headerRow, widths);
  sheet.pageSetup.printTitlesRow = `${headerRow}:${headerRow}`;
  setPrintArea(sheet, last, end);
}

/** exceljs itself puts a `$` before each half. */
export function setPrintArea(sheet: Worksheet, columns: number, rows: number): void {
  sheet.pageSetup.printArea = `A$1:${sheet.getColumn(columns).letter}$${rows}`;
}

/** The header and the rows under it, to be filtered; a total at the end stays outside the filter. Returns the last row. */
export function addTable(
  sheet: Worksheet,
  grid: Pick<Grid, 'columns' | 'rows' | 'outlineAt'>,
  headerRow: number,
  widths: readonly number[],
): number {
  const { columns, rows } = grid;
  const header = sheet.getRow(headerRow);
  columns.forEach((column, at) => {
    setCell(header, at + 1, sheetText(column.header), HEAD);
  });
  header.height = Math.max(
    24,
    ...columns.map((column, at) => heightOf(column.header, 10, widths[at] ?? 10) + FILTER_ARROW),
  );
  rows.forEach((row, index) => {
    addRow(sheet.getRow(headerRow + 1 + index), grid, row, widths);
  });
  const lastRow = headerRow + rows.length;
  const lastFiltered = rows.at(-1)?.isTotal === true ? lastRow - 1 : lastRow;
  if (lastFiltered > headerRow) {
    sheet.autoFilter = {
      from: { row: headerRow, column: 1 },
      to: { row: lastFiltered, column: columns.length },
    };
  }
  return lastRow;
}

function addRow(
  line: Row,
  { columns, outlineAt }: Pick<Grid, 'columns' | 'outlineAt'>,
  row: GridRow,
  widths: readonly number[],
): void {
  const level = row.level ?? 0;
  const isHead = row.isTotal === true || (outlineAt !== undefined && level === 0);
  const look = isHead ? TOTAL_LOOK : PLAIN_LOOK;
  let height = LEAST_HEIGHT;
  columns.forEach(({ format }, at) => {
    const value = row.cells[at] ?? null;
    const { shown, as } = shownCell(value, format);
    const own = at === outlineAt ? (INDENTED[level] ?? PLAIN_LOOK) : look;
    setCell(line, at + 1, shown, as === format ? own[format] : RIGHT_TEXT);
    if (typeof shown === 'string') {
      height = Math.max(height, heightOf(shown, 10, (widths[at] ?? 10) - level));
    }
  });
  line.height = Math.min(MOST_HEIGHT, height);
  if (level > 0) line.outlineLevel = level;
}

/** Among numbers, where one was left out. */
const RIGHT_TEXT: Partial<Style> = {
  numFmt: TEXT_FORMAT,
  font: font(10),
  border: THIN,
  alignment: { vertical: 'top', horizontal: 'right', indent: 1 },
};

/** Only numbers and inert text: never a formula, whatever a unit is called. */
function shownCell(
  value: GridCell,
  format: GridColumn['format'],
): { readonly shown: string | number | null; readonly as: GridColumn['format'] } {
  if (value === null) return { shown: null, as: format };
  if (typeof value === 'number') return { shown: value, as: format };
  const serial = format === 'day' ? excelSerial(value) : null;
  return serial === null ? { shown: sheetText(value), as: 'text' } : { shown: serial, as: format };
}

export function widthOf(
  { header, format, wrapAt }: GridColumn,
  rows: readonly GridRow[],
  at: number,
): number {
  const word = Math.max(...header.split(/[\s/]/u).map(({ length }) => length)) + 2;
  const least = Math.max(LEAST_WIDTH[format], word);
  if (wrapAt !== undefined) return Math.max(least, wrapAt);
  const texts = rows.map(({ cells, level = 0 }) => {
    const cell = cells[at] ?? null;
    return typeof cell === 'string' ? cell.length + 2 + level * 2 : String(cell ?? '').length + 2;
  });
  return Math.min(WIDEST, Math.max(least, ...texts));
}
