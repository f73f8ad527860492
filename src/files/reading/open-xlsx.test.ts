import ExcelJS from 'exceljs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { WITHOUT_VALUE } from '../../domain/words/cell-fault.ts';
import { openBook, refused, row, text } from './open-book.test-help.ts';
import type { TableNote } from './table.ts';
import { cellsOf, rowsOf } from './temporary-file.test-help.ts';
import type { WorkbookParts } from './zip-file.test-help.ts';
import { workbook } from './zip-file.test-help.ts';

async function read(parts: WorkbookParts): Promise<(readonly string[])[]> {
  return cellsOf(await openBook(workbook(parts)));
}

async function notesOf(parts: WorkbookParts): Promise<readonly TableNote[]> {
  return (await openBook(workbook(parts))).facts.notes;
}

describe('sheets', () => {
  const sheets = [
    { name: 'Dold', state: 'hidden', rows: row('dold') },
    { name: 'Lista &amp; mer', rows: row('lista') },
    { name: '__proto__', rows: row('proto') },
  ];

  it('reads the first sheet that is shown', async () => {
    const { facts } = await openBook(workbook({ sheets }));
    expect(facts).toMatchObject({ format: 'xlsx', encoding: 'xlsx', delimiter: null, sheet: 'Lista & mer' });
    expect(facts.sheets).toEqual(['Dold', 'Lista & mer', '__proto__']);
    expect(await read({ sheets })).toEqual([['lista']]);
  });

  it('reads a sheet by name, hidden or oddly named', async () => {
    expect(await cellsOf(await openBook(workbook({ sheets }), 'dold'))).toEqual([['dold']]);
    expect(await cellsOf(await openBook(workbook({ sheets }), '__proto__'))).toEqual([['proto']]);
  });

  it('refuses a missing sheet and never takes another', async () => {
    expect(await refused(workbook({ sheets }), 'constructor')).toEqual({
      code: 'SHEET_MISSING',
      detail: { sheet: 'constructor', sheets: 'Dold, Lista & mer, __proto__' },
    });
  });
});

describe('rows', () => {
  it('numbers rows as the sheet does, with the missing ones blank', async () => {
    const table = await openBook(
      workbook({ rows: `<row r="2"><c r="C2"><v>1</v></c></row><row r="4"><c r="A4"><v>2</v></c></row>` }),
    );
    expect(await rowsOf(table)).toEqual([
      { row: 1, cells: [''] },
      { row: 2, cells: ['', '', '1'] },
      { row: 3, cells: [''] },
      { row: 4, cells: ['2'] },
    ]);
    expect(table.facts.rows).toBe(4);
  });

  it('leaves out the formatted but empty rows below the list', async () => {
    const rows = `${row('a')}<row r="1048576"><c r="A1048576" s="0"/></row>`;
    expect(await read({ rows })).toEqual([['a']]);
    expect((await openBook(workbook({ rows }))).facts.rows).toBe(1);
  });

  it('reads hidden and filtered rows and says how many they are', async () => {
    const parts = {
      rows: `${row('a')}<row r="2" hidden="1">${text('b')}</row>`,
      afterRows: '<autoFilter ref="A1:A2"/>',
    };
    expect(await read(parts)).toEqual([['a'], ['b']]);
    expect(await notesOf(parts)).toEqual([{ code: 'HIDDEN_ROWS', row: null, column: null, detail: '1' }]);
  });

  it('streams a long list, the same each time, keeps no more than a few rows, and tells how far it has come', async () => {
    const count = 40_000;
    const rows = Array.from({ length: count }, (_, index) => row(String(index), 'x'.repeat(150))).join('');
    const shares: number[] = [];
    const table = await openBook(workbook({ rows }), undefined, (share) => shares.push(share));
    expect(table.facts.rows).toBe(count);
    expect(shares).toEqual(shares.toSorted((a, b) => a - b));
    expect([shares.length > 10, shares.some((share) => share < 0.2)]).toEqual([true, true]);
    expect([(shares.at(-1) ?? 0) > 0.9, (shares.at(-1) ?? 2) <= 1]).toEqual([true, true]);
    for (let time = 0; time < 2; time++) {
      const numbers = (await rowsOf(table)).map((one) => [one.row, one.cells[0]]);
      expect(numbers).toEqual(Array.from({ length: count }, (_, index) => [index + 1, String(index)]));
    }
  });

  it('refuses rows or cells in one place twice', async () => {
    expect((await refused(workbook({ rows: '<row r="2"/><row r="2"/>' }))).code).toBe('FILE_XLSX_BROKEN');
    expect((await refused(workbook({ rows: '<row r="1"><c r="A1"/><c r="A1"/></row>' }))).code).toBe(
      'FILE_XLSX_BROKEN',
    );
    expect((await refused(workbook({ rows: '<row r="1048577"/>' }))).code).toBe('FILE_XLSX_BROKEN');
  });
});

describe('cells', () => {
  it('reads shared strings, flattens rich text and leaves phonetic readings out', async () => {
    const strings =
      '<si><t>Åsa</t></si><si><r><rPr><b/></rPr><t xml:space="preserve">An </t></r><r><t>na</t></r><rPh sb="0" eb="1"><t>アンナ</t></rPh></si>';
    expect(await read({ strings, rows: '<row><c t="s"><v>1</v></c><c t="s"><v>0</v></c></row>' })).toEqual([
      ['An na', 'Åsa'],
    ]);
  });

  it('decodes entities, escapes and CDATA', async () => {
    const value = 'a &amp;lt; &#229;&#xe4; _x000D__x005F_x000D_ <![CDATA[<ö> &amp;]]>';
    expect(await read({ rows: row(value) })).toEqual([['a &lt; åä \r_x000D_ <ö> &amp;']]);
  });

  it('gives numbers as their shortest exact decimal text', async () => {
    const written = ['1188.0', '1.92705259964E11', '0.1', '-1.5E-7', '1E21', '-0', '007'];
    const cells = written.map((value) => `<c><v>${value}</v></c>`).join('');
    const shown = ['1188', '192705259964', '0.1', '-0.00000015', '1000000000000000000000', '0', '7'];
    expect(await read({ rows: `<row>${cells}</row>` })).toEqual([shown]);
  });

  it('notes a number of more than nine digits, which was an identity once', async () => {
    expect(await notesOf({ rows: '<row><c><v>999999999</v></c><c><v>1927052599</v></c></row>' })).toEqual([
      { code: 'NUMBER_CELL', row: 1, column: 'B', detail: '10' },
    ]);
  });

  it('gives dates by style in the 1900 system', async () => {
    const styles =
      '<xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="22"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="166"/>';
    const formats =
      '<numFmt numFmtId="164" formatCode="[$-41D]yyyy\\-mm\\-dd"/><numFmt numFmtId="165" formatCode="0 &quot;dagar&quot;"/><numFmt numFmtId="166" formatCode="[h]:mm"/>';
    const cells = [
      [1, '45915'],
      [3, '45915'],
      [2, '45915.3138888889'],
      [1, '45915.99999999'],
      [2, '45915'],
      [4, '12'],
      [1, '1'],
      [1, '59'],
      [1, '61'],
      [2, '0.5'],
      [5, '1.5'],
      [1, '2958465'],
    ].map(([style, value]) => `<c s="${String(style)}"><v>${String(value)}</v></c>`);
    expect(await read({ styles, formats, rows: `<row>${cells.join('')}</row>` })).toEqual([
      [
        '2025-09-15',
        '2025-09-15',
        '2025-09-15 07:32',
        '2025-09-16',
        '2025-09-15 00:00',
        '12',
        '1900-01-01',
        '1900-02-28',
        '1900-03-01',
        '12:00',
        '36:00',
        '9999-12-31',
      ],
    ]);
  });

  it('gives dates in the 1904 system', async () => {
    const styles = '<xf numFmtId="14"/>';
    expect(
      await read({
        styles,
        is1904: true,
        rows: '<row><c><v>0</v></c><c><v>60</v></c><c><v>44453</v></c></row>',
      }),
    ).toEqual([['1904-01-01', '1904-03-01', '2025-09-15']]);
  });

  it('refuses the day that never was and days out of range, as numbers with a note', async () => {
    const parts = {
      styles: '<xf numFmtId="14"/>',
      rows: '<row><c><v>60</v></c><c><v>-1</v></c><c><v>99999999</v></c></row>',
    };
    expect(await read(parts)).toEqual([['60', '-1', '99999999']]);
    expect((await notesOf(parts)).map(({ code, column }) => `${code} ${column ?? ''}`)).toEqual([
      'DATE_SERIAL_60 A',
      'DATE_OUT_OF_RANGE B',
      'DATE_OUT_OF_RANGE C',
    ]);
  });

  it('reads ISO date cells, and leaves a time with a zone as it stands', async () => {
    const values = [
      '2025-10-08',
      '2025-10-08T00:00:00',
      '2025-10-08T07:31:00.000',
      '2025-10-08T07:31:05',
      '2025-10-07T22:00:00Z',
    ];
    const parts = { rows: `<row>${values.map((value) => `<c t="d"><v>${value}</v></c>`).join('')}</row>` };
    expect(await read(parts)).toEqual([
      ['2025-10-08', '2025-10-08', '2025-10-08 07:31', '2025-10-08 07:31:05', '2025-10-07T22:00:00Z'],
    ]);
    expect((await notesOf(parts)).map(({ code }) => code)).toEqual(['DATE_WITH_ZONE']);
  });

  it('reads formulas by their cached value, booleans as TRUE and FALSE, and errors as they stand', async () => {
    const parts = {
      rows: '<row><c t="str"><f>A1&amp;"x"</f><v>SIP-1</v></c><c><f>1+1</f></c><c t="b"><v>1</v></c><c t="b"><v>0</v></c><c t="e"><v>#N/A</v></c><c><v>5</v></c></row>',
    };
    expect(await read(parts)).toEqual([['SIP-1', WITHOUT_VALUE, 'TRUE', 'FALSE', '#N/A', '5']]);
    expect(
      (await notesOf(parts)).map(({ code, column, detail }) => `${code} ${column ?? ''} ${detail}`),
    ).toEqual(['FORMULA_CELL A ', 'FORMULA_WITHOUT_VALUE B ', 'ERROR_CELL E #N/A']);
  });

  it('tells of a formula whose value is left empty as of one without', async () => {
    const parts = {
      rows: '<row><c><f>1+1</f><v></v></c><c><f>1+1</f><v/></c><c t="str"><f>""</f><v></v></c></row>',
    };
    expect((await notesOf(parts)).map(({ code, column }) => `${code} ${column ?? ''}`)).toEqual([
      'FORMULA_WITHOUT_VALUE A',
      'FORMULA_WITHOUT_VALUE B',
      'FORMULA_CELL C',
    ]);
  });

  it('tells of odd characters and long cells as in a text file', async () => {
    // XML itself does not allow U+0001.
    const parts = { rows: row('\u202eb', 'x'.repeat(40_000), 'c\u0001') };
    expect((await notesOf(parts)).map(({ code, detail }) => `${code} ${detail}`)).toEqual([
      'BIDI_CONTROL U+202E',
      'CELL_TOO_LONG 40000',
      'CONTROL_CHARACTER U+0001',
    ]);
    expect((await read(parts))[0]?.[1]).toHaveLength(32_767);
  });

  it('refuses NUL characters and lone surrogates', async () => {
    expect(await refused(workbook({ rows: row('a') + row('_x0000_') }))).toEqual({
      code: 'NUL_CHARACTER',
      detail: { row: 2 },
    });
    expect(await refused(workbook({ rows: row('_xD800_') }))).toEqual({
      code: 'LONE_SURROGATE',
      detail: { row: 1 },
    });
    // As a reference it is no XML at all.
    expect((await refused(workbook({ rows: row('&#xD800;') }))).code).toBe('FILE_XLSX_BROKEN');
  });

  it('reads back any grid of text that exceljs writes', async () => {
    const cell = fc.string({
      unit: fc.constantFrom('å', '<', '&', '"', "'", '\n', ' ', '_x000D_', ']]>', '€', '😀', '1'),
      minLength: 1,
      maxLength: 5,
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(cell, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 5 }),
        async (grid) => {
          const book = new ExcelJS.Workbook();
          // exceljs does not escape what looks like an escape; Excel itself would.
          book
            .addWorksheet('Blad1')
            .addRows(grid.map((cells) => cells.map((value) => value.replaceAll('_x', '_x005F_x'))));
          expect(await cellsOf(await openBook(new Uint8Array(await book.xlsx.writeBuffer())))).toEqual(grid);
        },
      ),
      { numRuns: 20 },
    );
  });

  it('reads dates, numbers and formulas that exceljs writes', async () => {
    const book = new ExcelJS.Workbook();
    const sheet = book.addWorksheet('Blad1');
    sheet.addRow([new Date(Date.UTC(2025, 8, 15)), 12.5, true, { formula: '1+1', result: 2 }]);
    sheet.getCell('A1').numFmt = 'yyyy-mm-dd';
    expect(await cellsOf(await openBook(new Uint8Array(await book.xlsx.writeBuffer())))).toEqual([
      ['2025-09-15', '12.5', 'TRUE', '2'],
    ]);
  });
});
