import type {
  DataValidation,
  ExpressionRuleType,
  Fill,
  HeaderFooter,
  Style,
  Workbook,
  Worksheet,
} from 'exceljs';
import { repackXlsx } from '../kit/repack-xlsx.ts';
import {
  addWideRow,
  arialByDefault,
  FACTS,
  FAINT,
  font,
  HEAD_FACT,
  headStyle,
  heightOf,
  inert,
  letRowsGrow,
  NOTICE,
  page,
  pageText,
  PLAIN,
  prefixLockedText,
  setCell,
  sheetText,
  SMALL,
  solid,
  SUBTITLE,
  TEXT_FORMAT,
  THIN,
  TITLE,
} from '../kit/sheet-parts.ts';
import { clip, shownText } from '../../domain/words/shown-text.ts';
import { ENVELOPE_SHEET, envelopeRows } from './worklist-envelope.ts';
import { excelSerial } from '../kit/excel-serial.ts';
import { handedOut, laidColumns, type LaidColumn } from './worklist-layout.ts';
import { DUE_HEADER } from '../../domain/worklists/list-headers.ts';
import type { CellText, WorklistColumn, WorklistModel } from './worklist-model.ts';
import {
  BASIS_LABEL,
  CHOICE_ERROR,
  DATE_ERROR,
  headFacts,
  INSTRUCTION_SHEET,
  LATE_WORD,
  legend,
  LIST_SHEET,
  NO_ROWS,
  SIGNATURE_LABELS,
  SOON_WORD,
  workbookSection,
} from './worklist-phrases.ts';

/** Rows above the table: title, facts, notice. The header row follows. */
const HEADER_ROW = 4;
const FIRST_ROW = HEADER_ROW + 1;
const DAYS_SOON = 3;
/** Room for a pen: the list is also filled in on paper. */
const LEAST_HEIGHT = 27;
const MOST_HEIGHT = 409;
const DATE_FORMAT = 'yyyy-mm-dd';
const HEAD_ANSWER: Fill = solid('FF5F4B00');
const PAPER_ANSWER: Fill = solid('FFFFF9DB');
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
const CELL = {
  fact: { wrapped: cellStyles('fact', true), cut: cellStyles('fact', false) },
  answer: { wrapped: cellStyles('answer', true), cut: cellStyles('answer', false) },
} as const;

export async function writeWorklistWorkbook(model: WorklistModel): Promise<Buffer> {
  const { default: exceljs } = await import('exceljs');
  const workbook = new exceljs.Workbook();
  const at = new Date(`${model.asOf}T00:00:00Z`);
  workbook.creator = 'overgang';
  workbook.lastModifiedBy = 'overgang';
  workbook.created = at;
  workbook.modified = at;
  workbook.title = sheetText(model.title);

  const asked = laidColumns(model);
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

/** Excel refuses a file whose page header or footer is longer than 255 characters. */
function headerFooter(model: WorklistModel): Partial<HeaderFooter> {
  const due = `${pageText(model.owner, 50)} · ${DUE_HEADER.toLowerCase()} ${model.deadline}`;
  const mark = model.watermark === null ? '' : `&B${pageText(model.watermark, 40)}&B · `;
  return {
    oddHeader: `&L${mark}Lista ${pageText(model.id, 40)}&R${due}`,
    oddFooter: `&L${pageText(model.title, 70)} · ${pageText(model.environmentText, 60)}&RSida &P av &N`,
  };
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

  if (model.watermark !== null) wide(model.watermark, FACTS);
  wide(model.title, TITLE);
  if (model.subtitle !== '') wide(model.subtitle, SUBTITLE);
  for (const [label, text] of headFacts(model)) pair(label, text);
  at += 1;
  if (model.privacyNotice !== '') wide(model.privacyNotice, NOTICE);
  for (const { heading, lines } of [
    ...model.instructions,
    workbookSection(model.columns.filter(({ kind }) => kind === 'answer')),
  ]) {
    at += 1;
    lines.forEach((line, index) => {
      pair(index === 0 ? heading : '', `• ${line}`);
    });
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
  const marked = model.watermark === null ? model.title : `${model.watermark} – ${model.title}`;
  wide(1, model.subtitle === '' ? marked : `${marked} – ${model.subtitle}`, TITLE);
  wide(
    2,
    headFacts(model)
      .filter(([label]) => label !== BASIS_LABEL)
      .map(([label, text]) => `${label}: ${text}`)
      .join('   ·   '),
    HEAD_LINE,
  );
  wide(3, [model.privacyNotice, legend()].filter((text) => text !== '').join(' '), NOTICE);

  const header = sheet.getRow(HEADER_ROW);
  laid.forEach(({ column }, index) => {
    setCell(header, index + 1, sheetText(column.header), HEAD[column.kind]);
  });
  header.height = Math.max(
    30,
    ...laid.map(({ column }) => heightOf(shownText(column.header), 10, column.width) + FILTER_ARROW),
  );

  const looks = laid.map(({ column }) => CELL[column.kind][column.wrap === true ? 'wrapped' : 'cut']);
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
  const end = addFoot(model, wide, lastRow);
  sheet.pageSetup.printTitlesRow = `${HEADER_ROW}:${HEADER_ROW}`;
  // exceljs itself puts a `$` before each half.
  sheet.pageSetup.printArea = `A$1:${sheet.getColumn(last).letter}$${end}`;
}

function addFoot(
  model: WorklistModel,
  wide: (at: number, text: string, style: Partial<Style>) => void,
  lastRow: number,
): number {
  let at = lastRow;
  if (model.rows.length === 0) wide(++at, NO_ROWS, PLAIN);
  at += 1;
  for (const note of model.footnotes) wide(++at, note, SMALL);
  at += 2;
  wide(
    at,
    SIGNATURE_LABELS.map((label, index) => `${label} ${'_'.repeat(index === 0 ? 16 : 32)}`).join('    '),
    SIGNATURE,
  );
  return at;
}

/** Without a password: the lock is against slips, and whoever must sort lifts it. */
function protect(sheet: Worksheet): void {
  (sheet as unknown as { sheetProtection: object }).sheetProtection = {
    sheet: true,
    sort: true,
    autoFilter: true,
    formatCells: true,
    formatColumns: true,
    formatRows: true,
  };
}

function rangeOf(sheet: Worksheet, position: number, lastRow: number): string {
  const { letter } = sheet.getColumn(position);
  return `${letter}${FIRST_ROW}:${letter}${lastRow}`;
}

// exceljs declares neither the collection nor the type that only shows a message.
type Validation = Omit<DataValidation, 'type'> & { readonly type: DataValidation['type'] | 'any' };

/** Once per range: exceljs runs out of memory when a validation is read back that was set cell by cell. */
function addValidations(sheet: Worksheet, laid: readonly LaidColumn[], lastRow: number): void {
  const { dataValidations } = sheet as unknown as {
    dataValidations: { add: (range: string, validation: Validation) => void };
  };
  laid.forEach(({ role, column }, index) => {
    if (role !== 'answer') return;
    const validation = validationOf(column);
    if (validation !== null) dataValidations.add(rangeOf(sheet, index + 1, lastRow), validation);
  });
}

function validationOf(column: WorklistColumn): Validation | null {
  const prompt =
    column.note === undefined
      ? {}
      : {
          showInputMessage: true,
          promptTitle: clip(sheetText(column.header), 32),
          prompt: clip(sheetText(column.note), 255),
        };
  const refusal = {
    showErrorMessage: true,
    errorStyle: 'stop',
    errorTitle: clip(sheetText(column.header), 32),
  };
  if (column.choices !== undefined && column.choices.length > 0) {
    return {
      type: 'list',
      allowBlank: true,
      formulae: [choiceList(column.choices)],
      error: CHOICE_ERROR,
      ...refusal,
      ...prompt,
    };
  }
  if (column.format === 'date') {
    return {
      type: 'date',
      operator: 'between',
      allowBlank: true,
      formulae: ['2000-01-01', '2099-12-31'],
      error: DATE_ERROR,
      ...refusal,
      ...prompt,
    };
  }
  return column.note === undefined ? null : { type: 'any', formulae: [], ...prompt };
}

/** In the cell itself, not on a hidden sheet: it is kept when the list is copied to another workbook. */
function choiceList(choices: readonly string[]): string {
  const list = choices.map((choice) => shownText(choice)).join(',');
  if (list.length > 255 || choices.some((choice) => /[",\n]/.test(choice))) {
    throw new Error(`choices do not fit a list of Excel's: ${JSON.stringify(list)}`);
  }
  return `"${list}"`;
}

const STARTS: Partial<Style> = { border: { ...THIN, top: { style: 'thin', color: { argb: 'FF000000' } } } };
const SETTLED: Partial<Style> = { font: { color: FAINT } };

function formulaRule(formula: string, style: Partial<Style>): ExpressionRuleType {
  return { type: 'expression', priority: 0, formulae: [formula], style };
}

function dueRule(formula: string, word: string, paper: string, ink: string): ExpressionRuleType {
  return formulaRule(formula, {
    numFmt: `"${word} "${DATE_FORMAT}`,
    font: { bold: true, color: { argb: ink } },
    fill: { type: 'pattern', pattern: 'solid', bgColor: { argb: paper } },
  });
}

function addColours(sheet: Worksheet, laid: readonly LaidColumn[], lastRow: number): void {
  const cellIn = (position: number, row: number) => `$${sheet.getColumn(position + 1).letter}${row}`;
  const isSettled = laid.flatMap(({ column }, index) =>
    (column.settles ?? []).map(
      (choice) => `${cellIn(index, FIRST_ROW)}="${shownText(choice).replace(/"/g, '""')}"`,
    ),
  );
  const settled = isSettled.length === 0 ? 'FALSE' : `OR(${isSettled.join(',')})`;

  const due = laid.findIndex(({ role }) => role === 'due');
  if (due >= 0) {
    const cell = cellIn(due, FIRST_ROW);
    const open = `ISNUMBER(${cell}),NOT(${settled})`;
    sheet.addConditionalFormatting({
      ref: rangeOf(sheet, due + 1, lastRow),
      rules: [
        dueRule(`AND(${open},${cell}<TODAY())`, LATE_WORD, 'FFF8CBC4', 'FF8B0000'),
        dueRule(
          `AND(${open},${cell}>=TODAY(),${cell}-TODAY()<=${DAYS_SOON})`,
          SOON_WORD,
          'FFFFE08A',
          'FF5C4400',
        ),
      ],
    });
  }

  const rules: ExpressionRuleType[] = [];
  const group = laid.findIndex(({ role }) => role === 'group');
  if (group >= 0) {
    const starts = `${cellIn(group, FIRST_ROW)}<>${cellIn(group, HEADER_ROW)}`;
    // LibreOffice stops at the first rule that holds, so a row that is both has a rule of its own.
    rules.push(
      formulaRule(`AND(${starts},${settled})`, { ...STARTS, ...SETTLED }),
      formulaRule(starts, STARTS),
    );
  }
  if (isSettled.length > 0) rules.push(formulaRule(settled, SETTLED));
  if (rules.length === 0) return;
  const last = sheet.getColumn(laid.length).letter;
  sheet.addConditionalFormatting({ ref: `A${FIRST_ROW}:${last}${lastRow}`, rules });
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
