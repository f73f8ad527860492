import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { build } from 'esbuild';
import ExcelJS from 'exceljs';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';

import type { OpenTableOptions } from './open-table.ts';
import { openTable } from './open-table.ts';
import type { OpenedTable, TableNote } from './table.ts';
import { cellsOf, refusalOf, rowsOf, temporaryFile, temporaryFolder } from './temporary-file.test-help.ts';
import type { WorkbookParts } from './zip-file.test-help.ts';
import { workbook, zipFile } from './zip-file.test-help.ts';

let readerProcess: NonNullable<OpenTableOptions['readerProcess']>;

beforeAll(async () => {
  const script = join(await temporaryFolder(), 'reader.cjs');
  await build({
    stdin: {
      contents: `import { xlsxReaderMain } from './xlsx-reader-process.ts'; void xlsxReaderMain();`,
      resolveDir: import.meta.dirname,
    },
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    outfile: script,
  });
  readerProcess = { command: process.execPath, args: [script] };
});

async function openBook(content: Uint8Array, sheet?: string): Promise<OpenedTable> {
  return openTable(await temporaryFile(content), {
    readerProcess,
    ...(sheet === undefined ? {} : { sheet }),
  });
}

async function read(parts: WorkbookParts): Promise<(readonly string[])[]> {
  return cellsOf(await openBook(workbook(parts)));
}

async function notesOf(parts: WorkbookParts): Promise<readonly TableNote[]> {
  return (await openBook(workbook(parts))).facts.notes;
}

async function refused(content: Uint8Array, sheet?: string): Promise<{ code: string; detail: object }> {
  return refusalOf(async () => rowsOf(await openBook(content, sheet)));
}

const text = (value: string): string => `<c t="inlineStr"><is><t>${value}</t></is></c>`;
const row = (...values: string[]): string => `<row>${values.map(text).join('')}</row>`;

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
  });

  it('leaves out the formatted but empty rows below the list', async () => {
    expect(await read({ rows: `${row('a')}<row r="1048576"><c r="A1048576" s="0"/></row>` })).toEqual([
      ['a'],
    ]);
  });

  it('reads hidden and filtered rows and says how many they are', async () => {
    const parts = {
      rows: `${row('a')}<row r="2" hidden="1">${text('b')}</row>`,
      afterRows: '<autoFilter ref="A1:A2"/>',
    };
    expect(await read(parts)).toEqual([['a'], ['b']]);
    expect(await notesOf(parts)).toEqual([{ code: 'HIDDEN_ROWS', row: null, column: null, detail: '1' }]);
  });

  it('streams a long list, the same each time, and keeps no more than a few rows', async () => {
    const count = 40_000;
    const rows = Array.from({ length: count }, (_, index) => row(String(index), 'x'.repeat(150))).join('');
    const table = await openBook(workbook({ rows }));
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

  it('reads formulas by their cached value, booleans as TRUE and FALSE, and errors as nothing', async () => {
    const parts = {
      rows: '<row><c t="str"><f>A1&amp;"x"</f><v>SIP-1</v></c><c><f>1+1</f></c><c t="b"><v>1</v></c><c t="b"><v>0</v></c><c t="e"><v>#N/A</v></c><c><v>5</v></c></row>',
    };
    expect(await read(parts)).toEqual([['SIP-1', '', 'TRUE', 'FALSE', '', '5']]);
    expect(
      (await notesOf(parts)).map(({ code, column, detail }) => `${code} ${column ?? ''} ${detail}`),
    ).toEqual(['FORMULA_CELL A ', 'FORMULA_WITHOUT_VALUE B ', 'ERROR_CELL E #N/A']);
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

describe('hostile and damaged workbooks', () => {
  /** Answered in time, whatever the answer; the parent's own memory does not follow the file's. */
  async function answer(content: Uint8Array): Promise<string> {
    const start = performance.now();
    const before = process.memoryUsage().rss;
    let rows = 0;
    let result: string;
    try {
      const table = await openBook(content);
      for await (const batch of table.batches()) rows += batch.length;
      result = `${rows} rows`;
    } catch (error) {
      result = (error as { code?: string }).code ?? String(error);
    }
    expect(performance.now() - start).toBeLessThan(10_000);
    expect(process.memoryUsage().rss - before).toBeLessThan(256 * 1024 * 1024);
    return result;
  }

  it('passes by validations, merges and defined names over whole sheets', async () => {
    const hostile = workbook({
      rows: row('a', 'b'),
      beforeRows: '<cols><col min="1" max="16384" width="9"/></cols>',
      afterRows:
        '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>' +
        '<dataValidations><dataValidation type="list" sqref="A1:XFD1048576 A1:A1048576"><formula1>"x"</formula1></dataValidation></dataValidations>',
      workbookExtra:
        '<definedNames><definedName name="n">Blad1!$A$1:$XFD$1048576</definedName></definedNames>',
    });
    expect(await answer(hostile)).toBe('1 rows');
  });

  it('refuses a zip bomb by what its directory says', async () => {
    const bomb = workbook({ afterRows: ' '.repeat(300 * 1024 * 1024) });
    expect(bomb.length).toBeLessThan(1024 * 1024);
    expect(await answer(bomb)).toBe('FILE_XLSX_TOO_LARGE');
  });

  it('refuses a zip bomb whose directory lies', async () => {
    const zeros = Buffer.alloc(100 * 1024 * 1024, ' ');
    const parts = [{ name: '_rels/.rels', data: zeros, inflated: 1000 }];
    expect(await answer(zipFile(parts))).toBe('FILE_XLSX_BROKEN');
  });

  it('refuses a great many parts', async () => {
    const more = Array.from({ length: 5000 }, (_, index) => ({ name: `x${index}`, data: '' }));
    expect(await answer(workbook({ more }))).toBe('FILE_XLSX_TOO_LARGE');
  });

  it('refuses a document type, and with it every entity it might declare', async () => {
    const more = [{ name: 'xl/x.xml', data: '' }];
    const book = workbook({ beforeRows: '<!DOCTYPE x [<!ENTITY a "b">]>', rows: row('&a;'), more });
    expect(await answer(book)).toBe('FILE_XLSX_BROKEN');
    expect(await answer(workbook({ rows: row('&a;') }))).toBe('FILE_XLSX_BROKEN');
  });

  it('answers a long string that is named a million times', async () => {
    const strings = `<si><t>${'x'.repeat(32_000)}</t></si>`;
    const rows = '<row><c t="s"><v>0</v></c></row>'.repeat(100_000);
    expect(await answer(workbook({ strings, rows }))).toBe('FILE_XLSX_TOO_LARGE');
  });

  it('answers rows that are filled only in the last column', async () => {
    const rows = Array.from(
      { length: 20_000 },
      (_, index) => `<row><c r="XFD${index + 1}"><v>1</v></c></row>`,
    ).join('');
    expect(await answer(workbook({ rows }))).toBe('FILE_XLSX_TOO_LARGE');
  });

  it('answers millions of strings, tags without end and formulas without end', async () => {
    const varied = Array.from(
      { length: 900_000 },
      (_, index) => `<si><t>${(index * 7919) % 1_000_003}</t></si>`,
    ).join('');
    expect(await answer(workbook({ strings: varied, rows: row('a') }))).toBe('1 rows');
    expect(await answer(workbook({ beforeRows: `<x a="${'y'.repeat(3_000_000)}"/>` }))).toBe(
      'FILE_XLSX_BROKEN',
    );
    expect(await answer(workbook({ rows: `<row><c><f>${'1+'.repeat(1_500_000)}</f></c></row>` }))).toBe(
      'FILE_XLSX_BROKEN',
    );
  });

  it('answers a single cell in the last row with a million blank ones before it', async () => {
    expect(await answer(workbook({ rows: '<row r="1048576"><c r="A1048576"><v>1</v></c></row>' }))).toBe(
      '1048576 rows',
    );
  });

  it('stops a reader that takes too long', async () => {
    const script = join(await temporaryFolder(), 'slow.cjs');
    await writeFile(script, 'setInterval(() => {}, 1000);');
    const path = await temporaryFile(workbook({}));
    const slow = { command: process.execPath, args: [script], patienceMs: 500 };
    expect((await refusalOf(() => openTable(path, { readerProcess: slow }))).code).toBe('FILE_XLSX_TIMEOUT');
  });

  it('outlives a reader that runs out of memory', async () => {
    const script = join(await temporaryFolder(), 'greedy.cjs');
    await writeFile(script, 'const kept = []; for (;;) kept.push(new Array(100000).fill(Math.random()));');
    const path = await temporaryFile(workbook({}));
    const greedy = { command: process.execPath, args: [script] };
    expect((await refusalOf(() => openTable(path, { readerProcess: greedy }))).code).toBe(
      'FILE_XLSX_TOO_LARGE',
    );
  });

  it('refuses a workbook that is cut off, damaged, or another kind of zip', async () => {
    const whole = workbook({ rows: row('a') });
    expect((await refused(whole.subarray(0, -30))).code).toBe('FILE_XLSX_BROKEN');
    expect((await refused(zipFile([{ name: 'list.csv', data: 'a;b' }]))).code).toBe('FILE_XLSX_BROKEN');
    const damaged = zipFile([{ name: '_rels/.rels', data: '<Relationships/>', crc: 1 }]);
    expect(await refused(damaged)).toEqual({ code: 'FILE_XLSX_BROKEN', detail: { reason: 'part damaged' } });
    expect((await refused(workbook({ more: [{ name: 'XL/workbook.xml', data: '' }] }))).code).toBe(
      'FILE_XLSX_BROKEN',
    );
  });

  it('refuses any workbook with a flipped byte, or reads it right', async () => {
    const whole = workbook({ rows: row('Åsa', 'b') });
    await fc.assert(
      fc.asyncProperty(fc.nat(whole.length - 1), fc.integer({ min: 1, max: 255 }), async (place, flip) => {
        const bytes = Buffer.from(whole);
        bytes[place] = (bytes[place] ?? 0) ^ flip;
        const result = await openBook(bytes).then(cellsOf, (error: unknown) => error);
        if (result instanceof Error) expect(result.name).toBe('UnreadableFile');
        else expect(result).toEqual([['Åsa', 'b']]);
      }),
      { numRuns: 60 },
    );
  });

  it.each([
    ['mimetype', 'content.xml', '.ods'],
    ['[Content_Types].xml', 'xl/workbook.bin', '.xlsb'],
    ['Data/a.jpg', 'Index/Document.iwa', '.numbers'],
  ])('names the format of another program by its parts: %s, %s', async (one, other, format) => {
    const refusal = await refused(
      zipFile([
        { name: one, data: '' },
        { name: other, data: '' },
      ]),
    );
    expect(refusal).toEqual({
      code: 'FILE_OTHER_FORMAT',
      detail: { format: expect.stringContaining(format) as string },
    });
  });

  it('tells an old workbook from one with a password', async () => {
    const ole = Buffer.concat([Buffer.from([0xd0, 0xcf, 0x11, 0xe0]), Buffer.alloc(70_000)]);
    expect((await refused(ole)).code).toBe('FILE_XLS_OLD');
    const encrypted = Buffer.concat([
      ole.subarray(0, 65_530),
      Buffer.from('EncryptedPackage', 'utf16le'),
      Buffer.alloc(9),
    ]);
    expect((await refused(encrypted)).code).toBe('FILE_PASSWORD_PROTECTED');
    expect((await refused(zipFile([{ name: 'a.xml', data: '', flags: 1 }]))).code).toBe(
      'FILE_PASSWORD_PROTECTED',
    );
  });

  it('is never read in this process', async () => {
    const path = await temporaryFile(workbook({}));
    await expect(openTable(path)).rejects.toThrow('readerProcess');
  });
});
