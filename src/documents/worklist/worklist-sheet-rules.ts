import type { DataValidation, ExpressionRuleType, Fill, Style, Worksheet } from 'exceljs';
import { clip, shownText } from '../../domain/words/shown-text.ts';
import { FAINT, THIN, sheetText, solid } from '../kit/sheet-parts.ts';
import type { LaidColumn } from './worklist-layout.ts';
import type { WorklistColumn } from './worklist-model.ts';
import { CHOICE_ERROR, DAYS_SOON, DATE_ERROR, LATE_WORD, SOON_WORD } from './worklist-phrases.ts';

/** Rows above the table: title, facts, notice. The header row follows. */
export const HEADER_ROW = 4;
export const FIRST_ROW = HEADER_ROW + 1;
export const DATE_FORMAT = 'yyyy-mm-dd';
const ANSWER_PAPER = 'FFF9DB';
export const PAPER_ANSWER: Fill = solid(`FF${ANSWER_PAPER}`);
/** The colours of a list as it is handed out (RRGGBB): white paper, and the cells to fill in. */
const OWN_FILLS: readonly string[] = [ANSWER_PAPER, 'FFFFFF'];
/** Those, and the words that its own rules print. */
export const OWN_LOOKS: readonly string[] = [...OWN_FILLS, LATE_WORD, SOON_WORD];

function rangeOf(sheet: Worksheet, position: number, lastRow: number): string {
  const { letter } = sheet.getColumn(position);
  return `${letter}${FIRST_ROW}:${letter}${lastRow}`;
}

// exceljs declares neither the collection nor the type that only shows a message.
type Validation = Omit<DataValidation, 'type'> & { readonly type: DataValidation['type'] | 'any' };

/** Once per range: exceljs runs out of memory when a validation is read back that was set cell by cell. */
export function addValidations(sheet: Worksheet, laid: readonly LaidColumn[], lastRow: number): void {
  const { dataValidations } = sheet as unknown as {
    dataValidations: { add: (range: string, validation: Validation) => void };
  };
  laid.forEach(({ role, column }, index) => {
    if (role !== 'answer') return;
    const validation = validationOf(column);
    if (validation !== null) dataValidations.add(rangeOf(sheet, index + 1, lastRow), validation);
  });
}

/** What is shown to who fills a cell in. */
export const promptTexts = (columns: readonly WorklistColumn[]): readonly string[] =>
  columns.flatMap((column) => {
    if (column.kind !== 'answer') return [];
    const { promptTitle, prompt, errorTitle, error } = validationOf(column) ?? {};
    return [promptTitle, prompt, errorTitle, error].flatMap((text) => text ?? []);
  });

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

export function addColours(sheet: Worksheet, laid: readonly LaidColumn[], lastRow: number): void {
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
