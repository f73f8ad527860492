import type { Borders, Fill, Font, PageSetup, Row, Style, Workbook, Worksheet } from 'exceljs';
import { shownText } from '../../domain/words/shown-text.ts';

/** What the workbooks that people work in have in common: ink and paper, type, page, and cells that stay text. */
export const TEXT_FORMAT = '@';
const A4 = 9;

/** A workbook made on a day, whatever the clock says: the same model gives the same bytes. */
export async function newWorkbook(day: string): Promise<Workbook> {
  const { default: exceljs } = await import('exceljs');
  await packWholeCharacters();
  const workbook = new exceljs.Workbook();
  const at = new Date(`${day}T00:00:00Z`);
  workbook.creator = 'overgang';
  workbook.lastModifiedBy = 'overgang';
  workbook.created = at;
  workbook.modified = at;
  return workbook;
}

interface ZipWriter {
  append: (content: unknown, options: object) => void;
}
let isPackingWhole = false;

/**
 * exceljs hands its texts to JSZip, which turns them into UTF-8 piece by piece: a character above U+FFFF that stands where
 * two pieces meet is lost. Bytes it takes as they are.
 */
async function packWholeCharacters(): Promise<void> {
  if (isPackingWhole) return;
  isPackingWhole = true;
  // @ts-expect-error -- a part of exceljs that its types do not know
  const { default: parts } = (await import('exceljs/lib/utils/zip-stream.js')) as {
    default: { readonly ZipWriter: { readonly prototype: ZipWriter } };
  };
  const { prototype } = parts.ZipWriter;
  const { append } = prototype;
  prototype.append = function (content, options) {
    append.call(this, typeof content === 'string' ? Buffer.from(content) : content, options);
  };
}

/** As many pages tall as needed. */
export function page(orientation: 'portrait' | 'landscape'): Partial<PageSetup> {
  // exceljs declares names for paper sizes, but has none when it runs.
  // oxlint-disable-next-line typescript/no-unsafe-enum-assignment
  return { paperSize: A4, orientation, fitToPage: true, fitToWidth: 1, fitToHeight: 0, margins: MARGINS };
}

const MARGINS = { left: 0.4, right: 0.4, top: 0.65, bottom: 0.6, header: 0.3, footer: 0.3 };

/** Colours of ink and paper; no meaning is carried by colour alone. */
const INK = { argb: 'FF1B1B1B' };
export const FAINT = { argb: 'FF595959' };
const RULE = { argb: 'FFBFBFBF' };
export const HEAD_FACT: Fill = solid('FF1F3A5F');
const PAPER_NOTICE: Fill = solid('FFEFEFEF');

export function solid(argb: string): Fill {
  return { type: 'pattern', pattern: 'solid', fgColor: { argb } };
}

export function font(size: number, more: Partial<Font> = {}): Partial<Font> {
  return { name: 'Arial', family: 2, size, color: INK, ...more };
}

export const THIN: Partial<Borders> = {
  top: { style: 'thin', color: RULE },
  bottom: { style: 'thin', color: RULE },
  left: { style: 'thin', color: RULE },
  right: { style: 'thin', color: RULE },
};
const WRAPPED = { vertical: 'top', horizontal: 'left', wrapText: true } as const;

export const TITLE: Partial<Style> = {
  numFmt: TEXT_FORMAT,
  font: font(15, { bold: true }),
  alignment: WRAPPED,
};
export const SUBTITLE: Partial<Style> = {
  numFmt: TEXT_FORMAT,
  font: font(11, { color: FAINT }),
  alignment: WRAPPED,
};
export const FACTS: Partial<Style> = {
  numFmt: TEXT_FORMAT,
  font: font(11, { bold: true }),
  alignment: WRAPPED,
};
export const PLAIN: Partial<Style> = { numFmt: TEXT_FORMAT, font: font(11), alignment: WRAPPED };
export const NOTICE: Partial<Style> = { ...PLAIN, fill: PAPER_NOTICE };
export const SMALL: Partial<Style> = {
  numFmt: TEXT_FORMAT,
  font: font(9, { color: FAINT }),
  alignment: WRAPPED,
};

export function headStyle(fill: Fill): Partial<Style> {
  return {
    numFmt: TEXT_FORMAT,
    font: font(10, { bold: true, color: { argb: 'FFFFFFFF' } }),
    fill,
    border: THIN,
    // Excel's filter arrow stands at the bottom: the text stands above it, not beside it.
    alignment: WRAPPED,
  };
}

/** Excel, LibreOffice and exceljs take `_x0041_` in a cell for an escaped `A`. */
export function inert(text: string): string {
  return text.replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_');
}

export function sheetText(text: string): string {
  return inert(shownText(text));
}

/**
 * Columns are measured in digits of the default font. Arial, or Liberation Sans of the same widths, is on every
 * machine; Calibri is not, and the list would print smaller there.
 */
export function arialByDefault(xml: string): string {
  return xml.replace(
    /<font>(?:(?!<\/font>).)*<scheme val="minor"\/>(?:(?!<\/font>).)*<\/font>/,
    '<font><sz val="10"/><color theme="1"/><name val="Arial"/><family val="2"/></font>',
  );
}

/** Our heights are a first guess: a row whose height is not fixed grows when a long answer is typed in it. */
export function letRowsGrow(xml: string): string {
  return xml.replaceAll(' customHeight="1"', '');
}

/** Marks locked text cells as text by quote prefix too, so that they stay text when the format is changed. */
export function prefixLockedText(xml: string): string {
  return xml.replace(/<xf numFmtId="49"[^>]*>(?!(?:(?!<\/xf>).)*locked="0")/g, (xf) =>
    xf.replace('<xf ', '<xf quotePrefix="1" '),
  );
}

/** At most `length` characters of a page header or footer, where `&` begins a command and is doubled. */
export function pageText(text: string, length: number): string {
  const line = shownText(text).replace(/\n/g, ' ');
  let kept = '';
  for (const character of line) {
    const next = character === '&' ? '&&' : character;
    if (kept.length + next.length > length - 1) return `${kept}…`;
    kept += next;
  }
  return kept;
}

/** Points that wrapped text needs. Merged cells never grow by themselves, and LibreOffice lets no row grow on loading. */
export function heightOf(text: string, size: number, width: number): number {
  return Math.ceil(linesOf(text, Math.max(4, (width * 11.3) / size - 1)) * size * 1.3 + 4);
}

function linesOf(text: string, perLine: number): number {
  let lines = 0;
  for (const paragraph of text.split('\n')) {
    lines += 1;
    let used = 0;
    for (const { length } of paragraph.split(' ')) {
      if (used > 0 && used + 1 + length > perLine) {
        lines += 1;
        used = 0;
      }
      const rest = used === 0 ? length : used + 1 + length;
      lines += Math.max(0, Math.ceil(rest / perLine) - 1);
      used = rest > perLine ? rest % perLine : rest;
    }
  }
  return lines;
}

export function addWideRow(
  sheet: Worksheet,
  at: number,
  from: number,
  to: number,
  width: number,
  text: string,
  style: Partial<Style>,
): void {
  const shown = sheetText(text);
  const row = sheet.getRow(at);
  for (let column = from; column <= to; column++) row.getCell(column).style = style;
  row.getCell(from).value = shown;
  row.height = heightOf(shown, style.font?.size ?? 11, width);
  if (to > from) sheet.mergeCells(at, from, at, to);
}

export function setCell(
  row: Row,
  column: number,
  value: string | number | null,
  style: Partial<Style>,
): void {
  const cell = row.getCell(column);
  cell.value = value;
  cell.style = style;
}
