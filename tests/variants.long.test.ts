import ExcelJS from 'exceljs';
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { importList } from '../src/app/lists/import-list.ts';
import { csvText, encoded, ENCODINGS, SIP_HEADERS, sipCells } from './helpers/bad-input.ts';
import { newFolder, writeAnew } from './helpers/folder.ts';
import { memoryRegister } from './helpers/memory.ts';
import { stateWithFindings } from './helpers/state.ts';
import { workbookReader } from './helpers/workbook-reader.ts';

/**
 * One list of sixty SIPs, written in every way that lists come: each gives the same state, down to the findings and
 * their rows. Nothing in it is a title or a number, which a workbook may spell in its own way.
 */
const NAMES = [
  'Åsa Öberg',
  'Öberg, Åsa "Asta"',
  '"Kalle" Ängström',
  "O'Hara; Zoë",
  'Tab\tEk | Ask',
  'Lång\nNamnsson',
  'Renée Müller',
  '=Anna',
  "'Nils",
];
const UNITS = [
  'Hälsocentralen Ängen',
  'HC "Ån", Härnösand',
  'Bistånd; äldre | LSS',
  '',
  '-',
  'Vård & omsorg <2>',
];
const KOMMUNER = ['Härnösand', 'Örnsköldsvik', 'Ånge', 'Sollefteå kommun', '', 'Åre'];
const PERSONS = ['19250628-9822', '19271206-9810', '19640430-9848', '', '19250628-9823'];
const PARTS = ['Primärvård', 'Kommun', 'Psykiatri', ''];
const DAYS = ['2025-01-02', '2024-12-24', '', '2025-02-30'];

const row = (at: number): string[] =>
  sipCells({
    'SIP-id': at % 20 === 19 ? 'SIP-7' : `SIP-${at}`,
    Personnummer: PERSONS[at % PERSONS.length] ?? '',
    Namn: NAMES[at % NAMES.length] ?? '',
    Kommun: KOMMUNER[at % KOMMUNER.length] ?? '',
    'Samordningsansvarig enhet': UNITS[at % UNITS.length] ?? '',
    Samordningsansvar: PARTS[at % PARTS.length] ?? '',
    Startad: DAYS[at % DAYS.length] ?? '',
    Möte: '',
    Samtycke: at % 7 === 0 ? 'Nej' : at % 11 === 0 ? 'ändrat' : 'Ja',
    'Skyddade personuppgifter': at % 13 === 0 ? 'Ja' : 'Nej',
  });

/** Three rows contradict each other, and the last repeats another. */
const GRID = [[...SIP_HEADERS], ...Array.from({ length: 59 }, (_, at) => row(at)), row(1)];

const folder = newFolder();
let readerProcess: Awaited<ReturnType<typeof workbookReader>>;
let expected: string;
const seen = new Set<string>();

async function stateOf(content: string | Uint8Array, name = 'sip-2025-09-15.csv'): Promise<string> {
  const path = join(folder, name);
  writeAnew(path, content);
  const register = await memoryRegister('2025-04-28');
  try {
    const writer = { by: 'prov', recordedAt: '2025-09-29T13:00:00.000Z' };
    const asked = { path, kind: null, mapping: null, exportedOn: null, asOf: '2025-09-29' };
    const report = await importList(register, { ...asked, writer, readerProcess });
    expect(report.rows).toBe(61);
    expect(report.fates).toMatchObject({ title: 1, new: 56, rejected: 3, duplicate: 1 });
    const state = stateWithFindings(register.db);
    seen.add(state);
    return state;
  } finally {
    register.close();
  }
}

const CSV = 'sip-2025-09-15.csv';
const XLSX = 'sip-2025-09-15.xlsx';

beforeAll(async () => {
  readerProcess = await workbookReader();
  expected = await stateOf(csvText(GRID));
}, 60_000);

describe.each(ENCODINGS)('in %s', (encoding) => {
  describe.each([';', ',', '\t', '|'])('with %j', (delimiter) => {
    it.each(['\r\n', '\n', '\r'])('and %j', async (lineEnd) => {
      const list = encoded(csvText(GRID, { delimiter, lineEnd }), encoding);
      expect(await stateOf(list)).toBe(expected);
    });
  });
});

async function byExceljs(isEmptyWritten: boolean): Promise<Buffer> {
  const book = new ExcelJS.Workbook();
  const sheet = book.addWorksheet('Uttag');
  for (const row of GRID) sheet.addRow(row.map((cell) => (cell === '' && !isEmptyWritten ? null : cell)));
  return Buffer.from(await book.xlsx.writeBuffer());
}

describe('as a workbook', () => {
  it('by exceljs, empty cells left out', async () => {
    expect(await stateOf(await byExceljs(false), XLSX)).toBe(expected);
  });

  it('by exceljs, empty cells written', async () => {
    expect(await stateOf(await byExceljs(true), XLSX)).toBe(expected);
  });

  const hasOffice = spawnSync('soffice', ['--version']).status === 0;

  it.skipIf(!hasOffice)(
    'by LibreOffice, from the CSV with every column as text',
    async () => {
      const source = join(folder, CSV);
      writeFileSync(source, csvText(GRID));
      const columns = SIP_HEADERS.map((_, at) => `${at + 1}/2`).join('/');
      const { status, stderr } = spawnSync(
        'soffice',
        [
          '--headless',
          `-env:UserInstallation=file://${join(folder, 'office')}`,
          `--infilter=Text - txt - csv (StarCalc):59,34,76,1,${columns}`,
          '--convert-to',
          'xlsx',
          '--outdir',
          join(folder, 'ut'),
          source,
        ],
        { encoding: 'utf8', timeout: 60_000 },
      );
      expect([status, stderr.includes('Error')]).toEqual([0, false]);
      expect(await stateOf(readFileSync(join(folder, 'ut', XLSX)), XLSX)).toBe(expected);
    },
    90_000,
  );
});

afterAll(() => {
  expect(seen.size).toBe(1);
});
