import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { KINDS, kindOf, type KindName } from '../src/domain/kinds/kinds.ts';
import { openTable } from '../src/files/reading/open-table.ts';
import { emptyWorld } from './helpers/bad-input.ts';
import { overgang, overgangJson, type World } from './helpers/cli.ts';
import { rowsOf } from './helpers/database.ts';
import { HEADER_SETS, STYLES } from './helpers/header-sets.ts';
import { workbookReader } from './helpers/workbook-reader.ts';

/** Where the rows of each kind come from: lists with their columns in the order of the kind's. */
const SOURCES: Readonly<Partial<Record<KindName, string>>> = {
  sip: 'prator-sip-2025-09-15.csv',
  vardtillfalle: 'prator-vardtillfallen-2025-09-29.csv',
  meddelande: 'prator-meddelanden-2025-09-29.csv',
  patient: 'prator-patienter-2025-09-15.csv',
  enhet: 'enheter.csv',
  lcsp_sip: 'lcsp-sip-2025-10-08.xlsx',
};
const KINDS_TRIED = Object.keys(SOURCES) as readonly KindName[];

/** Columns that belong to nothing, beside all the others. */
const BESIDE = {
  'Skapad av': 'anvandare17',
  'Samtycke till NPÖ': 'Nej',
  Anteckning: 'Se journal',
  'Antal dokument': '3',
};

const ROWS = 80;
const REGION = join(import.meta.dirname, '../fixtures/region');
const CASES = KINDS_TRIED.flatMap((kind) =>
  (HEADER_SETS[kind] ?? []).map((headers, at) => ({
    kind,
    style: STYLES[at] ?? '',
    headers: headers.split(';'),
  })),
);

/** Rows of a kind from all parts of its list. */
async function rowsOfKind(kind: KindName): Promise<readonly (readonly string[])[]> {
  const width = kindOf(kind).fields.length;
  const table = await openTable(join(REGION, SOURCES[kind] ?? ''), {
    readerProcess: await workbookReader(),
  });
  const rows: (readonly string[])[] = [];
  for await (const batch of table.batches()) rows.push(...batch.map(({ cells }) => cells));
  const data = rows.filter((cells) => cells.filter((cell) => cell !== '').length > width / 2).slice(1);
  const step = Math.max(1, Math.floor(data.length / ROWS));
  return data.filter((_, at) => at % step === 0);
}

const kept = new Map<KindName, Promise<readonly (readonly string[])[]>>();
async function listWith(kind: KindName, headers: readonly string[]): Promise<string> {
  const rows = await (kept.get(kind) ?? kept.set(kind, rowsOfKind(kind)).get(kind) ?? []);
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
  Object.fromEntries(kindOf(kind).fields.map(({ name }, at) => [name, headers[at] ?? '']));

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
    expect(KINDS_TRIED).toEqual(
      Object.keys(KINDS).filter((kind) => HEADER_SETS[kind as KindName] !== undefined),
    );
    for (const kind of KINDS_TRIED) {
      expect([kind, HEADER_SETS[kind]?.length]).toEqual([kind, STYLES.length]);
      for (const set of HEADER_SETS[kind] ?? [])
        expect(set.split(';')).toHaveLength(kindOf(kind).fields.length);
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
