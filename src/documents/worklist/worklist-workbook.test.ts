import exceljs from 'exceljs';
import { beforeAll, describe, expect, it } from 'vitest';
import { unzipParts } from '../kit/unzip-for-tests.ts';
import { parseEnvelope } from './worklist-envelope.ts';
import { aRow, aWorklist, HOSTILE } from './worklist-for-tests.ts';
import type { WorklistModel } from './worklist-model.ts';
import { writeWorklistWorkbook } from './worklist-workbook.ts';

async function reread(model: WorklistModel) {
  const book = new exceljs.Workbook();
  const bytes = await writeWorklistWorkbook(model);
  await book.xlsx.load(bytes as unknown as Parameters<typeof book.xlsx.load>[0]);
  return book;
}

function sheetOf(book: exceljs.Workbook, name: string): exceljs.Worksheet {
  const sheet = book.getWorksheet(name);
  if (sheet === undefined) throw new Error(`no sheet ${name}`);
  return sheet;
}

function grid(sheet: exceljs.Worksheet): unknown[][] {
  const rows: unknown[][] = [];
  sheet.eachRow({ includeEmpty: true }, (row) => {
    const cells: unknown[] = [];
    for (let column = 1; column <= sheet.columnCount; column++) {
      const { value } = row.getCell(column);
      cells.push(value instanceof Date ? value.toISOString().slice(0, 10) : value);
    }
    rows.push(cells);
  });
  return rows;
}

function part(parts: ReadonlyMap<string, string>, name: string): string {
  const xml = parts.get(name);
  if (xml === undefined) throw new Error(`no part ${name}`);
  return xml;
}

describe('the list sheet read back', () => {
  it('holds the head, the header, and each row with its token in front', async () => {
    const rows = grid(sheetOf(await reread(aWorklist()), 'Arbetslista'));
    expect(rows[0]?.[1]).toBe('Steg 6: flytta pågående SIP – Sundsvall & Timrå');
    for (const text of ['Primärvården i Sundsvall', 'fredag 10 oktober 2025', 'PRODUKTION', 'L6-0042']) {
      expect(rows[1]?.[1]).toContain(text);
    }
    expect(rows[3]).toEqual([
      ...['Radnyckel', 'Enhet', 'Referens', 'Patient', 'Född', 'Senast ändrad', 'Klart senast'],
      ...['Svarens referens', 'Status', 'Datum', 'Kommentar'],
    ]);
    expect(rows[4]).toEqual([
      ...['a1', 'Hälsocentralen Björken', 'SIP-a1', 'Å Öberg', 1938, '2025-09-15', '2025-10-10'],
      ...['a1', null, null, null],
    ]);
    expect(rows[6]?.slice(0, 2)).toEqual(['b1', 'Hemsjukvården Norra']);
  });

  it('locks facts and opens answers', async () => {
    const sheet = sheetOf(await reread(aWorklist()), 'Arbetslista');
    expect(sheet.getCell('C5').protection).not.toEqual({ locked: false });
    for (const cell of ['H5', 'I5', 'J6', 'K7']) expect(sheet.getCell(cell).protection.locked).toBe(false);
  });

  it('has the key of the row once more, first among what can be moved', async () => {
    const rows = grid(sheetOf(await reread(aWorklist()), 'Arbetslista')).slice(3, 7);
    expect(rows.map((row) => row[7])).toEqual(['Svarens referens', 'a1', 'a2', 'b1']);
  });

  it('leaves out the group and due columns when no row has either', async () => {
    const rows = [aRow('a1', { group: null, dueOn: null })];
    const header = grid(sheetOf(await reread(aWorklist({ rows })), 'Arbetslista'))[3];
    expect(header).not.toContain('Enhet');
    expect(header).not.toContain('Klart senast');
  });

  it('keeps what is no date in a date column as text', async () => {
    const rows = [
      aRow('a1', { cells: { changed: '2025-02-30' } }),
      aRow('a2', { cells: { changed: 'okänt' } }),
    ];
    const sheet = sheetOf(await reread(aWorklist({ rows })), 'Arbetslista');
    expect([sheet.getCell('F5').value, sheet.getCell('F6').value]).toEqual(['2025-02-30', 'okänt']);
  });

  it('ends with lines to sign', async () => {
    const last = grid(sheetOf(await reread(aWorklist()), 'Arbetslista')).at(-1);
    expect(last?.[1]).toMatch(/Datum _+ .*Namnförtydligande _+ .*Underskrift _+/);
  });

  it('says so when the list is empty', async () => {
    const text = JSON.stringify(grid(sheetOf(await reread(aWorklist({ rows: [] })), 'Arbetslista')));
    expect(text).toContain('Inga rader i den här listan.');
  });
});

describe('hostile text', () => {
  const rows = HOSTILE.map((text, index) =>
    aRow(`t${index}`, { group: text, cells: { ref: text, comment: text } }),
  );

  it('is a string in every cell, with what hides or commands spelt out', async () => {
    const sheet = sheetOf(await reread(aWorklist({ rows })), 'Arbetslista');
    const shown = rows.map((_, index) => sheet.getCell(`C${5 + index}`).value);
    expect(shown).toEqual([
      ...['=HYPERLINK("http://x","y")', '+46 60 12 34 56', '-1+1', '@SUM(A1)', '\\x09=1+1', '\\x0d=1+1'],
      ...[
        '\\x1b[31mröd',
        'Lars\\u202eson',
        '_x0041_',
        'a\\ud800b',
        '<script>alert(1)</script>',
        '"; DROP',
        '</style>',
      ],
    ]);
  });

  it('never becomes a formula, and the locked cells are text by format and by prefix', async () => {
    const parts = unzipParts(await writeWorklistWorkbook(aWorklist({ rows })));
    expect(part(parts, 'xl/worksheets/sheet2.xml')).not.toContain('<f>');
    const styles = part(parts, 'xl/styles.xml');
    expect(styles).toMatch(/<xf quotePrefix="1" numFmtId="49"/);
    expect(styles).not.toMatch(/quotePrefix="1"(?:(?!<\/xf>).)*locked="0"/);
  });

  it('cannot break the page header or make it too long for Excel', async () => {
    const model = aWorklist({ owner: '&'.repeat(300), title: 'Å'.repeat(300), watermark: '&P'.repeat(90) });
    const xml = part(unzipParts(await writeWorklistWorkbook(model)), 'xl/worksheets/sheet2.xml');
    for (const [, text = ''] of xml.matchAll(/<odd(?:Header|Footer)>([^<]*)</g)) {
      expect(text.replaceAll('&amp;', '&').length).toBeLessThanOrEqual(255);
    }
    expect(xml).toContain('&amp;B&amp;&amp;P&amp;&amp;P');
  });
});

describe('the hidden sheet', () => {
  it('is last, very hidden, and gives back ids, columns and each value handed out', async () => {
    const model = aWorklist({
      rows: [aRow('a1', { cells: { ref: '=1', born: 1938, comment: 'x'.repeat(31_999) } })],
    });
    const book = await reread(model);
    const sheet = book.worksheets.at(-1);
    expect([sheet?.name, sheet?.state]).toEqual(['_overgang', 'veryHidden']);
    const envelope = parseEnvelope(sheet === undefined ? [] : grid(sheet));
    expect(envelope).toMatchObject({
      id: 'L6-0042',
      snapshotId: 'S-0007',
      environment: 'prod',
      asOf: '2025-10-01',
    });
    expect(envelope?.columns.map(({ key }) => key)).toEqual([
      ...['_token', '_group', 'ref', 'patient', 'born', 'changed', '_due', 'status', 'doneOn', 'comment'],
    ]);
    expect(envelope?.rows.get('a1')).toEqual({
      ...{ _group: 'Hälsocentralen Björken', _due: '2025-10-10', ref: '=1', patient: null, born: 1938 },
      ...{ changed: null, status: null, doneOn: null, comment: 'x'.repeat(31_999) },
    });
  });
});

describe('the settings in the file', () => {
  let list = '';
  let book = '';
  beforeAll(async () => {
    const parts = unzipParts(await writeWorklistWorkbook(aWorklist()));
    list = part(parts, 'xl/worksheets/sheet2.xml');
    book = part(parts, 'xl/workbook.xml');
  });

  it('freeze the head and the pinned columns, hide the tokens and filter the whole table', () => {
    expect(list).toContain(
      '<pane xSplit="3" ySplit="4" topLeftCell="D5" activePane="bottomRight" state="frozen"/>',
    );
    expect(list).toMatch(/<col min="1" max="1" width="[\d.]+" hidden="1"/);
    expect(list).toContain('<autoFilter ref="A4:K7"/>');
  });

  it('print on A4 across, one page wide, with the header row on each', () => {
    expect(list).toMatch(
      /<pageSetup paperSize="9" orientation="landscape".* fitToWidth="1" fitToHeight="0"\/>/,
    );
    expect(list).toContain('<pageSetUpPr fitToPage="1"/>');
    expect(book).toContain('&apos;Arbetslista&apos;!$4:$4</definedName>');
    expect(book).toContain('&apos;Arbetslista&apos;!$A$1:$K$11</definedName>');
    expect(list).toContain('Sida &amp;P av &amp;N</oddFooter>');
    expect(list).toContain('<oddHeader>&amp;LLista L6-0042');
  });

  it('protect without a password and still let people filter and resize, but not sort', () => {
    expect(list).toContain(
      '<sheetProtection sheet="1" formatCells="0" formatColumns="0" formatRows="0" autoFilter="0"/>',
    );
  });

  it('check each answer column once', () => {
    expect(list).toMatch(
      /<dataValidation type="list"[^>]* sqref="I5:I7"><formula1>&quot;Klar,Pågår,Inte aktuell&quot;</,
    );
    expect(list).toMatch(
      /<dataValidation type="date"[^>]* sqref="J5:J7"><formula1>36526<\/formula1><formula2>73050</,
    );
    expect(list).toMatch(/<dataValidation showInputMessage="1"[^>]* sqref="K5:K7"\/>/);
    expect(list.match(/<dataValidation /g)).toHaveLength(3);
  });

  it('mark late and near rows by word as well as by colour, unless the row is settled', () => {
    expect(list).toContain('NOT(OR($I5=&quot;Klar&quot;,$I5=&quot;Inte aktuell&quot;)),$G5&lt;TODAY())');
    expect(list).toContain('<conditionalFormatting sqref="G5:G7">');
  });

  it('keep their ranges in a list of one row', async () => {
    const one = unzipParts(await writeWorklistWorkbook(aWorklist({ rows: [aRow('a1')] })));
    expect(part(one, 'xl/worksheets/sheet2.xml')).toContain('sqref="I5:I5"');
  });
});

it('writes the same bytes for the same model', async () => {
  const [first, second] = [
    await writeWorklistWorkbook(aWorklist()),
    await writeWorklistWorkbook(aWorklist()),
  ];
  expect(first.equals(second)).toBe(true);
});

it('puts title, owner, deadline, environment and what to do on the first sheet', async () => {
  const text = JSON.stringify(grid(sheetOf(await reread(aWorklist({ watermark: 'ÖVNING' })), 'Anvisning')));
  for (const piece of [
    'ÖVNING',
    'Steg 6',
    'Primärvården',
    'fredag 10',
    'PRODUKTION',
    '• Skapa underlag.',
    '(.xlsx)',
  ]) {
    expect(text).toContain(piece);
  }
});

it('widens a column to its longest word', async () => {
  const rows = [aRow('a1', { cells: { patient: 'M Sjuksköterskesson-Distriktssköterskelund' } })];
  const sheet = sheetOf(await reread(aWorklist({ rows })), 'Arbetslista');
  expect(sheet.getColumn(4).width).toBe('Distriktssköterskelund'.length + 1);
});

describe('a list that could not be read back is our mistake', () => {
  it('two tokens alike', async () => {
    await expect(writeWorklistWorkbook(aWorklist({ rows: [aRow('a'), aRow('a')] }))).rejects.toThrow('token');
  });

  it('two headers alike', async () => {
    const [column] = aWorklist().columns;
    const columns = column === undefined ? [] : [column, { ...column, key: 'other' }];
    await expect(writeWorklistWorkbook(aWorklist({ columns }))).rejects.toThrow('header');
  });

  it('choices that no list of Excel can hold', async () => {
    const columns = aWorklist().columns.map((column) =>
      column.choices === undefined ? column : { ...column, choices: ['Klar, nästan'] },
    );
    await expect(writeWorklistWorkbook(aWorklist({ columns }))).rejects.toThrow('choices');
  });
});
