import type { DataValidation, Style, Workbook, Worksheet } from 'exceljs';
import { repackXlsx } from '../kit/repack-xlsx.ts';
import {
  addWideRow,
  arialByDefault,
  font,
  HEAD_FACT,
  headStyle,
  letRowsGrow,
  newWorkbook,
  NOTICE,
  page,
  PLAIN,
  SUBTITLE,
  TEXT_FORMAT,
  THIN,
  TITLE,
} from '../kit/sheet-parts.ts';
import type { Template, TemplateColumn } from './template-model.ts';

/** Rows to write in: more than any unit lists by hand. */
const ROWS = 500;
/** Excel holds no longer list in the validation itself. */
const LONGEST_CHOICES = 255;
const CHOICES_SHEET = 'Val';
const DAY_ROW = 2;

/** The list itself, how it is filled in, and the words to choose where they are too many for a cell. */
export async function writeTemplateWorkbook(template: Template, day: string): Promise<Buffer> {
  const workbook = await newWorkbook(day);
  const headerRow = template.isDated ? DAY_ROW + 1 : DAY_ROW;
  writeList(workbook, template, headerRow);
  writeInstructions(workbook, template);
  writeChoices(workbook, template);
  const stored = await workbook.xlsx.writeBuffer({ zip: { compression: 'STORE' } });
  // The sheet of how it is filled in is the second: its rows are as high as their text, whatever letters it is shown in.
  return repackXlsx(Buffer.from(stored), day, {
    'xl/styles.xml': arialByDefault,
    'xl/worksheets/sheet2.xml': letRowsGrow,
  });
}

/** Over the columns to the right: the first is narrow. */
const onOneLine = (style: Partial<Style>): Partial<Style> => ({
  ...style,
  alignment: { ...style.alignment, wrapText: false },
});

const CELL = { numFmt: TEXT_FORMAT, font: font(11), border: THIN } as const;

function writeList(
  workbook: Workbook,
  { columns, label, system, isDated }: Template,
  headerRow: number,
): void {
  const sheet = workbook.addWorksheet('Lista', {
    views: [{ state: 'frozen', xSplit: 1, ySplit: headerRow }],
    pageSetup: { ...page('landscape'), printTitlesRow: `${headerRow}:${headerRow}` },
    headerFooter: {
      oddFooter: '&LInnehåller personuppgifter. Skicka inte som vanlig e-post.&RSida &P av &N',
    },
  });
  put(sheet, 1, 1, `${system}: ${label}, skriven för hand`, onOneLine(TITLE));
  if (isDated) put(sheet, DAY_ROW, 1, 'Uttag ÅÅÅÅ-MM-DD', onOneLine(NOTICE));
  columns.forEach((column, at) => {
    put(sheet, headerRow, at + 1, column.header, headStyle(HEAD_FACT));
    sheet.getColumn(at + 1).width = widthOf(column);
  });
  for (let row = headerRow + 1; row <= headerRow + ROWS; row += 1)
    for (let at = 1; at <= columns.length; at += 1) sheet.getCell(row, at).style = CELL;
  addValidations(sheet, columns, headerRow);
}

const widthOf = ({ header, choices }: TemplateColumn): number =>
  Math.min(34, Math.max(14, header.length + 4, ...choices.map(({ length }) => length + 2)));

// exceljs declares neither the collection nor the type that only shows a message.
type Validation = Omit<DataValidation, 'type'> & { readonly type: DataValidation['type'] | 'any' };

/** Once per range: exceljs runs out of memory when a validation is read back that was set cell by cell. */
function addValidations(sheet: Worksheet, columns: readonly TemplateColumn[], headerRow: number): void {
  const { dataValidations } = sheet as unknown as {
    dataValidations: { add: (range: string, validation: Validation) => void };
  };
  columns.forEach((column, at) => {
    const { letter } = sheet.getColumn(at + 1);
    const prompt = { showInputMessage: true, promptTitle: column.header.slice(0, 32), prompt: column.hint };
    dataValidations.add(
      `${letter}${headerRow + 1}:${letter}${headerRow + ROWS}`,
      column.choices.length === 0
        ? { type: 'any', formulae: [], ...prompt }
        : {
            type: 'list',
            allowBlank: true,
            formulae: [choicesOf(column, columns)],
            showErrorMessage: true,
            errorStyle: 'warning',
            errorTitle: prompt.promptTitle,
            error: 'Ordet finns inte i listan. Välj ett som finns, eller lämna tomt.',
            ...prompt,
          },
    );
  });
}

const inCell = ({ choices }: TemplateColumn): string => `"${choices.join(',')}"`;
const fitsInCell = (column: TemplateColumn): boolean =>
  inCell(column).length <= LONGEST_CHOICES + 2 && !column.choices.some((choice) => /[",]/u.test(choice));
const onSheet = (columns: readonly TemplateColumn[]): readonly TemplateColumn[] =>
  columns.filter((column) => column.choices.length > 0 && !fitsInCell(column));

function choicesOf(column: TemplateColumn, columns: readonly TemplateColumn[]): string {
  if (fitsInCell(column)) return inCell(column);
  const letter = String.fromCharCode('A'.charCodeAt(0) + onSheet(columns).indexOf(column));
  return `${CHOICES_SHEET}!$${letter}$2:$${letter}$${column.choices.length + 1}`;
}

function writeChoices(workbook: Workbook, { columns }: Template): void {
  const long = onSheet(columns);
  if (long.length === 0) return;
  const sheet = workbook.addWorksheet(CHOICES_SHEET, { pageSetup: page('portrait') });
  long.forEach(({ header, choices }, at) => {
    put(sheet, 1, at + 1, `Val för ${header}`, headStyle(HEAD_FACT));
    choices.forEach((choice, row) => {
      put(sheet, row + 2, at + 1, choice, PLAIN);
    });
    sheet.getColumn(at + 1).width = 30;
  });
}

function writeInstructions(workbook: Workbook, { columns, isDated, label }: Template): void {
  const sheet = workbook.addWorksheet('Så här gör du', {
    pageSetup: page('portrait'),
    headerFooter: { oddFooter: '&RSida &P av &N' },
  });
  const steps = [
    ...(isDated
      ? ['Skriv dagen då listan stämmer i stället för ÅÅÅÅ-MM-DD, högst upp på bladet Lista.']
      : []),
    `Skriv en rad för varje ärende. Ta med alla (${label}) som är öppna hos er, också dem ni är osäkra på.`,
    'Ändra inga rubriker och lägg inte till några kolumner. En cell som ni inte vet något om lämnas tom.',
    'Skriv ingen fritext om patienten: inga mål, ingen kartläggning, inga diagnoser.',
    'Filen innehåller personuppgifter. Skicka den inte som vanlig e-post.',
    'Lämna filen till den som för över listorna, och säg vilken enhet eller kommun den gäller.',
  ];
  sheet.getColumn(1).width = LINE;
  const line = (at: number, text: string, style: Partial<Style>): void => {
    addWideRow(sheet, at, 1, 1, LINE, text, style);
  };
  line(1, 'Så här fyller du i listan', TITLE);
  steps.forEach((step, at) => {
    line(at + 3, `${at + 1}. ${step}`, PLAIN);
  });
  const first = steps.length + 4;
  line(first, 'Vad som ska stå i kolumnerna', SUBTITLE);
  columns.forEach(({ header, isNeeded, hint, choices }, at) => {
    const words = choices.length === 0 ? '' : ` ${choices.join(' · ')}`;
    line(first + 1 + at, `${header}${isNeeded ? ' (måste finnas)' : ''}: ${hint}${words}`, PLAIN);
  });
}

/** As wide as an A4 is. */
const LINE = 86;

function put(sheet: Worksheet, row: number, column: number, text: string, style: Partial<Style>): void {
  const cell = sheet.getCell(row, column);
  cell.value = text;
  cell.style = style;
}
