import type { Fill, Style, Workbook, Worksheet } from 'exceljs';
import { shownText } from '../../domain/words/shown-text.ts';
import { excelSerial } from '../kit/excel-serial.ts';
import { repackXlsx } from '../kit/repack-xlsx.ts';
import {
  FACTS,
  HEAD_FACT,
  NOTICE,
  PLAIN,
  SMALL,
  SUBTITLE,
  TEXT_FORMAT,
  THIN,
  TITLE,
  FAINT,
  addWideRow,
  arialByDefault,
  font,
  headStyle,
  heightOf,
  inert,
  letRowsGrow,
  newWorkbook,
  page,
  prefixLockedText,
  setCell,
  sheetText,
  solid,
} from '../kit/sheet-parts.ts';
import { ENVELOPE_SHEET, envelopeRows } from './worklist-envelope.ts';
import { type LaidColumn, handedOut, laidColumns, withCheck } from './worklist-layout.ts';
import type { CellText, WorklistModel } from './worklist-model.ts';
import { headerFooter } from './worklist-page.ts';
import { INSTRUCTION_SHEET, LIST_SHEET } from './worklist-phrases.ts';
import {
  DATE_FORMAT,
  FIRST_ROW,
  HEADER_ROW,
  PAPER_ANSWER,
  addColours,
  addValidations,
} from './worklist-sheet-rules.ts';
import { worklistTexts, type WorklistTexts } from './worklist-texts.ts';

/** Room for a pen: the list is also filled in on paper. */
const LEAST_HEIGHT = 27;
const MOST_HEIGHT = 409;
const HEAD_ANSWER: Fill = solid('FF5F4B00');
const IN_CELL = { vertical: 'middle', horizontal: 'left' } as const;

const HEAD_LINE: Partial<Style> = { ...FACTS, font: font(10, { bold: true }) };
const SIGNATURE: Partial<Style> = {
  numFmt: TEXT_FORMAT,
  font: font(11),
  alignment: { vertical: 'bottom', horizontal: 'left', wrapText: true },
};

const HEAD = { fact: headStyle(HEAD_FACT), answer: headStyle(HEAD_ANSWER) } as const;

function cellStyle(kind: 'fact' | 'answer', numFmt: string, wrap: boolean): Partial<Style> {
  const style: Partial<Style> = {
    numFmt,
    font: font(10),
    border: THIN,
    alignment: { ...IN_CELL, wrapText: wrap },
  };
  return kind === 'fact' ? style : { ...style, fill: PAPER_ANSWER, protection: { locked: false } };
}

/** One object per look: exceljs knows a style again by its identity, and looks twice at each new one. */
function cellStyles(kind: 'fact' | 'answer', wrap: boolean) {
  return {
    text: cellStyle(kind, TEXT_FORMAT, wrap),
    date: cellStyle(kind, DATE_FORMAT, wrap),
    number: cellStyle(kind, '0', wrap),
  } as const;
}
/** Locked as little as the answers that it goes with. */
const CHECK: Partial<Style> = {
  ...cellStyle('fact', TEXT_FORMAT, true),
  font: { ...font(9), color: FAINT },
  protection: { locked: false },
};
const CELL = {
  fact: { wrapped: cellStyles('fact', true), cut: cellStyles('fact', false) },
  answer: { wrapped: cellStyles('answer', true), cut: cellStyles('answer', false) },
} as const;

export async function writeWorklistWorkbook(model: WorklistModel): Promise<Buffer> {
  const workbook = await newWorkbook(model.asOf);
  workbook.title = sheetText(model.title);

  const asked = withCheck(laidColumns(model));
  const values = model.rows.map((row) => asked.map((one) => handedOut(row, one)));
  const laid = asked.map((one, index) => fitted(one, index, values));
  addInstructions(workbook, model);
  addList(workbook, model, laid, values);
  // Last, so that no sheet people see changes its number when it is hidden, moved or lost.
  addEnvelope(workbook, model, laid, values);

  const stored = await workbook.xlsx.writeBuffer({ zip: { compression: 'STORE' } });
  return repackXlsx(Buffer.from(stored), model.asOf, {
    'xl/styles.xml': (xml) => arialByDefault(prefixLockedText(xml)),
    'xl/worksheets/sheet1.xml': letRowsGrow,
    'xl/worksheets/sheet2.xml': letRowsGrow,
  });
}

// --- The instructions -------------------------------------------------------------------------------------

const LABEL_WIDTH = 24;
const TEXT_WIDTH = 84;

function addInstructions(workbook: Workbook, model: WorklistModel): void {
  const sheet = workbook.addWorksheet(INSTRUCTION_SHEET, {
    views: [{ showGridLines: false }],
    pageSetup: page('portrait'),
    headerFooter: headerFooter(model),
  });
  sheet.columns = [{ width: LABEL_WIDTH }, { width: TEXT_WIDTH }];
  let at = 0;
  const wide = (text: string, style: Partial<Style>) => {
    at += 1;
    addWideRow(sheet, at, 1, 2, LABEL_WIDTH + TEXT_WIDTH, text, style);
  };
  const pair = (label: string, text: string) => {
    const row = sheet.getRow(++at);
    setCell(row, 1, sheetText(label), FACTS);
    setCell(row, 2, sheetText(text), PLAIN);
    row.height = Math.max(heightOf(label, 11, LABEL_WIDTH), heightOf(text, 11, TEXT_WIDTH));
  };

  const { watermark, title, subtitle, facts, privacyNotice, sections } = worklistTexts(model).instructions;
  if (watermark !== null) wide(watermark, FACTS);
  wide(title, TITLE);
  if (subtitle !== '') wide(subtitle, SUBTITLE);
  for (const [label, text] of facts) pair(label, text);
  at += 1;
  if (privacyNotice !== '') wide(privacyNotice, NOTICE);
  for (const lines of sections) {
    at += 1;
    for (const [label, text] of lines) pair(label, text);
  }
  sheet.pageSetup.printArea = `A$1:B$${at}`;
}

const WIDEST = 40;
/** Points below the header's text, where Excel's filter arrow stands. */
const FILTER_ARROW = 14;

/** Wide enough for the longest word or, unwrapped, for the longest text; what is longer than that is wrapped. */
function fitted({ role, column }: LaidColumn, index: number, values: Values): LaidColumn {
  const lengthOf = (text: string) => Math.max(...text.split(/[\s/-]/).map(({ length }) => length));
  let word = lengthOf(column.header) + 1;
  let text = 0;
  for (const value of [...values.map((row) => row[index]), ...(column.choices ?? [])]) {
    if (typeof value !== 'string') continue;
    text = Math.max(text, value.length);
    if (column.wrap === true) word = Math.max(word, lengthOf(value));
  }
  const wrap = column.wrap === true || (text >= WIDEST && role !== 'token');
  const needed = Math.min(WIDEST, Math.max(word, wrap ? 0 : text) + 1);
  return { role, column: { ...column, wrap, width: Math.max(column.width, needed) } };
}

// --- The list ---------------------------------------------------------------------------------------------

type Values = readonly (readonly CellText[])[];

function addList(
  workbook: Workbook,
  model: WorklistModel,
  laid: readonly LaidColumn[],
  values: Values,
): void {
  const last = laid.length;
  const lastRow = HEADER_ROW + model.rows.length;
  const width = laid.reduce((sum, { role, column }) => sum + (role === 'token' ? 0 : column.width), 0);
  const pinned = laid.findIndex(({ role, column }) => role !== 'token' && column.pinned !== true);
  const sheet = workbook.addWorksheet(LIST_SHEET, {
    views: [
      {
        state: 'frozen',
        xSplit: Math.max(0, pinned),
        ySplit: HEADER_ROW,
        showGridLines: false,
      },
    ],
    pageSetup: page('landscape'),
    headerFooter: headerFooter(model),
  });
  sheet.columns = laid.map(({ role, column }) => ({ width: column.width, hidden: role === 'token' }));

  const wide = (at: number, text: string, style: Partial<Style>) => {
    addWideRow(sheet, at, Math.min(2, last), last, width, text, style);
  };
  const { head, foot } = worklistTexts(model);
  [TITLE, HEAD_LINE, NOTICE].forEach((style, index) => {
    wide(index + 1, head[index] ?? '', style);
  });

  const header = sheet.getRow(HEADER_ROW);
  laid.forEach(({ column }, index) => {
    setCell(header, index + 1, sheetText(column.header), HEAD[column.kind]);
  });
  header.height = Math.max(
    30,
    ...laid.map(({ column }) => heightOf(shownText(column.header), 10, column.width) + FILTER_ARROW),
  );

  const looks = laid.map(({ role, column }) =>
    role === 'check'
      ? { text: CHECK, date: CHECK, number: CHECK }
      : CELL[column.kind][column.wrap === true ? 'wrapped' : 'cut'],
  );
  values.forEach((row, index) => {
    const line = sheet.getRow(FIRST_ROW + index);
    let height = LEAST_HEIGHT;
    laid.forEach((one, position) => {
      const look = looks[position] ?? CELL.fact.cut;
      const value = row[position] ?? null;
      const serial = one.column.format === 'date' && typeof value === 'string' ? excelSerial(value) : null;
      if (serial !== null) setCell(line, position + 1, serial, look.date);
      else if (typeof value === 'number') setCell(line, position + 1, value, look.number);
      else if (value === null)
        setCell(line, position + 1, null, one.column.format === 'date' ? look.date : look.text);
      else {
        setCell(line, position + 1, inert(value), look.text);
        if (one.column.wrap === true) height = Math.max(height, heightOf(value, 10, one.column.width));
      }
    });
    line.height = Math.min(MOST_HEIGHT, height);
  });

  protect(sheet);
  if (values.length > 0) {
    // The hidden token column lies inside the filtered range: a sort takes the tokens along.
    sheet.autoFilter = { from: { row: HEADER_ROW, column: 1 }, to: { row: lastRow, column: last } };
    addValidations(sheet, laid, lastRow);
    addColours(sheet, laid, lastRow);
  }
  const end = addFoot(foot, wide, lastRow);
  sheet.pageSetup.printTitlesRow = `${HEADER_ROW}:${HEADER_ROW}`;
  // exceljs itself puts a `$` before each half.
  sheet.pageSetup.printArea = `A$1:${sheet.getColumn(last).letter}$${end}`;
}

function addFoot(
  { noRows, notes, signature }: WorklistTexts['foot'],
  wide: (at: number, text: string, style: Partial<Style>) => void,
  lastRow: number,
): number {
  let at = lastRow;
  if (noRows !== null) wide(++at, noRows, PLAIN);
  at += 1;
  for (const note of notes) wide(++at, note, SMALL);
  at += 2;
  wide(at, signature, SIGNATURE);
  return at;
}

/**
 * Without a password: the lock is against slips, and whoever must sort lifts it. Under the lock nothing can be sorted but
 * the answers alone, away from their rows.
 */
function protect(sheet: Worksheet): void {
  (sheet as unknown as { sheetProtection: object }).sheetProtection = {
    sheet: true,
    autoFilter: true,
    formatCells: true,
    formatColumns: true,
    formatRows: true,
  };
}

// --- The hidden sheet -------------------------------------------------------------------------------------

function addEnvelope(
  workbook: Workbook,
  model: WorklistModel,
  laid: readonly LaidColumn[],
  values: Values,
): void {
  const sheet = workbook.addWorksheet(ENVELOPE_SHEET, { state: 'veryHidden' });
  const style: Partial<Style> = { numFmt: TEXT_FORMAT };
  envelopeRows(model, laid, values).forEach((cells, index) => {
    const row = sheet.getRow(index + 1);
    cells.forEach((text, position) => {
      setCell(row, position + 1, inert(text), style);
    });
  });
}
