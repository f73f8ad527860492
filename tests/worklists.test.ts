import exceljs from 'exceljs';
import { existsSync, readFileSync, writeFileSync, mkdirSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { overgang, overgangJson, type Ran, type World } from './helpers/cli.ts';
import { registerPath, rowsOf } from './helpers/database.ts';
import { contentOf, filesIn } from './helpers/folder.ts';
import {
  CONFLICTING_SIP,
  naiveKommun,
  naiveList,
  naivePart,
  pathOf,
  SIP_SEPTEMBER,
  type NaiveRow,
} from './helpers/lists.ts';
import { AS_OF, regionRegister } from './helpers/region.ts';

interface Listed {
  readonly id: string;
  readonly path: string | null;
  readonly paths: readonly string[];
  readonly step: string;
  readonly kommun: string | null;
  readonly part: string | null;
  readonly unit: string | null;
  readonly recipient: string;
  readonly rows: number;
}

interface HandOut {
  readonly worklists: readonly Listed[];
  readonly sums: readonly { readonly label: string; readonly expected: number; readonly rows: number }[];
  readonly index: string | null;
}

type Cells = Readonly<Record<string, string | null>>;

/** The lists that every open SIP stands on one of; those of other steps have tests of their own. */
const SIP_LISTS = ['6', 'stada', 'vardplan', 'beslut', 'skyddade'].flatMap((step) => ['--step', step]);

const handOut = (world: World, ...more: string[]): Promise<HandOut> => {
  const steps = more.includes('--step') ? [] : SIP_LISTS;
  return overgangJson<HandOut>(['worklist', '-o', 'ut', '--as-of', AS_OF, ...steps, ...more], world);
};
/** What a hand-out of every step would be. */
const allSteps = (...more: string[]): Promise<HandOut> =>
  overgangJson<HandOut>(['worklist', '-o', 'ut', '-n', '--as-of', AS_OF, ...more], world);
const sumOf = (lists: readonly Listed[]): number => lists.reduce((sum, { rows }) => sum + rows, 0);

function asText(value: exceljs.CellValue): string | null {
  if (value === null || value === undefined) return null;
  if (value instanceof Date) return value.toISOString().slice(0, 10);
  if (typeof value === 'object') throw new Error(`not plain: ${JSON.stringify(value)}`);
  return String(value);
}

/** The rows of a list, by header. The header is the first row that begins with "Radnyckel". */
async function readBack(path: string): Promise<readonly Cells[]> {
  const book = new exceljs.Workbook();
  await book.xlsx.readFile(path);
  const sheet = book.getWorksheet('Arbetslista');
  const rows: Cells[] = [];
  let headers: (string | null)[] | null = null;
  sheet?.eachRow((row) => {
    const cells = Array.from({ length: row.cellCount }, (_, at) => asText(row.getCell(at + 1).value));
    if (headers === null) {
      if (cells[0] === 'Radnyckel') headers = cells;
      return;
    }
    if (cells[0] === null || cells[0] === undefined || cells[0] === '') return;
    rows.push(Object.fromEntries(headers.map((header, at) => [header ?? '', cells[at] ?? null])));
  });
  return rows;
}

const sips = new Map(naiveList(SIP_SEPTEMBER).rows.map((row) => [row.at('SIP-id'), row]));
const isProtected = (row: NaiveRow | undefined): boolean => row?.at('Skyddade personuppgifter') === 'Ja';

let world: World;
let made: HandOut;
let text: Ran;
const contents = new Map<Listed, readonly Cells[]>();

beforeAll(async () => {
  world = await regionRegister();
  made = await handOut(world);
  for (const list of made.worklists) contents.set(list, await readBack(list.path ?? ''));
  text = await overgang(['worklist', '-o', 'text', '--as-of', AS_OF, ...SIP_LISTS], await regionRegister());
});

const allRows = (): { list: Listed; row: Cells }[] =>
  [...contents].flatMap(([list, rows]) => rows.map((row) => ({ list, row })));

describe('the lists handed out', () => {
  it('have each open SIP once: no one is left out, no one stands twice', () => {
    const listed = allRows().map(({ row }) => row['SIP i Prator'] ?? '');
    sips.delete('');
    expect(listed).toHaveLength(1188);
    expect(listed.toSorted()).toEqual([...sips.keys()].toSorted());
  });

  it('have as many rows as is said, and in all the open SIPs', () => {
    for (const [list, rows] of contents) expect([list.path, list.rows]).toEqual([list.path, rows.length]);
    expect(sumOf(made.worklists)).toBe(1188);
    expect(made.sums).toMatchObject([{ label: 'Öppna SIP:ar', expected: 1188, rows: 1188 }]);
  });

  it('have the JSON of the contract', () => {
    expect(Object.keys(made).toSorted()).toEqual([
      'basedOn',
      'encrypted',
      'environment',
      'index',
      'sums',
      'withoutContact',
      'worklists',
    ]);
    const keys = ['id', 'kommun', 'part', 'path', 'paths', 'recipient', 'rows', 'step', 'unit'];
    for (const list of made.worklists) expect(Object.keys(list).toSorted()).toEqual(keys);
    // The list of protected persons has a number of its own: it comes last.
    const ordinary = made.worklists.slice(0, -1);
    expect(made.worklists.map(({ id }) => id)).toEqual([
      ...ordinary.map((_, at) => `AL-${String(at + 1).padStart(4, '0')}`),
      'AS-0001',
    ]);
    expect(made.index).toBe(join(world.cwd, 'ut', 'index.html'));
  });

  it('are files with names that any system can hold, in a folder for each recipient', () => {
    const names = filesIn(join(world.cwd, 'ut')).map((file) => basename(file));
    expect(names.toSorted()).toEqual(
      [...made.worklists.map(({ path }) => basename(path ?? '')), 'index.html'].toSorted(),
    );
    expect(new Set(names).size).toBe(names.length);
    for (const name of names) expect(name).toMatch(/^[a-z0-9-]{1,45}\.(?:xlsx|html)$/u);
    const folders = new Map(made.worklists.map(({ path, recipient }) => [dirname(path ?? ''), recipient]));
    expect(new Set(folders.values()).size).toBe(folders.size);
    for (const { path, recipient } of made.worklists)
      expect([path, folders.get(dirname(path ?? ''))]).toEqual([path, recipient]);
    for (const folder of folders.keys()) expect(basename(folder)).toMatch(/^[a-z0-9-]{1,36}$/u);
  });

  it('are their owner’s: the part, and its kommun or its unit', () => {
    for (const { list, row } of allRows()) {
      if (list.step !== '6' && list.step !== 'stada') continue;
      const sip = sips.get(row['SIP i Prator'] ?? '');
      const expected = {
        part: naivePart(sip?.at('Samordningsansvar') ?? ''),
        unit: list.unit === null ? null : (sip?.at('Samordningsansvarig enhet') ?? null),
        kommun: list.unit === null ? naiveKommun(sip?.at('Kommun') ?? '') : null,
      };
      expect({ part: list.part, unit: list.unit, kommun: list.kommun }).toEqual(expected);
      if (list.unit === null) expect(row['Enhet']).toBe(sip?.at('Samordningsansvarig enhet'));
    }
  });

  it('say what the source list says', () => {
    const open = allRows().filter(({ row }) => row['SIP i Prator'] !== CONFLICTING_SIP);
    const compared = new Map<string, number>();
    const compare = (row: Cells, header: string, expected: string | null | undefined): void => {
      if (!(header in row)) return;
      expect([row['SIP i Prator'], header, row[header]]).toEqual([
        row['SIP i Prator'],
        header,
        expected === '' ? null : expected,
      ]);
      compared.set(header, (compared.get(header) ?? 0) + 1);
    };
    const hidden = 'visas inte (nekat samtycke)';
    for (const { row } of open) {
      const sip = sips.get(row['SIP i Prator'] ?? '');
      // Without consent the law lets only who it is about pass on.
      const isRefused = sip?.at('Samtycke') === 'Nej';
      const [given = '', ...surname] = (sip?.at('Namn') ?? '').split(/\s+/u);
      compare(row, 'Patient', `${given.slice(0, 1)} ${surname.join(' ')}`);
      compare(row, 'Senast ändrad', isRefused ? hidden : sip?.at('Senast ändrad'));
      compare(row, 'Möte', isRefused ? hidden : sip?.at('Möte'));
      compare(row, 'Fas', isRefused ? hidden : sip?.at('Fas'));
      compare(row, 'Samordningsansvarig', isRefused ? hidden : sip?.at('Samordningsansvarig roll'));
      compare(row, 'Samtycke', sip?.at('Samtycke'));
      const number = sip?.at('Personnummer') ?? '';
      if (/^(?:19|20)\d{6}-\d{4}$/u.test(number) && Number(number.slice(4, 6)) <= 12)
        compare(row, 'Född', number.slice(0, 4));
    }
    for (const header of [
      'Patient',
      'Född',
      'Senast ändrad',
      'Möte',
      'Fas',
      'Samordningsansvarig',
      'Samtycke',
    ]) {
      expect([header, (compared.get(header) ?? 0) > 700]).toEqual([header, true]);
    }
  });

  it('tell cases apart by a reference of their own', () => {
    const references = allRows().map(({ row }) => row['Referens'] ?? '');
    expect(new Set(references).size).toBe(1188);
    for (const reference of references) expect(reference).toMatch(/^S\d+-[A-Z]$/u);
    for (const { row } of allRows()) expect(row['Radnyckel']).toBe(row['Referens']);
  });

  it('have empty cells for the answers', () => {
    for (const { row } of allRows()) {
      for (const header of ['Status', 'Av', 'Kommentar', 'Avslutad i Prator'])
        expect(row[header] ?? null).toBeNull();
    }
  });

  it('say by when: the end of the work window on step 6, week 41 on the tidying', () => {
    for (const { list, row } of allRows()) {
      if (list.step === '6') expect(row['Klart senast']).toBe('2025-10-10');
      if (list.step === 'stada') expect(row['Klart senast']).toBe('2025-10-12');
    }
  });

  it('have the contradicted SIP where decisions are made, with the reason', () => {
    const found = allRows().find(({ row }) => row['SIP i Prator'] === CONFLICTING_SIP);
    expect(found?.list.step).toBe('beslut');
    expect(found?.row['Varför']).toContain('flera rader som säger olika');
  });
});

describe('the protected', () => {
  const own = (): [Listed, readonly Cells[]] => {
    const found = [...contents].filter(([{ step }]) => step === 'skyddade');
    if (found.length !== 1 || found[0] === undefined) throw new Error(`${String(found.length)} lists`);
    return found[0];
  };

  it('stand on a list of their own, and on no other', () => {
    const expected = [...sips.values()].filter(isProtected).map(({ at }) => at('SIP-id'));
    const [, rows] = own();
    expect(rows.map((row) => row['SIP i Prator'] ?? '').toSorted()).toEqual(expected.toSorted());
    expect(expected).toHaveLength(3);
  });

  it('have neither patient nor year of birth nor kommun on it', () => {
    for (const row of own()[1]) {
      expect(Object.keys(row)).not.toContain('Patient');
      expect(Object.keys(row)).not.toContain('Född');
      expect(Object.keys(row)).not.toContain('Kommun');
    }
  });

  it('are not counted where they are fewer than five', () => {
    const line = text.stdout.split('\n').find((one) => one.startsWith('Skyddade')) ?? '';
    expect(line).toMatch(/ 1 {2}färre än 5$/u);
    const index = readFileSync(join(world.cwd, 'ut', 'index.html'), 'utf8');
    expect(index).not.toMatch(/utsedda-handlaggare|lista-\d/u);
    // The index lies beside lists that leave the house: it tells no numbers at all.
    expect(index).not.toMatch(/<t[dh] class="number"|>Rader</u);
  });

  it('are not to be had by subtraction from a sum or the total', () => {
    const index = readFileSync(join(world.cwd, 'ut', 'index.html'), 'utf8');
    expect(`${index}${text.stdout}`).not.toMatch(/1\u00a0188/u);
    const total = text.stdout.split('\n').find((one) => one.startsWith('Totalt')) ?? '';
    expect(total).toMatch(/^Totalt, utan de skyddade.* 1\u00a0185$/u);
  });
});

describe('the index and the text', () => {
  const ordinary = ({ worklists }: HandOut): HandOut['worklists'] =>
    worklists.filter(({ step }) => !step.startsWith('skyddade'));

  it('name the steps that nobody stands on', async () => {
    const { stdout } = await overgang(
      ['worklist', '-o', 'tomt', '-n', '--step', 'reserv', 'beslut-vardtillfallen', '--as-of', AS_OF],
      world,
    );
    expect(stdout.replace(/\s+/gu, ' ')).toBe(
      'Inga ärenden står på: Beslut – vårdtillfällen som ingen kan avsluta eller flytta utan besked; Reservrutin – patienter och enheter utanför Lifecare SP. Provkörning: inget är skrivet. ',
    );
  });

  it('name every file and prove the sum', () => {
    const index = readFileSync(join(world.cwd, 'ut', 'index.html'), 'utf8');
    for (const { path } of ordinary(made))
      expect(index).toContain(`href="${relative(join(world.cwd, 'ut'), path ?? '')}"`);
    const shown = '1\u00a0185 och de skyddade';
    expect(index).toContain('Öppna SIP:ar</th><td>stämmer<');
    expect(text.stdout).toContain(`Öppna SIP:ar: alla ${shown} står på exakt en lista.`);
    expect([text.code, text.stderr]).toEqual([0, '']);
  });

  it('link to every file, by recipient and by step, with nothing from outside', () => {
    const index = readFileSync(join(world.cwd, 'ut', 'index.html'), 'utf8');
    const links = [...index.matchAll(/href="([^"]+)"/gu)].map(([, name = '']) => decodeURIComponent(name));
    expect(links.length).toBe(ordinary(made).length * 2);
    expect(new Set(links).size).toBe(ordinary(made).length);
    for (const name of links) expect([name, existsSync(join(world.cwd, 'ut', name))]).toEqual([name, true]);
    expect(index).not.toMatch(/https?:|src=/u);
  });
});

describe('the recipients', () => {
  it('are as many as people who share a list, and nobody has both protected persons and others', async () => {
    const { worklists } = await allSteps();
    const stepsOf = new Map<string, Set<boolean>>();
    for (const { recipient, step } of worklists)
      stepsOf.set(recipient, (stepsOf.get(recipient) ?? new Set()).add(step.startsWith('skyddade')));
    expect([worklists.length, stepsOf.size]).toEqual([218, 94]);
    expect([...stepsOf.values()].filter(({ size }) => size > 1)).toEqual([]);
    expect([...stepsOf].filter(([, kinds]) => kinds.has(true)).map(([name]) => name)).toEqual([
      'Utsedda handläggare',
    ]);
  });

  it('of protected persons have files that say nothing', () => {
    const own = made.worklists.filter(({ step }) => step.startsWith('skyddade'));
    expect(own.length).toBeGreaterThan(0);
    for (const { path } of own)
      expect(relative(world.cwd, path ?? '')).toMatch(/^ut\/utsedda-handlaggare\/lista-\d\.xlsx$/u);
  });
});

describe('a part of the lists', () => {
  it('--unit takes that unit’s lists, whole, and nobody else’s', async () => {
    const all = await allSteps();
    for (const unit of ['hälsocentralen eken sollefteå', 'Rättspsykiatriska kliniken avd A']) {
      const found = await allSteps('--unit', unit);
      const own = all.worklists.filter((list) => list.unit?.toLowerCase() === unit.toLowerCase());
      expect(own.length).toBeGreaterThan(2);
      expect(found.worklists).toEqual(own);
      expect(found.sums).toEqual([]);
    }
  });

  it('--kommun takes the lists of the kommun, its roles and its own units, whole, and nobody else’s', async () => {
    const all = await allSteps();
    const units = readFileSync(pathOf('enheter.csv'), 'utf8')
      .split(/\r?\n/u)
      .map((line) => line.split(';'))
      .flatMap(([, unit, , kommun, of]) => (kommun === 'Sundsvall' && of === 'Kommun' ? [unit] : []));
    const found = await allSteps('--kommun', 'Sundsvall');
    const own = all.worklists.filter(({ kommun, unit }) => kommun === '2281' || units.includes(unit ?? ''));
    expect(new Set(own.map(({ recipient }) => recipient)).size).toBeGreaterThan(5);
    expect(found.worklists).toEqual(own);
  });

  it('--part takes the lists that the part owns, whole', async () => {
    for (const part of ['kommun', 'primarvard', 'slutenvard', 'psykiatri']) {
      const found = await handOut(world, '-n', '--part', part);
      const expected = made.worklists.filter((list) => list.part === part);
      expect(expected.length).toBeGreaterThan(2);
      expect(found.worklists.map(({ step, kommun, unit, rows }) => ({ step, kommun, unit, rows }))).toEqual(
        expected.map(({ step, kommun, unit, rows }) => ({ step, kommun, unit, rows })),
      );
    }
  });

  it('--step takes that step alone, or several', async () => {
    for (const steps of [['6'], ['stada', 'vardplan']]) {
      const found = await handOut(world, '-n', ...steps.flatMap((step) => ['--step', step]));
      const expected = made.worklists.filter(({ step }) => steps.includes(step));
      expect(
        found.worklists.map(({ step, kommun, part, unit, rows }) => ({ step, kommun, part, unit, rows })),
      ).toEqual(expected.map(({ step, kommun, part, unit, rows }) => ({ step, kommun, part, unit, rows })));
      expect(found.sums).toEqual([]);
    }
  });

  it('is known as a part: the text does not say that a SIP is missing', async () => {
    const { stdout } = await overgang(['worklist', '-o', 'ut', '-n', '--step', '6', '--as-of', AS_OF], world);
    expect(stdout).not.toContain('går inte ihop');
    expect(stdout).toContain('Provkörning: inget är skrivet.');
  });
});

describe('what is written', () => {
  it('is nothing in a dry run: no file, no byte of the register', async () => {
    const fresh = await regionRegister();
    const before = contentOf(fresh.cwd);
    const found = await handOut(fresh, '--dry-run');
    expect(contentOf(fresh.cwd)).toEqual(before);
    expect(found.index).toBeNull();
    expect(found.worklists.map(({ path, rows }) => [path, rows])).toEqual(
      made.worklists.map(({ rows }) => [null, rows]),
    );
  });

  it('is registered with what was on each list', () => {
    const lists = rowsOf<{ worklist_id: string; step: string; n: number; as_of: string; type: string }>(
      world,
      `SELECT worklist_id, step, as_of, type, (SELECT count(*) FROM worklist_row r WHERE r.worklist_no = w.worklist_no) AS n
       FROM worklist w JOIN event ON event_seq = seq ORDER BY worklist_no`,
    );
    expect(lists).toEqual(
      made.worklists.map(({ id, step, rows }) => ({
        worklist_id: id,
        step,
        n: rows,
        as_of: AS_OF,
        type: 'worklist-issued',
      })),
    );
  });

  it('is told by explain', async () => {
    const { worklists } = await overgangJson<{ worklists: unknown }>(
      ['explain', CONFLICTING_SIP, '--as-of', AS_OF],
      world,
    );
    const list = made.worklists.find(({ step }) => step === 'beslut');
    expect(worklists).toEqual([{ worklistId: list?.id, step: 'beslut', asOf: AS_OF }]);
  });

  it('is not written over without --force, and then nothing is registered', async () => {
    const before = contentOf(world.cwd);
    const again = await overgang(['worklist', '-o', 'ut', '--as-of', AS_OF], world);
    expect(again.code).toBe(2);
    expect(again.stderr).toMatch(/finns redan\.\n.*--force/u);
    expect(contentOf(world.cwd)).toEqual(before);
  });

  it('is all or nothing: one file in the way, and no list is written', async () => {
    const fresh = await regionRegister();
    const [folder = ''] = made.worklists.flatMap(({ step, path }) =>
      step === 'vardplan' ? [basename(dirname(path ?? ''))] : [],
    );
    mkdirSync(join(fresh.cwd, 'ut', folder), { recursive: true });
    for (const name of [join(folder, 'vardplan.xlsx'), 'index.html']) {
      writeFileSync(join(fresh.cwd, 'ut', name), 'mitt eget');
      const before = contentOf(fresh.cwd);
      expect((await overgang(['worklist', '-o', 'ut', '--as-of', AS_OF], fresh)).code).toBe(2);
      expect([...contentOf(fresh.cwd).keys()].toSorted()).toEqual([...before.keys()].toSorted());
      expect(contentOf(fresh.cwd)).toEqual(before);
    }
  });

  it('is written anew with --force, under new numbers', async () => {
    const fresh = await regionRegister();
    const first = await handOut(fresh, '--step', 'vardplan');
    const second = await handOut(fresh, '--step', 'vardplan', '--force');
    expect([first.worklists[0]?.id, second.worklists[0]?.id]).toEqual(['AL-0001', 'AL-0002']);
    expect(second.worklists[0]?.path).toBe(first.worklists[0]?.path);
    expect(readFileSync(registerPath(fresh)).length).toBeGreaterThan(0);
  });

  it('is the same file for the same list, byte by byte', async () => {
    const paths: string[] = [];
    for (const copy of [await regionRegister(), await regionRegister()]) {
      const { worklists } = await handOut(copy, '--step', 'vardplan');
      paths.push(worklists[0]?.path ?? '');
    }
    const [one, other] = paths.map((path) => readFileSync(path).toString('base64'));
    expect(one).toBe(other);
  });

  it('is one file a format', async () => {
    const fresh = await regionRegister();
    const { worklists } = await handOut(fresh, '--step', 'beslut', '--format', 'csv,html');
    expect(worklists[0]?.paths.map((path) => basename(path))).toEqual(['beslut.csv', 'beslut.html']);
    expect(filesIn(join(fresh.cwd, 'ut'))).toEqual([
      'index.html',
      'projektledningen/beslut.csv',
      'projektledningen/beslut.html',
    ]);
  });
});
