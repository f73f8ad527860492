import { readFileSync, writeFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { overgangJson, type World } from './helpers/cli.ts';
import {
  filledCopy,
  handOutLists,
  openList,
  returnFile,
  returnFiles,
  type HandedOutList,
} from './helpers/filled-lists.ts';
import { regionRegister } from './helpers/region.ts';
import { workbookReader } from './helpers/workbook-reader.ts';

/** The first day of step 6, with the lists of September. */
const DAY = '2025-10-02';
let world: World;
let lists: readonly HandedOutList[];

beforeAll(async () => {
  world = { ...(await regionRegister()), readerProcess: await workbookReader() };
  lists = await handOutLists(world, DAY, 'ut', '--format', 'csv');
});

/** A text may hold the delimiter. */
const cellsOf = (line: string): string[] => line.split(/;(?=(?:[^"]*"[^"]*")*[^"]*$)/u);

describe('all lists of the region', () => {
  it('come back answered in every row, and each answer is taken in once', async () => {
    for (const { paths } of lists) {
      const path = paths[0] ?? '';
      const [header = '', ...rows] = readFileSync(path, 'utf8').trimEnd().split('\r\n');
      const at = cellsOf(header).indexOf('"Status"');
      const answered = rows.map((row) => cellsOf(row).with(at, 'Behöver hjälp').join(';'));
      writeFileSync(path, [header, ...answered, ''].join('\r\n'));
    }
    const returned = await returnFiles(world, DAY, ...lists.map(({ paths }) => paths[0] ?? ''));
    expect(returned.map(({ worklistId, rows, applied }) => [worklistId, rows, applied])).toEqual(
      lists.map(({ id, rows }) => [id, rows, rows]),
    );
    const rows = lists.reduce((sum, list) => sum + list.rows, 0);
    expect(rows).toBeGreaterThan(2000);
    for (const { rejected, conflicts, held, altered, foreign, ignoredRows, ignoredColumns } of returned) {
      expect([rejected, conflicts, held, altered, foreign, ignoredRows, ignoredColumns]).toEqual([
        [],
        [],
        [],
        [],
        [],
        [],
        [],
      ]);
    }
    const { answers } = await overgangJson<{ answers: { needAttention: unknown[] } }>(
      ['status', '--as-of', DAY],
      world,
    );
    expect(answers.needAttention).toHaveLength(rows);
  });

  it('have the answers on the list for the next round: the longest one, as a workbook', async () => {
    const next = await handOutLists(world, DAY, 'ut2', '--step', '6', '--format', 'xlsx');
    const longest = next.toSorted((a, b) => b.rows - a.rows)[0];
    const open = await openList(longest?.path ?? '');
    const statuses = open.tokens.map(
      (token) => open.sheet.getRow(open.rowOf(token)).getCell(open.columnOf('Status')).value,
    );
    expect(new Set(statuses)).toEqual(new Set(['Behöver hjälp']));
    const done = Object.fromEntries(
      open.tokens.map((token) => [
        token,
        { Status: 'Klar', 'Alla parter klara': 'Ja', 'Avslutad i Prator': DAY },
      ]),
    );
    const path = await filledCopy(longest?.path ?? '', `${world.cwd}/klar.xlsx`, done);
    expect(await returnFile(world, DAY, path)).toMatchObject({
      rows: longest?.rows,
      applied: 3 * (longest?.rows ?? 0),
      conflicts: [],
      rejected: [],
    });
  });
});
