import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import fc from 'fast-check';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';

import { openTable } from './open-table.ts';
import { BATCH_ROWS } from './table.ts';
import {
  cellsOf,
  openContent,
  refusal,
  refusalOf,
  rowsOf,
  temporaryFile,
  temporaryFolder,
} from './temporary-file.test-help.ts';

const TABLE = [
  ['SIP-id', 'Namn', 'Enhet', 'Ändrad'],
  ['SIP-1', 'Åsa Öberg', 'Hälsocentralen Björken Härnösand', '2025-09-15'],
  ['SIP-2', 'Andrée Ek', 'Särskilt boende Ångermanland', ''],
  ['SIP-3', 'Göran Ängman', 'Psykiatrisk öppenvård Örnsköldsvik', '2025-09-16'],
];

const ENCODINGS: Record<string, (text: string) => Buffer> = {
  'utf-8': (text) => Buffer.from(text),
  'utf-8-bom': (text) => Buffer.from(`\ufeff${text}`),
  'windows-1252': (text) => iconv.encode(text, 'windows-1252'),
  cp850: (text) => iconv.encode(text, 'cp850'),
  macroman: (text) => iconv.encode(text, 'macroman'),
  'utf-16le': (text) => Buffer.from(`\ufeff${text}`, 'utf16le'),
  'utf-16be': (text) => Buffer.from(`\ufeff${text}`, 'utf16le').swap16(),
};
const DELIMITERS = [';', ',', '\t', '|'];
const LINE_ENDS = ['\r\n', '\n', '\r'];

function csv(rows: readonly (readonly string[])[], delimiter = ';', lineEnd = '\r\n'): string {
  return rows.map((row) => row.join(delimiter) + lineEnd).join('');
}

describe('encoding, delimiter and line ends', () => {
  for (const [encoding, encode] of Object.entries(ENCODINGS)) {
    for (const delimiter of DELIMITERS) {
      for (const lineEnd of LINE_ENDS) {
        it(`gives the same cells from ${encoding} with ${JSON.stringify(delimiter + lineEnd)}`, async () => {
          const content = encode(csv(TABLE, delimiter, lineEnd));
          const table = await openContent(content);
          expect(table.facts).toEqual({
            format: 'csv',
            sha256: createHash('sha256').update(content).digest('hex'),
            bytes: content.length,
            encoding,
            delimiter,
            sheet: null,
            sheets: [],
            hiddenSheets: [],
            rows: TABLE.length,
            notes: [],
            marks: [],
            besides: [],
          });
          expect(await cellsOf(table)).toEqual(TABLE);
        });
      }
    }
  }

  it('reads UTF-16 without byte order mark and says that it is a guess', async () => {
    for (const encoding of ['utf-16le', 'utf-16be'] as const) {
      const text = Buffer.from(csv(TABLE), 'utf16le');
      const table = await openContent(encoding === 'utf-16le' ? text : text.swap16());
      expect(table.facts.encoding).toBe(encoding);
      expect(table.facts.notes.map(({ code }) => code)).toEqual(['ENCODING_UNCERTAIN']);
      expect(await cellsOf(table)).toEqual(TABLE);
    }
  });

  it('decides by the whole file, so a line that alone looks like another encoding is read right', async () => {
    // ” in Windows-1252 is ö in cp850.
    const rows = [
      ['id', 'text'],
      ['1', '”citat”'],
      ...Array.from({ length: 40 }, (_, i) => [String(i), 'Ånge Örn']),
    ];
    const table = await openContent(iconv.encode(csv(rows), 'windows-1252'));
    expect(table.facts.encoding).toBe('windows-1252');
    expect(await cellsOf(table)).toEqual(rows);
  });

  it('reads every byte of Windows-1252 right', async () => {
    const rows = [
      ['a', 'b'],
      ['å€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸåäöÅÄÖåäöåäöåäöåäöåäöåäöåäöåäö', 'åäö'],
    ];
    const table = await openContent(iconv.encode(csv(rows), 'windows-1252'));
    expect(await cellsOf(table)).toEqual(rows);
  });

  it('says when the choice of encoding is uncertain', async () => {
    const table = await openContent(Buffer.from([...Buffer.from('a;b\n1;'), 0xa4, 0xa4, 0xe5, 0x0a]));
    expect(table.facts.notes.map(({ code }) => code)).toEqual(['ENCODING_UNCERTAIN']);
  });

  it('refuses UTF-8 with bad bytes instead of reading it as something else', async () => {
    const bad = Buffer.concat([Buffer.from(csv(TABLE)), Buffer.from([0xe5, 0x0a])]);
    expect((await refusal(bad)).code).toBe('ENCODING_BROKEN');
    expect((await refusal(Buffer.concat([Buffer.from('\ufeffa;b\n'), Buffer.from([0xe5, 0x0a])]))).code).toBe(
      'ENCODING_BROKEN',
    );
  });

  it('refuses UTF-16 that was cut in the middle of a character', async () => {
    const cut = Buffer.from('\ufeffa;b\n', 'utf16le').subarray(0, -1);
    expect((await refusal(cut)).code).toBe('ENCODING_BROKEN');
  });

  it('finds a character that lies across two chunks', async () => {
    for (const shift of [0, 1, 2, 3]) {
      const rows = [
        ['id', 'text'],
        ['x'.repeat(shift), ''],
        ...Array.from({ length: 30_000 }, () => ['ö', '€😀']),
      ];
      const table = await openContent(csv(rows));
      expect(table.facts.encoding).toBe('utf-8');
      expect(await cellsOf(table)).toEqual(rows);
    }
  });
});

describe('choice of delimiter', () => {
  const delimiterOf = async (text: string): Promise<string | null> =>
    (await openContent(text)).facts.delimiter;

  it('looks past title rows and footers', async () => {
    expect(
      await delimiterOf(
        `Prator - Pågående, öppna, alla\nUttag 2025-09-15, kl 07:32\n${csv(TABLE)}Antal: 3\n`,
      ),
    ).toBe(';');
  });

  it('takes a semicolon before a comma that stands in every cell', async () => {
    expect(await delimiterOf('Namn;Vikt\nBerg, Anna;1,5\nEk, Bo;2,5\n')).toBe(';');
  });

  it('counts no delimiter inside quotes', async () => {
    expect(await delimiterOf('id,text\n1,"a;b;c"\n2,"d;e;f"\n3,"g;h;i"\n')).toBe(',');
  });

  it('takes the widest stable column count', async () => {
    expect(await delimiterOf('a\tb\tc;d\ne\tf\tg;h\n')).toBe('\t');
  });

  it('calls a single column semicolon-separated', async () => {
    expect(await delimiterOf('id\n1\n2\n')).toBe(';');
  });

  it('honours a sep= line and gives it as a row of its own', async () => {
    const table = await openContent('sep=,\r\na;x,b\r\nc;y,d\r\n');
    expect(table.facts.delimiter).toBe(',');
    expect(table.facts.notes).toEqual([{ code: 'SEP_LINE', row: 1, column: null, detail: '' }]);
    expect(await rowsOf(table)).toEqual([
      { row: 1, cells: ['sep=,'] },
      { row: 2, cells: ['a;x', 'b'] },
      { row: 3, cells: ['c;y', 'd'] },
    ]);
  });
});

describe('conservation', () => {
  it('numbers physical records: blank lines count, a quoted line end does not', async () => {
    const table = await openContent('Titel\n\n"a\nb";c\n;\nd;e');
    expect(await rowsOf(table)).toEqual([
      { row: 1, cells: ['Titel'] },
      { row: 2, cells: [''] },
      { row: 3, cells: ['a\nb', 'c'] },
      { row: 4, cells: ['', ''] },
      { row: 5, cells: ['d', 'e'] },
    ]);
  });

  it('gives the same rows every time they are asked for', async () => {
    const table = await openContent(csv(TABLE));
    expect(await rowsOf(table)).toEqual(await rowsOf(table));
  });

  it('gives every record exactly once in full batches and a last one', async () => {
    const rows = BATCH_ROWS * 2 + 100;
    const table = await openContent(csv(Array.from({ length: rows }, (_, index) => [String(index), 'å'])));
    const sizes: number[] = [];
    for await (const batch of table.batches()) sizes.push(batch.length);
    expect(sizes).toEqual([BATCH_ROWS, BATCH_ROWS, 100]);
    expect((await rowsOf(table)).map(({ row, cells }) => row - Number(cells[0]))).toEqual(
      Array(rows).fill(1),
    );
  });

  it('takes dashes and quotes of Windows for what they are, however few å ä ö there are', async () => {
    const bytes = Buffer.from(
      'id;enhet\n'.concat('1;Team \x93Norr\x94 \x96 natt\n'.repeat(20), '2;H\xe4gg\n'),
      'latin1',
    );
    const { facts } = await openContent(bytes);
    expect(facts.encoding).toBe('windows-1252');
  });

  it('refuses text that was encoded twice, and names the row', async () => {
    expect(await refusal('id;namn\n1;Ã–berg\n2;HÃ¤gg\n')).toEqual({
      code: 'TEXT_TWICE_ENCODED',
      detail: { row: 2 },
    });
    expect((await openContent('id;namn\n1;Öberg Hägg\n2;São Ãngelo Åsö\n')).facts.encoding).toBe('utf-8');
  });

  it('names the row that is written in another encoding than the rest', async () => {
    const rows = Buffer.from('id;namn\n1;Åsa Öberg\n2;Märta Hägg\n');
    const mixed = Buffer.concat([rows, Buffer.from('3;Bj\xf6rn\n', 'latin1'), rows]);
    expect(await refusal(mixed)).toEqual({ code: 'ENCODING_BROKEN', detail: { encoding: 'utf-8', row: 4 } });
  });

  it('refuses lines that stand in quotes as a whole', async () => {
    expect((await refusal('"a;b"\n"1;2"\n')).code).toBe('FILE_LINES_QUOTED');
  });

  it('loses nothing of any table in any encoding', async () => {
    const word = fc.constantFrom('å', 'Ö', 'é', 'abc', '1', ' ', '', '"', ';', '\n');
    // A cell with both a line end and a delimiter may be a row that a quote has swallowed.
    const cell = fc
      .array(word, { maxLength: 3 })
      .map((words) => words.join(''))
      .filter((text) => !text.includes(';') || !text.includes('\n'));
    const row = fc.tuple(fc.constant('åäö'), cell, cell, cell);
    await fc.assert(
      fc.asyncProperty(
        fc.array(row, { minLength: 1, maxLength: 20 }),
        fc.constantFrom(...Object.values(ENCODINGS)),
        async (rows, encode) => {
          const quoted = rows.map((cells) => cells.map((text) => `"${text.replaceAll('"', '""')}"`));
          expect(await cellsOf(await openContent(encode(csv(quoted))))).toEqual(rows);
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe('what is noted', () => {
  const notes = async (text: string, maxCellLength = 100): Promise<unknown> =>
    (await openContent(text, { maxCellLength })).facts.notes;

  it('notes a last line without newline, which may have been cut off', async () => {
    expect(await notes('a;b\nc;d')).toEqual([
      { code: 'LAST_LINE_WITHOUT_NEWLINE', row: 2, column: null, detail: '' },
    ]);
  });

  it('notes mixed line ends', async () => {
    expect(await notes('a;b\r\nc;d\n')).toEqual([
      { code: 'MIXED_LINE_ENDS', row: null, column: null, detail: '' },
    ]);
  });

  it('notes where control characters, bidi controls, invisible characters and mixed scripts stand', async () => {
    expect(await notes('a;b\n\u001b[31m;\u202eb\nx\u200b;S\u0430ra\nok;µg – “ok” Σ\n')).toEqual([
      { code: 'CONTROL_CHARACTER', row: 2, column: 'A', detail: 'U+001B' },
      { code: 'BIDI_CONTROL', row: 2, column: 'B', detail: 'U+202E' },
      { code: 'INVISIBLE_CHARACTER', row: 3, column: 'A', detail: 'U+200B' },
      { code: 'MIXED_SCRIPTS', row: 3, column: 'B', detail: 'U+0053' },
    ]);
  });

  it('is done at once with a word of half a megabyte beside an odd character', async () => {
    const began = performance.now();
    const table = await openContent(`a;b\n${'å'.repeat(500_000)}\u200b;${'ж'.repeat(500_000)}x\n`);
    expect(table.facts.notes.filter(({ code }) => code !== 'CELL_TOO_LONG')).toEqual([
      { code: 'INVISIBLE_CHARACTER', row: 2, column: 'A', detail: 'U+200B' },
      { code: 'MIXED_SCRIPTS', row: 2, column: 'B', detail: 'U+0436' },
    ]);
    // The square of its length took minutes.
    expect(performance.now() - began).toBeLessThan(10_000);
  });

  it('notes a control character in a one-byte encoding', async () => {
    const table = await openContent(Buffer.from('åäöåäö;b\n\u0081;\u0007\n', 'latin1'));
    expect(table.facts.notes.map(({ code, column }) => [code, column])).toEqual([
      ['CONTROL_CHARACTER', 'A'],
      ['CONTROL_CHARACTER', 'B'],
    ]);
  });

  it('notes and cuts a cell beyond the limit, and keeps the others whole', async () => {
    const table = await openContent(`a;b\n${'x'.repeat(10 * 1024 * 1024)};ok\n`);
    expect(table.facts.notes).toEqual([
      { code: 'CELL_TOO_LONG', row: 2, column: 'A', detail: String(10 * 1024 * 1024) },
    ]);
    const [, [long, short] = []] = await cellsOf(table);
    expect([long?.length, short]).toEqual([32_767, 'ok']);
  });

  it('lists ten thousand notes of a code for a column, and then only how many there were', async () => {
    const table = await openContent(`${'\u0007;b\n'.repeat(10_050)}a;\u0007\n`);
    expect(table.facts.notes).toHaveLength(10_002);
    // What is wrong in one column hides nothing in another.
    expect(table.facts.notes.slice(-2)).toEqual([
      { code: 'CONTROL_CHARACTER', row: 10_051, column: 'B', detail: 'U+0007' },
      { code: 'CONTROL_CHARACTER', row: null, column: 'A', detail: '10050' },
    ]);
  });

  it('lists fifty thousand notes in all', async () => {
    const table = await openContent(
      `${Array.from({ length: 6 }, () => '\u0007').join(';')}\n`.repeat(10_000),
    );
    expect(table.facts.notes.filter(({ row }) => row !== null)).toHaveLength(50_000);
    expect(table.facts.notes.at(-1)).toMatchObject({ row: null, column: 'F', detail: '10000' });
  });
});

describe('what cannot be read', () => {
  it('says that the file is missing, or a folder', async () => {
    const folder = await temporaryFolder();
    expect((await refusalOf(() => openTable(join(folder, 'none.csv')))).code).toBe('FILE_MISSING');
    expect((await refusalOf(() => openTable(folder))).code).toBe('FILE_IS_FOLDER');
  });

  it.skipIf(process.platform === 'win32')(
    'refuses a pipe, and does not wait for what may come of it',
    async () => {
      const path = join(await temporaryFolder(), 'list.csv');
      execFileSync('mkfifo', [path]);
      expect((await refusalOf(() => openTable(path))).code).toBe('FILE_UNREADABLE');
    },
  );

  it.skipIf(process.getuid?.() === 0)('says that the file may not be read', async () => {
    const path = await temporaryFile('a;b\n');
    await chmod(path, 0);
    expect((await refusalOf(() => openTable(path))).code).toBe('FILE_UNREADABLE');
  });

  it('says that the file is empty, also when it holds only a byte order mark', async () => {
    expect((await refusal('')).code).toBe('FILE_EMPTY');
    expect((await refusal('\ufeff')).code).toBe('FILE_EMPTY');
    expect((await refusal(Buffer.from('\ufeff', 'utf16le'))).code).toBe('FILE_EMPTY');
  });

  it('reads a file of only a header', async () => {
    expect(await cellsOf(await openContent('a;b;c\n'))).toEqual([['a', 'b', 'c']]);
  });

  it('refuses a NUL character and says in which row', async () => {
    expect(await refusal('a;b\nc;d\0\n'.padEnd(400, 'x;y\n'))).toEqual({
      code: 'NUL_CHARACTER',
      detail: { row: 2 },
    });
    expect((await refusal(Buffer.from('\ufeffa;b\nc;\0\n'.padEnd(400, 'x;y\n'), 'utf16le'))).code).toBe(
      'NUL_CHARACTER',
    );
  });

  it('refuses a file that is no text', async () => {
    expect((await refusal(Buffer.from(Array.from({ length: 999 }, (_, i) => (i * 7) % 256)))).code).toBe(
      'FILE_BINARY',
    );
  });

  it('refuses a web page or XML that is called csv or xls', async () => {
    expect((await refusal('\n<html><table><tr><td>1</td></tr></table></html>')).code).toBe('FILE_MARKUP');
  });

  it.each([
    ['%PDF-1.7\n', 'PDF'],
    ['ID;PWXL;N;E\r\n', 'SYLK'],
    ['{\\rtf1\\ansi', 'RTF'],
    ['TABLE\r\n0,1\r\n"EXCEL"\r\n', 'DIF'],
    ['[{"sip_id": "S-1"}]', 'JSON'],
    ['SQLite format 3\u0000', 'SQLite'],
    ['MIME-Version: 1.0\n', 'mht'],
  ])('a file of another program is called what it is: %j', async (start, format) => {
    expect(await refusal(start)).toEqual({
      code: 'FILE_OTHER_FORMAT',
      detail: { format: expect.stringContaining(format) as string },
    });
  });

  it('refuses lone surrogates and says in which row', async () => {
    const utf16 = Buffer.from('\ufeffåäö;b\nc;\ud800\n', 'utf16le');
    expect(await refusal(utf16)).toEqual({ code: 'LONE_SURROGATE', detail: { row: 2 } });
    const utf8 = Buffer.concat([Buffer.from('åäö;b\nc;'), Buffer.from([0xed, 0xa0, 0x80, 0x0a])]);
    expect(await refusal(utf8)).toEqual({ code: 'LONE_SURROGATE', detail: { row: 2 } });
  });

  it('says at once where an unclosed quote opened', async () => {
    const path = await temporaryFile('a;b\nc;"d\ne;f\n');
    expect(await refusalOf(() => openTable(path))).toEqual({ code: 'QUOTE_UNCLOSED', detail: { row: 2 } });
  });

  it('reads a short file as it was when it was opened, whatever becomes of it', async () => {
    const path = await temporaryFile('a;b\n');
    const table = await openTable(path);
    await writeFile(path, 'a;b\nc;d\n');
    expect((await rowsOf(table)).map(({ cells }) => cells)).toEqual([['a', 'b']]);
    expect(table.facts.sha256).toBe(createHash('sha256').update('a;b\n').digest('hex'));
  });

  it('refuses to go on when a long file was changed after it was opened', async () => {
    const long = 'a;b\n'.repeat(300_000);
    const path = await temporaryFile(long);
    const table = await openTable(path);
    await writeFile(path, `${long}c;d\n`);
    expect((await refusalOf(() => rowsOf(table))).code).toBe('FILE_CHANGED');
  });

  it('reads a file whatever its name says', async () => {
    const folder = join(await temporaryFolder(), 'sub');
    await mkdir(folder);
    await writeFile(join(folder, 'list.xlsx'), 'a;b\n');
    expect((await openTable(join(folder, 'list.xlsx'))).facts.format).toBe('csv');
  });
});
