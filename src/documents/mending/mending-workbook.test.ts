import ExcelJS from 'exceljs';
import { describe, expect, it } from 'vitest';
import { writeMendingCsv } from './mending-csv.ts';
import type { MendingModel, MendingRow } from './mending-model.ts';
import { writeMendingWorkbook } from './mending-workbook.ts';
import { unzipParts } from '../kit/unzip-for-tests.ts';

const MODEL: MendingModel = {
  titles: ['Rättningslista till a&b.csv (…)', 'Uttag 2025-09-15', 'Innehåller personuppgifter.'],
  rowHeader: 'Rad',
  adviceHeader: 'Att rätta',
  headers: ['SIP-id', 'Personnummer', 'Kommun'],
  sheet: 'Blad1',
  day: '2025-09-29',
};

const row = (
  cells: readonly string[],
  faults: Readonly<Record<number, readonly string[]>> = {},
  number = '17',
): MendingRow => ({
  row: number,
  advice: Object.values(faults).flat(),
  cells,
  faults: new Map(Object.entries(faults).map(([at, sentences]) => [Number(at), sentences])),
});

async function* once(...rows: readonly MendingRow[]): AsyncGenerator<readonly MendingRow[]> {
  await Promise.resolve();
  yield rows;
}

async function workbookOf(model: MendingModel, ...rows: readonly MendingRow[]): Promise<ExcelJS.Worksheet> {
  const workbook = new ExcelJS.Workbook();
  const bytes = await writeMendingWorkbook(model, once(...rows));
  await workbook.xlsx.load(bytes as unknown as ArrayBuffer);
  const [sheet] = workbook.worksheets;
  if (sheet === undefined) throw new Error('no sheet');
  return sheet;
}

describe('writeMendingWorkbook', () => {
  it('writes titles, headers and the rows as they stood', async () => {
    const sheet = await workbookOf(MODEL, row(['SIP-1', '191212121212', ''], { 2: ['Kommun saknas.'] }));
    const grid = sheet.getSheetValues().slice(1) as (readonly unknown[])[];
    expect(grid.map((cells) => cells.slice(1))).toEqual([
      ['Rättningslista till a&b.csv (…)'],
      ['Uttag 2025-09-15'],
      ['Innehåller personuppgifter.'],
      ['Rad', 'Att rätta', 'SIP-id', 'Personnummer', 'Kommun'],
      ['17', 'Kommun saknas.', 'SIP-1', '191212121212'],
    ]);
    expect(sheet.name).toBe('Blad1');
  });

  it('says on a sheet after the list how it is mended, and prints on A4', async () => {
    const workbook = new ExcelJS.Workbook();
    const bytes = await writeMendingWorkbook(MODEL, once(row(['SIP-1', 'x', ''])));
    await workbook.xlsx.load(bytes as unknown as ArrayBuffer);
    expect(workbook.worksheets.map(({ name }) => name)).toEqual(['Blad1', 'Så här gör du']);
    const texts = workbook.worksheets[1]?.getColumn(1).values.map(String) ?? [];
    expect(texts.join('\n')).toMatch(/kolumnen Att rätta.*kolumnen Rad.*radens id.*overgang import/su);
    for (const { pageSetup } of workbook.worksheets)
      expect(pageSetup).toMatchObject({ paperSize: 9, fitToPage: true, fitToWidth: 1, fitToHeight: 0 });
  });

  it('marks the faulty cell, and it alone, with a fill and a note', async () => {
    const sheet = await workbookOf(MODEL, row(['SIP-1', 'x', ''], { 2: ['Kommun saknas.', 'Ange den.'] }));
    const marked = sheet.getRow(5).getCell(5);
    expect(marked.note).toBe('Kommun saknas.\nAnge den.');
    const others = [3, 4].map((column) => sheet.getRow(5).getCell(column));
    for (const cell of others) {
      expect(cell.note).toBeUndefined();
      expect(cell.fill).not.toEqual(marked.fill);
    }
    expect(marked.fill).toMatchObject({ type: 'pattern', pattern: 'solid' });
  });

  it('makes every cell text, so that no number is made of a personnummer and no formula of a name', async () => {
    const bytes = await writeMendingWorkbook(
      MODEL,
      once(row(['=1+1', '191212121212', '@SUM(A1)']), row(['+46', '-1', '0123'])),
    );
    const parts = unzipParts(bytes);
    const sheet = parts.get('xl/worksheets/sheet1.xml') ?? '';
    expect(sheet).not.toContain('<f>');
    for (const [cell = ''] of sheet.matchAll(/<c [^>]*>(?=<v>)/gu)) expect(cell).toContain('t="s"');
    expect(parts.get('xl/styles.xml')).toMatch(/<xf quotePrefix="1" numFmtId="49"/u);
    const read = await workbookOf(MODEL, row(['=1+1', '191212121212', '@SUM(A1)']));
    for (const column of [1, 2, 3, 4, 5]) {
      const cell = read.getRow(5).getCell(column);
      expect(cell.numFmt).toBe('@');
      if (column > 2) expect(typeof cell.value).toBe('string');
    }
  });

  it('gives odd characters back as they were', async () => {
    const bytes = await writeMendingWorkbook(MODEL, once(row(['a\u0001b', '_x0041_', 'rad\r\nrad'])));
    const strings = unzipParts(bytes).get('xl/sharedStrings.xml') ?? '';
    expect(strings).toContain('a_x0001_b');
    expect(strings).toContain('_x005F_x0041_');
    expect(strings).toContain('rad_x000D_\n');
  });

  it('has a frozen header, a filter and A4 landscape as wide as the paper', async () => {
    const sheet = await workbookOf(MODEL, row(['SIP-1', 'x', '']));
    expect(sheet.views[0]).toMatchObject({ state: 'frozen', ySplit: 4 });
    expect(sheet.autoFilter).toBe('A4:E5');
    expect(sheet.pageSetup).toMatchObject({
      paperSize: 9,
      orientation: 'landscape',
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: 0,
    });
    expect(sheet.getColumn(2).width).toBeGreaterThan(40);
  });

  it.each(['a/b', 'x'.repeat(32), "'x", 'History', null])(
    'names the sheet itself where %j is no name',
    async (name) => {
      expect((await workbookOf({ ...MODEL, sheet: name }, row(['1', '2', '3']))).name).toBe('Rättningslista');
    },
  );

  it('keeps cells beyond the headers', async () => {
    const sheet = await workbookOf(MODEL, row(['1', '2', '3', 'över']));
    expect(sheet.getRow(5).getCell(6).value).toBe('över');
  });
});

describe('writeMendingCsv', () => {
  async function csvOf(...rows: readonly MendingRow[]): Promise<string> {
    let text = '';
    for await (const piece of writeMendingCsv(MODEL, once(...rows))) text += piece;
    return text;
  }

  it('is for Swedish Excel: BOM, semicolons, CRLF, quotes', async () => {
    const text = await csvOf(row(['SIP-1', 'a;"b"', ''], { 2: ['Kommun saknas.', 'Ange den.'] }));
    expect(text).toBe(
      '\ufeff"Rättningslista till a&b.csv (…)"\r\n"Uttag 2025-09-15"\r\n"Innehåller personuppgifter."\r\n' +
        '"Rad";"Att rätta";"SIP-id";"Personnummer";"Kommun"\r\n' +
        '"17";"Kommun saknas. Ange den.";"SIP-1";"a;""b""";\r\n',
    );
  });

  it('holds what a spreadsheet would take for a formula or a number', async () => {
    const text = await csvOf(row(['=cmd', '191212121212', '@x']));
    expect(text).toContain(`"'=cmd";"'191212121212";"'@x"`);
  });
});
