import ExcelJS from 'exceljs';
import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { named, regionCanaries } from './helpers/canary.ts';
import { overgang, overgangDone, overgangJson, type World } from './helpers/cli.ts';
import { rowsOf } from './helpers/database.ts';
import { newFolder } from './helpers/folder.ts';
import {
  CONFLICTING_SIP,
  naiveList,
  pathOf,
  SIP_APRIL,
  SIP_OCTOBER,
  SIP_SEPTEMBER,
} from './helpers/lists.ts';
import { workbookReader } from './helpers/workbook-reader.ts';

interface Imported {
  readonly file: string;
  readonly fates: Readonly<Record<string, number>>;
  readonly gone: number;
  readonly exportedOn: string;
  readonly alreadyImported: boolean;
  readonly findings: readonly {
    readonly code: string;
    readonly severity: string;
    readonly row: number | null;
  }[];
  readonly mending?: Readonly<Record<string, unknown>>;
  readonly errors?: readonly { readonly path: string; readonly rows: number; readonly protected: boolean }[];
}

let readerProcess: NonNullable<World['readerProcess']>;
beforeAll(async () => {
  readerProcess = await workbookReader();
});

async function newWorld(): Promise<World> {
  const world = { cwd: newFolder(), readerProcess };
  await overgangDone(['init', '--as-of', '2025-09-29'], world);
  return world;
}

async function imported(world: World, ...args: string[]): Promise<Imported> {
  const { files } = await overgangJson<{ files: [Imported] }>(['import', '--whole', ...args], world);
  return files[0];
}

// --- What is wrong in the list of September, counted without the product ---------------------------------------

const HEADERS = [
  'SIP-id', 'Personnummer', 'Namn', 'Kommun', 'Samordningsansvarig enhet', 'Samordningsansvarig roll',
  'Samordningsansvar', 'Planform', 'Status', 'Fas', 'Startad', 'Senast ändrad', 'Möte', 'Samtycke',
  'Skyddade personuppgifter', 'Vårdtillfälle',
]; // prettier-ignore

const september = naiveList(SIP_SEPTEMBER).rows;

function isWrongNumber(text: string): boolean {
  const digits = text.replaceAll(/\D/gu, '').slice(-10);
  if (!/^\d{8}-\d{4}$/u.test(text)) return false;
  const sum = Array.from(digits).reduce((total, digit, index) => {
    const product = Number(digit) * (index % 2 === 0 ? 2 : 1);
    return total + (product > 9 ? product - 9 : product);
  }, 0);
  return sum % 10 !== 0;
}

type Row = (typeof september)[number];
const contents = new Map<string, Set<string>>();
for (const { at, cells } of september) {
  contents.set(at('SIP-id'), (contents.get(at('SIP-id')) ?? new Set()).add(cells.join(';')));
}
const isTwofold = ({ at }: Row): boolean =>
  at('SIP-id') !== '' && (contents.get(at('SIP-id'))?.size ?? 0) > 1;
const isUnmended = ({ at }: Row): boolean => at('Samtycke') === 'Nej' || isWrongNumber(at('Personnummer'));
const faulty = september.filter(
  (row) =>
    isUnmended(row) ||
    isTwofold(row) ||
    ['SIP-id', 'Samtycke', 'Kommun'].some((column) => row.at(column) === ''),
);
const isProtected = ({ at }: Row): boolean => at('Skyddade personuppgifter') === 'Ja';
const open = faulty.filter((row) => !isProtected(row));
const guarded = faulty.filter(isProtected);
const twofold = faulty.filter(isTwofold).map(({ row }) => row);

// --- Rättningslistor, read and written without the product --------------------------------------------------------

type Grid = string[][];

function readCsv(path: string): Grid {
  const text = readFileSync(path, 'utf8').replace(/^\ufeff/u, '');
  return text
    .split('\r\n')
    .slice(0, -1)
    .map((line) =>
      [...line.matchAll(/(?:^|;)(?:"((?:[^"]|"")*)")?/gu)].map(([, cell = '']) => cell.replaceAll('""', '"')),
    );
}

function writeCsv(path: string, grid: Grid): void {
  const lines = grid.map((cells) => cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(';'));
  writeFileSync(path, `\ufeff${lines.join('\r\n')}\r\n`);
}

async function openSheet(path: string): Promise<{ workbook: ExcelJS.Workbook; sheet: ExcelJS.Worksheet }> {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.readFile(path);
  const [sheet] = workbook.worksheets;
  if (sheet === undefined) throw new Error('no sheet');
  return { workbook, sheet };
}

async function readXlsx(path: string): Promise<Grid> {
  const { sheet } = await openSheet(path);
  const grid: Grid = [];
  sheet.eachRow({ includeEmpty: true }, (row, number) => {
    grid[number - 1] = Array.from(
      { length: Math.max(1, row.cellCount) },
      (_none, index) => row.getCell(index + 1).text,
    );
  });
  return grid;
}

async function writeXlsx(path: string, grid: Grid): Promise<void> {
  const { workbook, sheet } = await openSheet(path);
  grid.forEach((cells, row) => {
    cells.forEach((cell, column) => {
      sheet.getRow(row + 1).getCell(column + 1).value = cell === '' ? null : cell;
    });
  });
  while (sheet.rowCount > grid.length) sheet.spliceRows(sheet.rowCount, 1);
  await workbook.xlsx.writeFile(path);
}

function throughLibreOffice(path: string): void {
  const folder = newFolder();
  const out = join(folder, 'ut');
  mkdirSync(out);
  const { status } = spawnSync(
    'soffice',
    [
      `-env:UserInstallation=file://${folder}/profil`,
      '--headless',
      '--convert-to',
      'xlsx',
      '--outdir',
      out,
      path,
    ],
    { stdio: 'ignore', timeout: 120_000 },
  );
  if (status !== 0) throw new Error(`soffice: ${String(status)}`);
  copyFileSync(join(out, basename(path)), path);
}

const hasLibreOffice = spawnSync('sh', ['-c', 'command -v soffice'], { stdio: 'ignore' }).status === 0;

const WAYS = [
  { way: 'csv', extension: 'csv', read: readCsv, write: writeCsv, skip: false },
  { way: 'xlsx', extension: 'xlsx', read: readXlsx, write: writeXlsx, skip: false },
  {
    way: 'xlsx saved by LibreOffice',
    extension: 'xlsx',
    read: readXlsx,
    write: async (path: string, grid: Grid) => {
      await writeXlsx(path, grid);
      throughLibreOffice(path);
    },
    skip: !hasLibreOffice,
  },
] as const;

const TITLES = 3;
const data = (grid: Grid): Grid => grid.slice(TITLES + 1);
const columnOf = (header: string): number => 2 + HEADERS.indexOf(header);

/** Mends what can be mended by hand, and takes the second row of the pair away. */
function mend(grid: Grid): Grid {
  const [, away] = twofold;
  return grid
    .filter((cells, index) => index <= TITLES || Number(cells[0]) !== away)
    .map((cells, index) => {
      if (index <= TITLES) return cells;
      const mended = Array.from({ length: HEADERS.length + 2 }, (_none, at) => cells[at] ?? '');
      const fill = (header: string, text: string): void => {
        if (mended[columnOf(header)] === '') mended[columnOf(header)] = text;
      };
      fill('SIP-id', 'SIP-999001');
      fill('Samtycke', 'Ja');
      fill('Kommun', 'Timrå');
      return mended;
    });
}

const remaining = faulty.filter((row) => isUnmended(row) || isProtected(row));

describe.each(WAYS.filter(({ skip }) => !skip))('the mending loop by $way', ({ extension, read, write }) => {
  let world: World;
  let first: Imported;
  const out = `att-ratta.${extension}`;
  const path = (name: string): string => join(world.cwd, name);

  beforeAll(async () => {
    world = await newWorld();
    await imported(world, pathOf(SIP_APRIL));
    first = await imported(world, pathOf(SIP_SEPTEMBER), '--errors', out);
  }, 60_000);

  it('writes the faulty rows and nothing but them, as they stood', async () => {
    const grid = await read(path(out));
    expect(grid[0]?.[0]).toMatch(/^Rättningslista till prator-sip-2025-09-15\.csv \([0-9a-f]{64}\)$/u);
    expect(grid[1]?.[0]).toBe('Uttag 2025-09-15');
    expect(grid[2]?.[0]).toBe('Innehåller personuppgifter. Skicka inte som vanlig e-post.');
    expect(grid[TITLES]).toEqual(['Rad', 'Att rätta', ...HEADERS]);
    const trimmed = (cells: readonly string[]): string => cells.join('\t').trimEnd();
    expect(data(grid).map((cells) => trimmed([cells[0] ?? '', ...cells.slice(2)]))).toEqual(
      open.map(({ row, cells }) => trimmed([String(row), ...cells])),
    );
    for (const [, advice = ''] of data(grid)) expect(advice).toMatch(/[.!]$/u);
  });

  it('gives the rows of protected persons a file of their own', async () => {
    const own = await read(path(`att-ratta-skyddade.${extension}`));
    expect(own[2]?.[0]).toContain('Endast för utsedda personer.');
    expect(data(own).map(([row]) => Number(row))).toEqual(guarded.map(({ row }) => row));
    expect(first.errors).toEqual([
      { path: path(out), rows: open.length, protected: false },
      { path: path(`att-ratta-skyddade.${extension}`), rows: guarded.length, protected: true },
    ]);
  });

  it('lets nobody else read them, and logs that they left', () => {
    expect(statSync(path(out)).mode & 0o777).toBe(0o600);
    const events = rowsOf<{ data: string }>(world, "SELECT data FROM event WHERE type = 'errors-written'");
    expect(events.map(({ data: text }) => JSON.parse(text) as unknown)).toEqual([
      { file: out, sourceNo: 2, rows: open.length },
      { file: `att-ratta-skyddade.${extension}`, sourceNo: 2, rows: guarded.length },
    ]);
  });

  it('says how much is mended when the mended file comes back as it is', async () => {
    copyFileSync(path(out), path(`tillbaka.${extension}`));
    await write(path(`tillbaka.${extension}`), mend(await read(path(out))));
    const back = await imported(world, `tillbaka.${extension}`, '--errors', `rest.${extension}`);
    expect(back.mending).toMatchObject({
      source: SIP_SEPTEMBER,
      faulty: faulty.length,
      mended: faulty.length - remaining.length,
      remaining: remaining.length,
      removed: 0,
      outdated: false,
    });
    expect([back.exportedOn, back.gone]).toEqual(['2025-09-15', 0]);
    expect(back.findings.filter(({ code }) => code === 'COLUMN_NOT_USED' || code === 'ROW_SHORT')).toEqual(
      [],
    );
    const { stdout } = await overgang(['import', `tillbaka.${extension}`], world);
    expect(stdout.replaceAll(/\s+/gu, ' ')).toContain(
      `Rättningslista till ${SIP_SEPTEMBER}: ${faulty.length - remaining.length} av ${faulty.length} rättade, ${remaining.length} återstår.`,
    );
  });

  it('leaves no conflict behind, and makes the row with an id again a case', async () => {
    const [pair] = rowsOf(world, 'SELECT is_conflicting FROM sip WHERE key = ?', CONFLICTING_SIP);
    expect(pair?.['is_conflicting']).toBe(0);
    const { rule } = await overgangJson<{ rule: { code: string } }>(['explain', CONFLICTING_SIP], world);
    expect(rule.code).toBe('SIP_INACTIVE');
    expect(rowsOf(world, "SELECT key FROM sip WHERE key = 'SIP-999001'")).toHaveLength(1);
    expect(rowsOf(world, "SELECT count(*) AS n FROM sip WHERE last_seen_on = '2025-09-15'")).toEqual([
      { n: new Set(september.map(({ at }) => at('SIP-id'))).size },
    ]);
  });

  it('writes only what remains, with the rows of the original list', async () => {
    const grid = await read(path(`rest.${extension}`));
    expect(grid[0]?.[0]).toContain(`till ${SIP_SEPTEMBER} (`);
    expect(data(grid).map(([row]) => Number(row))).toEqual(
      remaining.filter((row) => !isProtected(row)).map(({ row }) => row),
    );
  });

  it('counts on from the original the second time', async () => {
    const grid = await read(path(`rest.${extension}`));
    const consent = columnOf('Samtycke');
    await write(
      path(`rest.${extension}`),
      grid.map((cells, index) =>
        index > TITLES ? cells.map((cell, at) => (at === consent ? 'Ja' : cell)) : cells,
      ),
    );
    const left = remaining.filter((row) => isProtected(row) || isWrongNumber(row.at('Personnummer')));
    const back = await imported(world, `rest.${extension}`, '--errors', `sista.${extension}`);
    expect(back.mending).toMatchObject({
      faulty: faulty.length,
      mended: faulty.length - left.length,
      remaining: left.length,
      removed: 0,
    });
    expect(data(await read(path(`sista.${extension}`))).map(([row]) => Number(row))).toEqual(
      left.filter((row) => !isProtected(row)).map(({ row }) => row),
    );
  });

  it('writes what is not mended when the original list is given again', async () => {
    const again = await imported(world, pathOf(SIP_SEPTEMBER), '--errors', `igen.${extension}`);
    expect(again.alreadyImported).toBe(true);
    const left = remaining.filter((row) => isProtected(row) || isWrongNumber(row.at('Personnummer')));
    expect(again.errors?.reduce((sum, { rows }) => sum + rows, 0)).toBe(left.length);
  });
});

describe('a Rättningslista', () => {
  it('untouched mends nothing', async () => {
    const world = await newWorld();
    await imported(world, pathOf(SIP_SEPTEMBER), '--errors', 'ratta.csv');
    const { mending, fates } = await imported(world, 'ratta.csv');
    expect(mending).toMatchObject({ faulty: faulty.length, mended: 0, remaining: faulty.length, removed: 0 });
    expect([fates['new'], fates['changed']]).toEqual([0, 0]);
  });

  it('without the row that had no id tells it apart as removed', async () => {
    const world = await newWorld();
    await imported(world, pathOf(SIP_SEPTEMBER), '--errors', 'ratta.csv');
    const grid = readCsv(join(world.cwd, 'ratta.csv'));
    const without = faulty.filter(({ at }) => at('SIP-id') === '').map(({ row }) => row);
    writeCsv(
      join(world.cwd, 'ratta.csv'),
      grid.filter(([row]) => !without.includes(Number(row))),
    );
    const { mending } = await imported(world, 'ratta.csv');
    expect(mending).toMatchObject({
      mended: 0,
      removed: without.length,
      remaining: faulty.length - without.length,
    });
    const { stdout } = await overgang(['import', 'ratta.csv'], world);
    expect(stdout.replaceAll(/\s+/gu, ' ')).toContain('återstår, 1 borttagen.');
  });

  it('that comes after a newer list fills in history, and says so', async () => {
    const world = await newWorld();
    const asOf = ['--as-of', '2025-10-10'];
    await imported(world, pathOf(SIP_SEPTEMBER), '--errors', 'ratta.csv', ...asOf);
    await imported(world, pathOf(SIP_OCTOBER), ...asOf);
    const current = 'SELECT key, kommun, consent, facts_on FROM sip WHERE last_seen_on = ? ORDER BY key';
    const facts = 'SELECT key, kommun, consent FROM sip WHERE last_seen_on = ? ORDER BY key';
    const before = rowsOf(world, facts, '2025-10-08');
    writeCsv(join(world.cwd, 'ratta.csv'), mend(readCsv(join(world.cwd, 'ratta.csv'))));
    const back = await imported(world, 'ratta.csv', ...asOf);
    expect(back.mending).toMatchObject({
      outdated: true,
      faulty: faulty.length,
      mended: faulty.length - remaining.length,
    });
    expect(rowsOf(world, facts, '2025-10-08')).toEqual(before);
    expect(rowsOf(world, current, '2025-10-08').length).toBe(before.length);
    const { stdout } = await overgang(['import', 'ratta.csv', ...asOf], world);
    expect(stdout.replaceAll(/\s+/gu, ' ')).toContain('En nyare lista är redan inläst');
  });

  it('to a list that the register does not have is taken in, and says that it can not be compared', async () => {
    const world = await newWorld();
    await overgang(['validate', pathOf(SIP_SEPTEMBER), '--errors', 'ratta.csv'], world);
    const { mending, fates } = await imported(world, 'ratta.csv');
    expect(mending).toMatchObject({ source: SIP_SEPTEMBER, faulty: null, remaining: null });
    expect(fates['new']).toBe(open.filter((row) => !isTwofold(row) && row.at('SIP-id') !== '').length);
  });

  it('needs no mapping file again, neither for headers nor for values', async () => {
    const world = await newWorld();
    const list =
      'Nr;Vem;Var;Huvud;Läge;Ja?;Hemligt;Egen\n1;19250628-9822;Timrå;Lasarettet;Rullar;;;fritt\n2;19271206-9810;;Lasarettet;Rullar;Ja;;fritt\n';
    const mapping = {
      kind: 'sip',
      columns: {
        sip_id: 'Nr',
        person_id: 'Vem',
        kommun: 'Var',
        part: 'Huvud',
        status: 'Läge',
        consent: 'Ja?',
        is_protected: 'Hemligt',
      },
      values: { part: { Lasarettet: 'slutenvard' }, status: { Rullar: 'open' } },
    };
    writeFileSync(join(world.cwd, 'egen-2025-09-15.csv'), list);
    writeFileSync(join(world.cwd, 'm.json'), JSON.stringify(mapping));
    await imported(world, 'egen-2025-09-15.csv', '--mapping', 'm.json', '--errors', 'ratta.csv');
    const grid = readCsv(join(world.cwd, 'ratta.csv'));
    // What is not taken in does not leave.
    expect(grid[TITLES]).toEqual(['Rad', 'Att rätta', 'Nr', 'Vem', 'Var', 'Huvud', 'Läge', 'Ja?', 'Hemligt']);
    writeCsv(
      join(world.cwd, 'ratta.csv'),
      grid.map((cells) => (cells[0] === '3' ? cells.with(4, 'Timrå') : cells)),
    );
    const back = await imported(world, 'ratta.csv');
    expect(back.mending).toMatchObject({ faulty: 2, mended: 1, remaining: 1 });
    expect(rowsOf(world, 'SELECT key, kommun, part, status FROM sip ORDER BY key')).toEqual([
      { key: '1', kommun: '2262', part: 'slutenvard', status: 'open' },
      { key: '2', kommun: '2262', part: 'slutenvard', status: 'open' },
    ]);
  });

  it.each(['csv', 'xlsx'])(
    'keeps dangerous cells inert in %s, and gives them back as they were',
    async (extension) => {
      const world = await newWorld();
      const ids = ['=1+1', '+46', '-1', '@SUM(A1)', "'=1", '0123', '191212121212'];
      const list = `SIP-id;Personnummer;Namn;Kommun\n${ids.map((id) => `"${id}";19250628-9822;"=cmd|'/c calc'!A1";`).join('\n')}\n`;
      writeFileSync(join(world.cwd, 'farlig-2025-09-15.csv'), list);
      await imported(world, 'farlig-2025-09-15.csv', '--errors', `ratta.${extension}`);
      if (extension === 'csv') {
        for (const cell of data(readCsv(join(world.cwd, 'ratta.csv'))).flat())
          expect(cell).not.toMatch(/^[=+\-@]/u);
      } else {
        const { sheet } = await openSheet(join(world.cwd, 'ratta.xlsx'));
        sheet.eachRow((row) => {
          row.eachCell((cell) => {
            expect([cell.type, cell.numFmt]).toEqual([ExcelJS.ValueType.String, '@']);
          });
        });
      }
      const { fates } = await imported(world, `ratta.${extension}`);
      expect([fates['unchanged'], fates['new'], fates['changed']]).toEqual([ids.length, 0, 0]);
    },
  );

  it('of a row that was too short is not mended by having been written in full', async () => {
    const world = await newWorld();
    writeFileSync(
      join(world.cwd, 'kort-2025-09-15.csv'),
      'SIP-id;Personnummer;Kommun;Samtycke\n1;19250628-9822;Timrå;Ja\n2;19271206-9810;Timrå\n3;19640430-9848;Timrå;Ja;Ja\n',
    );
    await imported(world, 'kort-2025-09-15.csv', '--errors', 'ratta.csv');
    expect((await imported(world, 'ratta.csv')).mending).toMatchObject({
      faulty: 2,
      mended: 0,
      remaining: 2,
    });
  });

  it('marks the faulty cells in the workbook with a note', async () => {
    const world = await newWorld();
    await imported(world, pathOf(SIP_SEPTEMBER), '--errors', 'ratta.xlsx');
    const { sheet } = await openSheet(join(world.cwd, 'ratta.xlsx'));
    const notes: string[] = [];
    sheet.eachRow((row, number) => {
      row.eachCell({ includeEmpty: true }, (cell, column) => {
        const note = cell.note as unknown;
        if (note === undefined) return;
        notes.push(`${row.getCell(1).text} ${sheet.getRow(TITLES + 1).getCell(column).text}`);
        expect(number).toBeGreaterThan(TITLES + 1);
        expect(cell.fill).toMatchObject({ pattern: 'solid' });
      });
    });
    const expected = open.flatMap((row) => [
      ...(isTwofold(row) || row.at('SIP-id') === '' ? [`${row.row} SIP-id`] : []),
      ...(isWrongNumber(row.at('Personnummer')) ? [`${row.row} Personnummer`] : []),
      ...(row.at('Kommun') === '' ? [`${row.row} Kommun`] : []),
      ...(['', 'Nej'].includes(row.at('Samtycke')) ? [`${row.row} Samtycke`] : []),
    ]);
    expect(notes).toEqual(expected);
  });
});

describe('--errors', () => {
  it('names nobody on the way', async () => {
    const world = await newWorld();
    const canaries = regionCanaries();
    for (const args of [
      ['validate', pathOf(SIP_SEPTEMBER), '--errors', 'a.xlsx'],
      ['import', pathOf(SIP_SEPTEMBER), '--errors', 'b.csv'],
      ['import', 'b.csv', '--errors', 'c.xlsx'],
      ['import', 'c.xlsx', '--errors', 'd.csv', '--json'],
      ['import', 'b.csv', '--errors', 'b.csv'],
    ]) {
      const { stdout, stderr } = await overgang(args, world);
      expect(named(`${stdout}${stderr}`, canaries)).toEqual([]);
    }
  });

  it('gives each of several lists a file of its own', async () => {
    const world = await newWorld();
    const { files } = await overgangJson<{ files: Imported[] }>(
      ['import', '--whole', pathOf(SIP_APRIL), pathOf(SIP_SEPTEMBER), '--errors', 'ratta.csv'],
      world,
    );
    const names = files.map(({ errors }) => errors?.map(({ path }) => basename(path)));
    expect(names[1]).toEqual(['ratta-prator-sip-2025-09-15.csv', 'ratta-prator-sip-2025-09-15-skyddade.csv']);
    expect(names[0]?.[0]).toBe('ratta-prator-sip-2025-04-28.csv');
  });

  it('overwrites nothing unasked, and takes nothing in before that is settled', async () => {
    const world = await newWorld();
    writeFileSync(join(world.cwd, 'ratta.csv'), 'mitt');
    const refused = await overgang(['import', pathOf(SIP_SEPTEMBER), '--errors', 'ratta.csv'], world);
    expect([refused.code, refused.stderr]).toEqual([2, expect.stringContaining('finns redan')]);
    expect(rowsOf(world, 'SELECT 1 FROM source')).toEqual([]);
    expect(readFileSync(join(world.cwd, 'ratta.csv'), 'utf8')).toBe('mitt');
    const forced = await overgang(
      ['import', pathOf(SIP_SEPTEMBER), '--errors', 'ratta.csv', '--force'],
      world,
    );
    expect([forced.code, readCsv(join(world.cwd, 'ratta.csv')).length]).toEqual([
      1,
      open.length + TITLES + 1,
    ]);
  });

  it('never overwrites a list that is being read', async () => {
    const world = await newWorld();
    copyFileSync(pathOf(SIP_SEPTEMBER), join(world.cwd, 'lista.csv'));
    const { code, stderr } = await overgang(
      ['import', 'lista.csv', '--errors', './lista.csv', '--force'],
      world,
    );
    expect([code, stderr]).toEqual([2, expect.stringContaining('får inte skrivas över')]);
  });

  it('wants a name that says the format', async () => {
    const world = await newWorld();
    const { code, stderr } = await overgang(
      ['import', pathOf(SIP_SEPTEMBER), '--errors', 'ratta.ods'],
      world,
    );
    expect([code, stderr]).toEqual([2, expect.stringContaining('.xlsx eller .csv')]);
  });

  it('writes no file where nothing is to be mended', async () => {
    const world = await newWorld();
    writeFileSync(
      join(world.cwd, 'ren-2025-09-15.csv'),
      'SIP-id;Personnummer;Kommun;Samtycke\n1;19250628-9822;Timrå;Ja\n',
    );
    const { stdout } = await overgang(['import', 'ren-2025-09-15.csv', '--errors', 'ratta.csv'], world);
    expect(stdout).toContain('Inget att rätta');
    expect(existsSync(join(world.cwd, 'ratta.csv'))).toBe(false);
  });

  it('sends a workbook of too many rows to CSV, with the list taken in', async () => {
    const world = await newWorld();
    const rows = Array.from({ length: 50_001 }, (_none, at) => `${at};19250628-9822;;Ja`);
    writeFileSync(
      join(world.cwd, 'stor-2025-09-15.csv'),
      `SIP-id;Personnummer;Kommun;Samtycke\n${rows.join('\n')}\n`,
    );
    const refused = await overgang(['import', 'stor-2025-09-15.csv', '--errors', 'ratta.xlsx'], world);
    expect([refused.code, refused.stderr]).toEqual([2, expect.stringContaining('.csv')]);
    const done = await imported(world, 'stor-2025-09-15.csv', '--errors', 'ratta.csv');
    expect(done.errors?.[0]?.rows).toBe(50_001);
  });
});
