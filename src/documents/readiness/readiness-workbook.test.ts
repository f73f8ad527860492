import exceljs from 'exceljs';
import { beforeAll, describe, expect, it } from 'vitest';
import { aPublicReadiness, aReadiness } from '../../domain/readiness/readiness.test-help.ts';
import type { Readiness } from '../../domain/readiness/readiness.ts';
import { rowsCommand } from '../../domain/readiness/rows-command.ts';
import { writeReadinessWorkbook } from './readiness-workbook.ts';
import { unzipParts } from '../kit/unzip-for-tests.ts';
import { HOSTILE } from '../worklist/worklist-for-tests.ts';

async function reread(model: Readiness): Promise<exceljs.Workbook> {
  const book = new exceljs.Workbook();
  const bytes = await writeReadinessWorkbook(model);
  await book.xlsx.load(bytes as unknown as Parameters<typeof book.xlsx.load>[0]);
  return book;
}

/** The cells of a sheet below its header row; days as ISO text. */
function bodyOf(book: exceljs.Workbook, name: string, headerRow: number): unknown[][] {
  const sheet = book.getWorksheet(name);
  if (sheet === undefined) throw new Error(`no sheet ${name}`);
  const rows: unknown[][] = [];
  for (let at = headerRow + 1; at <= sheet.rowCount; at++) {
    rows.push(
      Array.from({ length: sheet.columnCount }, (_, column) => {
        const { value } = sheet.getRow(at).getCell(column + 1);
        return value instanceof Date ? value.toISOString().slice(0, 10) : value;
      }),
    );
  }
  return rows;
}

describe('the workbook', () => {
  let book: exceljs.Workbook;
  beforeAll(async () => {
    book = await reread(aReadiness());
  });

  it('has a sheet for the overview, for each table, and for what the tables rest on', () => {
    expect(book.worksheets.map(({ name }) => name)).toEqual([
      'Översikt',
      'SIPar per kommun',
      'SIPar per part',
      'SIPar per enhet',
      'Sedan förra listan (2025-09-15)',
      'Instängda vårdtillfällen',
      'Meddelanden som inte är kvitte…',
      'Kontrollsummor',
      'Burndown',
      'Prognos',
      'Tidplan',
      'Raderna bakom',
      'Om rapporten',
    ]);
  });

  it('says on the overview what the verdict is and how far off each of the three deadlines is', () => {
    const rows = bodyOf(book, 'Översikt', 0);
    expect(rows.map(([first]) => first).slice(0, 5)).toEqual([
      'Region Västernorrland 2025',
      'Lägesrapport 2025-10-08, Prator till Lifecare SP',
      '✗ Inte redo',
      'Öppna SIP:ar i Prator: 206',
      'Villkor: 9, varav 7 hindrar och 1 har undantag',
    ]);
    expect(rows.slice(7, 10).map((row) => row.slice(0, 6))).toEqual([
      ['SIP-fönstret slutar', '2025-10-10', 2, 2, 103, '~ Nås troligen'],
      ['Alla SIP:ar stängda, vecka 41', '2025-10-12', 4, 2, 103, '~ Nås troligen'],
      ['Prator i läsläge', '2025-10-16', 8, 6, 206 / 6, '✓ Nås'],
    ]);
    expect(rows.slice(-11).map(([title, due, state, value]) => [title, due, state, value])).toContainEqual([
      'Prator och Lifecare SP stämmer med varandra',
      '2025-10-16',
      '? Kan inte mätas',
      '–',
    ]);
  });

  it('holds every figure of every table as a number', () => {
    for (const { title, rows } of aReadiness().tables) {
      const sheet = book.worksheets.find(({ name }) => title.replace(':', '').startsWith(name.slice(0, 30)));
      const isOutlined = rows.some(({ level }) => level > 0);
      expect(bodyOf(book, sheet?.name ?? '', 3).map((row) => row.slice(isOutlined ? 1 : 0))).toEqual(
        rows.map(({ label, values }) => [label, ...values]),
      );
    }
  });

  it('says of every unit which kommun it lies under, so that rows can be filtered and summed', () => {
    const rows = bodyOf(book, 'SIPar per enhet', 3);
    expect(rows.find(([, unit]) => unit === 'Hälsocentralen Fjällripan')?.[0]).toBe('Sollefteå');
  });

  it('gives the points of the curve as rows', () => {
    expect(bodyOf(book, 'Burndown', 3).slice(0, 3)).toEqual([
      ['Hela regionen', '2025-04-28', 2043, 0, 2043, 'lista'],
      ['Hela regionen', '2025-09-15', 1188, 0, 1188, 'lista'],
      ['Hela regionen', '2025-10-02', 1188, 88, 1100, 'inlämnade svar'],
    ]);
  });

  it('gives every figure its command', () => {
    const { tables, asOf, since } = aReadiness();
    const commands = bodyOf(book, 'Raderna bakom', 3);
    for (const { title, rows, columns } of tables) {
      for (const { label, scope, values } of rows) {
        columns.forEach((column, at) => {
          if (column.cohort === null) return;
          expect(commands).toContainEqual([
            title,
            label,
            column.label,
            values[at],
            rowsCommand(column.cohort, scope, { asOf, since }),
          ]);
        });
      }
    }
  });

  it('keeps the header in sight, filters the rows but not the total, and prints A4 across with numbered pages', () => {
    const sheet = book.getWorksheet('SIPar per kommun');
    expect(sheet?.views[0]).toMatchObject({ state: 'frozen', ySplit: 3 });
    expect(sheet?.autoFilter).toBe('A3:E11');
    expect(sheet?.rowCount).toBe(12);
    for (const { pageSetup, headerFooter } of book.worksheets) {
      expect(pageSetup).toMatchObject({
        paperSize: 9,
        orientation: 'landscape',
        fitToWidth: 1,
        fitToHeight: 0,
      });
      expect(headerFooter.oddFooter).toContain('Sida &P av &N');
    }
    expect(sheet?.pageSetup.printTitlesRow).toBe('3:3');
  });

  it('names its print areas absolutely, as Excel wants them', async () => {
    const parts = unzipParts(await writeReadinessWorkbook(aReadiness()));
    const areas = [...(parts.get('xl/workbook.xml') ?? '').matchAll(/Print_Area"[^>]*>([^<]*)</gu)];
    expect(areas).toHaveLength(book.worksheets.length);
    for (const [, area] of areas) expect(area).toMatch(/!\$A\$1:\$[A-Z]+\$\d+$/u);
  });

  it('is the same bytes each time', async () => {
    const bytes = await writeReadinessWorkbook(aReadiness());
    expect(bytes.equals(await writeReadinessWorkbook(aReadiness()))).toBe(true);
  });
});

it('leaves out small figures, commands and who waived for outside readers', async () => {
  const book = await reread(aPublicReadiness());
  expect(book.getWorksheet('Raderna bakom')).toBeUndefined();
  expect(bodyOf(book, 'Instängda vårdtillfällen', 3)).toEqual([
    ['Sundsvall', '–'],
    ['Örnsköldsvik', '–'],
    ['Sollefteå', '–'],
    ['Totalt', 9],
  ]);
  const texts = book.worksheets.flatMap(({ name }) => bodyOf(book, name, 0).flat());
  expect(texts.filter((text) => typeof text === 'string' && text.includes('Exempel'))).toEqual([]);
});

it('marks every sheet and every printed page of a rehearsal', async () => {
  const book = await reread(aReadiness({ watermark: 'ÖVNING' }));
  for (const sheet of book.worksheets) {
    expect(sheet.getCell('A1').value).toMatch(/^ÖVNING – /u);
    expect(sheet.headerFooter.oddHeader).toContain('&BÖVNING&B');
  }
});

it('keeps whatever a unit is called as inert text, and sheets apart whose titles are alike', async () => {
  const model = aReadiness();
  const title = `${HOSTILE[0]}[a]:*?/\\ och så vidare, längre än Excel tillåter`;
  const hostile = {
    ...model,
    title: HOSTILE.join(' '),
    tables: model.tables.slice(0, 2).map((table) => ({
      ...table,
      title,
      rows: HOSTILE.map((unit) => ({
        label: unit,
        scope: { unit },
        values: [1, 2, 3, 4],
        isTotal: false,
        level: 0 as const,
      })),
    })),
  };
  const book = await reread(hostile);
  const names = book.worksheets.map(({ name }) => name);
  expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(names.length);
  for (const name of names) expect(name).toMatch(/^[^*?:\\/[\]]{1,31}$/u);
  for (const xml of unzipParts(await writeReadinessWorkbook(hostile)).values()) {
    expect(xml).not.toMatch(/<f>|<f /u);
  }
  for (const sheet of book.worksheets) {
    sheet.eachRow((row) => {
      row.eachCell(({ type }) => {
        expect(type).not.toBe(exceljs.ValueType.Formula);
      });
    });
  }
});
