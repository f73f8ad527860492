import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { overgang, overgangDone, overgangJson, type World } from './helpers/cli.ts';
import { inRegister, rowsOf, stateHash } from './helpers/database.ts';
import { contentOf, newFolder } from './helpers/folder.ts';
import {
  CONFLICTING_SIP,
  MEDDELANDEN,
  ENHETER,
  naiveKommun,
  naiveList,
  naivePart,
  PATIENTER,
  pathOf,
  SEPTEMBER_LISTS,
  SIP_APRIL,
  SIP_SEPTEMBER,
  VARDTILLFALLEN,
  WRITTEN,
  type ListName,
} from './helpers/lists.ts';
import { AS_OF, newRegister, regionRegister } from './helpers/region.ts';

interface ImportedFile {
  readonly file: string;
  readonly kind: string;
  readonly exportedOn: string | null;
  readonly sha256: string;
  readonly encoding: string;
  readonly delimiter: string;
  readonly rows: number;
  readonly fates: Readonly<Record<string, number>>;
  readonly findings: readonly {
    code: string;
    severity: string;
    row: number | null;
    message: string;
    remedy: string;
  }[];
  readonly gone: number;
  readonly totals: readonly unknown[];
  readonly alreadyImported: boolean;
}

const sum = (counts: Readonly<Record<string, number>>): number =>
  Object.values(counts).reduce((total, count) => total + count, 0);

const codes = new Map<ListName, number>();
const reports = new Map<ListName, ImportedFile>();
let world: World;

beforeAll(async () => {
  world = await newRegister();
  for (const name of SEPTEMBER_LISTS) {
    const { code, stdout } = await overgang(
      ['import', '--whole', pathOf(name), '--as-of', AS_OF, '--json'],
      world,
    );
    const { files } = JSON.parse(stdout) as { files: ImportedFile[] };
    codes.set(name, code);
    if (files[0] !== undefined) reports.set(name, files[0]);
  }
});

function reportOf(name: ListName): ImportedFile {
  const report = reports.get(name);
  if (report === undefined) throw new Error(`${name} was not imported`);
  return report;
}

const idOf = (cells: readonly string[]): string => cells[0]?.trim() ?? '';

/** Rows of September by what a person sees in them. */
function september() {
  const { rows } = naiveList(SIP_SEPTEMBER);
  const withoutId = rows.filter(({ cells }) => idOf(cells) === '');
  const repeated: number[] = [];
  const conflicting = new Set<number>();
  const firsts = new Map<string, { row: number; line: string }>();
  for (const { row, cells } of rows) {
    const id = idOf(cells);
    if (id === '') continue;
    const line = cells.join(';');
    const first = firsts.get(id);
    if (first === undefined) firsts.set(id, { row, line });
    else if (first.line === line) repeated.push(row);
    else [first.row, row].forEach((one) => conflicting.add(one));
  }
  return {
    withoutId: withoutId.map(({ row }) => row),
    repeated,
    conflicting: [...conflicting],
    ids: [...firsts.keys()],
  };
}

describe('each list of the region, without a mapping', () => {
  it.each(SEPTEMBER_LISTS)('%s is recognised: kind, encoding, delimiter, hash', (name) => {
    const report = reportOf(name);
    const { kind, encoding, delimiter } = WRITTEN[name];
    expect(report).toMatchObject({
      file: name,
      kind,
      encoding,
      delimiter,
      alreadyImported: false,
      totals: [],
    });
    expect(report.sha256).toBe(
      createHash('sha256')
        .update(readFileSync(pathOf(name)))
        .digest('hex'),
    );
  });

  it.each([
    [SIP_APRIL, '2025-04-28'],
    [SIP_SEPTEMBER, '2025-09-15'],
    [VARDTILLFALLEN, '2025-09-29'],
    [MEDDELANDEN, '2025-09-29'],
    [PATIENTER, '2025-09-15'],
    [ENHETER, null],
  ] as const)('%s was taken out on %s', (name, day) => {
    expect(reportOf(name).exportedOn).toBe(day);
  });

  it.each(SEPTEMBER_LISTS)('%s: the fates add up to the lines of the file', (name) => {
    const { rows, fates } = reportOf(name);
    expect(rows).toBe(naiveList(name).physical);
    expect(sum(fates)).toBe(rows);
  });

  it.each(SEPTEMBER_LISTS)('%s: the ledger has each line once, with the fate that was reported', (name) => {
    const ledger = rowsOf<{ row: number; fate: string }>(
      world,
      'SELECT row, fate FROM source_row JOIN source USING (source_no) WHERE file_name = ? ORDER BY row',
      name,
    );
    expect(ledger.map(({ row }) => row)).toEqual(
      Array.from({ length: naiveList(name).physical }, (_, at) => at + 1),
    );
    const { fates } = reportOf(name);
    for (const [fate, count] of Object.entries(fates)) {
      expect([fate, ledger.filter((entry) => entry.fate === fate).length]).toEqual([fate, count]);
    }
  });

  it('only the list with faulty rows says no', () => {
    expect(Object.fromEntries(codes)).toEqual({
      [SIP_APRIL]: 0,
      [SIP_SEPTEMBER]: 1,
      [VARDTILLFALLEN]: 0,
      [MEDDELANDEN]: 0,
      [PATIENTER]: 0,
      [ENHETER]: 0,
    });
  });
});

describe('the SIP list of September', () => {
  const seen = september();
  const rowsWith = (code: string): (number | null)[] =>
    reportOf(SIP_SEPTEMBER)
      .findings.filter((finding) => finding.code === code)
      .map(({ row }) => row);

  it('has 5 repeated rows, named by row', () => {
    expect(seen.repeated).toHaveLength(5);
    expect(rowsWith('ROW_REPEATED')).toEqual(seen.repeated);
    expect(reportOf(SIP_SEPTEMBER).fates['duplicate']).toBe(5);
  });

  it('has 1 row without id, named by row', () => {
    expect(seen.withoutId).toHaveLength(1);
    expect(rowsWith('ROW_WITHOUT_ID')).toEqual(seen.withoutId);
  });

  it('has one pair that contradicts itself, both named by row, each naming the other', () => {
    const pair = seen.conflicting.toSorted((a, b) => a - b);
    expect(pair).toHaveLength(2);
    const found = reportOf(SIP_SEPTEMBER).findings.filter(({ code }) => code === 'SAME_ID_OTHER_CONTENT');
    expect(found.map(({ row }) => row)).toEqual(pair);
    expect(found[0]?.message).toContain(`rad ${String(pair[1])}`);
    expect(found[1]?.message).toContain(`rad ${String(pair[0])}`);
  });

  it('has nothing else rejected: every error is one of those three rows', () => {
    const { fates, findings } = reportOf(SIP_SEPTEMBER);
    const refused = [...seen.withoutId, ...seen.conflicting].toSorted((a, b) => a - b);
    expect(fates['rejected']).toBe(3);
    const errors = findings.filter(({ severity }) => severity === 'error').map(({ row }) => row ?? 0);
    expect(errors.toSorted((a, b) => a - b)).toEqual(refused);
  });

  it('has a title, a header and a footer whose count agrees', () => {
    const { fates, findings } = reportOf(SIP_SEPTEMBER);
    expect(fates).toMatchObject({ title: 3, footer: 1, blank: 0, excluded: 0 });
    expect(seen.ids).toHaveLength(1188);
    expect(findings.filter(({ code }) => code === 'FOOTER_COUNT_DIFFERS')).toEqual([]);
  });

  it('lets 1 349 SIPs of April go', () => {
    const now = new Set(seen.ids);
    const before = naiveList(SIP_APRIL).rows.map(({ cells }) => idOf(cells));
    const gone = before.filter((id) => !now.has(id));
    expect(gone).toHaveLength(1349);
    expect(reportOf(SIP_SEPTEMBER).gone).toBe(1349);
    expect(reportOf(SIP_SEPTEMBER).fates['new']).toBe(seen.ids.filter((id) => !before.includes(id)).length);
  });

  it('gives each finding words and a remedy', () => {
    for (const { message, remedy } of reportOf(SIP_SEPTEMBER).findings) {
      expect(message).toMatch(/[a-zåäö]{3}.*[.)]$/u);
      expect(message).not.toContain('{}');
      expect(remedy).toMatch(/\.$/u);
    }
  });
});

describe('the stored facts', () => {
  it('have å, ä and ö as the list has them, in every encoding', () => {
    const stored = rowsOf<{ key: string; name: string; unit: string }>(
      world,
      'SELECT key, name, unit FROM sip',
    );
    const byId = new Map(stored.map((row) => [row.key, row]));
    const listed = new Map(
      ([SIP_APRIL, SIP_SEPTEMBER] as const).flatMap((name) =>
        naiveList(name).rows.map((row) => [idOf(row.cells), row] as const),
      ),
    );
    listed.delete('');
    listed.delete(CONFLICTING_SIP);
    expect(byId.size).toBe(listed.size + 1);
    for (const [id, { at }] of listed) {
      const { name, unit } = byId.get(id) ?? {};
      expect([id, name, unit]).toEqual([id, at('Namn'), at('Samordningsansvarig enhet')]);
    }
    expect([...listed.values()].filter(({ at }) => /[åäöÅÄÖé]/u.test(at('Namn'))).length).toBeGreaterThan(
      500,
    );
  });

  it('have å, ä and ö of UTF-16 too, and every patient once', () => {
    const { rows } = naiveList(PATIENTER);
    const listed = rows.map(({ at }) => [at('Personnummer'), at('Namn'), at('Listad hälsocentral') || null]);
    const stored = inRegister(world, (db) =>
      db.prepare('SELECT person_id, name, halsocentral FROM patient').raw().all(),
    );
    expect(new Set(stored.map((row) => JSON.stringify(row)))).toEqual(
      new Set(listed.map((row) => JSON.stringify(row))),
    );
  });

  it('have the kommun as its code and the part as its term, however they were written', () => {
    const stored = rowsOf<{ key: string; kommun: string | null; part: string | null }>(
      world,
      'SELECT key, kommun, part FROM sip WHERE last_seen_on = ?',
      '2025-09-15',
    );
    const listed = new Map(naiveList(SIP_SEPTEMBER).rows.map((row) => [idOf(row.cells), row]));
    expect(stored).toHaveLength(1188);
    for (const { key, kommun, part } of stored) {
      const row = listed.get(key);
      expect([key, kommun, part]).toEqual([
        key,
        naiveKommun(row?.at('Kommun') ?? ''),
        naivePart(row?.at('Samordningsansvar') ?? ''),
      ]);
    }
  });

  it('have the contradicted SIP with what its rows agree on, and nothing of what they do not', () => {
    const [stored] = rowsOf(world, 'SELECT * FROM sip WHERE key = ?', CONFLICTING_SIP);
    const pair = naiveList(SIP_SEPTEMBER).rows.filter(({ cells }) => idOf(cells) === CONFLICTING_SIP);
    expect(pair).toHaveLength(2);
    const agree = (header: string): boolean => pair[0]?.at(header) === pair[1]?.at(header);
    expect([agree('Fas'), agree('Senast ändrad'), agree('Namn')]).toEqual([false, false, true]);
    expect(stored).toMatchObject({
      phase: null,
      changed_on: null,
      name: pair[0]?.at('Namn'),
      kommun: '2281',
    });
  });
});

describe('the same file again', () => {
  it.each(SEPTEMBER_LISTS)('%s changes nothing and says so', async (name) => {
    const region = await regionRegister();
    const before = stateHash(region);
    const again = await overgang(['import', '--whole', pathOf(name), '--as-of', AS_OF], {
      ...region,
      now: '2025-10-01T08:00:00Z',
    });
    expect(stateHash(region)).toBe(before);
    expect(again.stdout).toContain('Redan inläst 2025-09-29: inget ändrades.');
    expect(again.stderr).toBe(`${name}: redan inläst 2025-09-29; inget ändrades\n`);
    expect(again.code).toBe(codes.get(name));
  });

  it('is the same file under another name', async () => {
    const region = await regionRegister();
    const copy = join(region.cwd, 'en kopia 2025-09-29.csv');
    writeFileSync(copy, readFileSync(pathOf(VARDTILLFALLEN)));
    const before = stateHash(region);
    const { files } = await overgangJson<{ files: ImportedFile[] }>(
      ['import', '--whole', copy, '--as-of', AS_OF],
      region,
    );
    expect(stateHash(region)).toBe(before);
    expect(files[0]).toMatchObject({
      alreadyImported: true,
      gone: 0,
      fates: { new: 0, changed: 0, unchanged: 137 },
    });
  });

  it('still adds up', async () => {
    const region = await regionRegister();
    const { files } = await overgangJson<{ files: ImportedFile[] }>(
      ['import', '--whole', pathOf(SIP_SEPTEMBER), '--as-of', AS_OF],
      region,
    );
    const [again] = files;
    expect(again?.rows).toBe(1199);
    expect(sum(again?.fates ?? {})).toBe(1199);
    expect(again?.fates).toMatchObject({ new: 0, changed: 0, duplicate: 5, rejected: 3 });
  });
});

describe('validate', () => {
  it('says of each file what import says, without a register and without writing', async () => {
    const folder = newFolder();
    const { files } = await overgangJson<{ files: ImportedFile[] }>(
      ['validate', ...SEPTEMBER_LISTS.map((name) => pathOf(name)), '--as-of', AS_OF],
      { cwd: folder },
    );
    expect(files).toEqual(SEPTEMBER_LISTS.map((name) => reportOf(name)));
    expect(contentOf(folder)).toEqual(new Map());
  });

  it('runs several files in one go, one that fails stopping no other', async () => {
    const region = await newRegister();
    const { code, stdout, stderr } = await overgang(
      ['import', pathOf(VARDTILLFALLEN), 'finns-inte.csv', pathOf(ENHETER), '--as-of', AS_OF],
      region,
    );
    expect(code).toBe(2);
    expect(stderr).toContain('finns-inte.csv: filen finns inte.');
    expect(stdout).toContain('138 rader = 137 nya');
    expect(rowsOf(region, 'SELECT file_name FROM source ORDER BY source_no')).toEqual([
      { file_name: VARDTILLFALLEN },
      { file_name: ENHETER },
    ]);
    await overgangDone(['status'], region);
  });
});
