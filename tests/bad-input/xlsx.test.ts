import ExcelJS from 'exceljs';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { columnLetters } from '../../src/files/reading/table.ts';
import { workbook, zipFile, type WorkbookParts } from '../../src/files/reading/zip-file.test-help.ts';
import {
  codesOf,
  emptyWorld,
  messageOf,
  refusalOf,
  SIP_HEADERS,
  sipCells,
  sipsOf,
  takeIn,
  told,
  type Attempt,
  type How,
} from '../helpers/bad-input.ts';
import { workbookReader } from '../helpers/workbook-reader.ts';

const NAME = 'sip-2025-09-15.xlsx';
/** Starting and stopping included. */
const ANSWER_MS = 10_000;

let readerProcess: Awaited<ReturnType<typeof workbookReader>>;
beforeAll(async () => {
  readerProcess = await workbookReader();
});

const how = async (more: How = {}): Promise<How> => ({
  name: NAME,
  world: await emptyWorld({ readerProcess }),
  ...more,
});

const imported = async (content: Uint8Array, args: readonly string[] = []): Promise<Attempt> =>
  takeIn(content, await how({ args }));

type Cells = Parameters<typeof sipCells>[0] & object;
type Header = keyof Cells;

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

const textCell = (place: string, text: string): string =>
  text === '' ? '' : `<c r="${place}" t="inlineStr"><is><t>${escaped(text)}</t></is></c>`;

/** Rows of a SIP list as the XML of a sheet; a cell given as XML begins with `<` and has `@` for its place. */
function sipRows(rows: readonly Cells[], attributes: (row: number) => string = () => ''): string {
  const all = [[...SIP_HEADERS], ...rows.map((row, at) => sipCells({ 'SIP-id': `SIP-${at + 1}`, ...row }))];
  return all
    .map((cells, at) => {
      const xml = cells.map((cell, index) => {
        const place = `${columnLetters(index + 1)}${at + 1}`;
        return cell.startsWith('<') ? cell.replace('@', place) : textCell(place, cell);
      });
      return `<row r="${at + 1}"${attributes(at + 1)}>${xml.join('')}</row>`;
    })
    .join('');
}

/** A flawless list but for one cell, which is the XML after `r`: `t="n"><v>7</v>`. */
const withCell = (header: Header, xml: string, parts: WorkbookParts = {}): Buffer =>
  workbook({ ...parts, rows: sipRows([{ [header]: `<c r="@" ${xml}</c>` }]) });

describe('sheets', () => {
  const twoSheets = workbook({
    sheets: [
      { name: 'Försättsblad', rows: '<row r="1"><c r="A1" t="inlineStr"><is><t>Hej</t></is></c></row>' },
      { name: 'Gömd', state: 'hidden', rows: sipRows([{}, {}]) },
      { name: 'Uttag', rows: sipRows([{}]) },
    ],
  });
  const asked = async (sheet: string) => {
    const { world, ...more } = await how({ args: ['--mapping', 'm.json'] });
    if (world === undefined) throw new Error('no world');
    writeFileSync(join(world.cwd, 'm.json'), JSON.stringify({ kind: 'sip', columns: {}, values: {}, sheet }));
    return { world, ...more };
  };

  it('a sheet by name is read, hidden or not', async () => {
    expect((await takeIn(twoSheets, await asked('Uttag'))).file).toMatchObject({ sheet: 'Uttag', rows: 2 });
    expect((await takeIn(twoSheets, await asked('Gömd'))).file).toMatchObject({ sheet: 'Gömd', rows: 3 });
  });

  it('a missing sheet is an error that names the others, and never the first sheet', async () => {
    expect(await refusalOf(twoSheets, await asked('Blad1'))).toMatchObject({
      code: 'SHEET_MISSING',
      message: `${NAME}: bladet Blad1 finns inte.`,
      remedy: 'Blad i filen: Försättsblad, Gömd, Uttag.',
    });
  });

  it('a sheet named __proto__ is a sheet', async () => {
    const odd = workbook({
      sheets: [
        { name: '__proto__', rows: sipRows([{}]) },
        { name: 'constructor', rows: sipRows([{}, {}]) },
      ],
    });
    expect((await imported(odd)).file).toMatchObject({ sheet: '__proto__, constructor', rows: 5 });
    expect((await takeIn(odd, await asked('__proto__'))).file).toMatchObject({ sheet: '__proto__', rows: 2 });
    expect((await takeIn(odd, await asked('constructor'))).file).toMatchObject({ rows: 3 });
    expect(await refusalOf(odd, await asked('toString'))).toMatchObject({ code: 'SHEET_MISSING' });
  });
});

describe('number cells for identities', () => {
  it.each([
    ['a whole number', '192506289822'],
    ['with an exponent', '1.92506289822E11'],
  ])('%s: the damage is reported, and the number is not mended', async (_what, value) => {
    const attempt = await imported(withCell('Personnummer', `><v>${value}</v>`));
    expect(told(attempt)).toEqual([['NUMBER_CELL', 2, 'Personnummer']]);
    expect(attempt.file.findings.find(({ code }) => code === 'NUMBER_CELL')?.severity).toBe('warning');
    expect(sipsOf(attempt.world)).toMatchObject([{ person_id: '192506289822' }]);
  });

  it('a number that has lost its zeros is damaged, and keys nobody', async () => {
    const attempt = await imported(withCell('Personnummer', '><v>406289822</v>'));
    expect(told(attempt)).toEqual([['PERSON_DAMAGED_BY_EXCEL', 2, 'Personnummer']]);
    expect(sipsOf(attempt.world)).toMatchObject([{ person_id: '406289822', person_key: null }]);
  });

  it('a number that has lost its last digits is damaged, and keys nobody', async () => {
    const attempt = await imported(withCell('Personnummer', '><v>1.92506E+15</v>'));
    expect(codesOf(attempt)).toContain('NUMBER_CELL');
    expect(sipsOf(attempt.world)[0]?.person_key).not.toBe('192506289822');
    expect(sipsOf(attempt.world)[0]?.identity).not.toBe('ok');
  });
});

describe('days', () => {
  const dated = { styles: '<xf numFmtId="0"/><xf numFmtId="14"/>' };
  const meeting = async (xml: string, parts: WorkbookParts = dated) => {
    const attempt = await imported(withCell('Möte', xml, parts));
    return { day: sipsOf(attempt.world)[0]?.meeting_on, codes: codesOf(attempt) };
  };

  it('are the same in the 1900 and the 1904 system', async () => {
    const found = { day: '2025-02-03', codes: [] };
    expect(await meeting('s="1"><v>45691</v>')).toEqual(found);
    expect(await meeting('s="1"><v>44229</v>', { ...dated, is1904: true })).toEqual(found);
  });

  it('serial 60, the 29th of February 1900, is refused', async () => {
    const { day, codes } = await meeting('s="1"><v>60</v>');
    expect([day, codes]).toEqual([null, ['DATE_SERIAL_60', 'DATE_NOT_UNDERSTOOD']]);
  });

  it('numbers that no calendar of Excel has are refused', async () => {
    const { day, codes } = await meeting('s="1"><v>-3</v>');
    expect([day, codes[0]]).toEqual([null, 'DATE_OUT_OF_RANGE']);
  });

  it('two-digit years, typed as text, are refused', async () => {
    const { day, codes } = await meeting('t="inlineStr"><is><t>25-02-03</t></is>');
    expect([day, codes]).toEqual([null, ['DATE_WITH_TWO_DIGIT_YEAR']]);
  });

  it('ISO date cells are right', async () => {
    expect(await meeting('t="d"><v>2025-02-03</v>')).toEqual({ day: '2025-02-03', codes: [] });
    expect(await meeting('t="d"><v>2025-02-03T00:00:00Z</v>')).toEqual({ day: '2025-02-03', codes: [] });
  });

  it('ISO date cells with a zone are not moved to another day', async () => {
    const { day, codes } = await meeting('t="d"><v>2025-02-03T23:30:00Z</v>');
    expect([day, codes]).toEqual([null, ['DATE_WITH_ZONE', 'DATE_NOT_UNDERSTOOD']]);
  });

  it('day cells among days typed as text in another form are two forms in one column', async () => {
    const rows = sipRows([{ Möte: '<c r="@" s="1"><v>45691</v></c>' }, { Möte: '3/2 2025' }]);
    expect(told(await imported(workbook({ ...dated, rows })))).toContainEqual([
      'DATE_FORMS_MIXED',
      null,
      'Möte',
    ]);
  });
});

describe('cells', () => {
  it('formulas are read by their cached value', async () => {
    const attempt = await imported(withCell('Kommun', 't="str"><f>VLOOKUP(A2,X:Y,2)</f><v>Timrå</v>'));
    expect(told(attempt)).toEqual([['FORMULA_CELL', 2, 'Kommun']]);
    expect(sipsOf(attempt.world)).toMatchObject([{ kommun: '2262' }]);
  });

  it('formulas without one are unread, and told of', async () => {
    const attempt = await imported(withCell('Kommun', 't="str"><f>VLOOKUP(A2,X:Y,2)</f>'));
    expect(told(attempt)).toEqual([['FORMULA_WITHOUT_VALUE', 2, 'Kommun']]);
    expect(sipsOf(attempt.world)).toMatchObject([{ kommun: null, class: 'needs-decision' }]);
  });

  it.each(['#N/A', '#REF!', '#DIV/0!', 'other'])('error cells are unread, and told of: %s', async (error) => {
    const attempt = await imported(withCell('Kommun', `t="e"><v>${error}</v>`));
    expect(told(attempt)).toEqual([['ERROR_CELL', 2, 'Kommun']]);
    expect(messageOf(attempt, 'ERROR_CELL')).toContain(error === 'other' ? '#FEL!' : error);
    expect(sipsOf(attempt.world)).toMatchObject([{ kommun: null, class: 'needs-decision' }]);
  });

  it('rich text is flattened', async () => {
    const rich = 't="inlineStr"><is><r><t>Åsa </t></r><r><rPr><b/></rPr><t>Öberg</t></r></is>';
    const attempt = await imported(withCell('Namn', rich));
    expect([codesOf(attempt), sipsOf(attempt.world)[0]?.name]).toEqual([[], 'Åsa Öberg']);
  });

  it('hidden and filtered rows are read, and their number told', async () => {
    const book = new ExcelJS.Workbook();
    const sheet = book.addWorksheet('Uttag');
    sheet.addRow([...SIP_HEADERS]);
    for (let number = 1; number <= 4; number += 1) sheet.addRow(sipCells({ 'SIP-id': `SIP-${number}` }));
    sheet.autoFilter = 'A1:P5';
    sheet.getRow(3).hidden = true;
    sheet.getRow(4).hidden = true;
    const attempt = await imported(Buffer.from(await book.xlsx.writeBuffer()));
    expect(attempt.file.fates.new).toBe(4);
    expect(told(attempt)).toEqual([['HIDDEN_ROWS', null, null]]);
    expect(attempt.file.findings[0]?.message).toContain('2 dolda');
  });
});

describe('files that are no xlsx', () => {
  const ole = Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);

  it('.xls is explained', async () => {
    const refusal = await refusalOf(Buffer.concat([ole, Buffer.alloc(2048)]), await how());
    expect(refusal).toMatchObject({ code: 'FILE_XLS_OLD' });
    expect(refusal.remedy).toContain('spara som xlsx');
  });

  it('a file with a password is explained', async () => {
    const content = Buffer.concat([ole, Buffer.alloc(2048), Buffer.from('EncryptedPackage', 'utf16le')]);
    const refusal = await refusalOf(content, await how());
    expect(refusal).toMatchObject({ code: 'FILE_PASSWORD_PROTECTED' });
    expect(refusal.remedy).toContain('ta bort lösenordet');
  });
});

describe('hostile and merely odd workbooks are answered within ten seconds', () => {
  const rows = sipRows([{}, {}]);
  const whole = 'A1:XFD1048576';
  const sheetXml = (data: string): { name: string; data: string } => ({
    name: 'xl/worksheets/sheet1.xml',
    data,
  });

  it.each<readonly [string, WorkbookParts]>([
    [
      'whole-column validation',
      {
        rows,
        afterRows: `<dataValidations count="1"><dataValidation type="list" sqref="A1:A1048576 ${whole}"><formula1>"Ja,Nej"</formula1></dataValidation></dataValidations>`,
      },
    ],
    [
      'a merge of the whole sheet',
      { rows, afterRows: `<mergeCells><mergeCell ref="${whole}"/></mergeCells>` },
    ],
    [
      'a thousand huge merges',
      {
        rows,
        afterRows: `<mergeCells>${Array.from({ length: 1000 }, (_, at) => `<mergeCell ref="A${at + 1}:XFD1048576"/>`).join('')}</mergeCells>`,
      },
    ],
    [
      'defined names over the whole sheet',
      {
        rows,
        workbookExtra: `<definedNames>${Array.from({ length: 1000 }, (_, at) => `<definedName name="n${at}">Blad1!$A$1:$XFD$1048576</definedName>`).join('')}</definedNames>`,
      },
    ],
    [
      'formats down to the last row',
      {
        rows: `${rows}<row r="1048576" s="1" customFormat="1"><c r="XFD1048576" s="1"/></row>`,
        styles: '<xf/><xf/>',
      },
    ],
  ])('%s: the list is read right', async (_what, parts) => {
    const start = performance.now();
    const attempt = await imported(workbook(parts));
    expect(performance.now() - start).toBeLessThan(ANSWER_MS);
    expect([codesOf(attempt), attempt.file.fates.new]).toEqual([[], 2]);
  });

  const filler = (megabytes: number): string => '<!--' + ' '.repeat(megabytes * 1024 * 1024) + '-->';
  const bomb = zipFile([
    ...['[Content_Types].xml', '_rels/.rels', 'xl/workbook.xml'].map((name) => ({ name, data: '<x/>' })),
    sheetXml(`<worksheet><sheetData>${filler(200)}</sheetData></worksheet>`),
  ]);
  const doctype = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>';

  it.each<readonly [string, () => Uint8Array, string]>([
    ['a zip bomb', () => bomb, 'FILE_XLSX_TOO_LARGE'],
    [
      'a great many parts',
      () => zipFile(Array.from({ length: 5000 }, (_, at) => ({ name: `${at}.xml`, data: '' }))),
      'FILE_XLSX_TOO_LARGE',
    ],
    [
      'a million strings of the longest kind',
      () =>
        workbook({
          strings: `<si><t>${'a'.repeat(30_000)}</t></si>`,
          rows: Array.from(
            { length: 20_000 },
            (_, at) => `<row r="${at + 1}"><c r="A${at + 1}" t="s"><v>0</v></c></row>`,
          ).join(''),
        }),
      'FILE_XLSX_TOO_LARGE',
    ],
    [
      'DOCTYPE',
      () => workbook({ beforeRows: doctype, rows: sipRows([{ Namn: '&b;' }]) }),
      'FILE_XLSX_BROKEN',
    ],
    ['a workbook cut off', () => workbook({ rows }).subarray(0, 700), 'FILE_XLSX_BROKEN'],
    ['a zip that is no workbook', () => zipFile([{ name: 'brev.txt', data: 'hej' }]), 'FILE_OTHER_FORMAT'],
  ])('%s is refused with a clear message', async (_what, make, code) => {
    const content = make();
    expect(content.length).toBeLessThan(1024 * 1024);
    const start = performance.now();
    const refusal = await refusalOf(content, await how());
    expect(performance.now() - start).toBeLessThan(ANSWER_MS);
    expect(refusal.code).toBe(code);
    expect(refusal.message).toMatch(/^sip-2025-09-15\.xlsx: \p{Ll}.*\.$/u);
  });
});
