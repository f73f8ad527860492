import { readFileSync, writeFileSync } from 'node:fs';
import exceljs from 'exceljs';
import { overgangJson, type World } from './cli.ts';

/** What a test writes in a list: by the row's reference, then by the column's header. */
export type Filling = Readonly<Record<string, Readonly<Record<string, string | Date | null>>>>;

export interface HandedOutList {
  readonly id: string;
  readonly path: string;
  readonly paths: readonly string[];
  readonly step: string;
  readonly kommun: string | null;
  readonly rows: number;
}

export async function handOutLists(
  world: World,
  day: string,
  folder: string,
  ...more: string[]
): Promise<readonly HandedOutList[]> {
  const { worklists } = await overgangJson<{ worklists: readonly HandedOutList[] }>(
    ['worklist', '-o', folder, '--as-of', day, ...more],
    world,
  );
  return worklists;
}

/** The list that a hand-out of one step to one owner gives. */
export async function handOutOne(
  world: World,
  day: string,
  folder: string,
  ...more: string[]
): Promise<HandedOutList> {
  const [handed] = await handOutLists(world, day, folder, ...more);
  if (handed === undefined) throw new Error(`no list: ${more.join(' ')}`);
  return handed;
}

export interface OpenList {
  readonly book: exceljs.Workbook;
  readonly sheet: exceljs.Worksheet;
  readonly headerRow: number;
  readonly columnOf: (header: string) => number;
  readonly rowOf: (token: string) => number;
  readonly tokens: readonly string[];
}

/** Opens a workbook as Excel would, to write in it. */
export async function openList(path: string, name = 'Arbetslista'): Promise<OpenList> {
  const book = new exceljs.Workbook();
  await book.xlsx.readFile(path);
  const sheet = book.getWorksheet(name);
  if (sheet === undefined) throw new Error(`no sheet ${name}`);
  let headerRow = 0;
  sheet.eachRow((row, number) => {
    if (headerRow === 0 && row.values instanceof Array && row.values.includes('Radnyckel'))
      headerRow = number;
  });
  const headers = sheet.getRow(headerRow).values as (string | undefined)[];
  const columnOf = (header: string): number => {
    const at = headers.indexOf(header);
    if (at < 1) throw new Error(`no column ${header}`);
    return at;
  };
  const tokenAt = columnOf('Radnyckel');
  const tokens = new Map<string, number>();
  for (let number = headerRow + 1; number <= sheet.rowCount; number += 1) {
    const { value } = sheet.getRow(number).getCell(tokenAt);
    if (typeof value === 'string' && value !== '') tokens.set(value, number);
  }
  return {
    book,
    sheet,
    headerRow,
    columnOf,
    rowOf: (token) => tokens.get(token) ?? Number.NaN,
    tokens: [...tokens.keys()],
  };
}

export function fill({ sheet, columnOf, rowOf }: OpenList, filling: Filling): void {
  for (const [token, cells] of Object.entries(filling)) {
    for (const [header, value] of Object.entries(cells)) {
      sheet.getRow(rowOf(token)).getCell(columnOf(header)).value = value;
    }
  }
}

/** Fills in a copy of a list. */
export async function filledCopy(path: string, copy: string, filling: Filling): Promise<string> {
  const list = await openList(path);
  fill(list, filling);
  await list.book.xlsx.writeFile(copy);
  return copy;
}

export interface Returned {
  readonly file: string;
  readonly worklistId: string;
  readonly returnId: string | null;
  readonly rows: number;
  readonly applied: number;
  readonly unchanged: number;
  readonly conflicts: readonly HeldThere[];
  readonly held: readonly HeldThere[];
  readonly waiting: readonly HeldThere[];
  readonly rejected: readonly ToldThere[];
  readonly warnings: readonly ToldThere[];
  readonly altered: readonly { readonly row: number; readonly reference: string; readonly column: string }[];
  readonly foreign: readonly number[];
  readonly ignoredColumns: readonly string[];
  readonly ignoredRows: readonly number[];
  readonly supersededBy: string | null;
}

interface HeldThere {
  readonly reference: string;
  readonly column: string;
  readonly because: string;
  readonly values: readonly { readonly value: string | null; readonly worklist: string }[];
}

interface ToldThere {
  readonly row: number;
  readonly reference: string | null;
  readonly column: string | null;
  readonly reason: string;
}

export async function returnFiles(
  world: World,
  day: string,
  ...files: string[]
): Promise<readonly Returned[]> {
  const { files: returned } = await overgangJson<{ files: readonly Returned[] }>(
    ['return', ...files, '--as-of', day],
    world,
  );
  return returned;
}

export async function returnFile(world: World, day: string, file: string): Promise<Returned> {
  const [returned] = await returnFiles(world, day, file);
  if (returned === undefined) throw new Error(`${file}: not returned`);
  return returned;
}

/** Fills in a copy of a list that was handed out as CSV, beside the register. */
export function filledCsv(
  { paths }: HandedOutList,
  copy: string,
  filling: Readonly<Record<string, Readonly<Record<string, string>>>>,
): string {
  const csv = paths.find((path) => path.endsWith('.csv')) ?? '';
  const [header = [], ...rows] = readFileSync(csv, 'utf8')
    .trimEnd()
    .split('\r\n')
    .map((line) => line.replace('\ufeff', '').split(';'));
  const at = (name: string): number => header.indexOf(`"${name}"`);
  const filled = rows.map((cells) => {
    const answers = Object.entries(filling[JSON.parse(cells[at('Radnyckel')] ?? '""') as string] ?? {});
    return answers.reduce((row, [name, value]) => row.with(at(name), value), cells);
  });
  writeFileSync(copy, [header, ...filled].map((cells) => `${cells.join(';')}\r\n`).join(''));
  return copy;
}
