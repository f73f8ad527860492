import type { Borders, Fill, Font, Style, Workbook, Worksheet } from 'exceljs';
import { heldIfAmbiguous } from '../kit/held-text.ts';
import type { MendingModel, MendingRow, MendingRows } from './mending-model.ts';
import { repackXlsx } from '../kit/repack-xlsx.ts';
import { newWorkbook, page } from '../kit/sheet-parts.ts';
import { clip } from '../../domain/words/shown-text.ts';

/** More rows than this do not fit in memory as a workbook, and in no one's working day. */
export const MOST_WORKBOOK_ROWS = 50_000;

const SHEET = 'Rättningslista';
const INSTRUCTIONS = 'Så här gör du';
const TEXT_FORMAT = '@';
const A4 = 9;
const ROW_WIDTH = 8;
const ADVICE_WIDTH = 56;
const LEAST_WIDTH = 8;
const WIDEST = 36;
/** Columns before the list's own. */
const HELPERS = 2;
const LINE_HEIGHT = 14;
const MOST_HEIGHT = 409;
/** Excel shows no more of a note at once. */
const LONGEST_NOTE = 1_000;
const LONGEST_CELL = 32_767;

const INK = { argb: 'FF1B1B1B' };
const RULE = { argb: 'FFBFBFBF' };
const THIN: Partial<Borders> = {
  top: { style: 'thin', color: RULE },
  bottom: { style: 'thin', color: RULE },
  left: { style: 'thin', color: RULE },
  right: { style: 'thin', color: RULE },
};

function solid(argb: string): Fill {
  return { type: 'pattern', pattern: 'solid', fgColor: { argb } };
}

function font(more: Partial<Font> = {}): Partial<Font> {
  return { name: 'Arial', family: 2, size: 10, color: INK, ...more };
}

/** One object per look: exceljs knows a style again by its identity. Every cell is text, whatever it looks like. */
const LOOK = {
  title: { numFmt: TEXT_FORMAT, font: font({ size: 13, bold: true }) },
  line: { numFmt: TEXT_FORMAT, font: font() },
  step: { numFmt: TEXT_FORMAT, font: font(), alignment: { vertical: 'top', wrapText: true } },
  header: {
    numFmt: TEXT_FORMAT,
    font: font({ bold: true, color: { argb: 'FFFFFFFF' } }),
    fill: solid('FF1F3A5F'),
    border: THIN,
    alignment: { vertical: 'middle', wrapText: true },
  },
  advice: {
    numFmt: TEXT_FORMAT,
    font: font(),
    fill: solid('FFEFEFEF'),
    border: THIN,
    alignment: { vertical: 'top', wrapText: true },
  },
  cell: { numFmt: TEXT_FORMAT, font: font(), border: THIN, alignment: { vertical: 'top' } },
  // The note and the words beside the row say it too: no meaning is carried by colour alone.
  fault: {
    numFmt: TEXT_FORMAT,
    font: font({ bold: true }),
    fill: solid('FFFFD9B3'),
    border: THIN,
    alignment: { vertical: 'top' },
  },
} as const satisfies Record<string, Partial<Style>>;

/** Characters that XML can not hold are written as Excel writes them; what looks like such an escape is escaped. */
function exactText(text: string): string {
  return (
    text
      .replace(/_(?=x[0-9A-Fa-f]{4}_)/gu, '_x005F_')
      // oxlint-disable-next-line no-control-regex
      .replace(/[\u0000-\u0008\u000b-\u001f\ufffe\uffff]/gu, (character) => {
        const code = character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0');
        return `_x${code}_`;
      })
  );
}

function cellText(text: string): string {
  return exactText(clip(heldIfAmbiguous(text), LONGEST_CELL));
}

/**
 * Writes the rows as a workbook: the faulty cells marked with a fill and a note, the cells as they stood otherwise.
 * Holds all of it in memory; the caller sees to it that there are at most {@link MOST_WORKBOOK_ROWS} rows.
 */
export async function writeMendingWorkbook(model: MendingModel, rows: MendingRows): Promise<Buffer> {
  const workbook = await newWorkbook(model.day);
  const headerRow = model.titles.length + 1;
  const sheet = workbook.addWorksheet(sheetName(model.sheet), {
    views: [{ state: 'frozen', xSplit: 1, ySplit: headerRow }],
    pageSetup: {
      // exceljs declares names for paper sizes, but has none when it runs.
      // oxlint-disable-next-line typescript/no-unsafe-enum-assignment
      paperSize: A4,
      orientation: 'landscape',
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: 0,
      printTitlesRow: `${headerRow}:${headerRow}`,
    },
    headerFooter: {
      oddFooter: `&L${(model.titles.at(-1) ?? '').replaceAll('&', '&&').slice(0, 120)}&RSida &P av &N`,
    },
  });

  for (const [index, title] of model.titles.entries()) {
    setCell(sheet, index + 1, 1, title, index === 0 ? LOOK.title : LOOK.line);
  }
  const headers = [model.rowHeader, model.adviceHeader, ...model.headers];
  headers.forEach((header, index) => {
    setCell(sheet, headerRow, index + 1, header, LOOK.header);
  });

  const widths = model.headers.map(({ length }) => Math.max(LEAST_WIDTH, length + 3));
  let last = headerRow;
  for await (const batch of rows) {
    for (const row of batch) {
      last += 1;
      if (last - headerRow > MOST_WORKBOOK_ROWS) throw new Error('more rows than a workbook is made for');
      addRow(sheet, last, row);
      row.cells.forEach((text, index) => {
        if (text.length > (widths[index] ?? 0) - 2) widths[index] = Math.min(WIDEST, text.length + 2);
      });
    }
  }
  [ROW_WIDTH, ADVICE_WIDTH, ...widths].forEach((width, index) => {
    sheet.getColumn(index + 1).width = width;
  });
  if (last > headerRow) {
    sheet.autoFilter = { from: { row: headerRow, column: 1 }, to: { row: last, column: headers.length } };
  }

  writeInstructions(workbook, model);
  const stored = await workbook.xlsx.writeBuffer({ zip: { compression: 'STORE' } });
  return repackXlsx(Buffer.from(stored), model.day, { 'xl/styles.xml': prefixText });
}

/** How the list is mended, on a sheet of its own after it: the list itself is read back as it stands. */
function writeInstructions(workbook: Workbook, { rowHeader, adviceHeader, titles }: MendingModel): void {
  const sheet = workbook.addWorksheet(INSTRUCTIONS, {
    pageSetup: page('portrait'),
    headerFooter: { oddFooter: '&RSida &P av &N' },
  });
  const steps = [
    `Rätta de markerade cellerna. I kolumnen ${adviceHeader} står vad som är fel på raden och vad som ska göras.`,
    'Rätta också i systemet som listan är tagen ur. Annars kommer felet tillbaka i nästa uttag.',
    `Ändra inget i kolumnen ${rowHeader}, i rubrikerna eller i raderna ovanför dem: de säger vad som rättas.`,
    'Ändra inte radens id. Ett ändrat id är ett annat ärende, och det sägs när listan läses in.',
    'En rad som inte går att rätta nu lämnas som den är. Den kommer med i nästa Rättningslista.',
    'Spara som xlsx eller CSV och lämna filen till den som läser in listor: overgang import och filens namn.',
    titles.at(-1) ?? '',
  ];
  setCell(sheet, 1, 1, 'Så här rättar du listan', LOOK.title);
  steps
    .filter((step) => step !== '')
    .forEach((step, at) => {
      setCell(sheet, at + 3, 1, `${at + 1}. ${step}`, LOOK.step);
    });
  sheet.getColumn(1).width = 92;
}

function addRow(sheet: Worksheet, at: number, { row, advice, cells, faults }: MendingRow): void {
  setCell(sheet, at, 1, row, LOOK.advice);
  setCell(sheet, at, HELPERS, advice.join('\n'), LOOK.advice);
  cells.forEach((text, index) => {
    const sentences = faults.get(index);
    const cell = setCell(
      sheet,
      at,
      HELPERS + index + 1,
      text,
      sentences === undefined ? LOOK.cell : LOOK.fault,
    );
    if (sentences !== undefined) cell.note = exactText(clip(sentences.join('\n'), LONGEST_NOTE));
  });
  const lines = advice.reduce((sum, { length }) => sum + Math.ceil(length / (ADVICE_WIDTH - 2)), 0);
  sheet.getRow(at).height = Math.min(MOST_HEIGHT, Math.max(1, lines) * LINE_HEIGHT + 4);
}

function setCell(sheet: Worksheet, row: number, column: number, text: string, style: Partial<Style>) {
  const cell = sheet.getCell(row, column);
  cell.value = text === '' ? null : cellText(text);
  cell.style = style;
  return cell;
}

/** Marks every text cell by quote prefix too, so that it stays text when its format is changed. */
function prefixText(xml: string): string {
  return xml.replace(/<xf numFmtId="49"/gu, '<xf quotePrefix="1" numFmtId="49"');
}

/** The list's own sheet name, where Excel allows it: a mapping file that names the sheet then fits the mended list too. */
function sheetName(name: string | null): string {
  const isAllowed =
    name !== null &&
    name.length > 0 &&
    name.length <= 31 &&
    name !== INSTRUCTIONS &&
    !/[*?:\\/[\]]|^'|'$|^history$/iu.test(name) &&
    exactText(name) === name;
  return isAllowed ? name : SHEET;
}
