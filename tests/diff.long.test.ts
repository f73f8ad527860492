import fc from 'fast-check';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { diffLists } from '../src/app/lists/diff-lists.ts';
import { importList } from '../src/app/lists/import-list.ts';
import { parseProfile } from '../src/domain/profile/parse-profile.ts';
import { SHIPPED_PROFILES } from '../src/domain/profile/shipped-profiles.ts';
import type { ListDiff, NamedCase } from '../src/domain/fates/list-diff.ts';
import { casesAsOf } from '../src/register/cases/cases.ts';
import { createRegister, type Register } from '../src/register/file/register.ts';
import { overgang, overgangDone, overgangJson, type World } from './helpers/cli.ts';
import { newFolder } from './helpers/folder.ts';
import {
  naiveList,
  pathOf,
  SIP_APRIL,
  SIP_OCTOBER,
  SIP_SEPTEMBER,
  VARDTILLFALLEN,
  VARDTILLFALLEN_OCTOBER,
  type ListName,
} from './helpers/lists.ts';
import { importLists, newRegister, regionRegister } from './helpers/region.ts';
import { emptyRegister, importSips, sipList, SECRETS, type ListedSip } from './helpers/sip-lists.ts';
import { SAID_WHOLE } from './helpers/whole.ts';

interface DiffJson {
  readonly kind: string;
  readonly from: {
    readonly sourceNo: number;
    readonly file: string;
    readonly exportedOn: string;
    readonly cases: number;
  };
  readonly to: {
    readonly sourceNo: number;
    readonly file: string;
    readonly exportedOn: string;
    readonly cases: number;
  };
  readonly new: readonly NamedCase[];
  readonly changed: readonly (NamedCase & {
    readonly fields: readonly {
      readonly column: string;
      readonly from: unknown;
      readonly to: unknown;
      readonly hidden?: boolean;
    }[];
  })[];
  readonly gone: readonly NamedCase[];
  readonly back: readonly NamedCase[];
  readonly unchanged: number;
}

const idsOf = (cases: readonly { readonly id: string | null }[]): readonly string[] =>
  cases.map(({ id }) => id ?? '').sort();

/** The lines of each id, without the product. */
function linesOf(name: ListName): ReadonlyMap<string, readonly string[]> {
  const lines = new Map<string, string[]>();
  for (const { cells } of naiveList(name).rows) {
    const id = cells[0]?.trim() ?? '';
    if (id === '') continue;
    const line = cells.map((cell) => cell.trim()).join(';');
    const known = lines.get(id) ?? [];
    if (!known.includes(line)) lines.set(id, [...known, line]);
  }
  return lines;
}

async function octoberRegister(): Promise<World> {
  const world = await regionRegister();
  await importLists(world, [SIP_OCTOBER, VARDTILLFALLEN_OCTOBER], '2025-10-08');
  return world;
}

describe('diff of the region', () => {
  it.each([
    [SIP_APRIL, SIP_SEPTEMBER, { new: 494, gone: 1349, back: 0 }],
    [SIP_SEPTEMBER, SIP_OCTOBER, { new: 0, gone: 982, back: 0 }],
    [SIP_APRIL, SIP_OCTOBER, { new: 88, gone: 1925, back: 0 }],
    [VARDTILLFALLEN, VARDTILLFALLEN_OCTOBER, { new: 0, gone: 16, back: 0 }],
  ] as const)('%s → %s is what the files say', async (from, to, numbers) => {
    const world = await octoberRegister();
    const diff = await overgangJson<DiffJson>(['diff', '--from', from, '--to', to], world);
    const [before, after] = [linesOf(from), linesOf(to)];
    expect(idsOf(diff.new)).toEqual([...after.keys()].filter((id) => !before.has(id)).sort());
    expect(idsOf(diff.gone)).toEqual([...before.keys()].filter((id) => !after.has(id)).sort());
    expect({ new: diff.new.length, gone: diff.gone.length, back: diff.back.length }).toEqual(numbers);
    expect([diff.from.cases, diff.to.cases]).toEqual([before.size, after.size]);
    expect(diff.changed.length + diff.unchanged + diff.new.length + diff.back.length).toBe(after.size);
  });

  it.each([
    [SIP_SEPTEMBER, SIP_OCTOBER, 70],
    [VARDTILLFALLEN, VARDTILLFALLEN_OCTOBER, 60],
  ] as const)(
    '%s → %s: %i cases have other lines, and those are the changed ones',
    async (from, to, number) => {
      const world = await octoberRegister();
      const diff = await overgangJson<DiffJson>(['diff', '--from', from, '--to', to], world);
      const [before, after] = [linesOf(from), linesOf(to)];
      const differing = [...after]
        .filter(([id, lines]) => before.has(id) && before.get(id)?.join() !== lines.join())
        .map(([id]) => id);
      expect(idsOf(diff.changed)).toEqual(differing.sort());
      expect(diff.changed).toHaveLength(number);
    },
  );

  it('says for each field what it was and what it is: utskrivningsklar of the vårdtillfällen', async () => {
    const world = await octoberRegister();
    const diff = await overgangJson<DiffJson>(['diff', '--as', 'vardtillfalle'], world);
    const at = (name: ListName, id: string): string | null => {
      const row = naiveList(name).rows.find(({ cells }) => cells[0] === id);
      const written = row?.at('Utskrivningsklar').replace(' ', 'T') ?? '';
      return written === '' ? null : written;
    };
    const ready = diff.changed.flatMap(({ id, fields }) =>
      fields.filter(({ column }) => column === 'ready_at').map(({ from, to }) => ({ id, from, to })),
    );
    const expected = naiveList(VARDTILLFALLEN_OCTOBER)
      .rows.map(({ cells }) => cells[0] ?? '')
      .filter((id) => at(VARDTILLFALLEN, id) !== at(VARDTILLFALLEN_OCTOBER, id))
      .map((id) => ({ id, from: at(VARDTILLFALLEN, id), to: at(VARDTILLFALLEN_OCTOBER, id) }));
    expect(ready).toHaveLength(44);
    expect(new Set(ready.map((entry) => JSON.stringify(entry)))).toEqual(
      new Set(expected.map((entry) => JSON.stringify(entry))),
    );
  });

  it('agrees with the fates of the import', async () => {
    const world = await newRegister();
    await importLists(world, [SIP_APRIL, SIP_SEPTEMBER]);
    const { stdout } = await overgang(['import', '--whole', pathOf(SIP_SEPTEMBER), '--json'], world);
    const { files } = JSON.parse(stdout) as { files: [{ fates: Record<string, number> }] };
    const diff = await overgangJson<DiffJson>(['diff'], world);
    // The SIP on two rows that contradict each other was in April too: both rows are rejected, the SIP has changed.
    expect(files[0].fates['unchanged']).toBe(diff.new.length + diff.changed.length + diff.unchanged - 1);
  });

  it('reads the same the day after other lists came in', async () => {
    const world = await regionRegister();
    const before = await overgangJson<DiffJson>(['diff', '--from', '1', '--to', '2'], world);
    await importLists(world, [SIP_OCTOBER], '2025-10-08');
    expect(await overgangJson<DiffJson>(['diff', '--from', '1', '--to', '2'], world)).toEqual(before);
  });

  it('shows no personnummer and no name', async () => {
    const world = await octoberRegister();
    const persons = ([SIP_APRIL, SIP_SEPTEMBER, SIP_OCTOBER] as const).flatMap((name) =>
      naiveList(name).rows.flatMap((row) => [row.at('Personnummer'), row.at('Namn')]),
    );
    for (const args of [
      ['diff', '--from', SIP_APRIL],
      ['diff', '--from', SIP_APRIL, '--json'],
    ]) {
      const { stdout } = await overgangDone(args, world);
      for (const person of new Set(persons)) if (person !== '') expect(stdout.includes(person)).toBe(false);
    }
  });
});

describe('which lists are compared', () => {
  it('the two newest SIP lists, unless something else is asked for', async () => {
    const { from, to, kind } = await overgangJson<DiffJson>(['diff'], await octoberRegister());
    expect([kind, from.file, to.file]).toEqual(['sip', SIP_SEPTEMBER, SIP_OCTOBER]);
  });

  it.each<readonly [readonly string[], string, string]>([
    [['--to', SIP_SEPTEMBER], SIP_APRIL, SIP_SEPTEMBER],
    [['--from', '2025-04-28'], SIP_APRIL, SIP_OCTOBER],
    [['--from', '1', '--to', '2025-09-15'], SIP_APRIL, SIP_SEPTEMBER],
    [['--to', `listor/${VARDTILLFALLEN_OCTOBER}`], VARDTILLFALLEN, VARDTILLFALLEN_OCTOBER],
    [['--from', '2025-09-29'], VARDTILLFALLEN, VARDTILLFALLEN_OCTOBER],
    [
      ['--as', 'vardtillfalle', '--from', '2025-09-29', '--to', '2025-10-08'],
      VARDTILLFALLEN,
      VARDTILLFALLEN_OCTOBER,
    ],
  ])('%j', async (args, from, to) => {
    const diff = await overgangJson<DiffJson>(['diff', ...args], await octoberRegister());
    expect([diff.from.file, diff.to.file]).toEqual([from, to]);
  });

  it('one that is not there: says which there are', async () => {
    const { code, stderr } = await overgang(['diff', '--from', '2025-01-01'], await octoberRegister());
    expect(code).toBe(2);
    expect(stderr).toContain('Uttaget 2025-01-01 finns inte i registret.');
    expect(stderr).toContain(`\n2  sip  2025-09-15  ${SIP_SEPTEMBER}\n`);
  });

  it('two of different kinds: no answer', async () => {
    const { code, stderr } = await overgang(
      ['diff', '--from', SIP_APRIL, '--to', VARDTILLFALLEN],
      await octoberRegister(),
    );
    expect(code).toBe(2);
    expect(stderr).toContain('olika sort');
  });

  it('no list before: says so', async () => {
    const { code, stderr } = await overgang(['diff', '--as', 'patient'], await octoberRegister());
    expect(code).toBe(2);
    expect(stderr).toContain('inget tidigare uttag av patienter');
  });
});

describe('the text of diff', () => {
  it('counts, names cases and fields in Swedish, and cuts long lists', async () => {
    const { stdout } = await overgangDone(['diff'], await octoberRegister());
    expect(stdout).toContain('0 nya, 70 ändrade, 982 borta, 0 tillbaka, 136 oförändrade.');
    expect(stdout).toContain('1\u00a0188 − 982 borta + 0 nya + 0 tillbaka = 206');
    expect(stdout).toMatch(/Senast ändrad: 2025-\d\d-\d\d → 2025-10-\d\d/u);
    expect(stdout).toContain('… och 962 till (alla med --json)');
  });

  it('tells that a person changed, not who', async () => {
    const world = await emptyRegister();
    await importSips(world, '2025-09-01', [{ id: 'S-1' }]);
    await importSips(world, '2025-09-08', [{ id: 'S-1', pnr: '19640430-9848' }]);
    const { stdout } = await overgangDone(['diff'], world);
    expect(stdout).toContain('Personnummer: ändrat (visas inte)');
    const { changed } = await overgangJson<DiffJson>(['diff'], world);
    expect(changed[0]?.fields).toEqual([{ column: 'person_id', from: null, to: null, hidden: true }]);
    for (const secret of SECRETS) expect(stdout).not.toContain(secret);
  });

  it('has the SIPs that came back by themselves', async () => {
    const world = await emptyRegister();
    await importSips(world, '2025-09-01', [{ id: 'S-1' }, { id: 'S-2' }]);
    await importSips(world, '2025-09-08', [{ id: 'S-2' }]);
    await importSips(world, '2025-09-15', [{ id: 'S-1' }, { id: 'S-2' }, { id: 'S-3' }]);
    const diff = await overgangJson<DiffJson>(['diff'], world);
    expect([idsOf(diff.back), idsOf(diff.new)]).toEqual([['S-1'], ['S-3']]);
    expect((await overgangDone(['diff'], world)).stdout).toContain('Tillbaka: fanns i ett tidigare uttag');
  });
});

describe('a list that mends another', () => {
  it('is a part of it: never compared by itself', async () => {
    const folder = newFolder();
    const register = await taken(
      folder,
      [[{ id: 'S-1' }, { id: 'S-2' }], [{ id: 'S-1' }, { id: 'S-3' }], [{ id: 'S-2' }]],
      [0, 1, 2],
    );
    try {
      register.db.prepare('UPDATE source SET mends = 2, exported_on = ? WHERE source_no = 3').run(DAYS[1]);
      for (const to of [null, '2', '3']) {
        const diff = diffLists(register, { from: '1', to, kind: null });
        expect([diff.to.sourceNo, diff.to.cases]).toEqual([2, 3]);
        expect([idsOf(diff.new), idsOf(diff.gone), diff.unchanged]).toEqual([['S-3'], [], 2]);
      }
    } finally {
      register.close();
    }
  });
});

const PROFILE = SHIPPED_PROFILES['vasternorrland-2025'];

function memoryRegister(): Register {
  const parsed = parseProfile(PROFILE);
  if ('faults' in parsed) throw new Error(parsed.faults.join('\n'));
  return createRegister(':memory:', parsed.profile);
}

const DAYS = ['2025-09-01', '2025-09-08', '2025-09-15', '2025-09-22'] as const;
const someSip: fc.Arbitrary<ListedSip> = fc.record({
  id: fc.constantFrom('S-1', 'S-2', 'S-3', 'S-4', 'S-5'),
  kommun: fc.constantFrom('Timrå', 'Sundsvall', '', 'Gävle'),
  fas: fc.constantFrom('Genomförande', 'Förberedelse'),
});
/** Lists with repeated rows and rows that contradict each other. */
const someLists = fc.array(fc.array(someSip, { minLength: 1, maxLength: 8 }), { minLength: 3, maxLength: 4 });
const someOrder = (length: number): fc.Arbitrary<number[]> =>
  fc.shuffledSubarray([...Array(length).keys()], { minLength: length });

async function taken(
  folder: string,
  lists: readonly (readonly ListedSip[])[],
  order: readonly number[],
): Promise<Register> {
  const register = memoryRegister();
  for (const at of order) {
    const path = join(folder, `sip-${DAYS[at] ?? ''}.csv`);
    writeFileSync(path, sipList(lists[at] ?? []));
    await importList(register, {
      word: SAID_WHOLE,
      path,
      kind: 'sip',
      mapping: null,
      exportedOn: null,
      asOf: '2025-10-01',
      writer: { by: 'prov', recordedAt: '2025-10-01T08:00:00.000Z' },
      readerProcess: { command: process.execPath, args: ['-e', 'process.exit(9)'] },
    });
  }
  return register;
}

const between = (register: Register, from: string, to: string): ListDiff =>
  diffLists(register, { from, to, kind: 'sip' });
/** Without the numbers that follow the order of import. */
const comparable = (diff: ListDiff) => ({
  new: idsOf(diff.new),
  gone: idsOf(diff.gone),
  back: idsOf(diff.back),
  changed: diff.changed.map(({ id, fields }) => JSON.stringify([id, fields])).sort(),
  unchanged: diff.unchanged,
});

/** Every case as it stood on a day, without the numbers that follow the order of import. */
const stateOn = (register: Register, day: string): readonly string[] =>
  [...casesAsOf(register.db, 'sip', day)]
    .map(
      ({
        key,
        kommun,
        phase,
        person_key,
        identity,
        not_understood,
        is_conflicting,
        last_seen_on,
        last_row,
      }) =>
        JSON.stringify({
          key,
          kommun,
          phase,
          person_key,
          identity,
          not_understood,
          is_conflicting,
          last_seen_on,
          last_row,
        }),
    )
    .sort();

describe('any lists, taken in in any order', () => {
  it('a diff turned round is the diff the other way; its counts add up; the order of import does not show', async () => {
    const folder = newFolder();
    await fc.assert(
      fc.asyncProperty(
        someLists.chain((lists) => fc.tuple(fc.constant(lists), someOrder(lists.length))),
        async ([lists, order]) => {
          const register = await taken(folder, lists, order);
          const inOrder = await taken(folder, lists, [...lists.keys()]);
          try {
            for (const day of DAYS) expect(stateOn(register, day)).toEqual(stateOn(inOrder, day));
            for (const [one, from] of DAYS.slice(0, lists.length).entries()) {
              for (const to of DAYS.slice(one + 1, lists.length)) {
                const there = between(register, from, to);
                const here = between(register, to, from);
                expect(comparable(there)).toEqual(comparable(between(inOrder, from, to)));
                expect(idsOf([...there.new, ...there.back])).toEqual(idsOf(here.gone));
                expect(idsOf([...here.new, ...here.back])).toEqual(idsOf(there.gone));
                expect(there.from.cases - there.gone.length + there.new.length + there.back.length).toBe(
                  there.to.cases,
                );
                expect(there.changed.length + there.unchanged + there.gone.length).toBe(there.from.cases);
                expect(there.unchanged).toBe(here.unchanged);
                expect(
                  here.changed.map(({ id, fields }) => [
                    id,
                    fields.map(({ column, from: was, to: is }) => [column, is, was]),
                  ]),
                ).toEqual(
                  there.changed.map(({ id, fields }) => [
                    id,
                    fields.map(({ column, from: was, to: is }) => [column, was, is]),
                  ]),
                );
              }
            }
          } finally {
            register.close();
            inOrder.close();
          }
        },
      ),
      { numRuns: 60 },
    );
  }, 120_000);
});
