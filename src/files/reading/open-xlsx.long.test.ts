import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { openTable } from './open-table.ts';
import { openBook, refused, row } from './open-book.test-help.ts';
import { cellsOf, refusalOf, temporaryFile, temporaryFolder } from './temporary-file.test-help.ts';
import { workbook, zipFile } from './zip-file.test-help.ts';

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
    expect((await refused(zipFile([{ name: 'list.csv', data: 'a;b' }]))).code).toBe('FILE_OTHER_FORMAT');
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
    ['[Content_Types].xml', 'annan/workbook.bin', '.xlsb'],
    ['Data/a.jpg', 'Index/Document.iwa', '.numbers'],
    ['Närvaro.numbers/', 'Närvaro.numbers/preview.jpg', '.numbers'],
    ['lista.csv', 'annan.csv', '.zip'],
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

  it('tells a workbook with a password', async () => {
    expect((await refused(zipFile([{ name: 'a.xml', data: '', flags: 1 }]))).code).toBe(
      'FILE_PASSWORD_PROTECTED',
    );
  });

  it('is never read in this process', async () => {
    const path = await temporaryFile(workbook({}));
    await expect(openTable(path)).rejects.toThrow('readerProcess');
  });
});
