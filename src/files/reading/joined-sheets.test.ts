import { expect, it } from 'vitest';
import type { Beside } from '../../domain/records/beside-cells.ts';
import { joinSheets } from './joined-sheets.ts';
import type { OpenedTable, RawRow } from './table.ts';

const FACTS = { format: 'xlsx', sha256: '', bytes: 0, encoding: 'utf-8', delimiter: null } as const;
const NOTHING = { sheets: [], hiddenSheets: [], marks: [], notes: [] };
const sheet = (name: string, rows: readonly RawRow[], besides: readonly Beside[] = []): OpenedTable => ({
  facts: { ...FACTS, ...NOTHING, sheet: name, rows: rows.length, besides },
  batches: async function* () {
    yield await Promise.resolve(rows);
  },
});
const row = (at: number, ...cells: readonly string[]): RawRow => ({ row: at, cells });
const area = (kind: Beside['kind'], column: number, lastColumn: number): Beside => ({
  kind,
  area: { row: 2, lastRow: 3, column, lastColumn },
  text: '',
});

const joined = (besides: readonly Beside[] = []): OpenedTable =>
  joinSheets([
    { table: sheet('A', [row(1, 'Id', 'Namn', 'Fas')]), rows: 1, headerRow: 1, order: null },
    {
      table: sheet('B', [row(1, 'Fas', 'Namn', 'Id'), row(2, 'f', 'n', 'i', 'mer', '')], besides),
      rows: 2,
      headerRow: 1,
      order: [2, 1, 0],
    },
  ]);

it('what stands to the right of the columns of a sheet in another order stays there', async () => {
  const rows: RawRow[] = [];
  for await (const batch of joined().batches()) rows.push(...batch);
  expect(rows).toEqual([
    row(1, 'Id', 'Namn', 'Fas'),
    row(2, 'Id', 'Namn', 'Fas'),
    row(3, 'i', 'n', 'f', 'mer', ''),
  ]);
});

it('what stands beside its cells is moved with its column; over several, a merged cell with its first', () => {
  const { besides } = joined([area('note', 1, 1), area('merged', 1, 2), area('rule', 1, 2)]).facts;
  expect(besides.map(({ area: at }) => [at?.column, at?.lastColumn, at?.row])).toEqual([
    [3, 3, 3],
    [3, 3, 3],
    [1, 16_384, 3],
  ]);
});
