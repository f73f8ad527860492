import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { ARCHIVE, createArgs } from './helpers/checkpoints.ts';
import { overgang, overgangDone, overgangJson, type World } from './helpers/cli.ts';
import { rowsOf, stateHash } from './helpers/database.ts';
import { handOutOne } from './helpers/filled-lists.ts';
import { emptyRegister } from './helpers/sip-lists.ts';
import { importList } from './helpers/small-lists.ts';

const FIRST = '2025-09-15';
const SECOND = '2025-10-02';
const DAY = '2025-10-03';
const AFTER = '2025-10-06';

let world: World;
const classOf = async (sip: string): Promise<string | null> => {
  const { code, stdout } = await overgang(['explain', sip, '--json', '--as-of', AFTER], world);
  return code === 2 ? null : (JSON.parse(stdout) as { class: string }).class;
};
const undo = (day: string, ...more: readonly string[]) =>
  overgang(['undo', `sip-${day}.csv`, '--yes', '--as-of', AFTER, ...more], world);
const takeSecond = () =>
  importList(world, 'sip', SECOND, [
    {},
    { 'SIP-id': 'SIP-2', who: 'eva' },
    { 'SIP-id': 'SIP-3', who: 'rune' },
  ]);

beforeEach(async () => {
  world = await emptyRegister();
  await importList(world, 'sip', FIRST, [{}, { 'SIP-id': 'SIP-2', who: 'eva' }]);
});

/** The list of step 6 with every SIP created in Lifecare SP, in a file beside the register. */
async function answered(): Promise<string> {
  const { paths } = await handOutOne(world, DAY, 'ut', '--step', '6', '--format', 'csv');
  const [header = '', ...rows] = readFileSync(paths[0] ?? '', 'utf8')
    .trimEnd()
    .split('\r\n');
  const at = header.split(';').indexOf('"Skapad i Lifecare SP"');
  const filled = rows.map((row) => row.split(';').with(at, DAY).join(';'));
  writeFileSync(join(world.cwd, 'svar.csv'), [header, ...filled, ''].join('\r\n'));
  return 'svar.csv';
}

describe('a list on which worklists were handed out, set aside', () => {
  beforeEach(async () => {
    await takeSecond();
  });

  it('holds the answers that were given on them, and gives the case that it alone has to decision', async () => {
    const file = await answered();
    await overgangDone(['return', file, '--as-of', DAY], world);
    const { list, toDecision } = JSON.parse((await undo(SECOND, '--json')).stdout) as {
      list: { handedOut: number; holds: number };
      toDecision: number;
    };
    expect([list.handedOut, list.holds, toDecision]).toEqual([3, 3, 1]);
    expect([await classOf('SIP-3'), await classOf('SIP-1')]).toEqual([
      'needs-decision',
      'move-outside-vardtillfalle',
    ]);
    const { stdout } = await overgangDone(['inbox', '--as-of', AFTER], world);
    expect(stdout).toContain('Svar som säger emot varandra: 3');
    const { items } = await overgangJson<{ items: unknown }>(['inbox', '--as-of', AFTER], world);
    expect(items).toContainEqual(expect.objectContaining({ kind: 'decision', since: DAY }));
    // Come again, it alone has a case of that worklist still.
    await takeSecond();
    expect(JSON.parse((await undo(SECOND, '--json')).stdout)).toMatchObject({ list: { holds: 3 } });
  });

  it('holds them where other lists have its cases, too', async () => {
    const file = await answered();
    await overgangDone(['return', file, '--as-of', DAY], world);
    expect(JSON.parse((await undo(FIRST, '--json')).stdout)).toMatchObject({
      list: { handedOut: 2, holds: 3 },
    });
  });

  it('and come again, loses no case that was handed out, however often it is set aside', async () => {
    await answered();
    for (const round of [1, 2, 3]) {
      expect([round, (await undo(SECOND)).code, await classOf('SIP-3')]).toEqual([
        round,
        0,
        'needs-decision',
      ]);
      await takeSecond();
      expect(await classOf('SIP-3')).toBe('move-outside-vardtillfalle');
    }
  });

  it('takes answers back without the key, which only lists of Lifecare SP need', async () => {
    const file = await answered();
    await undo(SECOND);
    const { code, stdout } = await overgang(['return', file, '--json', '--as-of', AFTER], world);
    expect([code, (JSON.parse(stdout) as { held: number }).held]).toEqual([1, 1]);
    expect((await overgang(['verify'], world)).code).toBe(0);
  });
});

describe('a list before a checkpoint that locks', () => {
  it.each(['read-only', 'archive'])('(%s) is set aside only when the register is unlocked', async (kind) => {
    await overgangDone(createArgs(kind, 'kp', ARCHIVE), { ...world, now: '2025-10-23T08:00:00.000Z' });
    world = { ...world, now: '2025-10-24T08:00:00.000Z' };
    const before = stateHash(world);
    const late = ['undo', `sip-${FIRST}.csv`, '--yes', '--as-of', '2025-10-24'];
    const refused = await overgang(late, world);
    expect([refused.code, refused.stderr]).toEqual([2, expect.stringContaining('checkpoint unlock')]);
    expect(stateHash(world)).toBe(before);
    await overgangDone(
      ['checkpoint', 'unlock', '--by', 'Eva Exempel', '--reason', 'Fel lista', '--as-of', '2025-10-24'],
      world,
    );
    expect((await overgang(late, world)).code).toBe(0);
  });
});

describe('a SIP that is gone because Lifecare SP has its person', () => {
  const TARGET = 'Personnummer;Namn;Kommun;Samordningsansvarig enhet;Status;Skapad\n';
  interface Gone {
    readonly held: { readonly code: string } | null;
    readonly gone: number;
    readonly goneUnexplained: readonly unknown[];
  }
  const gone = async (...word: readonly string[]): Promise<Gone> => {
    const { stdout } = await overgang(
      ['import', `del-${AFTER}.csv`, '--as', 'sip', '--json', '--as-of', AFTER, ...word],
      world,
    );
    const [file] = (JSON.parse(stdout) as { files: [Gone] }).files;
    return file;
  };
  beforeEach(() => {
    const text = readFileSync(join(world.cwd, `sip-${FIRST}.csv`), 'utf8').split('\n');
    writeFileSync(join(world.cwd, `del-${AFTER}.csv`), `${text.slice(0, 2).join('\n')}\n`);
    writeFileSync(
      join(world.cwd, `lcsp-sip-${DAY}.csv`),
      `${TARGET}19640430-9848;Märta Nordström;Timrå;Hälsocentralen Granen;Pågående;${DAY}\n`,
    );
  });

  it('holds no list; without that list it does', async () => {
    expect((await gone()).held?.code).toBe('LIST_MAYBE_PART');
    await overgangDone(['import', `lcsp-sip-${DAY}.csv`, '--as', 'lcsp_sip', '--as-of', DAY], world);
    expect((await gone()).held).toBeNull();
    expect(await classOf('SIP-2')).toBe('closed');
  });

  it('is gone for a reason: the same list, called whole, tells of none that nothing explains', async () => {
    const word = ['--whole', '--by', 'Kim', '--reason', 'hela uttaget'];
    await overgangDone(['import', `lcsp-sip-${DAY}.csv`, '--as', 'lcsp_sip', '--as-of', DAY], world);
    expect(await gone(...word)).toMatchObject({ held: null, gone: 1, goneUnexplained: [] });
    for (const list of [`del-${AFTER}.csv`, `lcsp-sip-${DAY}.csv`])
      expect((await overgang(['undo', list, '--yes', '--as-of', AFTER], world)).code).toBe(0);
    expect(await gone(...word)).toMatchObject({ held: null, gone: 1, goneUnexplained: [{}] });
  });

  it('is ongoing again when the list of Lifecare SP is set aside', async () => {
    await overgangDone(['import', `lcsp-sip-${DAY}.csv`, '--as', 'lcsp_sip', '--as-of', DAY], world);
    await gone();
    expect((await overgang(['undo', `lcsp-sip-${DAY}.csv`, '--yes', '--as-of', AFTER], world)).code).toBe(0);
    expect(await classOf('SIP-2')).toBe('move-outside-vardtillfalle');
  });
});

describe('which list is meant', () => {
  const asked = async (...args: readonly string[]) => {
    const { code, stdout } = await overgang([...args, '--json', '--as-of', AFTER], world);
    const { error, list } = JSON.parse(stdout) as {
      error?: { code: string; hint: string };
      list?: { file: string };
    };
    return { code, error: error?.code, hint: error?.hint, file: list?.file };
  };
  const imports = (): readonly { seq: number; data: string }[] =>
    rowsOf(world, "SELECT seq, data FROM event WHERE type = 'imported' ORDER BY seq");
  const first = (): string => String(imports()[0]?.seq);

  it.each([
    ['by its file', () => `sip-${FIRST}.csv`],
    ['by its number', () => 'I-0001'],
    ['by its number alone, which is nobody’s answer', () => '1'],
    ['by the number of its event', first],
  ])('%s', async (_, written) => {
    expect(await asked('undo', written(), '--dry-run')).toMatchObject({ code: 0, file: `sip-${FIRST}.csv` });
  });

  it('is none that has been set aside already', async () => {
    const seq = first();
    await undo(FIRST);
    expect(await asked('undo', seq, '--yes')).toMatchObject({ code: 2, error: 'UNDO_ALREADY' });
  });

  it('is not what a number means that somebody has said something under', async () => {
    await overgangDone(
      ['decide', 'SIP-1', '--as', 'close-not-current', '--reason', 'prov', '--as-of', SECOND],
      world,
    );
    const [{ seq } = { seq: 0 }] = rowsOf<{ seq: number }>(
      world,
      "SELECT seq FROM event WHERE type = 'decided'",
    );
    for (let no = 2; no <= seq; no += 1) await importList(world, 'patient', `2025-09-${no + 10}`, [{}]);
    expect((await asked('undo', String(seq), '--yes')).code).toBe(0);
    expect(rowsOf(world, `SELECT file_name FROM source WHERE source_no = ${seq}`)).toHaveLength(1);
    expect(await classOf('SIP-1')).toBe('move-outside-vardtillfalle');
  });

  it('has to be said where two have the name: by the event, whose numbers are told', async () => {
    await importList(world, 'sip', FIRST, [
      {},
      { 'SIP-id': 'SIP-2', who: 'eva' },
      { 'SIP-id': 'SIP-3', who: 'rune' },
    ]);
    const { code, error, hint } = await asked('undo', `sip-${FIRST}.csv`, '--yes');
    expect([code, error]).toEqual([2, 'UNDO_IMPORT_UNCLEAR']);
    for (const { seq } of imports()) expect(hint).toContain(`  ${seq}  sip-${FIRST}.csv`);
  });

  it('is not one that another mends, before that one is', async () => {
    const file = join(world.cwd, `sip-${SECOND}.csv`);
    const SILENT = { 'Skyddade personuppgifter': '' } as const;
    await importList(world, 'sip', SECOND, [
      { Kommun: 'Ingenstans', ...SILENT },
      { 'SIP-id': 'SIP-2', who: 'eva', ...SILENT },
    ]);
    await overgang(['validate', file, '--errors', 'ratta.csv', '--as-of', AFTER], world);
    const mended = readFileSync(join(world.cwd, 'ratta.csv'), 'utf8').replace('Ingenstans', 'Timrå');
    writeFileSync(join(world.cwd, 'ratta.csv'), mended);
    await overgangDone(['import', 'ratta.csv', '--as-of', AFTER], world);
    expect(await asked('undo', `sip-${SECOND}.csv`, '--yes')).toMatchObject({
      code: 2,
      error: 'UNDO_IMPORT_MENDED',
    });
    // What mends another is no list that was told beside what was in before it.
    expect((await undo(FIRST)).code).toBe(0);
    expect((await asked('undo', 'ratta.csv', '--yes')).code).toBe(0);
    expect((await asked('undo', `sip-${SECOND}.csv`, '--yes')).code).toBe(0);
  });
});

describe('what is told of rows beside a list', () => {
  const ASIDE = '2025-09-20';
  type Told = Readonly<Record<string, readonly string[]>>;

  /** The findings of the rows of some lists, told by what compares. */
  async function told(...lists: readonly string[]): Promise<Told> {
    const found: Record<string, readonly string[]> = {};
    for (const list of lists) {
      const { stdout } = await overgang(['explain', list, '--json', '--as-of', AFTER], world);
      const { findings } = JSON.parse(stdout) as { findings: readonly { code: string; message: string }[] };
      found[list] = findings.map(({ code, message }) => `${code}: ${message}`);
    }
    return found;
  }
  /** With the list between taken in and set aside, and without it. */
  async function bothWays(
    between: () => Promise<unknown>,
    asideList: string,
    after: () => Promise<unknown>,
    lists: readonly string[],
  ): Promise<{ readonly had: Told; readonly lived: Told; readonly never: Told }> {
    await between();
    await after();
    const had = await told(...lists);
    await overgangDone(['undo', asideList, '--yes', '--as-of', AFTER], world);
    const lived = await told(...lists);
    world = await emptyRegister();
    await importList(world, 'sip', FIRST, [{}, { 'SIP-id': 'SIP-2', who: 'eva' }]);
    await after();
    return { had, lived, never: await told(...lists) };
  }

  it.each<[string, string, Parameters<typeof importList<'sip'>>[3], Parameters<typeof importList<'sip'>>[3]]>(
    [
      [
        'a protection that it alone said',
        'PROTECTION_LIFTED',
        [{ 'Skyddade personuppgifter': 'Ja' }, { 'SIP-id': 'SIP-2', who: 'eva' }],
        [{}, { 'SIP-id': 'SIP-2', who: 'eva' }],
      ],
      [
        'another person that it alone had',
        'TWO_PERSONS_ON_ID',
        [{ who: 'rune' }, { 'SIP-id': 'SIP-2', who: 'eva' }],
        [{}, { 'SIP-id': 'SIP-2', who: 'eva' }],
      ],
      [
        'what it alone lacked',
        'CASE_REOPENED',
        [{ 'SIP-id': 'SIP-2', who: 'eva' }],
        [{}, { 'SIP-id': 'SIP-2', who: 'eva' }],
      ],
    ],
  )('is taken back with it: %s', async (_what, code, rows, last) => {
    const { had, lived, never } = await bothWays(
      () => importList(world, 'sip', ASIDE, rows),
      `sip-${ASIDE}.csv`,
      () => importList(world, 'sip', SECOND, last),
      [`sip-${SECOND}.csv:2`, `sip-${SECOND}.csv:3`],
    );
    expect(JSON.stringify(had)).toContain(code);
    expect(JSON.stringify(never)).not.toContain(code);
    expect(lived).toEqual(never);
  });

  it('is taken back of an older list: a protection that it alone, later, did not say', async () => {
    const { had, lived, never } = await bothWays(
      () => importList(world, 'sip', SECOND, [{}, { 'SIP-id': 'SIP-2', who: 'eva' }]),
      `sip-${SECOND}.csv`,
      () =>
        importList(world, 'sip', ASIDE, [
          { 'Skyddade personuppgifter': 'Ja' },
          { 'SIP-id': 'SIP-2', who: 'eva' },
        ]),
      [`sip-${ASIDE}.csv:2`],
    );
    expect(JSON.stringify(had)).toContain('PROTECTION_LIFTED_LATER');
    expect(lived).toEqual(never);
  });

  it('is taken back of rows that later lists have again, where no list is left that it rests on', async () => {
    const rows = [{ Vårdtillfälle: 'VT-1' }, { 'SIP-id': 'SIP-2', who: 'eva' }] as const;
    const { had, lived, never } = await bothWays(
      () => importList(world, 'vardtillfalle', ASIDE, [{ Vårdtillfälle: 'VT-9', who: 'ulla' }]),
      `vardtillfalle-${ASIDE}.csv`,
      async () => {
        await importList(world, 'sip', SECOND, rows);
        await importList(world, 'sip', DAY, rows);
      },
      [`sip-${SECOND}.csv:2`],
    );
    expect(JSON.stringify(had)).toContain('CASE_UNKNOWN');
    expect(lived).toEqual(never);
  });

  it('is told of rows that were silent because of it: of a case that it alone had', async () => {
    const { had, lived, never } = await bothWays(
      () => importList(world, 'vardtillfalle', ASIDE, [{}]),
      `vardtillfalle-${ASIDE}.csv`,
      async () => {
        await importList(world, 'vardtillfalle', SECOND, [{ Vårdtillfälle: 'VT-9', who: 'ulla' }]);
        await importList(world, 'sip', SECOND, [
          { Vårdtillfälle: 'VT-1' },
          { 'SIP-id': 'SIP-2', who: 'eva', Vårdtillfälle: 'VT-9' },
        ]);
      },
      [`sip-${SECOND}.csv:2`, `sip-${SECOND}.csv:3`],
    );
    expect(JSON.stringify(had)).not.toContain('CASE_UNKNOWN');
    expect(JSON.stringify(lived)).toContain('CASE_UNKNOWN');
    expect(lived).toEqual(never);
  });

  it('is taken back where the case was in no other list before', async () => {
    const rows = [{}, { 'SIP-id': 'SIP-2', who: 'eva' }] as const;
    await importList(world, 'sip', '2025-09-17', [...rows, { 'SIP-id': 'SIP-9', who: 'ulla' }]);
    await importList(world, 'sip', ASIDE, rows);
    await importList(world, 'sip', SECOND, [{ 'SIP-id': 'SIP-9', who: 'ulla' }, ...rows]);
    const list = `sip-${SECOND}.csv:2`;
    expect(JSON.stringify(await told(list))).toContain('CASE_REOPENED');
    await overgangDone(['undo', 'sip-2025-09-17.csv', '--yes', '--as-of', AFTER], world);
    expect(JSON.stringify(await told(list))).not.toContain('CASE_REOPENED');
  });

  it('is told of the next list that has a case, once the one that saw it coming back is out', async () => {
    const both = [{}, { 'SIP-id': 'SIP-2', who: 'eva' }] as const;
    const others = async (): Promise<void> => {
      await importList(world, 'sip', ASIDE, [{ 'SIP-id': 'SIP-2', who: 'eva' }]);
    };
    const last = () => importList(world, 'sip', SECOND, both);
    const list = `sip-${SECOND}.csv:2`;
    await others();
    await importList(world, 'sip', '2025-09-24', both);
    await last();
    expect(JSON.stringify(await told(list))).not.toContain('CASE_REOPENED');
    await overgangDone(['undo', 'sip-2025-09-24.csv', '--yes', '--as-of', AFTER], world);
    const lived = [await told(list), await classOf('SIP-1')];
    expect(JSON.stringify(lived)).toContain('CASE_REOPENED');
    world = await emptyRegister();
    await importList(world, 'sip', FIRST, both);
    await others();
    await last();
    expect(lived).toEqual([await told(list), await classOf('SIP-1')]);
  });

  it('is taken back once, however often the list comes and goes', async () => {
    await importList(world, 'sip', ASIDE, [{ 'SIP-id': 'SIP-2', who: 'eva' }]);
    await importList(world, 'sip', SECOND, [{}, { 'SIP-id': 'SIP-2', who: 'eva' }]);
    await undo(ASIDE);
    await importList(world, 'sip', ASIDE, [{ 'SIP-id': 'SIP-2', who: 'eva' }]);
    await undo(ASIDE);
    const undone = rowsOf<{ data: string }>(
      world,
      "SELECT data FROM event WHERE type = 'undone' ORDER BY seq",
    );
    // With the list goes what the one after it saw: the case that had come back.
    expect(undone.map(({ data }) => (JSON.parse(data) as { seqs: unknown[] }).seqs.length)).toEqual([2, 1]);
  });

  it('is told so of cases that were attested closed, which are open again', async () => {
    const ids = ['SIP-1', 'SIP-2'] as const;
    const both = [{}, { 'SIP-id': 'SIP-2', who: 'eva' }] as const;
    const lists = ['2025-10-03', '2025-10-04'] as const;
    for (const id of ids)
      for (const mark of ['sip-moved', 'closed-in-prator'])
        await overgangDone(
          ['mark', id, mark, '--on', SECOND, '--as-of', AFTER, '--note', 'enligt parterna'],
          world,
        );
    for (const day of lists) await importList(world, 'sip', day, both);
    const classes = () => Promise.all(ids.map(classOf));
    const before = await classes();
    await overgangDone(['undo', 'sip-2025-10-03.csv', '--yes', '--as-of', AFTER], world);
    expect(await classes()).toEqual(before);
    expect(
      rowsOf(world, "SELECT case_id AS id FROM event WHERE type = 'reopened' ORDER BY seq DESC LIMIT 2"),
    ).toEqual([{ id: 'SIP-2' }, { id: 'SIP-1' }]);
    expect(rowsOf(world, "SELECT 1 FROM event WHERE type = 'reopened'")).toHaveLength(4);
    for (const row of [2, 3])
      expect(JSON.stringify(await told(`sip-2025-10-04.csv:${row}`))).toContain(
        `intygades avslutat ${SECOND}`,
      );
  });

  it('is told of the list after, once the one between is out', async () => {
    await importList(world, 'sip', '2025-09-17', [{ 'Skyddade personuppgifter': 'Ja' }]);
    await importList(world, 'sip', ASIDE, [{}]);
    await importList(world, 'sip', SECOND, [{}]);
    const [row] = Object.values(await told(`sip-${SECOND}.csv:2`));
    expect(row?.join()).not.toContain('PROTECTION_LIFTED');
    await overgangDone(['undo', `sip-${ASIDE}.csv`, '--yes', '--as-of', AFTER], world);
    const [after] = Object.values(await told(`sip-${SECOND}.csv:2`));
    expect(after?.join()).toContain('PROTECTION_LIFTED');
  });

  it('is taken back with the list of units, of patients or of vårdtillfällen that it was beside', async () => {
    const { had, lived, never } = await bothWays(
      () => importList(world, 'enhet', ASIDE, [{ Enhet: 'En annan' }], []),
      `enhet-${ASIDE}.csv`,
      () => importList(world, 'sip', SECOND, [{}]),
      [`sip-${SECOND}.csv:2`],
    );
    expect(JSON.stringify(had)).toContain('UNIT_UNKNOWN');
    expect(lived).toEqual(never);
    const beside = await bothWays(
      () => importList(world, 'patient', ASIDE, [{ who: 'ulla', Kommun: 'Sundsvall', Namn: 'Bo Ek' }]),
      `patient-${ASIDE}.csv`,
      () => importList(world, 'lcsp_patient', SECOND, [{ who: 'ulla' }]),
      [`lcsp_patient-${SECOND}.csv:2`],
    );
    expect(JSON.stringify(beside.had)).toMatch(/TARGET_OTHER_NAME.*TARGET_OTHER_KOMMUN/u);
    expect(beside.lived).toEqual(beside.never);
  });
});
