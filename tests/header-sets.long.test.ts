import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { KindName } from '../src/domain/kinds/kinds.ts';
import { emptyWorld } from './helpers/bad-input.ts';
import { overgang, overgangJson, type World } from './helpers/cli.ts';
import { rowsOf } from './helpers/database.ts';
import { HEADER_SETS, STYLES } from './helpers/header-sets.ts';
import { ordinaryFields, rowsOfKind } from './helpers/rows-of-kind.ts';

const KINDS_TRIED = Object.keys(HEADER_SETS) as readonly KindName[];

/** Columns that belong to nothing, beside all the others. */
const BESIDE = {
  'Skapad av': 'anvandare17',
  'Samtycke till NPÖ': 'Nej',
  Anteckning: 'Se journal',
  'Antal dokument': '3',
};

const CASES = KINDS_TRIED.flatMap((kind) =>
  (HEADER_SETS[kind] ?? []).map((headers, at) => ({
    kind,
    style: STYLES[at] ?? '',
    headers: headers.split(';'),
  })),
);

async function listWith(kind: KindName, headers: readonly string[]): Promise<string> {
  const rows = await rowsOfKind(kind);
  const all = [
    [...headers, ...Object.keys(BESIDE)],
    ...rows.map((cells) => [...headers.map((_, at) => cells[at] ?? ''), ...Object.values(BESIDE)]),
  ];
  return all.map((cells) => `${cells.map((cell) => `"${cell}"`).join(';')}\n`).join('');
}

interface Mapped {
  readonly kind: string;
  readonly kindIsSure: boolean;
  readonly columns: readonly {
    readonly column: string;
    readonly header: string;
    readonly confidence: string;
  }[];
}

const rightColumns = (kind: KindName, headers: readonly string[]): Readonly<Record<string, string>> =>
  Object.fromEntries(ordinaryFields(kind).map(({ name }, at) => [name, headers[at] ?? '']));

const readColumns = (world: World): unknown =>
  rowsOf<{ kind: string; columns: string }>(world, 'SELECT kind, columns FROM source').map(
    ({ kind, columns }) => ({
      kind,
      columns: JSON.parse(columns) as unknown,
    }),
  );

/** How many lists were read at once, and how many needed `map` first. */
const ways = { import: 0, map: 0 };
afterAll(() => {
  expect(ways.import + ways.map).toBe(CASES.length);
});

describe('a list with headers that nobody has seen before', () => {
  it('is tried in ten ways for each kind', () => {
    for (const kind of KINDS_TRIED) {
      expect([kind, HEADER_SETS[kind]?.length]).toEqual([kind, STYLES.length]);
      for (const set of HEADER_SETS[kind] ?? [])
        expect(set.split(';')).toHaveLength(ordinaryFields(kind).length);
    }
  });

  it.each(CASES)(
    '$kind, $style: kind and columns are right by import, or by one map',
    async ({ kind, headers }) => {
      const world = await emptyWorld();
      writeFileSync(join(world.cwd, 'lista-2025-09-15.csv'), await listWith(kind, headers));
      const right = rightColumns(kind, headers);
      const whole = [{ kind, columns: right }];
      const told = ['import', 'lista-2025-09-15.csv', '--as-of', '2025-10-20'];

      const first = await overgang([...told, '--json'], world);
      const mapped = await overgangJson<Mapped>(['map', 'lista-2025-09-15.csv', '-o', 'm.json'], world);
      const sure = mapped.columns.filter(({ confidence }) => confidence === 'sure');
      if (mapped.kindIsSure) expect(mapped.kind).toBe(kind);
      expect(Object.fromEntries(sure.map(({ column, header }) => [column, header]))).toEqual(
        Object.fromEntries(sure.map(({ column }) => [column, right[column]])),
      );
      if (first.code < 2) {
        // What it reads is right, and what it does not read it tells.
        ways.import += 1;
        expect(readColumns(world)).toEqual(whole);
        return;
      }
      ways.map += 1;
      expect(first.stdout).toContain('overgang map');
      expect(readColumns(world)).toEqual([]);
      await overgang([...told, '--mapping', 'm.json'], world);
      expect(readColumns(world)).toEqual(whole);
    },
  );
});
