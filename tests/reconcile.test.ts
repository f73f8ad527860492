import ExcelJS from 'exceljs';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { overgang, overgangDone, overgangJson, type World } from './helpers/cli.ts';
import { inRegister, rowsOf } from './helpers/database.ts';
import {
  CONTROL_TOTALS,
  naiveList,
  pathOf,
  REGION,
  SIP_OCTOBER,
  SIP_SEPTEMBER,
  VARDTILLFALLEN,
  VARDTILLFALLEN_OCTOBER,
} from './helpers/lists.ts';
import { keyName } from './helpers/on-server.ts';
import { importLists, newRegister, regionRegister } from './helpers/region.ts';

const PUBLISHED = join(import.meta.dirname, '../fixtures/totals/published-september-2025.csv');
const OCTOBER = '2025-10-08';

interface Named {
  readonly sipId: string;
  readonly reference: string;
}

interface Answer {
  readonly asOf: string;
  readonly ok: boolean;
  readonly verdicts: readonly {
    id: string;
    severity: string;
    ok: boolean;
    value: number;
    threshold: number;
    text: string;
  }[];
  readonly totals: readonly {
    part: string | null;
    kommun: string | null;
    expected: number | null;
    actual: number;
    difference: number | null;
  }[];
  readonly totalsInner: null | {
    readonly hasLostNames: boolean;
    readonly differences: readonly {
      along: string;
      line: string;
      printed: number;
      sum: number;
      difference: number;
      isDerived: boolean;
    }[];
    readonly unreadable: readonly { row: string; column: string; derived: number | null }[];
  };
  readonly lifecare: null | {
    readonly inBoth: number;
    readonly onlyPrator: number;
    readonly onlyLifecare: number;
    readonly closedNotMoved: number;
    readonly goneBeforeMove: number;
    readonly lifecareRowsWithoutPerson: number;
    readonly lost: readonly Named[];
    readonly unclear: readonly (Named & { reason: string })[];
    readonly otherCoordinator: readonly (Named & { differs: readonly string[] })[];
  };
}

/** The list of Lifecare SP as CSV: reading workbooks takes a process of its own, which tests of commands have not. */
async function lifecareRows(): Promise<readonly (readonly string[])[]> {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.readFile(join(REGION, 'lcsp-sip-2025-10-08.xlsx'));
  const rows: string[][] = [];
  workbook.worksheets[0]?.eachRow((row) => {
    const values = row.values as unknown[];
    rows.push(
      values
        .slice(1)
        .map((value) => (value instanceof Date ? value.toISOString().slice(0, 10) : String(value))),
    );
  });
  return rows;
}

const asCsv = (rows: readonly (readonly string[])[]): string =>
  rows.map((row) => `${row.join(';')}\n`).join('');

let rows: readonly (readonly string[])[];
beforeAll(async () => {
  rows = await lifecareRows();
});

function put(world: World, name: string, text: string): string {
  writeFileSync(join(world.cwd, name), text);
  return name;
}

async function octoberRegister(): Promise<World> {
  const world = await regionRegister();
  await importLists(world, [SIP_OCTOBER, VARDTILLFALLEN_OCTOBER], OCTOBER);
  return world;
}

describe('reconcile: control totals', () => {
  it.each([
    ['blanks-for-none', 'Alla 27 celler och 13 summor stämmer.'],
    ['column-of-per-cent', 'Alla 32 celler och 13 summor stämmer.'],
    ['kommuner-by-name', 'Alla 32 celler och 13 summor stämmer.'],
    ['kommuner-in-other-spellings', 'Alla 32 celler och 13 summor stämmer.'],
    // 1.188 may be one and a bit: it is said to be unreadable, and what the sums make of it.
    ['thousands-with-a-dot', 'Alla 32 celler och 12 summor stämmer.'],
    ['thousands-with-a-space', 'Alla 32 celler och 13 summor stämmer.'],
    ['titles-and-a-source', 'Alla 32 celler och 13 summor stämmer.'],
  ])('are read as people write them: %s', async (name, told) => {
    const world = await regionRegister();
    const file = join(import.meta.dirname, `../fixtures/totals/${name}.csv`);
    const { code, stdout } = await overgang(['reconcile', '--totals', file, '--as-of', '2025-09-29'], world);
    expect([code, stdout]).toEqual([0, expect.stringContaining(told)]);
  });

  it('finds the fictional region as its control totals say, in every cell', async () => {
    const world = await regionRegister();
    const { code, stdout } = await overgang(
      ['reconcile', '--totals', pathOf(CONTROL_TOTALS), '--as-of', '2025-09-29'],
      world,
    );
    expect(stdout).toContain('Alla 32 celler och 13 summor stämmer.');
    expect(code).toBe(0);
    const answer = await overgangJson<Answer>(
      ['reconcile', '--totals', pathOf(CONTROL_TOTALS), '--as-of', '2025-09-29'],
      world,
    );
    expect(answer.totals).toHaveLength(32);
    expect(answer.totals.every(({ difference }) => difference === 0)).toBe(true);
    expect(answer.totals.reduce((sum, { actual }) => sum + actual, 0)).toBe(1188);
    expect(answer.lifecare).toBeNull();
    expect(answer.ok).toBe(true);
    expect(answer.verdicts.map(({ id, ok, value }) => [id, ok, value])).toEqual([
      ['totals-cells', true, 0],
      ['totals-sums', true, 0],
      ['totals-inner', true, 0],
      ['totals-names', true, 0],
    ]);
  });

  it('tells the cell that differs and exits with 1', async () => {
    const world = await regionRegister();
    const file = put(
      world,
      'totals.csv',
      readFileSync(pathOf(CONTROL_TOTALS), 'utf8').replace(';436;', ';437;'),
    );
    const { code, stdout } = await overgang(['reconcile', '--totals', file, '--as-of', '2025-09-29'], world);
    expect(code).toBe(1);
    expect(stdout).toMatch(/Primärvård\s+Sundsvall\s+437\s+436\s+−1/u);
    expect(stdout).toContain('– raden Primärvård: cellerna ger 695, summan säger 694');
    expect(stdout.startsWith('Avstämningen stämmer INTE\n')).toBe(true);
    expect(stdout).toContain('  NEJ   Celler i kontrollsummorna som skiljer: 1, får vara högst 0\n');
    expect(stdout).toContain('  ok    Summor i kontrollsummorna som skiljer: 0\n');
  });

  it('says where the published table does not add up, and gives its columns no names', async () => {
    const world = await regionRegister();
    const { code, stdout } = await overgang(
      ['reconcile', '--totals', PUBLISHED, '--as-of', '2025-09-29'],
      world,
    );
    expect(code).toBe(1);
    expect(stdout).toContain('Bara tabellens egna summor kontrolleras');
    expect(stdout).not.toMatch(/Sundsvall|Timrå|Ånge|Sollefteå|Kramfors|Härnösand|Örnsköldsvik/u);
    const answer = await overgangJson<Answer>(
      ['reconcile', '--totals', PUBLISHED, '--as-of', '2025-09-29'],
      world,
    );
    expect(answer.totals).toEqual([]);
    expect(answer.totalsInner?.hasLostNames).toBe(true);
    expect(answer.totalsInner?.differences).toEqual([
      { along: 'row', line: 'total', printed: 1188, sum: 1185, difference: 3, isDerived: false },
      { along: 'row', line: 'kommun', printed: 355, sum: 352, difference: 3, isDerived: true },
    ]);
    const derived = (row: string) =>
      answer.totalsInner?.unreadable.filter((cell) => cell.row === row).map((cell) => cell.derived);
    expect(derived('kommun')).toEqual([7, 6, 33, 22, 6, 188, 90, 355]);
    expect(derived('primarvard')).toEqual([0]);
  });

  it('refuses a list of patients without repeating any of it', async () => {
    const world = await newRegister();
    const { code, stdout, stderr } = await overgang(['reconcile', '--totals', pathOf(SIP_SEPTEMBER)], world);
    expect(code).toBe(2);
    expect(stderr).toContain('är ingen tabell med kontrollsummor');
    expect(stdout + stderr).not.toMatch(/\d{8}-\d{4}/u);
  });
});

describe('import --totals', () => {
  it('compares the list just taken in, and again when it was taken in before', async () => {
    const world = await newRegister();
    const args = [
      'import',
      pathOf(SIP_SEPTEMBER),
      '--totals',
      pathOf(CONTROL_TOTALS),
      '--as-of',
      '2025-09-15',
    ];
    for (const already of [false, true]) {
      const { files } = await overgangJson<{
        files: { alreadyImported: boolean; totals: Answer['totals'] }[];
      }>(args, world);
      expect(files[0]?.alreadyImported).toBe(already);
      expect(files[0]?.totals).toHaveLength(32);
      expect(files[0]?.totals.every(({ difference }) => difference === 0)).toBe(true);
    }
    const { stdout } = await overgang(args, world);
    expect(stdout).toContain('Alla 32 celler och 13 summor stämmer.');
  });

  it('makes a differing cell an error finding', async () => {
    const world = await newRegister();
    const list = put(
      world,
      'sip-2025-09-15.csv',
      'SIP-id;Kommun;Samordningsansvar;Status\nS1;Timrå;Kommun;Pågående\nS2;Ånge;Kommun;Avslutad\n',
    );
    const totals = put(world, 'totals.csv', 'Part;Timrå;Ånge;Totalt\nKommun;1;1;2\nTotalt;1;1;2\n');
    const { code, stdout } = await overgang(
      ['import', list, '--totals', totals, '--as-of', '2025-09-15', '--json'],
      world,
    );
    const { files } = JSON.parse(stdout) as {
      files: { findings: { code: string; severity: string; message: string }[] }[];
    };
    expect(code).toBe(1);
    const found = files[0]?.findings.filter((finding) => finding.code === 'TOTAL_DIFFERS');
    expect(found?.[0]).toMatchObject({ severity: 'error', row: null });
    expect(found?.[0]?.message).toContain('Kommun, Ånge: 1 enligt tabellen, 0 räknade, skillnad −1');
  });

  it('keeps a table of a day once, and a mended one beside it', async () => {
    const world = await newRegister();
    const list = put(world, 'sip-2025-09-15.csv', 'SIP-id;Kommun;Samordningsansvar\nS1;Timrå;Kommun\n');
    const kept: number[] = [];
    for (const count of ['2', '2', '1']) {
      const table = put(world, 'totals.csv', `Part;Timrå;Totalt\nKommun;${count};${count}\n`);
      await overgang(['import', list, '--totals', table, '--as-of', '2025-09-15'], world);
      kept.push(rowsOf(world, "SELECT 1 FROM event WHERE type = 'control-totals'").length);
    }
    expect(kept).toEqual([1, 1, 2]);
  });

  it('takes nothing in when the totals cannot be read', async () => {
    const world = await newRegister();
    const { code } = await overgang(
      ['import', pathOf(SIP_SEPTEMBER), '--totals', put(world, 'no.csv', 'a;b\n1;2\n')],
      world,
    );
    expect(code).toBe(2);
    expect(rowsOf(world, 'SELECT * FROM source')).toEqual([]);
  });

  it('says that nothing was compared when no list of SIPs was taken in', async () => {
    const world = await newRegister();
    const { code, stdout } = await overgang(
      ['import', pathOf(VARDTILLFALLEN), '--totals', pathOf(CONTROL_TOTALS), '--as-of', '2025-09-29'],
      world,
    );
    expect(code).toBe(1);
    expect(stdout).toContain('Ingen SIP-lista lästes in');
  });
});

describe('reconcile: a list older than the other', () => {
  it.each([
    ['2025-10-09', 'Prator', 'Lifecare SP', 'source-list-age'],
    ['2025-10-07', 'Lifecare SP', 'Prator', 'target-list-age'],
  ])('is told, and does not change the answer: Lifecare SP %s', async (day, older, newer, id) => {
    const world = await withLists({ [OCTOBER]: [sipRow('S1', PERSONS[0])] }, null);
    const file = put(world, `lcsp-${day}.csv`, [TARGET_HEADER, targetRow(PERSONS[0]), ''].join('\n'));
    const args = ['reconcile', '--lcsp', file, '--as-of', '2025-10-09'];
    const { code, stdout } = await overgang(args, world);
    expect(stdout).toContain(`Listan från ${older} är äldre än den från ${newer}`);
    expect(stdout).toContain('Avstämningen stämmer\n');
    expect(stdout).toMatch(
      new RegExp(`OBS {3}Dagar som listan från ${older} är äldre än den från ${newer}: 1,`, 'u'),
    );
    const { ok, verdicts } = await overgangJson<Answer>(args, world);
    expect([code, ok]).toEqual([0, true]);
    expect(verdicts.filter((verdict) => !verdict.ok).map((verdict) => verdict.id)).toEqual([id]);
  });
});

describe('reconcile: Prator against Lifecare SP', () => {
  it('lists exactly what is lost in the fictional region, and who coordinates otherwise', async () => {
    const world = await octoberRegister();
    const file = put(world, 'lcsp-sip-2025-10-08.csv', asCsv(rows));
    const { lifecare, ok, verdicts } = await overgangJson<Answer>(
      ['reconcile', '--lcsp', file, '--as-of', OCTOBER],
      world,
    );
    expect(ok).toBe(false);
    expect(verdicts.map(({ id, severity, ok: holds, value }) => [id, severity, holds, value])).toEqual([
      ['lost', 'blocking', false, 187],
      ['other-coordinator', 'blocking', false, 46],
      ['unclear', 'warning', false, 15],
      ['rows-without-person', 'warning', true, 0],
      ['target-list-age', 'warning', true, 0],
      ['source-list-age', 'warning', true, 0],
    ]);
    expect(lifecare).toMatchObject({
      onlyPrator: 206,
      inBoth: 0,
      onlyLifecare: 726,
      goneBeforeMove: 1349,
      closedNotMoved: 54,
      lifecareRowsWithoutPerson: 0,
    });
    expect(lifecare?.lost).toHaveLength(187);
    expect(lifecare?.unclear).toHaveLength(15);
    expect(lifecare?.otherCoordinator).toHaveLength(46);

    const digits = (text: string): string => text.replace('-', '');
    const there = new Set(rows.map(([person = '']) => digits(person)));
    const still = new Set(naiveList(SIP_OCTOBER).rows.map(({ at }) => at('SIP-id')));
    const nowhere = new Set(
      naiveList(SIP_SEPTEMBER)
        .rows.filter(
          ({ at }) =>
            at('SIP-id') !== '' && !still.has(at('SIP-id')) && !there.has(digits(at('Personnummer'))),
        )
        .map(({ at }) => at('SIP-id')),
    );
    expect(nowhere.size).toBe(187 + 15 + 54);
    for (const { sipId } of [...(lifecare?.lost ?? []), ...(lifecare?.unclear ?? [])])
      expect(nowhere).toContain(sipId);
  });

  it('tells it in at most 80 columns, the lost first, and nobody by number or name', async () => {
    const world = await octoberRegister();
    const file = put(world, 'lcsp-sip-2025-10-08.csv', asCsv(rows));
    const { code, stdout, stderr } = await overgang(['reconcile', '--lcsp', file, '--as-of', OCTOBER], world);
    expect(code).toBe(1);
    expect(Math.max(...stdout.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80);
    expect(stdout.indexOf('FÖRLORADE: 187')).toBeLessThan(stdout.indexOf('Antal'));
    expect(stdout).toContain('overgang explain S');
    const all = stdout + stderr;
    expect(all).not.toMatch(/\d{8}-?\d{4}/u);
    for (const name of new Set(rows.slice(1).map(([, text = '']) => text))) expect(all).not.toContain(name);
  });

  it('uses the newest list up to the day, and says when there is none', async () => {
    const world = await octoberRegister();
    const none = await overgang(['reconcile', '--as-of', OCTOBER], world);
    expect(none.code).toBe(2);
    expect(none.stderr).toContain('ingen lista från Lifecare SP');
    const file = put(world, 'lcsp-sip-2025-10-08.csv', asCsv(rows));
    await overgangDone(['import', '--whole', file, '--as-of', OCTOBER], world);
    const { lifecare } = await overgangJson<Answer>(['reconcile', '--as-of', '2025-10-09'], world);
    expect(lifecare?.lost).toHaveLength(187);
    expect((await overgang(['reconcile', '--as-of', '2025-10-07'], world)).code).toBe(2);
  });

  it('refuses a list of Prator as one of Lifecare SP, and takes nothing in', async () => {
    const world = await newRegister();
    const { code, stderr } = await overgang(
      ['reconcile', '--lcsp', pathOf(SIP_SEPTEMBER), '--as-of', OCTOBER],
      world,
    );
    expect(code).toBe(2);
    expect(stderr).toContain('inte SIP i Lifecare SP');
    expect(rowsOf(world, 'SELECT * FROM source')).toEqual([]);
  });
});

const HEADER =
  'SIP-id;Personnummer;Kommun;Samordningsansvarig enhet;Samordningsansvarig roll;Samordningsansvar;Planform;Status;Fas;Startad;Senast ändrad;Samtycke;Skyddade personuppgifter';
const PERSONS = ['19350809-9813', '19310110-9944', '19440311-9938'] as const;
const sipRow = (id: string, person: string, phase = 'Genomförande', status = 'Pågående'): string =>
  `${id};${person};Timrå;Enheten;Läkare;Primärvård;SIP;${status};${phase};2025-06-01;2025-09-01;Ja;Nej`;
const TARGET_HEADER = 'Personnummer;Namn;Skapad;Samordningsansvarig;Enhet;Status;Typ';
const targetRow = (person: string, on = '2025-10-06'): string =>
  `${person};Kanarie Fågelsång;${on};Läkare;Enheten;Pågående;SIP`;

/** A register with lists of SIPs (by day) and one of Lifecare SP. */
async function withLists(
  lists: Readonly<Record<string, readonly string[]>>,
  target: readonly string[] | null,
): Promise<World> {
  const world = await newRegister();
  for (const [day, sips] of Object.entries(lists)) {
    await overgangDone(
      ['import', '--whole', put(world, `sip-${day}.csv`, [HEADER, ...sips, ''].join('\n')), '--as-of', day],
      world,
    );
  }
  if (target !== null) {
    await overgang(
      [
        'import',
        '--whole',
        put(world, `lcsp-${OCTOBER}.csv`, [TARGET_HEADER, ...target, ''].join('\n')),
        '--as-of',
        OCTOBER,
      ],
      world,
    );
  }
  return world;
}

const lifecareOf = async (world: World, asOf = OCTOBER): Promise<NonNullable<Answer['lifecare']>> => {
  const { lifecare } = await overgangJson<Answer>(['reconcile', '--as-of', asOf], world);
  if (lifecare === null) throw new Error('nothing was compared');
  return lifecare;
};

const [ANNA, BO, CARIN] = PERSONS;
const FILLER = sipRow('S9', CARIN);

describe('what counts as lost', () => {
  it('is a SIP that went after the moving began; one gone before was cleaned up', async () => {
    const world = await withLists(
      {
        '2025-09-15': [sipRow('S1', ANNA), sipRow('S2', BO), FILLER],
        '2025-09-30': [sipRow('S2', BO), FILLER],
        [OCTOBER]: [FILLER],
      },
      null,
    );
    await overgang(
      [
        'import',
        '--whole',
        put(world, `lcsp-${OCTOBER}.csv`, `${TARGET_HEADER}\n${targetRow(CARIN)}\n`),
        '--as-of',
        OCTOBER,
      ],
      world,
    );
    const lifecare = await lifecareOf(world);
    expect(lifecare.lost.map(({ sipId }) => sipId)).toEqual(['S2']);
    expect(lifecare).toMatchObject({ goneBeforeMove: 1, inBoth: 1 });
  });

  it('is also one that the list itself says is closed', async () => {
    const world = await withLists(
      {
        '2025-09-15': [sipRow('S1', ANNA), sipRow('S2', BO)],
        [OCTOBER]: [
          sipRow('S1', ANNA, 'Genomförande', 'Avslutad'),
          sipRow('S2', BO, 'Genomförande', 'Avslutad'),
        ],
      },
      [targetRow(BO)],
    );
    expect((await lifecareOf(world)).lost.map(({ sipId }) => sipId)).toEqual(['S1']);
  });

  it('is not one in evaluation, unless the moving put it there: then it is unclear', async () => {
    const evaluation = 'Utvärdering och avslut av plan';
    const world = await withLists(
      {
        '2025-09-15': [sipRow('S1', ANNA, evaluation), sipRow('S2', BO), FILLER],
        '2025-10-06': [sipRow('S1', ANNA, evaluation), sipRow('S2', BO, evaluation), FILLER],
        [OCTOBER]: [FILLER],
      },
      [targetRow(CARIN)],
    );
    const lifecare = await lifecareOf(world);
    expect(lifecare).toMatchObject({
      lost: [],
      closedNotMoved: 1,
      unclear: [{ sipId: 'S2', reason: 'evaluated-during-move' }],
    });
  });

  it('is settled by a decision that it was rightly closed', async () => {
    const world = await withLists({ '2025-09-15': [sipRow('S1', ANNA), FILLER], [OCTOBER]: [FILLER] }, [
      targetRow(CARIN),
    ]);
    expect((await lifecareOf(world)).lost).toHaveLength(1);
    await overgangDone(
      ['decide', 'S1', '--as', 'close-not-current', '--reason', 'Patienten har flyttat', '--as-of', OCTOBER],
      world,
    );
    expect(await lifecareOf(world)).toMatchObject({ lost: [], closedNotMoved: 1 });
  });
});

describe('a list of Lifecare SP in the register', () => {
  it('has neither number nor name, and the key lies in no output', async () => {
    const world = await withLists({ '2025-09-15': [FILLER] }, [
      targetRow(CARIN),
      targetRow('inget nummer'),
      targetRow(''),
    ]);
    const kept = rowsOf(world, 'SELECT * FROM lcsp_sip');
    expect(kept).toHaveLength(2);
    const key = readFileSync(join(world.cwd, 'overgang.sqlite.key'), 'utf8').trim();
    const dump = inRegister(world, (db) => {
      return db
        .tables()
        .filter((table) => table !== 'sip')
        .map((table) => JSON.stringify(db.prepare(`SELECT * FROM "${table}"`).all()))
        .join('\n');
    });
    expect(dump).not.toMatch(/19440311|Kanarie|inget nummer/iu);
    expect(dump).not.toContain(key);
    const { lifecare } = await overgangJson<Answer>(['reconcile', '--as-of', OCTOBER], world);
    expect(lifecare).toMatchObject({ lifecareRowsWithoutPerson: 1, inBoth: 1 });
  });

  it('is found unchanged when it is taken in again', async () => {
    const world = await withLists({ '2025-09-15': [FILLER] }, [targetRow(CARIN), targetRow(BO)]);
    const again = put(
      world,
      'lcsp-2025-10-09.csv',
      `${TARGET_HEADER}\n${targetRow(CARIN)}\n${targetRow(BO)}\n`,
    );
    const { files } = await overgangJson<{ files: { fates: object }[] }>(
      ['import', again, '--as-of', '2025-10-09'],
      world,
    );
    expect(files[0]?.fates).toMatchObject({ new: 0, changed: 0, unchanged: 2 });
  });

  it('cannot be compared, nor followed by another, without the key', async () => {
    const world = await withLists({ '2025-09-15': [FILLER] }, [targetRow(CARIN)]);
    rmSync(join(world.cwd, 'overgang.sqlite.key'));
    const again = put(world, 'lcsp-2025-10-09.csv', `${TARGET_HEADER}\n${targetRow(BO)}\n`);
    for (const args of [['reconcile'], ['import', again]]) {
      const { code, stderr } = await overgang([...args, '--as-of', '2025-10-09'], world);
      expect(code).toBe(2);
      expect(stderr).toContain('Nyckelfilen ');
      expect(stderr).toContain(`${keyName('.key')} saknas`);
    }
    expect(rowsOf(world, 'SELECT * FROM lcsp_sip')).toHaveLength(1);
  });
});
