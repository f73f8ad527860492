import { PUBLIC_NOTE } from '../../domain/readiness/public-count.ts';
import type { HeaderFooter, Style, Workbook, Worksheet } from 'exceljs';
import { gateState, stopping } from '../../domain/readiness/gate-state.ts';
import type { Readiness } from '../../domain/readiness/readiness.ts';
import { VERDICTS } from '../../domain/readiness/words.ts';
import type { Grid } from '../kit/grid-model.ts';
import { addGridSheet, addTable, setPrintArea, widthOf } from '../kit/grid-sheet.ts';
import { DEADLINE_HEADERS, deadlineRows, GATE_COLUMNS, gateRows, readinessGrids } from './readiness-grids.ts';
import { repackXlsx } from '../kit/repack-xlsx.ts';
import {
  addWideRow,
  arialByDefault,
  FACTS,
  font,
  HEAD_FACT,
  headStyle,
  letRowsGrow,
  newWorkbook,
  page,
  pageText,
  PLAIN,
  prefixLockedText,
  setCell,
  sheetText,
  SUBTITLE,
  TEXT_FORMAT,
  THIN,
  TITLE,
} from '../kit/sheet-parts.ts';
import { shownText } from '../../domain/words/shown-text.ts';
import { excelSerial } from '../kit/excel-serial.ts';

const OVERVIEW = 'Översikt';
const LONGEST_NAME = 31;

/** The readiness report for those who go on with it in Excel. The same model gives the same bytes. */
export async function writeReadinessWorkbook(model: Readiness): Promise<Buffer> {
  const workbook = await newWorkbook(model.asOf);
  workbook.title = sheetText(`${model.title} ${model.asOf}`);

  addOverview(workbook, model);
  const grids = readinessGrids(model);
  const names = sheetNames(grids);
  grids.forEach((grid, index) => {
    addGridSheet(workbook, grid, names[index] ?? '', markOf(model), headerFooter(model));
  });

  const stored = await workbook.xlsx.writeBuffer({ zip: { compression: 'STORE' } });
  const sheets = Array.from(
    { length: grids.length + 1 },
    (_, index) => `xl/worksheets/sheet${index + 1}.xml`,
  );
  return repackXlsx(Buffer.from(stored), model.asOf, {
    'xl/styles.xml': (xml) => arialByDefault(prefixLockedText(xml)),
    ...Object.fromEntries(sheets.map((sheet) => [sheet, letRowsGrow])),
  });
}

const markOf = ({ watermark }: Readiness): string => (watermark === null ? '' : `${watermark} – `);

/** Excel refuses a file whose page header or footer is longer than 255 characters. */
function headerFooter({ title, asOf, watermark }: Readiness): Partial<HeaderFooter> {
  const mark = watermark === null ? '' : `&B${pageText(watermark, 40)}&B · `;
  return {
    oddHeader: `&L${mark}${pageText(title, 80)}&RLäget ${asOf}`,
    oddFooter: '&LAlla siffror är antal&RSida &P av &N',
  };
}

/** Titles as Excel allows them for sheets: short, without its own signs, and no two alike. */
function sheetNames(grids: readonly Grid[]): readonly string[] {
  const taken = new Set([OVERVIEW.toLowerCase(), 'history']);
  return grids.map(({ name }) => {
    const plain = shownText(name)
      .replace(/[*?:\\/[\]\n]/gu, '')
      .replace(/^'+|'+$/gu, '')
      .trim();
    const stem = plain === '' ? 'Tabell' : plain;
    let found = cutName(stem, '');
    for (let number = 2; taken.has(found.toLowerCase()); number++) found = cutName(stem, ` ${number}`);
    taken.add(found.toLowerCase());
    return found;
  });
}

function cutName(stem: string, ending: string): string {
  const room = LONGEST_NAME - ending.length;
  if (stem.length <= room) return `${stem}${ending}`;
  const cut = Array.from(stem.slice(0, room - 1));
  return `${cut.join('').replace(/\p{Surrogate}$/u, '')}…${ending}`;
}

const VERDICT: Partial<Style> = {
  ...TITLE,
  font: font(22, { bold: true }),
};
const HEAD = headStyle(HEAD_FACT);
const CELL = {
  text: { numFmt: TEXT_FORMAT, font: font(10), border: THIN, alignment: { vertical: 'top', wrapText: true } },
  day: {
    numFmt: 'yyyy-mm-dd',
    font: font(10),
    border: THIN,
    alignment: { vertical: 'top', horizontal: 'left' },
  },
  count: {
    numFmt: '#,##0',
    font: font(10),
    border: THIN,
    alignment: { vertical: 'top', horizontal: 'right', indent: 1 },
  },
  decimal: {
    numFmt: '#,##0.0',
    font: font(10),
    border: THIN,
    alignment: { vertical: 'top', horizontal: 'right', indent: 1 },
  },
} as const satisfies Record<string, Partial<Style>>;
/** How the columns of the deadlines look, in their order. */
const DEADLINE_LOOKS = [
  ...(['text', 'day', 'count', 'count', 'decimal', 'text', 'decimal'] as const),
] as const;

/** The verdict, the three deadlines and all gates, on one sheet. */
function addOverview(workbook: Workbook, model: Readiness): void {
  const sheet = workbook.addWorksheet(OVERVIEW, {
    views: [{ showGridLines: false }],
    pageSetup: page('landscape'),
    headerFooter: headerFooter(model),
  });
  const rows = gateRows(model);
  const widths = GATE_COLUMNS.map((column, index) => widthOf(column, rows, index));
  sheet.columns = widths.map((width) => ({ width }));
  const width = widths.reduce((sum, one) => sum + one, 0);
  const last = GATE_COLUMNS.length;
  let at = 0;
  const wide = (text: string, style: Partial<Style>): void => {
    addWideRow(sheet, ++at, 1, last, width, text, style);
  };
  wide(`${markOf(model)}${model.title}`, TITLE);
  wide(`Lägesrapport ${model.asOf}, ${model.source} till ${model.target}`, SUBTITLE);
  const { mark, word } = VERDICTS[model.verdict];
  wide(`${mark} ${word}`, VERDICT);
  for (const fact of overviewFacts(model)) wide(fact, FACTS);
  at = addDeadlines(sheet, model, at + 2);
  at += 2;
  const end = addTable(sheet, { columns: GATE_COLUMNS, rows }, at, widths);
  if (model.isPublic) addWideRow(sheet, end + 2, 1, last, width, PUBLIC_NOTE, PLAIN);
  setPrintArea(sheet, last, model.isPublic ? end + 2 : end);
}

function overviewFacts(model: Readiness): readonly string[] {
  const [region] = model.forecast.scopes;
  const blocking = model.gates.filter(({ severity }) => severity === 'blocking');
  const waived = blocking.filter((gate) => gateState(gate, model.asOf) === 'waived').length;
  return [
    ...(region === undefined ? [] : [`Öppna SIP:ar i ${model.source}: ${region.remaining}`]),
    `Villkor: ${blocking.length}, varav ${stopping(model).length} hindrar och ${waived} har undantag`,
  ];
}

function addDeadlines(sheet: Worksheet, model: Readiness, from: number): number {
  const header = sheet.getRow(from);
  DEADLINE_HEADERS.forEach((text, index) => {
    setCell(header, index + 1, text, HEAD);
  });
  header.height = 42;
  const rows = deadlineRows(model);
  rows.forEach((cells, index) => {
    const line = sheet.getRow(from + 1 + index);
    cells.forEach((value, column) => {
      const look = DEADLINE_LOOKS[column] ?? 'text';
      const shown =
        typeof value !== 'string' ? value : look === 'day' ? excelSerial(value) : sheetText(value);
      setCell(line, column + 1, shown, CELL[look]);
    });
    line.height = 28;
  });
  return from + rows.length;
}
